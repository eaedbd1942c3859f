//! `set_iterator` (`setiter_iternext`): refuses to go on when the set has changed its size; lets the set
//! go at the end.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::object::fields::{self, set_iterator as field};
use runtime::object::{int, set};
use runtime::{Obj, StaticType};

pub(super) fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::SetIterator)
        .iterator(next)
        .method("__length_hint__", remaining);
}

/// A fresh iterator over a set or frozenset.
pub(super) fn new(set: &Obj) -> Obj {
    let iterator = fields::new(&StaticType::SetIterator.object());
    fields::set(&iterator, field::SET, Some(set.clone()));
    fields::set_number(&iterator, field::USED, set::len(set));
    fields::set_number(&iterator, field::REMAINING, set::len(set));
    iterator
}

fn next(vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let Some(set) = fields::get(iterator, field::SET) else {
        return Ok(None);
    };
    if fields::number(iterator, field::USED) != set::len(&set) {
        fields::set_number(iterator, field::USED, u64::MAX);
        return Err(vm.raise(
            StaticType::RuntimeError,
            "Set changed size during iteration",
        ));
    }
    let mut position = fields::number(iterator, field::POSITION);
    let Some((item, _hash)) = set::next(&set, &mut position) else {
        drop(fields::set(iterator, field::SET, None));
        return Ok(None);
    };
    fields::set_number(iterator, field::POSITION, position);
    let remaining = fields::number(iterator, field::REMAINING);
    fields::set_number(iterator, field::REMAINING, remaining.saturating_sub(1));
    Ok(Some(item))
}

/// `__length_hint__`: items that are still to come, 0 once the set has changed.
fn remaining(vm: &Vm, args: Args<'_>) -> PyResult {
    let iterator = only_self(vm, args, "__length_hint__")?;
    let left = fields::get(iterator, field::SET)
        .filter(|set| set::len(set) == fields::number(iterator, field::USED))
        .map_or(0, |_set| fields::number(iterator, field::REMAINING));
    Ok(int::from_i64(left as i64))
}
