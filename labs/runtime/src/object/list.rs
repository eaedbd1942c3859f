//! Lists: a length, and item slots in a buffer that grows ahead of need.
//!
//! ```text
//!   +16 length   +24 address of the item buffer   +32 slots allocated
//! ```
//!
//! `PyListObject` of `Include/cpython/listobject.h`; growth follows `list_resize` of
//! `Objects/listobject.c`.

use super::handle::{Borrowed, slot};
use super::layout::Layout;
use super::{Obj, allocate, allocate_fresh, expect};
use crate::heap::heap;
use crate::memory::{self, load, store};
use crate::profile::ItemDeletion;
use crate::statics::StaticType;

/// Offset of the length.
pub const LENGTH: u64 = 16;
/// Offset of the address of the item buffer.
pub const ITEMS: u64 = 24;
/// Offset of the number of slots in the buffer.
pub const ALLOCATED: u64 = 32;

/// A list of exactly these items (`PyList_New`).
pub fn new(items: impl IntoIterator<Item = Obj, IntoIter: ExactSizeIterator>) -> Obj {
    let list = empty();
    fill(&list, items);
    list
}

fn empty() -> Obj {
    let class = StaticType::List.object();
    allocate(&class, super::types::basicsize(&class))
}

/// An empty instance of `class`, `list` or a subclass, as calling the class makes it: never in a block that
/// the free list keeps (`PyType_GenericAlloc`).
pub fn instance(class: &Obj) -> Obj {
    allocate_fresh(class, super::types::basicsize(class))
}

/// Fills an empty list exactly.
pub fn fill(list: &Obj, items: impl IntoIterator<Item = Obj, IntoIter: ExactSizeIterator>) {
    let items = items.into_iter();
    let count = items.len() as u64;
    if count == 0 {
        return;
    }
    let address = expect(list, Layout::List);
    assert!(load(address + ITEMS) == 0, "only an empty list is filled");
    let buffer = heap().allocate(8 * count, crate::memory::BlockKind::Buffer);
    memory::clear(buffer, 8 * count);
    for (index, item) in (0..count).zip(items) {
        slot::put(buffer + 8 * index, item);
    }
    store(address + ITEMS, buffer);
    store(address + ALLOCATED, count);
    store(address + LENGTH, count);
}

/// Number of items.
#[inline(always)]
pub fn len(list: &Obj) -> u64 {
    load(expect(list, Layout::List) + LENGTH)
}

/// Slots in the buffer.
pub fn allocated(list: &Obj) -> u64 {
    load(expect(list, Layout::List) + ALLOCATED)
}

#[inline(always)]
fn item_slot(list: &Obj, index: u64) -> Option<u64> {
    (index < len(list)).then(|| load(list.address() + ITEMS) + 8 * index)
}

/// The item at `index`, if there is one.
#[inline(always)]
pub fn get(list: &Obj, index: u64) -> Option<Obj> {
    item_slot(list, index).and_then(slot::get)
}

/// The item at `index`, uncounted. The list must not change while it is held.
#[inline(always)]
pub fn peek(list: &Obj, index: u64) -> Option<Borrowed<'_>> {
    item_slot(list, index).and_then(Borrowed::in_slot)
}

/// New references to all items.
pub fn items(list: &Obj) -> Vec<Obj> {
    (0..len(list))
        .filter_map(|index| get(list, index))
        .collect()
}

/// Replaces the item at `index`; returns the old one, `None` if there is no such index.
pub fn set(list: &Obj, index: u64, value: Obj) -> Option<Obj> {
    slot::replace(item_slot(list, index)?, Some(value))
}

// ANCHOR: resize
/// Changes the length; slots gained hold nothing and must be put at once.
///
/// Keeps the buffer while at least half of it is used; else makes room for an eighth more than asked.
fn resize(address: u64, length: u64) {
    let allocated = load(address + ALLOCATED);
    if allocated >= length
        && (length >= allocated >> 1 || allocated <= heap().profile().list_keeps_slots)
    {
        store(address + LENGTH, length);
        return;
    }
    let mut room = (length + (length >> 3) + 6) & !3;
    if length.saturating_sub(load(address + LENGTH)) > room - length {
        room = (length + 3) & !3;
    }
    if length == 0 {
        room = 0;
    }
    move_to_room(address, room);
    store(address + LENGTH, length);
}
// ANCHOR_END: resize

