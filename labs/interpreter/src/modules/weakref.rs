//! `weakref`: references that are not counted. Their type's methods are in [`crate::types::weakref`].

use crate::native::Installer;
use crate::vm::Vm;
use runtime::StaticType;
use runtime::object::{int, list, weakref};

/// Names the functions of the module.
pub(super) fn install(_vm: &Vm, module: &Installer<'_>) {
    module
        .value("ref", StaticType::WeakRef.object())
        .value("ReferenceType", StaticType::WeakRef.object())
        .function("getweakrefcount", |vm, args| {
            let [object] = args.exactly::<1>(vm, "_weakref.getweakrefcount")?;
            Ok(int::from_i64(weakref::all(object).len() as i64))
        })
        .function("getweakrefs", |vm, args| {
            let [object] = args.exactly::<1>(vm, "_weakref.getweakrefs")?;
            Ok(list::new(weakref::all(object)))
        });
}
