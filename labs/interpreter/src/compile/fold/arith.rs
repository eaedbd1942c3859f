//! The arithmetic of constants, within CPython's bounds
//! (`safe_multiply`, `safe_power`, `safe_lshift`, `safe_mod`).

use num_bigint::BigInt;
use num_traits::{Pow, Signed, ToPrimitive, Zero};

use crate::code::Const;
use crate::compile::ast::UnaryOp;
use crate::opcode::BinaryOp;
use crate::types::float::complex::quotient;

/// Bits of the largest integer that folding makes.
const MAX_INT_BITS: u64 = 128;
/// Items of the largest tuple, nested ones counted.
const MAX_COLLECTION_SIZE: usize = 256;
/// Characters of the longest string.
const MAX_STR_SIZE: usize = 4096;
/// The largest integers that floats hold without gaps.
const EXACT_FLOAT_BITS: u64 = 53;

/// `op value`, if it is folded.
pub(super) fn unary(op: UnaryOp, value: &Const) -> Option<Const> {
    match (op, number(value)) {
        (UnaryOp::Not, _) => Some(boolean(!value.is_true())),
        (UnaryOp::Invert, Some(Number::Int(int))) => Some(Const::Int(!int)),
        (UnaryOp::UAdd, Some(Number::Int(int))) => Some(Const::Int(int)),
        (UnaryOp::USub, Some(Number::Int(int))) => Some(Const::Int(-int)),
        (UnaryOp::UAdd, Some(Number::Float(float))) => Some(Const::Float(float)),
        (UnaryOp::USub, Some(Number::Float(float))) => Some(Const::Float(-float)),
        (UnaryOp::UAdd, Some(Number::Complex(re, im))) => Some(Const::Complex(re, im)),
        (UnaryOp::USub, Some(Number::Complex(re, im))) => Some(Const::Complex(-re, -im)),
        _ => None,
    }
}

/// `a op b`, if it is folded.
pub(super) fn binary(a: &Const, op: BinaryOp, b: &Const) -> Option<Const> {
    if let (Const::True | Const::False, Const::True | Const::False) = (a, b) {
        let (a, b) = (a.is_true(), b.is_true());
        match op {
            BinaryOp::And => return Some(boolean(a & b)),
            BinaryOp::Or => return Some(boolean(a | b)),
            BinaryOp::Xor => return Some(boolean(a ^ b)),
            _ => {}
        }
    }
    match (number(a), number(b)) {
        (Some(a), Some(b)) => numbers(a, op, b),
        (Some(Number::Int(count)), None) if op == BinaryOp::Multiply => repeat(b, &count),
        (None, Some(Number::Int(count))) if op == BinaryOp::Multiply => repeat(a, &count),
        (None, None) if op == BinaryOp::Add => concatenate(a, b),
        _ => None,
    }
}

/// `container[index]`, if it is folded.
pub(super) fn index(container: &Const, index: &Const) -> Option<Const> {
    let Some(Number::Int(index)) = number(index) else {
        return None;
    };
    let at = |len: usize| {
        let index = index.to_i64()?;
        let index = if index < 0 { index + len as i64 } else { index };
        usize::try_from(index).ok().filter(|index| *index < len)
    };
    match container {
        Const::Tuple(items) => Some(items[at(items.len())?].clone()),
        Const::Str(text) => {
            let character = text.chars().nth(at(text.chars().count())?)?;
            Some(Const::Str(character.to_string()))
        }
        Const::Bytes(bytes) => Some(Const::Int(bytes[at(bytes.len())?].into())),
        _ => None,
    }
}

enum Number {
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
}

/// A constant as a number; bools count as ints.
fn number(value: &Const) -> Option<Number> {
    match value {
        Const::True => Some(Number::Int(1.into())),
        Const::False => Some(Number::Int(0.into())),
        Const::Int(int) => Some(Number::Int(int.clone())),
        Const::Float(float) => Some(Number::Float(*float)),
        Const::Complex(re, im) => Some(Number::Complex(*re, *im)),
        _ => None,
    }
}

fn boolean(value: bool) -> Const {
    if value { Const::True } else { Const::False }
}

fn numbers(a: Number, op: BinaryOp, b: Number) -> Option<Const> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => ints(a, op, b),
        (Number::Int(a), Number::Float(b)) => floats(exact(&a)?, op, b),
        (Number::Float(a), Number::Int(b)) => floats(a, op, exact(&b)?),
        (Number::Float(a), Number::Float(b)) => floats(a, op, b),
        (Number::Complex(re, im), b) => complexes((re, im), op, as_complex(b)?),
        (a, Number::Complex(re, im)) => complexes(as_complex(a)?, op, (re, im)),
    }
}

/// An integer as a float, if the float is exact.
fn exact(int: &BigInt) -> Option<f64> {
    if int.bits() <= EXACT_FLOAT_BITS {
        int.to_f64()
    } else {
        None
    }
}

fn as_complex(value: Number) -> Option<(f64, f64)> {
    match value {
        Number::Int(int) => Some((exact(&int)?, 0.0)),
        Number::Float(float) => Some((float, 0.0)),
        Number::Complex(re, im) => Some((re, im)),
    }
}

