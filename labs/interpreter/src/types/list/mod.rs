//! `list` (`Objects/listobject.c`).

mod slices;
mod sort;

use super::arguments::{comparand, new_class, operands, ssize};
use super::iterators;
use super::sequence::{self, Access, Subscript, only_self, repeated, repetitions, subscript};
use crate::error::{PyResult, Raised};
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::vm::Vm;
use runtime::object::{int, list, str, tuple};
use runtime::{Obj, StaticType, heap, statics};

const ACCESS: Access = Access {
    len: list::len,
    get: list::get,
};

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    let class = Installer::for_type(vm, StaticType::List);
    class
        .new_function(new)
        .unhashable()
        .method("__init__", init)
        .method("__len__", |vm, args| {
            operands::<0>(vm, args, "__len__")?;
            Ok(int::from_i64(list::len(&args[0]) as i64))
        })
        .method("__repr__", repr)
        .method("__iter__", |vm, args| {
            operands::<0>(vm, args, "__iter__")?;
            Ok(iterators::over(StaticType::ListIterator, &args[0]))
        })
        .method("__reversed__", |vm, args| {
            let list = only_self(vm, args, "list.__reversed__")?;
            let class = StaticType::ListReverseIterator.object();
            Ok(iterators::backwards(&class, list, list::len(list)))
        })
        .method("__contains__", contains)
        .method("__getitem__", get_item)
        .method("__setitem__", set_item)
        .method("__delitem__", delete_item)
        .method("__add__", add)
        .method("__iadd__", add_in_place)
        .method("__mul__", multiply)
        .method("__rmul__", multiply)
        .method("__imul__", multiply_in_place)
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge));
    class
        .method("append", append)
        .method("clear", |vm, args| {
            drop_backwards(list::take_all(only_self(vm, args, "list.clear")?));
            Ok(statics::none())
        })
        .method("copy", |vm, args| {
            let list = only_self(vm, args, "list.copy")?;
            vm.need_room(8 * list::len(list))?;
            Ok(list::new(list::items(list)))
        })
        .method("count", |vm, args| {
            let [value] = args.rest().exactly::<1>(vm, "list.count")?;
            Ok(int::from_i64(sequence::count(vm, ACCESS, &args[0], value)?))
        })
        .method("extend", |vm, args| {
            let [iterable] = args.rest().exactly::<1>(vm, "list.extend")?;
            extend(vm, &args[0], iterable)?;
            Ok(statics::none())
        })
        .method("index", index)
        .method("insert", insert)
        .method("pop", pop)
        .method("remove", remove)
        .method("reverse", reverse)
        .method("sort", sort::sort);
}

/// Gives items back from the last to the first, as a list does when it ends.
fn drop_backwards(mut items: Vec<Obj>) {
    while let Some(item) = items.pop() {
        drop(item);
    }
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    Ok(list::instance(new_class(vm, args, StaticType::List)?))
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    let list = &args[0];
    let class = list.class();
    if StaticType::List.is_exact(list)
        || vm
            .type_lookup(&class, &vm.names.new)
            .is_some_and(|new| StaticType::BuiltinFunction.is_exact(&new))
    {
        args.no_keywords(vm, "list")?;
    }
    let iterable = Args::positional(args.rest().pos())
        .between(vm, "list", 0, 1)?
        .first();
    drop_backwards(list::take_all(list));
    if let Some(iterable) = iterable {
        extend(vm, list, iterable)?;
    }
    Ok(statics::none())
}

/// Appends all items of an iterable (`list_extend`).
///
/// # Errors
/// What iterating raised; the items before that stay appended.
pub fn extend(vm: &Vm, list: &Obj, iterable: &Obj) -> PyResult<()> {
    if StaticType::List.is_exact(iterable)
        || StaticType::Tuple.is_exact(iterable)
        || iterable.is(list)
    {
        vm.need_room(8 * vm.len(iterable)?)?;
        let items = if StaticType::Tuple.is_exact(iterable) {
            tuple::items(iterable)
        } else {
            list::items(iterable)
        };
        list::extend(list, items);
        return Ok(());
    }
    let iterator = vm.iter(iterable)?;
    let hint = vm.length_hint_or(iterable, 8)?;
    vm.need_room(hint.checked_mul(8).ok_or_else(|| vm.memory_error())?)?;
    if is_table(iterable) && heap().profile().list_grows_for_tables {
        list::grow_for(list, hint);
    } else {
        list::reserve(list, hint);
    }
    while let Some(item) = vm.next(&iterator)? {
        list::push(list, item);
    }
    list::trim(list);
    Ok(())
}

/// Whether the object is a dict, a view of one, or a set, whose items `list_extend` of 3.13 copies itself.
fn is_table(iterable: &Obj) -> bool {
    [
        StaticType::Dict,
        StaticType::DictKeys,
        StaticType::DictValues,
        StaticType::DictItems,
        StaticType::Set,
        StaticType::FrozenSet,
    ]
    .iter()
    .any(|class| class.is_exact(iterable))
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    operands::<0>(vm, args, "__repr__")?;
    let list = &args[0];
    if list::len(list) == 0 {
        return Ok(str::new("[]"));
    }
    vm.repr_once(list, "[...]", || {
        Ok(format!("[{}]", sequence::join_reprs(vm, ACCESS, list)?))
    })
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    if !StaticType::List.is_instance(other) {
        return Ok(statics::not_implemented());
    }
    sequence::compare(vm, ACCESS, op, &args[0], other)
}

