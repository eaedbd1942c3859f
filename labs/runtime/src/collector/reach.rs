//! Which objects of a generation nothing outside it can reach: the first two phases of a collection.
//!
//! Follows `deduce_unreachable` of CPython's `Modules/gcmodule.c`, order included. Nothing runs and nothing is allocated
//! on the private heap meanwhile, so the generation may be taken apart.
//!
//! The first phase often tells what the second would find. An object to which an earlier one of the list refers is reached
//! before its turn, if that one stays; so does an object with references from outside. Up to the first object with neither,
//! all stay, in the order in which they stand: for most heaps, that is for nearly all of the list.

use super::ahead;
use super::by_class::ByClass;
use super::list::set_place;
use super::marks::{InternalReferences, LIST, Lists, REACHED, UNREACHABLE, UNTRACKED, cut_count};
use super::notable::End;
use super::state::Collector;
use crate::events::{self, Event};
use crate::memory::{Granule, Window, granule_of, object_at};
use crate::object::header::TYPE;
use crate::statics::StaticType;
use crate::visit::{Plan, Visitor};

/// What is told of the phases while they run; a collection wants to know nothing.
pub(super) trait Watch {
    /// Whether it is told of each object that is reached: then the second phase looks at all.
    const EACH: bool = false;

    /// The first phase is over.
    fn counted(&mut self, _list: &[Granule], _references: &InternalReferences) {}
    /// The object will stand at `place`, if it stays.
    fn stands(&mut self, _granule: Granule, _place: usize) {}
    /// The object will stay, because `from` refers to it.
    fn reached(&mut self, _granule: Granule, _from: Granule) {}
}

/// Keeps the places in the prefixes right.
pub(super) struct KeepPlaces;

impl Watch for KeepPlaces {
    #[inline(always)]
    fn stands(&mut self, granule: Granule, place: usize) {
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
#[derive(Clone, Copy)]
pub(super) struct Phases<'a> {
    pub collector: &'a Collector,
    /// The lists whose objects are collected.
    pub waiting: Lists,
    /// The list of what stays.
    pub stays_in: u8,
    /// Place of the first object that stays.
    pub first_place: usize,
}

/// Set beside the count of an object to which no earlier one of the list refers.
const UNANNOUNCED: u8 = 1 << 7;

/// What the first phase saw on its way.
#[derive(Default)]
struct Counted {
    /// The objects' own counts by place, which the second phase needs: then it can pass over an unreachable object without
    /// touching it. Besides, [`UNANNOUNCED`] ones.
    counts: Vec<u8>,
    /// Objects whose end is more than memory given back.
    notable: Vec<Granule>,
    /// Places of tuples and dicts that may hold only atoms.
    containers: Vec<usize>,
}

impl Phases<'_> {
    /// Runs both phases. `list` is all objects of the lists, in order, and what stays of it afterwards, which may be
    /// in another order: what was reached after its turn goes to the end.
    pub fn run<W: Watch>(&self, list: &mut Vec<Granule>, watch: &mut W) -> Found {
        let marks = self.collector.marks;
        let mut references = InternalReferences::among(marks, self.waiting);
        let mut counted = self.count_internal(list, &mut references, watch);
        events::emit(Event::InternalCounted {
            objects: list.len() as u64,
        });
        watch.counted(list, &references);
        let notable = std::mem::take(&mut counted.notable);
        let mut found = match counted.first_doubtful(list, &references) {
            doubtful if W::EACH || 2 * doubtful < list.len() => {
                self.move_unreachable(list, &counted, &references, watch)
            }
            doubtful => self.look_again(list, doubtful, &counted, watch),
        };
        found.notable = notable;
        let is_unreachable = |granule: &Granule| marks.get(*granule) == UNREACHABLE;
        found.notable.retain(is_unreachable);
        found
    }

