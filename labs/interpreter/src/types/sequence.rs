//! What lists, tuples and the other sequences do alike: subscripts, order, repr.

use crate::error::PyResult;
use crate::native::Args;
use crate::opcode::CompareOp;
use crate::protocol::compare::holds;
use crate::vm::Vm;
use runtime::{Obj, StaticType, statics};

/// A sequence whose items are read by index, whatever happens to it meanwhile.
#[derive(Clone, Copy)]
pub struct Access {
    /// Present number of items.
    pub len: fn(&Obj) -> u64,
    /// The item at an index, if there is one.
    pub get: fn(&Obj, u64) -> Option<Obj>,
}

/// What stands in the brackets of a subscript.
pub enum Subscript {
    /// An integer, negative ones counting from the end.
    Index(i64),
    /// A slice.
    Slice,
}

/// Reads a subscript; `what` names the type in messages.
///
/// # Errors
/// `TypeError` if it is neither integer nor slice; `IndexError` if it is too large for any sequence.
pub fn subscript(vm: &Vm, what: &str, key: &Obj) -> PyResult<Subscript> {
    if StaticType::Int.is_instance(key) || vm.special(key, &vm.names.index).is_some() {
        return match vm.index_i64(key) {
            Ok(index) => Ok(Subscript::Index(index)),
            Err(raised) if raised.is(StaticType::OverflowError) => {
                let class = vm.type_name(key);
                Err(vm.index_error(format!("cannot fit '{class}' into an index-sized integer")))
            }
            Err(raised) => Err(raised),
        };
    }
    if StaticType::Slice.is_exact(key) {
        return Ok(Subscript::Slice);
    }
    let given = vm.type_name(key);
    Err(vm.type_error(format!(
        "{what} indices must be integers or slices, not {given}"
    )))
}

/// The optional `start` and `stop` of `index`, cut to a sequence of `len` items (`_PyEval_SliceIndexNotNone`).
///
/// # Errors
/// `TypeError` if one is no integer.
pub fn search_bounds(vm: &Vm, args: &[Obj], len: u64) -> PyResult<(u64, u64)> {
    let bound = |argument: Option<&Obj>, default: i64| -> PyResult<i64> {
        let Some(argument) = argument else {
            return Ok(default);
        };
        if !StaticType::Int.is_instance(argument) && vm.special(argument, &vm.names.index).is_none()
        {
            return Err(vm.type_error("slice indices must be integers or have an __index__ method"));
        }
        vm.index_clamped(argument)
    };
    let (start, stop) = (bound(args.first(), 0)?, bound(args.get(1), i64::MAX)?);
    let place = |index: i64| {
        let index = if index < 0 {
            index.saturating_add(len as i64)
        } else {
            index
        };
        index.max(0) as u64
    };
    Ok((place(start), place(stop)))
}

/// The first index in `start..stop` whose item equals `value`.
///
/// # Errors
/// What `__eq__` raised.
pub fn find(
    vm: &Vm,
    access: Access,
    sequence: &Obj,
    value: &Obj,
    start: u64,
    stop: u64,
) -> PyResult<Option<u64>> {
    let mut index = start;
    while index < stop {
        let Some(item) = (access.get)(sequence, index) else {
            break;
        };
        if vm.equal(&item, value)? {
            return Ok(Some(index));
        }
        vm.check_limits()?;
        index += 1;
    }
    Ok(None)
}

/// How many items equal `value`.
///
/// # Errors
/// What `__eq__` raised.
pub fn count(vm: &Vm, access: Access, sequence: &Obj, value: &Obj) -> PyResult<i64> {
    let (mut found, mut index) = (0, 0);
    while let Some(item) = (access.get)(sequence, index) {
        found += i64::from(vm.equal(&item, value)?);
        vm.check_limits()?;
        index += 1;
    }
    Ok(found)
}

/// `a op b` item by item: the first pair that differs decides, else the lengths do
/// (`list_richcompare` of `Objects/listobject.c`).
///
/// # Errors
/// What comparing items raised.
pub fn compare(vm: &Vm, access: Access, op: CompareOp, a: &Obj, b: &Obj) -> PyResult {
    let lengths = || (access.len)(a).cmp(&(access.len)(b));
    if matches!(op, CompareOp::Eq | CompareOp::Ne) && lengths().is_ne() {
        return Ok(statics::bool(op == CompareOp::Ne));
    }
    let mut index = 0;
    while let (Some(left), Some(right)) = ((access.get)(a, index), (access.get)(b, index)) {
        if !vm.equal(&left, &right)? {
            if index >= (access.len)(a).min((access.len)(b)) {
                break;
            }
            return match op {
                CompareOp::Eq => Ok(statics::false_()),
                CompareOp::Ne => Ok(statics::true_()),
                _ => vm.compare(op, &left, &right),
            };
        }
        vm.check_limits()?;
        index += 1;
    }
    Ok(statics::bool(holds(op, lengths())))
}

/// The reprs of the items, separated by commas.
///
/// # Errors
/// What `__repr__` raised; `MemoryError` if the text would not fit.
pub fn join_reprs(vm: &Vm, access: Access, sequence: &Obj) -> PyResult<String> {
    let mut text = String::new();
    let mut index = 0;
    while let Some(item) = (access.get)(sequence, index) {
        if index > 0 {
            text.push_str(", ");
        }
        push_repr(vm, &mut text, &item)?;
        index += 1;
    }
    Ok(text)
}

/// Appends the repr of an object.
///
/// # Errors
/// What `__repr__` raised; `MemoryError` if the text would not fit.
pub fn push_repr(vm: &Vm, text: &mut String, item: &Obj) -> PyResult<()> {
    let repr = vm.repr_text(item)?;
    vm.need_room((text.len() + repr.len()) as u64)?;
    text.push_str(&repr);
    vm.check_limits()
}

/// How often a sequence of `len` items is to be repeated, 0 for negative numbers; there is room for it.
///
/// # Errors
/// `TypeError` if `times` is no integer, `OverflowError` or `MemoryError` if the result would not fit.
pub fn repetitions(vm: &Vm, times: &Obj, len: u64) -> PyResult<u64> {
    if !StaticType::Int.is_instance(times) && vm.special(times, &vm.names.index).is_none() {
        let given = vm.type_name(times);
        return Err(vm.type_error(format!(
            "can't multiply sequence by non-int of type '{given}'"
        )));
    }
    let times = u64::try_from(vm.index_i64(times)?).unwrap_or(0);
    let bytes = times
        .checked_mul(len)
        .and_then(|items| items.checked_mul(8));
    vm.need_room(
        bytes
            .filter(|&bytes| bytes < i64::MAX as u64)
            .ok_or_else(|| vm.memory_error())?,
    )?;
    Ok(times)
}

/// The items, `times` over.
pub fn repeated(items: &[Obj], times: u64) -> impl ExactSizeIterator<Item = Obj> {
    let period = items.len();
    (0..period * times as usize).map(move |index| items[index % period].clone())
}

/// `reversed(sequence)` and the like need no argument.
///
/// # Errors
/// `TypeError` if there is one.
pub fn only_self<'a>(vm: &Vm, args: Args<'a>, name: &str) -> PyResult<&'a Obj> {
    args.rest().exactly::<0>(vm, name)?;
    Ok(&args.pos()[0])
}
