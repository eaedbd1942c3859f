//! What the allocator can say of itself: figures, pools, arenas, blocks.

use super::allocator::Allocator;
use super::block::BlockKind;
use super::geometry::POOL_HEADER;
use super::size_class::{ALIGNMENT, CLASSES, SizeClass};
use super::{HEAP_BASE, Pool};

/// Figures over the whole allocator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MemoryFigures {
    /// Blocks in use, large ones included (`sys.getallocatedblocks`).
    pub blocks: u64,
    /// Bytes of the blocks in use, as rounded up.
    pub bytes: u64,
    /// Arenas held.
    pub arenas: u64,
    /// Most arenas that were held at once.
    pub most_arenas: u64,
    /// Arenas taken from the host so far.
    pub arenas_ever: u64,
    /// Bytes held in arenas and in runs.
    pub held: u64,
}

/// One pool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PoolFigures {
    /// Nominal address.
    pub address: u64,
    /// Nominal address of its arena.
    pub arena: u64,
    /// Bytes of its blocks.
    pub block_size: u64,
    /// Blocks in use.
    pub used: u32,
    /// Blocks it can hold.
    pub capacity: u64,
}

impl PoolFigures {
    /// Which of its blocks starts at `block`.
    pub fn index_of(&self, block: u64) -> Option<usize> {
        let offset = block.checked_sub(self.address + POOL_HEADER)?;
        let index = offset / self.block_size;
        (offset.is_multiple_of(self.block_size) && index < self.capacity).then_some(index as usize)
    }
}

/// What a place in a pool is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockState {
    /// In use, or kept by a type's free list.
    Used(BlockKind),
    /// Handed out once, and free again.
    Freed,
    /// Never handed out.
    Untouched,
}

/// What a place in an arena is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PoolState {
    /// Blocks of it are in use.
    Used(PoolFigures),
    /// In use once, and empty again: ready for any class.
    Freed,
    /// Never in use.
    Untouched,
}

/// One arena.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArenaFigures {
    /// Nominal address.
    pub address: u64,
    /// Its pools, in address order.
    pub pools: Vec<PoolState>,
}

/// One size class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClassFigures {
    /// Bytes of a block.
    pub block_size: u64,
    /// Pools that hold at least one block of it.
    pub pools: u64,
    /// Blocks in use.
    pub used: u64,
    /// Blocks that those pools can still give.
    pub free: u64,
}

impl Allocator {
    /// Figures of this moment.
    pub fn figures(&self) -> MemoryFigures {
        let large = self.large.get();
        let mut figures = MemoryFigures {
            blocks: large.blocks,
            bytes: large.bytes,
            held: self.held.get(),
            ..MemoryFigures::default()
        };
        for pool in self.pools() {
            figures.blocks += u64::from(pool.used);
            figures.bytes += u64::from(pool.used) * pool.block_size;
        }
        let arenas = self.arenas.borrow();
        figures.arenas = arenas.now;
        figures.most_arenas = arenas.most;
        figures.arenas_ever = arenas.ever;
        figures
    }

    /// The pools that hold at least one block in use, in address order.
    pub fn pools(&self) -> Vec<PoolFigures> {
        let arenas = self.arenas.borrow();
        arenas
            .held()
            .flat_map(|(number, _)| arenas.touched_pools(number))
            .filter_map(|pool| self.pool_figures(pool))
            .collect()
    }

    /// The pool in use that `address` lies in.
    pub fn pool_at(&self, address: u64) -> Option<PoolFigures> {
        let start = address & !(self.geometry.pool_size() - 1);
        self.pools().into_iter().find(|pool| pool.address == start)
    }

    pub(super) fn pool_figures(&self, pool: Pool) -> Option<PoolFigures> {
        let class = pool.class().filter(|_| pool.used() > 0)?;
        let address = self.pools.address(pool);
        Some(PoolFigures {
            address,
            arena: address & !(self.geometry.arena_size() - 1),
            block_size: class.block_size(),
            used: pool.used(),
            capacity: self.geometry.blocks_per_pool(class.block_size()),
        })
    }

    /// What starts at `block`, which may be any number.
    pub fn kind(&self, block: u64) -> BlockKind {
        if !super::is_heap(block) || !block.is_multiple_of(ALIGNMENT) {
            return BlockKind::Untouched;
        }
        if self.is_large(block) {
            return self.blocks.kind(block);
        }
        self.pool_figures(self.pools.of_block(block))
            .and_then(|pool| Some(self.block_kinds(&pool)[pool.index_of(block)?]))
            .unwrap_or(BlockKind::Untouched)
    }

    /// What a block in use holds.
    pub(super) fn kind_of_used(&self, block: u64) -> BlockKind {
        if self.is_large(block) {
            return self.blocks.kind(block);
        }
        self.kind_in(self.pools.of_block(block), block)
    }

