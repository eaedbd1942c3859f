//! `type`: classes as objects, and their making.
//!
//! Follows `type_new` and its helpers, `mro_implementation` and `best_base` of `Objects/typeobject.c`, and
//! `builtin___build_class__` of `Python/bltinmodule.c`.

use super::class_new;
use super::object::{attribute_name, dir, qualified_name};
use crate::error::{PyResult, Raised};
use crate::native::{Args, Installer};
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, dict_view};
use runtime::object::{dict, int, list, str, subclasses, tuple, types};
use runtime::{Obj, StaticType, statics};

/// Names the methods of `type`.
pub fn install(vm: &Vm) {
    class_new::install(vm);
    let t = Installer::for_type(vm, StaticType::Type);
    t.new_function(class_new::new);
    t.method("__init__", |vm, args| {
        let given = args.rest().len();
        if given != 1 && given != 3 {
            return Err(vm.type_error("type.__init__() takes 1 or 3 arguments"));
        }
        Ok(statics::none())
    });
    t.method("__call__", |vm, args| {
        let class = args[0].clone();
        vm.call_type(&class, args.rest())
    });
    t.method("__repr__", |vm, args| {
        Ok(str::new(&format!(
            "<class '{}'>",
            qualified_name(vm, &args[0])
        )))
    });
    t.method("__getattribute__", |vm, args| {
        let [name] = args.rest().exactly::<1>(vm, "__getattribute__")?;
        vm.builtin_get_attr(&args[0], &attribute_name(vm, name)?)
    });
    t.method("__setattr__", |vm, args| {
        let [name, value] = args.rest().exactly::<2>(vm, "__setattr__")?;
        vm.builtin_set_attr(&args[0], &attribute_name(vm, name)?, Some(value.clone()))?;
        Ok(statics::none())
    });
    t.method("__delattr__", |vm, args| {
        let [name] = args.rest().exactly::<1>(vm, "__delattr__")?;
        vm.builtin_set_attr(&args[0], &attribute_name(vm, name)?, None)?;
        Ok(statics::none())
    });
    t.method("mro", |_vm, args| {
        Ok(types::mro(&args[0]).map_or_else(|| list::new([]), |mro| list::new(tuple::items(&mro))))
    });
    t.method("__subclasses__", |_vm, args| {
        Ok(list::new(subclasses::of(&args[0])))
    });
    t.method("__instancecheck__", |vm, args| {
        let [object] = args.rest().exactly::<1>(vm, "type.__instancecheck__")?;
        vm.is_instance_by_mro(object, &args[0]).map(statics::bool)
    });
    t.method("__subclasscheck__", |vm, args| {
        let [class] = args.rest().exactly::<1>(vm, "type.__subclasscheck__")?;
        vm.is_subclass_by_mro(class, &args[0]).map(statics::bool)
    });
    t.class_method("__prepare__", |_vm, _args| Ok(dict::new()));
    t.method("__dir__", |vm, args| Ok(list::new(dir(vm, &args[0])?)));
    install_attributes(&t);
}

fn install_attributes(t: &Installer<'_>) {
    t.getset(
        "__name__",
        |_vm, class| match types::is_heap_type(class) {
            true => Ok(types::field(class, types::NAME).unwrap_or_else(statics::none)),
            false => Ok(str::new(static_names(class).1)),
        },
        Some(|vm, class, value| set_name(vm, class, value, types::NAME)),
    );
    t.getset(
        "__qualname__",
        |_vm, class| match types::is_heap_type(class) {
            true => Ok(types::field(class, types::QUALNAME).unwrap_or_else(statics::none)),
            false => Ok(str::new(static_names(class).1)),
        },
        Some(|vm, class, value| set_name(vm, class, value, types::QUALNAME)),
    );
    t.getset(
        "__module__",
        module_of,
        Some(|vm, class, value| set_for_good(vm, class, "__module__", value)),
    );
    t.getset(
        "__doc__",
        doc_of,
        Some(|vm, class, value| set_for_good(vm, class, "__doc__", value)),
    );
    t.getset(
        "__annotations__",
        annotations_of,
        Some(|vm, class, value| set_in_namespace(vm, class, "__annotations__", value)),
    );
    t.getset(
        "__dict__",
        |_vm, class| {
            let proxy = fields::new(&StaticType::MappingProxy.object());
            fields::set(&proxy, dict_view::DICT, types::field(class, types::DICT));
            Ok(proxy)
        },
        None,
    );
    t.getset(
        "__bases__",
        |_vm, class| Ok(types::bases(class).unwrap_or_else(statics::empty_tuple)),
        None,
    );
    t.getset(
        "__base__",
        |_vm, class| Ok(types::base(class).unwrap_or_else(statics::none)),
        None,
    );
    t.getset(
        "__mro__",
        |_vm, class| Ok(types::field(class, types::MRO).unwrap_or_else(statics::none)),
        None,
    );
    t.getset(
        "__basicsize__",
        |_vm, class| Ok(int::from_i64(types::basicsize_of_version(class) as i64)),
        None,
    );
    t.getset(
        "__itemsize__",
        |_vm, class| Ok(int::from_i64(types::itemsize(class) as i64)),
        None,
    );
    t.getset(
        "__dictoffset__",
        |_vm, class| Ok(int::from_i64(types::dict_offset(class))),
        None,
    );
    t.getset(
        "__weakrefoffset__",
        |_vm, class| Ok(int::from_i64(types::weaklist_offset(class))),
        None,
    );
    t.getset(
        "__flags__",
        |_vm, class| Ok(int::from_i64(types::flags_of(class) as i64)),
        None,
    );
}

