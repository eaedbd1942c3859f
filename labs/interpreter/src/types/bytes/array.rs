//! What only a bytearray can: change.

use super::{construct, is_bytes_like, place, repeated};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::ssize;
use crate::types::str::argument;
use crate::vm::Vm;
use runtime::object::{bytes, int};
use runtime::{Obj, statics};

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("append", append)
        .method("extend", extend)
        .method("insert", insert)
        .method("pop", pop)
        .method("remove", remove)
        .method("reverse", reverse)
        .method("clear", clear)
        .method("copy", copy)
        .method("__alloc__", allocated)
        .method("__setitem__", set_item)
        .method("__delitem__", delete_item)
        .method("__iadd__", add_in_place)
        .method("__imul__", multiply_in_place);
}

fn append_data(vm: &Vm, array: &Obj, data: &[u8]) -> PyResult<()> {
    vm.need_room(data.len() as u64)?;
    let len = bytes::len(array);
    bytes::splice_array(array, len, len, data);
    Ok(())
}

fn append(vm: &Vm, args: Args<'_>) -> PyResult {
    let [item] = args.rest().exactly::<1>(vm, "bytearray.append")?;
    let byte = construct::byte(vm, item)?;
    append_data(vm, &args[0], &[byte])?;
    Ok(statics::none())
}

fn extend(vm: &Vm, args: Args<'_>) -> PyResult {
    let [items] = args.rest().exactly::<1>(vm, "bytearray.extend")?;
    let data = if is_bytes_like(items) {
        bytes::to_vec(items)
    } else {
        construct::integers(vm, items)?
    };
    append_data(vm, &args[0], &data)?;
    Ok(statics::none())
}

fn insert(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().no_keywords(vm, "bytearray.insert")?;
    let arguments = args.rest().between(vm, "insert", 2, 2)?;
    let index = ssize(vm, &arguments[0])?;
    let byte = construct::byte(vm, &arguments[1])?;
    let len = bytes::len(&args[0]) as i64;
    let index = if index < 0 {
        index.saturating_add(len)
    } else {
        index
    }
    .clamp(0, len) as u64;
    bytes::splice_array(&args[0], index, index, &[byte]);
    Ok(statics::none())
}

fn pop(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().no_keywords(vm, "bytearray.pop")?;
    let arguments = args.rest().between(vm, "pop", 0, 1)?;
    let index = argument::ssize_or(vm, arguments.first(), -1)?;
    let len = bytes::len(&args[0]);
    if len == 0 {
        return Err(vm.index_error("pop from empty bytearray"));
    }
    let place = vm.position(index, len, "pop index out of range")?;
    let popped = super::byte_at(&args[0], place);
    bytes::splice_array(&args[0], place, place + 1, &[]);
    popped.ok_or_else(|| vm.index_error("pop index out of range"))
}

fn remove(vm: &Vm, args: Args<'_>) -> PyResult {
    let [item] = args.rest().exactly::<1>(vm, "bytearray.remove")?;
    let byte = construct::byte(vm, item)?;
    let found = bytes::with_bytes(&args[0], |data| {
        data.iter().position(|&candidate| candidate == byte)
    });
    let place = found.ok_or_else(|| vm.value_error("value not found in bytearray"))? as u64;
    bytes::splice_array(&args[0], place, place + 1, &[]);
    Ok(statics::none())
}

fn reverse(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "bytearray.reverse")?;
    let mut data = bytes::to_vec(&args[0]);
    data.reverse();
    bytes::set_array(&args[0], &data);
    Ok(statics::none())
}

fn clear(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "bytearray.clear")?;
    bytes::set_array(&args[0], &[]);
    Ok(statics::none())
}

fn copy(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "bytearray.copy")?;
    Ok(bytes::new_array(&bytes::to_vec(&args[0])))
}

fn allocated(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "bytearray.__alloc__")?;
    Ok(int::from_i64(bytes::allocated(&args[0]) as i64))
}

fn set_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let array = &args[0];
    let [key, value] = args.slot::<2>(vm, "__setitem__")?;
    if let Some(place) = place(vm, array, key)? {
        let byte = construct::byte(vm, value)?;
        bytes::splice_array(array, place, place + 1, &[byte]);
        return Ok(statics::none());
    }
    let data = construct::assignable(vm, value)?;
    let selected = vm.slice_indices(key, bytes::len(array))?;
    if selected.step == 1 {
        vm.need_room(data.len() as u64)?;
        let start = selected.start as u64;
        bytes::splice_array(array, start, start + selected.count, &data);
        return Ok(statics::none());
    }
    if data.len() as u64 != selected.count {
        return Err(vm.value_error(format!(
            "attempt to assign bytes of size {} to extended slice of size {}",
            data.len(),
            selected.count
        )));
    }
    let mut all = bytes::to_vec(array);
    for (index, byte) in selected.iter().zip(data) {
        if let Some(place) = all.get_mut(index as usize) {
            *place = byte;
        }
    }
    bytes::set_array(array, &all);
    Ok(statics::none())
}

fn delete_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let array = &args[0];
    let [key] = args.slot::<1>(vm, "__delitem__")?;
    if let Some(place) = place(vm, array, key)? {
        bytes::splice_array(array, place, place + 1, &[]);
        return Ok(statics::none());
    }
    let selected = vm.slice_indices(key, bytes::len(array))?;
    let mut gone = vec![false; bytes::len(array) as usize];
    for index in selected.iter() {
        if let Some(mark) = gone.get_mut(index as usize) {
            *mark = true;
        }
    }
    let data = bytes::to_vec(array);
    let kept: Vec<u8> = data
        .iter()
        .zip(&gone)
        .filter(|(_, gone)| !**gone)
        .map(|(&byte, _)| byte)
        .collect();
    bytes::set_array(array, &kept);
    Ok(statics::none())
}

fn add_in_place(vm: &Vm, args: Args<'_>) -> PyResult {
    let array = &args[0];
    let [other] = args.slot::<1>(vm, "__iadd__")?;
    if !is_bytes_like(other) {
        let (other, array) = (vm.type_name(other), vm.type_name(array));
        return Err(vm.type_error(format!("can't concat {other} to {array}")));
    }
    append_data(vm, array, &bytes::to_vec(other))?;
    Ok(array.clone())
}

fn multiply_in_place(vm: &Vm, args: Args<'_>) -> PyResult {
    let array = &args[0];
    let [operand] = args.slot::<1>(vm, "__imul__")?;
    let count = argument::repeat_count(vm, operand)?;
    let data = repeated(vm, array, count)?;
    bytes::set_array(array, &data);
    Ok(array.clone())
}
