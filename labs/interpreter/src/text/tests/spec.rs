//! `format(value, spec)`.

use super::Value::{self, Float, Int, Str};
use super::shown;

const FORMAT: &[(Value, &str, &str)] = &[
    (Str("héllo"), "", "héllo"),
    (Str("héllo"), ">8", "   héllo"),
    (Str("héllo"), "*^9", "**héllo**"),
    (Str("héllo"), ".2", "hé"),
    (Str("héllo"), "8.3s", "hél     "),
    (Str("héllo"), "05", "héllo"),
    (
        Str("héllo"),
        "d",
        "ValueError: Unknown format code 'd' for object of type 'str'",
    ),
    (
        Str("héllo"),
        ",",
        "ValueError: Cannot specify ',' with 's'.",
    ),
    (
        Str("héllo"),
        "_s",
        "ValueError: Cannot specify '_' with 's'.",
    ),
    (
        Str("héllo"),
        "+",
        "ValueError: Sign not allowed in string format specifier",
    ),
    (
        Str("héllo"),
        "  ",
        "ValueError: Unknown format code '\\x20' for object of type 'str'",
    ),
    (
        Str("héllo"),
        "z",
        "ValueError: Negative zero coercion (z) not allowed in string format specifier",
    ),
    (
        Str("héllo"),
        "#",
        "ValueError: Alternate form (#) not allowed in string format specifier",
    ),
    (
        Str("héllo"),
        "=8",
        "ValueError: '=' alignment not allowed in string format specifier",
    ),
    (
        Str("héllo"),
        "<5,",
        "ValueError: Cannot specify ',' with 's'.",
    ),
    (
        Str("héllo"),
        "zz9",
        "ValueError: Invalid format specifier 'zz9' for object of type 'str'",
    ),
    (
        Str("héllo"),
        ".",
        "ValueError: Format specifier missing precision",
    ),
    (
        Str("héllo"),
        "99999999999999999999",
        "ValueError: Too many decimal digits in format string",
    ),
    (
        Str("héllo"),
        "\u{7F}",
        "ValueError: Unknown format code '\u{7F}' for object of type 'str'",
    ),
    (Int(1234567), "", "1234567"),
    (Int(1234567), "d", "1234567"),
    (Int(1234567), ",", "1,234,567"),
    (Int(1234567), "_", "1_234_567"),
    (Int(1234567), ",d", "1,234,567"),
    (Int(1234567), "_x", "12_d687"),
    (Int(1234567), "#_X", "0X12_D687"),
    (Int(1234567), "#010b", "0b100101101011010000111"),
    (Int(1234567), "012,", "0,001,234,567"),
    (Int(1234567), "08,", "1,234,567"),
    (Int(1234567), "+d", "+1234567"),
    (Int(1234567), " d", " 1234567"),
    (Int(1234567), "x=12", "xxxxx1234567"),
    (Int(1234567), "é^13", "ééé1234567ééé"),
    (Int(1234567), "n", "1234567"),
    (Int(1234567), "010n", "0001234567"),
    (
        Int(1234567),
        ",n",
        "ValueError: Cannot specify ',' with 'n'.",
    ),
    (
        Int(1234567),
        ".2",
        "ValueError: Precision not allowed in integer format specifier",
    ),
    (Int(1234567), ".2f", "1234567.00"),
    (Int(1234567), ",.1f", "1,234,567.0"),
    (Int(1234567), "e", "1.234567e+06"),
    (Int(1234567), "%", "123456700.000000%"),
    (
        Int(1234567),
        "c",
        "OverflowError: %c arg not in range(0x110000)",
    ),
    (
        Int(1234567),
        "s",
        "ValueError: Unknown format code 's' for object of type 'int'",
    ),
    (
        Int(1234567),
        "zd",
        "ValueError: Negative zero coercion (z) not allowed in integer format specifier",
    ),
    (
        Int(1234567),
        "y",
        "ValueError: Unknown format code 'y' for object of type 'int'",
    ),
    (
        Int(1234567),
        "€",
        "ValueError: Unknown format code '\\x20ac' for object of type 'int'",
    ),
    (
        Int(1234567),
        ",c",
        "ValueError: Cannot specify ',' with 'c'.",
    ),
    (
        Int(1234567),
        ",,",
        "ValueError: Cannot specify ',' with ','.",
    ),
    (
        Int(1234567),
        ",_",
        "ValueError: Cannot specify both ',' and '_'.",
    ),
    (
        Int(1234567),
        "_,",
        "ValueError: Cannot specify both ',' and '_'.",
    ),
    (
        Int(1234567),
        "\u{0}",
        "ValueError: Unknown format code '\\x0' for object of type 'int'",
    ),
    (Int(1234567), "#o", "0o4553207"),
    (Int(1234567), "<12", "1234567     "),
    (Int(1234567), "=+12", "+    1234567"),
    (Int(65), "c", "A"),
    (Int(65), "05c", "0000A"),
    (
        Int(65),
        "+c",
        "ValueError: Sign not allowed with integer format specifier 'c'",
    ),
    (
        Int(65),
        "#c",
        "ValueError: Alternate form (#) not allowed with integer format specifier 'c'",
    ),
    (Int(-1), "c", "OverflowError: %c arg not in range(0x110000)"),
    (
        Int(1114112),
        "c",
        "OverflowError: %c arg not in range(0x110000)",
    ),
    (
        Int(1000000000000000000000000000000),
        "c",
        "OverflowError: Python int too large to convert to C long",
    ),
    (Int(-255), "#x", "-0xff"),
    (Int(-255), "#010x", "-0x00000ff"),
    (Int(-1234), "08,", "-001,234"),
    (Int(123456), "08,", "0,123,456"),
    (Int(0), "", "0"),
    (Float(1234.5), "", "1234.5"),
    (Float(1234.5), ".2f", "1234.50"),
    (Float(1234.5), ",.2f", "1,234.50"),
    (Float(1234.5), "010.1f", "00001234.5"),
    (Float(1234.5), "+.1e", "+1.2e+03"),
    (Float(1234.5), "g", "1234.5"),
    (Float(1234567.0), "g", "1.23457e+06"),
    (Float(1234567.0), ".0", "1e+06"),
    (Float(1234567.0), ".3", "1.23e+06"),
    (Float(1234567.0), "#.3g", "1.23e+06"),
    (Float(0.5), "%", "50.000000%"),
    (Float(0.125), ".1%", "12.5%"),
    (Float(2.5), ".0f", "2"),
    (Float(3.5), ".0f", "4"),
    (Float(2.0), "#.0f", "2."),
    (Float(2.0), ".0f", "2"),
    (Float(1e+16), "", "1e+16"),
    (Float(1e+16), "G", "1E+16"),
    (Float(100.0), ".1", "1e+02"),
    (Float(100.0), ".4", "100.0"),
    (Float(-0.0), "", "-0.0"),
    (Float(-0.001), ".1f", "-0.0"),
    (Float(-0.001), "z.1f", "0.0"),
    (Float(f64::NAN), "010", "0000000nan"),
    (Float(f64::INFINITY), "F", "INF"),
    (Float(f64::NEG_INFINITY), "+08.1f", "-0000inf"),
    (Float(1234.5), "x=12", "xxxxxx1234.5"),
    (Float(1234.5), "n", "1234.5"),
    (
        Float(1234.5),
        ",n",
        "ValueError: Cannot specify ',' with 'n'.",
    ),
    (
        Float(1234.5),
        "d",
        "ValueError: Unknown format code 'd' for object of type 'float'",
    ),
    (Float(1234.5), "020,.2f", "0,000,000,001,234.50"),
    (Float(1.5), ".2147483648f", "ValueError: precision too big"),
    (
        Float(1e+100),
        ",.0f",
        "10,000,000,000,000,000,159,028,911,097,599,180,468,360,808,563,945,281,389,781,327,557,747,838,772,170,381,060,813,469,985,856,815,104",
    ),
];

#[test]
fn format_specifications() {
    for (value, spec, expected) in FORMAT {
        assert_eq!(
            shown(value.format(spec)),
            *expected,
            "format({value:?}, {spec:?})"
        );
    }
}

#[test]
fn a_width_that_no_memory_holds_is_an_error() {
    assert_eq!(shown(Int(1).format("999999999999")), "MemoryError: ");
    assert_eq!(shown(Float(1.0).format(".999999999f")), "MemoryError: ");
}
