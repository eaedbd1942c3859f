//! `xray.arenas()`: the arenas held, a row each, with a sign for each of their pools.

use crate::paint;
use crate::table::Table;
use runtime::heap;
use runtime::memory::{Allocator, ArenaFigures, PoolFigures, PoolState};

/// Arenas that are shown.
const SHOWN: usize = 16;
/// What the signs of a map mean.
const LEGEND: &str = "# every block of the pool in use   1 to 9: at most so many tenths of them\n\
    x in use once, and free for any size   · never in use\n";

/// The view.
pub fn render() -> String {
    let (arenas, figures) =
        heap().with_allocator(|allocator| (Allocator::arenas(allocator), allocator.figures()));
    let caption = format!(
        "the arenas held: {}, most at once: {}, taken so far: {}",
        figures.arenas, figures.most_arenas, figures.arenas_ever
    );
    let mut table = Table::new(caption, &["at", "used", "free", "its pools"], &[1, 2]);
    for arena in arenas.iter().take(SHOWN) {
        let used = used_pools(arena);
        table.row([
            format!("{:#x}", arena.address),
            used.to_string(),
            (arena.pools.len() - used).to_string(),
            arena.pools.iter().map(sign).collect(),
        ]);
    }
    if arenas.len() > SHOWN {
        table.note(&format!("… and {} more", arenas.len() - SHOWN));
    }
    format!("{}{}\n", table.render(), paint::aside(LEGEND.trim_end()))
}

/// How many pools of an arena have a block in use.
pub fn used_pools(arena: &ArenaFigures) -> usize {
    let is_used = |pool: &&PoolState| matches!(pool, PoolState::Used(_));
    arena.pools.iter().filter(is_used).count()
}

fn sign(pool: &PoolState) -> String {
    match pool {
        PoolState::Used(pool) => paint::name(fullness(pool)),
        PoolState::Freed => paint::passing("x"),
        PoolState::Untouched => paint::aside("·"),
    }
}

/// `#` if the pool has no block to give, else the tenths of its blocks in use, rounded up.
fn fullness(pool: &PoolFigures) -> String {
    let used = u64::from(pool.used);
    match used == pool.capacity {
        true => "#".to_owned(),
        false => (used * 10).div_ceil(pool.capacity).min(9).to_string(),
    }
}
