//! The graphs, built of any collector's nodes, and the time that it takes to collect them.

use crate::clock::Clock;

/// A node with two references, by one that counts or roots it.
pub trait Node: Clone {
    /// Whether a collection looks at all nodes. Else it looks at those that lost a reference since the last, and has nothing
    /// to do with a live graph.
    const LOOKS_AT_ALL: bool;

    /// A node that refers to nothing.
    fn new() -> Self;
    /// Makes a node refer to these.
    fn link(&self, left: Option<&Self>, right: Option<&Self>);
    /// Collects everything that can be.
    fn collect();
}

/// The shapes of `programs/collect.py`, by the same names.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Garbage: so many nodes refer to their neighbours.
    Rings(usize),
    /// Live, from its root.
    Tree,
    /// A tree whose nodes stand at places that have nothing to do with it.
    ShuffledTree,
    /// Live, from its first node.
    LinkedList,
    /// Live, each node by itself; each refers to any two.
    Random,
}

/// The places of two nodes that another refers to.
pub type Links = (Option<usize>, Option<usize>);

impl Shape {
    /// The shape that a word names.
    pub fn of_name(name: &str) -> Option<Shape> {
        Some(match name {
            "rings-2" => Shape::Rings(2),
            "rings-10" => Shape::Rings(10),
            "tree" => Shape::Tree,
            "shuffled" => Shape::ShuffledTree,
            "list" => Shape::LinkedList,
            "random" => Shape::Random,
            _ => return None,
        })
    }

    /// Whether nothing leads to the graph once it is built.
    pub fn is_garbage(self) -> bool {
        matches!(self, Shape::Rings(_))
    }

    /// Whether every node is held from outside, and not the first alone.
    pub fn holds_all(self) -> bool {
        self == Shape::Random
    }

    /// The order in which the nodes take their places in the graph, by the order in which they were made.
    pub fn order(self, objects: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..objects).collect();
        if self == Shape::ShuffledTree {
            let mut numbers = Numbers::new();
            for place in (1..objects).rev() {
                order.swap(place, numbers.below(place + 1));
            }
        }
        order
    }

    /// What each place of the graph refers to.
    pub fn links(self, objects: usize) -> Vec<Links> {
        let mut numbers = Numbers::new();
        let inside = |place| (place < objects).then_some(place);
        let links = (0..objects).map(|place| match self {
            Shape::Rings(size) => {
                let (start, turn) = (place - place % size, place % size);
                (
                    Some(start + (turn + size - 1) % size),
                    Some(start + (turn + 1) % size),
                )
            }
            Shape::Tree | Shape::ShuffledTree => (inside(2 * place + 1), inside(2 * place + 2)),
            Shape::LinkedList => (inside(place + 1), None),
            Shape::Random => (Some(numbers.below(objects)), Some(numbers.below(objects))),
        });
        links.collect()
    }
}

/// Nanoseconds an object that a collection of such a graph takes, once a repeat. A live graph was collected once before;
/// where a collection would not look at it, there is nothing to time.
pub fn measure<N: Node>(shape: Shape, objects: usize, repeats: usize) -> Vec<f64> {
    if shape.is_garbage() {
        let build_and_time = |_| {
            drop(build::<N>(shape, objects));
            time(objects, N::collect)
        };
        return (0..repeats).map(build_and_time).collect();
    }
    if !N::LOOKS_AT_ALL {
        return Vec::new();
    }
    let graph: Vec<N> = build(shape, objects);
    N::collect();
    let times = (0..repeats).map(|_| time(objects, N::collect)).collect();
    // The process ends, and with it the graph: giving it back node by node is not measured.
    std::mem::forget(graph);
    times
}

/// Nanoseconds an object that `collect` takes.
pub fn time(objects: usize, collect: impl FnOnce()) -> f64 {
    let clock = Clock::start();
    collect();
    clock.nanoseconds() / objects as f64
}

/// The nodes that hold a graph from outside.
fn build<N: Node>(shape: Shape, objects: usize) -> Vec<N> {
    let nodes: Vec<N> = (0..objects).map(|_| N::new()).collect();
    let order = shape.order(objects);
    let at = |place: Option<usize>| place.map(|place| &nodes[order[place]]);
    for (place, (left, right)) in shape.links(objects).into_iter().enumerate() {
        nodes[order[place]].link(at(left), at(right));
    }
    if shape.holds_all() || shape.is_garbage() {
        return nodes;
    }
    vec![nodes[order[0]].clone()]
}

/// The numbers of `programs/collect.py`: a congruential generator, its upper bits.
struct Numbers(u64);

impl Numbers {
    fn new() -> Numbers {
        Numbers(1)
    }

    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % end
    }
}
