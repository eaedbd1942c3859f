//! `bytes` and `bytearray`: the methods that the two share, and what sets them apart.
//!
//! As CPython's `stringlib` is one text for strings and for bytes, bytes are read here as text with one
//! character a byte ([`Text`]) and share the searching and splitting of [`super::str`]. A method's result is
//! of the kind of the object that it was called on. Follows `Objects/bytesobject.c`,
//! `Objects/bytearrayobject.c` and `Objects/bytes_methods.c`.

mod array;
mod case;
mod construct;
mod edit;
mod hex;
mod pad;
mod search;
mod split;

use super::iterators;
use super::str::{argument, codec};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::protocol::compare::holds;
use crate::text::repr::repr_bytes;
use crate::vm::Vm;
use runtime::object::{bytes, int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Bytes);
    install_shared(&t);
    t.new_function(construct::new_bytes)
        .method("__hash__", hash)
        .method("__getnewargs__", get_new_args)
        .method("__bytes__", to_bytes);
    let t = Installer::for_type(vm, StaticType::ByteArray);
    install_shared(&t);
    t.new_function(construct::new_array)
        .method("__init__", construct::fill_array)
        .unhashable();
    array::install(&t);
}

fn install_shared(t: &Installer<'_>) {
    t.method("__repr__", repr)
        .method("__str__", repr)
        .method("__len__", len)
        .method("__getitem__", get_item)
        .method("__contains__", search::contains)
        .method("__iter__", iter)
        .method("__add__", add)
        .method("__mul__", multiply)
        .method("__rmul__", multiply)
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge))
        .method("decode", decode);
    case::install(t);
    edit::install(t);
    hex::install(t);
    pad::install(t);
    search::install(t);
    split::install(t);
}

/// Whether the object is a bytearray, not bytes.
fn is_array(object: &Obj) -> bool {
    StaticType::ByteArray.is_instance(object)
}

/// Whether the object is bytes or a bytearray.
fn is_bytes_like(object: &Obj) -> bool {
    StaticType::Bytes.is_instance(object) || is_array(object)
}

/// Name of the type whose method runs on `this`.
fn owner(this: &Obj) -> &'static str {
    if is_array(this) { "bytearray" } else { "bytes" }
}

/// A new object of the kind of `this`.
fn like(this: &Obj, data: &[u8]) -> Obj {
    if is_array(this) {
        bytes::new_array(data)
    } else {
        bytes::new(data)
    }
}

/// Exact bytes are themselves; a bytearray or an instance of a subclass is copied.
fn unchanged(this: &Obj) -> Obj {
    if StaticType::Bytes.is_exact(this) {
        this.clone()
    } else {
        like(this, &bytes::to_vec(this))
    }
}

/// The bytes of an argument that must have some.
fn buffer(vm: &Vm, object: &Obj) -> PyResult<Vec<u8>> {
    if is_bytes_like(object) {
        return Ok(bytes::to_vec(object));
    }
    let class = vm.type_name(object);
    Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")))
}

/// Bytes as text: one character a byte, so that what works on strings works on them.
struct Text(String);

impl Text {
    /// The bytes of an object that has some.
    fn of(object: &Obj) -> Text {
        bytes::with_bytes(object, Text::of_data)
    }

    fn of_data(data: &[u8]) -> Text {
        Text(data.iter().map(|&byte| char::from(byte)).collect())
    }

    /// The text of an argument that must be bytes-like.
    fn argument(vm: &Vm, object: &Obj) -> PyResult<Text> {
        buffer(vm, object).map(|data| Text::of_data(&data))
    }
}

/// The bytes that such a text stands for.
fn data_of(text: &str) -> Vec<u8> {
    text.chars().map(|c| u32::from(c) as u8).collect()
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    let shown = bytes::with_bytes(&args[0], repr_bytes);
    if !is_array(&args[0]) {
        return Ok(str::new(&shown));
    }
    // `bytearray_repr` escapes single quotes between double ones too.
    let shown = if shown.starts_with("b\"") {
        shown.replace('\'', "\\'")
    } else {
        shown
    };
    Ok(str::new(&format!("{}({shown})", vm.type_name(&args[0]))))
}

/// Bytes and bytearrays share the type of their iterators.
fn iter(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__iter__")?;
    Ok(iterators::over(StaticType::BytesIterator, &args[0]))
}

fn len(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__len__")?;
    Ok(int::from_i64(bytes::len(&args[0]) as i64))
}

fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__hash__")?;
    Ok(int::from_i64(bytes::hash(&args[0])))
}

fn get_new_args(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "bytes.__getnewargs__")?;
    Ok(tuple::new([bytes::new(&bytes::to_vec(&args[0]))]))
}

