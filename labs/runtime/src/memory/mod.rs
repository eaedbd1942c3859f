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
//!
//! Behind the heap, in the same range, stand tables that are found from an address by a shift: the allocator's byte a
//! granule ([`block`]) and record a pool ([`pool`]), and the collector's byte a granule ([`marks`]).

mod allocator;
mod arena;
mod audit;
mod block;
mod debug_hooks;
mod figures;
mod geometry;
mod host;
mod marks;
mod pool;
mod runs;
mod size_class;

pub use allocator::Allocator;
pub use block::BlockKind;
pub use debug_hooks::{DebugHooks, Misuse};
pub use figures::{ArenaFigures, BlockState, ClassFigures, MemoryFigures, PoolFigures, PoolState};
pub use geometry::{Geometry, POOL_HEADER};
pub(crate) use marks::{Granule, Marks, granule_of, object_at};
pub use runs::Runs;
pub use size_class::{ALIGNMENT, SMALL_REQUEST_THRESHOLD, SizeClass};

use block::BlockTable;
use host::{HostMemory, HostRange};
use pool::{Pool, PoolTable};
use std::cell::{Cell, RefCell};
use std::ops::Range;

/// First nominal address of the static segment.
pub const STATIC_BASE: u64 = 0x1ff0_0000;
/// First nominal address that arenas and large runs are carved from.
pub const HEAP_BASE: u64 = 0x2000_0000;

thread_local! {
    /// Host address of nominal address 0 (wrapping), for the range of this thread.
    static HOST_DELTA: Cell<usize> = const { Cell::new(0) };
    /// Nominal address behind the heap of this thread.
    static HEAP_END: Cell<u64> = const { Cell::new(STATIC_BASE) };
    /// Nominal address behind the allocator's tables.
    static RANGE_END: Cell<u64> = const { Cell::new(STATIC_BASE) };
    /// The range of this thread: kept here so that it is returned when the thread ends.
    static RANGE: RefCell<Option<HostRange>> = const { RefCell::new(None) };
}

/// Reserves the range of this thread: the static segment, at least `heap_bytes` of heap, and room for the
/// tables, all zero.
///
/// The host commits pages only as they are touched. A previous range of this thread is returned.
///
/// # Errors
/// The number of bytes asked for, if the host will not reserve them.
pub fn reserve(heap_bytes: u64) -> Result<(), u64> {
    let heap_end = HEAP_BASE
        .saturating_add(heap_bytes)
        .next_multiple_of(WHOLE_ARENAS);
    let heap_bytes = heap_end - HEAP_BASE;
    // Older pools are smaller and have more records: there is room for either geometry.
    let tables = BlockTable::len_for(heap_bytes)
        + PoolTable::len_for(heap_bytes, Geometry::PYTHON_3_9)
        + Marks::len_for(heap_end);
    let bytes = heap_end - STATIC_BASE + tables;
    RANGE.with_borrow_mut(|range| *range = None);
    HEAP_END.set(STATIC_BASE);
    RANGE_END.set(STATIC_BASE);
    let range = usize::try_from(bytes).ok().and_then(HostRange::reserve);
    let range = range.ok_or(bytes)?;
    HOST_DELTA.set((range.start().as_ptr() as usize).wrapping_sub(STATIC_BASE as usize));
    HEAP_END.set(heap_end);
    RANGE_END.set(heap_end + tables);
    RANGE.with_borrow_mut(|slot| *slot = Some(range));
    Ok(())
}

/// The heap is a multiple of this many bytes.
const WHOLE_ARENAS: u64 = Geometry::PYTHON_3_10.arena_size();

/// Nominal address behind the heap; before [`reserve`] there is none, and this is below its start.
pub(crate) fn heap_end() -> u64 {
    HEAP_END.get()
}

/// Where the allocator's tables start.
fn tables_start() -> u64 {
    heap_end()
}

/// The collector's table of this thread, the last thing in the range.
pub(crate) fn marks() -> Marks {
    Marks::at(RANGE_END.get() - Marks::len_for(heap_end()))
}

/// Makes an arena's memory usable; says whether the host had it.
fn commit(address: u64, len: u64) -> bool {
    RANGE.with_borrow(|range| {
        range
            .as_ref()
            .is_some_and(|range| range.commit((address - STATIC_BASE) as usize, len as usize))
    })
}

/// Gives memory back to the host.
fn release(run: Range<u64>) {
    RANGE.with_borrow(|range| {
        if let Some(range) = range {
            range.release(
                (run.start - STATIC_BASE) as usize,
                (run.end - run.start) as usize,
            );
        }
    });
}

/// Whether `len` bytes from `address` lie in the static segment or the heap of this thread.
#[inline]
pub fn contains(address: u64, len: u64) -> bool {
    address >= STATIC_BASE
        && address
            .checked_add(len)
            .is_some_and(|end| end <= HEAP_END.get())
}

