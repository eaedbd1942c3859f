//! Instance attributes: a dict, or values in the order of keys that the class keeps.
//!
//! The slot in front of a managed instance holds the address of a dict, or the address of a values array
//! with its lowest bit set (`PyDictOrValues` in `Include/internal/pycore_object.h`). The array becomes a
//! dict when somebody asks for `__dict__`, or when the shared keys have no room; in 3.13 the dict shows the values and
//! the instance keeps them. In 3.10 the slot stands at the
//! instance's end, and an instance with attributes always has a dict.

use super::dict::{self, keys::Keys, values::Values};
use super::handle::slot;
use super::header::{MANAGED_DICT_BACK, MANAGED_WEAKREFS_BACK};
use super::{Obj, types};
use crate::heap::heap;
use crate::memory::{load, store};
use crate::profile::InstanceDict;

/// Set in the word of a dict slot that holds a values array.
pub(crate) const VALUES_TAG: u64 = 1;

/// What the dict slot of an object holds.
pub(crate) enum DictSlot {
    /// The object has no place for attributes.
    Absent,
    /// A slot that owns a dict, or holds 0.
    Dict(u64),
    /// A slot that owns a values array for these keys.
    Values(u64, Keys, Values),
}

/// Finds where the object's attributes stand.
#[inline]
pub(crate) fn dict_slot(object: u64) -> DictSlot {
    let class = load(object + super::header::TYPE);
    let type_flags = load(class + types::FLAGS);
    if type_flags & types::flags::MANAGED_DICT != 0 {
        let slot = object - MANAGED_DICT_BACK;
        let word = load(slot);
        if word & VALUES_TAG != 0 {
            return DictSlot::Values(
                slot,
                Keys(load(class + types::CACHED_KEYS)),
                Values(word - VALUES_TAG),
            );
        }
        return DictSlot::Dict(slot);
    }
    match load(class + types::DICT_OFFSET) as i64 {
        0 => DictSlot::Absent,
        offset @ 1.. => DictSlot::Dict(object + offset as u64),
        _ => DictSlot::Dict(object + super::size::variable_size(object) - 8),
    }
}

/// Gives a fresh instance its values array (`_PyObject_InitializeDict`).
///
/// Its class must have [`INLINE_VALUES`](types::flags::INLINE_VALUES).
pub(crate) fn initialize(instance: &Obj) {
    let class = instance.class();
    let keys = Keys(load(class.address() + types::CACHED_KEYS));
    let values = Values::new(keys);
    store(
        instance.address() - MANAGED_DICT_BACK,
        values.0 | VALUES_TAG,
    );
}

/// Whether the object has a place for attributes.
pub fn has_dict(object: &Obj) -> bool {
    !matches!(dict_slot(object.address()), DictSlot::Absent)
}

/// Whether the attributes stand in a values array of the object's own.
pub fn are_values(object: &Obj) -> bool {
    match dict_slot(object.address()) {
        DictSlot::Absent => false,
        DictSlot::Dict(slot) => embedded_values(load(slot)).is_some(),
        DictSlot::Values(..) => true,
    }
}

/// The attribute in the instance itself; `name` is an exact `str`.
#[inline]
pub fn get(object: &Obj, name: &Obj) -> Option<Obj> {
    match dict_slot(object.address()) {
        DictSlot::Absent => None,
        DictSlot::Dict(slot) => dict::get_str(&*super::Borrowed::in_slot(slot)?, name),
        DictSlot::Values(_, keys, values) => slot::get(values.slot(dict::find_string(keys, name)?)),
    }
}

/// Why an attribute could not be stored or deleted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AttributeFailure {
    /// The object has no place for attributes.
    NoDict,
    /// There is no such attribute.
    Missing,
}

/// Stores an attribute; returns the old value, which the caller drops.
///
/// # Errors
/// If the object has no place for attributes.
pub fn set(object: &Obj, name: &Obj, value: Obj) -> Result<Option<Obj>, AttributeFailure> {
    match dict_slot(object.address()) {
        DictSlot::Absent => Err(AttributeFailure::NoDict),
        DictSlot::Values(_, keys, values) => {
            let Some(index) = entry_of(keys, name) else {
                return Ok(set_in_dict(object, name, value));
            };
            let old = slot::replace(values.slot(index), Some(value));
            if old.is_none() {
                values.add_to_order(index);
            }
            Ok(old)
        }
        DictSlot::Dict(slot) => Ok(match embedded_values(load(slot)) {
            Some(values) => set_in_embedded(object, values, name, value),
            None => set_in_dict(object, name, value),
        }),
    }
}

