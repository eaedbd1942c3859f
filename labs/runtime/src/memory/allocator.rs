//! The allocator: size class → pool → block for small requests, runs for the rest.
//!
//! Follows `pymalloc_alloc` and `pymalloc_free` of CPython's `Objects/obmalloc.c`. Pools with at
//! least one block in use and one to give stand in a doubly linked list a class; a full pool
//! stands in none, and comes back to the front of its list when one of its blocks is freed.
//!
//! A byte a granule of 16 bytes says what starts there ([`BlockKind`]); audits and snapshots walk
//! the heap by it, and a block freed twice is found by it.

use super::arena::{Arena, POOLS_PER_ARENA};
use super::large::Runs;
use super::pool::Pool;
use super::size_class::{ALIGNMENT, ARENA_SIZE, CLASSES, SizeClass};
use super::{HEAP_BASE, STATIC_BASE, range_len};
use std::collections::HashMap;

/// What starts at a granule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum BlockKind {
    /// Nothing that is in use.
    Free = 0,
    /// Bytes that some object owns: a list's items, a dict's keys.
    Buffer = 1,
    /// An object without prefix.
    Object = 2,
    /// An object whose header stands 16 bytes into the block, after the collector's prefix.
    CollectedObject = 3,
    /// An object after a 32-byte prefix: dict and weak reference slots, then the collector's.
    ManagedObject = 4,
    /// A dead object that a free list keeps for the next of its type.
    Kept = 5,
}

impl BlockKind {
    fn from_byte(byte: u8) -> BlockKind {
        match byte {
            1 => BlockKind::Buffer,
            2 => BlockKind::Object,
            3 => BlockKind::CollectedObject,
            4 => BlockKind::ManagedObject,
            5 => BlockKind::Kept,
            _ => BlockKind::Free,
        }
    }

    /// Bytes between the start of the block and the object's header; `None` if it holds no object.
    pub fn prefix(self) -> Option<u64> {
        match self {
            BlockKind::Free | BlockKind::Buffer | BlockKind::Kept => None,
            BlockKind::Object => Some(0),
            BlockKind::CollectedObject => Some(16),
            BlockKind::ManagedObject => Some(32),
        }
    }
}

/// Figures over the whole allocator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemoryFigures {
    /// Blocks in use, large ones included (`sys.getallocatedblocks`).
    pub blocks: u64,
    /// Bytes of the blocks in use, as rounded up.
    pub bytes: u64,
    /// Arenas held.
    pub arenas: u64,
    /// Bytes held in arenas and in runs.
    pub held: u64,
}

/// One pool, as a view shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolFigures {
    /// Nominal address.
    pub address: u64,
    /// Index of its arena.
    pub arena: usize,
    /// Bytes of its blocks.
    pub block_size: u64,
    /// Blocks in use.
    pub used: u32,
    /// Blocks it can hold.
    pub capacity: u64,
}

/// The allocator of one private heap.
#[derive(Debug)]
pub struct Allocator {
    used_pools: [u64; CLASSES],
    arenas: Vec<Arena>,
    runs: Runs,
    large: HashMap<u64, u64>,
    kinds: Vec<u8>,
    figures: MemoryFigures,
    limit: u64,
}

impl Allocator {
    /// An allocator over the range that was just reserved for this thread. Past `limit` bytes held,
    /// [`Allocator::over_limit`] says so.
    pub fn new(limit: u64) -> Allocator {
        let heap_bytes = range_len() - (HEAP_BASE - STATIC_BASE);
        Allocator {
            used_pools: [0; CLASSES],
            arenas: Vec::new(),
            runs: Runs::new(HEAP_BASE, heap_bytes),
            large: HashMap::new(),
            kinds: vec![0; (heap_bytes / ALIGNMENT) as usize],
            figures: MemoryFigures::default(),
            limit,
        }
    }

    /// Figures of this moment.
    pub fn figures(&self) -> MemoryFigures {
        self.figures
    }

    /// Whether more bytes are held than the limit allows.
    #[inline(always)]
    pub fn over_limit(&self) -> bool {
        self.figures.held > self.limit
    }

    /// Whether a single request of `bytes` more would pass the limit.
    pub fn would_pass_limit(&self, bytes: u64) -> bool {
        bytes > self.limit || self.figures.held + bytes > self.limit
    }

