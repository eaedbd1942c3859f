//! Iterators from the last item to the first: `reversed`, `list_reverseiterator`.
//!
//! `reversed_new_impl` and `reversed_next` of `Objects/enumobject.c`, `listreviter_next` of
//! `Objects/listobject.c`. The index is that of the next item; −1 at the end.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::{new_class, no_keywords_for};
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::object::fields::{self, sequence_iterator as field};
use runtime::object::{int, list};
use runtime::{Obj, StaticType, heap, statics};

pub(super) fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::ListReverseIterator)
        .iterator(list_next)
        .method("__length_hint__", remaining);
    Installer::for_type(vm, StaticType::Reversed)
        .new_function(new)
        .iterator(next)
        .method("__length_hint__", remaining);
}

/// A fresh iterator of `class` from the last of `length` items.
pub(crate) fn backwards(class: &Obj, sequence: &Obj, length: u64) -> Obj {
    let iterator = fields::new(class);
    fields::set_number(&iterator, field::INDEX, (length as i64 - 1) as u64);
    fields::set(&iterator, field::SEQUENCE, Some(sequence.clone()));
    iterator
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Reversed)?;
    no_keywords_for(vm, args, class, StaticType::Reversed)?;
    let [sequence] = args.rest().between(vm, "reversed", 1, 1)? else {
        return Ok(statics::none());
    };
    if let Some(function) = vm.special(sequence, &vm.names.reversed) {
        if statics::is_none(&function) {
            return Err(not_reversible(vm, sequence));
        }
        let function = vm.descriptor_get(&function, Some(sequence), &sequence.class())?;
        return vm.call_with(&function, &[]);
    }
    if vm.special(sequence, &vm.names.getitem).is_none() || StaticType::Dict.is_instance(sequence) {
        return Err(not_reversible(vm, sequence));
    }
    let length = vm.len(sequence)?;
    Ok(backwards(class, sequence, length))
}

fn not_reversible(vm: &Vm, object: &Obj) -> crate::error::Raised {
    vm.type_error(format!(
        "'{}' object is not reversible",
        vm.type_name(object)
    ))
}

fn list_next(_vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let index = fields::number(iterator, field::INDEX);
    if (index as i64) < 0 && heap().profile().reversal_keeps_its_list {
        return Ok(None);
    }
    let item = fields::peek(iterator, field::SEQUENCE).and_then(|list| list::get(&list, index));
    step(iterator, index, item.is_some());
    Ok(item)
}

fn next(vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let index = fields::number(iterator, field::INDEX) as i64;
    let Some(sequence) = fields::get(iterator, field::SEQUENCE).filter(|_| index >= 0) else {
        drop(fields::set(iterator, field::SEQUENCE, None));
        return Ok(None);
    };
    let outcome = vm.get_item(&sequence, &int::from_i64(index));
    step(iterator, index as u64, outcome.is_ok());
    match outcome {
        Ok(item) => Ok(Some(item)),
        Err(raised)
            if raised.is(StaticType::IndexError) || raised.is(StaticType::StopIteration) =>
        {
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// Moves on to the item before, or lets the sequence go.
fn step(iterator: &Obj, index: u64, more: bool) {
    if more {
        fields::set_number(iterator, field::INDEX, index.wrapping_sub(1));
    } else {
        fields::set_number(iterator, field::INDEX, u64::MAX);
        drop(fields::set(iterator, field::SEQUENCE, None));
    }
}

/// `__length_hint__`: items that are still to come, 0 if the sequence has become shorter than that.
fn remaining(vm: &Vm, args: Args<'_>) -> PyResult {
    let iterator = only_self(vm, args, "__length_hint__")?;
    let Some(sequence) = fields::get(iterator, field::SEQUENCE) else {
        return Ok(int::from_i64(0));
    };
    let left = (fields::number(iterator, field::INDEX) as i64).saturating_add(1);
    let length = vm.len(&sequence)? as i64;
    Ok(int::from_i64(if length < left { 0 } else { left }))
}
