//! `ctypes`: as much of it as reads memory by its address.
//!
//! `c_long.from_address(a).value` reads when it is asked, live memory or freed. An address outside the private
//! heap is a `ValueError`; real CPython would crash there. What can be written through an address, [`counts`] says.

mod counts;

use super::class;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::{Vm, is_class};
use num_bigint::{BigInt, Sign};
use num_traits::ToPrimitive;
use runtime::object::{attributes, bytes, fields, float, int, str, types};
use runtime::{Obj, StaticType, memory, statics};

/// Slots of an instance: as many as make it as large as CPython's (`CDataObject`, 128 bytes).
const SLOTS: u64 = 12;
/// Slot of the address that the value is read from; empty if the instance keeps its own.
const ADDRESS: u64 = 0;
/// Slot of the value that the instance keeps itself.
const VALUE: u64 = 1;

/// Names of the types and their codes, as `Lib/ctypes/__init__.py` gives them on 64-bit Linux.
const NUMBERS: [(&str, &str); 12] = [
    ("c_bool", "?"),
    ("c_byte", "b"),
    ("c_ubyte", "B"),
    ("c_short", "h"),
    ("c_ushort", "H"),
    ("c_int", "i"),
    ("c_uint", "I"),
    ("c_long", "l"),
    ("c_ulong", "L"),
    ("c_double", "d"),
    ("c_char", "c"),
    ("c_void_p", "P"),
];

/// Other names of the same types.
const ALIASES: [(&str, &str); 12] = [
    ("c_longlong", "c_long"),
    ("c_ulonglong", "c_ulong"),
    ("c_ssize_t", "c_long"),
    ("c_size_t", "c_ulong"),
    ("c_int8", "c_byte"),
    ("c_uint8", "c_ubyte"),
    ("c_int16", "c_short"),
    ("c_uint16", "c_ushort"),
    ("c_int32", "c_int"),
    ("c_uint32", "c_uint"),
    ("c_int64", "c_long"),
    ("c_uint64", "c_ulong"),
];

/// Names the types and functions of the module.
pub(super) fn install(vm: &Vm, ctypes: &Installer<'_>) {
    let base = class::new(
        vm,
        "_ctypes",
        "_SimpleCData",
        &StaticType::Object.object(),
        SLOTS,
    );
    class::installer(vm, &base)
        .new_function(new)
        .class_method("from_address", from_address)
        .method("__repr__", repr)
        .method("__bool__", |vm, args| {
            args.slot::<0>(vm, "__bool__")?;
            let value = value(vm, &args[0])?;
            vm.is_true(&value).map(statics::bool)
        })
        .getset("value", value, Some(set_value));
    let simple = |name: &str, code: &str| {
        let class = class::new(vm, "ctypes", name, &base, 0);
        class::installer(vm, &class).value("_type_", str::new(code));
        ctypes.value(name, class.clone());
        class
    };
    let classes: Vec<(&str, Obj)> = NUMBERS
        .iter()
        .map(|(name, code)| (*name, simple(name, code)))
        .collect();
    simple("py_object", "O");
    for (alias, name) in ALIASES {
        for (_, class) in classes.iter().filter(|(known, _)| *known == name) {
            ctypes.value(alias, class.clone());
        }
    }
    ctypes
        .function("sizeof", sizeof)
        .function("string_at", string_at)
        .function("cast", cast);
}

/// What a type code stands for.
#[derive(Clone, Copy)]
enum Kind {
    Bool,
    Signed(u64),
    Unsigned(u64),
    Double,
    Char,
    Pointer,
    Object,
}

impl Kind {
    fn size(self) -> u64 {
        match self {
            Kind::Bool | Kind::Char => 1,
            Kind::Signed(size) | Kind::Unsigned(size) => size,
            Kind::Double | Kind::Pointer | Kind::Object => 8,
        }
    }
}

