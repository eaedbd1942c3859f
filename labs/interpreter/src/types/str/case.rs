//! Case, and the questions about what the characters of a string are.

use super::fresh;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::text::{case, unicode};
use crate::vm::Vm;
use runtime::object::str;
use runtime::statics;

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("upper", |vm, args| {
        convert(vm, args, "str.upper", case::upper)
    })
    .method("lower", |vm, args| {
        convert(vm, args, "str.lower", case::lower)
    })
    .method("title", |vm, args| {
        convert(vm, args, "str.title", case::title)
    })
    .method("capitalize", |vm, args| {
        convert(vm, args, "str.capitalize", case::capitalize)
    })
    .method("swapcase", |vm, args| {
        convert(vm, args, "str.swapcase", case::swapcase)
    })
    .method("casefold", |vm, args| {
        convert(vm, args, "str.casefold", case::casefold)
    })
    .method("isupper", |vm, args| {
        ask(vm, args, "str.isupper", case::is_upper)
    })
    .method("islower", |vm, args| {
        ask(vm, args, "str.islower", case::is_lower)
    })
    .method("istitle", |vm, args| {
        ask(vm, args, "str.istitle", case::is_title)
    })
    .method("isalpha", |vm, args| {
        ask(vm, args, "str.isalpha", |text| {
            unicode::all_chars(text, unicode::is_alpha)
        })
    })
    .method("isalnum", |vm, args| {
        ask(vm, args, "str.isalnum", |text| {
            unicode::all_chars(text, unicode::is_alnum)
        })
    })
    .method("isdecimal", |vm, args| {
        ask(vm, args, "str.isdecimal", |text| {
            unicode::all_chars(text, unicode::is_decimal)
        })
    })
    .method("isdigit", |vm, args| {
        ask(vm, args, "str.isdigit", |text| {
            unicode::all_chars(text, unicode::is_digit)
        })
    })
    .method("isnumeric", |vm, args| {
        ask(vm, args, "str.isnumeric", |text| {
            unicode::all_chars(text, unicode::is_numeric)
        })
    })
    .method("isspace", |vm, args| {
        ask(vm, args, "str.isspace", |text| {
            unicode::all_chars(text, unicode::is_space)
        })
    })
    .method("isprintable", |vm, args| {
        ask(vm, args, "str.isprintable", |text| {
            text.chars().all(unicode::is_printable)
        })
    })
    .method("isidentifier", |vm, args| {
        ask(vm, args, "str.isidentifier", unicode::is_identifier)
    })
    .method("isascii", |vm, args| {
        ask(vm, args, "str.isascii", |text| text.is_ascii())
    });
}

fn convert(vm: &Vm, args: Args<'_>, name: &str, change: fn(&str) -> String) -> PyResult {
    args.rest().exactly::<0>(vm, name)?;
    let text = str::to_string(&args[0]);
    vm.need_room(text.len() as u64)?;
    Ok(fresh(&change(&text)))
}

fn ask(vm: &Vm, args: Args<'_>, name: &str, question: fn(&str) -> bool) -> PyResult {
    args.rest().exactly::<0>(vm, name)?;
    Ok(statics::bool(str::with_str(&args[0], question)))
}
