//! A bare free list a size class: what no allocator of blocks can do without.
//!
//! It finds a block's class by the size that the caller gives back, never returns a byte to the system, and knows nothing about
//! its blocks. The others are to be read against it.

use super::{Calls, Peer, Sized};
use crate::record::Contender;
use anyhow::{Result, ensure};
use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::null_mut;

/// Bytes that it may hand out. The kernel gives them as they are touched.
const BYTES: usize = 2 << 30;
/// Bytes between two size classes.
const GRANULE: usize = 16;

struct FreeLists {
    /// The block freed last, a class; a free block's first word holds the next.
    first: [Cell<*mut c_void>; 33],
    /// What was never handed out.
    fresh: Cell<*mut c_void>,
}

thread_local! {
    static LISTS: FreeLists = const {
        FreeLists { first: [const { Cell::new(null_mut()) }; 33], fresh: Cell::new(null_mut()) }
    };
}

/// The free lists, over a fresh mapping.
pub fn start() -> Result<Peer> {
    let (access, kind) = (
        libc::PROT_READ | libc::PROT_WRITE,
        libc::MAP_PRIVATE | libc::MAP_ANONYMOUS | libc::MAP_NORESERVE,
    );
    // SAFETY: a new mapping at an address of the kernel's choice touches nothing that exists.
    let start = unsafe { libc::mmap(null_mut(), BYTES, access, kind, -1, 0) };
    ensure!(start != libc::MAP_FAILED, "the kernel has no {BYTES} bytes");
    // SAFETY: as above; large pages are a wish, which the kernel may refuse.
    unsafe { libc::madvise(start, BYTES, libc::MADV_HUGEPAGE) };
    LISTS.with(|lists| lists.fresh.set(start));
    Ok(Peer {
        contender: Contender {
            name: "free list".to_string(),
            version: "a bare free list a size class: the floor".to_string(),
        },
        calls: Calls::Sized(Sized { allocate, free }),
        held: None,
    })
}

extern "C" fn allocate(size: usize) -> *mut c_void {
    let class = size.div_ceil(GRANULE);
    LISTS.with(|lists| {
        let block = lists.first[class].get();
        if block.is_null() {
            let block = lists.fresh.get();
            lists.fresh.set(block.wrapping_byte_add(class * GRANULE));
            return block;
        }
        // SAFETY: a block on a free list holds the address of the next in its first word.
        lists.first[class].set(unsafe { block.cast::<*mut c_void>().read() });
        block
    })
}

extern "C" fn free(block: *mut c_void, size: usize) {
    let class = size.div_ceil(GRANULE);
    LISTS.with(|lists| {
        // SAFETY: the block is one of ours and has room for a word.
        unsafe { block.cast::<*mut c_void>().write(lists.first[class].get()) };
        lists.first[class].set(block);
    });
}
