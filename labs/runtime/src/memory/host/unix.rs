//! `mmap`: pages that the kernel gives at the first touch.

use super::{HostMemory, START_ALIGNMENT};
use rustix::mm::{MapFlags, ProtFlags, mmap_anonymous, munmap};
use std::ffi::c_void;
use std::ptr::{self, NonNull};

/// A private anonymous mapping.
pub struct Mapping {
    mapped: NonNull<u8>,
    mapped_len: usize,
    start: NonNull<u8>,
}

/// Asks for pages without a promise that all of them can be had at once.
#[cfg(any(target_os = "linux", target_os = "android"))]
const FLAGS: MapFlags = MapFlags::PRIVATE.union(MapFlags::NORESERVE);
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const FLAGS: MapFlags = MapFlags::PRIVATE;

const READ_WRITE: ProtFlags = ProtFlags::READ.union(ProtFlags::WRITE);

impl HostMemory for Mapping {
    fn reserve(len: usize) -> Option<Mapping> {
        let mapped_len = len.checked_add(START_ALIGNMENT)?;
        // SAFETY: a new mapping at an address of the kernel's choice touches nothing that exists.
        let mapped = unsafe { mmap_anonymous(ptr::null_mut(), mapped_len, READ_WRITE, FLAGS) };
        let mapped = NonNull::new(mapped.ok()?.cast::<u8>())?;
        let to_start = mapped.as_ptr().align_offset(START_ALIGNMENT);
        // SAFETY: the mapping is longer than `len` by as much as the alignment can take.
        let start = unsafe { mapped.add(to_start) };
        use_large_pages(start, len);
        Some(Mapping {
            mapped,
            mapped_len,
            start,
        })
    }

    fn start(&self) -> NonNull<u8> {
        self.start
    }

    fn commit(&self, _offset: usize, _len: usize) -> bool {
        true
    }

    fn release(&self, offset: usize, len: usize) {
        // SAFETY: the place is inside this mapping, whose bytes nobody uses any more: a fresh mapping over it gives
        // the pages back and reads as zero, on every Unix.
        let fresh = unsafe {
            let place = self.start.add(offset).as_ptr().cast::<c_void>();
            mmap_anonymous(place, len, READ_WRITE, FLAGS | MapFlags::FIXED)
        };
        fresh.expect("the kernel maps pages anew where they were mapped");
        // SAFETY: as above.
        use_large_pages(unsafe { self.start.add(offset) }, len);
    }
}

impl Drop for Mapping {
    fn drop(&mut self) {
        // SAFETY: this is the mapping that `reserve` made, unmapped once, and nobody keeps an address into it.
        let unmapped = unsafe { munmap(self.mapped.as_ptr().cast(), self.mapped_len) };
        debug_assert!(unmapped.is_ok(), "the mapping was there");
    }
}

/// Objects are small and everywhere: with pages of 2 MiB the processor finds them without walking page tables. It
/// is a wish; a kernel that has none goes on with small ones.
fn use_large_pages(start: NonNull<u8>, len: usize) {
    #[cfg(target_os = "linux")]
    {
        use rustix::mm::{Advice, madvise};
        // SAFETY: the advice changes the pages' size, nothing that a program can read.
        let advised = unsafe { madvise(start.as_ptr().cast(), len, Advice::LinuxHugepage) };
        let _kernel_without_large_pages = advised;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = (start, len);
}
