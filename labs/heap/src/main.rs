//! The heap lab: what an object is in memory, byte by byte, and how it grows.

use kit::Lab;
use std::process::ExitCode;

const LAB: Lab = Lab {
    name: "heap",
    package: env!("CARGO_PKG_NAME"),
    about: "The heap lab of The Private Heap: what an object is in memory, byte by byte, and how it grows.",
    programs: kit::programs![
        "everything",
        "extra",
        "fields",
        "digits",
        "text",
        "prefix",
        "sizes",
        "exercise_digits",
        "solution_digits",
        "address",
        "temporaries",
        "rebinding",
        "retype",
        "change",
        "two_names",
        "same",
        "blocks",
        "exercise_one_id",
        "solution_one_id",
        "pointers",
        "growth",
        "made_by",
        "shrink",
        "dict_growth",
        "set_growth",
        "str_growth",
        "instances",
        "one_object",
        "shallow",
        "copied",
        "exercise_equal",
        "solution_equal",
        "exercise_slots",
        "solution_slots",
        "by_hand",
        "stale",
        "leak",
        "order",
        "exercise_handles",
        "solution_handles",
        "versions",
    ],
};

fn main() -> ExitCode {
    kit::main(&LAB)
}
