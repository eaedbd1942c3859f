//! Floats as text: `repr(x)`, `'%g' % x`, `float(text)`, `round(x, n)`.
//!
//! The layout follows CPython's `format_float_short` (`Python/pystrtod.c`): digits first, then the decision between plain
//! and exponent notation, then the zeros that the notation asks for. `repr` uses an exponent below 10^-4 and from 10^16 on.

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::digits::Decimal;
use super::error::TextError;
use super::unicode;

/// The notation a float is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notation {
    /// `d.ddde±xx`, the types `e` and `E`.
    Exponent,
    /// `ddd.ddd`, the types `f`, `F` and `%`.
    Fixed,
    /// Whichever of the two suits the size, to so many significant digits: `g`, `G`, `n`.
    General,
    /// The fewest digits that read back as the same float; the precision is not used.
    Repr,
}

/// How [`format_float`] writes a float.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloatStyle {
    /// The notation.
    pub notation: Notation,
    /// Digits after the point, or significant digits for [`Notation::General`].
    pub precision: usize,
    /// `INF`, `NAN` and `E` instead of lower case.
    pub upper: bool,
    /// The `#` flag: keep the decimal point and the trailing zeros.
    pub alternate: bool,
    /// Add `.0` where the text would otherwise read as an int.
    pub add_dot_zero: bool,
    /// The `z` option: a result of zero loses its minus sign.
    pub no_negative_zero: bool,
}

impl FloatStyle {
    /// Lower case, no flags.
    pub fn new(notation: Notation, precision: usize) -> Self {
        Self {
            notation,
            precision,
            upper: false,
            alternate: false,
            add_dot_zero: false,
            no_negative_zero: false,
        }
    }

    /// The style of the presentation type `e f g E F G %`, or `None` for another character. `%` is `f`: the caller
    /// multiplies by a hundred and adds the sign.
    pub fn for_type(presentation: char, precision: usize) -> Option<Self> {
        let notation = match presentation {
            'e' | 'E' => Notation::Exponent,
            'f' | 'F' | '%' => Notation::Fixed,
            'g' | 'G' => Notation::General,
            _ => return None,
        };
        Some(Self {
            upper: presentation.is_ascii_uppercase(),
            ..Self::new(notation, precision)
        })
    }
}

/// `repr(value)`, which is `str(value)` too.
pub fn repr_float(value: f64) -> String {
    let style = FloatStyle {
        add_dot_zero: true,
        ..FloatStyle::new(Notation::Repr, 0)
    };
    format_float(value, style)
}

/// `repr(complex(real, imag))`. A real part of positive zero is not shown. Follows `complex_repr` in
/// `Objects/complexobject.c`.
pub fn repr_complex(real: f64, imag: f64) -> String {
    let part = |value| format_float(value, FloatStyle::new(Notation::Repr, 0));
    let imag_text = part(imag);
    if real == 0.0 && real.is_sign_positive() {
        return format!("{imag_text}j");
    }
    let plus = if imag_text.starts_with('-') { "" } else { "+" };
    format!("({}{plus}{imag_text}j)", part(real))
}

/// The text of `value` in this style, with a leading `-` if negative. A NaN has no sign.
pub fn format_float(value: f64, style: FloatStyle) -> String {
    let text = if value.is_nan() {
        "nan".to_owned()
    } else if value.is_infinite() {
        if value < 0.0 { "-inf" } else { "inf" }.to_owned()
    } else {
        format_finite(value, style)
    };
    if style.upper {
        text.to_ascii_uppercase()
    } else {
        text
    }
}

fn format_finite(value: f64, style: FloatStyle) -> String {
    let precision = i64::try_from(style.precision).unwrap_or(i64::MAX / 2);
    let significant = precision.max(1);
    let decimal = match style.notation {
        Notation::Exponent => Decimal::significant(value, style.precision.saturating_add(1)),
        Notation::Fixed => Decimal::fraction(value, style.precision),
        Notation::General => Decimal::significant(value, style.precision),
        Notation::Repr => Decimal::shortest(value),
    };
    let with_exponent = match style.notation {
        Notation::Exponent => true,
        Notation::Fixed => false,
        Notation::General => {
            decimal.point <= -4 || decimal.point > significant - i64::from(style.add_dot_zero)
        }
        Notation::Repr => decimal.point <= -4 || decimal.point > 16,
    };

    let point = if with_exponent { 1 } else { decimal.point };
    // Where the written digits end, counted from the first digit.
    let mut end = match style.notation {
        Notation::Exponent => precision + 1,
        Notation::Fixed => point + precision,
        Notation::General if style.alternate => significant,
        Notation::General | Notation::Repr => decimal.len(),
    };
    if style.add_dot_zero && !with_exponent {
        end = end.max(point + 1);
    }

    let mut text = String::new();
    if value.is_sign_negative() && !(style.no_negative_zero && decimal.is_zero()) {
        text.push('-');
    }
    if point <= 0 {
        text.push('0');
    } else {
        text += &decimal.slice(0, point);
    }
    if end > point || style.alternate {
        text.push('.');
        text += &decimal.slice(point, end);
    }
    if with_exponent {
        let exponent = decimal.point - 1;
        let sign = if exponent < 0 { '-' } else { '+' };
        text += &format!("e{sign}{:02}", exponent.abs());
    }
    text
}

