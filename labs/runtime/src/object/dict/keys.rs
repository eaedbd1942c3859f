//! Keys objects: the hash table of a dict, an index table and a dense array of entries.
//!
//! ```text
//!   +0  references to this keys object   +8 log2 of the table's size, log2 of the index bytes, kind
//!   +12 version   +16 entries that still fit   +24 entries used, deleted ones too
//!   +32 indices: 1, 2 or 4 bytes each; −1 empty, −2 deleted
//!   …   entries: hash, key, value (24 bytes), or key, value (16) if every key is a str
//! ```
//!
//! `PyDictKeysObject` of `Include/internal/pycore_dict.h`; probing and growth follow
//! `Objects/dictobject.c`. Instances of a class share one keys object and keep their values apart
//! (PEP 412).

use crate::heap::heap;
use crate::memory::{
    self, BlockKind, STATIC_BASE, Window, load, load_u8, load_u16, load_u32, store, store_u8,
    store_u16, store_u32,
};
use crate::object::slot;

const REFCOUNT: u64 = 0;
const LOG2_SIZE: u64 = 8;
const LOG2_INDEX_BYTES: u64 = 9;
const KIND: u64 = 10;
const USABLE: u64 = 16;
const USED: u64 = 24;
const INDICES: u64 = 32;

/// log2 of the smallest table.
pub const LOG2_MIN_SIZE: u8 = 3;
/// An index of no entry.
pub const EMPTY: i64 = -1;
/// An index whose entry was deleted.
pub const DELETED: i64 = -2;
/// The keys object of every empty dict; it is static and never counted.
pub const EMPTY_KEYS: u64 = STATIC_BASE + 0x30000;

/// What a table's entries look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
pub enum KeysKind {
    /// Any keys; entries keep the hash.
    General = 0,
    /// Only exact `str` keys.
    Unicode = 1,
    /// Only exact `str` keys, shared by instances; values stand elsewhere.
    Split = 2,
}

impl KeysKind {
    #[inline(always)]
    fn from_byte(byte: u8) -> KeysKind {
        match byte {
            0 => KeysKind::General,
            1 => KeysKind::Unicode,
            _ => KeysKind::Split,
        }
    }
}

/// The entries of a keys object, for a walk over all of them.
pub(crate) struct Entries {
    /// Slot of the first one's key.
    pub first_key: u64,
    /// Bytes from a key to the next one's. A value stands 8 bytes after its key.
    pub stride: u64,
    /// How many there are, deleted ones too.
    pub used: u64,
    pub kind: KeysKind,
}

/// A keys object, by its address.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Keys(pub u64);

pub(crate) fn lay_out_empty() {
    store(EMPTY_KEYS + REFCOUNT, 1);
    store_u8(EMPTY_KEYS + KIND, KeysKind::Unicode as u8);
    store_u8(EMPTY_KEYS + LOG2_INDEX_BYTES, 3);
    memory::fill(EMPTY_KEYS + INDICES, 0xff, 8);
}

// ANCHOR: usable
/// How many entries a table of `size` indices takes: two thirds.
pub const fn usable_fraction(size: u64) -> u64 {
    (size << 1) / 3
}
// ANCHOR_END: usable

/// log2 of the least table size of at least `size` (`calculate_log2_keysize`).
pub fn log2_for_size(size: u64) -> u8 {
    let least = if heap().profile().least_new_table_is_16 {
        size | 8
    } else {
        size.max(8)
    };
    let bits = (least - 1) | 7;
    (64 - bits.leading_zeros()) as u8
}

/// log2 of the table size that holds `entries` without growing (`estimate_log2_keysize`).
pub fn log2_for_entries(entries: u64) -> u8 {
    log2_for_size((entries * 3).div_ceil(2))
}

/// Whether a free list keeps tables like this one when they die (`free_keys_object`).
fn is_kept_size(log2: u8, kind: KeysKind) -> bool {
    log2 == LOG2_MIN_SIZE && (kind != KeysKind::General || !heap().profile().str_keys_omit_hashes)
}

/// Bytes of a keys object. Where 3.10 has a longer header, or hashes beside shared names, the block has room to spare.
fn bytes_for(index_bytes: u64, usable: u64, kind: KeysKind) -> u64 {
    let profile = heap().profile();
    let entry = if kind == KeysKind::General || !profile.str_keys_omit_hashes {
        24
    } else {
        16
    };
    profile.keys_header + index_bytes + usable * entry
}

