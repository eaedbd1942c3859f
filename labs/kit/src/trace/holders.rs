//! Who holds an object in a picture, and whose hold is new or gone from one picture to the next.

use super::format::{Ref, SlotKind};
use super::picture::Picture;
use super::words::Words;

/// A slot that leads to an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Of the frame with this id: a variable, or a place of the evaluation stack.
    Slot(u32, String, SlotKind),
    /// Of the object with this number.
    Edge(usize, String),
}

impl Holder {
    /// Every slot that leads to the object.
    pub fn all(picture: &Picture, object: usize) -> Vec<Holder> {
        let leads_here = |target: Option<&Ref>| target == Some(&Ref::Object(object));
        let mut found = Vec::new();
        for frame in &picture.frames {
            let slots = frame.slots.iter();
            let slots = slots.filter(|slot| leads_here(slot.target.as_ref()));
            found.extend(slots.map(|slot| Holder::Slot(frame.id, slot.name.clone(), slot.kind)));
        }
        for (&holder, shown) in &picture.objects {
            let edges = shown.edges.iter();
            let edges = edges.filter(|edge| edge.held() == Some(object));
            found.extend(edges.map(|edge| Holder::Edge(holder, edge.label.clone())));
        }
        found
    }

    /// Whether these are a variable of a generator, drawn once in its frame and once in the generator.
    pub fn is_same_variable(&self, other: &Holder) -> bool {
        match (self, other) {
            (Holder::Slot(_, name, _), Holder::Edge(_, label))
            | (Holder::Edge(_, label), Holder::Slot(_, name, _)) => {
                label.strip_prefix("local ") == Some(name)
            }
            _ => false,
        }
    }

    /// Whether it is a place of an evaluation stack.
    pub fn is_stack(&self) -> bool {
        matches!(self, Holder::Slot(_, _, SlotKind::Stack))
    }

    /// In the words of a picture that has it.
    pub fn in_words(&self, picture: &Picture, words: &Words<'_>) -> String {
        match self {
            Holder::Edge(holder, label) => words.edge(*holder, label),
            Holder::Slot(id, name, kind) => {
                let frame = picture.frames.iter().find(|frame| frame.id == *id);
                let of = frame.map_or("", |frame| frame.name.as_str());
                match kind {
                    SlotKind::Stack => format!("the evaluation stack of `{of}`"),
                    _ if *id == 0 => format!("`{name}`"),
                    _ => format!("`{name}` of `{of}`"),
                }
            }
        }
    }
}

/// What is in `these` more often than in `those`.
pub fn without(these: &[Holder], those: &[Holder]) -> Vec<Holder> {
    let mut left = those.to_vec();
    let mut found = Vec::new();
    for one in these {
        match left.iter().position(|other| other == one) {
            Some(place) => drop(left.remove(place)),
            None => found.push(one.clone()),
        }
    }
    found
}
