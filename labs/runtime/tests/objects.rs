//! Objects without an interpreter: counts, ends, layouts, containers against Rust's own.

use runtime::object::{dict, int, list, set, size, str, tuple};
use runtime::{Config, Obj, Profile, StaticType, Version, audit, heap, memory, statics};
use std::collections::BTreeSet;

fn start(version: Version) {
    let config = Config {
        profile: Profile::of(version),
        limit: 256 << 20,
    };
    runtime::start(config).expect("the host reserves the heap");
}

/// Audits with `held` as the only references from outside.
fn audit_holding(held: &[&Obj]) {
    let report = audit::audit(&|look| held.iter().for_each(|object| look(object)));
    assert!(report.is_ok(), "{report:#?}");
}

#[test]
fn a_clone_counts_up_and_a_drop_counts_down() {
    start(Version::V3_12);
    let a = list::new([]);
    assert_eq!(a.refcount(), 1);
    let b = a.clone();
    assert_eq!(a.refcount(), 2);
    drop(b);
    assert_eq!(a.refcount(), 1);
    audit_holding(&[&a]);
}

#[test]
fn a_forgotten_reference_is_found() {
    start(Version::V3_12);
    let a = list::new([]);
    std::mem::forget(a.clone());
    let report = audit::audit(&|look| look(&a));
    assert!(report.is_err_and(|problems| problems[0].contains("count 2, but 1")));
}

#[test]
fn a_reference_that_leads_to_no_object_is_found() {
    for astray in [16, 1 << 40] {
        start(Version::V3_12);
        let inner = list::new([]);
        let outer = list::new([inner.clone()]);
        let items = memory::peek(outer.address() + list::ITEMS, 8).expect("a list has items");
        let slot = u64::from_le_bytes(items.try_into().expect("eight bytes"));
        let place = inner.address() + astray;
        // SAFETY: the slot is the outer list's; the list is not used again, nor ended.
        unsafe { memory::poke(slot, &place.to_le_bytes()) }
        let report = audit::audit(&|look| [&outer, &inner].into_iter().for_each(&mut *look));
        let wanted = format!("{place:#x}, where no object is");
        let problems = report.expect_err("the slot leads nowhere");
        assert!(
            problems.iter().any(|problem| problem.contains(&wanted)),
            "{problems:?}"
        );
        std::mem::forget(outer);
    }
}

#[test]
fn immortal_objects_keep_their_mark() {
    for (version, mark) in [(Version::V3_12, 0xffff_ffff), (Version::V3_14, 3 << 30)] {
        start(version);
        let many: Vec<Obj> = (0..1000).map(|_| statics::none()).collect();
        assert_eq!(many[0].refcount(), mark);
    }
}

#[test]
fn a_chain_of_a_million_lists_ends_without_recursion() {
    start(Version::V3_12);
    let blocks = heap().with_allocator(|allocator| allocator.figures().blocks);
    let mut chain = list::new([]);
    for _ in 0..1_000_000 {
        chain = list::new([chain]);
    }
    drop(chain);
    let kept = heap().with_allocator(|allocator| allocator.figures().blocks) - blocks;
    assert_eq!(kept, 80, "a list free list keeps 80, nothing else is left");
}

#[test]
fn sizes_are_those_of_cpython_312() {
    start(Version::V3_12);
    let cases = [
        (int::from_i64(0), 28),
        (int::from_i64(1 << 30), 32),
        (str::new(""), 41),
        (str::new("a"), 42),
        (str::new("é"), 61),
        (str::new("€"), 60),
        (list::new([]), 56),
        (statics::empty_tuple(), 40),
        (tuple::new([statics::none()]), 48),
        (dict::new(), 64),
        (set::new(), 216),
    ];
    for (object, bytes) in cases {
        assert_eq!(size::size_of(&object), bytes, "{}", object.address());
    }
}

#[test]
fn a_list_grows_as_cpythons() {
    start(Version::V3_12);
    let grown = list::new([]);
    let mut sizes = vec![size::size_of(&grown)];
    for _ in 0..33 {
        list::push(&grown, statics::none());
        let bytes = size::size_of(&grown);
        if sizes.last() != Some(&bytes) {
            sizes.push(bytes);
        }
    }
    assert_eq!(sizes, [56, 88, 120, 184, 248, 312, 376]);
}

#[test]
fn a_dict_keeps_the_order_of_insertion() {
    start(Version::V3_12);
    let table = dict::new();
    let mut model: Vec<(String, i64)> = Vec::new();
    for step in 0..2000i64 {
        let name = format!("key{}", step * 7 % 311);
        let key = str::new(&name);
        if step % 3 == 0 {
            let found = model.iter().position(|(known, _)| *known == name);
            assert_eq!(dict::remove_str(&table, &key).is_some(), found.is_some());
            found.map(|place| model.remove(place));
        } else {
            dict::set_str(&table, &key, int::from_i64(step));
            match model.iter_mut().find(|(known, _)| *known == name) {
                Some(entry) => entry.1 = step,
                None => model.push((name, step)),
            }
        }
    }
    let items: Vec<(String, i64)> = dict::items(&table)
        .iter()
        .map(|item| {
            (
                str::to_string(&item.key),
                int::to_i64(&item.value).unwrap_or(-1),
            )
        })
        .collect();
    assert_eq!(items, model);
    audit_holding(&[&table]);
}

#[test]
fn a_set_holds_what_was_put_in() {
    start(Version::V3_12);
    let table = set::new();
    let mut model = BTreeSet::new();
    let mut equal = |a: &Obj, b: &Obj| Ok::<_, ()>(int::to_i64(a) == int::to_i64(b));
    for step in 0..5000i64 {
        let value = step * 31 % 1009;
        let item = int::from_i64(value);
        if step % 4 == 3 {
            let removed = set::remove(&table, &item, value, &mut equal).expect("comparing ints");
            assert_eq!(removed.is_some(), model.remove(&value));
        } else {
            assert_eq!(
                set::insert(&table, &item, value, &mut equal),
                Ok(model.insert(value))
            );
        }
    }
    let items: BTreeSet<i64> = set::items(&table)
        .iter()
        .filter_map(|(item, _)| int::to_i64(item))
        .collect();
    assert_eq!(items, model);
    audit_holding(&[&table]);
}

#[test]
fn the_same_steps_give_the_same_addresses() {
    let run = || {
        start(Version::V3_12);
        let made: Vec<u64> = (0..100)
            .map(|n| list::new([int::from_i64(n * 1000)]).address())
            .collect();
        (made, StaticType::List.object().address())
    };
    assert_eq!(run(), run());
}
