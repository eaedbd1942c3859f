//! Looking for a part of bytes: `find` and its kin, `count`, `startswith`, `in`.

use super::{Text, construct, is_bytes_like, owner};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::str::argument::{self, Window};
use crate::types::str::search::Part;
use crate::vm::Vm;
use runtime::object::{int, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("find", |vm, args| {
        find(vm, args, "find", |part, wanted| part.find(wanted), false)
    })
    .method("index", |vm, args| {
        find(vm, args, "index", |part, wanted| part.find(wanted), true)
    })
    .method("rfind", |vm, args| {
        find(
            vm,
            args,
            "rfind",
            |part, wanted| part.find_last(wanted),
            false,
        )
    })
    .method("rindex", |vm, args| {
        find(
            vm,
            args,
            "rindex",
            |part, wanted| part.find_last(wanted),
            true,
        )
    })
    .method("count", count)
    .method("startswith", |vm, args| {
        matches_end(vm, args, "startswith", |text, end| text.starts_with(end))
    })
    .method("endswith", |vm, args| {
        matches_end(vm, args, "endswith", |text, end| text.ends_with(end))
    });
}

/// What is looked for: bytes, or one byte as an integer.
fn wanted(vm: &Vm, object: &Obj) -> PyResult<Text> {
    if is_bytes_like(object) {
        return Ok(Text::of(object));
    }
    if StaticType::Int.is_instance(object) || vm.special(object, &vm.names.index).is_some() {
        return construct::byte(vm, object).map(|byte| Text::of_data(&[byte]));
    }
    let class = vm.type_name(object);
    Err(vm.type_error(format!(
        "argument should be integer or bytes-like object, not '{class}'"
    )))
}

fn find(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    search: fn(&Part<'_>, &str) -> Option<usize>,
    must_be_there: bool,
) -> PyResult {
    let arguments = argument::find_arguments(vm, name, owner(&args[0]), args)?;
    let window = Window::read(vm, &arguments[1..])?;
    let wanted = wanted(vm, &arguments[0])?;
    let text = Text::of(&args[0]);
    match Part::of(&text.0, window).and_then(|part| search(&part, &wanted.0)) {
        Some(position) => Ok(int::from_i64(position as i64)),
        None if must_be_there => Err(vm.value_error("subsection not found")),
        None => Ok(int::from_i64(-1)),
    }
}

fn count(vm: &Vm, args: Args<'_>) -> PyResult {
    let arguments = argument::find_arguments(vm, "count", owner(&args[0]), args)?;
    let window = Window::read(vm, &arguments[1..])?;
    let wanted = wanted(vm, &arguments[0])?;
    let text = Text::of(&args[0]);
    let count =
        Part::of(&text.0, window).map_or(0, |part| part.text.matches(wanted.0.as_str()).count());
    Ok(int::from_i64(count as i64))
}

fn matches_end(vm: &Vm, args: Args<'_>, name: &str, test: fn(&str, &str) -> bool) -> PyResult {
    let arguments = argument::find_arguments(vm, name, owner(&args[0]), args)?;
    let window = Window::read(vm, &arguments[1..])?;
    let text = Text::of(&args[0]);
    let matches = |end: &Obj| -> PyResult<bool> {
        let end = Text::argument(vm, end)?;
        Ok(Part::of(&text.0, window).is_some_and(|part| test(part.text, &end.0)))
    };
    let wanted = &arguments[0];
    if StaticType::Tuple.is_instance(wanted) {
        for end in tuple::items(wanted) {
            if matches(&end)? {
                return Ok(statics::true_());
            }
        }
        return Ok(statics::false_());
    }
    if !is_bytes_like(wanted) {
        let class = vm.type_name(wanted);
        return Err(vm.type_error(format!(
            "{name} first arg must be bytes or a tuple of bytes, not {class}"
        )));
    }
    matches(wanted).map(statics::bool)
}

/// `bytes.__contains__`
pub(super) fn contains(vm: &Vm, args: Args<'_>) -> PyResult {
    let this = &args[0];
    let [object] = args.slot::<1>(vm, "__contains__")?;
    let is_number =
        StaticType::Int.is_instance(object) || vm.special(object, &vm.names.index).is_some();
    let wanted = if is_number {
        wanted(vm, object)?
    } else {
        Text::argument(vm, object)?
    };
    Ok(statics::bool(Text::of(this).0.contains(wanted.0.as_str())))
}
