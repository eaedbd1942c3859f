//! `xray.refs(x)`: who holds x. One row a slot; the rows add up to the count.

use super::describe::{describe, type_name};
use super::label;
use super::moment::Moment;
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::frame::{self, Frame, Owner};
use runtime::object::layout::Layout;
use runtime::object::{layout_of, types};
use runtime::{Obj, snapshot};

/// Rows that are shown before the rest is summed up.
const ROWS: usize = 24;
/// Slots of one list or tuple that get a row each; more share a row.
const ITEMS: usize = 6;

/// A slot, or several of one holder, that point at the object.
struct Holder {
    slot: String,
    of: String,
    at: Option<u64>,
    slots: u64,
}

impl Holder {
    fn one(slot: String, of: impl Into<String>, at: Option<u64>) -> Holder {
        Holder {
            slot,
            of: of.into(),
            at,
            slots: 1,
        }
    }
}

/// The view.
pub fn render(vm: &Vm, object: &Obj) -> String {
    if object.is_immortal() {
        return format!(
            "{} at {:#x} is immortal: its count is {} whoever holds it\n",
            describe(object),
            object.address(),
            object.refcount()
        );
    }
    let moment = Moment::now(vm, Some(object));
    let holders = holders(&moment, object);
    let mut table = Table::new(
        caption(&moment, object),
        &["slot", "of", "at", "counts"],
        &[3],
    );
    for holder in holders.iter().take(ROWS) {
        let at = holder
            .at
            .map_or_else(String::new, |address| format!("{address:#x}"));
        table.row([
            holder.slot.clone(),
            holder.of.clone(),
            at,
            holder.slots.to_string(),
        ]);
    }
    if let Some(rest) = holders.get(ROWS..).filter(|rest| !rest.is_empty()) {
        let slots: u64 = rest.iter().map(|holder| holder.slots).sum();
        table.row([
            format!("… and {} more", rest.len()),
            String::new(),
            String::new(),
            slots.to_string(),
        ]);
    }
    table.render()
}

fn caption(moment: &Moment, object: &Obj) -> String {
    format!(
        "who holds {} ({} at {:#x}): count {}",
        paint::heading(describe(object)),
        type_name(object),
        object.address(),
        paint::heading(moment.count_text(object)),
    )
}

/// Every slot that points at the object: names first, then slots in objects, then what the call adds.
fn holders(moment: &Moment, object: &Obj) -> Vec<Holder> {
    let mut found = in_frames(moment, object);
    let argument = take_argument(&mut found);
    found.extend(in_heap(moment, object));
    found.extend(instances(moment, object));
    found.extend(argument);
    let known: u64 = found.iter().map(|holder| holder.slots).sum();
    let unknown = moment.count(object).saturating_sub(known);
    if unknown > 0 {
        found.push(Holder {
            slots: unknown,
            ..Holder::one(paint::aside("(not a slot)"), "the interpreter itself", None)
        });
    }
    found
}

const STACK_SLOT: &str = "evaluation stack";

fn in_frames(moment: &Moment, object: &Obj) -> Vec<Holder> {
    let mut found = Vec::new();
    for info in &moment.frames {
        let of = format!("frame of {}", info.name);
        let at = Some(info.frame.address());
        for (name, value) in &info.locals {
            if value.as_ref().is_some_and(|value| value.is(object)) {
                found.push(Holder::one(paint::name(format!("local {name}")), &*of, at));
            }
        }
        // A function's frame has such a dict once `locals()` was called.
        let locals = match info.namespace {
            Some(_) => "its namespace",
            None => "its dict of locals",
        };
        if info.frame.owner() != Owner::FrameObject {
            for (field, name) in [
                (frame::FUNCTION, "its function"),
                (frame::CODE, "its code"),
                (frame::LOCALS, locals),
            ] {
                if info.frame.get(field).is_some_and(|value| value.is(object)) {
                    found.push(Holder::one(name.to_owned(), &*of, at));
                }
            }
        }
        let on_stack = info.stack.iter().filter(|value| value.is(object));
        found.extend(on_stack.map(|_| Holder::one(STACK_SLOT.to_owned(), &*of, at)));
    }
    found
}

/// The last slot of the innermost stack is the argument of the call that asks.
fn take_argument(found: &mut Vec<Holder>) -> Option<Holder> {
    let argument = found.pop_if(|holder| holder.slot == STACK_SLOT)?;
    Some(Holder {
        slot: paint::passing("argument"),
        of: "this call of refs()".to_owned(),
        at: None,
        ..argument
    })
}

fn in_heap(moment: &Moment, object: &Obj) -> Vec<Holder> {
    let mut names = Vec::new();
    let mut slots: Vec<Holder> = Vec::new();
    for group in by_holder(snapshot::holders(object)) {
        let (holder, labels) = group;
        if is_running_generator(moment, &holder) {
            continue;
        }
        if let Some(module) = moment.module_of(&holder) {
            let globals = labels.iter().map(|label| {
                let name = paint::name(format!("global {}", label::key(label)));
                Holder::one(name, format!("module {module}"), Some(holder.address()))
            });
            names.extend(globals);
            continue;
        }
        slots.extend(of_object(moment, object, &holder, &labels));
    }
    names.extend(slots);
    names
}

fn of_object(moment: &Moment, object: &Obj, holder: &Obj, labels: &[String]) -> Vec<Holder> {
    let of = if holder.is(object) {
        "the object itself".to_owned()
    } else {
        label::role(moment, holder)
    };
    let at = Some(holder.address());
    if let [first, .., last] = labels
        && labels.len() > ITEMS
    {
        let slot = paint::slot(format!("{first} … {last}"));
        return vec![Holder {
            slots: labels.len() as u64,
            ..Holder::one(slot, of, at)
        }];
    }
    let slots = labels
        .iter()
        .map(|label| paint::slot(label::of_slot(holder, label)));
    slots.map(|slot| Holder::one(slot, &*of, at)).collect()
}

/// Slots by the object that has them, in the order of its fields.
fn by_holder(found: Vec<(Obj, String)>) -> Vec<(Obj, Vec<String>)> {
    let mut groups: Vec<(Obj, Vec<String>)> = Vec::new();
    for (holder, label) in found {
        match groups.last_mut() {
            Some((last, labels)) if last.is(&holder) => labels.push(label),
            _ => groups.push((holder, vec![label])),
        }
    }
    for (holder, labels) in &mut groups {
        if matches!(layout_of(holder), Layout::List | Layout::Tuple) {
            labels.reverse();
        }
    }
    groups
}

/// A generator that runs: its frame is among the active ones.
fn is_running_generator(moment: &Moment, holder: &Obj) -> bool {
    layout_of(holder) == Layout::Generator
        && moment
            .frames
            .iter()
            .any(|info| info.frame == Frame::of_generator(holder))
}

/// Each instance of a class made by a `class` statement holds its class.
fn instances(moment: &Moment, object: &Obj) -> Vec<Holder> {
    if layout_of(object) != Layout::Type || !types::is_heap_type(object) {
        return Vec::new();
    }
    snapshot::objects()
        .iter()
        .filter(|instance| instance.class().is(object))
        .map(|instance| {
            Holder::one(
                paint::slot("ob_type"),
                label::role(moment, instance),
                Some(instance.address()),
            )
        })
        .collect()
}
