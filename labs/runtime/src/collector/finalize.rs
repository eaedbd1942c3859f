//! Finalizers of unreachable objects, and what they bring back to life.
//!
//! Follows `finalize_garbage` and `handle_resurrected_objects` of CPython's `Modules/gcmodule.c` (PEP 442).

use super::marks::{Lists, UNREACHABLE};
use super::notable::has_finalizer;
use super::reach::{KeepPlaces, Phases};
use super::state::Collector;
use crate::heap::heap;
use crate::memory::{Granule, load, object_at};
use crate::object::Obj;
use crate::object::header::TYPE;
use crate::object::layout::Layout;

/// Whether the object has a finalizer that was not called.
pub(super) fn is_due(collector: &Collector, granule: Granule) -> bool {
    let object = object_at(granule);
    has_finalizer(load(object + TYPE)) && !collector.is_finalized(object)
}

// ANCHOR: call_all
/// Calls the finalizer of each of the objects that has one and was not called before, in order. One that a finalizer
/// before it ended is passed over.
pub(super) fn call_all(collector: &Collector, notable: &[Granule]) {
    for &granule in notable {
        if collector.marks.get(granule) == UNREACHABLE && is_due(collector, granule) {
            call(&Obj::new_reference(object_at(granule)));
        }
    }
}
// ANCHOR_END: call_all

/// Calls the finalizer of an object that has one, unless it was called before (`PyObject_CallFinalizer`).
pub(crate) fn call(object: &Obj) {
    let Some(hooks) = heap().hooks() else {
        return;
    };
    if crate::object::layout_of(object) != Layout::Generator {
        (hooks.finalize)(object);
    } else if crate::object::begin_finalization(object) {
        (hooks.close_generator)(object);
    }
}

// ANCHOR: keep_resurrected
/// Finds again what nothing reaches now that finalizers ran; what was brought back moves to the generation `older`.
pub(super) fn keep_resurrected(collector: &Collector, older: usize) -> Vec<Granule> {
    let mut list = collector.unreachable.borrow_mut().take();
    let waiting = collector.spare_mark();
    for &granule in &list {
        collector.marks.set(granule, waiting);
    }
    let phases = Phases {
        collector,
        waiting: Lists::of(&[waiting]),
        stays_in: collector.mark_of(older),
        first_place: collector.generations[older].borrow().end(),
        is_placed: false,
    };
    let found = phases.run(&mut list, &mut KeepPlaces);
    collector.generations[older]
        .borrow_mut()
        .append_placed(&list);
    found.unreachable
}
// ANCHOR_END: keep_resurrected
