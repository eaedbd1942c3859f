//! Exercise: what a request gets

use crate::grading;
use kit::Output;

/// Bytes of the block that a request of `bytes` gets from a pool; `None` if pools do not serve it.
/// Change this function.
fn block_size(bytes: u64) -> Option<u64> {
    (bytes <= 512).then_some(bytes / 16 * 16 + 16)
}

/// The check. Leave it as it is.
pub fn run(output: &Output<'_>) -> anyhow::Result<()> {
    grading::block_size(output, block_size);
    Ok(())
}
