//! Weak references to and among unreachable objects (`handle_weakrefs` of CPython's `Modules/gcmodule.c`).

use super::marks::UNREACHABLE;
use super::state::Collector;
use crate::heap::heap;
use crate::memory::{Granule, granule_of, load, object_at};
use crate::object::attributes::weakref_slot;
use crate::object::header::TYPE;
use crate::object::layout::Layout;
use crate::object::{Obj, types, weakref};

/// Clears them all. Returns those with callbacks to call, which are reachable themselves.
///
/// All are cleared before the first callback runs, so that none can bring an unreachable object back.
pub(super) fn clear(collector: &Collector, notable: &[Granule]) -> Vec<Obj> {
    let mut calls = Vec::new();
    for &granule in notable {
        let object = object_at(granule);
        if types::layout_at(load(object + TYPE)) == Layout::WeakRef {
            weakref::unlink(object);
        }
        let Some(head) = weakref_slot(object) else {
            continue;
        };
        while load(head) != 0 {
            let weakref = load(head);
            weakref::unlink(weakref);
            let is_trash = collector.marks.get(granule_of(weakref)) == UNREACHABLE;
            if load(weakref + weakref::CALLBACK) != 0 && !is_trash {
                calls.push(Obj::new_reference(weakref));
            }
        }
    }
    calls
}

/// Calls the callbacks of these. Says how many of the weak references ended by that.
pub(super) fn call(collector: &Collector, weakrefs: Vec<Obj>, older: usize) -> u64 {
    let mut ended = 0;
    for weakref in weakrefs {
        if let (Some(callback), Some(hooks)) = (weakref::callback(&weakref), heap().hooks()) {
            (hooks.weakref_callback)(&callback, &weakref);
        }
        if weakref.refcount() == 1 {
            ended += 1;
        } else {
            collector.move_to(granule_of(weakref.address()), older);
        }
    }
    ended
}
