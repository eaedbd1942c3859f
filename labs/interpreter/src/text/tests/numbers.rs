//! Floats and ints as text, and back.

use num_bigint::BigInt;

use super::super::{float, int};
use super::shown;

const REPR_FLOAT: &[(f64, &str)] = &[
    (0.0, "0.0"),
    (-0.0, "-0.0"),
    (1.0, "1.0"),
    (0.1, "0.1"),
    (1000000000000000.0, "1000000000000000.0"),
    (1e+16, "1e+16"),
    (9999999999999998.0, "9999999999999998.0"),
    (1.2345678901234568e+17, "1.2345678901234568e+17"),
    (0.0001, "0.0001"),
    (1e-05, "1e-05"),
    (-0.00012345, "-0.00012345"),
    (1e+22, "1e+22"),
    (1e+23, "1e+23"),
    (5e-324, "5e-324"),
    (1.7976931348623157e+308, "1.7976931348623157e+308"),
    (f64::INFINITY, "inf"),
    (f64::NEG_INFINITY, "-inf"),
    (f64::NAN, "nan"),
    (0.30000000000000004, "0.30000000000000004"),
    (-70717950412214.62, "-70717950412214.62"),
    (5.684341886080802e-14, "5.684341886080802e-14"),
    (100.0, "100.0"),
];

const REPR_COMPLEX: &[(f64, f64, &str)] = &[
    (0.0, 1.0, "1j"),
    (-0.0, 1.0, "(-0+1j)"),
    (1.0, -0.0, "(1-0j)"),
    (1.5, -2.0, "(1.5-2j)"),
    (f64::NAN, f64::INFINITY, "(nan+infj)"),
    (1e+16, 1e-05, "(1e+16+1e-05j)"),
];

/// The float that the text is, shown by `repr`, or the error.
const PARSE_FLOAT: &[(&str, &str)] = &[
    ("1", "1.0"),
    ("1.", "1.0"),
    ("  .5\t", "0.5"),
    (".", "ValueError: could not convert string to float: '.'"),
    ("1e5", "100000.0"),
    ("1e", "ValueError: could not convert string to float: '1e'"),
    ("e5", "ValueError: could not convert string to float: 'e5'"),
    ("1_0", "10.0"),
    (
        "1__0",
        "ValueError: could not convert string to float: '1__0'",
    ),
    ("_1", "ValueError: could not convert string to float: '_1'"),
    ("1_", "ValueError: could not convert string to float: '1_'"),
    (
        "1_.5",
        "ValueError: could not convert string to float: '1_.5'",
    ),
    ("1e1_0", "10000000000.0"),
    ("inf", "inf"),
    ("-Infinity", "-inf"),
    ("+nan", "nan"),
    (
        "infin",
        "ValueError: could not convert string to float: 'infin'",
    ),
    (
        "0x1p3",
        "ValueError: could not convert string to float: '0x1p3'",
    ),
    (
        "1 2",
        "ValueError: could not convert string to float: '1 2'",
    ),
    ("", "ValueError: could not convert string to float: ''"),
    ("+", "ValueError: could not convert string to float: '+'"),
    (
        "--1",
        "ValueError: could not convert string to float: '--1'",
    ),
    ("1e400", "inf"),
    ("-1e-400", "-0.0"),
    ("٣.٥", "3.5"),
    ("\u{2003}7", "7.0"),
    (
        "7\u{1C}",
        "ValueError: could not convert string to float: '7\\x1c'",
    ),
    (
        "1.0f",
        "ValueError: could not convert string to float: '1.0f'",
    ),
];

/// A float, the digits to keep, and the `repr` of what is left.
const ROUND: &[(f64, i64, &str)] = &[
    (2.5, 0, "2.0"),
    (3.5, 0, "4.0"),
    (-2.5, 0, "-2.0"),
    (2.675, 2, "2.67"),
    (1.005, 2, "1.0"),
    (0.25, 1, "0.2"),
    (0.35, 1, "0.3"),
    (1250.0, -2, "1200.0"),
    (1350.0, -2, "1400.0"),
    (50.0, -2, "0.0"),
    (50.5, -2, "100.0"),
    (1e+23, -23, "1e+23"),
    (5e+23, -24, "0.0"),
    (5e+22, -23, "0.0"),
    (1.5, 400, "1.5"),
    (1.5, -400, "0.0"),
    (-0.4, 0, "-0.0"),
    (-4.0, -1, "-0.0"),
    (
        1.7976931348623157e+308,
        -308,
        "OverflowError: rounded value too large to represent",
    ),
    (-0.0, 3, "-0.0"),
    (1234567.891, -3, "1235000.0"),
];

/// A float, `round(x)` and `int(x)`.
const TO_INT: &[(f64, &str, &str)] = &[
    (0.5, "0", "0"),
    (1.5, "2", "1"),
    (-2.5, "-2", "-2"),
    (-2.7, "-3", "-2"),
    (1e+23, "99999999999999991611392", "99999999999999991611392"),
    (
        f64::NAN,
        "ValueError: cannot convert float NaN to integer",
        "ValueError: cannot convert float NaN to integer",
    ),
    (
        f64::NEG_INFINITY,
        "OverflowError: cannot convert float infinity to integer",
        "OverflowError: cannot convert float infinity to integer",
    ),
];

