//! How many digits arithmetic sets aside for a result before it knows the result.
//!
//! A sum may carry into one digit more, a product has at most the digits of both factors together; digits that
//! turn out to be zero are not given back, so the block stays larger than the value asks. Where both operands have
//! one digit, results are made to measure: 0 stands for that. Follows `x_add`, `x_sub`, `k_mul`, `long_bitwise`
//! and the shifts of `Objects/longobject.c`.

use num_bigint::{BigInt, BigUint};
use runtime::object::int::SHIFT;

/// Digits of an operand, and its sign.
#[derive(Clone, Copy)]
pub(crate) struct Operand {
    digits: u64,
    negative: bool,
}

impl Operand {
    /// Of an integer that fits the machine.
    pub fn of_i64(value: i64) -> Operand {
        Operand {
            digits: digits(64 - u64::from(value.unsigned_abs().leading_zeros())),
            negative: value < 0,
        }
    }

    /// Of any integer.
    pub fn of(value: &BigInt) -> Operand {
        Operand {
            digits: digits(value.bits()),
            negative: value.sign() == num_bigint::Sign::Minus,
        }
    }

    fn negated(self) -> Operand {
        Operand {
            negative: !self.negative,
            ..self
        }
    }
}

fn digits(bits: u64) -> u64 {
    bits.div_ceil(u64::from(SHIFT))
}

fn fit_one_digit(a: Operand, b: Operand) -> bool {
    a.digits <= 1 && b.digits <= 1
}

/// For `a + b`; `unlike` is the exclusive or of the magnitudes, which tells how much of them cancels.
pub(crate) fn sum(a: Operand, b: Operand, unlike: impl FnOnce() -> BigUint) -> u64 {
    let longest = a.digits.max(b.digits);
    if fit_one_digit(a, b) {
        0
    } else if a.negative == b.negative {
        longest + 1
    } else if a.digits != b.digits {
        longest
    } else {
        digits(unlike().bits())
    }
}

/// For `a - b`.
pub(crate) fn difference(a: Operand, b: Operand, unlike: impl FnOnce() -> BigUint) -> u64 {
    sum(a, b.negated(), unlike)
}

/// For `a * b`.
pub(crate) fn product(a: Operand, b: Operand) -> u64 {
    if fit_one_digit(a, b) {
        0
    } else {
        a.digits + b.digits
    }
}

/// An operator on bits.
#[derive(Clone, Copy)]
pub(crate) enum Bitwise {
    And,
    Or,
    Xor,
}

/// For `a & b`, `a | b`, `a ^ b`.
pub(crate) fn bitwise(op: Bitwise, a: Operand, b: Operand) -> u64 {
    if fit_one_digit(a, b) {
        return 0;
    }
    let (long, short) = if a.digits < b.digits { (b, a) } else { (a, b) };
    let (size, negative) = match (op, short.negative) {
        (Bitwise::And, true) => (long.digits, long.negative),
        (Bitwise::And, false) => (short.digits, false),
        (Bitwise::Or, true) => (short.digits, true),
        (Bitwise::Or, false) => (long.digits, long.negative),
        (Bitwise::Xor, short_negative) => (long.digits, long.negative != short_negative),
    };
    size + u64::from(negative)
}

/// For `a // b`: a divisor of one digit is divided by digit for digit.
pub(crate) fn quotient(a: Operand, b: Operand) -> u64 {
    if b.digits == 1 && a.digits > 1 {
        a.digits
    } else {
        0
    }
}

/// For `a % b`.
pub(crate) fn remainder(a: Operand, b: Operand) -> u64 {
    if b.digits > 1 && a.digits >= b.digits {
        b.digits
    } else {
        0
    }
}

/// For `a << count`.
pub(crate) fn shifted_left(a: Operand, count: u64) -> u64 {
    let (whole, part) = (count / u64::from(SHIFT), count % u64::from(SHIFT));
    if a.digits <= 1 && whole == 0 {
        0
    } else {
        a.digits + whole + u64::from(part > 0)
    }
}

/// For `a >> count`.
pub(crate) fn shifted_right(a: Operand, count: u64) -> u64 {
    a.digits.saturating_sub(count / u64::from(SHIFT))
}