fn ints(a: BigInt, op: BinaryOp, b: BigInt) -> Option<Const> {
    let folded = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::Multiply => {
            if !a.is_zero() && !b.is_zero() && a.bits() + b.bits() > MAX_INT_BITS {
                return None;
            }
            a * b
        }
        BinaryOp::TrueDivide => return floats(exact(&a)?, op, exact(&b)?),
        BinaryOp::FloorDivide => floor_divide(&a, &b)?.0,
        BinaryOp::Remainder => floor_divide(&a, &b)?.1,
        BinaryOp::Power if b.is_negative() => return floats(exact(&a)?, op, exact(&b)?),
        BinaryOp::Power => {
            let exponent = b.to_u32()?;
            if a.bits().checked_mul(exponent.into())? > MAX_INT_BITS {
                return None;
            }
            a.pow(exponent)
        }
        BinaryOp::Lshift => {
            let shift = b.to_u64()?;
            if shift > MAX_INT_BITS || (!a.is_zero() && a.bits() + shift > MAX_INT_BITS) {
                return None;
            }
            a << shift
        }
        BinaryOp::Rshift => {
            if b.is_negative() {
                return None;
            }
            match b.to_u64() {
                Some(shift) => a >> shift,
                None if a.is_negative() => (-1).into(),
                None => 0.into(),
            }
        }
        _ => return None,
    };
    Some(Const::Int(folded))
}

/// The quotient rounded down and a remainder with the divisor's sign.
fn floor_divide(a: &BigInt, b: &BigInt) -> Option<(BigInt, BigInt)> {
    if b.is_zero() {
        return None;
    }
    let (quotient, remainder) = (a / b, a % b);
    if !remainder.is_zero() && remainder.is_negative() != b.is_negative() {
        return Some((quotient - 1, remainder + b));
    }
    Some((quotient, remainder))
}

fn floats(a: f64, op: BinaryOp, b: f64) -> Option<Const> {
    let divides = matches!(
        op,
        BinaryOp::TrueDivide | BinaryOp::FloorDivide | BinaryOp::Remainder
    );
    if divides && b == 0.0 {
        return None;
    }
    let folded = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Subtract => a - b,
        BinaryOp::Multiply => a * b,
        BinaryOp::TrueDivide => a / b,
        BinaryOp::FloorDivide => float_divmod(a, b).0,
        BinaryOp::Remainder => float_divmod(a, b).1,
        BinaryOp::Power => {
            let zero_to_negative = a == 0.0 && b < 0.0;
            let complex_result = a < 0.0 && b.is_finite() && b.fract() != 0.0;
            let power = a.powf(b);
            let overflow = power.is_infinite() && a.is_finite() && b.is_finite();
            if zero_to_negative || complex_result || overflow {
                return None;
            }
            power
        }
        _ => return None,
    };
    Some(Const::Float(folded))
}

/// Quotient rounded down and remainder with the divisor's sign
/// (`_float_div_mod` in `Objects/floatobject.c`).
fn float_divmod(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(a / b), remainder);
    }
    let floor = quotient.floor();
    (
        if quotient - floor > 0.5 {
            floor + 1.0
        } else {
            floor
        },
        remainder,
    )
}

fn complexes(a: (f64, f64), op: BinaryOp, b: (f64, f64)) -> Option<Const> {
    match op {
        BinaryOp::Add => Some(Const::Complex(a.0 + b.0, a.1 + b.1)),
        BinaryOp::Subtract => Some(Const::Complex(a.0 - b.0, a.1 - b.1)),
        BinaryOp::Multiply => Some(Const::Complex(a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)),
        BinaryOp::TrueDivide if b != (0.0, 0.0) => {
            let (real, imaginary) = quotient(a, b);
            Some(Const::Complex(real, imaginary))
        }
        _ => None,
    }
}

fn concatenate(a: &Const, b: &Const) -> Option<Const> {
    match (a, b) {
        (Const::Str(a), Const::Str(b)) => Some(Const::Str(format!("{a}{b}"))),
        (Const::Bytes(a), Const::Bytes(b)) => Some(Const::Bytes([&a[..], b].concat())),
        (Const::Tuple(a), Const::Tuple(b)) => Some(Const::Tuple([&a[..], b].concat())),
        _ => None,
    }
}

fn repeat(sequence: &Const, count: &BigInt) -> Option<Const> {
    let count = if count.is_negative() {
        0
    } else {
        count.to_usize()?
    };
    let fits = |len: usize, limit: usize| len == 0 || count <= limit / len;
    match sequence {
        Const::Str(text) if fits(text.chars().count(), MAX_STR_SIZE) => {
            Some(Const::Str(text.repeat(count)))
        }
        Const::Bytes(bytes) if fits(bytes.len(), MAX_STR_SIZE) => {
            Some(Const::Bytes(bytes.repeat(count)))
        }
        Const::Tuple(items) if fits(items.len(), MAX_COLLECTION_SIZE) => {
            let size = tuple_size(items).checked_mul(count)?;
            let copies = || {
                std::iter::repeat_n(items, count)
                    .flatten()
                    .cloned()
                    .collect()
            };
            (size <= MAX_COLLECTION_SIZE).then(|| Const::Tuple(copies()))
        }
        _ => None,
    }
}

/// The items of a tuple and of the tuples within it.
fn tuple_size(items: &[Const]) -> usize {
    let size = |item: &Const| match item {
        Const::Tuple(items) => 1 + tuple_size(items),
        _ => 1,
    };
    items.iter().map(size).sum()
}