/// The entry of a name in keys that instances share, made now if there is room.
fn entry_of(keys: Keys, name: &Obj) -> Option<u64> {
    dict::find_string(keys, name)
        .or_else(|| (keys.usable() > 0).then(|| keys.append(name.clone(), super::str::hash(name))))
}

/// Stores past the dict, which is not tracked for it (`store_instance_attr_lock_held`).
fn set_in_embedded(object: &Obj, values: Values, name: &Obj, value: Obj) -> Option<Obj> {
    let dict = dict(object)?;
    let Some(index) = entry_of(dict::keys(&dict), name) else {
        return set_in_dict(object, name, value);
    };
    let old = slot::replace(values.slot(index), Some(value));
    if old.is_none() {
        values.add_to_order(index);
        let used = dict.address() + dict::USED;
        store(used, load(used) + 1);
    }
    old
}

/// The values of a dict, if they are still its instance's.
#[inline]
pub(crate) fn embedded_values(dict: u64) -> Option<Values> {
    if dict == 0 {
        return None;
    }
    dict::values_at(dict).filter(|values| values.is_embedded())
}

/// Whether the object has a dict whose values are still its own.
pub(crate) fn has_embedded_values(object: u64) -> bool {
    matches!(dict_slot(object), DictSlot::Dict(slot) if embedded_values(load(slot)).is_some())
}

/// From now on the dict of the object has its values for itself (`_PyDict_DetachFromObject`).
#[inline]
pub(crate) fn detach_dict(object: u64) {
    if let DictSlot::Dict(slot) = dict_slot(object)
        && let Some(values) = embedded_values(load(slot))
    {
        values.set_embedded(false);
    }
}

fn set_in_dict(object: &Obj, name: &Obj, value: Obj) -> Option<Obj> {
    let dict = dict(object)?;
    let shared = shared_keys(object).filter(|keys| *keys == dict::keys(&dict));
    let Ok(old) = dict::insert(
        &dict,
        name,
        super::str::hash(name),
        value,
        &mut dict::equal_strings,
    );
    if let Some(keys) = shared
        && keys != dict::keys(&dict)
        && heap().profile().instance_dict == InstanceDict::AtEnd
    {
        // The table grew. The first instance's new one is for all that follow.
        let grown = (keys.refcount() == 1).then(|| dict::split::share_keys(&dict));
        replace_shared_keys(object, grown.flatten());
    }
    old
}

/// The keys that the instances of the object's class share.
fn shared_keys(object: &Obj) -> Option<Keys> {
    let class = object.class();
    if !types::is_heap_type(&class) {
        return None;
    }
    match load(class.address() + types::CACHED_KEYS) {
        0 => None,
        keys => Some(Keys(keys)),
    }
}

/// Gives the object's class other keys to share, or none (3.10: `_PyObjectDict_SetItem` in `Objects/dictobject.c`).
fn replace_shared_keys(object: &Obj, keys: Option<Keys>) {
    let class = object.class();
    if let Some(old) = shared_keys(object) {
        store(
            class.address() + types::CACHED_KEYS,
            keys.map_or(0, |keys| keys.0),
        );
        dict::give_back_keys(old);
    }
}

/// Deletes an attribute; returns its value, which the caller drops. Where instances share keys, a name that is not there
/// gets a place among these all the same (`_PyObject_StoreInstanceAttribute` in `Objects/dictobject.c`).
///
/// # Errors
/// If there is none, or no place for it.
pub fn remove(object: &Obj, name: &Obj) -> Result<Obj, AttributeFailure> {
    let removed = match dict_slot(object.address()) {
        DictSlot::Absent => return Err(AttributeFailure::NoDict),
        DictSlot::Values(_, keys, values) => match entry_of(keys, name) {
            Some(index) => remove_value(values, index),
            None => {
                // The keys are full: a dict is asked, which has no such name either.
                drop(dict(object));
                None
            }
        },
        DictSlot::Dict(slot) => match embedded_values(load(slot)) {
            Some(values) => remove_from_embedded(object, values, name),
            None => remove_from_dict(object, name),
        },
    };
    removed.ok_or(AttributeFailure::Missing)
}

fn remove_value(values: Values, index: u64) -> Option<Obj> {
    let old = slot::take(values.slot(index))?;
    values.remove_from_order(index);
    Some(old)
}

/// Deletes past the dict (`store_instance_attr_lock_held`).
fn remove_from_embedded(object: &Obj, values: Values, name: &Obj) -> Option<Obj> {
    let dict = dict(object)?;
    let index = entry_of(dict::keys(&dict), name)?;
    let old = remove_value(values, index)?;
    let used = dict.address() + dict::USED;
    store(used, load(used) - 1);
    Some(old)
}

