//! The references that an object owns, slot by slot.
//!
//! One walk serves the snapshots and the end of objects; it can be left and taken up again. The order is that in which
//! CPython's `tp_dealloc` functions give references back. The collector's walk is [`visit`](crate::visit): the
//! audit counts by that one, so that a slot which either forgets is found as a wrong count.

use crate::frame::{self, Frame, HEADER_REFS};
use crate::heap::heap;
use crate::memory::load;
use crate::object::attributes::{DictSlot, dict_slot};
use crate::object::header::{HEADER, MANAGED_DICT_BACK, TYPE};
use crate::object::layout::{Layout, Shape, Tail};
use crate::object::types::{self, flags};
use crate::object::{dict, list, set, tuple};

/// Parts of an object, in the order in which they are given back.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Part {
    Members,
    Attributes,
    Tail,
    Fields,
    Done,
}

/// A walk over the slots of one object that hold a reference.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Children {
    object: u64,
    class: u64,
    layout: Layout,
    part: Part,
    /// The class whose slots are walked: the object's, then its bases.
    owner: u64,
    next: u64,
}

impl Children {
    /// Starts the walk.
    pub fn of(object: u64) -> Children {
        let class = load(object + TYPE);
        let layout = types::layout_at(class);
        let is_heap_type = load(class + types::FLAGS) & flags::HEAPTYPE != 0;
        let part = if is_heap_type {
            Part::Members
        } else {
            Part::Tail
        };
        Children {
            object,
            class,
            layout,
            part,
            owner: class,
            next: 0,
        }
    }

    /// The object walked over.
    pub fn object(&self) -> u64 {
        self.object
    }

    /// Address of the next slot that holds a reference.
    #[inline]
    pub fn next_slot(&mut self) -> Option<u64> {
        let shape = self.layout.shape();
        loop {
            let index = self.next;
            self.next += 1;
            let slot = match self.part {
                Part::Members => self.member(shape),
                Part::Attributes => self.attribute(index),
                Part::Tail => self.tail(shape, index),
                Part::Fields => shape
                    .refs
                    .get(index as usize)
                    .map(|&offset| self.object + u64::from(offset)),
                Part::Done => return None,
            };
            match slot {
                Some(slot) if is_owned(load(slot)) => return Some(slot),
                Some(_) => {}
                None => {
                    self.next = 0;
                    self.part = match self.part {
                        Part::Members => Part::Attributes,
                        Part::Attributes => Part::Tail,
                        Part::Tail => Part::Fields,
                        Part::Fields | Part::Done => Part::Done,
                    };
                    if self.part == Part::Fields && self.is_static_type() {
                        self.part = Part::Done;
                    }
                }
            }
        }
    }

    /// A static type's fields end before those of heap types; it never dies, and the audit walks it
    /// by [`static_type_slots`].
    fn is_static_type(&self) -> bool {
        self.layout == Layout::Type && crate::statics::is_static(self.object)
    }

    /// The next slot of `__slots__`: what a class added to the instances, but for the dict and the weak references.
    /// Those of the class itself come before those of its bases, as in `subtype_dealloc`.
    fn member(&mut self, shape: &Shape) -> Option<u64> {
        let size = load(self.class + types::BASICSIZE);
        if size == shape.size || shape.item_size != 0 {
            return None;
        }
        while load(self.owner + types::FLAGS) & flags::HEAPTYPE != 0 {
            let base = load(self.owner + types::BASE);
            let offset = load(base + types::BASICSIZE) + 8 * (self.next - 1);
            if offset >= load(self.owner + types::BASICSIZE) {
                self.owner = base;
                self.next = 1;
            } else if offset == load(self.class + types::WEAKLIST_OFFSET)
                || offset == load(self.class + types::DICT_OFFSET)
            {
                self.next += 1;
            } else {
                return Some(self.object + offset);
            }
        }
        None
    }

