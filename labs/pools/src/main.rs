//! The pools lab: where the bytes come from, what is reused, and why memory does not shrink.

mod experiments;
mod grading;
mod replay;

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "pools",
    package: env!("CARGO_PKG_NAME"),
    about: "The pools lab of The Private Heap: where the bytes come from, what is reused, and why memory does not shrink.",
    programs: kit::programs![
        "request",
        "new_blocks",
        "classes",
        "neighbours",
        "capacity",
        "filling",
        "arenas",
        "large",
        exercise_size_class,
        solution_size_class,
        "lifo",
        "refill",
        "other_size",
        "new_class",
        "free_list",
        "waiting_block",
        "free_lists",
        "exercise_tenant",
        "solution_tenant",
        exercise_free_list,
        solution_free_list,
        "shrink",
        "survivors",
        pins,
        "workload",
        rounding,
        fragmentation,
        phases,
        "exercise_shrink",
        "solution_shrink",
        "versions",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}