    /// Leaves what stands before the place `doubtful` where it is, and runs the phases again on the rest alone: what the
    /// objects that stay refer to is referred to from outside then.
    fn look_again(
        &self,
        list: &mut Vec<Granule>,
        doubtful: usize,
        counted: &Counted,
        watch: &mut impl Watch,
    ) -> Found {
        let marks = self.collector.marks;
        let mut rest = list.split_off(doubtful);
        for &granule in &*list {
            marks.set(granule, self.stays_in);
        }
        let mut before = Found::default();
        for &place in counted.containers.iter().filter(|&&place| place < doubtful) {
            before.note_container(marks.window(), list[place]);
        }
        if rest.is_empty() {
            return before;
        }
        for &granule in &rest {
            marks.set(granule, marks.get(granule) & LIST);
        }
        let phases = Phases {
            first_place: self.first_place + doubtful,
            ..*self
        };
        let mut references = InternalReferences::among(marks, self.waiting);
        let counted = phases.count_internal(&mut rest, &mut references, watch);
        let mut found = phases.move_unreachable(&mut rest, &counted, &references, watch);
        list.append(&mut rest);
        before.tuples.append(&mut found.tuples);
        before.dicts.append(&mut found.dicts);
        Found {
            unreachable: found.unreachable,
            ..before
        }
    }

    // ANCHOR: count_internal
    /// The first phase: counts each reference from an object of the generation to another. Vacant entries leave the list.
    fn count_internal(
        &self,
        list: &mut Vec<Granule>,
        references: &mut InternalReferences,
        watch: &mut impl Watch,
    ) -> Counted {
        let window = references.marks.window();
        let mut classes = ByClass::new(window, |window, class| {
            (Plan::of(window, class), End::of(class))
        });
        let mut counted = Counted {
            counts: Vec::with_capacity(list.len()),
            ..Counted::default()
        };
        let mut present = 0;
        for place in 0..list.len() {
            ahead::ask(window, list, place);
            let granule = list[place];
            if granule == 0 {
                continue;
            }
            let object = object_at(granule);
            let (plan, end) = classes.of(object);
            if plan.has_buffer() {
                ahead::ask_for_buffer(window, list, place);
            }
            let unannounced = if references.none_to(granule) {
                UNANNOUNCED
            } else {
                0
            };
            if end.is_notable(window, object) {
                counted.notable.push(granule);
            }
            if plan.is_dict_or_tuple() {
                let mut tracked = SeesTracked::new(references);
                plan.visit(window, object, &mut tracked);
                if tracked.may_hold_only_atoms(window) {
                    counted.containers.push(present);
                }
            } else {
                plan.visit(window, object, references);
            }
            counted
                .counts
                .push(cut_count(window, granule) | unannounced);
            watch.stands(granule, self.first_place + present);
            list[present] = granule;
            present += 1;
        }
        references.finish();
        list.truncate(present);
        counted
    }
    // ANCHOR_END: count_internal

    // ANCHOR: move_unreachable
    /// The second phase: what has references from outside stays, and what it reaches.
    fn move_unreachable(
        &self,
        list: &mut Vec<Granule>,
        counted: &Counted,
        references: &InternalReferences,
        watch: &mut impl Watch,
    ) -> Found {
        let marks = self.collector.marks;
        let window = marks.window();
        let mut plans = ByClass::new(window, Plan::of);
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
                ahead::ask(window, list, read);
            }
            // What was put back at the end was reached, and is not asked for its count.
            let count = counted
                .counts
                .get(read)
                .map_or(0, |count| count & !UNANNOUNCED);
            read += 1;
            let mark = marks.get(granule);
            last_stays = mark & LIST == REACHED || references.has_external(granule, mark, count);
            if !last_stays {
                marks.set(granule, UNREACHABLE);
                found.unreachable.push(granule);
                continue;
            }
            marks.set(granule, self.stays_in);
            watch.stands(granule, self.first_place + kept);
            list[kept] = granule;
            kept += 1;
            let object = object_at(granule);
            let plan = *plans.of(object);
            let mut reach = Reach {
                phases: self,
                list,
                from: granule,
                watch,
            };
            if plan.is_dict_or_tuple() {
                let mut tracked = SeesTracked::new(&mut reach);
                plan.visit(window, object, &mut tracked);
                if tracked.may_hold_only_atoms(window) {
                    found.note_container(window, granule);
                }
            } else {
                plan.visit(window, object, &mut reach);
            }
        }
        list.truncate(kept);
        found
            .unreachable
            .retain(|&granule| marks.get(granule) == UNREACHABLE);
        found
    }
    // ANCHOR_END: move_unreachable
}

