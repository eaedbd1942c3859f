//! `tuple` (`Objects/tupleobject.c`).

use super::arguments::{comparand, new_class, no_keywords_for, operands};
use super::iterators;
use super::sequence::{self, Access, Subscript, repeated, repetitions, subscript};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::vm::Vm;
use runtime::object::{int, str, tuple};
use runtime::{Obj, StaticType, statics};

const ACCESS: Access = Access {
    len: tuple::len,
    get: tuple::get,
};

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    let class = Installer::for_type(vm, StaticType::Tuple);
    class
        .new_function(new)
        .method("__len__", |vm, args| {
            operands::<0>(vm, args, "__len__")?;
            Ok(int::from_i64(tuple::len(&args[0]) as i64))
        })
        .method("__repr__", repr)
        .method("__hash__", |vm, args| {
            operands::<0>(vm, args, "__hash__")?;
            Ok(int::from_i64(vm.hash_tuple(&args[0])?))
        })
        .method("__iter__", |vm, args| {
            operands::<0>(vm, args, "__iter__")?;
            Ok(iterators::over(StaticType::TupleIterator, &args[0]))
        })
        .method("__contains__", |vm, args| {
            let [value] = operands::<1>(vm, args, "__contains__")?;
            let found = sequence::find(vm, ACCESS, &args[0], value, 0, u64::MAX)?;
            Ok(statics::bool(found.is_some()))
        })
        .method("__getitem__", get_item)
        .method("__add__", add)
        .method("__mul__", multiply)
        .method("__rmul__", multiply)
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge))
        .method("count", |vm, args| {
            let [value] = args.rest().exactly::<1>(vm, "tuple.count")?;
            Ok(int::from_i64(sequence::count(vm, ACCESS, &args[0], value)?))
        })
        .method("index", index);
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Tuple)?;
    no_keywords_for(vm, args, class, StaticType::Tuple)?;
    let iterable = Args::positional(args.rest().pos())
        .between(vm, "tuple", 0, 1)?
        .first();
    let exact = class.address() == StaticType::Tuple.address();
    let items = match iterable {
        Some(iterable) if exact && StaticType::Tuple.is_exact(iterable) => {
            return Ok(iterable.clone());
        }
        Some(iterable) => collect(vm, iterable)?,
        None => Vec::new(),
    };
    Ok(if exact {
        tuple::new(items)
    } else {
        tuple::instance(class, items)
    })
}

/// The items of an iterable, which is asked how many they may be (`PySequence_Tuple`).
fn collect(vm: &Vm, iterable: &Obj) -> PyResult<Vec<Obj>> {
    if StaticType::Tuple.is_exact(iterable) || StaticType::List.is_exact(iterable) {
        return vm.collect(iterable);
    }
    let iterator = vm.iter(iterable)?;
    let hint = vm.length_hint_or(iterable, 10)?;
    vm.need_room(hint.checked_mul(8).ok_or_else(|| vm.memory_error())?)?;
    vm.collect(&iterator)
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    operands::<0>(vm, args, "__repr__")?;
    let tuple = &args[0];
    if tuple::len(tuple) == 0 {
        return Ok(str::new("()"));
    }
    vm.repr_once(tuple, "(...)", || {
        let items = sequence::join_reprs(vm, ACCESS, tuple)?;
        let comma = if tuple::len(tuple) == 1 { "," } else { "" };
        Ok(format!("({items}{comma})"))
    })
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    if !StaticType::Tuple.is_instance(other) {
        return Ok(statics::not_implemented());
    }
    sequence::compare(vm, ACCESS, op, &args[0], other)
}

fn get_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let [key] = operands::<1>(vm, args, "__getitem__")?;
    let tuple = &args[0];
    match subscript(vm, "tuple", key)? {
        Subscript::Index(index) => {
            let place = vm.position(index, tuple::len(tuple), "tuple index out of range")?;
            tuple::get(tuple, place).ok_or_else(|| vm.index_error("tuple index out of range"))
        }
        Subscript::Slice => {
            let indices = vm.slice_indices(key, tuple::len(tuple))?;
            if indices.step == 1
                && indices.count == tuple::len(tuple)
                && StaticType::Tuple.is_exact(tuple)
            {
                return Ok(tuple.clone());
            }
            vm.need_room(8 * indices.count)?;
            let items: Vec<Obj> = indices
                .iter()
                .filter_map(|index| tuple::get(tuple, index))
                .collect();
            Ok(tuple::new(items))
        }
    }
}

fn add(vm: &Vm, args: Args<'_>) -> PyResult {
    let [other] = operands::<1>(vm, args, "__add__")?;
    let tuple = &args[0];
    if tuple::len(tuple) == 0 && StaticType::Tuple.is_exact(other) {
        return Ok(other.clone());
    }
    if !StaticType::Tuple.is_instance(other) {
        let given = vm.type_name(other);
        return Err(vm.type_error(format!(
            "can only concatenate tuple (not \"{given}\") to tuple"
        )));
    }
    if tuple::len(other) == 0 && StaticType::Tuple.is_exact(tuple) {
        return Ok(tuple.clone());
    }
    vm.need_room(8 * (tuple::len(tuple) + tuple::len(other)))?;
    let mut items = tuple::items(tuple);
    items.extend(tuple::items(other));
    Ok(tuple::new(items))
}

fn multiply(vm: &Vm, args: Args<'_>) -> PyResult {
    let [times] = operands::<1>(vm, args, "__mul__")?;
    let tuple = &args[0];
    let times = repetitions(vm, times, tuple::len(tuple))?;
    if (tuple::len(tuple) == 0 || times == 1) && StaticType::Tuple.is_exact(tuple) {
        return Ok(tuple.clone());
    }
    Ok(tuple::new(repeated(&tuple::items(tuple), times)))
}

fn index(vm: &Vm, args: Args<'_>) -> PyResult {
    let tuple = &args[0];
    let given = args.rest().between(vm, "index", 1, 3)?;
    let (start, stop) = sequence::search_bounds(vm, &given[1..], tuple::len(tuple))?;
    match sequence::find(vm, ACCESS, tuple, &given[0], start, stop)? {
        Some(index) => Ok(int::from_i64(index as i64)),
        None => Err(vm.value_error("tuple.index(x): x not in tuple")),
    }
}
