//! The views of the module `xray`: tables of the heap and the frames as they are at that moment.
//!
//! All of them are made from the runtime's snapshots, run no Python code of the program, and say the same
//! on every run.

mod bytes;
mod describe;
mod fields;
mod frames;
pub mod heap;
mod label;
mod moment;
mod refs;
#[cfg(test)]
mod tests;

use interpreter::Vm;
use interpreter::host::View;
use std::collections::BTreeSet;

/// The table that a program asks for. `before` are the objects that were there when it began.
pub fn render(vm: &Vm, view: &View, before: &BTreeSet<u64>) -> String {
    match view {
        View::Frames => frames::render(vm),
        View::Heap => heap::render(vm, before),
        View::Refs(object) => refs::render(vm, object),
        View::Bytes(object) => bytes::render(vm, object),
    }
}
