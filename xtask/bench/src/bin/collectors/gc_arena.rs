//! `gc-arena`: no counts; mark and sweep from one root, and pointers that cost nothing and stay inside.

use crate::graph::{Shape, time};
use gc_arena::{Arena, Collect, Gc, Mutation, RefLock, Rootable};

type Node<'gc> = Gc<'gc, RefLock<Links<'gc>>>;

#[derive(Collect)]
#[collect(no_drop)]
struct Links<'gc> {
    left: Option<Node<'gc>>,
    right: Option<Node<'gc>>,
}

/// The nodes that hold a graph from outside.
#[derive(Collect)]
#[collect(no_drop)]
struct Graph<'gc> {
    roots: Vec<Node<'gc>>,
}

/// [`crate::graph::measure`].
pub fn measure(shape: Shape, objects: usize, repeats: usize) -> Vec<f64> {
    let mut arena = Arena::<Rootable![Graph<'_>]>::new(|_| Graph { roots: Vec::new() });
    if shape.is_garbage() {
        let build_and_time = |_| {
            arena.mutate(|heap, _| drop(build(heap, shape, objects)));
            time(objects, || arena.finish_cycle())
        };
        return (0..repeats).map(build_and_time).collect();
    }
    arena.mutate_root(|heap, graph| graph.roots = build(heap, shape, objects));
    arena.finish_cycle();
    (0..repeats)
        .map(|_| time(objects, || arena.finish_cycle()))
        .collect()
}

/// The nodes of a graph that are to be held; for garbage it does not matter which.
fn build<'gc>(heap: &Mutation<'gc>, shape: Shape, objects: usize) -> Vec<Node<'gc>> {
    let unlinked = || Links {
        left: None,
        right: None,
    };
    let nodes: Vec<Node<'gc>> = (0..objects)
        .map(|_| Gc::new(heap, RefLock::new(unlinked())))
        .collect();
    let order = shape.order(objects);
    let at = |place: Option<usize>| place.map(|place| nodes[order[place]]);
    for (place, (left, right)) in shape.links(objects).into_iter().enumerate() {
        *nodes[order[place]].borrow_mut(heap) = Links {
            left: at(left),
            right: at(right),
        };
    }
    if shape.holds_all() {
        return nodes;
    }
    vec![nodes[order[0]]]
}
