//! Tracebacks: which frames an exception passed through, and how CPython prints them.
//!
//! Follows `PyTraceBack_Here` and `tb_printinternal` of `Python/traceback.c`, and `print_exception` of
//! `Python/pythonrun.c`.

use super::code_object::{CodeBody, body_of};
use super::frames::line_of;
use super::lasti::Lasti;
use crate::code::Position;
use crate::vm::Vm;
use ruff_python_ast::Expr;
use ruff_text_size::Ranged;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, exception, frame_object, traceback};
use runtime::object::{list, str, tuple, types};
use runtime::{Obj, StaticType, statics};

/// Frames that are printed of a repeated one.
const REPEATED_SHOWN: usize = 3;

/// Adds a frame in front of an exception's traceback.
pub(super) fn add(raised: &Obj, frame: Frame, body: &CodeBody) {
    let line = line_of(frame, body);
    let last = Lasti::of(frame).map_or(0, Lasti::pack);
    let entry = fields::new(&StaticType::Traceback.object());
    let next = fields::get(raised, exception::TRACEBACK);
    fields::set(&entry, traceback::NEXT, next);
    fields::set(&entry, traceback::FRAME, Some(frame::frame_object(frame)));
    fields::set_number(
        &entry,
        traceback::LASTI_AND_LINE,
        u64::from(last) | u64::from(line) << 32,
    );
    drop(fields::set(raised, exception::TRACEBACK, Some(entry)));
}

/// One line of a traceback.
struct Entry {
    filename: String,
    line: u32,
    name: String,
    position: Position,
}

fn entries(raised: &Obj) -> Vec<Entry> {
    let mut found = Vec::new();
    let mut next = fields::get(raised, exception::TRACEBACK);
    while let Some(trace) = next {
        found.extend(entry(&trace));
        next = fields::get(&trace, traceback::NEXT);
    }
    found
}

fn entry(trace: &Obj) -> Option<Entry> {
    let object = fields::get(trace, traceback::FRAME)?;
    let code = code_of_frame_object(&object)?;
    let body = body_of(&code);
    let packed = fields::number(trace, traceback::LASTI_AND_LINE);
    let index = Lasti::unpack(packed as u32).instruction();
    Some(Entry {
        filename: body.code.filename.clone(),
        line: (packed >> 32) as u32,
        name: body.code.name.clone(),
        position: body.code.positions.get(index).copied().unwrap_or_default(),
    })
}

/// The code object of a frame object, while its frame runs and after.
pub(crate) fn code_of_frame_object(object: &Obj) -> Option<Obj> {
    Frame::of_frame_object(object)?.get(frame::CODE)
}

/// The frame object that called a frame object's frame.
pub(crate) fn back_of_frame_object(object: &Obj) -> Option<Obj> {
    if let Some(back) = fields::get(object, frame_object::BACK) {
        return Some(back);
    }
    let caller = Frame::of_frame_object(object)?.previous()?;
    Some(frame::frame_object(caller))
}

/// An exception as CPython prints it when nobody catches it, the chain of causes first.
pub fn format(vm: &Vm, raised: &Obj) -> String {
    let mut seen = Vec::new();
    let mut chain = vec![(raised.clone(), "")];
    loop {
        let (last, _) = &chain[chain.len() - 1];
        seen.push(last.address());
        let cause = fields::get(last, exception::CAUSE);
        let suppressed = fields::number(last, exception::SUPPRESS_CONTEXT) & 0xff != 0;
        let next = match cause {
            Some(cause) => Some((
                cause,
                "The above exception was the direct cause of the following exception:",
            )),
            None if suppressed => None,
            None => fields::get(last, exception::CONTEXT).map(|it| {
                (
                    it,
                    "During handling of the above exception, another exception occurred:",
                )
            }),
        };
        match next {
            Some((next, link)) if !seen.contains(&next.address()) => chain.push((next, link)),
            _ => break,
        }
    }
    let mut text = String::new();
    let links: Vec<&str> = chain.iter().map(|(_, link)| *link).skip(1).collect();
    for (index, (raised, _)) in chain.iter().enumerate().rev() {
        text.push_str(&format_one(vm, raised));
        if index > 0 {
            text.push_str(&format!("\n{}\n\n", links[index - 1]));
        }
    }
    text
}

/// One exception without its chain.
pub(crate) fn format_one(vm: &Vm, raised: &Obj) -> String {
    let mut text = String::new();
    let entries = entries(raised);
    if !entries.is_empty() {
        text.push_str("Traceback (most recent call last):\n");
        let mut repeated = 0;
        for (index, entry) in entries.iter().enumerate() {
            let same = index > 0 && is_same_place(&entries[index - 1], entry);
            repeated = if same { repeated + 1 } else { 0 };
            if repeated < REPEATED_SHOWN {
                text.push_str(&format_entry(vm, entry));
            }
            let ends = entries
                .get(index + 1)
                .is_none_or(|next| !is_same_place(entry, next));
            if ends && repeated >= REPEATED_SHOWN {
                let more = repeated - REPEATED_SHOWN + 1;
                let times = if more == 1 { "time" } else { "times" };
                text.push_str(&format!("  [Previous line repeated {more} more {times}]\n"));
            }
        }
    }
    text.push_str(&last_line(vm, raised));
    for note in notes(vm, raised) {
        text.push_str(&note);
        text.push('\n');
    }
    text
}

