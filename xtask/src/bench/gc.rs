//! The cycle collector beside CPython's, on the same Python programs, and beside collectors written in Rust, on graphs of
//! the same shape. What they are given to do is in [`workloads`].

mod workloads;

use super::turns::Turns;
use super::{Binaries, Options, entrants, libpython};
use crate::measured::Measured;
use crate::oracle::find_pythons;
use crate::workspace::Workspace;
use anyhow::Result;

/// Each process builds one graph and collects it some times.
const TURNS: Turns = Turns {
    passes: 3,
    repeats: 3,
};

/// What holds for all the figures.
const TERMS: [&str; 5] = [
    "Every Python ran the same text, and so did ours; the crates' graphs have the same shapes, with nodes of two \
     references, and mimalloc for an allocator.",
    "Graphs are built with automatic collections off, but where the row says otherwise.",
    "Live graphs were collected once before, untimed. What an interpreter has for itself was set aside by gc.freeze().",
    "Building in C and Rust goes through PyList_New and its like, and through the runtime's functions, which are called through \
     pointers as those are; every hundred lists there is a place where a collection may run.",
    "A time is one that the thread had the processor, over the number of objects.",
];

/// Gives every workload to every contender.
///
/// # Errors
/// If a Python that was named is none, or one that takes part fails.
pub fn measure(workspace: &Workspace, options: &Options) -> Result<Measured> {
    let pythons = find_pythons(&options.python)?;
    if pythons.is_empty() {
        eprintln!("no CPython was found; --python PATH names one");
    }
    let libraries = libpython::named_or_found(&options.libpython)?;
    let turns = if options.quick { Turns::QUICK } else { TURNS };
    let jobs = workloads::all(workspace, turns.repeats)?;
    let binaries = Binaries::build(workspace)?;
    let mut entrants = entrants::pythons(&binaries, pythons, libraries)?;
    entrants.extend(entrants::collectors(&binaries)?);
    turns.take("Nanoseconds an object takes", &TERMS, &jobs, &entrants)
}
