//! Raw memory of the private heap: one contiguous range, read and written by nominal address.
//!
//! ```text
//!   nominal address     what stands there
//!   0x1ff0_0000         the static segment: built-in types, None, True, False, small integers
//!   0x2000_0000         the arenas, 1 MiB apart, and runs for requests above 512 bytes
//! ```
//!
//! Every reference that an object stores is a *nominal* address: a place counted from a fixed base,
//! never an address of the host. So the same program sees the same `id()` on every run and every
//! platform, and a slot is 8 bytes wide even on a 32-bit host. The host address is found by adding
//! one number, [`HOST_DELTA`], that is kept per thread.
//!
//! A thread has at most one private heap; its range lives until the thread ends, so that no
//! handle can outlive the memory it names.

mod allocator;
mod arena;
mod large;
mod pool;
mod size_class;

pub use allocator::{Allocator, BlockKind, MemoryFigures, PoolFigures};
pub use size_class::{
    ALIGNMENT, ARENA_SIZE, POOL_SIZE, SMALL_REQUEST_THRESHOLD, SizeClass, blocks_per_pool,
};

use std::alloc::Layout;
use std::cell::{Cell, RefCell};

/// First nominal address of the static segment.
pub const STATIC_BASE: u64 = 0x1ff0_0000;
/// First nominal address that arenas and large runs are carved from.
pub const HEAP_BASE: u64 = 0x2000_0000;

thread_local! {
    /// Host address of nominal address 0 (wrapping), for the range of this thread.
    static HOST_DELTA: Cell<usize> = const { Cell::new(0) };
    /// Bytes of the range of this thread.
    static RANGE_LEN: Cell<u64> = const { Cell::new(0) };
    /// The range of this thread: kept here so that it is returned when the thread ends.
    static RANGE: RefCell<Option<Range>> = const { RefCell::new(None) };
}

/// A zeroed range of host memory.
struct Range {
    start: *mut u8,
    layout: Layout,
}

impl Drop for Range {
    fn drop(&mut self) {
        // SAFETY: `start` came from `alloc_zeroed` with this very layout and is returned once.
        unsafe { std::alloc::dealloc(self.start, self.layout) }
    }
}

/// Reserves the range of this thread: `heap_bytes` beyond the static segment, all zero.
///
/// The host commits pages only as they are touched. A previous range of this thread is returned.
///
/// # Errors
/// The number of bytes asked for, if the host will not reserve them.
pub fn reserve(heap_bytes: u64) -> Result<(), u64> {
    let bytes = HEAP_BASE - STATIC_BASE + heap_bytes;
    let layout = usize::try_from(bytes)
        .ok()
        .and_then(|size| Layout::from_size_align(size, ALIGNMENT as usize).ok())
        .ok_or(bytes)?;
    RANGE.with_borrow_mut(|range| *range = None);
    // SAFETY: the layout has a size above zero.
    let start = unsafe { std::alloc::alloc_zeroed(layout) };
    if start.is_null() {
        return Err(bytes);
    }
    RANGE_LEN.set(bytes);
    HOST_DELTA.set((start as usize).wrapping_sub(STATIC_BASE as usize));
    RANGE.with_borrow_mut(|range| *range = Some(Range { start, layout }));
    Ok(())
}

/// Bytes of the range of this thread, static segment included; 0 before [`reserve`].
pub fn range_len() -> u64 {
    RANGE_LEN.get()
}

/// Whether `len` bytes from `address` lie inside the range of this thread.
#[inline]
pub fn contains(address: u64, len: u64) -> bool {
    address >= STATIC_BASE
        && address
            .checked_add(len)
            .is_some_and(|end| end <= STATIC_BASE + range_len())
}

#[inline(always)]
fn host(address: u64) -> *mut u8 {
    HOST_DELTA.get().wrapping_add(address as usize) as *mut u8
}

macro_rules! accessors {
    ($($(#[$doc:meta])* $load:ident, $store:ident, $word:ty;)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        pub(crate) fn $load(address: u64) -> $word {
            debug_assert!(contains(address, size_of::<$word>() as u64), "load at {address:#x}");
            // SAFETY: callers pass addresses inside blocks or statics of this thread's range;
            // blocks are 16-byte aligned and fields stand at multiples of their own size.
            unsafe { host(address).cast::<$word>().read() }
        }

        /// Writes what the load of the same width reads.
        #[inline(always)]
        pub(crate) fn $store(address: u64, value: $word) {
            debug_assert!(contains(address, size_of::<$word>() as u64), "store at {address:#x}");
            // SAFETY: as for the load.
            unsafe { host(address).cast::<$word>().write(value) }
        }
    )*};
}

accessors! {
    /// Reads one byte.
    load_u8, store_u8, u8;
    /// Reads two bytes.
    load_u16, store_u16, u16;
    /// Reads four bytes.
    load_u32, store_u32, u32;
    /// Reads a slot: eight bytes.
    load, store, u64;
}

/// Copies `len` bytes; the two places may overlap.
pub(crate) fn copy(from: u64, to: u64, len: u64) {
    assert!(contains(from, len) && contains(to, len));
    // SAFETY: both places were just checked to lie inside the range.
    unsafe { std::ptr::copy(host(from), host(to), len as usize) }
}

/// Fills `len` bytes with `byte`.
pub(crate) fn fill(address: u64, byte: u8, len: u64) {
    assert!(contains(address, len));
    // SAFETY: the place was just checked to lie inside the range.
    unsafe { std::ptr::write_bytes(host(address), byte, len as usize) }
}

/// Copies `bytes` into the range.
pub(crate) fn write(address: u64, bytes: &[u8]) {
    assert!(contains(address, bytes.len() as u64));
    // SAFETY: the place was just checked; a slice of the host's cannot overlap a raw write target
    // that nobody holds a reference into (see `with_bytes`).
    unsafe { std::ptr::copy_nonoverlapping(bytes.as_ptr(), host(address), bytes.len()) }
}

/// Shows `len` bytes at `address` to `look`, which must not change the heap.
pub(crate) fn with_bytes<R>(address: u64, len: u64, look: impl FnOnce(&[u8]) -> R) -> R {
    assert!(contains(address, len));
    // SAFETY: the place was just checked; callers only compare, hash or copy what they are shown,
    // so nothing writes to it while the slice lives.
    look(unsafe { std::slice::from_raw_parts(host(address), len as usize) })
}

/// The bytes at a nominal address, as `ctypes` reads them: any place inside the range may be read,
/// live or freed.
///
/// Returns `None` where real CPython would fault: outside the private heap.
pub fn peek(address: u64, len: u64) -> Option<Vec<u8>> {
    contains(address, len).then(|| with_bytes(address, len, <[u8]>::to_vec))
}

/// Slots as references, all of them filled.
///
/// # Panics
/// If one of them holds nothing, or the place is not inside the range.
pub(crate) fn as_objects<'a>(address: u64, count: u64) -> &'a [crate::object::Obj] {
    assert!(contains(address, 8 * count) && address.is_multiple_of(8));
    assert!(
        (0..count).all(|index| load(address + 8 * index) != 0),
        "an argument slot is empty"
    );
    // SAFETY: the place is inside the range, aligned, and every slot holds the address of an object,
    // which is what an `Obj` is (`repr(transparent)` over a non-zero u64). The slots own their references
    // and are not written while a native call borrows them: only the running frame's evaluation loop
    // writes them, and it waits for the call.
    unsafe { std::slice::from_raw_parts(host(address).cast(), count as usize) }
}