fn move_to_room(address: u64, room: u64) {
    let buffer = load(address + ITEMS);
    let kept = load(address + ALLOCATED).min(room);
    if room == 0 {
        if buffer != 0 {
            heap().free(buffer);
        }
        store(address + ITEMS, 0);
    } else {
        let moved = heap().resize_buffer(buffer, 8 * room);
        memory::fill(moved + 8 * kept, 0, 8 * (room - kept));
        store(address + ITEMS, moved);
    }
    store(address + ALLOCATED, room);
}

/// Appends an item.
#[inline]
pub fn push(list: &Obj, item: Obj) {
    let address = expect(list, Layout::List);
    let length = load(address + LENGTH);
    if length == load(address + ALLOCATED) {
        resize(address, length + 1);
    } else {
        store(address + LENGTH, length + 1);
    }
    slot::put(load(address + ITEMS) + 8 * length, item);
}

/// Appends several items with one growth (`list_extend`).
pub fn extend(list: &Obj, items: Vec<Obj>) {
    if items.is_empty() {
        return;
    }
    let address = expect(list, Layout::List);
    let length = load(address + LENGTH);
    let added = items.len() as u64;
    if load(address + ITEMS) == 0 {
        // `list_preallocate_exact` of 3.12 rounds an odd count up.
        let room = if added > 0 { (added + 1) & !1 } else { 0 };
        move_to_room(address, room);
        store(address + LENGTH, added);
    } else {
        resize(address, length + added);
    }
    let buffer = load(address + ITEMS);
    for (index, item) in (length..).zip(items) {
        slot::put(buffer + 8 * index, item);
    }
}

/// Inserts before `index`, which is cut to the length.
pub fn insert(list: &Obj, index: u64, item: Obj) {
    let address = expect(list, Layout::List);
    let length = load(address + LENGTH);
    let index = index.min(length);
    resize(address, length + 1);
    let place = load(address + ITEMS) + 8 * index;
    memory::copy(place, place + 8, 8 * (length - index));
    slot::put(place, item);
}

/// Takes the item at `index` out.
pub fn remove(list: &Obj, index: u64) -> Option<Obj> {
    let address = list.address();
    let item = remove_in_place(list, index)?;
    match load(address + LENGTH) {
        0 => move_to_room(address, 0),
        length => resize(address, length),
    }
    Some(item)
}

/// Takes the item at `index` out, as `del items[index]` does.
pub fn delete(list: &Obj, index: u64) -> Option<Obj> {
    match heap().profile().item_deletion {
        ItemDeletion::Splices => splice(list, index, index + 1, Vec::new()).pop(),
        ItemDeletion::KeepsBuffer => remove_in_place(list, index),
        ItemDeletion::Resizes => {
            let item = remove_in_place(list, index)?;
            resize(list.address(), len(list));
            Some(item)
        }
    }
}

/// Takes the item at `index` out and moves those behind it up; the buffer stays as it is.
fn remove_in_place(list: &Obj, index: u64) -> Option<Obj> {
    let place = item_slot(list, index)?;
    let address = list.address();
    let length = load(address + LENGTH);
    let item = slot::take(place);
    memory::copy(place + 8, place, 8 * (length - index - 1));
    store(address + LENGTH, length - 1);
    item
}

/// Takes the last `count` items out and leaves the buffer as it is, whatever its length (`unpack_iterable` of `Python/ceval.c`).
///
/// # Panics
/// If the list is shorter.
pub fn take_tail(list: &Obj, count: u64) -> Vec<Obj> {
    let address = expect(list, Layout::List);
    let length = load(address + LENGTH);
    assert!(count <= length);
    let buffer = load(address + ITEMS);
    let items = (length - count..length).filter_map(|index| slot::take(buffer + 8 * index));
    let items = items.collect();
    store(address + LENGTH, length - count);
    items
}

/// Replaces the items `start..end` by others; returns the old ones, which the caller drops when the
/// list is whole again (`list_ass_slice`).
///
/// # Panics
/// If `start..end` is not a range of indices.
pub fn splice(list: &Obj, start: u64, end: u64, items: Vec<Obj>) -> Vec<Obj> {
    let address = expect(list, Layout::List);
    let length = load(address + LENGTH);
    assert!(start <= end && end <= length);
    let buffer = load(address + ITEMS);
    let old: Vec<Obj> = (start..end)
        .filter_map(|index| slot::take(buffer + 8 * index))
        .collect();
    let added = items.len() as u64;
    let new_length = length - (end - start) + added;
    if new_length == 0 {
        store(address + LENGTH, 0);
        move_to_room(address, 0);
        return old;
    }
    let moved = length - end;
    if added > end - start {
        resize(address, new_length);
    }
    let buffer = load(address + ITEMS);
    memory::copy(buffer + 8 * end, buffer + 8 * (start + added), 8 * moved);
    if added < end - start {
        resize(address, new_length);
    }
    let buffer = load(address + ITEMS);
    for (index, item) in (start..).zip(items) {
        slot::put(buffer + 8 * index, item);
    }
    old
}