const PARSE_INT: &[(&str, u32, &str)] = &[
    ("0", 10, "0"),
    ("-0", 0, "0"),
    ("000", 0, "0"),
    (
        "010",
        0,
        "ValueError: invalid literal for int() with base 0: '010'",
    ),
    ("010", 10, "10"),
    ("0_0", 0, "0"),
    (
        "0x",
        16,
        "ValueError: invalid literal for int() with base 16: '0x'",
    ),
    ("0x1F", 0, "31"),
    ("0X_ff", 16, "255"),
    (
        "0x_",
        0,
        "ValueError: invalid literal for int() with base 0: '0x_'",
    ),
    (
        "0b12",
        0,
        "ValueError: invalid literal for int() with base 0: '0b12'",
    ),
    ("0o17", 8, "15"),
    ("1_000", 10, "1000"),
    (
        "_1",
        10,
        "ValueError: invalid literal for int() with base 10: '_1'",
    ),
    (
        "1_",
        10,
        "ValueError: invalid literal for int() with base 10: '1_'",
    ),
    (
        "1__0",
        10,
        "ValueError: invalid literal for int() with base 10: '1__0'",
    ),
    (" 12\n", 10, "12"),
    ("٣٥", 10, "35"),
    (
        "5\u{1C}",
        10,
        "ValueError: invalid literal for int() with base 10: '5\\x1c'",
    ),
    (
        "- 5",
        10,
        "ValueError: invalid literal for int() with base 10: '- 5'",
    ),
    (
        "",
        10,
        "ValueError: invalid literal for int() with base 10: ''",
    ),
    ("z", 36, "35"),
    ("0b1", 16, "177"),
    (
        "1.5",
        10,
        "ValueError: invalid literal for int() with base 10: '1.5'",
    ),
    (
        "é'",
        10,
        "ValueError: invalid literal for int() with base 10: \"é'\"",
    ),
    (
        "7",
        1,
        "ValueError: int() base must be >= 2 and <= 36, or 0",
    ),
    (
        "7",
        37,
        "ValueError: int() base must be >= 2 and <= 36, or 0",
    ),
    (
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        10,
        "ValueError: invalid literal for int() with base 10: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
    ),
];

/// An int and its `bin`, `oct` and `hex`.
const PREFIXED: &[(i128, &str, &str, &str)] = &[
    (0, "0b0", "0o0", "0x0"),
    (-1, "-0b1", "-0o1", "-0x1"),
    (255, "0b11111111", "0o377", "0xff"),
    (
        100000000000000000000,
        "0b1010110101111000111010111100010110101100011000100000000000000000000",
        "0o12657072742654304000000",
        "0x56bc75e2d63100000",
    ),
    (
        -100000000000000000000,
        "-0b1010110101111000111010111100010110101100011000100000000000000000000",
        "-0o12657072742654304000000",
        "-0x56bc75e2d63100000",
    ),
    (
        18446744073709551616,
        "0b10000000000000000000000000000000000000000000000000000000000000000",
        "0o2000000000000000000000",
        "0x10000000000000000",
    ),
];

#[test]
fn repr_of_floats() {
    for &(value, expected) in REPR_FLOAT {
        assert_eq!(float::repr_float(value), expected);
    }
    for &(real, imag, expected) in REPR_COMPLEX {
        assert_eq!(float::repr_complex(real, imag), expected);
    }
}

#[test]
fn floats_from_text() {
    for &(text, expected) in PARSE_FLOAT {
        let parsed = float::parse_float(text).ok_or_else(|| float::not_a_float(text));
        assert_eq!(shown(parsed.map(float::repr_float)), expected, "{text:?}");
    }
}

#[test]
fn rounding() {
    for &(value, digits, expected) in ROUND {
        let rounded = float::round_float(value, digits);
        assert_eq!(
            shown(rounded.map(float::repr_float)),
            expected,
            "round({value}, {digits})"
        );
    }
    for &(value, rounded, cut) in TO_INT {
        assert_eq!(
            shown(float::round_to_int(value).map(|int| int.to_string())),
            rounded
        );
        assert_eq!(
            shown(float::float_to_int(value).map(|int| int.to_string())),
            cut
        );
    }
}

#[test]
fn ints_from_text() {
    for &(text, base, expected) in PARSE_INT {
        let parsed = int::parse_int(text, base);
        assert_eq!(
            shown(parsed.map(|int| int.to_string())),
            expected,
            "int({text:?}, {base})"
        );
    }
}

#[test]
fn ints_in_other_bases() {
    for &(value, bin, oct, hex) in PREFIXED {
        let value = BigInt::from(value);
        assert_eq!(int::to_prefixed(&value, 2), bin);
        assert_eq!(int::to_prefixed(&value, 8), oct);
        assert_eq!(int::to_prefixed(&value, 16), hex);
    }
}

#[test]
fn decimals_have_a_limit_and_powers_of_two_have_none() {
    let longest = "9".repeat(int::MAX_STR_DIGITS);
    let value = int::parse_int(&longest, 10).expect("4300 digits are within the limit");
    assert_eq!(shown(int::to_decimal(&value)), longest);
    assert_eq!(
        shown(int::to_decimal(&(value + 1u8))),
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion; \
         use sys.set_int_max_str_digits() to increase the limit"
    );
    assert_eq!(
        shown(int::parse_int(&format!("1{longest}"), 10).map(|int| int.to_string())),
        "ValueError: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; \
         use sys.set_int_max_str_digits() to increase the limit"
    );
    assert!(int::parse_int(&"f".repeat(5000), 16).is_ok());
}

#[test]
fn an_int_beyond_the_floats_is_an_error() {
    assert_eq!(
        int::to_float(&BigInt::from(2).pow(1023)),
        Ok(2.0_f64.powi(1023))
    );
    assert_eq!(
        shown(int::to_float(&BigInt::from(2).pow(1024)).map(float::repr_float)),
        "OverflowError: int too large to convert to float"
    );
}
