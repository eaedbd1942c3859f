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
use super::marks::{
    Counting, InternalReferences, LIST, Lists, REACHED, UNREACHABLE, UNTRACKED, cut_count,
    may_be_atoms,
};
use super::notable::End;
use super::state::Collector;
use crate::events::{self, Event};
use crate::memory::{Granule, Window, granule_of, object_at};
use crate::object::header::TYPE;
use crate::statics::StaticType;
use crate::visit::{Plan, RowVisitor, Visitor};
use std::slice;

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
    /// Whether one of the objects refers to a tracked one outside the lists that is not its class.
    pub leads_outside: bool,
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
    /// Whether all objects' prefixes name the places that they will have if all stay.
    pub is_placed: bool,
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
    /// Whether one of the objects refers to a tracked one outside the lists that is not its class.
    leads_outside: bool,
}

impl Phases<'_> {
    /// Runs both phases. `list` is all objects of the lists, in order, and what stays of it afterwards, which may be
    /// in another order: what was reached after its turn goes to the end.
    pub fn run<W: Watch>(&self, list: &mut Vec<Granule>, watch: &mut W) -> Found {
        let marks = self.collector.marks;
        let references = InternalReferences::among(marks, self.waiting);
        let mut counted = self.count_internal(list, &references, watch);
        events::emit(Event::InternalCounted {
            objects: list.len() as u64,
        });
        watch.counted(list, &references);
        let mut notable = std::mem::take(&mut counted.notable);
        let found = match counted.first_doubtful(list, &references) {
            doubtful if W::EACH || 2 * doubtful < list.len() => {
                self.move_unreachable(list, &counted, &references, watch)
            }
            doubtful => self.look_again(list, doubtful, &counted, watch),
        };
        notable.retain(|&granule| marks.get(granule) == UNREACHABLE);
        Found {
            notable,
            leads_outside: counted.leads_outside,
            ..found
        }
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
        let references = InternalReferences::among(marks, self.waiting);
        let counted = phases.count_internal(&rest, &references, watch);
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
    /// The first phase: counts each reference from an object of the generation to another.
    fn count_internal(
        &self,
        list: &[Granule],
        references: &InternalReferences,
        watch: &mut impl Watch,
    ) -> Counted {
        let window = references.marks.window();
        let mut classes = ByClass::new(window, |window, class| {
            (Plan::of(window, class), End::of(class))
        });
        let mut counted = Counted {
            counts: vec![0; list.len()],
            ..Counted::default()
        };
        let mut first = FirstPhase {
            counting: references.counting(),
            counts: counted.counts.iter_mut(),
            place: 0,
            containers: &mut counted.containers,
            is_container: false,
            unannounced: 0,
        };
        let mut place = 0;
        while place < list.len() {
            let (plan, end) = classes.of(object_at(list[place]));
            let row = ahead::row(window, list, place, plan);
            end.note(window, row, &mut counted.notable);
            first.is_container = plan.is_dict_or_tuple();
            plan.visit_row(window, row, &mut first);
            if !self.is_placed {
                for (&granule, place) in row.iter().zip(self.first_place + place..) {
                    watch.stands(granule, place);
                }
            }
            place += row.len();
        }
        counted.leads_outside = first.counting.finish();
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
        // Room that is not used costs nothing; a copy at each growth does.
        let mut unreachable = Vec::with_capacity(list.len());
        let mut found = Found::default();
        let (mut read, mut kept) = (0, 0);
        let mut rescued = 0;
        while read < list.len() {
            // Unreachable objects are not touched, and stand together more often than not. What was put back at the end was
            // reached, and is not asked for its count.
            let counts = counted.counts.get(read..).unwrap_or_default();
            let row = mark_unreachable(&list[read..], counts, references);
            unreachable.extend_from_slice(&list[read..read + row]);
            read += row;
            let Some(&granule) = list.get(read) else {
                break;
            };
            ahead::ask(window, list, read);
            read += 1;
            marks.set(granule, self.stays_in);
            if kept + 1 < read {
                watch.stands(granule, self.first_place + kept);
            }
            list[kept] = granule;
            kept += 1;
            let object = object_at(granule);
            let plan = *plans.of(object);
            let mut reach = Reach {
                phases: self,
                list,
                from: granule,
                watch,
                tracked: 0,
                rescued,
            };
            plan.visit(window, object, &mut reach);
            rescued = reach.rescued;
            if plan.is_dict_or_tuple() && may_be_atoms(window, reach.tracked) {
                found.note_container(window, granule);
            }
        }
        list.truncate(kept);
        if rescued > 0 {
            unreachable.retain(|&granule| marks.get(granule) == UNREACHABLE);
        }
        Found {
            unreachable,
            ..found
        }
    }
    // ANCHOR_END: move_unreachable
}

/// Marks objects as unreachable up to the first that is not: it was reached, or has references from outside. Says how many.
#[inline(always)]
fn mark_unreachable(list: &[Granule], counts: &[u8], references: &InternalReferences) -> usize {
    let marks = references.marks;
    let is_unreachable = |&(&granule, &count): &(&Granule, &u8)| {
        let mark = marks.get(granule);
        let stays =
            mark & LIST == REACHED || references.has_external(granule, mark, count & !UNANNOUNCED);
        if !stays {
            marks.set(granule, UNREACHABLE);
        }
        !stays
    };
    list.iter().zip(counts).take_while(is_unreachable).count()
}

/// The first phase at one object after another.
struct FirstPhase<'a> {
    counting: Counting<'a>,
    counts: slice::IterMut<'a, u8>,
    /// Whether the next object is a dict or a tuple, and not of a class derived from these.
    is_container: bool,
    place: usize,
    containers: &'a mut Vec<usize>,
    unannounced: u8,
}

impl<'a> RowVisitor for FirstPhase<'a> {
    type Each = Counting<'a>;

    #[inline(always)]
    fn each(&mut self) -> &mut Counting<'a> {
        &mut self.counting
    }

    #[inline(always)]
    fn begin(&mut self, object: u64) {
        self.unannounced = u8::from(self.counting.none_to(object)) * UNANNOUNCED;
        self.counting.forget_tracked();
    }

    #[inline(always)]
    fn end(&mut self, object: u64) {
        let window = self.counting.window();
        if let Some(count) = self.counts.next() {
            *count = cut_count(window, object) | self.unannounced;
        }
        if self.is_container && self.counting.saw_only_atoms() {
            self.containers.push(self.place);
        }
        self.place += 1;
    }

    #[inline(always)]
    fn instances(&mut self, class: u64, count: usize) {
        self.counting.instances(class, count);
    }
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

/// The second phase at one object that stays: what it refers to stays too (`visit_reachable`).
struct Reach<'a, W> {
    phases: &'a Phases<'a>,
    list: &'a mut Vec<Granule>,
    from: Granule,
    watch: &'a mut W,
    /// A tracked object that it refers to, 0 if there is none.
    tracked: u64,
    /// How many objects were taken for unreachable and are not.
    rescued: usize,
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
            self.rescued += 1;
            self.watch.reached(granule, self.from);
        }
    }
}
