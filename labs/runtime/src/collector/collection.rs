//! One collection, from the lists to the statistics (`gc_collect_main` of CPython's `Modules/gcmodule.c`).

use super::debug;
use super::finalize;
use super::incremental;
use super::list::List;
use super::marks::Lists;
use super::reach::{Found, KeepPlaces, Phases};
use super::reclaim;
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
    let region = Region {
        list: take_merged(collector, generation),
        marked: collector.marked_in(&merged(generation)),
        from: generation,
        older: (generation + 1).min(OLDEST),
        is_full: generation == OLDEST,
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

fn take_merged(collector: &Collector, generation: usize) -> Vec<Granule> {
    let mut list = collector.generations[generation].borrow_mut().take();
    for younger in &collector.generations[..generation] {
        list.extend(younger.borrow_mut().iter());
        younger.borrow_mut().take();
    }
    list
}

/// Collects the objects of a region: the phases, what programs' code sees of the end, the end. Also says how many stay.
pub(super) fn collect_region(collector: &Collector, region: Region) -> (Collected, u64) {
    let Region { older, is_full, .. } = region;
    let (mut unreachable, notable, survivors) = find_unreachable(collector, region);
    debug::say_collectable(collector, &unreachable);
    let mut collected = 0;
    let mut is_all = is_full && collector.permanent.borrow().len() == 0;
    if !notable.is_empty() {
        *collector.unreachable.borrow_mut() = List::of(unreachable);
        collected += weakrefs::clear(collector, &notable, older);
        events::emit(Event::WeakrefsCleared);
        let is_due = |&granule: &Granule| finalize::is_due(collector, granule);
        unreachable = if notable.iter().any(is_due) {
            is_all = false;
            finalize::call_all(collector, &notable);
            events::emit(Event::FinalizersCalled);
            finalize::keep_resurrected(collector, older)
        } else {
            collector.unreachable.borrow_mut().take_present()
        };
    }
    collected += unreachable.len() as u64;
    reclaim::delete(collector, unreachable, &notable, older, is_all);
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
    }
}

/// Finds what nothing reaches, and which of it is notable; the rest moves to the generation `older`. Says how many of
/// the rest stay tracked.
fn find_unreachable(collector: &Collector, region: Region) -> (Vec<Granule>, Vec<Granule>, u64) {
    let Region {
        mut list,
        marked,
        from,
        older,
        is_full,
    } = region;
    let phases = phases_of(collector, marked, older, is_full);
    let Found {
        unreachable,
        notable,
        tuples,
        dicts,
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
    (unreachable, notable, survivors - left)
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
