//! `xray.arenas()` as a picture: each arena a map of its pools, filled as far as their blocks are in use.

use super::canvas::{Anchor, Canvas, LINE, Words};
use crate::views::arenas::used_pools;
use runtime::heap;
use runtime::memory::{Allocator, ArenaFigures, PoolState};

/// Arenas that are drawn.
const SHOWN: usize = 8;
/// Pools in a line.
const COLUMNS: usize = 16;
/// Pixels of a pool, across and down.
const POOL: u64 = 24;
/// Pixels of the line's thickness on each side of a map.
const EDGE: u64 = 1;
/// Pixels above a map, for two lines of heading.
const HEADING: u64 = 37;
/// Pixels between two arenas.
const GAP: u64 = 16;

/// The picture of the arenas held.
pub fn draw(id: &str) -> String {
    let arenas = heap().with_allocator(Allocator::arenas);
    let mut canvas = Canvas::new(id);
    let mut description = match arenas.len() {
        1 => "1 arena is held.".to_owned(),
        count => format!("{count} arenas are held."),
    };
    let mut y = 0;
    for arena in arenas.iter().take(SHOWN) {
        let (name, counts) = (format!("arena at {:#x}", arena.address), counts(arena));
        description.push_str(&format!(" The {name} has {counts}."));
        canvas.words((0, y + 14), Anchor::Start, Words::Strong, &name);
        canvas.words((0, y + 14 + LINE), Anchor::Start, Words::Aside, &counts);
        y = draw_map(&mut canvas, y + HEADING, arena) + GAP;
    }
    if arenas.len() > SHOWN {
        let rest = format!("and {} more", arenas.len() - SHOWN);
        canvas.words((0, y + 4), Anchor::Start, Words::Aside, &rest);
        y += GAP;
    }
    let y = draw_legend(&mut canvas, y);
    let width = COLUMNS as u64 * POOL + 2 * EDGE;
    canvas.finish((width, y), "The arenas and their pools", &description)
}

/// How many of an arena's pools are in each state that occurs.
fn counts(arena: &ArenaFigures) -> String {
    let is_freed = |pool: &&PoolState| **pool == PoolState::Freed;
    let used = used_pools(arena);
    let freed = arena.pools.iter().filter(is_freed).count();
    let untouched = arena.pools.len() - used - freed;
    let all = [
        (used, "in use"),
        (freed, "free again"),
        (untouched, "never in use"),
    ];
    let some = all.into_iter().filter(|(count, _)| *count > 0);
    let words: Vec<String> = some
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    format!("{} pools: {}", arena.pools.len(), words.join(", "))
}

/// Draws an arena's pools from `y` down; returns the lower edge.
fn draw_map(canvas: &mut Canvas, y: u64, arena: &ArenaFigures) -> u64 {
    let mut bottom = y;
    for line in arena.pools.chunks(COLUMNS) {
        let mut x = EDGE;
        for run in line.chunk_by(|a, b| std::mem::discriminant(a) == std::mem::discriminant(b)) {
            draw_run(canvas, (x, bottom), run);
            x += run.len() as u64 * POOL;
        }
        bottom += POOL;
    }
    bottom
}

/// Draws neighbours of one state.
fn draw_run(canvas: &mut Canvas, (x, y): (u64, u64), run: &[PoolState]) {
    let (size, count) = ((POOL, POOL), run.len() as u64);
    match run[0] {
        PoolState::Used(_) => {
            let mut filling = String::new();
            for (index, pool) in (0..).zip(run) {
                let PoolState::Used(pool) = pool else {
                    continue;
                };
                let at = (x + index * POOL, y);
                let filled = (u64::from(pool.used) * POOL / pool.capacity).max(1);
                filling.push_str(&format!("M{} {}h{POOL}v-{filled}h-{POOL}z", at.0, y + POOL));
                canvas.number(at, size, &pool.block_size.to_string());
            }
            canvas.path(&filling, "filling");
            canvas.cells((x, y), size, count, "pool");
        }
        PoolState::Freed => canvas.hatched_cells((x, y), size, count, "freed"),
        PoolState::Untouched => canvas.cells((x, y), size, count, "untouched"),
    }
}

/// Draws what the pools mean; returns the lower edge.
fn draw_legend(canvas: &mut Canvas, y: u64) -> u64 {
    let half = COLUMNS as u64 * POOL / 2;
    canvas.rect((EDGE, y + 7), (14, 7), "filling");
    canvas.rect((EDGE, y), (14, 14), "pool");
    let words = "in use, filled as far as its blocks are, with their size";
    canvas.words((EDGE + 20, y + 11), Anchor::Start, Words::Aside, words);
    canvas.hatched((EDGE, y + 20), (14, 14), "freed");
    let words = "free again, for any size";
    canvas.words((EDGE + 20, y + 31), Anchor::Start, Words::Aside, words);
    canvas.rect((half, y + 20), (14, 14), "untouched");
    canvas.words(
        (half + 20, y + 31),
        Anchor::Start,
        Words::Aside,
        "never in use",
    );
    y + 36
}
