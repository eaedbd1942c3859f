//! Arenas: 1 MiB, 64 pools. An arena whose pools are all free goes back to the host.
//!
//! Follows `new_arena`, `allocate_from_new_pool` and `insert_to_freepool` of CPython's
//! `Objects/obmalloc.c`. The arenas that have a free pool stand in a list, the fullest first, and pools are
//! taken from its head: nearly free arenas get the chance to empty. One wholly free arena is kept, so that a
//! program at the edge does not ask the host for memory again and again.

use super::geometry::Geometry;
use super::pool::{Pool, PoolTable};
use super::{HEAP_BASE, Window};

/// One arena's book-keeping.
#[derive(Clone, Debug, Default)]
pub struct Arena {
    /// Whether the place is an arena now.
    pub held: bool,
    /// Pools that hold no block in use, untouched ones included.
    pub free_pools: u32,
    /// Pools never in use stand from this index on.
    pub untouched_pool: u32,
    /// Most recently freed pool; the others are linked through their records.
    free_list: Option<Pool>,
    /// Neighbours in the list of usable arenas, the fullest first.
    next: Option<u32>,
    previous: Option<u32>,
}

/// All arenas, by place: number `n` starts `n` arena sizes into the heap.
#[derive(Debug)]
pub struct Arenas {
    geometry: Geometry,
    pools: PoolTable,
    all: Vec<Arena>,
    /// Head of the list of usable arenas: the fullest that has a free pool.
    usable: Option<u32>,
    /// For each number of free pools, the last usable arena that has so many (`nfp2lasta`).
    last_with: Vec<Option<u32>>,
    /// Arenas held.
    pub now: u64,
    /// Most arenas that were held at once.
    pub most: u64,
    /// Arenas taken from the host so far.
    pub ever: u64,
}

impl Arenas {
    /// No arena yet.
    pub fn new(geometry: Geometry, pools: PoolTable) -> Arenas {
        Arenas {
            geometry,
            pools,
            all: Vec::new(),
            usable: None,
            last_with: vec![None; geometry.pools_per_arena() as usize + 1],
            now: 0,
            most: 0,
            ever: 0,
        }
    }

    /// Number of the arena that stands at `address`.
    pub fn number(&self, address: u64) -> u32 {
        ((address - HEAP_BASE) >> self.geometry.arena_bits) as u32
    }

    /// Where an arena starts.
    pub fn address(&self, number: u32) -> u64 {
        HEAP_BASE + (u64::from(number) << self.geometry.arena_bits)
    }

    /// The arenas held, with their numbers, in address order.
    pub fn held(&self) -> impl Iterator<Item = (u32, &Arena)> {
        (0..).zip(&self.all).filter(|(_, arena)| arena.held)
    }

    /// The pools of an arena that were ever in use, in address order.
    pub fn touched_pools(&self, number: u32) -> impl Iterator<Item = Pool> + use<> {
        let first = self.address(number);
        let count = u64::from(self.all[number as usize].untouched_pool);
        let (pools, bits) = (self.pools, self.geometry.pool_bits);
        (0..count).map(move |index| pools.of_block(first + (index << bits)))
    }

    /// Whether a pool can be taken without a new arena.
    pub fn has_a_free_pool(&self) -> bool {
        self.usable.is_some()
    }

    // ANCHOR: take_pool
    /// Takes a free pool from the fullest arena that has one: the one freed last, else an untouched one.
    pub fn take_pool(&mut self) -> Option<Pool> {
        let number = self.usable?;
        let free = self.all[number as usize].free_pools;
        // The head of the list has the fewest free pools, and after this still does.
        if self.last_with[free as usize] == Some(number) {
            self.last_with[free as usize] = None;
        }
        if free > 1 {
            self.last_with[free as usize - 1] = Some(number);
        }
        let arena = &mut self.all[number as usize];
        arena.free_pools -= 1;
        let pool = match arena.free_list {
            Some(pool) => {
                arena.free_list =
                    Some(pool.next(Window::current())).filter(|&next| next != self.pools.none());
                pool
            }
            None => {
                let index = u64::from(arena.untouched_pool);
                arena.untouched_pool += 1;
                let address = self.address(number) + (index << self.geometry.pool_bits);
                self.pools.of_block(address)
            }
        };
        if free == 1 {
            self.unlink(number);
        }
        Some(pool)
    }
    // ANCHOR_END: take_pool

