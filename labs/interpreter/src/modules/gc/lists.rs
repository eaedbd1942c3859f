//! `gc.callbacks` and `gc.garbage`: the lists through which the collector talks to a program.
//!
//! Both belong to the collector, so that they stay the same ones whatever a program puts under these names.

use crate::eval::Occasion;
use crate::native::Installer;
use crate::vm::Vm;
use runtime::collector::{self, Collected};
use runtime::object::{dict, int, list, str};
use runtime::{Obj, interning};
use std::cell::OnceCell;

/// The lists, once the module is imported; before, nothing can be in them.
#[derive(Default)]
pub(crate) struct Lists {
    callbacks: OnceCell<Obj>,
    garbage: OnceCell<Obj>,
}

impl Lists {
    /// Those that there are.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Obj> {
        [self.callbacks.get(), self.garbage.get()]
            .into_iter()
            .flatten()
    }
}

pub(super) fn install(vm: &Vm, gc: &Installer<'_>) {
    let lists = &vm.gc_lists;
    let garbage = lists.garbage.get_or_init(|| list::new([]));
    let callbacks = lists.callbacks.get_or_init(|| list::new([]));
    gc.value("garbage", garbage.clone())
        .value("callbacks", callbacks.clone());
}

/// Tells `gc.callbacks` that a collection starts.
pub(crate) fn collection_starts(generation: usize) {
    invoke_callbacks("start", generation, &Collected::default());
}

/// Tells `gc.callbacks` what a collection did.
pub(crate) fn collection_ends(generation: usize, collected: &Collected) {
    invoke_callbacks("stop", generation, collected);
}

/// Calls each callback with the phase and the same dict (`invoke_gc_callback`). One that raises is reported, and the
/// next is called.
fn invoke_callbacks(phase: &str, generation: usize, collected: &Collected) {
    let Some(vm) = Vm::current() else {
        return;
    };
    let Some(callbacks) = vm.gc_lists.callbacks.get() else {
        return;
    };
    if list::len(callbacks) == 0 {
        return;
    }
    let info = dict_of([
        ("generation", generation as u64),
        ("collected", collected.collected),
        ("uncollectable", collected.uncollectable),
    ]);
    let phase = str::new(phase);
    let mut place = 0;
    // A callback may change the list.
    while let Some(callback) = list::get(callbacks, place) {
        place += 1;
        if let Err(raised) = vm.call_lent(&callback, &[&phase, &info]) {
            vm.report_unraisable(Occasion::CollectorCallback, raised, &callback);
        }
    }
}

/// A dict of numbers by name.
pub(super) fn dict_of<const N: usize>(entries: [(&str, u64); N]) -> Obj {
    let made = dict::new();
    for (name, number) in entries {
        dict::set_str(
            &made,
            &interning::intern_text(name),
            int::from_i64(number as i64),
        );
    }
    made
}

/// Puts what `gc.DEBUG_SAVEALL` keeps into `gc.garbage`.
pub(crate) fn keep_garbage(objects: Vec<Obj>) {
    let Some(vm) = Vm::current() else {
        return;
    };
    if let Some(garbage) = vm.gc_lists.garbage.get() {
        for object in objects {
            list::push(garbage, object);
        }
    }
}

/// At the interpreter's end, lists what is in `gc.garbage` on standard error if the program asked for that and garbage
/// was not kept on purpose (`_PyGC_DumpShutdownStats`).
pub(crate) fn end_of_garbage(vm: &Vm) {
    let flags = collector::debug_flags();
    let lists_it = flags & collector::DEBUG_UNCOLLECTABLE != 0;
    let kept_on_purpose = flags & collector::DEBUG_SAVEALL != 0;
    let Some(garbage) = vm.gc_lists.garbage.get() else {
        return;
    };
    if !lists_it || kept_on_purpose || list::len(garbage) == 0 {
        return;
    }
    match vm.repr_text(garbage) {
        Ok(text) => vm.write_message(&format!("      {text}\n")),
        Err(raised) => vm.report_unraisable(Occasion::Other, raised, garbage),
    }
}
