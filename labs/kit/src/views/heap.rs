//! `xray.heap()`: the objects that the program made, in address order.
//!
//! Shown are those that its names lead to, and those that nothing leads to any more though they still
//! live. What the interpreter made to run the program (code objects, their constants and names, the
//! insides of functions and classes) is left out, and so is what was there before the program began.

use super::describe::{describe, type_name};
use super::label;
use super::moment::Moment;
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::object::fields::{self, function};
use runtime::object::layout::Layout;
use runtime::object::{dict, layout_of, size};
use runtime::{Obj, snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// Rows that are shown.
const ROWS: usize = 40;

/// Addresses of the objects in use.
pub fn in_use() -> BTreeSet<u64> {
    snapshot::objects().iter().map(Obj::address).collect()
}

/// The view; `before` are the objects that were there when the program began.
pub fn render(vm: &Vm, before: &BTreeSet<u64>) -> String {
    let moment = Moment::now(vm, None);
    let objects: BTreeMap<u64, Obj> =
        snapshot::objects().into_iter().map(|object| (object.address(), object)).collect();
    let named = named(&moment, &objects);
    let reachable = reachable(vm, &objects, before);
    let shown: Vec<&Obj> = objects
        .values()
        .filter(|object| {
            let address = object.address();
            !object.is_immortal()
                && !before.contains(&address)
                && (named.contains(&address) || !reachable.contains(&address))
        })
        .collect();
    let caption = format!("the program's objects, one a row: {}", shown.len());
    let mut table = Table::new(caption, &["at", "type", "size", "count", "object", "held by"], &[2, 3]);
    for object in shown.iter().take(ROWS) {
        let held_by = if reachable.contains(&object.address()) {
            label::known_as(&moment, object, 1).unwrap_or_default()
        } else {
            paint::passing("no name leads here")
        };
        table.row([
            format!("{:#x}", object.address()),
            type_name(object),
            size::size_of(object).to_string(),
            moment.count_text(object),
            describe(object),
            held_by,
        ]);
    }
    if shown.len() > ROWS {
        table.note(&format!("… and {} more", shown.len() - ROWS));
    }
    table.render()
}

/// What the program's names lead to, through what it put into its objects.
fn named(moment: &Moment, objects: &BTreeMap<u64, Obj>) -> BTreeSet<u64> {
    let mut open: Vec<u64> = Vec::new();
    for info in &moment.frames {
        open.extend(info.locals.iter().filter_map(|(_, value)| value.as_ref()).map(Obj::address));
        open.extend(info.stack.iter().map(Obj::address));
        if let Some(namespace) = &info.namespace {
            open.extend(dict::items(namespace).iter().map(|item| item.value.address()));
        }
    }
    closure(objects, open, contents)
}

/// What anything leads to: the interpreter, its frames, or an object that was there `before`.
fn reachable(vm: &Vm, objects: &BTreeMap<u64, Obj>, before: &BTreeSet<u64>) -> BTreeSet<u64> {
    let mut open: Vec<u64> = before.iter().copied().collect();
    vm.roots(&mut |object| open.push(object.address()));
    closure(objects, open, |object| {
        let mut targets = snapshot::targets(object);
        targets.push(object.class().address());
        targets
    })
}

/// The objects in `open` and all that `follow` finds from them.
fn closure(objects: &BTreeMap<u64, Obj>, mut open: Vec<u64>, follow: impl Fn(&Obj) -> Vec<u64>) -> BTreeSet<u64> {
    let mut found = BTreeSet::new();
    while let Some(address) = open.pop() {
        if let Some(object) = objects.get(&address)
            && found.insert(address)
        {
            open.extend(follow(object));
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
