//! `gc`: no counts but of roots; mark and sweep.

use gc::{Finalize, Gc, GcCell, Trace, force_collect};

/// A node, by a reference that is a root outside the heap.
#[derive(Clone)]
pub struct Node(Gc<Links>);

#[derive(Trace, Finalize)]
struct Links {
    left: GcCell<Option<Gc<Links>>>,
    right: GcCell<Option<Gc<Links>>>,
}

impl crate::graph::Node for Node {
    const LOOKS_AT_ALL: bool = true;

    fn new() -> Self {
        Node(Gc::new(Links {
            left: GcCell::new(None),
            right: GcCell::new(None),
        }))
    }

    fn link(&self, left: Option<&Self>, right: Option<&Self>) {
        *self.0.left.borrow_mut() = left.map(|node| node.0.clone());
        *self.0.right.borrow_mut() = right.map(|node| node.0.clone());
    }

    fn collect() {
        force_collect();
    }
}
