//! The counts and the frames at the moment at which a program asks for a view.
//!
//! Looking at an object takes a reference to it. So the counts are read first, all of them, and corrected
//! by what the view itself holds at that time; what is shown is what the program has.

use super::describe::plain_text;
use interpreter::Vm;
use interpreter::eval::{FrameInfo, frames};
use runtime::object::fields::{self, cell, module};
use runtime::object::layout::Layout;
use runtime::object::{dict, layout_of};
use runtime::{Obj, frame, snapshot};
use std::collections::BTreeMap;

/// Counts, frames and namespaces at one moment.
pub struct Moment {
    counts: BTreeMap<u64, u64>,
    /// The active frames, outermost first.
    pub frames: Vec<FrameInfo>,
    /// Address of each module's namespace, and the module's name.
    namespaces: BTreeMap<u64, String>,
}

/// Name of the module that the program itself is.
const MAIN: &str = "__main__";

impl Moment {
    /// This moment. `asked` is the object that the view is about: the request holds it once.
    pub fn now(vm: &Vm, asked: Option<&Obj>) -> Moment {
        let counts = counts(asked);
        let frames = frames(vm);
        let mut namespaces = BTreeMap::new();
        for info in &frames {
            if let Some(globals) = info.frame.namespace(frame::GLOBALS) {
                namespaces.insert(globals.address(), MAIN.to_owned());
            }
        }
        for item in dict::items(&vm.modules) {
            if layout_of(&item.value) == Layout::Module
                && let Some(namespace) = fields::get(&item.value, module::DICT)
            {
                namespaces.insert(namespace.address(), plain_text(&item.key));
            }
        }
        Moment {
            counts,
            frames,
            namespaces,
        }
    }

    /// An object's count; of an immortal one, the mark.
    pub fn count(&self, object: &Obj) -> u64 {
        self.counts
            .get(&object.address())
            .copied()
            .unwrap_or_else(|| object.refcount())
    }

    /// An object's count as a cell of a table.
    pub fn count_text(&self, object: &Obj) -> String {
        if object.is_immortal() {
            "immortal".to_owned()
        } else {
            self.count(object).to_string()
        }
    }

    /// The name of the module whose namespace this dict is.
    pub fn module_of(&self, namespace: &Obj) -> Option<&str> {
        self.namespaces
            .get(&namespace.address())
            .map(String::as_str)
    }

    /// Names in the running program that lead to an object: globals of the program, and locals.
    pub fn name_of(&self, object: &Obj) -> Option<String> {
        let local = self.frames.iter().find_map(|info| {
            let slot = info
                .locals
                .iter()
                .find(|(_, value)| leads_to(value.as_ref(), object));
            slot.map(|(name, _)| format!("local {name} of {}", info.name))
        });
        local.or_else(|| self.global_name_of(object))
    }

    fn global_name_of(&self, object: &Obj) -> Option<String> {
        let namespace = self.frames.first()?.frame.namespace(frame::GLOBALS)?;
        let item = dict::items(&namespace)
            .into_iter()
            .find(|item| item.value.is(object))?;
        Some(format!("global {}", plain_text(&item.key)))
    }
}

/// The names of a namespace that are the program's: neither those that every module has, nor imported
/// modules.
pub fn own_items(namespace: &Obj) -> Vec<dict::Item> {
    let mut items = dict::items(namespace);
    items.retain(|item| {
        let name = plain_text(&item.key);
        !(name.starts_with("__") && name.ends_with("__"))
            && layout_of(&item.value) != Layout::Module
    });
    items
}

/// Whether a fast slot holds the object, itself or through its cell.
fn leads_to(value: Option<&Obj>, object: &Obj) -> bool {
    let Some(value) = value else {
        return false;
    };
    value.is(object)
        || layout_of(value) == Layout::Cell
            && fields::get(value, cell::CONTENTS).is_some_and(|contents| contents.is(object))
}

fn counts(asked: Option<&Obj>) -> BTreeMap<u64, u64> {
    let objects = snapshot::objects();
    let mut counts: BTreeMap<u64, u64> = objects
        .iter()
        .filter(|object| !object.is_immortal())
        .map(|object| (object.address(), object.refcount() - 1))
        .collect();
    if let Some(count) = asked.and_then(|asked| counts.get_mut(&asked.address())) {
        *count -= 1;
    }
    counts
}
