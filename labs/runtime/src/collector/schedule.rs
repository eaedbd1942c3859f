//! When the collector runs: allocations counted, thresholds, and the rule that keeps full collections rare.
//!
//! Follows `_PyObject_GC_Link`, `_Py_RunGC` and `gc_collect_generations` of CPython's `Modules/gcmodule.c`. A version that
//! collects in increments does one whenever the threshold is passed ([`incremental`](super::incremental)).

use super::collection::{self, Collected};
use super::incremental::INCREMENT;
use super::state::{Collector, OLDEST, YOUNGEST};
use crate::heap::heap;

impl Collector {
    // ANCHOR: count
    /// Memory for one object more that can be in a cycle.
    #[inline(always)]
    pub fn count_allocation(&self) {
        if !self.counts_tracked {
            self.count_up();
        }
    }

    /// Memory of one given back.
    #[inline(always)]
    pub fn count_free(&self) {
        if !self.counts_tracked {
            self.count_down(1);
        }
    }

    #[inline(always)]
    pub fn count_up(&self) {
        let count = self.counts[YOUNGEST].get() + 1;
        self.counts[YOUNGEST].set(count);
        if count > self.thresholds[YOUNGEST].get() {
            self.ask_for_collection();
        }
    }

    /// What a collection has not counted is not taken off.
    #[inline(always)]
    pub fn count_down(&self, objects: i64) {
        let count = self.counts[YOUNGEST].get();
        self.counts[YOUNGEST].set((count - objects).max(0));
    }
    // ANCHOR_END: count

    #[cold]
    #[inline(never)]
    fn ask_for_collection(&self) {
        let is_stopped = self.thresholds[YOUNGEST].get() == 0;
        if !self.enabled.get() || is_stopped || self.collecting.get() {
            return;
        }
        if heap().profile().collects_inside_allocations {
            self.collect_generations();
        } else {
            self.due.set(true);
        }
    }

    /// Serves the request for a collection, at a place where the interpreter can be interrupted.
    #[cold]
    #[inline(never)]
    pub fn run_due(&self) {
        self.due.set(false);
        if !self.enabled.get() || self.collecting.get() {
            return;
        }
        match &self.increments {
            None => self.collect_generations(),
            Some(_) => {
                self.collect(INCREMENT);
            }
        }
    }

    // ANCHOR: which_generation
    /// Collects the oldest generation whose count passed its threshold, with all younger ones. The oldest of all
    /// waits until a quarter as many objects came into it as survived its last collection.
    fn collect_generations(&self) {
        let is_over = |&generation: &usize| {
            let over = self.counts[generation].get() > self.thresholds[generation].get();
            over && (generation != OLDEST || !self.has_few_new_survivors())
        };
        if let Some(generation) = (0..=OLDEST).rev().find(is_over) {
            self.collect(generation);
        }
    }

    fn has_few_new_survivors(&self) -> bool {
        self.long_lived_pending.get() < self.long_lived_total.get() / 4
    }
    // ANCHOR_END: which_generation

    /// Collects, telling `gc.callbacks` before and after; nothing if a collection is under way
    /// (`gc_collect_with_callback`).
    pub fn collect(&self, generation: usize) -> Collected {
        if self.collecting.replace(true) {
            return Collected::default();
        }
        let hooks = heap().hooks();
        if let Some(hooks) = hooks {
            (hooks.collection_starts)(generation);
        }
        let collected = collection::run(self, generation);
        if let Some(hooks) = hooks {
            (hooks.collection_ends)(generation, &collected);
        }
        self.collecting.set(false);
        collected
    }

    /// Collects everything without telling anyone (`_PyGC_CollectNoFail`).
    pub fn collect_untold(&self) -> Collected {
        if self.collecting.replace(true) {
            return Collected::default();
        }
        let collected = collection::run(self, OLDEST);
        self.collecting.set(false);
        collected
    }
}
