//! Objects: what stands in a block, kind by kind.
//!
//! Each module is one kind of object and reads like CPython's C API for it: functions that take a
//! [`Obj`] and check that it is of that kind. None of them runs Python code by itself; where a key must
//! be compared, the caller says how.

pub mod attributes;
pub mod basic_size;
pub mod bytes;
pub mod dict;
pub mod fields;
pub mod float;
mod handle;
pub mod header;
pub mod heap_type;
pub mod int;
pub mod layout;
mod lent;
pub mod list;
pub mod set;
pub mod siphash;
pub mod size;
pub mod str;
pub mod subclasses;
pub mod tuple;
pub mod types;
pub mod weakref;

pub(crate) use handle::slot;
pub use handle::{Borrowed, Obj};
pub use lent::Lent;

use crate::events::{self, Event};
use crate::heap::heap;
use crate::memory::{self, BlockKind, store};
use header::{HEADER, REFCOUNT, TYPE};
use layout::Layout;

/// Makes an object of `class` with `size` bytes from the header on: count 1, fields 0.
///
/// An instance of a heap type owns a reference to its class (`_PyObject_Init`).
pub fn allocate(class: &Obj, size: u64) -> Obj {
    let (prefix, kind) = prefix_and_kind(class);
    let Some(object) = heap().take_kept(class.address(), size, prefix, kind) else {
        return allocate_fresh(class, size);
    };
    let object = initialize(object, class, size, prefix);
    if prefix > 0 {
        track_new(&object, class);
    }
    object
}

// ANCHOR: new_object
/// Makes a block an object of `class`: its prefix and fields empty, its header written.
#[inline(always)]
fn initialize(object: u64, class: &Obj, size: u64, prefix: u64) -> Obj {
    if prefix > 0 {
        memory::clear(object - prefix, prefix);
    }
    // A block has room for whole slots.
    memory::clear(object + HEADER, (size - HEADER).next_multiple_of(8));
    store(object + REFCOUNT, 1);
    if types::flags_of(class) & types::flags::HEAPTYPE != 0 {
        crate::refcount::incref(class.address());
    }
    store(object + TYPE, class.address());
    events::emit(Event::Alloc {
        object,
        size: prefix + size,
    });
    Obj::from_counted(object)
}
// ANCHOR_END: new_object

/// [`allocate`] past the free lists, in a block from the pools (`PyType_GenericAlloc`). To 3.11 it may collect, and
/// programs' code may run.
pub(crate) fn allocate_fresh(class: &Obj, size: u64) -> Obj {
    let (prefix, kind) = prefix_and_kind(class);
    let object = heap().allocate(prefix + size, kind) + prefix;
    let object = initialize(object, class, size, prefix);
    if prefix > 0 {
        heap().collector().count_allocation();
        track_new(&object, class);
    }
    if types::flags_of(class) & types::flags::INLINE_VALUES != 0 {
        attributes::initialize(&object);
    }
    object
}

/// Lets the collector know an object that can be in a cycle. An empty dict cannot: `dict` sees to it.
#[inline(always)]
fn track_new(object: &Obj, class: &Obj) {
    let is_dict = class.address() == crate::statics::StaticType::Dict.address();
    if !is_dict || !heap().profile().dicts_of_atoms_are_untracked {
        heap().collector().track(object.address());
    }
}

#[inline(always)]
fn prefix_and_kind(class: &Obj) -> (u64, BlockKind) {
    let prefix = types::prefix_of_flags(types::flags_of(class));
    let kind = match prefix {
        0 => BlockKind::Object,
        16 => BlockKind::CollectedObject,
        _ => BlockKind::ManagedObject,
    };
    (prefix, kind)
}

/// The layout of the built-in part of an object.
#[inline(always)]
pub fn layout_of(object: &Obj) -> Layout {
    types::layout(&object.class())
}

/// # Panics
/// If the object is of another layout: a bug of the caller.
#[inline(always)]
pub(crate) fn expect(object: &Obj, layout: Layout) -> u64 {
    assert!(
        layout_of(object) == layout,
        "{object:?} is a {}, not laid out as {layout:?}",
        types::name(&object.class())
    );
    object.address()
}

/// Marks an object as one whose finalizer was called, in its prefix; says whether it was not marked
/// before. An object without prefix cannot be marked, and is called each time (`_PyGC_FINALIZED`).
pub fn begin_finalization(object: &Obj) -> bool {
    if types::flags_of(&object.class()) & types::flags::HAVE_GC == 0 {
        return true;
    }
    let previous = object.address() - 8;
    let word = memory::load(previous);
    store(previous, word | 1);
    word & 1 == 0
}

/// A new reference to the object whose header stands at `address`; `None` if no living object does.
pub fn living_at(address: u64) -> Option<Obj> {
    let is_static = crate::statics::StaticType::at(address).is_some()
        || crate::statics::static_values().any(|value| value.address() == address);
    let is_block = |prefix: u64, kind: BlockKind| {
        heap().with_allocator(|allocator| allocator.kind(address.wrapping_sub(prefix)) == kind)
    };
    let is_object = is_block(0, BlockKind::Object)
        || is_block(16, BlockKind::CollectedObject)
        || is_block(32, BlockKind::ManagedObject);
    (is_static || is_object && crate::refcount::stored(address) > 0)
        .then(|| Obj::new_reference(address))
}
