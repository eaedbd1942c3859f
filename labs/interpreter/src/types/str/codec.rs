//! Text to bytes and back: UTF-8, ASCII, Latin-1, UTF-16 and UTF-32, and what is done about what has no
//! place in them.
//!
//! Follows the codecs of `Objects/unicodeobject.c` and the error handlers of `Python/codecs.c`.

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
    Wide { unit: usize, order: Order },
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
        let plain: String =
            name.chars().filter(|c| !matches!(c, '-' | '_' | ' ')).map(|c| c.to_ascii_lowercase()).collect();
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
            Encoding::Wide { unit: 2, order: Order::Big } => "utf-16-be",
            Encoding::Wide { unit: 2, order: Order::Little } => "utf-16-le",
            Encoding::Wide { unit: 2, order: Order::Marked } => "utf-16",
            Encoding::Wide { order: Order::Big, .. } => "utf-32-be",
            Encoding::Wide { order: Order::Little, .. } => "utf-32-le",
            Encoding::Wide { order: Order::Marked, .. } => "utf-32",
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
        let args = tuple::new([
            str::new(self.encoding.name()),
            self.object.clone(),
            int::from_i64(self.range.start as i64),
            int::from_i64(self.range.end as i64),
            str::new(self.reason),
        ]);
        Raised(vm.exception_with_args(&class.object(), args))
    }
}

fn unknown_handler(vm: &Vm, errors: &str) -> Raised {
    vm.raise(StaticType::LookupError, format!("unknown error handler name '{errors}'"))
}

/// The bytes of a `str` in an encoding.
///
/// # Errors
/// `LookupError` for an unknown encoding or error handler, `UnicodeEncodeError` for characters that the
/// encoding does not have.
pub(in crate::types) fn encode(vm: &Vm, string: &Obj, encoding: &str, errors: &str) -> PyResult<Vec<u8>> {
    let encoding = Encoding::named(vm, encoding)?;
    let text = str::to_string(string);
    let (last, reason) = match encoding {
        Encoding::Utf8 => return Ok(text.into_bytes()),
        Encoding::Wide { unit, order } => return Ok(encode_wide(&text, unit, order)),
        Encoding::Ascii => ('\x7f', "ordinal not in range(128)"),
        Encoding::Latin1 => ('\u{ff}', "ordinal not in range(256)"),
    };
    let points: Vec<char> = text.chars().collect();
    let mut data = Vec::with_capacity(points.len());
    let mut at = 0;
    while let Some(&c) = points.get(at) {
        if let Some(byte) = u8::try_from(u32::from(c)).ok().filter(|_| c <= last) {
            data.push(byte);
            at += 1;
            continue;
        }
        let run = points[at..].iter().take_while(|&&c| c > last).count();
        let problem = Problem { encoding, object: string, range: at..at + run, reason };
        encode_anyhow(vm, &problem, &points[at..at + run], errors, &mut data)?;
        at += run;
    }
    Ok(data)
}

fn encode_wide(text: &str, unit: usize, order: Order) -> Vec<u8> {
    let mut data = Vec::with_capacity(text.len() * unit);
    let mut push = |code: u32| match (unit, order) {
        (2, Order::Big) => data.extend((code as u16).to_be_bytes()),
        (2, _) => data.extend((code as u16).to_le_bytes()),
        (_, Order::Big) => data.extend(code.to_be_bytes()),
        (_, _) => data.extend(code.to_le_bytes()),
    };
    if order == Order::Marked {
        push(0xfeff);
    }
    if unit == 2 {
        text.encode_utf16().for_each(|code| push(u32::from(code)));
    } else {
        text.chars().for_each(|c| push(u32::from(c)));
    }
    data
}

/// Writes what the error handler gives for characters without a place.
fn encode_anyhow(vm: &Vm, problem: &Problem<'_>, run: &[char], errors: &str, data: &mut Vec<u8>) -> PyResult<()> {
    for &c in run {
        let code = u32::from(c);
        match errors {
            "strict" | "surrogateescape" | "surrogatepass" => {
                return Err(problem.raise(vm, StaticType::UnicodeEncodeError));
            }
            "ignore" => {}
            "replace" => data.push(b'?'),
            "backslashreplace" => data.extend(backslashed(code).bytes()),
            "xmlcharrefreplace" => data.extend(format!("&#{code};").bytes()),
            _ => return Err(unknown_handler(vm, errors)),
        }
    }
    Ok(())
}

fn backslashed(code: u32) -> String {
    match code {
        0..0x100 => format!("\\x{code:02x}"),
        0x100..0x1_0000 => format!("\\u{code:04x}"),
        _ => format!("\\U{code:08x}"),
    }
}

/// The `str` that bytes or a bytearray spell in an encoding.
///
/// # Errors
/// `LookupError` for an unknown encoding or error handler, `UnicodeDecodeError` for bytes that mean nothing
/// in it.
pub(in crate::types) fn decode(vm: &Vm, object: &Obj, encoding: &str, errors: &str) -> PyResult {
    let encoding = Encoding::named(vm, encoding)?;
    let data = bytes::to_vec(object);
    vm.need_room(data.len() as u64)?;
    let mut text = String::with_capacity(data.len());
    let mut step = Step { data: &data, at: 0, encoding };
    if let Encoding::Wide { unit, order: Order::Marked } = encoding {
        step.read_mark(unit);
    }
    while step.at < data.len() {
        match step.take(&mut text) {
            Ok(()) => {}
            Err((range, reason)) => {
                step.at = range.end;
                let problem = Problem { encoding: step.encoding, object, range, reason };
                decode_anyhow(vm, &problem, &data, errors, &mut text)?;
            }
        }
    }
    Ok(str::new(&text))
}

