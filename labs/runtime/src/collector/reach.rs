//! Which objects of a generation nothing outside it can reach: the first two phases of a collection.
//!
//! Follows `deduce_unreachable` of CPython's `Modules/gcmodule.c`, order included. Nothing runs and nothing is allocated
//! on the private heap meanwhile, so the generation may be taken apart.

use super::ahead;
use super::list::set_place;
use super::marks::{InternalReferences, LIST, Lists, REACHED, UNREACHABLE, UNTRACKED, cut_count};
use super::notable::Notables;
use super::state::Collector;
use crate::events::{self, Event};
use crate::memory::{Granule, Window, granule_of, object_at};
use crate::object::header::TYPE;
use crate::statics::StaticType;
use crate::visit::{Visitor, visit};

/// What is told of the phases while they run; a collection wants to know nothing.
pub(super) trait Watch {
    /// The first phase is over.
    fn counted(&mut self, _list: &[Granule], _references: &InternalReferences) {}
    /// The object stays and will stand at `place`.
    fn stays(&mut self, _granule: Granule, _place: usize) {}
    /// The object will stay, because `from` refers to it.
    fn reached(&mut self, _granule: Granule, _from: Granule) {}
}

/// Keeps the places in the prefixes right.
pub(super) struct KeepPlaces;

impl Watch for KeepPlaces {
    #[inline(always)]
    fn stays(&mut self, granule: Granule, place: usize) {
        set_place(granule, place);
    }
}

/// What the phases found.
#[derive(Default)]
pub(super) struct Found {
    /// What nothing outside reaches, in order.
    pub unreachable: Vec<Granule>,
    /// Those of them whose end is more than memory given back, in order.
    pub notable: Vec<Granule>,
    /// Tuples among what stays, in order: those that hold only atoms can be left alone from now on.
    pub tuples: Vec<Granule>,
    /// Dicts among what stays, in order.
    pub dicts: Vec<Granule>,
}

/// A run of the phases over the objects of `waiting`.
pub(super) struct Phases<'a> {
    pub collector: &'a Collector,
    /// The lists whose objects are collected.
    pub waiting: Lists,
    /// The list of what stays.
    pub stays_in: u8,
    /// Place of the first object that stays.
    pub first_place: usize,
}

impl Phases<'_> {
    /// Runs both phases. `list` is all objects of the lists, in order, and what stays of it afterwards, which may be
    /// in another order: what was reached after its turn goes to the end.
    pub fn run(&self, list: &mut Vec<Granule>, watch: &mut impl Watch) -> Found {
        let marks = self.collector.marks;
        let mut references = InternalReferences::among(marks, self.waiting);
        let mut notables = Notables::new(marks.window());
        let counts = count_internal(list, &mut references, &mut notables);
        events::emit(Event::InternalCounted {
            objects: list.len() as u64,
        });
        watch.counted(list, &references);
        let mut found = self.move_unreachable(list, &counts, &references, watch);
        found.notable = notables.unreachable(self.collector);
        found
    }

    // ANCHOR: move_unreachable
    /// The second phase: what has references from outside stays, and what it reaches. `counts` are the objects' counts
    /// by place.
    fn move_unreachable(
        &self,
        list: &mut Vec<Granule>,
        counts: &[u8],
        references: &InternalReferences,
        watch: &mut impl Watch,
    ) -> Found {
        let marks = self.collector.marks;
        let mut found = Found {
            // Room that is not used costs nothing; a copy at each growth does.
            unreachable: Vec::with_capacity(list.len()),
            ..Found::default()
        };
        let (mut read, mut kept) = (0, 0);
        let mut last_stays = true;
        while let Some(&granule) = list.get(read) {
            // Unreachable objects are not touched, and stand together more often than not.
            if last_stays {
                ahead::ask_with_marks(marks, list, read);
            }
            // What was put back at the end was reached, and is not asked for its count.
            let count = counts.get(read).copied().unwrap_or(0);
            read += 1;
            if granule == 0 {
                continue;
            }
            let mark = marks.get(granule);
            last_stays = mark & LIST == REACHED || references.has_external(granule, mark, count);
            if !last_stays {
                marks.set(granule, UNREACHABLE);
                found.unreachable.push(granule);
                continue;
            }
            marks.set(granule, self.stays_in);
            watch.stays(granule, self.first_place + kept);
            list[kept] = granule;
            kept += 1;
            let mut reach = Reach {
                phases: self,
                list,
                from: granule,
                tracked: 0,
                watch,
            };
            visit(marks.window(), object_at(granule), &mut reach);
            let tracked = reach.tracked;
            found.note_container(marks.window(), granule, tracked);
        }
        list.truncate(kept);
        found
            .unreachable
            .retain(|&granule| marks.get(granule) == UNREACHABLE);
        found
    }
    // ANCHOR_END: move_unreachable
}

// ANCHOR: count_internal
/// The first phase: counts each reference from an object of the generation to another. Returns the objects' own counts
/// by place, which the second phase needs: then it can pass over an unreachable object without touching it.
fn count_internal(
    list: &[Granule],
    references: &mut InternalReferences,
    notables: &mut Notables,
) -> Vec<u8> {
    let window = references.marks.window();
    let mut counts = Vec::with_capacity(list.len());
    for (place, &granule) in list.iter().enumerate() {
        ahead::ask_with_marks(references.marks, list, place);
        if granule == 0 {
            counts.push(0);
            continue;
        }
        counts.push(cut_count(window, granule));
        notables.note(granule);
        visit(window, object_at(granule), references);
    }
    references.finish();
    counts
}
// ANCHOR_END: count_internal

impl Found {
    /// Notes a tuple or a dict, unless `tracked`, one of the tracked objects in it, says that it is tracked rightly. A
    /// tuple does not say that: it may be untracked itself.
    #[inline(always)]
    fn note_container(&mut self, window: Window, granule: Granule, tracked: u64) {
        let class = window.load(object_at(granule) + TYPE);
        let (tuple, dict) = (StaticType::Tuple.address(), StaticType::Dict.address());
        if class != tuple && class != dict {
            return;
        }
        if tracked != 0 && window.load(tracked + TYPE) != tuple {
            return;
        }
        if class == tuple {
            self.tuples.push(granule);
        } else {
            self.dicts.push(granule);
        }
    }
}

/// The second phase at one object that stays: what it refers to stays too (`visit_reachable`).
struct Reach<'a, W> {
    phases: &'a Phases<'a>,
    list: &'a mut Vec<Granule>,
    from: Granule,
    /// A tracked object among what it refers to, 0 if there is none.
    tracked: u64,
    watch: &'a mut W,
}

impl<W: Watch> Visitor for Reach<'_, W> {
    #[inline(always)]
    fn child(&mut self, child: u64) {
        let granule = granule_of(child);
        let marks = self.phases.collector.marks;
        let mark = marks.get(granule);
        if mark != UNTRACKED {
            self.tracked = child;
        }
        if self.phases.waiting.contain(mark) {
            marks.set(granule, REACHED);
            self.watch.reached(granule, self.from);
        } else if mark == UNREACHABLE {
            marks.set(granule, REACHED);
            self.list.push(granule);
            self.watch.reached(granule, self.from);
        }
    }
}