fn is_same_place(a: &Entry, b: &Entry) -> bool {
    a.line == b.line && a.name == b.name && a.filename == b.filename
}

fn last_line(vm: &Vm, raised: &Obj) -> String {
    let class = raised.class();
    let name = types::name(&class);
    let module = match types::is_heap_type(&class) {
        true => vm.find_attr(&class, &vm.names.module).ok().flatten(),
        false => None,
    };
    let qualified = match module {
        Some(module) if StaticType::Str.is_instance(&module) => {
            qualify(&str::to_string(&module), &class)
        }
        _ => name,
    };
    match vm.str_text(raised) {
        Ok(message) if message.is_empty() => format!("{qualified}\n"),
        Ok(message) => format!(
            "{qualified}: {message}{}\n",
            crate::eval::suggestion(vm, raised)
        ),
        Err(_) => format!("{qualified}: <exception str() failed>\n"),
    }
}

fn qualify(module: &str, class: &Obj) -> String {
    let qualname = types::field(class, types::QUALNAME)
        .map_or_else(|| types::name(class), |it| str::to_string(&it));
    if module == "__main__" || module == "builtins" {
        qualname
    } else {
        format!("{module}.{qualname}")
    }
}

fn notes(vm: &Vm, raised: &Obj) -> Vec<String> {
    let Ok(Some(notes)) = vm.find_attr(raised, &vm.intern("__notes__")) else {
        return Vec::new();
    };
    let notes = if StaticType::List.is_instance(&notes) {
        list::items(&notes)
    } else if StaticType::Tuple.is_instance(&notes) {
        tuple::items(&notes)
    } else {
        Vec::new()
    };
    notes
        .iter()
        .filter_map(|note| vm.str_text(note).ok())
        .collect()
}

fn format_entry(vm: &Vm, entry: &Entry) -> String {
    let mut text = format!(
        "  File \"{}\", line {}, in {}\n",
        entry.filename, entry.line, entry.name
    );
    let source = vm.sources.borrow().get(&entry.filename).cloned();
    let Some(line) = source
        .as_deref()
        .and_then(|source| source.lines().nth((entry.line as usize).checked_sub(1)?))
    else {
        return text;
    };
    let shown = line.trim();
    if shown.is_empty() {
        return text;
    }
    text.push_str(&format!("    {shown}\n"));
    if let Some(marks) = marks(line, entry.position) {
        text.push_str(&format!("    {marks}\n"));
    }
    text
}

/// The line of `~` and `^` under the part that raised; none if that is the whole line.
fn marks(line: &str, position: Position) -> Option<String> {
    let (first_line, last_line) = (position.line?, position.end_line?);
    let start = char_column(line, position.col? as usize)?;
    let indent = line.chars().take_while(|c| c.is_whitespace()).count();
    let stripped_end = line.trim_end().chars().count();
    let end = if first_line == last_line {
        char_column(line, position.end_col? as usize)?
    } else {
        stripped_end
    };
    let (start, end) = (start.max(indent), end.min(stripped_end));
    if start >= end {
        return None;
    }
    let segment: String = line.chars().skip(start).take(end - start).collect();
    let anchors = if first_line == last_line {
        anchors(&segment)
    } else {
        None
    };
    if anchors.is_none() && start == indent && end == stripped_end {
        return None;
    }
    let mut marks = " ".repeat(start - indent);
    for index in 0..end - start {
        let primary = anchors.is_none_or(|(from, to)| (from..to).contains(&index));
        marks.push(if primary { '^' } else { '~' });
    }
    Some(marks)
}

fn char_column(line: &str, byte: usize) -> Option<usize> {
    line.get(..byte).map(|before| before.chars().count())
}

/// Which characters of an expression are its operator or its brackets
/// (`extract_anchors_from_expr`).
fn anchors(segment: &str) -> Option<(usize, usize)> {
    let parsed = ruff_python_parser::parse_expression(segment).ok()?;
    let (from, to) = match parsed.expr() {
        Expr::BinOp(operation) => {
            let between = usize::from(operation.left.end())..usize::from(operation.right.start());
            let text = segment.get(between.clone())?;
            let skipped = text.find(|c: char| !c.is_whitespace() && c != ')' && c != '\\')?;
            let from = between.start + skipped;
            let rest = &segment.as_bytes()[from..];
            let double = rest.len() > 1
                && !rest[1].is_ascii_whitespace()
                && b"*/<>".contains(&rest[0])
                && rest[0] == rest[1];
            (from, from + if double { 2 } else { 1 })
        }
        Expr::Subscript(subscript) => {
            let value_end = usize::from(subscript.value.end());
            let from = value_end + segment.get(value_end..)?.find('[')?;
            (from, usize::from(subscript.end()))
        }
        _ => return None,
    };
    Some((char_column(segment, from)?, char_column(segment, to)?))
}

/// What `SystemExit` asks for: the status, and a text for standard error.
pub(crate) fn exit_request(vm: &Vm, raised: &Obj) -> (i32, Option<String>) {
    let code = fields::get(raised, exception::VALUE).filter(|code| !statics::is_none(code));
    match code {
        None => (0, None),
        Some(code) if StaticType::Int.is_instance(&code) => (
            runtime::object::int::to_i64(&code).map_or(-1, |status| (status & 0xff) as i32),
            None,
        ),
        Some(code) => (1, vm.str_text(&code).ok()),
    }
}
