//! What objects and slots are called in the sentences of a step: by a shortest path from a name, as the program would
//! write it.

use super::format::{Ref, SlotKind};
use super::picture::{Cast, Picture};
use crate::views::label;
use std::collections::{BTreeMap, VecDeque};

/// Names for the objects of one picture.
pub struct Words<'a> {
    cast: &'a Cast,
    picture: &'a Picture,
    paths: BTreeMap<usize, String>,
}

impl<'a> Words<'a> {
    /// The names at this moment: those of the innermost frame before those of its callers.
    pub fn of(cast: &'a Cast, picture: &'a Picture) -> Words<'a> {
        let mut paths = BTreeMap::new();
        let mut open = VecDeque::new();
        for frame in picture.frames.iter().rev() {
            for slot in frame.slots.iter().filter(|it| it.kind != SlotKind::Stack) {
                if let Some(Ref::Object(object)) = slot.target {
                    open.push_back((object, slot.name.clone()));
                }
            }
        }
        while let Some((object, path)) = open.pop_front() {
            if paths.contains_key(&object) {
                continue;
            }
            // What has no name that a program could write leads no further.
            let goes_on = !path.contains(" of ");
            let shown = picture.objects.get(&object).filter(|_| goes_on);
            for (edge, target) in shown.iter().flat_map(|it| &it.edges) {
                if let Ref::Object(target) = target {
                    open.push_back((*target, join(&path, edge)));
                }
            }
            paths.insert(object, path);
        }
        Words {
            cast,
            picture,
            paths,
        }
    }

    /// Whether a name leads to the object.
    pub fn is_named(&self, object: usize) -> bool {
        self.paths.contains_key(&object)
    }

    /// The object, with its path or its value.
    pub fn noun(&self, object: usize) -> String {
        let kind = &self.cast.objects[object].kind;
        if let Some(path) = self.paths.get(&object) {
            return format!("the {kind} `{path}`");
        }
        match self.picture.objects.get(&object).map(|it| it.text.as_str()) {
            None | Some("") => format!("the {kind}"),
            Some(text) => format!("the {kind} `{text}`"),
        }
    }

    /// A slot of an object.
    pub fn edge(&self, holder: usize, label: &str) -> String {
        match self.paths.get(&holder) {
            Some(path) => format!("`{}`", join(path, label)),
            None => format!("`{label}` of {}", self.noun(holder)),
        }
    }
}

/// The path to a slot of what stands at the path `base`. What a variable's cell holds has the variable's name.
fn join(base: &str, slot: &str) -> String {
    match slot {
        "contents" => base.to_owned(),
        "item" => format!("an item of {base}"),
        _ => label::join(base, slot),
    }
}

/// `a list`, `an int`.
pub fn with_article(kind: &str) -> String {
    let begins_with_vowel = kind.starts_with(|letter: char| "aeiouAEIOU".contains(letter));
    let article = if begins_with_vowel { "an" } else { "a" };
    format!("{article} {kind}")
}

/// `1 object`, `2 objects`.
pub fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}

/// `a, b and c`, of more than `most` the first ones and how many more.
pub fn listed(items: &[String], most: usize) -> String {
    let mut parts: Vec<String> = items.iter().take(most).cloned().collect();
    if items.len() > most {
        parts.push(format!("{} more", items.len() - most));
    }
    match parts.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, first)) => format!("{} and {last}", first.join(", ")),
    }
}