    /// What each place for a block of this pool is, in address order.
    pub fn pool_blocks(&self, pool: &PoolFigures) -> Vec<BlockState> {
        self.block_kinds(pool)
            .into_iter()
            .map(|kind| match kind {
                BlockKind::Untouched => BlockState::Untouched,
                BlockKind::Freed => BlockState::Freed,
                kind => BlockState::Used(kind),
            })
            .collect()
    }

    /// What each place for a block of this pool holds: its free list and where its touched part ends say which are in
    /// use.
    fn block_kinds(&self, figures: &PoolFigures) -> Vec<BlockKind> {
        let pool = self.pools.of_block(figures.address);
        let mut kinds: Vec<BlockKind> = self
            .carved_blocks(pool)
            .map(|block| self.kind_in(pool, block))
            .collect();
        for block in self.free_list(figures) {
            if let Some(kind) = figures
                .index_of(block)
                .and_then(|index| kinds.get_mut(index))
            {
                *kind = BlockKind::Freed;
            }
        }
        // What was carved last waits to be given for the first time.
        if pool.untouched_offset() <= self.geometry.pool_size() {
            kinds.pop();
        }
        kinds.resize(figures.capacity as usize, BlockKind::Untouched);
        kinds
    }

    fn kind_in(&self, pool: Pool, block: u64) -> BlockKind {
        pool.contents().unwrap_or_else(|| self.blocks.kind(block))
    }

    /// The blocks of a pool that are in use or in its free list, in address order.
    pub(super) fn carved_blocks(&self, pool: Pool) -> impl Iterator<Item = u64> + use<> {
        let size = pool.class().map_or(ALIGNMENT, SizeClass::block_size);
        let start = self.pools.address(pool);
        let carved = (pool.untouched_offset() - POOL_HEADER) / size;
        let capacity = self.geometry.blocks_per_pool(size);
        (0..carved.min(capacity)).map(move |index| start + POOL_HEADER + index * size)
    }

    /// The free list of this pool, the block that is handed out next first.
    pub fn free_list(&self, pool: &PoolFigures) -> Vec<u64> {
        let is_block = |block| pool.index_of(block).is_some();
        self.pools
            .of_block(pool.address)
            .free_list(is_block)
            .take_while(|&block| is_block(block))
            .take(pool.capacity as usize)
            .collect()
    }

    /// The arenas held, in address order.
    pub fn arenas(&self) -> Vec<ArenaFigures> {
        let arenas = self.arenas.borrow();
        let all = self.geometry.pools_per_arena() as usize;
        arenas
            .held()
            .map(|(number, _)| {
                let mut pools: Vec<PoolState> = arenas
                    .touched_pools(number)
                    .map(|pool| {
                        self.pool_figures(pool)
                            .map_or(PoolState::Freed, PoolState::Used)
                    })
                    .collect();
                pools.resize(all, PoolState::Untouched);
                ArenaFigures {
                    address: arenas.address(number),
                    pools,
                }
            })
            .collect()
    }

    /// The size classes that have a block in use, smallest first.
    pub fn size_classes(&self) -> Vec<ClassFigures> {
        let mut classes: Vec<ClassFigures> = (0..CLASSES as u8)
            .map(|class| ClassFigures {
                block_size: SizeClass(class).block_size(),
                pools: 0,
                used: 0,
                free: 0,
            })
            .collect();
        for pool in self.pools() {
            let class = &mut classes[(pool.block_size / ALIGNMENT - 1) as usize];
            class.pools += 1;
            class.used += u64::from(pool.used);
            class.free += pool.capacity - u64::from(pool.used);
        }
        classes.retain(|class| class.pools > 0);
        classes
    }

    /// Start and kind of every block in use, large ones included, in address order.
    pub fn blocks(&self) -> Vec<(u64, BlockKind)> {
        let mut blocks: Vec<(u64, BlockKind)> = self
            .large_starts()
            .into_iter()
            .map(|block| (block, self.blocks.kind(block)))
            .collect();
        for pool in self.pools() {
            let starts = (pool.address + POOL_HEADER..).step_by(pool.block_size as usize);
            blocks.extend(
                starts
                    .zip(self.block_kinds(&pool))
                    .filter(|(_, kind)| kind.is_used()),
            );
        }
        // Two runs in order, which this sort only has to merge.
        blocks.sort_by_key(|&(block, _)| block);
        blocks
    }

    /// Start and bytes of every large block, in address order.
    pub fn large_blocks(&self) -> Vec<(u64, u64)> {
        self.large_starts()
            .into_iter()
            .map(|block| (block, self.block_size(block)))
            .collect()
    }

    fn large_starts(&self) -> Vec<u64> {
        self.blocks.large_in(HEAP_BASE, self.reach() - HEAP_BASE)
    }
}
