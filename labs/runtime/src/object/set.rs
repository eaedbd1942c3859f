//! Sets: a table of (item, hash) pairs, eight of them inside the object.
//!
//! ```text
//!   +16 fill (removed ones too)   +24 used   +32 mask   +40 table   +48 hash   +56 finger
//!   +64 the small table: 8 × 16 bytes   +192 weak references
//! ```
//!
//! `PySetObject` of `Include/cpython/setobject.h`; probing follows `set_add_entry` of
//! `Objects/setobject.c`: nine neighbours, then a jump.

use super::handle::slot;
use super::layout::Layout;
use super::{Obj, allocate, expect};
use crate::heap::heap;
use crate::memory::{self, BlockKind, load, store};
use crate::statics::{self, StaticType};

/// Offset of the number of entries used, removed ones too.
const FILL: u64 = 16;
/// Offset of the number of items.
pub const USED: u64 = 24;
const MASK: u64 = 32;
/// Offset of the table's address.
pub const TABLE: u64 = 40;
/// Offset of a frozenset's cached hash.
pub const HASH: u64 = 48;
const FINGER: u64 = 56;
const SMALL_TABLE: u64 = 64;
const LINEAR_PROBES: u64 = 9;

/// How two items with equal hashes are compared: the item in the table first.
pub type Equal<'a, E> = super::dict::Equal<'a, E>;

/// An empty instance of `class`: `set`, `frozenset` or a subclass.
pub fn instance(class: &Obj) -> Obj {
    let set = allocate(class, super::types::basicsize(class));
    let address = set.address();
    store(address + MASK, 7);
    store(address + TABLE, address + SMALL_TABLE);
    store(address + HASH, u64::MAX);
    set
}

/// An empty set.
pub fn new() -> Obj {
    instance(&StaticType::Set.object())
}

/// Number of items.
pub fn len(set: &Obj) -> u64 {
    load(expect(set, Layout::Set) + USED)
}

fn entry(set: u64, index: u64) -> u64 {
    load(set + TABLE) + 16 * index
}

fn is_removed(item: u64) -> bool {
    item == statics::removed_item().address()
}

/// Where an item stands, or where it would: in an entry never used, or in the last one on the way whose
/// item was removed.
enum Place {
    Found(u64),
    Vacant(u64),
    Reusable(u64),
}

fn find<E>(set: u64, item: &Obj, hash: i64, equal: Equal<'_, E>) -> Result<Place, E> {
    'restart: loop {
        let (table, mask) = (load(set + TABLE), load(set + MASK));
        let mut perturb = hash as u64;
        let mut index = hash as u64 & mask;
        let mut reusable = None;
        loop {
            let probes = if index + LINEAR_PROBES <= mask {
                LINEAR_PROBES
            } else {
                0
            };
            for index in index..=index + probes {
                let place = table + 16 * index;
                let found = load(place);
                if found == 0 {
                    return Ok(reusable.map_or(Place::Vacant(place), Place::Reusable));
                }
                if is_removed(found) {
                    reusable = Some(place);
                    continue;
                }
                if load(place + 8) != hash as u64 {
                    continue;
                }
                if found == item.address() {
                    return Ok(Place::Found(place));
                }
                let held = Obj::new_reference(found);
                let same = equal(&held, item)?;
                if load(set + TABLE) != table || load(place) != found {
                    continue 'restart;
                }
                if same {
                    return Ok(Place::Found(place));
                }
            }
            perturb >>= 5;
            index = index.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
        }
    }
}

/// Whether the item is in the set.
///
/// # Errors
/// What comparing raised.
pub fn contains<E>(set: &Obj, item: &Obj, hash: i64, equal: Equal<'_, E>) -> Result<bool, E> {
    let place = find(expect(set, Layout::Set), item, hash, equal)?;
    Ok(matches!(place, Place::Found(_)))
}

