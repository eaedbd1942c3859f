//! Debug hooks: forbidden bytes around every block, so that misuse is reported instead of suffered.
//!
//! Follows `_PyMem_DebugRawAlloc`, `_PyMem_DebugRawFree` and `_PyMem_DebugCheckAddress` of CPython's
//! `Objects/obmalloc.c`, which `PYTHONMALLOC=debug` puts between a program and its allocator:
//!
//! ```text
//!   -16  bytes asked for       (8)
//!   -8   forbidden bytes       (8)   0xfd
//!   +0   what the caller uses        0xcd until it is written, 0xdd once it is freed
//!   +n   forbidden bytes       (8)   0xfd
//! ```

use super::{Allocator, BlockKind, contains, fill, load, store, with_bytes};
use std::fmt;

const FORBIDDEN: u8 = 0xfd;
const CLEAN: u8 = 0xcd;
const DEAD: u8 = 0xdd;
/// Bytes before what the caller uses.
const HEAD: u64 = 16;
/// Forbidden bytes on each side.
const FENCE: u64 = 8;

/// What a caller did wrong with the block at this address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Misuse {
    /// The address was never handed out.
    Foreign(u64),
    /// The block was freed before.
    FreedTwice(u64),
    /// Somebody wrote below the block's first byte.
    WrittenBefore(u64),
    /// Somebody wrote past the block's last byte.
    WrittenPast(u64),
}

impl fmt::Display for Misuse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Misuse::Foreign(address) => write!(f, "{address:#x} was never handed out"),
            Misuse::FreedTwice(address) => write!(f, "{address:#x} was freed before"),
            Misuse::WrittenBefore(address) => {
                write!(f, "somebody wrote before the block at {address:#x}")
            }
            Misuse::WrittenPast(address) => {
                write!(
                    f,
                    "somebody wrote past the end of the block at {address:#x}"
                )
            }
        }
    }
}

impl std::error::Error for Misuse {}

/// An allocator that checks what its callers do.
#[derive(Debug)]
pub struct DebugHooks {
    allocator: Allocator,
}

impl DebugHooks {
    /// Puts the hooks before an allocator that has handed out nothing yet.
    pub fn new(allocator: Allocator) -> DebugHooks {
        DebugHooks { allocator }
    }

    /// The allocator behind the hooks.
    pub fn allocator(&self) -> &Allocator {
        &self.allocator
    }

    /// Hands out `bytes` bytes; `None` if the range has no room left.
    pub fn allocate(&self, bytes: u64) -> Option<u64> {
        let whole = bytes.checked_add(HEAD + FENCE)?;
        let start = self.allocator.allocate(whole, BlockKind::Buffer)?;
        let block = start + HEAD;
        store(start, bytes);
        fill(block - FENCE, FORBIDDEN, FENCE);
        fill(block, CLEAN, bytes);
        fill(block + bytes, FORBIDDEN, FENCE);
        Some(block)
    }

    /// Looks at the fences of a block in use.
    ///
    /// # Errors
    /// What was done wrong with it.
    pub fn check(&self, block: u64) -> Result<(), Misuse> {
        let start = block.wrapping_sub(HEAD);
        if !self.allocator.kind(start).is_used() {
            return Err(if is_filled(block.wrapping_sub(FENCE), DEAD) {
                Misuse::FreedTwice(block)
            } else {
                Misuse::Foreign(block)
            });
        }
        if !is_filled(block - FENCE, FORBIDDEN) {
            return Err(Misuse::WrittenBefore(block));
        }
        if !is_filled(block.saturating_add(load(start)), FORBIDDEN) {
            return Err(Misuse::WrittenPast(block));
        }
        Ok(())
    }

    /// Takes a block back and makes its bytes unusable.
    ///
    /// # Errors
    /// What was done wrong with it; it is not freed then.
    pub fn free(&self, block: u64) -> Result<(), Misuse> {
        self.check(block)?;
        let start = block - HEAD;
        fill(start, DEAD, load(start) + HEAD + FENCE);
        self.allocator.free(start);
        Ok(())
    }
}

/// Whether a fence's worth of bytes at `address` all are `byte`.
fn is_filled(address: u64, byte: u8) -> bool {
    contains(address, FENCE)
        && with_bytes(address, FENCE, |bytes| {
            bytes.iter().all(|&found| found == byte)
        })
}
