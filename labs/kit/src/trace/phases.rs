//! The phases of a collection, as steps.
//!
//! Their numbers come from the collector itself, which runs its first two phases before the collection and undoes them.

use super::format::{Phase, PhaseName};
use runtime::collector::{Collected, Explained, Fate};

impl Phase {
    /// A phase without numbers.
    pub fn plain(name: PhaseName, generation: usize) -> Phase {
        Phase {
            name,
            generation,
            gc_refs: Vec::new(),
            unreachable: Vec::new(),
            collected: None,
        }
    }
}

/// What is collected, in words.
fn announced(generation: usize) -> String {
    match generation {
        0 => "A collection of generation 0 starts.".to_owned(),
        _ => format!("A collection of generation {generation} and all younger ones starts."),
    }
}

/// What the first three phases find, each with its sentences; `number` knows the drawn objects. Nothing if the collection
/// looks at none of them.
pub fn found(
    explained: &[Explained],
    generation: usize,
    number: impl Fn(u64) -> Option<usize>,
) -> Vec<(Phase, String)> {
    let drawn: Vec<(usize, &Explained)> = explained
        .iter()
        .filter_map(|object| Some((number(object.object)?, object)))
        .collect();
    if drawn.is_empty() {
        return Vec::new();
    }
    let with = |name, gc_refs: fn(&Explained) -> u64| Phase {
        gc_refs: drawn
            .iter()
            .map(|&(number, object)| (number, gc_refs(object)))
            .collect(),
        ..Phase::plain(name, generation)
    };
    let unreachable: Vec<usize> = drawn
        .iter()
        .filter(|(_, object)| object.fate == Fate::Unreachable)
        .map(|&(number, _)| number)
        .collect();
    let lost = unreachable.len();
    let held = drawn
        .iter()
        .filter(|(_, object)| object.gc_refs > 0)
        .count();
    let moved = match lost {
        0 => "From there the collector follows the references, and comes to all of them: none is unreachable.".to_owned(),
        1 => "From there the collector follows the references. It does not come to 1 object: that is moved to a list of the unreachable.".to_owned(),
        _ => format!("From there the collector follows the references. It does not come to {lost} objects: they are moved to a list of the unreachable."),
    };
    vec![
        (
            with(PhaseName::Count, |object| object.refcount),
            format!(
                "{} The collector copies the count of each object that it looks at; {} drawn here.",
                announced(generation),
                are(drawn.len())
            ),
        ),
        (
            with(PhaseName::Subtract, |object| object.gc_refs),
            format!(
                "From each copy it takes off the references that come from objects it looks at. What is left comes from outside: {} above 0.",
                are(held)
            ),
        ),
        (
            Phase {
                unreachable,
                ..with(PhaseName::Unreachable, |object| object.gc_refs)
            },
            moved,
        ),
    ]
}

/// The collection is over.
pub fn ended(generation: usize, collected: &Collected) -> (Phase, String) {
    let freed = collected.collected;
    let phase = Phase {
        collected: Some(freed),
        ..Phase::plain(PhaseName::Clear, generation)
    };
    let says = match freed {
        0 => {
            format!("The collection of generation {generation} is over: nothing was left to free.")
        }
        1 => "The collector frees what is unreachable: 1 object.".to_owned(),
        _ => format!("The collector frees what is unreachable: {freed} objects."),
    };
    (phase, says)
}

fn are(objects: usize) -> String {
    match objects {
        0 => "none is".to_owned(),
        1 => "1 is".to_owned(),
        _ => format!("{objects} are"),
    }
}
