//! Iterators over a range: by machine words, or by integers of any size.

use crate::error::PyResult;
use crate::native::Installer;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use runtime::object::fields::{self, long_range_iterator, range_iterator};
use runtime::object::int;
use runtime::{Obj, StaticType};

/// Names the methods of both iterators.
pub(super) fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::RangeIterator);
    t.iterator(next).method("__length_hint__", |vm, args| {
        args.rest()
            .exactly::<0>(vm, "range_iterator.__length_hint__")?;
        Ok(int::from_i64(
            fields::number(&args[0], range_iterator::REMAINING) as i64,
        ))
    });
    let t = Installer::for_type(vm, StaticType::LongRangeIterator);
    t.iterator(next_long).method("__length_hint__", |vm, args| {
        args.rest()
            .exactly::<0>(vm, "longrange_iterator.__length_hint__")?;
        Ok(fields::get(&args[0], long_range_iterator::REMAINING)
            .unwrap_or_else(|| int::from_i64(0)))
    });
}

/// An iterator over `length` numbers from `start` on, if machine words can count to its end.
pub(super) fn short(start: &BigInt, step: &BigInt, length: &BigInt) -> Option<Obj> {
    let beyond = start + step * length;
    beyond.to_i64()?;
    let (start, step, length) = (start.to_i64()?, step.to_i64()?, length.to_i64()?);
    let iterator = fields::new(&StaticType::RangeIterator.object());
    fields::set_number(&iterator, range_iterator::START, start as u64);
    fields::set_number(&iterator, range_iterator::STEP, step as u64);
    fields::set_number(&iterator, range_iterator::REMAINING, length as u64);
    Some(iterator)
}

/// An iterator over `length` numbers from `start` on, all of them ints, which it holds.
pub(super) fn long(start: Obj, step: Obj, length: Obj) -> Obj {
    let iterator = fields::new(&StaticType::LongRangeIterator.object());
    fields::set(&iterator, long_range_iterator::START, Some(start));
    fields::set(&iterator, long_range_iterator::STEP, Some(step));
    fields::set(&iterator, long_range_iterator::REMAINING, Some(length));
    iterator
}

fn next(_vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let remaining = fields::number(iterator, range_iterator::REMAINING);
    if remaining == 0 {
        return Ok(None);
    }
    let value = fields::number(iterator, range_iterator::START);
    let step = fields::number(iterator, range_iterator::STEP);
    fields::set_number(iterator, range_iterator::START, value.wrapping_add(step));
    fields::set_number(iterator, range_iterator::REMAINING, remaining - 1);
    Ok(Some(int::from_i64(value as i64)))
}

fn next_long(_vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let number = |field| fields::get(iterator, field);
    let (Some(value), Some(step), Some(remaining)) = (
        number(long_range_iterator::START),
        number(long_range_iterator::STEP),
        number(long_range_iterator::REMAINING),
    ) else {
        return Ok(None);
    };
    let left = int::to_bigint(&remaining);
    if !left.is_positive() {
        return Ok(None);
    }
    let after = int::to_bigint(&value) + int::to_bigint(&step);
    fields::set(
        iterator,
        long_range_iterator::START,
        Some(int::from_bigint(&after)),
    );
    fields::set(
        iterator,
        long_range_iterator::REMAINING,
        Some(int::from_bigint(&(left - 1))),
    );
    Ok(Some(value))
}
