//! Asking for objects before their turn comes, so that they are near when it does.
//!
//! A list tells which objects come next. A linked list cannot: that is most of what a collection of scattered objects
//! gains here over CPython's.

use crate::memory::{Granule, Window, object_at};
use crate::object::header::{GC_PREFIX, TYPE};
use crate::object::{dict, list};
use crate::statics::StaticType;

/// How many objects ahead of the present one are asked for: as many as are looked at in the time that memory takes.
const OBJECTS: usize = 40;
/// How many objects ahead their buffers are asked for, by when they have come themselves.
const BUFFERS: usize = 24;
/// Bytes that come together.
const LINE: u64 = 64;

/// Asks for what will be looked at some places after `place`.
#[inline(always)]
pub(super) fn ask(window: Window, granules: &[Granule], place: usize) {
    if let Some(&granule) = granules.get(place + OBJECTS) {
        window.prefetch(object_at(granule) - GC_PREFIX);
        window.prefetch(object_at(granule) + GC_PREFIX);
    }
}

/// Asks for the buffer of the object some places after `place`.
#[inline(always)]
pub(super) fn ask_for_buffer(window: Window, granules: &[Granule], place: usize) {
    let Some(&granule) = granules.get(place + BUFFERS) else {
        return;
    };
    let object = object_at(granule);
    let class = window.load(object + TYPE);
    if class == StaticType::List.address() {
        // Where nothing is mapped, asking takes as long as reading.
        let items = window.load(object + list::ITEMS);
        if items != 0 {
            window.prefetch(items);
        }
    } else if class == StaticType::Dict.address() {
        let keys = window.load(object + dict::KEYS);
        window.prefetch(keys);
        window.prefetch(keys + LINE);
    }
}
