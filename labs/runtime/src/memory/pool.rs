//! Pools: 16 KiB of blocks of one size class, after a header of 48 bytes.
//!
//! What CPython writes into that header (`struct pool_header` of `Include/internal/pycore_obmalloc.h`)
//! stands here in a record of 32 bytes instead, in one table beside the heap. Headers 16 KiB apart share
//! a few lines of the processor's cache; records side by side do not. The header's place stays empty, so that
//! every block stands where CPython has it.
//!
//! ```text
//!   +0   first free block       (slot)  0: the pool is full
//!   +8   next pool of the list  (slot)  its record
//!   +16  previous pool          (slot)
//!   +24  blocks in use          (u16)
//!   +26  untouched offset       (u16)   blocks from it on are not in the free list yet
//!   +28  size class             (u16)   one more than its number; 0: never had any
//!   +30  what its blocks hold   (u16)   while all hold the same
//! ```
//!
//! A record of zeros is that of no pool: a free address that looks it up is that of a large block.
//!
//! A free block's first 8 bytes hold the address of the next free one: the free list costs no
//! memory of its own, and the block freed last is handed out first.

use super::block::BlockKind;
use super::geometry::{Geometry, POOL_HEADER};
use super::size_class::{ALIGNMENT, SizeClass};
use super::{HEAP_BASE, Window, load, load_u16, store, store_u16};

/// Bytes of a record.
const RECORD: u64 = 32;
const NEXT: u64 = 8;
const PREVIOUS: u64 = 16;
const USED: u64 = 24;
const UNTOUCHED: u64 = 26;
const CLASS: u64 = 28;
const CONTENTS: u64 = 30;

/// Untouched offset of a pool that has no untouched block left: past the end of any.
const USED_UP: u16 = u16::MAX;

/// Contents of a pool that has given no block yet.
const NO_CONTENTS: u16 = 0;
/// Contents of a pool whose blocks hold different kinds: each block's byte tells.
const MIXED: u16 = u16::MAX;

/// A pool, by the address of its record.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pool(pub(super) u64);

impl Pool {
    /// Blocks in use.
    pub fn used(self) -> u32 {
        u32::from(load_u16(self.0 + USED))
    }

    /// Takes the first block of the free list, if there is one: it, and the next free one. The caller sees to it that
    /// the list is not left empty.
    #[inline(always)]
    pub(super) fn take(self, window: Window) -> Option<(u64, u64)> {
        let block = window.load(self.0);
        if block == 0 {
            return None;
        }
        let next = window.load(block);
        window.store(self.0, next);
        window.store_u16(self.0 + USED, window.load_u16(self.0 + USED) + 1);
        Some((block, next))
    }

    /// Puts a block in front of the free list; returns the block that was first, and how many are in use now.
    #[inline(always)]
    pub(super) fn put(self, window: Window, block: u64) -> (u64, u16) {
        let first = window.load(self.0);
        window.store(block, first);
        window.store(self.0, block);
        let used = window.load_u16(self.0 + USED).wrapping_sub(1);
        window.store_u16(self.0 + USED, used);
        (first, used)
    }

    /// The first block of the free list, 0 if there is none, and how many blocks are in use.
    #[inline(always)]
    pub(super) fn head(self, window: Window) -> (u64, u16) {
        (window.load(self.0), window.load_u16(self.0 + USED))
    }

    /// Changes what [`Pool::head`] tells.
    #[inline(always)]
    pub(super) fn set_head(self, window: Window, first: u64, used: u16) {
        window.store(self.0, first);
        window.store_u16(self.0 + USED, used);
    }

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

    /// Whether all blocks that the pool has given held this.
    #[inline(always)]
    pub(super) fn holds_only(self, window: Window, kind: BlockKind) -> bool {
        window.load_u16(self.0 + CONTENTS) == kind as u16
    }

    /// What every block that the pool has given held; `None` if they differ.
    pub(super) fn contents(self) -> Option<BlockKind> {
        match load_u16(self.0 + CONTENTS) {
            MIXED => None,
            contents => Some(BlockKind::from_byte(contents as u8)),
        }
    }

    /// Says what the blocks hold, before the first is given; later, that they differ.
    pub(super) fn set_contents(self, kind: BlockKind) {
        let contents = match load_u16(self.0 + CONTENTS) {
            NO_CONTENTS => kind as u16,
            _ => MIXED,
        };
        store_u16(self.0 + CONTENTS, contents);
    }

