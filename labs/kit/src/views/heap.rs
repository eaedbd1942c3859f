//! `xray.heap()`: the objects that the program made, in address order.
//!
//! Shown are those that its names lead to, and those that nothing leads to any more though they still
//! live. What the interpreter made to run the program (code objects, their constants and names, the
//! insides of functions and classes) is left out, and so are immortal objects and what was there
//! before the program began.

use super::describe::{describe_briefly, plain_text, type_name};
use super::label;
use super::moment::{Moment, own_items};
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::object::fields::{self, function};
use runtime::object::layout::Layout;
use runtime::object::{layout_of, size, types};
use runtime::{Obj, StaticType, snapshot};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// Rows that are shown.
const ROWS: usize = 40;
/// Slots of a path from a name to an object.
const STEPS: usize = 2;
/// Name of the frame whose namespace is the globals.
const MODULE: &str = "<module>";

/// Addresses of the objects in use.
pub fn in_use() -> BTreeSet<u64> {
    snapshot::objects().iter().map(Obj::address).collect()
}

/// The view; `before` are the objects that were there when the program began.
pub fn render(vm: &Vm, before: &BTreeSet<u64>) -> String {
    let moment = Moment::now(vm, None);
    let heap = Heap::now(vm, &moment, before);
    let shown: Vec<&Obj> = heap.shown(before).collect();
    let caption = format!("the program's objects, one a row: {}", shown.len());
    let mut table = Table::new(
        caption,
        &["at", "type", "size", "count", "object", "held by"],
        &[2, 3],
    );
    for object in shown.iter().take(ROWS) {
        table.row([
            format!("{:#x}", object.address()),
            type_name(object),
            size::size_of(object).to_string(),
            moment.count_text(object),
            describe_briefly(object),
            heap.path(object, STEPS)
                .unwrap_or_else(|| paint::passing("no name leads here")),
        ]);
    }
    if shown.len() > ROWS {
        table.note(&format!("… and {} more", shown.len() - ROWS));
    }
    table.render()
}

/// Addresses of the objects that the view shows.
pub fn shown(vm: &Vm, moment: &Moment, before: &BTreeSet<u64>) -> BTreeSet<u64> {
    let heap = Heap::now(vm, moment, before);
    heap.shown(before).map(Obj::address).collect()
}

/// How the program reaches an object.
enum Origin {
    /// By a name or a place of the evaluation stack.
    Name(String),
    /// By a slot of the object at this address.
    Slot(u64),
}

/// The objects of one moment, and who reaches them.
pub struct Heap {
    objects: BTreeMap<u64, Obj>,
    /// What the program's names lead to, each by a shortest way.
    named: BTreeMap<u64, Origin>,
    /// What nothing leads to.
    lost: BTreeSet<u64>,
}

impl Heap {
    /// The heap as it is; `before` are the objects that were there when the program began.
    pub fn now(vm: &Vm, moment: &Moment, before: &BTreeSet<u64>) -> Heap {
        let objects: BTreeMap<u64, Obj> = snapshot::objects()
            .into_iter()
            .map(|object| (object.address(), object))
            .collect();
        let named = named(&objects, names(moment));
        let lost = lost(vm, &objects, before);
        Heap {
            objects,
            named,
            lost,
        }
    }

    /// The object at this address, if one lives there.
    pub fn at(&self, address: u64) -> Option<&Obj> {
        self.objects.get(&address)
    }

    /// The objects that nothing leads to, in address order.
    pub fn lost(&self) -> impl Iterator<Item = &Obj> {
        self.lost
            .iter()
            .filter_map(|address| self.objects.get(address))
    }

    fn is_lost(&self, object: &Obj) -> bool {
        self.lost.contains(&object.address())
    }

    fn shown(&self, before: &BTreeSet<u64>) -> impl Iterator<Item = &Obj> {
        self.objects.values().filter(|object| {
            is_own(object, before)
                && (self.is_lost(object) || self.named.contains_key(&object.address()))
        })
    }

