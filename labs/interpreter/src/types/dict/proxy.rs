//! `mappingproxy`: a mapping seen through glass, such as a class's `__dict__` (`Objects/descrobject.c`).

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::{BinaryOp, CompareOp};
use crate::types::arguments::{comparand, new_class, operands};
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::object::fields::{self, dict_view};
use runtime::object::{int, str};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(vm: &Vm) {
    let class = Installer::for_type(vm, StaticType::MappingProxy);
    class
        .new_function(construct)
        .method("__len__", |vm, args| {
            operands::<0>(vm, args, "__len__")?;
            Ok(int::from_i64(vm.len(&mapping(&args[0]))? as i64))
        })
        .method("__getitem__", |vm, args| {
            let [key] = operands::<1>(vm, args, "__getitem__")?;
            vm.get_item(&mapping(&args[0]), key)
        })
        .method("__contains__", |vm, args| {
            let [key] = operands::<1>(vm, args, "__contains__")?;
            vm.contains(&mapping(&args[0]), key).map(statics::bool)
        })
        .method("__iter__", |vm, args| {
            operands::<0>(vm, args, "__iter__")?;
            vm.iter(&mapping(&args[0]))
        })
        .method("__reversed__", |vm, args| {
            let proxy = only_self(vm, args, "mappingproxy.__reversed__")?;
            vm.call_method(&mapping(proxy), &vm.names.reversed, &[])
        })
        .method("__repr__", |vm, args| {
            operands::<0>(vm, args, "__repr__")?;
            Ok(str::new(&format!(
                "mappingproxy({})",
                vm.repr_text(&mapping(&args[0]))?
            )))
        })
        .method("__str__", |vm, args| {
            operands::<0>(vm, args, "__str__")?;
            vm.str(&mapping(&args[0]))
        })
        .method("__hash__", |vm, args| {
            operands::<0>(vm, args, "__hash__")?;
            vm.hash(&mapping(&args[0])).map(int::from_i64)
        })
        .method("__or__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__or__")?;
            vm.binary(BinaryOp::Or, &bare(&args[0]), &bare(other))
        })
        .method("__ror__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__ror__")?;
            vm.binary(BinaryOp::Or, &bare(other), &bare(&args[0]))
        })
        .method("__ior__", |vm, _args| {
            Err(vm.type_error("'|=' is not supported by mappingproxy; use '|' instead"))
        });
    class
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge))
        .method("copy", |vm, args| forward(vm, args, "copy"))
        .method("get", |vm, args| forward(vm, args, "get"))
        .method("items", |vm, args| forward(vm, args, "items"))
        .method("keys", |vm, args| forward(vm, args, "keys"))
        .method("values", |vm, args| forward(vm, args, "values"));
}

/// A read-only proxy of a mapping.
pub fn new(mapping: &Obj) -> Obj {
    let proxy = fields::new(&StaticType::MappingProxy.object());
    fields::set(&proxy, dict_view::DICT, Some(mapping.clone()));
    proxy
}

fn construct(vm: &Vm, args: Args<'_>) -> PyResult {
    new_class(vm, args, StaticType::MappingProxy)?;
    let [Some(mapping)] = args.rest().bind(vm, "mappingproxy", ["mapping"], 1, 1)? else {
        return Err(vm.type_error("mappingproxy() missing required argument 'mapping' (pos 1)"));
    };
    let is_sequence =
        StaticType::List.is_instance(mapping) || StaticType::Tuple.is_instance(mapping);
    if is_sequence || vm.special(mapping, &vm.names.getitem).is_none() {
        let given = vm.type_name(mapping);
        return Err(vm.type_error(format!(
            "mappingproxy() argument must be a mapping, not {given}"
        )));
    }
    Ok(new(mapping))
}

fn mapping(proxy: &Obj) -> Obj {
    fields::get(proxy, dict_view::DICT).unwrap_or_else(statics::none)
}

/// The mapping of a proxy; anything else itself.
fn bare(object: &Obj) -> Obj {
    if StaticType::MappingProxy.is_exact(object) {
        mapping(object)
    } else {
        object.clone()
    }
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    vm.compare(op, &mapping(&args[0]), other)
}

/// Calls the method of that name of the mapping.
fn forward(vm: &Vm, args: Args<'_>, name: &str) -> PyResult {
    let method = vm.get_attr_text(&mapping(&args[0]), name)?;
    vm.call(&method, args.rest())
}
