//! `xray.code(f)`: the code object of f. What it owns, what a frame of it needs, its instructions with the height of the
//! evaluation stack before and after each, and its handlers of exceptions.

use super::describe::{describe, plain_text};
use super::moment::Moment;
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use interpreter::code::{Code, Operand};
use interpreter::eval::code_object::{CodeBody, body_of};
use runtime::Obj;
use runtime::object::fields::{self, code as code_fields};
use runtime::object::{size, tuple};

/// Rows of constants, and of names, that are shown.
const OWNED: usize = 16;
/// Instructions that are shown.
const INSTRUCTIONS: usize = 200;

/// The view.
pub fn render(vm: &Vm, object: &Obj) -> String {
    let moment = Moment::now(vm, Some(object));
    let body = body_of(object);
    format!(
        "{}{}{}{}",
        owned(&moment, object, &body.code),
        frame(&body),
        instructions(object, &body.code),
        handlers(&body.code)
    )
}

fn heading(object: &Obj) -> String {
    let name =
        fields::get(object, code_fields::QUALNAME).map_or_else(String::new, |it| plain_text(&it));
    paint::heading(name)
}

/// The constants and names that the code object holds.
fn owned(moment: &Moment, object: &Obj, code: &Code) -> String {
    let caption = format!(
        "the code object of {} at {:#x}: {} bytes, count {}, line {} of {}",
        heading(object),
        object.address(),
        size::size_of(object),
        moment.count_text(object),
        code.firstlineno,
        code.filename,
    );
    let mut table = Table::new(caption, &["slot", "points at", "at", "count"], &[3]);
    for (field, name) in [
        (code_fields::CONSTS, "co_consts"),
        (code_fields::NAMES, "co_names"),
    ] {
        let items = fields::get(object, field).map_or_else(Vec::new, |it| tuple::items(&it));
        for (index, item) in items.iter().enumerate().take(OWNED) {
            table.row([
                paint::slot(format!("{name}[{index}]")),
                describe(item),
                format!("{:#x}", item.address()),
                moment.count_text(item),
            ]);
        }
        if items.len() > OWNED {
            table.note(&format!("… and {} more", items.len() - OWNED));
        }
    }
    table.render()
}

/// What a frame of this code needs.
fn frame(body: &CodeBody) -> String {
    let code = &body.code;
    let caption = format!("a frame of it has {} slots", body.slots());
    let mut table = Table::new(caption, &["slots", "how many", "for"], &[1]);
    let locals: Vec<&str> = code.varnames().collect();
    // A parameter that is also a cell has its slot among the locals.
    let is_own_cell = |name: &&str| !locals.contains(name);
    let cells: Vec<&str> = code.cellvars().filter(is_own_cell).collect();
    let free: Vec<&str> = code.freevars().collect();
    let rows = [
        ("locals (co_nlocals)", locals.len(), locals.join(", ")),
        ("cells (co_cellvars)", cells.len(), cells.join(", ")),
        ("closure's cells (co_freevars)", free.len(), free.join(", ")),
        (
            "evaluation stack (co_stacksize)",
            code.stacksize as usize,
            "what the instructions push".to_owned(),
        ),
    ];
    for (slots, count, what) in rows {
        table.row([paint::slot(slots), count.to_string(), what]);
    }
    table.render()
}

/// The instructions, with the height of the evaluation stack around each.
fn instructions(object: &Obj, code: &Code) -> String {
    let (offsets, depths) = (code.offsets(), code.depths());
    let bytes = offsets.last().copied().unwrap_or_default();
    let caption = format!(
        "the instructions of {}: {} in {bytes} bytes",
        heading(object),
        code.instrs.len()
    );
    let headings = [
        "line",
        "offset",
        "instruction",
        "argument",
        "stands for",
        "stack",
    ];
    let mut table = Table::new(caption, &headings, &[0, 1, 3]);
    let mut last = None;
    for (index, instr) in code.instrs.iter().enumerate().take(INSTRUCTIONS) {
        let line = code.positions[index]
            .line
            .filter(|line| last != Some(*line));
        last = line.or(last);
        let argument = instr.op.has_arg();
        let argument = argument.then(|| code.encoded_arg(index, &offsets).to_string());
        let heights = depths[index].map(|before| {
            let after = code.depth_after(index, before);
            format!("{before} → {after}")
        });
        table.row([
            line.map_or_else(String::new, |line| line.to_string()),
            offsets[index].to_string(),
            paint::name(instr.op.name()),
            argument.unwrap_or_default(),
            stands_for(object, code, index, &offsets),
            heights.unwrap_or_default(),
        ]);
    }
    if code.instrs.len() > INSTRUCTIONS {
        table.note("…");
    }
    table.render()
}

/// The exception table: where an exception goes on that is raised by those instructions.
fn handlers(code: &Code) -> String {
    if code.exception_table.is_empty() {
        return String::new();
    }
    let offsets = code.offsets();
    let headings = ["raised at", "goes on at", "with the stack cut to"];
    let mut table = Table::new("its handlers of exceptions", &headings, &[1, 2]);
    for entry in &code.exception_table {
        let last = entry.end.saturating_sub(1);
        table.row([
            format!(
                "{} to {}",
                offsets[entry.start as usize], offsets[last as usize]
            ),
            offsets[entry.target as usize].to_string(),
            entry.depth.to_string(),
        ]);
    }
    table.render()
}

/// An argument's meaning in words.
fn stands_for(object: &Obj, code: &Code, index: usize, offsets: &[u32]) -> String {
    match code.operand(index) {
        Operand::None | Operand::Number => String::new(),
        Operand::Const(at) => {
            let constants = fields::get(object, code_fields::CONSTS);
            constants
                .and_then(|constants| tuple::get(&constants, u64::from(at)))
                .map_or_else(String::new, |constant| describe(&constant))
        }
        Operand::Name { name, beside } => format!("{beside}{name}"),
        Operand::Target(target) => format!("to {}", offsets[target as usize]),
        Operand::Comparison(operator) => operator.to_owned(),
        Operand::Format {
            conversion,
            has_spec,
        } => {
            let spec = has_spec.then_some("with format");
            conversion
                .into_iter()
                .chain(spec)
                .collect::<Vec<_>>()
                .join(", ")
        }
        Operand::Selects(what) => what,
    }
}
