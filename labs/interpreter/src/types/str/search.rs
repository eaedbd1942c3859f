//! Looking for a part of a string: `find` and its kin, `count`, `startswith`, `in`, `replace`.
//!
//! Positions are counted in code points. Rust's strings count in bytes, so a [`Part`] keeps both.

use super::argument::{self, Window};
use super::{fresh, unchanged};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::{int, str, tuple};
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
    })
    .method("replace", replace);
}

/// A part of a string, and how many code points stand before it.
pub(in crate::types) struct Part<'a> {
    /// The part.
    pub(in crate::types) text: &'a str,
    before: usize,
}

impl<'a> Part<'a> {
    /// The part of `text` that the window shows, if there is one.
    pub(in crate::types) fn of(text: &'a str, window: Window) -> Option<Part<'a>> {
        let is_ascii = text.is_ascii();
        let len = if is_ascii {
            text.len()
        } else {
            text.chars().count()
        };
        let range = window.range(len)?;
        let place = |index: usize| {
            if is_ascii {
                return index;
            }
            text.char_indices()
                .nth(index)
                .map_or(text.len(), |(place, _)| place)
        };
        let text = text.get(place(range.start)..place(range.end))?;
        Some(Part {
            text,
            before: range.start,
        })
    }

    /// Where `wanted` is first found, counted in the whole string.
    pub(in crate::types) fn find(&self, wanted: &str) -> Option<usize> {
        self.text.find(wanted).map(|place| self.position(place))
    }

    /// Where `wanted` is last found.
    pub(in crate::types) fn find_last(&self, wanted: &str) -> Option<usize> {
        self.text.rfind(wanted).map(|place| self.position(place))
    }

    fn position(&self, place: usize) -> usize {
        self.before
            + self
                .text
                .get(..place)
                .map_or(0, |head| head.chars().count())
    }
}

fn find(
    vm: &Vm,
    args: Args<'_>,
    name: &str,
    search: fn(&Part<'_>, &str) -> Option<usize>,
    must_be_there: bool,
) -> PyResult {
    let arguments = argument::find_arguments(vm, name, "str", args)?;
    let window = Window::read(vm, &arguments[1..])?;
    let wanted = argument::operand_text(vm, &arguments[0])?;
    let found = str::with_str(&args[0], |text| search(&Part::of(text, window)?, &wanted));
    match found {
        Some(position) => Ok(int::from_i64(position as i64)),
        None if must_be_there => Err(vm.value_error("substring not found")),
        None => Ok(int::from_i64(-1)),
    }
}

fn count(vm: &Vm, args: Args<'_>) -> PyResult {
    let arguments = argument::find_arguments(vm, "count", "str", args)?;
    let window = Window::read(vm, &arguments[1..])?;
    let wanted = argument::operand_text(vm, &arguments[0])?;
    let count = str::with_str(&args[0], |text| {
        Part::of(text, window).map_or(0, |part| part.text.matches(wanted.as_str()).count())
    });
    Ok(int::from_i64(count as i64))
}

fn matches_end(vm: &Vm, args: Args<'_>, name: &str, test: fn(&str, &str) -> bool) -> PyResult {
    let arguments = argument::find_arguments(vm, name, "str", args)?;
    let window = Window::read(vm, &arguments[1..])?;
    let wanted = &arguments[0];
    let matches = |end: &Obj| {
        str::with_str(&args[0], |text| {
            str::with_str(end, |end| {
                Part::of(text, window).is_some_and(|part| test(part.text, end))
            })
        })
    };
    if StaticType::Str.is_instance(wanted) {
        return Ok(statics::bool(matches(wanted)));
    }
    if !StaticType::Tuple.is_instance(wanted) {
        let class = vm.type_name(wanted);
        return Err(vm.type_error(format!(
            "{name} first arg must be str or a tuple of str, not {class}"
        )));
    }
    for end in tuple::items(wanted) {
        if !StaticType::Str.is_instance(&end) {
            let class = vm.type_name(&end);
            return Err(vm.type_error(format!(
                "tuple for {name} must only contain str, not {class}"
            )));
        }
        if matches(&end) {
            return Ok(statics::true_());
        }
    }
    Ok(statics::false_())
}

/// `str.__contains__`
pub(super) fn contains(vm: &Vm, args: Args<'_>) -> PyResult {
    let [wanted] = args.slot::<1>(vm, "__contains__")?;
    if !StaticType::Str.is_instance(wanted) {
        let class = vm.type_name(wanted);
        return Err(vm.type_error(format!(
            "'in <string>' requires string as left operand, not {class}"
        )));
    }
    let found = str::with_str(&args[0], |text| {
        str::with_str(wanted, |wanted| text.contains(wanted))
    });
    Ok(statics::bool(found))
}

fn replace(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().no_keywords(vm, "str.replace")?;
    let arguments = args.rest().between(vm, "replace", 2, 3)?;
    let old = argument::text(vm, "replace", "argument 1", &arguments[0])?;
    let new = argument::text(vm, "replace", "argument 2", &arguments[1])?;
    let most = argument::ssize_or(vm, arguments.get(2), -1)?;
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let text = str::to_string(&args[0]);
    let found = text.matches(old.as_str()).take(most).count();
    if found == 0 || old == new {
        return Ok(unchanged(&args[0]));
    }
    argument::need_text(vm, found as u64, new.len() as u64)?;
    Ok(fresh(&text.replacen(&old, &new, most)))
}
