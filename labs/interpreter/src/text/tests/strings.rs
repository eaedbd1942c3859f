//! `repr`, case, predicates and lines of str.

use super::super::{case, repr, unicode};

/// A text, its `repr` and its `ascii`.
const REPR_STR: &[(&str, &str, &str)] = &[
    ("", "''", "''"),
    ("abc", "'abc'", "'abc'"),
    ("it's", "\"it's\"", "\"it's\""),
    ("say \"hi\"", "'say \"hi\"'", "'say \"hi\"'"),
    ("it's \"both\"", "'it\\'s \"both\"'", "'it\\'s \"both\"'"),
    (
        "a\\b\n\t\r\u{0}\u{7F}",
        "'a\\\\b\\n\\t\\r\\x00\\x7f'",
        "'a\\\\b\\n\\t\\r\\x00\\x7f'",
    ),
    (
        "\u{85}\u{A0}\u{AD}",
        "'\\x85\\xa0\\xad'",
        "'\\x85\\xa0\\xad'",
    ),
    ("é€😀", "'é€😀'", "'\\xe9\\u20ac\\U0001f600'"),
    (
        "\u{2028}\u{FEFF}\u{E000}\u{E0001}\u{378}",
        "'\\u2028\\ufeff\\ue000\\U000e0001\\u0378'",
        "'\\u2028\\ufeff\\ue000\\U000e0001\\u0378'",
    ),
    ("\u{1C800}", "'\\U0001c800'", "'\\U0001c800'"),
    ("ʕ", "'ʕ'", "'\\u0295'"),
];

const REPR_BYTES: &[(&[u8], &str)] = &[
    (b"", "b''"),
    (b"abc", "b'abc'"),
    (b"it's", "b\"it's\""),
    (b"it's \"both\"", "b'it\\'s \"both\"'"),
    (
        b"\\\x0a\x09\x0d\x00\x7f\x80\xff",
        "b'\\\\\\n\\t\\r\\x00\\x7f\\x80\\xff'",
    ),
];

/// A text in upper, lower, title case, capitalized, swapped, folded.
const CASES: &[(&str, [&str; 6])] = &[
    ("", ["", "", "", "", "", ""]),
    (
        "hello wORLD",
        [
            "HELLO WORLD",
            "hello world",
            "Hello World",
            "Hello world",
            "HELLO World",
            "hello world",
        ],
    ),
    (
        "they're bill's",
        [
            "THEY'RE BILL'S",
            "they're bill's",
            "They'Re Bill'S",
            "They're bill's",
            "THEY'RE BILL'S",
            "they're bill's",
        ],
    ),
    (
        "ΑΣ ΑΣΑ ΟΔΥΣΣΕΥΣ",
        [
            "ΑΣ ΑΣΑ ΟΔΥΣΣΕΥΣ",
            "ας ασα οδυσσευς",
            "Ας Ασα Οδυσσευς",
            "Ας ασα οδυσσευς",
            "ας ασα οδυσσευς",
            "ασ ασα οδυσσευσ",
        ],
    ),
    (
        "straße",
        [
            "STRASSE", "straße", "Straße", "Straße", "STRASSE", "strasse",
        ],
    ),
    (
        "ǆ Ǆ ǅ",
        ["Ǆ Ǆ Ǆ", "ǆ ǆ ǆ", "ǅ ǅ ǅ", "ǅ ǆ ǆ", "Ǆ ǆ ǅ", "ǆ ǆ ǆ"],
    ),
    ("ﬁn", ["FIN", "ﬁn", "Fin", "Fin", "FIN", "fin"]),
    (
        "İı",
        ["İI", "i\u{307}ı", "İı", "İı", "i\u{307}I", "i\u{307}ı"],
    ),
    ("ŉ", ["ʼN", "ŉ", "ʼN", "ʼN", "ʼN", "ʼn"]),
    (
        "ᾳ ᾼ ᾴ ᾀ",
        [
            "ΑΙ ΑΙ ΆΙ ἈΙ",
            "ᾳ ᾳ ᾴ ᾀ",
            "ᾼ ᾼ Ά\u{345} ᾈ",
            "ᾼ ᾳ ᾴ ᾀ",
            "ΑΙ ᾼ ΆΙ ἈΙ",
            "αι αι άι ἀι",
        ],
    ),
    (
        "აბ Აბ",
        ["ᲐᲑ ᲐᲑ", "აბ აბ", "აბ Აბ", "აბ აბ", "ᲐᲑ აᲑ", "აბ აბ"],
    ),
    ("ꭰᎠ", ["ᎠᎠ", "ꭰꭰ", "Ꭰꭰ", "Ꭰꭰ", "Ꭰꭰ", "ᎠᎠ"]),
    ("ẞ", ["ẞ", "ß", "ẞ", "ẞ", "ß", "ss"]),
    ("1a", ["1A", "1a", "1A", "1a", "1A", "1a"]),
    ("ʕA", ["ʕA", "ʕa", "ʕa", "ʕa", "ʕa", "ʕa"]),
];

