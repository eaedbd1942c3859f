//! Operators of sets: unlike the methods, they take sets only.

use super::algebra::{self, is_any_set};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::types::arguments::{comparand, operands};
use crate::vm::Vm;
use runtime::object::set;
use runtime::{Obj, StaticType, statics};

/// Computes from two sets.
type Operation = fn(&Vm, &Obj, &Obj) -> PyResult;

pub(super) fn install(vm: &Vm, class: StaticType) {
    Installer::for_type(vm, class)
        .method("__and__", |vm, args| {
            plain(vm, args, "__and__", algebra::intersection)
        })
        .method("__rand__", |vm, args| {
            reflected(vm, args, "__rand__", algebra::intersection)
        })
        .method("__or__", |vm, args| plain(vm, args, "__or__", union))
        .method("__ror__", |vm, args| reflected(vm, args, "__ror__", union))
        .method("__sub__", |vm, args| {
            plain(vm, args, "__sub__", algebra::difference)
        })
        .method("__rsub__", |vm, args| {
            reflected(vm, args, "__rsub__", algebra::difference)
        })
        .method("__xor__", |vm, args| {
            plain(vm, args, "__xor__", algebra::symmetric_difference)
        })
        .method("__rxor__", |vm, args| {
            reflected(vm, args, "__rxor__", algebra::symmetric_difference)
        })
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge));
}

pub(super) fn install_in_place(vm: &Vm) {
    Installer::for_type(vm, StaticType::Set)
        .method("__iand__", |vm, args| {
            in_place(vm, args, "__iand__", intersect)
        })
        .method("__ior__", |vm, args| {
            in_place(vm, args, "__ior__", algebra::update)
        })
        .method("__isub__", |vm, args| {
            in_place(vm, args, "__isub__", algebra::difference_update)
        })
        .method("__ixor__", |vm, args| {
            in_place(vm, args, "__ixor__", algebra::symmetric_difference_update)
        });
}

fn plain(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    let [other] = operands::<1>(vm, args, name)?;
    if is_any_set(other) {
        operation(vm, &args[0], other)
    } else {
        Ok(statics::not_implemented())
    }
}

fn reflected(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    let [other] = operands::<1>(vm, args, name)?;
    if is_any_set(other) {
        operation(vm, other, &args[0])
    } else {
        Ok(statics::not_implemented())
    }
}

fn in_place(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    operation: fn(&Vm, &Obj, &Obj) -> PyResult<()>,
) -> PyResult {
    let [other] = operands::<1>(vm, args, name)?;
    if !is_any_set(other) {
        return Ok(statics::not_implemented());
    }
    operation(vm, &args[0], other)?;
    Ok(args[0].clone())
}

fn union(vm: &Vm, a: &Obj, b: &Obj) -> PyResult {
    let result = algebra::plain_copy(vm, a)?;
    algebra::update(vm, &result, b)?;
    Ok(result)
}

fn intersect(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<()> {
    let common = algebra::intersection(vm, set, other)?;
    set::swap_bodies(set, &common);
    Ok(())
}

/// Order is inclusion (`set_richcompare`).
fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    let set = &args[0];
    if !is_any_set(other) {
        return Ok(statics::not_implemented());
    }
    let (own, others) = (set::len(set), set::len(other));
    let answer = match op {
        CompareOp::Eq => equal(vm, set, other)?,
        CompareOp::Ne => !equal(vm, set, other)?,
        CompareOp::Lt => own < others && algebra::is_subset(vm, set, other)?,
        CompareOp::Le => algebra::is_subset(vm, set, other)?,
        CompareOp::Gt => own > others && algebra::is_subset(vm, other, set)?,
        CompareOp::Ge => algebra::is_subset(vm, other, set)?,
    };
    Ok(statics::bool(answer))
}

fn equal(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<bool> {
    let hashes = [set::cached_hash(a), set::cached_hash(b)];
    if set::len(a) != set::len(b) || !hashes.contains(&-1) && hashes[0] != hashes[1] {
        return Ok(false);
    }
    algebra::is_subset(vm, a, b)
}
