//! Fewer swaps: runs of them made optimal, and swaps before stores replaced by
//! stores in another order.

use crate::compile::ir::{Operation, Pseudo};
use crate::opcode::Op;

use super::CfgInst;

/// Optimizes the run of swaps that begins at `i`; returns the index of the
/// last instruction of the run.
pub(super) fn optimize_swaps(insts: &mut [CfgInst], i: usize) -> usize {
    let end = shorten_run(insts, i);
    apply_static_swaps(insts, end);
    end
}

/// Replaces a run of swaps by the shortest that does the same (`swaptimize`).
fn shorten_run(insts: &mut [CfgInst], start: usize) -> usize {
    let run = &insts[start..];
    let len = run
        .iter()
        .position(|inst| inst.op != Op::Swap && inst.op != Op::Nop)
        .unwrap_or(run.len());
    let run = &mut insts[start..start + len];
    let is_swap = |inst: &&CfgInst| inst.op == Op::Swap;
    if run.iter().filter(is_swap).count() < 2 {
        return start;
    }
    let depth = run
        .iter()
        .filter(is_swap)
        .map(|inst| inst.arg as usize)
        .max()
        .unwrap_or(0);
    let mut stack: Vec<usize> = (0..depth).collect();
    for inst in run.iter().filter(is_swap) {
        stack.swap(0, inst.arg as usize - 1);
    }

    // Each cycle of the permutation is undone by swaps from the top, written
    // from the end of the run so that they do it.
    const VISITED: usize = usize::MAX;
    let mut free = len;
    for i in 0..depth {
        if stack[i] == VISITED || stack[i] == i {
            continue;
        }
        let mut at = i;
        loop {
            if at != 0 && free > 0 {
                free -= 1;
                run[free].op = Op::Swap.into();
                run[free].arg = at as u32 + 1;
            }
            if stack[at] == VISITED {
                break;
            }
            at = std::mem::replace(&mut stack[at], VISITED);
        }
    }
    for inst in &mut run[..free] {
        inst.set_nop();
    }
    start + len - 1
}

/// Removes swaps, from `end` backwards, whose values are stored or popped right
/// after: the stores change places instead (`apply_static_swaps`).
fn apply_static_swaps(insts: &mut [CfgInst], end: usize) {
    for i in (0..=end).rev() {
        let swap = insts[i];
        if swap.op != Op::Swap {
            if swap.op == Op::Nop || is_swappable(swap.op) {
                continue;
            }
            return;
        }
        let Some(first) = next_swappable(insts, i, None) else {
            return;
        };
        let line = insts[first].line();
        let mut second = first;
        for _ in 1..swap.arg {
            let Some(next) = next_swappable(insts, second, line) else {
                return;
            };
            second = next;
        }
        if !stores_commute(insts, first, second) {
            return;
        }
        insts[i].set_nop();
        insts.swap(first, second);
    }
}

/// Whether two stores can change places: no other store to one of their
/// locals is between them.
fn stores_commute(insts: &[CfgInst], first: usize, second: usize) -> bool {
    let (a, b) = (stores_to(&insts[first]), stores_to(&insts[second]));
    if a.is_none() && b.is_none() {
        return true;
    }
    let between = insts[first + 1..second].iter().filter_map(stores_to);
    a != b
        && !between
            .into_iter()
            .any(|local| Some(local) == a || Some(local) == b)
}

fn is_swappable(op: Operation) -> bool {
    matches!(
        op,
        Operation::Real(Op::StoreFast | Op::PopTop) | Operation::Pseudo(Pseudo::StoreFastMaybeNull)
    )
}

fn stores_to(inst: &CfgInst) -> Option<u32> {
    let stores = is_swappable(inst.op) && inst.op != Op::PopTop;
    stores.then_some(inst.arg)
}

/// The next store or pop after `i`, on a given line if there is one.
fn next_swappable(insts: &[CfgInst], i: usize, line: Option<u32>) -> Option<usize> {
    for (at, inst) in insts.iter().enumerate().skip(i + 1) {
        if line.is_some() && inst.line() != line {
            return None;
        }
        if inst.op == Op::Nop {
            continue;
        }
        return is_swappable(inst.op).then_some(at);
    }
    None
}
