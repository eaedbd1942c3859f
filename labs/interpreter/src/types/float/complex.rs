//! `complex`: as much of it as shows that it is a number of two doubles.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::protocol::compare::hash_float;
use crate::text::float::{parse_float, repr_complex};
use crate::vm::Vm;
use runtime::object::{float, int, str};
use runtime::{Obj, StaticType, statics};

type Pair = (f64, f64);

/// Names the methods of `complex`.
pub(super) fn install(vm: &Vm) {
    let complex = Installer::for_type(vm, StaticType::Complex);
    complex
        .new_function(new)
        .method("__repr__", |vm, args| {
            args.slot::<0>(vm, "__repr__")?;
            let (real, imaginary) = float::complex_value(&args[0]);
            Ok(str::new(&repr_complex(real, imaginary)))
        })
        .method("__hash__", hash)
        .method("__bool__", |vm, args| {
            args.slot::<0>(vm, "__bool__")?;
            Ok(statics::bool(float::complex_value(&args[0]) != (0.0, 0.0)))
        })
        .method("__eq__", |vm, args| equal(vm, args, "__eq__", true))
        .method("__ne__", |vm, args| equal(vm, args, "__ne__", false))
        .method("__add__", |vm, args| binary(vm, args, "__add__", add))
        .method("__radd__", |vm, args| binary(vm, args, "__radd__", add))
        .method("__sub__", |vm, args| binary(vm, args, "__sub__", subtract))
        .method("__rsub__", |vm, args| {
            binary(vm, args, "__rsub__", |vm, a, b| subtract(vm, b, a))
        })
        .method("__mul__", |vm, args| binary(vm, args, "__mul__", multiply))
        .method("__rmul__", |vm, args| {
            binary(vm, args, "__rmul__", multiply)
        })
        .method("__truediv__", |vm, args| {
            binary(vm, args, "__truediv__", divide)
        })
        .method("__rtruediv__", |vm, args| {
            binary(vm, args, "__rtruediv__", |vm, a, b| divide(vm, b, a))
        })
        .method("__pow__", |vm, args| pow(vm, args, power))
        .method("__rpow__", |vm, args| {
            pow(vm, args, |vm, a, b| power(vm, b, a))
        })
        .method("__complex__", |vm, args| itself(vm, args, "__complex__"))
        .method("__neg__", |vm, args| {
            unary(vm, args, "__neg__", |(a, b)| (-a, -b))
        })
        .method("__pos__", |vm, args| itself(vm, args, "__pos__"))
        .method("__abs__", absolute)
        .method("conjugate", |vm, args| {
            unary(vm, args, "conjugate", |(a, b)| (a, -b))
        })
        .getset(
            "real",
            |_vm, complex| Ok(float::new(float::complex_value(complex).0)),
            None,
        )
        .getset(
            "imag",
            |_vm, complex| Ok(float::new(float::complex_value(complex).1)),
            None,
        );
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let [real, imaginary] = args.rest().bind(vm, "complex", ["real", "imag"], 2, 0)?;
    let mut sum = (0.0, 0.0);
    if let (Some(real), None) = (real, imaginary)
        && StaticType::Complex.is_exact(real)
        && StaticType::Complex.object().is(&args[0])
    {
        return Ok(real.clone());
    }
    if let Some(real) = real {
        sum = match StaticType::Str.is_instance(real) {
            true if imaginary.is_some() => {
                return Err(vm.type_error("complex() can't take second arg if first is a string"));
            }
            true => parse(&str::to_string(real))
                .ok_or_else(|| vm.value_error("complex() arg is a malformed string"))?,
            false => number(vm, real, "first argument must be a string or a number")?,
        };
    }
    if let Some(imaginary) = imaginary {
        if StaticType::Str.is_instance(imaginary) {
            return Err(vm.type_error("complex() second arg can't be a string"));
        }
        let (a, b) = number(vm, imaginary, "second argument must be a number")?;
        // Parts that were not given are not added: that would lose the sign of a zero.
        if StaticType::Complex.is_instance(imaginary) {
            sum.0 -= b;
        }
        let real_is_complex = real.is_some_and(|real| StaticType::Complex.is_instance(real));
        sum.1 = if real_is_complex { sum.1 + a } else { a };
    }
    Ok(float::complex_instance(&args[0], sum.0, sum.1))
}

