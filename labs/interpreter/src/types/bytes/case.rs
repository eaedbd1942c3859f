//! Case, and the questions about what bytes are, read as ASCII.

use super::split::is_blank;
use super::{like, owner};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::bytes;
use runtime::statics;

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("upper", |vm, args| {
        convert(vm, args, "upper", |byte, _| byte.to_ascii_uppercase())
    })
    .method("lower", |vm, args| {
        convert(vm, args, "lower", |byte, _| byte.to_ascii_lowercase())
    })
    .method("swapcase", |vm, args| {
        let swap = |byte: u8, _| {
            if byte.is_ascii_uppercase() {
                byte.to_ascii_lowercase()
            } else {
                byte.to_ascii_uppercase()
            }
        };
        convert(vm, args, "swapcase", swap)
    })
    .method("title", |vm, args| {
        let title = |byte: u8, before: Option<u8>| match before {
            Some(before) if before.is_ascii_alphabetic() => byte.to_ascii_lowercase(),
            _ => byte.to_ascii_uppercase(),
        };
        convert(vm, args, "title", title)
    })
    .method("capitalize", |vm, args| {
        let capitalize = |byte: u8, before: Option<u8>| {
            if before.is_none() {
                byte.to_ascii_uppercase()
            } else {
                byte.to_ascii_lowercase()
            }
        };
        convert(vm, args, "capitalize", capitalize)
    })
    .method("isalpha", |vm, args| {
        ask(vm, args, "isalpha", |data| {
            all(data, |byte| byte.is_ascii_alphabetic())
        })
    })
    .method("isalnum", |vm, args| {
        ask(vm, args, "isalnum", |data| {
            all(data, |byte| byte.is_ascii_alphanumeric())
        })
    })
    .method("isdigit", |vm, args| {
        ask(vm, args, "isdigit", |data| {
            all(data, |byte| byte.is_ascii_digit())
        })
    })
    .method("isspace", |vm, args| {
        ask(vm, args, "isspace", |data| {
            all(data, |byte| is_blank(char::from(byte)))
        })
    })
    .method("isascii", |vm, args| {
        ask(vm, args, "isascii", <[u8]>::is_ascii)
    })
    .method("isupper", |vm, args| {
        ask(vm, args, "isupper", |data| {
            has_only(data, u8::is_ascii_uppercase, u8::is_ascii_lowercase)
        })
    })
    .method("islower", |vm, args| {
        ask(vm, args, "islower", |data| {
            has_only(data, u8::is_ascii_lowercase, u8::is_ascii_uppercase)
        })
    })
    .method("istitle", |vm, args| ask(vm, args, "istitle", is_title));
}

/// Changes each byte, given the one before it.
fn convert(vm: &Vm, args: Args<'_>, name: &str, change: fn(u8, Option<u8>) -> u8) -> PyResult {
    args.rest()
        .exactly::<0>(vm, &format!("{}.{name}", owner(&args[0])))?;
    let data = bytes::to_vec(&args[0]);
    let before = std::iter::once(None).chain(data.iter().copied().map(Some));
    let changed: Vec<u8> = data
        .iter()
        .zip(before)
        .map(|(&byte, before)| change(byte, before))
        .collect();
    Ok(like(&args[0], &changed))
}

fn ask(vm: &Vm, args: Args<'_>, name: &str, question: fn(&[u8]) -> bool) -> PyResult {
    args.rest()
        .exactly::<0>(vm, &format!("{}.{name}", owner(&args[0])))?;
    Ok(statics::bool(bytes::with_bytes(&args[0], question)))
}

fn all(data: &[u8], test: fn(u8) -> bool) -> bool {
    !data.is_empty() && data.iter().all(|&byte| test(byte))
}

fn has_only(data: &[u8], wanted: fn(&u8) -> bool, refused: fn(&u8) -> bool) -> bool {
    data.iter().any(wanted) && !data.iter().any(refused)
}

fn is_title(data: &[u8]) -> bool {
    let mut after_letter = false;
    for byte in data {
        if byte.is_ascii_uppercase() && after_letter || byte.is_ascii_lowercase() && !after_letter {
            return false;
        }
        after_letter = byte.is_ascii_alphabetic();
    }
    data.iter().any(u8::is_ascii_alphabetic)
}
