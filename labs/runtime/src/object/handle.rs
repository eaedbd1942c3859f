//! [`Obj`]: a counted reference, the only way that Rust code holds an object.
//!
//! Cloning is `Py_INCREF`, dropping is `Py_DECREF`: a reference that goes out of scope on an error path
//! is given back without a line of code. A count that reaches zero ends the object at once.

use crate::memory::{load, store};
use crate::refcount;
use std::fmt;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::num::NonZeroU64;
use std::ops::Deref;

/// A counted reference to an object of this thread's private heap.
#[derive(PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(transparent)]
pub struct Obj(NonZeroU64);

impl Obj {
    /// Takes over a reference that is already counted.
    ///
    /// # Panics
    /// If `address` is 0.
    #[inline(always)]
    pub(crate) fn from_counted(address: u64) -> Obj {
        match NonZeroU64::new(address) {
            Some(address) => Obj(address),
            None => panic!("a reference to nothing"),
        }
    }

    /// Counts a new reference to the object at `address`.
    #[inline(always)]
    pub(crate) fn new_reference(address: u64) -> Obj {
        refcount::incref(address);
        Obj::from_counted(address)
    }

    /// Gives the reference up without counting it down: the slot that it moves to owns it now.
    #[inline(always)]
    pub(crate) fn into_counted(self) -> u64 {
        ManuallyDrop::new(self).0.get()
    }

    // ANCHOR: identity
    /// The nominal address of the object's header: what `id()` returns.
    #[inline(always)]
    pub fn address(&self) -> u64 {
        self.0.get()
    }

    /// Whether both are the same object.
    #[inline(always)]
    pub fn is(&self, other: &Obj) -> bool {
        self.0 == other.0
    }
    // ANCHOR_END: identity

    /// The stored count, without the reference that asking takes.
    pub fn refcount(&self) -> u64 {
        refcount::stored(self.address())
    }

    /// Whether the object never dies.
    pub fn is_immortal(&self) -> bool {
        refcount::is_immortal(self.address())
    }

    /// The object's type, uncounted.
    #[inline(always)]
    pub fn class(&self) -> Borrowed<'_> {
        Borrowed::at(load(self.address() + super::header::TYPE))
    }
}

// ANCHOR: owned
impl Clone for Obj {
    #[inline(always)]
    fn clone(&self) -> Obj {
        Obj::new_reference(self.address())
    }
}

impl Drop for Obj {
    #[inline(always)]
    fn drop(&mut self) {
        refcount::decref(self.address());
    }
}
// ANCHOR_END: owned

impl fmt::Debug for Obj {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Obj({:#x})", self.address())
    }
}

/// A reference that is not counted: the lender keeps the object alive.
pub struct Borrowed<'a>(ManuallyDrop<Obj>, PhantomData<&'a Obj>);

impl Borrowed<'_> {
    /// # Panics
    /// If `address` is 0.
    #[inline(always)]
    pub(crate) fn at(address: u64) -> Self {
        Borrowed(ManuallyDrop::new(Obj::from_counted(address)), PhantomData)
    }

    #[inline(always)]
    pub(crate) fn in_slot(slot: u64) -> Option<Self> {
        let address = load(slot);
        (address != 0).then(|| Self::at(address))
    }
}

impl Deref for Borrowed<'_> {
    type Target = Obj;

    #[inline(always)]
    fn deref(&self) -> &Obj {
        &self.0
    }
}

/// Slots: eight bytes that own one reference, or hold 0.
pub(crate) mod slot {
    use super::{Obj, load, store};

    /// A new reference to what the slot holds.
    #[inline(always)]
    pub fn get(slot: u64) -> Option<Obj> {
        let address = load(slot);
        (address != 0).then(|| Obj::new_reference(address))
    }

    /// Empties the slot.
    #[inline(always)]
    pub fn take(slot: u64) -> Option<Obj> {
        let address = load(slot);
        store(slot, 0);
        (address != 0).then(|| Obj::from_counted(address))
    }

    /// Fills a slot that holds nothing.
    #[inline(always)]
    pub fn put(slot: u64, value: Obj) {
        store(slot, value.into_counted());
    }

    /// Stores, then hands back what stood there: the old reference must go only after the slot is
    /// valid again, for its end may run Python code that looks.
    #[inline(always)]
    pub fn replace(slot: u64, value: Option<Obj>) -> Option<Obj> {
        let old = load(slot);
        store(slot, value.map_or(0, Obj::into_counted));
        (old != 0).then(|| Obj::from_counted(old))
    }
}
