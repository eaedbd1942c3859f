//! Taking something off the ends of a string: `strip`, `removeprefix` and their kin.

use super::{argument, unchanged};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::text::unicode::is_space;
use crate::vm::Vm;
use runtime::object::str;
use runtime::{Obj, StaticType};

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
        });
}

/// A part of `whole`: itself if nothing was taken off.
fn part(whole: &Obj, text: &str, rest: &str) -> Obj {
    if rest.len() == text.len() {
        unchanged(whole)
    } else {
        str::new(rest)
    }
}

fn strip(vm: &Vm, args: Args<'_>, name: &str, (left, right): (bool, bool)) -> PyResult {
    args.rest().no_keywords(vm, &format!("str.{name}"))?;
    let arguments = args.rest().between(vm, name, 0, 1)?;
    let characters = match argument::given(arguments.first()) {
        None => None,
        Some(given) if StaticType::Str.is_instance(given) => Some(str::to_string(given)),
        Some(_) => return Err(vm.type_error(format!("{name} arg must be None or str"))),
    };
    let goes = |c: char| {
        characters
            .as_ref()
            .map_or_else(|| is_space(c), |characters| characters.contains(c))
    };
    let text = str::to_string(&args[0]);
    let mut rest = text.as_str();
    if left {
        rest = rest.trim_start_matches(goes);
    }
    if right {
        rest = rest.trim_end_matches(goes);
    }
    Ok(part(&args[0], &text, rest))
}

fn remove(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    take: for<'a> fn(&'a str, &str) -> Option<&'a str>,
) -> PyResult {
    let [affix] = args.rest().exactly::<1>(vm, &format!("str.{name}"))?;
    let affix = argument::text(vm, name, "argument", affix)?;
    let text = str::to_string(&args[0]);
    let rest = take(&text, &affix).unwrap_or(&text);
    Ok(part(&args[0], &text, rest))
}
