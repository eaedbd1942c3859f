//! Strings: one, two or four bytes a code point, whichever the widest code point needs.
//!
//! ```text
//!   +16 length (code points)   +24 hash (−1: not computed)   +32 state
//!   +40 ASCII: the text and a zero byte
//!   +40 bytes of the UTF-8 form   +48 its address   +56 other: the text and a zero
//!                                                   +56 a subclass: address of the text
//! ```
//!
//! `PyASCIIObject`, `PyCompactUnicodeObject` and `PyUnicodeObject` of `Include/cpython/unicodeobject.h`; to
//! 3.11 all three headers were longer. The text of an instance of a subclass stands in a buffer of its own,
//! so that `__slots__` have a fixed place.

use super::layout::Layout;
use super::{Obj, allocate, expect, siphash};
use crate::events::{self, Event};
use crate::heap::heap;
use crate::memory::{
    self, load, load_u8, load_u16, load_u32, store, store_u8, store_u16, store_u32,
};
use crate::statics::{self, StaticType};

/// Offset of the length in code points.
pub const LENGTH: u64 = 16;
/// Offset of the cached hash.
pub const HASH: u64 = 24;
/// Offset of the state: interned (2 bits), kind (3), compact (1), ascii (1), static (1).
pub const STATE: u64 = 32;
/// Offset of the address of the text, in instances of subclasses.
const TEXT: u64 = 56;
const STATE_INTERNED: u32 = 0b11;
const STATE_COMPACT: u32 = 1 << 5;
const STATE_ASCII: u32 = 1 << 6;
const STATE_STATIC: u32 = 1 << 7;

/// How an interned string is marked in its state.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InternState {
    /// Not interned.
    Not,
    /// Interned; leaves the table when it dies.
    Mortal,
    /// Interned for ever.
    Immortal,
}

fn state(kind: u32, ascii: bool) -> u32 {
    kind << 2 | STATE_COMPACT | if ascii { STATE_ASCII } else { 0 }
}

fn kind(address: u64) -> u64 {
    u64::from(load_u32(address + STATE) >> 2 & 0b111)
}

fn is_ascii_at(address: u64) -> bool {
    load_u32(address + STATE) & STATE_ASCII != 0
}

fn header_size(ascii: bool) -> u64 {
    let profile = heap().profile();
    if ascii {
        profile.ascii_header
    } else {
        profile.compact_header
    }
}

fn is_compact_at(address: u64) -> bool {
    load_u32(address + STATE) & STATE_COMPACT != 0
}

fn data(address: u64) -> u64 {
    if is_compact_at(address) {
        address + header_size(is_ascii_at(address))
    } else {
        load(address + TEXT)
    }
}

/// The buffer that belongs to the string at `address`, or 0.
pub(crate) fn buffer(address: u64) -> u64 {
    if is_compact_at(address) {
        0
    } else {
        load(address + TEXT)
    }
}

pub(crate) fn lay_out_empty(address: u64) {
    write_header(address, 0, 1, true);
    store_u32(address + STATE, load_u32(address + STATE) | STATE_STATIC);
    store_u8(data(address), 0);
}

pub(crate) fn lay_out_latin1(address: u64, code: u8) {
    write_header(address, 1, 1, code < 0x80);
    store_u32(address + STATE, load_u32(address + STATE) | STATE_STATIC);
    store_u8(data(address), code);
    store_u8(data(address) + 1, 0);
}

fn write_header(address: u64, length: u64, kind: u32, ascii: bool) {
    store(address + LENGTH, length);
    store(address + HASH, u64::MAX);
    store_u32(address + STATE, state(kind, ascii));
}

/// Bytes of a string object with this text, without prefix.
fn size_for(length: u64, kind: u64, ascii: bool) -> u64 {
    header_size(ascii) + (length + 1) * kind
}

/// A string; `''` and one-letter Latin-1 strings are shared.
///
/// Text that is not ASCII is stored in the narrowest kind that holds its widest code point
/// (`PyUnicode_FromKindAndData`).
pub fn new(text: &str) -> Obj {
    if text.is_ascii() {
        return match text.as_bytes() {
            [] => statics::empty_str(),
            [byte] => statics::latin1(*byte),
            bytes => new_ascii(bytes),
        };
    }
    let mut points = text.chars();
    if let (Some(only), None) = (points.next(), points.next())
        && let Ok(code) = u8::try_from(u32::from(only))
    {
        return statics::latin1(code);
    }
    instance(&StaticType::Str.object(), text)
}

fn new_ascii(bytes: &[u8]) -> Obj {
    let length = bytes.len() as u64;
    let string = allocate(&StaticType::Str.object(), size_for(length, 1, true));
    let address = string.address();
    write_header(address, length, 1, true);
    memory::write(data(address), bytes);
    string
}

