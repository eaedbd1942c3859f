//! Cutting bytes to pieces and putting pieces together.

use super::{Text, buffer, data_of, is_bytes_like, like, owner, unchanged};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::str::argument;
use crate::types::str::split::{Side, room_for, split_blanks, split_on};
use crate::vm::Vm;
use runtime::object::{bytes, list, tuple};
use runtime::{Obj, StaticType};

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("split", |vm, args| split(vm, args, "split", Side::Left))
        .method("rsplit", |vm, args| split(vm, args, "rsplit", Side::Right))
        .method("splitlines", splitlines)
        .method("partition", |vm, args| {
            partition(vm, args, "partition", Side::Left)
        })
        .method("rpartition", |vm, args| {
            partition(vm, args, "rpartition", Side::Right)
        })
        .method("join", join);
}

/// Whether a byte is a blank (`Py_ISSPACE`).
pub(super) fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t'..='\r')
}

fn piece_of(this: &Obj, text: &str, piece: &str) -> Obj {
    if piece.len() == text.len() {
        unchanged(this)
    } else {
        like(this, &data_of(piece))
    }
}

fn split(vm: &Vm, args: Args<'_>, name: &str, side: Side) -> PyResult {
    let [separator, most] = args.rest().bind(vm, name, ["sep", "maxsplit"], 2, 0)?;
    let most = usize::try_from(argument::ssize_or(vm, most, -1)?).ok();
    let Text(text) = Text::of(&args[0]);
    let separator = argument::given(separator)
        .map(|given| Text::argument(vm, given))
        .transpose()?;
    let pieces = match &separator {
        None => split_blanks(&text, most, side, is_blank),
        Some(Text(separator)) if separator.is_empty() => {
            return Err(vm.value_error("empty separator"));
        }
        Some(Text(separator)) => split_on(&text, separator, most, side),
    };
    vm.need_room((pieces.len() as u64).saturating_mul(64))?;
    let objects = pieces
        .iter()
        .map(|piece| piece_of(&args[0], &text, piece))
        .collect();
    Ok(list::with_room(
        objects,
        room_for(most.map_or(u64::MAX, |most| most as u64)),
    ))
}

fn splitlines(vm: &Vm, args: Args<'_>) -> PyResult {
    let [keep_ends] = args.rest().bind(vm, "splitlines", ["keepends"], 1, 0)?;
    let keep_ends = keep_ends.map_or(Ok(false), |given| vm.is_true(given))?;
    let Text(text) = Text::of(&args[0]);
    let lines = list::new([]);
    let mut rest = text.as_str();
    while !rest.is_empty() {
        vm.check_limits()?;
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let ends_in = if rest[line..].starts_with("\r\n") {
            2
        } else {
            1
        };
        let end = (line + ends_in).min(rest.len());
        let shown = &rest[..if keep_ends { end } else { line }];
        list::push(&lines, piece_of(&args[0], &text, shown));
        rest = &rest[end..];
    }
    Ok(lines)
}

fn partition(vm: &Vm, args: Args<'_>, name: &str, side: Side) -> PyResult {
    let this = &args[0];
    let [separator] = args
        .rest()
        .exactly::<1>(vm, &format!("{}.{name}", owner(this)))?;
    let Text(wanted) = Text::argument(vm, separator)?;
    if wanted.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let Text(text) = Text::of(this);
    let cut = match side {
        Side::Left => text.split_once(wanted.as_str()),
        Side::Right => text.rsplit_once(wanted.as_str()),
    };
    let part = |text: &str| like(this, &data_of(text));
    let middle = || {
        if super::is_array(this) {
            part(&wanted)
        } else {
            separator.clone()
        }
    };
    Ok(match (cut, side) {
        (Some((before, after)), _) => tuple::new([part(before), middle(), part(after)]),
        (None, Side::Left) => tuple::new([unchanged(this), part(""), part("")]),
        (None, Side::Right) => tuple::new([part(""), part(""), unchanged(this)]),
    })
}

fn join(vm: &Vm, args: Args<'_>) -> PyResult {
    let this = &args[0];
    let [iterable] = args
        .rest()
        .exactly::<1>(vm, &format!("{}.join", owner(this)))?;
    if vm.special(iterable, &vm.names.iter).is_none()
        && vm.special(iterable, &vm.names.getitem).is_none()
    {
        return Err(vm.type_error("can only join an iterable"));
    }
    let items = vm.collect(iterable)?;
    if let [only] = items.as_slice()
        && StaticType::Bytes.is_exact(only)
        && StaticType::Bytes.is_exact(this)
    {
        return Ok(only.clone());
    }
    let separator = bytes::to_vec(this);
    let mut data = Vec::new();
    for (index, item) in items.iter().enumerate() {
        if !is_bytes_like(item) {
            let class = vm.type_name(item);
            let message =
                format!("sequence item {index}: expected a bytes-like object, {class} found");
            return Err(vm.type_error(message));
        }
        if index > 0 {
            data.extend_from_slice(&separator);
        }
        vm.need_room((data.len() as u64).saturating_add(bytes::len(item)))?;
        data.extend(buffer(vm, item)?);
    }
    Ok(like(this, &data))
}
