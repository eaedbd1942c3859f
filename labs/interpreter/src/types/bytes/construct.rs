//! Making bytes and bytearrays: of a count, of a string, of bytes, of integers.

use super::is_bytes_like;
use crate::error::PyResult;
use crate::native::Args;
use crate::types::arguments::new_class;
use crate::types::str::{argument, codec};
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::object::{bytes, fields};
use runtime::{Obj, StaticType, statics};

/// `bytes.__new__` (`bytes_new_impl`).
pub(super) fn new_bytes(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = new_class(vm, args, StaticType::Bytes)?;
    let exact = StaticType::Bytes.object().is(class);
    if let Some(source) = args.get(1)
        && args.values().len() == 2
        && args.names().is_empty()
    {
        if let Some(made) = own_bytes(vm, source)? {
            return Ok(if exact {
                made
            } else {
                bytes::instance(class, &bytes::to_vec(&made))
            });
        }
        if exact && StaticType::Bytes.is_exact(source) {
            return Ok(source.clone());
        }
    }
    let data = contents(vm, "bytes", args)?;
    let source = args.get(1);
    let is_shared = data.is_empty() || !source.is_some_and(|source| is_filled_last(vm, source));
    Ok(if exact && is_shared {
        bytes::new(&data)
    } else {
        bytes::instance(class, &data)
    })
}

/// Whether bytes of this are made first and filled then, so that even one byte has an object of its own: those of a
/// buffer and of a count.
fn is_filled_last(vm: &Vm, source: &Obj) -> bool {
    is_bytes_like(source) || is_count(vm, source)
}

fn is_count(vm: &Vm, source: &Obj) -> bool {
    StaticType::Int.is_instance(source) || vm.special(source, &vm.names.index).is_some()
}

/// What `source.__bytes__()` gives, if it has that.
fn own_bytes(vm: &Vm, source: &Obj) -> PyResult<Option<Obj>> {
    if is_bytes_like(source) || StaticType::Str.is_instance(source) {
        return Ok(None);
    }
    let Some(function) = vm.special(source, &vm.intern("__bytes__")) else {
        return Ok(None);
    };
    let made = vm.call_with(&function, std::slice::from_ref(source))?;
    if StaticType::Bytes.is_instance(&made) {
        return Ok(Some(made));
    }
    let class = vm.type_name(&made);
    Err(vm.type_error(format!("__bytes__ returned non-bytes (type {class})")))
}

/// `bytearray.__new__`: an empty one, which `__init__` fills.
pub(super) fn new_array(vm: &Vm, args: Args<'_>) -> PyResult {
    Ok(fields::new(new_class(vm, args, StaticType::ByteArray)?))
}

/// `bytearray.__init__` (`bytearray___init___impl`).
pub(super) fn fill_array(vm: &Vm, args: Args<'_>) -> PyResult {
    let data = contents(vm, "bytearray", args)?;
    bytes::set_array(&args[0], &data);
    Ok(statics::none())
}

/// The bytes that the arguments of the two constructors ask for.
fn contents(vm: &Vm, kind: &str, args: Args<'_>) -> PyResult<Vec<u8>> {
    let [source, encoding, errors] =
        args.rest()
            .bind(vm, kind, ["source", "encoding", "errors"], 3, 0)?;
    let name = |given: Option<&Obj>, which: &str| {
        given
            .map(|given| argument::text(vm, kind, which, given))
            .transpose()
    };
    let encoding = name(encoding, "argument 'encoding'")?;
    let errors = name(errors, "argument 'errors'")?;
    let text = source.filter(|source| StaticType::Str.is_instance(source));
    match (text, encoding, errors) {
        (Some(text), Some(encoding), errors) => {
            codec::encode(vm, text, &encoding, errors.as_deref().unwrap_or("strict"))
        }
        (Some(_), None, _) => Err(vm.type_error("string argument without an encoding")),
        (None, Some(_), _) => Err(vm.type_error("encoding without a string argument")),
        (None, None, Some(_)) => Err(vm.type_error("errors without a string argument")),
        (None, None, None) => source.map_or(Ok(Vec::new()), |source| contents_of(vm, kind, source)),
    }
}

fn contents_of(vm: &Vm, kind: &str, source: &Obj) -> PyResult<Vec<u8>> {
    if is_bytes_like(source) {
        return Ok(bytes::to_vec(source));
    }
    if is_count(vm, source) {
        let count = vm.index_i64(source)?;
        let count = u64::try_from(count).map_err(|_| vm.value_error("negative count"))?;
        vm.need_room(count)?;
        return Ok(vec![0; count as usize]);
    }
    if !is_iterable(vm, source) {
        let class = vm.type_name(source);
        return Err(vm.type_error(format!("cannot convert '{class}' object to {kind}")));
    }
    collect(vm, source, if kind == "bytes" { "bytes" } else { "byte" })
}

/// The bytes of an iterable of integers; `noun` begins the message for one out of range.
fn collect(vm: &Vm, source: &Obj, noun: &str) -> PyResult<Vec<u8>> {
    let mut data = Vec::new();
    vm.for_each(source, |item| {
        data.push(byte_named(vm, &item, noun)?);
        vm.need_room(data.len() as u64)
    })?;
    Ok(data)
}

/// The bytes that a bytearray is extended with: those of an iterable of integers.
pub(super) fn integers(vm: &Vm, source: &Obj) -> PyResult<Vec<u8>> {
    if !is_iterable(vm, source) {
        let class = vm.type_name(source);
        return Err(vm.type_error(format!("can't extend bytearray with {class}")));
    }
    collect(vm, source, "byte")
}

fn is_iterable(vm: &Vm, object: &Obj) -> bool {
    vm.special(object, &vm.names.iter).is_some() || vm.special(object, &vm.names.getitem).is_some()
}

/// A byte that an argument gives as an integer (`_getbytevalue`).
pub(super) fn byte(vm: &Vm, value: &Obj) -> PyResult<u8> {
    byte_named(vm, value, "byte")
}

fn byte_named(vm: &Vm, value: &Obj, noun: &str) -> PyResult<u8> {
    vm.index(value)?
        .to_u8()
        .ok_or_else(|| vm.value_error(format!("{noun} must be in range(0, 256)")))
}

/// The bytes that may be assigned to a slice of a bytearray.
pub(super) fn assignable(vm: &Vm, value: &Obj) -> PyResult<Vec<u8>> {
    if is_bytes_like(value) {
        return Ok(bytes::to_vec(value));
    }
    if StaticType::Str.is_instance(value) || !is_iterable(vm, value) {
        let message = "can assign only bytes, buffers, or iterables of ints in range(0, 256)";
        return Err(vm.type_error(message));
    }
    collect(vm, value, "byte")
}
