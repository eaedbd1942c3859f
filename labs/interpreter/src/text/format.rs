//! `str.format`: `"{0.name!r:>{width}}".format(x, width=8)`.
//!
//! [`Pieces`] splits the format string, [`Field::first`] and [`Field::accesses`] its field names; the interpreter looks the
//! values up. All of it goes one step at a time, so that errors come in CPython's order. A specification with fields of its
//! own is formatted first, by the same rules, one level deep ([`MAX_DEPTH`]). Follows
//! `Objects/stringlib/unicode_format.h`.

use super::error::TextError;
use super::spec::{push_decimal, saturate};
use super::unicode::decimal_value;

/// How deep format strings nest: the string itself, and the specifications in it.
pub const MAX_DEPTH: usize = 2;

/// A part of a format string.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text to copy; never empty.
    Literal(&'a str),
    /// A value to format.
    Field(Field<'a>),
}

/// One `{name!conversion:spec}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    name: &'a str,
    conversion: Option<char>,
    /// The format specification, empty if there is none.
    pub spec: &'a str,
    /// Whether the specification has fields of its own.
    pub spec_is_nested: bool,
}

/// Where the value of a field is found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum First<'a> {
    /// A positional argument.
    Index(usize),
    /// A keyword argument.
    Key(&'a str),
}

/// A step from a value to a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[3]`
    Index(usize),
    /// `[key]`, the key a str.
    Key(&'a str),
}

/// What `!` does to a value before it is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conversion {
    /// `!a`: `ascii(x)`
    Ascii,
    /// `!r`: `repr(x)`
    Repr,
    /// `!s`: `str(x)`
    Str,
}

/// Which of the two ways to number fields a format string uses, and the next number. One for a whole `format` call, nested
/// specifications included.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AutoNumber {
    /// No numbered field yet.
    #[default]
    Unused,
    /// `{}`: the next field has this number.
    Automatic(usize),
    /// `{0}`
    Manual,
}

impl AutoNumber {
    /// Takes the next number, for a field without one.
    fn next(&mut self) -> Result<usize, TextError> {
        let number = match *self {
            Self::Unused => 0,
            Self::Automatic(number) => number,
            Self::Manual => {
                return Err(TextError::value(
                    "cannot switch from manual field specification to automatic field numbering",
                ));
            }
        };
        *self = Self::Automatic(number + 1);
        Ok(number)
    }

    /// Notes a field with a number of its own.
    fn numbered(&mut self) -> Result<(), TextError> {
        if let Self::Automatic(_) = self {
            return Err(TextError::value(
                "cannot switch from automatic field numbering to manual field specification",
            ));
        }
        *self = Self::Manual;
        Ok(())
    }
}

impl<'a> Field<'a> {
    /// Where the value is found.
    ///
    /// # Errors
    /// `ValueError` for a switch between the two ways to number fields.
    pub fn first(&self, numbers: &mut AutoNumber) -> Result<First<'a>, TextError> {
        let (first, _) = self.split_name();
        if first.is_empty() {
            return Ok(First::Index(numbers.next()?));
        }
        Ok(match whole_number(first)? {
            Some(index) => {
                numbers.numbered()?;
                First::Index(index)
            }
            None => First::Key(first),
        })
    }

    /// The steps from that value to the one to format.
    pub fn accesses(&self) -> Accesses<'a> {
        Accesses {
            rest: self.split_name().1,
        }
    }

    /// What `!` asks for.
    ///
    /// # Errors
    /// `ValueError` for another character than `a`, `r` or `s`. CPython raises it after it has looked the value up.
    pub fn conversion(&self) -> Result<Option<Conversion>, TextError> {
        Ok(Some(match self.conversion {
            None => return Ok(None),
            Some('a') => Conversion::Ascii,
            Some('r') => Conversion::Repr,
            Some('s') => Conversion::Str,
            Some(other) => {
                let shown = match other {
                    '!'..='~' => other.to_string(),
                    _ => format!("\\x{:x}", u32::from(other)),
                };
                return Err(TextError::value(format!(
                    "Unknown conversion specifier {shown}"
                )));
            }
        }))
    }

    fn split_name(&self) -> (&'a str, &'a str) {
        let end = self.name.find(['.', '[']).unwrap_or(self.name.len());
        self.name.split_at(end)
    }
}

/// The steps of a field name, in order. After an error it ends.
#[derive(Clone, Debug)]
pub struct Accesses<'a> {
    rest: &'a str,
}

