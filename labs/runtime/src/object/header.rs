//! The object header: a count and a type pointer, 16 bytes.
//!
//! ```text
//!   -32  instance weak references (slot)  ┐ only in front of instances of classes
//!   -24  instance dict or values  (slot)  ┘ whose dict is managed
//!   -16  place in the collector's list    ┐ only in front of objects that can
//!    -8  bit 0: the finalizer was called  ┘ take part in a cycle
//!    +0  reference count          (slot)   `ob_refcnt`
//!    +8  type                     (slot)   `ob_type`
//!   +16  fields
//! ```
//!
//! As `struct _object` in CPython 3.12's `Include/object.h` and `PyGC_Head` in
//! `Include/internal/pycore_gc.h`, where CPython has the neighbours in the list.

// ANCHOR: header
/// Offset of the reference count.
pub const REFCOUNT: u64 = 0;
/// Offset of the type pointer.
pub const TYPE: u64 = 8;
/// Bytes of the header: fields start here.
pub const HEADER: u64 = 16;
// ANCHOR_END: header

/// Bytes of the collector's prefix.
pub const GC_PREFIX: u64 = 16;
/// Distance back from the header to the dict-or-values slot of a managed instance.
pub const MANAGED_DICT_BACK: u64 = 24;
/// Distance back from the header to the weak reference slot of a managed instance.
pub const MANAGED_WEAKREFS_BACK: u64 = 32;
