//! Pools: 16 KiB of blocks of one size class, after a header of 48 bytes.
//!
//! What CPython writes into that header (`struct pool_header` of `Include/internal/pycore_obmalloc.h`)
//! stands here in a record of 32 bytes instead, in one table beside the heap. Headers 16 KiB apart share
//! a few lines of the processor's cache; records side by side do not. The header's place stays empty, so that
//! every block stands where CPython has it.
//!
//! ```text
//!   +0   first free block       (slot)   0: the pool is full
//!   +8   blocks in use          (u32)
//!   +12  untouched offset       (u32)    blocks from it on are not in the free list yet
//!   +16  next pool of the list  (u32)    a number in the table
//!   +20  previous pool          (u32)
//!   +24  size class             (u32)
//!   +28  what its blocks hold   (u32)    while all hold the same
//! ```
//!
//! A record of zeros is that of no pool: a free address that looks it up is that of a large block.
//!
//! A free block's first 8 bytes hold the address of the next free one: the free list costs no
//! memory of its own, and the block freed last is handed out first.

use super::block::BlockKind;
use super::geometry::{Geometry, POOL_HEADER};
use super::size_class::{ALIGNMENT, SizeClass};
use super::{HEAP_BASE, Window, load, load_u32, store, store_u32};

/// Bytes of a record.
const RECORD: u64 = 32;
const USED: u64 = 8;
const UNTOUCHED: u64 = 12;
const NEXT: u64 = 16;
const PREVIOUS: u64 = 20;
const CLASS: u64 = 24;
const CONTENTS: u64 = 28;

/// Number of no pool.
const NONE: u32 = u32::MAX;
/// Class of a pool that never was in use, one above, so that a record of zeros says so.
const NO_CLASS: u32 = 0;

/// Contents of a pool that has given no block yet.
const NO_CONTENTS: u32 = 0;
/// Contents of a pool whose blocks hold different kinds: each block's byte tells.
const MIXED: u32 = u32::MAX;

/// A pool, by the address of its record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pool(pub(super) u64);

impl Pool {
    /// The free list, the block that is handed out next first. A link that somebody wrote over may lead anywhere:
    /// the walk ends with the first address that `is_block` says is none of the pool's.
    pub(super) fn free_list(self, is_block: impl Fn(u64) -> bool) -> impl Iterator<Item = u64> {
        let mut next = load(self.0);
        std::iter::from_fn(move || {
            let block = next;
            if block == 0 {
                return None;
            }
            next = if is_block(block) { load(block) } else { 0 };
            Some(block)
        })
    }

    /// Blocks in use.
    pub fn used(self) -> u32 {
        load_u32(self.0 + USED)
    }

    /// Whether no pool has this record.
    #[inline(always)]
    pub(super) fn is_none(self, window: Window) -> bool {
        window.load_u32(self.0 + CLASS) == NO_CLASS
    }

    /// Takes the first block of the free list, if there is one: it, and the next free one.
    #[inline(always)]
    pub(super) fn take(self, window: Window) -> Option<(u64, u64)> {
        let block = window.load(self.0);
        if block == 0 {
            return None;
        }
        let next = window.load(block);
        // The next request will read it.
        window.prefetch(next);
        window.store(self.0, next);
        window.store_u32(self.0 + USED, window.load_u32(self.0 + USED) + 1);
        Some((block, next))
    }

    /// Puts a block in front of the free list; returns the block that was first, and how many are in use now.
    #[inline(always)]
    pub(super) fn put(self, window: Window, block: u64) -> (u64, u32) {
        let first = window.load(self.0);
        window.store(block, first);
        window.store(self.0, block);
        let used = window.load_u32(self.0 + USED).wrapping_sub(1);
        window.store_u32(self.0 + USED, used);
        (first, used)
    }

    /// Whether all blocks that the pool has given held this.
    #[inline(always)]
    pub(super) fn holds_only(self, window: Window, kind: BlockKind) -> bool {
        window.load_u32(self.0 + CONTENTS) == kind as u32
    }

    /// What every block that the pool has given held; `None` if they differ.
    pub(super) fn contents(self) -> Option<BlockKind> {
        match load_u32(self.0 + CONTENTS) {
            MIXED => None,
            contents => Some(BlockKind::from_byte(contents as u8)),
        }
    }

