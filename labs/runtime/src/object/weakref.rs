//! Weak references: an address that is not counted, in a list that starts at the object.
//!
//! ```text
//!   +16 the object (0: gone)   +24 callback   +32 hash   +40 previous   +48 next
//! ```
//!
//! `PyWeakReference` of `Include/cpython/weakrefobject.h`; follows `Objects/weakrefobject.c`. One reference
//! without callback is shared by all who ask; it stands first, newer ones with callbacks right
//! after it.

use super::attributes::weakref_slot;
use super::handle::slot;
use super::layout::Layout;
use super::{Borrowed, Obj, allocate, expect};
use crate::heap::heap;
use crate::memory::{load, store};
use crate::statics::StaticType;

/// Offset of the referent's address.
pub const REFERENT: u64 = 16;
/// Offset of the callback slot.
pub const CALLBACK: u64 = 24;
/// Offset of the cached hash.
pub const HASH: u64 = 32;
const PREVIOUS: u64 = 40;
const NEXT: u64 = 48;

/// Whether the object can be weakly referenced.
pub fn is_supported(object: &Obj) -> bool {
    weakref_slot(object.address()).is_some()
}

/// A weak reference of type `class`; the shared one if there is no callback. `None` if the object
/// cannot be weakly referenced.
pub fn new(class: &Obj, object: &Obj, callback: Option<Obj>) -> Option<Obj> {
    let head = weakref_slot(object.address())?;
    let shared = shared_at(head);
    let exact = class.address() == StaticType::WeakRef.address();
    if callback.is_none() && exact && shared != 0 {
        return Some(Obj::new_reference(shared));
    }
    let is_shared = callback.is_none() && exact;
    let weakref = allocate(class, super::types::basicsize(class));
    let address = weakref.address();
    store(address + REFERENT, object.address());
    store(address + HASH, u64::MAX);
    if let Some(callback) = callback {
        slot::put(address + CALLBACK, callback);
    }
    let previous = if is_shared { 0 } else { shared };
    let next = if previous == 0 {
        load(head)
    } else {
        load(previous + NEXT)
    };
    store(address + PREVIOUS, previous);
    store(address + NEXT, next);
    if next != 0 {
        store(next + PREVIOUS, address);
    }
    store(if previous == 0 { head } else { previous + NEXT }, address);
    Some(weakref)
}

/// The shared reference without callback, if the list starts with it.
fn shared_at(head: u64) -> u64 {
    match load(head) {
        0 => 0,
        first => {
            let exact = load(first + super::header::TYPE) == StaticType::WeakRef.address();
            if exact && load(first + CALLBACK) == 0 {
                first
            } else {
                0
            }
        }
    }
}

/// The referent, unless it is gone.
pub fn referent(weakref: &Obj) -> Option<Obj> {
    slot::get(expect(weakref, Layout::WeakRef) + REFERENT)
}

/// The callback, if it has one and was not called.
pub fn callback(weakref: &Obj) -> Option<Obj> {
    slot::get(expect(weakref, Layout::WeakRef) + CALLBACK)
}

/// The cached hash, −1 if there is none.
pub fn cached_hash(weakref: &Obj) -> i64 {
    load(expect(weakref, Layout::WeakRef) + HASH) as i64
}

/// Keeps the referent's hash.
pub fn set_cached_hash(weakref: &Obj, hash: i64) {
    store(expect(weakref, Layout::WeakRef) + HASH, hash as u64);
}

/// All weak references to the object, in the order of the list.
pub fn all(object: &Obj) -> Vec<Obj> {
    let Some(head) = weakref_slot(object.address()) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut next = load(head);
    while next != 0 {
        found.push(Obj::new_reference(next));
        next = load(next + NEXT);
    }
    found
}

/// Takes a weak reference out of its object's list, as its own end does.
pub(crate) fn unlink(weakref: u64) {
    let object = load(weakref + REFERENT);
    if object == 0 {
        return;
    }
    let (previous, next) = (load(weakref + PREVIOUS), load(weakref + NEXT));
    if previous != 0 {
        store(previous + NEXT, next);
    } else if let Some(head) = weakref_slot(object) {
        store(head, next);
    }
    if next != 0 {
        store(next + PREVIOUS, previous);
    }
    store(weakref + REFERENT, 0);
    store(weakref + PREVIOUS, 0);
    store(weakref + NEXT, 0);
}

/// Clears every weak reference to a dying object, then calls the callbacks, in the order of the list
/// (`PyObject_ClearWeakRefs`). A weak reference that is itself dying is not called.
pub(crate) fn clear_all(object: u64) {
    let Some(head) = weakref_slot(object) else {
        return;
    };
    let mut calls = Vec::new();
    while load(head) != 0 {
        let weakref = load(head);
        unlink(weakref);
        let callback = slot::take(weakref + CALLBACK);
        if let Some(callback) = callback
            && crate::refcount::stored(weakref) > 0
        {
            calls.push((callback, weakref));
        }
    }
    let Some(hooks) = heap().hooks() else {
        return;
    };
    // As in CPython, a single weak reference is lent to its callback; of several each is held until
    // all were called.
    let held: Vec<Obj> = match calls.len() {
        1 => Vec::new(),
        _ => calls
            .iter()
            .map(|&(_, weakref)| Obj::new_reference(weakref))
            .collect(),
    };
    for (callback, weakref) in calls {
        (hooks.weakref_callback)(&callback, &Borrowed::at(weakref));
    }
    drop(held);
}