/// A text and whether it is upper, lower, title case.
const IS_CASE: &[(&str, [bool; 3])] = &[
    ("", [false, false, false]),
    ("hello wORLD", [false, false, false]),
    ("they're bill's", [false, true, false]),
    ("ΑΣ ΑΣΑ ΟΔΥΣΣΕΥΣ", [true, false, false]),
    ("straße", [false, true, false]),
    ("ǆ Ǆ ǅ", [false, false, false]),
    ("ﬁn", [false, true, false]),
    ("İı", [false, false, true]),
    ("ŉ", [false, true, false]),
    ("ᾳ ᾼ ᾴ ᾀ", [false, false, false]),
    ("აბ Აბ", [false, false, false]),
    ("ꭰᎠ", [false, false, false]),
    ("ẞ", [true, false, true]),
    ("1a", [false, true, false]),
    ("ʕA", [false, false, false]),
    ("A B", [true, false, true]),
    ("a b", [false, true, false]),
    ("A b", [false, false, false]),
    ("Aa Bb", [false, false, true]),
    ("AB", [true, false, false]),
];

/// A text and whether it is alpha, decimal, digit, numeric, alnum, space, printable, identifier.
const PREDICATES: &[(&str, [bool; 8])] = &[
    ("", [false, false, false, false, false, false, true, false]),
    ("a", [true, false, false, false, true, false, true, true]),
    ("é1", [false, false, false, false, true, false, true, true]),
    ("٣", [false, true, true, true, true, false, true, false]),
    ("²", [false, false, true, true, true, false, true, false]),
    ("½", [false, false, false, true, true, false, true, false]),
    ("五", [true, false, false, true, true, false, true, true]),
    (
        "a b",
        [false, false, false, false, false, false, true, false],
    ),
    (
        " \u{1C}\u{2003}",
        [false, false, false, false, false, true, false, false],
    ),
    (
        "\u{200B}",
        [false, false, false, false, false, false, false, false],
    ),
    (
        "_x1",
        [false, false, false, false, false, false, true, true],
    ),
    ("1x", [false, false, false, false, true, false, true, false]),
    ("ªº", [true, false, false, false, true, false, true, true]),
    ("℘", [false, false, false, false, false, false, true, true]),
    (
        "a\u{200C}",
        [false, false, false, false, false, false, false, false],
    ),
    ("x·", [false, false, false, false, false, false, true, true]),
    (
        "\u{D7FF}",
        [false, false, false, false, false, false, false, false],
    ),
];

/// A text, its lines, and its lines with their ends.
const LINES: &[(&str, &[&str], &[&str])] = &[
    ("", &[], &[]),
    ("a", &["a"], &["a"]),
    ("a\n", &["a"], &["a\n"]),
    (
        "a\r\nb\rc\n\n",
        &["a", "b", "c", ""],
        &["a\r\n", "b\r", "c\n", "\n"],
    ),
    (
        "\u{B}\u{C}\u{1C}\u{1D}\u{1E}\u{85}\u{2028}\u{2029}x",
        &["", "", "", "", "", "", "", "", "x"],
        &[
            "\u{B}", "\u{C}", "\u{1C}", "\u{1D}", "\u{1E}", "\u{85}", "\u{2028}", "\u{2029}", "x",
        ],
    ),
    ("\u{1F}", &["\u{1F}"], &["\u{1F}"]),
];

#[test]
fn repr_of_str_and_bytes() {
    for &(text, expected, ascii) in REPR_STR {
        assert_eq!(repr::repr_str(text), expected);
        assert_eq!(repr::ascii_str(text), ascii);
        assert_eq!(repr::ascii_from_repr(expected), ascii);
    }
    for &(bytes, expected) in REPR_BYTES {
        assert_eq!(repr::repr_bytes(bytes), expected);
    }
}

#[test]
fn case_mappings() {
    for &(text, expected) in CASES {
        let mapped = [
            case::upper,
            case::lower,
            case::title,
            case::capitalize,
            case::swapcase,
            case::casefold,
        ]
        .map(|map| map(text));
        assert_eq!(mapped, expected, "{text:?}");
    }
    for &(text, expected) in IS_CASE {
        let is = [
            case::is_upper(text),
            case::is_lower(text),
            case::is_title(text),
        ];
        assert_eq!(is, expected, "{text:?}");
    }
}

#[test]
fn predicates() {
    for &(text, expected) in PREDICATES {
        let is = [
            unicode::all_chars(text, unicode::is_alpha),
            unicode::all_chars(text, unicode::is_decimal),
            unicode::all_chars(text, unicode::is_digit),
            unicode::all_chars(text, unicode::is_numeric),
            unicode::all_chars(text, unicode::is_alnum),
            unicode::all_chars(text, unicode::is_space),
            text.chars().all(unicode::is_printable),
            unicode::is_identifier(text),
        ];
        assert_eq!(is, expected, "{text:?}");
    }
}

#[test]
fn lines() {
    for &(text, without_ends, with_ends) in LINES {
        assert_eq!(unicode::split_lines(text, false), without_ends, "{text:?}");
        assert_eq!(unicode::split_lines(text, true), with_ends, "{text:?}");
    }
}