/// Reads `1+2j`, `2j`, `1` or one of these in parentheses.
fn parse(text: &str) -> Option<Pair> {
    let text = text.trim();
    let inner = text
        .strip_prefix('(')
        .and_then(|rest| rest.strip_suffix(')'));
    let text = inner.unwrap_or(text).trim();
    let Some(body) = text.strip_suffix(['j', 'J']) else {
        return Some((parse_float(text)?, 0.0));
    };
    let sign = body
        .char_indices()
        .rev()
        .find(|&(at, sign)| matches!(sign, '+' | '-') && !body[..at].ends_with(['e', 'E']));
    let (real, imaginary) = body.split_at(sign.map_or(0, |(at, _)| at));
    let real = if real.is_empty() {
        0.0
    } else {
        parse_float(real)?
    };
    let imaginary = match imaginary {
        "" | "+" => 1.0,
        "-" => -1.0,
        digits => parse_float(digits)?,
    };
    Some((real, imaginary))
}

fn number(vm: &Vm, object: &Obj, wanted: &str) -> PyResult<Pair> {
    if let Some(pair) = pair(vm, object)? {
        return Ok(pair);
    }
    if vm.special(object, &vm.names.float).is_some()
        || vm.special(object, &vm.names.index).is_some()
    {
        return Ok((vm.to_f64(object)?, 0.0));
    }
    let given = vm.type_name(object);
    Err(vm.type_error(format!("complex() {wanted}, not '{given}'")))
}

/// A number as complex; `None` if it is none.
fn pair(vm: &Vm, object: &Obj) -> PyResult<Option<Pair>> {
    if StaticType::Complex.is_instance(object) {
        return Ok(Some(float::complex_value(object)));
    }
    Ok(super::operand(vm, object)?.map(|real| (real, 0.0)))
}

fn new_complex((real, imaginary): Pair) -> Obj {
    float::new_complex(real, imaginary)
}

fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__hash__")?;
    let (real, imaginary) = float::complex_value(&args[0]);
    let (real, imaginary) = (hash_float(real, &args[0]), hash_float(imaginary, &args[0]));
    let hash = real.wrapping_add(imaginary.wrapping_mul(1_000_003));
    Ok(int::from_i64(if hash == -1 { -2 } else { hash }))
}

fn equal(vm: &Vm, args: Args<'_>, name: &str, wanted: bool) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    let value = float::complex_value(&args[0]);
    if StaticType::Int.is_instance(other) {
        let same = value.1 == 0.0 && vm.equal(&float::new(value.0), other)?;
        return Ok(statics::bool(same == wanted));
    }
    Ok(match pair(vm, other)? {
        Some(other) => statics::bool((value == other) == wanted),
        None => statics::not_implemented(),
    })
}

fn binary(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    operation: fn(&Vm, Pair, Pair) -> PyResult,
) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    match pair(vm, other)? {
        Some(other) => operation(vm, float::complex_value(&args[0]), other),
        None => Ok(statics::not_implemented()),
    }
}

/// An exact complex is the answer itself (`complex_pos`, `complex___complex___impl`).
fn itself(vm: &Vm, args: Args<'_>, name: &str) -> PyResult {
    args.slot::<0>(vm, name)?;
    Ok(match StaticType::Complex.is_exact(&args[0]) {
        true => args[0].clone(),
        false => new_complex(float::complex_value(&args[0])),
    })
}

fn unary(vm: &Vm, args: Args<'_>, name: &str, operation: fn(Pair) -> Pair) -> PyResult {
    args.slot::<0>(vm, name)?;
    Ok(new_complex(operation(float::complex_value(&args[0]))))
}

fn add(_vm: &Vm, a: Pair, b: Pair) -> PyResult {
    Ok(new_complex((a.0 + b.0, a.1 + b.1)))
}

