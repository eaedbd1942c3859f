//! `gc`: what a program can ask of the cycle collector, and tell it.
//!
//! Follows `Modules/gcmodule.c`. The collector itself is [`runtime::collector`].
//!
//! | module | what it is |
//! |---|---|
//! | `lists` | `gc.callbacks` and `gc.garbage` |
//! | `objects` | questions about objects: tracked, referrers, referents |
//! | `schedule` | when collections run: thresholds, counts, statistics |

mod lists;
mod objects;
mod schedule;

pub(crate) use lists::{Lists, collection_ends, collection_starts, end_of_garbage, keep_garbage};

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments;
use crate::vm::Vm;
use runtime::collector::{self, GENERATIONS};
use runtime::object::int;
use runtime::statics;

/// Names the functions and values of the module.
pub(super) fn install(vm: &Vm, gc: &Installer<'_>) {
    lists::install(vm, gc);
    objects::install(gc);
    schedule::install(gc);
    gc.function("collect", collect)
        .function("set_debug", set_debug)
        .function("get_debug", |vm, args| {
            args.exactly::<0>(vm, "gc.get_debug")?;
            Ok(int::from_i64((collector::debug_flags() as i32).into()))
        });
    for (name, flag) in [
        ("DEBUG_STATS", collector::DEBUG_STATS),
        ("DEBUG_COLLECTABLE", collector::DEBUG_COLLECTABLE),
        ("DEBUG_UNCOLLECTABLE", collector::DEBUG_UNCOLLECTABLE),
        ("DEBUG_SAVEALL", collector::DEBUG_SAVEALL),
        ("DEBUG_LEAK", collector::DEBUG_LEAK),
    ] {
        gc.value(name, int::from_i64(flag.into()));
    }
}

/// `gc.collect(generation=2)`: how many unreachable objects were found.
fn collect(vm: &Vm, args: Args<'_>) -> PyResult {
    let [generation] = args.bind(vm, "collect", ["generation"], 1, 0)?;
    let generation = match generation {
        Some(given) => usize::try_from(arguments::c_int(vm, given)?)
            .ok()
            .filter(|&it| it < GENERATIONS)
            .ok_or_else(|| vm.value_error("invalid generation"))?,
        None => GENERATIONS - 1,
    };
    let found = collector::collect(generation);
    Ok(int::from_i64(
        (found.collected + found.uncollectable) as i64,
    ))
}

fn set_debug(vm: &Vm, args: Args<'_>) -> PyResult {
    let [flags] = args.exactly::<1>(vm, "gc.set_debug")?;
    collector::set_debug_flags(arguments::c_int(vm, flags)? as u32);
    Ok(statics::none())
}
