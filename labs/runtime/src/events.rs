//! What the private heap does, as it does it, for whoever watches.
//!
//! Without the crate feature `events` every [`emit`] compiles to nothing. With it, and with no observer
//! installed, it costs one test of a thread's flag.

/// Something that just happened. Addresses are nominal addresses of object headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// An object was made; `size` is the bytes asked for, prefix included.
    Alloc {
        /// The object.
        object: u64,
        /// Bytes asked for.
        size: u64,
    },
    /// An object's block was given back.
    Free {
        /// The object.
        object: u64,
    },
    /// A count went up.
    Incref {
        /// The object.
        object: u64,
        /// The count from now on.
        count: u32,
    },
    /// A count went down.
    Decref {
        /// The object.
        object: u64,
        /// The count from now on.
        count: u32,
    },
    /// An equal string was found in the table of interned ones.
    InternHit {
        /// The one that was there.
        object: u64,
    },
    /// A string was entered into the table.
    InternMiss {
        /// The string.
        object: u64,
    },
    /// A string's hash was computed, from all of its text.
    StrHashed {
        /// The string.
        object: u64,
        /// Bytes of its text.
        bytes: u64,
    },
    /// The texts of two strings of one length were compared.
    StrCompared {
        /// Bytes of each text.
        bytes: u64,
    },
    /// A key was looked up in a table.
    LookUp {
        /// The keys object.
        keys: u64,
    },
    /// A pool was given to a size class. Addresses of pools and arenas are those of their memory.
    PoolTaken {
        /// The pool.
        pool: u64,
        /// Bytes of its blocks.
        block_size: u64,
    },
    /// A pool's last block in use was freed.
    PoolFreed {
        /// The pool.
        pool: u64,
    },
    /// An arena was taken from the host.
    ArenaTaken {
        /// The arena.
        arena: u64,
    },
    /// An arena went back to the host.
    ArenaFreed {
        /// The arena.
        arena: u64,
    },
    /// A collection starts.
    CollectionStart {
        /// The oldest generation that it collects.
        generation: usize,
    },
    /// The first phase of a collection is over: internal references are counted.
    InternalCounted {
        /// Objects looked at.
        objects: u64,
    },
    /// The second phase is over: what nothing reaches stands apart.
    UnreachableMoved {
        /// How many objects that is.
        objects: u64,
    },
    /// Weak references to the unreachable are cleared, and callbacks called.
    WeakrefsCleared,
    /// Finalizers were called.
    FinalizersCalled,
    /// A collection is over.
    CollectionEnd {
        /// Objects that it found unreachable and freed.
        collected: u64,
    },
    /// A frame was pushed on the data stack.
    FramePush {
        /// The frame.
        frame: u64,
        /// Its code object.
        code: u64,
    },
    /// A frame was popped.
    FramePop {
        /// The frame.
        frame: u64,
    },
}

/// Counts of events by kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EventCounts {
    /// Objects made.
    pub allocs: u64,
    /// Objects whose block was given back.
    pub frees: u64,
    /// Counts that went up.
    pub increfs: u64,
    /// Counts that went down.
    pub decrefs: u64,
    /// Interned strings found.
    pub intern_hits: u64,
    /// Interned strings entered.
    pub intern_misses: u64,
    /// Hashes of strings computed.
    pub str_hashes: u64,
    /// Texts of strings compared.
    pub str_comparisons: u64,
    /// Keys looked up.
    pub look_ups: u64,
    /// Pools given to a size class.
    pub pools_taken: u64,
    /// Pools that emptied.
    pub pools_freed: u64,
    /// Arenas taken from the host.
    pub arenas_taken: u64,
    /// Arenas given back to it.
    pub arenas_freed: u64,
    /// Collections started.
    pub collections: u64,
    /// Frames pushed.
    pub frame_pushes: u64,
    /// Frames popped.
    pub frame_pops: u64,
}

impl EventCounts {
    /// Counts one event.
    pub fn add(&mut self, event: Event) {
        let counter = match event {
            Event::Alloc { .. } => &mut self.allocs,
            Event::Free { .. } => &mut self.frees,
            Event::Incref { .. } => &mut self.increfs,
            Event::Decref { .. } => &mut self.decrefs,
            Event::InternHit { .. } => &mut self.intern_hits,
            Event::InternMiss { .. } => &mut self.intern_misses,
            Event::StrHashed { .. } => &mut self.str_hashes,
            Event::StrCompared { .. } => &mut self.str_comparisons,
            Event::LookUp { .. } => &mut self.look_ups,
            Event::PoolTaken { .. } => &mut self.pools_taken,
            Event::PoolFreed { .. } => &mut self.pools_freed,
            Event::ArenaTaken { .. } => &mut self.arenas_taken,
            Event::ArenaFreed { .. } => &mut self.arenas_freed,
            Event::CollectionStart { .. } => &mut self.collections,
            Event::InternalCounted { .. }
            | Event::UnreachableMoved { .. }
            | Event::WeakrefsCleared
            | Event::FinalizersCalled
            | Event::CollectionEnd { .. } => return,
            Event::FramePush { .. } => &mut self.frame_pushes,
            Event::FramePop { .. } => &mut self.frame_pops,
        };
        *counter += 1;
    }
}

#[cfg(feature = "events")]
mod observed {
    use super::Event;
    use std::cell::{Cell, RefCell};

    /// Something that watches; it must not touch the heap.
    pub type Observer = Box<dyn FnMut(Event)>;

    thread_local! {
        static WATCHED: Cell<bool> = const { Cell::new(false) };
        static OBSERVER: RefCell<Option<Observer>> = const { RefCell::new(None) };
    }

    /// Installs the observer of this thread, or with `None` removes it.
    pub fn observe(observer: Option<Observer>) {
        WATCHED.set(observer.is_some());
        OBSERVER.with_borrow_mut(|place| *place = observer);
    }

    /// Tells the observer, if there is one.
    #[inline(always)]
    pub(crate) fn emit(event: Event) {
        if WATCHED.get() {
            tell(event);
        }
    }

    #[cold]
    #[inline(never)]
    fn tell(event: Event) {
        OBSERVER.with_borrow_mut(|observer| {
            if let Some(observer) = observer {
                observer(event);
            }
        });
    }
}

#[cfg(feature = "events")]
pub(crate) use observed::emit;
#[cfg(feature = "events")]
pub use observed::{Observer, observe};

/// Nobody can watch: nothing to tell.
#[cfg(not(feature = "events"))]
#[inline(always)]
pub(crate) fn emit(_event: Event) {}
