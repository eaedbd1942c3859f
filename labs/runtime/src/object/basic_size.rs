//! How large the built-in part of an object is, version by version.
//!
//! The runtime lays objects out as CPython 3.12 does; [`Layout::shape`] has those sizes. In another version a struct may be longer or
//! shorter by a field that the runtime does not keep. The table here says how long each was, so that a block is of the size that the
//! version asks for. Figures are `tp_basicsize` on a 64-bit machine.

use super::layout::Layout;
use crate::profile::Version;

/// Bytes of the fixed fields of objects with this layout, the header included: `tp_basicsize`.
pub fn basic_size(layout: Layout, version: Version) -> u64 {
    // 3.10, 3.11, 3.12, 3.13, 3.14
    let sizes: [u16; 5] = match layout {
        // `wstr` and `wstr_length` went with 3.12 (Include/cpython/unicodeobject.h).
        Layout::Str => [80, 80, 64, 64, 64],
        // The hash is cached from 3.14 on (Include/cpython/tupleobject.h).
        Layout::Tuple => [24, 24, 24, 24, 32],
        // A version came with 3.11, type parameters with 3.12, `__annotate__` with 3.14 (Include/cpython/funcobject.h).
        Layout::Function => [128, 136, 144, 144, 152],
        // Include/cpython/code.h
        Layout::Code => [176, 184, 192, 200, 208],
        // `PyHeapTypeObject` (Include/cpython/object.h)
        Layout::Type => [888, 904, 920, 928, 936],
        // In 3.10 the struct counts the first slot of its frame; here all slots are the tail (Include/cpython/frameobject.h,
        // Include/internal/pycore_frame.h).
        Layout::Frame => [352, 120, 120, 136, 152],
        // In 3.10 the frame is an object of its own (Include/cpython/genobject.h).
        Layout::Generator => [88, 152, 144, 144, 152],
        // `__notes__` came with 3.11 (Include/cpython/pyerrors.h).
        Layout::Exception => [64, 72, 72, 72, 72],
        Layout::ExceptionWithValue => [72, 80, 80, 80, 80],
        Layout::ExceptionWithTwo => [80, 88, 88, 88, 88],
        // `name_from` came with 3.12.
        Layout::ExceptionImport => [88, 96, 104, 104, 104],
        Layout::ExceptionOs => [104, 112, 112, 112, 112],
        // `_metadata` came with 3.14.
        Layout::ExceptionSyntax => [128, 136, 136, 136, 144],
        Layout::ExceptionUnicode => [104, 112, 112, 112, 112],
        // Four numbers or four objects; from 3.12 on the end is not kept (Objects/rangeobject.c).
        Layout::RangeIterator | Layout::LongRangeIterator => [48, 48, 40, 40, 40],
        // The number one is kept for counting past the machine's integers from 3.11 on (Objects/enumobject.c).
        Layout::Enumerate => [48, 56, 56, 56, 56],
        // `strict` came with 3.14 (Python/bltinmodule.c).
        Layout::Map => [32, 32, 32, 32, 40],
        // `vectorcall` came with 3.11 (Include/cpython/weakrefobject.h).
        Layout::WeakRef => [56, 64, 64, 64, 64],
        // `starred` and `vectorcall` came with 3.11 (Objects/genericaliasobject.c).
        Layout::GenericAlias => [48, 64, 64, 64, 64],
        _ => return layout.shape().size,
    };
    u64::from(sizes[version.minor() as usize - 10])
}

/// Bytes of the fixed part of the block: never less than the fields of 3.12's layout, which the runtime fills in under every version.
pub(crate) fn block_size(layout: Layout, version: Version) -> u64 {
    basic_size(layout, version).max(layout.shape().size)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shapes_are_those_of_312() {
        for layout in Layout::all() {
            assert_eq!(
                basic_size(layout, Version::V3_12),
                layout.shape().size,
                "{layout:?}"
            );
        }
    }
}
