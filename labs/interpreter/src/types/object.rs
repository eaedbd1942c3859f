//! `object`: what every object can do (`Objects/typeobject.c`, the part headed "the root").

use crate::error::PyResult;
use crate::native::{Args, Installer, NativeFn};
use crate::opcode::CompareOp;
use crate::protocol::compare::hash_identity;
use crate::types::weak_proxy::referent;
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, builtin, descriptor};
use runtime::object::{attributes, dict, int, list, size, str, tuple, types};
use runtime::{Obj, StaticType, statics};

/// Names the methods of `object`.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Object);
    t.new_function(new).method("__init__", init);
    t.method("__repr__", |vm, args| repr(vm, &args[0]));
    t.method("__str__", |vm, args| vm.repr(&args[0]));
    t.method("__hash__", |_vm, args| {
        Ok(int::from_i64(hash_identity(&args[0])))
    });
    t.method("__eq__", |_vm, args| {
        let same = args.get(1).is_some_and(|other| other.is(&args[0]));
        Ok(if same {
            statics::true_()
        } else {
            statics::not_implemented()
        })
    });
    t.method("__ne__", not_equal);
    for name in ["__lt__", "__le__", "__gt__", "__ge__"] {
        t.method(name, |_vm, _args| Ok(statics::not_implemented()));
    }
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
    t.method("__format__", format);
    t.method("__sizeof__", |_vm, args| {
        Ok(int::from_i64(size::size_without_prefix(&args[0]) as i64))
    });
    t.method("__dir__", |vm, args| Ok(list::new(dir(vm, &args[0])?)));
    t.class_method("__init_subclass__", |_vm, _args| Ok(statics::none()));
    t.class_method("__subclasshook__", |_vm, _args| {
        Ok(statics::not_implemented())
    });
    t.getset(
        "__class__",
        |_vm, object| Ok(object.class().clone()),
        Some(set_class),
    );
    t.value(
        "__doc__",
        str::new("The base class of the class hierarchy."),
    );
}

/// Sets the `__dict__` of an object that is never without (`PyObject_GenericSetDict` of `Objects/object.c`).
///
/// # Errors
/// `TypeError` for anything but a dict.
pub(super) fn set_dict(vm: &Vm, object: &Obj, value: Option<Obj>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.type_error("cannot delete __dict__"));
    };
    if !StaticType::Dict.is_instance(&value) {
        let given = vm.type_name(&value);
        return Err(vm.type_error(format!(
            "__dict__ must be set to a dictionary, not a '{given}'"
        )));
    }
    attributes::set_dict(object, Some(value));
    Ok(())
}

/// An attribute's name from Python: an exact `str`.
///
/// # Errors
/// `TypeError` for anything else.
pub(crate) fn attribute_name(vm: &Vm, name: &Obj) -> PyResult {
    if StaticType::Str.is_exact(name) {
        return Ok(name.clone());
    }
    if StaticType::Str.is_instance(name) {
        return Ok(str::new(&str::to_string(name)));
    }
    Err(vm.type_error(format!(
        "attribute name must be string, not '{}'",
        vm.type_name(name)
    )))
}

/// Whether a class uses `object`'s own function under a name.
fn is_default(vm: &Vm, class: &Obj, name: &Obj, function: NativeFn) -> bool {
    let Some(found) = vm.type_lookup(class, name) else {
        return false;
    };
    let number = if StaticType::WrapperDescriptor.is_exact(&found) {
        fields::number(&found, descriptor::NATIVE)
    } else if StaticType::BuiltinFunction.is_exact(&found) {
        fields::number(&found, builtin::NATIVE)
    } else {
        return false;
    };
    std::ptr::fn_addr_eq(vm.native(number).function, function)
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let Some(class) = args.get(0).filter(|class| is_class(class)) else {
        return Err(vm.type_error("object.__new__(): not enough arguments"));
    };
    if args.values().len() > 1 {
        if !is_default(vm, class, &vm.names.new, new) {
            return Err(vm.type_error(
                "object.__new__() takes exactly one argument (the type to instantiate)",
            ));
        }
        if is_default(vm, class, &vm.names.init, init) {
            return Err(vm.type_error(format!("{}() takes no arguments", types::name(class))));
        }
    }
    let base = types::static_base(class);
    if base != StaticType::Object {
        let (name, base) = (types::name(class), base.name());
        return Err(vm.type_error(format!(
            "object.__new__({name}) is not safe, use {base}.__new__()"
        )));
    }
    let object = fields::new(class);
    Ok(object)
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    if args.values().len() > 1 {
        let class = args[0].class();
        if !is_default(vm, &class, &vm.names.init, init) {
            let message =
                "object.__init__() takes exactly one argument (the instance to initialize)";
            return Err(vm.type_error(message));
        }
        if is_default(vm, &class, &vm.names.new, new) {
            let name = types::name(&class);
            let message = format!(
                "{name}.__init__() takes exactly one argument (the instance to initialize)"
            );
            return Err(vm.type_error(message));
        }
    }
    Ok(statics::none())
}

