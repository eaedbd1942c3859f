//! The types of the three singletons `None`, `NotImplemented` and `...`.
//!
//! Follows `Objects/object.c` and `Objects/sliceobject.c`.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::new_class;
use crate::vm::Vm;
use runtime::object::{int, str};
use runtime::{Obj, StaticType, statics};

/// The hash of `None`, the same in every process since 3.12 (`_Py_HashNone`).
pub const HASH_NONE: i64 = 0xfca8_6420;

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::NoneType)
        .new_function(|vm, args| {
            only_instance(
                vm,
                args,
                (StaticType::NoneType, "NoneType"),
                statics::none(),
            )
        })
        .method("__repr__", |_, _| Ok(str::new("None")))
        .method("__bool__", |_, _| Ok(statics::false_()))
        .method("__hash__", |_, _| Ok(int::from_i64(HASH_NONE)));
    Installer::for_type(vm, StaticType::NotImplementedType)
        .new_function(|vm, args| {
            let class = (StaticType::NotImplementedType, "NotImplementedType");
            only_instance(vm, args, class, statics::not_implemented())
        })
        .method("__repr__", |_, _| Ok(str::new("NotImplemented")))
        .method("__reduce__", |_, _| Ok(str::new("NotImplemented")))
        .method("__bool__", |_, _| Ok(statics::true_()));
    Installer::for_type(vm, StaticType::Ellipsis)
        .new_function(|vm, args| {
            only_instance(
                vm,
                args,
                (StaticType::Ellipsis, "EllipsisType"),
                statics::ellipsis(),
            )
        })
        .method("__repr__", |_, _| Ok(str::new("Ellipsis")))
        .method("__reduce__", |_, _| Ok(str::new("Ellipsis")));
}

/// `type(None)()`: there is one instance. `name` is the type's as this message has it.
fn only_instance(
    vm: &Vm,
    args: Args<'_>,
    (class, name): (StaticType, &str),
    instance: Obj,
) -> PyResult {
    new_class(vm, args, class)?;
    if args.values().len() > 1 {
        return Err(vm.type_error(format!("{name} takes no arguments")));
    }
    Ok(instance)
}