    /// A path from a name, or just the last slot of one that is longer than `steps` slots.
    fn path(&self, object: &Obj, steps: usize) -> Option<String> {
        let parent = match self.named.get(&object.address())? {
            Origin::Name(name) => return Some(name.clone()),
            Origin::Slot(parent) => self.objects.get(parent)?,
        };
        let slot = label::of_slot(parent, &snapshot::label_of(parent, object)?);
        let base = label::own_name(parent).or_else(|| self.path(parent, steps.checked_sub(1)?));
        Some(match base {
            Some(base) => label::join(&base, &slot),
            None => format!("{slot} of a {}", type_name(parent)),
        })
    }
}

/// Whether the program made the object, and can end it.
pub fn is_own(object: &Obj, before: &BTreeSet<u64>) -> bool {
    !object.is_immortal() && !before.contains(&object.address()) && !is_machinery(object)
}

/// What the interpreter made to run the program.
fn is_machinery(object: &Obj) -> bool {
    matches!(
        layout_of(object),
        Layout::Code | Layout::Module | Layout::BuiltinFunction
    )
}

/// Names of the program and places of its evaluation stacks, with what they point at.
fn names(moment: &Moment) -> VecDeque<(u64, Origin)> {
    let mut found = VecDeque::new();
    for info in &moment.frames {
        let scope = if info.name == MODULE {
            "global".to_owned()
        } else {
            format!("class {}:", info.name)
        };
        for item in info.namespace.iter().flat_map(own_items) {
            let name = format!("{scope} {}", plain_text(&item.key));
            found.push_back((item.value.address(), Origin::Name(name)));
        }
        for (name, value) in &info.locals {
            let name = Origin::Name(format!("local {name} of {}", info.name));
            found.extend(value.as_ref().map(|value| (value.address(), name)));
        }
        for value in &info.stack {
            found.push_back((
                value.address(),
                Origin::Name(format!("evaluation stack of {}", info.name)),
            ));
        }
    }
    found
}

/// What names lead to, through what the program put into its objects; breadth first.
fn named(objects: &BTreeMap<u64, Obj>, mut open: VecDeque<(u64, Origin)>) -> BTreeMap<u64, Origin> {
    let mut found = BTreeMap::new();
    while let Some((address, origin)) = open.pop_front() {
        if let Some(object) = objects.get(&address)
            && !found.contains_key(&address)
        {
            found.insert(address, origin);
            open.extend(
                contents(object)
                    .into_iter()
                    .map(|target| (target, Origin::Slot(address))),
            );
        }
    }
    found
}

/// What the program put into an object, without what the interpreter keeps in it.
fn contents(object: &Obj) -> Vec<u64> {
    match layout_of(object) {
        Layout::Type | Layout::Module | Layout::Code => Vec::new(),
        Layout::Function => [function::DEFAULTS, function::KWDEFAULTS, function::CLOSURE]
            .into_iter()
            .filter_map(|field| fields::get(object, field))
            .map(|object| object.address())
            .collect(),
        _ => snapshot::targets(object),
    }
}

/// What nothing leads to: not the interpreter or its frames, not a built-in type, not an object that was there
/// `before`.
fn lost(vm: &Vm, objects: &BTreeMap<u64, Obj>, before: &BTreeSet<u64>) -> BTreeSet<u64> {
    let mut open: Vec<u64> = before.iter().copied().collect();
    vm.roots(&mut |object| open.push(object.address()));
    let subclasses = StaticType::ALL
        .iter()
        .map(|class| types::field(&class.object(), types::SUBCLASSES));
    open.extend(subclasses.flatten().map(|list| list.address()));
    let mut left: HashMap<u64, &Obj> = objects
        .iter()
        .map(|(&address, object)| (address, object))
        .collect();
    while let Some(address) = open.pop() {
        if let Some(object) = left.remove(&address) {
            open.extend(snapshot::targets(object));
            open.push(object.class().address());
        }
    }
    left.into_keys().collect()
}
