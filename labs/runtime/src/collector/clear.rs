//! Unreachable objects ended one by one, in CPython's order (`delete_garbage` and the `tp_clear` functions).

use super::list::List;
use super::marks::UNREACHABLE;
use super::state::Collector;
use crate::frame::{Frame, Owner};
use crate::memory::{Granule, load, object_at, store};
use crate::object::attributes::{self, DictSlot, dict_slot};
use crate::object::layout::Layout;
use crate::object::types::{self, flags};
use crate::object::{Obj, dict, list, set, slot};

/// Clears each object, so that it falls with the last reference to it; what is left moves to the generation `older`.
pub(super) fn one_by_one(collector: &Collector, garbage: Vec<Granule>, older: usize) {
    *collector.unreachable.borrow_mut() = List::of(garbage);
    let mut place = 0;
    loop {
        let next = collector.unreachable.borrow().next_from(place);
        let Some((found, granule)) = next else {
            break;
        };
        place = found + 1;
        let object = Obj::new_reference(object_at(granule));
        clear(&object);
        drop(object);
        if collector.marks.get(granule) == UNREACHABLE {
            collector.move_to(granule, older);
        }
    }
    collector.unreachable.borrow_mut().take();
}

/// Gives back the references of an object that can close a cycle.
fn clear(object: &Obj) {
    let class = object.class().address();
    let layout = types::layout_at(class);
    if load(class + types::FLAGS) & flags::HEAPTYPE != 0 {
        clear_instance(object.address(), class, layout);
    }
    match layout {
        Layout::List => list::take_all(object).into_iter().rev().for_each(drop),
        Layout::Dict => drop(dict::take_all(object)),
        Layout::Set => drop(set::take_all(object)),
        Layout::Type => clear_class(object),
        Layout::Frame => clear_frame(object),
        layout => clear_fields(object.address(), cleared(layout)),
    }
}

/// Slots of the derived class first, then attributes (`subtype_clear` in `Objects/typeobject.c`).
fn clear_instance(object: u64, class: u64, layout: Layout) {
    let first = layout.shape().size;
    if layout.shape().item_size == 0 {
        let mut end = load(class + types::BASICSIZE);
        let mut level = class;
        while load(level + types::FLAGS) & flags::HEAPTYPE != 0 {
            let base = load(level + types::BASE);
            let start = load(base + types::BASICSIZE).max(first);
            for offset in (start..end).step_by(8) {
                let is_slot = offset != load(class + types::WEAKLIST_OFFSET)
                    && offset != load(class + types::DICT_OFFSET);
                if is_slot {
                    drop(slot::take(object + offset));
                }
            }
            (end, level) = (start, base);
        }
    }
    match dict_slot(object) {
        DictSlot::Values(_, keys, values) => {
            for index in 0..keys.used() {
                drop(slot::take(values.slot(index)));
            }
        }
        DictSlot::Dict(place) if place != object + u64::from(layout.shape().dict) => {
            attributes::detach_dict(object);
            drop(slot::take(place));
        }
        _ => {}
    }
}

/// `type_clear`: the namespace is emptied, the type keeps it.
fn clear_class(class: &Obj) {
    drop(types::set_field(class, types::MODULE, None));
    if let Some(namespace) = types::namespace(class) {
        let namespace = namespace.clone();
        drop(dict::take_all(&namespace));
    }
    drop(types::set_field(class, types::MRO, None));
}

/// `frame_tp_clear` of `Objects/frameobject.c`: of a frame that the object has taken over.
fn clear_frame(object: &Obj) {
    let own = Frame::of_frame_object(object).filter(|frame| frame.owner() == Owner::FrameObject);
    if let Some(frame) = own {
        frame.clear_slots(frame.in_use());
        frame.set_in_use(0);
    }
}

fn clear_fields(object: u64, fields: &[u16]) {
    for &offset in fields {
        let place = object + u64::from(offset);
        let old = load(place);
        store(place, 0);
        if old != 0 {
            drop(Obj::from_counted(old));
        }
    }
}

/// The fields that the `tp_clear` of a layout empties, in its order. Many types have none: a cycle through
/// them is broken elsewhere.
fn cleared(layout: Layout) -> &'static [u16] {
    match layout {
        // func_clear: globals, module, defaults, keyword defaults, documentation, dict, closure, annotations,
        // builtins, type parameters.
        Layout::Function => &[16, 104, 56, 64, 80, 88, 72, 112, 24, 120],
        Layout::Cell | Layout::Namespace => &[16],
        Layout::Module => &[16],
        Layout::Property => &[16, 24, 32, 40, 48],
        Layout::ClassMethod => &[16, 24],
        Layout::Traceback => &[16, 24],
        Layout::Exception
        | Layout::ExceptionWithValue
        | Layout::ExceptionWithTwo
        | Layout::ExceptionImport
        | Layout::ExceptionOs
        | Layout::ExceptionSyntax
        | Layout::ExceptionUnicode => layout.shape().refs,
        Layout::WeakRef => &[24],
        _ => &[],
    }
}
