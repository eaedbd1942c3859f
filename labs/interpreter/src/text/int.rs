//! Ints as text: `int(text, base)`, `str(n)`, `hex(n)`.
//!
//! Follows `PyLong_FromUnicodeObject` and `long_to_decimal_string` in `Objects/longobject.c`. Reading and writing decimals
//! takes quadratic time, so CPython refuses more than 4300 digits; bases that are powers of two have no limit.

use num_bigint::{BigInt, Sign};
use num_traits::{Num, ToPrimitive};

use super::error::TextError;
use super::unicode;

/// The most decimal digits that a conversion between int and str handles: `sys.get_int_max_str_digits()` at the start.
pub const MAX_STR_DIGITS: usize = 4300;

/// How many characters of the text the message of a failed `int(text)` quotes.
const QUOTED_CHARS: usize = 200;

/// `int(text, base)`. A base of 0 takes the base from the prefix `0b`, `0o` or `0x`.
///
/// # Errors
/// `ValueError` for a base that is neither 0 nor 2 to 36, a text that is no number, or too many digits.
pub fn parse_int(text: &str, base: u32) -> Result<BigInt, TextError> {
    if base != 0 && !(2..=36).contains(&base) {
        return Err(TextError::value("int() base must be >= 2 and <= 36, or 0"));
    }
    let invalid = || {
        let quoted: String = super::repr::repr_str(text)
            .chars()
            .take(QUOTED_CHARS)
            .collect();
        TextError::value(format!(
            "invalid literal for int() with base {base}: {quoted}"
        ))
    };

    let trimmed = unicode::decimals_to_ascii(unicode::trim_number(text));
    let (negative, unsigned) = match trimmed.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, trimmed.strip_prefix('+').unwrap_or(&trimmed)),
    };
    let (radix, body, prefixed) = split_prefix(unsigned, base);
    let digits = read_digits(body, radix, prefixed).ok_or_else(invalid)?;
    if !radix.is_power_of_two() && digits.len() > MAX_STR_DIGITS {
        return Err(TextError::value(format!(
            "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion: value has {} digits; \
             use sys.set_int_max_str_digits() to increase the limit",
            digits.len()
        )));
    }
    // C's octal numbers are not Python's: `010` is an error, `000` is zero.
    let is_c_octal =
        base == 0 && !prefixed && digits.starts_with('0') && digits.contains(|digit| digit != '0');
    if is_c_octal {
        return Err(invalid());
    }
    let magnitude = BigInt::from_str_radix(&digits, radix).map_err(|_| invalid())?;
    Ok(if negative { -magnitude } else { magnitude })
}

/// The radix of what is left when the prefix that `base` allows is gone, that rest, and whether there was a prefix.
fn split_prefix(text: &str, base: u32) -> (u32, &str, bool) {
    for (letter, radix) in [('b', 2), ('o', 8), ('x', 16)] {
        if base == 0 || base == radix {
            let rest = text
                .strip_prefix('0')
                .and_then(|rest| rest.strip_prefix([letter, letter.to_ascii_uppercase()]));
            if let Some(rest) = rest {
                return (radix, rest, true);
            }
        }
    }
    (if base == 0 { 10 } else { base }, text, false)
}

/// The digits without their underscores, of which single ones may stand between digits and after a prefix. `None` if that
/// is not what the text is.
fn read_digits(text: &str, radix: u32, prefixed: bool) -> Option<String> {
    let text = match text.strip_prefix('_') {
        Some(rest) if prefixed => rest,
        _ => text,
    };
    let is_number = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_digit(radix));
    text.split('_')
        .all(is_number)
        .then(|| text.replace('_', ""))
}

/// `str(value)`.
///
/// # Errors
/// `ValueError` if it has more than [`MAX_STR_DIGITS`] digits.
pub fn to_decimal(value: &BigInt) -> Result<String, TextError> {
    let too_long = || {
        TextError::value(format!(
            "Exceeds the limit ({MAX_STR_DIGITS} digits) for integer string conversion; \
             use sys.set_int_max_str_digits() to increase the limit"
        ))
    };
    // A decimal digit takes more than three bits, so this many bits are too many digits. It spares the conversion.
    if value.bits() > 4 * MAX_STR_DIGITS as u64 {
        return Err(too_long());
    }
    let text = value.to_string();
    if text.trim_start_matches('-').len() > MAX_STR_DIGITS {
        return Err(too_long());
    }
    Ok(text)
}

/// `value` in a base of 2, 8, 10 or 16, in lower case, without a prefix; a `-` first if it is negative.
///
/// # Errors
/// As [`to_decimal`] for base 10; the others have no limit.
pub fn to_base(value: &BigInt, base: u32) -> Result<String, TextError> {
    match base {
        10 => to_decimal(value),
        _ => Ok(value.to_str_radix(base)),
    }
}

/// `bin(value)`, `oct(value)`, `hex(value)` for a base of 2, 8, 16: with `0b`, `0o` or `0x` after the sign.
pub fn to_prefixed(value: &BigInt, base: u32) -> String {
    let sign = if value.sign() == Sign::Minus { "-" } else { "" };
    let digits = value.magnitude().to_str_radix(base);
    format!("{sign}{}{digits}", prefix(base))
}

/// The prefix of a literal in this base; empty for base 10.
pub fn prefix(base: u32) -> &'static str {
    match base {
        2 => "0b",
        8 => "0o",
        16 => "0x",
        _ => "",
    }
}

/// The one-character string of `'%c' % value` and `format(value, 'c')`.
///
/// # Errors
/// `OverflowError` if `value` is no code point. A surrogate has no place in the strings we model: a `ValueError`.
pub fn to_char(value: &BigInt) -> Result<char, TextError> {
    let code = value
        .to_u32()
        .filter(|&code| code <= u32::from(char::MAX))
        .ok_or_else(|| TextError::overflow("%c arg not in range(0x110000)"))?;
    char::from_u32(code)
        .ok_or_else(|| TextError::value(format!("surrogate U+{code:04X} is not supported")))
}

/// `float(value)`: the nearest float, a tie to the even one.
///
/// # Errors
/// `OverflowError` if it is beyond the largest float.
pub fn to_float(value: &BigInt) -> Result<f64, TextError> {
    value
        .to_f64()
        .filter(|float| float.is_finite())
        .ok_or_else(|| TextError::overflow("int too large to convert to float"))
}
