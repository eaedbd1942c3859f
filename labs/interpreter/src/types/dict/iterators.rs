//! Iterators over dicts, forwards (`dictiter_iternextkey` and its kin) and backwards
//! (`dictreviter_iternext`).
//!
//! Each knows how many items the dict had at the start and refuses to go on when that has changed. The
//! dict is let go at the end.

use crate::error::{PyResult, Raised};
use crate::native::{Args, Installer};
use crate::types::iterators::{empty_pair, reuse_pair};
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::object::dict::{self, Item};
use runtime::object::fields::{self, dict_iterator as field};
use runtime::object::int;
use runtime::{Obj, StaticType};

/// What an iterator gives of each item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Key,
    Value,
    Item,
}

pub(super) fn install(vm: &Vm) {
    let iterator = |class, next| {
        Installer::for_type(vm, class)
            .iterator(next)
            .method("__length_hint__", remaining);
    };
    iterator(StaticType::DictKeyIterator, |vm, iterator| {
        next(vm, iterator, Part::Key)
    });
    iterator(StaticType::DictValueIterator, |vm, iterator| {
        next(vm, iterator, Part::Value)
    });
    iterator(StaticType::DictItemIterator, |vm, iterator| {
        next(vm, iterator, Part::Item)
    });
    iterator(StaticType::DictReverseKeyIterator, |vm, iterator| {
        next_back(vm, iterator, Part::Key)
    });
    iterator(StaticType::DictReverseValueIterator, |vm, iterator| {
        next_back(vm, iterator, Part::Value)
    });
    iterator(StaticType::DictReverseItemIterator, |vm, iterator| {
        next_back(vm, iterator, Part::Item)
    });
}

/// A fresh iterator of this type from the first item.
pub(super) fn forwards(class: StaticType, dict: &Obj) -> Obj {
    let iterator = fields::new(&class.object());
    fields::set(&iterator, field::DICT, Some(dict.clone()));
    fields::set_number(&iterator, field::USED, dict::len(dict));
    fields::set_number(&iterator, field::REMAINING, dict::len(dict));
    if matches!(
        class,
        StaticType::DictItemIterator | StaticType::DictReverseItemIterator
    ) {
        fields::set(&iterator, field::RESULT, Some(empty_pair()));
    }
    iterator
}

/// A fresh iterator of this type from the last item: its position is the number of places before it.
pub(super) fn backwards(class: StaticType, dict: &Obj) -> Obj {
    let iterator = forwards(class, dict);
    fields::set_number(&iterator, field::POSITION, dict::places(dict));
    iterator
}

/// The dict of an iterator that is not exhausted, if it has kept its size.
fn unchanged_dict(vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let Some(dict) = fields::get(iterator, field::DICT) else {
        return Ok(None);
    };
    if fields::number(iterator, field::USED) != dict::len(&dict) {
        fields::set_number(iterator, field::USED, u64::MAX);
        return Err(vm.raise(
            StaticType::RuntimeError,
            "dictionary changed size during iteration",
        ));
    }
    Ok(Some(dict))
}

fn next(vm: &Vm, iterator: &Obj, part: Part) -> PyResult<Option<Obj>> {
    let Some(dict) = unchanged_dict(vm, iterator)? else {
        return Ok(None);
    };
    let mut position = fields::number(iterator, field::POSITION);
    let Some(item) = dict::next(&dict, &mut position) else {
        drop(fields::set(iterator, field::DICT, None));
        return Ok(None);
    };
    let Some(remaining) = fields::number(iterator, field::REMAINING).checked_sub(1) else {
        drop(fields::set(iterator, field::DICT, None));
        return Err(keys_changed(vm));
    };
    fields::set_number(iterator, field::POSITION, position);
    fields::set_number(iterator, field::REMAINING, remaining);
    Ok(Some(result(iterator, item, part)))
}

fn keys_changed(vm: &Vm) -> Raised {
    vm.raise(
        StaticType::RuntimeError,
        "dictionary keys changed during iteration",
    )
}

fn next_back(vm: &Vm, iterator: &Obj, part: Part) -> PyResult<Option<Obj>> {
    let Some(dict) = unchanged_dict(vm, iterator)? else {
        return Ok(None);
    };
    let mut position = fields::number(iterator, field::POSITION).min(dict::places(&dict));
    while position > 0 {
        position -= 1;
        if let Some(item) = dict::item_at_place(&dict, position) {
            fields::set_number(iterator, field::POSITION, position);
            let remaining = fields::number(iterator, field::REMAINING);
            fields::set_number(iterator, field::REMAINING, remaining.saturating_sub(1));
            return Ok(Some(result(iterator, item, part)));
        }
    }
    drop(fields::set(iterator, field::DICT, None));
    Ok(None)
}

fn result(iterator: &Obj, item: Item, part: Part) -> Obj {
    match part {
        Part::Key => item.key,
        Part::Value => item.value,
        Part::Item => reuse_pair(iterator, field::RESULT, item.key, item.value),
    }
}

/// `__length_hint__`: items that are still to come, 0 once the dict has changed.
fn remaining(vm: &Vm, args: Args<'_>) -> PyResult {
    let iterator = only_self(vm, args, "__length_hint__")?;
    let left = fields::get(iterator, field::DICT)
        .filter(|dict| dict::len(dict) == fields::number(iterator, field::USED))
        .map_or(0, |_dict| fields::number(iterator, field::REMAINING));
    Ok(int::from_i64(left as i64))
}
