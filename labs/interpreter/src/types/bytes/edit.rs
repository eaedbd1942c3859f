//! Bytes with something taken off or put in place of something: `strip`, `removeprefix`, `replace`,
//! `translate`.

use super::split::is_blank;
use super::{Text, buffer, data_of, like, owner, unchanged};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::str::argument;
use crate::vm::Vm;
use runtime::Obj;
use runtime::object::bytes;

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("strip", |vm, args| strip(vm, args, "strip", (true, true)))
        .method("lstrip", |vm, args| {
            strip(vm, args, "lstrip", (true, false))
        })
        .method("rstrip", |vm, args| {
            strip(vm, args, "rstrip", (false, true))
        })
        .method("removeprefix", |vm, args| {
            remove(vm, args, "removeprefix", |text, part| {
                text.strip_prefix(part)
            })
        })
        .method("removesuffix", |vm, args| {
            remove(vm, args, "removesuffix", |text, part| {
                text.strip_suffix(part)
            })
        })
        .method("replace", replace)
        .method("translate", translate)
        .function("maketrans", maketrans);
}

fn rest_of(this: &Obj, text: &str, rest: &str) -> Obj {
    if rest.len() == text.len() {
        unchanged(this)
    } else {
        like(this, &data_of(rest))
    }
}

fn strip(vm: &Vm, args: Args<'_>, name: &str, (left, right): (bool, bool)) -> PyResult {
    args.rest()
        .no_keywords(vm, &format!("{}.{name}", owner(&args[0])))?;
    let arguments = args.rest().between(vm, name, 0, 1)?;
    let characters = argument::given(arguments.first())
        .map(|given| Text::argument(vm, given))
        .transpose()?;
    let goes = |c: char| {
        characters
            .as_ref()
            .map_or_else(|| is_blank(c), |Text(characters)| characters.contains(c))
    };
    let Text(text) = Text::of(&args[0]);
    let mut rest = text.as_str();
    if left {
        rest = rest.trim_start_matches(goes);
    }
    if right {
        rest = rest.trim_end_matches(goes);
    }
    Ok(rest_of(&args[0], &text, rest))
}

fn remove(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    take: for<'a> fn(&'a str, &str) -> Option<&'a str>,
) -> PyResult {
    let [affix] = args
        .rest()
        .exactly::<1>(vm, &format!("{}.{name}", owner(&args[0])))?;
    let Text(affix) = Text::argument(vm, affix)?;
    let Text(text) = Text::of(&args[0]);
    Ok(rest_of(
        &args[0],
        &text,
        take(&text, &affix).unwrap_or(&text),
    ))
}

fn replace(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest()
        .no_keywords(vm, &format!("{}.replace", owner(&args[0])))?;
    let arguments = args.rest().between(vm, "replace", 2, 3)?;
    let Text(old) = Text::argument(vm, &arguments[0])?;
    let Text(new) = Text::argument(vm, &arguments[1])?;
    let most = argument::ssize_or(vm, arguments.get(2), -1)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let Text(text) = Text::of(&args[0]);
    let found = text.matches(old.as_str()).take(most).count();
    if found == 0 {
        return Ok(unchanged(&args[0]));
    }
    argument::need_text(vm, found as u64, new.len() as u64)?;
    Ok(like(&args[0], &data_of(&text.replacen(&old, &new, most))))
}

fn translate(vm: &Vm, args: Args<'_>) -> PyResult {
    let [table, delete] = args.rest().bind(vm, "translate", ["", "delete"], 2, 1)?;
    let table = argument::given(table)
        .map(|table| buffer(vm, table))
        .transpose()?;
    if table.as_ref().is_some_and(|table| table.len() != 256) {
        return Err(vm.value_error("translation table must be 256 characters long"));
    }
    let delete = delete.map_or(Ok(Vec::new()), |delete| buffer(vm, delete))?;
    let mapped = |byte: u8| {
        table
            .as_ref()
            .and_then(|table| table.get(usize::from(byte)).copied())
            .unwrap_or(byte)
    };
    let data = bytes::to_vec(&args[0]);
    let translated: Vec<u8> = data
        .iter()
        .filter(|byte| !delete.contains(byte))
        .map(|&byte| mapped(byte))
        .collect();
    Ok(if translated == data {
        unchanged(&args[0])
    } else {
        like(&args[0], &translated)
    })
}

fn maketrans(vm: &Vm, args: Args<'_>) -> PyResult {
    let [from, to] = args.exactly::<2>(vm, "maketrans")?;
    let (from, to) = (buffer(vm, from)?, buffer(vm, to)?);
    if from.len() != to.len() {
        return Err(vm.value_error("maketrans arguments must have same length"));
    }
    let mut table: Vec<u8> = (0..=255).collect();
    for (&from, &to) in from.iter().zip(&to) {
        if let Some(place) = table.get_mut(usize::from(from)) {
            *place = to;
        }
    }
    Ok(bytes::new(&table))
}
