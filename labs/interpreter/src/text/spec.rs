//! The format specification mini-language: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
//!
//! [`Spec::parse`] reads what stands after the colon of an f-string field; [`render`](super::render) applies it. Follows
//! `parse_internal_render_format_spec` in `Python/formatter_unicode.c`.

use super::error::TextError;
use super::unicode::decimal_value;

/// The longest width or precision that is taken, in characters. CPython tries to allocate any; this is where we say
/// `MemoryError` instead.
pub const MAX_WIDTH: usize = 1 << 28;

/// Which formatter reads the specification. They differ in what they take for granted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operand {
    /// `float.__format__`: to the right.
    Float,
    /// `int.__format__`: to the right, type `d`.
    Int,
    /// `str.__format__`: to the left, type `s`.
    Str,
}

/// Where a value stands in a field wider than itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Align {
    /// `<`
    Left,
    /// `>`
    Right,
    /// `^`
    Center,
    /// `=`: the padding goes between the sign and the digits.
    AfterSign,
}

/// What a positive number shows in the place of a minus sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// `-`: nothing.
    Minus,
    /// `+`: a plus sign.
    Plus,
    /// A blank.
    Space,
}

/// What stands between groups of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// `,` each three digits.
    Comma,
    /// `_` each three digits, each four in the bases 2, 8 and 16.
    Underscore,
}

impl Grouping {
    /// The separator.
    pub fn separator(self) -> char {
        match self {
            Self::Comma => ',',
            Self::Underscore => '_',
        }
    }
}

/// A format specification, parsed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spec<'a> {
    /// The name of the value's type, for the error messages.
    pub type_name: &'a str,
    /// What pads the value.
    pub fill: char,
    /// Where the padding goes.
    pub align: Align,
    /// The sign option, if given.
    pub sign: Option<Sign>,
    /// `z`: a float that rounds to zero loses its minus sign.
    pub no_negative_zero: bool,
    /// `#`: the alternate form.
    pub alternate: bool,
    /// The least number of characters.
    pub width: usize,
    /// The separator of thousands, if asked for.
    pub grouping: Option<Grouping>,
    /// What follows the point, if given.
    pub precision: Option<usize>,
    /// The presentation type; `None` for a float without one, and for the character NUL.
    pub presentation: Option<char>,
}

impl<'a> Spec<'a> {
    /// Reads a specification for a value of the type with this name.
    ///
    /// # Errors
    /// `ValueError` with CPython's message.
    pub fn parse(text: &str, operand: Operand, type_name: &'a str) -> Result<Self, TextError> {
        let mut reader = Reader {
            chars: text.chars().collect(),
            at: 0,
        };
        let mut spec = Self::for_operand(operand, type_name);

        let mut has_fill = false;
        let mut has_align = true;
        if let Some(align) = reader.peek_at(1).and_then(align_of) {
            spec.fill = reader.chars[0];
            spec.align = align;
            has_fill = true;
            reader.at = 2;
        } else if let Some(align) = reader.peek().and_then(align_of) {
            spec.align = align;
            reader.at = 1;
        } else {
            has_align = false;
        }
        spec.sign = reader.peek().and_then(sign_of);
        reader.at += usize::from(spec.sign.is_some());
        spec.no_negative_zero = reader.take('z');
        spec.alternate = reader.take('#');
        if !has_fill && reader.take('0') {
            spec.fill = '0';
            if !has_align && spec.align == Align::Right {
                spec.align = Align::AfterSign;
            }
        }
        spec.width = reader.number()?.unwrap_or(0);
        spec.grouping = reader.grouping()?;
        if reader.take('.') {
            let precision = reader.number()?;
            spec.precision = Some(
                precision.ok_or_else(|| TextError::value("Format specifier missing precision"))?,
            );
        }

        match reader.chars[reader.at..] {
            [] => {}
            ['\0'] => spec.presentation = None,
            [presentation] => spec.presentation = Some(presentation),
            _ => {
                return Err(TextError::value(format!(
                    "Invalid format specifier '{text}' for object of type '{type_name}'"
                )));
            }
        }
        spec.check_grouping()?;
        Ok(spec)
    }

