//! Type objects: what an instance's second header field points at.
//!
//! Fields stand where CPython 3.12's `PyTypeObject` has them (`Include/cpython/object.h`); in place
//! of the deallocator's address stands the number of the instances' [`Layout`], which says how they
//! are traced and ended. A class made by a `class` statement is a heap type of 920 bytes, a static
//! type has 416.

use super::Obj;
use super::basic_size::{basic_size, block_size};
use super::handle::{Borrowed, slot};
use super::header::{GC_PREFIX, HEADER};
use super::layout::Layout;
use crate::heap::heap;
use crate::memory::{load, load_u8, store, store_u8};
use crate::statics::StaticType;
use std::ops::Range;

/// `tp_name`: unused, names of static types are Rust's.
pub const BASICSIZE: u64 = 32;
/// `tp_itemsize`
pub const ITEMSIZE: u64 = 40;
/// Number of the instances' layout (in the place of `tp_dealloc`).
pub const LAYOUT: u64 = 48;
/// `tp_flags`
pub const FLAGS: u64 = 168;
/// `tp_weaklistoffset`
pub const WEAKLIST_OFFSET: u64 = 208;
/// `tp_base`
pub const BASE: u64 = 256;
/// `tp_dict`
pub const DICT: u64 = 264;
/// `tp_dictoffset`
pub const DICT_OFFSET: u64 = 288;
/// `tp_bases`
pub const BASES: u64 = 336;
/// `tp_mro`
pub const MRO: u64 = 344;
/// `tp_subclasses`: see [`super::subclasses`].
pub const SUBCLASSES: u64 = 360;
/// `tp_weaklist`
pub const WEAKREFS: u64 = 368;
/// `tp_version_tag`: changes when an attribute of the type or of a base changes.
pub const VERSION_TAG: u64 = 384;
/// `ht_name`
pub const NAME: u64 = 856;
/// `ht_slots`
pub const SLOTS: u64 = 864;
/// `ht_qualname`
pub const QUALNAME: u64 = 872;
/// `ht_cached_keys`: the keys that the instances share.
pub const CACHED_KEYS: u64 = 880;
/// `ht_module`
pub const MODULE: u64 = 888;

/// Bits of `tp_flags` (`Include/object.h`).
pub mod flags {
    /// Instances start with a values array, not with a dict.
    pub const INLINE_VALUES: u64 = 1 << 2;
    /// Weak references stand before the header.
    pub const MANAGED_WEAKREF: u64 = 1 << 3;
    /// The instance dict stands before the header.
    pub const MANAGED_DICT: u64 = 1 << 4;
    /// Made by a class statement or by `type()`.
    pub const HEAPTYPE: u64 = 1 << 9;
    /// May be a base.
    pub const BASETYPE: u64 = 1 << 10;
    /// Instances have the collector's prefix.
    pub const HAVE_GC: u64 = 1 << 14;
    /// Instances are functions that bind as methods without an intermediate object.
    pub const METHOD_DESCRIPTOR: u64 = 1 << 17;
    /// Subclass of int.
    pub const LONG_SUBCLASS: u64 = 1 << 24;
    /// Subclass of list.
    pub const LIST_SUBCLASS: u64 = 1 << 25;
    /// Subclass of tuple.
    pub const TUPLE_SUBCLASS: u64 = 1 << 26;
    /// Subclass of bytes.
    pub const BYTES_SUBCLASS: u64 = 1 << 27;
    /// Subclass of str.
    pub const UNICODE_SUBCLASS: u64 = 1 << 28;
    /// Subclass of dict.
    pub const DICT_SUBCLASS: u64 = 1 << 29;
    /// Subclass of `BaseException`.
    pub const BASE_EXC_SUBCLASS: u64 = 1 << 30;
    /// Subclass of type.
    pub const TYPE_SUBCLASS: u64 = 1 << 31;
    /// The flags that a class takes over from its base.
    pub const INHERITED: u64 = HAVE_GC
        | LONG_SUBCLASS
        | LIST_SUBCLASS
        | TUPLE_SUBCLASS
        | BYTES_SUBCLASS
        | UNICODE_SUBCLASS
        | DICT_SUBCLASS
        | BASE_EXC_SUBCLASS
        | TYPE_SUBCLASS
        | INLINE_VALUES
        | MANAGED_DICT
        | MANAGED_WEAKREF;
}

