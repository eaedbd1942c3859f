//! WebAssembly: the linear memory is grown by as many pages as the range needs, and is never given back.
//!
//! An engine does not touch a fresh page before the program does, so a large range costs nothing until used.

use super::HostMemory;
use std::arch::wasm32::memory_grow;
use std::ptr::NonNull;

/// Bytes of a page of the linear memory.
const PAGE: usize = 64 << 10;

/// Pages at the end of the linear memory. They stay with the program when this is dropped: WebAssembly has no way
/// to shrink.
pub struct LinearMemory {
    start: NonNull<u8>,
    len: usize,
}

impl HostMemory for LinearMemory {
    fn reserve(len: usize) -> Option<LinearMemory> {
        let before = memory_grow::<0>(len.div_ceil(PAGE));
        if before == usize::MAX {
            return None;
        }
        let start = NonNull::new((before * PAGE) as *mut u8)?;
        Some(LinearMemory { start, len })
    }

    fn start(&self) -> NonNull<u8> {
        self.start
    }

    fn commit(&self, _offset: usize, _len: usize) -> bool {
        true
    }

    fn release(&self, offset: usize, len: usize) {
        assert!(offset + len <= self.len);
        // SAFETY: the place is inside the pages that `reserve` was given, and nobody uses its bytes any more.
        unsafe { self.start.add(offset).write_bytes(0, len) }
    }
}
