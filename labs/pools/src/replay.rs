//! Counterfactuals: the same requests, answered by allocators that CPython does not have.
//!
//! A [`Trace`] is what a program asked for and gave back, in order. A [`Kind`] of allocator is started
//! afresh, [`run`] replays the trace on it, and measures what it holds.

mod strategy;
mod trace;

pub use strategy::Kind;
pub use trace::{Random, Step, Trace, recorded};

use anyhow::{Context, Result};

/// What an allocator says at one moment of a trace.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Bytes that the blocks in use were asked to have.
    pub asked: u64,
    /// Bytes that those blocks have.
    pub given: u64,
    /// Bytes that the allocator has from the host.
    pub held: u64,
}

impl Moment {
    /// Bytes held for each 100 bytes asked, as a whole number; nothing if nothing was asked.
    pub fn held_per_hundred(&self) -> Option<u64> {
        (self.held * 100).checked_div(self.asked)
    }
}

/// Replays `trace` and looks at the allocator after each of the steps `at`, which are in rising order.
///
/// # Errors
/// If the allocator runs out of room, or a step gives back what was never taken.
pub fn run(trace: &Trace, kind: Kind, at: &[usize]) -> Result<Vec<Moment>> {
    let mut strategy = kind.start()?;
    let mut blocks: Vec<Option<(u64, u64)>> = Vec::new();
    let mut moments = Vec::new();
    let mut asked = 0;
    let mut looks = at.iter().peekable();
    for (number, step) in (1..).zip(&trace.steps) {
        match *step {
            Step::Take { bytes } => {
                let block = strategy.take(bytes).context("the allocator has no room")?;
                blocks.push(Some((block, bytes)));
                asked += bytes;
            }
            Step::Give { taken } => {
                let (block, bytes) = blocks
                    .get_mut(taken)
                    .and_then(Option::take)
                    .context("the trace gives back what is not in use")?;
                strategy.give(block);
                asked -= bytes;
            }
        }
        while looks.next_if_eq(&&number).is_some() {
            moments.push(Moment {
                asked,
                given: strategy.given(),
                held: strategy.held(),
            });
        }
    }
    Ok(moments)
}

#[cfg(test)]
mod tests {
    use super::{Kind, Step, Trace, run};

    /// Three blocks of 24 bytes, of which the middle one goes.
    fn trace() -> Trace {
        let mut trace = Trace::default();
        let taken = [trace.take(24), trace.take(24), trace.take(24)];
        trace.give(taken[1]);
        trace
    }

    #[test]
    fn each_allocator_gives_by_its_rule() {
        let given = |kind| run(&trace(), kind, &[3]).expect("room")[0].given;
        assert_eq!(given(Kind::Pools), 3 * 32);
        assert_eq!(given(Kind::SmallPools), 3 * 32);
        assert_eq!(given(Kind::OneClass), 3 * 512);
        assert_eq!(given(Kind::BestFit), 3 * 32);
        assert_eq!(given(Kind::BestFitWithHeader), 3 * 32);
    }

    #[test]
    fn moments_are_those_asked_for() {
        let moments = run(&trace(), Kind::Pools, &[1, 3, 4]).expect("room");
        let asked: Vec<u64> = moments.iter().map(|moment| moment.asked).collect();
        assert_eq!(asked, [24, 72, 48]);
        assert!(moments.iter().all(|moment| moment.held == 1 << 20));
        assert_eq!(trace().peak(), 3);
    }

    #[test]
    fn an_allocator_without_arenas_holds_the_chunks_in_use() {
        let mut trace = Trace::default();
        let first = trace.take(500 << 10);
        trace.take(500 << 10);
        trace.take(500 << 10);
        trace.give(first);
        let held = |at| run(&trace, Kind::BestFit, &[at]).expect("room")[0].held >> 20;
        assert_eq!([held(1), held(2), held(3), held(4)], [1, 1, 2, 2]);
    }

    #[test]
    fn a_trace_that_gives_back_twice_is_refused() {
        let mut trace = trace();
        trace.give(1);
        assert_eq!(trace.steps.last(), Some(&Step::Give { taken: 1 }));
        assert!(run(&trace, Kind::Pools, &[]).is_err());
    }
}
