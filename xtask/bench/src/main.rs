//! Measures the private heap's allocator beside its peers, and prints what it measured as JSON.
//!
//! One process holds all of them at once, so that they meet the same processor in the same state: round by round each
//! allocator works through the same trace, and the next round begins with another of them. `cargo xtask bench` builds this
//! program, runs it once for each real CPython, and makes medians and pictures of the answers.
//!
//! The rooms: [`trace`] (what is asked for, in which order), [`peers`] (who answers), [`pools`] (the rounds),
//! [`space`] (bytes held). The form of the answer, `record`, is the file that `xtask` reads it by.

mod clock;
mod peers;
mod pools;
#[path = "../../src/measured/record.rs"]
mod record;
mod space;
mod trace;

use anyhow::Result;
use clap::{Parser, ValueEnum};
use std::path::PathBuf;
use trace::Trace;

/// Measures allocators and prints the record as JSON; `cargo xtask bench pools` runs it.
#[derive(Parser)]
struct Arguments {
    /// Rounds of each trace
    #[arg(long, default_value_t = 11)]
    rounds: usize,
    /// A libpython whose allocator takes part
    #[arg(long, value_name = "PATH")]
    libpython: Option<PathBuf>,
    /// Change one circumstance, and time the trace with the most memory alone
    #[arg(long, value_enum)]
    variant: Option<Variant>,
    /// Measure bytes held too
    #[arg(long)]
    space: bool,
    /// Leave the traces out whose name does not begin so
    #[arg(long, value_name = "NAME", default_value = "")]
    only: String,
}

/// A circumstance that is not as in the other traces.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Variant {
    /// No allocator is given large pages, whatever it asks for
    SmallPages,
    /// Ours is told of blocks of different kinds
    MixedKinds,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    if arguments.variant == Some(Variant::SmallPages) {
        peers::refuse_large_pages()?;
    }
    let mut traces = match arguments.variant {
        None => Trace::all(),
        Some(variant) => vec![Trace::largest(variant)],
    };
    traces.retain(|trace| trace.name.starts_with(&arguments.only));
    let peers = peers::start(arguments.libpython.as_deref(), arguments.variant)?;
    // First, while the process is fresh: what one allocator has freed is not counted for another.
    let space = arguments
        .space
        .then(|| space::measure(&peers))
        .transpose()?;
    let record = pools::measure(&peers, &traces, arguments.rounds, space);
    println!("{}", serde_json::to_string(&record)?);
    Ok(())
}
