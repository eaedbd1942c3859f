//! The collector's table: one byte a granule of the static segment and the heap, for the granule that an object's
//! header starts at.
//!
//! A reference leads to a header, so what the collector must know of a child is found from the child's address
//! by a shift, and the child itself is not touched. Objects that cannot be tracked have a 0 here for ever: no test
//! of their type is needed.

use super::size_class::ALIGNMENT;
use super::{STATIC_BASE, Window};

/// The number of a granule of 16 bytes, counted from the start of the static segment. 0 is never an object's.
pub(crate) type Granule = u32;

/// The granule that a header starts at.
#[inline(always)]
pub(crate) fn granule_of(object: u64) -> Granule {
    ((object - STATIC_BASE) / ALIGNMENT) as Granule
}

/// The address of the header that starts at a granule.
#[inline(always)]
pub(crate) fn object_at(granule: Granule) -> u64 {
    STATIC_BASE + u64::from(granule) * ALIGNMENT
}

/// The table, by the address of its first byte.
#[derive(Clone, Copy)]
pub(crate) struct Marks {
    window: Window,
    start: u64,
}

impl Marks {
    /// The table that starts at `start`.
    pub fn at(start: u64) -> Marks {
        Marks {
            window: Window::current(),
            start,
        }
    }

    /// The range that the table is part of.
    #[inline(always)]
    pub fn window(self) -> Window {
        self.window
    }

    /// Bytes of a table for everything below `heap_end`.
    pub fn len_for(heap_end: u64) -> u64 {
        (heap_end - STATIC_BASE) / ALIGNMENT
    }

    /// The mark of an object.
    #[inline(always)]
    pub fn of(self, object: u64) -> u8 {
        self.window.load_u8(self.place_of(object))
    }

    /// Changes the mark of an object.
    #[inline(always)]
    pub fn set_of(self, object: u64, mark: u8) {
        self.window.store_u8(self.place_of(object), mark);
    }

    #[inline(always)]
    fn place_of(self, object: u64) -> u64 {
        (self.start - STATIC_BASE / ALIGNMENT) + object / ALIGNMENT
    }

    #[inline(always)]
    pub fn get(self, granule: Granule) -> u8 {
        self.window.load_u8(self.start + u64::from(granule))
    }

    #[inline(always)]
    pub fn set(self, granule: Granule, mark: u8) {
        self.window.store_u8(self.start + u64::from(granule), mark);
    }
}
