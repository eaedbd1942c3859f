//! `weakref.ref` (`Objects/weakrefobject.c`). Proxies are in [`super::weak_proxy`].

use super::arguments::{comparand, new_class, operands};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::vm::Vm;
use runtime::object::{int, str, types, weakref};
use runtime::{Obj, StaticType, statics};

/// Names the methods of weak references.
pub fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::WeakRef)
        .new_function(new)
        .method("__init__", init)
        .method("__call__", |vm, args| {
            args.rest().between(vm, "weakref", 0, 0)?;
            Ok(weakref::referent(&args[0]).unwrap_or_else(statics::none))
        })
        .method("__repr__", |vm, args| {
            operands::<0>(vm, args, "__repr__")?;
            repr(vm, &args[0])
        })
        .method("__hash__", |vm, args| {
            operands::<0>(vm, args, "__hash__")?;
            hash(vm, &args[0])
        })
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge))
        .getset(
            "__callback__",
            |_vm, it| Ok(weakref::callback(it).unwrap_or_else(statics::none)),
            Some(|vm, _it, _value| Err(vm.raise(StaticType::AttributeError, "readonly attribute"))),
        );
}

/// A weak reference of that class; in a call of a class, keywords are for its `__init__`.
fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::WeakRef)?;
    let given = Args::positional(args.rest().pos()).between(vm, "__new__", 1, 2)?;
    make(vm, class, &given[0], given.get(1))
}

/// A weak reference of type `class` to an object.
///
/// # Errors
/// `TypeError` if the object cannot be weakly referenced.
pub(crate) fn make(vm: &Vm, class: &Obj, object: &Obj, callback: Option<&Obj>) -> PyResult {
    let callback = callback.filter(|callback| !statics::is_none(callback));
    weakref::new(class, object, callback.cloned()).ok_or_else(|| {
        let class = types::name(&object.class());
        vm.type_error(format!("cannot create weak reference to '{class}' object"))
    })
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest();
    given.no_keywords(vm, "ref")?;
    given.between(vm, "__init__", 1, 2)?;
    Ok(statics::none())
}

fn repr(vm: &Vm, reference: &Obj) -> PyResult {
    let address = reference.address();
    let Some(object) = weakref::referent(reference) else {
        return Ok(str::new(&format!("<weakref at {address:#x}; dead>")));
    };
    let name = vm
        .find_attr(&object, &vm.names.name)?
        .filter(|name| StaticType::Str.is_instance(name))
        .map_or_else(String::new, |name| format!(" ({})", str::to_string(&name)));
    Ok(str::new(&format!(
        "<weakref at {address:#x}; to '{}' at {:#x}{name}>",
        vm.type_name(&object),
        object.address()
    )))
}

/// The object's hash, which the weak reference keeps when the object is gone.
fn hash(vm: &Vm, reference: &Obj) -> PyResult {
    let cached = weakref::cached_hash(reference);
    if cached != -1 {
        return Ok(int::from_i64(cached));
    }
    let Some(object) = weakref::referent(reference) else {
        return Err(vm.type_error("weak object has gone away"));
    };
    let hash = vm.hash(&object)?;
    weakref::set_cached_hash(reference, hash);
    Ok(int::from_i64(hash))
}

/// Weak references to living objects are equal if these are; others, if they are the same.
fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    let comparable = StaticType::WeakRef.is_instance(other) || weakref::is_proxy(other);
    if !matches!(op, CompareOp::Eq | CompareOp::Ne) || !comparable {
        return Ok(statics::not_implemented());
    }
    match (weakref::referent(&args[0]), weakref::referent(other)) {
        (Some(a), Some(b)) => vm.compare(op, &a, &b),
        _ => Ok(statics::bool(args[0].is(other) == (op == CompareOp::Eq))),
    }
}
