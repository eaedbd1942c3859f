//! Interning: one object for all equal strings that are names.
//!
//! The table does not count its references: in CPython its two are taken off again
//! (`PyUnicode_InternInPlace` in `Objects/unicodeobject.c`), and a string that dies leaves it. Which strings
//! never die is the profile's: none to 3.11, all in 3.12, and from 3.13 on the names in a program's text.

use crate::events::{self, Event};
use crate::heap::heap;
use crate::object::Obj;
use crate::object::str::{self, InternState};
use crate::refcount;
use crate::statics::{self, StaticType};
use hashbrown::HashTable;

/// The table of interned strings, by address.
#[derive(Default)]
pub(crate) struct Interned {
    table: HashTable<u64>,
}

impl Interned {
    fn find(&self, string: u64) -> Option<u64> {
        let hash = str::hash_at(string);
        let is_equal = |&other: &u64| str::hash_at(other) == hash && str::equal_at(other, string);
        self.table.find(hash as u64, is_equal).copied()
    }

    fn insert(&mut self, string: u64) {
        let hash = str::hash_at(string) as u64;
        self.table
            .insert_unique(hash, string, |&other| str::hash_at(other) as u64);
    }

    fn remove(&mut self, string: u64) {
        let hash = str::hash_at(string) as u64;
        if let Ok(entry) = self.table.find_entry(hash, |&other| other == string) {
            entry.remove();
        }
    }
}

// ANCHOR: intern
/// The one interned string that equals `string`: itself, if there was none.
pub fn intern(string: Obj) -> Obj {
    if !StaticType::Str.is_exact(&string) || str::intern_state(&string) != InternState::Not {
        return string;
    }
    let address = string.address();
    let found = heap().interned.borrow().find(address);
    if let Some(object) = found {
        events::emit(Event::InternHit { object });
        return Obj::new_reference(object);
    }
    enter(&string);
    events::emit(Event::InternMiss { object: address });
    string
}
// ANCHOR_END: intern

/// The one interned string that equals this name of a program's text, which never dies where the version says
/// so (`_PyUnicode_InternImmortal`).
pub fn intern_name(string: Obj) -> Obj {
    let name = intern(string);
    if heap().profile().interned_names_are_immortal
        && str::intern_state(&name) == InternState::Mortal
    {
        make_immortal(&name);
    }
    name
}

/// The interned string with this text, a name (`PyUnicode_InternFromString`).
pub fn intern_text(text: &str) -> Obj {
    intern_name(str::new(text))
}

fn enter(string: &Obj) {
    heap().interned.borrow_mut().insert(string.address());
    if heap().profile().interned_strings_are_immortal || string.is_immortal() {
        make_immortal(string);
    } else {
        str::set_intern_state(string.address(), InternState::Mortal);
    }
}

fn make_immortal(string: &Obj) {
    refcount::make_immortal(string.address());
    str::set_intern_state(string.address(), InternState::Immortal);
}

/// Enters the one-letter strings that are names of the interpreter itself (`_PyUnicode_InitStaticStrings`).
pub(crate) fn enter_letter_names() {
    statics::letter_names().for_each(|letter| enter(&letter));
}

// ANCHOR: forget
/// A dying string leaves the table.
pub(crate) fn forget(string: u64) {
    heap().interned.borrow_mut().remove(string);
}
// ANCHOR_END: forget

/// Every interned string, oldest address first.
pub fn all() -> Vec<Obj> {
    let mut addresses: Vec<u64> = heap().interned.borrow().table.iter().copied().collect();
    addresses.sort_unstable();
    addresses.into_iter().map(Obj::new_reference).collect()
}
