//! Views of keys and items as sets: `keys() & other` and its kin, comparison, `isdisjoint`.

use super::views::{contains, dict_of};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::types::arguments::{comparand, operands};
use crate::types::set as sets;
use crate::vm::Vm;
use runtime::object::set;
use runtime::{Obj, StaticType, statics};

/// A set of two operands.
type Operation = fn(&Vm, &Obj, &Obj) -> PyResult;

pub(super) fn install(vm: &Vm, class: StaticType) {
    Installer::for_type(vm, class)
        .method("__and__", |vm, args| {
            plain(vm, args, "__and__", intersection)
        })
        .method("__rand__", |vm, args| {
            reflected(vm, args, "__rand__", intersection)
        })
        .method("__or__", |vm, args| plain(vm, args, "__or__", union))
        .method("__ror__", |vm, args| reflected(vm, args, "__ror__", union))
        .method("__sub__", |vm, args| plain(vm, args, "__sub__", difference))
        .method("__rsub__", |vm, args| {
            reflected(vm, args, "__rsub__", difference)
        })
        .method("__xor__", |vm, args| {
            plain(vm, args, "__xor__", symmetric_difference)
        })
        .method("__rxor__", |vm, args| {
            reflected(vm, args, "__rxor__", symmetric_difference)
        })
        .method("isdisjoint", is_disjoint)
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge));
}

fn plain(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    let [other] = operands::<1>(vm, args, name)?;
    operation(vm, &args[0], other)
}

fn reflected(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    let [other] = operands::<1>(vm, args, name)?;
    operation(vm, other, &args[0])
}

fn is_set_view(object: &Obj) -> bool {
    StaticType::DictKeys.is_exact(object) || StaticType::DictItems.is_exact(object)
}

/// A set of the operand's items (`dictviews_to_set`).
fn to_set(vm: &Vm, operand: &Obj) -> PyResult {
    let result = set::new();
    if StaticType::DictKeys.is_exact(operand) {
        let dict = dict_of(operand);
        let source = if StaticType::Dict.is_exact(&dict) {
            &dict
        } else {
            operand
        };
        sets::update(vm, &result, source)?;
    } else {
        sets::update(vm, &result, operand)?;
    }
    Ok(result)
}

/// `_PyDictView_Intersect`
fn intersection(vm: &Vm, a: &Obj, b: &Obj) -> PyResult {
    let (mut view, mut other) = if is_set_view(a) { (a, b) } else { (b, a) };
    if sets::is_exact_set(other) && vm.len(view)? <= set::len(other) {
        return sets::intersection(vm, other, view);
    }
    if is_set_view(other) && vm.len(other)? > vm.len(view)? {
        (view, other) = (other, view);
    }
    let result = set::new();
    vm.for_each(other, |item| {
        if contains(vm, view, &item)? {
            vm.set_add(&result, &item)?;
        }
        Ok(())
    })?;
    Ok(result)
}

fn union(vm: &Vm, a: &Obj, b: &Obj) -> PyResult {
    let result = to_set(vm, a)?;
    sets::update(vm, &result, b)?;
    Ok(result)
}

fn difference(vm: &Vm, a: &Obj, b: &Obj) -> PyResult {
    let result = to_set(vm, a)?;
    sets::difference_update(vm, &result, b)?;
    Ok(result)
}

fn symmetric_difference(vm: &Vm, a: &Obj, b: &Obj) -> PyResult {
    let result = to_set(vm, a)?;
    sets::symmetric_difference_update(vm, &result, b)?;
    Ok(result)
}

/// `dictviews_isdisjoint`
fn is_disjoint(vm: &Vm, args: Args<'_>) -> PyResult {
    let [other] = args.rest().exactly::<1>(vm, "isdisjoint")?;
    let mut view = &args[0];
    let mut other = other;
    if view.is(other) {
        return Ok(statics::bool(vm.len(view)? == 0));
    }
    if (sets::is_any_set(other) || is_set_view(other)) && vm.len(other)? > vm.len(view)? {
        (view, other) = (other, view);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.contains(view, &item)? {
            return Ok(statics::false_());
        }
    }
    Ok(statics::true_())
}

/// `dictview_richcompare`: order is inclusion.
fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    let view = &args[0];
    if !sets::is_any_set(other) && !is_set_view(other) {
        return Ok(statics::not_implemented());
    }
    let (own, others) = (vm.len(view)?, vm.len(other)?);
    let answer = match op {
        CompareOp::Eq => own == others && all_contained(vm, view, other)?,
        CompareOp::Ne => !(own == others && all_contained(vm, view, other)?),
        CompareOp::Lt => own < others && all_contained(vm, view, other)?,
        CompareOp::Le => own <= others && all_contained(vm, view, other)?,
        CompareOp::Gt => own > others && all_contained(vm, other, view)?,
        CompareOp::Ge => own >= others && all_contained(vm, other, view)?,
    };
    Ok(statics::bool(answer))
}

fn all_contained(vm: &Vm, items: &Obj, container: &Obj) -> PyResult<bool> {
    let iterator = vm.iter(items)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.contains(container, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}
