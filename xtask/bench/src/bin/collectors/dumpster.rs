//! `dumpster`: counts, and a search from what lost a reference.

use dumpster::Trace;
use dumpster::unsync::{Gc, collect, set_collect_condition};
use std::cell::RefCell;

/// A node, by a counted reference.
#[derive(Clone)]
pub struct Node(Gc<Links>);

#[derive(Trace)]
struct Links {
    left: RefCell<Option<Gc<Links>>>,
    right: RefCell<Option<Gc<Links>>>,
}

impl crate::graph::Node for Node {
    const LOOKS_AT_ALL: bool = false;

    fn new() -> Self {
        set_collect_condition(|_| false);
        Node(Gc::new(Links {
            left: RefCell::default(),
            right: RefCell::default(),
        }))
    }

    fn link(&self, left: Option<&Self>, right: Option<&Self>) {
        *self.0.left.borrow_mut() = left.map(|node| node.0.clone());
        *self.0.right.borrow_mut() = right.map(|node| node.0.clone());
    }

    fn collect() {
        collect();
    }
}
