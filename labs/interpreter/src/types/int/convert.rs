//! `int(x)` and `int(text, base)`.
//!
//! Follows `long_new_impl` (`Objects/longobject.c`) and `PyNumber_Long` (`Objects/abstract.c`).

use super::{exact, made, need_bits};
use crate::error::PyResult;
use crate::native::Args;
use crate::text::int::parse_int;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::ToPrimitive;
use runtime::object::{bytes, int, str};
use runtime::{Obj, StaticType};

pub(super) fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = &args[0];
    let [value, base] = args.rest().bind(vm, "int", ["", "base"], 2, 0)?;
    let value = match (value, base) {
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (None, None) => int::from_i64(0),
        (Some(value), None) => to_int(vm, value)?,
        (Some(value), Some(base)) => in_base(vm, value, base)?,
    };
    if StaticType::Int.object().is(class) {
        return Ok(value);
    }
    let value = int::to_bigint(&value);
    need_bits(vm, value.bits())?;
    Ok(int::instance(class, &value))
}

/// `int(value)`
///
/// # Errors
/// What `__int__` and its kin raised; `TypeError` if there is none of them.
pub(crate) fn to_int(vm: &Vm, value: &Obj) -> PyResult {
    if StaticType::Int.is_exact(value) {
        return Ok(value.clone());
    }
    if let Some(function) = vm.special(value, &vm.names.int) {
        let answer = vm.call_with(&function, std::slice::from_ref(value))?;
        return as_int(vm, &answer, "__int__");
    }
    if vm.special(value, &vm.names.index).is_some() {
        return made(vm, &vm.index(value)?);
    }
    if let Some(function) = vm.special(value, &vm.names.trunc) {
        let answer = vm.call_with(&function, std::slice::from_ref(value))?;
        return match vm.special(&answer, &vm.names.index) {
            Some(_) => made(vm, &vm.index(&answer)?),
            None => {
                let given = vm.type_name(&answer);
                Err(vm.type_error(format!("__trunc__ returned non-Integral (type {given})")))
            }
        };
    }
    match text_of(value) {
        Some(Text::Str(text)) => parsed(vm, parse_int(&text, 10)),
        Some(Text::Bytes(data)) => parse_bytes(vm, value, &data, 10),
        None => {
            let given = vm.type_name(value);
            Err(vm.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{given}'"
            )))
        }
    }
}

fn as_int(vm: &Vm, answer: &Obj, method: &str) -> PyResult {
    if StaticType::Int.is_instance(answer) {
        return exact(vm, answer);
    }
    let given = vm.type_name(answer);
    Err(vm.type_error(format!("{method} returned non-int (type {given})")))
}

fn in_base(vm: &Vm, value: &Obj, base: &Obj) -> PyResult {
    // What is no u32 is no base either; 1 stands for it.
    let base = vm.index(base)?.to_u32().unwrap_or(1);
    if base != 0 && !(2..=36).contains(&base) {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    match text_of(value) {
        Some(Text::Str(text)) => parsed(vm, parse_int(&text, base)),
        Some(Text::Bytes(data)) => parse_bytes(vm, value, &data, base),
        None => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

enum Text {
    Str(String),
    Bytes(Vec<u8>),
}

fn text_of(value: &Obj) -> Option<Text> {
    if StaticType::Str.is_instance(value) {
        return Some(Text::Str(str::to_string(value)));
    }
    let is_bytes = StaticType::Bytes.is_instance(value) || StaticType::ByteArray.is_instance(value);
    is_bytes.then(|| Text::Bytes(bytes::to_vec(value)))
}

fn parsed(vm: &Vm, value: Result<BigInt, crate::text::TextError>) -> PyResult {
    made(vm, &value.map_err(|error| vm.text_error(error))?)
}

/// The digits in bytes; a message quotes them as bytes.
fn parse_bytes(vm: &Vm, value: &Obj, data: &[u8], base: u32) -> PyResult {
    let number = std::str::from_utf8(data)
        .ok()
        .filter(|text| text.is_ascii());
    match number.map(|text| parse_int(text, base)) {
        Some(Ok(number)) => made(vm, &number),
        Some(Err(error)) if !error.message.starts_with("invalid literal") => {
            Err(vm.text_error(error))
        }
        _ => {
            let shown = vm.repr_text(value)?;
            Err(vm.value_error(format!(
                "invalid literal for int() with base {base}: {shown}"
            )))
        }
    }
}
