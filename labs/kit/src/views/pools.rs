//! `xray.pools()`: the size classes, a row each. `xray.pools(64)`: the pools of one class, block by block.
//!
//! A program has a thousand blocks in use before its first line, so what it did lately is told apart: a view
//! compares with the program's last look at the pools, or with its beginning.

use crate::paint;
use crate::table::Table;
use runtime::heap;
use runtime::memory::POOL_HEADER;
use runtime::memory::{Allocator, BlockState, ClassFigures, PoolFigures, SizeClass};
use std::collections::{BTreeMap, BTreeSet};

/// Blocks that stand in a line.
const LINE: usize = 64;
/// Pools that are shown block by block.
const SHOWN: usize = 4;
/// Cells of a bar.
const BAR: u64 = 20;
/// What the signs of a grid mean.
const LEGEND: &str = "# in use   = in use at the last look too   · never handed out\n\
    x handed out and free again; the next ones to be handed out are 1, 2, 3 …\n";

/// The blocks that were in use when the program last looked.
#[derive(Debug, Default)]
pub struct Look {
    blocks: BTreeSet<u64>,
    classes: Vec<ClassFigures>,
}

impl Look {
    /// The heap as it is now.
    pub fn now() -> Look {
        heap().with_allocator(|allocator| Look {
            blocks: allocator
                .blocks()
                .into_iter()
                .map(|(block, _)| block)
                .collect(),
            classes: allocator.size_classes(),
        })
    }

    /// Looks at the heap as it is now; returns the look before.
    pub fn look_again(&mut self) -> Look {
        std::mem::replace(self, Look::now())
    }

    /// Blocks of this size that were in use.
    fn used(&self, block_size: u64) -> u64 {
        let class = self
            .classes
            .iter()
            .find(|class| class.block_size == block_size);
        class.map_or(0, |class| class.used)
    }
}

/// The size classes in use; those that have changed since the last look say by how many blocks.
pub fn classes(last: &Look) -> String {
    let classes = heap().with_allocator(Allocator::size_classes);
    let caption = format!("the size classes in use: {}", classes.len());
    let headings = [
        "block size",
        "pools",
        "used",
        "since last look",
        "free",
        "used of these pools' blocks",
    ];
    let mut table = Table::new(caption, &headings, &[0, 1, 2, 3, 4]);
    for class in classes {
        let change = class.used as i64 - last.used(class.block_size) as i64;
        table.row([
            class.block_size.to_string(),
            class.pools.to_string(),
            class.used.to_string(),
            if change == 0 {
                String::new()
            } else {
                paint::name(format!("{change:+}"))
            },
            class.free.to_string(),
            bar(class.used, class.used + class.free),
        ]);
    }
    table.render()
}

/// The pools that serve requests of `request` bytes, first those that have changed since the last look.
pub fn of_class(request: u64, last: &Look) -> String {
    let Some(class) = SizeClass::of(request) else {
        return String::new();
    };
    let size = class.block_size();
    let grids = grids(class, last);
    let mut text = format!(
        "the pools of {size}-byte blocks: {}, changed since the last look: {}\n",
        grids.len(),
        grids.iter().filter(|grid| grid.changed).count(),
    );
    for grid in grids.iter().take(SHOWN) {
        text.push_str(&grid.render());
    }
    if grids.len() > SHOWN {
        text.push_str(&format!("… and {} more\n", grids.len() - SHOWN));
    }
    text.push_str(&paint::aside(LEGEND.trim_end()));
    text.push('\n');
    text
}

/// The pools of a class, first those that have changed since the last look.
pub fn grids(class: SizeClass, last: &Look) -> Vec<Grid> {
    let mut grids: Vec<Grid> = heap().with_allocator(|allocator| {
        let pools = allocator.pools().into_iter();
        pools
            .filter(|pool| pool.block_size == class.block_size())
            .map(|pool| Grid::of(allocator, pool, last))
            .collect()
    });
    // Stable, so that pools keep the order of their addresses.
    grids.sort_by_key(|grid| !grid.changed);
    grids
}

/// One pool, a sign a block.
pub struct Grid {
    /// The pool.
    pub pool: PoolFigures,
    /// What each block is, as the legend has it.
    pub signs: Vec<char>,
    /// Whether a block was handed out or freed since the last look.
    pub changed: bool,
}

impl Grid {
    fn of(allocator: &Allocator, pool: PoolFigures, last: &Look) -> Grid {
        let next: BTreeMap<u64, char> = allocator
            .free_list(&pool)
            .into_iter()
            .zip('1'..='9')
            .collect();
        let mut changed = false;
        let blocks = (0..).map(|index| pool.address + POOL_HEADER + index * pool.block_size);
        let signs = blocks
            .zip(allocator.pool_blocks(&pool))
            .map(|(block, state)| {
                let was_used = last.blocks.contains(&block);
                let is_used = matches!(state, BlockState::Used(_));
                changed |= was_used != is_used;
                match state {
                    BlockState::Used(_) if was_used => '=',
                    BlockState::Used(_) => '#',
                    BlockState::Freed => next.get(&block).copied().unwrap_or('x'),
                    BlockState::Untouched => '·',
                }
            })
            .collect();
        Grid {
            pool,
            signs,
            changed,
        }
    }

    fn render(&self) -> String {
        let mut text = format!(
            "pool at {:#x}: {} of {} blocks in use\n",
            self.pool.address, self.pool.used, self.pool.capacity
        );
        for line in self.signs.chunks(LINE) {
            text.push_str("  ");
            text.push_str(&painted(line));
            text.push('\n');
        }
        text
    }
}

/// Signs in the colours of what they mean, a run of one colour at a time.
fn painted(signs: &[char]) -> String {
    let runs = signs.chunk_by(|a, b| meaning(*a) == meaning(*b));
    runs.map(|run| {
        let text: String = run.iter().collect();
        match meaning(run[0]) {
            Meaning::New => paint::name(text),
            Meaning::Old => text,
            Meaning::Freed => paint::passing(text),
            Meaning::Untouched => paint::aside(text),
        }
    })
    .collect()
}

/// What a sign of a grid means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// In use, and not at the last look.
    New,
    /// In use at the last look too.
    Old,
    /// Handed out once, and free again.
    Freed,
    /// Never handed out.
    Untouched,
}

/// What a sign means.
pub fn meaning(sign: char) -> Meaning {
    match sign {
        '#' => Meaning::New,
        '=' => Meaning::Old,
        '·' => Meaning::Untouched,
        _ => Meaning::Freed,
    }
}

/// How much of `room` is used, as a bar; any use at all fills a cell.
fn bar(used: u64, room: u64) -> String {
    let full = (used * BAR).div_ceil(room.max(1)).min(BAR) as usize;
    let (full, empty) = ("█".repeat(full), "·".repeat(BAR as usize - full));
    format!("{}{}", paint::name(full), paint::aside(empty))
}
