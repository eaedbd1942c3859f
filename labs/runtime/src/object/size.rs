//! Sizes: what `sys.getsizeof` says.

use super::basic_size::basic_size;
use super::layout::Layout;
use super::{Obj, bytes, dict, fields, int, layout_of, list, set, str, tuple, types};
use crate::heap::heap;
use crate::memory::load;
use crate::{frame, statics};

/// Bytes of the object with its prefix, and of buffers that belong to it alone: each type's `__sizeof__`
/// plus the prefix that `_PySys_GetSizeOf` adds (`Python/sysmodule.c`).
pub fn size_of(object: &Obj) -> u64 {
    let prefix = match layout_of(object) {
        Layout::Type
            if statics::is_static(object.address())
                && !heap().profile().static_types_count_a_prefix =>
        {
            0
        }
        _ => types::prefix(&object.class()),
    };
    prefix + size_without_prefix(object)
}

/// What the object's `__sizeof__` says, bytes.
pub fn size_without_prefix(object: &Obj) -> u64 {
    let class = object.class();
    let (profile, address) = (heap().profile(), object.address());
    let layout = types::layout(&class);
    let added = types::added_size(&class);
    let fixed = basic_size(layout, profile.version);
    match layout {
        // `int___sizeof___impl` and `unicode_sizeof` do not count what a class added.
        Layout::Int => {
            let least = u64::from(profile.zero_has_a_digit);
            fixed + 4 * int::digit_count(object).max(least)
        }
        Layout::Str => str::size(address),
        Layout::Bytes => fixed + added + bytes::len(object),
        Layout::ByteArray => fixed + added + bytes::allocated(object),
        Layout::Tuple => fixed + added + 8 * tuple::len(object),
        Layout::List => fixed + added + 8 * list::allocated(object),
        Layout::Dict => dict::size(address) + added,
        Layout::Set => set::size(address) + added,
        Layout::Type => type_size(object, fixed),
        Layout::Code if profile.code_holds_instructions => {
            (fixed + 2 * load(address + fields::code::SIZE)).next_multiple_of(8)
        }
        Layout::Generator if !profile.generators_hold_their_frame => fixed,
        Layout::Generator | Layout::Frame => fixed + 8 * frame::slots_inside(object),
        _ => fixed + added,
    }
}

/// Bytes of an object whose items stand in its own block, from the header on (`_PyObject_VAR_SIZE`).
pub(crate) fn variable_size(object: u64) -> u64 {
    let object = super::Borrowed::at(object);
    let class = object.class();
    let items = match layout_of(&object) {
        Layout::Int => int::digit_count(&object),
        Layout::Bytes => bytes::len(&object),
        Layout::Tuple => tuple::len(&object),
        _ => 0,
    };
    (types::basicsize(&class) + types::itemsize(&class) * items).next_multiple_of(8)
}

fn type_size(class: &Obj, fixed: u64) -> u64 {
    if statics::is_static(class.address()) {
        return heap().profile().static_type_size;
    }
    match load(class.address() + types::CACHED_KEYS) {
        0 => fixed,
        keys => fixed + dict::keys::Keys(keys).size(),
    }
}
