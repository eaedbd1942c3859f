//! Building with automatic collections, without an interpreter between: a tree of lists, made through the runtime's own
//! functions, and through the C interface of a real CPython.
//!
//! Where a Python program builds the tree, most of the time is the interpreter's. Here nearly all is the allocator's, the
//! counts' and the collector's. With `--who` it tells who takes part. With `OBJECTS REPEATS` it prints the nanoseconds an
//! object as JSON, once a repeat.

#[path = "../../clock.rs"]
mod clock;
mod cpython;
mod ours;

use anyhow::{Context, Result, ensure};
use clap::Parser;
use clock::Clock;
use serde_json::json;
use std::path::PathBuf;

/// Objects between two places where a collection may run, as an interpreter has them at each call and each turn of a loop.
/// Both sides are slower with more of them, CPython the more so.
const BETWEEN_CHECKS: usize = 100;
/// Fewest collections for so many objects, by the youngest generation's threshold of any version.
const OBJECTS_A_COLLECTION: usize = 5_000;

/// Builds trees of lists and prints the nanoseconds an object; `cargo xtask bench gc` runs it.
#[derive(Parser)]
struct Arguments {
    /// A libpython that builds, instead of the runtime
    #[arg(long, value_name = "PATH")]
    libpython: Option<PathBuf>,
    /// Say who that is
    #[arg(long)]
    who: bool,
    /// Lists in a tree
    #[arg(required_unless_present = "who")]
    objects: Option<usize>,
    /// Trees
    #[arg(required_unless_present = "who")]
    repeats: Option<usize>,
}

/// Somebody who makes lists and collects what cannot be reached.
pub trait Builder {
    /// A list, counted once for whoever has this.
    type List;

    /// Its version.
    fn version(&self) -> String;
    /// Starts or stops automatic collections.
    fn set_automatic(&self, automatic: bool);
    /// Collections so far.
    fn collections(&self) -> Result<usize>;
    /// A list of so many references, to None or to nothing: no program of these reads one that was not set.
    fn new_list(&self, length: usize) -> Self::List;
    /// Makes one place of `list` refer to `item`, with a reference of its own.
    fn link(&self, list: &Self::List, place: usize, item: &Self::List);
    /// Makes one place of `list` refer to `item`, which is given away.
    fn put(&self, list: &Self::List, place: usize, item: Self::List);
    /// The list that one place of `list` refers to.
    fn at(&self, list: &Self::List, place: usize) -> Self::List;
    /// A place where a collection may run.
    fn check(&self) -> Result<()>;
    /// Gives a reference back.
    fn end(&self, list: Self::List);
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    match &arguments.libpython {
        Some(path) => answer(&cpython::CPython::start(path)?, &arguments),
        None => answer(&ours::Ours::start()?, &arguments),
    }
}

fn answer(builder: &impl Builder, arguments: &Arguments) -> Result<()> {
    if arguments.who {
        println!("{}", json!(builder.version()));
        return Ok(());
    }
    let objects = arguments.objects.context("how many objects?")?;
    let repeats = arguments.repeats.context("how many repeats?")?;
    let times: Vec<f64> = (0..repeats)
        .map(|_| build(builder, objects))
        .collect::<Result<_>>()?;
    println!("{}", serde_json::to_string(&times)?);
    Ok(())
}

/// Nanoseconds an object that a tree takes, from the first list to the last link. Giving it back is not timed.
fn build(builder: &impl Builder, objects: usize) -> Result<f64> {
    let before = builder.collections()?;
    builder.set_automatic(true);
    let clock = Clock::start();
    let all = builder.new_list(objects);
    for place in 0..objects {
        builder.put(&all, place, builder.new_list(2));
        if place % BETWEEN_CHECKS == 0 {
            builder.check()?;
        }
    }
    for place in 0..(objects - 1) / 2 {
        let parent = builder.at(&all, place);
        for child in 0..2 {
            let target = builder.at(&all, 2 * place + 1 + child);
            builder.link(&parent, child, &target);
            builder.end(target);
        }
        builder.end(parent);
    }
    let nanoseconds = clock.nanoseconds();
    builder.set_automatic(false);
    builder.end(all);
    let collections = builder.collections()? - before;
    ensure!(
        collections >= objects / OBJECTS_A_COLLECTION,
        "only {collections} collections while {objects} objects were made"
    );
    Ok(nanoseconds / objects as f64)
}
