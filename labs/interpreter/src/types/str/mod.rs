//! `str`: the methods of strings.
//!
//! The objects are the runtime's ([`runtime::object::str`]), what a character is and how a format reads is
//! [`crate::text`]'s; here the two meet. A method works on a copy of the text and makes its result of that;
//! as in CPython, a result equal to an exact `str` that nothing was done to is that same object. Results for
//! an instance of a subclass are exact `str`s. Follows `Objects/unicodeobject.c`.

pub(crate) mod argument;
mod case;
pub(in crate::types) mod codec;
mod format;
mod iterator;
mod pad;
mod percent;
pub(in crate::types) mod search;
pub(in crate::types) mod split;
mod strip;
mod translate;
mod writer;

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::protocol::compare::holds;
use crate::protocol::container::SliceIndices;
use crate::text::repr::repr_str;
use crate::types::arguments::new_class;
use crate::vm::Vm;
use runtime::object::{bytes, int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Str);
    t.new_function(new)
        .method("__repr__", repr)
        .method("__str__", to_str)
        .method("__len__", len)
        .method("__hash__", hash)
        .method("__getitem__", get_item)
        .method("__contains__", search::contains)
        .method("__iter__", iterator::iter)
        .method("__add__", add)
        .method("__mul__", multiply)
        .method("__rmul__", multiply)
        .method("__mod__", percent::modulo)
        .method("__rmod__", percent::reflected_modulo)
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge))
        .method("__getnewargs__", get_new_args)
        .method("encode", encode);
    case::install(&t);
    format::install(&t);
    pad::install(&t);
    search::install(&t);
    split::install(&t);
    strip::install(&t);
    translate::install(&t);
    iterator::install(vm);
    codec::install(vm);
}

/// The string itself, or a `str` of the same text if it is of a subclass (`unicode_result_unchanged`).
fn unchanged(string: &Obj) -> Obj {
    if StaticType::Str.is_exact(string) {
        string.clone()
    } else {
        str::new(&str::to_string(string))
    }
}

/// A new string even if it has one letter: what functions give that fill a `PyUnicode_New`.
fn fresh(text: &str) -> Obj {
    if text.is_empty() {
        statics::empty_str()
    } else {
        str::instance(&StaticType::Str.object(), text)
    }
}

/// `str(object='')`, `str(bytes, encoding='utf-8', errors='strict')` (`unicode_new_impl`).
fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Str)?;
    let [object, encoding, errors] =
        args.rest()
            .bind(vm, "str", ["object", "encoding", "errors"], 3, 0)?;
    let encoding = encoding
        .map(|name| argument::text(vm, "str", "argument 'encoding'", name))
        .transpose()?;
    let errors = errors
        .map(|name| argument::text(vm, "str", "argument 'errors'", name))
        .transpose()?;
    let string = match object {
        None => statics::empty_str(),
        Some(object) if encoding.is_none() && errors.is_none() => vm.str(object)?,
        Some(object) => decode_object(vm, object, encoding.as_deref(), errors.as_deref())?,
    };
    if StaticType::Str.object().is(class) {
        return Ok(string);
    }
    Ok(str::instance(class, &str::to_string(&string)))
}

/// What `str` makes of bytes (`PyUnicode_FromEncodedObject`).
fn decode_object(vm: &Vm, object: &Obj, encoding: Option<&str>, errors: Option<&str>) -> PyResult {
    if StaticType::Str.is_instance(object) {
        return Err(vm.type_error("decoding str is not supported"));
    }
    if !StaticType::Bytes.is_instance(object) && !StaticType::ByteArray.is_instance(object) {
        let class = vm.type_name(object);
        return Err(vm.type_error(format!(
            "decoding to str: need a bytes-like object, {class} found"
        )));
    }
    codec::decode(
        vm,
        object,
        encoding.unwrap_or("utf-8"),
        errors.unwrap_or("strict"),
    )
}

