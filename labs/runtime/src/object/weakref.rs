//! Weak references: an address that is not counted, in a list that starts at the object.
//!
//! ```text
//!   +16 the object (0: gone)   +24 callback   +32 hash   +40 previous   +48 next
//! ```
//!
//! `PyWeakReference` of `Include/cpython/weakrefobject.h`; follows `Objects/weakrefobject.c`. One reference and one
//! proxy without callback are shared by all who ask; they stand first, newer ones with callbacks right
//! after them.

use super::attributes::weakref_slot;
use super::handle::slot;
use super::header::TYPE;
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

/// A weak reference of type `class`: `ref`, a subclass of it, or a type of proxies. Those without callback of `ref`
/// itself are one object for all who ask, and so are the proxies. `None` if the object cannot be weakly referenced.
pub fn new(class: &Obj, object: &Obj, callback: Option<Obj>) -> Option<Obj> {
    let head = weakref_slot(object.address())?;
    let kind = match callback {
        Some(_) => Kind::Own,
        None => Kind::of(class.address()),
    };
    if let Some(shared) = Shared::at(head).of_kind(kind) {
        return Some(shared);
    }
    let weakref = allocate(class, super::types::basicsize(class));
    // The allocation may have started a collection, and that run code which asked for the same one.
    let shared = Shared::at(head);
    if let Some(shared) = shared.of_kind(kind) {
        return Some(shared);
    }
    let address = weakref.address();
    store(address + REFERENT, object.address());
    store(address + HASH, u64::MAX);
    if let Some(callback) = callback {
        slot::put(address + CALLBACK, callback);
    }
    link(address, head, shared.before(kind));
    Some(weakref)
}

/// Puts a weak reference into the list after `previous`, 0 for the front.
fn link(address: u64, head: u64, previous: u64) {
    let place = if previous == 0 { head } else { previous + NEXT };
    let next = load(place);
    store(address + PREVIOUS, previous);
    store(address + NEXT, next);
    if next != 0 {
        store(next + PREVIOUS, address);
    }
    store(place, address);
}

/// What decides whether a weak reference is shared, and its place in the list.
#[derive(Clone, Copy)]
enum Kind {
    /// `ref` without callback: first in the list.
    SharedRef,
    /// A proxy without callback: after the shared `ref`.
    SharedProxy,
    /// All others: after the shared ones, the newest first.
    Own,
}

impl Kind {
    /// The kind of a weak reference without callback.
    fn of(class: u64) -> Kind {
        if class == StaticType::WeakRef.address() {
            Kind::SharedRef
        } else if is_proxy_class(class) {
            Kind::SharedProxy
        } else {
            Kind::Own
        }
    }
}

/// Addresses of the shared weak references in a list, 0 where there is none (`get_basic_refs`).
struct Shared {
    reference: u64,
    proxy: u64,
}

impl Shared {
    fn at(head: u64) -> Shared {
        let mut next = load(head);
        let mut take = |wanted: fn(u64) -> bool| {
            let found = next;
            if found == 0 || load(found + CALLBACK) != 0 || !wanted(load(found + TYPE)) {
                return 0;
            }
            next = load(found + NEXT);
            found
        };
        Shared {
            reference: take(|class| class == StaticType::WeakRef.address()),
            proxy: take(is_proxy_class),
        }
    }

    fn of_kind(&self, kind: Kind) -> Option<Obj> {
        let found = match kind {
            Kind::SharedRef => self.reference,
            Kind::SharedProxy => self.proxy,
            Kind::Own => 0,
        };
        (found != 0).then(|| Obj::new_reference(found))
    }

    /// After which a new one comes, 0 for the front.
    fn before(&self, kind: Kind) -> u64 {
        match kind {
            Kind::SharedRef => 0,
            Kind::Own if self.proxy != 0 => self.proxy,
            Kind::SharedProxy | Kind::Own => self.reference,
        }
    }
}

fn is_proxy_class(class: u64) -> bool {
    class == StaticType::WeakProxy.address() || class == StaticType::WeakCallableProxy.address()
}

/// Whether the object stands for another one in all operations.
#[inline]
pub fn is_proxy(object: &Obj) -> bool {
    is_proxy_class(load(object.address() + TYPE))
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
    // Of several, each is held until all were called.
    let held: Vec<Obj> = if calls.len() == 1 && heap().profile().only_weakref_is_lent {
        Vec::new()
    } else {
        let weakrefs = calls.iter().map(|&(_, weakref)| weakref);
        weakrefs.map(Obj::new_reference).collect()
    };
    for (callback, weakref) in calls {
        (hooks.weakref_callback)(&callback, &Borrowed::at(weakref));
    }
    drop(held);
}
