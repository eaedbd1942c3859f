//! What a program or a view may ask about tracked objects.

use super::collection::{merged, phases_of};
use super::incremental::{INCREMENT, Increments};
use super::marks::{InternalReferences, LIST, UNTRACKED};
use super::reach::Watch;
use super::state::{Collector, OLDEST, YOUNGEST};
use crate::heap::heap;
use crate::memory::{Granule, object_at};
use crate::object::{Obj, dict, types};
use crate::refcount;
use crate::statics::{self, StaticType};
use crate::visit::{Visitor, visit};
use std::collections::HashMap;

/// What the phases would find about an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It stays: something outside the generation refers to it.
    ReferredToFromOutside,
    /// It stays: this object, which stays too, refers to it. By address of the header.
    ReachedFrom(u64),
    /// Nothing reaches it.
    Unreachable,
}

/// An object of a generation as the first two phases of a collection see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Explained {
    /// Address of the header.
    pub object: u64,
    /// Its reference count.
    pub refcount: u64,
    /// References to it from objects that are collected with it.
    pub internal: u64,
    /// What is left of the count: references from outside.
    pub gc_refs: u64,
    /// What would become of it.
    pub fate: Fate,
}

struct Explaining {
    objects: Vec<Explained>,
    places: HashMap<Granule, usize>,
}

impl Watch for Explaining {
    const EACH: bool = true;

    fn counted(&mut self, list: &[Granule], references: &InternalReferences) {
        for &granule in list {
            let mark = references.marks.get(granule);
            let gc_refs = references.external(granule, mark);
            self.places.insert(granule, self.objects.len());
            self.objects.push(Explained {
                object: object_at(granule),
                refcount: refcount::stored(object_at(granule)),
                internal: references.to(granule, mark),
                gc_refs,
                fate: if gc_refs > 0 {
                    Fate::ReferredToFromOutside
                } else {
                    Fate::Unreachable
                },
            });
        }
    }

    fn reached(&mut self, granule: Granule, from: Granule) {
        if let Some(&place) = self.places.get(&granule)
            && self.objects[place].fate == Fate::Unreachable
        {
            self.objects[place].fate = Fate::ReachedFrom(object_at(from));
        }
    }
}

impl Collector {
    /// Runs the first two phases of a collection of `generation` on the heap as it is, and undoes them.
    pub fn explain(&self, generation: usize) -> Vec<Explained> {
        let lists = self.looked_at(generation);
        let list = self.granules(&lists);
        let marks: Vec<u8> = list
            .iter()
            .map(|&granule| self.marks.get(granule))
            .collect();
        let mut explaining = Explaining {
            objects: Vec::with_capacity(list.len()),
            places: HashMap::new(),
        };
        let (marked, older) = (self.marked_in(&lists), self.older_than(generation));
        let mut looked_at = list.clone();
        if self.increments.is_some() {
            self.leave_young_tuples_alone(&mut looked_at);
        }
        phases_of(self, marked, older, generation == OLDEST).run(&mut looked_at, &mut explaining);
        for (&granule, mark) in list.iter().zip(marks) {
            debug_assert_eq!(mark & !LIST, 0, "a mark counts outside a collection");
            self.marks.set(granule, mark);
        }
        explaining.objects
    }

    /// Takes the young tuples of atoms off the list and their marks away, as a collection by increments does before it looks
    /// at anything.
    fn leave_young_tuples_alone(&self, list: &mut Vec<Granule>) {
        let young = self.mark_of(YOUNGEST);
        list.retain(|&granule| {
            let is_left_alone =
                self.marks.get(granule) == young && self.is_tuple_of_atoms(object_at(granule));
            if is_left_alone {
                self.marks.set(granule, UNTRACKED);
            }
            !is_left_alone
        });
    }

    /// The numbers of the lists that a collection of `generation` would look at, in its order: an increment takes the
    /// pending objects if it has work enough.
    fn looked_at(&self, generation: usize) -> Vec<usize> {
        let [young, visited, pending] = self.lists_by_age();
        match (&self.increments, generation) {
            (None, _) => merged(generation),
            (Some(_), YOUNGEST) => vec![young],
            (Some(_), INCREMENT) => vec![young, pending],
            (Some(_), _) => vec![visited, pending, young],
        }
    }

