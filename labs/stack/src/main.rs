//! The stack lab: where names live, what a frame is, and what outlives a call.

mod counting;
mod experiments;
mod grading;

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "stack",
    package: env!("CARGO_PKG_NAME"),
    about: "The stack lab of The Private Heap: where names live, what a frame is, and what outlives a call.",
    programs: kit::programs![
        "places",
        "slot",
        "code",
        reads,
        "frame",
        "calls",
        "call_and_return",
        "million",
        "exercise_places",
        "solution_places",
        exercise_data_stack,
        solution_data_stack,
        "outlive",
        "cell",
        "closure_cell",
        "waiting",
        "saved",
        "twice",
        "exercise_let_go",
        "solution_let_go",
        "rise",
        "limit",
        "deep",
        "exercise_levels",
        "solution_levels",
        "versions",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}
