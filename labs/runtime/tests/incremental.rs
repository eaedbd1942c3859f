//! Collecting in increments, on graphs made by hand and on graphs that change at random while increments go by.

use runtime::collector;
use runtime::object::{list, str, tuple};
use runtime::{Config, Obj, Profile, Version};
use std::collections::{BTreeMap, BTreeSet};

fn start() {
    runtime::start(Config {
        profile: Profile::of(Version::V3_14_2),
        limit: 1 << 30,
    })
    .expect("the host reserves a private heap");
}

fn audit<'a>(roots: impl Iterator<Item = &'a Obj> + Clone) {
    let report = runtime::audit::audit(&|look| roots.clone().for_each(&mut *look));
    assert_eq!(report.err(), None);
}

fn empty_list() -> Obj {
    list::new(Vec::new())
}

/// A ring of `length` lists, each holding the next.
fn ring(length: usize) -> Obj {
    let first = empty_list();
    let mut last = first.clone();
    for _ in 1..length {
        let next = empty_list();
        list::push(&last, next.clone());
        last = next;
    }
    list::push(&last, first.clone());
    first
}

/// Marks: the first increment of a round, which collects nothing.
fn begin_round() {
    assert_eq!(collector::collect(1).collected, 0);
}

#[test]
fn tracked_objects_are_counted() {
    start();
    let kept: Vec<Obj> = (0..10).map(|_| empty_list()).collect();
    let atoms: Vec<Obj> = (0..10).map(|_| tuple::new(vec![str::new("a")])).collect();
    assert_eq!(collector::counts(), [10, 0, 0]);
    drop(kept);
    assert_eq!(collector::counts(), [0, 0, 0]);
    audit(atoms.iter());
}

#[test]
fn a_young_collection_is_counted_until_the_round_after_the_next() {
    start();
    let kept = ring(2);
    collector::collect(0);
    assert_eq!(collector::counts(), [0, 1, 0]);
    assert_eq!(collector::sizes(), [0, 2, 0]);
    begin_round();
    collector::collect(1);
    // Nothing was pending: the round is over, and what was visited is pending.
    assert_eq!(collector::counts(), [0, 0, 1]);
    assert_eq!(collector::sizes(), [0, 0, 2]);
    audit([&kept].into_iter());
}

#[test]
fn the_third_threshold_is_of_no_use() {
    start();
    assert_eq!(collector::thresholds(), [2000, 10, 0]);
    collector::set_threshold(2, 7);
    assert_eq!(collector::thresholds(), [2000, 10, 0]);
}

#[test]
fn an_increment_takes_an_old_ring_whole_and_leaves_the_next() {
    start();
    for _ in 0..2 {
        drop(ring(300));
        // Frozen and thawed, the rings are old without having been looked at.
        collector::freeze();
    }
    collector::unfreeze();
    assert_eq!(collector::sizes(), [0, 600, 0]);
    begin_round();
    let new: Vec<Obj> = (0..10).map(|_| empty_list()).collect();
    assert_eq!(collector::collect(1).collected, 0);
    assert_eq!(collector::sizes(), [0, 0, 610]);
    begin_round();
    let mut more: Vec<Obj> = (0..10).map(|_| empty_list()).collect();
    assert_eq!(collector::collect(1).collected, 300);
    assert_eq!(collector::stats()[1].collections, 2);
    audit(new.iter().chain(&more));
    // That was more than there was to do: the next increments wait until enough objects are new.
    let mut calls = 0;
    while collector::stats()[1].collected < 600 {
        more.extend((0..10).map(|_| empty_list()));
        collector::collect(1);
        calls += 1;
        assert!(calls < 100, "the other ring is not found");
    }
    assert!(calls > 10);
    audit(new.iter().chain(&more));
}

#[test]
fn generation_one_has_no_objects_of_its_own() {
    start();
    let old = empty_list();
    collector::collect(0);
    let young = empty_list();
    let of = |generation| collector::objects(generation);
    assert_eq!(of(Some(0)), std::slice::from_ref(&young));
    assert_eq!(of(Some(1)), []);
    assert_eq!(of(Some(2)), std::slice::from_ref(&old));
    assert_eq!(of(None), [young, old]);
}

#[test]
fn what_is_frozen_is_passed_over() {
    start();
    drop(ring(2));
    collector::freeze();
    drop(ring(3));
    begin_round();
    assert_eq!(collector::collect(1).collected, 3);
    assert_eq!(collector::freeze_count(), 2);
    collector::unfreeze();
    assert_eq!(collector::collect(2).collected, 2);
    audit(std::iter::empty());
}

/// A small generator of random numbers (xorshift64).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 16) as usize % bound
    }
}

/// Lists by number, what each refers to, and those that the test holds.
#[derive(Default)]
struct Model {
    addresses: Vec<u64>,
    edges: Vec<Vec<usize>>,
    roots: BTreeMap<usize, Obj>,
}

impl Model {
    /// A new list, held by the test, that some lists of the test come to hold, and it some of them.
    fn grow(&mut self, random: &mut Random) {
        let number = self.addresses.len();
        let new = empty_list();
        self.addresses.push(new.address());
        self.edges.push(Vec::new());
        self.roots.insert(number, new);
        for _ in 0..random.below(3) {
            let numbers: Vec<usize> = self.roots.keys().copied().collect();
            let other = numbers[random.below(numbers.len())];
            let ends = [(number, other), (other, number)];
            let (from, to) = ends[random.below(2)];
            list::push(&self.roots[&from], self.roots[&to].clone());
            self.edges[from].push(to);
        }
    }

    fn forget_one(&mut self, random: &mut Random) {
        let numbers: Vec<usize> = self.roots.keys().copied().collect();
        self.roots.remove(&numbers[random.below(numbers.len())]);
    }

    /// The numbers of what the roots reach.
    fn reachable(&self) -> BTreeSet<usize> {
        let mut found = BTreeSet::new();
        let mut open: Vec<usize> = self.roots.keys().copied().collect();
        while let Some(number) = open.pop() {
            if found.insert(number) {
                open.extend(&self.edges[number]);
            }
        }
        found
    }

    fn addresses_of(&self, numbers: &BTreeSet<usize>) -> BTreeSet<u64> {
        numbers.iter().map(|&it| self.addresses[it]).collect()
    }
}

fn lists_in_use() -> BTreeSet<u64> {
    let objects = runtime::snapshot::objects();
    objects
        .iter()
        .filter(|object| runtime::StaticType::List.is_exact(object))
        .map(Obj::address)
        .collect()
}

/// Lists come and go while increments go by; each leaves what is reachable, and a full collection nothing else.
/// Says how many there were.
fn check(seed: u64) -> u64 {
    start();
    collector::set_threshold(0, 5 + seed as i64 % 20);
    let random = &mut Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    let mut model = Model::default();
    for _ in 0..200 {
        model.grow(random);
        if random.below(10) < 9 {
            model.forget_one(random);
        }
        let before = collector::stats()[1].collections;
        collector::run_if_due();
        if collector::stats()[1].collections > before {
            audit(model.roots.values());
            let reachable = model.addresses_of(&model.reachable());
            assert!(reachable.is_subset(&lists_in_use()), "model {seed}");
        }
    }
    let increments = collector::stats()[1].collections;
    collector::collect(2);
    audit(model.roots.values());
    let reachable = model.addresses_of(&model.reachable());
    assert_eq!(lists_in_use(), reachable, "model {seed}");
    increments
}

#[test]
fn increments_free_nothing_that_the_roots_reach() {
    let increments: u64 = (0..100).map(check).sum();
    assert!(increments > 200, "{increments} are too few");
}
