//! Arguments of the methods of `str`, `bytes` and `bytearray`: what is asked of them, and CPython's words
//! when it is not given.

use crate::error::{PyResult, Raised};
use crate::native::Args;
use crate::text::{ErrorKind, TextError};
use crate::types::arguments::ssize;
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::object::str;
use runtime::{Obj, StaticType, statics};
use std::ops::Range;

/// The exception that a text function asks for.
pub(in crate::types) fn raise_text(vm: &Vm, error: TextError) -> Raised {
    let class = match error.kind {
        ErrorKind::Index => StaticType::IndexError,
        ErrorKind::Memory => return vm.memory_error(),
        ErrorKind::Overflow => StaticType::OverflowError,
        ErrorKind::Type => StaticType::TypeError,
        ErrorKind::Value => StaticType::ValueError,
    };
    vm.raise(class, error.message)
}

/// The `TypeError` for an argument of a wrong type (`_PyArg_BadArgument`). `which` is `argument 1`,
/// `argument 'encoding'` or `argument`.
pub(crate) fn bad_argument(
    vm: &Vm,
    function: &str,
    which: &str,
    expected: &str,
    given: &Obj,
) -> Raised {
    vm.type_error(format!(
        "{function}() {which} must be {expected}, not {}",
        shown_type(vm, given)
    ))
}

fn shown_type(vm: &Vm, given: &Obj) -> String {
    if statics::is_none(given) {
        "None".to_owned()
    } else {
        vm.type_name(given)
    }
}

/// The text of an argument that must be a `str`.
///
/// # Errors
/// `TypeError` that names the function and the argument.
pub(in crate::types) fn text(
    vm: &Vm,
    function: &str,
    which: &str,
    given: &Obj,
) -> PyResult<String> {
    if StaticType::Str.is_instance(given) {
        return Ok(str::to_string(given));
    }
    Err(bad_argument(vm, function, which, "str", given))
}

/// The text of an operand that must be a `str`, in the words of `ensure_unicode`.
///
/// # Errors
/// `TypeError`.
pub(in crate::types) fn operand_text(vm: &Vm, given: &Obj) -> PyResult<String> {
    if StaticType::Str.is_instance(given) {
        return Ok(str::to_string(given));
    }
    Err(vm.type_error(format!("must be str, not {}", vm.type_name(given))))
}

/// [`ssize`] where the argument may be missing.
///
/// # Errors
/// As there.
pub(in crate::types) fn ssize_or(vm: &Vm, given: Option<&Obj>, default: i64) -> PyResult<i64> {
    given.map_or(Ok(default), |given| ssize(vm, given))
}

/// An argument that C takes as `int`.
///
/// # Errors
/// `TypeError` if it is no integer; `OverflowError` if it is out of range.
pub(in crate::types) fn c_int(vm: &Vm, given: &Obj) -> PyResult<i32> {
    vm.index(given)?
        .to_i32()
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C int"))
}

/// `None` for an argument that is missing or `None`.
pub(in crate::types) fn given(argument: Option<&Obj>) -> Option<&Obj> {
    argument.filter(|argument| !statics::is_none(argument))
}

/// An index into a string of bytes or characters: an integer that fits a machine word.
///
/// # Errors
/// `IndexError` if it does not fit.
pub(in crate::types) fn item_index(vm: &Vm, key: &Obj) -> PyResult<i64> {
    let value = vm.index(key)?;
    value.to_i64().ok_or_else(|| {
        let class = vm.type_name(key);
        vm.index_error(format!("cannot fit '{class}' into an index-sized integer"))
    })
}

/// How often a sequence is repeated by `*`; less than 0 counts as 0.
///
/// # Errors
/// `TypeError` if the operand is no integer; `OverflowError` if it is out of range.
pub(in crate::types) fn repeat_count(vm: &Vm, operand: &Obj) -> PyResult<u64> {
    if !StaticType::Int.is_instance(operand) && vm.special(operand, &vm.names.index).is_none() {
        let class = vm.type_name(operand);
        return Err(vm.type_error(format!(
            "can't multiply sequence by non-int of type '{class}'"
        )));
    }
    Ok(u64::try_from(vm.index_i64(operand)?).unwrap_or(0))
}

/// The part of a string that `find` and its kin look at: the optional arguments `start` and `end`.
#[derive(Clone, Copy)]
pub(in crate::types) struct Window {
    start: i64,
    end: i64,
}

impl Window {
    /// Reads `start` and `end` from the arguments after the first.
    ///
    /// # Errors
    /// `TypeError` if they are no integers.
    pub(in crate::types) fn read(vm: &Vm, arguments: &[Obj]) -> PyResult<Window> {
        Ok(Window {
            start: slice_bound(vm, arguments.first())?.unwrap_or(0),
            end: slice_bound(vm, arguments.get(1))?.unwrap_or(i64::MAX),
        })
    }

    /// The range in a string of this length; `None` if it starts beyond its end (`ADJUST_INDICES`).
    pub(in crate::types) fn range(self, len: usize) -> Option<Range<usize>> {
        let len = i64::try_from(len).unwrap_or(i64::MAX);
        let from_end = |bound: i64| {
            if bound < 0 {
                bound.saturating_add(len).max(0)
            } else {
                bound
            }
        };
        let (start, end) = (from_end(self.start), from_end(self.end).min(len));
        (start <= end).then_some(start as usize..end as usize)
    }
}

/// A bound of a slice (`_PyEval_SliceIndex`).
fn slice_bound(vm: &Vm, given: Option<&Obj>) -> PyResult<Option<i64>> {
    let Some(bound) = self::given(given) else {
        return Ok(None);
    };
    if !StaticType::Int.is_instance(bound) && vm.special(bound, &vm.names.index).is_none() {
        return Err(
            vm.type_error("slice indices must be integers or None or have an __index__ method")
        );
    }
    vm.index_clamped(bound).map(Some)
}

/// The arguments of `find` and its kin, `self` left out: one to three, counted in the words of
/// `PyArg_ParseTuple`.
///
/// # Errors
/// `TypeError` for another number of arguments.
pub(in crate::types) fn find_arguments<'a>(
    vm: &Vm,
    name: &str,
    class: &str,
    args: Args<'a>,
) -> PyResult<&'a [Obj]> {
    args.rest().no_keywords(vm, &format!("{class}.{name}"))?;
    let arguments = args.rest().values();
    let given = arguments.len();
    match given {
        0 => Err(vm.type_error(format!("{name}() takes at least 1 argument (0 given)"))),
        1..=3 => Ok(arguments),
        _ => Err(vm.type_error(format!(
            "{name}() takes at most 3 arguments ({given} given)"
        ))),
    }
}

/// Asks for room for a string of so many characters of at most `width` bytes.
///
/// # Errors
/// `MemoryError` if there is none.
pub(in crate::types) fn need_text(vm: &Vm, characters: u64, width: u64) -> PyResult<()> {
    vm.need_room(characters.saturating_mul(width))
}
