//! Geometry: how large arenas and pools are.
//!
//! Follows `ARENA_BITS` and `POOL_BITS` of CPython's `Include/internal/pycore_obmalloc.h`.

/// Bytes of the header at the start of each pool (`POOL_OVERHEAD`).
pub const POOL_HEADER: u64 = 48;

/// Sizes of pools and arenas, as powers of two.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Geometry {
    /// Bytes of a pool are 2 to this.
    pub pool_bits: u32,
    /// Bytes of an arena are 2 to this.
    pub arena_bits: u32,
}

impl Geometry {
    /// From CPython 3.10 on: pools of 16 KiB in arenas of 1 MiB.
    pub const PYTHON_3_10: Geometry = Geometry {
        pool_bits: 14,
        arena_bits: 20,
    };
    /// Up to CPython 3.9: pools of 4 KiB in arenas of 256 KiB.
    pub const PYTHON_3_9: Geometry = Geometry {
        pool_bits: 12,
        arena_bits: 18,
    };

    /// Bytes of a pool; a pool starts at a multiple of it.
    #[inline(always)]
    pub const fn pool_size(self) -> u64 {
        1 << self.pool_bits
    }

    /// Bytes of an arena; an arena starts at a multiple of it.
    pub const fn arena_size(self) -> u64 {
        1 << self.arena_bits
    }

    /// Pools of an arena.
    pub const fn pools_per_arena(self) -> u32 {
        1 << (self.arena_bits - self.pool_bits)
    }

    /// How many blocks of so many bytes a pool holds.
    pub const fn blocks_per_pool(self, block_size: u64) -> u64 {
        (self.pool_size() - POOL_HEADER) / block_size
    }
}
