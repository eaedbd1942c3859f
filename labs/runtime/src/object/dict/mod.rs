//! Dicts: a count, a keys object, and maybe a values array.
//!
//! ```text
//!   +16 items   +24 version   +32 keys object   +40 values array, 0 if the values stand in the entries
//! ```
//!
//! `PyDictObject` of `Include/cpython/dictobject.h`; algorithms follow `Objects/dictobject.c`. Keys that
//! are not both `str` are compared by the caller's function, which may run Python code, change
//! this very dict, or fail.

pub mod keys;
pub(crate) mod split;
pub mod values;

use super::handle::{Borrowed, slot};
use super::layout::Layout;
use super::{Obj, allocate, allocate_fresh, expect, str};
use crate::events::{Event, emit};
use crate::heap::heap;
use crate::memory::{load, store};
use crate::statics::StaticType;
use keys::{DELETED, EMPTY, EMPTY_KEYS, Keys, KeysKind, LOG2_MIN_SIZE};
use values::Values;

/// Offset of the number of items.
pub const USED: u64 = 16;
/// Offset of the address of the keys object.
pub const KEYS: u64 = 32;
/// Offset of the address of the values array.
pub const VALUES: u64 = 40;

/// How two keys with equal hashes are compared: the key in the table first.
pub type Equal<'a, E> = &'a mut dyn FnMut(&Obj, &Obj) -> Result<bool, E>;

/// An error that cannot be: strings compare without Python code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Never {}

/// Compares keys of which one is a `str`, when the other's `__eq__` need not be asked.
pub fn equal_strings(a: &Obj, b: &Obj) -> Result<bool, Never> {
    Ok(StaticType::Str.is_instance(a) && StaticType::Str.is_instance(b) && str::equal(a, b))
}

/// An empty dict.
pub fn new() -> Obj {
    let class = StaticType::Dict.object();
    with_empty_keys(allocate(&class, super::types::basicsize(&class)))
}

/// An empty instance of `class`, `dict` or a subclass, as calling the class makes it: never in a block that
/// the free list keeps (`PyType_GenericAlloc`).
pub fn instance(class: &Obj) -> Obj {
    with_empty_keys(allocate_fresh(class, super::types::basicsize(class)))
}

fn with_empty_keys(dict: Obj) -> Obj {
    store(dict.address() + KEYS, EMPTY_KEYS);
    dict
}

/// An empty dict with room for `entries` (`dict_new_presized`).
pub fn with_room(entries: u64, only_strings: bool) -> Obj {
    let dict = new();
    if entries > keys::usable_fraction(8) {
        let kind = if only_strings {
            KeysKind::Unicode
        } else {
            KeysKind::General
        };
        let log2 = keys::log2_for_entries(entries.min(128 * 1024 * 2 / 3));
        store(dict.address() + KEYS, Keys::new(log2, kind).0);
    }
    dict
}

/// A dict is tracked from the first key or value on that can be in a cycle (3.13: `MAINTAIN_TRACKING`).
#[inline(always)]
fn maintain_tracking(dict: u64, key: u64, value: u64) {
    let collector = heap().collector();
    if !collector.is_tracked(dict)
        && (collector.may_be_tracked(value) || collector.may_be_tracked(key))
    {
        collector.track(dict);
    }
}

pub(crate) fn keys_at(dict: u64) -> Keys {
    Keys(load(dict + KEYS))
}

pub(crate) fn values_at(dict: u64) -> Option<Values> {
    match load(dict + VALUES) {
        0 => None,
        values => Some(Values(values)),
    }
}

/// The dict's keys object.
pub fn keys(dict: &Obj) -> Keys {
    keys_at(expect(dict, Layout::Dict))
}

/// Whether the dict shares its keys with instances of a class.
pub fn is_split(dict: &Obj) -> bool {
    load(expect(dict, Layout::Dict) + VALUES) != 0
}

/// Number of items.
#[inline]
pub fn len(dict: &Obj) -> u64 {
    load(expect(dict, Layout::Dict) + USED)
}

