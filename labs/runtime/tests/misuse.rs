//! What callers can do wrong with raw blocks, and that each is reported: by the allocator itself in a build with
//! checks, by the audit and the debug hooks in any build.

use runtime::memory::{self, Allocator, BlockKind, DebugHooks, Geometry, Misuse};

fn allocator() -> Allocator {
    memory::reserve(16 << 20).expect("the host reserves the range");
    Allocator::new(16 << 20, Geometry::PYTHON_3_10)
}

fn take(allocator: &Allocator, bytes: u64) -> u64 {
    allocator
        .allocate(bytes, BlockKind::Buffer)
        .expect("there is room")
}

fn hooks() -> DebugHooks {
    DebugHooks::new(allocator())
}

/// Writes as a stray pointer does.
fn poke(address: u64, bytes: &[u8]) {
    // SAFETY: the heap of this test holds no objects, and is only checked afterwards.
    unsafe { memory::poke(address, bytes) }
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "freed twice, or never handed out")]
fn a_block_freed_twice_is_reported() {
    let allocator = allocator();
    let block = take(&allocator, 64);
    let _neighbour = take(&allocator, 64);
    allocator.free(block);
    allocator.free(block);
}

#[test]
#[should_panic(expected = "freed twice, or never handed out")]
fn a_large_block_freed_twice_is_reported() {
    let allocator = allocator();
    let block = take(&allocator, 4096);
    allocator.free(block);
    allocator.free(block);
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "freed twice, or never handed out")]
fn a_pointer_into_a_block_is_reported() {
    let allocator = allocator();
    let block = take(&allocator, 64);
    allocator.free(block + 16);
}

#[test]
#[cfg(debug_assertions)]
#[should_panic(expected = "freed twice, or never handed out")]
fn a_foreign_pointer_is_reported() {
    let allocator = allocator();
    let foreign = Box::new(0_u64);
    allocator.free(&raw const *foreign as u64);
}

#[test]
fn a_write_past_a_block_into_a_free_one_is_found_by_the_audit() {
    let allocator = allocator();
    let blocks: Vec<u64> = (0..5).map(|_| take(&allocator, 64)).collect();
    allocator.free(blocks[3]);
    allocator.free(blocks[1]);
    assert_eq!(allocator.audit(), Ok(()));
    poke(blocks[2] + 60, &[0xff; 8]);
    let problem = allocator.audit().expect_err("the free list is broken");
    assert!(
        problem.contains("somebody wrote into a free block"),
        "{problem}"
    );
}

#[test]
fn the_debug_hooks_report_each_misuse() {
    let hooks = hooks();
    let block = hooks.allocate(20).expect("there is room");
    let other = hooks.allocate(700).expect("there is room");
    assert_eq!(hooks.check(block), Ok(()));

    poke(block + 20, &[0]);
    assert_eq!(hooks.free(block), Err(Misuse::WrittenPast(block)));
    poke(block + 20, &[0xfd]);

    poke(other - 1, &[0]);
    assert_eq!(hooks.free(other), Err(Misuse::WrittenBefore(other)));
    poke(other - 1, &[0xfd]);

    assert_eq!(hooks.free(block), Ok(()));
    assert_eq!(hooks.free(block), Err(Misuse::FreedTwice(block)));
    assert_eq!(hooks.free(0xdead_beef), Err(Misuse::Foreign(0xdead_beef)));
    assert_eq!(hooks.free(0), Err(Misuse::Foreign(0)));
    assert_eq!(hooks.free(other), Ok(()));
    assert_eq!(hooks.allocator().figures().blocks, 0);
}

#[test]
fn freed_bytes_are_made_unusable() {
    let hooks = hooks();
    let block = hooks.allocate(48).expect("there is room");
    assert_eq!(memory::peek(block, 4), Some(vec![0xcd; 4]));
    assert_eq!(hooks.free(block), Ok(()));
    assert_eq!(memory::peek(block, 4), Some(vec![0xdd; 4]));
}
