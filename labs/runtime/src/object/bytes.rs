//! Bytes: a length, a cached hash, the bytes and a zero; and bytearrays, whose bytes stand in a
//! buffer of their own.

use super::layout::Layout;
use super::{Obj, allocate, expect, siphash};
use crate::heap::heap;
use crate::memory::{self, load, store};
use crate::statics::{self, StaticType};

/// Offset of the length.
pub const LENGTH: u64 = 16;
/// Offset of the cached hash of bytes.
pub const HASH: u64 = 24;
/// Offset of the first byte of bytes.
pub const DATA: u64 = 32;
/// Offset of a bytearray's buffer capacity.
const CAPACITY: u64 = 24;
/// Offset of a bytearray's buffer address.
pub const BUFFER: u64 = 40;

/// Bytes; `b''` and those of one byte are shared (`PyBytes_FromStringAndSize`).
pub fn new(data: &[u8]) -> Obj {
    match data {
        [] => statics::empty_bytes(),
        [byte] => statics::one_byte(*byte),
        _ => instance(&StaticType::Bytes.object(), data),
    }
}

/// A fresh instance of `class`, `bytes` or a subclass, never shared.
pub fn instance(class: &Obj, data: &[u8]) -> Obj {
    let length = data.len() as u64;
    let size = if StaticType::Bytes.object().is(class) {
        DATA + 1 + length
    } else {
        super::types::size_with_items(class, length)
    };
    let bytes = allocate(class, size);
    lay_out(bytes.address(), data);
    bytes
}

/// Writes what follows the header; the zero at the end is there already.
pub(crate) fn lay_out(address: u64, data: &[u8]) {
    store(address + LENGTH, data.len() as u64);
    store(address + HASH, u64::MAX);
    memory::write(address + DATA, data);
}

/// A fresh bytearray.
pub fn new_array(data: &[u8]) -> Obj {
    let array = allocate(&StaticType::ByteArray.object(), 56);
    set_array(&array, data);
    array
}

/// Replaces the contents of a bytearray.
pub fn set_array(array: &Obj, data: &[u8]) {
    splice_array(array, 0, len(array), data);
}

/// Replaces the bytes from `start` to `end` of a bytearray, both cut to its length
/// (`bytearray_setslice_linear`).
pub fn splice_array(array: &Obj, start: u64, end: u64, data: &[u8]) {
    let address = expect(array, Layout::ByteArray);
    let old = load(address + LENGTH);
    let end = end.min(old);
    let start = start.min(end);
    let tail = if end < old {
        memory::with_bytes(load(address + BUFFER) + end, old - end, <[u8]>::to_vec)
    } else {
        Vec::new()
    };
    let added = data.len() as u64;
    let length = start + added + tail.len() as u64;
    resize_array(address, length);
    if length == 0 {
        return;
    }
    memory::write(load(address + BUFFER) + start, data);
    memory::write(load(address + BUFFER) + start + added, &tail);
}

/// Makes room for a growing array ahead of need, gives back half of a shrinking one's (`PyByteArray_Resize`).
fn resize_array(address: u64, length: u64) {
    let capacity = load(address + CAPACITY);
    if length == load(address + LENGTH) {
        return;
    }
    store(address + LENGTH, length);
    let needed = length + 1;
    let resized = if needed <= capacity && length >= capacity / 2 {
        return;
    } else if needed > capacity && length <= capacity + capacity / 8 {
        length + (length >> 3) + if length < 9 { 3 } else { 6 }
    } else {
        needed
    };
    let buffer = heap().resize_buffer(load(address + BUFFER), resized);
    store(address + BUFFER, buffer);
    store(address + CAPACITY, resized);
}

/// Length in bytes, of bytes or of a bytearray.
pub fn len(bytes: &Obj) -> u64 {
    load(place(bytes).0 + LENGTH)
}

fn place(bytes: &Obj) -> (u64, u64) {
    let address = bytes.address();
    match super::layout_of(bytes) {
        Layout::Bytes => (address, address + DATA),
        _ => {
            expect(bytes, Layout::ByteArray);
            (address, load(address + BUFFER))
        }
    }
}

/// Shows the bytes of bytes or a bytearray to `look`, which must not change the heap.
pub fn with_bytes<R>(bytes: &Obj, look: impl FnOnce(&[u8]) -> R) -> R {
    let (address, data) = place(bytes);
    match load(address + LENGTH) {
        0 => look(&[]),
        len => memory::with_bytes(data, len, look),
    }
}

/// A copy of the bytes.
pub fn to_vec(bytes: &Obj) -> Vec<u8> {
    with_bytes(bytes, <[u8]>::to_vec)
}

/// The hash of bytes, computed once and kept in the object.
pub fn hash(bytes: &Obj) -> i64 {
    let address = expect(bytes, Layout::Bytes);
    let cached = load(address + HASH) as i64;
    if cached != -1 {
        return cached;
    }
    let hash = with_bytes(bytes, siphash::hash_bytes);
    store(address + HASH, hash as u64);
    hash
}

/// Bytes of a bytearray's buffer, the zero at the end included.
pub fn allocated(array: &Obj) -> u64 {
    load(expect(array, Layout::ByteArray) + CAPACITY)
}
