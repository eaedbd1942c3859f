//! Size classes: the one place that knows how a small request is rounded.
//!
//! Follows `Objects/obmalloc.c` and `Include/internal/pycore_obmalloc.h` of CPython 3.12: 16-byte
//! classes up to 512 bytes, pools of 16 KiB, arenas of 1 MiB.

/// Every block starts at a multiple of this many bytes.
pub const ALIGNMENT: u64 = 16;
/// Requests above this many bytes are not served from pools.
pub const SMALL_REQUEST_THRESHOLD: u64 = 512;
/// Bytes of a pool; a pool starts at a multiple of it.
pub const POOL_SIZE: u64 = 16 * 1024;
/// Bytes of an arena; an arena starts at a multiple of it.
pub const ARENA_SIZE: u64 = 1024 * 1024;
/// Bytes of the header at the start of each pool.
pub const POOL_HEADER: u64 = 48;
/// How many size classes there are.
pub const CLASSES: usize = (SMALL_REQUEST_THRESHOLD / ALIGNMENT) as usize;

/// A size class: class `n` serves blocks of `(n + 1) * 16` bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SizeClass(pub u8);

impl SizeClass {
    /// The class of a request of `bytes`, or `None` if it is too large for a pool. A request of
    /// nothing is a request of one byte.
    #[inline(always)]
    pub const fn of(bytes: u64) -> Option<SizeClass> {
        if bytes > SMALL_REQUEST_THRESHOLD {
            return None;
        }
        let bytes = if bytes == 0 { 1 } else { bytes };
        Some(SizeClass(((bytes - 1) / ALIGNMENT) as u8))
    }

    /// Bytes of a block of this class.
    #[inline(always)]
    pub const fn block_size(self) -> u64 {
        (self.0 as u64 + 1) * ALIGNMENT
    }
}

/// How many blocks of a class one pool holds.
pub const fn blocks_per_pool(class: SizeClass) -> u64 {
    (POOL_SIZE - POOL_HEADER) / class.block_size()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_round_up_to_sixteen_bytes() {
        assert_eq!(SizeClass::of(0).unwrap().block_size(), 16);
        assert_eq!(SizeClass::of(16).unwrap().block_size(), 16);
        assert_eq!(SizeClass::of(17).unwrap().block_size(), 32);
        assert_eq!(SizeClass::of(512).unwrap().block_size(), 512);
        assert_eq!(SizeClass::of(513), None);
    }
}
