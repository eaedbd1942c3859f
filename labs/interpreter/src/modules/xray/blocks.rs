//! `xray.count_blocks()`, `xray.new_blocks()`, `xray.arenas_held()`: what the lines between did to the pools.
//!
//! For a real CPython the shim reads the same figures from `sys._debugmallocstats()`. So the two start
//! alike, counting begins with empty free lists: a float that the program makes then takes a block from
//! a pool, whatever died before.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::memory::{Allocator, ClassFigures};
use runtime::object::{dict, int};
use runtime::{collector, heap, statics};
use std::collections::BTreeMap;

/// Bytes of a block to blocks in use.
pub(crate) type BlocksInUse = BTreeMap<u64, i64>;

/// Names the functions of the module `xray` that count blocks.
pub(super) fn install(vm: &Vm, xray: &Installer<'_>) {
    vm.counted_blocks.replace(blocks_in_use());
    xray.function("count_blocks", |vm, args| {
        args.exactly::<0>(vm, "xray.count_blocks")?;
        start_counting(vm);
        Ok(statics::none())
    })
    .function("new_blocks", new_blocks)
    .function("arenas_held", |vm, args| {
        args.exactly::<0>(vm, "xray.arenas_held")?;
        let arenas = heap().with_allocator(|allocator| allocator.figures().arenas);
        Ok(int::from_i64(arenas as i64))
    });
}

/// A full collection first: it empties the free lists, and garbage that goes later would be counted.
fn start_counting(vm: &Vm) {
    collector::collect(collector::GENERATIONS - 1);
    vm.counted_blocks.replace(blocks_in_use());
}

/// Blocks of each size class that the pools have given out, those that free lists keep among them.
fn blocks_in_use() -> BlocksInUse {
    let classes = heap().with_allocator(Allocator::size_classes);
    let used = |class: ClassFigures| (class.block_size, class.used as i64);
    classes.into_iter().map(used).collect()
}

/// The change of each size class since counting started, smallest first. The answer itself is made
/// after the counting.
fn new_blocks(vm: &Vm, args: Args<'_>) -> PyResult {
    args.exactly::<0>(vm, "xray.new_blocks")?;
    let mut change = blocks_in_use();
    for (&size, before) in vm.counted_blocks.borrow().iter() {
        *change.entry(size).or_default() -= before;
    }
    let answer = dict::new();
    for (size, blocks) in change.into_iter().filter(|&(_, blocks)| blocks != 0) {
        vm.dict_set(&answer, &int::from_i64(size as i64), int::from_i64(blocks))?;
    }
    Ok(answer)
}
