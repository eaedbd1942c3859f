//! Interning: one object for all equal strings that are names.
//!
//! The table does not count its references: in CPython its two are taken off again
//! (`PyUnicode_InternInPlace` in `Objects/unicodeobject.c`), and a string that dies leaves it. In 3.12
//! every interned string is immortal.

use crate::events::{self, Event};
use crate::heap::heap;
use crate::object::Obj;
use crate::object::str::{self, InternState};
use crate::refcount;
use crate::statics::StaticType;
use hashbrown::HashTable;

/// The table of interned strings, by address.
#[derive(Default)]
pub(crate) struct Interned {
    table: HashTable<u64>,
}

impl Interned {
    fn find(&self, string: u64) -> Option<u64> {
        let hash = str::hash_at(string) as u64;
        self.table
            .find(hash, |&other| str::equal_at(other, string))
            .copied()
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
    heap().interned.borrow_mut().insert(address);
    if heap().profile().interned_strings_are_immortal || string.is_immortal() {
        refcount::make_immortal(address);
        str::set_intern_state(address, InternState::Immortal);
    } else {
        str::set_intern_state(address, InternState::Mortal);
    }
    events::emit(Event::InternMiss { object: address });
    string
}

/// The interned string with this text.
pub fn intern_text(text: &str) -> Obj {
    intern(str::new(text))
}

/// A dying string leaves the table.
pub(crate) fn forget(string: u64) {
    heap().interned.borrow_mut().remove(string);
}

/// Every interned string, oldest address first.
pub fn all() -> Vec<Obj> {
    let mut addresses: Vec<u64> = heap().interned.borrow().table.iter().copied().collect();
    addresses.sort_unstable();
    addresses.into_iter().map(Obj::new_reference).collect()
}