/// Adds an item; says whether it was new.
///
/// # Errors
/// What comparing raised; the set is as before.
pub fn insert<E>(set: &Obj, item: &Obj, hash: i64, equal: Equal<'_, E>) -> Result<bool, E> {
    let address = expect(set, Layout::Set);
    let (place, fresh) = match find(address, item, hash, equal)? {
        Place::Found(_) => return Ok(false),
        Place::Vacant(place) => (place, true),
        Place::Reusable(place) => (place, false),
    };
    slot::put(place, item.clone());
    store(place + 8, hash as u64);
    let used = load(address + USED) + 1;
    store(address + USED, used);
    if !fresh {
        return Ok(true);
    }
    let fill = load(address + FILL) + 1;
    store(address + FILL, fill);
    if fill * 5 >= load(address + MASK) * 3 {
        resize(address, if used > 50_000 { used * 2 } else { used * 4 });
    }
    Ok(true)
}

/// Takes an item out; returns the one that stood there.
///
/// # Errors
/// What comparing raised; the set is as before.
pub fn remove<E>(set: &Obj, item: &Obj, hash: i64, equal: Equal<'_, E>) -> Result<Option<Obj>, E> {
    let address = expect(set, Layout::Set);
    match find(address, item, hash, equal)? {
        Place::Found(place) => Ok(Some(take(address, place))),
        Place::Vacant(_) | Place::Reusable(_) => Ok(None),
    }
}

fn take(set: u64, place: u64) -> Obj {
    let item = Obj::from_counted(load(place));
    store(place, statics::removed_item().into_counted());
    store(place + 8, u64::MAX);
    store(set + USED, load(set + USED) - 1);
    item
}

/// Takes some item out, as `set.pop` chooses it.
pub fn pop(set: &Obj) -> Option<Obj> {
    let address = expect(set, Layout::Set);
    if load(address + USED) == 0 {
        return None;
    }
    let mask = load(address + MASK);
    let mut index = load(address + FINGER) & mask;
    loop {
        let place = entry(address, index);
        index = (index + 1) & mask;
        let found = load(place);
        if found != 0 && !is_removed(found) {
            store(address + FINGER, index);
            return Some(take(address, place));
        }
    }
}

fn resize(set: u64, least: u64) {
    let mut size = 8;
    while size <= least {
        size <<= 1;
    }
    let (old_table, old_mask) = (load(set + TABLE), load(set + MASK));
    let small = set + SMALL_TABLE;
    let old: Vec<(u64, u64)> = (0..=old_mask)
        .map(|index| {
            (
                load(old_table + 16 * index),
                load(old_table + 16 * index + 8),
            )
        })
        .filter(|&(item, _)| item != 0 && !is_removed(item))
        .collect();
    if old_table != small {
        heap().free(old_table);
    }
    let table = if size == 8 {
        small
    } else {
        heap().allocate(16 * size, BlockKind::Buffer)
    };
    memory::fill(table, 0, 16 * size);
    store(set + TABLE, table);
    store(set + MASK, size - 1);
    store(set + FILL, old.len() as u64);
    for (item, hash) in old {
        insert_clean(table, size - 1, item, hash);
    }
}

fn insert_clean(table: u64, mask: u64, item: u64, hash: u64) {
    let mut perturb = hash;
    let mut index = hash & mask;
    loop {
        let probes = if index + LINEAR_PROBES <= mask {
            LINEAR_PROBES
        } else {
            0
        };
        for index in index..=index + probes {
            let place = table + 16 * index;
            if load(place) == 0 {
                store(place, item);
                store(place + 8, hash);
                return;
            }
        }
        perturb >>= 5;
        index = index.wrapping_mul(5).wrapping_add(1).wrapping_add(perturb) & mask;
    }
}

/// The item at or after `position`, with its hash; `position` moves past it. Start at 0; items come
/// in the order of the table.
pub fn next(set: &Obj, position: &mut u64) -> Option<(Obj, i64)> {
    let address = expect(set, Layout::Set);
    while *position <= load(address + MASK) {
        let place = entry(address, *position);
        *position += 1;
        let found = load(place);
        if found != 0 && !is_removed(found) {
            return Some((Obj::new_reference(found), load(place + 8) as i64));
        }
    }
    None
}

/// All items with their hashes, in the order of the table.
pub fn items(set: &Obj) -> Vec<(Obj, i64)> {
    let mut position = 0;
    std::iter::from_fn(|| next(set, &mut position)).collect()
}

