//! Objects whose end is more than memory given back. They are found in the first phase on the way, so that nobody need look
//! at each unreachable object again.

use crate::heap::heap;
use crate::memory::{Granule, Window, load, object_at};
use crate::object::Borrowed;
use crate::object::layout::Layout;
use crate::object::types::{self, flags};

/// What the end of an instance may involve, by its class.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// Nothing but memory.
    Plain,
    /// A list of weak references, whose head stands at this distance from the header.
    WeaklyReferenced(i64),
    /// A finalizer; or it is a weak reference, a class, or keeps its last result.
    Notable,
}

impl End {
    /// Adds those of a row of instances to `notable` whose end is.
    #[inline(always)]
    pub fn note(self, window: Window, row: &[Granule], notable: &mut Vec<Granule>) {
        match self {
            End::Plain => {}
            End::WeaklyReferenced(offset) => {
                let is_referred_to = |&granule: &Granule| {
                    window.load(object_at(granule).wrapping_add_signed(offset)) != 0
                };
                notable.extend(row.iter().copied().filter(is_referred_to));
            }
            End::Notable => notable.extend_from_slice(row),
        }
    }

    /// What the instances of a class have to do before they end.
    pub fn of(class: u64) -> End {
        let type_flags = load(class + types::FLAGS);
        let layout = types::layout_at(class);
        let has_an_end_of_its_own =
            matches!(layout, Layout::WeakRef | Layout::Type) || keeps_its_result(layout);
        if has_an_end_of_its_own || has_finalizer(class) {
            End::Notable
        } else if type_flags & flags::MANAGED_WEAKREF != 0
            || load(class + types::WEAKLIST_OFFSET) != 0
        {
            End::WeaklyReferenced(load(class + types::WEAKLIST_OFFSET) as i64)
        } else {
            End::Plain
        }
    }
}

/// Whether such an iterator holds the tuple that it gave last, which may lead to it: a cycle that no `tp_clear` breaks.
pub(super) fn keeps_its_result(layout: Layout) -> bool {
    matches!(layout, Layout::Enumerate | Layout::Zip)
}

/// Whether instances of a class have something to do before they end.
pub(crate) fn has_finalizer(class: u64) -> bool {
    if load(class + types::FLAGS) & flags::HEAPTYPE == 0 {
        return types::layout_at(class) == Layout::Generator;
    }
    heap()
        .hooks()
        .is_some_and(|hooks| (hooks.has_finalizer)(&Borrowed::at(class)))
}
