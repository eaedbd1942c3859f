//! Iteration: `len`, `iter`, `next`, `sorted`, `any`, `all`.

use crate::error::PyResult;
use crate::eval::generator::{self, Sent};
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::fields::{self, callable_iterator};
use runtime::object::{int, list};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("len", len)
        .function("iter", iter)
        .function("next", next)
        .function("sorted", sorted)
        .function("any", |vm, args| decide(vm, args, "any", true))
        .function("all", |vm, args| decide(vm, args, "all", false));
}

fn len(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "len")?;
    Ok(int::from_i64(vm.len(object)? as i64))
}

fn iter(vm: &Vm, args: Args<'_>) -> PyResult {
    match args.between(vm, "iter", 1, 2)? {
        [callable, sentinel] => {
            if !vm.is_callable(callable) {
                return Err(vm.type_error("iter(object, sentinel): object must be callable"));
            }
            let iterator = fields::new(&StaticType::CallableIterator.object());
            fields::set(
                &iterator,
                callable_iterator::CALLABLE,
                Some(callable.clone()),
            );
            fields::set(
                &iterator,
                callable_iterator::SENTINEL,
                Some(sentinel.clone()),
            );
            Ok(iterator)
        }
        values => vm.iter(&values[0]),
    }
}

fn next(vm: &Vm, args: Args<'_>) -> PyResult {
    let values = args.between(vm, "next", 1, 2)?;
    let iterator = &values[0];
    if !vm.is_iterator(iterator) {
        let given = vm.type_name(iterator);
        return Err(vm.type_error(format!("'{given}' object is not an iterator")));
    }
    let default = values.get(1);
    let exhausted = |value: Option<Obj>| match default {
        Some(default) => Ok(default.clone()),
        None => Err(vm.stop_iteration(value)),
    };
    if StaticType::Generator.is_exact(iterator) {
        return match generator::send(vm, iterator, statics::none())? {
            Sent::Yielded(item) => Ok(item),
            Sent::Returned(value) => {
                exhausted(Some(value).filter(|value| !statics::is_none(value)))
            }
        };
    }
    if default.is_none() && vm.next_function(iterator).is_none() {
        // The exception of a Python `__next__` goes on as it is, its value with it.
        let function = vm.get_attr(&iterator.class(), &vm.names.next)?;
        return vm.call_with(&function, std::slice::from_ref(iterator));
    }
    match vm.next(iterator)? {
        Some(item) => Ok(item),
        None => exhausted(None),
    }
}

/// `sorted(iterable, **options)`: a new list, sorted by `list.sort`.
fn sorted(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.len();
    if given != 1 {
        return Err(vm.type_error(format!("sorted expected 1 argument, got {given}")));
    }
    let list = list::new([]);
    crate::types::list::extend(vm, &list, &args[0])?;
    let sort = vm.get_attr(&list, &vm.names.sort)?;
    vm.call(&sort, args.rest())?;
    Ok(list)
}

/// The first item whose truth is `wanted` decides.
fn decide(vm: &Vm, args: Args<'_>, name: &str, wanted: bool) -> PyResult {
    let [iterable] = args.exactly::<1>(vm, name)?;
    let iterator = vm.iter(iterable)?;
    while let Some(item) = vm.next(&iterator)? {
        if vm.is_true(&item)? == wanted {
            return Ok(statics::bool(wanted));
        }
    }
    Ok(statics::bool(!wanted))
}
