//! `xray.pools(SIZE)` as a picture: the pools of a class, each a header and a grid of blocks in address order.

use super::canvas::{Anchor, Canvas, LINE, Words};
use crate::views::pools::{Grid, Look, Meaning, grids, meaning};
use runtime::memory::{POOL_HEADER, SizeClass};

/// Pools that are drawn.
const SHOWN: usize = 3;
/// Pixels of a line of blocks.
const WIDTH: u64 = 384;
/// Pixels of the line's thickness on each side of the grid.
const EDGE: u64 = 1;
/// Pixels above a grid: two lines of heading, and the pool's header.
const HEADING: u64 = 60;
/// Pixels between two pools.
const GAP: u64 = 20;
/// The meanings, each with its class and what the legend says.
const MEANINGS: [(Meaning, &str, &str); 4] = [
    (Meaning::New, "new", "in use since the last look"),
    (Meaning::Old, "old", "in use at the last look too"),
    (Meaning::Freed, "freed", "free again; 1 goes out next"),
    (Meaning::Untouched, "untouched", "never handed out"),
];

/// The picture of the pools that serve requests of `request` bytes; `None` if no pool does.
///
/// Those that have changed since the last look are drawn; of none, the first pool.
pub fn draw(request: u64, last: &Look, id: &str) -> Option<String> {
    let class = SizeClass::of(request)?;
    let grids = grids(class, last);
    let changed = grids.iter().filter(|grid| grid.changed).count();
    let drawn = &grids[..changed.clamp(1, SHOWN).min(grids.len())];
    let title = format!("Pools of {}-byte blocks", class.block_size());
    let mut description = format!("{} of {} pools.", drawn.len(), grids.len());
    let mut canvas = Canvas::new(id);
    let mut y = 0;
    for grid in drawn {
        description.push_str(&format!(" {}", in_words(grid)));
        y = draw_grid(&mut canvas, y, grid) + GAP;
    }
    if drawn.len() < grids.len() {
        let rest = match (grids.len() - drawn.len(), changed > drawn.len()) {
            (1, false) => "and 1 more pool of this class, which has not changed".to_owned(),
            (rest, false) => format!("and {rest} more pools of this class, which have not changed"),
            (rest, true) => format!("and {rest} more pools of this class"),
        };
        canvas.words((0, y), Anchor::Start, Words::Aside, &rest);
        y += GAP;
    }
    y = draw_legend(&mut canvas, y);
    Some(canvas.finish((WIDTH + 2 * EDGE, y), &title, &description))
}

/// A pool as a sentence.
fn in_words(grid: &Grid) -> String {
    let (pool, counts) = (grid.pool, counts(grid));
    format!(
        "The pool at {:#x} has {} blocks: {counts}.",
        pool.address, pool.capacity
    )
}

/// How many blocks there are of each meaning that occurs.
fn counts(grid: &Grid) -> String {
    let count = |wanted, name: &str| {
        let same = grid.signs.iter().filter(|sign| meaning(**sign) == wanted);
        match same.count() {
            0 => None,
            count => Some(format!("{count} {name}")),
        }
    };
    let all = [
        count(Meaning::New, "new"),
        count(Meaning::Old, "in use as before"),
        count(Meaning::Freed, "free again"),
        count(Meaning::Untouched, "never handed out"),
    ];
    all.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Draws a pool from `y` down; returns the lower edge.
fn draw_grid(canvas: &mut Canvas, y: u64, grid: &Grid) -> u64 {
    let (columns, height) = columns_and_height(grid.pool.capacity);
    let width = WIDTH / columns;
    let heading = format!("pool at {:#x}", grid.pool.address);
    canvas.words((0, y + 14), Anchor::Start, Words::Strong, &heading);
    let counts = counts(grid);
    canvas.words((0, y + 14 + LINE), Anchor::Start, Words::Aside, &counts);
    let header = (POOL_HEADER * width / grid.pool.block_size).max(2);
    canvas.rect((EDGE, y + 38), (header, HEADING - 38), "header");
    canvas.words(
        (EDGE + header + 6, y + 53),
        Anchor::Start,
        Words::Aside,
        &format!(
            "header, {POOL_HEADER} bytes, then blocks of {}",
            grid.pool.block_size
        ),
    );
    let top = y + HEADING;
    let mut bottom = top;
    for line in grid.signs.chunks(columns as usize) {
        draw_line(canvas, bottom, (width, height), line);
        bottom += height;
    }
    bottom
}

/// Blocks in a line, and pixels of a line: small blocks are many, so they are drawn small.
fn columns_and_height(capacity: u64) -> (u64, u64) {
    match capacity {
        ..120 => (8, 22),
        120..500 => (16, 16),
        _ => (32, 12),
    }
}

/// Draws one line of blocks, a rectangle a run of one meaning.
fn draw_line(canvas: &mut Canvas, y: u64, (width, height): (u64, u64), signs: &[char]) {
    let mut x = EDGE;
    for run in signs.chunk_by(|a, b| meaning(*a) == meaning(*b)) {
        let blocks = run.len() as u64;
        let class = class_of(meaning(run[0]));
        if meaning(run[0]) == Meaning::Freed {
            canvas.hatched_cells((x, y), (width, height), blocks, class);
        } else {
            canvas.cells((x, y), (width, height), blocks, class);
        }
        for (sign, block) in run.iter().zip(0..) {
            if sign.is_ascii_digit() {
                let middle = (x + block * width + width / 2, y + height / 2 + 4);
                canvas.words(middle, Anchor::Middle, Words::OnHatch, &sign.to_string());
            }
        }
        x += blocks * width;
    }
}

fn class_of(wanted: Meaning) -> &'static str {
    let found = MEANINGS.iter().find(|(meaning, ..)| *meaning == wanted);
    found.map_or("", |(_, class, _)| class)
}

/// Draws what the blocks mean, two to a line; returns the lower edge.
fn draw_legend(canvas: &mut Canvas, y: u64) -> u64 {
    for (index, (meaning, class, words)) in (0..).zip(MEANINGS) {
        let (x, y) = (EDGE + index % 2 * (WIDTH / 2), y + index / 2 * 20);
        if meaning == Meaning::Freed {
            canvas.hatched((x, y), (14, 14), class);
        } else {
            canvas.rect((x, y), (14, 14), class);
        }
        canvas.words((x + 20, y + 11), Anchor::Start, Words::Aside, words);
    }
    y + 36
}
