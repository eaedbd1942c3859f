//! Slices of lists: `list_subscript`, `list_ass_subscript` and `list_ass_slice` of `Objects/listobject.c`.

use super::drop_backwards;
use crate::error::PyResult;
use crate::vm::Vm;
use runtime::object::list;
use runtime::{Obj, StaticType};

/// `list[slice]`
pub(super) fn get(vm: &Vm, list: &Obj, slice: &Obj) -> PyResult {
    let indices = vm.slice_indices_in(slice, || list::len(list))?;
    vm.need_room(8 * indices.count)?;
    let items: Vec<Obj> = indices
        .iter()
        .filter_map(|index| list::get(list, index))
        .collect();
    Ok(list::new(items))
}

/// `list[slice] = value`
pub(super) fn set(vm: &Vm, list: &Obj, slice: &Obj, value: &Obj) -> PyResult<()> {
    let indices = vm.slice_indices_in(slice, || list::len(list))?;
    if indices.step == 1 {
        let items = collect(vm, value, "can only assign an iterable")?;
        let length = list::len(list);
        let start = (indices.start as u64).min(length);
        let end = (indices.start as u64 + indices.count).clamp(start, length);
        vm.need_room(8 * (length + items.len() as u64))?;
        drop_backwards(list::splice(list, start, end, items));
        return Ok(());
    }
    let items = collect(vm, value, "must assign iterable to extended slice")?;
    if items.len() as u64 != indices.count {
        let (given, count) = (items.len(), indices.count);
        let message =
            format!("attempt to assign sequence of size {given} to extended slice of size {count}");
        return Err(vm.value_error(message));
    }
    let old: Vec<Obj> = indices
        .iter()
        .zip(items)
        .filter_map(|(index, item)| list::set(list, index, item))
        .collect();
    drop(old);
    Ok(())
}

/// `del list[slice]`
pub(super) fn delete(vm: &Vm, list: &Obj, slice: &Obj) -> PyResult<()> {
    let indices = vm.slice_indices_in(slice, || list::len(list))?;
    if indices.count == 0 {
        return Ok(());
    }
    if indices.step == 1 {
        let start = indices.start as u64;
        drop_backwards(list::splice(list, start, start + indices.count, Vec::new()));
        return Ok(());
    }
    let last = indices.start + (indices.count as i64 - 1) * indices.step;
    let first = indices.start.min(last) as u64;
    drop(list::remove_each(
        list,
        first,
        indices.step.unsigned_abs(),
        indices.count,
    ));
    Ok(())
}

/// The items of what is assigned; `message` says that it cannot be iterated over.
fn collect(vm: &Vm, value: &Obj, message: &str) -> PyResult<Vec<Obj>> {
    if StaticType::List.is_instance(value) {
        return Ok(list::items(value));
    }
    let iterator = vm.iter(value).map_err(|raised| {
        if raised.is(StaticType::TypeError) {
            vm.type_error(message)
        } else {
            raised
        }
    })?;
    vm.collect(&iterator)
}
