//! Bytes to text.

use super::{Encoding, Order, Problem, backslashed, unknown_handler};
use crate::error::PyResult;
use crate::vm::Vm;
use runtime::object::{bytes, str};
use runtime::{Obj, StaticType};
use std::ops::Range;

/// Which bytes have no meaning, and why.
type Meaningless = (Range<usize>, &'static str);

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
    let mut step = Step {
        data: &data,
        at: 0,
        encoding,
    };
    if let Encoding::Wide {
        unit,
        order: Order::Marked,
    } = encoding
    {
        step.read_mark(unit);
    }
    while step.at < data.len() {
        match step.take(&mut text) {
            Ok(()) => {}
            Err((range, reason)) => {
                step.at = range.end;
                let problem = Problem {
                    encoding: step.encoding,
                    object,
                    range,
                    reason,
                };
                decode_anyhow(vm, &problem, &data, errors, &mut text)?;
            }
        }
    }
    Ok(str::new(&text))
}

/// Writes what the error handler gives for bytes without a meaning.
fn decode_anyhow(
    vm: &Vm,
    problem: &Problem<'_>,
    data: &[u8],
    errors: &str,
    text: &mut String,
) -> PyResult<()> {
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
            return Err(
                vm.type_error("don't know how to handle UnicodeDecodeError in error callback")
            );
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
    fn take(&mut self, text: &mut String) -> Result<(), Meaningless> {
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

    fn take_utf8(&mut self, text: &mut String) -> Result<(), Meaningless> {
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
        Err((
            range,
            if is_cut {
                "unexpected end of data"
            } else {
                "invalid continuation byte"
            },
        ))
    }

    /// Takes the order of bytes from the mark that may stand in front.
    fn read_mark(&mut self, unit: usize) {
        let (little, big): (&[u8], &[u8]) = if unit == 2 {
            (&[0xff, 0xfe], &[0xfe, 0xff])
        } else {
            (&[0xff, 0xfe, 0, 0], &[0, 0, 0xfe, 0xff])
        };
        let is_big = self.data.starts_with(big);
        if is_big || self.data.starts_with(little) {
            self.at = unit;
        }
        self.encoding = Encoding::Wide {
            unit,
            order: if is_big { Order::Big } else { Order::Little },
        };
    }

    fn unit(&self, at: usize, unit: usize, order: Order) -> Option<u32> {
        let bytes = self.data.get(at..at + unit)?;
        let join = |code: u32, &byte: &u8| code << 8 | u32::from(byte);
        Some(match order {
            Order::Big => bytes.iter().fold(0, join),
            Order::Little | Order::Marked => bytes.iter().rev().fold(0, join),
        })
    }

    fn take_wide(
        &mut self,
        text: &mut String,
        unit: usize,
        order: Order,
    ) -> Result<(), Meaningless> {
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
                return Err((
                    start..start + unit,
                    "code point in surrogate code point range(0xd800, 0xe000)",
                ));
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
