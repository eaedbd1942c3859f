//! Values written to a format specification: `format(value, ">8.2f")`.
//!
//! A number is laid out as `<padding> <sign> <prefix> <padding> <grouped digits> <rest> <padding>`, where only one of the
//! paddings is not empty. Follows `Python/formatter_unicode.c`.

use num_bigint::{BigInt, Sign as BigSign};
use num_traits::ToPrimitive;

use super::error::TextError;
use super::float::{self, FloatStyle, Notation};
use super::int;
use super::spec::{Align, MAX_WIDTH, Sign, Spec};

/// The digits after the point, or the significant ones, when the specification names none.
const DEFAULT_PRECISION: usize = 6;

/// `format(text, spec)` for a str.
///
/// # Errors
/// `ValueError` for a type other than `s`, or an option that only numbers have.
pub fn format_str(text: &str, spec: &Spec) -> Result<String, TextError> {
    if spec.presentation != Some('s') {
        return Err(spec.unknown_type());
    }
    let refused = match spec.sign {
        Some(Sign::Space) => Some("Space not allowed in string format specifier"),
        Some(_) => Some("Sign not allowed in string format specifier"),
        None if spec.no_negative_zero => {
            Some("Negative zero coercion (z) not allowed in string format specifier")
        }
        None if spec.alternate => Some("Alternate form (#) not allowed in string format specifier"),
        None if spec.align == Align::AfterSign => {
            Some("'=' alignment not allowed in string format specifier")
        }
        None => None,
    };
    if let Some(message) = refused {
        return Err(TextError::value(message));
    }
    spec.check_width()?;
    let shown = match spec.precision {
        None => text,
        Some(precision) => first_chars(text, precision),
    };
    Ok(pad(shown, spec))
}

/// `format(value, spec)` for an int.
///
/// # Errors
/// `ValueError` for an unknown type or an option that the type does not have; `OverflowError` for `c` out of range or an
/// int too large for a float type.
pub fn format_int(value: &BigInt, spec: &Spec) -> Result<String, TextError> {
    let base = match spec.presentation {
        Some('d' | 'n') => 10,
        Some('b') => 2,
        Some('o') => 8,
        Some('x' | 'X') => 16,
        Some('c') => return format_char(value, spec),
        Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
            return format_float_spec(int::to_float(value)?, spec);
        }
        Some(_) | None => return Err(spec.unknown_type()),
    };
    check_integer_options(spec)?;
    let mut digits = int::to_base(value, base)?;
    let negative = value.sign() == BigSign::Minus;
    if negative {
        digits.remove(0);
    }
    let prefix = if spec.alternate {
        int::prefix(base)
    } else {
        ""
    };
    let mut number = Number {
        negative,
        prefix: prefix.to_owned(),
        digits,
        rest: String::new(),
    };
    if spec.presentation == Some('X') {
        number.prefix.make_ascii_uppercase();
        number.digits.make_ascii_uppercase();
    }
    Ok(number.lay_out(spec, if base == 10 { 3 } else { 4 }))
}

/// `format(value, spec)` for a float.
///
/// # Errors
/// `ValueError` for an unknown type or a precision that is too big.
pub fn format_float_spec(value: f64, spec: &Spec) -> Result<String, TextError> {
    let precision = spec.precision.unwrap_or(DEFAULT_PRECISION);
    let style = match spec.presentation {
        None if spec.precision.is_none() => FloatStyle::new(Notation::Repr, 0),
        None | Some('n') => FloatStyle::new(Notation::General, precision),
        Some(presentation) => {
            FloatStyle::for_type(presentation, precision).ok_or_else(|| spec.unknown_type())?
        }
    };
    if precision > i32::MAX as usize {
        return Err(TextError::value("precision too big"));
    }
    if precision > MAX_WIDTH {
        return Err(TextError::memory());
    }
    spec.check_width()?;
    let percent = spec.presentation == Some('%');
    let text = float::format_float(
        if percent { value * 100.0 } else { value },
        FloatStyle {
            alternate: spec.alternate,
            add_dot_zero: spec.presentation.is_none(),
            no_negative_zero: spec.no_negative_zero,
            ..style
        },
    );
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, text.as_str()),
    };
    let whole = unsigned
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(unsigned.len());
    let (digits, rest) = unsigned.split_at(whole);
    let number = Number {
        negative,
        prefix: String::new(),
        digits: digits.to_owned(),
        rest: format!("{rest}{}", if percent { "%" } else { "" }),
    };
    Ok(number.lay_out(spec, 3))
}