/// Takes everything out; the caller drops the items when the set is empty.
pub fn take_all(set: &Obj) -> Vec<Obj> {
    let address = expect(set, Layout::Set);
    let mut items = Vec::new();
    for index in 0..=load(address + MASK) {
        let place = entry(address, index);
        match slot::take(place) {
            Some(item) if !is_removed(item.address()) => items.push(item),
            _ => {}
        }
    }
    let small = address + SMALL_TABLE;
    if load(address + TABLE) != small {
        heap().free(load(address + TABLE));
    }
    memory::fill(small, 0, 128);
    store(address + TABLE, small);
    store(address + MASK, 7);
    store(address + FILL, 0);
    store(address + USED, 0);
    items
}

/// A frozenset's cached hash, −1 if there is none.
pub fn cached_hash(set: &Obj) -> i64 {
    load(expect(set, Layout::Set) + HASH) as i64
}

/// Keeps a frozenset's hash.
pub fn set_cached_hash(set: &Obj, hash: i64) {
    store(expect(set, Layout::Set) + HASH, hash as u64);
}

/// Slot of entry `index` of the table, and whether it holds an item; `None` past the end.
pub(crate) fn entry_slot(set: u64, index: u64) -> Option<(u64, bool)> {
    (index <= load(set + MASK)).then(|| {
        let place = entry(set, index);
        let found = load(place);
        (place, found != 0 && !is_removed(found))
    })
}

/// Address of the table if it stands in a buffer of its own.
pub(crate) fn buffer(set: u64) -> Option<u64> {
    let table = load(set + TABLE);
    (table != set + SMALL_TABLE).then_some(table)
}

/// Bytes from the header on, table included (`set.__sizeof__`).
pub(crate) fn size(set: u64) -> u64 {
    200 + buffer(set).map_or(0, |_| 16 * (load(set + MASK) + 1))
}

/// Makes room for `count` more items at once, as merging a set or dict of that many does
/// (`set_merge`).
pub fn reserve(set: &Obj, count: u64) {
    let address = expect(set, Layout::Set);
    if (load(address + FILL) + count) * 5 >= load(address + MASK) * 3 {
        resize(address, (load(address + USED) + count) * 2);
    }
}

/// Copies the items of another set into an empty one, place by place if the tables have one size and
/// nothing was ever removed from the other (`set_merge`). Says whether the set was empty.
pub fn copy_into_empty(set: &Obj, other: &Obj) -> bool {
    let (address, source) = (expect(set, Layout::Set), expect(other, Layout::Set));
    if load(address + FILL) != 0 || address == source {
        return false;
    }
    reserve(set, load(source + USED));
    let (table, mask) = (load(address + TABLE), load(address + MASK));
    let same_places = mask == load(source + MASK) && load(source + FILL) == load(source + USED);
    for index in 0..=load(source + MASK) {
        let place = entry(source, index);
        let (found, hash) = (load(place), load(place + 8));
        if found == 0 || is_removed(found) {
            continue;
        }
        let item = Obj::new_reference(found).into_counted();
        if same_places {
            store(table + 16 * index, item);
            store(table + 16 * index + 8, hash);
        } else {
            insert_clean(table, mask, item, hash);
        }
    }
    store(address + FILL, load(source + USED));
    store(address + USED, load(source + USED));
    true
}

/// Exchanges the contents of two sets (`set_swap_bodies`).
pub fn swap_bodies(a: &Obj, b: &Obj) {
    let (a, b) = (expect(a, Layout::Set), expect(b, Layout::Set));
    let own_tables = [buffer(a), buffer(b)];
    for offset in [FILL, USED, MASK]
        .into_iter()
        .chain((SMALL_TABLE..SMALL_TABLE + 128).step_by(8))
    {
        let (word_a, word_b) = (load(a + offset), load(b + offset));
        store(a + offset, word_b);
        store(b + offset, word_a);
    }
    store(a + TABLE, own_tables[1].unwrap_or(a + SMALL_TABLE));
    store(b + TABLE, own_tables[0].unwrap_or(b + SMALL_TABLE));
    store(a + HASH, u64::MAX);
    store(b + HASH, u64::MAX);
}

/// Rebuilds a table in which more than a quarter of the places hold removed items
/// (`set_difference_update_internal`).
pub fn compact(set: &Obj) {
    let address = expect(set, Layout::Set);
    let used = load(address + USED);
    if load(address + FILL) - used > load(address + MASK) / 4 {
        resize(address, if used > 50_000 { used * 2 } else { used * 4 });
    }
}