    /// Says what the blocks hold, before the first is given; later, that they differ.
    pub(super) fn set_contents(self, kind: BlockKind) {
        let contents = match load_u32(self.0 + CONTENTS) {
            NO_CONTENTS => kind as u32,
            _ => MIXED,
        };
        store_u32(self.0 + CONTENTS, contents);
    }

    /// Offset of the first block that is neither in use nor in the free list. The one before it is there to be
    /// next, and was never handed out either; past the pool's end, all were.
    pub fn untouched_offset(self) -> u64 {
        u64::from(load_u32(self.0 + UNTOUCHED))
    }

    /// The class of its blocks; `None` if it never had any.
    pub fn class(self) -> Option<SizeClass> {
        let class = load_u32(self.0 + CLASS);
        (class != NO_CLASS).then(|| SizeClass((class - 1) as u8))
    }

    /// Bytes of its blocks; 0 if it never had any.
    fn block_size(self) -> u64 {
        u64::from(load_u32(self.0 + CLASS)) * ALIGNMENT
    }

    /// Forgets everything: the pool's arena is no more.
    pub(super) fn clear(self) {
        super::fill(self.0, 0, RECORD);
    }
}

/// The table of records.
#[derive(Clone, Copy, Debug)]
pub struct PoolTable {
    first: u64,
    bits: u32,
    pool_size: u64,
    /// A record of zeros that stands for no pool: nothing is free in it.
    none: u64,
}

impl PoolTable {
    /// The table at `start` for a heap of `heap_bytes`.
    pub fn at(start: u64, heap_bytes: u64, geometry: Geometry) -> PoolTable {
        PoolTable {
            first: start,
            bits: geometry.pool_bits,
            pool_size: geometry.pool_size(),
            none: start + (heap_bytes >> geometry.pool_bits) * RECORD,
        }
    }

    /// Bytes of a table for a heap of `heap_bytes`.
    pub fn len_for(heap_bytes: u64, geometry: Geometry) -> u64 {
        ((heap_bytes >> geometry.pool_bits) + 1) * RECORD
    }

    /// What stands for no pool.
    #[inline(always)]
    pub fn none(self) -> Pool {
        Pool(self.none)
    }

    /// The pool that a small block stands in.
    #[inline(always)]
    pub fn of_block(self, block: u64) -> Pool {
        Pool(self.first + ((block - HEAP_BASE) >> self.bits) * RECORD)
    }

    /// Where the pool's memory starts.
    pub fn address(self, pool: Pool) -> u64 {
        HEAP_BASE + (((pool.0 - self.first) / RECORD) << self.bits)
    }

    /// Makes an empty pool of `class` ready to give; its first block is the free list.
    pub(super) fn format(self, pool: Pool, class: SizeClass) {
        pool.clear();
        store_u32(pool.0 + CLASS, u32::from(class.0) + 1);
        store_u32(pool.0 + UNTOUCHED, POOL_HEADER as u32);
        self.extend(pool);
    }

    /// Puts one more untouched block into the empty free list; says whether there was one
    /// (`pymalloc_pool_extend`).
    pub(super) fn extend(self, pool: Pool) -> bool {
        let offset = pool.untouched_offset();
        let end = offset + pool.block_size();
        if end > self.pool_size {
            store_u32(pool.0 + UNTOUCHED, (self.pool_size + 1) as u32);
            return false;
        }
        store_u32(pool.0 + UNTOUCHED, end as u32);
        let block = self.address(pool) + offset;
        store(block, 0);
        store(pool.0, block);
        true
    }

    fn numbered(self, number: u32) -> Option<Pool> {
        (number != NONE).then(|| Pool(self.first + u64::from(number) * RECORD))
    }

    fn number(self, pool: Option<Pool>) -> u32 {
        pool.map_or(NONE, |pool| ((pool.0 - self.first) / RECORD) as u32)
    }

    /// Next pool of the list that this one stands in.
    pub fn next(self, pool: Pool) -> Option<Pool> {
        self.numbered(load_u32(pool.0 + NEXT))
    }

    pub(super) fn set_next(self, pool: Pool, next: Option<Pool>) {
        store_u32(pool.0 + NEXT, self.number(next));
    }

    pub(super) fn previous(self, pool: Pool) -> Option<Pool> {
        self.numbered(load_u32(pool.0 + PREVIOUS))
    }

    pub(super) fn set_previous(self, pool: Pool, previous: Option<Pool>) {
        store_u32(pool.0 + PREVIOUS, self.number(previous));
    }
}
