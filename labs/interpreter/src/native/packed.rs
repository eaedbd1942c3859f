//! The tuples and dicts that a call makes of its arguments.
//!
//! Most calls pass their arguments where they stand, on the caller's stack. `tp_call`, slots such as
//! `__init__`, and functions declared with `METH_VARARGS` want a tuple, and a dict of the keywords
//! (`_PyObject_MakeTpCall` of `Objects/call.c`). Nothing reads these here, but programs can see them: an
//! argument has one holder more while the call runs, and afterwards the tuple's block is kept for the next
//! tuple of that length.

use super::Args;
use runtime::object::{dict, tuple};
use runtime::{Obj, StaticType, heap};

/// The arguments of one call as objects.
pub(crate) struct Packed {
    positional: Obj,
    _keywords: Option<Obj>,
}

impl Packed {
    /// A tuple of the positional arguments, and a dict of the keywords if there are any.
    pub fn new(args: Args<'_>) -> Packed {
        let keywords = (!args.names().is_empty()).then(|| {
            let keywords = dict::new();
            for (name, value) in args.keywords() {
                dict::set_str(&keywords, name, value.clone());
            }
            keywords
        });
        Packed {
            positional: tuple::new(args.pos().to_vec()),
            _keywords: keywords,
        }
    }

    /// The tuple.
    pub fn positional(&self) -> &Obj {
        &self.positional
    }
}

/// Packed arguments that a Python function is called with: if there are keywords, every argument is held once more, and
/// the names by a tuple (`_PyStack_UnpackDict`).
pub(crate) struct Unpacked {
    _values: Vec<Obj>,
    _names: Obj,
}

impl Unpacked {
    /// What a call of `callable` with `first` before the packed arguments makes.
    pub fn new(callable: &Obj, first: &Obj, args: Args<'_>) -> Option<Unpacked> {
        if args.names().is_empty() || !StaticType::Function.is_exact(callable) {
            return None;
        }
        Some(Unpacked {
            _values: std::iter::once(first)
                .chain(args.values())
                .cloned()
                .collect(),
            _names: tuple::new(args.names().to_vec()),
        })
    }
}

/// A method or function that CPython declares with `METH_VARARGS`.
struct TakesTuple {
    /// Its type; `None` for functions of modules.
    class: Option<StaticType>,
    names: &'static [&'static str],
    /// The second number of the last version that declares it so.
    last: u32,
}

const SEARCHES: &[&str] = &[
    "count",
    "find",
    "index",
    "rfind",
    "rindex",
    "startswith",
    "endswith",
];

const TAKE_TUPLES: [TakesTuple; 10] = [
    takes_tuple_until(None, &["max", "min"], 12),
    takes_tuple_until(None, &["dir", "vars"], 14),
    takes_tuple_until(None, &["proxy"], 10),
    takes_tuple_until(Some(StaticType::Str), SEARCHES, 12),
    takes_tuple_until(Some(StaticType::Bytes), SEARCHES, 12),
    takes_tuple_until(Some(StaticType::ByteArray), SEARCHES, 12),
    takes_tuple_until(Some(StaticType::Str), &["format"], 14),
    takes_tuple_until(Some(StaticType::Dict), &["update"], 14),
    takes_tuple_until(
        Some(StaticType::Set),
        &[
            "union",
            "update",
            "intersection",
            "intersection_update",
            "difference",
            "difference_update",
        ],
        14,
    ),
    takes_tuple_until(
        Some(StaticType::FrozenSet),
        &["union", "intersection", "difference"],
        14,
    ),
];

const fn takes_tuple_until(
    class: Option<StaticType>,
    names: &'static [&'static str],
    last: u32,
) -> TakesTuple {
    TakesTuple { class, names, last }
}

/// Whether a call of this method, or function of a module, makes a tuple of its arguments.
pub(super) fn takes_tuple(class: Option<StaticType>, name: &str) -> bool {
    let minor = heap().profile().version.minor();
    TAKE_TUPLES
        .iter()
        .any(|it| it.class == class && it.names.contains(&name) && minor <= it.last)
}
