//! The checks of the exercises that readers solve in Rust.

use kit::Output;
use runtime::memory::SizeClass;

/// Requests that are tried: all that pools serve, and some that they do not.
const REQUESTS: std::ops::RangeInclusive<u64> = 0..=600;

// ANCHOR: small_pool
/// A pool of eight blocks, of which only the first word is drawn.
#[derive(Clone, Debug, Default)]
pub struct SmallPool {
    /// The first word of each block. While a block is free, the pool may write there.
    pub first_words: [Option<usize>; 8],
    /// Which block is to be handed out next, if one has come back.
    pub first_free: Option<usize>,
    /// How many blocks were ever handed out: those from here on are untouched.
    pub untouched: usize,
}
// ANCHOR_END: small_pool

/// Fills a pool, frees some blocks, and fills it again, with a reader's two functions.
pub fn free_list(
    output: &Output<'_>,
    take: fn(&mut SmallPool) -> Option<usize>,
    give_back: fn(&mut SmallPool, usize),
) {
    let mut pool = SmallPool::default();
    // One more than there are, in case a reader's pool never says that it is full.
    let all = pool.first_words.len() + 1;
    let fill = |pool: &mut SmallPool| -> Vec<usize> {
        std::iter::from_fn(|| take(pool)).take(all).collect()
    };
    let first = fill(&mut pool);
    let freed = [2, 5, 3];
    freed.iter().for_each(|&block| give_back(&mut pool, block));
    let second = fill(&mut pool);
    let solved = first == [0, 1, 2, 3, 4, 5, 6, 7] && second == [3, 5, 2];
    output.fact("solved", solved);
    if solved {
        output.say("Solved: what comes back last goes out first, and no block is lost.");
        return;
    }
    output.say(format!("A new pool gives {first:?}."));
    output.say(format!(
        "After {freed:?} have come back, it gives {second:?}."
    ));
    output.say("Not yet: it shall give 0 to 7, and then 3, 5, 2.");
}

/// Compares a reader's rounding with the runtime's, request by request.
pub fn block_size(output: &Output<'_>, answer: fn(u64) -> Option<u64>) {
    let wanted = |bytes| SizeClass::of(bytes).map(SizeClass::block_size);
    let wrong = REQUESTS
        .into_iter()
        .find(|&bytes| answer(bytes) != wanted(bytes));
    output.fact("solved", wrong.is_none());
    let Some(bytes) = wrong else {
        output.say("Solved: every request gets the block that the allocator gives.");
        return;
    };
    output.say(format!(
        "Not yet: a request of {bytes} bytes gets {}.",
        said(answer(bytes))
    ));
    output.say(format!("The allocator gives {}.", said(wanted(bytes))));
}

fn said(block: Option<u64>) -> String {
    match block {
        Some(size) => format!("a block of {size}"),
        None => "no block of a pool".to_owned(),
    }
}
