//! Union, intersection, difference, inclusion: of a set and any iterable.
//!
//! Results are exact sets or frozensets, after the first operand's kind (`make_new_set_basetype`).
//! Hashes that a table already holds are not computed again.

use crate::error::{PyResult, Raised};
use crate::vm::Vm;
use runtime::object::{dict, set};
use runtime::{Obj, StaticType};

/// Whether the object is a set or a frozenset, or an instance of a subclass.
pub fn is_any_set(object: &Obj) -> bool {
    StaticType::Set.is_instance(object) || StaticType::FrozenSet.is_instance(object)
}

/// Whether the object is exactly a set or a frozenset.
pub fn is_exact_set(object: &Obj) -> bool {
    StaticType::Set.is_exact(object) || StaticType::FrozenSet.is_exact(object)
}

/// An empty set or frozenset, as `set` is one.
fn plain_like(set: &Obj) -> Obj {
    let kind = if StaticType::Set.is_instance(set) {
        StaticType::Set
    } else {
        StaticType::FrozenSet
    };
    set::instance(&kind.object())
}

/// A set or frozenset with the items of `set`.
pub(super) fn plain_copy(vm: &Vm, set: &Obj) -> PyResult {
    let result = plain_like(set);
    update(vm, &result, set)?;
    Ok(result)
}

fn add(vm: &Vm, set: &Obj, item: &Obj, hash: i64) -> PyResult<bool> {
    vm.check_limits()?;
    set::insert(set, item, hash, &mut |a, b| vm.equal(a, b))
}

fn has(vm: &Vm, set: &Obj, item: &Obj, hash: i64) -> PyResult<bool> {
    vm.check_limits()?;
    set::contains(set, item, hash, &mut |a, b| vm.equal(a, b))
}

fn take(vm: &Vm, set: &Obj, item: &Obj, hash: i64) -> PyResult<Option<Obj>> {
    set::remove(set, item, hash, &mut |a, b| vm.equal(a, b))
}

/// Takes an item out, if it is there; returns what stood in the set.
pub(super) fn discard(vm: &Vm, set: &Obj, item: &Obj) -> PyResult<Option<Obj>> {
    let hash = vm.hash(item)?;
    take(vm, set, item, hash)
}

/// The frozenset that an unhashable set stands for in a look-up; for anything else raises again.
pub(super) fn frozen_key(vm: &Vm, item: &Obj, raised: Raised) -> PyResult {
    if !raised.is(StaticType::TypeError) || !StaticType::Set.is_instance(item) {
        return Err(raised);
    }
    let frozen = set::instance(&StaticType::FrozenSet.object());
    update(vm, &frozen, item)?;
    Ok(frozen)
}

