//! Questions about objects: which are tracked, what refers to them, what they refer to.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::collector::{self, GENERATIONS};
use runtime::object::{int, list, tuple};
use runtime::{Obj, heap, statics};

pub(super) fn install(gc: &Installer<'_>) {
    gc.function("get_objects", get_objects)
        .function("get_referrers", get_referrers)
        .function("get_referents", get_referents)
        .function("is_tracked", |vm, args| {
            let [object] = args.exactly::<1>(vm, "gc.is_tracked")?;
            Ok(statics::bool(collector::is_tracked(object)))
        })
        .function("is_finalized", |vm, args| {
            let [object] = args.exactly::<1>(vm, "gc.is_finalized")?;
            Ok(statics::bool(collector::is_finalized(object)))
        })
        .function("freeze", |vm, args| {
            args.exactly::<0>(vm, "gc.freeze")?;
            collector::freeze();
            Ok(statics::none())
        })
        .function("unfreeze", |vm, args| {
            args.exactly::<0>(vm, "gc.unfreeze")?;
            collector::unfreeze();
            Ok(statics::none())
        })
        .function("get_freeze_count", |vm, args| {
            args.exactly::<0>(vm, "gc.get_freeze_count")?;
            Ok(int::from_i64(collector::freeze_count() as i64))
        });
}

/// `gc.get_objects(generation=None)`.
fn get_objects(vm: &Vm, args: Args<'_>) -> PyResult {
    let [generation] = args.bind(vm, "get_objects", ["generation"], 1, 0)?;
    let generation = generation.map_or(Ok(None), |given| chosen_generation(vm, given))?;
    Ok(list_of(collector::objects(generation)))
}

/// A generation's number; −1 says all of them, as `None` does.
fn chosen_generation(vm: &Vm, given: &Obj) -> PyResult<Option<usize>> {
    if statics::is_none(given) {
        return Ok(None);
    }
    if vm.special(given, &vm.names.index).is_none() {
        let class = vm.type_name(given);
        let message = format!("argument should be integer or None, not '{class}'");
        return Err(vm.type_error(message));
    }
    let number = vm
        .index(given)?
        .to_i64()
        .ok_or_else(|| vm.overflow_error("cannot fit 'int' into an index-sized integer"))?;
    match number {
        -1 => Ok(None),
        ..-1 => Err(vm.value_error("generation parameter cannot be negative")),
        _ if number >= GENERATIONS as i64 => Err(vm.value_error(format!(
            "generation parameter must be less than the number of available generations ({GENERATIONS})"
        ))),
        _ => Ok(Some(number as usize)),
    }
}

/// `gc.get_referrers(*objects)`.
fn get_referrers(vm: &Vm, args: Args<'_>) -> PyResult {
    args.no_keywords(vm, &name_in_messages("get_referrers"))?;
    // CPython's tuple of the arguments refers to them too, and is left out.
    let arguments = tuple::new(args.pos().to_vec());
    let mut referrers = collector::referrers(args.pos());
    referrers.retain(|referrer| !referrer.is(&arguments));
    Ok(list_of(referrers))
}

/// `gc.get_referents(*objects)`.
fn get_referents(vm: &Vm, args: Args<'_>) -> PyResult {
    args.no_keywords(vm, &name_in_messages("get_referents"))?;
    let _arguments = tuple::new(args.pos().to_vec());
    Ok(list_of(args.pos().iter().flat_map(collector::referents)))
}

/// A list that grew to its length, as one that is appended to.
fn list_of(objects: impl IntoIterator<Item = Obj>) -> Obj {
    let made = list::new([]);
    for object in objects {
        list::push(&made, object);
    }
    made
}

/// To 3.12 functions of any number of arguments stand in messages without their module.
fn name_in_messages(name: &str) -> String {
    if heap().profile().version.minor() < 13 {
        name.to_owned()
    } else {
        format!("gc.{name}")
    }
}
