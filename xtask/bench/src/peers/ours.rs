//! The private heap's allocator.

use super::{BySize, Calls, Peer};
use crate::record::Contender;
use anyhow::{Result, anyhow};
use runtime::memory::{Allocator, BlockKind, Geometry, HEAP_BASE, host_pointer, reserve};
use std::cell::Cell;
use std::ffi::c_void;
use std::ptr::null_mut;

/// Bytes that it may use. The kernel gives them as they are touched.
const BYTES: u64 = 2 << 30;

thread_local! {
    /// It lives as long as the process.
    static ALLOCATOR: Cell<Option<&'static Allocator>> = const { Cell::new(None) };
    /// Blocks that were handed out with a kind of their own.
    static MIXED: Cell<usize> = const { Cell::new(0) };
}

/// What blocks hold in turn, if the kinds are mixed.
const KINDS: [BlockKind; 4] = [
    BlockKind::Object,
    BlockKind::CollectedObject,
    BlockKind::Buffer,
    BlockKind::ManagedObject,
];

/// The allocator over a fresh range. With `mixed_kinds` neighbours hold different things, as in a program; else each block holds
/// an object, which is noted for a pool as a whole.
///
/// # Errors
/// If the host has no such range.
pub fn start(mixed_kinds: bool) -> Result<Peer> {
    reserve(BYTES).map_err(|bytes| anyhow!("the host has no {bytes} bytes"))?;
    let allocator = Box::leak(Box::new(Allocator::new(BYTES, Geometry::PYTHON_3_10)));
    ALLOCATOR.set(Some(allocator));
    Ok(Peer {
        contender: Contender {
            name: "ours".to_string(),
            version: "the private heap of this book".to_string(),
        },
        calls: Calls::BySize(BySize {
            allocate: if mixed_kinds {
                allocate_mixed
            } else {
                allocate
            },
            free,
        }),
        held: Some(held),
    })
}

extern "C" fn allocate(size: usize) -> *mut c_void {
    allocate_for(size, BlockKind::Object)
}

extern "C" fn allocate_mixed(size: usize) -> *mut c_void {
    let turn = MIXED.get();
    MIXED.set(turn.wrapping_add(1));
    allocate_for(size, KINDS[turn % KINDS.len()])
}

#[inline(always)]
fn allocate_for(size: usize, kind: BlockKind) -> *mut c_void {
    let block = ALLOCATOR
        .get()
        .and_then(|allocator| allocator.allocate(size as u64, kind));
    block.map_or(null_mut(), |block| host_pointer(block).cast())
}

extern "C" fn free(block: *mut c_void) {
    if let Some(allocator) = ALLOCATOR.get() {
        let from_base = block.addr() - host_pointer(HEAP_BASE).addr();
        allocator.free(HEAP_BASE + from_base as u64);
    }
}

fn held() -> u64 {
    ALLOCATOR
        .get()
        .map_or(0, |allocator| allocator.figures().held)
}
