//! Filling a string up to a width: `center`, `ljust`, `rjust`, `zfill`, `expandtabs`.

use super::{argument, fresh, unchanged};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::ssize;
use crate::vm::Vm;
use runtime::object::str;
use runtime::{Obj, StaticType};

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("center", |vm, args| {
        // The odd blank goes left if the width is odd (`unicode_center`).
        justify(vm, args, "center", |padding, width| {
            padding / 2 + (padding & width & 1)
        })
    })
    .method("ljust", |vm, args| justify(vm, args, "ljust", |_, _| 0))
    .method("rjust", |vm, args| {
        justify(vm, args, "rjust", |padding, _| padding)
    })
    .method("zfill", zfill)
    .method("expandtabs", expandtabs);
}

fn fill_character(vm: &Vm, given: Option<&Obj>) -> PyResult<char> {
    let Some(given) = given else {
        return Ok(' ');
    };
    if !StaticType::Str.is_instance(given) {
        let class = vm.type_name(given);
        return Err(vm.type_error(format!(
            "The fill character must be a unicode character, not {class}"
        )));
    }
    let text = str::to_string(given);
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(only), None) => Ok(only),
        _ => Err(vm.type_error("The fill character must be exactly one character long")),
    }
}

/// Pads to a width; `left` says how much of the padding goes before the text.
fn justify(vm: &Vm, args: Args<'_>, name: &str, left: fn(u64, u64) -> u64) -> PyResult {
    args.rest().no_keywords(vm, &format!("str.{name}"))?;
    let arguments = args.rest().between(vm, name, 1, 2)?;
    let width = ssize(vm, &arguments[0])?;
    let fill = fill_character(vm, arguments.get(1))?;
    let width = u64::try_from(width).unwrap_or(0);
    let padding = width.saturating_sub(str::len(&args[0]));
    if padding == 0 {
        return Ok(unchanged(&args[0]));
    }
    argument::need_text(vm, width, fill.len_utf8() as u64)?;
    let before = left(padding, width);
    let fill = |count: u64| std::iter::repeat_n(fill, count as usize);
    let text = str::to_string(&args[0]);
    let padded: String = fill(before)
        .chain(text.chars())
        .chain(fill(padding - before))
        .collect();
    Ok(fresh(&padded))
}

fn zfill(vm: &Vm, args: Args<'_>) -> PyResult {
    let [width] = args.rest().exactly::<1>(vm, "str.zfill")?;
    let width = u64::try_from(ssize(vm, width)?).unwrap_or(0);
    let padding = width.saturating_sub(str::len(&args[0]));
    if padding == 0 {
        return Ok(unchanged(&args[0]));
    }
    argument::need_text(vm, width, 1)?;
    let text = str::to_string(&args[0]);
    let signed = text.starts_with(['+', '-']);
    let (sign, digits) = text.split_at(usize::from(signed));
    Ok(fresh(&format!(
        "{sign}{}{digits}",
        "0".repeat(padding as usize)
    )))
}

fn expandtabs(vm: &Vm, args: Args<'_>) -> PyResult {
    let [size] = args.rest().bind(vm, "expandtabs", ["tabsize"], 1, 0)?;
    let size = size.map_or(Ok(8), |size| argument::c_int(vm, size))?;
    let size = usize::try_from(size).unwrap_or(0);
    let text = str::to_string(&args[0]);
    let tabs = text.matches('\t').count();
    if tabs == 0 {
        return Ok(unchanged(&args[0]));
    }
    argument::need_text(vm, tabs as u64, size as u64)?;
    let mut expanded = String::with_capacity(text.len());
    let mut column = 0usize;
    for c in text.chars() {
        match c {
            '\t' if size == 0 => {}
            '\t' => {
                let blanks = size - column % size;
                expanded.extend(std::iter::repeat_n(' ', blanks));
                column += blanks;
            }
            _ => {
                expanded.push(c);
                column = if matches!(c, '\n' | '\r') {
                    0
                } else {
                    column + 1
                };
            }
        }
    }
    Ok(fresh(&expanded))
}
