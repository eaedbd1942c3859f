//! The cycle collector: what reference counts cannot free.
//!
//! Follows CPython 3.12's `Modules/gcmodule.c` in everything that a program can see: which objects are tracked, when a
//! collection runs and on which generation, the order of the lists, of weak reference callbacks and of finalizers.
//! What nobody can see is done otherwise, because linked lists over scattered objects are what makes a
//! collection slow:
//!
//! | CPython | here |
//! |---|---|
//! | a generation links its objects through their prefixes | an array of granule numbers in the same order ([`list`]) |
//! | `gc_refs` and flags in the prefix | a byte in a table, found from an address by a shift ([`marks`]) |
//! | the count copied, internal references subtracted | internal references counted, compared with the count ([`reach`]) |
//! | `tp_traverse` through a function pointer | a match on the layout ([`visit`](crate::visit)) |
//! | `tp_clear` on each object | all garbage freed at once, where the order cannot be seen ([`reclaim`]) |
//!
//! | module | what it does |
//! |---|---|
//! | `schedule` | counts allocations, decides when and what to collect |
//! | `incremental`, `roots` | the other policy, of 3.14.1 to 3.14.4: some objects at a time |
//! | `collection` | one collection, from the lists to the statistics |
//! | `reach` | phases 1 and 2: count internal references, move the unreachable |
//! | `by_class` | remembers what is to be known of classes |
//! | `notable` | objects whose end programs' code can see |
//! | `weakrefs`, `finalize` | phases 3 and 4: what programs' code sees of the end |
//! | `reclaim`, `clear` | phase 5: the end |
//! | `ahead` | asks for objects before their turn |
//! | `untrack` | tuples and dicts that hold only atoms |
//! | `inspect`, `debug`, `audit` | what may be asked |

mod ahead;
mod audit;
mod by_class;
mod clear;
mod collection;
mod debug;
pub(crate) mod finalize;
mod incremental;
mod inspect;
mod list;
mod marks;
pub(crate) mod notable;
mod reach;
mod reclaim;
mod roots;
mod schedule;
mod state;
mod untrack;
mod weakrefs;

pub use collection::Collected;
pub use debug::{DEBUG_COLLECTABLE, DEBUG_LEAK, DEBUG_SAVEALL, DEBUG_STATS, DEBUG_UNCOLLECTABLE};
pub use inspect::{Explained, Fate};
pub(crate) use state::Collector;
pub use state::{GENERATIONS, GenerationStats};

use crate::heap::heap;
use crate::object::{Obj, header, types};
use state::OLDEST;

#[inline(always)]
fn collector() -> &'static Collector {
    heap().collector()
}

/// Collects a generation and all younger ones, as `gc.collect()` asks; nothing if a collection is under way.
///
/// # Panics
/// If there is no such generation.
pub fn collect(generation: usize) -> Collected {
    assert!(generation < GENERATIONS, "there are three generations");
    collector().collect(generation)
}

/// Collects everything without telling `gc.callbacks`, as the end of the interpreter does (`_PyGC_CollectNoFail`).
pub fn collect_untold() -> Collected {
    collector().collect_untold()
}

/// Runs the collection that allocations asked for, if they did: the interpreter calls this where it can be interrupted.
#[inline(always)]
pub fn run_if_due() {
    if collector().due.get() {
        collector().run_due();
    }
}

/// Whether collections start by themselves.
pub fn is_enabled() -> bool {
    collector().enabled.get()
}

/// Whether collections are to start by themselves.
pub fn set_enabled(enabled: bool) {
    collector().enabled.set(enabled);
}

/// The counts past which a generation is collected, youngest first.
pub fn thresholds() -> [i64; GENERATIONS] {
    std::array::from_fn(|generation| collector().thresholds[generation].get())
}

/// Sets one of them; 0 for the youngest stops automatic collections. Increments have no use for the third.
///
/// # Panics
/// If there is no such generation.
pub fn set_threshold(generation: usize, threshold: i64) {
    let is_used = generation != OLDEST || collector().increments.is_none();
    if is_used {
        collector().thresholds[generation].set(threshold);
    }
}

/// For the youngest generation allocations less deallocations, for the others collections of the one before; under
/// increments, collections of the young generation alone in this round and in the one before.
pub fn counts() -> [i64; GENERATIONS] {
    let lists = collector().lists_by_age();
    lists.map(|list| collector().counts[list].get())
}

/// What collections did so far, by generation.
pub fn stats() -> [GenerationStats; GENERATIONS] {
    std::array::from_fn(|generation| collector().stats[generation].get())
}

/// The sum of the `DEBUG_` flags set.
pub fn debug_flags() -> u32 {
    collector().debug_flags.get()
}

/// Sets the `DEBUG_` flags.
pub fn set_debug_flags(flags: u32) {
    collector().debug_flags.set(flags);
}

/// The tracked objects of one generation, or of all from the youngest to the oldest, each in the order of its list.
///
/// # Panics
/// If there is no such generation.
pub fn objects(generation: Option<usize>) -> Vec<Obj> {
    collector().objects(generation)
}

/// Whether the collector looks at the object.
pub fn is_tracked(object: &Obj) -> bool {
    collector().is_tracked(object.address())
}

/// Whether the object's finalizer was called.
pub fn is_finalized(object: &Obj) -> bool {
    let has_prefix = types::flags_of(&object.class()) & types::flags::HAVE_GC != 0;
    has_prefix && collector().is_finalized(object.address())
}

/// What the object refers to, in the order of its type's `tp_traverse`.
pub fn referents(object: &Obj) -> Vec<Obj> {
    inspect::referents(object)
}

/// The tracked objects that refer to one of `targets`, youngest generation first.
pub fn referrers(targets: &[Obj]) -> Vec<Obj> {
    collector().referrers(targets)
}

/// Sets all tracked objects aside: collections pass over them.
pub fn freeze() {
    collector().freeze();
}

/// Moves what was set aside to the oldest generation.
pub fn unfreeze() {
    collector().unfreeze();
}

/// How many objects are set aside.
pub fn freeze_count() -> u64 {
    collector().permanent.borrow().len() as u64
}

/// How many objects each generation holds, youngest first; under increments, how many are young, visited and pending.
pub fn sizes() -> [u64; GENERATIONS] {
    let lists = collector().lists_by_age();
    lists.map(|list| collector().generations[list].borrow().len() as u64)
}

/// What the first two phases of a collection of `generation` would find on the heap as it is, in the order in which they
/// look at the objects. The heap is as before afterwards.
///
/// # Panics
/// If there is no such generation.
pub fn explain(generation: usize) -> Vec<Explained> {
    collector().explain(generation)
}

impl Collector {
    /// Whether the object's finalizer was called: a bit in its prefix.
    #[inline(always)]
    pub(crate) fn is_finalized(&self, object: u64) -> bool {
        crate::memory::load(object - header::GC_PREFIX + 8) & 1 != 0
    }
}
