//! What the collectors are given to do.

use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;

/// How many objects a graph has.
pub const COUNTS: [u32; 2] = [100_000, 1_000_000];

/// The program that every Python runs, followed by one call.
const PROGRAM: &str = "xtask/bench/programs/collect.py";

/// One thing to do.
pub struct Work {
    /// A row's heading, without the number of objects.
    name: &'static str,
    /// What is done, in a phrase.
    pub about: &'static str,
    /// The first arguments of the program's `measure`: what to time, how to build, and of what.
    arguments: &'static str,
    /// The same shape's name for the collectors of Rust, if they have one.
    pub shape: Option<&'static str>,
}

/// Garbage of one kind.
const fn rings(name: &'static str, arguments: &'static str, shape: Option<&'static str>) -> Work {
    Work {
        name,
        about: "garbage, each node referring to its neighbours",
        arguments,
        shape,
    }
}

const fn live(
    name: &'static str,
    about: &'static str,
    arguments: &'static str,
    shape: Option<&'static str>,
) -> Work {
    Work {
        name,
        about,
        arguments,
        shape,
    }
}

static WORKS: [Work; 16] = [
    rings(
        "rings of 2, slots",
        "'garbage', rings(2), 'slots'",
        Some("rings-2"),
    ),
    rings(
        "rings of 10, slots",
        "'garbage', rings(10), 'slots'",
        Some("rings-10"),
    ),
    rings("rings of 2, class", "'garbage', rings(2), 'class'", None),
    rings("rings of 10, class", "'garbage', rings(10), 'class'", None),
    rings("rings of 2, list", "'garbage', rings(2), 'list'", None),
    rings("rings of 10, list", "'garbage', rings(10), 'list'", None),
    rings("rings of 2, dict", "'garbage', rings(2), 'dict'", None),
    rings("rings of 10, dict", "'garbage', rings(10), 'dict'", None),
    live("tree", "live, slots", "'live', tree, 'slots'", Some("tree")),
    live(
        "linked list",
        "live, slots",
        "'live', linked_list, 'slots'",
        Some("list"),
    ),
    live(
        "random graph",
        "live, slots",
        "'live', random_graph, 'slots'",
        Some("random"),
    ),
    live(
        "shuffled tree",
        "live, slots, addresses in another order",
        "'live', shuffled_tree, 'slots'",
        Some("shuffled"),
    ),
    live("tree of lists", "live", "'live', tree, 'list'", None),
    live("tree of dicts", "live", "'live', tree, 'dict'", None),
    live(
        "building",
        "a program that builds a tree",
        "'building', tree, 'slots'",
        None,
    ),
    live(
        "building, collecting",
        "the same with automatic collections",
        "'collecting', tree, 'slots'",
        None,
    ),
];

impl Work {
    /// All of them, in the book's order.
    pub fn all() -> &'static [Work] {
        &WORKS
    }

    /// The row's heading for so many objects.
    pub fn row(&self, count: u32) -> String {
        let digit = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];
        format!("{} 10{}", self.name, digit[count.ilog10() as usize])
    }

    /// The program's last line.
    pub fn call(&self, count: u32, repeats: usize) -> String {
        format!("measure({}, {count}, {repeats})\n", self.arguments)
    }
}

/// The program's text.
///
/// # Errors
/// If its file cannot be read.
pub fn program(workspace: &Workspace) -> Result<String> {
    workspace.read(Path::new(PROGRAM))
}
