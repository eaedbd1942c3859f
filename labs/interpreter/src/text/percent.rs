//! `%`-formatting of str: `"%-5s is %.2f" % (name, price)`.
//!
//! [`Pieces`] reads the format string, one piece at a time as CPython does, so that an error late in the string comes after
//! the errors of the arguments before it. The interpreter fetches the argument that each [`Conversion`] wants and gives it
//! to the [`Field`]. Follows `PyUnicode_Format` and its helpers in `Objects/unicodeobject.c`.

mod field;

use num_bigint::BigInt;
use num_traits::ToPrimitive;

pub use field::Field;

use super::error::TextError;
use super::spec::{MAX_WIDTH, saturate};

/// A part of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text to copy.
    Literal(&'a str),
    /// A value to format.
    Conversion(Conversion<'a>),
}

/// The flags of a conversion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flags {
    /// `-`: to the left.
    pub left: bool,
    /// `+`: a sign in any case.
    pub plus: bool,
    /// A blank where a positive number has no sign.
    pub space: bool,
    /// `#`: the alternate form.
    pub alternate: bool,
    /// `0`: pad a number with zeros.
    pub zero: bool,
}

/// A width or precision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Written in the format string.
    Given(usize),
    /// `*`: the next argument, an int.
    Star,
}

/// One `%…` of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion<'a> {
    /// The mapping key of `%(key)s`.
    pub key: Option<&'a str>,
    /// The flags.
    pub flags: Flags,
    /// The least number of characters.
    pub width: Option<Amount>,
    /// Digits after the point, digits of an int, or the most characters of a text.
    pub precision: Option<Amount>,
    /// The character that ends the conversion.
    pub character: char,
    /// Where that character is in the format string, in characters.
    pub index: usize,
}

/// What a conversion wants its argument to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wants {
    /// `s`: `str(x)`, then [`Field::text`].
    Str,
    /// `r`: `repr(x)`, then [`Field::text`].
    Repr,
    /// `a`: `ascii(x)`, then [`Field::text`].
    Ascii,
    /// `d i u`: a number, cut to an int, then [`Field::integer`].
    Number,
    /// `o x X`: an int, then [`Field::integer`].
    Integer,
    /// `e E f F g G`: a number as a float, then [`Field::float`].
    Float,
    /// `c`: an int or a str of one character, then [`Field::character`].
    Character,
}

impl Conversion<'_> {
    /// What the argument has to be.
    ///
    /// # Errors
    /// `ValueError` for a character that is no conversion. CPython raises it after it has fetched the argument.
    pub fn wants(&self) -> Result<Wants, TextError> {
        Ok(match self.character {
            's' => Wants::Str,
            'r' => Wants::Repr,
            'a' => Wants::Ascii,
            'd' | 'i' | 'u' => Wants::Number,
            'o' | 'x' | 'X' => Wants::Integer,
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => Wants::Float,
            'c' => Wants::Character,
            other => {
                let shown = match other {
                    '\x1f'..='~' => other,
                    _ => '?',
                };
                return Err(TextError::value(format!(
                    "unsupported format character '{shown}' ({:#x}) at index {}",
                    u32::from(other),
                    self.index
                )));
            }
        })
    }

    /// The `TypeError` for an argument of the type with this name.
    pub fn wrong_argument(&self, type_name: &str) -> TextError {
        let character = self.character;
        TextError::type_error(match self.wants() {
            Ok(Wants::Number) => {
                format!("%{character} format: a real number is required, not {type_name}")
            }
            Ok(Wants::Integer) => {
                format!("%{character} format: an integer is required, not {type_name}")
            }
            Ok(Wants::Character) => "%c requires int or char".to_owned(),
            _ => format!("must be real number, not {type_name}"),
        })
    }

    /// The conversion with its stars filled in, from [`star_width`] and [`star_precision`]; a number that no star asks for is
    /// not used. A negative width means to the left; a negative precision is zero.
    ///
    /// # Errors
    /// `MemoryError` for a width or precision beyond what we take.
    pub fn field(&self, star_width: i64, star_precision: i32) -> Result<Field, TextError> {
        let mut flags = self.flags;
        let width = match self.width {
            None => 0,
            Some(Amount::Given(width)) => width,
            Some(Amount::Star) => {
                flags.left |= star_width < 0;
                usize::try_from(star_width.unsigned_abs()).unwrap_or(usize::MAX)
            }
        };
        let precision = self.precision.map(|precision| match precision {
            Amount::Given(precision) => precision,
            Amount::Star => usize::try_from(star_precision).unwrap_or(0),
        });
        // The precision of a text cuts it; that of a number makes it longer.
        let cuts = matches!(self.wants(), Ok(Wants::Str | Wants::Repr | Wants::Ascii));
        if width > MAX_WIDTH || (!cuts && precision > Some(MAX_WIDTH)) {
            return Err(TextError::memory());
        }
        Ok(Field {
            flags,
            width,
            precision,
            character: self.character,
        })
    }
}

