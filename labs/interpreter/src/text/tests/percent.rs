//! `format % values`.

use num_bigint::BigInt;

use super::super::percent::{self, Amount, Wants};
use super::super::{TextError, float, int, repr};
use super::Value::{self, Float, Int, Str};
use super::shown;

const PERCENT: &[(&str, &[Value], &str)] = &[
    ("%s|%r|%a", &[Str("é"), Str("é"), Str("é")], "é|'é'|'\\xe9'"),
    (
        "%5s|%-5s|%.1s|%05s",
        &[Str("ab"), Str("ab"), Str("ab"), Str("ab")],
        "   ab|ab   |a|   ab",
    ),
    ("%d %i %u", &[Int(5), Int(-5), Float(3.9)], "5 -5 3"),
    (
        "%5d|%-5d|%05d|%+d|% d",
        &[Int(42), Int(42), Int(42), Int(42), Int(42)],
        "   42|42   |00042|+42| 42",
    ),
    ("%-05d|", &[Int(3)], "3    |"),
    ("%.5d|%8.5d", &[Int(-42), Int(-42)], "-00042|  -00042"),
    ("%x %X %o", &[Int(255), Int(-255), Int(8)], "ff -FF 10"),
    (
        "%#x %#X %#o %#08x %#.4x",
        &[Int(255), Int(255), Int(8), Int(255), Int(255)],
        "0xff 0XFF 0o10 0x0000ff 0x00ff",
    ),
    (
        "%e %E %f %g %G",
        &[
            Float(1.5),
            Float(1.5),
            Float(1.5),
            Float(1e-05),
            Float(1e+20),
        ],
        "1.500000e+00 1.500000E+00 1.500000 1e-05 1E+20",
    ),
    (
        "%.2f|%8.2f|%-8.2f|%08.2f",
        &[Float(-2.675), Float(2.5), Float(2.5), Float(-2.5)],
        "-2.67|    2.50|2.50    |-0002.50",
    ),
    (
        "%#.0f %05f %+f",
        &[Float(2.0), Float(f64::INFINITY), Float(f64::NAN)],
        "2. 00inf +nan",
    ),
    ("%c%c", &[Int(65), Str("é")], "Aé"),
    ("%5c|", &[Str("x")], "    x|"),
    ("100%%", &[], "100%"),
    (
        "%*d|%-*d|%.*f",
        &[Int(5), Int(1), Int(5), Int(2), Int(1), Float(2.25)],
        "    1|2    |2.2",
    ),
    ("%*d|", &[Int(-5), Int(1)], "1    |"),
    (
        "%ld %hhd",
        &[Int(1), Int(2)],
        "ValueError: unsupported format character 'h' (0x68) at index 6",
    ),
    (
        "%d",
        &[],
        "TypeError: not enough arguments for format string",
    ),
    (
        "%d",
        &[Int(1), Int(2)],
        "TypeError: not all arguments converted during string formatting",
    ),
    (
        "%y",
        &[Int(1)],
        "ValueError: unsupported format character 'y' (0x79) at index 1",
    ),
    (
        "é%\u{1}",
        &[Int(1)],
        "ValueError: unsupported format character '?' (0x1) at index 2",
    ),
    (
        "%5%",
        &[Int(1)],
        "ValueError: unsupported format character '%' (0x25) at index 2",
    ),
    ("%", &[], "ValueError: incomplete format"),
    ("%l", &[], "ValueError: incomplete format"),
    (
        "%d",
        &[Str("x")],
        "TypeError: %d format: a real number is required, not str",
    ),
    (
        "%x",
        &[Float(1.5)],
        "TypeError: %x format: an integer is required, not float",
    ),
    ("%f", &[Str("x")], "TypeError: must be real number, not str"),
    ("%c", &[Float(1.5)], "TypeError: %c requires int or char"),
    (
        "%c",
        &[Int(1114112)],
        "OverflowError: %c arg not in range(0x110000)",
    ),
    ("%*d", &[Str("x"), Int(1)], "TypeError: * wants int"),
    ("%(a)s", &[Int(1)], "TypeError: format requires a mapping"),
    (
        "%99999999999999999999d",
        &[Int(1)],
        "ValueError: width too big",
    ),
    ("%.2147483648f", &[Int(1)], "ValueError: precision too big"),
    ("%.0f %.0f", &[Float(0.5), Float(1.5)], "0 2"),
    (
        "%d",
        &[Float(f64::NAN)],
        "ValueError: cannot convert float NaN to integer",
    ),
];

/// `format % tuple(arguments)`, as the interpreter does it.
fn percent_format(format: &str, arguments: &[Value]) -> Result<String, TextError> {
    let mut out = String::new();
    let mut left = arguments.iter();
    for piece in percent::Pieces::new(format, false) {
        let conversion = match piece? {
            percent::Piece::Literal(text) => {
                out += text;
                continue;
            }
            percent::Piece::Conversion(conversion) => conversion,
        };
        let mut star = |amount| match amount {
            Some(Amount::Star) => match left.next().ok_or_else(percent::not_enough_arguments)? {
                Int(value) => Ok(BigInt::from(*value)),
                _ => Err(percent::star_wants_int()),
            },
            _ => Ok(BigInt::ZERO),
        };
        let width = percent::star_width(&star(conversion.width)?)?;
        let precision = percent::star_precision(&star(conversion.precision)?)?;
        let argument = left.next().ok_or_else(percent::not_enough_arguments)?;
        let field = conversion.field(width, precision)?;
        out += &match (conversion.wants()?, argument) {
            (Wants::Str, value) => field.text(&value.str()),
            (Wants::Repr, value) => field.text(&value.repr()),
            (Wants::Ascii, value) => field.text(&repr::ascii_from_repr(&value.repr())),
            (Wants::Number, &Float(value)) => field.integer(&float::float_to_int(value)?)?,
            (Wants::Number | Wants::Integer, &Int(value)) => field.integer(&BigInt::from(value))?,
            (Wants::Float, &Float(value)) => field.float(value),
            (Wants::Character, &Int(value)) => field.character(int::to_char(&BigInt::from(value))?),
            (Wants::Character, &Str("é")) => field.character('é'),
            (Wants::Character, &Str("x")) => field.character('x'),
            (_, other) => return Err(conversion.wrong_argument(other.type_name())),
        };
    }
    if left.next().is_some() {
        return Err(percent::not_all_converted());
    }
    Ok(out)
}

#[test]
fn percent_formatting() {
    for (format, arguments, expected) in PERCENT {
        assert_eq!(
            shown(percent_format(format, arguments)),
            *expected,
            "{format:?} % {arguments:?}"
        );
    }
}

#[test]
fn keys_of_percent_formats_nest() {
    let mut pieces = percent::Pieces::new("%(a(b)c)-5d", true);
    let Some(Ok(percent::Piece::Conversion(conversion))) = pieces.next() else {
        panic!("one conversion");
    };
    assert_eq!(conversion.key, Some("a(b)c"));
    assert_eq!(conversion.width, Some(Amount::Given(5)));
    assert!(conversion.flags.left);
    let unfinished = percent::Pieces::new("%(a", true).next();
    assert_eq!(
        unfinished,
        Some(Err(TextError::value("incomplete format key")))
    );
}

#[test]
fn a_width_that_no_memory_holds_is_an_error() {
    assert_eq!(
        shown(percent_format("%999999999999d", &[Int(1)])),
        "MemoryError: "
    );
}
