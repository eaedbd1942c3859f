//! `xray.frames()`: the frames on the stack, a table each, and what their slots point at.

use super::describe::{describe, plain_text};
use super::moment::{Moment, own_items};
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use interpreter::eval::FrameInfo;
use runtime::Obj;
use runtime::object::fields::{self, cell};
use runtime::object::layout::Layout;
use runtime::object::layout_of;

/// Frames shown at each end of a deep stack.
const ENDS: usize = 4;
/// Names of a module's namespace that are shown.
const NAMES: usize = 20;

/// The view.
pub fn render(vm: &Vm) -> String {
    let moment = Moment::now(vm, None);
    let count = moment.frames.len();
    let mut text = String::new();
    for (index, info) in moment.frames.iter().enumerate() {
        if count > 2 * ENDS && index == ENDS {
            text.push_str(&paint::aside(format!(
                "… and {} more frames\n",
                count - 2 * ENDS
            )));
        }
        if index < ENDS || index + ENDS >= count {
            text.push_str(&block(&moment, info, index, count));
        }
    }
    text
}

fn block(moment: &Moment, info: &FrameInfo, index: usize, count: usize) -> String {
    let caption = format!(
        "frame {} of {count}: {}, line {}, at {:#x}",
        index + 1,
        paint::heading(&info.name),
        info.line,
        info.frame.address()
    );
    let mut table = Table::new(caption, &["slot", "points at", "at", "count"], &[3]);
    for (name, value) in &info.locals {
        // A module has fast slots only for the variables of its comprehensions.
        if value.is_none() && info.namespace.is_some() {
            continue;
        }
        let (name, value) = through_cell(name, value.as_ref());
        table.row(row(moment, paint::name(name), value.as_ref()));
    }
    if let Some(namespace) = &info.namespace {
        let own = own_items(namespace);
        for item in own.iter().take(NAMES) {
            table.row(row(
                moment,
                paint::name(plain_text(&item.key)),
                Some(&item.value),
            ));
        }
        if own.len() > NAMES {
            table.note(&format!("… and {} more names", own.len() - NAMES));
        }
    }
    for value in &info.stack {
        table.row(row(moment, paint::slot("evaluation stack"), Some(value)));
    }
    table.render()
}

fn row(moment: &Moment, slot: String, value: Option<&Obj>) -> [String; 4] {
    match value {
        Some(value) => [
            slot,
            describe(value),
            format!("{:#x}", value.address()),
            moment.count_text(value),
        ],
        None => [
            slot,
            paint::aside("nothing yet"),
            String::new(),
            String::new(),
        ],
    }
}

/// A local that an inner function uses stands in a cell: shown with what the cell holds.
fn through_cell(name: &str, value: Option<&Obj>) -> (String, Option<Obj>) {
    match value {
        Some(value) if layout_of(value) == Layout::Cell => (
            format!("{name} (through a cell)"),
            fields::get(value, cell::CONTENTS),
        ),
        _ => (name.to_owned(), value.cloned()),
    }
}
