//! Text to bytes and back: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, and what is done about what has no
//! place in them.
//!
//! Follows the codecs of `Objects/unicodeobject.c` and the error handlers of `Python/codecs.c`.

mod decode;
mod encode;
mod error;

pub(in crate::types) use decode::decode;
pub(in crate::types) use encode::encode;
pub(super) use error::install;

use crate::error::{PyResult, Raised};
use crate::vm::Vm;
use runtime::object::{bytes, int, str, tuple};
use runtime::{Obj, StaticType};
use std::ops::Range;

/// An encoding.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Ascii,
    Latin1,
    /// Units of 2 or 4 bytes.
    Wide {
        unit: usize,
        order: Order,
    },
}

/// The order of the bytes in a unit.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Little-endian, with a mark in front.
    Marked,
    Little,
    Big,
}

impl Encoding {
    /// The encoding that goes by `name`, however that is spelled.
    fn named(vm: &Vm, name: &str) -> PyResult<Encoding> {
        let plain: String = name
            .chars()
            .filter(|c| !matches!(c, '-' | '_' | ' '))
            .map(|c| c.to_ascii_lowercase())
            .collect();
        let wide = |unit, order| Ok(Encoding::Wide { unit, order });
        match plain.as_str() {
            "utf8" | "u8" => Ok(Encoding::Utf8),
            "ascii" | "usascii" | "646" => Ok(Encoding::Ascii),
            "latin1" | "latin" | "l1" | "iso88591" | "8859" | "cp819" => Ok(Encoding::Latin1),
            "utf16" | "u16" => wide(2, Order::Marked),
            "utf16le" => wide(2, Order::Little),
            "utf16be" => wide(2, Order::Big),
            "utf32" | "u32" => wide(4, Order::Marked),
            "utf32le" => wide(4, Order::Little),
            "utf32be" => wide(4, Order::Big),
            _ => Err(vm.raise(StaticType::LookupError, format!("unknown encoding: {name}"))),
        }
    }

    /// As exceptions name it.
    fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Ascii => "ascii",
            Encoding::Latin1 => "latin-1",
            Encoding::Wide {
                unit: 2,
                order: Order::Big,
            } => "utf-16-be",
            Encoding::Wide {
                unit: 2,
                order: Order::Little,
            } => "utf-16-le",
            Encoding::Wide {
                unit: 2,
                order: Order::Marked,
            } => "utf-16",
            Encoding::Wide {
                order: Order::Big, ..
            } => "utf-32-be",
            Encoding::Wide {
                order: Order::Little,
                ..
            } => "utf-32-le",
            Encoding::Wide {
                order: Order::Marked,
                ..
            } => "utf-32",
        }
    }
}

/// A part that cannot be encoded or decoded.
struct Problem<'a> {
    encoding: Encoding,
    /// What is encoded or decoded.
    object: &'a Obj,
    /// Where, in code points or bytes.
    range: Range<usize>,
    reason: &'static str,
}

impl Problem<'_> {
    fn raise(&self, vm: &Vm, class: StaticType) -> Raised {
        let is_array = StaticType::ByteArray.is_instance(self.object);
        let object = if is_array {
            bytes::new(&bytes::to_vec(self.object))
        } else {
            self.object.clone()
        };
        let args = tuple::new([
            str::new(self.encoding.name()),
            object,
            int::from_i64(self.range.start as i64),
            int::from_i64(self.range.end as i64),
            str::new(self.reason),
        ]);
        Raised(vm.exception_with_args(&class.object(), args))
    }
}

fn unknown_handler(vm: &Vm, errors: &str) -> Raised {
    vm.raise(
        StaticType::LookupError,
        format!("unknown error handler name '{errors}'"),
    )
}

/// A code point as an escape of the shortest form.
fn backslashed(code: u32) -> String {
    match code {
        0..0x100 => format!("\\x{code:02x}"),
        0x100..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}
