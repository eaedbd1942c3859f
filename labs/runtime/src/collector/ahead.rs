//! Asking for objects before their turn comes, so that they are near when it does.
//!
//! A list tells which objects come next. A linked list cannot: that is most of what a collection of scattered objects
//! gains here over CPython's.

use crate::memory::{Granule, Window, object_at};
use crate::visit::Plan;

/// How many objects ahead of the present one are asked for: as many as are looked at in the time that memory takes.
const OBJECTS: usize = 40;
/// Where most objects end, from their header.
const MOST_FIELDS: u64 = 24;
/// The most objects of a row.
const ROW: usize = 16;

/// Asks for what will be looked at some places after `place`.
#[inline(always)]
pub(super) fn ask(window: Window, granules: &[Granule], place: usize) {
    if let Some(&granule) = granules.get(place + OBJECTS) {
        // Most objects are two lines at most.
        window.prefetch(object_at(granule));
        window.prefetch(object_at(granule) + MOST_FIELDS);
    }
}

/// The object at `place`, which this is the plan of, and those after it that it is the plan of too, but not too many:
/// neighbours are of one class more often than not. Asks for what will be looked at after them.
#[inline(always)]
pub(super) fn row<'a>(
    window: Window,
    granules: &'a [Granule],
    place: usize,
    plan: &Plan,
) -> &'a [Granule] {
    let row = &granules[place..granules.len().min(place + ROW)];
    let end = row.iter().zip(place..).position(|(&granule, next)| {
        let is_other = next > place && !plan.is_of(window, object_at(granule));
        if !is_other {
            ask(window, granules, next);
        }
        is_other
    });
    let end = place + end.unwrap_or(row.len());
    let next = &granules[end..granules.len().min(end + ROW)];
    plan.ask_for_buffers(window, next);
    &granules[place..end]
}
