//! Collecting in increments, as CPython 3.14.1 to 3.14.4 did (`Python/gc.c`): the young objects and some of the old ones
//! at a time, so that no automatic collection looks at the whole heap.
//!
//! ```text
//!   young ──▶ visited ◀── pending        what stays of an increment is visited
//!                └──────────▲            once nothing is pending, the two change places: a round is over
//! ```
//!
//! A round starts with marking: what the namespaces and the frames reach is alive and is visited at once. What is left
//! is looked at increment by increment. An increment takes an old object together with everything pending that
//! it reaches, so that a cycle is never torn apart. How much it takes is `work_to_do`.
//!
//! The young generation is number 0, the increment 1, and 2 is everything.

use super::collection::{self, Collected, Region};
use super::marks::Lists;
use super::roots;
use super::state::{Collector, GENERATIONS, OLDEST, YOUNGEST};
use super::untrack;
use crate::memory::{Granule, granule_of, object_at};
use crate::visit::{Visitor, visit};
use std::cell::Cell;

/// The number by which `gc.collect()` asks for an increment, and under which statistics count it.
pub(super) const INCREMENT: usize = 1;

/// The numbers of the lists that old objects are in.
const SPACES: [usize; 2] = [1, OLDEST];

/// An increment takes on so small a part of the heap, divided by the second threshold.
const SCAN_RATE_DIVISOR: i64 = 10;

/// What the next increment does.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
enum Phase {
    /// It marks what is alive.
    #[default]
    Mark,
    /// It collects.
    Collect,
}

/// How far the present round has come.
#[derive(Default)]
pub(crate) struct Increments {
    /// Which of [`SPACES`] holds what this round has seen.
    visited: Cell<usize>,
    /// Objects that increments have still to look at; negative when marking was ahead of them.
    work_to_do: Cell<i64>,
    phase: Cell<Phase>,
}

impl Increments {
    /// The number of the list of old objects that this round has seen.
    pub fn visited(&self) -> usize {
        SPACES[self.visited.get()]
    }

    /// The number of the list of those that it has not.
    pub fn pending(&self) -> usize {
        SPACES[1 - self.visited.get()]
    }

    fn take_off(&self, objects: usize) {
        self.work_to_do.set(self.work_to_do.get() - objects as i64);
    }
}

/// Collects as `generation` says.
pub(super) fn collect(
    collector: &Collector,
    increments: &Increments,
    generation: usize,
) -> Collected {
    let collected = match generation {
        YOUNGEST => Some(collect_young(collector, increments)),
        INCREMENT => collect_increment(collector, increments),
        _ => Some(collect_full(collector, increments)),
    };
    if let Some(collected) = collected {
        collection::count_in_statistics(collector, generation, collected);
    }
    collected.unwrap_or_default()
}

fn collect_young(collector: &Collector, increments: &Increments) -> Collected {
    untrack_young_tuples(collector);
    let visited = increments.visited();
    let region = Region {
        list: collector.generations[YOUNGEST].borrow_mut().take(),
        is_placed: false,
        marked: collector.marked_in(&[YOUNGEST]),
        from: YOUNGEST,
        older: visited,
        is_full: false,
    };
    let (collected, _) = collection::collect_region(collector, region);
    collector.counts[YOUNGEST].set(0);
    let collections = &collector.counts[visited];
    collections.set(collections.get() + 1);
    collected
}

fn collect_full(collector: &Collector, increments: &Increments) -> Collected {
    untrack_young_tuples(collector);
    let lists = [increments.visited(), increments.pending(), YOUNGEST];
    let marked = collector.marked_in(&lists);
    let list = lists
        .iter()
        .flat_map(|&list| collector.generations[list].borrow_mut().take())
        .collect();
    let region = Region {
        list,
        is_placed: false,
        marked,
        from: YOUNGEST,
        older: OLDEST,
        is_full: true,
    };
    let (collected, _) = collection::collect_region(collector, region);
    for count in &collector.counts {
        count.set(0);
    }
    increments.visited.set(0);
    increments.work_to_do.set(0);
    increments.phase.set(Phase::Mark);
    collected
}

