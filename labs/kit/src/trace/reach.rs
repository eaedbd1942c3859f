//! What nobody reaches: not the interpreter, not a name, not the code that runs below it.
//!
//! Between two instructions a native function may hold an object that nothing drawn leads to, and so may an object that
//! is ending. Its count tells: it is more than the references from what is lost with it.

use crate::views::heap::Heap;
use crate::views::moment::Moment;
use runtime::{Obj, snapshot};
use std::collections::BTreeMap;

/// The unreachable objects by address. Their counts are explained by each other.
pub fn unreachable<'a>(heap: &'a Heap, moment: &Moment) -> BTreeMap<u64, &'a Obj> {
    let mut lost: BTreeMap<u64, &Obj> = heap.lost().map(|it| (it.address(), it)).collect();
    let mut internal: BTreeMap<u64, u64> = BTreeMap::new();
    for object in lost.values() {
        for target in references(object) {
            *internal.entry(target).or_default() += 1;
        }
    }
    let is_held = |object: &Obj| {
        let known = internal.get(&object.address()).copied().unwrap_or(0);
        moment.count(object) > known
    };
    let mut open: Vec<u64> = lost
        .values()
        .filter(|object| is_held(object))
        .map(|object| object.address())
        .collect();
    while let Some(address) = open.pop() {
        if let Some(object) = lost.remove(&address) {
            open.extend(references(object));
        }
    }
    lost
}

/// Every reference of an object, that to its class too.
fn references(object: &Obj) -> impl Iterator<Item = u64> {
    let class = object.class().address();
    snapshot::targets(object).into_iter().chain([class])
}
