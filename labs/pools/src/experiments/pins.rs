//! What a few survivors hold

use crate::replay::{self, Kind, Random, Trace};
use anyhow::Result;
use kit::{Output, Table};

/// Blocks that are asked for.
const BLOCKS: usize = 30_000;
/// One block of so many survives.
const PART: usize = 100;
/// Bytes of the unit in the table.
const MIB: u64 = 1 << 20;

/// Which blocks survive.
#[derive(Clone, Copy)]
enum Survivors {
    Nobody,
    Together,
    ByChance,
}

/// Fills the heap, lets nearly all of it die, and looks at what is still held.
pub fn run(output: &Output<'_>) -> Result<()> {
    let caption =
        format!("MiB held: {BLOCKS} blocks of 16 to 512 bytes, then 1 in {PART} of them or none");
    let headings = [
        "allocator",
        "all in use",
        "none",
        "1 in 100, neighbours",
        "1 in 100, spread",
    ];
    let mut table = Table::new(caption, &headings, &[1, 2, 3, 4]);
    for kind in Kind::ALL {
        let full = replay::run(&trace(Survivors::Nobody), kind, &[BLOCKS])?;
        let mut cells = vec![kind.title().to_owned()];
        cells.extend(full.iter().map(|moment| mebibytes(moment.held)));
        for (name, survivors) in [
            ("none", Survivors::Nobody),
            ("together", Survivors::Together),
            ("spread", Survivors::ByChance),
        ] {
            let trace = trace(survivors);
            for moment in replay::run(&trace, kind, &[trace.steps.len()])? {
                cells.push(mebibytes(moment.held));
                output.fact(&format!("{}_{name}", kind.name()), mebibytes(moment.held));
            }
        }
        table.row(cells);
    }
    output.table(table);
    Ok(())
}

// ANCHOR: deaths
/// The same requests each time; then the deaths, in random order.
fn trace(survivors: Survivors) -> Trace {
    let mut random = Random::new(2);
    let mut trace = Trace::default();
    let mut blocks: Vec<usize> = (0..BLOCKS)
        .map(|_| trace.take(16 + random.below(497) as u64))
        .collect();
    let spared = BLOCKS / PART;
    let dying = match survivors {
        Survivors::Nobody => &mut blocks[..],
        Survivors::Together => &mut blocks[spared..],
        Survivors::ByChance => {
            random.shuffle(&mut blocks);
            &mut blocks[spared..]
        }
    };
    random.shuffle(dying);
    dying.iter().for_each(|&block| trace.give(block));
    trace
}
// ANCHOR_END: deaths

/// MiB, to a hundredth.
fn mebibytes(bytes: u64) -> String {
    format!("{:.2}", bytes as f64 / MIB as f64)
}
