//! The end of what nothing reaches.
//!
//! CPython calls `tp_clear` on one object after another, and each falls when its last reference does (`delete_garbage`
//! of `Modules/gcmodule.c`). When all finalizers have run, nobody can see that order: here each object gives
//! back its references to what stays, and its memory. Where older objects fall with the young ones and
//! their finalizers would see the order, [`clear`](super::clear) does as CPython does.

use super::ahead;
use super::by_class::ByClass;
use super::clear;
use super::debug;
use super::marks::{UNREACHABLE, UNTRACKED};
use super::notable;
use super::state::Collector;
use crate::dealloc::{self, Remains};
use crate::events::{self, Event};
use crate::heap::heap;
use crate::memory::{Granule, Marks, Window, load, object_at};
use crate::object::header::{REFCOUNT, TYPE};
use crate::object::{Obj, attributes, types};
use crate::refcount;
use crate::visit::{Plan, RowVisitor, Visitor, visit};
use std::cell::RefCell;

/// What stays, as the garbage beside it sees it.
pub(super) struct Outside {
    /// The generation that takes what is not freed.
    pub older: usize,
    /// Whether the collection was a full one.
    pub is_full: bool,
    /// Whether tracked objects may end with the garbage: not if it leads to none, and nothing has run since that was known.
    pub may_end: bool,
}

/// Frees unreachable objects, or gives them to `gc.garbage` if the program asked for that. Classes are among the `notable`
/// ones.
pub(super) fn delete(
    collector: &Collector,
    garbage: Vec<Granule>,
    notable: &[Granule],
    outside: &Outside,
) {
    let older = outside.older;
    if debug::saves_all(collector) {
        save(collector, &garbage, older);
        return;
    }
    for &granule in notable {
        let is_left = collector.marks.get(granule) == UNREACHABLE;
        if is_left && Remains::of(object_at(granule)).is_class() {
            dealloc::forget_subclass(object_at(granule));
        }
    }
    if leads_back_from_outside(&garbage) || may_stay(collector, notable) {
        clear::one_by_one(collector, garbage, older);
        return;
    }
    let ended = RefCell::default();
    if outside.may_end {
        let mut drops = DropOutside::new(collector.marks, &ended);
        for_each_row(collector, &garbage, |row, plan, _remains| {
            plan.visit_row(drops.window, row, &mut drops);
        });
        drops.finish();
        if ended.borrow().iter().any(|&it| collector.is_tracked(it)) {
            // It may have a finalizer, or lead to several, and the one that runs first can be told.
            restore_outside(collector, &garbage);
            clear::one_by_one(collector, garbage, older);
            return;
        }
        free_all(collector, &garbage, outside.is_full, |_row, _plan| {});
    } else {
        let mut drops = DropOutside::new(collector.marks, &ended);
        free_all(collector, &garbage, outside.is_full, |row, plan| {
            plan.visit_row(drops.window, row, &mut drops);
        });
        drops.finish();
    }
    let marks = collector.marks;
    for granule in garbage {
        marks.set(granule, UNTRACKED);
    }
    for object in ended.take() {
        dealloc::end(object);
    }
}

/// Whether an object outside, which ends with the garbage, owns references to it: a dict whose values are embedded in an
/// instance.
fn leads_back_from_outside(garbage: &[Granule]) -> bool {
    let mut objects = garbage.iter().map(|&granule| object_at(granule));
    heap().profile().values_stay_embedded && objects.any(attributes::has_embedded_values)
}

/// Whether some garbage may be in a cycle that CPython cannot break, and stay.
fn may_stay(collector: &Collector, notable: &[Granule]) -> bool {
    notable.iter().any(|&granule| {
        let is_left = collector.marks.get(granule) == UNREACHABLE;
        is_left && notable::keeps_its_result(types::layout_at(load(object_at(granule) + TYPE)))
    })
}

/// `DEBUG_SAVEALL`: nothing is freed.
fn save(collector: &Collector, garbage: &[Granule], older: usize) {
    for &granule in garbage {
        collector.marks.set(granule, collector.mark_of(older));
        collector.generations[older].borrow_mut().push(granule);
    }
    if let Some(hooks) = heap().hooks() {
        let objects = garbage.iter().map(|&granule| object_at(granule));
        (hooks.garbage)(objects.map(Obj::new_reference).collect());
    }
}