fn value_slot(dict: u64, index: u64) -> u64 {
    match values_at(dict) {
        Some(values) => values.slot(index),
        None => keys_at(dict).value_slot(index),
    }
}

/// Finds the entry of a key in a table, the value left aside.
fn find<E>(dict: u64, key: &Obj, hash: i64, equal: Equal<'_, E>) -> Result<Option<u64>, E> {
    let key_is_str = StaticType::Str.is_exact(key);
    emit(Event::LookUp {
        keys: keys_at(dict).0,
    });
    'restart: loop {
        let keys = keys_at(dict);
        let mut probe = keys.probe(hash);
        loop {
            let index = keys.index(probe.slot);
            if index == EMPTY {
                return Ok(None);
            }
            if index >= 0 {
                let index = index as u64;
                let key_slot = keys.key_slot(index);
                let found = load(key_slot);
                if found == key.address() {
                    return Ok(Some(index));
                }
                if keys.hash(index) == hash {
                    if key_is_str && keys.kind() != KeysKind::General {
                        if str::equal_at(found, key.address()) {
                            return Ok(Some(index));
                        }
                    } else {
                        let held = Obj::new_reference(found);
                        let same = equal(&held, key)?;
                        if keys_at(dict) != keys || load(key_slot) != found {
                            continue 'restart;
                        }
                        if same {
                            return Ok(Some(index));
                        }
                    }
                }
            }
            probe.advance();
        }
    }
}

pub(crate) fn find_string(keys: Keys, name: &Obj) -> Option<u64> {
    emit(Event::LookUp { keys: keys.0 });
    let hash = str::hash(name);
    let mut probe = keys.probe(hash);
    loop {
        match keys.index(probe.slot) {
            EMPTY => return None,
            DELETED => {}
            index => {
                let found = load(keys.key_slot(index as u64));
                if found == name.address()
                    || keys.hash(index as u64) == hash && str::equal_at(found, name.address())
                {
                    return Some(index as u64);
                }
            }
        }
        probe.advance();
    }
}

/// The value of a key.
///
/// # Errors
/// What comparing keys raised.
pub fn get<E>(dict: &Obj, key: &Obj, hash: i64, equal: Equal<'_, E>) -> Result<Option<Obj>, E> {
    let address = expect(dict, Layout::Dict);
    let index = find(address, key, hash, equal)?;
    Ok(index.and_then(|index| slot::get(value_slot(address, index))))
}

/// The value of an exact `str` key in a dict whose keys compare without Python code.
#[inline]
pub fn get_str(dict: &Obj, name: &Obj) -> Option<Obj> {
    let address = expect(dict, Layout::Dict);
    let keys = keys_at(address);
    if keys.kind() != KeysKind::General {
        let index = find_string(keys, name)?;
        return slot::get(value_slot(address, index));
    }
    let Ok(value) = get(dict, name, str::hash(name), &mut equal_strings);
    value
}

/// Stores a value under a key; returns the value that stood there (`insertdict`).
///
/// # Errors
/// What comparing keys raised; the dict is as before.
pub fn insert<E>(
    dict: &Obj,
    key: &Obj,
    hash: i64,
    value: Obj,
    equal: Equal<'_, E>,
) -> Result<Option<Obj>, E> {
    let address = expect(dict, Layout::Dict);
    let key_is_str = StaticType::Str.is_exact(key);
    if load(address + KEYS) == EMPTY_KEYS {
        let kind = if key_is_str {
            KeysKind::Unicode
        } else {
            KeysKind::General
        };
        store(address + KEYS, Keys::new(LOG2_MIN_SIZE, kind).0);
    } else if !key_is_str && keys_at(address).kind() != KeysKind::General {
        grow(address, false);
    }
    let mut found = find(address, key, hash, equal)?;
    if values_at(address).is_some() && !split::has_room_in_order(address, found) {
        grow(address, key_is_str);
        found = None;
    }
    maintain_tracking(address, key.address(), value.address());
    if let Some(index) = found {
        let had_value = load(value_slot(address, index)) != 0;
        let old = slot::replace(value_slot(address, index), Some(value));
        if !had_value {
            if let Some(values) = values_at(address) {
                values.add_to_order(index);
            }
            store(address + USED, load(address + USED) + 1);
        }
        return Ok(old);
    }
    if keys_at(address).usable() <= 0 {
        grow(address, key_is_str);
    }
    let index = keys_at(address).append(key.clone(), hash);
    if let Some(values) = values_at(address) {
        values.add_to_order(index);
    }
    slot::put(value_slot(address, index), value);
    store(address + USED, load(address + USED) + 1);
    Ok(None)
}

