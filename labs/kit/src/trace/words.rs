//! What objects and slots are called in the sentences of a step: by a shortest path from a name, as the program would
//! write it. Where a step has given a name to another object, the one before is told as what it was.

use super::format::{Ref, SlotKind};
use super::picture::{Cast, Picture};
use crate::views::label;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Bytes of a path that nobody reads to its end.
const LONG: usize = 40;

/// Names for the objects of one picture.
pub struct Words<'a> {
    cast: &'a Cast,
    picture: &'a Picture,
    paths: BTreeMap<usize, String>,
    /// The object whose slot is a path's last step.
    holders: BTreeMap<usize, usize>,
    /// What each path leads to; nothing for a word.
    meanings: BTreeMap<String, Option<usize>>,
    /// The objects whose paths lead elsewhere in the picture after this one.
    renamed: BTreeSet<usize>,
}

impl<'a> Words<'a> {
    /// The names at this moment: those of the innermost frame before those of its callers.
    pub fn of(cast: &'a Cast, picture: &'a Picture) -> Words<'a> {
        let mut paths = BTreeMap::new();
        let mut holders = BTreeMap::new();
        let mut meanings = BTreeMap::new();
        let mut open = VecDeque::new();
        for frame in picture.frames.iter().rev() {
            for slot in frame.slots.iter().filter(|it| it.kind != SlotKind::Stack) {
                if let Some(target) = &slot.target {
                    open.push_back((target, slot.name.clone(), None));
                }
            }
        }
        while let Some((target, path, holder)) = open.pop_front() {
            let object = match *target {
                Ref::Object(object) => Some(object),
                Ref::Chip(_) => None,
            };
            meanings.entry(path.clone()).or_insert(object);
            let Some(object) = object.filter(|object| !paths.contains_key(object)) else {
                continue;
            };
            // What has no name that a program could write leads no further.
            let goes_on = !path.contains(" of ");
            let shown = picture.objects.get(&object).filter(|_| goes_on);
            let edges = shown.iter().flat_map(|it| &it.edges);
            for edge in edges.filter(|edge| !edge.is_weak) {
                open.push_back((&edge.target, join(&path, &edge.label), Some(object)));
            }
            paths.insert(object, path);
            holders.extend(holder.map(|holder| (object, holder)));
        }
        Words {
            cast,
            picture,
            paths,
            holders,
            meanings,
            renamed: BTreeSet::new(),
        }
    }

    /// The names in the picture before a step, of which some have come to lead elsewhere in the one after it.
    pub fn of_past(cast: &'a Cast, before: &'a Picture, after: &'a Picture) -> Words<'a> {
        let now = Words::of(cast, after);
        let mut words = Words::of(cast, before);
        let renamed = words.paths.keys().copied();
        words.renamed = renamed
            .filter(|&it| words.leads_elsewhere(it, &now))
            .collect();
        words
    }

    /// Whether an object's path, or the beginning of it, leads to something else now.
    fn leads_elsewhere(&self, object: usize, now: &Words<'_>) -> bool {
        let meaning = now.meanings.get(&self.paths[&object]);
        let holder = self.holders.get(&object);
        meaning.is_some_and(|meaning| *meaning != Some(object))
            || holder.is_some_and(|&holder| self.leads_elsewhere(holder, now))
    }

    /// Whether a name leads to the object.
    pub fn is_named(&self, object: usize) -> bool {
        self.paths.contains_key(&object)
    }

    /// The object, with its path or its value.
    pub fn noun(&self, object: usize) -> String {
        let kind = &self.cast.objects[object].kind;
        if let Some(path) = self.paths.get(&object) {
            if path.len() > LONG {
                // As its card is headed.
                return format!("the {kind} #{}", object + 1);
            }
            return match self.renamed.contains(&object) {
                true => format!("the {kind} that was `{path}`"),
                false => format!("the {kind} `{path}`"),
            };
        }
        match self.picture.objects.get(&object).map(|it| it.text.as_str()) {
            None | Some("") => format!("the {kind}"),
            Some(text) => format!("the {kind} `{text}`"),
        }
    }

    /// A slot of an object.
    pub fn edge(&self, holder: usize, label: &str) -> String {
        let path = self.paths.get(&holder);
        match path.filter(|path| path.len() <= LONG && !self.renamed.contains(&holder)) {
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
