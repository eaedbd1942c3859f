//! The views of the module `xray`: tables of the heap and the frames as they are at that moment.
//!
//! All of them are made from the runtime's snapshots, run no Python code of the program, and say the same
//! on every run.

pub mod arenas;
mod audit;
pub mod bars;
pub mod bytes;
mod code;
pub mod describe;
mod field_names;
pub mod fields;
mod frames;
mod generations;
pub mod heap;
mod interned;
pub mod label;
pub mod moment;
pub mod phases;
pub mod pools;
mod referrers;
mod refs;
mod stack;
#[cfg(test)]
mod tests;

use interpreter::Vm;
use interpreter::host::View;
use std::collections::BTreeSet;

/// What views compare with.
#[derive(Debug, Default)]
pub struct Past {
    /// Addresses of the objects that were there when the program began.
    objects: BTreeSet<u64>,
    /// The pools as the program last saw them.
    pools: pools::Look,
}

impl Past {
    /// The program begins now.
    pub fn begins() -> Past {
        Past {
            objects: heap::in_use(),
            pools: pools::Look::now(),
        }
    }

    /// Addresses of the objects that were there when the program began.
    pub fn objects(&self) -> &BTreeSet<u64> {
        &self.objects
    }

    /// The program looks at its pools: the look before.
    pub fn look_at_pools(&mut self) -> pools::Look {
        self.pools.look_again()
    }
}

/// The table that a program asks for. A look at the pools becomes part of the past.
pub fn render(vm: &Vm, view: &View, past: &mut Past) -> String {
    match view {
        View::Frames => frames::render(vm),
        View::Stack => stack::render(vm),
        View::Heap => heap::render(vm, &past.objects),
        View::Refs(object) => refs::render(vm, object),
        View::Bytes(object) => bytes::render(vm, object),
        View::Code(object) => code::render(vm, object),
        View::Interned => interned::render(vm, &past.objects),
        View::Pools(None) => pools::classes(&past.look_at_pools()),
        View::Pools(Some(request)) => pools::of_class(*request, &past.look_at_pools()),
        View::Arenas => arenas::render(),
        View::Audit => audit::render(vm),
        View::Referrers(object) => referrers::render(vm, object),
        View::Generations => generations::render(),
        View::Bars(title, bars) => bars::render(title, bars),
        View::Phases(generation) => phases::render(vm, *generation, &past.objects),
    }
}
