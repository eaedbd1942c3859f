//! "Did you mean": the name nearest to one that was not found.
//!
//! Follows `Python/suggestions.c` of CPython 3.12: a distance where a change of case costs less than another
//! letter, and a limit of a third of both names' length.

use crate::vm::Vm;
use runtime::object::fields::{self, exception};
use runtime::object::{dict, str, types};
use runtime::{Obj, StaticType};

/// Cost of moving one letter.
const MOVE: usize = 2;
/// Cost of a change between upper and lower case.
const CASE: usize = 1;
/// More candidates than this are not looked through.
const MOST_CANDIDATES: usize = 750;
/// Longer names are not compared.
const LONGEST_NAME: usize = 40;

/// What CPython adds to the message of an uncaught exception: a suggestion, or nothing.
pub(crate) fn suggestion(vm: &Vm, raised: &Obj) -> String {
    let found = if StaticType::NameError.is_instance(raised) {
        name_suggestion(vm, raised)
    } else if StaticType::AttributeError.is_instance(raised) {
        attribute_suggestion(raised)
    } else {
        None
    };
    found.map_or_else(String::new, |name| format!(". Did you mean: '{name}'?"))
}

fn text_field(raised: &Obj, field: u64) -> Option<String> {
    fields::get(raised, field)
        .filter(|name| StaticType::Str.is_instance(name))
        .map(|name| str::to_string(&name))
}

fn name_suggestion(vm: &Vm, raised: &Obj) -> Option<String> {
    let wrong = text_field(raised, exception::VALUE)?;
    let mut trace = fields::get(raised, exception::TRACEBACK)?;
    while let Some(next) = fields::get(&trace, fields::traceback::NEXT) {
        trace = next;
    }
    let object = fields::get(&trace, fields::traceback::FRAME)?;
    let frame = runtime::frame::Frame::of_frame_object(&object)?;
    let body = super::code_object::body_of(&frame.get(runtime::frame::CODE)?);
    let mut names = body.code.localsplusnames.clone();
    for namespace in [
        frame.get(runtime::frame::LOCALS),
        frame.namespace(runtime::frame::GLOBALS),
        Some(vm.builtins.clone()),
    ] {
        names.extend(namespace.iter().flat_map(names_of));
    }
    nearest(&wrong, names)
}

fn attribute_suggestion(raised: &Obj) -> Option<String> {
    let object = fields::get(raised, exception::VALUE)?;
    let wrong = text_field(raised, exception::SECOND)?;
    let mut names: Vec<String> = runtime::object::attributes::list(&object)
        .iter()
        .map(|(name, _)| str::to_string(name))
        .collect();
    let class = if crate::vm::is_class(&object) {
        object
    } else {
        object.class().clone()
    };
    let mro = types::mro(&class)?;
    for base in runtime::object::tuple::items(&mro) {
        names.extend(
            types::namespace(&base)
                .iter()
                .flat_map(|namespace| names_of(namespace)),
        );
    }
    names.sort();
    nearest(&wrong, names)
}

fn names_of(namespace: &Obj) -> Vec<String> {
    if !StaticType::Dict.is_instance(namespace) {
        return Vec::new();
    }
    dict::items(namespace)
        .iter()
        .filter(|item| StaticType::Str.is_instance(&item.key))
        .map(|item| str::to_string(&item.key))
        .collect()
}

fn nearest(wrong: &str, names: Vec<String>) -> Option<String> {
    if names.len() >= MOST_CANDIDATES {
        return None;
    }
    let mut best: Option<(usize, String)> = None;
    for name in names {
        if name == wrong {
            continue;
        }
        let limit = (name.len() + wrong.len() + 3) * MOVE / 6;
        let limit = best
            .as_ref()
            .map_or(limit, |(least, _)| limit.min(least - 1));
        let distance = distance(wrong, &name);
        if distance <= limit {
            best = Some((distance, name));
            if distance == 0 {
                break;
            }
        }
    }
    best.map(|(_, name)| name)
}

fn distance(a: &str, b: &str) -> usize {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() > LONGEST_NAME || b.len() > LONGEST_NAME {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.len()).map(|index| index * MOVE).collect();
    for (i, &letter) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE;
        for (j, &other) in b.iter().enumerate() {
            let substituted = diagonal + cost(letter, other);
            diagonal = row[j + 1];
            row[j + 1] = substituted.min(row[j] + MOVE).min(row[j + 1] + MOVE);
        }
    }
    row[b.len()]
}

fn cost(a: u8, b: u8) -> usize {
    if a == b {
        0
    } else if a.eq_ignore_ascii_case(&b) {
        CASE
    } else {
        MOVE
    }
}
