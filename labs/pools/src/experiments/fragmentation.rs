//! Bytes asked, given and held, by five allocators

use crate::replay::{self, Kind, Random, Trace};
use anyhow::Result;
use kit::{Output, Table};

/// The Python program whose objects give the sizes of the first trace.
const PROGRAM: &str = include_str!("../../programs/workload.py");

/// Replays two traces and looks when most bytes are in use.
pub fn run(output: &Output<'_>) -> Result<()> {
    let objects: Vec<u64> = replay::recorded(PROGRAM, output.python())?
        .requests()
        .collect();
    let caption = "sizes of the objects of the program workload, lifetimes by chance";
    compare(output, "objects", caption, &by_chance(&objects, 100_000))?;
    let all: Vec<u64> = (16..=512).collect();
    let caption = "any size from 16 to 512 bytes, lifetimes by chance";
    compare(output, "any", caption, &by_chance(&all, 20_000))
}

// ANCHOR: chance
/// So many blocks of these sizes; then, twice as often, one of them goes and another comes.
fn by_chance(sizes: &[u64], blocks: usize) -> Trace {
    let mut random = Random::new(1);
    let mut trace = Trace::default();
    let size = |random: &mut Random| sizes[random.below(sizes.len())];
    let mut in_use: Vec<usize> = (0..blocks).map(|_| trace.take(size(&mut random))).collect();
    for _ in 0..2 * blocks {
        let place = random.below(blocks);
        trace.give(in_use[place]);
        in_use[place] = trace.take(size(&mut random));
    }
    trace
}
// ANCHOR_END: chance

fn compare(output: &Output<'_>, name: &str, caption: &str, trace: &Trace) -> Result<()> {
    let headings = ["allocator", "asked", "given", "held", "held for 100 asked"];
    let mut table = Table::new(caption, &headings, &[1, 2, 3, 4]);
    let peak = [trace.peak()];
    for kind in Kind::ALL {
        for moment in replay::run(trace, kind, &peak)? {
            let held = moment.held_per_hundred().unwrap_or_default();
            table.row([
                kind.title().to_owned(),
                moment.asked.to_string(),
                moment.given.to_string(),
                moment.held.to_string(),
                held.to_string(),
            ]);
            output.fact(&format!("{name}_{}", kind.name()), held);
        }
    }
    output.table(table);
    Ok(())
}
