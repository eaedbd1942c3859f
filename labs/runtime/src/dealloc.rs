//! The end of an object: finalizer, weak references, the references it owned, its memory.
//!
//! Follows `subtype_dealloc` of CPython's `Objects/typeobject.c` and the `tp_dealloc` functions of the
//! built-in types. CPython calls itself for each child; here a stack of [`Step`]s in memory does the
//! same walk, children before the memory of their parent, so that a list nested a million deep
//! ends in constant native stack.

use crate::children::Children;
use crate::collector::{finalize, notable};
use crate::events::{self, Event};
use crate::frame::Frame;
use crate::heap::heap;
use crate::interning;
use crate::memory::{Granule, Window, load, load_u32, object_at, store, store_u32};
use crate::object::attributes::{self, DictSlot, dict_slot};
use crate::object::dict::keys::Keys;
use crate::object::header::{REFCOUNT, TYPE};
use crate::object::layout::Layout;
use crate::object::str::InternState;
use crate::object::types::{self, flags};
use crate::object::{Obj, dict, fields, int, list, set, str, subclasses, tuple, weakref};
use crate::refcount;

/// An object that is giving its references back.
pub(crate) type Step = Children;

// ANCHOR: dealloc
/// Ends an object whose count just reached zero, and all that die with it.
#[cold]
#[inline(never)]
pub(crate) fn end(object: u64) {
    let mut steps = heap().dying.take();
    let floor = steps.len();
    begin(object, &mut steps);
    while steps.len() > floor {
        let top = steps.len() - 1;
        match steps[top].next_slot() {
            Some(slot) => {
                let child = load(slot);
                store(slot, 0);
                release(child, &mut steps);
            }
            None => {
                let object = steps[top].object();
                steps.pop();
                give_block_back(object, &mut steps);
            }
        }
    }
    heap().dying.set(steps);
}

/// One reference fewer; at zero the child ends before its siblings.
fn release(object: u64, steps: &mut Vec<Step>) {
    let count = load_u32(object + REFCOUNT);
    if refcount::is_immortal_mark(count) {
        return;
    }
    store_u32(object + REFCOUNT, count - 1);
    events::emit(Event::Decref {
        object,
        count: count - 1,
    });
    if count == 1 {
        begin(object, steps);
    }
}
// ANCHOR_END: dealloc

// ANCHOR: finalize
/// Finalizer and weak references come first, while the object is still whole.
fn begin(object: u64, steps: &mut Vec<Step>) {
    let class = load(object + TYPE);
    if crate::statics::is_static(object) {
        return;
    }
    heap().collector().untrack(object);
    let layout = types::layout_at(class);
    if layout == Layout::Generator {
        // `gen_dealloc` of `Objects/genobject.c` has them before its finalizer; other types have them after it.
        weakref::clear_all(object);
    }
    if notable::has_finalizer(class) && !finalize(object) {
        return;
    }
    match layout {
        Layout::WeakRef => weakref::unlink(object),
        Layout::Str => forget_if_interned(object),
        Layout::Type => forget_subclass(object),
        Layout::Generator => {
            Frame::inside_generator(object).hand_over();
        }
        _ => {}
    }
    weakref::clear_all(object);
    if load(class + types::FLAGS) & flags::MANAGED_DICT != 0 {
        attributes::detach_dict(object);
    }
    steps.push(Children::of(object));
}

/// Runs `__del__` once, or the `finally` blocks of a generator; says whether the object is to end: it may have found a
/// new holder. The finalizer sees a count of 1, and the collector sees the object.
fn finalize(object: u64) -> bool {
    let collector = heap().collector();
    collector.track(object);
    store(object + REFCOUNT, 1);
    let reference = Obj::from_counted(object);
    finalize::call(&reference);
    let address = reference.into_counted();
    let count = load_u32(address + REFCOUNT) - 1;
    store_u32(address + REFCOUNT, count);
    if count == 0 {
        collector.untrack(object);
    }
    count == 0
}
// ANCHOR_END: finalize

/// A dying class leaves the lists of its bases.
pub(crate) fn forget_subclass(object: u64) {
    let class = Obj::from_counted(object);
    let bases = types::bases(&class);
    class.into_counted();
    for base in bases.iter().flat_map(tuple::items) {
        subclasses::forget(&base, object);
    }
}

fn forget_if_interned(object: u64) {
    let string = Obj::from_counted(object);
    let interned = str::intern_state(&string) != InternState::Not;
    string.into_counted();
    if interned {
        interning::forget(object);
    }
}

