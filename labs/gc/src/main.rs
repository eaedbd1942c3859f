//! The gc lab: what counting cannot free, and how the collector finds it.

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "gc",
    package: env!("CARGO_PKG_NAME"),
    about: "The gc lab of The Private Heap: what counting cannot free, and how the collector finds it.",
    programs: kit::programs![
        "shapes",
        "leak",
        "disabled",
        "number",
        "left_behind",
        "exercise_three",
        "solution_three",
        "phases",
        "two_rings",
        "by_hand",
        "graphs",
        "exercise_subtract",
        "solution_subtract",
        "counts",
        "thresholds",
        "ageing",
        "quarter",
        "moment",
        "tracked",
        "zero",
        "increments",
        "exercise_lasting",
        "solution_lasting",
        "last_words",
        "weak_ring",
        "rescued",
        "raising",
        "suspended",
        "garbage",
        "exercise_order",
        "solution_order",
        "schedule",
        "sweep",
        "quiet",
        "freeze",
        "tools",
        "exercise_schedule",
        "solution_schedule",
        "unused",
        "why",
        "growth",
        "traceback",
        "exercise_listener",
        "solution_listener",
        "versions",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}
