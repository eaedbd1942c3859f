//! `gcmodule`: counts, and CPython's own way of collecting.

use gcmodule::{Cc, Trace, Tracer, collect_thread_cycles};
use std::cell::RefCell;

/// A node, by a counted reference.
#[derive(Clone)]
pub struct Node(Cc<Links>);

struct Links(RefCell<[Option<Cc<Links>>; 2]>);

impl Trace for Links {
    fn trace(&self, tracer: &mut Tracer) {
        for link in self.0.borrow().iter().flatten() {
            link.trace(tracer);
        }
    }
}

impl crate::graph::Node for Node {
    const LOOKS_AT_ALL: bool = true;

    fn new() -> Self {
        Node(Cc::new(Links(RefCell::default())))
    }

    fn link(&self, left: Option<&Self>, right: Option<&Self>) {
        *self.0.0.borrow_mut() = [left, right].map(|node| node.map(|node| node.0.clone()));
    }

    fn collect() {
        collect_thread_cycles();
    }
}
