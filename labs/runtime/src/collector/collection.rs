//! One collection, from the lists to the statistics (`gc_collect_main` of CPython's `Modules/gcmodule.c`).

use super::debug;
use super::finalize;
use super::incremental;
use super::list::List;
use super::marks::Lists;
use super::reach::{Found, KeepPlaces, Phases};
use super::reclaim::{self, Outside};
use super::state::{Collector, OLDEST};
use super::untrack;
use super::weakrefs;
use crate::events::{self, Event};
use crate::heap::heap;
use crate::memory::Granule;

/// What a collection did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Collected {
    /// Unreachable objects found and freed.
    pub collected: u64,
    /// Unreachable objects that could not be freed.
    pub uncollectable: u64,
}

/// What a collection looks at, and where what stays of it goes.
pub(super) struct Region {
    /// The objects, in order.
    pub list: Vec<Granule>,
    /// Whether their prefixes name the places that they will have if all stay.
    pub is_placed: bool,
    /// The lists that their marks name.
    pub marked: Lists,
    /// The number of the generation whose list this was, or the first part of it.
    pub from: usize,
    /// The number of the generation that takes what stays.
    pub older: usize,
    /// Whether these are all objects but the frozen ones; then the oldest generation is empty now.
    pub is_full: bool,
}

/// Collects a generation and all younger ones.
pub(super) fn run(collector: &Collector, generation: usize) -> Collected {
    events::emit(Event::CollectionStart { generation });
    let started = debug::say_start(collector, generation);
    let collected = match &collector.increments {
        None => collect_generation(collector, generation),
        Some(increments) => incremental::collect(collector, increments, generation),
    };
    debug::say_end(collector, collected, started);
    events::emit(Event::CollectionEnd {
        collected: collected.collected,
    });
    collected
}

fn collect_generation(collector: &Collector, generation: usize) -> Collected {
    reset_counts(collector, generation);
    let (list, is_placed) = take_merged(collector, generation);
    let is_full = generation == OLDEST;
    let region = Region {
        list,
        // Elsewhere what stays has others before it.
        is_placed: is_placed && is_full,
        marked: collector.marked_in(&merged(generation)),
        from: generation,
        older: (generation + 1).min(OLDEST),
        is_full,
    };
    let (collected, survivors) = collect_region(collector, region);
    count_survivors(collector, generation, survivors);
    count_in_statistics(collector, generation, collected);
    collected
}

fn reset_counts(collector: &Collector, generation: usize) {
    if let Some(next) = collector.counts.get(generation + 1) {
        next.set(next.get() + 1);
    }
    for count in &collector.counts[..=generation] {
        count.set(0);
    }
}

/// The numbers of the generations whose objects a collection looks at, in the order of its list.
pub(super) fn merged(generation: usize) -> Vec<usize> {
    std::iter::once(generation).chain(0..generation).collect()
}

/// Takes the objects of a generation and all younger ones. Also says whether the prefixes name their places in that list
/// already.
fn take_merged(collector: &Collector, generation: usize) -> (Vec<Granule>, bool) {
    let mut list = Vec::new();
    let mut is_placed = true;
    for generation in merged(generation) {
        let mut generation = collector.generations[generation].borrow_mut();
        if list.is_empty() {
            is_placed = generation.is_packed();
            list = generation.take();
        } else if generation.len() > 0 {
            is_placed = false;
            list.append(&mut generation.take());
        }
    }
    (list, is_placed)
}

