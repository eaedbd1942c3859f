//! Integers as bytes: `int.to_bytes` and `int.from_bytes`.

use crate::error::PyResult;
use crate::native::Args;
use crate::vm::Vm;
use num_bigint::{BigInt, Sign};
use num_traits::{Signed, ToPrimitive};
use runtime::object::{bytes, int, str};
use runtime::{Obj, StaticType, heap};

/// Order of the bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Little,
    Big,
}

fn order(vm: &Vm, name: &str, argument: Option<&Obj>) -> PyResult<Order> {
    let Some(argument) = argument else {
        return Ok(Order::Big);
    };
    if !StaticType::Str.is_instance(argument) {
        let given = vm.type_name(argument);
        return Err(vm.type_error(format!(
            "{name}() argument 'byteorder' must be str, not {given}"
        )));
    }
    str::with_str(argument, |text| match text {
        "little" => Some(Order::Little),
        "big" => Some(Order::Big),
        _ => None,
    })
    .ok_or_else(|| vm.value_error("byteorder must be either 'little' or 'big'"))
}

fn is_signed(vm: &Vm, argument: Option<&Obj>) -> PyResult<bool> {
    argument.map_or(Ok(false), |argument| vm.is_true(argument))
}

/// How many of the first two arguments must be given, where `least` would do.
fn least_given(least: usize) -> usize {
    match heap().profile().byte_order_has_a_default {
        true => least,
        false => 2,
    }
}

pub(super) fn to_bytes(vm: &Vm, args: Args<'_>) -> PyResult {
    let [length, byte_order, signed] = args.rest().bind(
        vm,
        "to_bytes",
        ["length", "byteorder", "signed"],
        2,
        least_given(0),
    )?;
    let length = length.map_or(Ok(1), |length| vm.index_i64(length))?;
    let byte_order = order(vm, "to_bytes", byte_order)?;
    let signed = is_signed(vm, signed)?;
    let Some(length) = u64::try_from(length).ok() else {
        return Err(vm.value_error("length argument must be non-negative"));
    };
    let value = int::to_bigint(&args[0]);
    if value.is_negative() && !signed {
        return Err(vm.overflow_error("can't convert negative int to unsigned"));
    }
    vm.need_room(length)?;
    let mut data = if signed {
        value.to_signed_bytes_le()
    } else {
        value.to_bytes_le().1
    };
    if data == [0] {
        data.clear();
    }
    if data.len() as u64 > length {
        return Err(vm.overflow_error("int too big to convert"));
    }
    data.resize(length as usize, if value.is_negative() { 0xff } else { 0 });
    if byte_order == Order::Big {
        data.reverse();
    }
    Ok(bytes::new(&data))
}

pub(super) fn from_bytes(vm: &Vm, args: Args<'_>) -> PyResult {
    let [data, byte_order, signed] = args.rest().bind(
        vm,
        "from_bytes",
        ["bytes", "byteorder", "signed"],
        2,
        least_given(1),
    )?;
    let byte_order = order(vm, "from_bytes", byte_order)?;
    let signed = is_signed(vm, signed)?;
    let mut data = match data {
        Some(data) => bytes_of(vm, data)?,
        None => Vec::new(),
    };
    if byte_order == Order::Big {
        data.reverse();
    }
    let value = if signed {
        BigInt::from_signed_bytes_le(&data)
    } else {
        BigInt::from_bytes_le(Sign::Plus, &data)
    };
    let value = super::made(vm, &value)?;
    if StaticType::Int.object().is(&args[0]) {
        return Ok(value);
    }
    vm.call_with(&args[0], &[value])
}

/// The bytes of a bytes-like object or of an iterable of integers (`PyObject_Bytes`).
fn bytes_of(vm: &Vm, object: &Obj) -> PyResult<Vec<u8>> {
    if StaticType::Bytes.is_instance(object) || StaticType::ByteArray.is_instance(object) {
        return Ok(bytes::to_vec(object));
    }
    if StaticType::Str.is_instance(object) || vm.special(object, &vm.names.iter).is_none() {
        let given = vm.type_name(object);
        return Err(vm.type_error(format!("cannot convert '{given}' object to bytes")));
    }
    let mut data = Vec::new();
    vm.for_each(object, |item| {
        let byte = vm.index(&item)?.to_u8();
        data.push(byte.ok_or_else(|| vm.value_error("bytes must be in range(0, 256)"))?);
        Ok(())
    })?;
    Ok(data)
}