    #[inline(always)]
    fn granule(block: u64) -> usize {
        ((block - HEAP_BASE) / ALIGNMENT) as usize
    }

    /// What starts at `block`.
    pub fn kind(&self, block: u64) -> BlockKind {
        if block < HEAP_BASE || !block.is_multiple_of(ALIGNMENT) {
            return BlockKind::Free;
        }
        self.kinds
            .get(Self::granule(block))
            .map_or(BlockKind::Free, |&byte| BlockKind::from_byte(byte))
    }

    /// Changes what a block in use holds.
    pub(crate) fn set_kind(&mut self, block: u64, kind: BlockKind) {
        self.kinds[Self::granule(block)] = kind as u8;
    }

    /// Hands out a block of at least `bytes` bytes, its contents whatever stood there; `None` if the
    /// range has no room left.
    #[inline]
    pub fn allocate(&mut self, bytes: u64, kind: BlockKind) -> Option<u64> {
        let Some(class) = SizeClass::of(bytes) else {
            return self.allocate_large(bytes, kind);
        };
        let mut pool = self.used_pools[class.0 as usize];
        if pool == 0 {
            pool = self.new_pool(class)?.0;
        }
        let pool = Pool(pool);
        let block = pool.take();
        if pool.is_full() {
            self.unlink(pool);
        }
        self.kinds[Self::granule(block)] = kind as u8;
        self.figures.blocks += 1;
        self.figures.bytes += class.block_size();
        Some(block)
    }

    /// Takes a block back.
    ///
    /// # Panics
    /// If `block` is not the start of a block in use: freed twice, or never handed out.
    #[inline]
    pub fn free(&mut self, block: u64) {
        assert!(
            self.kind(block) != BlockKind::Free,
            "{block:#x} is not a block in use: freed twice, or never handed out"
        );
        self.kinds[Self::granule(block)] = BlockKind::Free as u8;
        self.figures.blocks -= 1;
        if !self.large.is_empty()
            && let Some(len) = self.large.remove(&block)
        {
            self.figures.bytes -= len;
            self.figures.held -= len;
            self.runs.give_back(block, len);
            return;
        }
        let pool = Pool::of_block(block);
        let was_full = pool.is_full();
        pool.give_back(block);
        self.figures.bytes -= pool.class().block_size();
        if pool.used() == 0 {
            if !was_full {
                self.unlink(pool);
            }
            self.free_pool(pool);
        } else if was_full {
            self.link(pool);
        }
    }

    /// Bytes of the block that starts at `block`, as rounded up.
    pub fn block_size(&self, block: u64) -> u64 {
        match self.large.get(&block) {
            Some(&len) => len,
            None => Pool::of_block(block).class().block_size(),
        }
    }

    fn allocate_large(&mut self, bytes: u64, kind: BlockKind) -> Option<u64> {
        let len = bytes.checked_next_multiple_of(ALIGNMENT)?;
        let block = self.runs.take(len, ALIGNMENT)?;
        self.large.insert(block, len);
        self.kinds[Self::granule(block)] = kind as u8;
        self.figures.blocks += 1;
        self.figures.bytes += len;
        self.figures.held += len;
        Some(block)
    }

    #[cold]
    fn new_pool(&mut self, class: SizeClass) -> Option<Pool> {
        let fullest = (0..self.arenas.len())
            .filter(|&index| self.arenas[index].free_pools > 0)
            .min_by_key(|&index| self.arenas[index].free_pools);
        let index = match fullest {
            Some(index) => index,
            None => self.new_arena()?,
        };
        let pool = self.arenas[index].take_pool()?;
        pool.format(index as u32, class);
        self.link(pool);
        Some(pool)
    }

    fn new_arena(&mut self) -> Option<usize> {
        let arena = Arena::new(self.runs.take(ARENA_SIZE, ARENA_SIZE)?);
        self.figures.arenas += 1;
        self.figures.held += ARENA_SIZE;
        if let Some(index) = self.arenas.iter().position(|arena| arena.address == 0) {
            self.arenas[index] = arena;
            return Some(index);
        }
        self.arenas.push(arena);
        Some(self.arenas.len() - 1)
    }