/// Adds all items of an iterable (`set_update_internal`).
///
/// # Errors
/// What iterating, hashing or comparing raised; the items before that stay added.
pub fn update(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<()> {
    if is_any_set(other) {
        return merge(vm, set, other);
    }
    if StaticType::Dict.is_exact(other) {
        vm.need_room(32 * dict::len(other))?;
        set::reserve(set, dict::len(other));
        let mut position = 0;
        while let Some(item) = dict::next(other, &mut position) {
            add(vm, set, &item.key, item.hash)?;
        }
        return Ok(());
    }
    vm.for_each(other, |item| vm.set_add(set, &item).map(drop))
}

/// `set_merge`
fn merge(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<()> {
    if set.is(other) || set::len(other) == 0 {
        return Ok(());
    }
    vm.need_room(32 * set::len(other))?;
    if set::copy_into_empty(set, other) {
        return Ok(());
    }
    set::reserve(set, set::len(other));
    let mut position = 0;
    while let Some((item, hash)) = set::next(other, &mut position) {
        add(vm, set, &item, hash)?;
    }
    Ok(())
}

/// The items that are in both (`set_intersection`).
///
/// # Errors
/// As [`update`].
pub fn intersection(vm: &Vm, set: &Obj, other: &Obj) -> PyResult {
    if set.is(other) {
        return plain_copy(vm, set);
    }
    let result = plain_like(set);
    if is_any_set(other) {
        let (large, small) = if set::len(other) > set::len(set) {
            (other, set)
        } else {
            (set, other)
        };
        let mut position = 0;
        while let Some((item, hash)) = set::next(small, &mut position) {
            if has(vm, large, &item, hash)? {
                add(vm, &result, &item, hash)?;
            }
        }
        return Ok(result);
    }
    vm.for_each(other, |item| {
        let hash = vm.hash(&item)?;
        if has(vm, set, &item, hash)? {
            add(vm, &result, &item, hash)?;
        }
        Ok(())
    })?;
    Ok(result)
}

/// Takes out the items of an iterable (`set_difference_update_internal`).
///
/// # Errors
/// As [`update`].
pub fn difference_update(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<()> {
    if set.is(other) {
        drop(set::take_all(set));
        return Ok(());
    }
    if is_any_set(other) {
        let much_larger = set::len(other) >> 3 > set::len(set);
        let fewer = if much_larger {
            intersection(vm, set, other)?
        } else {
            other.clone()
        };
        let mut position = 0;
        while let Some((item, hash)) = set::next(&fewer, &mut position) {
            vm.check_limits()?;
            drop(take(vm, set, &item, hash)?);
        }
    } else {
        vm.for_each(other, |item| discard(vm, set, &item).map(drop))?;
    }
    set::compact(set);
    Ok(())
}

/// The items that are not in `other` (`set_difference`).
///
/// # Errors
/// As [`update`].
pub(super) fn difference(vm: &Vm, set: &Obj, other: &Obj) -> PyResult {
    let in_dict = StaticType::Dict.is_exact(other);
    let size = match (is_any_set(other), in_dict) {
        (true, _) => Some(set::len(other)),
        (_, true) => Some(dict::len(other)),
        _ => None,
    };
    if size.is_none_or(|size| set::len(set) >> 2 > size) {
        let result = plain_copy(vm, set)?;
        difference_update(vm, &result, other)?;
        return Ok(result);
    }
    let result = plain_like(set);
    let mut position = 0;
    while let Some((item, hash)) = set::next(set, &mut position) {
        let found = if in_dict {
            dict::get(other, &item, hash, &mut |a, b| vm.equal(a, b))?.is_some()
        } else {
            has(vm, other, &item, hash)?
        };
        if !found {
            add(vm, &result, &item, hash)?;
        }
    }
    Ok(result)
}

/// Keeps what is in one of both only (`set_symmetric_difference_update`).
///
/// # Errors
/// As [`update`].
pub fn symmetric_difference_update(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<()> {
    if set.is(other) {
        drop(set::take_all(set));
        return Ok(());
    }
    let toggle = |item: &Obj, hash: i64| -> PyResult<()> {
        if take(vm, set, item, hash)?.is_none() {
            add(vm, set, item, hash)?;
        }
        Ok(())
    };
    let mut position = 0;
    if StaticType::Dict.is_exact(other) {
        while let Some(item) = dict::next(other, &mut position) {
            toggle(&item.key, item.hash)?;
        }
        return Ok(());
    }
    let items = if is_any_set(other) {
        other.clone()
    } else {
        let items = plain_like(set);
        update(vm, &items, other)?;
        items
    };
    while let Some((item, hash)) = set::next(&items, &mut position) {
        toggle(&item, hash)?;
    }
    Ok(())
}

/// What is in one of both only (`set_symmetric_difference`).
///
/// # Errors
/// As [`update`].
pub(super) fn symmetric_difference(vm: &Vm, set: &Obj, other: &Obj) -> PyResult {
    let result = plain_like(set);
    update(vm, &result, other)?;
    symmetric_difference_update(vm, &result, set)?;
    Ok(result)
}

/// Whether no item is in both (`set_isdisjoint`).
///
/// # Errors
/// As [`update`].
pub(super) fn is_disjoint(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<bool> {
    if set.is(other) {
        return Ok(set::len(set) == 0);
    }
    if is_exact_set(other) {
        let (large, small) = if set::len(other) > set::len(set) {
            (other, set)
        } else {
            (set, other)
        };
        let mut position = 0;
        while let Some((item, hash)) = set::next(small, &mut position) {
            if has(vm, large, &item, hash)? {
                return Ok(false);
            }
        }
        return Ok(true);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.set_contains(set, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether all items are in `other` (`set_issubset`).
///
/// # Errors
/// As [`update`].
pub(super) fn is_subset(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<bool> {
    if !is_any_set(other) {
        let common = intersection(vm, set, other)?;
        return Ok(set::len(&common) == set::len(set));
    }
    if set::len(set) > set::len(other) {
        return Ok(false);
    }
    let mut position = 0;
    while let Some((item, hash)) = set::next(set, &mut position) {
        if !has(vm, other, &item, hash)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether all items of `other` are in the set (`set_issuperset`).
///
/// # Errors
/// As [`update`].
pub(super) fn is_superset(vm: &Vm, set: &Obj, other: &Obj) -> PyResult<bool> {
    if is_any_set(other) {
        return is_subset(vm, other, set);
    }
    let iterator = vm.iter(other)?;
    while let Some(item) = vm.next(&iterator)? {
        if !vm.set_contains(set, &item)? {
            return Ok(false);
        }
    }
    Ok(true)
}
