//! What rounding up costs

use crate::replay;
use anyhow::Result;
use kit::{Output, Table};
use runtime::memory::SMALL_REQUEST_THRESHOLD;

/// The Python program whose objects are asked for.
const PROGRAM: &str = include_str!("../../programs/workload.py");
/// Distances between size classes, in bytes; 16 is CPython's from 3.7 on, 8 was before.
const STEPS: [u64; 4] = [8, 16, 32, 64];

/// Adds up what the objects of a program ask for, and what they get from size classes of several widths.
pub fn run(output: &Output<'_>) -> Result<()> {
    let trace = replay::recorded(PROGRAM, output.python())?;
    let requests: Vec<u64> = trace
        .requests()
        .filter(|&bytes| bytes <= SMALL_REQUEST_THRESHOLD)
        .collect();
    let asked: u64 = requests.iter().sum();
    let caption = format!(
        "{} objects ask for {asked} bytes, {} each",
        requests.len(),
        asked / requests.len() as u64
    );
    let headings = ["size classes", "how many", "given", "given for 100 asked"];
    let mut table = Table::new(caption, &headings, &[1, 2, 3]);
    for step in STEPS {
        let given = requests.iter().map(|bytes| bytes.next_multiple_of(step));
        let per_hundred = per_hundred(given.clone().sum(), asked);
        table.row([
            format!("every {step} bytes"),
            (SMALL_REQUEST_THRESHOLD / step).to_string(),
            given.sum::<u64>().to_string(),
            per_hundred.clone(),
        ]);
        output.fact(&format!("every_{step}"), per_hundred);
    }
    let given: u64 = requests.iter().map(|bytes| bytes.next_power_of_two()).sum();
    table.row([
        "powers of two".to_owned(),
        (SMALL_REQUEST_THRESHOLD / 16).ilog2().to_string(),
        given.to_string(),
        per_hundred(given, asked),
    ]);
    output.fact("powers", per_hundred(given, asked));
    output.table(table);
    Ok(())
}

fn per_hundred(given: u64, asked: u64) -> String {
    (given * 100).div_ceil(asked).to_string()
}
