//! `int` and `bool`: the methods of integers of any size.
//!
//! Follows `Objects/longobject.c` and `Objects/boolobject.c`.

mod arithmetic;
mod boolean;
mod bytes;
mod convert;
pub(crate) mod room;

pub(crate) use arithmetic::divide_to_double;
pub(crate) use convert::to_int;

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::protocol::compare::{hash_int, holds};
use crate::text::render;
use crate::text::spec::{Operand, Spec};
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};
use runtime::object::{int, size, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods of `int` and `bool`.
pub fn install(vm: &Vm) {
    let int = Installer::for_type(vm, StaticType::Int);
    int.new_function(convert::new)
        .method("__repr__", repr)
        .method("__hash__", hash)
        .method("__format__", format)
        .method("__sizeof__", size_of)
        .method("__bool__", truth)
        .method("__int__", plain)
        .method("__index__", plain)
        .method("__trunc__", plain)
        .method("__floor__", plain)
        .method("__ceil__", plain)
        .method("__float__", to_float)
        .method("__round__", round)
        .method("__getnewargs__", new_args);
    int.method("__lt__", |vm, args| {
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
    int.method("bit_length", bit_length)
        .method("bit_count", bit_count)
        .method("conjugate", conjugate)
        .method("as_integer_ratio", as_integer_ratio)
        .method("is_integer", is_integer)
        .method("to_bytes", bytes::to_bytes)
        .class_method("from_bytes", bytes::from_bytes);
    int.getset("real", exact, None)
        .getset("imag", |_vm, _int| Ok(int::from_i64(0)), None)
        .getset("numerator", exact, None)
        .getset("denominator", |_vm, _int| Ok(int::from_i64(1)), None);
    arithmetic::install(&int);
    boolean::install(vm);
}

/// An integer object, if there is room for its digits.
///
/// # Errors
/// `MemoryError` if there is not.
fn made(vm: &Vm, value: &BigInt) -> PyResult {
    need_bits(vm, value.bits())?;
    Ok(int::from_bigint(value))
}

/// [`made`], in a block for `room` digits; see [`room`].
///
/// # Errors
/// As there.
fn made_with_room(vm: &Vm, value: &BigInt, room: u64) -> PyResult {
    need_bits(vm, value.bits())?;
    Ok(int::from_bigint_with_room(value, room))
}

/// Asks for room for an integer of so many bits.
fn need_bits(vm: &Vm, bits: u64) -> PyResult<()> {
    vm.need_room(bits / 30 * 4)
}

/// The same integer as an exact `int`: itself, unless it is of a subclass.
fn exact(vm: &Vm, object: &Obj) -> PyResult {
    if StaticType::Int.is_exact(object) {
        Ok(object.clone())
    } else {
        made(vm, &int::to_bigint(object))
    }
}

/// The two integers of a binary slot; `None` if the other operand is no integer.
fn operands(vm: &Vm, args: Args<'_>, name: &str) -> PyResult<Option<(BigInt, BigInt)>> {
    let [other] = args.slot::<1>(vm, name)?;
    if !StaticType::Int.is_instance(&args[0]) || !StaticType::Int.is_instance(other) {
        return Ok(None);
    }
    Ok(Some((int::to_bigint(&args[0]), int::to_bigint(other))))
}

fn compare(vm: &Vm, args: Args<'_>, name: &str, op: CompareOp) -> PyResult {
    Ok(match operands(vm, args, name)? {
        Some((a, b)) => statics::bool(holds(op, a.cmp(&b))),
        None => statics::not_implemented(),
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    let text = crate::text::int::to_decimal(&int::to_bigint(&args[0]));
    // Also '0' to '9' are made anew, not the shared one-letter strings.
    text.map(|text| str::instance(&StaticType::Str.object(), &text))
        .map_err(|error| vm.text_error(error))
}

fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__hash__")?;
    Ok(int::from_i64(hash_int(&args[0])))
}

fn format(vm: &Vm, args: Args<'_>) -> PyResult {
    let [spec] = args.rest().exactly::<1>(vm, "int.__format__")?;
    let spec = format_spec(vm, spec)?;
    if spec.is_empty() {
        return vm.str(&args[0]);
    }
    let class = vm.type_name(&args[0]);
    let text = Spec::parse(&spec, Operand::Int, &class)
        .and_then(|spec| render::format_int(&int::to_bigint(&args[0]), &spec))
        .map_err(|error| vm.text_error(error))?;
    vm.need_room(text.len() as u64)?;
    Ok(str::new(&text))
}

/// The text of a format specification.
///
/// # Errors
/// `TypeError` if it is no `str`.
pub(super) fn format_spec(vm: &Vm, spec: &Obj) -> PyResult<String> {
    if StaticType::Str.is_instance(spec) {
        return Ok(str::to_string(spec));
    }
    let given = vm.type_name(spec);
    Err(vm.type_error(format!("__format__() argument must be str, not {given}")))
}

fn size_of(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "int.__sizeof__")?;
    Ok(int::from_i64(size::size_without_prefix(&args[0]) as i64))
}

fn truth(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__bool__")?;
    Ok(statics::bool(int::to_i64(&args[0]) != Some(0)))
}

fn plain(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__int__")?;
    exact(vm, &args[0])
}

fn conjugate(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "int.conjugate")?;
    exact(vm, &args[0])
}

fn to_float(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__float__")?;
    vm.to_f64(&args[0]).map(runtime::object::float::new)
}

fn new_args(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "int.__getnewargs__")?;
    Ok(tuple::new([exact(vm, &args[0])?]))
}

fn bit_length(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "int.bit_length")?;
    Ok(int::from_i64(int::to_bigint(&args[0]).bits() as i64))
}

fn bit_count(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "int.bit_count")?;
    Ok(int::from_i64(
        int::to_bigint(&args[0]).magnitude().count_ones() as i64,
    ))
}

fn as_integer_ratio(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "int.as_integer_ratio")?;
    Ok(tuple::new([exact(vm, &args[0])?, int::from_i64(1)]))
}

fn is_integer(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "int.is_integer")?;
    Ok(statics::true_())
}

/// `round(n, digits)`: with negative digits to the nearest multiple of a power of ten, a tie to the even
/// one (`int___round___impl`).
fn round(vm: &Vm, args: Args<'_>) -> PyResult {
    let digits = match args.rest().between(vm, "__round__", 0, 1)? {
        [] => return exact(vm, &args[0]),
        [digits, ..] => vm.index(digits)?,
    };
    let value = int::to_bigint(&args[0]);
    if !digits.is_negative() || value.is_zero() {
        return exact(vm, &args[0]);
    }
    // A value of so many bits has fewer decimal digits than that; half of a larger power is beyond it.
    let places = digits
        .magnitude()
        .to_u64()
        .filter(|&places| places <= value.bits());
    let Some(places) = places.and_then(|places| u32::try_from(places).ok()) else {
        return Ok(int::from_i64(0));
    };
    let unit = BigInt::from(10).pow(places);
    let beyond = arithmetic::remainder_to_nearest(&value, &unit);
    made(vm, &(value - beyond))
}
