//! Bytes as hexadecimal digits: `hex` and `fromhex`.
//!
//! Follows `Python/pystrhex.c` and `_PyBytes_FromHex`.

use super::{Text, is_bytes_like};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::str::argument;
use crate::vm::Vm;
use runtime::object::{bytes, str, types};
use runtime::{Obj, StaticType};
use std::fmt::Write;

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("hex", hex).class_method("fromhex", from_hex);
}

fn separator(vm: &Vm, given: &Obj) -> PyResult<char> {
    if vm.len(given)? != 1 {
        return Err(vm.value_error("sep must be length 1."));
    }
    let text = if StaticType::Str.is_instance(given) {
        str::to_string(given)
    } else if is_bytes_like(given) {
        Text::of(given).0
    } else {
        return Err(vm.type_error("sep must be str or bytes."));
    };
    text.chars()
        .next()
        .filter(char::is_ascii)
        .ok_or_else(|| vm.value_error("sep must be ASCII."))
}

fn hex(vm: &Vm, args: Args<'_>) -> PyResult {
    let [sep, group] = args
        .rest()
        .bind(vm, "hex", ["sep", "bytes_per_sep"], 2, 0)?;
    let group = group.map_or(Ok(1), |group| argument::c_int(vm, group))?;
    let sep = sep.map(|sep| separator(vm, sep)).transpose()?;
    let data = bytes::to_vec(&args[0]);
    vm.need_room((data.len() as u64).saturating_mul(3))?;
    let size = group.unsigned_abs() as usize;
    let mut digits = String::with_capacity(2 * data.len());
    for (index, byte) in data.iter().enumerate() {
        // Groups are counted from the right, from the left if their size is negative.
        let before = if group < 0 { index } else { data.len() - index };
        if let Some(sep) = sep
            && index > 0
            && size > 0
            && before % size == 0
        {
            digits.push(sep);
        }
        // Writing to a String cannot fail.
        let _ = write!(digits, "{byte:02x}");
    }
    Ok(str::new(&digits))
}

fn from_hex(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = &args[0];
    let kind = types::static_base(class);
    let [text] = args
        .rest()
        .exactly::<1>(vm, &format!("{}.fromhex", kind.name()))?;
    let text = argument::text(vm, "fromhex", "argument", text)?;
    let characters: Vec<char> = text.chars().collect();
    let digit = |place: usize| characters.get(place).and_then(|c| c.to_digit(16));
    let mut data = Vec::with_capacity(characters.len() / 2);
    let mut at = 0;
    while let Some(&c) = characters.get(at) {
        if super::split::is_blank(c) {
            at += 1;
            continue;
        }
        match (digit(at), digit(at + 1)) {
            (Some(high), Some(low)) => data.push((high << 4 | low) as u8),
            (high, _) => {
                let place = at + usize::from(high.is_some());
                let message =
                    format!("non-hexadecimal number found in fromhex() arg at position {place}");
                return Err(vm.value_error(message));
            }
        }
        at += 2;
    }
    let made = if kind == StaticType::ByteArray {
        bytes::new_array(&data)
    } else {
        bytes::new(&data)
    };
    if kind.object().is(class) {
        return Ok(made);
    }
    vm.call_with(class, &[made])
}
