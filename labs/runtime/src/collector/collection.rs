//! One collection, from the lists to the statistics (`gc_collect_main` of CPython's `Modules/gcmodule.c`).

use super::debug;
use super::finalize;
use super::list::List;
use super::marks::{Lists, OLD};
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

/// Collects a generation and all younger ones.
pub(super) fn run(collector: &Collector, generation: usize) -> Collected {
    events::emit(Event::CollectionStart { generation });
    let started = debug::say_start(collector, generation);
    reset_counts(collector, generation);
    let older = (generation + 1).min(OLDEST);
    let (mut unreachable, notable) = find_unreachable(collector, generation, older);
    debug::say_collectable(collector, &unreachable);
    let mut collected = 0;
    if !notable.is_empty() {
        *collector.unreachable.borrow_mut() = List::of(unreachable);
        collected += weakrefs::clear(collector, &notable, older);
        events::emit(Event::WeakrefsCleared);
        let is_due = |&granule: &Granule| finalize::is_due(collector, granule);
        unreachable = if notable.iter().any(is_due) {
            finalize::call_all(collector, &notable);
            events::emit(Event::FinalizersCalled);
            finalize::keep_resurrected(collector, older)
        } else {
            collector.unreachable.borrow_mut().take_present()
        };
    }
    collected += unreachable.len() as u64;
    reclaim::delete(collector, unreachable, &notable, generation);
    if generation == OLDEST {
        heap().clear_free_lists();
    }
    let collected = Collected {
        collected,
        uncollectable: 0,
    };
    count_in_statistics(collector, generation, collected);
    debug::say_end(collector, collected, started);
    events::emit(Event::CollectionEnd {
        collected: collected.collected,
    });
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

fn count_in_statistics(collector: &Collector, generation: usize, collected: Collected) {
    let stats = &collector.stats[generation];
    let mut figures = stats.get();
    figures.collections += 1;
    figures.collected += collected.collected;
    figures.uncollectable += collected.uncollectable;
    stats.set(figures);
}

/// The phases that a collection of `generation` would run now, on objects that stay in `older`.
pub(super) fn phases_of(collector: &Collector, generation: usize, older: usize) -> Phases<'_> {
    let waiting: Vec<u8> = (0..=generation).map(|it| collector.mark_of(it)).collect();
    let (stays_in, first_place) = if generation == OLDEST {
        (OLD[0] + OLD[1] - collector.old.get(), 0)
    } else {
        let end = collector.generations[older].borrow().end();
        (collector.mark_of(older), end)
    };
    Phases {
        collector,
        waiting: Lists::of(&waiting),
        stays_in,
        first_place,
    }
}

/// Finds what nothing reaches, and which of it is notable; the rest moves to the generation `older`.
fn find_unreachable(
    collector: &Collector,
    generation: usize,
    older: usize,
) -> (Vec<Granule>, Vec<Granule>) {
    let mut list = collector.generations[generation].borrow_mut().take();
    for younger in &collector.generations[..generation] {
        list.extend(younger.borrow_mut().iter());
        younger.borrow_mut().take();
    }
    let phases = phases_of(collector, generation, older);
    let Found {
        unreachable,
        notable,
        tuples,
        dicts,
    } = phases.run(&mut list, &mut KeepPlaces);
    if generation == OLDEST {
        collector.old.set(phases.stays_in);
    }
    let survivors = list.len() as u64;
    let target = &collector.generations[older];
    if generation == OLDEST {
        target.borrow_mut().put_back(list);
    } else {
        target.borrow_mut().append_placed(&list);
        // The next objects of this generation find room here.
        list.clear();
        collector.generations[generation]
            .borrow_mut()
            .put_back(list);
    }
    let mut left = untrack::tuples(collector, &tuples);
    if generation == OLDEST && heap().profile().dicts_of_atoms_are_untracked {
        left += untrack::dicts(collector, &dicts);
    }
    count_survivors(collector, generation, survivors - left);
    events::emit(Event::UnreachableMoved {
        objects: unreachable.len() as u64,
    });
    (unreachable, notable)
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
