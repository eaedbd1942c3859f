//! Pools: 16 KiB of blocks of one size class.
//!
//! ```text
//!   +0   blocks in use          (u32)      the header, 48 bytes, laid out as CPython's
//!   +8   first free block       (slot)     `struct pool_header`
//!   +16  next pool of the list  (slot)
//!   +24  previous pool          (slot)
//!   +32  arena index            (u32)
//!   +36  size class             (u32)
//!   +40  next virgin offset     (u32)      blocks past it were never handed out
//!   +44  last virgin offset     (u32)
//!   +48  block, block, block …
//! ```
//!
//! A free block's first 8 bytes hold the address of the next free one: the free list costs no
//! memory of its own, and the block freed last is handed out first.

use super::size_class::{POOL_HEADER, POOL_SIZE, SizeClass};
use super::{load, load_u32, store, store_u32};

/// A pool, by the address of its header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pool(pub u64);

impl Pool {
    /// The pool that a small block stands in.
    #[inline(always)]
    pub fn of_block(block: u64) -> Pool {
        Pool(block & !(POOL_SIZE - 1))
    }

    /// Makes an empty pool of `class` here.
    pub fn format(self, arena: u32, class: SizeClass) {
        let size = class.block_size();
        store_u32(self.0, 0);
        store(self.0 + 8, 0);
        store(self.0 + 16, 0);
        store(self.0 + 24, 0);
        store_u32(self.0 + 32, arena);
        store_u32(self.0 + 36, u32::from(class.0));
        store_u32(self.0 + 40, POOL_HEADER as u32);
        store_u32(self.0 + 44, (POOL_SIZE - size) as u32);
    }

    /// Blocks in use.
    #[inline(always)]
    pub fn used(self) -> u32 {
        load_u32(self.0)
    }

    /// First block of the free list, 0 if it is empty.
    pub fn free_list(self) -> u64 {
        load(self.0 + 8)
    }

    /// The class of its blocks.
    #[inline(always)]
    pub fn class(self) -> SizeClass {
        SizeClass(load_u32(self.0 + 36) as u8)
    }

    /// Index of the arena that it is part of.
    pub fn arena(self) -> usize {
        load_u32(self.0 + 32) as usize
    }

    /// Offset of the first block that was never handed out.
    pub fn virgin_offset(self) -> u64 {
        u64::from(load_u32(self.0 + 40))
    }

    /// Next pool in the list of its class (0: none).
    pub fn next(self) -> u64 {
        load(self.0 + 16)
    }

    pub(super) fn set_next(self, next: u64) {
        store(self.0 + 16, next);
    }

    pub(super) fn previous(self) -> u64 {
        load(self.0 + 24)
    }

    pub(super) fn set_previous(self, previous: u64) {
        store(self.0 + 24, previous);
    }

    /// Whether no block can be taken.
    pub fn is_full(self) -> bool {
        self.free_list() == 0 && self.virgin_offset() > u64::from(load_u32(self.0 + 44))
    }

    /// Hands out a block of a pool that is not full.
    #[inline(always)]
    pub fn take(self) -> u64 {
        let block = self.free_list();
        store_u32(self.0, self.used() + 1);
        if block != 0 {
            store(self.0 + 8, load(block));
            return block;
        }
        let offset = self.virgin_offset();
        store_u32(self.0 + 40, (offset + self.class().block_size()) as u32);
        self.0 + offset
    }

    /// Puts a block back on the free list.
    #[inline(always)]
    pub fn give_back(self, block: u64) {
        store(block, self.free_list());
        store(self.0 + 8, block);
        store_u32(self.0, self.used() - 1);
    }
}