/// A fresh instance of `class`, `str` or a subclass, never shared (`unicode_subtype_new`).
pub fn instance(class: &Obj, text: &str) -> Obj {
    let exact = StaticType::Str.object().is(class);
    let ascii = text.is_ascii();
    if exact && ascii {
        return new_ascii(text.as_bytes());
    }
    let widest = text.chars().map(u32::from).max().unwrap_or(0);
    let kind: u32 = if widest < 0x100 {
        1
    } else if widest < 0x10000 {
        2
    } else {
        4
    };
    let length = text.chars().count() as u64;
    let size = if exact {
        size_for(length, u64::from(kind), ascii)
    } else {
        super::types::basicsize(class)
    };
    let string = allocate(class, size);
    let address = string.address();
    write_header(address, length, kind, ascii);
    if !exact {
        store_u32(address + STATE, load_u32(address + STATE) & !STATE_COMPACT);
        let bytes = (length + 1) * u64::from(kind);
        let buffer = heap().allocate(bytes, memory::BlockKind::Buffer);
        memory::fill(buffer, 0, bytes);
        store(address + TEXT, buffer);
    }
    let start = data(address);
    for (index, point) in (0..).zip(text.chars().map(u32::from)) {
        match kind {
            1 => store_u8(start + index, point as u8),
            2 => store_u16(start + 2 * index, point as u16),
            _ => store_u32(start + 4 * index, point),
        }
    }
    string
}

/// Length in code points.
#[inline]
pub fn len(string: &Obj) -> u64 {
    load(expect(string, Layout::Str) + LENGTH)
}

/// Whether every code point is below 128.
pub fn is_ascii(string: &Obj) -> bool {
    is_ascii_at(expect(string, Layout::Str))
}

/// The code point at `index`.
///
/// # Panics
/// If `index` is not below the length.
pub fn code_point(string: &Obj, index: u64) -> u32 {
    let address = expect(string, Layout::Str);
    assert!(index < load(address + LENGTH));
    let start = data(address);
    match kind(address) {
        1 => u32::from(load_u8(start + index)),
        2 => u32::from(load_u16(start + 2 * index)),
        _ => load_u32(start + 4 * index),
    }
}

/// The one-letter string at `index`.
pub fn letter(string: &Obj, index: u64) -> Obj {
    let code = code_point(string, index);
    match u8::try_from(code) {
        Ok(code) => statics::latin1(code),
        Err(_) => new(char::from_u32(code)
            .unwrap_or(char::REPLACEMENT_CHARACTER)
            .encode_utf8(&mut [0; 4])),
    }
}

/// The text.
pub fn to_string(string: &Obj) -> String {
    with_str(string, str::to_owned)
}

/// Shows the text to `look`, which must not change the heap. ASCII text is not copied.
pub fn with_str<R>(string: &Obj, look: impl FnOnce(&str) -> R) -> R {
    let address = expect(string, Layout::Str);
    let length = load(address + LENGTH);
    if is_ascii_at(address) {
        return memory::with_bytes(data(address), length, |bytes| {
            look(std::str::from_utf8(bytes).unwrap_or_default())
        });
    }
    let text: String = (0..length)
        .map(|index| {
            char::from_u32(code_point(string, index)).unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    look(&text)
}

fn with_data<R>(address: u64, look: impl FnOnce(&[u8]) -> R) -> R {
    memory::with_bytes(data(address), load(address + LENGTH) * kind(address), look)
}

/// Whether both strings have the same text.
#[inline]
pub fn equal(a: &Obj, b: &Obj) -> bool {
    let (a, b) = (expect(a, Layout::Str), expect(b, Layout::Str));
    a == b || equal_at(a, b)
}

pub(crate) fn equal_at(a: u64, b: u64) -> bool {
    if load(a + LENGTH) != load(b + LENGTH) || kind(a) != kind(b) {
        return false;
    }
    let bytes = load(a + LENGTH) * kind(a);
    events::emit(Event::StrCompared { bytes });
    with_data(a, |a| with_data(b, |b| a == b))
}

/// The hash, computed once and kept in the object (`unicode_hash`).
#[inline]
pub fn hash(string: &Obj) -> i64 {
    hash_at(expect(string, Layout::Str))
}

pub(crate) fn hash_at(address: u64) -> i64 {
    let cached = load(address + HASH) as i64;
    if cached != -1 {
        return cached;
    }
    let hash = with_data(address, siphash::hash_bytes);
    events::emit(Event::StrHashed {
        object: address,
        bytes: load(address + LENGTH) * kind(address),
    });
    store(address + HASH, hash as u64);
    hash
}

/// Bytes from the header on, as `__sizeof__` says.
pub(crate) fn size(address: u64) -> u64 {
    let length = load(address + LENGTH);
    let ascii = is_ascii_at(address);
    if !is_compact_at(address) {
        return header_size(false) + 8 + (length + 1) * kind(address);
    }
    let bytes = size_for(length, kind(address), ascii);
    let has_utf8 = !ascii
        && load_u32(address + STATE) & STATE_STATIC != 0
        && heap().profile().latin1_letters_keep_utf8;
    if has_utf8 { bytes + 3 } else { bytes }
}

/// Whether the string is interned, and how.
pub fn intern_state(string: &Obj) -> InternState {
    match load_u32(expect(string, Layout::Str) + STATE) & STATE_INTERNED {
        0 => InternState::Not,
        1 => InternState::Mortal,
        _ => InternState::Immortal,
    }
}

pub(crate) fn set_intern_state(address: u64, interned: InternState) {
    let bits = match interned {
        InternState::Not => 0,
        InternState::Mortal => 1,
        InternState::Immortal => 2,
    };
    store_u32(
        address + STATE,
        load_u32(address + STATE) & !STATE_INTERNED | bits,
    );
}
