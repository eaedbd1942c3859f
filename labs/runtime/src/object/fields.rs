//! Fields of objects with a fixed layout, by offset.
//!
//! Kinds of object that need no code of their own beyond reading and writing fields are made and used
//! through these functions and the offsets below, which are CPython 3.12's.

use super::handle::slot;
use super::layout::Layout;
use super::{Borrowed, Obj, allocate, layout_of};
use crate::heap::heap;
use crate::memory::{load, store};
use std::any::Any;
use std::rc::Rc;

macro_rules! offsets {
    ($($(#[$doc:meta])* $module:ident { $($name:ident = $offset:literal),* $(,)? })*) => {$(
        $(#[$doc])*
        #[expect(missing_docs, reason = "each is the field of that name")]
        pub mod $module { $(pub const $name: u64 = $offset;)* }
    )*};
}

offsets! {
    /// `range`
    range { START = 16, STOP = 24, STEP = 32, LENGTH = 40 }
    /// `slice`
    slice { START = 16, STOP = 24, STEP = 32 }
    /// Python functions (`PyFunctionObject`)
    function {
        GLOBALS = 16, BUILTINS = 24, NAME = 32, QUALNAME = 40, CODE = 48, DEFAULTS = 56,
        KWDEFAULTS = 64, CLOSURE = 72, DOC = 80, DICT = 88, MODULE = 104, ANNOTATIONS = 112,
        VERSION = 136,
    }
    /// Code objects (`PyCodeObject`); `BODY` is the number of the instructions' payload
    code {
        SIZE = 16, CONSTS = 24, NAMES = 32, LOCALSPLUS_NAMES = 96, FILENAME = 112, NAME = 120,
        QUALNAME = 128, BODY = 184,
    }
    /// Cells
    cell { CONTENTS = 16 }
    /// Bound methods
    method { FUNCTION = 16, SELF = 24 }
    /// Built-in functions and bound built-in methods; `NATIVE` is the number of the Rust function
    builtin { NATIVE = 16, SELF = 24, MODULE = 32 }
    /// Method and wrapper descriptors of built-in types
    descriptor { TYPE = 16, NAME = 24, QUALNAME = 32, NATIVE = 40 }
    /// Member and getset descriptors; `DATA` is a slot's offset, or the number of the Rust functions
    member { TYPE = 16, NAME = 24, QUALNAME = 32, DATA = 40 }
    /// `method-wrapper`: a bound wrapper descriptor
    method_wrapper { DESCRIPTOR = 16, SELF = 24 }
    /// `property`
    property { GET = 16, SET = 24, DELETE = 32, DOC = 40, NAME = 48 }
    /// `classmethod` and `staticmethod`
    class_method { CALLABLE = 16, DICT = 24 }
    /// Modules
    module { DICT = 16, NAME = 48 }
    /// Tracebacks; `LASTI` and `LINE` are numbers of 4 bytes, read together
    traceback { NEXT = 16, FRAME = 24, LASTI_AND_LINE = 32 }
    /// Exceptions
    exception {
        DICT = 16, ARGS = 24, NOTES = 32, TRACEBACK = 40, CONTEXT = 48, CAUSE = 56,
        SUPPRESS_CONTEXT = 64, VALUE = 72, SECOND = 80, THIRD = 88, FOURTH = 96,
    }
    /// Iterators over a sequence by index
    sequence_iterator { INDEX = 16, SEQUENCE = 24 }
    /// Iterators over a small range
    range_iterator { START = 16, STEP = 24, REMAINING = 32 }
    /// Iterators over a range of integers of any size
    long_range_iterator { START = 16, STEP = 24, REMAINING = 32 }
    /// Iterators over a dict
    dict_iterator { DICT = 16, USED = 24, POSITION = 32, RESULT = 40, REMAINING = 48 }
    /// Iterators over a set
    set_iterator { SET = 16, USED = 24, POSITION = 32, REMAINING = 40 }
    /// `enumerate`
    enumerate { INDEX = 16, ITERATOR = 24, RESULT = 32, LONG_INDEX = 40 }
    /// `zip`
    zip { LENGTH = 16, ITERATORS = 24, RESULT = 32, STRICT = 40 }
    /// `map`
    map { ITERATORS = 16, FUNCTION = 24 }
    /// `filter`
    filter { FUNCTION = 16, ITERATOR = 24 }
    /// `iter(callable, sentinel)`
    callable_iterator { CALLABLE = 16, SENTINEL = 24 }
    /// Views of a dict, and mapping proxies
    dict_view { DICT = 16 }
    /// `list[int]` and the like
    generic_alias { ORIGIN = 16, ARGS = 24, PARAMETERS = 32 }
    /// `super`
    super_object { TYPE = 16, OBJECT = 24, OBJECT_TYPE = 32 }
    /// Generators
    generator { NAME = 24, QUALNAME = 32, EXCEPTION = 40, STATE = 64 }
    /// Frame objects; `FRAME` is the address of the frame, `OWN_FRAME` where it stands once the
    /// object has taken it over
    frame_object { BACK = 16, FRAME = 24, TRACE = 32, LINE = 40, OWN_FRAME = 48 }
}

/// Makes an object of a built-in type with a fixed size: fields 0.
pub fn new(class: &Obj) -> Obj {
    allocate(class, super::types::basicsize(class))
}

/// [`new`] with room for `items` items of the tail.
pub fn new_with_tail(class: &Obj, items: u64) -> Obj {
    let size = super::types::basicsize(class) + items * super::types::itemsize(class);
    allocate(class, size)
}

#[inline(always)]
fn reference_slot(object: &Obj, offset: u64) -> u64 {
    let layout = layout_of(object);
    assert!(
        layout.owns_reference_at(offset),
        "{layout:?} keeps no reference at {offset}"
    );
    object.address() + offset
}

/// A new reference to what the field holds.
#[inline(always)]
pub fn get(object: &Obj, offset: u64) -> Option<Obj> {
    slot::get(reference_slot(object, offset))
}

/// What the field holds, uncounted; the field must not change while it is held.
#[inline(always)]
pub fn peek(object: &Obj, offset: u64) -> Option<Borrowed<'_>> {
    Borrowed::in_slot(reference_slot(object, offset))
}

/// Stores into the field; returns what stood there.
#[inline(always)]
pub fn set(object: &Obj, offset: u64, value: Option<Obj>) -> Option<Obj> {
    slot::replace(reference_slot(object, offset), value)
}

#[inline(always)]
fn number_place(object: &Obj, offset: u64) -> u64 {
    let shape = layout_of(object).shape();
    assert!(
        offset >= 16 && offset + 8 <= shape.size && !layout_of(object).owns_reference_at(offset)
    );
    object.address() + offset
}

/// A field that is a number of 8 bytes.
#[inline(always)]
pub fn number(object: &Obj, offset: u64) -> u64 {
    load(number_place(object, offset))
}

/// Stores a number of 8 bytes.
#[inline(always)]
pub fn set_number(object: &Obj, offset: u64, value: u64) {
    store(number_place(object, offset), value);
}

/// Gives a code object its instructions: any Rust value.
pub fn set_code_body(code: &Obj, body: Rc<dyn Any>) {
    super::expect(code, Layout::Code);
    let number = heap().payloads.borrow_mut().insert(body);
    set_number(code, self::code::BODY, number + 1);
}

/// A code object's instructions.
pub fn code_body(code: &Obj) -> Option<Rc<dyn Any>> {
    super::expect(code, Layout::Code);
    let number = number(code, self::code::BODY).checked_sub(1)?;
    heap().payloads.borrow().get(number)
}
