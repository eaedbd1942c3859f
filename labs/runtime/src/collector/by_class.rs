//! What is to be known of an object's class: looked up once for all instances, and not from each.

use crate::memory::Window;
use crate::object::header::TYPE;
use crate::statics::StaticType;

/// Classes remembered at a time: those of a heap's neighbours are few.
const REMEMBERED: usize = 16;
/// Classes are at least so many bytes apart.
const CLASS_BITS: u32 = 9;

/// Facts about the classes that were met last. They are good until programs' code runs, which may change them.
pub(super) struct ByClass<T> {
    window: Window,
    find: fn(Window, u64) -> T,
    last: (u64, T),
    others: [(u64, T); REMEMBERED],
}

impl<T: Copy> ByClass<T> {
    /// What `find` says of a class, given its address; of `type` at once.
    pub fn new(window: Window, find: fn(Window, u64) -> T) -> ByClass<T> {
        let class = StaticType::Type.address();
        let known = (class, find(window, class));
        ByClass {
            window,
            find,
            last: known,
            others: [known; REMEMBERED],
        }
    }

    /// The facts about the class of an object.
    #[inline(always)]
    pub fn of(&mut self, object: u64) -> &T {
        let class = self.window.load(object + TYPE);
        if class != self.last.0 {
            self.turn_to(class);
        }
        &self.last.1
    }

    #[inline(never)]
    fn turn_to(&mut self, class: u64) {
        let known = &mut self.others[(class >> CLASS_BITS) as usize % REMEMBERED];
        if known.0 != class {
            *known = (class, (self.find)(self.window, class));
        }
        self.last = *known;
    }
}
