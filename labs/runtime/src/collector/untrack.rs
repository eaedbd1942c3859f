//! Containers that cannot be in a cycle and need not be looked at: tuples and dicts that hold nothing but atoms.
//!
//! Follows `_PyTuple_MaybeUntrack`, `_PyDict_MaybeUntrack` and `_PyObject_GC_MAY_BE_TRACKED`. From 3.14 on, tuples
//! are looked at when they are made too, and dicts are always tracked.

use super::ahead;
use super::state::Collector;
use crate::memory::{Granule, load, object_at};
use crate::object::header::TYPE;
use crate::object::tuple;
use crate::object::types::{self, flags};
use crate::statics::{self, StaticType};
use crate::visit::{Plan, Visitor, visit};

impl Collector {
    /// Whether a container that holds `object` has to be tracked for it.
    pub fn may_be_tracked(&self, object: u64) -> bool {
        let class = load(object + TYPE);
        let is_static_type = class == StaticType::Type.address() && statics::is_static(object);
        if load(class + types::FLAGS) & flags::HAVE_GC == 0 || is_static_type {
            return false;
        }
        class != StaticType::Tuple.address() || self.is_tracked(object)
    }

    /// Whether the tuple holds nothing that may be tracked; one that is not filled yet may hold anything.
    pub fn holds_only_atoms(&self, tuple: u64) -> bool {
        (0..load(tuple + tuple::LENGTH)).all(|index| {
            let item = load(tuple + tuple::ITEMS + 8 * index);
            item != 0 && !self.may_be_tracked(item)
        })
    }

    /// Whether the object is a tuple, and not of a class derived from it, that holds only atoms.
    pub fn is_tuple_of_atoms(&self, object: u64) -> bool {
        load(object + TYPE) == StaticType::Tuple.address() && self.holds_only_atoms(object)
    }

    /// Whether the type of one of the tuple's items says that its instances can be in a cycle.
    pub fn holds_collected_types(&self, tuple: u64) -> bool {
        (0..load(tuple + tuple::LENGTH)).any(|index| {
            let class = load(load(tuple + tuple::ITEMS + 8 * index) + TYPE);
            load(class + types::FLAGS) & flags::HAVE_GC != 0
        })
    }

    fn dict_holds_only_atoms(&self, dict: u64) -> bool {
        let mut atoms = AtomsOnly {
            collector: self,
            so_far: true,
        };
        visit(self.marks.window(), dict, &mut atoms);
        atoms.so_far
    }
}

/// Looks for something that a container would have to be tracked for.
struct AtomsOnly<'a> {
    collector: &'a Collector,
    so_far: bool,
}

impl Visitor for AtomsOnly<'_> {
    const OWNED: bool = true;

    #[inline(always)]
    fn child(&mut self, child: u64) {
        self.so_far = self.so_far && !self.collector.may_be_tracked(child);
    }
}

/// Untracks the tuples of exactly that type among the objects that hold only atoms.
pub(super) fn exact_tuples(collector: &Collector, objects: &[Granule]) {
    let is_tuple =
        |&granule: &Granule| load(object_at(granule) + TYPE) == StaticType::Tuple.address();
    let found: Vec<Granule> = objects.iter().copied().filter(is_tuple).collect();
    tuples(collector, &found);
}

/// Untracks those of the tuples that hold only atoms; says how many.
pub(super) fn tuples(collector: &Collector, tuples: &[Granule]) -> u64 {
    untrack_if(collector, tuples, StaticType::Tuple, |tuple| {
        collector.holds_only_atoms(tuple)
    })
}

/// Untracks those of the dicts that hold only atoms; says how many.
pub(super) fn dicts(collector: &Collector, dicts: &[Granule]) -> u64 {
    untrack_if(collector, dicts, StaticType::Dict, |dict| {
        collector.dict_holds_only_atoms(dict)
    })
}

/// Untracks those of the containers, all of one class, of which this is so.
fn untrack_if(
    collector: &Collector,
    containers: &[Granule],
    class: StaticType,
    holds_only_atoms: impl Fn(u64) -> bool,
) -> u64 {
    let window = collector.marks.window();
    let plan = Plan::of(window, class.address());
    let (mut place, mut untracked) = (0, 0);
    while place < containers.len() {
        let row = ahead::row(window, containers, place, &plan);
        place += row.len();
        for object in row.iter().map(|&granule| object_at(granule)) {
            if holds_only_atoms(object) {
                collector.untrack(object);
                untracked += 1;
            }
        }
    }
    untracked
}