/// Deletes from a dict. In 3.10 the instances of the class share no keys any more, whether the name was there or not
/// (`_PyObjectDict_SetItem` in `Objects/dictobject.c`).
fn remove_from_dict(object: &Obj, name: &Obj) -> Option<Obj> {
    let has_dict_at_end = heap().profile().instance_dict == InstanceDict::AtEnd;
    let removed = match has_dict_at_end {
        true => dict(object),
        false => dict_if_made(object),
    }
    .and_then(|dict| dict::remove_str(&dict, name));
    if has_dict_at_end {
        replace_shared_keys(object, None);
    }
    removed
}

fn dict_if_made(object: &Obj) -> Option<Obj> {
    match dict_slot(object.address()) {
        DictSlot::Dict(slot) => slot::get(slot),
        _ => None,
    }
}

/// The object's `__dict__`, made now if it has none yet; `None` if it has no place for one.
pub fn dict(object: &Obj) -> Option<Obj> {
    match dict_slot(object.address()) {
        DictSlot::Absent => None,
        DictSlot::Dict(slot) => Some(slot::get(slot).unwrap_or_else(|| {
            let dict = match shared_keys(object) {
                Some(keys) => dict::split::empty(keys),
                None => dict::new(),
            };
            slot::put(slot, dict.clone());
            dict
        })),
        DictSlot::Values(slot, keys, values) => {
            let dict = dict::split::from_values(keys, values);
            values.set_embedded(heap().profile().values_stay_embedded);
            store(slot, dict.clone().into_counted());
            Some(dict)
        }
    }
}

/// Replaces the object's `__dict__`; returns the old one. `false` if it has no place for one.
pub fn set_dict(object: &Obj, new: Option<Obj>) -> bool {
    let Some(old) = dict(object) else {
        return false;
    };
    detach_dict(object.address());
    if let DictSlot::Dict(slot) = dict_slot(object.address()) {
        drop(slot::replace(slot, new));
    }
    drop(old);
    true
}

/// Names and values of the attributes, in the order of insertion, without making a dict.
pub fn list(object: &Obj) -> Vec<(Obj, Obj)> {
    match dict_slot(object.address()) {
        DictSlot::Absent => Vec::new(),
        DictSlot::Dict(slot) => super::Borrowed::in_slot(slot).map_or_else(Vec::new, |dict| {
            dict::items(&dict)
                .into_iter()
                .map(|item| (item.key, item.value))
                .collect()
        }),
        DictSlot::Values(_, keys, values) => (0..values.count())
            .filter_map(|position| {
                let index = values.in_order(position);
                slot::get(keys.key_slot(index)).zip(slot::get(values.slot(index)))
            })
            .collect(),
    }
}

/// Reads slot number `offset` of an instance whose class has `__slots__`.
///
/// # Panics
/// If the offset is not one of a member slot of its class.
pub fn member(object: &Obj, offset: u64) -> Option<Obj> {
    slot::get(member_slot(object, offset))
}

/// Stores into a member slot; returns the old value.
///
/// # Panics
/// As [`member`].
pub fn set_member(object: &Obj, offset: u64, value: Option<Obj>) -> Option<Obj> {
    slot::replace(member_slot(object, offset), value)
}

fn member_slot(object: &Obj, offset: u64) -> u64 {
    let class = object.class();
    let first = types::layout(&class).shape().size;
    assert!(offset >= first && offset + 8 <= types::basicsize(&class) && offset.is_multiple_of(8));
    object.address() + offset
}

/// Slot of the head of the object's list of weak references; `None` if it cannot be weakly referenced.
pub(crate) fn weakref_slot(object: u64) -> Option<u64> {
    let class = load(object + super::header::TYPE);
    if load(class + types::FLAGS) & types::flags::MANAGED_WEAKREF != 0 {
        return Some(object - MANAGED_WEAKREFS_BACK);
    }
    match load(class + types::WEAKLIST_OFFSET) {
        0 => None,
        offset => Some(object + offset),
    }
}

/// The attribute name that belongs to a values slot of a managed instance.
pub(crate) fn name_of_slot(object: &Obj, slot: u64) -> Option<String> {
    let DictSlot::Values(_, keys, values) = dict_slot(object.address()) else {
        return None;
    };
    let index = slot.checked_sub(values.0)? / 8;
    (index < keys.used())
        .then(|| super::str::to_string(&Obj::new_reference(load(keys.key_slot(index)))))
}
