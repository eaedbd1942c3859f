//! The private heap of one thread: its allocator, profile, interned strings and hooks.
//!
//! CPython keeps this state in `_PyRuntime` and `PyInterpreterState`; here it is one value a thread,
//! started by [`start`] and reached by the runtime's own functions through [`heap`]. It is all
//! behind shared references with interior mutability, because Python code may run inside any
//! operation that gives a reference back.

use crate::collector::{Collected, Collector};
use crate::frame::Frame;
use crate::free_lists::{FreeListFigures, FreeLists};
use crate::interning::Interned;
use crate::memory::{self, Allocator, BlockKind};
use crate::object::Obj;
use crate::profile::Profile;
use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// Is shown objects one by one.
pub type Look<'a> = &'a mut dyn FnMut(&Obj);

/// What the private heap asks of the interpreter that runs on it.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// Calls `__del__` of an object whose count just reached zero. It sees a count of 1.
    pub finalize: fn(&Obj),
    /// Calls the callback of a weak reference whose object is going.
    pub weakref_callback: fn(callback: &Obj, weakref: &Obj),
    /// Clears the frame of a suspended generator that is going: runs its `finally` blocks.
    pub close_generator: fn(&Obj),
    /// Whether instances of a class have `__del__`.
    pub has_finalizer: fn(class: &Obj) -> bool,
    /// Calls its argument with the namespaces of `sys` and of the built-ins, which last as long as the interpreter.
    pub namespaces: fn(Look<'_>),
    /// The frame that runs.
    pub current_frame: fn() -> Option<Frame>,
    /// A collection of this generation is about to start: `gc.callbacks`.
    pub collection_starts: fn(generation: usize),
    /// It is over.
    pub collection_ends: fn(generation: usize, &Collected),
    /// Takes what `gc.DEBUG_SAVEALL` keeps: `gc.garbage`.
    pub garbage: fn(Vec<Obj>),
    /// Writes a note that `gc.set_debug()` asked for to standard error.
    pub debug_note: fn(&str),
    /// Seconds on a clock.
    pub seconds: fn() -> f64,
}

/// How to start a private heap.
#[derive(Clone, Debug)]
pub struct Config {
    /// Which CPython to be.
    pub profile: Profile,
    /// Bytes that may be held before requests fail.
    pub limit: u64,
}

/// Room beyond the limit, so that a request that passes it is still met and the program, not the
/// runtime, is told.
const HEADROOM: u64 = 256 * 1024 * 1024;

/// The state of one private heap.
pub struct Heap {
    allocator: Allocator,
    profile: Profile,
    pub(crate) interned: RefCell<Interned>,
    pub(crate) payloads: RefCell<Payloads>,
    free_lists: RefCell<FreeLists>,
    collector: Collector,
    hooks: Cell<Option<Hooks>>,
    pub(crate) dying: Cell<Vec<crate::dealloc::Step>>,
}

thread_local! {
    static HEAP: Cell<*const Heap> = const { Cell::new(std::ptr::null()) };
    /// Owns what `HEAP` points at.
    static OWNER: RefCell<Option<Box<Heap>>> = const { RefCell::new(None) };
}

/// Starts a private heap for this thread. One that was there before is gone with everything in it.
///
/// # Errors
/// A sentence, if the host will not reserve the memory.
pub fn start(config: Config) -> Result<(), String> {
    memory::reserve(config.limit.saturating_add(HEADROOM))
        .map_err(|bytes| format!("the host will not reserve {bytes} bytes for the private heap"))?;
    let heap = Box::new(Heap {
        allocator: Allocator::new(config.limit, config.profile.geometry),
        collector: Collector::new(&config.profile),
        free_lists: RefCell::new(FreeLists::new(&config.profile)),
        profile: config.profile,
        interned: RefCell::new(Interned::default()),
        payloads: RefCell::new(Payloads::default()),
        hooks: Cell::new(None),
        dying: Cell::new(Vec::new()),
    });
    HEAP.set(&raw const *heap);
    OWNER.with_borrow_mut(|owner| *owner = Some(heap));
    crate::statics::lay_out();
    crate::interning::enter_letter_names();
    Ok(())
}

/// The private heap of this thread.
///
/// # Panics
/// If none was started.
#[inline(always)]
pub fn heap() -> &'static Heap {
    let heap = HEAP.get();
    assert!(
        !heap.is_null(),
        "no private heap was started on this thread"
    );
    // SAFETY: `HEAP` points at the box in `OWNER`, which lives until `start` replaces it or the thread
    // ends; no caller keeps the reference across either.
    unsafe { &*heap }
}

impl Heap {
    /// Which CPython this is.
    #[inline(always)]
    pub fn profile(&self) -> &Profile {
        &self.profile
    }

    /// Installs the interpreter's hooks.
    pub fn set_hooks(&self, hooks: Hooks) {
        self.hooks.set(Some(hooks));
    }

