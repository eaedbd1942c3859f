//! The allocator: size class → pool → block for small requests, a run of its own for each larger one.
//!
//! Follows `pymalloc_alloc`, `pymalloc_free` and `pymalloc_realloc` of CPython's `Objects/obmalloc.c`.
//! Pools with at least one block in use and one to give stand in a doubly linked list a class; a full pool
//! stands in none, and comes back to the front of its list when one of its blocks is freed.
//!
//! The way from a request to a block touches the pool's record and the block, and in a pool whose blocks hold different
//! kinds the block's byte. Nothing is counted on it that a figure can find out later.

use super::arena::Arenas;
use super::block::{self, BlockKind, BlockTable};
use super::geometry::Geometry;
use super::pool::{Pool, PoolTable};
use super::runs::Runs;
use super::size_class::{ALIGNMENT, CLASSES, SizeClass};
use super::{HEAP_BASE, Window, load, store};
use crate::events::{self, Event};
use std::cell::{Cell, RefCell};
use std::num::NonZeroU64;

/// Bytes before a large block that hold its length.
const LARGE_HEADER: u64 = 16;

/// The allocator of one private heap.
#[derive(Debug)]
pub struct Allocator {
    /// For each class number the first pool with a block to give. Number 0 is that of no class, and no pool's.
    pub(super) usable: [Cell<Pool>; CLASSES + 1],
    pub(super) blocks: BlockTable,
    pub(super) pools: PoolTable,
    pub(super) geometry: Geometry,
    pub(super) arenas: RefCell<Arenas>,
    runs: RefCell<Runs>,
    pub(super) large: Cell<LargeFigures>,
    pub(super) held: Cell<u64>,
    limit: u64,
}

/// Large blocks in use.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct LargeFigures {
    pub blocks: u64,
    pub bytes: u64,
}

impl Allocator {
    /// An allocator over the range that was just reserved for this thread, whose memory is all zero. Past
    /// `limit` bytes held, [`Allocator::over_limit`] says so.
    pub fn new(limit: u64, geometry: Geometry) -> Allocator {
        let heap_bytes = super::heap_end() - HEAP_BASE;
        let blocks = super::tables_start();
        let pools = PoolTable::at(
            blocks + BlockTable::len_for(heap_bytes),
            heap_bytes,
            geometry,
        );
        Allocator {
            usable: std::array::from_fn(|_| Cell::new(pools.none())),
            blocks: BlockTable::at(blocks),
            pools,
            geometry,
            arenas: RefCell::new(Arenas::new(geometry, pools)),
            runs: RefCell::new(Runs::new(HEAP_BASE, heap_bytes)),
            large: Cell::default(),
            held: Cell::new(0),
            limit,
        }
    }

    /// Whether more bytes are held than the limit allows.
    #[inline(always)]
    pub fn over_limit(&self) -> bool {
        self.held.get() > self.limit
    }

    /// Whether a single request of `bytes` more would pass the limit.
    pub fn would_pass_limit(&self, bytes: u64) -> bool {
        bytes > self.limit || self.held.get() + bytes > self.limit
    }

    /// Changes what a block in use holds.
    #[inline]
    pub(crate) fn set_kind(&self, block: u64, kind: BlockKind) {
        if self.is_large(block) {
            self.blocks.set_byte(block, block::LARGE | kind as u8);
            return;
        }
        let pool = self.pools.of_block(block);
        if !pool.holds_only(Window::current(), kind) || cfg!(debug_assertions) {
            self.note_kind(pool, block, kind);
        }
    }

    /// Notes what a block holds from now on. A pool whose blocks held the same before gives each its byte.
    #[inline(never)]
    fn note_kind(&self, pool: Pool, block: u64, kind: BlockKind) {
        if let Some(contents) = pool.contents().filter(|&contents| contents != kind) {
            if contents.is_used() && !cfg!(debug_assertions) {
                for block in self.carved_blocks(pool) {
                    self.blocks.set_byte(block, contents as u8);
                }
            }
            pool.set_contents(kind);
        }
        if pool.contents().is_none() || cfg!(debug_assertions) {
            self.blocks.set_byte(block, kind as u8);
        }
    }

    /// The rest of an allocation that took the last block of the free list, when others may wait to be carved.
    #[cold]
    #[inline(never)]
    fn carve(&self, pool: Pool, block: u64, kind: BlockKind) -> Option<NonZeroU64> {
        if !self.pools.extend(pool) {
            self.unlink(pool);
        }
        self.note(pool, block, kind)
    }

    /// The rest of an allocation whose block holds something else than the others of its pool.
    #[inline(never)]
    fn note(&self, pool: Pool, block: u64, kind: BlockKind) -> Option<NonZeroU64> {
        if !pool.holds_only(Window::current(), kind) || cfg!(debug_assertions) {
            self.note_kind(pool, block, kind);
        }
        NonZeroU64::new(block)
    }

