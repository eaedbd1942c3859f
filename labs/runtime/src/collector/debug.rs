//! What `gc.set_debug()` asks for: notes on standard error, and garbage kept.
//!
//! The texts are those of CPython's `Modules/gcmodule.c`.

use super::collection::Collected;
use super::state::Collector;
use crate::heap::heap;
use crate::memory::{Granule, load, object_at};
use crate::object::header::TYPE;
use crate::object::{Borrowed, types};

/// Prints statistics.
pub const DEBUG_STATS: u32 = 1 << 0;
/// Prints the unreachable objects that can be freed.
pub const DEBUG_COLLECTABLE: u32 = 1 << 1;
/// Prints those that cannot.
pub const DEBUG_UNCOLLECTABLE: u32 = 1 << 2;
/// Keeps all of them in `gc.garbage`.
pub const DEBUG_SAVEALL: u32 = 1 << 5;
/// What finds leaks: prints and keeps all.
pub const DEBUG_LEAK: u32 = DEBUG_COLLECTABLE | DEBUG_UNCOLLECTABLE | DEBUG_SAVEALL;

fn asks_for(collector: &Collector, flag: u32) -> bool {
    collector.debug_flags.get() & flag != 0
}

fn say(text: &str) {
    if let Some(hooks) = heap().hooks() {
        (hooks.debug_note)(text);
    }
}

fn seconds() -> f64 {
    heap().hooks().map_or(0.0, |hooks| (hooks.seconds)())
}

pub(super) fn saves_all(collector: &Collector) -> bool {
    asks_for(collector, DEBUG_SAVEALL)
}

/// Tells what is about to be collected; the time, if the end is to tell how long it took.
pub(super) fn say_start(collector: &Collector, generation: usize) -> Option<f64> {
    if !asks_for(collector, DEBUG_STATS) {
        return None;
    }
    let sizes = super::sizes().map(|size| size.to_string());
    say(&format!(
        "gc: collecting generation {generation}...\n\
         gc: objects in each generation: {}\n\
         gc: objects in permanent generation: {}\n",
        sizes.join(" "),
        collector.permanent.borrow().len()
    ));
    Some(seconds())
}

pub(super) fn say_collectable(collector: &Collector, unreachable: &[Granule]) {
    if !asks_for(collector, DEBUG_COLLECTABLE) {
        return;
    }
    for &granule in unreachable {
        let object = object_at(granule);
        let name = types::name(&Borrowed::at(load(object + TYPE)));
        say(&format!("gc: collectable <{name} {object:#x}>\n"));
    }
}

pub(super) fn say_end(collector: &Collector, collected: Collected, started: Option<f64>) {
    let Some(started) = started.filter(|_| asks_for(collector, DEBUG_STATS)) else {
        return;
    };
    let Collected {
        collected,
        uncollectable,
    } = collected;
    let unreachable = collected + uncollectable;
    let elapsed = seconds() - started;
    say(&format!(
        "gc: done, {unreachable} unreachable, {uncollectable} uncollectable, {elapsed:.4}s elapsed\n"
    ));
}
