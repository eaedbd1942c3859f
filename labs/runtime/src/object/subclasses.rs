//! What a class knows of its direct subclasses: a dict of weak references, by the subclass's address.
//!
//! `tp_subclasses` and `add_subclass` of CPython's `Objects/typeobject.c`. The dict goes when it is empty.

use super::types::{self, SUBCLASSES};
use super::{Obj, dict, int, weakref};
use crate::statics::StaticType;

/// Lets `base` know `class`.
pub fn register(base: &Obj, class: &Obj) {
    let known = types::field(base, SUBCLASSES).unwrap_or_else(|| {
        let known = dict::new();
        types::set_field(base, SUBCLASSES, Some(known.clone()));
        known
    });
    let reference = weakref::new(&StaticType::WeakRef.object(), class, None);
    if let Some(reference) = reference {
        let (key, hash) = key_of(class.address());
        let Ok(_old) = dict::insert(&known, &key, hash, reference, &mut equal_ints);
    }
}

/// The subclasses of `class` that live, in the order of their making.
pub fn of(class: &Obj) -> Vec<Obj> {
    types::field(class, SUBCLASSES)
        .map_or_else(Vec::new, |known| dict::items(&known))
        .iter()
        .filter_map(|item| weakref::referent(&item.value))
        .collect()
}

/// Lets `base` forget a class that dies.
pub(crate) fn forget(base: &Obj, class: u64) {
    let Some(known) = types::field(base, SUBCLASSES) else {
        return;
    };
    let (key, hash) = key_of(class);
    let Ok(removed) = dict::remove(&known, &key, hash, &mut equal_ints);
    drop(removed);
    if dict::len(&known) == 0 {
        drop(types::set_field(base, SUBCLASSES, None));
    }
}

/// The address as an int, and its hash: an address is far below the modulus of int hashes.
fn key_of(class: u64) -> (Obj, i64) {
    (int::from_i64(class as i64), class as i64)
}

fn equal_ints(a: &Obj, b: &Obj) -> Result<bool, dict::Never> {
    Ok(int::to_i64(a) == int::to_i64(b))
}
