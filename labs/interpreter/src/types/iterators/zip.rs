//! `zip` (`Python/bltinmodule.c`).

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::new_class;
use crate::vm::Vm;
use runtime::object::fields::{self, zip as field};
use runtime::object::{str, tuple};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::Zip)
        .new_function(new)
        .iterator(next);
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Zip)?;
    let args = args.rest();
    let mut strict = false;
    for (name, value) in args.keywords() {
        let name = str::to_string(name);
        if name != "strict" {
            return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for zip()")));
        }
        strict = vm.is_true(value)?;
    }
    let iterators = args
        .pos()
        .iter()
        .map(|iterable| vm.iter(iterable))
        .collect::<PyResult<Vec<Obj>>>()?;
    let count = iterators.len();
    let zip = fields::new(class);
    fields::set_number(&zip, field::LENGTH, count as u64);
    fields::set(&zip, field::ITERATORS, Some(tuple::new(iterators)));
    fields::set(
        &zip,
        field::RESULT,
        Some(tuple::new(vec![statics::none(); count])),
    );
    fields::set_number(&zip, field::STRICT, u64::from(strict));
    Ok(zip)
}

fn next(vm: &Vm, zip: &Obj) -> PyResult<Option<Obj>> {
    let Some(iterators) = fields::get(zip, field::ITERATORS) else {
        return Ok(None);
    };
    let count = tuple::len(&iterators);
    if count == 0 {
        return Ok(None);
    }
    let kept = fields::peek(zip, field::RESULT)
        .filter(|kept| kept.refcount() == 1)
        .map(|kept| kept.clone());
    let made = kept.unwrap_or_else(|| tuple::new(vec![statics::none(); count as usize]));
    for index in 0..count {
        let Some(iterator) = tuple::get(&iterators, index) else {
            return Ok(None);
        };
        let Some(item) = vm.next(&iterator)? else {
            if fields::number(zip, field::STRICT) != 0 {
                check_even(vm, &iterators, index)?;
            }
            return Ok(None);
        };
        drop(tuple::replace(&made, index, item));
    }
    Ok(Some(made))
}

/// Complains that a strict zip's iterator number `ended` is exhausted, if not all of them are.
fn check_even(vm: &Vm, iterators: &Obj, ended: u64) -> PyResult<()> {
    let complain = |index: u64, how: &str| {
        let others = if index == 1 { " " } else { "s 1-" };
        vm.value_error(format!(
            "zip() argument {} is {how} than argument{others}{index}",
            index + 1
        ))
    };
    if ended > 0 {
        return Err(complain(ended, "shorter"));
    }
    for index in 1..tuple::len(iterators) {
        if let Some(iterator) = tuple::get(iterators, index)
            && vm.next(&iterator)?.is_some()
        {
            return Err(complain(index, "longer"));
        }
    }
    Ok(())
}
