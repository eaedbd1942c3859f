//! What weak references came to lead to, and which were cleared, in sentences.

use super::format::Edge;
use super::say::{Happening, NAMED};
use super::words::Words;

/// The weak references that are new, and those whose object is gone.
pub fn weak_references(happening: &Happening<'_>) -> Vec<String> {
    let words = Words::of(happening.cast, happening.after);
    let mut sentences = Vec::new();
    for (&object, now) in &happening.after.objects {
        let old = happening.before.objects.get(&object);
        let was = old.and_then(|old| old.edges.iter().find(|edge| edge.is_weak));
        match (was, now.edges.iter().find_map(Edge::weakly)) {
            (None, Some(target)) => sentences.push(format!(
                "{} refers to {} weakly: that is no hold, and not in its count.",
                beginning(&words.noun(object)),
                words.noun(target)
            )),
            (Some(_), None) => sentences.push(format!(
                "{} was cleared: it leads to nothing.",
                beginning(&words.noun(object))
            )),
            _ => {}
        }
    }
    sentences.truncate(NAMED);
    sentences
}

/// The words as a sentence begins.
fn beginning(noun: &str) -> String {
    noun.replacen("the ", "The ", 1)
}
