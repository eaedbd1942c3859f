//! `property`, `classmethod`, `staticmethod` (`Objects/descrobject.c`, `Objects/funcobject.c`).

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::fields::{self, class_method, function, property};
use runtime::object::{attributes, str};
use runtime::{Obj, StaticType, heap, statics};

/// Names the methods of the three.
pub fn install(vm: &Vm) {
    install_property(vm);
    for class in [StaticType::ClassMethod, StaticType::StaticMethod] {
        let t = Installer::for_type(vm, class);
        t.new_function(|_vm, args| Ok(fields::new(&args[0])));
        t.method("__init__", |vm, args| {
            let name = vm.type_name(&args[0]);
            let [callable] = args.rest().exactly::<1>(vm, &name)?;
            drop(fields::set(
                &args[0],
                class_method::CALLABLE,
                Some(callable.clone()),
            ));
            copy_description(vm, &args[0], callable)?;
            Ok(statics::none())
        });
        t.method("__get__", |vm, args| {
            let given = args.rest().between(vm, "__get__", 1, 2)?;
            let object = (!statics::is_none(&given[0])).then_some(&given[0]);
            let class = given
                .get(1)
                .cloned()
                .unwrap_or_else(|| given[0].class().clone());
            vm.descriptor_get(&args[0], object, &class)
        });
        t.method("__repr__", |vm, args| {
            let (class, inner) = (
                vm.type_name(&args[0]),
                field(&args[0], class_method::CALLABLE),
            );
            Ok(str::new(&format!("<{class}({})>", vm.repr_text(&inner)?)))
        });
        t.getset(
            "__func__",
            |_vm, it| Ok(field(it, class_method::CALLABLE)),
            None,
        );
        t.getset(
            "__wrapped__",
            |_vm, it| Ok(field(it, class_method::CALLABLE)),
            None,
        );
        t.getset(
            "__dict__",
            |_vm, it| Ok(attributes::dict(it).unwrap_or_else(statics::none)),
            None,
        );
    }
    Installer::for_type(vm, StaticType::StaticMethod).method("__call__", |vm, args| {
        let callable = field(&args[0], class_method::CALLABLE);
        vm.call(&callable, args.rest())
    });
}

/// Takes over what the callable says of itself (`functools_wraps` of `Objects/funcobject.c`).
fn copy_description(vm: &Vm, method: &Obj, callable: &Obj) -> PyResult<()> {
    let names = &vm.names;
    for name in [&names.module, &names.name, &names.qualname, &names.doc] {
        if let Some(value) = vm.find_attr(callable, name)? {
            vm.set_attr(method, name, Some(value))?;
        }
    }
    let copies_annotations = heap().profile().wrappers_copy_annotations;
    if copies_annotations && let Some(value) = vm.find_attr(callable, &names.annotations)? {
        vm.set_attr(method, &names.annotations, Some(value))?;
    }
    Ok(())
}

fn field(object: &Obj, offset: u64) -> Obj {
    fields::get(object, offset).unwrap_or_else(statics::none)
}

fn install_property(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Property);
    t.new_function(|_vm, args| {
        let made = fields::new(&args[0]);
        Ok(made)
    });
    t.method("__init__", init);
    t.method("__get__", |vm, args| {
        let given = args.rest().between(vm, "__get__", 1, 2)?;
        let object = (!statics::is_none(&given[0])).then_some(&given[0]);
        vm.descriptor_get(&args[0], object, &given[0].class())
    });
    t.method("getter", |vm, args| copy_with(vm, args, property::GET));
    t.method("setter", |vm, args| copy_with(vm, args, property::SET));
    t.method("deleter", |vm, args| copy_with(vm, args, property::DELETE));
    t.method("__set_name__", |vm, args| {
        let [_class, name] = args.rest().exactly::<2>(vm, "__set_name__")?;
        drop(fields::set(&args[0], property::NAME, Some(name.clone())));
        Ok(statics::none())
    });
    t.getset("fget", |_vm, it| Ok(field(it, property::GET)), None);
    t.getset("fset", |_vm, it| Ok(field(it, property::SET)), None);
    t.getset("fdel", |_vm, it| Ok(field(it, property::DELETE)), None);
    t.getset(
        "__doc__",
        |_vm, it| Ok(field(it, property::DOC)),
        Some(|_vm, it, value| {
            drop(fields::set(it, property::DOC, value));
            Ok(())
        }),
    );
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    let [get, set, delete, doc] =
        args.rest()
            .bind(vm, "property", ["fget", "fset", "fdel", "doc"], 4, 0)?;
    let given = |value: Option<&Obj>| value.filter(|value| !statics::is_none(value)).cloned();
    let doc = given(doc).or_else(|| {
        let getter = get.filter(|getter| StaticType::Function.is_exact(getter))?;
        let doc = fields::get(getter, function::DOC);
        doc.filter(|doc| heap().profile().properties_hold_missing_docs || !statics::is_none(doc))
    });
    for (offset, value) in [
        (property::GET, given(get)),
        (property::SET, given(set)),
        (property::DELETE, given(delete)),
        (property::DOC, doc),
    ] {
        drop(fields::set(&args[0], offset, value));
    }
    Ok(statics::none())
}

fn copy_with(vm: &Vm, args: Args<'_>, replaced: u64) -> PyResult {
    let [callable] = args.rest().exactly::<1>(vm, "property.setter")?;
    let copy = fields::new(&args[0].class());
    for offset in [
        property::GET,
        property::SET,
        property::DELETE,
        property::DOC,
        property::NAME,
    ] {
        drop(fields::set(&copy, offset, fields::get(&args[0], offset)));
    }
    drop(fields::set(&copy, replaced, Some(callable.clone())));
    Ok(copy)
}
