//! `enumerate` (`Objects/enumobject.c`).

use super::{empty_pair, reuse_pair};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::new_class;
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::object::fields::{self, enumerate as field};
use runtime::object::{int, str};
use runtime::{Obj, StaticType};

pub(super) fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::Enumerate)
        .new_function(new)
        .iterator(next);
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Enumerate)?;
    let (iterable, start) = parameters(vm, args.rest())?;
    let iterator = fields::new(class);
    match start {
        Some(start) => {
            let value = vm.index(start)?;
            match value.to_i64().filter(|&value| value < i64::MAX) {
                Some(value) => fields::set_number(&iterator, field::INDEX, value as u64),
                None => drop(fields::set(
                    &iterator,
                    field::LONG_INDEX,
                    Some(int::from_bigint(&value)),
                )),
            }
        }
        None => fields::set_number(&iterator, field::INDEX, 0),
    }
    fields::set(&iterator, field::ITERATOR, Some(vm.iter(iterable)?));
    fields::set(&iterator, field::RESULT, Some(empty_pair()));
    Ok(iterator)
}

/// `iterable` and `start`, in the words of `enumerate_vectorcall`.
fn parameters<'a>(vm: &Vm, args: Args<'a>) -> PyResult<(&'a Obj, Option<&'a Obj>)> {
    let given = args.values().len();
    if given > 2 {
        return Err(vm.type_error(format!(
            "enumerate() takes at most 2 arguments ({given} given)"
        )));
    }
    let (mut iterable, mut start) = (args.get(0), args.get(1));
    for (name, value) in args.keywords() {
        let name = str::to_string(name);
        match name.as_str() {
            "iterable" if iterable.is_none() => iterable = Some(value),
            "start" if start.is_none() => start = Some(value),
            _ => {
                let message = format!("'{name}' is an invalid keyword argument for enumerate()");
                return Err(vm.type_error(message));
            }
        }
    }
    match iterable {
        Some(iterable) => Ok((iterable, start)),
        None => Err(vm.type_error("enumerate() missing required argument 'iterable'")),
    }
}

fn next(vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let Some(inner) = fields::get(iterator, field::ITERATOR) else {
        return Ok(None);
    };
    let Some(item) = vm.next(&inner)? else {
        return Ok(None);
    };
    let index = next_index(iterator);
    Ok(Some(reuse_pair(iterator, field::RESULT, index, item)))
}

/// The index of this item; counts on, in big integers where a machine word ends.
fn next_index(iterator: &Obj) -> Obj {
    if let Some(long) = fields::get(iterator, field::LONG_INDEX) {
        let following = int::from_bigint(&(int::to_bigint(&long) + 1));
        drop(fields::set(iterator, field::LONG_INDEX, Some(following)));
        return long;
    }
    let index = fields::number(iterator, field::INDEX) as i64;
    match index.checked_add(1) {
        Some(following) if following < i64::MAX => {
            fields::set_number(iterator, field::INDEX, following as u64);
        }
        _ => {
            let following = int::from_bigint(&(int::to_bigint(&int::from_i64(index)) + 1));
            drop(fields::set(iterator, field::LONG_INDEX, Some(following)));
        }
    }
    int::from_i64(index)
}
