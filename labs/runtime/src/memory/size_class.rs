//! Size classes: the one place that knows how a small request is rounded.
//!
//! Follows `ALIGNMENT`, `SMALL_REQUEST_THRESHOLD` and `INDEX2SIZE` of CPython's
//! `Include/internal/pycore_obmalloc.h`.

/// Every block starts at a multiple of this many bytes.
pub const ALIGNMENT: u64 = 16;
/// Requests above this many bytes are not served from pools.
pub const SMALL_REQUEST_THRESHOLD: u64 = 512;
/// How many size classes there are.
pub const CLASSES: usize = (SMALL_REQUEST_THRESHOLD / ALIGNMENT) as usize;

// ANCHOR: size_class
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
// ANCHOR_END: size_class

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
