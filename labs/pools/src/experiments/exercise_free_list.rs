//! Exercise: a pool's free list

use crate::grading::{self, SmallPool};
use kit::Output;

/// Hands out the block that came back last, else one that was never handed out; `None` if the pool is full.
/// Change this function.
fn take(pool: &mut SmallPool) -> Option<usize> {
    if let Some(block) = pool.first_free {
        pool.first_free = None;
        return Some(block);
    }
    if pool.untouched == pool.first_words.len() {
        return None;
    }
    pool.untouched += 1;
    Some(pool.untouched - 1)
}

/// Takes a block back. Change this function.
fn give_back(pool: &mut SmallPool, block: usize) {
    pool.first_free = Some(block);
}

/// The check. Leave it as it is.
pub fn run(output: &Output<'_>) -> anyhow::Result<()> {
    grading::free_list(output, take, give_back);
    Ok(())
}
