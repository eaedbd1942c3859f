//! `list[int]`: a class with its parameters, for annotations (`Objects/genericaliasobject.c`).
//!
//! Calling it calls the class; nothing checks the parameters.

use super::arguments::{comparand, new_class, operands};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::protocol::call::required;
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, generic_alias as field};
use runtime::object::{int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// The built-in classes that take parameters.
const GENERIC: [StaticType; 8] = [
    StaticType::List,
    StaticType::Tuple,
    StaticType::Dict,
    StaticType::Set,
    StaticType::FrozenSet,
    StaticType::Enumerate,
    StaticType::MappingProxy,
    StaticType::WeakRef,
];

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    for class in GENERIC {
        Installer::for_type(vm, class).class_method("__class_getitem__", |vm, args| {
            let [parameters] = args.rest().exactly::<1>(vm, "type.__class_getitem__")?;
            Ok(new(&args[0], parameters))
        });
    }
    Installer::for_type(vm, StaticType::GenericAlias)
        .new_function(|vm, args| {
            new_class(vm, args, StaticType::GenericAlias)?;
            let given = args.rest().between(vm, "GenericAlias", 2, 2)?;
            Ok(new(&given[0], &given[1]))
        })
        .method("__repr__", |vm, args| {
            operands::<0>(vm, args, "__repr__")?;
            repr(vm, &args[0])
        })
        .method("__call__", call)
        .method("__hash__", |vm, args| {
            operands::<0>(vm, args, "__hash__")?;
            let hash = vm.hash(&origin(&args[0]))? ^ vm.hash(&arguments(&args[0]))?;
            Ok(int::from_i64(if hash == -1 { -2 } else { hash }))
        })
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__getitem__", |vm, args| {
            let text = vm.repr_text(&args[0])?;
            Err(vm.type_error(format!("{text} is not a generic class")))
        })
        .method("__instancecheck__", |vm, _args| {
            Err(vm.type_error("isinstance() argument 2 cannot be a parameterized generic"))
        })
        .method("__subclasscheck__", |vm, _args| {
            Err(vm.type_error("issubclass() argument 2 cannot be a parameterized generic"))
        })
        .method("__mro_entries__", |_vm, args| {
            Ok(tuple::new([origin(&args[0])]))
        })
        .getset("__origin__", |_vm, alias| Ok(origin(alias)), None)
        .getset("__args__", |_vm, alias| Ok(arguments(alias)), None)
        .getset("__parameters__", |_vm, alias| Ok(parameters(alias)), None);
}

/// The bases of a class statement, each that is no class replaced by what its `__mro_entries__` names
/// (`update_bases` of `Python/bltinmodule.c`).
///
/// # Errors
/// What `__mro_entries__` raised; `TypeError` if it returned no tuple.
pub fn resolve_bases(vm: &Vm, bases: &[Obj]) -> PyResult<Vec<Obj>> {
    let given = tuple::new(bases.to_vec());
    let mut resolved = Vec::with_capacity(bases.len());
    for base in bases {
        let method = match is_class(base) {
            true => None,
            false => vm.find_attr(base, &vm.intern("__mro_entries__"))?,
        };
        let Some(method) = method else {
            resolved.push(base.clone());
            continue;
        };
        let entries = vm.call_with(&method, std::slice::from_ref(&given))?;
        if !StaticType::Tuple.is_instance(&entries) {
            return Err(vm.type_error("__mro_entries__ must return a tuple"));
        }
        resolved.extend(tuple::items(&entries));
    }
    Ok(resolved)
}

fn new(origin: &Obj, parameters: &Obj) -> Obj {
    let args = match StaticType::Tuple.is_instance(parameters) {
        true => parameters.clone(),
        false => tuple::new([parameters.clone()]),
    };
    let alias = fields::new(&StaticType::GenericAlias.object());
    fields::set(&alias, field::ORIGIN, Some(origin.clone()));
    fields::set(&alias, field::ARGS, Some(args));
    alias
}

fn origin(alias: &Obj) -> Obj {
    required(alias, field::ORIGIN)
}

/// The type variables among the arguments, made when first asked for: there are none.
fn parameters(alias: &Obj) -> Obj {
    fields::get(alias, field::PARAMETERS).unwrap_or_else(|| {
        let none = statics::empty_tuple();
        fields::set(alias, field::PARAMETERS, Some(none.clone()));
        none
    })
}

fn arguments(alias: &Obj) -> Obj {
    required(alias, field::ARGS)
}

fn repr(vm: &Vm, alias: &Obj) -> PyResult {
    let mut parts = Vec::new();
    for argument in tuple::items(&arguments(alias)) {
        parts.push(repr_item(vm, &argument)?);
    }
    if parts.is_empty() {
        parts.push("()".to_owned());
    }
    let origin = repr_item(vm, &origin(alias))?;
    Ok(str::new(&format!("{origin}[{}]", parts.join(", "))))
}

/// A class by its name alone, `...` as it is written, anything else by its repr (`ga_repr_item`).
fn repr_item(vm: &Vm, item: &Obj) -> PyResult<String> {
    if item.is(&statics::ellipsis()) {
        return Ok("...".to_owned());
    }
    if StaticType::GenericAlias.is_instance(item) {
        return vm.repr_text(item);
    }
    let qualname = vm.find_attr(item, &vm.names.qualname)?;
    let module = vm.find_attr(item, &vm.names.module)?;
    let (Some(qualname), Some(module)) =
        (qualname, module.filter(|module| !statics::is_none(module)))
    else {
        return vm.repr_text(item);
    };
    let (qualname, module) = (vm.str_text(&qualname)?, vm.str_text(&module)?);
    Ok(if module == "builtins" {
        qualname
    } else {
        format!("{module}.{qualname}")
    })
}

/// Makes an instance of the class, which is told what it was called as if it takes attributes.
fn call(vm: &Vm, args: Args<'_>) -> PyResult {
    let object = vm.call(&origin(&args[0]), args.rest())?;
    match vm.set_attr(&object, &vm.intern("__orig_class__"), Some(args[0].clone())) {
        Err(raised)
            if !raised.is(StaticType::AttributeError) && !raised.is(StaticType::TypeError) =>
        {
            Err(raised)
        }
        _ => Ok(object),
    }
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    if !StaticType::GenericAlias.is_instance(other) {
        return Ok(statics::not_implemented());
    }
    let same = vm.equal(&origin(&args[0]), &origin(other))?
        && vm.equal(&arguments(&args[0]), &arguments(other))?;
    Ok(statics::bool(same == (op == CompareOp::Eq)))
}
