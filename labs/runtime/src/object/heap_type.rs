//! Making a class at run time: what a `class` statement and `type()` do below `type.__new__`.
//!
//! Where instances keep the address of their attributes and of the weak references to them is decided here, by the version: at
//! their end in 3.10, in front of the header from 3.12 on.

use super::handle::slot;
use super::layout::Layout;
use super::types::{
    BASE, BASES, BASICSIZE, CACHED_KEYS, DICT, DICT_IS_LAST, DICT_OFFSET, FLAGS, ITEMSIZE, LAYOUT,
    NAME, QUALNAME, WEAKLIST_OFFSET, basicsize, flags,
};
use super::{Obj, dict};
use crate::heap::heap;
use crate::memory::{load, load_u8, store, store_u8};
use crate::profile::InstanceDict;

/// How a new heap type is to be.
pub struct HeapTypeSpec {
    /// `__name__`
    pub name: Obj,
    /// `__qualname__`
    pub qualname: Obj,
    /// The base whose layout instances extend.
    pub base: Obj,
    /// All bases, a tuple.
    pub bases: Obj,
    /// The namespace, a dict that the type owns from now on.
    pub dict: Obj,
    /// Names in `__slots__`, each 8 bytes more.
    pub slots: u64,
    /// Whether instances get a dict that the base does not have.
    pub adds_dict: bool,
    /// Whether instances can be weakly referenced though those of the base cannot.
    pub adds_weakrefs: bool,
}

/// A new heap type without mro.
///
/// Follows `type_new_impl` of CPython's `Objects/typeobject.c`.
pub fn new(metatype: &Obj, spec: HeapTypeSpec) -> Obj {
    let base = spec.base.address();
    let class = super::allocate(metatype, basicsize(metatype));
    let address = class.address();
    // An instance owns a reference to its class, so every heap type takes part in collection.
    let type_flags =
        load(base + FLAGS) & flags::INHERITED | flags::HAVE_GC | flags::HEAPTYPE | flags::BASETYPE;
    store(address + BASICSIZE, load(base + BASICSIZE) + 8 * spec.slots);
    store(address + ITEMSIZE, load(base + ITEMSIZE));
    store_u8(address + LAYOUT, load_u8(base + LAYOUT));
    store(address + FLAGS, type_flags);
    store(address + WEAKLIST_OFFSET, load(base + WEAKLIST_OFFSET));
    store(address + DICT_OFFSET, load(base + DICT_OFFSET));
    if spec.adds_dict {
        place_dict(address);
    }
    if spec.adds_weakrefs {
        place_weakrefs(address);
    }
    if shares_keys(address) {
        store(address + CACHED_KEYS, dict::keys::new_shared());
    }
    slot::put(address + BASE, spec.base);
    slot::put(address + BASES, spec.bases);
    slot::put(address + DICT, spec.dict);
    slot::put(address + NAME, spec.name);
    slot::put(address + QUALNAME, spec.qualname);
    class
}

/// Gives the instances of a new type a place for their dict.
fn place_dict(class: u64) {
    let item_size = load(class + ITEMSIZE);
    if heap().profile().instance_dict.is_before_header(item_size) {
        let starts_with_values = load_u8(class + LAYOUT) == Layout::Object as u8
            || item_size == 0 && heap().profile().subclasses_of_built_ins_start_with_values;
        let inline = if starts_with_values {
            flags::INLINE_VALUES
        } else {
            0
        };
        let type_flags = load(class + FLAGS) | flags::MANAGED_DICT | inline;
        store(class + FLAGS, type_flags);
        store(class + DICT_OFFSET, (-1i64) as u64);
    } else if item_size > 0 {
        add_slot_at_end(class);
        store(class + DICT_OFFSET, DICT_IS_LAST as u64);
    } else {
        let offset = add_slot_at_end(class);
        store(class + DICT_OFFSET, offset);
    }
}

/// Gives the instances of a new type a place for the head of the list of weak references to them.
fn place_weakrefs(class: u64) {
    if heap().profile().weakrefs_before_header {
        store(class + FLAGS, load(class + FLAGS) | flags::MANAGED_WEAKREF);
        store(class + WEAKLIST_OFFSET, (-32i64) as u64);
    } else {
        let offset = add_slot_at_end(class);
        store(class + WEAKLIST_OFFSET, offset);
    }
}

fn add_slot_at_end(class: u64) -> u64 {
    let offset = load(class + BASICSIZE);
    store(class + BASICSIZE, offset + 8);
    offset
}

/// Whether the instances keep the names of their attributes in common: to 3.10 all that have a dict, from 3.11 on
/// those whose dict is managed.
fn shares_keys(class: u64) -> bool {
    match heap().profile().instance_dict {
        InstanceDict::AtEnd => load(class + DICT_OFFSET) != 0,
        _ => load(class + FLAGS) & flags::MANAGED_DICT != 0,
    }
}