/// Bytes of a table that a free list keeps.
pub(crate) fn kept_bytes() -> u64 {
    let size = 1 << LOG2_MIN_SIZE;
    bytes_for(size, usable_fraction(size), KeysKind::Unicode)
}

/// The keys object that instances of a new class will share; one reference.
pub(crate) fn new_shared() -> u64 {
    let names = heap().profile().shared_names;
    let keys = Keys::new(log2_for_entries(names), KeysKind::Split);
    store(keys.0 + USABLE, names);
    keys.0
}

impl Keys {
    /// A table of 2^`log2` indices, one reference.
    pub fn new(log2: u8, kind: KeysKind) -> Keys {
        let index_width_log2 = match log2 {
            ..=7 => 0,
            8..=15 => 1,
            _ => 2,
        };
        let kind = if kind == KeysKind::Unicode && !heap().profile().str_keys_omit_hashes {
            KeysKind::General
        } else {
            kind
        };
        let size = 1u64 << log2;
        let usable = usable_fraction(size);
        let index_bytes = size << index_width_log2;
        let bytes = bytes_for(index_bytes, usable, kind);
        let kept = is_kept_size(log2, kind).then(|| heap().take_kept_keys());
        let kept = kept.flatten();
        let address = kept.unwrap_or_else(|| heap().allocate(bytes, BlockKind::Buffer));
        memory::fill(address, 0, bytes);
        store(address + REFCOUNT, 1);
        store_u8(address + LOG2_SIZE, log2);
        store_u8(address + LOG2_INDEX_BYTES, log2 + index_width_log2);
        store_u8(address + KIND, kind as u8);
        store(address + USABLE, usable);
        memory::fill(address + INDICES, 0xff, index_bytes);
        Keys(address)
    }

    /// Bytes of this keys object (`_PyDict_KeysSize`).
    pub fn size(self) -> u64 {
        let index_bytes = 1 << load_u8(self.0 + LOG2_INDEX_BYTES);
        bytes_for(index_bytes, usable_fraction(self.table_size()), self.kind())
    }

    /// Number of indices.
    pub fn table_size(self) -> u64 {
        1 << load_u8(self.0 + LOG2_SIZE)
    }

    /// log2 of the number of indices.
    pub fn log2_size(self) -> u8 {
        load_u8(self.0 + LOG2_SIZE)
    }

    /// What the entries look like.
    #[inline(always)]
    pub fn kind(self) -> KeysKind {
        KeysKind::from_byte(load_u8(self.0 + KIND))
    }

    fn entry_size(self) -> u64 {
        if self.kind() == KeysKind::General {
            24
        } else {
            16
        }
    }

    /// References to this keys object.
    pub fn refcount(self) -> u64 {
        load(self.0 + REFCOUNT)
    }

    /// One more dict or class uses it.
    pub fn incref(self) {
        if self.0 != EMPTY_KEYS {
            store(self.0 + REFCOUNT, self.refcount() + 1);
        }
    }

    /// One user fewer; says whether that was the last, whose duty is to give the references and the
    /// memory back.
    pub fn decref(self) -> bool {
        if self.0 == EMPTY_KEYS {
            return false;
        }
        store(self.0 + REFCOUNT, self.refcount() - 1);
        self.refcount() == 0
    }

    /// Entries that still fit.
    pub fn usable(self) -> i64 {
        load(self.0 + USABLE) as i64
    }

    pub(crate) fn set_usable(self, usable: i64) {
        store(self.0 + USABLE, usable as u64);
    }

    /// Entries used, deleted ones too.
    #[inline(always)]
    pub fn used(self) -> u64 {
        load(self.0 + USED)
    }

    pub(crate) fn set_used(self, used: u64) {
        store(self.0 + USED, used);
    }

    /// Values that an instance sharing these keys has room for.
    pub fn shared_capacity(self) -> u64 {
        self.used() + self.usable().max(0) as u64
    }

