//! Integers: a tag of sign and digit count, then digits of 30 bits, least first.
//!
//! `PyLongObject` of `Include/cpython/longintrepr.h`. The tag is `digits << 3 | sign`, where sign is 0
//! for positive, 1 for zero, 2 for negative; zero has one digit. Before 3.12 the field was a signed
//! digit count, and zero had none.

use super::layout::Layout;
use super::{Obj, allocate, expect};
use crate::heap::heap;
use crate::memory::{load, load_u32, store, store_u32};
use crate::statics::{self, StaticType};
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};

/// Offset of the tag.
pub const TAG: u64 = 16;
/// Offset of the first digit.
pub const DIGITS: u64 = 24;
/// Bytes of an integer of one digit.
pub(crate) const ONE_DIGIT: u64 = DIGITS + 4;
/// Bits of a digit.
pub const SHIFT: u32 = 30;
const MASK: u32 = (1 << SHIFT) - 1;

pub(crate) fn lay_out(address: u64, value: i64) {
    write_digits(address, value < 0, &digits_of(value.unsigned_abs()));
}

fn digits_of(mut magnitude: u64) -> Vec<u32> {
    let mut digits = Vec::with_capacity(3);
    while magnitude > 0 {
        digits.push(magnitude as u32 & MASK);
        magnitude >>= SHIFT;
    }
    digits
}

fn write_digits(address: u64, negative: bool, digits: &[u32]) {
    let count = digits.len() as u64;
    let tag = if heap().profile().int_has_tag {
        let sign = if digits.is_empty() {
            1
        } else if negative {
            2
        } else {
            0
        };
        count << 3 | sign
    } else if negative {
        (count as i64).wrapping_neg() as u64
    } else {
        count
    };
    store(address + TAG, tag);
    store_u32(address + DIGITS, 0);
    for (index, &digit) in digits.iter().enumerate() {
        store_u32(address + DIGITS + 4 * index as u64, digit);
    }
}

/// An integer in a block with room for at least `room` digits.
fn allocate_digits(class: &Obj, negative: bool, digits: &[u32], room: u64) -> Obj {
    let count = room.max(digits.len() as u64).max(1);
    let size = if StaticType::Int.object().is(class) {
        DIGITS + 4 * count
    } else {
        super::types::size_with_items(class, count)
    };
    let int = allocate(class, size);
    write_digits(int.address(), negative, digits);
    int
}

/// [`from_i64`] in a block for `room` digits, if those are more than the value has.
pub fn from_i64_with_room(value: i64, room: u64) -> Obj {
    if room == 0 {
        return from_i64(value);
    }
    let class = StaticType::Int.object();
    statics::small_int(value).unwrap_or_else(|| {
        allocate_digits(&class, value < 0, &digits_of(value.unsigned_abs()), room)
    })
}

/// [`from_bigint`] in a block for `room` digits, if those are more than the value has.
pub fn from_bigint_with_room(value: &BigInt, room: u64) -> Obj {
    match value.to_i64() {
        Some(small) => from_i64_with_room(small, room),
        None => {
            let class = StaticType::Int.object();
            allocate_digits(&class, value.is_negative(), &digits_of_bigint(value), room)
        }
    }
}

/// The integer `value`; one shared object each from −5 to 256.
#[inline]
pub fn from_i64(value: i64) -> Obj {
    if let Some(shared) = statics::small_int(value) {
        return shared;
    }
    let magnitude = value.unsigned_abs();
    if magnitude <= u64::from(MASK) {
        let int = allocate(&StaticType::Int.object(), 28);
        write_digits(int.address(), value < 0, &[magnitude as u32]);
        return int;
    }
    allocate_digits(
        &StaticType::Int.object(),
        value < 0,
        &digits_of(magnitude),
        0,
    )
}

/// The integer `value`, of any size.
pub fn from_bigint(value: &BigInt) -> Obj {
    match value.to_i64() {
        Some(small) => from_i64(small),
        None => instance(&StaticType::Int.object(), value),
    }
}

/// A fresh instance of `class`, a subclass of int.
pub fn instance(class: &Obj, value: &BigInt) -> Obj {
    allocate_digits(class, value.is_negative(), &digits_of_bigint(value), 0)
}

fn digits_of_bigint(value: &BigInt) -> Vec<u32> {
    let mut digits = Vec::new();
    let mut carry = 0u64;
    let mut bits = 0;
    for part in value.magnitude().iter_u32_digits() {
        carry |= u64::from(part) << bits;
        bits += 32;
        while bits >= SHIFT {
            digits.push(carry as u32 & MASK);
            carry >>= SHIFT;
            bits -= SHIFT;
        }
    }
    if carry > 0 {
        digits.push(carry as u32);
    }
    while digits.last() == Some(&0) {
        digits.pop();
    }
    digits
}

/// How many digits the integer has, and whether it is negative.
fn read_tag(address: u64) -> (u64, bool) {
    let tag = load(address + TAG);
    if heap().profile().int_has_tag {
        (tag >> 3, tag & 3 == 2)
    } else {
        ((tag as i64).unsigned_abs(), (tag as i64) < 0)
    }
}

/// Bytes that the integer at this address needs, from the header on; its block may have room for more digits.
pub(crate) fn size_at(address: u64) -> u64 {
    DIGITS + 4 * read_tag(address).0.max(1)
}

/// Number of digits.
pub fn digit_count(int: &Obj) -> u64 {
    read_tag(expect(int, Layout::Int)).0
}

/// The value, if it fits.
#[inline]
pub fn to_i64(int: &Obj) -> Option<i64> {
    let address = expect(int, Layout::Int);
    let (count, negative) = read_tag(address);
    let digit = |index: u64| i128::from(load_u32(address + DIGITS + 4 * index));
    let magnitude = match count {
        0 => 0,
        1 => digit(0),
        2 => digit(0) | digit(1) << SHIFT,
        3 => digit(0) | digit(1) << SHIFT | digit(2) << (2 * SHIFT),
        _ => return None,
    };
    i64::try_from(if negative { -magnitude } else { magnitude }).ok()
}

/// The value.
pub fn to_bigint(int: &Obj) -> BigInt {
    if let Some(small) = to_i64(int) {
        return BigInt::from(small);
    }
    let address = int.address();
    let (count, negative) = read_tag(address);
    let mut parts = Vec::with_capacity(count as usize);
    let (mut carry, mut bits) = (0u64, 0);
    for index in 0..count {
        carry |= u64::from(load_u32(address + DIGITS + 4 * index)) << bits;
        bits += SHIFT;
        if bits >= 32 {
            parts.push(carry as u32);
            carry >>= 32;
            bits -= 32;
        }
    }
    parts.push(carry as u32);
    BigInt::from_slice(if negative { Sign::Minus } else { Sign::Plus }, &parts)
}
