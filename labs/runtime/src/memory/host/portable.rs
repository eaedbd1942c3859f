//! One zeroed allocation, for hosts without a way of their own: Windows, and any other with `std`.

use super::{HostMemory, START_ALIGNMENT};
use std::alloc::{Layout, alloc_zeroed, dealloc};
use std::ptr::NonNull;

/// A block of the global allocator.
pub struct Allocation {
    start: NonNull<u8>,
    layout: Layout,
}

impl HostMemory for Allocation {
    fn reserve(len: usize) -> Option<Allocation> {
        let layout = Layout::from_size_align(len.max(1), START_ALIGNMENT).ok()?;
        // SAFETY: the layout has a size above zero.
        let start = NonNull::new(unsafe { alloc_zeroed(layout) })?;
        Some(Allocation { start, layout })
    }

    fn start(&self) -> NonNull<u8> {
        self.start
    }

    fn commit(&self, _offset: usize, _len: usize) -> bool {
        true
    }

    fn release(&self, offset: usize, len: usize) {
        assert!(offset + len <= self.layout.size());
        // SAFETY: the place is inside the allocation, and nobody uses its bytes any more.
        unsafe { self.start.add(offset).write_bytes(0, len) }
    }
}

impl Drop for Allocation {
    fn drop(&mut self) {
        // SAFETY: `start` came from `alloc_zeroed` with this very layout and is returned once.
        unsafe { dealloc(self.start.as_ptr(), self.layout) }
    }
}
