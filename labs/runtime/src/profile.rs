//! What differs between CPython versions, as data.
//!
//! Every constant stands beside the CPython file that it comes from. Code asks the profile; it never
//! compares versions.

use std::fmt;
use std::str::FromStr;

/// A CPython version that the labs can act as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub enum Version {
    /// CPython 3.10
    V3_10,
    /// CPython 3.11
    V3_11,
    /// CPython 3.12, the model
    #[default]
    V3_12,
    /// CPython 3.13
    V3_13,
    /// CPython 3.14
    V3_14,
}

impl Version {
    /// Every version, oldest first.
    pub const ALL: [Version; 5] = [
        Version::V3_10,
        Version::V3_11,
        Version::V3_12,
        Version::V3_13,
        Version::V3_14,
    ];

    /// The second number: 12 for 3.12.
    pub fn minor(self) -> u32 {
        10 + self as u32
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "3.{}", self.minor())
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Version, String> {
        Version::ALL
            .into_iter()
            .find(|version| version.to_string() == text)
            .ok_or_else(|| {
                format!("no profile for Python {text}: choose 3.10, 3.11, 3.12, 3.13 or 3.14")
            })
    }
}

/// How a version marks objects that never die.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Immortality {
    /// Every count is an ordinary count (3.10: `Include/object.h`).
    None,
    /// Small integers, one-letter strings and empty constants start at 999999999 and count from there
    /// (3.11: `_PyObject_IMMORTAL_REFCNT` in `Include/internal/pycore_object.h`).
    HighStart,
    /// The low half of the count holds this mark and never changes (3.12: `_Py_IMMORTAL_REFCNT` in
    /// `Include/object.h`).
    Mark(u32),
}

/// The constants and policies of one version.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Which version this is.
    pub version: Version,
    /// How immortal objects are marked.
    pub immortality: Immortality,
    /// Whether interned strings are immortal (3.12: `Objects/unicodeobject.c`,
    /// `PyUnicode_InternInPlace`).
    pub interned_strings_are_immortal: bool,
    /// Bytes of the header of an ASCII string (`PyASCIIObject`).
    pub ascii_header: u64,
    /// Bytes of the header of any other string (`PyCompactUnicodeObject`).
    pub compact_header: u64,
    /// Whether an int keeps sign and digit count in one tag (3.12: `lv_tag`); before, it is a signed
    /// count and 0 has no digit.
    pub int_has_tag: bool,
    /// Whether `sys.getsizeof(0)` counts a digit (3.11: `int___sizeof___impl`).
    pub zero_has_a_digit: bool,
    /// References that the caller keeps to the arguments of a running Python call: to 3.10 its
    /// stack holds them beside the callee's slots (`_PyFunction_Vectorcall`).
    pub caller_keeps_arguments: bool,
    /// Whether reading a local hands out an uncounted reference (3.14: `LOAD_FAST_BORROW`).
    pub local_reads_are_borrowed: bool,
    /// Whether a frame that ends gives its slots back from the last to the first (3.14:
    /// `_PyFrame_ClearLocals`); before, from the first to the last.
    pub last_slot_dies_first: bool,
}

impl Profile {
    /// The profile of a version.
    pub fn of(version: Version) -> Profile {
        let minor = version.minor();
        Profile {
            version,
            immortality: match minor {
                ..=10 => Immortality::None,
                11 => Immortality::HighStart,
                12 | 13 => Immortality::Mark(0xffff_ffff),
                _ => Immortality::Mark(3 << 30),
            },
            interned_strings_are_immortal: minor == 12,
            ascii_header: if minor <= 11 { 48 } else { 40 },
            compact_header: if minor <= 11 { 72 } else { 56 },
            int_has_tag: minor >= 12,
            zero_has_a_digit: minor >= 11,
            caller_keeps_arguments: minor <= 10,
            local_reads_are_borrowed: minor >= 14,
            last_slot_dies_first: minor >= 14,
        }
    }
}
