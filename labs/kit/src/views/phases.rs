//! `xray.phases()`: what a collection would find now, a row an object, in the order in which it looks at them.
//!
//! The numbers come from the collector itself, which runs its first two phases and undoes them. Shown are the
//! objects that the program made; what stands between them is summed up in the last row.

use super::describe::describe_flat;
use super::heap;
use super::moment::Moment;
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::collector::{self, Explained, Fate};
use runtime::object::layout::Layout;
use runtime::object::{layout_of, living_at};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are shown.
const ROWS: usize = 40;
const HEADINGS: [&str; 5] = ["object", "count", "inside", "gc_refs", "verdict"];

/// What a collection of one generation would find.
pub struct Phases {
    /// Which generation; the younger ones are collected with it.
    pub generation: usize,
    /// The program's objects, in the order in which the collection looks at them.
    pub rows: Vec<Row>,
    /// How many other objects it looks at.
    pub others: usize,
    /// How many of those it would find unreachable.
    pub others_unreachable: usize,
}

/// One object.
pub struct Row {
    /// Address of the header.
    pub object: u64,
    /// What it is, in a few characters.
    pub name: String,
    /// Its reference count.
    pub refcount: u64,
    /// References from objects that are looked at with it.
    pub internal: u64,
    /// What is left of the count.
    pub gc_refs: u64,
    /// What would become of it.
    pub end: End,
}

/// What would become of an object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum End {
    /// It stays: it has references from outside.
    Held,
    /// It stays: the object of this name leads to it, and came before it.
    Reached(String),
    /// It stays, but was put aside at first: the object of this name came after it.
    PutBack(String),
    /// Nothing reaches it.
    Unreachable,
}

impl Phases {
    /// What a collection of `generation` would find now; `before` are the objects that were there when the program
    /// began.
    pub fn now(vm: &Vm, generation: usize, before: &BTreeSet<u64>) -> Phases {
        // First of all: looking at an object takes a reference to it.
        let explained = collector::explain(generation);
        let moment = Moment::now(vm, None);
        let mut shown = heap::shown(vm, &moment, before);
        shown.retain(|&object| is_data(object));
        let order = Order::of(&explained);
        let mut phases = Phases {
            generation,
            rows: Vec::new(),
            others: 0,
            others_unreachable: 0,
        };
        for object in &explained {
            if shown.contains(&object.object) {
                phases.rows.push(Row {
                    object: object.object,
                    name: name(object.object),
                    refcount: object.refcount,
                    internal: object.internal,
                    gc_refs: object.gc_refs,
                    end: order.end(object),
                });
            } else {
                phases.others += 1;
                phases.others_unreachable += usize::from(object.fate == Fate::Unreachable);
            }
        }
        phases
    }
}

/// What a program computes with, not what it consists of.
fn is_data(object: u64) -> bool {
    living_at(object)
        .is_some_and(|object| !matches!(layout_of(&object), Layout::Type | Layout::Function))
}

fn name(object: u64) -> String {
    living_at(object).map_or_else(String::new, |object| describe_flat(&object))
}

/// In which order a collection looks at objects, to tell what it has put aside at first.
struct Order<'a> {
    places: BTreeMap<u64, (usize, &'a Explained)>,
}

impl<'a> Order<'a> {
    fn of(explained: &'a [Explained]) -> Order<'a> {
        let places = explained.iter().enumerate();
        Order {
            places: places
                .map(|(place, object)| (object.object, (place, object)))
                .collect(),
        }
    }

    fn end(&self, object: &Explained) -> End {
        match object.fate {
            Fate::ReferredToFromOutside => End::Held,
            Fate::ReachedFrom(from) if self.was_put_aside(object) => End::PutBack(name(from)),
            Fate::ReachedFrom(from) => End::Reached(name(from)),
            Fate::Unreachable => End::Unreachable,
        }
    }

    /// Whether the object's turn came before that of the one that leads to it. One that was put aside itself had its
    /// second turn after all others.
    fn was_put_aside(&self, object: &Explained) -> bool {
        let mut object = object;
        while let Fate::ReachedFrom(from) = object.fate {
            let (Some(&(turn, _)), Some(&(turn_of_holder, holder))) =
                (self.places.get(&object.object), self.places.get(&from))
            else {
                return false;
            };
            if turn < turn_of_holder {
                return true;
            }
            object = holder;
        }
        false
    }
}

/// The view.
pub fn render(vm: &Vm, generation: usize, before: &BTreeSet<u64>) -> String {
    let phases = Phases::now(vm, generation, before);
    let caption = format!(
        "what a collection of generation {} would find",
        phases.generation
    );
    let mut table = Table::new(caption, &HEADINGS, &[1, 2, 3]);
    for row in phases.rows.iter().take(ROWS) {
        table.row([
            row.name.clone(),
            row.refcount.to_string(),
            row.internal.to_string(),
            row.gc_refs.to_string(),
            end_in_words(&row.end),
        ]);
    }
    if let Some(rest) = phases.rows.get(ROWS..).filter(|rest| !rest.is_empty()) {
        table.note(&format!("… and {} more", rest.len()));
    }
    let note = others(&phases).map_or_else(String::new, |text| paint::aside(text) + "\n");
    table.render() + &note
}

fn end_in_words(end: &End) -> String {
    match end {
        End::Held => "held from outside".to_owned(),
        End::Reached(from) => format!("reached from {from}"),
        End::PutBack(from) => format!("put back from {from}"),
        End::Unreachable => paint::passing("unreachable"),
    }
}

/// A sentence about the objects without a row, if there are any.
pub fn others(phases: &Phases) -> Option<String> {
    let objects = match phases.others {
        0 => return None,
        1 => "1 other object is looked at".to_owned(),
        others => format!("{others} other objects are looked at"),
    };
    Some(match phases.others_unreachable {
        0 => format!("{objects}, none of them unreachable"),
        unreachable => format!("{objects}, {unreachable} of them unreachable"),
    })
}
