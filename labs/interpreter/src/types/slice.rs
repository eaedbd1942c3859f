//! `slice`: start, stop and step of `a[start:stop:step]`.
//!
//! Follows `Objects/sliceobject.c`.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::types::arguments::new_class;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, Zero};
use runtime::object::fields::{self, slice};
use runtime::object::{int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::Slice)
        .new_function(new)
        .method("__repr__", repr)
        .method("__hash__", hash)
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge))
        .method("indices", indices)
        .getset(
            "start",
            |_, object| Ok(part(object, slice::START)),
            Some(read_only),
        )
        .getset(
            "stop",
            |_, object| Ok(part(object, slice::STOP)),
            Some(read_only),
        )
        .getset(
            "step",
            |_, object| Ok(part(object, slice::STEP)),
            Some(read_only),
        );
    fill_cache();
}

/// Makes a slice and drops it: what starts up before any program has left one for the next to use.
fn fill_cache() {
    drop(new_slice(statics::none(), statics::none(), statics::none()));
}

/// A new slice (`PySlice_New`).
pub fn new_slice(start: Obj, stop: Obj, step: Obj) -> Obj {
    let object = fields::new(&StaticType::Slice.object());
    for (field, value) in [
        (slice::START, start),
        (slice::STOP, stop),
        (slice::STEP, step),
    ] {
        fields::set(&object, field, Some(value));
    }
    object
}

fn part(object: &Obj, field: u64) -> Obj {
    fields::get(object, field).unwrap_or_else(statics::none)
}

fn parts(object: &Obj) -> Obj {
    tuple::new([slice::START, slice::STOP, slice::STEP].map(|field| part(object, field)))
}

fn read_only(vm: &Vm, _object: &Obj, _value: Option<Obj>) -> PyResult<()> {
    Err(vm.raise(StaticType::AttributeError, "readonly attribute"))
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    new_class(vm, args, StaticType::Slice)?;
    let given = args.rest().between(vm, "slice", 1, 3)?;
    let none = statics::none;
    Ok(match given {
        [start, stop, rest @ ..] => new_slice(
            start.clone(),
            stop.clone(),
            rest.first().cloned().unwrap_or_else(none),
        ),
        only => new_slice(none(), only.first().cloned().unwrap_or_else(none), none()),
    })
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    let mut texts = Vec::new();
    for field in [slice::START, slice::STOP, slice::STEP] {
        texts.push(vm.repr_text(&part(&args[0], field))?);
    }
    Ok(str::new(&format!("slice({})", texts.join(", "))))
}

/// Compares as the tuples of the parts do.
fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let [other] = args.slot::<1>(vm, op.symbol())?;
    if !StaticType::Slice.is_exact(other) {
        return Ok(statics::not_implemented());
    }
    if args[0].is(other) {
        return Ok(statics::bool(matches!(
            op,
            CompareOp::Eq | CompareOp::Le | CompareOp::Ge
        )));
    }
    vm.compare(op, &parts(&args[0]), &parts(other))
}

/// The hash of the parts, mixed as a tuple's but for the length (`slicehash`).
fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    const PRIME_1: u64 = 11400714785074694791;
    const PRIME_2: u64 = 14029467366897019727;
    const PRIME_5: u64 = 2870177450012600261;
    args.slot::<0>(vm, "__hash__")?;
    let mut accumulated = PRIME_5;
    for field in [slice::START, slice::STOP, slice::STEP] {
        let lane = vm.hash(&part(&args[0], field))? as u64;
        accumulated = accumulated
            .wrapping_add(lane.wrapping_mul(PRIME_2))
            .rotate_left(31)
            .wrapping_mul(PRIME_1);
    }
    Ok(int::from_i64(if accumulated == u64::MAX {
        1546275796
    } else {
        accumulated as i64
    }))
}

/// `slice.indices(len)`, for integers of any size (`_PySlice_GetLongIndices`).
fn indices(vm: &Vm, args: Args<'_>) -> PyResult {
    let object = &args[0];
    let [len] = args.rest().exactly::<1>(vm, "slice.indices")?;
    let len = vm.index(len)?;
    if len.is_negative() {
        return Err(vm.value_error("length should not be negative"));
    }
    let step = bound(vm, object, slice::STEP)?.unwrap_or_else(|| BigInt::from(1));
    if step.is_zero() {
        return Err(vm.value_error("slice step cannot be zero"));
    }
    let (low, high) = if step.is_negative() {
        (BigInt::from(-1), &len - 1)
    } else {
        (BigInt::zero(), len.clone())
    };
    let clip = |index: BigInt| {
        let index = if index.is_negative() {
            index + &len
        } else {
            index
        };
        index.clamp(low.clone(), high.clone())
    };
    let (first, last) = if step.is_negative() {
        (&high, &low)
    } else {
        (&low, &high)
    };
    let start = bound(vm, object, slice::START)?.map_or_else(|| first.clone(), clip);
    let stop = bound(vm, object, slice::STOP)?.map_or_else(|| last.clone(), clip);
    Ok(tuple::new(
        [start, stop, step].map(|value| int::from_bigint(&value)),
    ))
}

/// A part as an integer, unless it is `None`.
fn bound(vm: &Vm, object: &Obj, field: u64) -> PyResult<Option<BigInt>> {
    let value = part(object, field);
    if statics::is_none(&value) {
        return Ok(None);
    }
    if !StaticType::Int.is_instance(&value) && vm.special(&value, &vm.names.index).is_none() {
        return Err(
            vm.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    vm.index(&value).map(Some)
}