fn set_name(vm: &Vm, class: &Obj, value: Option<Obj>, field: u64) -> PyResult<()> {
    let attribute = if field == types::NAME {
        "__name__"
    } else {
        "__qualname__"
    };
    let name = types::name(class);
    if !types::is_heap_type(class) {
        let message = format!("cannot set '{attribute}' attribute of immutable type '{name}'");
        return Err(vm.type_error(message));
    }
    match value {
        Some(value) if StaticType::Str.is_instance(&value) => {
            drop(types::set_field(class, field, Some(value)));
            Ok(())
        }
        Some(value) => {
            let given = vm.type_name(&value);
            Err(vm.type_error(format!(
                "can only assign string to {name}.{attribute}, not '{given}'"
            )))
        }
        None => Err(cannot_delete(vm, class, attribute)),
    }
}

fn own(class: &Obj, name: &Obj) -> Option<Obj> {
    dict::get_str(&*types::namespace(class)?, name)
}

fn module_of(vm: &Vm, class: &Obj) -> PyResult {
    if !types::is_heap_type(class) {
        return Ok(vm.intern(static_names(class).0));
    }
    own(class, &vm.names.module)
        .ok_or_else(|| vm.attribute_error(class, &vm.names.module, "__module__"))
}

/// `__module__` and `__name__` of a built-in class.
fn static_names(class: &Obj) -> (&'static str, &'static str) {
    StaticType::at(class.address()).map_or(("builtins", ""), StaticType::module_and_name)
}

fn doc_of(vm: &Vm, class: &Obj) -> PyResult {
    let doc = own(class, &vm.names.doc).unwrap_or_else(statics::none);
    vm.descriptor_get(&doc, None, class)
}

fn annotations_of(vm: &Vm, class: &Obj) -> PyResult {
    if let Some(annotations) = own(class, &vm.names.annotations) {
        return Ok(annotations);
    }
    if !types::is_heap_type(class) {
        let message = format!(
            "type object '{}' has no attribute '__annotations__'",
            types::name(class)
        );
        return Err(vm.attribute_error(class, &vm.names.annotations, message));
    }
    let annotations = dict::new();
    set_in_namespace(vm, class, "__annotations__", Some(annotations.clone()))?;
    Ok(annotations)
}

/// Sets what cannot be deleted (`check_set_special_type_attr` of `Objects/typeobject.c`).
fn set_for_good(vm: &Vm, class: &Obj, name: &str, value: Option<Obj>) -> PyResult<()> {
    if value.is_none() {
        return Err(cannot_delete(vm, class, name));
    }
    set_in_namespace(vm, class, name, value)
}

fn cannot_delete(vm: &Vm, class: &Obj, attribute: &str) -> Raised {
    let name = types::name(class);
    vm.type_error(format!(
        "cannot delete '{attribute}' attribute of immutable type '{name}'"
    ))
}

fn set_in_namespace(vm: &Vm, class: &Obj, name: &str, value: Option<Obj>) -> PyResult<()> {
    if !types::is_heap_type(class) {
        let class = types::name(class);
        return Err(vm.type_error(format!(
            "cannot set '{name}' attribute of immutable type '{class}'"
        )));
    }
    if let Some(namespace) = types::field(class, types::DICT) {
        vm.types_changed();
        match value {
            Some(value) => dict::set_str(&namespace, &vm.intern(name), value),
            None => {
                let name = vm.intern(name);
                let old = dict::remove_str(&namespace, &name);
                drop(
                    old.ok_or_else(|| vm.raise(StaticType::AttributeError, str::to_string(&name)))?,
                );
            }
        }
    }
    Ok(())
}

/// `__build_class__(function, name, *bases, metaclass=…, **keywords)`: runs a class statement.
///
/// # Errors
/// What the body, or the metaclass, raised.
pub fn build_class(vm: &Vm, args: Args<'_>) -> PyResult {
    let [function, name, bases @ ..] = args.pos() else {
        return Err(vm.type_error("__build_class__: not enough arguments"));
    };
    let bases = tuple::new(super::generic_alias::resolve_bases(vm, bases)?);
    let mut metaclass = None;
    let mut keywords = Vec::new();
    for (key, value) in args.keywords() {
        if str::equal(key, &vm.names.metaclass) {
            metaclass = Some(value.clone());
        } else {
            keywords.push((key.clone(), value.clone()));
        }
    }
    let metaclass = match metaclass {
        Some(metaclass) if !is_class(&metaclass) => metaclass,
        given => {
            let first = tuple::peek(&bases, 0)
                .map_or_else(|| StaticType::Type.object(), |base| base.class().clone());
            class_new::winning_metaclass(vm, &given.unwrap_or(first), &bases)?
        }
    };
    let (names, values): (Vec<Obj>, Vec<Obj>) = keywords.into_iter().unzip();
    let namespace = match vm.find_attr(&metaclass, &vm.names.prepare)? {
        Some(prepare) => {
            let mut all = vec![name.clone(), bases.clone()];
            all.extend(values.iter().cloned());
            vm.call(&prepare, Args::new(&all, &names))?
        }
        None => dict::new(),
    };
    let cell = crate::eval::run_class_body(vm, function, namespace.clone())?;
    let mut all = vec![name.clone(), bases, namespace];
    all.extend(values);
    let class = vm.call(&metaclass, Args::new(&all, &names))?;
    if StaticType::Cell.is_exact(&cell)
        && is_class(&class)
        && fields::get(&cell, fields::cell::CONTENTS).is_none()
    {
        let name = str::to_string(name);
        let message = format!(
            "__class__ not set defining '{name}' as {}. Was __classcell__ propagated to type.__new__?",
            vm.repr_text(&class)?
        );
        return Err(vm.raise(StaticType::RuntimeError, message));
    }
    Ok(class)
}