/// Shows rows of neighbours of one class to `act`: where their references are, and what will be left of them.
#[inline(always)]
fn for_each_row(
    collector: &Collector,
    garbage: &[Granule],
    mut act: impl FnMut(&[Granule], &Plan, Remains),
) {
    let window = collector.marks.window();
    let mut classes = ByClass::new(window, |window, class| {
        (Plan::of(window, class), Remains::of_instance(window, class))
    });
    let mut place = 0;
    while let Some(&granule) = garbage.get(place) {
        let (plan, remains) = classes.of(object_at(granule));
        let row = ahead::row(window, garbage, place, plan);
        act(row, plan, *remains);
        place += row.len();
    }
}

/// Gives the memory of all garbage back, each row of it after `before` saw it; past the free lists if the collection was a
/// full one, which empties them anyway. Classes go last, for what their instances are is told by them.
#[inline(always)]
fn free_all(
    collector: &Collector,
    garbage: &[Granule],
    is_full: bool,
    mut before: impl FnMut(&[Granule], &Plan),
) {
    let mut classes = Vec::new();
    for_each_row(collector, garbage, |row, plan, remains| {
        before(row, plan);
        if remains.is_class() {
            classes.extend_from_slice(row);
        } else if is_full {
            remains.free_row_for_good(row);
        } else {
            row.iter()
                .for_each(|&granule| remains.at(object_at(granule)).free());
        }
    });
    for class in classes {
        Remains::of(object_at(class)).free();
    }
}

/// Takes one off the count of each object outside that garbage refers to.
#[derive(Clone, Copy)]
struct DropOutside<'a> {
    marks: Marks,
    window: Window,
    /// Those whose count reached zero.
    ended: &'a RefCell<Vec<u64>>,
    /// The class that the last instances were of, and how many they were.
    class: u64,
    instances: u32,
}

impl DropOutside<'_> {
    fn new(marks: Marks, ended: &RefCell<Vec<u64>>) -> DropOutside<'_> {
        DropOutside {
            marks,
            window: marks.window(),
            ended,
            class: 0,
            instances: 0,
        }
    }

    /// Takes the references of the last instances off their class.
    #[inline(always)]
    fn finish(self) {
        if self.instances > 0 && self.marks.of(self.class) != UNREACHABLE {
            drop_references(self.class, self.instances, self.ended);
        }
    }
}

/// Takes so many off the count of an object; notes it if that was the last of them.
#[inline(never)]
fn drop_references(object: u64, references: u32, ended: &RefCell<Vec<u64>>) {
    let window = Window::current();
    let count = window.load_u32(object + REFCOUNT);
    if refcount::is_immortal_mark(count) {
        return;
    }
    window.store_u32(object + REFCOUNT, count - references);
    for left in (count - references..count).rev() {
        events::emit(Event::Decref {
            object,
            count: left,
        });
    }
    if count == references {
        ended.borrow_mut().push(object);
    }
}

impl Visitor for DropOutside<'_> {
    const OWNED: bool = true;

    #[inline(always)]
    fn child(&mut self, child: u64) {
        if self.marks.of(child) != UNREACHABLE {
            drop_references(child, 1, self.ended);
        }
    }

    #[inline(always)]
    fn apart(&mut self, walk: impl FnOnce(&mut Self)) {
        let mut copy = *self;
        walk(&mut copy);
        *self = copy;
    }
}

impl RowVisitor for DropOutside<'_> {
    type Each = Self;

    #[inline(always)]
    fn each(&mut self) -> &mut Self {
        self
    }

    #[inline(always)]
    fn end(&mut self, _object: u64) {}

    #[inline(always)]
    fn instances(&mut self, class: u64, count: usize) {
        if class != self.class {
            self.finish();
            (self.class, self.instances) = (class, 0);
        }
        self.instances += count as u32;
    }
}

/// Undoes what [`DropOutside`] did.
fn restore_outside(collector: &Collector, garbage: &[Granule]) {
    let mut restore = RestoreOutside(collector.marks);
    for &granule in garbage {
        visit(restore.0.window(), object_at(granule), &mut restore);
    }
}

struct RestoreOutside(Marks);

impl Visitor for RestoreOutside {
    const OWNED: bool = true;

    fn child(&mut self, child: u64) {
        if self.0.of(child) != UNREACHABLE {
            refcount::incref(child);
        }
    }
}
