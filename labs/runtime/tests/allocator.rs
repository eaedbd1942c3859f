//! The allocator under many random requests, against a plain model.

use runtime::memory::{self, Allocator, BlockKind};
use std::collections::BTreeMap;

const HEAP: u64 = 256 << 20;
const OPERATIONS: u64 = 300_000;

/// A generator of numbers that is the same on every run (Marsaglia's xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % bound
    }
}

fn allocator() -> Allocator {
    memory::reserve(HEAP).expect("the host reserves the range");
    Allocator::new(HEAP)
}

#[test]
fn random_requests_never_overlap_and_are_aligned() {
    let mut allocator = allocator();
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut live: BTreeMap<u64, u64> = BTreeMap::new();
    for _ in 0..OPERATIONS {
        if live.is_empty() || random.below(100) < 52 {
            let bytes = if random.below(20) == 0 {
                random.below(20_000)
            } else {
                random.below(513)
            };
            let block = allocator
                .allocate(bytes, BlockKind::Buffer)
                .expect("there is room");
            assert_eq!(block % 16, 0);
            let end = block + bytes.max(1);
            if let Some((&start, &len)) = live.range(..end).next_back() {
                assert!(start + len <= block, "{block:#x} overlaps {start:#x}");
            }
            assert!(allocator.block_size(block) >= bytes);
            live.insert(block, bytes.max(1));
        } else {
            let after = live.keys().next().copied().unwrap_or(0) + random.below(HEAP);
            let found = live.range(after..).next().or_else(|| live.iter().next());
            let block = *found.expect("something is live").0;
            live.remove(&block);
            allocator.free(block);
        }
    }
    assert_eq!(allocator.figures().blocks, live.len() as u64);
    assert_eq!(allocator.audit(), Ok(()));
    for block in live.into_keys() {
        allocator.free(block);
    }
    let figures = allocator.figures();
    assert_eq!(
        (figures.blocks, figures.bytes, figures.arenas, figures.held),
        (0, 0, 0, 0)
    );
}

#[test]
fn the_block_freed_last_is_handed_out_first() {
    let mut allocator = allocator();
    let blocks: Vec<u64> = (0..3)
        .map(|_| {
            allocator
                .allocate(40, BlockKind::Object)
                .expect("there is room")
        })
        .collect();
    allocator.free(blocks[0]);
    allocator.free(blocks[2]);
    assert_eq!(allocator.allocate(33, BlockKind::Object), Some(blocks[2]));
    assert_eq!(allocator.allocate(48, BlockKind::Object), Some(blocks[0]));
}

#[test]
#[should_panic(expected = "freed twice")]
fn a_block_freed_twice_is_reported() {
    let mut allocator = allocator();
    let block = allocator
        .allocate(64, BlockKind::Object)
        .expect("there is room");
    allocator.free(block);
    allocator.free(block);
}

#[test]
fn a_request_beyond_the_range_is_refused_and_nothing_is_lost() {
    let mut allocator = allocator();
    let before = allocator.figures();
    assert_eq!(allocator.allocate(2 * HEAP, BlockKind::Buffer), None);
    assert_eq!(allocator.figures(), before);
    assert_eq!(allocator.audit(), Ok(()));
}