/// Writes what the error handler gives for bytes without a meaning.
fn decode_anyhow(vm: &Vm, problem: &Problem<'_>, data: &[u8], errors: &str, text: &mut String) -> PyResult<()> {
    match errors {
        "strict" | "surrogateescape" | "surrogatepass" => {
            return Err(problem.raise(vm, StaticType::UnicodeDecodeError));
        }
        "ignore" => {}
        "replace" => text.push(char::REPLACEMENT_CHARACTER),
        "backslashreplace" => {
            let bad = data.get(problem.range.clone()).unwrap_or_default();
            text.extend(bad.iter().map(|&byte| backslashed(u32::from(byte))));
        }
        "xmlcharrefreplace" => {
            return Err(vm.type_error("don't know how to handle UnicodeDecodeError in error callback"));
        }
        _ => return Err(unknown_handler(vm, errors)),
    }
    Ok(())
}

/// How far bytes are decoded.
struct Step<'a> {
    data: &'a [u8],
    at: usize,
    encoding: Encoding,
}

impl Step<'_> {
    /// Takes as many bytes as have a meaning, at least one character, or says which bytes have none.
    fn take(&mut self, text: &mut String) -> Result<(), (Range<usize>, &'static str)> {
        let rest = &self.data[self.at..];
        match self.encoding {
            Encoding::Latin1 => {
                text.extend(rest.iter().map(|&byte| char::from(byte)));
                self.at = self.data.len();
            }
            Encoding::Ascii => {
                let good = rest.iter().take_while(|byte| byte.is_ascii()).count();
                text.extend(rest[..good].iter().map(|&byte| char::from(byte)));
                self.at += good;
                if good == 0 {
                    return Err((self.at..self.at + 1, "ordinal not in range(128)"));
                }
            }
            Encoding::Utf8 => return self.take_utf8(text),
            Encoding::Wide { unit, order } => return self.take_wide(text, unit, order),
        }
        Ok(())
    }

    fn take_utf8(&mut self, text: &mut String) -> Result<(), (Range<usize>, &'static str)> {
        let Some(chunk) = self.data[self.at..].utf8_chunks().next() else {
            return Ok(());
        };
        text.push_str(chunk.valid());
        self.at += chunk.valid().len();
        let bad = chunk.invalid();
        let Some(&first) = bad.first() else {
            return Ok(());
        };
        let range = self.at..self.at + bad.len();
        let missing = match first {
            0xc2..=0xdf => 2,
            0xe0..=0xef => 3,
            0xf0..=0xf4 => 4,
            _ => return Err((range, "invalid start byte")),
        };
        let is_cut = range.end == self.data.len() && bad.len() < missing;
        Err((range, if is_cut { "unexpected end of data" } else { "invalid continuation byte" }))
    }

    /// Takes the order of bytes from the mark that may stand in front.
    fn read_mark(&mut self, unit: usize) {
        let (little, big): (&[u8], &[u8]) =
            if unit == 2 { (&[0xff, 0xfe], &[0xfe, 0xff]) } else { (&[0xff, 0xfe, 0, 0], &[0, 0, 0xfe, 0xff]) };
        let is_big = self.data.starts_with(big);
        if is_big || self.data.starts_with(little) {
            self.at = unit;
        }
        self.encoding = Encoding::Wide { unit, order: if is_big { Order::Big } else { Order::Little } };
    }

    fn unit(&self, at: usize, unit: usize, order: Order) -> Option<u32> {
        let bytes = self.data.get(at..at + unit)?;
        let join = |code: u32, &byte: &u8| code << 8 | u32::from(byte);
        Some(match order {
            Order::Big => bytes.iter().fold(0, join),
            Order::Little | Order::Marked => bytes.iter().rev().fold(0, join),
        })
    }

    fn take_wide(&mut self, text: &mut String, unit: usize, order: Order) -> Result<(), (Range<usize>, &'static str)> {
        let start = self.at;
        let Some(code) = self.unit(start, unit, order) else {
            return Err((start..self.data.len(), "truncated data"));
        };
        self.at += unit;
        let code = match code {
            0xd800..0xdc00 if unit == 2 => match self.unit(self.at, unit, order) {
                Some(low @ 0xdc00..0xe000) => {
                    self.at += unit;
                    0x1_0000 + ((code - 0xd800) << 10) + (low - 0xdc00)
                }
                Some(_) => return Err((start..start + unit, "illegal UTF-16 surrogate")),
                None => return Err((start..self.data.len(), "unexpected end of data")),
            },
            0xdc00..0xe000 if unit == 2 => return Err((start..start + unit, "illegal encoding")),
            0xd800..0xe000 => {
                return Err((start..start + unit, "code point in surrogate code point range(0xd800, 0xe000)"));
            }
            _ => code,
        };
        match char::from_u32(code) {
            Some(c) => text.push(c),
            None => return Err((start..start + unit, "code point not in range(0x110000)")),
        }
        Ok(())
    }
}