// ANCHOR: increment
/// Does an increment; none if marking was so far ahead that nothing is to do, or if this marks.
fn collect_increment(collector: &Collector, increments: &Increments) -> Option<Collected> {
    let work = increments.work_to_do.get() + new_work(collector);
    increments.work_to_do.set(work);
    if work < 0 {
        return None;
    }
    untrack_young_tuples(collector);
    if increments.phase.get() == Phase::Mark {
        let marked = roots::mark_all(collector, increments);
        // CPython takes what it marked off twice, once in `mark_at_start` and once in its caller.
        increments.take_off(2 * marked);
        increments.phase.set(Phase::Collect);
        return None;
    }
    increments.take_off(roots::mark_frames(collector, increments));
    let list = take_increment(collector, increments);
    let size = list.len();
    let region = Region {
        list,
        is_placed: false,
        marked: Lists::of(&[collector.spare_mark()]),
        from: YOUNGEST,
        older: increments.visited(),
        is_full: false,
    };
    let (collected, _) = collection::collect_region(collector, region);
    collector.count_down(collected.collected as i64);
    increments.take_off(size);
    if collector.generations[increments.pending()].borrow().len() == 0 {
        complete_round(collector, increments);
    }
    Some(collected)
}

/// The objects that are new, and as many again of the old ones as a hundredth of the heap, by the second threshold, but
/// not more than twice the new ones (`assess_work_to_do`).
fn new_work(collector: &Collector) -> i64 {
    let new = collector.counts[YOUNGEST].replace(0);
    let scale = collector.thresholds[1].get().max(2);
    let heap_fraction = collector.tracked() as i64 / SCAN_RATE_DIVISOR / scale;
    new + heap_fraction.min(2 * new)
}

/// Takes the young objects, and pending ones with all that they reach until there are enough.
fn take_increment(collector: &Collector, increments: &Increments) -> Vec<Granule> {
    let mut increment = Increment {
        collector,
        list: collector.generations[YOUNGEST].borrow_mut().take(),
        pending: increments.pending(),
        mark: collector.spare_mark(),
    };
    for &granule in &increment.list {
        collector.marks.set(granule, increment.mark);
    }
    let mut place = 0;
    while (increment.list.len() as i64) < increments.work_to_do.get() {
        let next = increment.source().borrow().next_from(place);
        let Some((found, granule)) = next else {
            break;
        };
        place = found + 1;
        increment.take_with_all_that_it_reaches(granule);
    }
    increment.source().borrow_mut().pack_if_sparse();
    increment.list
}
// ANCHOR_END: increment

/// What is pending is what was visited (`completed_scavenge`).
fn complete_round(collector: &Collector, increments: &Increments) {
    increments.visited.set(1 - increments.visited.get());
    if collector.permanent.borrow().len() > 0 {
        // Frozen objects count as visited: CPython moves the others instead of changing the lists' roles.
        let [first, second] = SPACES.map(|list| &collector.counts[list]);
        first.swap(second);
    }
    increments.work_to_do.set(0);
    increments.phase.set(Phase::Mark);
}

fn untrack_young_tuples(collector: &Collector) {
    let young: Vec<Granule> = collector.generations[YOUNGEST].borrow().iter().collect();
    untrack::exact_tuples(collector, &young);
}

/// An increment that grows.
struct Increment<'a> {
    collector: &'a Collector,
    list: Vec<Granule>,
    /// The number of the list that it grows from.
    pending: usize,
    /// The mark of its objects.
    mark: u8,
}

impl Increment<'_> {
    fn source(&self) -> &std::cell::RefCell<super::list::List> {
        &self.collector.generations[self.pending]
    }

    fn take(&mut self, granule: Granule) {
        self.source().borrow_mut().vacate(granule);
        self.collector.marks.set(granule, self.mark);
        self.list.push(granule);
    }

    /// `expand_region_transitively_reachable`
    fn take_with_all_that_it_reaches(&mut self, granule: Granule) {
        let mut next = self.list.len();
        self.take(granule);
        while let Some(&granule) = self.list.get(next) {
            next += 1;
            visit(self.collector.marks.window(), object_at(granule), self);
        }
    }
}

impl Visitor for Increment<'_> {
    fn child(&mut self, child: u64) {
        let granule = granule_of(child);
        if self.collector.marks.get(granule) == self.collector.mark_of(self.pending) {
            self.take(granule);
        }
    }
}

impl Collector {
    /// The numbers of the lists by age: young, then under increments visited and pending.
    pub fn lists_by_age(&self) -> [usize; GENERATIONS] {
        match &self.increments {
            None => [0, 1, 2],
            Some(increments) => [YOUNGEST, increments.visited(), increments.pending()],
        }
    }
}