fn contains(vm: &Vm, args: Args<'_>) -> PyResult {
    let [value] = operands::<1>(vm, args, "__contains__")?;
    let found = sequence::find(vm, ACCESS, &args[0], value, 0, u64::MAX)?;
    Ok(statics::bool(found.is_some()))
}

fn get_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let [key] = operands::<1>(vm, args, "__getitem__")?;
    let list = &args[0];
    match subscript(vm, "list", key)? {
        Subscript::Index(index) => {
            let place = if index < 0 {
                index.saturating_add(list::len(list) as i64)
            } else {
                index
            };
            let item = u64::try_from(place).ok();
            let item = item.and_then(|place| list::get(list, place));
            item.ok_or_else(|| index_error(vm))
        }
        Subscript::Slice => slices::get(vm, list, key),
    }
}

/// The error that all lists raise with the same message object (`list_item`).
fn index_error(vm: &Vm) -> Raised {
    let given = tuple::new([vm.names.list_index_message.clone()]);
    Raised(vm.exception_with_args(&StaticType::IndexError.object(), given))
}

fn set_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let [key, value] = operands::<2>(vm, args, "__setitem__")?;
    let list = &args[0];
    match subscript(vm, "list", key)? {
        Subscript::Index(index) => {
            let place =
                vm.position(index, list::len(list), "list assignment index out of range")?;
            drop(list::set(list, place, value.clone()));
        }
        Subscript::Slice => slices::set(vm, list, key, value)?,
    }
    Ok(statics::none())
}

fn delete_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let [key] = operands::<1>(vm, args, "__delitem__")?;
    let list = &args[0];
    match subscript(vm, "list", key)? {
        Subscript::Index(index) => {
            let place =
                vm.position(index, list::len(list), "list assignment index out of range")?;
            drop(list::delete(list, place));
        }
        Subscript::Slice => slices::delete(vm, list, key)?,
    }
    Ok(statics::none())
}

fn add(vm: &Vm, args: Args<'_>) -> PyResult {
    let [other] = operands::<1>(vm, args, "__add__")?;
    if !StaticType::List.is_instance(other) {
        let given = vm.type_name(other);
        return Err(vm.type_error(format!(
            "can only concatenate list (not \"{given}\") to list"
        )));
    }
    vm.need_room(8 * (list::len(&args[0]) + list::len(other)))?;
    let mut items = list::items(&args[0]);
    items.extend(list::items(other));
    Ok(list::new(items))
}

fn add_in_place(vm: &Vm, args: Args<'_>) -> PyResult {
    let [iterable] = operands::<1>(vm, args, "__iadd__")?;
    extend(vm, &args[0], iterable)?;
    Ok(args[0].clone())
}

fn multiply(vm: &Vm, args: Args<'_>) -> PyResult {
    let [times] = operands::<1>(vm, args, "__mul__")?;
    let times = repetitions(vm, times, list::len(&args[0]))?;
    Ok(list::new(repeated(&list::items(&args[0]), times)))
}

fn multiply_in_place(vm: &Vm, args: Args<'_>) -> PyResult {
    let [times] = operands::<1>(vm, args, "__imul__")?;
    let list = &args[0];
    match repetitions(vm, times, list::len(list))? {
        0 => drop_backwards(list::take_all(list)),
        times => list::extend(list, repeated(&list::items(list), times - 1).collect()),
    }
    Ok(list.clone())
}

fn append(vm: &Vm, args: Args<'_>) -> PyResult {
    let [item] = args.rest().exactly::<1>(vm, "list.append")?;
    list::push(&args[0], item.clone());
    Ok(statics::none())
}

fn index(vm: &Vm, args: Args<'_>) -> PyResult {
    let list = &args[0];
    let given = args.rest().between(vm, "index", 1, 3)?;
    let (start, stop) = sequence::search_bounds(vm, &given[1..], list::len(list))?;
    match sequence::find(vm, ACCESS, list, &given[0], start, stop)? {
        Some(index) => Ok(int::from_i64(index as i64)),
        None => Err(vm.value_error(format!("{} is not in list", vm.repr_text(&given[0])?))),
    }
}

fn insert(vm: &Vm, args: Args<'_>) -> PyResult {
    let [place, item] = args.rest().exactly::<2>(vm, "insert")?;
    let list = &args[0];
    let place = ssize(vm, place)?;
    let length = list::len(list);
    let place = if place < 0 {
        place.saturating_add(length as i64).max(0)
    } else {
        place
    };
    list::insert(list, place as u64, item.clone());
    Ok(statics::none())
}

fn pop(vm: &Vm, args: Args<'_>) -> PyResult {
    let list = &args[0];
    let index = match args.rest().between(vm, "pop", 0, 1)?.first() {
        Some(index) => ssize(vm, index)?,
        None => -1,
    };
    if list::len(list) == 0 {
        return Err(vm.index_error("pop from empty list"));
    }
    let place = vm.position(index, list::len(list), "pop index out of range")?;
    list::remove(list, place).ok_or_else(|| vm.index_error("pop index out of range"))
}

fn remove(vm: &Vm, args: Args<'_>) -> PyResult {
    let [value] = args.rest().exactly::<1>(vm, "list.remove")?;
    let list = &args[0];
    let Some(place) = sequence::find(vm, ACCESS, list, value, 0, u64::MAX)? else {
        return Err(vm.value_error("list.remove(x): x not in list"));
    };
    drop(list::remove(list, place));
    Ok(statics::none())
}

fn reverse(vm: &Vm, args: Args<'_>) -> PyResult {
    list::reverse(only_self(vm, args, "list.reverse")?);
    Ok(statics::none())
}