/// Whether `address` lies in the heap of this thread.
fn is_heap(address: u64) -> bool {
    (HEAP_BASE..HEAP_END.get()).contains(&address)
}

/// Whether `len` bytes from `address` lie in the range of this thread, tables included.
fn is_reserved(address: u64, len: u64) -> bool {
    address >= STATIC_BASE
        && address
            .checked_add(len)
            .is_some_and(|end| end <= RANGE_END.get())
}

#[inline(always)]
fn host(address: u64) -> *mut u8 {
    Window::current().host(address)
}

/// Where a nominal address lies in the host's memory, for code that must write there without this module:
/// measurements of the allocator. Making the pointer is safe; using it is the caller's to answer for.
#[inline(always)]
pub fn host_pointer(address: u64) -> *mut u8 {
    host(address)
}

/// Writes `bytes` at a nominal address as a stray pointer would: any place in the heap, in use or not.
///
/// # Safety
/// What stood there is overwritten. If it was part of an object or of a free block, the heap must be used no more
/// except to audit it.
///
/// # Panics
/// If the place is not in the static segment or the heap.
pub unsafe fn poke(address: u64, bytes: &[u8]) {
    write(address, bytes);
}

/// The range of this thread, for code that reads and writes it several times in a row: where it stands is
/// looked up once.
#[derive(Clone, Copy)]
pub(crate) struct Window {
    delta: usize,
}

impl Window {
    /// The present range.
    #[inline(always)]
    pub fn current() -> Window {
        Window {
            delta: HOST_DELTA.get(),
        }
    }

    /// Asks the processor to have the memory at `address` near when it is read soon; any address will do.
    #[inline(always)]
    pub fn prefetch(self, address: u64) {
        #[cfg(target_arch = "x86_64")]
        {
            use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
            // SAFETY: a prefetch reads nothing that the program can see and never faults.
            unsafe { _mm_prefetch::<_MM_HINT_T0>(self.host(address).cast()) }
        }
        #[cfg(not(target_arch = "x86_64"))]
        let _ = address;
    }

    /// Zeroes two slots side by side.
    #[inline(always)]
    fn clear_pair(self, address: u64) {
        debug_assert!(is_reserved(address, 16), "clearing at {address:#x}");
        // SAFETY: as for the stores of [`accessors`]; nothing is asked of the alignment.
        unsafe {
            self.host(address)
                .cast::<[u64; 2]>()
                .write_unaligned([0; 2])
        }
    }

    #[inline(always)]
    fn host(self, address: u64) -> *mut u8 {
        self.delta.wrapping_add(address as usize) as *mut u8
    }
}

macro_rules! accessors {
    ($($(#[$doc:meta])* $load:ident, $store:ident, $word:ty;)*) => {
        impl Window {$(
            $(#[$doc])*
            #[inline(always)]
            pub fn $load(self, address: u64) -> $word {
                debug_assert!(is_reserved(address, size_of::<$word>() as u64), "load at {address:#x}");
                // SAFETY: callers pass addresses inside blocks, statics or tables of this thread's range;
                // blocks are 16-byte aligned and fields stand at multiples of their own size.
                unsafe { self.host(address).cast::<$word>().read() }
            }

            /// Writes what the load of the same width reads.
            #[inline(always)]
            pub fn $store(self, address: u64, value: $word) {
                debug_assert!(is_reserved(address, size_of::<$word>() as u64), "store at {address:#x}");
                // SAFETY: as for the load.
                unsafe { self.host(address).cast::<$word>().write(value) }
            }
        )*}
        $(
            $(#[$doc])*
            #[inline(always)]
            pub(crate) fn $load(address: u64) -> $word {
                Window::current().$load(address)
            }

            /// Writes what the load of the same width reads.
            #[inline(always)]
            pub(crate) fn $store(address: u64, value: $word) {
                Window::current().$store(address, value);
            }
        )*
    };
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
    assert!(is_reserved(address, len));
    // SAFETY: the place was just checked to lie inside the range.
    unsafe { std::ptr::write_bytes(host(address), byte, len as usize) }
}

/// Empties slots: zeroes `len` bytes, a multiple of 8. Most objects are short, and a few stores take less time than a call
/// of the C library.
#[inline(always)]
pub(crate) fn clear(address: u64, len: u64) {
    debug_assert!(len.is_multiple_of(8) && is_reserved(address, len));
    let window = Window::current();
    let end = address.wrapping_add(len);
    match len {
        0 => {}
        8 => window.store(address, 0),
        // The stores overlap in the middle.
        16..=32 => {
            window.clear_pair(address);
            window.clear_pair(end - 16);
        }
        40..=64 => {
            window.clear_pair(address);
            window.clear_pair(address + 16);
            window.clear_pair(end - 32);
            window.clear_pair(end - 16);
        }
        _ => fill(address, 0, len),
    }
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
    assert!(is_reserved(address, len));
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