/// [`insert`] for an exact `str` key, dropping the old value.
pub fn set_str(dict: &Obj, name: &Obj, value: Obj) {
    let Ok(_old) = insert(dict, name, str::hash(name), value, &mut equal_strings);
}

/// Takes a key out; returns the key and the value that stood there (`delitem_common`).
///
/// # Errors
/// What comparing keys raised; the dict is as before.
pub fn remove<E>(
    dict: &Obj,
    key: &Obj,
    hash: i64,
    equal: Equal<'_, E>,
) -> Result<Option<(Obj, Obj)>, E> {
    let address = expect(dict, Layout::Dict);
    let Some(index) = find(address, key, hash, equal)? else {
        return Ok(None);
    };
    if is_split(dict) && !split::values_have_an_order() {
        if load(value_slot(address, index)) == 0 {
            return Ok(None);
        }
        // Values in the order of the keys have no gaps: the entry keeps its number.
        resize(address, keys_at(address).log2_size(), true);
    }
    Ok(take_entry(address, index))
}

/// [`remove`] for an exact `str` key.
pub fn remove_str(dict: &Obj, name: &Obj) -> Option<Obj> {
    let Ok(removed) = remove(dict, name, str::hash(name), &mut equal_strings);
    removed.map(|(_key, value)| value)
}

fn take_entry(dict: u64, index: u64) -> Option<(Obj, Obj)> {
    let keys = keys_at(dict);
    let value = slot::take(value_slot(dict, index))?;
    store(dict + USED, load(dict + USED) - 1);
    if let Some(values) = values_at(dict) {
        values.remove_from_order(index);
        return Some((Obj::new_reference(load(keys.key_slot(index))), value));
    }
    let position = keys.position_of(index, keys.hash(index));
    keys.set_index(position, DELETED);
    let key = slot::take(keys.key_slot(index))?;
    Some((key, value))
}

/// Takes the last item out (`dict.popitem`).
pub fn pop_last(dict: &Obj) -> Option<(Obj, Obj)> {
    let address = expect(dict, Layout::Dict);
    if load(address + USED) == 0 {
        return None;
    }
    if values_at(address).is_some() {
        resize(address, keys_at(address).log2_size(), true);
    }
    let keys = keys_at(address);
    let last = (0..keys.used())
        .rev()
        .find(|&index| load(keys.value_slot(index)) != 0)?;
    let item = take_entry(address, last);
    keys.set_used(last);
    item
}

/// Makes room for more entries (`insertion_resize`: three times the items).
fn grow(dict: u64, only_strings: bool) {
    resize(
        dict,
        keys::log2_for_size(load(dict + USED) * 3),
        only_strings,
    );
}

/// Makes room for `entries` more at once (`dictresize` with `estimate_log2_keysize`); `only_strings` says
/// that all their keys are exact `str`.
pub fn resize_for(dict: &Obj, entries: u64, only_strings: bool) {
    let address = expect(dict, Layout::Dict);
    resize(
        address,
        keys::log2_for_entries(load(address + USED) + entries),
        only_strings,
    );
}

/// Makes room for the items of `source` before they are merged (`dict_merge`): not at all if they may
/// have room.
pub fn reserve(dict: &Obj, source: &Obj) {
    let (table, entries) = (keys(dict).table_size(), len(source));
    if keys::usable_fraction(table) < entries {
        resize_for(dict, entries, has_only_strings(source));
    }
}

