//! Arenas: 1 MiB, 64 pools. An arena whose pools are all free goes back.
//!
//! Follows `new_arena`, `insert_to_usedpool` and `insert_to_freepool` of CPython's
//! `Objects/obmalloc.c`: pools are taken from the fullest arena that has one, so that nearly free
//! arenas get the chance to empty.

use super::pool::Pool;
use super::size_class::{ARENA_SIZE, POOL_SIZE};

/// Pools of an arena.
pub const POOLS_PER_ARENA: u32 = (ARENA_SIZE / POOL_SIZE) as u32;

/// One arena's book-keeping; its memory is 1 MiB at `address`.
#[derive(Debug)]
pub struct Arena {
    /// Nominal address, a multiple of [`ARENA_SIZE`]; 0 once it went back.
    pub address: u64,
    /// Pools that hold no block in use.
    pub free_pools: u32,
    /// Pools never formatted stand from this index on.
    virgin_pool: u32,
    /// Most recently freed pool; the others are linked through their headers.
    free_list: u64,
}

impl Arena {
    /// A fresh arena at `address`.
    pub fn new(address: u64) -> Arena {
        Arena {
            address,
            free_pools: POOLS_PER_ARENA,
            virgin_pool: 0,
            free_list: 0,
        }
    }

    /// Whether all of its pools are free.
    pub fn is_empty(&self) -> bool {
        self.free_pools == POOLS_PER_ARENA
    }

    /// Takes a free pool, the one freed last first.
    pub fn take_pool(&mut self) -> Option<Pool> {
        if self.free_list != 0 {
            let pool = Pool(self.free_list);
            self.free_list = pool.next();
            self.free_pools -= 1;
            return Some(pool);
        }
        if self.virgin_pool == POOLS_PER_ARENA || self.address == 0 {
            return None;
        }
        let pool = Pool(self.address + u64::from(self.virgin_pool) * POOL_SIZE);
        self.virgin_pool += 1;
        self.free_pools -= 1;
        Some(pool)
    }

    /// Puts an empty pool back.
    pub fn give_back(&mut self, pool: Pool) {
        pool.set_next(self.free_list);
        self.free_list = pool.0;
        self.free_pools += 1;
    }

    /// The pools that were ever formatted, in address order.
    pub fn formatted_pools(&self) -> impl Iterator<Item = Pool> + use<> {
        let address = self.address;
        (0..u64::from(self.virgin_pool)).map(move |index| Pool(address + index * POOL_SIZE))
    }
}