    /// Offset of the first block that is neither in use nor in the free list. The one before it is there to be
    /// next, and was never handed out either; past the pool's end, all were.
    #[inline(always)]
    pub fn untouched_offset(self) -> u64 {
        u64::from(load_u16(self.0 + UNTOUCHED))
    }

    /// One more than the class of its blocks; 0 if it never had any, as no pool has.
    #[inline(always)]
    pub(super) fn class_number(self, window: Window) -> usize {
        usize::from(window.load_u16(self.0 + CLASS))
    }

    /// The class of its blocks; `None` if it never had any.
    pub fn class(self) -> Option<SizeClass> {
        let below = self.class_number(Window::current()).checked_sub(1)?;
        Some(SizeClass(below as u8))
    }

    /// Bytes of its blocks; 0 if it never had any.
    fn block_size(self) -> u64 {
        self.class_number(Window::current()) as u64 * ALIGNMENT
    }

    /// Whether no block is free.
    pub(super) fn is_full(self) -> bool {
        load(self.0) == 0
    }

    /// Whether every block of the pool was in its free list at some time.
    #[inline(always)]
    pub(super) fn is_used_up(self, window: Window) -> bool {
        window.load_u16(self.0 + UNTOUCHED) == USED_UP
    }

    /// Next pool of the list that this one stands in, or none.
    #[inline(always)]
    pub(super) fn next(self, window: Window) -> Pool {
        Pool(window.load(self.0 + NEXT))
    }

    #[inline(always)]
    pub(super) fn set_next(self, window: Window, next: Pool) {
        window.store(self.0 + NEXT, next.0);
    }

    /// The pool before this one in its list; of the first in a list it tells nothing.
    pub(super) fn previous(self, window: Window) -> Pool {
        Pool(window.load(self.0 + PREVIOUS))
    }

    #[inline(always)]
    pub(super) fn set_previous(self, window: Window, previous: Pool) {
        window.store(self.0 + PREVIOUS, previous.0);
    }

    /// Forgets everything: the pool's arena is no more.
    pub(super) fn clear(self) {
        super::fill(self.0, 0, RECORD);
    }
}

/// The table of records.
#[derive(Clone, Copy, Debug)]
pub struct PoolTable {
    /// Where the record of the pool at address 0 would stand.
    origin: u64,
    /// An address shifted right by so many bits is a record's distance from there, but for the lowest bits.
    shift: u32,
    pool_size: u64,
    /// A record that stands for no pool: nothing is free in it, and it has no class. Only its place for the pool before it
    /// is ever written.
    none: u64,
}

impl PoolTable {
    /// The table at `start` for a heap of `heap_bytes`.
    pub fn at(start: u64, heap_bytes: u64, geometry: Geometry) -> PoolTable {
        PoolTable {
            origin: start - (HEAP_BASE >> geometry.pool_bits) * RECORD,
            shift: geometry.pool_bits - RECORD.trailing_zeros(),
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
        Pool(self.origin + ((block >> self.shift) & !(RECORD - 1)))
    }

    /// Where the pool's memory starts.
    #[inline(always)]
    pub fn address(self, pool: Pool) -> u64 {
        (pool.0 - self.origin) << self.shift
    }

    /// Makes an empty pool of `class` ready to give; its first block is the free list.
    pub(super) fn format(self, pool: Pool, class: SizeClass) {
        pool.clear();
        store_u16(pool.0 + CLASS, u16::from(class.0) + 1);
        store_u16(pool.0 + UNTOUCHED, POOL_HEADER as u16);
        self.extend(pool);
    }

    /// Puts one more untouched block into the empty free list; says whether there was one
    /// (`pymalloc_pool_extend`).
    pub(super) fn extend(self, pool: Pool) -> bool {
        let offset = pool.untouched_offset();
        let end = offset + pool.block_size();
        if end > self.pool_size {
            store_u16(pool.0 + UNTOUCHED, USED_UP);
            return false;
        }
        store_u16(pool.0 + UNTOUCHED, end as u16);
        let block = self.address(pool) + offset;
        store(block, 0);
        store(pool.0, block);
        true
    }
}