    /// The number of the list to which what stays of such a collection would go.
    fn older_than(&self, generation: usize) -> usize {
        match &self.increments {
            Some(increments) if generation != OLDEST => increments.visited(),
            _ => (generation + 1).min(OLDEST),
        }
    }

    /// The objects of one generation, or of all from the youngest to the oldest (`gc.get_objects`). Increments know only
    /// young objects, 0, and old ones, 2.
    pub fn objects(&self, generation: Option<usize>) -> Vec<Obj> {
        let lists = self.lists_by_age();
        let lists = match (generation, &self.increments) {
            (None, _) => &lists[..],
            (Some(generation), None) => &lists[generation..=generation],
            (Some(YOUNGEST), Some(_)) => &lists[..1],
            (Some(INCREMENT), Some(_)) => &[],
            (Some(_), Some(_)) => &lists[1..],
        };
        self.granules(lists)
            .into_iter()
            .map(|granule| Obj::new_reference(object_at(granule)))
            .collect()
    }

    /// The objects of these lists, in order.
    fn granules(&self, lists: &[usize]) -> Vec<Granule> {
        lists
            .iter()
            .flat_map(|&list| self.generations[list].borrow().iter().collect::<Vec<_>>())
            .collect()
    }

    /// The tracked objects that refer to one of `targets` (`gc.get_referrers`).
    pub fn referrers(&self, targets: &[Obj]) -> Vec<Obj> {
        self.granules(&self.lists_by_age())
            .into_iter()
            .map(object_at)
            .filter(|&object| {
                let mut search = Search {
                    targets,
                    found: false,
                };
                visit(self.marks.window(), object, &mut search);
                search.found
            })
            .map(Obj::new_reference)
            .collect()
    }

    // ANCHOR: freeze
    /// Sets all tracked objects aside (`gc.freeze`).
    pub fn freeze(&self) {
        for generation in self.lists_by_age() {
            let granules = self.generations[generation].borrow_mut().take();
            self.counts[generation].set(0);
            let mut permanent = self.permanent.borrow_mut();
            for granule in granules {
                self.marks.set(granule, super::marks::PERMANENT);
                permanent.push(granule);
            }
        }
    }
    // ANCHOR_END: freeze

    /// Moves what was set aside to the oldest generation, or to the visited objects (`gc.unfreeze`).
    pub fn unfreeze(&self) {
        let oldest = self.increments.as_ref().map_or(OLDEST, Increments::visited);
        let granules = self.permanent.borrow_mut().take();
        let mut list = self.generations[oldest].borrow_mut();
        for granule in granules {
            self.marks.set(granule, self.mark_of(oldest));
            list.push(granule);
        }
    }
}

struct Search<'a> {
    targets: &'a [Obj],
    found: bool,
}

impl Visitor for Search<'_> {
    fn child(&mut self, child: u64) {
        self.found |= self.targets.iter().any(|target| target.address() == child);
    }
}

fn has_only_str_keys(object: &Obj) -> bool {
    let is_str = |key: &Obj| StaticType::Str.is_exact(key);
    StaticType::Dict.is_exact(object) && dict::items(object).iter().all(|item| is_str(&item.key))
}

struct List(Vec<Obj>);

impl Visitor for List {
    fn child(&mut self, child: u64) {
        self.0.push(Obj::new_reference(child));
    }
}

/// What an object refers to, in the order of its type's `tp_traverse` (`gc.get_referents`); nothing if it can be in no
/// cycle.
pub(super) fn referents(object: &Obj) -> Vec<Obj> {
    let is_static_type = statics::is_static(object.address());
    if types::flags_of(&object.class()) & types::flags::HAVE_GC == 0 || is_static_type {
        return Vec::new();
    }
    if has_only_str_keys(object) && !heap().profile().str_keys_omit_hashes {
        // To 3.10 a walk over such a table passes its keys over (`dict_traverse` of `Objects/dictobject.c`).
        return dict::items(object)
            .into_iter()
            .map(|item| item.value)
            .collect();
    }
    let mut list = List(Vec::new());
    visit(
        heap().collector().marks.window(),
        object.address(),
        &mut list,
    );
    list.0
}