/// `TypeError`: a conversion finds no argument left.
pub fn not_enough_arguments() -> TextError {
    TextError::type_error("not enough arguments for format string")
}

/// `TypeError`: an argument was not used.
pub fn not_all_converted() -> TextError {
    TextError::type_error("not all arguments converted during string formatting")
}

/// `TypeError`: the argument of a `*` is not an int.
pub fn star_wants_int() -> TextError {
    TextError::type_error("* wants int")
}

/// The width that the argument of a `*` means.
///
/// # Errors
/// `OverflowError` beyond CPython's `Py_ssize_t`.
pub fn star_width(argument: &BigInt) -> Result<i64, TextError> {
    argument
        .to_i64()
        .ok_or_else(|| TextError::overflow("Python int too large to convert to C ssize_t"))
}

/// The precision that the argument of a `*` means.
///
/// # Errors
/// `OverflowError` beyond C's `int`.
pub fn star_precision(argument: &BigInt) -> Result<i32, TextError> {
    argument
        .to_i32()
        .ok_or_else(|| TextError::overflow("Python int too large to convert to C int"))
}

/// The pieces of a format string, in order. After an error it ends.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
    has_mapping: bool,
    /// How many characters stand before `rest`.
    index: usize,
}

impl<'a> Pieces<'a> {
    /// The pieces of this format string. `has_mapping` says whether the right operand is a mapping, which keys need.
    pub fn new(format: &'a str, has_mapping: bool) -> Self {
        Self {
            rest: format,
            has_mapping,
            index: 0,
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes the next `length` bytes.
    fn advance(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        self.index += taken.chars().count();
        taken
    }

    /// Steps over `wanted` if it is next.
    fn take(&mut self, wanted: char) -> bool {
        let found = self.rest.starts_with(wanted);
        if found {
            self.advance(wanted.len_utf8());
        }
        found
    }

    /// What stands after a `%`.
    fn conversion(&mut self) -> Result<Conversion<'a>, TextError> {
        let key = if self.take('(') {
            Some(self.key()?)
        } else {
            None
        };
        let flags = self.flags();
        let width = self.amount(i64::MAX, "width too big")?;
        let precision = if self.take('.') {
            let precision = self.amount(i64::from(i32::MAX), "precision too big")?;
            Some(precision.unwrap_or(Amount::Given(0)))
        } else {
            None
        };
        // C's length modifiers mean nothing here.
        if matches!(self.peek(), Some('h' | 'l' | 'L')) {
            self.advance(1);
        }
        let index = self.index;
        let character = self
            .peek()
            .ok_or_else(|| TextError::value("incomplete format"))?;
        self.advance(character.len_utf8());
        Ok(Conversion {
            key,
            flags,
            width,
            precision,
            character,
            index,
        })
    }

    /// A key, which may hold balanced parentheses, and the parenthesis that ends it.
    fn key(&mut self) -> Result<&'a str, TextError> {
        if !self.has_mapping {
            return Err(TextError::type_error("format requires a mapping"));
        }
        let mut depth = 1;
        for (at, byte) in self.rest.bytes().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let key = self.advance(at);
                self.advance(1);
                return Ok(key);
            }
        }
        Err(TextError::value("incomplete format key"))
    }

    fn flags(&mut self) -> Flags {
        let mut flags = Flags::default();
        loop {
            let flag = match self.peek() {
                Some('-') => &mut flags.left,
                Some('+') => &mut flags.plus,
                Some(' ') => &mut flags.space,
                Some('#') => &mut flags.alternate,
                Some('0') => &mut flags.zero,
                _ => return flags,
            };
            *flag = true;
            self.advance(1);
        }
    }

    /// A width or precision up to `most`, if there is one.
    fn amount(&mut self, most: i64, too_big: &str) -> Result<Option<Amount>, TextError> {
        if self.take('*') {
            return Ok(Some(Amount::Star));
        }
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let digits = self.advance(end);
        if digits.is_empty() {
            return Ok(None);
        }
        match digits.parse() {
            Ok(amount) if amount <= most => Ok(Some(Amount::Given(saturate(amount)))),
            _ => Err(TextError::value(too_big)),
        }
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, TextError>;

    fn next(&mut self) -> Option<Self::Item> {
        let end = self.rest.find('%').unwrap_or(self.rest.len());
        if end > 0 {
            return Some(Ok(Piece::Literal(self.advance(end))));
        }
        if self.rest.starts_with("%%") {
            let escaped = self.advance(2);
            return Some(Ok(Piece::Literal(&escaped[1..])));
        }
        if !self.take('%') {
            return None;
        }
        let conversion = self.conversion();
        if conversion.is_err() {
            self.rest = "";
        }
        Some(conversion.map(Piece::Conversion))
    }
}
