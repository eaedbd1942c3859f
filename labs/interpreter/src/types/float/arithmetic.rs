//! Arithmetic of floats.

use super::{exact, operand};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::{float, tuple};
use runtime::{StaticType, statics};

type Operation = fn(&Vm, f64, f64) -> PyResult;

/// Names the operators.
pub(super) fn install(float: &Installer<'_>) {
    float
        .method("__add__", |vm, args| binary(vm, args, "__add__", add))
        .method("__radd__", |vm, args| reflected(vm, args, "__radd__", add))
        .method("__sub__", |vm, args| binary(vm, args, "__sub__", subtract))
        .method("__rsub__", |vm, args| {
            reflected(vm, args, "__rsub__", subtract)
        })
        .method("__mul__", |vm, args| binary(vm, args, "__mul__", multiply))
        .method("__rmul__", |vm, args| {
            reflected(vm, args, "__rmul__", multiply)
        })
        .method("__truediv__", |vm, args| {
            binary(vm, args, "__truediv__", divide)
        })
        .method("__rtruediv__", |vm, args| {
            reflected(vm, args, "__rtruediv__", divide)
        })
        .method("__floordiv__", |vm, args| {
            binary(vm, args, "__floordiv__", floor_divide)
        })
        .method("__rfloordiv__", |vm, args| {
            reflected(vm, args, "__rfloordiv__", floor_divide)
        })
        .method("__mod__", |vm, args| binary(vm, args, "__mod__", modulo))
        .method("__rmod__", |vm, args| {
            reflected(vm, args, "__rmod__", modulo)
        })
        .method("__divmod__", |vm, args| {
            binary(vm, args, "__divmod__", divmod)
        })
        .method("__rdivmod__", |vm, args| {
            reflected(vm, args, "__rdivmod__", divmod)
        })
        .method("__pow__", |vm, args| pow(vm, args, power))
        .method("__rpow__", |vm, args| {
            pow(vm, args, |vm, a, b| power(vm, b, a))
        })
        .method("__neg__", |vm, args| {
            unary(vm, args, "__neg__", |value| -value)
        })
        .method("__abs__", |vm, args| unary(vm, args, "__abs__", f64::abs))
        .method("__pos__", |vm, args| {
            args.slot::<0>(vm, "__pos__")?;
            Ok(exact(&args[0]))
        });
}

fn binary(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    match operand(vm, other)? {
        Some(other) => operation(vm, float::value(&args[0]), other),
        None => Ok(statics::not_implemented()),
    }
}

fn reflected(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    match operand(vm, other)? {
        Some(other) => operation(vm, other, float::value(&args[0])),
        None => Ok(statics::not_implemented()),
    }
}

fn unary(vm: &Vm, args: Args<'_>, name: &str, operation: fn(f64) -> f64) -> PyResult {
    args.slot::<0>(vm, name)?;
    Ok(float::new(operation(float::value(&args[0]))))
}

fn add(_vm: &Vm, a: f64, b: f64) -> PyResult {
    Ok(float::new(a + b))
}

fn subtract(_vm: &Vm, a: f64, b: f64) -> PyResult {
    Ok(float::new(a - b))
}

fn multiply(_vm: &Vm, a: f64, b: f64) -> PyResult {
    Ok(float::new(a * b))
}

fn divide(vm: &Vm, a: f64, b: f64) -> PyResult {
    if b == 0.0 {
        return Err(vm.raise(StaticType::ZeroDivisionError, "float division by zero"));
    }
    Ok(float::new(a / b))
}

/// Quotient rounded down and remainder with the sign of the divisor (`_float_div_mod`); `b` is not zero.
fn divide_floor(a: f64, b: f64) -> (f64, f64) {
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder != 0.0 {
        if (b < 0.0) != (remainder < 0.0) {
            remainder += b;
            quotient -= 1.0;
        }
    } else {
        remainder = 0.0_f64.copysign(b);
    }
    if quotient == 0.0 {
        return (0.0_f64.copysign(a / b), remainder);
    }
    let mut whole = quotient.floor();
    if quotient - whole > 0.5 {
        whole += 1.0;
    }
    (whole, remainder)
}

fn floor_divide(vm: &Vm, a: f64, b: f64) -> PyResult {
    if b == 0.0 {
        return Err(vm.raise(
            StaticType::ZeroDivisionError,
            "float floor division by zero",
        ));
    }
    Ok(float::new(divide_floor(a, b).0))
}

fn modulo(vm: &Vm, a: f64, b: f64) -> PyResult {
    if b == 0.0 {
        return Err(vm.raise(StaticType::ZeroDivisionError, "float modulo"));
    }
    let remainder = a % b;
    Ok(float::new(if remainder == 0.0 {
        0.0_f64.copysign(b)
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder + b
    } else {
        remainder
    }))
}

fn divmod(vm: &Vm, a: f64, b: f64) -> PyResult {
    if b == 0.0 {
        return Err(vm.raise(StaticType::ZeroDivisionError, "float divmod()"));
    }
    let (quotient, remainder) = divide_floor(a, b);
    Ok(tuple::new([float::new(quotient), float::new(remainder)]))
}

fn pow(vm: &Vm, args: Args<'_>, operation: Operation) -> PyResult {
    args.no_keywords(vm, "wrapper __pow__")?;
    let other = match args.values() {
        [_, other] => other,
        [_, other, modulus] if statics::is_none(modulus) => other,
        [_, _, _] => {
            return Err(
                vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")
            );
        }
        values => {
            let (word, bound) = if values.len() < 2 {
                ("least", "1 argument")
            } else {
                ("most", "2 arguments")
            };
            let given = values.len() - 1;
            return Err(vm.type_error(format!("expected at {word} {bound}, got {given}")));
        }
    };
    match operand(vm, other)? {
        Some(other) => operation(vm, float::value(&args[0]), other),
        None => Ok(statics::not_implemented()),
    }
}

/// `base ** exponent` of doubles; complex for a negative base and a fraction (`float_pow`).
///
/// # Errors
/// `ZeroDivisionError` for zero to a negative power, `OverflowError` for a result out of range.
pub(crate) fn power(vm: &Vm, base: f64, exponent: f64) -> PyResult {
    if exponent == 0.0 || base == 1.0 {
        return Ok(float::new(1.0));
    }
    if base == 0.0 && exponent < 0.0 {
        let message = "0.0 cannot be raised to a negative power";
        return Err(vm.raise(StaticType::ZeroDivisionError, message));
    }
    let is_plain = base.is_finite() && exponent.is_finite();
    if is_plain && base < 0.0 && exponent.fract() != 0.0 {
        return Ok(super::complex::power_of_negative(base, exponent));
    }
    let result = base.powf(exponent);
    if is_plain && result.is_infinite() {
        let args = tuple::new([
            runtime::object::int::from_i64(34),
            runtime::object::str::new("Numerical result out of range"),
        ]);
        return Err(crate::Raised(
            vm.exception_with_args(&StaticType::OverflowError.object(), args),
        ));
    }
    Ok(float::new(result))
}
