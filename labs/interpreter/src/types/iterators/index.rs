//! Iterators that keep a sequence and an index; the sequence is let go at the end.
//!
//! `listiter_next` of `Objects/listobject.c` and its kin, `iter_iternext` of `Objects/iterobject.c`.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::object::fields::{self, sequence_iterator as field};
use runtime::object::{bytes, int, list, tuple};
use runtime::{Obj, StaticType};

/// A fresh iterator of the type `kind` over `sequence`.
pub fn over(kind: StaticType, sequence: &Obj) -> Obj {
    let iterator = fields::new(&kind.object());
    fields::set(&iterator, field::SEQUENCE, Some(sequence.clone()));
    iterator
}

pub(super) fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::ListIterator)
        .iterator(|_vm, iterator| Ok(advance(iterator, list::get)))
        .method("__length_hint__", remaining);
    Installer::for_type(vm, StaticType::TupleIterator)
        .iterator(|_vm, iterator| Ok(advance(iterator, tuple::get)))
        .method("__length_hint__", remaining);
    Installer::for_type(vm, StaticType::BytesIterator)
        .iterator(|_vm, iterator| Ok(advance(iterator, byte)))
        .method("__length_hint__", remaining);
    Installer::for_type(vm, StaticType::SequenceIterator)
        .iterator(next_by_getitem)
        .method("__length_hint__", remaining);
}

fn byte(bytes: &Obj, index: u64) -> Option<Obj> {
    bytes::with_bytes(bytes, |bytes| {
        bytes
            .get(index as usize)
            .map(|&byte| int::from_i64(i64::from(byte)))
    })
}

#[inline]
fn advance(iterator: &Obj, get: fn(&Obj, u64) -> Option<Obj>) -> Option<Obj> {
    let index = fields::number(iterator, field::INDEX);
    let item = fields::peek(iterator, field::SEQUENCE).map(|sequence| get(&sequence, index))?;
    match item {
        Some(item) => {
            fields::set_number(iterator, field::INDEX, index + 1);
            Some(item)
        }
        None => {
            drop(fields::set(iterator, field::SEQUENCE, None));
            None
        }
    }
}

fn next_by_getitem(vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let Some(sequence) = fields::get(iterator, field::SEQUENCE) else {
        return Ok(None);
    };
    let index = fields::number(iterator, field::INDEX);
    match vm.get_item(&sequence, &int::from_i64(index as i64)) {
        Ok(item) => {
            fields::set_number(iterator, field::INDEX, index + 1);
            Ok(Some(item))
        }
        Err(raised)
            if raised.is(StaticType::IndexError) || raised.is(StaticType::StopIteration) =>
        {
            drop(fields::set(iterator, field::SEQUENCE, None));
            Ok(None)
        }
        Err(raised) => Err(raised),
    }
}

/// `__length_hint__`: items that are still to come.
fn remaining(vm: &Vm, args: Args<'_>) -> PyResult {
    let iterator = only_self(vm, args, "__length_hint__")?;
    let length = match fields::get(iterator, field::SEQUENCE) {
        Some(sequence) => vm.len(&sequence)?,
        None => 0,
    };
    let left = length.saturating_sub(fields::number(iterator, field::INDEX));
    Ok(int::from_i64(left as i64))
}
