//! What the private heap asks of the interpreter when an object ends.
//!
//! Exceptions raised here have nowhere to go: they are reported on standard error and the program goes
//! on (`PyErr_WriteUnraisable`).

use crate::eval;
use crate::vm::Vm;
use runtime::object::types;
use runtime::{Hooks, Obj, StaticType};

/// The hooks of every private heap that an interpreter runs on.
pub const HOOKS: Hooks = Hooks {
    finalize,
    weakref_callback,
    close_generator: eval::generator::finalize,
};

/// Calls `__del__` once (`slot_tp_finalize`).
pub(crate) fn finalize(object: &Obj) {
    let Some(vm) = Vm::current() else {
        return;
    };
    let Some(function) = vm.special(object, &vm.names.del) else {
        return;
    };
    if !runtime::object::begin_finalization(object) {
        return;
    }
    let outcome = if StaticType::Function.is_exact(&function) {
        vm.call_lent(&function, &[object])
    } else {
        vm.descriptor_get(&function, Some(object), &object.class())
            .and_then(|bound| vm.call_with(&bound, &[]))
    };
    if let Err(raised) = outcome {
        vm.report_unraisable(raised, &function);
    }
}

/// Whether the object's class has `__del__`.
pub(crate) fn has_finalizer(object: &Obj) -> bool {
    types::is_heap_type(&object.class())
        && Vm::current().is_some_and(|vm| vm.special(object, &vm.names.del).is_some())
}

fn weakref_callback(callback: &Obj, weakref: &Obj) {
    let Some(vm) = Vm::current().filter(|vm| !vm.finalizing.get()) else {
        return;
    };
    let outcome = vm.call_lent(callback, &[weakref]);
    if let Err(raised) = outcome {
        vm.report_unraisable(raised, callback);
    }
}
