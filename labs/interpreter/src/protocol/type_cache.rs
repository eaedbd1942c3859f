//! The method cache: which attribute a type finds in its mro.
//!
//! As CPython's `_PyType_Lookup`, a table indexed by type and name. Any change to any type empties it, which
//! is rare once a program's classes are made. Only immortal names are cached: a mortal one's address
//! may come to belong to another.

use crate::vm::Vm;
use runtime::object::{dict, tuple, types};
use runtime::{Obj, interning};
use std::cell::{Cell, RefCell};

const SLOTS: usize = 4096;

#[derive(Clone, Default)]
struct Entry {
    class: u64,
    name: u64,
    epoch: u64,
    /// Kept alive by the type's dict; a change of that starts a new epoch.
    value: Option<u64>,
}

/// See the module.
pub struct TypeCache {
    entries: RefCell<Vec<Entry>>,
    epoch: Cell<u64>,
}

impl Default for TypeCache {
    fn default() -> TypeCache {
        TypeCache {
            entries: RefCell::new(vec![Entry::default(); SLOTS]),
            epoch: Cell::new(1),
        }
    }
}

impl Vm {
    /// Empties the method cache: some type has changed.
    pub fn types_changed(&self) {
        self.type_cache.epoch.set(self.type_cache.epoch.get() + 1);
    }

    /// The attribute that `class` finds in its mro, unbound; `name` is an exact `str`.
    #[inline]
    pub fn type_lookup(&self, class: &Obj, name: &Obj) -> Option<Obj> {
        if !name.is_immortal() {
            return find_in_mro(class, name).map(|(value, _)| value);
        }
        let cache = &self.type_cache;
        let epoch = cache.epoch.get();
        let slot = ((class.address() >> 4) ^ (name.address() >> 3)) as usize % SLOTS;
        let hit = {
            let entry = &cache.entries.borrow()[slot];
            let same = entry.class == class.address()
                && entry.name == name.address()
                && entry.epoch == epoch;
            same.then_some(entry.value)
        };
        if let Some(found) = hit {
            return found.and_then(|place| place_value(class, name, place));
        }
        let found = find_in_mro(class, name);
        cache.entries.borrow_mut()[slot] = Entry {
            class: class.address(),
            name: name.address(),
            epoch,
            value: found.as_ref().map(|&(_, position)| position),
        };
        found.map(|(value, _)| value)
    }

    /// Looks a special method up on the object's type; `name` is one of [`crate::names::Names`].
    #[inline]
    pub fn special(&self, object: &Obj, name: &Obj) -> Option<Obj> {
        self.type_lookup(&object.class(), name)
    }

    /// The type in the mro of `class` that has `name` in its own dict.
    pub fn defining_type(&self, class: &Obj, name: &Obj) -> Option<Obj> {
        let (_, position) = find_in_mro(class, name)?;
        tuple::get(&*types::mro(class)?, position)
    }

    /// An interned name.
    pub fn intern(&self, text: &str) -> Obj {
        interning::intern_text(text)
    }
}

/// The value, and its type's position in the mro.
fn find_in_mro(class: &Obj, name: &Obj) -> Option<(Obj, u64)> {
    let mro = types::mro(class)?;
    (0..tuple::len(&mro)).find_map(|position| {
        let base = tuple::peek(&mro, position)?;
        let namespace = types::namespace(&base)?;
        Some((dict::get_str(&namespace, name)?, position))
    })
}

fn place_value(class: &Obj, name: &Obj, position: u64) -> Option<Obj> {
    let mro = types::mro(class)?;
    let base = tuple::peek(&mro, position)?;
    dict::get_str(&*types::namespace(&base)?, name)
}