/// `float(text)`: blanks around, a sign, digits with single underscores between them, a point, an exponent, or `inf`,
/// `infinity`, `nan` in any case. `None` where Python raises a `ValueError`; [`not_a_float`] is its error.
pub fn parse_float(text: &str) -> Option<f64> {
    let text = unicode::decimals_to_ascii(unicode::trim_number(text));
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(&text);
    let is_name = ["inf", "infinity", "nan"]
        .iter()
        .any(|name| unsigned.eq_ignore_ascii_case(name));
    // Rust's grammar agrees with Python's once the underscores are gone, but for names, of which Python has no others.
    if !is_name && !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    without_underscores(&text)?.parse().ok()
}

/// The error of `float(text)` for a text that is no float.
pub fn not_a_float(text: &str) -> TextError {
    TextError::value(format!(
        "could not convert string to float: {}",
        super::repr::repr_str(text)
    ))
}

/// Drops the underscores, each of which must stand between two digits.
fn without_underscores(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_digit)
    };
    let well_placed = bytes
        .iter()
        .enumerate()
        .filter(|&(_, &byte)| byte == b'_')
        .all(|(at, _)| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1)));
    well_placed.then(|| text.replace('_', ""))
}

/// `round(value, digits)`: the nearest float with so many digits after the point, ties by the exact decimal value of the
/// float to the even digit. Negative `digits` round to tens, hundreds and so on.
///
/// # Errors
/// `OverflowError` if rounding up leaves the range of a float.
pub fn round_float(value: f64, digits: i64) -> Result<f64, TextError> {
    // Past these, rounding changes nothing or leaves nothing (`float___round___impl` in `Objects/floatobject.c`).
    if !value.is_finite() || value == 0.0 || digits > 323 {
        return Ok(value);
    }
    if digits < -308 {
        return Ok(0.0_f64.copysign(value));
    }
    let text = if let Ok(count) = usize::try_from(digits) {
        let decimal = Decimal::fraction(value, count);
        format!(
            "{}.{}",
            decimal.slice(0, decimal.point),
            decimal.slice(decimal.point, decimal.len())
        )
    } else {
        round_to_power_of_ten(value, digits)
    };
    let rounded: f64 = text.parse().unwrap_or(0.0);
    if rounded.is_infinite() {
        return Err(TextError::overflow("rounded value too large to represent"));
    }
    Ok(rounded.copysign(value))
}

/// `|value|` to the nearest multiple of `10^-digits`, for negative `digits`, as text that reads as a float.
fn round_to_power_of_ten(value: f64, digits: i64) -> String {
    let exact = Decimal::significant(value, usize::MAX);
    match usize::try_from(exact.point + digits) {
        Err(_) => "0".to_owned(),
        // Nothing is kept but a carry: up if above one half; a tie goes down, to the even zero. Digits compare as text.
        Ok(0) if exact.slice(0, exact.len()).as_str() > "5" => format!("1e{}", -digits),
        Ok(0) => "0".to_owned(),
        Ok(count) => {
            let decimal = Decimal::significant(value, count);
            format!("0.{}e{}", decimal.slice(0, decimal.len()), decimal.point)
        }
    }
}

/// `round(value)`: the nearest integer, a tie to the even one.
///
/// # Errors
/// As [`float_to_int`].
pub fn round_to_int(value: f64) -> Result<BigInt, TextError> {
    float_to_int(value.round_ties_even())
}

/// `int(value)`: the integer part.
///
/// # Errors
/// `ValueError` for a NaN, `OverflowError` for an infinity.
pub fn float_to_int(value: f64) -> Result<BigInt, TextError> {
    if value.is_nan() {
        return Err(TextError::value("cannot convert float NaN to integer"));
    }
    BigInt::from_f64(value.trunc())
        .ok_or_else(|| TextError::overflow("cannot convert float infinity to integer"))
}
