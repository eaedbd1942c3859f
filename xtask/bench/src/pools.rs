//! The rounds: every allocator works through every trace, in turn.

use crate::peers::{Calls, Peer};
use crate::record::{Record, Space, Workload};
use crate::trace::Trace;

/// What holds for all the figures.
const TERMS: [&str; 4] = [
    "Sizes are drawn from the multiples of 16 between 16 and 512, each as likely as the others, and are the same for every \
     allocator; for the bytes held, they are any from 1 to 512.",
    "Each is called through a pointer, and the first word of each block is written.",
    "Ours notes besides what kind of thing each block holds, and here it is the same, unless the row says otherwise.",
    "A time is one that the thread had the processor. Ours and the free list ask the kernel for large pages; the others do not.",
];

/// Times `peers` in so many rounds of `traces`. Progress goes to standard error.
pub fn measure(peers: &[Peer], traces: &[Trace], rounds: usize, space: Option<Space>) -> Record {
    let workloads = traces
        .iter()
        .map(|trace| {
            eprint!("  {} ", trace.name);
            let workload = Workload {
                name: trace.name.to_string(),
                about: trace.about.to_string(),
                rounds: (0..rounds)
                    .map(|round| time_round(trace, peers, round))
                    .collect(),
            };
            eprintln!();
            workload
        })
        .collect();
    Record {
        terms: TERMS.map(str::to_string).to_vec(),
        contenders: peers.iter().map(|peer| peer.contender.clone()).collect(),
        workloads,
        space,
    }
}

/// One round. Each begins with another of the allocators, so that none is always the one that follows a certain other.
fn time_round(trace: &Trace, peers: &[Peer], round: usize) -> Vec<f64> {
    let mut figures = vec![0.0; peers.len()];
    for turn in 0..peers.len() {
        let index = (round + turn) % peers.len();
        figures[index] = match &peers[index].calls {
            Calls::BySize(heap) => trace.time(heap),
            Calls::Sized(heap) => trace.time(heap),
        };
    }
    eprint!(".");
    figures
}
