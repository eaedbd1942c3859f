//! When collections run: switched on or off, the thresholds, and what was counted so far.

use super::lists::dict_of;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::collector::{self, GENERATIONS};
use runtime::object::{int, list, tuple};
use runtime::{Obj, heap, statics};

pub(super) fn install(gc: &Installer<'_>) {
    gc.function("enable", |vm, args| {
        args.exactly::<0>(vm, "gc.enable")?;
        collector::set_enabled(true);
        Ok(statics::none())
    })
    .function("disable", |vm, args| {
        args.exactly::<0>(vm, "gc.disable")?;
        collector::set_enabled(false);
        Ok(statics::none())
    })
    .function("isenabled", |vm, args| {
        args.exactly::<0>(vm, "gc.isenabled")?;
        Ok(statics::bool(collector::is_enabled()))
    })
    .function("set_threshold", set_threshold)
    .function("get_threshold", |vm, args| {
        args.exactly::<0>(vm, "gc.get_threshold")?;
        Ok(tuple_of(collector::thresholds()))
    })
    .function("get_count", |vm, args| {
        args.exactly::<0>(vm, "gc.get_count")?;
        Ok(tuple_of(collector::counts()))
    })
    .function("get_stats", get_stats);
}

fn tuple_of(numbers: [i64; GENERATIONS]) -> Obj {
    tuple::new(numbers.map(int::from_i64).to_vec())
}

/// `gc.set_threshold(threshold0[, threshold1[, threshold2]])`.
fn set_threshold(vm: &Vm, args: Args<'_>) -> PyResult {
    args.no_keywords(vm, "set_threshold")?;
    let set_as_read = heap().profile().thresholds_are_set_as_read;
    check_number_of_thresholds(vm, args.len(), set_as_read)?;
    let mut parsed = Vec::new();
    let outcome = args
        .pos()
        .iter()
        .try_for_each(|given| threshold(vm, given).map(|it| parsed.push(it)));
    if outcome.is_ok() || set_as_read {
        for (generation, threshold) in parsed.into_iter().enumerate() {
            collector::set_threshold(generation, threshold.into());
        }
    }
    outcome.map(|()| statics::none())
}

fn check_number_of_thresholds(vm: &Vm, given: usize, set_as_read: bool) -> PyResult<()> {
    if (1..=GENERATIONS).contains(&given) {
        return Ok(());
    }
    Err(vm.type_error(if !set_as_read {
        "gc.set_threshold requires 1 to 3 arguments".to_owned()
    } else if given == 0 {
        "set_threshold() takes at least 1 argument (0 given)".to_owned()
    } else {
        format!("set_threshold() takes at most 3 arguments ({given} given)")
    }))
}

/// A C `int` as `PyArg_ParseTuple` reads it.
fn threshold(vm: &Vm, given: &Obj) -> PyResult<i32> {
    let number = vm
        .index(given)?
        .to_i64()
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C long"))?;
    number.to_i32().ok_or_else(|| {
        vm.overflow_error(if number < 0 {
            "signed integer is less than minimum"
        } else {
            "signed integer is greater than maximum"
        })
    })
}

/// `gc.get_stats()`: a dict a generation.
fn get_stats(vm: &Vm, args: Args<'_>) -> PyResult {
    args.exactly::<0>(vm, "gc.get_stats")?;
    let stats = collector::stats();
    Ok(list::new(stats.map(|figures| {
        dict_of([
            ("collections", figures.collections),
            ("collected", figures.collected),
            ("uncollectable", figures.uncollectable),
        ])
    })))
}
