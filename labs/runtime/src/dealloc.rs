//! The end of an object: finalizer, weak references, the references it owned, its memory.
//!
//! Follows `subtype_dealloc` of CPython's `Objects/typeobject.c` and the `tp_dealloc` functions of the
//! built-in types. CPython calls itself for each child; here a stack of [`Step`]s in memory does the
//! same walk, children before the memory of their parent, so that a list nested a million deep
//! ends in constant native stack.

use crate::children::Children;
use crate::events::{self, Event};
use crate::heap::heap;
use crate::interning;
use crate::memory::{load, load_u32, store, store_u32};
use crate::object::attributes::{DictSlot, dict_slot};
use crate::object::header::{REFCOUNT, TYPE};
use crate::object::layout::Layout;
use crate::object::str::InternState;
use crate::object::types::{self, flags};
use crate::object::{Obj, dict, fields, list, set, str, tuple, weakref};
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
    if load(class + types::FLAGS) & flags::HEAPTYPE != 0 && !finalize(object) {
        return;
    }
    match types::layout_at(class) {
        Layout::Generator if !close_generator(object) => return,
        Layout::WeakRef => weakref::unlink(object),
        Layout::Str => forget_if_interned(object),
        _ => {}
    }
    weakref::clear_all(object);
    steps.push(Children::of(object));
}

/// Runs `__del__` once; says whether the object is to end: it may have found a new holder.
fn finalize(object: u64) -> bool {
    let Some(hooks) = heap().hooks() else {
        return true;
    };
    with_a_reference(object, hooks.finalize)
}
// ANCHOR_END: finalize
fn close_generator(object: u64) -> bool {
    let Some(hooks) = heap().hooks() else {
        return true;
    };
    with_a_reference(object, hooks.close_generator)
}

/// Shows a dying object to a hook, which sees a count of 1; says whether it is still dying.
fn with_a_reference(object: u64, hook: fn(&Obj)) -> bool {
    store(object + REFCOUNT, 1);
    let reference = Obj::from_counted(object);
    hook(&reference);
    let address = reference.into_counted();
    let count = load_u32(address + REFCOUNT) - 1;
    store_u32(address + REFCOUNT, count);
    count == 0
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
    let class = load(object + TYPE);
    let type_flags = load(class + types::FLAGS);
    if type_flags & flags::MANAGED_DICT != 0
        && let DictSlot::Values(_, _, values) = dict_slot(object)
    {
        values.free();
    }
    let layout = types::layout_at(class);
    free_buffers(object, layout);
    let size = match layout {
        Layout::Tuple => tuple::ITEMS + 8 * load(object + tuple::LENGTH),
        layout => layout.shape().size,
    };
    heap().free_object(object, class, size, types::prefix_of_flags(type_flags));
    events::emit(Event::Free { object });
    if type_flags & flags::HEAPTYPE != 0 {
        release(class, steps);
    }
}

fn free_buffers(object: u64, layout: Layout) {
    match layout {
        Layout::List => free_if_any(load(object + list::ITEMS)),
        Layout::Str => free_if_any(crate::object::str::buffer(object)),
        Layout::ByteArray => free_if_any(load(object + crate::object::bytes::BUFFER)),
        Layout::Dict => {
            if let Some(values) = dict::values_at(object) {
                values.free();
            }
            free_keys(dict::keys_at(object));
        }
        Layout::Set => {
            if let Some(table) = set::buffer(object) {
                heap().free(table);
            }
        }
        Layout::Type => {
            let keys = load(object + types::CACHED_KEYS);
            if keys != 0 {
                free_keys(dict::keys::Keys(keys));
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

fn free_if_any(buffer: u64) {
    if buffer != 0 {
        heap().free(buffer);
    }
}

fn free_keys(keys: dict::keys::Keys) {
    if keys.decref() {
        dict::release_keys(keys);
        keys.free();
    }
}
