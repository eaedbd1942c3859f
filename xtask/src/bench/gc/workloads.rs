//! What the collectors are given to do.

use crate::bench::entrants::{Job, Task};
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;

/// How many objects a graph has.
const COUNTS: [u32; 2] = [100_000, 1_000_000];

/// The program that every Python runs, followed by one call.
const PROGRAM: &str = "xtask/bench/programs/collect.py";

/// One thing to do, with any number of objects.
struct Work {
    /// A row's heading, without the number of objects.
    name: &'static str,
    about: &'static str,
    does: Does,
}

/// What is done.
enum Does {
    /// The program's `measure` with these first arguments: what to time, how to build, and of what.
    Measure(&'static str),
    /// The same, and the collectors of Rust have a shape of this name.
    MeasureShape(&'static str, &'static str),
    /// The tree is built without an interpreter.
    Build,
}

/// Garbage of one kind.
const fn rings(name: &'static str, does: Does) -> Work {
    Work {
        name,
        about: "garbage, each node referring to its neighbours",
        does,
    }
}

const fn live(name: &'static str, about: &'static str, does: Does) -> Work {
    Work { name, about, does }
}

static WORKS: [Work; 17] = [
    rings(
        "rings of 2, slots",
        Does::MeasureShape("'garbage', rings(2), 'slots'", "rings-2"),
    ),
    rings(
        "rings of 10, slots",
        Does::MeasureShape("'garbage', rings(10), 'slots'", "rings-10"),
    ),
    rings(
        "rings of 2, class",
        Does::Measure("'garbage', rings(2), 'class'"),
    ),
    rings(
        "rings of 10, class",
        Does::Measure("'garbage', rings(10), 'class'"),
    ),
    rings(
        "rings of 2, list",
        Does::Measure("'garbage', rings(2), 'list'"),
    ),
    rings(
        "rings of 10, list",
        Does::Measure("'garbage', rings(10), 'list'"),
    ),
    rings(
        "rings of 2, dict",
        Does::Measure("'garbage', rings(2), 'dict'"),
    ),
    rings(
        "rings of 10, dict",
        Does::Measure("'garbage', rings(10), 'dict'"),
    ),
    live(
        "tree",
        "live, slots",
        Does::MeasureShape("'live', tree, 'slots'", "tree"),
    ),
    live(
        "linked list",
        "live, slots",
        Does::MeasureShape("'live', linked_list, 'slots'", "list"),
    ),
    live(
        "random graph",
        "live, slots",
        Does::MeasureShape("'live', random_graph, 'slots'", "random"),
    ),
    live(
        "shuffled tree",
        "live, slots, addresses in another order",
        Does::MeasureShape("'live', shuffled_tree, 'slots'", "shuffled"),
    ),
    live(
        "tree of lists",
        "live",
        Does::Measure("'live', tree, 'list'"),
    ),
    live(
        "tree of dicts",
        "live",
        Does::Measure("'live', tree, 'dict'"),
    ),
    live(
        "building",
        "a program that builds a tree",
        Does::Measure("'building', tree, 'slots'"),
    ),
    live(
        "building, collecting",
        "the same with automatic collections",
        Does::Measure("'collecting', tree, 'slots'"),
    ),
    live(
        "building in C and Rust",
        "the same of lists, without an interpreter",
        Does::Build,
    ),
];

/// All rows, in the book's order; of a program so many times are asked.
///
/// # Errors
/// If the program cannot be read.
pub fn all(workspace: &Workspace, repeats: usize) -> Result<Vec<Job>> {
    let program = workspace.read(Path::new(PROGRAM))?;
    let jobs = COUNTS
        .iter()
        .flat_map(|&count| WORKS.iter().map(move |work| (work, count)));
    Ok(jobs
        .map(|(work, count)| work.job(&program, count, repeats))
        .collect())
}

impl Work {
    fn job(&self, program: &str, count: u32, repeats: usize) -> Job {
        let text = |arguments| format!("{program}\nmeasure({arguments}, {count}, {repeats})\n");
        let digit = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
        Job {
            row: format!("{} 10{}", self.name, digit[count.ilog10() as usize]),
            about: self.about,
            task: match self.does {
                Does::Measure(arguments) => Task::Program {
                    text: text(arguments),
                    shape: None,
                },
                Does::MeasureShape(arguments, shape) => Task::Program {
                    text: text(arguments),
                    shape: Some((shape, count)),
                },
                Does::Build => Task::Building(count),
            },
        }
    }
}