/// Whether the dict's table has seen no keys but exact `str`.
pub fn has_only_strings(dict: &Obj) -> bool {
    keys(dict).kind() != KeysKind::General
}

/// Copies the table of `source` as it is into an empty dict, if nothing was removed from it and it is not
/// too large for its items (`clone_combined_dict_keys`). Says whether it did.
pub fn clone_into_empty(dict: &Obj, source: &Obj) -> bool {
    let (address, from) = (expect(dict, Layout::Dict), expect(source, Layout::Dict));
    let (old, keys, used) = (keys_at(address), keys_at(from), load(from + USED));
    let fits =
        keys.log2_size() == LOG2_MIN_SIZE || keys::usable_fraction(keys.table_size() / 2) < used;
    if load(address + USED) != 0
        || values_at(address).is_some()
        || values_at(from).is_some()
        || used != keys.used()
        || !fits
    {
        return false;
    }
    store_copied_keys(address, from, keys.log2_size());
    if old.0 != EMPTY_KEYS && old.decref() {
        release_keys(old);
        old.free();
    }
    true
}

/// Moves the items to a fresh table, in order and without gaps (`dictresize`).
fn resize(dict: u64, log2: u8, only_strings: bool) {
    let old = keys_at(dict);
    let strings = only_strings && old.kind() != KeysKind::General;
    let new = Keys::new(
        log2,
        if strings {
            KeysKind::Unicode
        } else {
            KeysKind::General
        },
    );
    let owned = old.0 != EMPTY_KEYS && values_at(dict).is_none();
    let mut position = 0;
    while let Some(index) = next_index(dict, &mut position) {
        let key = load(old.key_slot(index));
        let key = if owned {
            Obj::from_counted(key)
        } else {
            Obj::new_reference(key)
        };
        let entry = new.append(key, old.hash(index));
        store(new.value_slot(entry), load(value_slot(dict, index)));
    }
    let values = values_at(dict);
    store(dict + KEYS, new.0);
    store(dict + VALUES, 0);
    if let Some(values) = values {
        values.free();
    }
    if old.decref() {
        if !owned {
            release_keys(old);
        }
        old.free();
    }
}

/// One user of the keys fewer; the last gives them back.
pub(crate) fn give_back_keys(keys: Keys) {
    if keys.decref() {
        release_keys(keys);
        keys.free();
    }
}

/// Gives back the key references of a keys object that nobody uses.
pub(crate) fn release_keys(keys: Keys) {
    for index in 0..keys.used() {
        drop(slot::take(keys.key_slot(index)));
    }
}

pub(crate) fn next_index(dict: u64, position: &mut u64) -> Option<u64> {
    if let Some(values) = values_at(dict) {
        let index = (*position < values.count()).then(|| values.in_order(*position));
        *position += 1;
        return index;
    }
    let keys = keys_at(dict);
    while *position < keys.used() {
        let index = *position;
        *position += 1;
        if load(keys.value_slot(index)) != 0 {
            return Some(index);
        }
    }
    None
}

/// Addresses of the key and the value at or after `position`, which moves past them.
pub(crate) fn next_words(dict: u64, position: &mut u64) -> Option<(u64, u64)> {
    let index = next_index(dict, position)?;
    let key = load(keys_at(dict).key_slot(index));
    Some((key, load(value_slot(dict, index))))
}

/// One item of a dict.
pub struct Item {
    /// The key.
    pub key: Obj,
    /// The value.
    pub value: Obj,
    /// The key's hash.
    pub hash: i64,
}

/// The item at or after `position`, which moves past it (`_PyDict_Next`). Start at 0; items come in
/// the order of insertion.
pub fn next(dict: &Obj, position: &mut u64) -> Option<Item> {
    let address = expect(dict, Layout::Dict);
    let index = next_index(address, position)?;
    Some(item_at(address, index))
}

fn item_at(dict: u64, index: u64) -> Item {
    let keys = keys_at(dict);
    Item {
        key: Obj::new_reference(load(keys.key_slot(index))),
        value: Obj::new_reference(load(value_slot(dict, index))),
        hash: keys.hash(index),
    }
}