/// Buffers first, then the block; an instance gives its class back last.
fn give_block_back(object: u64, steps: &mut Vec<Step>) {
    let remains = Remains::of(object);
    let (class, type_flags) = (remains.class, remains.type_flags);
    remains.free();
    if type_flags & flags::HEAPTYPE != 0 {
        release(class, steps);
    }
}

/// An object that owns nothing any more but its memory.
#[derive(Clone, Copy)]
pub(crate) struct Remains {
    object: u64,
    class: u64,
    type_flags: u64,
    layout: Layout,
}

impl Remains {
    /// What is left of the object. Its class may end before this is freed.
    #[inline(always)]
    pub fn of(object: u64) -> Remains {
        let window = Window::current();
        Remains::of_instance(window, window.load(object + TYPE)).at(object)
    }

    /// What would be left of an instance of a class that stands [`at`](Remains::at) some place.
    #[inline(always)]
    pub fn of_instance(window: Window, class: u64) -> Remains {
        Remains {
            object: 0,
            class,
            type_flags: window.load(class + types::FLAGS),
            layout: Layout::from_byte(window.load_u8(class + types::LAYOUT)),
        }
    }

    /// The same of the object whose header stands here.
    #[inline(always)]
    pub fn at(self, object: u64) -> Remains {
        Remains { object, ..self }
    }

    /// Whether the object is a class.
    #[inline(always)]
    pub fn is_class(&self) -> bool {
        self.layout == Layout::Type
    }

    /// Gives the buffers back, then the block.
    pub fn free(self) {
        let object = self.object;
        self.free_buffers(Keys::free);
        let size = match self.layout {
            Layout::Tuple => load(self.class + types::BASICSIZE) + 8 * load(object + tuple::LENGTH),
            Layout::Int => int::size_at(object),
            layout => layout.shape().size,
        };
        let prefix = types::prefix_of_flags(self.type_flags);
        heap().free_object(object, self.class, size, prefix);
        events::emit(Event::Free { object });
    }

    /// [`Remains::free`] for each instance of a row, past the free lists, which a full collection empties anyway.
    pub fn free_row_for_good(self, row: &[Granule]) {
        let heap = heap();
        let objects = row.iter().map(|&granule| object_at(granule));
        let buffers = objects.clone();
        match self.layout {
            _ if self.type_flags & flags::MANAGED_DICT != 0 => {
                buffers.for_each(|object| self.at(object).free_buffers(Keys::free_for_good));
            }
            Layout::Object | Layout::Tuple => {}
            Layout::List => {
                let buffers = buffers.map(|object| load(object + list::ITEMS));
                heap.free_all(buffers.filter(|&buffer| buffer != 0));
            }
            _ => buffers.for_each(|object| self.at(object).free_buffers(Keys::free_for_good)),
        }
        let prefix = types::prefix_of_flags(self.type_flags);
        heap.free_all(objects.map(|object| {
            events::emit(Event::Free { object });
            object - prefix
        }));
    }

    #[inline(always)]
    fn free_buffers(&self, free_keys: fn(Keys)) {
        let object = self.object;
        if self.type_flags & flags::MANAGED_DICT != 0
            && let DictSlot::Values(_, _, values) = dict_slot(object)
        {
            values.free();
        }
        match self.layout {
            Layout::Object | Layout::Tuple => {}
            Layout::List => free_if_any(load(object + list::ITEMS)),
            Layout::Dict => {
                let keys = dict::keys_at(object);
                if let Some(values) = dict::values_at(object) {
                    values.free();
                    dict::give_back_keys(keys);
                } else if keys.decref() {
                    free_keys(keys);
                }
            }
            layout => free_other_buffers(object, layout),
        }
    }
}

fn free_other_buffers(object: u64, layout: Layout) {
    match layout {
        Layout::Str => free_if_any(crate::object::str::buffer(object)),
        Layout::ByteArray => free_if_any(load(object + crate::object::bytes::BUFFER)),
        Layout::Set => {
            if let Some(table) = set::buffer(object) {
                heap().free(table);
            }
        }
        Layout::Type => {
            let keys = load(object + types::CACHED_KEYS);
            if keys != 0 {
                dict::give_back_keys(Keys(keys));
            }
        }
        Layout::Code => {
            if let Some(number) = load(object + fields::code::BODY).checked_sub(1) {
                let body = heap().payloads.borrow_mut().remove(number);
                drop(body);
            }
        }
        _ => {}
    }
}

#[inline(always)]
fn free_if_any(buffer: u64) {
    if buffer != 0 {
        heap().free(buffer);
    }
}
