//! The references of an object in the order in which its type's `tp_traverse` visits them.
//!
//! The collector looks at every reference of every object of a generation, so this walk has no state: a match on the
//! layout and a loop. [`Children`](crate::children::Children) is the walk for the end of objects, which can be
//! left and taken up again. The audit counts references by the walk here, and finds what the other leaves behind.

use crate::frame::{self, Frame};
use crate::memory::{Granule, Window, load, object_at};
use crate::object::attributes::{DictSlot, VALUES_TAG, dict_slot, embedded_values};
use crate::object::dict::keys::{Keys, KeysKind};
use crate::object::dict::values::Values;
use crate::object::fields::generator;
use crate::object::header::{MANAGED_DICT_BACK, TYPE};
use crate::object::layout::{Layout, Tail};
use crate::object::types::{self, flags};
use crate::object::{dict, list, set, tuple};
use std::ops::Range;

/// Bytes that come together.
const LINE: u64 = 64;

/// Who is shown the references.
pub(crate) trait Visitor: Sized {
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

    /// Lets `walk` show what the loops over many objects leave to a function of its own. A visitor of a few words hands that
    /// a copy of itself, and may stay in registers meanwhile.
    #[inline(always)]
    fn apart(&mut self, walk: impl FnOnce(&mut Self)) {
        walk(self);
    }
}

/// Who is shown the references of one object after another.
pub(crate) trait RowVisitor {
    /// Who is shown those of each.
    type Each: Visitor;

    fn each(&mut self) -> &mut Self::Each;

    /// The references of this object come next.
    #[inline(always)]
    fn begin(&mut self, _object: u64) {}

    /// All references of this object were shown but that to its class.
    fn end(&mut self, object: u64);

    /// The objects own so many references to their class.
    fn instances(&mut self, class: u64, count: usize);
}

// ANCHOR: plan
/// Where instances of a class keep their references, found once for all of them. It is good until programs' code runs.
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
    /// Attributes in front of the header: so many, unless they are in a dict.
    Attributes {
        count: u32,
    },
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

    /// Whether this is the plan of an object.
    #[inline(always)]
    pub fn is_of(&self, window: Window, object: u64) -> bool {
        window.load(object + TYPE) == self.class
    }

    /// Asks for what the instances among some objects keep in buffers of their own.
    #[inline(always)]
    pub fn ask_for_buffers(&self, window: Window, granules: &[Granule]) {
        let objects = granules.iter().map(|&granule| object_at(granule));
        let objects = objects.filter(|&object| self.is_of(window, object));
        match self.walk {
            // Where nothing is mapped, asking takes as long as reading.
            Walk::List => objects
                .map(|object| window.load(object + list::ITEMS))
                .filter(|&items| items != 0)
                .for_each(|items| window.prefetch(items)),
            Walk::Dict => objects
                .map(|object| window.load(object + dict::KEYS))
                .for_each(|keys| {
                    window.prefetch(keys);
                    window.prefetch(keys + LINE);
                }),
            Walk::Attributes { .. } => objects
                .map(|object| window.load(object - MANAGED_DICT_BACK))
                .filter(|word| word & VALUES_TAG != 0)
                .for_each(|values| window.prefetch(values)),
            _ => {}
        }
    }

    /// Shows `visitor` each reference of each object of a row of instances.
    #[inline(always)]
    pub fn visit_row<V: RowVisitor>(&self, window: Window, row: &[Granule], visitor: &mut V) {
        match self.walk {
            Walk::Slots { first, count } => for_row(row, visitor, |object, visitor| {
                visit_forwards(window, object + u64::from(first), count.into(), visitor);
            }),
            Walk::Attributes { count } => for_row(row, visitor, |object, visitor| {
                visit_attributes(window, object, count.into(), visitor);
            }),
            Walk::List => for_row(row, visitor, |object, visitor| {
                visit_list(window, object, visitor);
            }),
            Walk::Tuple => for_row(row, visitor, |object, visitor| {
                visit_tuple(window, object, visitor);
            }),
            Walk::Dict => for_row(row, visitor, |object, visitor| {
                visit_dict(window, object, visitor);
            }),
            Walk::Mixed => {
                return for_row(row, visitor, |object, visitor| {
                    visitor.apart(|visitor| visit_mixed(window, object, visitor));
                });
            }
        }
        if self.is_heap_type {
            visitor.instances(self.class, row.len());
        }
    }

    /// Shows `visitor` each reference of an instance.
    #[inline(always)]
    pub fn visit<V: Visitor>(&self, window: Window, object: u64, visitor: &mut V) {
        match self.walk {
            Walk::Slots { first, count } => {
                visit_forwards(window, object + u64::from(first), count.into(), visitor);
            }
            Walk::Attributes { count } => {
                visit_attributes(window, object, count.into(), visitor);
            }
            Walk::List => visit_list(window, object, visitor),
            Walk::Tuple => visit_tuple(window, object, visitor),
            Walk::Dict => visit_dict(window, object, visitor),
            Walk::Mixed => {
                return visitor.apart(|visitor| visit_mixed(window, object, visitor));
            }
        }
        if self.is_heap_type {
            visitor.class(self.class);
        }
    }
}

