//! Text: `repr`, `ascii`, `format`, `chr`, `ord`, `bin`, `oct`, `hex`.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::text::int::to_prefixed;
use crate::text::repr::ascii_from_repr;
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::object::{bytes, int, str};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("repr", |vm, args| {
            let [object] = args.exactly::<1>(vm, "repr")?;
            vm.repr(object)
        })
        .function("ascii", |vm, args| {
            let [object] = args.exactly::<1>(vm, "ascii")?;
            Ok(str::new(&ascii_from_repr(&vm.repr_text(object)?)))
        })
        .function("format", format)
        .function("chr", chr)
        .function("ord", ord)
        .function("bin", |vm, args| prefixed(vm, args, "bin", 2))
        .function("oct", |vm, args| prefixed(vm, args, "oct", 8))
        .function("hex", |vm, args| prefixed(vm, args, "hex", 16));
}

fn format(vm: &Vm, args: Args<'_>) -> PyResult {
    match args.between(vm, "format", 1, 2)? {
        [object, spec] => {
            if !StaticType::Str.is_instance(spec) {
                let given = vm.type_name(spec);
                return Err(vm.type_error(format!("format() argument 2 must be str, not {given}")));
            }
            vm.format(object, spec)
        }
        values => vm.format(&values[0], &statics::empty_str()),
    }
}

fn chr(vm: &Vm, args: Args<'_>) -> PyResult {
    let [code] = args.exactly::<1>(vm, "chr")?;
    let code = vm.index(code)?;
    let out_of_range = || vm.value_error("chr() arg not in range(0x110000)");
    let code = match code.to_i32() {
        Some(code) => u32::try_from(code).map_err(|_| out_of_range())?,
        None => return Err(vm.overflow_error("Python int too large to convert to C int")),
    };
    if code > u32::from(char::MAX) {
        return Err(out_of_range());
    }
    let letter = char::from_u32(code)
        .ok_or_else(|| vm.value_error(format!("surrogate U+{code:04X} is not supported")))?;
    Ok(str::new(letter.encode_utf8(&mut [0; 4])))
}

fn ord(vm: &Vm, args: Args<'_>) -> PyResult {
    let [text] = args.exactly::<1>(vm, "ord")?;
    let size = if StaticType::Str.is_instance(text) {
        let size = str::len(text);
        if size == 1 {
            return Ok(int::from_i64(i64::from(str::code_point(text, 0))));
        }
        size
    } else if is_bytes(text) {
        let data = bytes::to_vec(text);
        if let [byte] = data[..] {
            return Ok(int::from_i64(i64::from(byte)));
        }
        data.len() as u64
    } else {
        let given = vm.type_name(text);
        return Err(vm.type_error(format!(
            "ord() expected string of length 1, but {given} found"
        )));
    };
    Err(vm.type_error(format!(
        "ord() expected a character, but string of length {size} found"
    )))
}

fn is_bytes(object: &Obj) -> bool {
    StaticType::Bytes.is_instance(object) || StaticType::ByteArray.is_instance(object)
}

fn prefixed(vm: &Vm, args: Args<'_>, name: &str, base: u32) -> PyResult {
    let [value] = args.exactly::<1>(vm, name)?;
    let value = vm.index(value)?;
    vm.need_room(value.bits() / u64::from(base.ilog2()))?;
    Ok(str::new(&to_prefixed(&value, base)))
}
