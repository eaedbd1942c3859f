//! The refcounting lab: who holds an object, when it dies, and what its count says.

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "refcounting",
    package: env!("CARGO_PKG_NAME"),
    about: "The refcounting lab of The Private Heap: who holds an object, when it dies, what its count says.",
    programs: kit::programs![
        "hello",
        "alias",
        "rise_and_fall",
        "holders",
        "header",
        "delete",
        "exercise_four",
        "solution_four",
        "moments",
        "scope",
        "cascade",
        "falling_tree",
        "deep",
        "weak",
        "resurrect",
        "exercise_registry",
        "solution_registry",
        "argument",
        "cells",
        "immortal",
        "none",
        "cycle",
        "itself",
        "freed",
        "exercise_alone",
        "solution_alone",
        "cost",
        "versions",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}
