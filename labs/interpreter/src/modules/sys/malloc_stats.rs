//! `sys._debugmallocstats()`: what the allocator holds, as a table on standard error.
//!
//! The columns are those of `_PyObject_DebugMallocStats` in `Objects/obmalloc.c`, so that what reads the one
//! reads the other.

use crate::error::PyResult;
use crate::native::Args;
use crate::vm::Vm;
use runtime::memory::{Allocator, ClassFigures, MemoryFigures, POOL_HEADER};
use runtime::memory::{ArenaFigures, PoolState, SMALL_REQUEST_THRESHOLD};
use runtime::{FreeListFigures, heap, statics};

/// Writes the table to the host's standard error.
pub(super) fn print(vm: &Vm, args: Args<'_>) -> PyResult {
    args.exactly::<0>(vm, "sys._debugmallocstats")?;
    let lines = heap().with_allocator(|allocator| {
        let mut lines = size_classes(&allocator.size_classes());
        lines.extend(arenas(allocator.figures()));
        lines.extend(bytes(allocator));
        lines
    });
    let kept = heap().free_lists();
    for line in lines.into_iter().chain(kept.iter().map(free_list)) {
        vm.host.stderr(&line);
        vm.host.stderr("\n");
    }
    Ok(statics::none())
}

fn size_classes(classes: &[ClassFigures]) -> Vec<String> {
    let mut lines = vec![
        format!("Requests up to {SMALL_REQUEST_THRESHOLD} bytes are served from pools."),
        String::new(),
        "class   size   num pools   blocks in use  avail blocks".to_owned(),
        "-----   ----   ---------   -------------  ------------".to_owned(),
    ];
    lines.extend(classes.iter().map(|class| {
        format!(
            "{:5} {:6} {:11} {:15} {:13}",
            class.block_size / runtime::memory::ALIGNMENT - 1,
            class.block_size,
            class.pools,
            class.used,
            class.free
        )
    }));
    lines
}

/// A figure with its name, the numbers one below another.
fn named(name: &str, figure: u64) -> String {
    format!("# {name:<32} = {:>20}", grouped(figure))
}

/// Digits in groups of three.
fn grouped(figure: u64) -> String {
    let digits = figure.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

fn arenas(figures: MemoryFigures) -> Vec<String> {
    vec![
        String::new(),
        named("arenas allocated total", figures.arenas_ever),
        named("arenas reclaimed", figures.arenas_ever - figures.arenas),
        named("arenas highwater mark", figures.most_arenas),
        named("arenas allocated current", figures.arenas),
    ]
}

/// Where the bytes of the arenas are.
fn bytes(allocator: &Allocator) -> Vec<String> {
    let geometry = heap().profile().geometry;
    let classes = allocator.size_classes();
    let sum = |figure: fn(&ClassFigures) -> u64| classes.iter().map(figure).sum::<u64>();
    let used_pools = sum(|class| class.pools);
    let unused_pools = allocator.arenas().iter().map(unused).sum::<u64>();
    let in_blocks = sum(|class| class.used * class.block_size);
    let available = sum(|class| class.free * class.block_size);
    let headers = used_pools * POOL_HEADER;
    vec![
        String::new(),
        named("bytes in allocated blocks", in_blocks),
        named("bytes in available blocks", available),
        named("bytes in unused pools", unused_pools * geometry.pool_size()),
        named("bytes lost to pool headers", headers),
        named(
            "bytes lost to quantization",
            used_pools * geometry.pool_size() - in_blocks - available - headers,
        ),
        String::new(),
    ]
}

/// Pools of an arena without a block in use.
fn unused(arena: &ArenaFigures) -> u64 {
    let is_used = |pool: &&PoolState| matches!(pool, PoolState::Used(_));
    (arena.pools.len() - arena.pools.iter().filter(is_used).count()) as u64
}

fn free_list(list: &FreeListFigures) -> String {
    let what = match list.length {
        Some(length) => format!("{length}-sized {}s", list.object),
        None => format!("{}s", list.object),
    };
    let count = format!("{} free {what} * {} bytes each", list.kept, list.size);
    format!("{count:>48} = {:>20}", grouped(list.kept * list.size))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_are_grouped_from_the_right() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_048_576), "1,048,576");
    }

    #[test]
    fn rows_have_five_numbers() {
        let class = ClassFigures {
            block_size: 64,
            pools: 2,
            used: 300,
            free: 208,
        };
        let row = size_classes(&[class]).pop().unwrap_or_default();
        let numbers: Vec<&str> = row.split_whitespace().collect();
        assert_eq!(numbers, ["3", "64", "2", "300", "208"]);
    }
}
