//! Objects whose end is more than memory given back: found in the first phase on the way, so that nobody need look at
//! each unreachable object again.

use super::marks::UNREACHABLE;
use super::state::Collector;
use crate::heap::heap;
use crate::memory::{Granule, Window, load, object_at};
use crate::object::Borrowed;
use crate::object::header::TYPE;
use crate::object::layout::Layout;
use crate::object::types::{self, flags};

/// Classes remembered at a time: those of a heap's neighbours are few.
const REMEMBERED: usize = 16;
/// Classes are at least so many bytes apart.
const CLASS_BITS: u32 = 9;

/// What the end of an instance may involve, by its class.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Instances {
    /// Nothing but memory.
    Plain,
    /// A list of weak references, whose head stands at this distance from the header.
    WeaklyReferenced(i64),
    /// A finalizer; or it is a weak reference, or a class.
    Notable,
}

/// The notable objects among those of a list.
pub(super) struct Notables {
    window: Window,
    remembered: [(u64, Instances); REMEMBERED],
    found: Vec<Granule>,
}

impl Notables {
    pub fn new(window: Window) -> Notables {
        Notables {
            window,
            remembered: [(0, Instances::Plain); REMEMBERED],
            found: Vec::new(),
        }
    }

    /// Looks at one object of the list.
    #[inline(always)]
    pub fn note(&mut self, granule: Granule) {
        let object = object_at(granule);
        let class = self.window.load(object + TYPE);
        let place = (class >> CLASS_BITS) as usize % REMEMBERED;
        if self.remembered[place].0 != class {
            self.remembered[place] = (class, instances_of(class));
        }
        let is_notable = match self.remembered[place].1 {
            Instances::Plain => false,
            Instances::WeaklyReferenced(offset) => {
                self.window.load(object.wrapping_add_signed(offset)) != 0
            }
            Instances::Notable => true,
        };
        if is_notable {
            self.found.push(granule);
        }
    }

    /// The notable objects that are unreachable, in the order of the list.
    pub fn unreachable(mut self, collector: &Collector) -> Vec<Granule> {
        self.found
            .retain(|&granule| collector.marks.get(granule) == UNREACHABLE);
        self.found
    }
}

#[cold]
fn instances_of(class: u64) -> Instances {
    let type_flags = load(class + types::FLAGS);
    let layout = types::layout_at(class);
    if matches!(layout, Layout::WeakRef | Layout::Type) || has_finalizer(class) {
        Instances::Notable
    } else if type_flags & flags::MANAGED_WEAKREF != 0 || load(class + types::WEAKLIST_OFFSET) != 0
    {
        Instances::WeaklyReferenced(load(class + types::WEAKLIST_OFFSET) as i64)
    } else {
        Instances::Plain
    }
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