/// Bytes of a static type of 3.12: the fields from here on only heap types have.
const STATIC_TYPE_SIZE: u64 = 416;

/// `tp_dictoffset` of instances that differ in size: their dict is the last thing in them.
pub(super) const DICT_IS_LAST: i64 = -8;

pub(crate) fn lay_out_static(class: StaticType, extra_flags: u64) {
    let address = class.address();
    let shape = class.layout().shape();
    store(
        address + BASICSIZE,
        block_size(class.layout(), heap().profile().version),
    );
    store(address + ITEMSIZE, shape.item_size);
    store_u8(address + LAYOUT, class.layout() as u8);
    let gc = if shape.gc { flags::HAVE_GC } else { 0 };
    store(address + FLAGS, gc | extra_flags);
    store(address + WEAKLIST_OFFSET, u64::from(shape.weakrefs));
    store(address + DICT_OFFSET, u64::from(shape.dict));
    if class != StaticType::Object {
        slot::put(address + BASE, class.base().object());
    }
}

/// The layout of the type's instances.
#[inline(always)]
pub fn layout(class: &Obj) -> Layout {
    layout_at(class.address())
}

#[inline(always)]
pub(crate) fn layout_at(class: u64) -> Layout {
    Layout::from_byte(load_u8(class + LAYOUT))
}

/// `tp_flags`
#[inline(always)]
pub fn flags_of(class: &Obj) -> u64 {
    load(class.address() + FLAGS)
}

/// Whether the type was made by a class statement or by `type()`.
#[inline(always)]
pub fn is_heap_type(class: &Obj) -> bool {
    flags_of(class) & flags::HEAPTYPE != 0
}

/// Bytes of the fixed part of the instances' blocks, the header included.
///
/// That is `tp_basicsize`, but never less than the fields of 3.12 take: see [`basicsize_of_version`].
pub fn basicsize(class: &Obj) -> u64 {
    load(class.address() + BASICSIZE)
}

/// `__basicsize__`, bytes: as the version has it.
pub fn basicsize_of_version(class: &Obj) -> u64 {
    basic_size(layout(class), heap().profile().version) + added_size(class)
}

/// Offsets of what the classes between a built-in type and this one added to the instances.
pub fn added(class: &Obj) -> Range<u64> {
    block_size(layout(class), heap().profile().version)..basicsize(class)
}

/// Bytes that the classes between a built-in type and this one added to the instances.
pub(crate) fn added_size(class: &Obj) -> u64 {
    let added = added(class);
    added.end - added.start
}

/// Bytes of an instance of a heap type that has `items` items: one more has room, as `PyType_GenericAlloc` has it.
pub(crate) fn size_with_items(class: &Obj, items: u64) -> u64 {
    (basicsize(class) + itemsize(class) * (items + 1)).next_multiple_of(8)
}

/// `__itemsize__`, bytes.
pub fn itemsize(class: &Obj) -> u64 {
    load(class.address() + ITEMSIZE)
}

/// `__dictoffset__`: −1 stands for a managed dict, −8 for one at the end of instances that differ in size.
pub fn dict_offset(class: &Obj) -> i64 {
    load(class.address() + DICT_OFFSET) as i64
}

/// `__weakrefoffset__`: −32 stands for a managed list.
pub fn weaklist_offset(class: &Obj) -> i64 {
    load(class.address() + WEAKLIST_OFFSET) as i64
}

/// Bytes in front of the header of the type's instances.
#[inline(always)]
pub fn prefix(class: &Obj) -> u64 {
    prefix_of_flags(flags_of(class))
}

pub(crate) fn prefix_of_flags(type_flags: u64) -> u64 {
    if type_flags & (flags::MANAGED_DICT | flags::MANAGED_WEAKREF) != 0 {
        GC_PREFIX + 16
    } else if type_flags & flags::HAVE_GC != 0 {
        GC_PREFIX
    } else {
        0
    }
}

/// `__base__`; `None` for `object`.
pub fn base(class: &Obj) -> Option<Obj> {
    slot::get(class.address() + BASE)
}

