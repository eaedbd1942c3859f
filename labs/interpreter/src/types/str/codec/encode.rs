//! Text to bytes.

use super::{Encoding, Order, Problem, backslashed, unknown_handler};
use crate::error::PyResult;
use crate::vm::Vm;
use runtime::object::str;
use runtime::{Obj, StaticType};

/// The bytes of a `str` in an encoding.
///
/// # Errors
/// `LookupError` for an unknown encoding or error handler, `UnicodeEncodeError` for characters that the
/// encoding does not have.
pub(in crate::types) fn encode(
    vm: &Vm,
    string: &Obj,
    encoding: &str,
    errors: &str,
) -> PyResult<Vec<u8>> {
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
        let problem = Problem {
            encoding,
            object: string,
            range: at..at + run,
            reason,
        };
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
fn encode_anyhow(
    vm: &Vm,
    problem: &Problem<'_>,
    run: &[char],
    errors: &str,
    data: &mut Vec<u8>,
) -> PyResult<()> {
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
