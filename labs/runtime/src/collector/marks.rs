//! What an object's mark says: which list it is in, and during a collection what became of it.
//!
//! ```text
//!   bit  7 … 3                          2 1 0
//!        internal references found so far   list
//! ```

use crate::memory::{Granule, Marks, Window, granule_of, object_at};
use crate::object::header::REFCOUNT;
use crate::refcount;
use crate::visit::Visitor;
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
pub(super) struct Lists(u8);

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
pub(super) fn cut_count(window: Window, granule: Granule) -> u8 {
    let count = window.load(object_at(granule) + REFCOUNT);
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
    beyond: HashMap<Granule, u64>,
    /// The class that the last instances were of, and how many they were: most neighbours are of one class.
    class: u64,
    instances: u64,
}

impl InternalReferences {
    /// None found so far among the objects of these lists, whose marks count nothing yet.
    pub fn among(marks: Marks, among: Lists) -> InternalReferences {
        InternalReferences {
            marks,
            among,
            beyond: HashMap::new(),
            class: 0,
            instances: 0,
        }
    }

    /// How many references lead to the object with this mark.
    #[inline(always)]
    pub fn to(&self, granule: Granule, mark: u8) -> u64 {
        let here = u64::from(mark / ONE);
        if self.beyond.is_empty() {
            return here;
        }
        here + self.beyond.get(&granule).copied().unwrap_or(0)
    }

    /// Whether no reference to the object was found so far. One with very many may pass for such.
    #[inline(always)]
    pub fn none_to(&self, granule: Granule) -> bool {
        self.marks.get(granule) < ONE
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

    /// Counts the references to the class last seen.
    pub fn finish(&mut self) {
        if self.instances == 0 {
            return;
        }
        let granule = granule_of(self.class);
        let mark = self.marks.get(granule);
        if self.among.contain(mark) {
            let total = u64::from(mark / ONE) + self.instances;
            if total <= MOST {
                self.marks.set(granule, mark & LIST | (total as u8 * ONE));
            } else {
                self.marks.set(granule, mark & LIST);
                *self.beyond.entry(granule).or_default() += total;
            }
        }
        self.instances = 0;
    }

    #[cold]
    fn carry(&mut self, granule: Granule, mark: u8) {
        *self.beyond.entry(granule).or_default() += MOST + 1;
        self.marks.set(granule, mark & LIST);
    }
}

impl InternalReferences {
    /// Counts one reference, and returns the mark that the object had.
    #[inline(always)]
    pub fn count(&mut self, child: u64) -> u8 {
        let granule = granule_of(child);
        let mark = self.marks.get(granule);
        if self.among.contain(mark) {
            if mark < !LIST {
                self.marks.set(granule, mark + ONE);
            } else {
                self.carry(granule, mark);
            }
        }
        mark
    }
}

impl Visitor for InternalReferences {
    #[inline(always)]
    fn child(&mut self, child: u64) {
        self.count(child);
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
