//! Arithmetic of integers: the binary and unary operators.

use super::room::{self, Bitwise, Operand};
use super::{exact, made, made_with_room, need_bits, operands};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use num_bigint::{BigInt, BigUint, Sign};
use num_traits::{One, Signed, ToPrimitive, Zero};
use runtime::object::{float, int, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the operators.
pub(super) fn install(int: &Installer<'_>) {
    int.method("__add__", |vm, args| binary(vm, args, "__add__", add))
        .method("__radd__", |vm, args| reflected(vm, args, "__radd__", add))
        .method("__sub__", |vm, args| binary(vm, args, "__sub__", subtract))
        .method("__rsub__", |vm, args| {
            reflected(vm, args, "__rsub__", subtract)
        })
        .method("__mul__", |vm, args| binary(vm, args, "__mul__", multiply))
        .method("__rmul__", |vm, args| {
            reflected(vm, args, "__rmul__", multiply)
        })
        .method("__floordiv__", |vm, args| {
            binary(vm, args, "__floordiv__", floor_divide)
        })
        .method("__rfloordiv__", |vm, args| {
            reflected(vm, args, "__rfloordiv__", floor_divide)
        })
        .method("__mod__", |vm, args| binary(vm, args, "__mod__", remainder))
        .method("__rmod__", |vm, args| {
            reflected(vm, args, "__rmod__", remainder)
        })
        .method("__divmod__", |vm, args| {
            binary(vm, args, "__divmod__", divmod)
        })
        .method("__rdivmod__", |vm, args| {
            reflected(vm, args, "__rdivmod__", divmod)
        })
        .method("__truediv__", |vm, args| {
            binary(vm, args, "__truediv__", true_divide)
        })
        .method("__rtruediv__", |vm, args| {
            reflected(vm, args, "__rtruediv__", true_divide)
        });
    int.method("__lshift__", |vm, args| {
        binary(vm, args, "__lshift__", shift_left)
    })
    .method("__rlshift__", |vm, args| {
        reflected(vm, args, "__rlshift__", shift_left)
    })
    .method("__rshift__", |vm, args| {
        binary(vm, args, "__rshift__", shift_right)
    })
    .method("__rrshift__", |vm, args| {
        reflected(vm, args, "__rrshift__", shift_right)
    })
    .method("__and__", |vm, args| binary(vm, args, "__and__", and))
    .method("__rand__", |vm, args| reflected(vm, args, "__rand__", and))
    .method("__or__", |vm, args| binary(vm, args, "__or__", or))
    .method("__ror__", |vm, args| reflected(vm, args, "__ror__", or))
    .method("__xor__", |vm, args| binary(vm, args, "__xor__", xor))
    .method("__rxor__", |vm, args| reflected(vm, args, "__rxor__", xor));
    int.method("__pow__", pow)
        .method("__rpow__", reflected_pow)
        .method("__neg__", |vm, args| {
            unary(vm, args, "__neg__", |value| -value)
        })
        .method("__invert__", |vm, args| {
            unary(vm, args, "__invert__", |value| !value)
        })
        .method("__abs__", absolute)
        .method("__pos__", |vm, args| {
            args.slot::<0>(vm, "__pos__")?;
            exact(vm, &args[0])
        });
}

/// What an operator does with two integers.
pub(super) type Operation = fn(&Vm, &BigInt, &BigInt) -> PyResult;

pub(super) fn binary(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    match operands(vm, args, name)? {
        Some((a, b)) => operation(vm, &a, &b),
        None => Ok(statics::not_implemented()),
    }
}

fn reflected(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    match operands(vm, args, name)? {
        Some((a, b)) => operation(vm, &b, &a),
        None => Ok(statics::not_implemented()),
    }
}

fn unary(vm: &Vm, args: Args<'_>, name: &str, operation: fn(BigInt) -> BigInt) -> PyResult {
    args.slot::<0>(vm, name)?;
    made(vm, &operation(int::to_bigint(&args[0])))
}

/// An integer that is not negative is its own absolute value (`long_abs`).
fn absolute(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__abs__")?;
    match int::to_bigint(&args[0]) {
        value if value.is_negative() => made(vm, &value.abs()),
        _ => exact(vm, &args[0]),
    }
}

fn add(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    let room = room::sum(Operand::of(a), Operand::of(b), || unlike(a, b));
    made_with_room(vm, &(a + b), room)
}

fn subtract(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    let room = room::difference(Operand::of(a), Operand::of(b), || unlike(a, b));
    made_with_room(vm, &(a - b), room)
}

fn unlike(a: &BigInt, b: &BigInt) -> BigUint {
    a.magnitude() ^ b.magnitude()
}

fn multiply(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    need_bits(vm, a.bits().saturating_add(b.bits()))?;
    let room = room::product(Operand::of(a), Operand::of(b));
    made_with_room(vm, &(a * b), room)
}

pub(super) fn and(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    let room = room::bitwise(Bitwise::And, Operand::of(a), Operand::of(b));
    made_with_room(vm, &(a & b), room)
}

pub(super) fn or(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    let room = room::bitwise(Bitwise::Or, Operand::of(a), Operand::of(b));
    made_with_room(vm, &(a | b), room)
}

pub(super) fn xor(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    let room = room::bitwise(Bitwise::Xor, Operand::of(a), Operand::of(b));
    made_with_room(vm, &(a ^ b), room)
}

/// Quotient rounded down, and remainder with the sign of the divisor.
fn divide_floor(a: &BigInt, b: &BigInt) -> (BigInt, BigInt) {
    let (quotient, remainder) = (a / b, a % b);
    if !remainder.is_zero() && (remainder.is_negative() != b.is_negative()) {
        (quotient - 1, remainder + b)
    } else {
        (quotient, remainder)
    }
}

/// What is left of `a` beyond the nearest multiple of `unit`, which is above zero; of two multiples equally
/// near, the even one (`_PyLong_DivmodNear`).
pub(super) fn remainder_to_nearest(a: &BigInt, unit: &BigInt) -> BigInt {
    let (quotient, remainder) = divide_floor(a, unit);
    let twice: BigInt = &remainder * 2;
    let up = match twice.cmp(unit) {
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => quotient.bit(0),
        std::cmp::Ordering::Greater => true,
    };
    if up { remainder - unit } else { remainder }
}

fn floor_divide(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    if b.is_zero() {
        return Err(vm.raise(
            StaticType::ZeroDivisionError,
            "integer division or modulo by zero",
        ));
    }
    let room = room::quotient(Operand::of(a), Operand::of(b));
    made_with_room(vm, &divide_floor(a, b).0, room)
}

fn remainder(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    if b.is_zero() {
        return Err(vm.raise(StaticType::ZeroDivisionError, "integer modulo by zero"));
    }
    let room = room::remainder(Operand::of(a), Operand::of(b));
    made_with_room(vm, &divide_floor(a, b).1, room)
}

fn divmod(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    if b.is_zero() {
        return Err(vm.raise(
            StaticType::ZeroDivisionError,
            "integer division or modulo by zero",
        ));
    }
    let (quotient, remainder) = divide_floor(a, b);
    Ok(tuple::new([made(vm, &quotient)?, made(vm, &remainder)?]))
}

/// `a / b`, rounded once (`long_true_divide`).
fn true_divide(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    /// Integers up to this many bits are doubles without loss.
    const EXACT_BITS: u64 = 53;
    if b.is_zero() {
        return Err(vm.raise(StaticType::ZeroDivisionError, "division by zero"));
    }
    if a.bits() <= EXACT_BITS && b.bits() <= EXACT_BITS {
        let (a, b) = (
            a.to_f64().unwrap_or(f64::NAN),
            b.to_f64().unwrap_or(f64::NAN),
        );
        return Ok(float::new(a / b));
    }
    let quotient = divide_to_double(&a.abs(), &b.abs());
    if quotient.is_infinite() {
        return Err(vm.overflow_error("integer division result too large for a float"));
    }
    Ok(float::new(if a.is_negative() != b.is_negative() {
        -quotient
    } else {
        quotient
    }))
}

/// The double nearest to `a / b`, for `a` not below and `b` above zero; infinite if too large.
pub(crate) fn divide_to_double(a: &BigInt, b: &BigInt) -> f64 {
    /// Bits of a double's significand, and the exponent of its last bit when it is least.
    const MANTISSA_BITS: i64 = 53;
    const LEAST_EXPONENT: i64 = -1074;
    if a.is_zero() {
        return 0.0;
    }
    // The quotient lies in 2^(size-1) .. 2^(size+1).
    let size = a.bits() as i64 - b.bits() as i64;
    if size > 1025 {
        return f64::INFINITY;
    }
    if size < LEAST_EXPONENT - 2 {
        return 0.0;
    }
    // Two bits beyond the significand, so that one rounding decides.
    let shift = (size - MANTISSA_BITS - 1).max(LEAST_EXPONENT - 2);
    let (numerator, denominator) = if shift < 0 {
        (a << shift.unsigned_abs(), b.clone())
    } else {
        (a.clone(), b << shift.unsigned_abs())
    };
    let (whole, rest) = (&numerator / &denominator, &numerator % &denominator);
    let mut mantissa = whole.to_u64().unwrap_or(u64::MAX);
    // Bits to drop: what is beyond 53, and what lies below the least exponent.
    let width = 64 - i64::from(mantissa.leading_zeros());
    let dropped = (width - MANTISSA_BITS).max(LEAST_EXPONENT - shift).max(0) as u32;
    let (kept, lost) = (mantissa >> dropped, mantissa & ((1 << dropped) - 1));
    let half = if dropped == 0 {
        0
    } else {
        1u64 << (dropped - 1)
    };
    let up = dropped > 0 && (lost > half || lost == half && (!rest.is_zero() || kept & 1 == 1));
    mantissa = kept + u64::from(up);
    scale(mantissa as f64, shift + i64::from(dropped))
}

/// `value * 2**exponent`, exact where the result is a double (`ldexp`).
fn scale(value: f64, exponent: i64) -> f64 {
    let mut value = value;
    let mut left = exponent;
    while left != 0 {
        let step = left.clamp(-1000, 1000);
        value *= 2f64.powi(step as i32);
        left -= step;
    }
    value
}

fn shift_left(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    let Some(count) = shift_count(vm, a, b)? else {
        return Err(vm.overflow_error("too many digits in integer"));
    };
    need_bits(vm, a.bits().saturating_add(count))?;
    made_with_room(vm, &(a << count), room::shifted_left(Operand::of(a), count))
}

fn shift_right(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult {
    match shift_count(vm, a, b)? {
        Some(count) if count <= a.bits() => {
            let room = room::shifted_right(Operand::of(a), count);
            made_with_room(vm, &(a >> count), room)
        }
        _ => Ok(int::from_i64(if a.is_negative() { -1 } else { 0 })),
    }
}

/// How far to shift; `None` if it is more than any integer has bits. Zero is not shifted at all.
fn shift_count(vm: &Vm, a: &BigInt, b: &BigInt) -> PyResult<Option<u64>> {
    if b.is_negative() {
        return Err(vm.value_error("negative shift count"));
    }
    if a.is_zero() {
        return Ok(Some(0));
    }
    // 2^61 digits of 30 bits are the most that CPython can index.
    Ok(b.to_u64().filter(|count| count / 30 < 1 << 61))
}

fn pow(vm: &Vm, args: Args<'_>) -> PyResult {
    let (exponent, modulus) = pow_arguments(vm, args)?;
    power(vm, &args[0], exponent, modulus)
}

fn reflected_pow(vm: &Vm, args: Args<'_>) -> PyResult {
    let (base, modulus) = pow_arguments(vm, args)?;
    power(vm, base, &args[0], modulus)
}

fn pow_arguments<'a>(vm: &Vm, args: Args<'a>) -> PyResult<(&'a Obj, Option<&'a Obj>)> {
    args.no_keywords(vm, "wrapper __pow__")?;
    match args.values() {
        [_, other] => Ok((other, None)),
        [_, other, modulus] => Ok((
            other,
            Some(modulus).filter(|modulus| !statics::is_none(modulus)),
        )),
        values => Err(vm.type_error(match values.len() {
            1 => "expected at least 1 argument, got 0".to_owned(),
            count => format!("expected at most 2 arguments, got {}", count - 1),
        })),
    }
}

fn power(vm: &Vm, base: &Obj, exponent: &Obj, modulus: Option<&Obj>) -> PyResult {
    let is_int = |object: &Obj| StaticType::Int.is_instance(object);
    if !is_int(base) || !is_int(exponent) || modulus.is_some_and(|modulus| !is_int(modulus)) {
        return Ok(statics::not_implemented());
    }
    let (base_value, exponent_value) = (int::to_bigint(base), int::to_bigint(exponent));
    if let Some(modulus) = modulus {
        let result = power_modulo(vm, base_value, exponent_value, int::to_bigint(modulus))?;
        return made(vm, &result);
    }
    if exponent_value.is_negative() {
        let (base, exponent) = (vm.to_f64(base)?, vm.to_f64(exponent)?);
        return super::super::float::power(vm, base, exponent);
    }
    made(vm, &power_of(vm, &base_value, &exponent_value)?)
}

/// `base ** exponent` for an exponent not below zero, by squaring.
fn power_of(vm: &Vm, base: &BigInt, exponent: &BigInt) -> PyResult<BigInt> {
    if exponent.is_zero() || base.is_one() {
        return Ok(BigInt::one());
    }
    if base.is_zero() {
        return Ok(BigInt::zero());
    }
    if base.magnitude().is_one() {
        return Ok(if exponent.bit(0) {
            base.clone()
        } else {
            BigInt::one()
        });
    }
    let exponent = exponent.to_u64().ok_or_else(|| vm.memory_error())?;
    need_bits(vm, (base.bits() - 1).saturating_mul(exponent))?;
    let mut result = BigInt::one();
    for bit in (0..64 - exponent.leading_zeros()).rev() {
        vm.check_limits()?;
        result = &result * &result;
        if exponent >> bit & 1 == 1 {
            result *= base;
        }
    }
    Ok(result)
}

/// `pow(base, exponent, modulus)`, which has the sign of the modulus.
fn power_modulo(vm: &Vm, base: BigInt, exponent: BigInt, modulus: BigInt) -> PyResult<BigInt> {
    if modulus.is_zero() {
        return Err(vm.value_error("pow() 3rd argument cannot be 0"));
    }
    let magnitude = modulus.abs();
    let (base, exponent) = if exponent.is_negative() {
        let inverse = base
            .modinv(&magnitude)
            .ok_or_else(|| vm.value_error("base is not invertible for the given modulus"))?;
        (inverse, -exponent)
    } else {
        (base, exponent)
    };
    let result = base.modpow(&exponent, &magnitude);
    let result = divide_floor(&result, &magnitude).1;
    Ok(if modulus.sign() == Sign::Minus && !result.is_zero() {
        result + modulus
    } else {
        result
    })
}
