//! What is drawn of an object: as a card with its references as rows, or as a chip of text where it stands.
//!
//! Cards are what the program makes and can lose. Immortal and static objects, classes, modules and functions that hold nothing of
//! the program's are chips: whoever points at them says so in a word.

use super::format::{Edge, Ref};
use crate::views::describe::{describe_flat, plain_text, type_name};
use crate::views::heap::is_own;
use crate::views::{label, moment::Moment};
use interpreter::{Vm, eval};
use runtime::memory::HEAP_BASE;
use runtime::object::fields::{self, builtin, function, module};
use runtime::object::layout::Layout;
use runtime::object::{dict, int, layout_of, types, weakref};
use runtime::{Obj, StaticType, snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// Most characters of a chip and of a card's value.
const WIDTH: usize = 24;
/// The slot with an instance's dict.
const DICT: &str = ".__dict__";
/// The field of a weak reference that leads to its object (`Include/cpython/weakrefobject.h`).
const REFERENT: &str = "wr_object";

/// What decides whether an object is drawn.
pub struct Stage<'a> {
    /// Addresses of the objects that were there when the program began.
    pub before: &'a BTreeSet<u64>,
    /// The moment.
    pub moment: &'a Moment,
    /// The objects that are cards already, by address.
    pub drawn: &'a BTreeMap<u64, usize>,
}

impl Stage<'_> {
    /// Whether the object is a card.
    pub fn is_card(&self, object: &Obj) -> bool {
        object.address() >= HEAP_BASE
            && is_own(object, self.before)
            && match layout_of(object) {
                Layout::Type => false,
                Layout::Function => !contents_of_function(object).is_empty(),
                Layout::Dict => self.moment.module_of(object).is_none(),
                _ => true,
            }
    }

    /// The references that are drawn, in the order of the object's fields.
    pub fn edges(&self, object: &Obj) -> Vec<(String, Obj)> {
        match layout_of(object) {
            Layout::Function => contents_of_function(object),
            // The frame of a generator that runs is drawn as a frame.
            Layout::Generator if eval::suspended(object).is_none() => Vec::new(),
            Layout::Generator | Layout::Frame => references(object)
                .into_iter()
                .filter(|(label, _)| label.starts_with("local ") || label == "evaluation stack")
                .collect(),
            Layout::Dict => items(object),
            _ => references(object)
                .into_iter()
                .flat_map(|(label, target)| match self.is_own_dict(&label, &target) {
                    true => attributes(&target),
                    false => vec![(label, target)],
                })
                .collect(),
        }
    }

    /// The address of the instance's own dict, if that is no card: its items are drawn as the instance's.
    pub fn own_dict(&self, object: &Obj) -> Option<u64> {
        references(object)
            .into_iter()
            .find(|(label, target)| self.is_own_dict(label, target))
            .map(|(_, target)| target.address())
    }

    fn is_own_dict(&self, label: &str, target: &Obj) -> bool {
        label == DICT
            && self.moment.count(target) == 1
            && !self.drawn.contains_key(&target.address())
    }
}

/// The uncounted reference of a weak reference; once its object is gone, it says so.
pub fn weak_edge(object: &Obj, reference: impl FnOnce(&Obj) -> Ref) -> Option<Edge> {
    (layout_of(object) == Layout::WeakRef).then(|| {
        let referent = weakref::referent(object);
        Edge {
            label: REFERENT.to_owned(),
            is_weak: referent.is_some(),
            target: referent.map_or_else(|| Ref::Chip("nothing".to_owned()), |it| reference(&it)),
        }
    })
}

/// What an object refers to, by the names that its slots have for a reader.
fn references(object: &Obj) -> Vec<(String, Obj)> {
    snapshot::edges(object)
        .into_iter()
        .zip(snapshot::referents(object))
        .map(|(edge, target)| (label::of_slot(object, &edge.label), target))
        .collect()
}

/// The items of an instance's dict.
fn attributes(dict: &Obj) -> Vec<(String, Obj)> {
    dict::items(dict)
        .into_iter()
        .map(|item| (format!(".{}", plain_text(&item.key)), item.value))
        .collect()
}

/// A dict's values by their keys, and those keys that are more than a name or a number.
fn items(dict: &Obj) -> Vec<(String, Obj)> {
    let mut edges = Vec::new();
    for item in dict::items(dict) {
        let is_plain = matches!(layout_of(&item.key), Layout::Str | Layout::Int);
        edges.push((format!("[{}]", describe_flat(&item.key)), item.value));
        if !is_plain {
            edges.push(("key".to_owned(), item.key));
        }
    }
    edges
}

/// What the program put into a function: defaults and closure.
fn contents_of_function(callable: &Obj) -> Vec<(String, Obj)> {
    [
        ("__defaults__", function::DEFAULTS),
        ("__kwdefaults__", function::KWDEFAULTS),
        ("__closure__", function::CLOSURE),
    ]
    .into_iter()
    .filter_map(|(name, field)| Some((name.to_owned(), fields::get(callable, field)?)))
    .collect()
}

/// The value of an object in a few characters; empty for one that is told by its type and its references.
pub fn text(object: &Obj) -> String {
    if layout_of(object) == Layout::Function {
        return name_in(object, function::NAME);
    }
    if StaticType::at(object.class().address()).is_none() {
        return String::new();
    }
    let text = describe_flat(object);
    if text.starts_with('<') {
        return String::new();
    }
    text
}

/// An object that is no card, in a word.
pub fn chip(object: &Obj) -> Ref {
    let text = match layout_of(object) {
        Layout::Type => format!("class {}", types::name(object)),
        Layout::Function => format!("function {}", name_in(object, function::NAME)),
        Layout::Module => format!("module {}", name_in(object, module::NAME)),
        Layout::Code => "code".to_owned(),
        Layout::BuiltinFunction => {
            let number = fields::number(object, builtin::NATIVE);
            let name = Vm::current().map_or("", |vm| vm.native(number).name);
            format!("built-in {name}")
        }
        Layout::Int if int::digit_count(object) <= 1 => describe_flat(object),
        _ => match text(object) {
            text if text.is_empty() => type_name(object),
            text => text,
        },
    };
    Ref::Chip(cut(&text))
}

fn name_in(object: &Obj, field: u64) -> String {
    fields::get(object, field).map_or_else(String::new, |name| plain_text(&name))
}

/// At most [`WIDTH`] characters.
fn cut(text: &str) -> String {
    if text.chars().count() <= WIDTH {
        return text.to_owned();
    }
    text.chars().take(WIDTH - 1).chain(['…']).collect()
}