fn encode(vm: &Vm, args: Args<'_>) -> PyResult {
    let [encoding, errors] = args
        .rest()
        .bind(vm, "encode", ["encoding", "errors"], 2, 0)?;
    let name = |given: Option<&Obj>, which: &str, default: &str| {
        given.map_or(Ok(default.to_owned()), |given| {
            argument::text(vm, "encode", which, given)
        })
    };
    let encoding = name(encoding, "argument 'encoding'", "utf-8")?;
    let errors = name(errors, "argument 'errors'", "strict")?;
    codec::encode(vm, &args[0], &encoding, &errors).map(|data| bytes::new(&data))
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    Ok(str::new(&str::with_str(&args[0], repr_str)))
}

fn to_str(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__str__")?;
    Ok(unchanged(&args[0]))
}

fn len(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__len__")?;
    Ok(int::from_i64(str::len(&args[0]) as i64))
}

fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__hash__")?;
    Ok(int::from_i64(str::hash(&args[0])))
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let [other] = args.slot::<1>(vm, op.symbol())?;
    if !StaticType::Str.is_instance(other) {
        return Ok(statics::not_implemented());
    }
    let answer = match op {
        CompareOp::Eq => str::equal(&args[0], other),
        CompareOp::Ne => !str::equal(&args[0], other),
        // The order of UTF-8 is that of the code points.
        _ => str::with_str(&args[0], |a| str::with_str(other, |b| holds(op, a.cmp(b)))),
    };
    Ok(statics::bool(answer))
}

fn get_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let string = &args[0];
    let [key] = args.slot::<1>(vm, "__getitem__")?;
    let len = str::len(string);
    if StaticType::Slice.is_exact(key) {
        let selected = vm.slice_indices(key, len)?;
        if selected.count == len && selected.step == 1 {
            return Ok(unchanged(string));
        }
        return Ok(str::new(&selection(string, selected)));
    }
    if !StaticType::Int.is_instance(key) && vm.special(key, &vm.names.index).is_none() {
        let class = vm.type_name(key);
        return Err(vm.type_error(format!("string indices must be integers, not '{class}'")));
    }
    let index = argument::item_index(vm, key)?;
    let place = vm.position(index, len, "string index out of range")?;
    Ok(str::letter(string, place))
}

/// The letters that a slice selects.
fn selection(string: &Obj, selected: SliceIndices) -> String {
    // Looking at the whole text pays only where much of it is taken.
    if str::is_ascii(string) && selected.count > str::len(string) / 8 {
        return str::with_str(string, |text| {
            let bytes = text.as_bytes();
            let taken = selected
                .iter()
                .filter_map(|index| bytes.get(index as usize));
            taken.map(|&byte| char::from(byte)).collect()
        });
    }
    let points = selected.iter().map(|index| str::code_point(string, index));
    points.filter_map(char::from_u32).collect()
}

fn add(vm: &Vm, args: Args<'_>) -> PyResult {
    let left = &args[0];
    let [right] = args.slot::<1>(vm, "__add__")?;
    if !StaticType::Str.is_instance(right) {
        let class = vm.type_name(right);
        return Err(vm.type_error(format!("can only concatenate str (not \"{class}\") to str")));
    }
    if left.is(&statics::empty_str()) {
        return Ok(unchanged(right));
    }
    if right.is(&statics::empty_str()) {
        return Ok(unchanged(left));
    }
    let text = str::with_str(left, |left| {
        str::with_str(right, |right| [left, right].concat())
    });
    argument::need_text(vm, text.len() as u64, 1)?;
    Ok(fresh(&text))
}

fn multiply(vm: &Vm, args: Args<'_>) -> PyResult {
    let string = &args[0];
    let [operand] = args.slot::<1>(vm, "__mul__")?;
    let count = argument::repeat_count(vm, operand)?;
    let len = str::len(string);
    if count == 0 || len == 0 {
        return Ok(statics::empty_str());
    }
    if count == 1 {
        return Ok(unchanged(string));
    }
    if len
        .checked_mul(count)
        .is_none_or(|total| total > i64::MAX as u64)
    {
        return Err(vm.overflow_error("repeated string is too long"));
    }
    let text = str::to_string(string);
    argument::need_text(vm, text.len() as u64, count)?;
    Ok(fresh(&text.repeat(count as usize)))
}

fn get_new_args(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "str.__getnewargs__")?;
    Ok(tuple::new([fresh(&str::to_string(&args[0]))]))
}
