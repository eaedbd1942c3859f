//! One conversion of a `%` format string, with its argument: sign, prefix, digits, padding.

use num_bigint::{BigInt, Sign};

use super::super::error::TextError;
use super::super::float::{self, FloatStyle, Notation};
use super::super::int;
use super::super::render::first_chars;
use super::Flags;

/// The precision of a float when the format string names none.
const DEFAULT_PRECISION: usize = 6;

/// A conversion ready to write its argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub(super) flags: Flags,
    pub(super) width: usize,
    pub(super) precision: Option<usize>,
    pub(super) character: char,
}

impl Field {
    /// The conversions `s`, `r` and `a`: cut to the precision, then padded.
    pub fn text(&self, text: &str) -> String {
        let shown = match self.precision {
            None => text,
            Some(precision) => first_chars(text, precision),
        };
        self.pad(String::new(), shown, ' ')
    }

    /// The conversion `c`.
    pub fn character(&self, c: char) -> String {
        self.pad(String::new(), c.encode_utf8(&mut [0; 4]), ' ')
    }

    /// The conversions `d`, `i`, `u`, `o`, `x`, `X`.
    ///
    /// # Errors
    /// `ValueError` for an int with too many decimal digits.
    pub fn integer(&self, value: &BigInt) -> Result<String, TextError> {
        let base = match self.character {
            'o' => 8,
            'x' | 'X' => 16,
            _ => 10,
        };
        let text = int::to_base(value, base)?;
        let magnitude = text.trim_start_matches('-');
        let missing = self.precision.unwrap_or(0).saturating_sub(magnitude.len());
        let mut digits = "0".repeat(missing) + magnitude;
        let mut head = self.sign(value.sign() == Sign::Minus).to_owned();
        if self.flags.alternate {
            head += int::prefix(base);
        }
        if self.character == 'X' {
            head.make_ascii_uppercase();
            digits.make_ascii_uppercase();
        }
        Ok(self.pad(head, &digits, self.number_fill()))
    }

    /// The conversions `e`, `E`, `f`, `F`, `g`, `G`.
    pub fn float(&self, value: f64) -> String {
        let precision = self.precision.unwrap_or(DEFAULT_PRECISION);
        let style = FloatStyle::for_type(self.character, precision)
            .unwrap_or(FloatStyle::new(Notation::General, precision));
        let text = float::format_float(
            value,
            FloatStyle {
                alternate: self.flags.alternate,
                ..style
            },
        );
        let unsigned = text.trim_start_matches('-');
        let head = self.sign(unsigned.len() < text.len()).to_owned();
        self.pad(head, unsigned, self.number_fill())
    }

    fn sign(&self, negative: bool) -> &'static str {
        match self.flags {
            _ if negative => "-",
            Flags { plus: true, .. } => "+",
            Flags { space: true, .. } => " ",
            _ => "",
        }
    }

    fn number_fill(&self) -> char {
        if self.flags.zero { '0' } else { ' ' }
    }

    /// The head (a sign, a prefix) and the body in the field's width. Zeros go between the two.
    fn pad(&self, head: String, body: &str, fill: char) -> String {
        let taken = head.len() + body.chars().count();
        let padding = self.width.saturating_sub(taken);
        match (self.flags.left, fill) {
            (true, _) => head + body + &" ".repeat(padding),
            (false, '0') => head + &"0".repeat(padding) + body,
            (false, _) => " ".repeat(padding) + &head + body,
        }
    }
}