    /// Index at position `slot` of the table.
    #[inline(always)]
    pub fn index(self, slot: u64) -> i64 {
        match load_u8(self.0 + LOG2_SIZE) {
            ..=7 => i64::from(load_u8(self.0 + INDICES + slot) as i8),
            8..=15 => i64::from(load_u16(self.0 + INDICES + 2 * slot) as i16),
            _ => i64::from(load_u32(self.0 + INDICES + 4 * slot) as i32),
        }
    }

    pub(crate) fn set_index(self, slot: u64, index: i64) {
        match load_u8(self.0 + LOG2_SIZE) {
            ..=7 => store_u8(self.0 + INDICES + slot, index as u8),
            8..=15 => store_u16(self.0 + INDICES + 2 * slot, index as u16),
            _ => store_u32(self.0 + INDICES + 4 * slot, index as u32),
        }
    }

    fn entry(self, index: u64) -> u64 {
        let entries = self.0 + INDICES + (1 << load_u8(self.0 + LOG2_INDEX_BYTES));
        entries + index * self.entry_size()
    }

    /// Slot of the key of an entry.
    #[inline(always)]
    pub fn key_slot(self, index: u64) -> u64 {
        self.entry(index)
            + if self.kind() == KeysKind::General {
                8
            } else {
                0
            }
    }

    /// Where the entries stand.
    #[inline(always)]
    pub(crate) fn entries(self, window: Window) -> Entries {
        // Three fields of a byte, read together.
        let [_log2_size, log2_index_bytes, kind, ..] =
            window.load(self.0 + LOG2_SIZE).to_le_bytes();
        let kind = KeysKind::from_byte(kind);
        let first = self.0 + INDICES + (1 << log2_index_bytes);
        let (first_key, stride) = match kind {
            KeysKind::General => (first + 8, 24),
            _ => (first, 16),
        };
        Entries {
            first_key,
            stride,
            used: window.load(self.0 + USED),
            kind,
        }
    }

    /// Slot of the value of an entry, in a table that is not split.
    #[inline(always)]
    pub fn value_slot(self, index: u64) -> u64 {
        self.key_slot(index) + 8
    }

    /// Hash of the key of an entry.
    #[inline(always)]
    pub fn hash(self, index: u64) -> i64 {
        if self.kind() == KeysKind::General {
            return load(self.entry(index)) as i64;
        }
        match load(self.key_slot(index)) {
            0 => 0,
            key => crate::object::str::hash_at(key),
        }
    }

    /// The positions that a key with this hash may stand at, in probing order.
    #[inline(always)]
    pub fn probe(self, hash: i64) -> Probe {
        Probe {
            mask: self.table_size() - 1,
            perturb: hash as u64,
            slot: hash as u64 & (self.table_size() - 1),
        }
    }

    /// Enters a new key at the end of the entries; the caller stores the value. There must be room.
    pub(crate) fn append(self, key: crate::object::Obj, hash: i64) -> u64 {
        let mut probe = self.probe(hash);
        while self.index(probe.slot) >= 0 {
            probe.advance();
        }
        let index = self.used();
        self.set_index(probe.slot, index as i64);
        if self.kind() == KeysKind::General {
            store(self.entry(index), hash as u64);
        }
        slot::put(self.key_slot(index), key);
        self.set_used(index + 1);
        self.set_usable(self.usable() - 1);
        index
    }

    /// Position of entry `index` in the table.
    pub(crate) fn position_of(self, index: u64, hash: i64) -> u64 {
        let mut probe = self.probe(hash);
        while self.index(probe.slot) != index as i64 {
            probe.advance();
        }
        probe.slot
    }

    /// [`Keys::free`] past the free list.
    pub(crate) fn free_for_good(self) {
        heap().free(self.0);
    }

    /// Gives the memory back; the entries' references must be gone.
    pub(crate) fn free(self) {
        if is_kept_size(self.log2_size(), self.kind()) {
            heap().free_keys(self.0);
        } else {
            heap().free(self.0);
        }
    }
}

/// A walk over the positions of a table.
pub struct Probe {
    mask: u64,
    perturb: u64,
    /// The present position.
    pub slot: u64,
}

impl Probe {
    /// Goes to the next position.
    #[inline(always)]
    pub fn advance(&mut self) {
        self.perturb >>= 5;
        self.slot = (self.slot * 5 + self.perturb + 1) & self.mask;
    }
}
