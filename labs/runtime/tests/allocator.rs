//! The allocator under many random requests, against a plain model; and what it reuses.

use runtime::memory::{
    self, Allocator, BlockKind, BlockState, Geometry, PoolState, SMALL_REQUEST_THRESHOLD,
};
use std::collections::BTreeMap;

const HEAP: u64 = 256 << 20;

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

fn allocator_of(geometry: Geometry) -> Allocator {
    memory::reserve(HEAP).expect("the host reserves the range");
    Allocator::new(HEAP, geometry)
}

fn allocator() -> Allocator {
    allocator_of(Geometry::PYTHON_3_10)
}

fn take(allocator: &Allocator, bytes: u64) -> u64 {
    allocator
        .allocate(bytes, BlockKind::Buffer)
        .expect("there is room")
}

/// What the allocator should hold: each block in use, by its start.
#[derive(Default)]
struct Model {
    /// Bytes asked for and the word that was written into the block.
    live: BTreeMap<u64, (u64, u64)>,
    /// The same starts in any order, to pick one at random.
    starts: Vec<u64>,
}

impl Model {
    fn enter(&mut self, allocator: &Allocator, block: u64, bytes: u64, word: u64) {
        assert_eq!(block % 16, 0, "{block:#x} is not aligned");
        assert!(allocator.block_size(block) >= bytes);
        let end = block + bytes.max(8);
        if let Some((&start, &(len, _))) = self.live.range(..end).next_back() {
            assert!(
                start + len.max(8) <= block,
                "{block:#x} overlaps {start:#x}"
            );
        }
        write_word(block, word);
        self.live.insert(block, (bytes, word));
    }

    fn remove(&mut self, block: u64) -> u64 {
        let (bytes, word) = self.live.remove(&block).expect("the block is in use");
        assert_eq!(read_word(block), word, "somebody wrote into {block:#x}");
        bytes
    }

    fn pick(&mut self, random: &mut Random) -> u64 {
        let index = random.below(self.starts.len() as u64) as usize;
        self.starts.swap_remove(index)
    }
}

fn write_word(block: u64, word: u64) {
    // SAFETY: the block was handed out to this test, and is at least 8 bytes long.
    unsafe { memory::poke(block, &word.to_le_bytes()) }
}

fn read_word(block: u64) -> u64 {
    let bytes = memory::peek(block, 8).expect("the block is in the heap");
    u64::from_le_bytes(bytes.try_into().expect("8 bytes"))
}

fn random_operations(geometry: Geometry, operations: u64, seed: u64) {
    let allocator = allocator_of(geometry);
    let mut random = Random(seed);
    let mut model = Model::default();
    for word in 0..operations {
        let bytes = match random.below(200) {
            0 => random.below(60_000),
            1..=9 => random.below(2_000),
            _ => random.below(SMALL_REQUEST_THRESHOLD + 1),
        };
        // Waves: the heap grows to about 20 000 blocks and shrinks to few, so that pools and arenas empty.
        let growing = word / 100_000 % 2 == 0;
        let choice = random.below(100);
        if model.starts.is_empty() || choice < if growing { 55 } else { 25 } {
            let block = take(&allocator, bytes);
            model.enter(&allocator, block, bytes, word);
            model.starts.push(block);
        } else if choice < 80 {
            let block = model.pick(&mut random);
            model.remove(block);
            allocator.free(block);
        } else {
            let block = model.pick(&mut random);
            let kept = read_word(block);
            model.remove(block);
            let bytes = bytes.max(8);
            let resized = allocator.resize(block, bytes).expect("there is room");
            assert_eq!(read_word(resized), kept, "resizing kept the contents");
            model.enter(&allocator, resized, bytes, word);
            model.starts.push(resized);
        }
        if word % (operations / 50) == 0 {
            assert_eq!(allocator.audit(), Ok(()));
            assert_eq!(allocator.figures().blocks, model.live.len() as u64);
        }
    }
    for block in model.starts.split_off(0) {
        model.remove(block);
        allocator.free(block);
    }
    let figures = allocator.figures();
    assert_eq!((figures.blocks, figures.bytes), (0, 0));
    assert_eq!(
        (figures.arenas, figures.held),
        (1, geometry.arena_size()),
        "one empty arena is kept"
    );
    assert_eq!(allocator.audit(), Ok(()));
}

#[test]
fn random_operations_never_overlap_and_lose_nothing() {
    random_operations(Geometry::PYTHON_3_10, 400_000, 0x9e37_79b9_7f4a_7c15);
}

#[test]
fn random_operations_with_the_older_geometry() {
    random_operations(Geometry::PYTHON_3_9, 400_000, 0x2545_f491_4f6c_dd1d);
}

/// `cargo test -p runtime --release --test allocator -- --ignored`: half a minute.
#[test]
#[ignore = "ten million operations: the two tests above are its samples"]
fn ten_million_random_operations() {
    random_operations(Geometry::PYTHON_3_10, 10_000_000, 0xd1b5_4a32_d192_ed03);
}

#[test]
fn the_block_freed_last_is_handed_out_first() {
    let allocator = allocator();
    let blocks: Vec<u64> = (0..3).map(|_| take(&allocator, 40)).collect();
    allocator.free(blocks[0]);
    allocator.free(blocks[2]);
    assert_eq!(take(&allocator, 33), blocks[2]);
    assert_eq!(take(&allocator, 48), blocks[0]);
}

#[test]
fn blocks_stand_where_cpython_has_them() {
    let allocator = allocator();
    let first = take(&allocator, 64);
    let second = take(&allocator, 64);
    assert_eq!(first % (16 << 10), 48, "after the pool's header");
    assert_eq!(second, first + 64);
}

