//! `list.sort`: natural runs, made long enough by insertion, merged in pairs.
//!
//! Stable, and it asks only `b < a`, as timsort does (`list_sort_impl` of `Objects/listobject.c`,
//! `Objects/listsort.txt`): runs that are already there are found with one comparison an item, and
//! lists of fewer than 64 items are compared in exactly CPython's order. Longer ones are merged without
//! galloping. Only numbers of items move, so an error leaves a permutation.

use crate::error::PyResult;
use crate::native::Args;
use crate::opcode::CompareOp;
use crate::vm::Vm;
use runtime::object::{list, str};
use runtime::{Obj, statics};

/// `list.sort(*, key=None, reverse=False)`
pub(super) fn sort(vm: &Vm, args: Args<'_>) -> PyResult {
    if !args.rest().pos().is_empty() {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    let (mut key, mut reverse) = (None, false);
    for (name, value) in args.keywords() {
        let name = str::to_string(name);
        match name.as_str() {
            "key" => key = Some(value).filter(|key| !statics::is_none(key)),
            "reverse" => reverse = vm.is_true(value)?,
            _ => {
                return Err(vm.type_error(format!(
                    "'{name}' is an invalid keyword argument for sort()"
                )));
            }
        }
    }
    let list = &args[0];
    let mut aside = list::set_aside(list);
    let outcome = sorted_order(vm, &aside.items, key, reverse);
    let outcome = outcome.map(|order| {
        let mut places: Vec<Option<Obj>> = std::mem::take(&mut aside.items)
            .into_iter()
            .map(Some)
            .collect();
        aside.items = order
            .into_iter()
            .filter_map(|place| places[place].take())
            .collect();
    });
    let (intruders, changed) = list::bring_back(list, aside);
    super::drop_backwards(intruders);
    outcome?;
    if changed {
        return Err(vm.value_error("list modified during sort"));
    }
    Ok(statics::none())
}

/// The places of the items in the order that sorting gives them.
fn sorted_order(vm: &Vm, items: &[Obj], key: Option<&Obj>, reverse: bool) -> PyResult<Vec<usize>> {
    let computed = match key {
        Some(key) => Some(
            items
                .iter()
                .map(|item| vm.call_with(key, std::slice::from_ref(item)))
                .collect::<PyResult<Vec<Obj>>>()?,
        ),
        None => None,
    };
    let keys = computed.as_deref().unwrap_or(items);
    let mut order: Vec<usize> = (0..items.len()).collect();
    if reverse {
        order.reverse();
    }
    let outcome = Sorter { vm, keys }.sort(&mut order);
    // The keys go in the order that they were brought into, before the list has its items again.
    if let Some(keys) = computed {
        let mut keys: Vec<Option<Obj>> = keys.into_iter().map(Some).collect();
        for &place in &order {
            drop(keys[place].take());
        }
    }
    outcome?;
    if reverse {
        order.reverse();
    }
    Ok(order)
}

struct Sorter<'a> {
    vm: &'a Vm,
    keys: &'a [Obj],
}

impl Sorter<'_> {
    fn less(&self, a: usize, b: usize) -> PyResult<bool> {
        self.vm.check_limits()?;
        self.vm
            .compare_truth(CompareOp::Lt, &self.keys[a], &self.keys[b])
    }

    fn sort(&self, order: &mut [usize]) -> PyResult<()> {
        let least = least_run(order.len());
        let mut runs: Vec<usize> = Vec::new();
        let mut start = 0;
        while start < order.len() {
            let mut end = start + self.natural_run(&mut order[start..])?;
            let forced = (start + least).min(order.len());
            if end < forced {
                self.insert_each(&mut order[start..forced], end - start)?;
                end = forced;
            }
            runs.push(end);
            start = end;
        }
        self.merge_runs(order, runs)
    }

    /// Length of the run at the start; one that strictly descends is turned round (`count_run`).
    fn natural_run(&self, order: &mut [usize]) -> PyResult<usize> {
        if order.len() < 2 {
            return Ok(order.len());
        }
        let mut length = 2;
        let descending = self.less(order[1], order[0])?;
        while length < order.len() && self.less(order[length], order[length - 1])? == descending {
            length += 1;
        }
        if descending {
            order[..length].reverse();
        }
        Ok(length)
    }

    /// Inserts each item from `sorted` on into the sorted part before it (`binarysort`).
    fn insert_each(&self, order: &mut [usize], sorted: usize) -> PyResult<()> {
        for next in sorted..order.len() {
            let pivot = order[next];
            let (mut low, mut high) = (0, next);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less(pivot, order[middle])? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            order[low..=next].rotate_right(1);
        }
        Ok(())
    }

    /// Merges neighbours until one run is left; `runs` are the ends of the runs.
    fn merge_runs(&self, order: &mut [usize], mut runs: Vec<usize>) -> PyResult<()> {
        while runs.len() > 1 {
            let mut start = 0;
            let mut merged = Vec::with_capacity(runs.len() / 2 + 1);
            for pair in runs.chunks(2) {
                let end = pair[pair.len() - 1];
                if pair.len() == 2 {
                    self.merge(&mut order[start..end], pair[0] - start)?;
                }
                merged.push(end);
                start = end;
            }
            runs = merged;
        }
        Ok(())
    }

    /// Merges the two sorted parts of `order` that meet at `middle`.
    fn merge(&self, order: &mut [usize], middle: usize) -> PyResult<()> {
        let mut merged = Vec::with_capacity(order.len());
        let (mut left, mut right) = (0, middle);
        while left < middle && right < order.len() {
            if self.less(order[right], order[left])? {
                merged.push(order[right]);
                right += 1;
            } else {
                merged.push(order[left]);
                left += 1;
            }
        }
        merged.extend_from_slice(&order[left..middle]);
        merged.extend_from_slice(&order[right..]);
        order.copy_from_slice(&merged);
        Ok(())
    }
}

/// The length below which a run is made longer: 32 to 64 (`merge_compute_minrun`).
fn least_run(mut length: usize) -> usize {
    let mut odd = 0;
    while length >= 64 {
        odd |= length & 1;
        length >>= 1;
    }
    length + odd
}
