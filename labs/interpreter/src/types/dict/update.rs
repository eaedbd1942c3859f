//! Filling a dict from something else: `dict(...)`, `update`, `|=` (`dict_merge`, `PyDict_MergeFromSeq2`).

use crate::error::PyResult;
use crate::native::Args;
use crate::vm::Vm;
use runtime::object::dict;
use runtime::{Obj, StaticType};

/// What `dict(...)` and `update(...)` take: nothing or one mapping or iterable of pairs, and keywords.
pub(super) fn with_arguments(vm: &Vm, dict: &Obj, args: Args<'_>, name: &str) -> PyResult<()> {
    if let Some(source) = Args::positional(args.pos())
        .between(vm, name, 0, 1)?
        .first()
    {
        update_from(vm, dict, source)?;
    }
    for (keyword, value) in args.keywords() {
        vm.dict_set(dict, keyword, value.clone())?;
    }
    Ok(())
}

/// Updates from a mapping, if it has `keys`, else from an iterable of pairs (`dict_update_arg`).
///
/// # Errors
/// What iterating, hashing or comparing raised; the items before that stay stored.
pub fn update_from(vm: &Vm, dict: &Obj, source: &Obj) -> PyResult<()> {
    if StaticType::Dict.is_exact(source) || vm.find_attr(source, &vm.names.keys)?.is_some() {
        merge(vm, dict, source)
    } else {
        merge_pairs(vm, dict, source)
    }
}

/// Stores all items of a mapping (`PyDict_Update`).
///
/// # Errors
/// As [`update_from`]; `RuntimeError` if a dict changes meanwhile.
pub fn merge(vm: &Vm, dict: &Obj, source: &Obj) -> PyResult<()> {
    if StaticType::Dict.is_instance(source) && iterates_as_dict(vm, source) {
        return merge_dict(vm, dict, source);
    }
    let keys = vm.call_method(source, &vm.names.keys, &[])?;
    vm.for_each(&keys, |key| {
        let value = vm.get_item(source, &key)?;
        vm.dict_set(dict, &key, value)
    })
}

/// Whether a subclass of dict left `__iter__` alone.
fn iterates_as_dict(vm: &Vm, source: &Obj) -> bool {
    StaticType::Dict.is_exact(source)
        || vm
            .special(source, &vm.names.iter)
            .is_some_and(|iter| StaticType::WrapperDescriptor.is_exact(&iter))
}

fn merge_dict(vm: &Vm, dict: &Obj, source: &Obj) -> PyResult<()> {
    let length = dict::len(source);
    if length == 0 || source.is(dict) {
        return Ok(());
    }
    vm.need_room(40 * length)?;
    if dict::clone_into_empty(dict, source) {
        return Ok(());
    }
    dict::reserve(dict, source);
    let mut position = 0;
    while let Some(item) = dict::next(source, &mut position) {
        let old = dict::insert(dict, &item.key, item.hash, item.value, &mut |a, b| {
            vm.equal(a, b)
        })?;
        drop(old);
        if dict::len(source) != length {
            return Err(vm.raise(StaticType::RuntimeError, "dict mutated during update"));
        }
        vm.check_limits()?;
    }
    Ok(())
}

fn merge_pairs(vm: &Vm, dict: &Obj, source: &Obj) -> PyResult<()> {
    let mut number = 0usize;
    vm.for_each(source, |element| {
        let pair = vm.collect(&element).map_err(|raised| {
            if raised.is(StaticType::TypeError) {
                vm.type_error(format!(
                    "cannot convert dictionary update sequence element #{number} to a sequence"
                ))
            } else {
                raised
            }
        })?;
        let [key, value] = pair.as_slice() else {
            let length = pair.len();
            return Err(vm.value_error(format!(
                "dictionary update sequence element #{number} has length {length}; 2 is required"
            )));
        };
        number += 1;
        vm.dict_set(dict, key, value.clone())
    })
}