#[test]
fn a_full_pool_comes_back_to_the_front() {
    let allocator = allocator();
    let per_pool = Geometry::PYTHON_3_10.blocks_per_pool(512);
    let blocks: Vec<u64> = (0..2 * per_pool).map(|_| take(&allocator, 512)).collect();
    take(&allocator, 512);
    allocator.free(blocks[0]);
    allocator.free(blocks[per_pool as usize]);
    assert_eq!(take(&allocator, 512), blocks[per_pool as usize]);
    assert_eq!(take(&allocator, 512), blocks[0]);
}

#[test]
fn an_empty_pool_serves_another_class() {
    let allocator = allocator();
    let block = take(&allocator, 512);
    let other = take(&allocator, 32);
    allocator.free(block);
    assert_eq!(take(&allocator, 96), block);
    assert_eq!(allocator.pools().len(), 2);
    allocator.free(other);
    assert_eq!(allocator.audit(), Ok(()));
}

#[test]
fn one_survivor_holds_its_arena() {
    let allocator = allocator();
    let per_arena = 64 * Geometry::PYTHON_3_10.blocks_per_pool(64);
    let blocks: Vec<u64> = (0..4 * per_arena).map(|_| take(&allocator, 64)).collect();
    assert_eq!(allocator.figures().arenas, 4);
    let is_survivor = |index: usize| (index as u64).is_multiple_of(per_arena);
    for (index, &block) in blocks.iter().enumerate() {
        if !is_survivor(index) {
            allocator.free(block);
        }
    }
    assert_eq!(allocator.figures().arenas, 4);
    for (index, &block) in blocks.iter().enumerate() {
        if is_survivor(index) {
            allocator.free(block);
        }
    }
    let figures = allocator.figures();
    assert_eq!(
        (figures.arenas, figures.most_arenas, figures.arenas_ever),
        (1, 4, 4)
    );
}

#[test]
fn pools_are_taken_from_the_fullest_arena() {
    let allocator = allocator();
    let per_pool = Geometry::PYTHON_3_10.blocks_per_pool(512) as usize;
    let pools: Vec<Vec<u64>> = (0..128)
        .map(|_| (0..per_pool).map(|_| take(&allocator, 512)).collect())
        .collect();
    let free_pool = |index: usize| pools[index].iter().for_each(|&block| allocator.free(block));
    // The first arena gets two free pools, the second one.
    free_pool(3);
    free_pool(70);
    free_pool(5);
    assert_eq!(allocator.audit(), Ok(()));
    assert_eq!(take(&allocator, 16), pools[70][0], "the second is fuller");
    assert_eq!(take(&allocator, 32), pools[5][0], "then the first, last in");
}

#[test]
fn the_pool_and_arena_figures_say_what_is_there() {
    let allocator = allocator();
    let blocks: Vec<u64> = (0..3).map(|_| take(&allocator, 4000 / 10)).collect();
    allocator.free(blocks[1]);
    let pool = allocator.pool_at(blocks[0]).expect("a pool is in use");
    assert_eq!((pool.block_size, pool.used, pool.capacity), (400, 2, 40));
    let states = allocator.pool_blocks(&pool);
    assert_eq!(
        states[..4],
        [
            BlockState::Used(BlockKind::Buffer),
            BlockState::Freed,
            BlockState::Used(BlockKind::Buffer),
            BlockState::Untouched,
        ]
    );
    assert_eq!(allocator.free_list(&pool)[0], blocks[1]);
    let arenas = allocator.arenas();
    assert_eq!(arenas.len(), 1);
    assert_eq!(arenas[0].pools[0], PoolState::Used(pool));
    assert_eq!(arenas[0].pools[1], PoolState::Untouched);
}

#[test]
fn a_large_block_grows_where_it_stands_if_it_can() {
    let allocator = allocator();
    let block = take(&allocator, 1000);
    assert_eq!(allocator.resize(block, 5000), Some(block));
    let behind = take(&allocator, 1000);
    let moved = allocator.resize(block, 9000).expect("there is room");
    assert_ne!(moved, block);
    assert_eq!(allocator.resize(moved, 100), Some(moved), "it stays large");
    allocator.free(moved);
    allocator.free(behind);
    assert_eq!(allocator.figures(), memory::MemoryFigures::default());
}

#[test]
fn a_request_beyond_the_range_is_refused_and_nothing_is_lost() {
    let allocator = allocator();
    let block = take(&allocator, 600);
    let before = allocator.figures();
    assert_eq!(allocator.allocate(2 * HEAP, BlockKind::Buffer), None);
    assert_eq!(allocator.allocate(u64::MAX, BlockKind::Buffer), None);
    assert_eq!(allocator.resize(block, 2 * HEAP), None);
    assert_eq!(allocator.figures(), before);
    assert_eq!(allocator.audit(), Ok(()));
}

#[test]
fn a_used_up_range_refuses_small_requests_and_goes_on() {
    memory::reserve(2 << 20).expect("the host reserves the range");
    let allocator = Allocator::new(2 << 20, Geometry::PYTHON_3_10);
    let mut blocks = Vec::new();
    while let Some(block) = allocator.allocate(512, BlockKind::Buffer) {
        blocks.push(block);
    }
    assert_eq!(allocator.figures().arenas, 2);
    assert_eq!(allocator.audit(), Ok(()));
    let last = blocks.pop().expect("some were handed out");
    allocator.free(last);
    assert_eq!(allocator.allocate(500, BlockKind::Buffer), Some(last));
}