/// All items, in the order of insertion.
pub fn items(dict: &Obj) -> Vec<Item> {
    let mut position = 0;
    std::iter::from_fn(|| next(dict, &mut position)).collect()
}

/// Places that [`next`] may be asked for: a bound for walking backwards.
pub fn places(dict: &Obj) -> u64 {
    let address = expect(dict, Layout::Dict);
    values_at(address).map_or_else(|| keys_at(address).used(), Values::count)
}

/// The item at place `place`, counted as in [`places`]; `None` if it was deleted.
pub fn item_at_place(dict: &Obj, place: u64) -> Option<Item> {
    let address = expect(dict, Layout::Dict);
    if place >= places(dict) {
        return None;
    }
    let index = values_at(address).map_or(place, |values| values.in_order(place));
    (load(value_slot(address, index)) != 0).then(|| item_at(address, index))
}

/// Takes everything out; returns the items, which the caller drops when the dict is empty.
pub fn take_all(dict: &Obj) -> Vec<(Obj, Obj)> {
    let address = expect(dict, Layout::Dict);
    let old = keys_at(address);
    if old.0 == EMPTY_KEYS {
        return Vec::new();
    }
    let values = values_at(address);
    let mut items = Vec::new();
    let mut position = 0;
    while let Some(index) = next_index(address, &mut position) {
        let key_slot = old.key_slot(index);
        let key = if values.is_some() {
            slot::get(key_slot)
        } else {
            slot::take(key_slot)
        };
        let value = slot::take(value_slot(address, index));
        items.extend(key.zip(value));
    }
    store(address + KEYS, EMPTY_KEYS);
    store(address + VALUES, 0);
    store(address + USED, 0);
    if let Some(values) = values {
        values.free();
    }
    if old.decref() {
        release_keys(old);
        old.free();
    }
    items
}

/// A copy with the same keys and values (`PyDict_Copy`).
pub fn copy(dict: &Obj) -> Obj {
    let address = expect(dict, Layout::Dict);
    let keys = keys_at(address);
    let used = load(address + USED);
    let new_dict = new();
    if used == 0 {
        return new_dict;
    }
    let dense = values_at(address).is_none() && used >= keys.used() * 2 / 3;
    let log2 = if dense {
        keys.log2_size()
    } else {
        keys::log2_for_entries(used)
    };
    store_copied_keys(new_dict.address(), address, log2);
    new_dict
}

/// Gives the dict `to`, which has no items, a fresh table with those of `from`.
fn store_copied_keys(to: u64, from: u64, log2: u8) {
    let kind = match keys_at(from).kind() {
        KeysKind::General => KeysKind::General,
        _ => KeysKind::Unicode,
    };
    let new_keys = Keys::new(log2, kind);
    let mut position = 0;
    while let Some(index) = next_index(from, &mut position) {
        let item = item_at(from, index);
        let entry = new_keys.append(item.key, item.hash);
        slot::put(new_keys.value_slot(entry), item.value);
    }
    store(to + KEYS, new_keys.0);
    store(to + USED, load(from + USED));
    let collector = heap().collector();
    if collector.is_tracked(from) && !collector.is_tracked(to) {
        collector.track(to);
    }
}

/// Bytes from the header on, table included (`_PyDict_SizeOf`).
pub(crate) fn size(dict: u64) -> u64 {
    let keys = keys_at(dict);
    let mut size = 48;
    if values_at(dict).is_some() {
        size += 8 * keys.shared_capacity();
    }
    if keys.0 != EMPTY_KEYS && keys.refcount() == 1 {
        size += keys.size();
    }
    size
}

/// The keys of a dict, uncounted; it must not change while they are held.
pub fn peek_keys(dict: &Obj) -> Vec<Borrowed<'_>> {
    let address = expect(dict, Layout::Dict);
    let keys = keys_at(address);
    let mut position = 0;
    std::iter::from_fn(|| next_index(address, &mut position))
        .filter_map(|index| Borrowed::in_slot(keys.key_slot(index)))
        .collect()
}