/// The kind of a class of this module; `None` for any other.
fn kind_of(vm: &Vm, class: &Obj) -> Option<Kind> {
    let code = vm
        .type_lookup(class, &vm.names.type_code)
        .filter(|code| StaticType::Str.is_exact(code))?;
    str::with_str(&code, |code| {
        Some(match code {
            "?" => Kind::Bool,
            "b" => Kind::Signed(1),
            "h" => Kind::Signed(2),
            "i" => Kind::Signed(4),
            "l" => Kind::Signed(8),
            "B" => Kind::Unsigned(1),
            "H" => Kind::Unsigned(2),
            "I" => Kind::Unsigned(4),
            "L" => Kind::Unsigned(8),
            "d" => Kind::Double,
            "c" => Kind::Char,
            "P" => Kind::Pointer,
            "O" => Kind::Object,
            _ => return None,
        })
    })
}

fn required_kind(vm: &Vm, class: &Obj) -> PyResult<Kind> {
    kind_of(vm, class).ok_or_else(|| vm.type_error("abstract class"))
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = &args[0];
    let kind = required_kind(vm, class)?;
    let initial = args.rest().between(vm, &types::name(class), 0, 1)?.first();
    let object = fields::new(class);
    let value = match initial {
        Some(initial) => converted(vm, kind, initial)?,
        None => zero(kind),
    };
    attributes::set_member(&object, class::slot(VALUE), value);
    Ok(object)
}

/// The value of an instance made without one; `None` for a `py_object`, which is a NULL.
fn zero(kind: Kind) -> Option<Obj> {
    match kind {
        Kind::Bool => Some(statics::false_()),
        Kind::Signed(_) | Kind::Unsigned(_) => Some(int::from_i64(0)),
        Kind::Double => Some(float::new(0.0)),
        Kind::Char => Some(bytes::new(&[0])),
        Kind::Pointer => Some(statics::none()),
        Kind::Object => None,
    }
}

/// A value as the type keeps it: integers are cut to its width, without a check.
fn converted(vm: &Vm, kind: Kind, value: &Obj) -> PyResult<Option<Obj>> {
    Ok(Some(match kind {
        Kind::Bool => statics::bool(vm.is_true(value)?),
        Kind::Double => float::new(vm.to_f64(value)?),
        Kind::Object => value.clone(),
        Kind::Char => match StaticType::Bytes.is_instance(value) && bytes::len(value) == 1 {
            true => value.clone(),
            false => {
                let message = "one character bytes, bytearray or integer expected";
                return Err(vm.type_error(message));
            }
        },
        Kind::Pointer if statics::is_none(value) => value.clone(),
        Kind::Signed(_) | Kind::Unsigned(_) | Kind::Pointer => {
            let low: BigInt = vm.index(value)? & BigInt::from(u64::MAX);
            decode(kind, &low.to_u64().unwrap_or(0).to_le_bytes())
        }
    }))
}

fn from_address(vm: &Vm, args: Args<'_>) -> PyResult {
    let [address] = args.rest().exactly::<1>(vm, "from_address")?;
    required_kind(vm, &args[0])?;
    if !StaticType::Int.is_instance(address) {
        return Err(vm.type_error("integer expected"));
    }
    let object = fields::new(&args[0]);
    attributes::set_member(&object, class::slot(ADDRESS), Some(address.clone()));
    Ok(object)
}

/// The value, read from memory now if the instance stands at an address.
fn value(vm: &Vm, object: &Obj) -> PyResult {
    let kind = required_kind(vm, &object.class())?;
    if let Some(address) = attributes::member(object, class::slot(ADDRESS)) {
        let data = read(vm, &address, kind.size())?;
        return match kind {
            Kind::Object => object_at(vm, &decode(Kind::Unsigned(8), &data)),
            _ => Ok(decode(kind, &data)),
        };
    }
    attributes::member(object, class::slot(VALUE)).ok_or_else(|| vm.value_error("PyObject is NULL"))
}

fn set_value(vm: &Vm, object: &Obj, value: Option<Obj>) -> PyResult<()> {
    let kind = required_kind(vm, &object.class())?;
    let Some(value) = value else {
        return Err(vm.type_error("can't delete attribute"));
    };
    if let Some(address) = attributes::member(object, class::slot(ADDRESS)) {
        return write(vm, kind, &address, &value);
    }
    let value = converted(vm, kind, &value)?;
    drop(attributes::set_member(object, class::slot(VALUE), value));
    Ok(())
}

