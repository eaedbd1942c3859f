//! Dicts that share their keys with the instances of a class (PEP 412): the keys stand in the class, the values in an array of
//! the dict's own.
//!
//! Follows `make_dict_from_instance_attributes` and its kin in `Objects/dictobject.c`.

use super::keys::{self, Keys, KeysKind};
use super::values::{self, Values};
use super::{
    KEYS, USED, VALUES, keys_at, maintain_tracking, new, next_index, next_words, value_slot,
};
use crate::heap::heap;
use crate::memory::{load, store};
use crate::object::layout::Layout;
use crate::object::{Obj, expect};
use crate::profile::InstanceDict;
use crate::statics::StaticType;

/// The `__dict__` of an instance that kept its values apart: takes the array over.
pub(crate) fn from_values(shared: Keys, values: Values) -> Obj {
    let dict = new();
    shared.incref();
    store(dict.address() + KEYS, shared.0);
    store(dict.address() + VALUES, values.0);
    store(dict.address() + USED, values.count());
    let mut position = 0;
    while let Some((key, value)) = next_words(dict.address(), &mut position) {
        maintain_tracking(dict.address(), key, value);
    }
    dict
}

/// An empty dict that shares its keys with instances of a class (`new_dict_with_shared_keys`).
pub(crate) fn empty(shared: Keys) -> Obj {
    from_values(shared, Values::with_room(shared.shared_capacity()))
}

/// Parts the keys of a dict from its values, so that others can share them; a reference to the keys. `None` if not all of
/// them are strings, or they are too many (3.10: `make_keys_shared`).
pub(crate) fn share_keys(dict: &Obj) -> Option<Keys> {
    let address = expect(dict, Layout::Dict);
    let keys = keys_at(address);
    let all_strings = (0..keys.used()).all(|index| {
        let key = load(keys.key_slot(index));
        key == 0 || StaticType::Str.is_exact(&Obj::new_reference(key))
    });
    let capacity = keys::usable_fraction(keys.table_size());
    if !all_strings || capacity > values::MOST {
        return None;
    }
    let shared = Keys::new(keys.log2_size(), KeysKind::Split);
    let values = Values::with_room(capacity);
    let mut position = 0;
    while let Some(index) = next_index(address, &mut position) {
        let key = Obj::from_counted(load(keys.key_slot(index)));
        let entry = shared.append(key, keys.hash(index));
        store(values.slot(entry), load(keys.value_slot(index)));
        values.add_to_order(entry);
    }
    keys.free();
    store(address + KEYS, shared.0);
    store(address + VALUES, values.0);
    shared.incref();
    Some(shared)
}

/// Whether a value for this entry, `None` for a new one, may be added to the values that stand apart: if they have no order of
/// their own, only in the order of the keys (3.10: `insertdict`).
pub(super) fn has_room_in_order(dict: u64, entry: Option<u64>) -> bool {
    if values_have_an_order() {
        return true;
    }
    let used = load(dict + USED);
    match entry {
        Some(index) => load(value_slot(dict, index)) != 0 || used == index,
        None => used == keys_at(dict).used(),
    }
}

/// Whether values that stand apart from their keys record in which order they came. To 3.10 they do not; the keys' order is theirs.
pub(super) fn values_have_an_order() -> bool {
    heap().profile().instance_dict != InstanceDict::AtEnd
}
