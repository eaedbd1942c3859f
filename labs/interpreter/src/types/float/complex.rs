//! `complex`: as much of it as shows that it is a number of two doubles.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::protocol::compare::hash_float;
use crate::text::float::repr_complex;
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
        .method("__rsub__", |vm, args| binary(vm, args, "__rsub__", |vm, a, b| subtract(vm, b, a)))
        .method("__mul__", |vm, args| binary(vm, args, "__mul__", multiply))
        .method("__rmul__", |vm, args| binary(vm, args, "__rmul__", multiply))
        .method("__truediv__", |vm, args| binary(vm, args, "__truediv__", divide))
        .method("__rtruediv__", |vm, args| binary(vm, args, "__rtruediv__", |vm, a, b| divide(vm, b, a)))
        .method("__neg__", |vm, args| unary(vm, args, "__neg__", |(a, b)| (-a, -b)))
        .method("__pos__", |vm, args| unary(vm, args, "__pos__", |pair| pair))
        .method("__abs__", absolute)
        .method("conjugate", |vm, args| unary(vm, args, "conjugate", |(a, b)| (a, -b)))
        .getset("real", |_vm, complex| Ok(float::new(float::complex_value(complex).0)), None)
        .getset("imag", |_vm, complex| Ok(float::new(float::complex_value(complex).1)), None);
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let [real, imaginary] = args.rest().bind(vm, "complex", ["real", "imag"], 2, 0)?;
    let mut sum = (0.0, 0.0);
    if let Some(real) = real {
        sum = number(vm, real)?;
    }
    if let Some(imaginary) = imaginary {
        let (a, b) = number(vm, imaginary)?;
        sum = (sum.0 - b, sum.1 + a);
    }
    Ok(float::new_complex(sum.0, sum.1))
}

fn number(vm: &Vm, object: &Obj) -> PyResult<Pair> {
    match pair(vm, object)? {
        Some(pair) => Ok(pair),
        None if vm.special(object, &vm.names.float).is_some() => Ok((vm.to_f64(object)?, 0.0)),
        None => {
            let given = vm.type_name(object);
            let message = format!("complex() first argument must be a string or a number, not '{given}'");
            Err(vm.type_error(message))
        }
    }
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

fn binary(vm: &Vm, args: Args<'_>, name: &str, operation: fn(&Vm, Pair, Pair) -> PyResult) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    match pair(vm, other)? {
        Some(other) => operation(vm, float::complex_value(&args[0]), other),
        None => Ok(statics::not_implemented()),
    }
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
    Ok(new_complex((a.0 * b.0 - a.1 * b.1, a.0 * b.1 + a.1 * b.0)))
}

/// Divides by the larger part first, so that nothing overflows on the way (`_Py_c_quot`).
fn divide(vm: &Vm, a: Pair, b: Pair) -> PyResult {
    if b == (0.0, 0.0) {
        return Err(vm.raise(StaticType::ZeroDivisionError, "complex division by zero"));
    }
    Ok(new_complex(if b.0.abs() >= b.1.abs() {
        let ratio = b.1 / b.0;
        let scale = b.0 + b.1 * ratio;
        ((a.0 + a.1 * ratio) / scale, (a.1 - a.0 * ratio) / scale)
    } else {
        let ratio = b.0 / b.1;
        let scale = b.0 * ratio + b.1;
        ((a.0 * ratio + a.1) / scale, (a.1 * ratio - a.0) / scale)
    }))
}

fn absolute(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__abs__")?;
    let (real, imaginary) = float::complex_value(&args[0]);
    Ok(float::new(real.hypot(imaginary)))
}

/// A negative number to a power that is no integer (`_Py_c_pow`).
pub(super) fn power_of_negative(base: f64, exponent: f64) -> Obj {
    let (length, angle) = (base.abs().powf(exponent), std::f64::consts::PI * exponent);
    new_complex((length * angle.cos(), length * angle.sin()))
}
