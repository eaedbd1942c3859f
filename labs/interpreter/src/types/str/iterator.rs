//! Iterators over a string: one of its letters at a time.
//!
//! `str_ascii_iterator` and `str_iterator` differ in their type only; CPython has two so that the first need
//! not look at the string's kind.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::iterators;
use crate::vm::Vm;
use runtime::object::fields::{self, sequence_iterator};
use runtime::object::{int, str};
use runtime::{Obj, StaticType};

/// Names the methods of the iterators.
pub(super) fn install(vm: &Vm) {
    for class in [StaticType::StrAsciiIterator, StaticType::StrIterator] {
        Installer::for_type(vm, class)
            .iterator(next)
            .method("__length_hint__", length_hint);
    }
}

/// `str.__iter__`
pub(super) fn iter(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__iter__")?;
    let string = &args[0];
    let class = if str::is_ascii(string) {
        StaticType::StrAsciiIterator
    } else {
        StaticType::StrIterator
    };
    Ok(iterators::over(class, string))
}

fn next(_vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let Some(string) = fields::get(iterator, sequence_iterator::SEQUENCE) else {
        return Ok(None);
    };
    let index = fields::number(iterator, sequence_iterator::INDEX);
    if index < str::len(&string) {
        fields::set_number(iterator, sequence_iterator::INDEX, index + 1);
        return Ok(Some(str::letter(&string, index)));
    }
    // An exhausted iterator lets go of its string.
    drop(fields::set(iterator, sequence_iterator::SEQUENCE, None));
    Ok(None)
}

fn length_hint(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "__length_hint__")?;
    let len =
        fields::peek(&args[0], sequence_iterator::SEQUENCE).map_or(0, |string| str::len(&string));
    let index = fields::number(&args[0], sequence_iterator::INDEX);
    Ok(int::from_i64(len.saturating_sub(index) as i64))
}