    #[inline(always)]
    pub(crate) fn collector(&self) -> &Collector {
        &self.collector
    }

    pub(crate) fn hooks(&self) -> Option<Hooks> {
        self.hooks.get()
    }

    /// Runs `look` on the allocator, for figures and views.
    pub fn with_allocator<R>(&self, look: impl FnOnce(&Allocator) -> R) -> R {
        look(&self.allocator)
    }

    /// Whether the program holds more than its limit: the interpreter then raises `MemoryError`.
    #[inline(always)]
    pub fn is_over_limit(&self) -> bool {
        self.allocator.over_limit()
    }

    /// Whether one more request of `bytes` can be met within the limit. Requests whose size the
    /// program chooses ask this first.
    pub fn can_hold(&self, bytes: u64) -> bool {
        !self.allocator.would_pass_limit(bytes)
    }

    /// A block of at least `bytes` bytes.
    ///
    /// # Panics
    /// If the reserved range is used up: the limit was passed by all of the headroom without the
    /// interpreter looking at [`Heap::is_over_limit`].
    #[inline]
    pub(crate) fn allocate(&self, bytes: u64, kind: BlockKind) -> u64 {
        let block = self.allocator.allocate(bytes, kind);
        block.expect("the private heap's reserved range is used up")
    }

    /// A block that a free list keeps for an object of `class`, by the address of the header.
    #[inline]
    pub(crate) fn take_kept(
        &self,
        class: u64,
        size: u64,
        prefix: u64,
        kind: BlockKind,
    ) -> Option<u64> {
        let object = self.free_lists.borrow_mut().take(class, size)?;
        self.allocator.set_kind(object - prefix, kind);
        Some(object)
    }

    /// Gives the block of a dead object back, to a free list if there is one with room.
    pub(crate) fn free_object(&self, object: u64, class: u64, size: u64, prefix: u64) {
        if self.free_lists.borrow_mut().keep(object, class, size) {
            self.allocator.set_kind(object - prefix, BlockKind::Kept);
        } else {
            if prefix > 0 {
                self.collector.count_free();
            }
            self.free(object - prefix);
        }
    }

    /// A block that the free list of keys objects keeps.
    pub(crate) fn take_kept_keys(&self) -> Option<u64> {
        let keys = self.free_lists.borrow_mut().take_keys()?;
        self.allocator.set_kind(keys, BlockKind::Buffer);
        Some(keys)
    }

    /// Gives the block of a small keys object back, to the free list if it has room.
    pub(crate) fn free_keys(&self, keys: u64) {
        if self.free_lists.borrow_mut().keep_keys(keys) {
            self.allocator.set_kind(keys, BlockKind::Kept);
        } else {
            self.free(keys);
        }
    }

    /// What each free list keeps.
    pub fn free_lists(&self) -> Vec<FreeListFigures> {
        self.free_lists.borrow().figures()
    }

    /// Frees what the free lists keep, as a full collection does (`clear_freelists` of
    /// `Modules/gcmodule.c`).
    pub fn clear_free_lists(&self) {
        let kept = self.free_lists.borrow_mut().clear();
        for (block, is_collected) in kept {
            if is_collected {
                self.collector.count_free();
            }
            self.free(block);
        }
    }

    #[inline]
    pub(crate) fn free(&self, block: u64) {
        self.allocator.free(block);
    }

    #[inline]
    pub(crate) fn free_all(&self, blocks: impl Iterator<Item = u64>) {
        self.allocator.free_all(blocks);
    }

    /// Makes a buffer at least `new` bytes long, keeping what is in it; 0 stands for a buffer of nothing.
    pub(crate) fn resize_buffer(&self, buffer: u64, new: u64) -> u64 {
        if buffer == 0 {
            return self.allocate(new, BlockKind::Buffer);
        }
        let resized = self.allocator.resize(buffer, new);
        resized.expect("the private heap's reserved range is used up")
    }
}

/// Rust values that objects own: a code object's instructions.
#[derive(Default)]
pub(crate) struct Payloads {
    values: Vec<Option<Rc<dyn Any>>>,
    vacant: Vec<u64>,
}

impl Payloads {
    pub(crate) fn insert(&mut self, value: Rc<dyn Any>) -> u64 {
        match self.vacant.pop() {
            Some(index) => {
                self.values[index as usize] = Some(value);
                index
            }
            None => {
                self.values.push(Some(value));
                self.values.len() as u64 - 1
            }
        }
    }

    pub(crate) fn get(&self, index: u64) -> Option<Rc<dyn Any>> {
        self.values.get(index as usize)?.clone()
    }

    pub(crate) fn remove(&mut self, index: u64) -> Option<Rc<dyn Any>> {
        let value = self.values.get_mut(index as usize)?.take();
        if value.is_some() {
            self.vacant.push(index);
        }
        value
    }
}
