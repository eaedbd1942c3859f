//! What is alive for certain: marked before increments look for garbage among the rest.
//!
//! Follows `mark_at_start`, `mark_global_roots` and `mark_stacks` of CPython 3.14.2's `Python/gc.c`. What the
//! roots reach moves to the list of the visited objects, in the order in which it is found.

use super::incremental::Increments;
use super::marks::Lists;
use super::state::{Collector, YOUNGEST};
use crate::frame::{self, Frame};
use crate::heap::heap;
use crate::memory::{Granule, granule_of, load, object_at};
use crate::object::types;
use crate::statics::StaticType;
use crate::visit::{Visitor, visit};

/// Marks what the namespaces of `sys` and the built-ins, the built-in types and the frames reach; says how many
/// objects these are.
pub(super) fn mark_all(collector: &Collector, increments: &Increments) -> usize {
    let mut marking = Marking::new(collector, increments);
    if let Some(hooks) = heap().hooks() {
        (hooks.namespaces)(&mut |namespace| marking.child(namespace.address()));
    }
    for class in StaticType::ALL {
        for field in [types::DICT, types::SUBCLASSES] {
            marking.slot(class.address() + field);
        }
    }
    marking.follow();
    marking.frames();
    marking.found.len()
}

/// Marks what the frames reach; says how many objects were not marked before.
pub(super) fn mark_frames(collector: &Collector, increments: &Increments) -> usize {
    let mut marking = Marking::new(collector, increments);
    marking.frames();
    marking.found.len()
}

struct Marking<'a> {
    collector: &'a Collector,
    /// The lists whose objects are not marked.
    unmarked: Lists,
    /// The number of the list of those that are.
    visited: usize,
    /// What was marked, in order.
    found: Vec<Granule>,
    /// How many of these were followed.
    followed: usize,
}

impl Marking<'_> {
    fn new<'a>(collector: &'a Collector, increments: &Increments) -> Marking<'a> {
        Marking {
            collector,
            unmarked: collector.marked_in(&[YOUNGEST, increments.pending()]),
            visited: increments.visited(),
            found: Vec::new(),
            followed: 0,
        }
    }

    fn slot(&mut self, slot: u64) {
        let word = load(slot);
        if word != 0 {
            self.child(word);
        }
    }

    /// Marks what the marked objects refer to, until nothing is left.
    fn follow(&mut self) {
        while let Some(&granule) = self.found.get(self.followed) {
            self.followed += 1;
            visit(self.collector.marks.window(), object_at(granule), self);
        }
    }

    /// Marks from each frame's locals, function and slots, the running frame first and the last slot first.
    fn frames(&mut self) {
        let mut next = heap().hooks().and_then(|hooks| (hooks.current_frame)());
        while let Some(frame) = next {
            self.frame(frame);
            next = frame.previous();
        }
        self.follow();
    }

    fn frame(&mut self, frame: Frame) {
        for field in [frame::LOCALS, frame::FUNCTION] {
            self.slot(frame.address() + field);
        }
        for index in (0..frame.in_use()).rev() {
            if let Some(object) = frame.peek(index) {
                self.child(object.address());
            }
        }
    }
}

impl Visitor for Marking<'_> {
    fn child(&mut self, child: u64) {
        let granule = granule_of(child);
        if self.unmarked.contain(self.collector.marks.get(granule)) {
            self.collector.move_to(granule, self.visited);
            self.found.push(granule);
        }
    }
}
