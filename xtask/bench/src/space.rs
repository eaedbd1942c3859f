//! Bytes held over bytes asked, with a million blocks live.

use crate::peers::{Block, Calls, Heap, Peer};
use crate::record::{Held, Space};
use crate::trace::Random;
use anyhow::{Context, Result};
use std::fs;

/// Blocks that are live at once.
const LIVE: usize = 1_000_000;

/// Fills every allocator with blocks of any size from 1 to 512 bytes.
///
/// # Errors
/// If the kernel does not tell how much memory this process has.
pub fn measure(peers: &[Peer]) -> Result<Space> {
    let mut random = Random::seeded();
    let sizes: Vec<u16> = (0..LIVE).map(|_| 1 + random.below(512) as u16).collect();
    // Its pages are touched here, so that the first allocator does not pay for them.
    let mut blocks: Vec<Option<Block>> = Vec::new();
    blocks.resize_with(LIVE, || None);
    let mut held = Vec::new();
    for peer in peers {
        held.push(match &peer.calls {
            Calls::BySize(heap) => Some(fill(heap, peer.held, &sizes, &mut blocks)?),
            Calls::Sized(_) => None,
        });
    }
    let total = |bytes: fn(u16) -> u16| sizes.iter().map(|&size| u64::from(bytes(size))).sum();
    Ok(Space {
        blocks: LIVE as u64,
        asked: total(|size| size),
        rounded: total(|size| size.next_multiple_of(16)),
        held,
    })
}

fn fill(
    heap: &impl Heap,
    account: Option<fn() -> u64>,
    sizes: &[u16],
    blocks: &mut [Option<Block>],
) -> Result<Held> {
    let (before, resident_before) = (account.map(|held| held()), resident()?);
    for (block, &size) in blocks.iter_mut().zip(sizes) {
        *block = Some(heap.allocate(size.into()));
    }
    let (after, resident_after) = (account.map(|held| held()), resident()?);
    for (block, &size) in blocks.iter_mut().zip(sizes) {
        if let Some(block) = block.take() {
            heap.free(block, size.into());
        }
    }
    Ok(Held {
        own_account: after
            .zip(before)
            .map(|(after, before)| after.saturating_sub(before)),
        resident: resident_after.saturating_sub(resident_before),
    })
}

/// Bytes of this process that are in memory now.
fn resident() -> Result<u64> {
    let status =
        fs::read_to_string("/proc/self/status").context("cannot read /proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kibibytes: u64 = line
        .and_then(|rest| rest.split_whitespace().next()?.parse().ok())
        .context("/proc/self/status has no VmRSS")?;
    Ok(kibibytes * 1024)
}
