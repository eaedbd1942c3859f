//! Tuples: a length, then the item slots, all in one block.

use super::handle::{Borrowed, slot};
use super::layout::Layout;
use super::{Obj, allocate, expect, types};
use crate::heap::heap;
use crate::memory::{load, store};
use crate::statics::{self, StaticType};

/// Offset of the length.
pub const LENGTH: u64 = 16;
/// Offset of the first item slot.
pub const ITEMS: u64 = 24;

/// A tuple of these items; `()` is shared.
pub fn new(items: impl IntoIterator<Item = Obj, IntoIter: ExactSizeIterator>) -> Obj {
    let items = items.into_iter();
    if items.len() == 0 {
        return statics::empty_tuple();
    }
    instance(&StaticType::Tuple.object(), items)
}

/// A fresh instance of `class`, a subclass of tuple.
pub fn instance(
    class: &Obj,
    items: impl IntoIterator<Item = Obj, IntoIter: ExactSizeIterator>,
) -> Obj {
    let items = items.into_iter();
    let count = items.len() as u64;
    let size = if StaticType::Tuple.object().is(class) {
        types::basicsize(class) + 8 * count
    } else {
        types::size_with_items(class, count)
    };
    let tuple = allocate(class, size);
    let address = tuple.address();
    store(address + LENGTH, count);
    for (index, item) in (0..count).zip(items) {
        slot::put(address + ITEMS + 8 * index, item);
    }
    let collector = heap().collector();
    if heap().profile().new_tuples_of_atoms_are_untracked
        && StaticType::Tuple.is_exact(&tuple)
        && !collector.holds_collected_types(address)
    {
        collector.untrack(address);
    }
    tuple
}

/// Number of items.
#[inline(always)]
pub fn len(tuple: &Obj) -> u64 {
    load(expect(tuple, Layout::Tuple) + LENGTH)
}

/// The item at `index`, if there is one.
#[inline(always)]
pub fn get(tuple: &Obj, index: u64) -> Option<Obj> {
    peek(tuple, index).map(|item| item.clone())
}

/// The item at `index`, uncounted.
#[inline(always)]
pub fn peek(tuple: &Obj, index: u64) -> Option<Borrowed<'_>> {
    (index < len(tuple))
        .then(|| Borrowed::in_slot(tuple.address() + ITEMS + 8 * index))
        .flatten()
}

/// New references to all items.
pub fn items(tuple: &Obj) -> Vec<Obj> {
    (0..len(tuple))
        .filter_map(|index| get(tuple, index))
        .collect()
}

/// Whether one of the items is the object at `address`.
pub(crate) fn contains_identity(tuple: &Obj, address: u64) -> bool {
    (0..len(tuple)).any(|index| load(tuple.address() + ITEMS + 8 * index) == address)
}

/// Replaces the item at `index` of a tuple that only the caller holds, such as the result that an
/// iterator uses again; returns the old item. The collector looks at it from now on (bpo-42536).
pub fn replace(tuple: &Obj, index: u64, item: Obj) -> Option<Obj> {
    if !heap().collector().is_tracked(tuple.address()) {
        heap().collector().track(tuple.address());
    }
    (index < len(tuple))
        .then(|| slot::replace(tuple.address() + ITEMS + 8 * index, Some(item)))
        .flatten()
}
