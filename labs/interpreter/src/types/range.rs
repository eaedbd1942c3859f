//! `range`, and its iterators.
//!
//! Follows `Objects/rangeobject.c`. The bounds are integer objects of any size; the iterator counts in machine
//! words where they suffice.

mod iterators;

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::protocol::container::SliceIndices;
use crate::vm::Vm;
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive, Zero};
use runtime::object::fields::{self, range};
use runtime::object::{int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods of `range` and its iterators.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Range);
    t.new_function(new)
        .method("__repr__", repr)
        .method("__hash__", hash)
        .method("__eq__", |vm, args| equal(vm, args, "__eq__", true))
        .method("__ne__", |vm, args| equal(vm, args, "__ne__", false))
        .method("__len__", len)
        .method("__bool__", |vm, args| {
            args.slot::<0>(vm, "__bool__")?;
            Ok(statics::bool(!part(&args[0], range::LENGTH).is_zero()))
        })
        .method("__getitem__", get_item)
        .method("__contains__", contains)
        .method("__iter__", |vm, args| {
            args.slot::<0>(vm, "__iter__")?;
            let Parts {
                start,
                step,
                length,
            } = Parts::of(&args[0]);
            let held = |field| object(&args[0], field);
            Ok(iterators::short(&start, &step, &length).unwrap_or_else(|| {
                iterators::long(held(range::START), held(range::STEP), held(range::LENGTH))
            }))
        })
        .method("__reversed__", |vm, args| {
            args.rest().exactly::<0>(vm, "range.__reversed__")?;
            let parts = Parts::of(&args[0]);
            let last = &parts.start + (&parts.length - 1) * &parts.step;
            let back = -parts.step;
            Ok(
                iterators::short(&last, &back, &parts.length).unwrap_or_else(|| {
                    let length = object(&args[0], range::LENGTH);
                    iterators::long(int::from_bigint(&last), int::from_bigint(&back), length)
                }),
            )
        })
        .method("count", count)
        .method("index", index)
        .getset(
            "start",
            |_vm, range| Ok(object(range, range::START)),
            Some(read_only),
        )
        .getset(
            "stop",
            |_vm, range| Ok(object(range, range::STOP)),
            Some(read_only),
        )
        .getset(
            "step",
            |_vm, range| Ok(object(range, range::STEP)),
            Some(read_only),
        );
    iterators::install(vm);
}

/// The bounds are members, which say of themselves that they cannot be set.
fn read_only(vm: &Vm, _range: &Obj, _value: Option<Obj>) -> PyResult<()> {
    Err(vm.raise(StaticType::AttributeError, "readonly attribute"))
}

/// A field as the object that it is.
fn object(range: &Obj, field: u64) -> Obj {
    fields::get(range, field).unwrap_or_else(|| int::from_i64(0))
}

fn part(range: &Obj, field: u64) -> BigInt {
    int::to_bigint(&object(range, field))
}

/// What a range counts by.
struct Parts {
    start: BigInt,
    step: BigInt,
    length: BigInt,
}

impl Parts {
    fn of(range: &Obj) -> Parts {
        Parts {
            start: part(range, range::START),
            step: part(range, range::STEP),
            length: part(range, range::LENGTH),
        }
    }

    /// The place of a value; `None` if the range does not reach it.
    fn place_of(&self, value: &BigInt) -> Option<BigInt> {
        let distance = value - &self.start;
        let (place, rest) = (&distance / &self.step, &distance % &self.step);
        (rest.is_zero() && !place.is_negative() && place < self.length).then_some(place)
    }
}

/// A range of these bounds; `step` is not zero.
fn make(start: Obj, stop: Obj, step: Obj) -> Obj {
    let (low, high) = (int::to_bigint(&start), int::to_bigint(&stop));
    let by = int::to_bigint(&step);
    let distance = if by.is_negative() {
        low - high
    } else {
        high - low
    };
    let length = if distance.is_positive() {
        (distance - 1) / by.abs() + 1
    } else {
        BigInt::zero()
    };
    let made = fields::new(&StaticType::Range.object());
    fields::set(&made, range::START, Some(start));
    fields::set(&made, range::STOP, Some(stop));
    fields::set(&made, range::STEP, Some(step));
    fields::set(&made, range::LENGTH, Some(int::from_bigint(&length)));
    made
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let integer = |object: &Obj| -> PyResult {
        if StaticType::Int.is_exact(object) {
            return Ok(object.clone());
        }
        vm.index(object).map(|value| int::from_bigint(&value))
    };
    match args.rest().between(vm, "range", 1, 3)? {
        [stop] => Ok(make(int::from_i64(0), integer(stop)?, int::from_i64(1))),
        [start, stop, rest @ ..] => {
            let (start, stop) = (integer(start)?, integer(stop)?);
            let step = rest.first().map_or_else(|| Ok(int::from_i64(1)), integer)?;
            if int::to_i64(&step) == Some(0) {
                return Err(vm.value_error("range() arg 3 must not be zero"));
            }
            Ok(make(start, stop, step))
        }
        [] => Err(vm.type_error("range expected at least 1 argument, got 0")),
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    let (start, stop) = (
        object(&args[0], range::START),
        object(&args[0], range::STOP),
    );
    let step = object(&args[0], range::STEP);
    let (start, stop) = (vm.repr_text(&start)?, vm.repr_text(&stop)?);
    Ok(str::new(&if int::to_i64(&step) == Some(1) {
        format!("range({start}, {stop})")
    } else {
        format!("range({start}, {stop}, {})", vm.repr_text(&step)?)
    }))
}

/// Ranges are equal when the sequences are: by length, then start, then step, as far as each matters.
fn key(range: &Obj) -> Obj {
    let length = object(range, range::LENGTH);
    let (start, step) = match int::to_i64(&length) {
        Some(0) => (statics::none(), statics::none()),
        Some(1) => (object(range, range::START), statics::none()),
        _ => (object(range, range::START), object(range, range::STEP)),
    };
    tuple::new([length, start, step])
}

fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__hash__")?;
    vm.hash(&key(&args[0])).map(int::from_i64)
}

