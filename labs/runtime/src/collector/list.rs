//! A generation: the objects in it, in CPython's order.
//!
//! CPython links the objects to one another through their prefixes (`PyGC_Head`), and a collection follows the links from
//! object to object, wherever they lie. Here the order is an array of granule numbers: a collection knows early
//! which objects come next, and can ask for them. An object's prefix holds its place in the array, so that it can
//! leave at once; its entry stays as 0.

use crate::memory::{Granule, Window, load, object_at, store};
use crate::object::header::GC_PREFIX;

/// Entries that may be vacant in a short list before it is packed.
const FEW: usize = 32;

/// A list of tracked objects, oldest member first.
#[derive(Default, Debug)]
pub(crate) struct List {
    entries: Vec<Granule>,
    vacant: usize,
}

/// Where the prefix of an object holds the place of its entry.
#[inline(always)]
fn place_slot(granule: Granule) -> u64 {
    object_at(granule) - GC_PREFIX
}

/// Records that the entry of an object stands at `place`; a prefix that says so already is not written.
#[inline(always)]
pub(super) fn set_place(granule: Granule, place: usize) {
    let (window, slot) = (Window::current(), place_slot(granule));
    if window.load(slot) != place as u64 {
        window.store(slot, place as u64);
    }
}

impl List {
    /// How many objects are in the list.
    pub fn len(&self) -> usize {
        self.entries.len() - self.vacant
    }

    /// Whether no entry is vacant.
    pub fn is_packed(&self) -> bool {
        self.vacant == 0
    }

    /// Places in the array, vacant ones too: where the next object will stand.
    pub fn end(&self) -> usize {
        self.entries.len()
    }

    /// Adds an object at the end.
    #[inline(always)]
    pub fn push(&mut self, granule: Granule) {
        store(place_slot(granule), self.entries.len() as u64);
        self.entries.push(granule);
    }

    /// Takes an object out, leaving every other where it is.
    #[inline(always)]
    pub fn vacate(&mut self, granule: Granule) {
        let place = load(place_slot(granule)) as usize;
        debug_assert_eq!(self.entries[place], granule, "a prefix names a wrong place");
        if place + 1 == self.entries.len() {
            self.entries.pop();
            while self.entries.last() == Some(&0) {
                self.entries.pop();
                self.vacant -= 1;
            }
        } else {
            self.entries[place] = 0;
            self.vacant += 1;
        }
    }

    /// Takes an object out; packs the list when more of it is vacant than in use.
    #[inline(always)]
    pub fn remove(&mut self, granule: Granule) {
        self.vacate(granule);
        self.pack_if_sparse();
    }

    /// Packs the list if more of it is vacant than in use.
    #[inline(always)]
    pub fn pack_if_sparse(&mut self) {
        if self.vacant > FEW && 2 * self.vacant > self.entries.len() {
            self.pack();
        }
    }

    #[cold]
    fn pack(&mut self) {
        self.entries.retain(|&granule| granule != 0);
        self.vacant = 0;
        for (place, &granule) in self.entries.iter().enumerate() {
            set_place(granule, place);
        }
    }

    /// Adds objects whose prefixes name their places already.
    pub fn append_placed(&mut self, granules: &[Granule]) {
        self.entries.extend_from_slice(granules);
    }

    /// Takes all objects out.
    pub fn take(&mut self) -> Vec<Granule> {
        let mut entries = std::mem::take(&mut self.entries);
        if self.vacant > 0 {
            entries.retain(|&granule| granule != 0);
        }
        self.vacant = 0;
        entries
    }

    /// Puts back entries whose prefixes name their places already; the list is empty.
    pub fn put_back(&mut self, entries: Vec<Granule>) {
        debug_assert!(self.entries.is_empty(), "a list is put back over another");
        self.entries = entries;
    }

    /// A list of these entries, their prefixes naming other places or none.
    pub fn of(granules: Vec<Granule>) -> List {
        let list = List {
            entries: granules,
            vacant: 0,
        };
        for (place, &granule) in list.entries.iter().enumerate() {
            store(place_slot(granule), place as u64);
        }
        list
    }

    /// The first object that stands at `place` or after it, and its place.
    pub fn next_from(&self, place: usize) -> Option<(usize, Granule)> {
        (place..)
            .zip(self.entries.get(place..)?)
            .find(|(_, granule)| **granule != 0)
            .map(|(place, &granule)| (place, granule))
    }

    /// The objects, in order.
    pub fn iter(&self) -> impl Iterator<Item = Granule> + '_ {
        self.entries.iter().copied().filter(|&granule| granule != 0)
    }

    /// Says what does not fit: a prefix that names another place, a wrong number of vacant entries.
    pub fn audit(&self, name: &str, problems: &mut Vec<String>) {
        let mut vacant = 0;
        for (place, &granule) in self.entries.iter().enumerate() {
            if granule == 0 {
                vacant += 1;
            } else if load(place_slot(granule)) != place as u64 {
                let object = object_at(granule);
                let named = load(place_slot(granule));
                problems.push(format!(
                    "{object:#x} stands at place {place} of the {name}, but its prefix says {named}"
                ));
            }
        }
        if vacant != self.vacant {
            problems.push(format!(
                "the {name} counts {} vacant entries, {vacant} found",
                self.vacant
            ));
        }
    }
}