    fn free_pool(&mut self, pool: Pool) {
        let index = pool.arena();
        let arena = &mut self.arenas[index];
        arena.give_back(pool);
        if arena.is_empty() {
            self.runs.give_back(arena.address, ARENA_SIZE);
            self.figures.arenas -= 1;
            self.figures.held -= ARENA_SIZE;
            arena.address = 0;
            arena.free_pools = 0;
        }
    }

    fn link(&mut self, pool: Pool) {
        let head = &mut self.used_pools[pool.class().0 as usize];
        pool.set_next(*head);
        pool.set_previous(0);
        if *head != 0 {
            Pool(*head).set_previous(pool.0);
        }
        *head = pool.0;
    }

    fn unlink(&mut self, pool: Pool) {
        let (next, previous) = (pool.next(), pool.previous());
        if next != 0 {
            Pool(next).set_previous(previous);
        }
        if previous != 0 {
            Pool(previous).set_next(next);
        } else {
            self.used_pools[pool.class().0 as usize] = next;
        }
    }

    fn held_arenas(&self) -> impl Iterator<Item = &Arena> {
        self.arenas.iter().filter(|arena| arena.address != 0)
    }

    /// The pools that hold at least one block in use.
    pub fn pools(&self) -> Vec<PoolFigures> {
        self.held_arenas()
            .flat_map(Arena::formatted_pools)
            .filter(|pool| pool.used() > 0)
            .map(|pool| PoolFigures {
                address: pool.0,
                arena: pool.arena(),
                block_size: pool.class().block_size(),
                used: pool.used(),
                capacity: super::blocks_per_pool(pool.class()),
            })
            .collect()
    }

    /// Start and kind of every block in use, in address order.
    pub fn blocks(&self) -> Vec<(u64, BlockKind)> {
        self.kinds
            .iter()
            .enumerate()
            .take(self.touched_granules())
            .filter(|&(_, &byte)| byte != 0)
            .map(|(index, &byte)| {
                (
                    HEAP_BASE + index as u64 * ALIGNMENT,
                    BlockKind::from_byte(byte),
                )
            })
            .collect()
    }

    /// Granules up to the highest arena or run in use: past it every kind is free.
    fn touched_granules(&self) -> usize {
        let arenas = self.held_arenas().map(|arena| arena.address + ARENA_SIZE);
        let large = self.large.iter().map(|(block, len)| block + len);
        let end = arenas.chain(large).max().unwrap_or(HEAP_BASE);
        Self::granule(end)
    }

    /// Walks every pool's free list and counts; says what does not fit.
    pub fn audit(&self) -> Result<(), String> {
        let mut blocks = self.large.len() as u64;
        for arena in self.held_arenas() {
            let mut free_pools = POOLS_PER_ARENA;
            for pool in arena.formatted_pools().filter(|pool| pool.used() > 0) {
                free_pools -= 1;
                blocks += u64::from(pool.used());
                self.audit_pool(pool)?;
            }
            if free_pools != arena.free_pools {
                return Err(format!(
                    "arena {:#x}: {} pools counted free, {free_pools} found",
                    arena.address, arena.free_pools
                ));
            }
        }
        if blocks != self.figures.blocks {
            return Err(format!(
                "{} blocks counted in use, {blocks} found",
                self.figures.blocks
            ));
        }
        Ok(())
    }

    fn audit_pool(&self, pool: Pool) -> Result<(), String> {
        let size = pool.class().block_size();
        let handed_out = (pool.virgin_offset() - super::size_class::POOL_HEADER) / size;
        let mut free = 0;
        let mut block = pool.free_list();
        while block != 0 {
            let offset = block.wrapping_sub(pool.0 + super::size_class::POOL_HEADER);
            if Pool::of_block(block) != pool || !offset.is_multiple_of(size) {
                return Err(format!("pool {:#x}: free list leads to {block:#x}", pool.0));
            }
            if self.kind(block) != BlockKind::Free {
                return Err(format!("{block:#x} is on a free list and in use"));
            }
            free += 1;
            if free > handed_out {
                return Err(format!("pool {:#x}: free list runs in a circle", pool.0));
            }
            block = super::load(block);
        }
        if handed_out - free != u64::from(pool.used()) {
            return Err(format!(
                "pool {:#x}: {} blocks counted in use, {} found",
                pool.0,
                pool.used(),
                handed_out - free
            ));
        }
        Ok(())
    }
}
