//! Values arrays: the values of an instance whose class keeps the keys.
//!
//! The array's address points past a prefix that records the order of insertion: the byte just before
//! it says how long the prefix is, the one before that how many values there are, and before
//! that stand the entries' numbers, first inserted nearest. `PyDictValues` of
//! `Include/internal/pycore_dict.h`.

use super::keys::Keys;
use crate::heap::heap;
use crate::memory::{self, BlockKind, load_u8, store_u8};

/// Most values in an array: its prefix tells its own length in a byte.
pub(crate) const MOST: u64 = 200;

/// Set in the byte that tells the prefix's length, a multiple of 8.
const EMBEDDED: u8 = 1;

/// A values array, by the address of its first slot.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Values(pub u64);

impl Values {
    /// An array for an instance with these shared keys.
    ///
    /// Each new instance finds room for one key fewer that it will not use
    /// (`_PyObject_InitializeDict`, `init_inline_values`).
    pub fn new(keys: Keys) -> Values {
        if keys.usable() > 1 {
            keys.set_usable(keys.usable() - 1);
        }
        Values::with_room(keys.shared_capacity())
    }

    /// An array for as many values, at most [`MOST`].
    pub(crate) fn with_room(capacity: u64) -> Values {
        let prefix = (capacity + 2).next_multiple_of(8);
        let block = heap().allocate(prefix + 8 * capacity, BlockKind::Buffer);
        memory::clear(block, prefix + 8 * capacity);
        let values = Values(block + prefix);
        store_u8(values.0 - 1, prefix as u8);
        values
    }

    /// Whether the array still belongs to its instance, though a dict shows it (3.13: `embedded` of `PyDictValues`).
    pub fn is_embedded(self) -> bool {
        load_u8(self.0 - 1) & EMBEDDED != 0
    }

    /// Sets [`Values::is_embedded`].
    pub fn set_embedded(self, embedded: bool) {
        let length = load_u8(self.0 - 1) & !EMBEDDED;
        store_u8(self.0 - 1, length | u8::from(embedded));
    }

    /// Slot of the value of entry `index`.
    pub fn slot(self, index: u64) -> u64 {
        self.0 + 8 * index
    }

    /// How many values there are.
    pub fn count(self) -> u64 {
        u64::from(load_u8(self.0 - 2))
    }

    /// The entry whose value was inserted at place `position`.
    pub fn in_order(self, position: u64) -> u64 {
        u64::from(load_u8(self.0 - 3 - position))
    }

    /// Records that the value of entry `index` was just inserted.
    pub fn add_to_order(self, index: u64) {
        store_u8(self.0 - 3 - self.count(), index as u8);
        store_u8(self.0 - 2, self.count() as u8 + 1);
    }

    /// Records that entry `index` has no value any more.
    pub fn remove_from_order(self, index: u64) {
        let len = self.count();
        let mut position = 0;
        while position < len && self.in_order(position) != index {
            position += 1;
        }
        while position + 1 < len {
            store_u8(self.0 - 3 - position, self.in_order(position + 1) as u8);
            position += 1;
        }
        store_u8(self.0 - 2, len as u8 - 1);
    }

    /// Gives the memory back; the values must be gone.
    pub fn free(self) {
        heap().free(self.block());
    }

    /// Start of the block.
    pub fn block(self) -> u64 {
        self.0 - u64::from(load_u8(self.0 - 1) & !EMBEDDED)
    }
}