    /// The empty specification.
    fn for_operand(operand: Operand, type_name: &'a str) -> Self {
        let (align, presentation) = match operand {
            Operand::Float => (Align::Right, None),
            Operand::Int => (Align::Right, Some('d')),
            Operand::Str => (Align::Left, Some('s')),
        };
        Self {
            type_name,
            fill: ' ',
            align,
            sign: None,
            no_negative_zero: false,
            alternate: false,
            width: 0,
            grouping: None,
            precision: None,
            presentation,
        }
    }

    /// Commas go with decimal numbers only, underscores with the other bases too.
    fn check_grouping(&self) -> Result<(), TextError> {
        let Some(grouping) = self.grouping else {
            return Ok(());
        };
        match self.presentation {
            None | Some('d' | 'e' | 'f' | 'g' | 'E' | 'G' | '%' | 'F') => Ok(()),
            Some('b' | 'o' | 'x' | 'X') if grouping == Grouping::Underscore => Ok(()),
            Some(presentation) => Err(TextError::value(format!(
                "Cannot specify '{}' with '{}'.",
                grouping.separator(),
                show_type(presentation)
            ))),
        }
    }

    /// Refuses a width beyond [`MAX_WIDTH`] with a `MemoryError`.
    pub(super) fn check_width(&self) -> Result<(), TextError> {
        if self.width > MAX_WIDTH {
            return Err(TextError::memory());
        }
        Ok(())
    }

    /// The error for a presentation type that the value's type does not have.
    pub fn unknown_type(&self) -> TextError {
        TextError::value(format!(
            "Unknown format code '{}' for object of type '{}'",
            show_type(self.presentation.unwrap_or('\0')),
            self.type_name
        ))
    }
}

/// A presentation type as the messages show it: itself, or its code in hexadecimal if it is not printable ASCII.
fn show_type(presentation: char) -> String {
    match presentation {
        '!'..='\x7f' => presentation.to_string(),
        _ => format!("\\x{:x}", u32::from(presentation)),
    }
}

fn align_of(c: char) -> Option<Align> {
    match c {
        '<' => Some(Align::Left),
        '>' => Some(Align::Right),
        '^' => Some(Align::Center),
        '=' => Some(Align::AfterSign),
        _ => None,
    }
}

fn sign_of(c: char) -> Option<Sign> {
    match c {
        '-' => Some(Sign::Minus),
        '+' => Some(Sign::Plus),
        ' ' => Some(Sign::Space),
        _ => None,
    }
}

/// The specification's characters and how far they are read.
struct Reader {
    chars: Vec<char>,
    at: usize,
}

impl Reader {
    fn peek(&self) -> Option<char> {
        self.peek_at(0)
    }

    fn peek_at(&self, distance: usize) -> Option<char> {
        self.chars.get(self.at + distance).copied()
    }

    /// Steps over `wanted` if it is next.
    fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// A decimal number, if there is one.
    fn number(&mut self) -> Result<Option<usize>, TextError> {
        let mut number = None;
        while let Some(value) = self.peek().and_then(decimal_value) {
            number = Some(push_decimal(number.unwrap_or(0), value)?);
            self.at += 1;
        }
        Ok(number.map(saturate))
    }

    fn grouping(&mut self) -> Result<Option<Grouping>, TextError> {
        let comma = self.take(',');
        let underscore = self.take('_');
        if underscore && (comma || self.peek() == Some(',')) {
            return Err(TextError::value("Cannot specify both ',' and '_'."));
        }
        Ok(match (comma, underscore) {
            (true, _) => Some(Grouping::Comma),
            (_, true) => Some(Grouping::Underscore),
            _ => None,
        })
    }
}

/// One more digit at the end of a number, within the range of CPython's `Py_ssize_t` on every target.
pub(super) fn push_decimal(number: i64, digit: u32) -> Result<i64, TextError> {
    number
        .checked_mul(10)
        .and_then(|number| number.checked_add(i64::from(digit)))
        .ok_or_else(|| TextError::value("Too many decimal digits in format string"))
}

/// A count that `usize` may be too small for. All of those are refused alike.
pub(super) fn saturate(count: i64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
