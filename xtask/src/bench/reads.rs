//! A slot read, a name looked up, an object made: the lines of the lab's `reads`, which counts their events, on the clock.

use super::entrants::{self, Job, Task};
use super::turns::Turns;
use super::{Binaries, Options};
use crate::measured::Measured;
use crate::oracle::find_pythons;
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;

/// The program that every Python runs, followed by one call.
const PROGRAM: &str = "xtask/bench/programs/reads.py";

const TURNS: Turns = Turns {
    passes: 5,
    repeats: 5,
};

/// What is read, and the line that does it: those of the lab's experiment.
const LINES: [(&str, &str); 5] = [
    ("a local", "other = slot"),
    ("a global", "other = shared"),
    ("a built-in", "other = len"),
    ("a new list", "other = []"),
    ("a call", "nothing()"),
];

const TERMS: [&str; 2] = [
    "Every Python ran the same text, and so did ours. The line stands ten times in a loop; the loop's own time is taken off.",
    "A time is one that the thread had the processor, for one run of the line.",
];

/// Gives every line to every Python.
///
/// # Errors
/// If a Python that was named is none, or one that takes part fails.
pub fn measure(workspace: &Workspace, options: &Options) -> Result<Measured> {
    let pythons = find_pythons(&options.python)?;
    if pythons.is_empty() {
        eprintln!("no CPython was found; --python PATH names one");
    }
    let turns = if options.quick { Turns::QUICK } else { TURNS };
    let program = workspace.read(Path::new(PROGRAM))?;
    let jobs = LINES.map(|(what, line)| Job {
        row: what.to_string(),
        about: line,
        task: Task::Program {
            text: format!("{program}\nmeasure({line:?}, {})\n", turns.repeats),
            shape: None,
        },
    });
    let entrants = entrants::pythons(&Binaries::build(workspace)?, pythons, Vec::new())?;
    turns.take("Nanoseconds a line takes", &TERMS, &jobs, &entrants)
}
