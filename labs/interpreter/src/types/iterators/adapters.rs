//! `map`, `filter` (`Python/bltinmodule.c`) and `iter(callable, sentinel)` (`Objects/iterobject.c`).

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::{new_class, no_keywords_for};
use crate::vm::Vm;
use runtime::object::fields::{self, callable_iterator, filter, map};
use runtime::object::tuple;
use runtime::{Obj, StaticType, statics};

pub(super) fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::Map)
        .new_function(new_map)
        .iterator(next_mapped);
    Installer::for_type(vm, StaticType::Filter)
        .new_function(new_filter)
        .iterator(next_kept);
    Installer::for_type(vm, StaticType::CallableIterator).iterator(next_call);
}

fn new_map(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Map)?;
    no_keywords_for(vm, args, class, StaticType::Map)?;
    let [function, iterables @ ..] = args.rest().pos() else {
        return Err(vm.type_error("map() must have at least two arguments."));
    };
    if iterables.is_empty() {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iterators = iterables
        .iter()
        .map(|iterable| vm.iter(iterable))
        .collect::<PyResult<Vec<Obj>>>()?;
    let mapping = fields::new(class);
    fields::set(&mapping, map::ITERATORS, Some(tuple::new(iterators)));
    fields::set(&mapping, map::FUNCTION, Some(function.clone()));
    Ok(mapping)
}

fn next_mapped(vm: &Vm, mapping: &Obj) -> PyResult<Option<Obj>> {
    let parts = fields::get(mapping, map::FUNCTION).zip(fields::get(mapping, map::ITERATORS));
    let Some((function, iterators)) = parts else {
        return Ok(None);
    };
    let mut items = Vec::with_capacity(tuple::len(&iterators) as usize);
    for index in 0..tuple::len(&iterators) {
        let Some(iterator) = tuple::get(&iterators, index) else {
            return Ok(None);
        };
        match vm.next(&iterator)? {
            Some(item) => items.push(item),
            None => return Ok(None),
        }
    }
    vm.call_with(&function, &items).map(Some)
}

fn new_filter(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Filter)?;
    no_keywords_for(vm, args, class, StaticType::Filter)?;
    let args = Args::positional(args.rest().pos()).between(vm, "filter", 2, 2)?;
    let iterator = vm.iter(&args[1])?;
    let filtered = fields::new(class);
    fields::set(&filtered, filter::FUNCTION, Some(args[0].clone()));
    fields::set(&filtered, filter::ITERATOR, Some(iterator));
    Ok(filtered)
}

fn next_kept(vm: &Vm, filtered: &Obj) -> PyResult<Option<Obj>> {
    let parts =
        fields::get(filtered, filter::FUNCTION).zip(fields::get(filtered, filter::ITERATOR));
    let Some((function, iterator)) = parts else {
        return Ok(None);
    };
    let by_truth = statics::is_none(&function) || function.is(&StaticType::Bool.object());
    while let Some(item) = vm.next(&iterator)? {
        let keep = if by_truth {
            vm.is_true(&item)?
        } else {
            let verdict = vm.call_with(&function, std::slice::from_ref(&item))?;
            vm.is_true(&verdict)?
        };
        if keep {
            return Ok(Some(item));
        }
    }
    Ok(None)
}

fn next_call(vm: &Vm, iterator: &Obj) -> PyResult<Option<Obj>> {
    let Some(callable) = fields::get(iterator, callable_iterator::CALLABLE) else {
        return Ok(None);
    };
    let result = match vm.call_with(&callable, &[]) {
        Ok(result) => result,
        Err(raised) if raised.is(StaticType::StopIteration) => {
            forget_call(iterator);
            return Ok(None);
        }
        Err(raised) => return Err(raised),
    };
    let Some(sentinel) = fields::get(iterator, callable_iterator::SENTINEL) else {
        return Ok(None);
    };
    if vm.equal(&sentinel, &result)? {
        forget_call(iterator);
        return Ok(None);
    }
    Ok(Some(result))
}

/// The end: neither the callable nor the sentinel is needed any more.
fn forget_call(iterator: &Obj) {
    drop(fields::set(iterator, callable_iterator::CALLABLE, None));
    drop(fields::set(iterator, callable_iterator::SENTINEL, None));
}
