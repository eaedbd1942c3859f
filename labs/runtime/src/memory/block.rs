//! What stands where: one byte a granule of 16 bytes, for the granule that a block starts at.
//!
//! Audits and snapshots learn from these bytes what a block holds. They are written only where a pool's blocks
//! hold different kinds, and outlive the block: whether a block is in use its pool's free list says. One more
//! place to write at each allocation and each free would cost as much as all the rest of them.
//!
//! ```text
//!   bit  7            2 1 0
//!        large block  kind
//! ```

use super::size_class::ALIGNMENT;
use super::{HEAP_BASE, load_u8, store_u8};

/// What starts at a granule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BlockKind {
    /// Nothing yet: no block that starts here was ever handed out.
    Untouched = 0,
    /// A block that was handed out and came back.
    Freed = 1,
    /// Bytes that some object owns: a list's items, a dict's keys.
    Buffer = 2,
    /// An object without prefix.
    Object = 3,
    /// An object whose header stands 16 bytes into the block, after the collector's prefix.
    CollectedObject = 4,
    /// An object after a 32-byte prefix: dict and weak reference slots, then the collector's.
    ManagedObject = 5,
    /// A dead object that a free list keeps for the next of its type.
    Kept = 6,
}

/// The bits that hold the [`BlockKind`].
const KIND_BITS: u8 = 0b111;
/// Set for a block that is a run of its own, in no pool.
pub const LARGE: u8 = 1 << 7;
/// Bytes of the table that are looked at together.
const LINE: usize = 64;

impl BlockKind {
    /// The kind with this number, in the lowest bits.
    pub(super) fn from_byte(byte: u8) -> BlockKind {
        match byte & KIND_BITS {
            1 => BlockKind::Freed,
            2 => BlockKind::Buffer,
            3 => BlockKind::Object,
            4 => BlockKind::CollectedObject,
            5 => BlockKind::ManagedObject,
            6 => BlockKind::Kept,
            _ => BlockKind::Untouched,
        }
    }

    /// Whether a block of this kind is in use, as far as its pool knows.
    pub fn is_used(self) -> bool {
        !matches!(self, BlockKind::Untouched | BlockKind::Freed)
    }

    /// Bytes between the start of the block and the object's header; `None` if it holds no object.
    pub fn prefix(self) -> Option<u64> {
        match self {
            BlockKind::Object => Some(0),
            BlockKind::CollectedObject => Some(16),
            BlockKind::ManagedObject => Some(32),
            _ => None,
        }
    }
}

/// The table of bytes, by the nominal address that the byte of address 0 would have.
#[derive(Clone, Copy, Debug)]
pub struct BlockTable(u64);

impl BlockTable {
    /// A table whose first byte, that of the heap's first granule, stands at `start`.
    pub fn at(start: u64) -> BlockTable {
        BlockTable(start - HEAP_BASE / ALIGNMENT)
    }

    /// Bytes of a table for a heap of `heap_bytes`.
    pub fn len_for(heap_bytes: u64) -> u64 {
        heap_bytes / ALIGNMENT
    }

    #[inline(always)]
    pub fn byte(self, block: u64) -> u8 {
        load_u8(self.0 + block / ALIGNMENT)
    }

    #[inline(always)]
    pub fn set_byte(self, block: u64, byte: u8) {
        store_u8(self.0 + block / ALIGNMENT, byte);
    }

    /// What was last handed out at `block`.
    pub fn kind(self, block: u64) -> BlockKind {
        BlockKind::from_byte(self.byte(block))
    }

    /// Forgets what stood in `len` bytes from `start` on.
    pub fn clear(self, start: u64, len: u64) {
        super::fill(self.0 + start / ALIGNMENT, 0, len / ALIGNMENT);
    }

    /// Start of each large block in use in `len` bytes from `start` on, in address order.
    pub fn large_in(self, start: u64, len: u64) -> Vec<u64> {
        super::with_bytes(self.0 + start / ALIGNMENT, len / ALIGNMENT, |bytes| {
            let mut blocks = Vec::new();
            // Most of the table is of small blocks: whole lines of it are passed over.
            for (line, first) in bytes
                .chunks(LINE)
                .zip((start..).step_by(LINE * ALIGNMENT as usize))
            {
                if line.iter().fold(0, |all, byte| all | byte) & LARGE == 0 {
                    continue;
                }
                let places = (first..).step_by(ALIGNMENT as usize);
                let marked = line
                    .iter()
                    .zip(places)
                    .filter(|&(&byte, _)| byte & LARGE != 0);
                blocks.extend(marked.map(|(_, place)| place));
            }
            blocks
        })
    }
}
