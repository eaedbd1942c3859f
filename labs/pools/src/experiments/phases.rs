//! A program that changes its sizes

use crate::replay::{self, Kind, Random, Trace};
use anyhow::Result;
use kit::{Output, Table};

/// Small blocks of the first phase.
const SMALL: usize = 60_000;
/// One small block of so many lives on.
const PART: usize = 10;
/// Larger blocks of the second phase.
const LARGER: usize = 10_000;

/// Small blocks first, then, when nine in ten of them are dead, larger ones.
pub fn run(output: &Output<'_>) -> Result<()> {
    let (trace, looks) = trace();
    let caption = "KiB held: small blocks, then nine in ten of them dead, then larger blocks";
    let headings = [
        "allocator",
        "small ones",
        "after the deaths",
        "larger ones",
        "held for 100 asked",
    ];
    let mut table = Table::new(caption, &headings, &[1, 2, 3, 4]);
    for kind in Kind::ALL {
        let moments = replay::run(&trace, kind, &looks)?;
        let mut cells = vec![kind.title().to_owned()];
        cells.extend(moments.iter().map(|moment| (moment.held >> 10).to_string()));
        let last = moments.last().and_then(|moment| moment.held_per_hundred());
        let last = last.unwrap_or_default();
        cells.push(last.to_string());
        output.fact(kind.name(), last);
        table.row(cells);
    }
    output.table(table);
    Ok(())
}

// ANCHOR: phases
/// The requests, and after how many steps each phase is over.
fn trace() -> (Trace, [usize; 3]) {
    let mut random = Random::new(3);
    let mut trace = Trace::default();
    let mut blocks: Vec<usize> = (0..SMALL)
        .map(|_| trace.take(16 + random.below(113) as u64))
        .collect();
    let full = trace.steps.len();
    random.shuffle(&mut blocks);
    blocks[SMALL / PART..]
        .iter()
        .for_each(|&block| trace.give(block));
    let thinned = trace.steps.len();
    for _ in 0..LARGER {
        trace.take(257 + random.below(256) as u64);
    }
    let looks = [full, thinned, trace.steps.len()];
    (trace, looks)
}
// ANCHOR_END: phases
