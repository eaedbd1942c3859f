//! Who died at a step and why, in sentences.

use super::format::{Edge, Event, Ref};
use super::picture::Picture;
use super::say::{Happening, NAMED};
use super::words::{Words, listed};
use std::collections::BTreeSet;

/// The objects that are gone: those first that a name, or something that stays, let go of.
pub fn deaths(happening: &Happening<'_>) -> Vec<String> {
    let words = Words::of_past(happening.cast, happening.before, happening.after);
    let all: BTreeSet<usize> = happening
        .before
        .objects
        .keys()
        .copied()
        .filter(|object| !happening.after.objects.contains_key(object))
        .collect();
    let nouns = |objects: &BTreeSet<usize>| {
        let nouns: Vec<String> = objects.iter().map(|&object| words.noun(object)).collect();
        listed(&nouns, NAMED)
    };
    if all.is_empty() {
        return Vec::new();
    }
    if happening.event == Event::Collection {
        return vec![format!("Gone: {}.", nouns(&all))];
    }
    let dragged = dragged(happening.before, &all);
    let first: BTreeSet<usize> = match all.difference(&dragged).count() {
        0 => all.clone(),
        _ => all.difference(&dragged).copied().collect(),
    };
    let rest: BTreeSet<usize> = all.difference(&first).copied().collect();
    let mut sentences = vec![match first.len() {
        1 => format!("The count of {} fell to 0: it died.", nouns(&first)),
        _ => format!("The counts of {} fell to 0: they died.", nouns(&first)),
    }];
    if !rest.is_empty() {
        let holders = if first.len() == 1 { "it" } else { "they" };
        sentences.push(format!(
            "With that died what only {holders} held: {}.",
            nouns(&rest)
        ));
    }
    sentences
}

/// Those of the dead that only others of the dead held.
fn dragged(before: &Picture, dead: &BTreeSet<usize>) -> BTreeSet<usize> {
    let mut dragged = BTreeSet::new();
    let mut held = BTreeSet::new();
    for slot in before.frames.iter().flat_map(|frame| &frame.slots) {
        if let Some(Ref::Object(object)) = slot.target {
            held.insert(object);
        }
    }
    for (holder, shown) in &before.objects {
        for target in shown.edges.iter().filter_map(Edge::held) {
            if target != *holder {
                let by = if dead.contains(holder) {
                    &mut dragged
                } else {
                    &mut held
                };
                by.insert(target);
            }
        }
    }
    dragged
        .into_iter()
        .filter(|object| dead.contains(object) && !held.contains(object))
        .collect()
}
