//! The references of an object in the order in which its type's `tp_traverse` visits them.
//!
//! The collector looks at every reference of every object of a generation, so this walk has no state: a match on the
//! layout and a loop. [`Children`](crate::children::Children) is the walk for the end of objects, which can be
//! left and taken up again. The audit counts references by the walk here, and finds what the other leaves behind.

use crate::frame;
use crate::memory::{Window, load, load_u32};
use crate::object::attributes::{DictSlot, VALUES_TAG, dict_slot, embedded_values};
use crate::object::dict::keys::{Keys, KeysKind};
use crate::object::dict::values::Values;
use crate::object::header::{MANAGED_DICT_BACK, TYPE};
use crate::object::layout::{Layout, Tail};
use crate::object::types::{self, flags};
use crate::object::{dict, list, set, tuple};
use std::ops::Range;

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

// ANCHOR: plan
/// Where instances of a class keep their references, found once for all of them.
#[derive(Clone, Copy)]
pub(crate) struct Plan {
    walk: Walk,
    /// Whether instances own a reference to their class.
    is_heap_type: bool,
    class: u64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Walk {
    /// So many slots side by side, from this distance on: `__slots__`, or nothing at all.
    Slots {
        first: u32,
        count: u32,
    },
    /// Attributes in front of the header.
    Attributes,
    List,
    Tuple,
    Dict,
    /// Anything else, or more than one of these.
    Mixed,
}
// ANCHOR_END: plan

impl Plan {
    /// The plan of the instances of a class.
    pub fn of(window: Window, class: u64) -> Plan {
        let type_flags = window.load(class + types::FLAGS);
        let is_heap_type = type_flags & flags::HEAPTYPE != 0;
        let layout = Layout::from_byte(window.load_u8(class + types::LAYOUT));
        let walk = match layout {
            Layout::Object if is_heap_type => Walk::of_instances(window, class, type_flags),
            Layout::Object => Walk::Slots { first: 0, count: 0 },
            _ if is_heap_type => Walk::Mixed,
            Layout::List => Walk::List,
            Layout::Tuple => Walk::Tuple,
            Layout::Dict => Walk::Dict,
            _ => Walk::Mixed,
        };
        Plan {
            walk,
            is_heap_type,
            class,
        }
    }

    /// Whether the instances are dicts or tuples, and not of a class derived from these.
    #[inline(always)]
    pub fn is_dict_or_tuple(&self) -> bool {
        matches!(self.walk, Walk::Dict | Walk::Tuple)
    }

    /// Whether the instances keep references in a buffer of their own.
    #[inline(always)]
    pub fn has_buffer(&self) -> bool {
        matches!(self.walk, Walk::List | Walk::Dict | Walk::Attributes)
    }

