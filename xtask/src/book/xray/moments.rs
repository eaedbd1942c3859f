//! Which steps are drawn on paper: the ones at which most happens to the heap.

use super::trace::{State, Step, Trace};
use std::cmp::Reverse;

/// Steps that are drawn, at most.
const DRAWN: usize = 6;

/// The steps to draw, in order: those with the most deaths, losses and births, or the last one if nothing ever happens.
pub fn chosen(trace: &Trace) -> Vec<usize> {
    let mut steps: Vec<usize> = (0..trace.steps.len())
        .filter(|step| weight(&trace.steps[*step]) > 0)
        .collect();
    steps.sort_by_key(|step| Reverse(weight(&trace.steps[*step])));
    steps.truncate(DRAWN);
    if steps.is_empty() {
        steps.push(trace.steps.len() - 1);
    }
    steps.sort_unstable();
    steps
}

/// How much happens in a step.
fn weight(step: &Step) -> usize {
    let lost = step
        .changed
        .iter()
        .filter(|change| change.is_now(State::Unreachable));
    let born = step.changed.iter().filter(|change| change.is_birth());
    4 * step.freed.len() + 3 * lost.count() + born.count()
}
