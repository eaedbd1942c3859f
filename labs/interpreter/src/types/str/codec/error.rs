//! `UnicodeEncodeError` and `UnicodeDecodeError`: what they tell of the part that has no place.
//!
//! Their five arguments are encoding, object, start, end and reason. Follows `UnicodeEncodeError_str` and
//! `UnicodeDecodeError_str` (`Objects/exceptions.c`).

use crate::error::PyResult;
use crate::native::{Args, Getter, Installer};
use crate::types::arguments::ssize;
use crate::vm::Vm;
use runtime::object::fields::{self, exception};
use runtime::object::{bytes, int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods.
pub(in crate::types::str) fn install(vm: &Vm) {
    const PARTS: [(&str, Getter); 5] = [
        ("encoding", |_, error| Ok(part(error, 0))),
        ("object", |_, error| Ok(part(error, 1))),
        ("start", |_, error| Ok(part(error, 2))),
        ("end", |_, error| Ok(part(error, 3))),
        ("reason", |_, error| Ok(part(error, 4))),
    ];
    for class in [
        StaticType::UnicodeEncodeError,
        StaticType::UnicodeDecodeError,
    ] {
        let t = Installer::for_type(vm, class);
        t.method("__init__", init).method("__str__", text);
        for (name, get) in PARTS {
            t.getset(name, get, None);
        }
    }
}

/// Checks the arguments, which `BaseException.__new__` has already stored.
fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    let [encoding, object, start, end, reason] = args.rest().pos() else {
        let given = args.rest().len();
        return Err(vm.type_error(format!(
            "function takes exactly 5 arguments ({given} given)"
        )));
    };
    let text = |position: u32, value: &Obj| {
        if StaticType::Str.is_instance(value) {
            return Ok(());
        }
        let class = vm.type_name(value);
        Err(vm.type_error(format!("argument {position} must be str, not {class}")))
    };
    text(1, encoding)?;
    if StaticType::UnicodeEncodeError.is_instance(&args[0]) {
        text(2, object)?;
    } else if !StaticType::Bytes.is_instance(object) && !StaticType::ByteArray.is_instance(object) {
        let class = vm.type_name(object);
        return Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")));
    }
    ssize(vm, start)?;
    ssize(vm, end)?;
    text(5, reason)?;
    Ok(statics::none())
}

/// One of the five arguments; `None` if the exception was made with other ones.
fn part(error: &Obj, index: u64) -> Obj {
    let args = fields::get(error, exception::ARGS);
    args.and_then(|args| tuple::get(&args, index))
        .unwrap_or_else(statics::none)
}

fn text(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__str__")?;
    let error = &args[0];
    let [encoding, reason] = [0, 4].map(|index| part(error, index));
    let (encoding, reason) = (vm.str_text(&encoding)?, vm.str_text(&reason)?);
    let [start, end] = [2, 3].map(|index| place(&part(error, index)));
    let codes = StaticType::UnicodeEncodeError.is_instance(error);
    let (verb, noun) = if codes {
        ("encode", "character")
    } else {
        ("decode", "byte")
    };
    let only = (end == start + 1)
        .then(|| shown(&part(error, 1), start))
        .flatten();
    Ok(str::new(&match only {
        Some(only) => {
            format!("'{encoding}' codec can't {verb} {noun} {only} in position {start}: {reason}")
        }
        None => {
            let last = end - 1;
            format!("'{encoding}' codec can't {verb} {noun}s in position {start}-{last}: {reason}")
        }
    }))
}

/// A position, within what a string can have.
fn place(object: &Obj) -> i64 {
    let number = if StaticType::Int.is_instance(object) {
        int::to_i64(object)
    } else {
        None
    };
    number.unwrap_or(0).clamp(0, i64::from(u32::MAX))
}

/// The character or byte at a position, as the message shows it.
fn shown(object: &Obj, position: i64) -> Option<String> {
    let position = u64::try_from(position).ok()?;
    if StaticType::Str.is_instance(object) {
        let code = (position < str::len(object)).then(|| str::code_point(object, position))?;
        return Some(format!("'{}'", super::backslashed(code)));
    }
    if StaticType::Bytes.is_instance(object) || StaticType::ByteArray.is_instance(object) {
        let byte = bytes::with_bytes(object, |data| data.get(position as usize).copied())?;
        return Some(format!("{byte:#04x}"));
    }
    None
}