/// `module.qualname` of a class, as reprs show it.
pub(crate) fn qualified_name(vm: &Vm, class: &Obj) -> String {
    if !types::is_heap_type(class) {
        return types::name(class);
    }
    let qualname = types::field(class, types::QUALNAME)
        .map_or_else(|| types::name(class), |it| str::to_string(&it));
    match vm.find_attr(class, &vm.names.module) {
        Ok(Some(module)) if StaticType::Str.is_instance(&module) => {
            let module = str::to_string(&module);
            if module == "builtins" {
                qualname
            } else {
                format!("{module}.{qualname}")
            }
        }
        _ => qualname,
    }
}

fn repr(vm: &Vm, object: &Obj) -> PyResult {
    let class = qualified_name(vm, &object.class());
    Ok(str::new(&format!(
        "<{class} object at {:#x}>",
        object.address()
    )))
}

fn not_equal(vm: &Vm, args: Args<'_>) -> PyResult {
    let [other] = args.rest().exactly::<1>(vm, "__ne__")?;
    let Some(equal) = vm.special(&args[0], &vm.names.eq) else {
        return Ok(statics::not_implemented());
    };
    let answer = vm.call_with(&equal, &[args[0].clone(), other.clone()])?;
    if answer.is(&statics::not_implemented()) {
        return Ok(answer);
    }
    Ok(statics::bool(!vm.is_true(&answer)?))
}

fn format(vm: &Vm, args: Args<'_>) -> PyResult {
    let [spec] = args.rest().exactly::<1>(vm, "object.__format__")?;
    if StaticType::Str.is_instance(spec) && str::len(spec) == 0 {
        return vm.str(&args[0]);
    }
    let class = vm.type_name(&args[0]);
    Err(vm.type_error(format!(
        "unsupported format string passed to {class}.__format__"
    )))
}

/// Names of the object's attributes and of its class's, sorted.
pub(crate) fn dir(vm: &Vm, object: &Obj) -> PyResult<Vec<Obj>> {
    // `__dict__` and `__class__` of a proxy are its object's.
    let object = &referent(vm, object)?;
    let mut names: Vec<Obj> = attributes::list(object)
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    let class = if is_class(object) {
        object.clone()
    } else {
        object.class().clone()
    };
    if let Some(mro) = types::mro(&class) {
        for base in tuple::items(&mro) {
            if let Some(namespace) = types::namespace(&base) {
                names.extend(dict::items(&namespace).into_iter().map(|item| item.key));
            }
        }
    }
    sort_names(vm, names)
}

/// Sorted, each once.
pub(crate) fn sort_names(vm: &Vm, names: Vec<Obj>) -> PyResult<Vec<Obj>> {
    let mut failure = None;
    let mut names = names;
    names.sort_by(|a, b| {
        if StaticType::Str.is_instance(a) && StaticType::Str.is_instance(b) {
            return str::with_str(a, |a| str::with_str(b, |b| a.cmp(b)));
        }
        match vm.compare_truth(CompareOp::Lt, a, b) {
            Ok(true) => std::cmp::Ordering::Less,
            Ok(false) => std::cmp::Ordering::Greater,
            Err(raised) => {
                failure = Some(raised);
                std::cmp::Ordering::Equal
            }
        }
    });
    if let Some(raised) = failure {
        return Err(raised);
    }
    names.dedup_by(|a, b| {
        a.is(b)
            || StaticType::Str.is_instance(a) && StaticType::Str.is_instance(b) && str::equal(a, b)
    });
    Ok(names)
}

fn set_class(vm: &Vm, object: &Obj, value: Option<Obj>) -> PyResult<()> {
    let Some(class) = value else {
        return Err(vm.type_error("can't delete __class__ attribute"));
    };
    if !is_class(&class) {
        let given = vm.type_name(&class);
        return Err(vm.type_error(format!(
            "__class__ must be set to a class, not '{given}' object"
        )));
    }
    let (new, old) = (types::name(&class), vm.type_name(object));
    Err(vm.type_error(format!(
        "__class__ assignment: the labs do not move an object from '{old}' to '{new}'"
    )))
}
