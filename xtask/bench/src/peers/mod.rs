//! The allocators that are compared.
//!
//! Each is called through pointers to C functions that no compiler can look into, also ours, whose caller in a real program
//! would be inlined. Each block's first word is written as it is handed out. All `unsafe` of this package is in these
//! files.

mod floor;
mod glibc;
mod mimalloc;
mod ours;
mod pymalloc;

use crate::Variant;
use crate::record::Contender;
use anyhow::{Result, ensure};
use std::ffi::c_void;
use std::path::Path;
use std::ptr::NonNull;

/// A block in use, by its first byte. It is freed by giving it back, so no block is freed twice.
pub struct Block(NonNull<u8>);

/// Something that hands out blocks and takes them back.
pub trait Heap {
    /// Hands out `size` bytes and writes the first word.
    fn allocate(&self, size: usize) -> Block;

    /// Takes back a block that this heap handed out for `size` bytes.
    fn free(&self, block: Block, size: usize);
}

/// One of the allocators.
pub struct Peer {
    /// Its name and version.
    pub contender: Contender,
    /// How it is called.
    pub calls: Calls,
    /// Bytes that it holds now, by its own account, if it has one.
    pub held: Option<fn() -> u64>,
}

/// How an allocator is called.
pub enum Calls {
    /// As `malloc` and `free` are.
    BySize(BySize),
    /// With the size given back too, for an allocator that keeps none.
    Sized(Sized),
}

/// `malloc` and `free`.
#[derive(Clone, Copy)]
pub struct BySize {
    allocate: unsafe extern "C" fn(usize) -> *mut c_void,
    free: unsafe extern "C" fn(*mut c_void),
}

/// `malloc` and a `free` that is told the size.
#[derive(Clone, Copy)]
pub struct Sized {
    allocate: unsafe extern "C" fn(usize) -> *mut c_void,
    free: unsafe extern "C" fn(*mut c_void, usize),
}

impl Heap for BySize {
    #[inline(always)]
    fn allocate(&self, size: usize) -> Block {
        // SAFETY: every allocator here may be called with any size.
        written(unsafe { (self.allocate)(size) })
    }

    #[inline(always)]
    fn free(&self, block: Block, _size: usize) {
        // SAFETY: the block came from `allocate` and, not being `Clone`, comes back once.
        unsafe { (self.free)(block.0.as_ptr().cast()) }
    }
}

impl Heap for Sized {
    #[inline(always)]
    fn allocate(&self, size: usize) -> Block {
        // SAFETY: every allocator here may be called with any size.
        written(unsafe { (self.allocate)(size) })
    }

    #[inline(always)]
    fn free(&self, block: Block, size: usize) {
        // SAFETY: the block came from `allocate` and, not being `Clone`, comes back once.
        unsafe { (self.free)(block.0.as_ptr().cast(), size) }
    }
}

/// The block at `place`, its first word written, as the maker of an object does at once.
#[inline(always)]
fn written(place: *mut c_void) -> Block {
    let place = NonNull::new(place.cast::<u8>()).expect("the allocator has memory left");
    // SAFETY: a fresh block has 16 bytes or more, is aligned to 16, and nobody else knows of it.
    unsafe { place.cast::<usize>().write(place.as_ptr() as usize) };
    Block(place)
}

/// Every allocator that can be had here, ours first.
///
/// # Errors
/// If `libpython` does not load or does not start.
pub fn start(libpython: Option<&Path>, variant: Option<Variant>) -> Result<Vec<Peer>> {
    let mut peers = vec![ours::start(variant == Some(Variant::MixedKinds))?];
    if let Some(path) = libpython {
        peers.push(pymalloc::start(path)?);
    }
    peers.extend([glibc::start(), mimalloc::start(), floor::start()?]);
    Ok(peers)
}

/// Tells the kernel that this process wants no large pages.
///
/// # Errors
/// If the kernel will not.
pub fn refuse_large_pages() -> Result<()> {
    // SAFETY: the call changes the kernel's mind about later page faults, and nothing else.
    let refused = unsafe { libc::prctl(libc::PR_SET_THP_DISABLE, 1, 0, 0, 0) };
    ensure!(refused == 0, "the kernel cannot be told to use small pages");
    Ok(())
}
