//! `xray.referrers(x)`: why x is alive. The shortest way from a root to it, a slot a row; and if no root leads there,
//! the shortest way from x back to itself.
//!
//! `gc.get_referrers` names the objects next to x. One of them is usually a dict or a cell that says little. What
//! ends a search for a leak is the far end of the way: the name that has to let go.

use super::describe::{describe, plain_text, type_name};
use super::label;
use super::moment::{Moment, own_items};
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use interpreter::eval::FrameInfo;
use runtime::object::dict;
use runtime::{Obj, snapshot};
use std::collections::{BTreeMap, VecDeque};

const HEADINGS: [&str; 4] = ["slot", "leads to", "at", "count"];
/// Name of the frame whose namespace is the globals.
const MODULE: &str = "<module>";
/// The slot with which each object holds its class.
const CLASS: &str = "ob_type";

/// The view.
pub fn render(vm: &Vm, object: &Obj) -> String {
    let moment = Moment::now(vm, Some(object));
    let what = format!(
        "{} ({} at {:#x})",
        paint::heading(describe(object)),
        type_name(object),
        object.address()
    );
    let mut search = Search::from_roots(vm, &moment, object);
    if let Some(way) = search.way_to(object) {
        let slots = if way.len() == 1 { "slot" } else { "slots" };
        let caption = format!(
            "what keeps {what} alive: the shortest way from a root, {} {slots}",
            way.len()
        );
        return table(&moment, caption, &way);
    }
    match Search::from_object(object).way_to(object) {
        Some(way) => table(
            &moment,
            format!("no root leads to {what}, but it leads to itself"),
            &way,
        ),
        None => format!("no root leads to {what}, nor does it lead to itself\n"),
    }
}

fn table(moment: &Moment, caption: String, way: &[Step]) -> String {
    let mut table = Table::new(caption, &HEADINGS, &[3]);
    for step in way {
        table.row([
            step.slot.clone(),
            describe(&step.object),
            format!("{:#x}", step.object.address()),
            moment.count_text(&step.object),
        ]);
    }
    table.render()
}

/// A slot on the way, and the object that it points at.
struct Step {
    slot: String,
    object: Obj,
}

/// By what the search came to an object.
enum Origin {
    /// By a root with this name.
    Root(String),
    /// By a slot of the object at this address.
    Slot(u64),
}

/// A search over all slots, breadth first: the first way that it finds is a shortest one.
struct Search {
    objects: BTreeMap<u64, Obj>,
    open: VecDeque<(u64, Origin)>,
    found: BTreeMap<u64, Origin>,
}

impl Search {
    /// From the names of the program, then the modules, then what else the interpreter holds. The request holds
    /// `asked` too, and is no reason for it to be alive.
    fn from_roots(vm: &Vm, moment: &Moment, asked: &Obj) -> Search {
        let mut roots = Vec::new();
        let innermost = moment.frames.len().saturating_sub(1);
        for (depth, info) in moment.frames.iter().enumerate() {
            names(info, &mut roots);
            let mut stack = &info.stack[..];
            if depth == innermost
                && let [below @ .., last] = stack
                && last.is(asked)
            {
                stack = below;
            }
            let place = paint::slot(format!("evaluation stack of {}", info.name));
            roots.extend(stack.iter().map(|value| (place.clone(), value.address())));
        }
        for item in dict::items(&vm.modules) {
            let name = paint::name(format!("module {}", plain_text(&item.key)));
            roots.push((name, item.value.address()));
        }
        vm.roots(&mut |object| {
            if !object.is(asked) {
                roots.push((paint::aside("the interpreter"), object.address()));
            }
        });
        let roots = roots.into_iter();
        Search::from(roots.map(|(name, object)| (object, Origin::Root(name))))
    }

    /// From the slots of an object.
    fn from_object(object: &Obj) -> Search {
        let here = object.address();
        let targets = snapshot::targets(object).into_iter();
        Search::from(targets.map(|target| (target, Origin::Slot(here))))
    }

    fn from(open: impl Iterator<Item = (u64, Origin)>) -> Search {
        let objects = snapshot::objects().into_iter();
        Search {
            objects: objects.map(|object| (object.address(), object)).collect(),
            open: open.collect(),
            found: BTreeMap::new(),
        }
    }

    // ANCHOR: way_to
    /// The way to an object, if there is one.
    fn way_to(&mut self, target: &Obj) -> Option<Vec<Step>> {
        while let Some((address, origin)) = self.open.pop_front() {
            let Some(object) = self.objects.get(&address) else {
                continue;
            };
            if self.found.contains_key(&address) {
                continue;
            }
            self.found.insert(address, origin);
            if object.is(target) {
                return Some(self.steps_to(target));
            }
            let next = snapshot::targets(object).into_iter();
            let next = next.chain([object.class().address()]);
            self.open
                .extend(next.map(|next| (next, Origin::Slot(address))));
        }
        None
    }
    // ANCHOR_END: way_to

    fn steps_to(&self, target: &Obj) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut object = target.clone();
        loop {
            let step = |slot| Step {
                slot,
                object: object.clone(),
            };
            let holder = match &self.found[&object.address()] {
                Origin::Slot(holder) => self.objects[holder].clone(),
                Origin::Root(name) => {
                    steps.push(step(name.clone()));
                    break;
                }
            };
            steps.push(step(paint::slot(slot_of(&holder, &object))));
            // A way from the target back to itself has no root.
            if holder.is(target) {
                break;
            }
            object = holder;
        }
        steps.reverse();
        steps
    }
}

/// The frame's locals, and the names of the namespace that it runs in.
fn names(info: &FrameInfo, roots: &mut Vec<(String, u64)>) {
    let scope = if info.name == MODULE {
        "global".to_owned()
    } else {
        format!("class {}:", info.name)
    };
    for (name, value) in &info.locals {
        let name = paint::name(format!("local {name} of {}", info.name));
        roots.extend(value.as_ref().map(|value| (name, value.address())));
    }
    for item in info.namespace.iter().flat_map(own_items) {
        let name = paint::name(format!("{scope} {}", plain_text(&item.key)));
        roots.push((name, item.value.address()));
    }
}

/// What the slot is called with which `holder` holds `object`.
fn slot_of(holder: &Obj, object: &Obj) -> String {
    match snapshot::label_of(holder, object) {
        Some(slot) => label::of_slot(holder, &slot),
        None => CLASS.to_owned(),
    }
}