    /// Shows `visitor` each reference of an instance.
    #[inline(always)]
    pub fn visit<V: Visitor>(&self, window: Window, object: u64, visitor: &mut V) {
        match self.walk {
            Walk::Slots { first, count } => {
                visit_forwards(window, object + u64::from(first), count.into(), visitor);
            }
            Walk::Attributes => visit_attributes(window, object, self.class, visitor),
            Walk::List => {
                let items = window.load(object + list::ITEMS);
                let length = window.load(object + list::LENGTH);
                visit_backwards(window, items, length, visitor);
            }
            Walk::Tuple => {
                let length = window.load(object + tuple::LENGTH);
                visit_backwards(window, object + tuple::ITEMS, length, visitor);
            }
            Walk::Dict => visit_dict(window, object, visitor),
            Walk::Mixed => return visit_mixed(window, object, visitor),
        }
        if self.is_heap_type {
            visitor.class(self.class);
        }
    }
}

impl Walk {
    /// The walk over instances of a class statement that are nothing built-in besides.
    fn of_instances(window: Window, class: u64, type_flags: u64) -> Walk {
        let first = Layout::Object.shape().size;
        let slots = SlotRuns::of(window, class, first);
        let has_slots = slots.clone().any(|run| !run.is_empty());
        if type_flags & flags::MANAGED_DICT != 0 {
            return if has_slots {
                Walk::Mixed
            } else {
                Walk::Attributes
            };
        }
        let special = [types::DICT_OFFSET, types::WEAKLIST_OFFSET];
        if special
            .iter()
            .any(|&offset| window.load(class + offset) != 0)
        {
            return Walk::Mixed;
        }
        let mut runs = slots.filter(|run| !run.is_empty());
        match (runs.next(), runs.next()) {
            (None, _) => Walk::Slots { first: 0, count: 0 },
            (Some(run), None) => Walk::Slots {
                first: run.start as u32,
                count: ((run.end - run.start) / 8) as u32,
            },
            _ => Walk::Mixed,
        }
    }
}

/// Shows `visitor` each reference of the object whose header stands at `object`.
pub(crate) fn visit<V: Visitor>(window: Window, object: u64, visitor: &mut V) {
    Plan::of(window, window.load(object + TYPE)).visit(window, object, visitor);
}

/// What the class statements added, then the built-in part.
#[inline(never)]
fn visit_mixed<V: Visitor>(window: Window, object: u64, visitor: &mut V) {
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
fn visit_instance<V: Visitor>(
    window: Window,
    object: u64,
    class: u64,
    type_flags: u64,
    layout: Layout,
    visitor: &mut V,
) {
    let shape = layout.shape();
    if shape.item_size == 0 {
        visit_slots(window, object, class, shape.size, visitor);
    }
    if type_flags & flags::MANAGED_DICT != 0 {
        visit_attributes(window, object, class, visitor);
    } else if window.load(class + types::DICT_OFFSET) != u64::from(shape.dict)
        && let DictSlot::Dict(slot) = dict_slot(object)
    {
        visit_word(window.load(slot), visitor);
    }
    visitor.class(class);
}

/// The attributes of an instance whose dict is managed.
#[inline(always)]
fn visit_attributes<V: Visitor>(window: Window, object: u64, class: u64, visitor: &mut V) {
    let word = window.load(object - MANAGED_DICT_BACK);
    if word & VALUES_TAG != 0 {
        let keys = Keys(window.load(class + types::CACHED_KEYS));
        visit_forwards(window, word - VALUES_TAG, keys.used(), visitor);
    } else if !V::OWNED
        && let Some(values) = embedded_values(word)
    {
        visit_forwards(window, values.0, dict::keys_at(word).used(), visitor);
    } else {
        visit_word(word, visitor);
    }
}

/// The slots of `__slots__`.
fn visit_slots<V: Visitor>(window: Window, object: u64, class: u64, first: u64, visitor: &mut V) {
    let weakrefs = window.load(class + types::WEAKLIST_OFFSET);
    let dict = window.load(class + types::DICT_OFFSET);
    for offset in SlotRuns::of(window, class, first).flat_map(|run| run.step_by(8)) {
        if offset != weakrefs && offset != dict {
            visit_word(window.load(object + offset), visitor);
        }
    }
}

/// What each class of a line of bases added to its instances, by distance from the header: the derived class first. The
/// place of a dict or of weak references, which are no slots, may be among it.
#[derive(Clone)]
struct SlotRuns {
    window: Window,
    level: u64,
    end: u64,
    first: u64,
}

impl SlotRuns {
    /// Those of a class; the built-in part of an instance ends at `first`.
    fn of(window: Window, class: u64, first: u64) -> SlotRuns {
        let end = window.load(class + types::BASICSIZE);
        SlotRuns {
            window,
            level: class,
            end,
            first,
        }
    }
}

impl Iterator for SlotRuns {
    type Item = Range<u64>;

    fn next(&mut self) -> Option<Range<u64>> {
        if self.window.load(self.level + types::FLAGS) & flags::HEAPTYPE == 0 {
            return None;
        }
        let base = self.window.load(self.level + types::BASE);
        let start = self.window.load(base + types::BASICSIZE).max(self.first);
        let run = start..self.end;
        (self.end, self.level) = (start, base);
        Some(run)
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
        // Embedded ones are visited where their instance is.
        if V::OWNED || !Values(values).is_embedded() {
            visit_forwards(window, values, keys.used(), visitor);
        }
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
