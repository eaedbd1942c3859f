//! What an object's mark says: which list it is in, and during a collection what became of it.
//!
//! ```text
//!   bit  7 … 3                          2 1 0
//!        internal references found so far   list
//! ```

use crate::memory::{Granule, Marks, Window, granule_of, object_at};
use crate::object::header::{REFCOUNT, TYPE};
use crate::refcount;
use crate::statics::StaticType;
use crate::visit::Visitor;
use std::cell::RefCell;
use std::collections::HashMap;

/// The bits that say which list.
pub(super) const LIST: u8 = 0b111;
/// Not tracked.
pub(super) const UNTRACKED: u8 = 0;
/// In the young generation; 2 is the middle one.
pub(super) const YOUNG: u8 = 1;
/// In the oldest generation, which bears one of two marks in turn: a full collection gives the other one to what stays.
pub(super) const OLD: [u8; 2] = [3, 4];
/// Set aside by `gc.freeze()`.
pub(super) const PERMANENT: u8 = 5;
/// In the list being collected, reached before its turn: it will stay.
pub(super) const REACHED: u8 = 6;
/// In the list of what was not reached.
pub(super) const UNREACHABLE: u8 = 7;

/// One internal reference.
const ONE: u8 = 1 << 3;
/// The most that a mark can count.
const MOST: u64 = (u8::MAX >> 3) as u64;

/// A set of lists, a bit each.
#[derive(Clone, Copy)]
pub(super) struct Lists(u32);

impl Lists {
    /// These lists.
    pub fn of(lists: &[u8]) -> Lists {
        Lists(lists.iter().fold(0, |set, list| set | 1 << list))
    }

    /// Whether the object with this mark is in one of them.
    #[inline(always)]
    pub fn contain(self, mark: u8) -> bool {
        self.0 >> (mark & LIST) & 1 != 0
    }
}

/// An object's count, or if that is more than a mark holds, some number that is more, too.
#[inline(always)]
pub(super) fn cut_count(window: Window, object: u64) -> u8 {
    let count = window.load(object + REFCOUNT);
    count.min(MOST + 1) as u8
}

/// References between the objects of some lists, counted up from 0. What a mark cannot hold stands in a map.
///
/// CPython copies each object's count and subtracts (`update_refs`, `subtract_refs`); counting up needs no first
/// pass and gives the same numbers: `gc_refs` is the object's count less what is found here.
pub(super) struct InternalReferences {
    pub marks: Marks,
    among: Lists,
    /// Multiples of what a mark holds, of the few objects that so many others refer to.
    beyond: RefCell<HashMap<Granule, u64>>,
}

impl InternalReferences {
    /// None found so far among the objects of these lists, whose marks count nothing yet.
    pub fn among(marks: Marks, among: Lists) -> InternalReferences {
        InternalReferences {
            marks,
            among,
            beyond: RefCell::default(),
        }
    }

    /// Who counts them.
    pub fn counting(&self) -> Counting<'_> {
        Counting {
            marks: self.marks,
            among: self.among,
            outside: UNTRACKED,
            tracked: 0,
            class: 0,
            instances: 0,
            beyond: &self.beyond,
        }
    }

    /// How many references lead to the object with this mark.
    pub fn to(&self, granule: Granule, mark: u8) -> u64 {
        let beyond = self.beyond.borrow().get(&granule).copied();
        u64::from(mark / ONE) + beyond.unwrap_or(0)
    }

    /// References to the object from outside the lists: its `gc_refs`.
    pub fn external(&self, granule: Granule, mark: u8) -> u64 {
        let count = refcount::stored(object_at(granule));
        count.saturating_sub(self.to(granule, mark))
    }

    /// Whether there are such references, by the object's count as [`cut_count`] gave it.
    #[inline(always)]
    pub fn has_external(&self, granule: Granule, mark: u8, cut: u8) -> bool {
        if u64::from(cut) <= MOST {
            return cut > mark / ONE;
        }
        self.external(granule, mark) > 0
    }
}

/// Counts each reference that it is shown.
#[derive(Clone, Copy)]
pub(super) struct Counting<'a> {
    marks: Marks,
    among: Lists,
    /// All marks outside the lists to which references led, those of instances to their class apart, one over the other.
    outside: u8,
    /// The tracked object that was last seen, 0 if there was none since this was last set to 0.
    tracked: u64,
    /// The class that the last instances were of, and how many they were: most neighbours are of one class.
    class: u64,
    instances: u64,
    beyond: &'a RefCell<HashMap<Granule, u64>>,
}

impl Counting<'_> {
    /// Whether no reference to the object was found so far. One with very many may pass for such.
    #[inline(always)]
    pub fn none_to(&self, object: u64) -> bool {
        self.marks.of(object) < ONE
    }

    /// The range that the objects are in.
    #[inline(always)]
    pub fn window(&self) -> Window {
        self.marks.window()
    }

    /// Forgets which tracked objects it saw.
    #[inline(always)]
    pub fn forget_tracked(&mut self) {
        self.tracked = 0;
    }

    /// Whether a container, the last that was shown, may hold only atoms.
    #[inline(always)]
    pub fn saw_only_atoms(&self) -> bool {
        may_be_atoms(self.marks.window(), self.tracked)
    }

    /// Counts the references to the class last seen, too. Says whether any reference led to a tracked object of another
    /// list, those of instances to their class apart.
    pub fn finish(mut self) -> bool {
        self.count_instances();
        self.outside != UNTRACKED
    }

    /// Counts references to a class.
    pub fn instances(&mut self, class: u64, count: usize) {
        if class != self.class {
            self.count_instances();
            self.class = class;
        }
        self.instances += count as u64;
    }

    fn count_instances(&mut self) {
        let instances = std::mem::take(&mut self.instances);
        if instances == 0 {
            return;
        }
        let mark = self.marks.of(self.class);
        if self.among.contain(mark) {
            let total = u64::from(mark / ONE) + instances;
            let here = total % (MOST + 1);
            self.marks
                .set_of(self.class, mark & LIST | (here as u8 * ONE));
            if total > here {
                carry(self.beyond, granule_of(self.class), total - here);
            }
        }
    }
}

/// Notes references that a mark cannot hold.
#[cold]
#[inline(never)]
fn carry(beyond: &RefCell<HashMap<Granule, u64>>, granule: Granule, references: u64) {
    *beyond.borrow_mut().entry(granule).or_default() += references;
}

/// Whether a container may hold only atoms, by a tracked object in it, or 0: that says that it is tracked rightly. A
/// tuple does not say that: it may be untracked itself.
#[inline(always)]
pub(super) fn may_be_atoms(window: Window, tracked: u64) -> bool {
    tracked == 0 || window.load(tracked + TYPE) == StaticType::Tuple.address()
}

impl Visitor for Counting<'_> {
    // ANCHOR: count
    #[inline(always)]
    fn child(&mut self, child: u64) {
        let mark = self.marks.of(child);
        if self.among.contain(mark) {
            self.tracked = child;
            let (next, is_over) = mark.overflowing_add(ONE);
            self.marks.set_of(child, next);
            if is_over {
                carry(self.beyond, granule_of(child), MOST + 1);
            }
        } else {
            self.outside |= mark;
            if mark != UNTRACKED {
                self.tracked = child;
            }
        }
    }
    // ANCHOR_END: count

    #[inline(always)]
    fn apart(&mut self, walk: impl FnOnce(&mut Self)) {
        let mut copy = *self;
        walk(&mut copy);
        *self = copy;
    }
}
