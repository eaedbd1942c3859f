//! What is asked for, in which order: the same for every allocator.
//!
//! Sizes and places are drawn before the clock starts, from a generator with a fixed seed. A size is a multiple of 16
//! between 16 and 512, and each of these 32 is as likely as the others. Ten more blocks of each size stay live throughout:
//! a running CPython has such, so the others get them too, and no trace is about the first or the last block of its size.

use crate::Variant;
use crate::clock::Clock;
use crate::peers::{Block, Heap};

/// Live blocks of the traces that are not about many.
const FEW: usize = 1_000;
/// Blocks of each size that stay live throughout.
const BYSTANDERS: usize = 10;
/// Pairs that are timed, at least: some milliseconds, so that the clock's own cost does not count.
const PAIRS: usize = 400_000;
/// Where the generator starts.
const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// An order of allocations and frees.
#[derive(Clone, Copy)]
enum Order {
    /// Each block is freed before the next is asked for.
    Pair,
    /// A batch is allocated, then freed in the opposite order.
    LastInFirstOut,
    /// The oldest of so many live blocks goes, and a new one comes.
    FirstInFirstOut(usize),
    /// Any of so many live blocks goes, and a new one comes.
    Random(usize),
}

/// A trace: what is done, drawn beforehand.
pub struct Trace {
    /// A row's heading.
    pub name: &'static str,
    /// What is done, in a phrase.
    pub about: &'static str,
    order: Order,
    steps: Vec<Step>,
}

/// A block goes and another comes in its place.
struct Step {
    slot: u32,
    /// Bytes of the block that goes.
    freed: u16,
    /// Bytes of the block that comes.
    size: u16,
}

impl Trace {
    /// All traces, drawn.
    pub fn all() -> Vec<Trace> {
        [
            ("pair", "a block is freed at once", Order::Pair),
            (
                "LIFO",
                "1,000 blocks, freed in the opposite order",
                Order::LastInFirstOut,
            ),
            (
                "FIFO",
                "a queue of 1,000 blocks: the oldest goes, one comes",
                Order::FirstInFirstOut(FEW),
            ),
            (
                "FIFO 10⁵",
                "a queue of 100,000 blocks",
                Order::FirstInFirstOut(100_000),
            ),
            (
                "random 10⁵",
                "100,000 live blocks: any of them goes, one comes",
                Order::Random(100_000),
            ),
            (
                "random 10⁶",
                "1,000,000 live blocks: any of them goes, one comes",
                Order::Random(1_000_000),
            ),
        ]
        .into_iter()
        .map(|(name, about, order)| Trace {
            name,
            about,
            order,
            steps: draw(order),
        })
        .collect()
    }

    /// The trace with the most memory live, named for the circumstance.
    pub fn largest(variant: Variant) -> Trace {
        let order = Order::Random(1_000_000);
        let (name, about) = match variant {
            Variant::SmallPages => ("random 10⁶, small pages", "the same, all with small pages"),
            Variant::MixedKinds => (
                "random 10⁶, mixed kinds",
                "the same, and ours notes another kind for each block",
            ),
        };
        Trace {
            name,
            about,
            order,
            steps: draw(order),
        }
    }

    /// Works through the trace on `heap` and returns the nanoseconds an allocation and a free took together. What
    /// is live at the end is freed after the clock has stopped.
    pub fn time(&self, heap: &impl Heap) -> f64 {
        let sizes = || (1..=32).flat_map(|granules| [16 * granules; BYSTANDERS]);
        let bystanders: Vec<Block> = sizes().map(|size| heap.allocate(size)).collect();
        let nanoseconds = match self.order {
            Order::Pair => self.timed_from(FEW, |steps| pairs(heap, steps)),
            Order::LastInFirstOut => {
                let mut batch = Vec::with_capacity(FEW);
                self.timed_from(2 * FEW, |steps| batches(heap, &mut batch, steps))
            }
            Order::FirstInFirstOut(live) | Order::Random(live) => self.in_steady_state(heap, live),
        };
        for (block, size) in bystanders.into_iter().zip(sizes()) {
            heap.free(block, size);
        }
        nanoseconds
    }

    /// Fills the slots, does the steps until the heap is as mixed as it will get, and times the others.
    fn in_steady_state(&self, heap: &impl Heap, live: usize) -> f64 {
        let (fill, steps) = self.steps.split_at(live);
        let mut slots: Vec<Block> = fill
            .iter()
            .map(|step| heap.allocate(step.size.into()))
            .collect();
        let (aging, timed) = steps.split_at(aging(live));
        exchange(heap, &mut slots, aging);
        let clock = Clock::start();
        exchange(heap, &mut slots, timed);
        let nanoseconds = clock.nanoseconds();
        let mut sizes: Vec<u16> = vec![0; live];
        for step in &self.steps {
            sizes[step.slot as usize] = step.size;
        }
        for (block, size) in slots.into_iter().zip(sizes) {
            heap.free(block, size.into());
        }
        nanoseconds / timed.len() as f64
    }

    /// Does the first steps, then times the others.
    fn timed_from(&self, first: usize, mut work: impl FnMut(&[Step])) -> f64 {
        let (warm_up, timed) = self.steps.split_at(first);
        work(warm_up);
        let clock = Clock::start();
        work(timed);
        clock.nanoseconds() / timed.len() as f64
    }
}

fn pairs(heap: &impl Heap, steps: &[Step]) {
    for step in steps {
        let block = heap.allocate(step.size.into());
        heap.free(block, step.size.into());
    }
}

fn batches(heap: &impl Heap, batch: &mut Vec<Block>, steps: &[Step]) {
    for steps in steps.chunks(FEW) {
        batch.extend(steps.iter().map(|step| heap.allocate(step.size.into())));
        for step in steps.iter().rev() {
            if let Some(block) = batch.pop() {
                heap.free(block, step.size.into());
            }
        }
    }
}

fn exchange(heap: &impl Heap, slots: &mut [Block], steps: &[Step]) {
    for step in steps {
        let slot = &mut slots[step.slot as usize];
        // The new block comes first, as when a name is bound anew.
        let block = std::mem::replace(slot, heap.allocate(step.size.into()));
        heap.free(block, step.freed.into());
    }
}

/// Steps that are done before the clock starts: two for each live block.
const fn aging(live: usize) -> usize {
    2 * live
}

fn draw(order: Order) -> Vec<Step> {
    let mut random = Random(SEED);
    let (live, steps) = match order {
        Order::Pair => (1, FEW + PAIRS),
        Order::LastInFirstOut => (FEW, 2 * FEW + PAIRS),
        Order::FirstInFirstOut(live) | Order::Random(live) => {
            (live, live + aging(live) + PAIRS.max(live))
        }
    };
    let mut sizes = vec![0; live];
    let steps = 0..steps;
    steps
        .map(|step| {
            let slot = match order {
                Order::Random(live) if step >= live => random.below(live),
                _ => step % live,
            };
            let size = random.size();
            let freed = std::mem::replace(&mut sizes[slot], size);
            Step {
                slot: slot as u32,
                freed,
                size,
            }
        })
        .collect()
}

/// A xorshift generator: plain, fast, the same everywhere.
pub struct Random(u64);

impl Random {
    /// The generator at its start.
    pub fn seeded() -> Random {
        Random(SEED)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number from 0 up to `end`, which is left out.
    pub fn below(&mut self, end: usize) -> usize {
        ((u128::from(self.next()) * end as u128) >> 64) as usize
    }

    /// A multiple of 16 from 16 to 512.
    pub fn size(&mut self) -> u16 {
        16 * (1 + self.below(32) as u16)
    }
}
