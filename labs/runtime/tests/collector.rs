//! The collector on graphs made by hand: what it frees, what it keeps, in what order, and the lists afterwards.

use runtime::collector::{self, Fate};
use runtime::object::{dict, list, str, tuple};
use runtime::{Config, Obj, Profile, Version};

fn start(version: Version) {
    runtime::start(Config {
        profile: Profile::of(version),
        limit: 1 << 32,
    })
    .expect("the host reserves a private heap");
}

/// Every count and every list is right, if the roots are these.
fn audit(roots: &[&Obj]) {
    let report = runtime::audit::audit(&|look| roots.iter().for_each(|root| look(root)));
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

#[test]
fn rings_are_freed_and_counted() {
    start(Version::V3_12);
    drop(ring(1));
    drop(ring(2));
    let kept = ring(3);
    assert_eq!(collector::collect(2).collected, 3);
    audit(&[&kept]);
    assert_eq!(collector::sizes(), [0, 0, 3]);
    drop(kept);
    assert_eq!(collector::collect(2).collected, 3);
    assert_eq!(collector::sizes(), [0, 0, 0]);
    audit(&[]);
}

#[test]
fn a_tuple_can_be_in_a_cycle() {
    start(Version::V3_12);
    let inner = empty_list();
    let outer = tuple::new(vec![inner.clone()]);
    list::push(&inner, outer);
    drop(inner);
    assert_eq!(collector::collect(2).collected, 2);
    audit(&[]);
}

#[test]
fn what_a_dict_holds_decides_whether_it_is_tracked() {
    start(Version::V3_12);
    let object = dict::new();
    dict::set_str(&object, &str::new("a"), str::new("b"));
    assert!(!collector::is_tracked(&object));
    dict::set_str(&object, &str::new("c"), object.clone());
    assert!(collector::is_tracked(&object));
    drop(object);
    assert_eq!(collector::collect(0).collected, 1);
    audit(&[]);
}

#[test]
fn a_tuple_of_atoms_is_untracked_by_the_first_collection_that_sees_it() {
    start(Version::V3_12);
    let pair = tuple::new(vec![str::new("a"), str::new("b")]);
    let nested = tuple::new(vec![pair.clone()]);
    assert!(collector::is_tracked(&pair) && collector::is_tracked(&nested));
    collector::collect(0);
    assert!(!collector::is_tracked(&pair) && !collector::is_tracked(&nested));
    audit(&[&pair, &nested]);
}

#[test]
fn from_3_14_a_tuple_of_atoms_is_never_tracked() {
    start(Version::V3_14);
    let pair = tuple::new(vec![str::new("a"), str::new("b")]);
    assert!(!collector::is_tracked(&pair));
}

#[test]
fn survivors_grow_old() {
    start(Version::V3_12);
    let kept = ring(2);
    collector::collect(0);
    assert_eq!(collector::sizes(), [0, 2, 0]);
    collector::collect(1);
    assert_eq!(collector::sizes(), [0, 0, 2]);
    drop(kept);
    assert_eq!(collector::collect(1).collected, 0);
    assert_eq!(collector::collect(2).collected, 2);
    audit(&[]);
}

#[test]
fn a_young_collection_takes_references_from_old_objects_as_outside() {
    start(Version::V3_12);
    let old = empty_list();
    collector::collect(2);
    list::push(&old, ring(2));
    assert_eq!(collector::collect(0).collected, 0);
    drop(list::remove(&old, 0));
    assert_eq!(collector::collect(0).collected, 0);
    assert_eq!(collector::collect(1).collected, 2);
    audit(&[&old]);
}

#[test]
fn more_references_than_a_mark_can_count() {
    start(Version::V3_12);
    let hub = empty_list();
    for _ in 0..1000 {
        let spoke = list::new(vec![hub.clone()]);
        list::push(&hub, spoke);
    }
    let explained = collector::explain(2);
    assert_eq!(explained[0].internal, 1000);
    assert_eq!(explained[0].gc_refs, 1);
    assert_eq!(collector::collect(2).collected, 0);
    drop(hub);
    assert_eq!(collector::collect(2).collected, 1001);
    audit(&[]);
}

#[test]
fn what_is_reached_late_goes_to_the_end_of_the_list() {
    start(Version::V3_12);
    let inner = empty_list();
    let other = empty_list();
    let holder = list::new(vec![inner.clone()]);
    let addresses = [inner.address(), other.address(), holder.address()];
    drop(inner);
    let explained = collector::explain(0);
    let fates: Vec<Fate> = explained.iter().map(|object| object.fate).collect();
    assert_eq!(
        fates,
        [
            Fate::ReachedFrom(holder.address()),
            Fate::ReferredToFromOutside,
            Fate::ReferredToFromOutside
        ]
    );
    collector::collect(0);
    let order: Vec<u64> = collector::objects(Some(1))
        .iter()
        .map(Obj::address)
        .collect();
    assert_eq!(order, [addresses[1], addresses[2], addresses[0]]);
    audit(&[&other, &holder]);
}

#[test]
fn explaining_changes_nothing() {
    start(Version::V3_12);
    drop(ring(3));
    let kept = ring(3);
    let before: Vec<u64> = collector::objects(None).iter().map(Obj::address).collect();
    let explained = collector::explain(2);
    let unreachable = |it: &&collector::Explained| it.fate == Fate::Unreachable;
    assert_eq!(explained.iter().filter(unreachable).count(), 3);
    assert!(
        explained
            .iter()
            .all(|it| it.refcount == it.internal + it.gc_refs)
    );
    let after: Vec<u64> = collector::objects(None).iter().map(Obj::address).collect();
    assert_eq!(before, after);
    assert_eq!(collector::collect(2).collected, 3);
    audit(&[&kept]);
}

#[test]
fn what_is_frozen_is_passed_over() {
    start(Version::V3_12);
    drop(ring(2));
    collector::freeze();
    assert_eq!(collector::freeze_count(), 2);
    assert_eq!(collector::collect(2).collected, 0);
    collector::unfreeze();
    assert_eq!(collector::collect(2).collected, 2);
    audit(&[]);
}

#[test]
fn referents_and_referrers() {
    start(Version::V3_12);
    let item = empty_list();
    let holder = list::new(vec![str::new("x"), item.clone()]);
    let referents = collector::referents(&holder);
    assert!(referents[0].is(&item));
    let referrers = collector::referrers(std::slice::from_ref(&item));
    assert_eq!(referrers, std::slice::from_ref(&holder));
    assert!(collector::referents(&str::new("x")).is_empty());
}

#[test]
fn counts_follow_allocations_and_collections() {
    start(Version::V3_12);
    let lists: Vec<Obj> = (0..100).map(|_| empty_list()).collect();
    assert_eq!(collector::counts(), [100, 0, 0]);
    collector::collect(0);
    assert_eq!(collector::counts(), [0, 1, 0]);
    collector::collect(1);
    assert_eq!(collector::counts(), [0, 0, 1]);
    drop(lists);
    assert_eq!(collector::counts(), [0, 0, 1]);
    collector::collect(2);
    assert_eq!(collector::counts(), [0, 0, 0]);
}

#[test]
fn to_3_11_a_collection_runs_inside_the_allocation() {
    start(Version::V3_10);
    let kept: Vec<Obj> = (0..702).map(|_| empty_list()).collect();
    assert_eq!(collector::stats()[0].collections, 1);
    audit(&kept.iter().collect::<Vec<_>>());
}

#[test]
fn from_3_12_a_collection_waits_until_the_interpreter_can_be_interrupted() {
    start(Version::V3_12);
    let kept: Vec<Obj> = (0..702).map(|_| empty_list()).collect();
    assert_eq!(collector::stats()[0].collections, 0);
    collector::run_if_due();
    assert_eq!(collector::stats()[0].collections, 1);
    audit(&kept.iter().collect::<Vec<_>>());
}

#[test]
fn a_long_ring_needs_no_native_stack() {
    let thread = std::thread::Builder::new().stack_size(256 * 1024);
    let worker = thread.spawn(|| {
        start(Version::V3_12);
        drop(ring(1_000_000));
        assert_eq!(collector::collect(2).collected, 1_000_000);
        audit(&[]);
    });
    worker
        .and_then(|worker| worker.join().map_err(|_| std::io::Error::other("it fell")))
        .expect("a small stack is enough");
}

#[test]
#[ignore = "takes a gigabyte and a few seconds"]
fn a_ring_of_ten_million() {
    start(Version::V3_12);
    drop(ring(10_000_000));
    assert_eq!(collector::collect(2).collected, 10_000_000);
}
