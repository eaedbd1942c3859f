//! Floats in base 16: `float.hex` and `float.fromhex`, which lose nothing.

use super::parts;
use crate::error::PyResult;
use crate::native::Args;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Num, Zero};
use runtime::object::{float, str};
use runtime::{Obj, StaticType};

pub(super) fn hex(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "float.hex")?;
    let value = float::value(&args[0]);
    if !value.is_finite() {
        return vm.repr(&args[0]);
    }
    let (mantissa, exponent, negative) = parts(value);
    let sign = if negative { "-" } else { "" };
    if mantissa == 0 {
        return Ok(str::new(&format!("{sign}0x0.0p+0")));
    }
    let (whole, fraction) = (mantissa >> 52, mantissa & ((1 << 52) - 1));
    let exponent = exponent + 52;
    Ok(str::new(&format!(
        "{sign}0x{whole}.{fraction:013x}p{exponent:+}"
    )))
}

pub(super) fn from_hex(vm: &Vm, args: Args<'_>) -> PyResult {
    let [text] = args.rest().exactly::<1>(vm, "float.fromhex")?;
    if !StaticType::Str.is_instance(text) {
        return Err(vm.type_error("bad argument type for built-in operation"));
    }
    let text = str::to_string(text);
    let value = match parse(text.trim()) {
        Parsed::Value(value) => value,
        Parsed::Invalid => {
            return Err(vm.value_error("invalid hexadecimal floating-point string"));
        }
        Parsed::TooLarge => {
            return Err(vm.overflow_error("hexadecimal value too large to represent as a float"));
        }
    };
    finish(vm, &args[0], value)
}

fn finish(vm: &Vm, class: &Obj, value: f64) -> PyResult {
    let value = float::new(value);
    if StaticType::Float.object().is(class) {
        Ok(value)
    } else {
        vm.call_with(class, &[value])
    }
}

enum Parsed {
    Value(f64),
    Invalid,
    TooLarge,
}

fn parse(text: &str) -> Parsed {
    let (negative, body) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let signed = |value: f64| Parsed::Value(if negative { -value } else { value });
    match body.to_ascii_lowercase().as_str() {
        "inf" | "infinity" => return signed(f64::INFINITY),
        "nan" => return signed(f64::NAN),
        _ => {}
    }
    let body = body
        .strip_prefix("0x")
        .or_else(|| body.strip_prefix("0X"))
        .unwrap_or(body);
    let (digits, exponent) = match body.split_once(['p', 'P']) {
        Some((digits, exponent)) => match exponent.parse::<i64>() {
            Ok(exponent) => (digits, exponent),
            Err(_) => return Parsed::Invalid,
        },
        None => (body, 0),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let joined = format!("{whole}{fraction}");
    if joined.is_empty() || !joined.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return Parsed::Invalid;
    }
    let Ok(mantissa) = BigInt::from_str_radix(&joined, 16) else {
        return Parsed::Invalid;
    };
    if mantissa.is_zero() {
        return signed(0.0);
    }
    let exponent = exponent.saturating_sub(4 * fraction.len() as i64);
    let value = scaled(&mantissa, exponent);
    if value.is_infinite() {
        Parsed::TooLarge
    } else {
        signed(value)
    }
}

/// `mantissa * 2**exponent`, rounded once.
fn scaled(mantissa: &BigInt, exponent: i64) -> f64 {
    let top = (mantissa.bits() as i64).saturating_add(exponent);
    if top > 1025 {
        return f64::INFINITY;
    }
    if top < -1080 {
        return 0.0;
    }
    if exponent >= 0 {
        return crate::types::int::divide_to_double(&(mantissa << exponent), &BigInt::from(1));
    }
    crate::types::int::divide_to_double(mantissa, &(BigInt::from(1) << exponent.unsigned_abs()))
}
