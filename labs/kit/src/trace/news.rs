//! What the private heap did since the last step: which objects were made, which went.
//!
//! The runtime tells of each event as it happens, and whoever listens must not touch the heap then. So it is only
//! written down here, and looked at between two instructions.

use runtime::events::{self, Event};
use runtime::frame;
use std::cell::{Cell, RefCell};
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// What happened since the last step.
#[derive(Debug, Default)]
pub struct News {
    /// Objects made, by address; one that went again is among them if another took its place.
    pub made: HashSet<u64>,
    /// Addresses at which an object ended.
    pub freed: HashSet<u64>,
    /// How many events there were, of whatever kind.
    pub events: u64,
}

/// The listener.
#[derive(Default)]
pub struct Listener {
    /// Whether what happens is the program's doing, not that of a look at the heap.
    listens: Cell<bool>,
    news: RefCell<News>,
    /// How many objects or frames have stood at an address: two of them are told apart by this.
    serials: RefCell<HashMap<u64, u32>>,
    clears_weakrefs: Cell<bool>,
}

impl Listener {
    /// Begins to listen on this thread.
    pub fn begins() -> Rc<Listener> {
        let listener = Rc::new(Listener {
            listens: Cell::new(true),
            ..Listener::default()
        });
        let told = listener.clone();
        events::observe(Some(Box::new(move |event| told.hear(event))));
        listener
    }

    /// Listens no more.
    pub fn ends() {
        events::observe(None);
    }

    fn hear(&self, event: Event) {
        if !self.listens.get() {
            return;
        }
        let mut news = self.news.borrow_mut();
        news.events += 1;
        match event {
            Event::Alloc { object, .. } => {
                news.made.insert(object);
                self.count(object);
            }
            Event::Free { object } => {
                news.made.remove(&object);
                news.freed.insert(object);
            }
            Event::FramePush { frame, .. } => self.count(frame),
            Event::CollectionStart { .. } => self.clears_weakrefs.set(true),
            Event::WeakrefsCleared => self.clears_weakrefs.set(false),
            _ => {}
        }
    }

    fn count(&self, address: u64) {
        *self.serials.borrow_mut().entry(address).or_default() += 1;
    }

    /// What happened since this was asked last.
    pub fn take(&self) -> News {
        self.news.take()
    }

    /// The events so far are none of a step's.
    pub fn forget_events(&self) {
        self.news.borrow_mut().events = 0;
    }

    /// Runs `look`, whose own doings on the heap are no news.
    pub fn unheard<R>(&self, look: impl FnOnce() -> R) -> R {
        let listened = self.listens.replace(false);
        let result = look();
        self.listens.set(listened);
        result
    }

    /// How many frames have stood where this one does; of a generator's, how many objects have stood there.
    pub fn serial_of_frame(&self, frame: frame::Frame) -> u32 {
        let place = match frame.owner() {
            frame::Owner::Generator => frame.address() - frame::IN_GENERATOR,
            frame::Owner::Thread | frame::Owner::FrameObject => frame.address(),
        };
        self.serials.borrow().get(&place).copied().unwrap_or(0)
    }

    /// Whether the collection that runs has not come to the finalizers yet.
    pub fn clears_weakrefs(&self) -> bool {
        self.clears_weakrefs.get()
    }
}
