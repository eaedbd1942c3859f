//! What holds of every trace of every lab's program.

use super::{options, source, steps};
use crate::trace::of_program;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

/// Every Python program of every lab.
fn programs() -> Vec<PathBuf> {
    let labs = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("a folder");
    let folders = fs::read_dir(labs).expect("it can be listed");
    let mut found = Vec::new();
    for folder in folders {
        let programs = folder.expect("it can be read").path().join("programs");
        let Ok(files) = fs::read_dir(programs) else {
            continue;
        };
        found.extend(files.map(|file| file.expect("it can be read").path()));
    }
    found.retain(|path| path.extension().is_some_and(|it| it == "py"));
    found.sort();
    found
}

#[test]
fn every_program_is_traced_or_refused() {
    let programs = programs();
    let (even, odd): (Vec<_>, Vec<_>) = (0..)
        .zip(&programs)
        .partition(|(number, _)| number % 2 == 0);
    let traced: usize = thread::scope(|scope| {
        let halves = [even, odd].map(|half| {
            scope.spawn(move || half.iter().filter(|(_, path)| is_traced(path)).count())
        });
        halves
            .map(|half| half.join().expect("no program fails its test"))
            .iter()
            .sum()
    });
    assert!(
        traced > programs.len() / 2,
        "{traced} of {}",
        programs.len()
    );
}

fn is_traced(path: &Path) -> bool {
    let text = fs::read_to_string(path).expect("it can be read");
    match of_program("test", &source("test", &text), &options()) {
        Err(refusal) => {
            assert!(
                refusal.to_string().contains("too many for a trace"),
                "{path:?}: {refusal}"
            );
            false
        }
        Ok((json, _)) => {
            let json = json.expect("it has begun");
            let trace: Value = serde_json::from_str(&json).expect("it is JSON");
            expect_sound(&trace, path);
            true
        }
    }
}

/// What holds of every trace: references lead to living cards, counts are at least the arrows, cards fit and do not
/// overlap.
pub fn expect_sound(trace: &Value, path: &Path) {
    let mut living: BTreeMap<u64, Value> = BTreeMap::new();
    let mut frames = Value::Null;
    let mut lists: BTreeMap<u64, usize> = BTreeMap::new();
    for (number, step) in steps(trace).iter().enumerate() {
        for freed in step["freed"].as_array().into_iter().flatten() {
            let gone = living.remove(&freed.as_u64().expect("a number"));
            assert!(
                gone.is_some(),
                "{path:?}: step {number} frees what does not live"
            );
        }
        for change in step["changed"].as_array().into_iter().flatten() {
            let object = change["object"].as_u64().expect("a number");
            let card = living.entry(object).or_insert_with(|| change.clone());
            for (name, value) in change.as_object().expect("an object") {
                card[name] = value.clone();
            }
        }
        if let Some(changed) = step.get("frames") {
            frames = told_frames(changed, &frames);
        }
        let mut arrows: BTreeMap<u64, u64> = BTreeMap::new();
        let slots = frames.as_array().into_iter().flatten();
        let slots = slots
            .filter_map(|frame| frame["slots"].as_array())
            .flatten();
        let edges = living
            .values()
            .filter_map(|card| card["edges"].as_array())
            .flatten();
        let counted = slots.chain(edges).filter(|slot| slot[2] != "weak");
        for object in counted.filter_map(|slot| slot[1].as_u64()) {
            *arrows.entry(object).or_default() += 1;
        }
        for (object, count) in arrows {
            let card = living.get(&object);
            let card =
                card.unwrap_or_else(|| panic!("{path:?}: step {number} shows a dead object"));
            assert!(
                card["count"].as_u64() >= Some(count),
                "{path:?}: step {number}, object {object}"
            );
        }
        assert_ne!(step["say"], "", "{path:?}: step {number} says nothing");
        for change in step["bytes"].as_array().into_iter().flatten() {
            expect_sound_bytes(trace, change, &mut lists, &living, path);
        }
    }
    for sheet in ["wide", "narrow"] {
        expect_no_overlap(trace, sheet, path);
    }
    for object in trace["objects"].as_array().expect("an array") {
        assert!(object["block"].as_u64() > Some(0), "{path:?}: {object}");
    }
}

/// The frames that a step tells, with those that are as they were before.
fn told_frames(told: &Value, before: &Value) -> Value {
    let frames = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let before = frames(before);
    let as_it_was = |id: &Value| before.iter().find(|frame| frame["id"] == *id).cloned();
    let whole = |frame: Value| match frame.is_number() {
        true => as_it_was(&frame).expect("a frame that was there"),
        false => frame,
    };
    frames(told).into_iter().map(whole).collect()
}

/// What holds of changed bytes: they are of a living object, fit into their fields, and the count's say the card's.
fn expect_sound_bytes(
    trace: &Value,
    change: &Value,
    lists: &mut BTreeMap<u64, usize>,
    living: &BTreeMap<u64, Value>,
    path: &Path,
) {
    let object = change["object"].as_u64().expect("a number");
    if let Some(list) = change["fields"].as_u64() {
        lists.insert(object, list as usize);
    }
    let fields = &trace["fields"][lists[&object]];
    for row in change["rows"].as_array().expect("an array") {
        let field = &fields[row[0].as_u64().expect("a number") as usize];
        let digits = row[1].as_str().expect("a string");
        let length = field[1].as_u64().expect("a number");
        assert!(digits.len() as u64 <= 2 * length, "{path:?}: {field} {row}");
        if field[2] == "ob_refcnt" {
            let count = living[&object]["count"].to_string();
            assert_eq!(row[2], *count, "{path:?}: object {object}");
        }
    }
}

fn expect_no_overlap(trace: &Value, sheet: &str, path: &Path) {
    let numbers = |value: &Value| -> Vec<u64> {
        let items = value.as_array().expect("an array").iter();
        items
            .map(|item| item.as_u64().expect("a whole number"))
            .collect()
    };
    let size = numbers(&trace["heap"][sheet]);
    assert!(
        size[0] <= if sheet == "wide" { 620 } else { 330 },
        "{path:?}"
    );
    let places = trace["places"].as_array().expect("an array");
    let cards: Vec<Vec<u64>> = places.iter().map(|place| numbers(&place[sheet])).collect();
    for (number, card) in cards.iter().enumerate() {
        let [left, top, width, height] = card[..] else {
            panic!("{path:?}: four numbers");
        };
        assert!(
            left + width <= size[0] && top + height <= size[1],
            "{path:?}: {card:?}"
        );
        let apart = |other: &Vec<u64>| {
            other[0] >= left + width
                || left >= other[0] + other[2]
                || other[1] >= top + height
                || top >= other[1] + other[3]
        };
        assert!(
            cards[number + 1..].iter().all(apart),
            "{path:?}: {card:?} is covered"
        );
    }
}