/// The type `c`: the character with this code.
fn format_char(value: &BigInt, spec: &Spec) -> Result<String, TextError> {
    check_integer_options(spec)?;
    if spec.sign.is_some() {
        return Err(TextError::value(
            "Sign not allowed with integer format specifier 'c'",
        ));
    }
    if spec.alternate {
        return Err(TextError::value(
            "Alternate form (#) not allowed with integer format specifier 'c'",
        ));
    }
    if value.to_i64().is_none() {
        return Err(TextError::overflow(
            "Python int too large to convert to C long",
        ));
    }
    let number = Number {
        negative: false,
        prefix: String::new(),
        digits: String::new(),
        rest: int::to_char(value)?.to_string(),
    };
    Ok(number.lay_out(spec, 3))
}

fn check_integer_options(spec: &Spec) -> Result<(), TextError> {
    if spec.precision.is_some() {
        return Err(TextError::value(
            "Precision not allowed in integer format specifier",
        ));
    }
    if spec.no_negative_zero {
        return Err(TextError::value(
            "Negative zero coercion (z) not allowed in integer format specifier",
        ));
    }
    spec.check_width()
}

/// A number in the parts that padding and grouping tell apart.
struct Number {
    negative: bool,
    /// `0x` and the like.
    prefix: String,
    /// What is grouped: the digits before the point. Empty for `inf`, `nan` and characters.
    digits: String,
    /// The point and what follows, an exponent, a percent sign.
    rest: String,
}

impl Number {
    fn lay_out(&self, spec: &Spec, group_size: usize) -> String {
        let sign = match (self.negative, spec.sign) {
            (true, _) => "-",
            (false, Some(Sign::Plus)) => "+",
            (false, Some(Sign::Space)) => " ",
            (false, _) => "",
        };
        let head = format!("{sign}{}", self.prefix);
        let outside = head.len() + self.rest.chars().count();
        // Zeros after the sign are digits, so they are grouped with the others.
        let zeros_are_digits = spec.fill == '0' && spec.align == Align::AfterSign;
        let least = if zeros_are_digits {
            spec.width.saturating_sub(outside)
        } else {
            0
        };
        let digits = match spec.grouping {
            _ if self.digits.is_empty() => String::new(),
            Some(grouping) => group(&self.digits, grouping.separator(), group_size, least),
            None => repeat('0', least.saturating_sub(self.digits.len())) + &self.digits,
        };
        if spec.align == Align::AfterSign {
            let padding = spec.width.saturating_sub(outside + digits.len());
            let fill = repeat(spec.fill, padding);
            return format!("{head}{fill}{digits}{}", self.rest);
        }
        pad(&format!("{head}{digits}{}", self.rest), spec)
    }
}

/// Puts `separator` between groups of `size` digits, counted from the right, with zeros in front so that it all has `least`
/// characters. A separator never comes first, so there may be one character more. Follows
/// `_PyUnicode_InsertThousandsGrouping`.
fn group(digits: &str, separator: char, size: usize, least: usize) -> String {
    let mut groups = Vec::new();
    let mut unread = digits;
    let mut missing = least;
    loop {
        let length = size.min(unread.len().max(missing).max(1));
        let (before, last) = unread.split_at(unread.len().saturating_sub(length));
        groups.push(format!("{last:0>length$}"));
        unread = before;
        missing = missing.saturating_sub(length);
        if unread.is_empty() && missing == 0 {
            break;
        }
        missing = missing.saturating_sub(1);
    }
    groups.reverse();
    groups.join(separator.encode_utf8(&mut [0; 4]))
}

/// `text` in a field of the specification's width.
fn pad(text: &str, spec: &Spec) -> String {
    let padding = spec.width.saturating_sub(text.chars().count());
    let left = match spec.align {
        Align::Left | Align::AfterSign => 0,
        Align::Right => padding,
        Align::Center => padding / 2,
    };
    let mut out = repeat(spec.fill, left);
    out += text;
    out.extend(std::iter::repeat_n(spec.fill, padding - left));
    out
}

fn repeat(c: char, count: usize) -> String {
    std::iter::repeat_n(c, count).collect()
}

/// The text up to its first `count` characters.
pub(super) fn first_chars(text: &str, count: usize) -> &str {
    match text.char_indices().nth(count) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}