fn equal(vm: &Vm, args: Args<'_>, name: &str, wanted: bool) -> PyResult {
    let [other] = args.slot::<1>(vm, name)?;
    if !StaticType::Range.is_instance(other) {
        return Ok(statics::not_implemented());
    }
    let same = vm.equal(&key(&args[0]), &key(other))?;
    Ok(statics::bool(same == wanted))
}

/// The length as a machine word.
fn word_length(vm: &Vm, range: &Obj) -> PyResult<u64> {
    let length = part(range, range::LENGTH).to_i64();
    let too_large = || vm.overflow_error("Python int too large to convert to C ssize_t");
    length
        .and_then(|length| u64::try_from(length).ok())
        .ok_or_else(too_large)
}

fn len(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__len__")?;
    Ok(int::from_i64(word_length(vm, &args[0])? as i64))
}

fn get_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let [key] = args.slot::<1>(vm, "__getitem__")?;
    let range = &args[0];
    if StaticType::Slice.is_exact(key) {
        return slice(vm, range, key);
    }
    if !StaticType::Int.is_instance(key) && vm.special(key, &vm.names.index).is_none() {
        let given = vm.type_name(key);
        return Err(vm.type_error(format!(
            "range indices must be integers or slices, not {given}"
        )));
    }
    let parts = Parts::of(range);
    let index = vm.index(key)?;
    let place = if index.is_negative() {
        index + &parts.length
    } else {
        index
    };
    if place.is_negative() || place >= parts.length {
        return Err(vm.index_error("range object index out of range"));
    }
    Ok(int::from_bigint(&(parts.start + place * parts.step)))
}

fn slice(vm: &Vm, range: &Obj, key: &Obj) -> PyResult {
    let SliceIndices { start, step, count } = vm.slice_indices(key, word_length(vm, range)?)?;
    let parts = Parts::of(range);
    let at = |place: i128| &parts.start + &parts.step * BigInt::from(place);
    // The stop that CPython keeps is that of the slice itself, which may lie beyond the last item.
    let stop = slice_stop(vm, range, key)?
        .unwrap_or(i128::from(start) + i128::from(step) * i128::from(count));
    Ok(make(
        int::from_bigint(&at(i128::from(start))),
        int::from_bigint(&at(stop)),
        int::from_bigint(&(&parts.step * step)),
    ))
}

/// The slice's stop, clipped to the range.
fn slice_stop(vm: &Vm, range: &Obj, key: &Obj) -> PyResult<Option<i128>> {
    let length = i128::from(word_length(vm, range)?);
    let field = |offset| fields::get(key, offset).filter(|part| !statics::is_none(part));
    let backwards = match field(fields::slice::STEP) {
        Some(step) => vm.index_clamped(&step)? < 0,
        None => false,
    };
    let (low, high) = if backwards {
        (-1, length - 1)
    } else {
        (0, length)
    };
    Ok(Some(match field(fields::slice::STOP) {
        None => {
            if backwards {
                low
            } else {
                high
            }
        }
        Some(stop) => {
            let stop = i128::from(vm.index_clamped(&stop)?);
            (if stop < 0 { stop + length } else { stop }).clamp(low, high)
        }
    }))
}

/// The place of an exact integer; anything else is searched for by equality.
fn find(vm: &Vm, range: &Obj, item: &Obj) -> PyResult<Option<BigInt>> {
    if StaticType::Int.is_exact(item) || StaticType::Bool.is_exact(item) {
        return Ok(Parts::of(range).place_of(&int::to_bigint(item)));
    }
    let iterator = vm.iter(range)?;
    let mut place = BigInt::zero();
    while let Some(candidate) = vm.next(&iterator)? {
        if vm.equal(&candidate, item)? {
            return Ok(Some(place));
        }
        place += 1;
    }
    Ok(None)
}

fn contains(vm: &Vm, args: Args<'_>) -> PyResult {
    let [item] = args.slot::<1>(vm, "__contains__")?;
    Ok(statics::bool(find(vm, &args[0], item)?.is_some()))
}

fn count(vm: &Vm, args: Args<'_>) -> PyResult {
    let [item] = args.rest().exactly::<1>(vm, "range.count")?;
    if StaticType::Int.is_exact(item) || StaticType::Bool.is_exact(item) {
        return Ok(int::from_i64(i64::from(
            find(vm, &args[0], item)?.is_some(),
        )));
    }
    let mut found = 0;
    vm.for_each(&args[0], |candidate| {
        found += i64::from(vm.equal(&candidate, item)?);
        Ok(())
    })?;
    Ok(int::from_i64(found))
}

fn index(vm: &Vm, args: Args<'_>) -> PyResult {
    let [item] = args.rest().exactly::<1>(vm, "range.index")?;
    match find(vm, &args[0], item)? {
        Some(place) => Ok(int::from_bigint(&place)),
        None if StaticType::Int.is_exact(item) || StaticType::Bool.is_exact(item) => {
            Err(vm.value_error(format!("{} is not in range", vm.repr_text(item)?)))
        }
        None => Err(vm.value_error("sequence.index(x): x not in sequence")),
    }
}
