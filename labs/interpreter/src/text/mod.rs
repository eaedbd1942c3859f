//! Text: how Python reads and writes numbers and strings.
//!
//! Every function here is pure. It takes Rust values and gives a Rust value or a [`TextError`]; no heap, no objects. So
//! each can be compared with CPython directly, and what `print` shows cannot depend on the state of the heap. The results
//! and the error messages are those of CPython 3.12.
//!
//! | module | what it does | CPython's file |
//! |---|---|---|
//! | [`float`] | `repr(x)`, `float(text)`, `round(x, n)` | `Python/pystrtod.c`, `Objects/floatobject.c` |
//! | [`int`] | `int(text, base)`, `str(n)`, `hex(n)` | `Objects/longobject.c` |
//! | [`repr`] | `repr` and `ascii` of str and bytes | `Objects/unicodeobject.c`, `Objects/bytesobject.c` |
//! | [`spec`], [`render`] | the format specification of `format(x, ">8.2f")` | `Python/formatter_unicode.c` |
//! | [`percent`] | `"%5d" % x` | `Objects/unicodeobject.c` |
//! | [`mod@format`] | `"{0.name!r:>8}".format(x)` | `Objects/stringlib/unicode_format.h` |
//! | [`unicode`], [`case`] | what a character is, upper and lower case, lines | `Objects/unicodectype.c` |

pub mod case;
mod digits;
mod error;
pub mod float;
pub mod format;
pub mod int;
pub mod percent;
pub mod render;
pub mod repr;
pub mod spec;
pub mod unicode;

pub use error::{ErrorKind, TextError};

#[cfg(test)]
mod tests;
