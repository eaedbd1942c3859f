//! `format.format(*values)`.

use super::super::format::{self, AutoNumber, First};
use super::super::spec::{Operand, Spec};
use super::super::{TextError, render, repr};
use super::Value::{self, Float, Int, Str};
use super::shown;

const STR_FORMAT: &[(&str, &[Value], &str)] = &[
    ("{}{{}}{}", &[Int(1), Str("é")], "1{}é"),
    ("{0}{1}{0}", &[Int(1), Int(2)], "121"),
    ("{:>{}}|", &[Int(1), Int(5)], "    1|"),
    (
        "{0:{1}}|{2!r:>6}",
        &[Str("a"), Int(4), Str("b")],
        "a   |   'b'",
    ),
    (
        "{!s} {!r} {!a}",
        &[Str("é"), Str("é"), Str("é")],
        "é 'é' '\\xe9'",
    ),
    ("{:,.2f}", &[Float(1234.5)], "1,234.50"),
    (
        "{}{0}",
        &[Int(1)],
        "ValueError: cannot switch from automatic field numbering to manual field specification",
    ),
    (
        "{0}{}",
        &[Int(1)],
        "ValueError: cannot switch from manual field specification to automatic field numbering",
    ),
    (
        "{}",
        &[],
        "IndexError: Replacement index 0 out of range for positional args tuple",
    ),
    (
        "{2}",
        &[Int(1)],
        "IndexError: Replacement index 2 out of range for positional args tuple",
    ),
    (
        "{",
        &[],
        "ValueError: Single '{' encountered in format string",
    ),
    (
        "}",
        &[],
        "ValueError: Single '}' encountered in format string",
    ),
    (
        "a}",
        &[],
        "ValueError: Single '}' encountered in format string",
    ),
    (
        "{!",
        &[Int(1)],
        "ValueError: end of string while looking for conversion specifier",
    ),
    ("{!r", &[Int(1)], "ValueError: unmatched '{' in format spec"),
    ("{!}", &[Int(1)], "ValueError: unmatched '{' in format spec"),
    (
        "{!x}",
        &[Int(1)],
        "ValueError: Unknown conversion specifier x",
    ),
    (
        "{!\u{1}}",
        &[Int(1)],
        "ValueError: Unknown conversion specifier \\x1",
    ),
    (
        "{!rx}",
        &[Int(1)],
        "ValueError: expected ':' after conversion specifier",
    ),
    ("{:", &[Int(1)], "ValueError: unmatched '{' in format spec"),
    (
        "{:{}",
        &[Int(1)],
        "ValueError: unmatched '{' in format spec",
    ),
    (
        "{0",
        &[Int(1)],
        "ValueError: expected '}' before end of string",
    ),
    (
        "{0[",
        &[Int(1)],
        "ValueError: expected '}' before end of string",
    ),
    (
        "{a{}",
        &[Int(1)],
        "ValueError: unexpected '{' in field name",
    ),
    (
        "{0.}",
        &[Int(1)],
        "ValueError: Empty attribute in format string",
    ),
    (
        "{0[]}",
        &[Int(1)],
        "ValueError: Empty attribute in format string",
    ),
    (
        "{:{:{}}}",
        &[Int(1), Int(2), Int(3)],
        "ValueError: Max string recursion exceeded",
    ),
    (
        "{99999999999999999999}",
        &[Int(1)],
        "ValueError: Too many decimal digits in format string",
    ),
    ("{٠}", &[Int(1)], "1"),
    (
        "{:}}",
        &[Int(1)],
        "ValueError: Single '}' encountered in format string",
    ),
];

/// `format.format(*arguments)`, as the interpreter does it.
fn str_format(
    format: &str,
    arguments: &[Value],
    numbers: &mut AutoNumber,
    depth: usize,
) -> Result<String, TextError> {
    if depth == 0 {
        return Err(format::too_deep());
    }
    let mut out = String::new();
    for piece in format::Pieces::new(format) {
        let field = match piece? {
            format::Piece::Literal(text) => {
                out += text;
                continue;
            }
            format::Piece::Field(field) => field,
        };
        let First::Index(index) = field.first(numbers)? else {
            panic!("the table has no keywords");
        };
        let value = arguments
            .get(index)
            .ok_or_else(|| format::index_out_of_range(index))?;
        for access in field.accesses() {
            access?;
        }
        let converted = field.conversion()?.map(|conversion| match conversion {
            format::Conversion::Str => value.str(),
            format::Conversion::Repr => value.repr(),
            format::Conversion::Ascii => repr::ascii_from_repr(&value.repr()),
        });
        let spec = if field.spec_is_nested {
            str_format(field.spec, arguments, numbers, depth - 1)?
        } else {
            field.spec.to_owned()
        };
        out += &match converted {
            Some(text) => render::format_str(&text, &Spec::parse(&spec, Operand::Str, "str")?)?,
            None => value.format(&spec)?,
        };
    }
    Ok(out)
}

#[test]
fn str_dot_format() {
    for (format, arguments, expected) in STR_FORMAT {
        let made = str_format(
            format,
            arguments,
            &mut AutoNumber::default(),
            format::MAX_DEPTH,
        );
        assert_eq!(shown(made), *expected, "{format:?}.format(*{arguments:?})");
    }
}

#[test]
fn field_names_are_paths() {
    use format::Access;
    let mut pieces = format::Pieces::new("{who.name[0][first name].x:>5}");
    let Some(Ok(format::Piece::Field(field))) = pieces.next() else {
        panic!("one field");
    };
    assert_eq!(
        field.first(&mut AutoNumber::default()),
        Ok(First::Key("who"))
    );
    let path: Result<Vec<_>, _> = field.accesses().collect();
    assert_eq!(
        path,
        Ok(vec![
            Access::Attribute("name"),
            Access::Index(0),
            Access::Key("first name"),
            Access::Attribute("x"),
        ])
    );
    assert_eq!(field.spec, ">5");
    assert_eq!(pieces.next(), None);
}
