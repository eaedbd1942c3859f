//! What a character is: the `str` predicates, blanks and line ends, of Unicode 15.0 as CPython 3.12 has it.
//!
//! General categories come from `unicode-properties` and identifiers from `unicode-ident`. The second knows a later
//! Unicode, so [`is_assigned`] filters what 15.0 does not have. The tables here are the properties that no crate gives.
//! Follows `Tools/unicode/makeunicodedata.py`, which says how CPython derives each predicate.

use std::borrow::Cow;

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether Unicode 15.0 assigns this code point.
pub fn is_assigned(c: char) -> bool {
    c.is_ascii() || c.general_category() != GeneralCategory::Unassigned
}

/// `c.isalpha()`: a letter.
pub fn is_alpha(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii() && c.general_category_group() == GeneralCategoryGroup::Letter)
}

/// `c.isdecimal()`: a digit of a decimal positional system.
pub fn is_decimal(c: char) -> bool {
    c.is_ascii_digit() || (!c.is_ascii() && c.general_category() == GeneralCategory::DecimalNumber)
}

/// The value of a decimal digit, 0 to 9. Every script has its ten digits in one run, aligned to the tens or sixteens of
/// its block, so the value is the distance from the start of the run.
pub fn decimal_value(c: char) -> Option<u32> {
    if c.is_ascii() {
        return c.to_digit(10);
    }
    if !is_decimal(c) {
        return None;
    }
    let code = u32::from(c);
    // Mathematical digits stand in five runs of ten without a gap.
    if let 0x1D7CE..=0x1D7FF = code {
        return Some((code - 0x1D7CE) % 10);
    }
    let before = (1..10)
        .take_while(|&distance| char::from_u32(code - distance).is_some_and(is_decimal))
        .count();
    u32::try_from(before).ok()
}

/// `c.isdigit()`: a decimal digit, or one in a form without positional value, such as a superscript.
pub fn is_digit(c: char) -> bool {
    is_decimal(c)
        || DIGITS
            .iter()
            .any(|&(first, last)| (first..=last).contains(&c))
}

/// `c.isnumeric()`: has a numeric value.
pub fn is_numeric(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    c.general_category_group() == GeneralCategoryGroup::Number || NUMERIC_LETTERS.contains(c)
}

/// `c.isalnum()`.
pub fn is_alnum(c: char) -> bool {
    is_alpha(c) || is_numeric(c)
}

/// `c.isspace()`: a blank by category or by direction. More than Rust's own: the four separators U+001C to U+001F.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\x1c'..='\x1f')
}

/// `c.isprintable()`: not a control, format, surrogate, private, unassigned or separator character; the blank is printable.
pub fn is_printable(c: char) -> bool {
    if c.is_ascii() {
        return matches!(c, ' '..='~');
    }
    !matches!(
        c.general_category_group(),
        GeneralCategoryGroup::Other | GeneralCategoryGroup::Separator
    )
}

/// `text.isidentifier()`.
pub fn is_identifier(text: &str) -> bool {
    let mut chars = text.chars();
    let starts = |c| c == '_' || (unicode_ident::is_xid_start(c) && is_assigned(c));
    let continues = |c| {
        unicode_ident::is_xid_continue(c) && is_assigned(c) && !LATER_IDENTIFIER_PARTS.contains(&c)
    };
    chars.next().is_some_and(starts) && chars.all(continues)
}

/// `all(test(c) for c in text)`, but false for the empty text: how every `str.is…` but `isprintable` and `isascii` works.
pub fn all_chars(text: &str, test: fn(char) -> bool) -> bool {
    !text.is_empty() && text.chars().all(test)
}

/// `text.strip()`.
pub fn trim(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The text without the blanks that `int` and `float` pass over: they leave U+001C to U+001F alone.
pub fn trim_number(text: &str) -> &str {
    text.trim_matches(|c: char| is_space(c) && !matches!(c, '\x1c'..='\x1f'))
}

/// The text with the decimal digits of every script as `0` to `9`, as `int` and `float` read it.
pub fn decimals_to_ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    text.chars()
        .map(|c| {
            decimal_value(c)
                .and_then(|value| char::from_digit(value, 10))
                .unwrap_or(c)
        })
        .collect::<String>()
        .into()
}

/// Whether `str.splitlines` ends a line at this character.
pub fn is_line_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\x0b' | '\x0c' | '\r' | '\x1c'..='\x1e' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// `text.splitlines(keep_ends)`. `\r\n` is one line end.
pub fn split_lines(text: &str, keep_ends: bool) -> Vec<&str> {
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (line, end) = match rest.find(is_line_break) {
            None => (rest.len(), rest.len()),
            Some(at) if rest[at..].starts_with("\r\n") => (at, at + 2),
            Some(at) => (at, at + rest[at..].chars().next().map_or(0, char::len_utf8)),
        };
        lines.push(&rest[..if keep_ends { end } else { line }]);
        rest = &rest[end..];
    }
    lines
}

/// Characters that came to identifiers after Unicode 15.0.
const LATER_IDENTIFIER_PARTS: [char; 4] = ['\u{200C}', '\u{200D}', '\u{30FB}', '\u{FF65}'];

/// Digits that are not decimal: Unicode's `Numeric_Type=Digit`.
const DIGITS: &[(char, char)] = &[
    ('\u{B2}', '\u{B3}'),
    ('\u{B9}', '\u{B9}'),
    ('\u{1369}', '\u{1371}'),
    ('\u{19DA}', '\u{19DA}'),
    ('\u{2070}', '\u{2070}'),
    ('\u{2074}', '\u{2079}'),
    ('\u{2080}', '\u{2089}'),
    ('\u{2460}', '\u{2468}'),
    ('\u{2474}', '\u{247C}'),
    ('\u{2488}', '\u{2490}'),
    ('\u{24EA}', '\u{24EA}'),
    ('\u{24F5}', '\u{24FD}'),
    ('\u{24FF}', '\u{24FF}'),
    ('\u{2776}', '\u{277E}'),
    ('\u{2780}', '\u{2788}'),
    ('\u{278A}', '\u{2792}'),
    ('\u{10A40}', '\u{10A43}'),
    ('\u{10E60}', '\u{10E68}'),
    ('\u{11052}', '\u{1105A}'),
    ('\u{1F100}', '\u{1F10A}'),
];

/// Letters with a numeric value: the ideographs that write numbers.
const NUMERIC_LETTERS: &str = "㐅㒃㠪㭍一七万三九二五亖亿什仟仨伍佰億兆兩八六十千卄卅卌叁参參叄四壱壹幺廾廿弌弍\
    弎弐拾捌柒漆玖百肆萬貮貳贰阡陆陌陸零\u{F96B}\u{F973}\u{F978}\u{F9B2}\u{F9D1}\u{F9D3}\u{F9FD}𠀁𠁤𠃢𠄡𠤪𠦃𠦌𠦜𠫪𠫽𠬙𢎐𢦘𣬛𦉭\
    \u{2F890}";
