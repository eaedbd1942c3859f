//! `time`: the host's clock, which may be a simulated one.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::{float, int};
use runtime::{StaticType, statics};

/// Names the functions of the module.
pub(super) fn install(_vm: &Vm, time: &Installer<'_>) {
    time.function("time", |vm, args| seconds(vm, args, "time.time"))
        .function("perf_counter", |vm, args| {
            seconds(vm, args, "time.perf_counter")
        })
        .function("monotonic", |vm, args| seconds(vm, args, "time.monotonic"))
        .function("process_time", |vm, args| {
            seconds(vm, args, "time.process_time")
        })
        .function("thread_time", |vm, args| {
            seconds(vm, args, "time.thread_time")
        })
        .function("time_ns", |vm, args| nanoseconds(vm, args, "time.time_ns"))
        .function("perf_counter_ns", |vm, args| {
            nanoseconds(vm, args, "time.perf_counter_ns")
        })
        .function("monotonic_ns", |vm, args| {
            nanoseconds(vm, args, "time.monotonic_ns")
        })
        .function("process_time_ns", |vm, args| {
            nanoseconds(vm, args, "time.process_time_ns")
        })
        .function("thread_time_ns", |vm, args| {
            nanoseconds(vm, args, "time.thread_time_ns")
        })
        .function("sleep", sleep);
}

fn seconds(vm: &Vm, args: Args<'_>, name: &str) -> PyResult {
    args.exactly::<0>(vm, name)?;
    Ok(float::new(vm.host.seconds()))
}

fn nanoseconds(vm: &Vm, args: Args<'_>, name: &str) -> PyResult {
    args.exactly::<0>(vm, name)?;
    Ok(int::from_i64((vm.host.seconds() * 1e9) as i64))
}

fn sleep(vm: &Vm, args: Args<'_>) -> PyResult {
    let [seconds] = args.exactly::<1>(vm, "time.sleep")?;
    let seconds = if StaticType::Float.is_instance(seconds) {
        float::value(seconds)
    } else {
        vm.index_i64(seconds)? as f64
    };
    if seconds.is_nan() {
        return Err(vm.value_error("Invalid value NaN (not a number)"));
    }
    if seconds < 0.0 {
        return Err(vm.value_error("sleep length must be non-negative"));
    }
    vm.host.sleep(seconds);
    Ok(statics::none())
}
