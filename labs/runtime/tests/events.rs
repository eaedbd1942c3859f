//! Somebody watches the heap: what happens is told, in order.

#![cfg(feature = "events")]

use runtime::events::{self, Event, EventCounts};
use runtime::memory;
use runtime::object::list;
use runtime::{Config, Profile, Version};
use std::cell::RefCell;
use std::rc::Rc;

#[test]
fn an_observer_sees_what_happens() {
    let config = Config {
        profile: Profile::of(Version::V3_12),
        limit: 64 << 20,
    };
    runtime::start(config).expect("the host reserves the heap");
    let seen = Rc::new(RefCell::new(Vec::new()));
    let recorder = seen.clone();
    events::observe(Some(Box::new(move |event| {
        recorder.borrow_mut().push(event)
    })));
    let first = list::new([]);
    let object = first.address();
    let second = first.clone();
    drop(first);
    drop(second);
    events::observe(None);
    drop(list::new([]));
    let seen = seen.borrow();
    // The first object of the heap: its arena and its pool are taken for it.
    let arena = memory::HEAP_BASE;
    let expected = [
        Event::ArenaTaken { arena },
        Event::PoolTaken {
            pool: arena,
            block_size: 64,
        },
        Event::Alloc { object, size: 56 },
        Event::Incref { object, count: 2 },
        Event::Decref { object, count: 1 },
        Event::Decref { object, count: 0 },
        Event::Free { object },
    ];
    assert_eq!(*seen, expected);
    let mut counts = EventCounts::default();
    seen.iter().for_each(|&event| counts.add(event));
    assert_eq!(
        (counts.allocs, counts.frees, counts.increfs, counts.decrefs),
        (1, 1, 1, 2)
    );
}
