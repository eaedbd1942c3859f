//! Arguments that are lent to a call, not handed over: no count changes.
//!
//! CPython passes arguments as an array of borrowed references (PEP 590, vectorcall). A program can see
//! the difference: `sys.getrefcount(self)` in a special method counts no array.

use super::Obj;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;

/// References to objects that somebody else keeps alive, one after another in memory.
pub struct Lent<'a> {
    objects: Vec<ManuallyDrop<Obj>>,
    lender: PhantomData<&'a Obj>,
}

impl<'a> Lent<'a> {
    /// Lends these objects, in order.
    pub fn new(objects: impl IntoIterator<Item = &'a Obj>) -> Lent<'a> {
        let copies = objects.into_iter().map(|object| {
            // SAFETY: the copy is never dropped, and the original outlives it by the lifetime.
            ManuallyDrop::new(unsafe { std::ptr::read(object) })
        });
        Lent {
            objects: copies.collect(),
            lender: PhantomData,
        }
    }

    /// The objects.
    pub fn objects(&self) -> &[Obj] {
        let objects = self.objects.as_slice();
        // SAFETY: `ManuallyDrop<Obj>` has the layout of `Obj`, and a shared slice drops nothing.
        unsafe { std::slice::from_raw_parts(objects.as_ptr().cast(), objects.len()) }
    }
}