/// Takes all items out, leaving the list empty without a buffer (`list_clear`).
pub fn take_all(list: &Obj) -> Vec<Obj> {
    splice(list, 0, len(list), Vec::new())
}

/// Turns the order of the items round (`list.reverse`).
pub fn reverse(list: &Obj) {
    let address = expect(list, Layout::List);
    let (buffer, length) = (load(address + ITEMS), load(address + LENGTH));
    for index in 0..length / 2 {
        let (low, high) = (buffer + 8 * index, buffer + 8 * (length - 1 - index));
        let (first, last) = (load(low), load(high));
        store(low, last);
        store(high, first);
    }
}

/// Takes out `count` items, the first at `first` and each next one `stride` further, closing the gaps
/// (`list_ass_subscript`). Returns them in order; the caller drops them when the list is whole again.
pub fn remove_each(list: &Obj, first: u64, stride: u64, count: u64) -> Vec<Obj> {
    let address = expect(list, Layout::List);
    let (buffer, length) = (load(address + ITEMS), load(address + LENGTH));
    let mut removed = Vec::new();
    let mut kept = first;
    for index in first..length {
        let place = buffer + 8 * index;
        if (index - first).is_multiple_of(stride) && (removed.len() as u64) < count {
            removed.extend(slot::take(place));
            continue;
        }
        let item = load(place);
        store(place, 0);
        store(buffer + 8 * kept, item);
        kept += 1;
    }
    resize(address, length - removed.len() as u64);
    removed
}

/// Makes room for `added` more items without adding any: exactly that in a fresh list, else as growing to
/// that length would (`list_extend`).
pub fn reserve(list: &Obj, added: u64) {
    let address = expect(list, Layout::List);
    if added == 0 {
        return;
    }
    if load(address + ITEMS) == 0 {
        move_to_room(address, (added + 1) & !1);
    } else {
        grow_for(list, added);
    }
}

/// Makes room for `added` more items without adding any, as growing to that length would.
pub fn grow_for(list: &Obj, added: u64) {
    let address = expect(list, Layout::List);
    let length = load(address + LENGTH);
    resize(address, length + added);
    store(address + LENGTH, length);
}

/// Gives back room that turned out not to be needed (the end of `list_extend`).
pub fn trim(list: &Obj) {
    let address = expect(list, Layout::List);
    let length = load(address + LENGTH);
    if length < load(address + ALLOCATED) {
        resize(address, length);
    }
}

/// The items of a list that is being sorted, and the buffer that they will go back to.
pub struct SetAside {
    /// The items, in order.
    pub items: Vec<Obj>,
    buffer: u64,
    allocated: u64,
}

/// Empties the list for the time of a sort, keeping its buffer aside.
pub fn set_aside(list: &Obj) -> SetAside {
    let address = expect(list, Layout::List);
    let (buffer, allocated) = (load(address + ITEMS), load(address + ALLOCATED));
    let items = (0..load(address + LENGTH))
        .filter_map(|index| slot::take(buffer + 8 * index))
        .collect();
    store(address + LENGTH, 0);
    store(address + ITEMS, 0);
    store(address + ALLOCATED, 0);
    SetAside {
        items,
        buffer,
        allocated,
    }
}

/// Puts the items back, in their new order. Returns what was put into the list meanwhile, and whether it
/// was changed.
pub fn bring_back(list: &Obj, aside: SetAside) -> (Vec<Obj>, bool) {
    let address = expect(list, Layout::List);
    let changed = load(address + ITEMS) != 0;
    let intruders = take_all(list);
    store(address + ITEMS, aside.buffer);
    store(address + ALLOCATED, aside.allocated);
    store(address + LENGTH, aside.items.len() as u64);
    for (index, item) in (0..).zip(aside.items) {
        slot::put(aside.buffer + 8 * index, item);
    }
    (intruders, changed)
}

/// A list of these items whose buffer has `room` slots, and more if it needs them: one that was made for a guess
/// and filled by appending.
pub fn with_room(items: Vec<Obj>, room: u64) -> Obj {
    let list = empty();
    if room > 0 {
        move_to_room(list.address(), room);
    }
    for item in items {
        push(&list, item);
    }
    list
}