impl Counted {
    /// The first place whose object may not stay: nothing before it refers to it, nor does anything outside.
    fn first_doubtful(&self, list: &[Granule], references: &InternalReferences) -> usize {
        let is_doubtful = |(&count, &granule): (&u8, &Granule)| {
            if count & UNANNOUNCED == 0 {
                return false;
            }
            let mark = references.marks.get(granule);
            !references.has_external(granule, mark, count & !UNANNOUNCED)
        };
        let doubtful = self.counts.iter().zip(list).position(is_doubtful);
        doubtful.unwrap_or(list.len())
    }
}

impl Found {
    /// Notes a tuple or a dict that may hold only atoms.
    fn note_container(&mut self, window: Window, granule: Granule) {
        if window.load(object_at(granule) + TYPE) == StaticType::Tuple.address() {
            self.tuples.push(granule);
        } else {
            self.dicts.push(granule);
        }
    }
}

/// Sees what another visitor is shown, and remembers a tracked object among it.
struct SeesTracked<'a, V> {
    shown: &'a mut V,
    /// 0 if there is none.
    tracked: u64,
}

impl<'a, V: LooksAtMarks> SeesTracked<'a, V> {
    fn new(shown: &'a mut V) -> Self {
        SeesTracked { shown, tracked: 0 }
    }

    /// Whether the container that was shown may hold only atoms. A tracked object in it says that it is tracked rightly. A
    /// tuple does not say that: it may be untracked itself.
    fn may_hold_only_atoms(&self, window: Window) -> bool {
        self.tracked == 0 || window.load(self.tracked + TYPE) == StaticType::Tuple.address()
    }
}

impl<V: LooksAtMarks> Visitor for SeesTracked<'_, V> {
    #[inline(always)]
    fn child(&mut self, child: u64) {
        if self.shown.look(child) != UNTRACKED {
            self.tracked = child;
        }
    }
}

/// A visitor that looks at each object's mark.
pub(super) trait LooksAtMarks {
    /// Does what is to be done about a child, and returns the mark that it had.
    fn look(&mut self, child: u64) -> u8;
}

impl LooksAtMarks for InternalReferences {
    #[inline(always)]
    fn look(&mut self, child: u64) -> u8 {
        self.count(child)
    }
}

/// The second phase at one object that stays: what it refers to stays too (`visit_reachable`).
struct Reach<'a, W> {
    phases: &'a Phases<'a>,
    list: &'a mut Vec<Granule>,
    from: Granule,
    watch: &'a mut W,
}

impl<W: Watch> LooksAtMarks for Reach<'_, W> {
    #[inline(always)]
    fn look(&mut self, child: u64) -> u8 {
        let granule = granule_of(child);
        let marks = self.phases.collector.marks;
        let mark = marks.get(granule);
        if self.phases.waiting.contain(mark) {
            marks.set(granule, REACHED);
            self.watch.reached(granule, self.from);
        } else if mark == UNREACHABLE {
            marks.set(granule, REACHED);
            self.list.push(granule);
            self.watch.reached(granule, self.from);
        }
        mark
    }
}

impl<W: Watch> Visitor for Reach<'_, W> {
    #[inline(always)]
    fn child(&mut self, child: u64) {
        self.look(child);
    }
}