impl<'a> Accesses<'a> {
    fn step(&mut self) -> Result<Access<'a>, TextError> {
        let access = if let Some(after) = self.rest.strip_prefix('.') {
            let end = after.find(['.', '[']).unwrap_or(after.len());
            let (name, rest) = after.split_at(end);
            self.rest = rest;
            Access::Attribute(name)
        } else if let Some(after) = self.rest.strip_prefix('[') {
            let (key, rest) = after
                .split_once(']')
                .ok_or_else(|| TextError::value("Missing ']' in format string"))?;
            self.rest = rest;
            whole_number(key)?.map_or(Access::Key(key), Access::Index)
        } else {
            return Err(TextError::value(
                "Only '.' or '[' may follow ']' in format field specifier",
            ));
        };
        if matches!(access, Access::Attribute("") | Access::Key("")) {
            return Err(TextError::value("Empty attribute in format string"));
        }
        Ok(access)
    }
}

impl<'a> Iterator for Accesses<'a> {
    type Item = Result<Access<'a>, TextError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let access = self.step();
        if access.is_err() {
            self.rest = "";
        }
        Some(access)
    }
}

/// The number that a text of decimal digits means; `None` for another text.
fn whole_number(text: &str) -> Result<Option<usize>, TextError> {
    let mut number = None;
    for c in text.chars() {
        let Some(digit) = decimal_value(c) else {
            return Ok(None);
        };
        number = Some(push_decimal(number.unwrap_or(0), digit)?);
    }
    Ok(number.map(saturate))
}

/// `IndexError`: there is no positional argument with this number.
pub fn index_out_of_range(index: usize) -> TextError {
    TextError::index(format!(
        "Replacement index {index} out of range for positional args tuple"
    ))
}

/// `ValueError`: `format_map` has keywords only.
pub fn positional_in_format_map() -> TextError {
    TextError::value("Format string contains positional fields")
}

/// `ValueError`: specifications nest deeper than [`MAX_DEPTH`].
pub fn too_deep() -> TextError {
    TextError::value("Max string recursion exceeded")
}

/// The pieces of a format string, in order. After an error it ends.
#[derive(Clone, Debug)]
pub struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    /// The pieces of this format string.
    pub fn new(format: &'a str) -> Self {
        Self { rest: format }
    }

    fn piece(&mut self) -> Result<Piece<'a>, TextError> {
        let Some(at) = self.rest.find(['{', '}']) else {
            return Ok(Piece::Literal(std::mem::take(&mut self.rest)));
        };
        let (literal, markup) = self.rest.split_at(at);
        if markup.starts_with("{{") || markup.starts_with("}}") {
            let literal = &self.rest[..=at];
            self.rest = &self.rest[at + 2..];
            return Ok(Piece::Literal(literal));
        }
        if markup.starts_with('}') {
            return Err(TextError::value("Single '}' encountered in format string"));
        }
        if markup.len() == 1 {
            return Err(TextError::value("Single '{' encountered in format string"));
        }
        if !literal.is_empty() {
            self.rest = markup;
            return Ok(Piece::Literal(literal));
        }
        self.rest = &markup[1..];
        self.field().map(Piece::Field)
    }

    /// What stands after a `{`, to the `}` that ends it.
    fn field(&mut self) -> Result<Field<'a>, TextError> {
        let end = name_end(self.rest)?;
        let (name, after) = self.rest.split_at(end);
        let mut field = Field {
            name,
            conversion: None,
            spec: "",
            spec_is_nested: false,
        };
        let mut rest = &after[1..];
        if after.starts_with('!') {
            let mut chars = rest.chars();
            field.conversion = chars.next();
            if field.conversion.is_none() {
                return Err(TextError::value(
                    "end of string while looking for conversion specifier",
                ));
            }
            let ended_by = chars.next();
            rest = chars.as_str();
            if !matches!(ended_by, None | Some('}' | ':')) {
                return Err(TextError::value("expected ':' after conversion specifier"));
            }
            if ended_by == Some('}') {
                self.rest = rest;
                return Ok(field);
            }
        } else if after.starts_with('}') {
            self.rest = rest;
            return Ok(field);
        }
        let end = spec_end(rest)?;
        field.spec = &rest[..end];
        field.spec_is_nested = field.spec.contains('{');
        self.rest = &rest[end + 1..];
        Ok(field)
    }
}

/// Where a field's name ends: at `}`, `:` or `!`, none of which counts within brackets.
fn name_end(text: &str) -> Result<usize, TextError> {
    let mut in_brackets = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b']' => in_brackets = false,
            _ if in_brackets => {}
            b'[' => in_brackets = true,
            b'{' => return Err(TextError::value("unexpected '{' in field name")),
            b'}' | b':' | b'!' => return Ok(at),
            _ => {}
        }
    }
    Err(TextError::value("expected '}' before end of string"))
}

/// Where a specification ends: at the `}` that its own fields do not need.
fn spec_end(text: &str) -> Result<usize, TextError> {
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' if depth == 0 => return Ok(at),
            b'}' => depth -= 1,
            _ => {}
        }
    }
    Err(TextError::value("unmatched '{' in format spec"))
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, TextError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = "";
        }
        Some(piece)
    }
}
