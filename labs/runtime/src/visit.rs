//! The references of an object in the order in which its type's `tp_traverse` visits them.
//!
//! The collector looks at every reference of every object of a generation, so this walk has no state: a match on the
//! layout and a loop. [`Children`](crate::children::Children) is the walk for the end of objects, which can be
//! left and taken up again. The audit counts references by the walk here, and finds what the other leaves behind.

use crate::frame;
use crate::memory::{Window, load, load_u32};
use crate::object::attributes::{DictSlot, VALUES_TAG, dict_slot};
use crate::object::dict::keys::{Keys, KeysKind};
use crate::object::header::{MANAGED_DICT_BACK, TYPE};
use crate::object::layout::{Layout, Tail};
use crate::object::types::{self, flags};
use crate::object::{dict, list, set, tuple};

/// Who is shown the references.
pub(crate) trait Visitor {
    /// Whether to show what an object owns but `tp_traverse` leaves out: keys that are strings, names, a type's
    /// list of subclasses.
    const OWNED: bool = false;

    /// A reference to `child`.
    fn child(&mut self, child: u64);

    /// The reference of an instance to its class.
    #[inline(always)]
    fn class(&mut self, class: u64) {
        self.child(class);
    }
}

/// Shows `visitor` each reference of the object whose header stands at `object`.
#[inline(always)]
pub(crate) fn visit<V: Visitor>(window: Window, object: u64, visitor: &mut V) {
    let class = window.load(object + TYPE);
    let type_flags = window.load(class + types::FLAGS);
    let layout = Layout::from_byte(window.load_u8(class + types::LAYOUT));
    if type_flags & flags::HEAPTYPE != 0 {
        visit_instance(window, object, class, type_flags, layout, visitor);
    }
    match layout {
        Layout::Object => {}
        Layout::List => {
            let items = window.load(object + list::ITEMS);
            let length = window.load(object + list::LENGTH);
            visit_backwards(window, items, length, visitor);
        }
        Layout::Tuple => {
            let length = window.load(object + tuple::LENGTH);
            visit_backwards(window, object + tuple::ITEMS, length, visitor);
        }
        Layout::Dict => visit_dict(window, object, visitor),
        layout => visit_other(object, layout, visitor),
    }
}

/// What the class statements added: slots, attributes, the class itself (`subtype_traverse` in
/// `Objects/typeobject.c`).
#[inline(always)]
fn visit_instance<V: Visitor>(
    window: Window,
    object: u64,
    class: u64,
    type_flags: u64,
    layout: Layout,
    visitor: &mut V,
) {
    let shape = layout.shape();
    if shape.item_size == 0 && window.load(class + types::BASICSIZE) > shape.size {
        visit_slots(window, object, class, shape.size, visitor);
    }
    if type_flags & flags::MANAGED_DICT != 0 {
        let word = window.load(object - MANAGED_DICT_BACK);
        if word & VALUES_TAG != 0 {
            let keys = Keys(window.load(class + types::CACHED_KEYS));
            visit_forwards(window, word - VALUES_TAG, keys.used(), visitor);
        } else {
            visit_word(word, visitor);
        }
    } else if window.load(class + types::DICT_OFFSET) != u64::from(shape.dict)
        && let DictSlot::Dict(slot) = dict_slot(object)
    {
        visit_word(window.load(slot), visitor);
    }
    visitor.class(class);
}

/// The slots of `__slots__`, those of the derived class first. Others end where the built-in part of an instance
/// does, at `first`.
#[inline(always)]
fn visit_slots<V: Visitor>(window: Window, object: u64, class: u64, first: u64, visitor: &mut V) {
    let weakrefs = window.load(class + types::WEAKLIST_OFFSET);
    let dict = window.load(class + types::DICT_OFFSET);
    let mut end = window.load(class + types::BASICSIZE);
    let mut level = class;
    while window.load(level + types::FLAGS) & flags::HEAPTYPE != 0 {
        let base = window.load(level + types::BASE);
        let start = window.load(base + types::BASICSIZE).max(first);
        for offset in (start..end).step_by(8) {
            if offset != weakrefs && offset != dict {
                visit_word(window.load(object + offset), visitor);
            }
        }
        (end, level) = (start, base);
    }
}

