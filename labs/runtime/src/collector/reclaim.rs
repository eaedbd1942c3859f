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
use crate::memory::{Granule, Marks, granule_of, load, object_at};
use crate::object::header::{REFCOUNT, TYPE};
use crate::object::{Obj, attributes, types};
use crate::refcount;
use crate::visit::{Plan, Visitor};

/// Frees unreachable objects, or gives them to `gc.garbage` if the program asked for that. What is not freed goes to the
/// generation `older`. Classes are among the `notable` ones. `is_all` says that no tracked object is outside: that the
/// collection was of all that are there, and nothing has run since.
pub(super) fn delete(
    collector: &Collector,
    garbage: Vec<Granule>,
    notable: &[Granule],
    older: usize,
    is_all: bool,
) {
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
    let mut outside = DropOutside::new(collector.marks);
    if is_all {
        free_all(collector, &garbage, Remains::free_for_good, |object| {
            outside.drop_references_of(object);
        });
    } else {
        for_each(collector, &garbage, |object| {
            outside.drop_references_of(object)
        });
        outside.finish();
        if outside.order_can_be_seen(collector) {
            restore_outside(collector, &garbage);
            clear::one_by_one(collector, garbage, older);
            return;
        }
        free_all(collector, &garbage, Remains::free, |_object| {});
    }
    outside.finish();
    for granule in garbage {
        collector.marks.set(granule, UNTRACKED);
    }
    for object in outside.ended {
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

#[inline(always)]
fn for_each(collector: &Collector, garbage: &[Granule], mut act: impl FnMut(u64)) {
    for (place, &granule) in garbage.iter().enumerate() {
        let window = collector.marks.window();
        ahead::ask(window, garbage, place);
        ahead::ask_for_buffer(window, garbage, place);
        act(object_at(granule));
    }
}

/// Gives the memory of all garbage back, each object after `before` saw it. Classes go last, for what their instances
/// are is told by them.
#[inline(always)]
fn free_all(
    collector: &Collector,
    garbage: &[Granule],
    free: fn(Remains),
    mut before: impl FnMut(u64),
) {
    let mut classes = Vec::new();
    let mut instances = ByClass::new(collector.marks.window(), Remains::of_instance);
    for_each(collector, garbage, |object| {
        before(object);
        let remains = instances.of(object).at(object);
        if remains.is_class() {
            classes.push(remains);
        } else {
            free(remains);
        }
    });
    classes.into_iter().for_each(free);
}

/// Takes one off the count of each object outside that garbage refers to.
struct DropOutside {
    marks: Marks,
    plans: ByClass<Plan>,
    /// Those whose count reached zero.
    ended: Vec<u64>,
    /// The class that the last instances were of, and how many they were.
    class: u64,
    instances: u32,
}

impl DropOutside {
    fn new(marks: Marks) -> DropOutside {
        DropOutside {
            marks,
            plans: ByClass::new(marks.window(), Plan::of),
            ended: Vec::new(),
            class: 0,
            instances: 0,
        }
    }

    #[inline(always)]
    fn drop_references_of(&mut self, object: u64) {
        let plan = *self.plans.of(object);
        plan.visit(self.marks.window(), object, self);
    }

    /// Takes the references of the last instances off their class.
    fn finish(&mut self) {
        let instances = std::mem::take(&mut self.instances);
        if instances > 0 {
            self.drop_references_to(self.class, instances);
        }
    }

    #[inline(always)]
    fn drop_references_to(&mut self, object: u64, references: u32) {
        if self.marks.get(granule_of(object)) == UNREACHABLE {
            return;
        }
        let window = self.marks.window();
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
            self.ended.push(object);
        }
    }

    /// A tracked object that ends with the garbage may have a finalizer, or lead to several, and the one that runs first can
    /// be told.
    fn order_can_be_seen(&self, collector: &Collector) -> bool {
        self.ended.iter().any(|&it| collector.is_tracked(it))
    }
}

impl Visitor for DropOutside {
    const OWNED: bool = true;

    #[inline(always)]
    fn child(&mut self, child: u64) {
        self.drop_references_to(child, 1);
    }

    #[inline(always)]
    fn class(&mut self, class: u64) {
        if class != self.class {
            self.finish();
            self.class = class;
        }
        self.instances += 1;
    }
}

/// Undoes what [`DropOutside`] did.
fn restore_outside(collector: &Collector, garbage: &[Granule]) {
    let mut restore = RestoreOutside(collector.marks);
    let mut plans = ByClass::new(collector.marks.window(), Plan::of);
    for_each(collector, garbage, |object| {
        plans
            .of(object)
            .visit(restore.0.window(), object, &mut restore);
    });
}

struct RestoreOutside(Marks);

impl Visitor for RestoreOutside {
    const OWNED: bool = true;

    fn child(&mut self, child: u64) {
        if self.0.get(granule_of(child)) != UNREACHABLE {
            refcount::incref(child);
        }
    }
}