    /// Enters the memory at `address` as an arena. No other arena has a free pool.
    pub fn add(&mut self, address: u64) {
        let number = self.number(address);
        let pools = self.geometry.pools_per_arena();
        if self.all.len() <= number as usize {
            self.all.resize(number as usize + 1, Arena::default());
        }
        self.all[number as usize] = Arena {
            held: true,
            free_pools: pools,
            ..Arena::default()
        };
        self.usable = Some(number);
        self.last_with[pools as usize] = Some(number);
        self.now += 1;
        self.ever += 1;
        self.most = self.most.max(self.now);
    }

    // ANCHOR: give_pool_back
    /// Puts an empty pool back. Returns the address of its arena if all of that is free now and it is not the
    /// last in the list: it is no longer an arena, and its memory can go.
    pub fn give_back(&mut self, pool: Pool) -> Option<u64> {
        let number = self.number(self.pools.address(pool));
        let arena = &mut self.all[number as usize];
        pool.set_next(
            Window::current(),
            arena.free_list.unwrap_or(self.pools.none()),
        );
        arena.free_list = Some(pool);
        let before = arena.free_pools;
        let free = before + 1;
        arena.free_pools = free;
        let (next, previous) = (arena.next, arena.previous);

        let last_with_before = self.last_with[before as usize];
        if last_with_before == Some(number) {
            self.last_with[before as usize] =
                previous.filter(|&previous| self.all[previous as usize].free_pools == before);
        }
        if free == self.geometry.pools_per_arena() && next.is_some() {
            self.unlink(number);
            self.touched_pools(number).for_each(Pool::clear);
            self.all[number as usize] = Arena::default();
            self.now -= 1;
            return Some(self.address(number));
        }
        if free == 1 {
            self.link_before(number, self.usable);
            self.last_with[1].get_or_insert(number);
            return None;
        }
        self.last_with[free as usize].get_or_insert(number);
        // It moves behind the arenas that have as few free pools as it had.
        if let Some(last) = last_with_before.filter(|&last| last != number) {
            self.unlink(number);
            let behind = self.all[last as usize].next;
            self.link_between(number, Some(last), behind);
        }
        None
    }
    // ANCHOR_END: give_pool_back

    fn unlink(&mut self, number: u32) {
        let (next, previous) = {
            let arena = &mut self.all[number as usize];
            (arena.next.take(), arena.previous.take())
        };
        if let Some(next) = next {
            self.all[next as usize].previous = previous;
        }
        match previous {
            Some(previous) => self.all[previous as usize].next = next,
            None => self.usable = next,
        }
    }

    fn link_before(&mut self, number: u32, next: Option<u32>) {
        let previous = next.and_then(|next| self.all[next as usize].previous);
        self.link_between(number, previous, next);
    }

    fn link_between(&mut self, number: u32, previous: Option<u32>, next: Option<u32>) {
        let arena = &mut self.all[number as usize];
        arena.next = next;
        arena.previous = previous;
        if let Some(next) = next {
            self.all[next as usize].previous = Some(number);
        }
        match previous {
            Some(previous) => self.all[previous as usize].next = Some(number),
            None => self.usable = Some(number),
        }
    }

    /// Checks the list of usable arenas; says what does not fit.
    pub fn audit(&self) -> Result<(), String> {
        let mut previous = None;
        let mut fewest = 1;
        let mut listed = 0;
        let mut number = self.usable;
        while let Some(this) = number {
            let arena = &self.all[this as usize];
            let place = self.address(this);
            if !arena.held || arena.previous != previous || arena.free_pools < fewest {
                return Err(format!(
                    "the list of usable arenas is out of order at {place:#x}"
                ));
            }
            listed += 1;
            if listed > self.all.len() {
                return Err("the list of usable arenas runs in a circle".to_owned());
            }
            fewest = arena.free_pools;
            previous = number;
            number = arena.next;
        }
        let usable = self
            .held()
            .filter(|(_, arena)| arena.free_pools > 0)
            .count();
        if listed != usable {
            return Err(format!(
                "{usable} arenas have a free pool, {listed} are listed"
            ));
        }
        Ok(())
    }
}