fn subtract(_vm: &Vm, a: Pair, b: Pair) -> PyResult {
    Ok(new_complex((a.0 - b.0, a.1 - b.1)))
}

fn multiply(_vm: &Vm, a: Pair, b: Pair) -> PyResult {
    Ok(new_complex(product(a, b)))
}

fn product(a: Pair, b: Pair) -> Pair {
    (a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)
}

fn divide(vm: &Vm, a: Pair, b: Pair) -> PyResult {
    if b == (0.0, 0.0) {
        return Err(vm.raise(StaticType::ZeroDivisionError, "complex division by zero"));
    }
    Ok(new_complex(quotient(a, b)))
}

/// Divides by the larger part first, so that nothing overflows on the way (`_Py_c_quot`).
pub(crate) fn quotient(a: Pair, b: Pair) -> Pair {
    if b.0.abs() >= b.1.abs() {
        let ratio = b.1 / b.0;
        let scale = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / scale, (a.1 - a.0 * ratio) / scale)
    } else {
        let ratio = b.0 / b.1;
        let scale = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / scale, (a.1 * ratio - a.0) / scale)
    }
}

fn pow(vm: &Vm, args: Args<'_>, operation: fn(&Vm, Pair, Pair) -> PyResult) -> PyResult {
    match args.values() {
        [_, _, modulus] if !statics::is_none(modulus) => Err(vm.value_error("complex modulo")),
        [this, other, ..] => binary(
            vm,
            Args::positional(&[this.clone(), other.clone()]),
            "__pow__",
            operation,
        ),
        _ => binary(vm, args, "__pow__", operation),
    }
}

fn power(vm: &Vm, base: Pair, exponent: Pair) -> PyResult {
    /// Whole exponents up to here are taken by multiplying.
    const MOST_MULTIPLIED: f64 = 100.0;
    let (whole, imaginary) = exponent;
    if base == (0.0, 0.0) && exponent != (0.0, 0.0) && (imaginary != 0.0 || whole < 0.0) {
        let message = "0.0 to a negative or complex power";
        return Err(vm.raise(StaticType::ZeroDivisionError, message));
    }
    let is_small = imaginary == 0.0 && whole.fract() == 0.0 && whole.abs() <= MOST_MULTIPLIED;
    let result = if is_small {
        whole_power(base, whole as i64)
    } else {
        general_power(base, exponent)
    };
    if result.0.is_infinite() || result.1.is_infinite() {
        return Err(vm.overflow_error("complex exponentiation"));
    }
    Ok(new_complex(result))
}

/// By squaring (`c_powi`).
fn whole_power(base: Pair, exponent: i64) -> Pair {
    let mut left = exponent.unsigned_abs();
    let (mut result, mut square) = ((1.0, 0.0), base);
    while left > 0 {
        if left & 1 == 1 {
            result = product(result, square);
        }
        square = product(square, square);
        left >>= 1;
    }
    if exponent > 0 {
        result
    } else {
        quotient((1.0, 0.0), result)
    }
}

/// By length and angle (`_Py_c_pow`).
fn general_power(base: Pair, exponent: Pair) -> Pair {
    if exponent == (0.0, 0.0) {
        return (1.0, 0.0);
    }
    if base == (0.0, 0.0) {
        return (0.0, 0.0);
    }
    let (distance, turn) = (base.0.hypot(base.1), base.1.atan2(base.0));
    let (mut length, mut angle) = (distance.powf(exponent.0), turn * exponent.0);
    if exponent.1 != 0.0 {
        length *= (-turn * exponent.1).exp();
        angle += exponent.1 * distance.ln();
    }
    (length * angle.cos(), length * angle.sin())
}

/// A negative number to a power that is no integer, as `float_pow` hands it on.
pub(super) fn power_of_negative(base: f64, exponent: f64) -> Obj {
    new_complex(general_power((base, 0.0), (exponent, 0.0)))
}

fn absolute(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__abs__")?;
    let (real, imaginary) = float::complex_value(&args[0]);
    Ok(float::new(real.hypot(imaginary)))
}
