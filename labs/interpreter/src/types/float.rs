//! `float` and `complex`: the methods of floating-point numbers.
//!
//! Follows `Objects/floatobject.c`.

mod arithmetic;
pub(crate) mod complex;
mod hex;

pub(crate) use arithmetic::power;

use super::int::format_spec;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::protocol::compare::{hash_float, holds};
use crate::text::spec::{Operand, Spec};
use crate::text::{TextError, float as text, render};
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{FromPrimitive, ToPrimitive};
use runtime::object::{bytes, float, int, str, tuple};
use runtime::{Obj, StaticType, statics};
use std::cmp::Ordering;

/// Names the methods of `float` and `complex`.
pub fn install(vm: &Vm) {
    let float = Installer::for_type(vm, StaticType::Float);
    float
        .new_function(new)
        .method("__repr__", repr)
        .method("__hash__", hash)
        .method("__format__", format)
        .method("__bool__", |vm, args| {
            args.slot::<0>(vm, "__bool__")?;
            Ok(statics::bool(float::value(&args[0]) != 0.0))
        })
        .method("__float__", |vm, args| {
            args.slot::<0>(vm, "__float__")?;
            Ok(exact(&args[0]))
        })
        .method("__int__", |vm, args| {
            whole(vm, args, "__int__", |value| value)
        })
        .method("__trunc__", |vm, args| {
            whole(vm, args, "__trunc__", |value| value)
        })
        .method("__floor__", |vm, args| {
            whole(vm, args, "__floor__", f64::floor)
        })
        .method("__ceil__", |vm, args| {
            whole(vm, args, "__ceil__", f64::ceil)
        })
        .method("__round__", round)
        .method("__getnewargs__", |vm, args| {
            args.rest().exactly::<0>(vm, "float.__getnewargs__")?;
            Ok(tuple::new([exact(&args[0])]))
        });
    float
        .method("__lt__", |vm, args| {
            compare(vm, args, "__lt__", CompareOp::Lt)
        })
        .method("__le__", |vm, args| {
            compare(vm, args, "__le__", CompareOp::Le)
        })
        .method("__eq__", |vm, args| {
            compare(vm, args, "__eq__", CompareOp::Eq)
        })
        .method("__ne__", |vm, args| {
            compare(vm, args, "__ne__", CompareOp::Ne)
        })
        .method("__gt__", |vm, args| {
            compare(vm, args, "__gt__", CompareOp::Gt)
        })
        .method("__ge__", |vm, args| {
            compare(vm, args, "__ge__", CompareOp::Ge)
        });
    float
        .method("is_integer", |vm, args| {
            args.rest().exactly::<0>(vm, "float.is_integer")?;
            let value = float::value(&args[0]);
            Ok(statics::bool(value.is_finite() && value.fract() == 0.0))
        })
        .method("conjugate", |vm, args| {
            args.rest().exactly::<0>(vm, "float.conjugate")?;
            Ok(exact(&args[0]))
        })
        .method("as_integer_ratio", as_integer_ratio)
        .method("hex", hex::hex)
        .class_method("fromhex", hex::from_hex)
        .getset("real", |_vm, float| Ok(exact(float)), None)
        .getset("imag", |_vm, _float| Ok(float::new(0.0)), None);
    arithmetic::install(&float);
    complex::install(vm);
}

/// The same number as an exact `float`: itself, unless it is of a subclass.
fn exact(object: &Obj) -> Obj {
    if StaticType::Float.is_exact(object) {
        object.clone()
    } else {
        float::new(float::value(object))
    }
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = &args[0];
    let value = match args.rest().between(vm, "float", 0, 1)? {
        [] => float::new(0.0),
        [value, ..] => to_float(vm, value)?,
    };
    if StaticType::Float.object().is(class) {
        return Ok(value);
    }
    Ok(float::instance(class, float::value(&value)))
}

/// `float(x)` for numbers and text (`PyNumber_Float`).
fn to_float(vm: &Vm, value: &Obj) -> PyResult {
    if StaticType::Float.is_exact(value) {
        return Ok(value.clone());
    }
    if StaticType::Str.is_instance(value) {
        let number = str::to_string(value);
        let parsed = text::parse_float(&number).ok_or_else(|| text::not_a_float(&number));
        return parsed.map(float::new).map_err(|error| vm.text_error(error));
    }
    if StaticType::Bytes.is_instance(value) || StaticType::ByteArray.is_instance(value) {
        let data = bytes::to_vec(value);
        let parsed = std::str::from_utf8(&data).ok().and_then(text::parse_float);
        return match parsed {
            Some(number) => Ok(float::new(number)),
            None => {
                let shown = vm.repr_text(value)?;
                Err(vm.value_error(format!("could not convert string to float: {shown}")))
            }
        };
    }
    let is_number = StaticType::Float.is_instance(value)
        || vm.special(value, &vm.names.float).is_some()
        || vm.special(value, &vm.names.index).is_some();
    if !is_number {
        let given = vm.type_name(value);
        return Err(vm.type_error(format!(
            "float() argument must be a string or a real number, not '{given}'"
        )));
    }
    vm.to_f64(value).map(float::new)
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    Ok(str::new(&text::repr_float(float::value(&args[0]))))
}

fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__hash__")?;
    Ok(int::from_i64(hash_float(float::value(&args[0]), &args[0])))
}

fn format(vm: &Vm, args: Args<'_>) -> PyResult {
    let [spec] = args.rest().exactly::<1>(vm, "float.__format__")?;
    let spec = format_spec(vm, spec)?;
    if spec.is_empty() {
        return vm.str(&args[0]);
    }
    let class = vm.type_name(&args[0]);
    let text = Spec::parse(&spec, Operand::Float, &class)
        .and_then(|spec| render::format_float_spec(float::value(&args[0]), &spec));
    text.map(|text| str::new(&text))
        .map_err(|error| vm.text_error(error))
}

fn whole(vm: &Vm, args: Args<'_>, name: &str, round: fn(f64) -> f64) -> PyResult {
    args.slot::<0>(vm, name)?;
    integer(vm, text::float_to_int(round(float::value(&args[0]))))
}

fn integer(vm: &Vm, value: Result<BigInt, TextError>) -> PyResult {
    value
        .map(|value| int::from_bigint(&value))
        .map_err(|error| vm.text_error(error))
}

fn round(vm: &Vm, args: Args<'_>) -> PyResult {
    let value = float::value(&args[0]);
    match args.rest().between(vm, "__round__", 0, 1)? {
        [digits, ..] if !statics::is_none(digits) => {
            let digits = vm.index_clamped(digits)?;
            text::round_float(value, digits)
                .map(float::new)
                .map_err(|error| vm.text_error(error))
        }
        _ => integer(vm, text::round_to_int(value)),
    }
}

fn as_integer_ratio(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "float.as_integer_ratio")?;
    let value = float::value(&args[0]);
    if value.is_infinite() {
        return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
    }
    if value.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    let (mantissa, exponent, negative) = parts(value);
    let (mut numerator, mut denominator) = (BigInt::from(mantissa), BigInt::from(1));
    if exponent >= 0 {
        numerator <<= exponent;
    } else {
        let shared = i64::from(mantissa.trailing_zeros()).min(-exponent);
        numerator = if mantissa == 0 {
            numerator
        } else {
            numerator >> shared
        };
        let left = if mantissa == 0 { 0 } else { -exponent - shared };
        denominator <<= left;
    }
    let numerator = if negative { -numerator } else { numerator };
    Ok(tuple::new([
        int::from_bigint(&numerator),
        int::from_bigint(&denominator),
    ]))
}

/// A finite double as `mantissa * 2**exponent`, and whether it is negative.
fn parts(value: f64) -> (u64, i64, bool) {
    const MANTISSA: u64 = (1 << 52) - 1;
    let bits = value.to_bits();
    let (field, fraction) = ((bits >> 52 & 0x7ff) as i64, bits & MANTISSA);
    let (mantissa, exponent) = if field == 0 {
        (fraction, -1074)
    } else {
        (fraction | 1 << 52, field - 1075)
    };
    (mantissa, exponent, value.is_sign_negative())
}

fn compare(vm: &Vm, args: Args<'_>, name: &str, op: CompareOp) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    let value = float::value(&args[0]);
    let order = if StaticType::Float.is_instance(other) {
        value.partial_cmp(&float::value(other))
    } else if StaticType::Int.is_instance(other) {
        compare_with_int(value, other)
    } else {
        return Ok(statics::not_implemented());
    };
    Ok(statics::bool(
        order.map_or(op == CompareOp::Ne, |order| holds(op, order)),
    ))
}

/// The exact order of a double and an integer; `None` for a NaN.
fn compare_with_int(value: f64, other: &Obj) -> Option<Ordering> {
    /// Integers up to here are doubles without loss.
    const EXACT: i64 = 1 << 53;
    if let Some(small) = int::to_i64(other).filter(|small| (-EXACT..=EXACT).contains(small)) {
        return value.partial_cmp(&(small as f64));
    }
    match BigInt::from_f64(value.trunc()) {
        Some(whole) => {
            let order = whole.cmp(&int::to_bigint(other));
            Some(order.then_with(|| value.fract().total_cmp(&0.0_f64.copysign(value))))
        }
        None => value.partial_cmp(&0.0),
    }
}

/// The double that a number stands for beside a float; `None` if it is neither float nor int.
fn operand(vm: &Vm, object: &Obj) -> PyResult<Option<f64>> {
    if StaticType::Float.is_instance(object) {
        return Ok(Some(float::value(object)));
    }
    if !StaticType::Int.is_instance(object) {
        return Ok(None);
    }
    match int::to_bigint(object)
        .to_f64()
        .filter(|value| value.is_finite())
    {
        Some(value) => Ok(Some(value)),
        None => Err(vm.overflow_error("int too large to convert to float")),
    }
}