/// `__mro__`, a tuple, once it was set.
#[inline(always)]
pub fn mro(class: &Obj) -> Option<Borrowed<'_>> {
    Borrowed::in_slot(class.address() + MRO)
}

/// The type's namespace, a dict, once it was set.
#[inline(always)]
pub fn namespace(class: &Obj) -> Option<Borrowed<'_>> {
    Borrowed::in_slot(class.address() + DICT)
}

/// `__bases__`, a tuple.
pub fn bases(class: &Obj) -> Option<Obj> {
    slot::get(class.address() + BASES)
}

/// Sets one of the reference fields: [`BASES`], [`MRO`], [`DICT`], [`SUBCLASSES`], [`NAME`],
/// [`QUALNAME`], [`MODULE`], [`SLOTS`]. Returns what stood there.
pub fn set_field(class: &Obj, field: u64, value: Option<Obj>) -> Option<Obj> {
    assert!(
        [
            BASES, MRO, DICT, SUBCLASSES, NAME, QUALNAME, MODULE, SLOTS, BASE
        ]
        .contains(&field)
    );
    assert!(field < STATIC_TYPE_SIZE || is_heap_type(class));
    slot::replace(class.address() + field, value)
}

/// One of the reference fields of [`set_field`].
pub fn field(class: &Obj, field: u64) -> Option<Obj> {
    assert!(
        [
            BASES, MRO, DICT, SUBCLASSES, NAME, QUALNAME, MODULE, SLOTS, BASE
        ]
        .contains(&field)
    );
    assert!(field < STATIC_TYPE_SIZE || is_heap_type(class));
    slot::get(class.address() + field)
}

/// `__name__`.
pub fn name(class: &Obj) -> String {
    if is_heap_type(class) {
        let name = slot::get(class.address() + NAME);
        return name.map_or_else(String::new, |name| super::str::to_string(&name));
    }
    StaticType::at(class.address()).map_or_else(String::new, |class| class.name().to_owned())
}

/// Whether instances have fields that those of `base` have not, other than a dict and weak references (`extra_ivars`
/// in CPython's `Objects/typeobject.c`).
pub fn adds_fields_to(class: &Obj, base: &Obj) -> bool {
    let mut size = basicsize(class);
    let at_end = |offset: i64, of_base: i64, size: u64| of_base == 0 && offset == size as i64 - 8;
    if at_end(weaklist_offset(class), weaklist_offset(base), size) {
        size -= 8;
    }
    let dict_is_last = dict_offset(class) == DICT_IS_LAST && dict_offset(base) == 0;
    if dict_is_last || at_end(dict_offset(class), dict_offset(base), size) {
        size -= 8;
    }
    size != basicsize(base)
}

/// Whether `class` is `base` or a subclass of it.
pub fn is_subtype(class: &Obj, base: &Obj) -> bool {
    if class.is(base) {
        return true;
    }
    match mro(class) {
        Some(mro) => super::tuple::contains_identity(&mro, base.address()),
        None => false,
    }
}

/// [`is_subtype`] for a built-in base.
pub fn is_subtype_of(class: &Obj, base: StaticType) -> bool {
    match mro(class) {
        Some(mro) => super::tuple::contains_identity(&mro, base.address()),
        None => class.address() == base.address(),
    }
}

/// The first base in the chain that is built in: its layout is what instances extend.
pub fn static_base(class: &Obj) -> StaticType {
    let mut address = class.address();
    loop {
        if let Some(found) = StaticType::at(address) {
            return found;
        }
        address = load(address + BASE);
    }
}

/// `tp_version_tag`.
pub fn version_tag(class: &Obj) -> u64 {
    load(class.address() + VERSION_TAG)
}

/// Sets `tp_version_tag`.
pub fn set_version_tag(class: &Obj, tag: u64) {
    store(class.address() + VERSION_TAG, tag);
}

/// Offset of slot number `index` of `__slots__` in instances of a class with this base.
pub fn slot_offset(base: &Obj, index: u64) -> u64 {
    let size = basicsize(base);
    debug_assert!(size >= HEADER);
    size + 8 * index
}