    // ANCHOR: allocate
    /// Hands out a block of at least `bytes` bytes, its contents whatever stood there; `None` if the
    /// range has no room left.
    #[inline(always)]
    pub fn allocate(&self, bytes: u64, kind: BlockKind) -> Option<u64> {
        let Some(class) = SizeClass::of(bytes) else {
            return self.allocate_large(bytes, kind).map(NonZeroU64::get);
        };
        self.allocate_small(class, kind).map(NonZeroU64::get)
    }

    #[inline(always)]
    fn allocate_small(&self, class: SizeClass, kind: BlockKind) -> Option<NonZeroU64> {
        let window = Window::current();
        let usable = &self.usable[class.0 as usize + 1];
        let pool = usable.get();
        let Some((block, next)) = pool.take(window) else {
            return self.allocate_from_new_pool(class, kind);
        };
        if next != 0 {
            // The next request will read it.
            window.prefetch(next);
        } else if pool.is_used_up(window) {
            // Full: it is the first of its list, and leaves it.
            usable.set(pool.next(window));
        } else {
            return self.carve(pool, block, kind);
        }
        if pool.holds_only(window, kind) && !cfg!(debug_assertions) {
            return NonZeroU64::new(block);
        }
        self.note(pool, block, kind)
    }
    // ANCHOR_END: allocate

    // ANCHOR: free
    /// Takes a block back. A build with checks makes sure that it is one.
    ///
    /// # Panics
    /// If `block` is not the start of a block in use: freed twice, or never handed out. Without checks, only of
    /// a large block.
    #[inline]
    pub fn free(&self, block: u64) {
        self.check_free(block);
        let window = Window::current();
        let pool = self.pools.of_block(block);
        let (first, used) = pool.put(window, block);
        if first == 0 {
            self.free_into_full(window, pool, block);
        } else if used == 0 {
            self.free_pool(pool);
        }
    }
    // ANCHOR_END: free

    /// Takes several blocks back, one after the other. A pool's record is looked at once for all of its blocks that follow
    /// each other.
    ///
    /// # Panics
    /// As [`Allocator::free`] does.
    #[inline]
    pub(crate) fn free_all(&self, blocks: impl Iterator<Item = u64>) {
        let window = Window::current();
        let none = self.pools.none();
        let (mut open, mut first, mut used) = (none, 0, 0);
        for block in blocks {
            self.check_free(block);
            let pool = self.pools.of_block(block);
            if pool != open {
                if open != none {
                    self.close(window, open, first, used);
                }
                open = none;
                let class = pool.class_number(window);
                if class == 0 {
                    self.free_large(block);
                    continue;
                }
                (first, used) = pool.head(window);
                if first == 0 {
                    self.link(window, pool, class);
                }
                open = pool;
            }
            window.store(block, first);
            first = block;
            used -= 1;
        }
        if open != none {
            self.close(window, open, first, used);
        }
    }

    /// Writes down what became of a pool's free list.
    #[inline(always)]
    fn close(&self, window: Window, pool: Pool, first: u64, used: u16) {
        pool.set_head(window, first, used);
        if used == 0 {
            self.free_pool(pool);
        }
    }

    /// The rest of a free whose pool was full; or there is no pool, which looks the same.
    #[inline(always)]
    fn free_into_full(&self, window: Window, pool: Pool, block: u64) {
        match pool.class_number(window) {
            0 => {
                pool.clear();
                self.free_large(block);
            }
            class => self.link(window, pool, class),
        }
    }

    /// In a build with checks, marks a block that is freed, and finds one that was marked before.
    #[inline(always)]
    fn check_free(&self, block: u64) {
        if cfg!(debug_assertions) {
            assert!(
                super::is_heap(block)
                    && block.is_multiple_of(ALIGNMENT)
                    && self.blocks.kind(block).is_used(),
                "{block:#x} is not a block in use: freed twice, or never handed out"
            );
            if !self.is_large(block) {
                self.blocks.set_byte(block, BlockKind::Freed as u8);
            }
        }
    }

    /// Makes a block in use at least `bytes` long, moving it with its contents if it must. A block shrinks
    /// only if that saves a quarter of it. `None` if the range has no room left: the block stays as it was.
    pub fn resize(&self, block: u64, bytes: u64) -> Option<u64> {
        let size = self.block_size(block);
        if self.is_large(block) {
            return self.resize_large(block, size, bytes);
        }
        if bytes <= size && 4 * bytes > 3 * size {
            return Some(block);
        }
        self.move_block(block, size.min(bytes), bytes)
    }

    /// Bytes of the block that starts at `block`, as rounded up.
    pub fn block_size(&self, block: u64) -> u64 {
        if self.is_large(block) {
            return load(block - LARGE_HEADER) - LARGE_HEADER;
        }
        let class = self.pools.of_block(block).class();
        class.map_or(0, SizeClass::block_size)
    }

    fn move_block(&self, block: u64, kept: u64, bytes: u64) -> Option<u64> {
        let moved = self.allocate(bytes, self.kind_of_used(block))?;
        super::copy(block, moved, kept);
        self.free(block);
        Some(moved)
    }
}

