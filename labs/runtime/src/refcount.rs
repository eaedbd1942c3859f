//! Reference counts: how a slot that points at an object is counted, and what happens at zero.
//!
//! The count stands in the first 8 bytes of every object. A mortal count is below 2³¹. An immortal
//! object carries a mark with the top bit of the low half set, so one test of the sign tells both
//! apart: CPython 3.12 does the same in `Py_INCREF` and `Py_DECREF` (`Include/object.h`, PEP 683).

use crate::events::{self, Event};
use crate::heap::heap;
use crate::memory::{load, load_u32, store, store_u32};
use crate::object::Obj;
use crate::object::header::REFCOUNT;
use crate::profile::Immortality;

// ANCHOR: incref
/// One more slot points at the object.
#[inline(always)]
pub(crate) fn incref(object: u64) {
    let count = load_u32(object + REFCOUNT);
    if is_immortal_mark(count) {
        return;
    }
    store_u32(object + REFCOUNT, count + 1);
    events::emit(Event::Incref {
        object,
        count: count + 1,
    });
}
// ANCHOR_END: incref

// ANCHOR: decref
/// One slot fewer points at the object; without any, it dies here and now.
#[inline(always)]
pub(crate) fn decref(object: u64) {
    let count = load_u32(object + REFCOUNT);
    if is_immortal_mark(count) {
        return;
    }
    store_u32(object + REFCOUNT, count - 1);
    events::emit(Event::Decref {
        object,
        count: count - 1,
    });
    if count == 1 {
        crate::dealloc::end(object);
    }
}
// ANCHOR_END: decref

// ANCHOR: immortal
/// Whether the low half of a count is an immortal object's mark: read as a signed number, it is
/// negative.
#[inline(always)]
pub(crate) fn is_immortal_mark(count: u32) -> bool {
    (count as i32) < 0
}

/// Marks an object as one that never dies, in the way of the profile's version.
pub(crate) fn make_immortal(object: u64) {
    match heap().profile().immortality {
        Immortality::None => {}
        Immortality::HighStart => store(object + REFCOUNT, 999_999_999),
        Immortality::Mark(mark) => store(object + REFCOUNT, u64::from(mark)),
    }
}
// ANCHOR_END: immortal

/// Overwrites the count of an object, as a program can that knows the address. The caller answers for it: a
/// count below the number of references ends an object that is in use.
pub fn overwrite(object: &Obj, count: u32) {
    store_u32(object.address() + REFCOUNT, count);
}

/// The stored count.
#[inline(always)]
pub(crate) fn stored(object: u64) -> u64 {
    load(object + REFCOUNT)
}

/// Whether the object never dies.
pub(crate) fn is_immortal(object: u64) -> bool {
    is_immortal_mark(load_u32(object + REFCOUNT))
}