/// Collects the objects of a region: the phases, what programs' code sees of the end, the end. Also says how many stay.
pub(super) fn collect_region(collector: &Collector, region: Region) -> (Collected, u64) {
    let Region { older, is_full, .. } = region;
    let Moved {
        mut unreachable,
        notable,
        survivors,
        mut leads_outside,
    } = move_unreachable(collector, region);
    debug::say_collectable(collector, &unreachable);
    let mut collected = 0;
    if !notable.is_empty() {
        *collector.unreachable.borrow_mut() = List::of(unreachable);
        let calls = weakrefs::clear(collector, &notable);
        leads_outside |= !calls.is_empty();
        collected += weakrefs::call(collector, calls, older);
        events::emit(Event::WeakrefsCleared);
        let is_due = |&granule: &Granule| finalize::is_due(collector, granule);
        unreachable = if notable.iter().any(is_due) {
            leads_outside = true;
            finalize::call_all(collector, &notable);
            events::emit(Event::FinalizersCalled);
            finalize::keep_resurrected(collector, older)
        } else {
            collector.unreachable.borrow_mut().take()
        };
    }
    collected += unreachable.len() as u64;
    let outside = Outside {
        older,
        is_full,
        may_end: leads_outside,
    };
    reclaim::delete(collector, unreachable, &notable, &outside);
    if is_full {
        heap().clear_free_lists();
    }
    let collected = Collected {
        collected,
        uncollectable: 0,
    };
    (collected, survivors)
}

pub(super) fn count_in_statistics(collector: &Collector, generation: usize, collected: Collected) {
    let stats = &collector.stats[generation];
    let mut figures = stats.get();
    figures.collections += 1;
    figures.collected += collected.collected;
    figures.uncollectable += collected.uncollectable;
    stats.set(figures);
}

/// The phases of a collection of what stands in the lists `marked`, on objects that stay in `older`.
pub(super) fn phases_of(
    collector: &Collector,
    marked: Lists,
    older: usize,
    is_full: bool,
) -> Phases<'_> {
    let (stays_in, first_place) = if is_full {
        (collector.spare_mark(), 0)
    } else {
        let end = collector.generations[older].borrow().end();
        (collector.mark_of(older), end)
    };
    Phases {
        collector,
        waiting: marked,
        stays_in,
        first_place,
        is_placed: false,
    }
}

/// What became of a region.
struct Moved {
    /// What nothing reaches, in order.
    unreachable: Vec<Granule>,
    /// Those of them whose end is more than memory given back.
    notable: Vec<Granule>,
    /// How many of the others stay tracked.
    survivors: u64,
    /// Whether an object of the region refers to a tracked one outside that is not its class.
    leads_outside: bool,
}

/// Finds what nothing reaches; the rest moves to the generation `older`.
fn move_unreachable(collector: &Collector, region: Region) -> Moved {
    let Region {
        mut list,
        is_placed,
        marked,
        from,
        older,
        is_full,
    } = region;
    let phases = Phases {
        is_placed,
        ..phases_of(collector, marked, older, is_full)
    };
    let Found {
        unreachable,
        notable,
        tuples,
        dicts,
        leads_outside,
    } = phases.run(&mut list, &mut KeepPlaces);
    let survivors = list.len() as u64;
    let target = &collector.generations[older];
    if is_full {
        collector.old.set(phases.stays_in);
        target.borrow_mut().put_back(list);
    } else {
        target.borrow_mut().append_placed(&list);
        // The next objects find room here.
        list.clear();
        collector.generations[from].borrow_mut().put_back(list);
    }
    let mut left = untrack::tuples(collector, &tuples);
    if is_full && heap().profile().dicts_of_atoms_are_untracked {
        left += untrack::dicts(collector, &dicts);
    }
    events::emit(Event::UnreachableMoved {
        objects: unreachable.len() as u64,
    });
    Moved {
        unreachable,
        notable,
        survivors: survivors - left,
        leads_outside,
    }
}

/// What the rule about full collections goes by.
fn count_survivors(collector: &Collector, generation: usize, survivors: u64) {
    if generation == OLDEST {
        collector.long_lived_pending.set(0);
        collector.long_lived_total.set(survivors);
    } else if generation + 1 == OLDEST {
        let pending = collector.long_lived_pending.get();
        collector.long_lived_pending.set(pending + survivors);
    }
}
