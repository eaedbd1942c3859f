//! The collector's state: the lists and the numbers that decide when it runs (`struct _gc_runtime_state` of
//! `Include/internal/pycore_gc.h`).

use super::incremental::Increments;
use super::list::List;
use super::marks::{LIST, Lists, OLD, PERMANENT, UNREACHABLE, UNTRACKED, YOUNG};
use crate::memory::{Granule, Marks, granule_of};
use crate::profile::{CollectionPolicy, Profile};
use std::cell::{Cell, RefCell};

/// Young, middle and old.
pub const GENERATIONS: usize = 3;

/// The number of the youngest generation.
pub(super) const YOUNGEST: usize = 0;

/// The number of the oldest generation.
pub(super) const OLDEST: usize = GENERATIONS - 1;

/// What collections of one generation did so far (`gc.get_stats`).
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct GenerationStats {
    /// How many there were.
    pub collections: u64,
    /// Unreachable objects that they found.
    pub collected: u64,
    /// Objects that they could not free: none since finalizers are safe (PEP 442).
    pub uncollectable: u64,
}

/// What stands in the private heap for the collector.
pub(crate) struct Collector {
    pub marks: Marks,
    pub generations: [RefCell<List>; GENERATIONS],
    pub permanent: RefCell<List>,
    /// What the present collection found, while programs' code may run.
    pub unreachable: RefCell<List>,
    /// The mark that the oldest generation bears now.
    pub old: Cell<u8>,
    pub counts: [Cell<i64>; GENERATIONS],
    /// Whether the first count is of tracked objects, not of allocations.
    pub counts_tracked: bool,
    /// How far increments have come, if the version collects in increments.
    pub increments: Option<Increments>,
    pub thresholds: [Cell<i64>; GENERATIONS],
    pub enabled: Cell<bool>,
    pub collecting: Cell<bool>,
    /// Whether a collection is asked for at the interpreter's next check.
    pub due: Cell<bool>,
    /// Objects that came into the oldest generation since the last full collection.
    pub long_lived_pending: Cell<u64>,
    /// Objects that survived the last full collection.
    pub long_lived_total: Cell<u64>,
    pub stats: [Cell<GenerationStats>; GENERATIONS],
    pub debug_flags: Cell<u32>,
}

impl Collector {
    /// Nothing tracked, as the version starts.
    pub fn new(profile: &Profile) -> Collector {
        Collector {
            marks: crate::memory::marks(),
            generations: Default::default(),
            permanent: RefCell::default(),
            unreachable: RefCell::default(),
            old: Cell::new(OLD[0]),
            counts: Default::default(),
            counts_tracked: profile.counts_tracked_objects,
            increments: match profile.collection_policy {
                CollectionPolicy::Generations => None,
                CollectionPolicy::Increments => Some(Increments::default()),
            },
            thresholds: profile.collection_thresholds.map(Cell::new),
            enabled: Cell::new(true),
            collecting: Cell::new(false),
            due: Cell::new(false),
            long_lived_pending: Cell::new(0),
            long_lived_total: Cell::new(0),
            stats: Default::default(),
            debug_flags: Cell::new(0),
        }
    }

    /// The mark that the oldest generation does not bear now.
    pub fn spare_mark(&self) -> u8 {
        OLD[0] + OLD[1] - self.old.get()
    }

    /// The lists of these generations, as marks name them.
    pub(super) fn marked_in(&self, generations: &[usize]) -> Lists {
        let marks: Vec<u8> = generations.iter().map(|&it| self.mark_of(it)).collect();
        Lists::of(&marks)
    }

    /// How many objects are in some list.
    pub fn tracked(&self) -> usize {
        let lists = self.generations.iter();
        let lists = lists.chain([&self.permanent, &self.unreachable]);
        lists.map(|list| list.borrow().len()).sum()
    }

    /// The mark of the objects of a generation.
    pub fn mark_of(&self, generation: usize) -> u8 {
        if generation == OLDEST {
            self.old.get()
        } else {
            YOUNG + generation as u8
        }
    }

    /// The list that an object with this mark is in.
    #[inline(always)]
    fn list_of(&self, mark: u8) -> &RefCell<List> {
        match mark & LIST {
            YOUNG => &self.generations[YOUNGEST],
            2 => &self.generations[1],
            PERMANENT => &self.permanent,
            UNREACHABLE => &self.unreachable,
            _ => &self.generations[OLDEST],
        }
    }

    /// Whether the object is in a list.
    #[inline(always)]
    pub fn is_tracked(&self, object: u64) -> bool {
        self.marks.get(granule_of(object)) != UNTRACKED
    }

    /// Adds an object to the young generation (`_PyObject_GC_TRACK`).
    #[inline(always)]
    pub fn track(&self, object: u64) {
        let granule = granule_of(object);
        debug_assert!(!self.is_tracked(object), "{object:#x} is tracked already");
        self.marks.set(granule, YOUNG);
        self.generations[YOUNGEST].borrow_mut().push(granule);
        if self.counts_tracked {
            self.count_up();
        }
    }

    /// Takes an object out of the list that it is in, if it is in one (`PyObject_GC_UnTrack`).
    #[inline(always)]
    pub fn untrack(&self, object: u64) {
        let granule = granule_of(object);
        let mark = self.marks.get(granule);
        if mark == UNTRACKED {
            return;
        }
        self.marks.set(granule, UNTRACKED);
        let mut list = self.list_of(mark).borrow_mut();
        if mark == UNREACHABLE {
            // The list is being walked by place.
            list.vacate(granule);
        } else {
            list.remove(granule);
        }
        if self.counts_tracked {
            self.count_down(1);
        }
    }

    /// Moves an object to the end of a generation (`gc_list_move`).
    pub fn move_to(&self, granule: Granule, generation: usize) {
        let mark = self.marks.get(granule);
        let from = self.list_of(mark);
        if mark == UNREACHABLE {
            from.borrow_mut().vacate(granule);
        } else {
            from.borrow_mut().remove(granule);
        }
        self.marks.set(granule, self.mark_of(generation));
        self.generations[generation].borrow_mut().push(granule);
    }
}
