//! `weakref.ref` (`Objects/weakrefobject.c`).

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::{Vm, is_class};
use runtime::object::{int, str, types, weakref};
use runtime::{StaticType, statics};

/// Names the methods of weak references.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::WeakRef);
    t.new_function(new);
    t.method("__init__", |_vm, _args| Ok(statics::none()));
    t.method("__call__", |vm, args| {
        args.rest()
            .exactly::<0>(vm, "weakref.ReferenceType.__call__")?;
        Ok(weakref::referent(&args[0]).unwrap_or_else(statics::none))
    });
    t.method("__repr__", |vm, args| {
        let address = args[0].address();
        Ok(str::new(&match weakref::referent(&args[0]) {
            Some(object) => {
                let class = vm.type_name(&object);
                format!(
                    "<weakref at {address:#x}; to '{class}' at {:#x}>",
                    object.address()
                )
            }
            None => format!("<weakref at {address:#x}; dead>"),
        }))
    });
    t.method("__hash__", |vm, args| {
        let cached = weakref::cached_hash(&args[0]);
        if cached != -1 {
            return Ok(int::from_i64(cached));
        }
        let Some(object) = weakref::referent(&args[0]) else {
            return Err(vm.type_error("weak object has gone away"));
        };
        let hash = vm.hash(&object)?;
        weakref::set_cached_hash(&args[0], hash);
        Ok(int::from_i64(hash))
    });
    t.method("__eq__", |vm, args| {
        let [other] = args.rest().exactly::<1>(vm, "__eq__")?;
        if !StaticType::WeakRef.is_instance(other) {
            return Ok(statics::not_implemented());
        }
        match (weakref::referent(&args[0]), weakref::referent(other)) {
            (Some(a), Some(b)) => Ok(statics::bool(vm.equal(&a, &b)?)),
            _ => Ok(statics::bool(args[0].is(other))),
        }
    });
    t.getset(
        "__callback__",
        |_vm, it| Ok(weakref::callback(it).unwrap_or_else(statics::none)),
        None,
    );
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "ref", 1, 2)?;
    let callback = given
        .get(1)
        .filter(|callback| !statics::is_none(callback))
        .cloned();
    if !is_class(&args[0]) {
        return Err(vm.type_error("ref.__new__(X): X is not a type object"));
    }
    weakref::new(&args[0], &given[0], callback).ok_or_else(|| {
        let class = types::name(&given[0].class());
        vm.type_error(format!("cannot create weak reference to '{class}' object"))
    })
}
