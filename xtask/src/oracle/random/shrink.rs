//! From a program on which two sides disagree to a small one on which they still do.

use super::tree::Tree;
use anyhow::Result;

/// Most candidates that are judged at a time: a batch is one process of a real CPython.
const BATCH: usize = 24;

/// Leaves out of `tree` what can go while the sides still disagree. `disagree` judges many trees at once, in their order.
///
/// # Errors
/// What `disagree` fails with.
pub fn shrink(mut tree: Tree, disagree: impl Fn(&[Tree]) -> Result<Vec<bool>>) -> Result<Tree> {
    // What comes before the last success has mostly been tried already, so the search goes on from there.
    let mut start = 0;
    'smaller: loop {
        let mut candidates = tree.reductions();
        if candidates.is_empty() {
            return Ok(tree);
        }
        start %= candidates.len();
        candidates.rotate_left(start);
        for (number, batch) in candidates.chunks(BATCH).enumerate() {
            let verdicts = disagree(batch)?;
            if let Some(place) = verdicts.iter().position(|disagrees| *disagrees) {
                tree = batch[place].clone();
                start += number * BATCH + place;
                continue 'smaller;
            }
        }
        return Ok(tree);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oracle::random::tree::{Clause, Stmt};

    #[test]
    fn what_the_disagreement_does_not_need_goes() {
        let line = |number: usize| Stmt::Line(format!("print({number})"));
        let head = "if True:".to_string();
        let body = (0..40).map(line).collect();
        let mut tree = Tree {
            body: (40..60).map(line).collect(),
        };
        tree.body
            .insert(10, Stmt::Block(vec![Clause { head, body }]));
        let needs = |tree: &Tree| {
            let source = tree.source();
            source.contains("print(7)\n") && source.contains("print(55)\n")
        };
        let shrunk = shrink(tree, |trees| Ok(trees.iter().map(needs).collect()));
        assert_eq!(shrunk.expect("it shrinks").body, [line(7), line(55)]);
    }
}