/// Large blocks: a run each, its length in the 16 bytes before the block.
impl Allocator {
    pub(super) fn is_large(&self, block: u64) -> bool {
        self.blocks.byte(block) & block::LARGE != 0
    }

    /// Where the part of the heap that is in use ends.
    pub(super) fn reach(&self) -> u64 {
        self.runs.borrow().reach()
    }

    /// Bytes of the run for a large block of `bytes`.
    fn run_len(bytes: u64) -> Option<u64> {
        bytes
            .checked_next_multiple_of(ALIGNMENT)?
            .checked_add(LARGE_HEADER)
    }

    #[cold]
    fn allocate_large(&self, bytes: u64, kind: BlockKind) -> Option<NonZeroU64> {
        let len = Self::run_len(bytes)?;
        let run = self.runs.borrow_mut().take(len, ALIGNMENT)?;
        let block = run + LARGE_HEADER;
        store(run, len);
        self.blocks.set_byte(block, block::LARGE | kind as u8);
        self.count_large(1, len as i64);
        NonZeroU64::new(block)
    }

    #[cold]
    fn free_large(&self, block: u64) {
        assert!(
            self.is_large(block),
            "{block:#x} is not a block in use: freed twice, or never handed out"
        );
        let run = block - LARGE_HEADER;
        let len = load(run);
        self.blocks.set_byte(block, BlockKind::Freed as u8);
        self.count_large(-1, -(len as i64));
        self.runs.borrow_mut().give_back(run, len);
    }

    /// A large block stays one, however small it gets, and grows where it stands if the bytes behind it are
    /// free, as the C library's `realloc` does.
    fn resize_large(&self, block: u64, size: u64, bytes: u64) -> Option<u64> {
        let run = block - LARGE_HEADER;
        let (old, new) = (size + LARGE_HEADER, Self::run_len(bytes)?);
        if new > old {
            if !self.runs.borrow_mut().extend(run, old, new - old) {
                return self.move_block(block, size, bytes);
            }
        } else if new < old {
            self.runs.borrow_mut().give_back(run + new, old - new);
        }
        store(run, new);
        self.count_large(0, new as i64 - old as i64);
        Some(block)
    }

    fn count_large(&self, blocks: i64, bytes: i64) {
        let mut figures = self.large.get();
        figures.blocks = figures.blocks.wrapping_add_signed(blocks);
        figures.bytes = figures.bytes.wrapping_add_signed(bytes);
        self.large.set(figures);
        self.held.set(self.held.get().wrapping_add_signed(bytes));
    }
}

/// Pools and arenas, when a class has none to give, and when a pool empties.
impl Allocator {
    #[cold]
    #[inline(never)]
    fn allocate_from_new_pool(&self, class: SizeClass, kind: BlockKind) -> Option<NonZeroU64> {
        if !self.arenas.borrow().has_a_free_pool() {
            self.new_arena()?;
        }
        let pool = self.arenas.borrow_mut().take_pool()?;
        let address = self.pools.address(pool);
        if pool.class() != Some(class) {
            self.pools.format(pool, class);
        }
        self.link(Window::current(), pool, class.0 as usize + 1);
        events::emit(Event::PoolTaken {
            pool: address,
            block_size: class.block_size(),
        });
        self.allocate_small(class, kind)
    }

    fn new_arena(&self) -> Option<()> {
        let size = self.geometry.arena_size();
        let address = self.runs.borrow_mut().take(size, size)?;
        if !super::commit(address, size) {
            self.runs.borrow_mut().give_back(address, size);
            return None;
        }
        self.arenas.borrow_mut().add(address);
        self.held.set(self.held.get() + size);
        events::emit(Event::ArenaTaken { arena: address });
        Some(())
    }

    #[cold]
    #[inline(never)]
    fn free_pool(&self, pool: Pool) {
        self.unlink(pool);
        let address = self.pools.address(pool);
        // Only the blocks of a mixed pool have written their bytes.
        if pool.contents().is_none() || cfg!(debug_assertions) {
            self.blocks.clear(address, self.geometry.pool_size());
        }
        events::emit(Event::PoolFreed { pool: address });
        let emptied = self.arenas.borrow_mut().give_back(pool);
        if let Some(address) = emptied {
            let size = self.geometry.arena_size();
            for run in self.runs.borrow_mut().give_arena_back(address, size) {
                super::release(run);
            }
            self.held.set(self.held.get() - size);
            events::emit(Event::ArenaFreed { arena: address });
        }
    }

    /// Puts a pool at the front of its class's list.
    #[inline(always)]
    fn link(&self, window: Window, pool: Pool, class_number: usize) {
        let usable = &self.usable[class_number];
        let second = usable.get();
        pool.set_next(window, second);
        second.set_previous(window, pool);
        usable.set(pool);
    }

    fn unlink(&self, pool: Pool) {
        let window = Window::current();
        let next = pool.next(window);
        let usable = &self.usable[pool.class_number(window)];
        if usable.get() == pool {
            usable.set(next);
        } else {
            let previous = pool.previous(window);
            previous.set_next(window, next);
            next.set_previous(window, previous);
        }
    }
}
