//! What it costs to use a slot, a name and a new object

use crate::counting::per_turn;
use anyhow::Result;
use kit::{Output, Table};

/// Name of the fact, what is read, and the line that is counted.
const LINES: [(&str, &str, &str); 5] = [
    ("local", "a local", "other = slot"),
    ("global", "a global", "other = shared"),
    ("builtin", "a built-in", "other = len"),
    ("list", "a new list", "other = []"),
    ("call", "a call", "nothing()"),
];

/// Counts what the runtime does for each line.
pub fn run(output: &Output<'_>) -> Result<()> {
    let headings = ["what", "line", "look-ups", "made", "freed", "frames"];
    let caption =
        "for one run of the line: look-ups in a dict, objects made and freed, frames pushed";
    let mut table = Table::new(caption, &headings, &[2, 3, 4, 5]);
    for (name, what, line) in LINES {
        let counts = per_turn(line, output.python())?;
        table.row([
            what.to_owned(),
            line.to_owned(),
            counts.look_ups.to_string(),
            counts.allocs.to_string(),
            counts.frees.to_string(),
            counts.frame_pushes.to_string(),
        ]);
        output.fact(&format!("{name}_look_ups"), counts.look_ups);
        output.fact(&format!("{name}_made"), counts.allocs);
        output.fact(&format!("{name}_frames"), counts.frame_pushes);
    }
    output.table(table);
    Ok(())
}
