//! `weakref`: references that are not counted. Their types' methods are in [`crate::types::weakref`] and
//! [`crate::types::weak_proxy`].
//!
//! As in CPython, what needs the list of an object's weak references is native, and the classes made of weak references
//! and callbacks are Python: a reader can look them up beside this file. They make the objects that those of CPython
//! make (`Lib/weakref.py`, `Lib/_weakrefset.py`), so that counts and blocks agree.

use super::python::Source;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::weakref as references;
use crate::vm::Vm;
use runtime::object::{dict, int, list, str, tuple, weakref};
use runtime::{StaticType, heap, statics};

const REFERENCES: Source = Source {
    filename: "<weakref/references.py>",
    text: include_str!("weakref/references.py"),
};
const MAPPING_BASE: Source = Source {
    filename: "<weakref/mapping_base.py>",
    text: include_str!("weakref/mapping_base.py"),
};
const MAPPINGS: Source = Source {
    filename: "<weakref/mappings.py>",
    text: include_str!("weakref/mappings.py"),
};
const COPIED_MAPPINGS: Source = Source {
    filename: "<weakref/copied_mappings.py>",
    text: include_str!("weakref/copied_mappings.py"),
};
const SET_ALGEBRA: Source = Source {
    filename: "<weakref/set_algebra.py>",
    text: include_str!("weakref/set_algebra.py"),
};
const SETS: Source = Source {
    filename: "<weakref/sets.py>",
    text: include_str!("weakref/sets.py"),
};
const COPIED_SETS: Source = Source {
    filename: "<weakref/copied_sets.py>",
    text: include_str!("weakref/copied_sets.py"),
};
const FINALIZERS: Source = Source {
    filename: "<weakref/finalizers.py>",
    text: include_str!("weakref/finalizers.py"),
};

/// The classes of this version, in the order in which they are made.
pub(super) fn sources() -> Vec<Source> {
    let (mappings, sets) = match heap().profile().weak_walks_are_over_copies {
        true => (COPIED_MAPPINGS, COPIED_SETS),
        false => (MAPPINGS, SETS),
    };
    vec![
        REFERENCES,
        MAPPING_BASE,
        mappings,
        SET_ALGEBRA,
        sets,
        FINALIZERS,
    ]
}

/// What `from weakref import *` binds.
const PUBLIC: [&str; 13] = [
    "ref",
    "proxy",
    "getweakrefcount",
    "getweakrefs",
    "WeakKeyDictionary",
    "ReferenceType",
    "ProxyType",
    "CallableProxyType",
    "ProxyTypes",
    "WeakValueDictionary",
    "WeakSet",
    "WeakMethod",
    "finalize",
];

/// Names the functions of the module and the built-in types (`Modules/_weakref.c`).
pub(super) fn install(_vm: &Vm, module: &Installer<'_>) {
    let proxy_types = [StaticType::WeakProxy, StaticType::WeakCallableProxy];
    module
        .value("__all__", list::new(PUBLIC.map(str::new)))
        .value("ref", StaticType::WeakRef.object())
        .value("ReferenceType", StaticType::WeakRef.object())
        .value("ProxyType", StaticType::WeakProxy.object())
        .value("CallableProxyType", StaticType::WeakCallableProxy.object())
        .value(
            "ProxyTypes",
            tuple::new(proxy_types.map(StaticType::object)),
        )
        .function("proxy", proxy)
        .function("getweakrefcount", |vm, args| {
            let [object] = args.exactly::<1>(vm, "_weakref.getweakrefcount")?;
            Ok(int::from_i64(weakref::all(object).len() as i64))
        })
        .function("getweakrefs", |vm, args| {
            let [object] = args.exactly::<1>(vm, "_weakref.getweakrefs")?;
            Ok(list::new(weakref::all(object)))
        })
        .function("_remove_dead_weakref", remove_dead);
}

/// `proxy(object, callback=None)`: what can be called gets a proxy that can be called.
fn proxy(vm: &Vm, args: Args<'_>) -> PyResult {
    args.no_keywords(vm, "_weakref.proxy")?;
    let given = args.between(vm, "proxy", 1, 2)?;
    let class = match vm.is_callable(&given[0]) {
        true => StaticType::WeakCallableProxy,
        false => StaticType::WeakProxy,
    };
    references::make(vm, &class.object(), &given[0], given.get(1))
}

/// `_remove_dead_weakref(dict, key)`: takes the entry out if its value is a dead weak reference. The key may have
/// got another value since that one died, which is to stay (`_PyDict_DelItemIf`).
fn remove_dead(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.between(vm, "_remove_dead_weakref", 2, 2)?;
    let (entries, key) = (&given[0], &given[1]);
    if !StaticType::Dict.is_instance(entries) {
        let class = vm.type_name(entries);
        return Err(vm.type_error(format!(
            "_remove_dead_weakref() argument 1 must be dict, not {class}"
        )));
    }
    let hash = vm.hash(key)?;
    let mut equal = |a: &_, b: &_| vm.equal(a, b);
    let Some(reference) = dict::get(entries, key, hash, &mut equal)? else {
        return Ok(statics::none());
    };
    if !StaticType::WeakRef.is_instance(&reference) && !weakref::is_proxy(&reference) {
        return Err(vm.type_error("not a weakref"));
    }
    if weakref::referent(&reference).is_none() {
        drop(dict::remove(entries, key, hash, &mut equal)?);
    }
    Ok(statics::none())
}