/// Shows `visitor` the references of one object after another: `walk` shows those of one.
#[inline(always)]
fn for_row<V: RowVisitor>(row: &[Granule], visitor: &mut V, walk: impl Fn(u64, &mut V::Each)) {
    for &granule in row {
        let object = object_at(granule);
        visitor.begin(object);
        walk(object, visitor.each());
        visitor.end(object);
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
                Walk::Attributes {
                    count: attributes_of(window, class) as u32,
                }
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
        Layout::List => visit_list(window, object, visitor),
        Layout::Tuple => visit_tuple(window, object, visitor),
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
        visit_attributes(window, object, attributes_of(window, class), visitor);
    } else if window.load(class + types::DICT_OFFSET) != u64::from(shape.dict)
        && let DictSlot::Dict(slot) = dict_slot(object)
    {
        visit_word(window.load(slot), visitor);
    }
    visitor.class(class);
}

/// How many attributes the instances of a class whose dicts are managed have room for without one.
fn attributes_of(window: Window, class: u64) -> u64 {
    match window.load(class + types::CACHED_KEYS) {
        0 => 0,
        keys => Keys(keys).used(),
    }
}

/// The attributes of an instance whose dict is managed.
#[inline(always)]
fn visit_attributes<V: Visitor>(window: Window, object: u64, count: u64, visitor: &mut V) {
    let word = window.load(object - MANAGED_DICT_BACK);
    if word & VALUES_TAG != 0 {
        visit_forwards(window, word - VALUES_TAG, count, visitor);
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

#[inline(always)]
fn visit_list<V: Visitor>(window: Window, object: u64, visitor: &mut V) {
    let items = window.load(object + list::ITEMS);
    let length = window.load(object + list::LENGTH);
    visit_backwards(window, items, length, visitor);
}

#[inline(always)]
fn visit_tuple<V: Visitor>(window: Window, object: u64, visitor: &mut V) {
    let length = window.load(object + tuple::LENGTH);
    visit_backwards(window, object + tuple::ITEMS, length, visitor);
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
    let entries = keys.entries(window);
    let with_keys = V::OWNED || entries.kind == KeysKind::General;
    for index in 0..entries.used {
        let key = entries.first_key + index * entries.stride;
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
            if V::OWNED || load(object + generator::STATE) != frame::CLEARED {
                visit_frame(object + frame::IN_GENERATOR, visitor);
            }
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
    let frame_in_place = Frame::standing_at(frame);
    let count = match V::OWNED {
        true => frame_in_place.in_use(),
        false => frame_in_place.traversed_slots(),
    };
    for index in 0..count {
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
