//! `bytes_iterator`: the bytes one at a time, as integers. We use it for bytearrays too.

use super::byte_at;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::fields::{self, sequence_iterator};
use runtime::object::{bytes, int};
use runtime::{Obj, StaticType};

/// Names the methods of the iterator.
pub(super) fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::BytesIterator).iterator(next).method("__length_hint__", length_hint);
}

/// `bytes.__iter__`
pub(super) fn iter(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "__iter__")?;
    let iterator = fields::new(&StaticType::BytesIterator.object());
    fields::set(&iterator, sequence_iterator::SEQUENCE, Some(args[0].clone()));
    Ok(iterator)
}

fn next(_vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let Some(data) = fields::get(iterator, sequence_iterator::SEQUENCE) else {
        return Ok(None);
    };
    let index = fields::number(iterator, sequence_iterator::INDEX);
    let byte = byte_at(&data, index);
    if byte.is_some() {
        fields::set_number(iterator, sequence_iterator::INDEX, index + 1);
    } else {
        drop(fields::set(iterator, sequence_iterator::SEQUENCE, None));
    }
    Ok(byte)
}

fn length_hint(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "__length_hint__")?;
    let len = fields::peek(&args[0], sequence_iterator::SEQUENCE).map_or(0, |data| bytes::len(&data));
    let index = fields::number(&args[0], sequence_iterator::INDEX);
    Ok(int::from_i64(len.saturating_sub(index) as i64))
}
