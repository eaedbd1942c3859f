//! Iterators over sequences, and those that wrap other iterators: `enumerate`, `zip`, `map`, `filter`.

mod adapters;
mod enumerate;
mod index;
mod reversed;
mod zip;

pub use index::over;
pub(crate) use reversed::backwards;

use crate::vm::Vm;
use runtime::object::fields;
use runtime::object::tuple;
use runtime::{Obj, statics};

/// Names the methods of these types.
pub fn install(vm: &Vm) {
    index::install(vm);
    reversed::install(vm);
    enumerate::install(vm);
    zip::install(vm);
    adapters::install(vm);
}

/// A pair for an iterator that keeps its last result at field `slot`: the same tuple again if nobody else
/// holds it, for then nobody can see that it changes.
///
/// What the tuple held is given back once it is whole again, as in `enum_next` of `Objects/enumobject.c`.
pub(crate) fn reuse_pair(iterator: &Obj, slot: u64, first: Obj, second: Obj) -> Obj {
    match fields::peek(iterator, slot).filter(|kept| kept.refcount() == 1) {
        Some(kept) => {
            let result = kept.clone();
            let old_first = tuple::replace(&result, 0, first);
            let old_second = tuple::replace(&result, 1, second);
            drop(old_first);
            drop(old_second);
            result
        }
        None => tuple::new([first, second]),
    }
}

/// `(None, None)`: the result before the first.
pub(crate) fn empty_pair() -> Obj {
    tuple::new([statics::none(), statics::none()])
}
