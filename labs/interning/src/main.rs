//! The interning lab: which equal objects are one object, and what sharing saves.

mod experiments;

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "interning",
    package: env!("CARGO_PKG_NAME"),
    about: "The interning lab of The Private Heap: which equal objects are one object, and what sharing saves.",
    programs: kit::programs![
        "twelve",
        "small_ints",
        "places",
        "arithmetic",
        "one_text",
        "one_constant",
        "cells",
        "folding",
        "exercise_apart",
        "solution_apart",
        "eight_ways",
        "unchanged",
        "made_equal",
        "letters",
        "exercise_readers",
        "solution_readers",
        "records",
        lookups,
        "lifetimes",
        "exercise_table",
        "solution_table",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}
