//! The allocator's part of the audit: every free list walked, every count counted again.

use super::Window;
use super::allocator::Allocator;
use super::figures::BlockState;
use super::geometry::POOL_HEADER;
use super::pool::Pool;
use super::size_class::SizeClass;
use std::collections::BTreeSet;

impl Allocator {
    /// Walks every pool's free list and the list of arenas, and counts blocks again; says what does not fit.
    ///
    /// # Errors
    /// The first thing that does not fit.
    pub fn audit(&self) -> Result<(), String> {
        let arenas = self.arenas.borrow();
        arenas.audit()?;
        for (number, arena) in arenas.held() {
            let mut free = self.geometry.pools_per_arena();
            for pool in arenas.touched_pools(number).filter(|pool| pool.used() > 0) {
                free -= 1;
                self.audit_pool(pool)?;
            }
            if free != arena.free_pools {
                return Err(format!(
                    "arena {:#x}: {} pools counted free, {free} found",
                    arenas.address(number),
                    arena.free_pools
                ));
            }
        }
        drop(arenas);
        self.audit_lists()?;
        self.audit_large()
    }

    /// Each class's list holds the pools of that class which have a block to give, once each.
    fn audit_lists(&self) -> Result<(), String> {
        let window = Window::current();
        let mut listed = BTreeSet::new();
        for (class_number, first) in self.usable.iter().enumerate() {
            let mut pool = first.get();
            while pool != self.pools.none() {
                let address = self.pools.address(pool);
                if pool.class_number(window) != class_number {
                    return Err(format!("pool {address:#x} is in the list of another class"));
                }
                if pool.is_full() {
                    return Err(format!("pool {address:#x} is full and in a list"));
                }
                if !listed.insert(address) {
                    return Err(format!("pool {address:#x} is in the lists twice"));
                }
                pool = pool.next(window);
            }
        }
        let arenas = self.arenas.borrow();
        let pools = arenas
            .held()
            .flat_map(|(number, _)| arenas.touched_pools(number));
        for pool in pools.filter(|pool| pool.used() > 0 && !pool.is_full()) {
            let address = self.pools.address(pool);
            if !listed.contains(&address) {
                return Err(format!(
                    "pool {address:#x} has a block to give and is in no list"
                ));
            }
        }
        Ok(())
    }

    fn audit_pool(&self, pool: Pool) -> Result<(), String> {
        let address = self.pools.address(pool);
        let Some(size) = pool.class().map(SizeClass::block_size) else {
            return Err(format!("pool {address:#x} has blocks of no class"));
        };
        let carved = self.carved_blocks(pool).count() as u64;
        let is_block = |block: u64| {
            let offset = block.wrapping_sub(address + POOL_HEADER);
            offset.is_multiple_of(size) && offset / size < carved
        };
        let mut free = 0;
        for block in pool.free_list(is_block) {
            if !is_block(block) {
                return Err(format!(
                    "pool {address:#x}: the free list leads to {block:#x}, which is no block of it: \
                     somebody wrote into a free block"
                ));
            }
            free += 1;
            if free > carved {
                return Err(format!("pool {address:#x}: the free list runs in a circle"));
            }
        }
        let used = u64::from(pool.used());
        if carved - free != used {
            return Err(format!(
                "pool {address:#x}: {used} blocks counted in use, {} not on the free list",
                carved - free,
            ));
        }
        self.audit_kinds(pool)
    }

    /// Every block in use says what it holds.
    fn audit_kinds(&self, pool: Pool) -> Result<(), String> {
        let Some(pool) = self.pool_figures(pool) else {
            return Ok(());
        };
        let states = self.pool_blocks(&pool);
        let said = states
            .iter()
            .filter(|state| matches!(state, BlockState::Used(_)))
            .count();
        if said != pool.used as usize {
            return Err(format!(
                "pool {:#x}: {} blocks counted in use, {said} say what they hold",
                pool.address, pool.used
            ));
        }
        Ok(())
    }

    fn audit_large(&self) -> Result<(), String> {
        let counted = self.large.get().blocks;
        let found = self.large_blocks().len() as u64;
        if counted != found {
            return Err(format!(
                "{counted} large blocks counted in use, {found} found"
            ));
        }
        Ok(())
    }
}
