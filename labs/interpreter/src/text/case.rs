//! Upper, lower and title case, as `str` has them: the full mappings of Unicode 15.0, so that one character may become
//! several.
//!
//! The mappings come from Rust's standard library, which knows a later Unicode: a pair of characters of which 15.0 lacks
//! one is left alone. Follows `do_upper`, `do_lower`, `do_title`, `do_capitalize` and `do_casefold` in
//! `Objects/unicodeobject.c`.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::unicode::is_assigned;

/// `text.upper()`.
pub fn upper(text: &str) -> String {
    text.chars().map(upper_char).collect()
}

/// `text.lower()`. A capital sigma that ends a word becomes `ς`.
pub fn lower(text: &str) -> String {
    lower_in_context(text).map(|(_, lowered)| lowered).collect()
}

/// `text.title()`: each run of cased characters begins with its title case and goes on in lower case.
pub fn title(text: &str) -> String {
    let mut after_cased = false;
    lower_in_context(text)
        .map(|(c, lowered)| {
            let goes_on = std::mem::replace(&mut after_cased, is_cased(c));
            if goes_on { lowered } else { title_char(c) }
        })
        .collect()
}

/// `text.capitalize()`.
pub fn capitalize(text: &str) -> String {
    lower_in_context(text)
        .enumerate()
        .map(|(at, (c, lowered))| if at == 0 { title_char(c) } else { lowered })
        .collect()
}

/// `text.swapcase()`.
pub fn swapcase(text: &str) -> String {
    lower_in_context(text)
        .map(|(c, lowered)| {
            if is_upper_char(c) {
                lowered
            } else if is_lower_char(c) {
                upper_char(c)
            } else {
                c.to_string()
            }
        })
        .collect()
}

/// `text.casefold()`.
pub fn casefold(text: &str) -> String {
    text.chars().map(casefold_char).collect()
}

/// `text.isupper()`: some character is upper case and none is lower or title case.
pub fn is_upper(text: &str) -> bool {
    text.chars().any(is_upper_char) && !text.chars().any(|c| is_lower_char(c) || is_title_char(c))
}

/// `text.islower()`: some character is lower case and none is upper or title case.
pub fn is_lower(text: &str) -> bool {
    text.chars().any(is_lower_char) && !text.chars().any(|c| is_upper_char(c) || is_title_char(c))
}

/// `text.istitle()`: upper and title case begin the runs of cased characters, lower case goes on with them.
pub fn is_title(text: &str) -> bool {
    let mut after_cased = false;
    let mut any_cased = false;
    for c in text.chars() {
        let begins = is_upper_char(c) || is_title_char(c);
        let goes_on = is_lower_char(c);
        if (begins && after_cased) || (goes_on && !after_cased) {
            return false;
        }
        after_cased = begins || goes_on;
        any_cased |= after_cased;
    }
    any_cased
}

fn is_upper_char(c: char) -> bool {
    c.is_uppercase() && is_assigned(c)
}

/// By category too: U+0295 is lower case in Unicode 15.0 and in no later one.
fn is_lower_char(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_lowercase();
    }
    let category = c.general_category();
    category == GeneralCategory::LowercaseLetter
        || (c.is_lowercase() && category != GeneralCategory::Unassigned)
}

fn is_title_char(c: char) -> bool {
    !c.is_ascii() && c.general_category() == GeneralCategory::TitlecaseLetter
}

fn is_cased(c: char) -> bool {
    is_upper_char(c) || is_lower_char(c) || is_title_char(c)
}

/// The mapping, unless it joins characters of a later Unicode.
fn known_mapping(c: char, mapped: impl Iterator<Item = char>) -> String {
    let mapped: String = mapped.collect();
    if is_assigned(c) && mapped.chars().all(is_assigned) {
        mapped
    } else {
        c.to_string()
    }
}

fn upper_char(c: char) -> String {
    known_mapping(c, c.to_uppercase())
}

/// Each character with its lower case, which for a sigma depends on where it stands.
fn lower_in_context(text: &str) -> impl Iterator<Item = (char, String)> {
    let lowered = text.to_lowercase();
    let mut at = 0;
    text.chars().map(move |c| {
        let rest = lowered[at..].chars();
        let mapped: String = rest.take(c.to_lowercase().count()).collect();
        at += mapped.len();
        (c, known_mapping(c, mapped.chars()))
    })
}

/// Title case. Where Unicode gives no title case of its own it is the upper case, of which only the first letter stays large.
fn title_char(c: char) -> String {
    match c {
        'Ǆ'..='ǆ' => "ǅ".to_owned(),
        'Ǉ'..='ǉ' => "ǈ".to_owned(),
        'Ǌ'..='ǌ' => "ǋ".to_owned(),
        'Ǳ'..='ǳ' => "ǲ".to_owned(),
        // Georgian has capitals for whole words only.
        'ა'..='ჿ' => c.to_string(),
        // Greek letters with an iota below keep it below.
        '\u{1F80}'..='\u{1FAF}' => greek_with_iota(u32::from(c) | 8),
        '\u{1FB3}' | '\u{1FC3}' | '\u{1FF3}' => greek_with_iota(u32::from(c) + 9),
        '\u{1FBC}' | '\u{1FCC}' | '\u{1FFC}' => c.to_string(),
        // The letter here is the second character, after an apostrophe.
        'ŉ' => upper_char(c),
        _ => {
            let mapped = upper_char(c);
            let mut chars = mapped.chars();
            let first = chars.next();
            first
                .into_iter()
                .chain(chars.flat_map(|rest| match rest {
                    'Ι' => '\u{345}'.to_lowercase(),
                    _ => rest.to_lowercase(),
                }))
                .collect()
        }
    }
}

fn greek_with_iota(code: u32) -> String {
    char::from_u32(code).map_or_else(String::new, String::from)
}

/// Full case folding: the lower case of the upper case, with these exceptions.
fn casefold_char(c: char) -> String {
    match c {
        'ı' => c.to_string(),
        'ẞ' => "ss".to_owned(),
        // Cherokee folds to its capitals, which are older than its small letters.
        'Ꭰ'..='ᏽ' | 'ꭰ'..='ꮿ' => upper_char(c),
        _ => upper_char(c)
            .chars()
            .map(|upper| known_mapping(upper, upper.to_lowercase()))
            .collect(),
    }
}
