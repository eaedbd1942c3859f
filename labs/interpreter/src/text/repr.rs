//! `repr` and `ascii` of str and bytes: the quotes, and what is escaped.
//!
//! Follows `unicode_repr` in `Objects/unicodeobject.c` and `PyBytes_Repr` in `Objects/bytesobject.c`: single quotes, unless
//! the text has single quotes and no double ones.

use std::fmt::Write;

use super::unicode::is_printable;

/// `repr(text)`.
pub fn repr_str(text: &str) -> String {
    quote_str(text, is_printable)
}

/// `ascii(text)`: as [`repr_str`], with every character beyond ASCII escaped.
pub fn ascii_str(text: &str) -> String {
    quote_str(text, |c| matches!(c, ' '..='~'))
}

/// `ascii(object)` from `repr(object)`: escapes what is beyond ASCII and leaves the rest.
pub fn ascii_from_repr(repr: &str) -> String {
    let mut out = String::with_capacity(repr.len());
    for c in repr.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            push_escape(&mut out, c);
        }
    }
    out
}

/// `repr(bytes)`.
pub fn repr_bytes(bytes: &[u8]) -> String {
    let quote = quote_for(bytes.contains(&b'\''), bytes.contains(&b'"'));
    let mut out = format!("b{quote}");
    for &byte in bytes {
        let c = char::from(byte);
        if matches!(c, ' '..='~') {
            push_quoted(&mut out, c, quote);
        } else {
            push_escape(&mut out, c);
        }
    }
    out.push(quote);
    out
}

fn quote_str(text: &str, stays: impl Fn(char) -> bool) -> String {
    let quote = quote_for(text.contains('\''), text.contains('"'));
    let mut out = String::with_capacity(text.len() + 2);
    out.push(quote);
    for c in text.chars() {
        if stays(c) {
            push_quoted(&mut out, c, quote);
        } else {
            push_escape(&mut out, c);
        }
    }
    out.push(quote);
    out
}

fn quote_for(has_single: bool, has_double: bool) -> char {
    if has_single && !has_double { '"' } else { '\'' }
}

/// A printable character between these quotes.
fn push_quoted(out: &mut String, c: char, quote: char) {
    if c == quote || c == '\\' {
        out.push('\\');
    }
    out.push(c);
}

/// A character as its shortest escape.
fn push_escape(out: &mut String, c: char) {
    // Writing to a String cannot fail.
    let _ = match c {
        '\t' => out.write_str("\\t"),
        '\n' => out.write_str("\\n"),
        '\r' => out.write_str("\\r"),
        _ => match u32::from(c) {
            code @ ..0x100 => write!(out, "\\x{code:02x}"),
            code @ ..0x1_0000 => write!(out, "\\u{code:04x}"),
            code => write!(out, "\\U{code:08x}"),
        },
    };
}
