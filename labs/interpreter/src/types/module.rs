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
        let name = fields::get(&args[0], module::NAME).map_or_else(String::new, |it| str::to_string(&it));
        Ok(str::new(&format!("<module '{name}' (built-in)>")))
    });
    t.method("__dir__", |vm, args| {
        let names = attributes::list(&args[0]).into_iter().map(|(name, _)| name).collect();
        Ok(list::new(super::object::sort_names(vm, names)?))
    });
    t.getset("__dict__", |_vm, it| Ok(attributes::dict(it).unwrap_or_else(statics::none)), None);
    let t = Installer::for_type(vm, StaticType::SimpleNamespace);
    t.new_function(|_vm, args| {
        let made = fields::new(&args[0]);
        attributes::dict(&made);
        Ok(made)
    });
    t.method("__init__", |vm, args| {
        args.rest().pos().is_empty().then_some(()).ok_or_else(|| vm.type_error("no positional arguments expected"))?;
        for (name, value) in args.keywords() {
            vm.set_attr(&args[0], name, Some(value.clone()))?;
        }
        Ok(statics::none())
    });
    t.method("__repr__", namespace_repr);
    t.getset("__dict__", |_vm, it| Ok(attributes::dict(it).unwrap_or_else(statics::none)), None);
}

/// A module with the attributes that every module has.
pub fn new(vm: &Vm, name: &str) -> Obj {
    let made = fields::new(&StaticType::Module.object());
    let namespace = dict::new();
    let names = &vm.names;
    dict::set_str(&namespace, &names.name, vm.intern(name));
    for absent in [&names.doc, &names.package, &names.loader, &names.spec] {
        dict::set_str(&namespace, absent, statics::none());
    }
    fields::set(&made, module::DICT, Some(namespace));
    fields::set(&made, module::NAME, Some(vm.intern(name)));
    made
}

fn namespace_repr(vm: &Vm, args: Args<'_>) -> PyResult {
    vm.repr_once(&args[0], "namespace(...)", || {
        let mut parts = Vec::new();
        for (name, value) in attributes::list(&args[0]) {
            parts.push(format!("{}={}", str::to_string(&name), vm.repr_text(&value)?));
        }
        Ok(format!("namespace({})", parts.join(", ")))
    })
}
