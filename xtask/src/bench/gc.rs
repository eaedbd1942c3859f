//! The cycle collector beside CPython's, on the same Python programs, and beside collectors written in Rust, on graphs of
//! the same shape.
//!
//! Each time comes from a process of its own, which builds one graph and collects it some times. The contenders take turns
//! ([`entrants`]), so that what else the machine does falls on all of them. What they are given to do is in [`workloads`].

mod entrants;
mod workloads;

use super::summary;
use super::{Binaries, Options};
use crate::measured::Measured;
use crate::measured::record::{Record, Workload};
use crate::oracle::find_pythons;
use crate::workspace::Workspace;
use anyhow::Result;
use entrants::Entrant;
use workloads::{COUNTS, Work};

/// How often every workload is given to every contender.
const PASSES: usize = 3;
/// Collections that one process times.
const REPEATS: usize = 3;

/// What holds for all the figures.
const TERMS: [&str; 4] = [
    "Every Python ran the same text, and so did ours; the crates' graphs have the same shapes, with nodes of two \
     references, and mimalloc for an allocator.",
    "Graphs are built with automatic collections off, but where the row says otherwise.",
    "Live graphs were collected once before, untimed. What an interpreter has for itself was set aside by gc.freeze().",
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
    let entrants = entrants::all(&Binaries::build(workspace)?, pythons)?;
    let program = workloads::program(workspace)?;
    let works: Vec<(&Work, u32)> = COUNTS
        .iter()
        .flat_map(|&count| Work::all().iter().map(move |work| (work, count)))
        .collect();
    let (passes, repeats) = if options.quick {
        (1, 1)
    } else {
        (PASSES, REPEATS)
    };
    let mut times = vec![vec![Vec::new(); entrants.len()]; works.len()];
    let mut processes = 0;
    for pass in 0..passes {
        eprintln!("pass {} of {passes}", pass + 1);
        for (&(work, count), times) in works.iter().zip(&mut times) {
            eprint!("  {} ", work.row(count));
            for turn in 0..entrants.len() {
                let index = (pass + turn) % entrants.len();
                if let Some(more) = entrants[index].time(&program, work, count, repeats)? {
                    times[index].extend(more);
                    processes += 1;
                }
                eprint!(".");
            }
            eprintln!();
        }
    }
    let records: Vec<Record> = works
        .iter()
        .zip(&times)
        .map(|(&(work, count), times)| record(&entrants, work, count, times))
        .collect();
    Ok(summary::summarise(
        "Nanoseconds an object takes",
        processes,
        &records,
    ))
}

/// One workload's times as a record of those that took part.
fn record(entrants: &[Entrant], work: &Work, count: u32, times: &[Vec<f64>]) -> Record {
    let took_part: Vec<(&Entrant, &Vec<f64>)> = entrants
        .iter()
        .zip(times)
        .filter(|(_, times)| !times.is_empty())
        .collect();
    let rounds = took_part.iter().map(|(_, times)| times.len()).min();
    Record {
        terms: TERMS.map(str::to_string).to_vec(),
        contenders: took_part
            .iter()
            .map(|(entrant, _)| entrant.contender.clone())
            .collect(),
        workloads: vec![Workload {
            name: work.row(count),
            about: work.about.to_string(),
            rounds: (0..rounds.unwrap_or_default())
                .map(|round| took_part.iter().map(|(_, times)| times[round]).collect())
                .collect(),
        }],
        space: None,
    }
}
