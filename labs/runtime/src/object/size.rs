//! Sizes: what `sys.getsizeof` says.

use super::layout::{Layout, Tail};
use super::{Obj, bytes, dict, list, set, str, types};
use crate::memory::load;
use crate::statics;

/// Bytes of the object with its prefix, and of buffers that belong to it alone: each type's `__sizeof__`
/// plus the prefix that `_PySys_GetSizeOf` adds (`Python/sysmodule.c`).
pub fn size_of(object: &Obj) -> u64 {
    let class = object.class();
    let address = object.address();
    let layout = types::layout(&class);
    let extra = types::basicsize(&class) - layout.shape().size;
    let own = match layout {
        Layout::Int => {
            let digits = super::int::digit_count(object);
            let least = u64::from(crate::heap::heap().profile().zero_has_a_digit);
            24 + 4 * digits.max(least)
        }
        // `unicode_sizeof` does not count `__slots__`.
        Layout::Str => str::size(address).saturating_sub(extra),
        Layout::Bytes => 33 + bytes::len(object),
        Layout::ByteArray => 56 + load(address + 24),
        Layout::Tuple => 24 + 8 * super::tuple::len(object),
        Layout::List => 40 + 8 * list::allocated(object),
        Layout::Dict => dict::size(address),
        Layout::Set => set::size(address),
        Layout::Type => type_size(object),
        Layout::Code => 192 + 2 * load(address + 16),
        _ if layout.shape().tail == Tail::Frame => crate::frame::object_size(object),
        _ => layout.shape().size,
    };
    own + extra + types::prefix(&class)
}

fn type_size(class: &Obj) -> u64 {
    if statics::is_static(class.address()) {
        return types::STATIC_TYPE_SIZE;
    }
    let keys = load(class.address() + types::CACHED_KEYS);
    920 + if keys == 0 {
        0
    } else {
        dict::keys::Keys(keys).size()
    }
}