    /// The dict or the values of an instance whose class gave it a place for them; a built-in type's dict is one of its
    /// fields.
    fn attribute(&self, index: u64) -> Option<u64> {
        if load(self.class + types::FLAGS) & flags::MANAGED_DICT == 0 {
            let built_in = u64::from(self.layout.shape().dict);
            return match dict_slot(self.object) {
                DictSlot::Dict(slot) if index == 0 && slot != self.object + built_in => Some(slot),
                _ => None,
            };
        }
        match dict_slot(self.object) {
            DictSlot::Values(_, keys, values) => (index < keys.used()).then(|| values.slot(index)),
            _ => (index == 0).then_some(self.object - MANAGED_DICT_BACK),
        }
    }

    fn tail(&self, shape: &Shape, index: u64) -> Option<u64> {
        match shape.tail {
            Tail::None | Tail::ByteBuffer => None,
            Tail::InlineItems => from_last(load(self.object + tuple::LENGTH), index)
                .map(|item| self.object + tuple::ITEMS + 8 * item),
            Tail::ItemBuffer => from_last(load(self.object + list::LENGTH), index)
                .map(|item| load(self.object + list::ITEMS) + 8 * item),
            Tail::DictTable => dict_child(self.object, index),
            Tail::SetTable => loop_set(self.object, index),
            Tail::Frame if self.layout == Layout::Frame => {
                frame_object_child(self.object + frame::IN_FRAME_OBJECT, index)
            }
            Tail::Frame => frame_child(self.object + frame::IN_GENERATOR, index),
        }
    }
}

/// Neither empty, nor a frame's lent reference, whose lowest bit is set.
fn is_owned(word: u64) -> bool {
    word != 0 && word & 1 == 0
}

fn from_last(length: u64, index: u64) -> Option<u64> {
    (index < length).then(|| length - 1 - index)
}

fn dict_child(dict: u64, index: u64) -> Option<u64> {
    let keys = dict::keys_at(dict);
    if let Some(values) = dict::values_at(dict) {
        return (index < keys.used()).then(|| values.slot(index));
    }
    let entry = index / 2;
    (entry < keys.used()).then(|| {
        if index.is_multiple_of(2) {
            keys.key_slot(entry)
        } else {
            keys.value_slot(entry)
        }
    })
}

/// A removed item's mark is a static object, whose count nobody keeps: it may be walked like any other.
fn loop_set(set: u64, index: u64) -> Option<u64> {
    set::entry_slot(set, index).map(|(slot, _)| slot)
}

/// Frame object, slots, then locals, function and code, as `_PyFrame_ClearExceptCode` has it.
fn frame_child(frame: u64, index: u64) -> Option<u64> {
    if index == 0 {
        return Some(frame + HEADER_REFS[0]);
    }
    let in_use = slots_in_use(frame);
    if index <= in_use {
        return Some(frame_slot(frame, in_use, index - 1));
    }
    HEADER_REFS
        .get((index - in_use) as usize)
        .map(|&field| frame + field)
}

/// Of a frame that its object has taken over: function and locals, slots, then code, as `frame_dealloc` of
/// `Objects/frameobject.c` has it.
fn frame_object_child(frame: u64, index: u64) -> Option<u64> {
    let in_use = slots_in_use(frame);
    let place = match index {
        0 => frame + frame::FUNCTION,
        1 => frame + frame::LOCALS,
        index if index - 2 < in_use => frame_slot(frame, in_use, index - 2),
        index if index - 2 == in_use => frame + frame::CODE,
        _ => return None,
    };
    Some(place)
}

fn slots_in_use(frame: u64) -> u64 {
    Frame::standing_at(frame).in_use()
}

/// The slot that is given back after `before` others.
fn frame_slot(frame: u64, in_use: u64, before: u64) -> u64 {
    let index = if heap().profile().last_slot_dies_first {
        in_use - 1 - before
    } else {
        before
    };
    frame + frame::SLOTS + 8 * index
}

/// The slots of a static type: base, dict, bases, mro, subclasses.
pub(crate) fn static_type_slots(class: u64) -> impl Iterator<Item = u64> {
    [
        types::BASE,
        types::DICT,
        types::BASES,
        types::MRO,
        types::SUBCLASSES,
    ]
    .into_iter()
    .map(move |field| class + field)
    .filter(|&slot| load(slot) != 0)
}

const _: () = assert!(HEADER == 16);