fn to_bytes(vm: &Vm, args: Args<'_>) -> PyResult {
    args.rest().exactly::<0>(vm, "bytes.__bytes__")?;
    Ok(unchanged(&args[0]))
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let [other] = args.slot::<1>(vm, op.symbol())?;
    if !is_bytes_like(other) {
        return Ok(statics::not_implemented());
    }
    let order = bytes::with_bytes(&args[0], |a| bytes::with_bytes(other, |b| a.cmp(b)));
    Ok(statics::bool(holds(op, order)))
}

/// The place of one byte that an index means; `None` if the key is a slice.
fn place(vm: &Vm, this: &Obj, key: &Obj) -> PyResult<Option<u64>> {
    if StaticType::Slice.is_exact(key) {
        return Ok(None);
    }
    let (kind, out_of_range) = if is_array(this) {
        ("bytearray", "bytearray index out of range")
    } else {
        ("byte", "index out of range")
    };
    if !StaticType::Int.is_instance(key) && vm.special(key, &vm.names.index).is_none() {
        let class = vm.type_name(key);
        return Err(vm.type_error(format!(
            "{kind} indices must be integers or slices, not {class}"
        )));
    }
    let index = argument::item_index(vm, key)?;
    vm.position(index, bytes::len(this), out_of_range).map(Some)
}

fn byte_at(this: &Obj, place: u64) -> Option<Obj> {
    let byte = bytes::with_bytes(this, |data| data.get(place as usize).copied())?;
    Some(int::from_i64(i64::from(byte)))
}

fn get_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let this = &args[0];
    let [key] = args.slot::<1>(vm, "__getitem__")?;
    if let Some(place) = place(vm, this, key)? {
        return byte_at(this, place).ok_or_else(|| vm.index_error("index out of range"));
    }
    let len = bytes::len(this);
    let selected = vm.slice_indices(key, len)?;
    if selected.count == len && selected.step == 1 {
        return Ok(unchanged(this));
    }
    let data: Vec<u8> = bytes::with_bytes(this, |data| {
        selected
            .iter()
            .filter_map(|index| data.get(index as usize).copied())
            .collect()
    });
    Ok(like(this, &data))
}

fn add(vm: &Vm, args: Args<'_>) -> PyResult {
    let left = &args[0];
    let [right] = args.slot::<1>(vm, "__add__")?;
    if !is_bytes_like(right) {
        let (left, right) = (vm.type_name(left), vm.type_name(right));
        return Err(vm.type_error(format!("can't concat {right} to {left}")));
    }
    if StaticType::Bytes.is_exact(left) && bytes::len(right) == 0 {
        return Ok(left.clone());
    }
    if bytes::len(left) == 0
        && StaticType::Bytes.is_exact(left)
        && StaticType::Bytes.is_exact(right)
    {
        return Ok(right.clone());
    }
    vm.need_room(bytes::len(left).saturating_add(bytes::len(right)))?;
    let data = bytes::with_bytes(left, |left| {
        bytes::with_bytes(right, |right| [left, right].concat())
    });
    Ok(like(left, &data))
}

/// Never one of the shared objects, but for the bytes themselves (`bytes_repeat`).
fn multiply(vm: &Vm, args: Args<'_>) -> PyResult {
    let this = &args[0];
    let [operand] = args.slot::<1>(vm, "__mul__")?;
    let count = argument::repeat_count(vm, operand)?;
    let data = repeated(vm, this, count)?;
    Ok(if bytes::len(this) == data.len() as u64 {
        unchanged(this)
    } else if is_array(this) {
        bytes::new_array(&data)
    } else {
        bytes::instance(&StaticType::Bytes.object(), &data)
    })
}

/// The bytes `count` times over.
fn repeated(vm: &Vm, this: &Obj, count: u64) -> PyResult<Vec<u8>> {
    let total = bytes::len(this)
        .checked_mul(count)
        .filter(|&total| total <= i64::MAX as u64);
    match total {
        Some(total) => vm.need_room(total)?,
        None if is_array(this) => return Err(vm.memory_error()),
        None => return Err(vm.overflow_error("repeated bytes are too long")),
    }
    if bytes::len(this) == 0 {
        return Ok(Vec::new());
    }
    Ok(bytes::to_vec(this).repeat(count as usize))
}

fn decode(vm: &Vm, args: Args<'_>) -> PyResult {
    let [encoding, errors] = args
        .rest()
        .bind(vm, "decode", ["encoding", "errors"], 2, 0)?;
    let name = |given: Option<&Obj>, which: &str, default: &str| {
        given.map_or(Ok(default.to_owned()), |given| {
            argument::text(vm, "decode", which, given)
        })
    };
    let encoding = name(encoding, "argument 'encoding'", "utf-8")?;
    let errors = name(errors, "argument 'errors'", "strict")?;
    codec::decode(vm, &args[0], &encoding, &errors)
}