/// A slot's content, unless it is empty.
#[inline(always)]
fn visit_word<V: Visitor>(word: u64, visitor: &mut V) {
    if word != 0 {
        visitor.child(word);
    }
}

#[inline(always)]
fn visit_forwards<V: Visitor>(window: Window, slots: u64, length: u64, visitor: &mut V) {
    for index in 0..length {
        visit_word(window.load(slots + 8 * index), visitor);
    }
}

#[inline(always)]
fn visit_backwards<V: Visitor>(window: Window, slots: u64, length: u64, visitor: &mut V) {
    for index in (0..length).rev() {
        visit_word(window.load(slots + 8 * index), visitor);
    }
}

/// Value before key; keys that are strings cannot be in a cycle and are left out (`dict_traverse` in
/// `Objects/dictobject.c`).
#[inline(always)]
fn visit_dict<V: Visitor>(window: Window, object: u64, visitor: &mut V) {
    let keys = Keys(window.load(object + dict::KEYS));
    let values = window.load(object + dict::VALUES);
    if values != 0 {
        visit_forwards(window, values, keys.used(), visitor);
        return;
    }
    let (first, stride) = keys.key_slots();
    let with_keys = V::OWNED || keys.kind() == KeysKind::General;
    for index in 0..keys.used() {
        let key = first + index * stride;
        let value = window.load(key + 8);
        if value != 0 {
            visitor.child(value);
            if with_keys {
                visitor.child(window.load(key));
            }
        }
    }
}

fn visit_other<V: Visitor>(object: u64, layout: Layout, visitor: &mut V) {
    match layout.shape().tail {
        Tail::SetTable => visit_set(object, visitor),
        Tail::Frame if layout == Layout::Frame => {
            visit_fields(object, &[16, 32], visitor);
            visit_frame(object + frame::IN_FRAME_OBJECT, visitor);
        }
        Tail::Frame => {
            visit_fields(object, &[24, 32], visitor);
            visit_frame(object + frame::IN_GENERATOR, visitor);
            visit_fields(object, &[40], visitor);
        }
        _ => {
            let fields = if V::OWNED {
                layout.shape().refs
            } else {
                traversed(layout)
            };
            visit_fields(object, fields, visitor);
        }
    }
}

fn visit_fields<V: Visitor>(object: u64, fields: &[u16], visitor: &mut V) {
    for &offset in fields {
        visit_word(load(object + u64::from(offset)), visitor);
    }
}

fn visit_set<V: Visitor>(object: u64, visitor: &mut V) {
    let mut index = 0;
    while let Some((slot, is_item)) = set::entry_slot(object, index) {
        if is_item {
            visitor.child(load(slot));
        }
        index += 1;
    }
}

/// `_PyFrame_Traverse` of `Python/frame.c`. A lent reference, its lowest bit set, is not the frame's.
fn visit_frame<V: Visitor>(frame: u64, visitor: &mut V) {
    for field in frame::HEADER_REFS {
        visit_word(load(frame + field), visitor);
    }
    for index in 0..u64::from(load_u32(frame + frame::IN_USE)) {
        let word = load(frame + frame::SLOTS + 8 * index);
        if word & 1 == 0 {
            visit_word(word, visitor);
        }
    }
}

/// The fields that the `tp_traverse` of a layout visits, where their order is not that in which they are given back.
fn traversed(layout: Layout) -> &'static [u16] {
    match layout {
        // func_traverse: code, globals, builtins, module, defaults, keyword defaults, documentation, name, dict,
        // closure, annotations, type parameters, qualified name.
        Layout::Function => &[48, 16, 24, 104, 56, 64, 80, 32, 88, 72, 112, 120, 40],
        // type_traverse: dict, mro, bases, base, module. The list of subclasses holds only weak references.
        Layout::Type => &[264, 344, 336, 256, 888],
        Layout::Slice => &[16, 24, 32],
        // descr_traverse
        Layout::MethodDescriptor | Layout::WrapperDescriptor | Layout::Member => &[16],
        Layout::Module => &[16],
        Layout::Filter => &[24, 16],
        layout => layout.shape().refs,
    }
}