/// Writes a value to the word at an address.
fn write(vm: &Vm, kind: Kind, address: &Obj, value: &Obj) -> PyResult<()> {
    let (Kind::Signed(8), Some(address)) = (kind, int::to_bigint(address).to_u64()) else {
        return Err(vm.value_error("the labs write whole counts only, as a c_ssize_t"));
    };
    counts::write(vm, address, vm.index_i64(value)?)
}

/// The bytes at an address of the private heap.
fn read(vm: &Vm, address: &Obj, size: u64) -> PyResult<Vec<u8>> {
    let place = int::to_bigint(address);
    place
        .to_u64()
        .and_then(|place| memory::peek(place, size))
        .ok_or_else(|| {
            vm.value_error(format!(
                "{place:#x} is outside the private heap: real CPython would crash here"
            ))
        })
}

/// The value that little-endian bytes stand for; more bytes than the kind has are cut off.
fn decode(kind: Kind, data: &[u8]) -> Obj {
    let data = &data[..data.len().min(kind.size() as usize)];
    match kind {
        Kind::Bool => statics::bool(data != [0]),
        Kind::Char => bytes::new(data),
        Kind::Signed(_) => int::from_bigint(&BigInt::from_signed_bytes_le(data)),
        Kind::Double => {
            let bits = data
                .iter()
                .rev()
                .fold(0u64, |bits, byte| bits << 8 | u64::from(*byte));
            float::new(f64::from_bits(bits))
        }
        Kind::Pointer if data.iter().all(|byte| *byte == 0) => statics::none(),
        Kind::Unsigned(_) | Kind::Pointer | Kind::Object => {
            int::from_bigint(&BigInt::from_bytes_le(Sign::Plus, data))
        }
    }
}

fn object_at(vm: &Vm, address: &Obj) -> PyResult {
    let place = int::to_bigint(address);
    place
        .to_u64()
        .and_then(runtime::object::living_at)
        .ok_or_else(|| {
            vm.value_error(format!(
                "no object starts at {place:#x}: real CPython might crash here"
            ))
        })
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    let shown = match value(vm, &args[0]) {
        Ok(value) => vm.repr_text(&value)?,
        Err(_) => "<NULL>".to_owned(),
    };
    Ok(str::new(&format!("{}({shown})", vm.type_name(&args[0]))))
}

fn sizeof(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "_ctypes.sizeof")?;
    let class = if is_class(object) {
        object.clone()
    } else {
        object.class().clone()
    };
    match kind_of(vm, &class) {
        Some(kind) => Ok(int::from_i64(kind.size() as i64)),
        None => Err(vm.type_error("this type has no size")),
    }
}

/// `string_at(address, size)`: bytes; without a size up to the first zero byte.
fn string_at(vm: &Vm, args: Args<'_>) -> PyResult {
    let [address, size] = args.bind(vm, "string_at", ["ptr", "size"], 2, 1)?;
    let Some(address) = address.filter(|address| StaticType::Int.is_instance(address)) else {
        return Err(vm.type_error("argument 1: the labs read from an integer address only"));
    };
    let size = size.map_or(Ok(-1), |size| vm.index_i64(size))?;
    if let Ok(size) = u64::try_from(size) {
        vm.need_room(size)?;
        return Ok(bytes::new(&read(vm, address, size)?));
    }
    let mut data = Vec::new();
    let start = int::to_bigint(address);
    loop {
        vm.check_limits()?;
        let next = int::from_bigint(&(&start + data.len()));
        match read(vm, &next, 1)?[..] {
            [byte] if byte != 0 => data.push(byte),
            _ => return Ok(bytes::new(&data)),
        }
    }
}

/// `cast(address, py_object)`: the object whose header stands there, as a counted reference.
fn cast(vm: &Vm, args: Args<'_>) -> PyResult {
    let [address, class] = args.exactly::<2>(vm, "cast")?;
    let to_object = is_class(class) && matches!(kind_of(vm, class), Some(Kind::Object));
    if !to_object || !StaticType::Int.is_instance(address) {
        return Err(vm.type_error("the labs cast an integer address to py_object only"));
    }
    let found = object_at(vm, address)?;
    vm.call_with(class, &[found])
}
