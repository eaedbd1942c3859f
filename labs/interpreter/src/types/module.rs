//! Modules and `types.SimpleNamespace`: objects that are little more than their dict.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::fields::{self, module};
use runtime::object::{attributes, dict, list, str};
use runtime::{Obj, StaticType, statics};

/// Names the methods of `module` and `SimpleNamespace`.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Module);
    t.new_function(|vm, args| {
        let name = match args.get(1) {
            Some(name) if StaticType::Str.is_instance(name) => str::to_string(name),
            _ => return Err(vm.type_error("module() missing required argument 'name' (pos 1)")),
        };
        Ok(new(vm, &name))
    });
    t.method("__init__", |_vm, _args| Ok(statics::none()));
    t.method("__repr__", |_vm, args| {
        let name =
            fields::get(&args[0], module::NAME).map_or_else(String::new, |it| str::to_string(&it));
        Ok(str::new(&format!("<module '{name}' (built-in)>")))
    });
    t.method("__dir__", |vm, args| {
        let names = attributes::list(&args[0])
            .into_iter()
            .map(|(name, _)| name)
            .collect();
        Ok(list::new(super::object::sort_names(vm, names)?))
    });
    t.read_only_member("__dict__", |_vm, it| {
        Ok(attributes::dict(it).unwrap_or_else(statics::none))
    });
    let t = Installer::for_type(vm, StaticType::SimpleNamespace);
    t.new_function(|_vm, args| {
        let made = fields::new(&args[0]);
        attributes::dict(&made);
        Ok(made)
    });
    t.method("__init__", |vm, args| {
        args.rest()
            .pos()
            .is_empty()
            .then_some(())
            .ok_or_else(|| vm.type_error("no positional arguments expected"))?;
        for (name, value) in args.keywords() {
            vm.set_attr(&args[0], name, Some(value.clone()))?;
        }
        Ok(statics::none())
    });
    t.method("__repr__", namespace_repr);
    t.method("__eq__", |vm, args| {
        namespace_equal(vm, args, "__eq__", true)
    });
    t.method("__ne__", |vm, args| {
        namespace_equal(vm, args, "__ne__", false)
    });
    t.read_only_member("__dict__", |_vm, it| {
        Ok(attributes::dict(it).unwrap_or_else(statics::none))
    });
}

/// A module with the attributes that every module has.
pub fn new(vm: &Vm, name: &str) -> Obj {
    with_namespace(vm, name, dict::new())
}

/// A module whose dict is there already.
pub fn with_namespace(vm: &Vm, name: &str, namespace: Obj) -> Obj {
    let made = fields::new(&StaticType::Module.object());
    let names = &vm.names;
    let name = vm.intern(name);
    dict::set_str(&namespace, &names.name, name.clone());
    for absent in [&names.doc, &names.package, &names.loader, &names.spec] {
        dict::set_str(&namespace, absent, statics::none());
    }
    fields::set(&made, module::DICT, Some(namespace));
    fields::set(&made, module::NAME, Some(name));
    made
}

fn namespace_equal(vm: &Vm, args: Args<'_>, name: &str, wanted: bool) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    if !StaticType::SimpleNamespace.is_instance(other) {
        return Ok(statics::not_implemented());
    }
    let (Some(own), Some(others)) = (attributes::dict(&args[0]), attributes::dict(other)) else {
        return Ok(statics::not_implemented());
    };
    Ok(statics::bool(vm.equal(&own, &others)? == wanted))
}

fn namespace_repr(vm: &Vm, args: Args<'_>) -> PyResult {
    vm.repr_once(&args[0], "namespace(...)", || {
        let mut parts = Vec::new();
        for (name, value) in attributes::list(&args[0]) {
            parts.push(format!(
                "{}={}",
                str::to_string(&name),
                vm.repr_text(&value)?
            ));
        }
        Ok(format!("namespace({})", parts.join(", ")))
    })
}
