//! What the private heap asks of the interpreter when an object ends.
//!
//! Exceptions raised here have nowhere to go: they are reported on standard error and the program goes
//! on (`PyErr_WriteUnraisable`).

use crate::eval::{self, Occasion};
use crate::modules::gc;
use crate::vm::Vm;
use runtime::collector::Collected;
use runtime::frame::Frame;
use runtime::object::{attributes, dict};
use runtime::{Hooks, Obj, StaticType};

/// The hooks of every private heap that an interpreter runs on.
pub const HOOKS: Hooks = Hooks {
    finalize,
    weakref_callback,
    close_generator: eval::generator::finalize,
    has_finalizer,
    namespaces,
    current_frame,
    collection_starts,
    collection_ends,
    garbage: gc::keep_garbage,
    debug_note,
    seconds,
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
        vm.report_unraisable(Occasion::Deallocator, raised, &function);
    }
}

/// Whether the class has `__del__`.
fn has_finalizer(class: &Obj) -> bool {
    Vm::current().is_some_and(|vm| vm.type_lookup(class, &vm.names.del).is_some())
}

/// The namespaces of `sys`, which holds all modules, and of the built-ins.
fn namespaces(look: &mut dyn FnMut(&Obj)) {
    let Some(vm) = Vm::current() else {
        return;
    };
    let sys = dict::get_str(&vm.modules, &vm.intern("sys"));
    if let Some(namespace) = sys.and_then(|sys| attributes::dict(&sys)) {
        look(&namespace);
    }
    look(&vm.builtins);
}

fn current_frame() -> Option<Frame> {
    Vm::current().and_then(|vm| vm.current.get())
}

fn collection_starts(generation: usize) {
    gc::collection_starts(generation);
    if let Some(vm) = Vm::current() {
        vm.host.collection_starts(&vm, generation);
    }
}

fn collection_ends(generation: usize, collected: &Collected) {
    gc::collection_ends(generation, collected);
    if let Some(vm) = Vm::current() {
        vm.host.collection_ends(&vm, collected);
    }
}

fn debug_note(text: &str) {
    if let Some(vm) = Vm::current() {
        vm.write_message(text);
    }
}

fn seconds() -> f64 {
    Vm::current().map_or(0.0, |vm| vm.host.seconds())
}

fn weakref_callback(callback: &Obj, weakref: &Obj) {
    let Some(vm) = Vm::current() else {
        return;
    };
    let outcome = vm.call_lent(callback, &[weakref]);
    if let Err(raised) = outcome {
        vm.report_unraisable(Occasion::WeakrefCallback, raised, callback);
    }
}
