//! `str.maketrans` and `str.translate`: a table from code points to what stands in their place.

use super::argument;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::object::{dict, int, str};
use runtime::{Obj, StaticType, statics};

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.function("maketrans", maketrans)
        .method("translate", translate);
}

fn code_point(c: char) -> Obj {
    int::from_i64(i64::from(u32::from(c)))
}

/// `str.maketrans(table)`, `str.maketrans(from, to, delete='')` (`unicode_maketrans_impl`).
fn maketrans(vm: &Vm, args: Args<'_>) -> PyResult {
    args.no_keywords(vm, "str.maketrans")?;
    let arguments = args.between(vm, "maketrans", 1, 3)?;
    let table = dict::new();
    let Some(to) = arguments.get(1) else {
        copy_table(vm, &arguments[0], &table)?;
        return Ok(table);
    };
    let to = argument::text(vm, "maketrans", "argument 2", to)?;
    let delete = match arguments.get(2) {
        Some(delete) => argument::text(vm, "maketrans", "argument 3", delete)?,
        None => String::new(),
    };
    if !StaticType::Str.is_instance(&arguments[0]) {
        return Err(vm.type_error(
            "first maketrans argument must be a string if there is a second argument",
        ));
    }
    let from = str::to_string(&arguments[0]);
    if from.chars().count() != to.chars().count() {
        return Err(vm.value_error("the first two maketrans arguments must have equal length"));
    }
    for (from, to) in from.chars().zip(to.chars()) {
        vm.dict_set(&table, &code_point(from), code_point(to))?;
    }
    for gone in delete.chars() {
        vm.dict_set(&table, &code_point(gone), statics::none())?;
    }
    Ok(table)
}

/// Copies a dict whose keys are characters or their code points.
fn copy_table(vm: &Vm, from: &Obj, table: &Obj) -> PyResult<()> {
    if !StaticType::Dict.is_exact(from) {
        return Err(vm.type_error("if you give only one argument to maketrans it must be a dict"));
    }
    for item in dict::items(from) {
        let key = if StaticType::Str.is_instance(&item.key) {
            if str::len(&item.key) != 1 {
                return Err(vm.value_error("string keys in translate table must be of length 1"));
            }
            int::from_i64(i64::from(str::code_point(&item.key, 0)))
        } else if StaticType::Int.is_instance(&item.key) {
            item.key.clone()
        } else {
            return Err(vm.type_error("keys in translate table must be strings or integers"));
        };
        vm.dict_set(table, &key, item.value.clone())?;
    }
    Ok(())
}

/// `str.translate` (`_PyUnicode_TranslateCharmap`): a code point that the table does not know stays.
fn translate(vm: &Vm, args: Args<'_>) -> PyResult {
    let [table] = args.rest().exactly::<1>(vm, "str.translate")?;
    let text = str::to_string(&args[0]);
    let mut translated = String::with_capacity(text.len());
    for c in text.chars() {
        vm.check_limits()?;
        match vm.get_item(table, &code_point(c)) {
            Ok(value) => push_mapped(vm, &mut translated, &value)?,
            Err(raised) if raised.is(StaticType::LookupError) => translated.push(c),
            Err(raised) => return Err(raised),
        }
        vm.need_room(translated.len() as u64)?;
    }
    Ok(str::new(&translated))
}

fn push_mapped(vm: &Vm, out: &mut String, value: &Obj) -> PyResult<()> {
    if StaticType::Str.is_instance(value) {
        str::with_str(value, |text| out.push_str(text));
    } else if StaticType::Int.is_instance(value) {
        let code = int::to_bigint(value).to_u32().and_then(char::from_u32);
        out.push(
            code.ok_or_else(|| vm.value_error("character mapping must be in range(0x110000)"))?,
        );
    } else if !statics::is_none(value) {
        return Err(vm.type_error("character mapping must return integer, None or str"));
    }
    Ok(())
}
