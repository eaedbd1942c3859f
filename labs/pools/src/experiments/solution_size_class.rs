//! Solution: what a request gets

use crate::grading;
use kit::Output;

/// Up to the next multiple of 16, and a request of nothing gets the smallest block.
fn block_size(bytes: u64) -> Option<u64> {
    (bytes <= 512).then_some(bytes.max(1).next_multiple_of(16))
}

/// The check. Leave it as it is.
pub fn run(output: &Output<'_>) -> anyhow::Result<()> {
    grading::block_size(output, block_size);
    Ok(())
}
