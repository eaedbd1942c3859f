//! Comparison, truth and hashing.
//!
//! Follows `do_richcompare` and `PyObject_IsTrue` (`Objects/object.c`), `_Py_HashDouble`
//! (`Python/pyhash.c`), `tuplehash` (`Objects/tupleobject.c`).

use crate::error::PyResult;
use crate::native::Args;
use crate::opcode::CompareOp;
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::object::{bytes, dict, float, int, list, set, str, tuple, types};
use runtime::{Obj, StaticType, statics};

/// Numbers hash modulo this prime (`_PyHASH_MODULUS`).
const HASH_MODULUS: u64 = (1 << 61) - 1;

impl Vm {
    fn compare_name(&self, op: CompareOp) -> &Obj {
        match op {
            CompareOp::Lt => &self.names.lt,
            CompareOp::Le => &self.names.le,
            CompareOp::Eq => &self.names.eq,
            CompareOp::Ne => &self.names.ne,
            CompareOp::Gt => &self.names.gt,
            CompareOp::Ge => &self.names.ge,
        }
    }

    /// `a op b`, whatever object that gives.
    ///
    /// # Errors
    /// What a method raised; `TypeError` if the two have no order.
    pub fn compare(&self, op: CompareOp, a: &Obj, b: &Obj) -> PyResult {
        if let Some(answer) = compare_fast(op, a, b) {
            return Ok(statics::bool(answer));
        }
        let _guard = self.enter_native(" in comparison")?;
        let reflected = reflected(op);
        let b_class = b.class();
        let b_first = !a.class().is(&b_class)
            && types::is_subtype(&b_class, &a.class())
            && self.special(b, self.compare_name(reflected)).is_some();
        if b_first && let Some(answer) = self.try_compare(reflected, b, a)? {
            return Ok(answer);
        }
        if let Some(answer) = self.try_compare(op, a, b)? {
            return Ok(answer);
        }
        if !b_first && let Some(answer) = self.try_compare(reflected, b, a)? {
            return Ok(answer);
        }
        match op {
            CompareOp::Eq => Ok(statics::bool(a.is(b))),
            CompareOp::Ne => Ok(statics::bool(!a.is(b))),
            _ => Err(self.type_error(format!(
                "'{}' not supported between instances of '{}' and '{}'",
                op.symbol(),
                self.type_name(a),
                self.type_name(b)
            ))),
        }
    }

    fn try_compare(&self, op: CompareOp, a: &Obj, b: &Obj) -> PyResult<Option<Obj>> {
        let Some(function) = self.special(a, self.compare_name(op)) else {
            return Ok(None);
        };
        if statics::is_none(&function) {
            return Ok(None);
        }
        let answer = self.call_lent(&function, &[a, b])?;
        Ok((!answer.is(&statics::not_implemented())).then_some(answer))
    }

    /// The truth of `a op b`.
    ///
    /// # Errors
    /// As [`Vm::compare`].
    pub fn compare_truth(&self, op: CompareOp, a: &Obj, b: &Obj) -> PyResult<bool> {
        if let Some(answer) = compare_fast(op, a, b) {
            return Ok(answer);
        }
        let answer = self.compare(op, a, b)?;
        self.is_true(&answer)
    }

    /// Whether two objects are the same or equal, as containers ask (`PyObject_RichCompareBool`).
    ///
    /// # Errors
    /// What `__eq__` raised.
    pub fn equal(&self, a: &Obj, b: &Obj) -> PyResult<bool> {
        if a.is(b) {
            return Ok(true);
        }
        self.compare_truth(CompareOp::Eq, a, b)
    }

    /// `bool(object)`.
    ///
    /// # Errors
    /// What `__bool__` or `__len__` raised.
    pub fn is_true(&self, object: &Obj) -> PyResult<bool> {
        if object.is(&statics::true_()) {
            return Ok(true);
        }
        if object.is(&statics::false_()) || statics::is_none(object) {
            return Ok(false);
        }
        match StaticType::at(object.class().address()) {
            Some(StaticType::Int) => return Ok(int::to_i64(object) != Some(0)),
            Some(StaticType::Float) => return Ok(float::value(object) != 0.0),
            Some(StaticType::Str) => return Ok(str::len(object) > 0),
            Some(StaticType::Bytes) => return Ok(bytes::len(object) > 0),
            Some(StaticType::List) => return Ok(list::len(object) > 0),
            Some(StaticType::Tuple) => return Ok(tuple::len(object) > 0),
            Some(StaticType::Dict) => return Ok(dict::len(object) > 0),
            Some(StaticType::Set | StaticType::FrozenSet) => return Ok(set::len(object) > 0),
            _ => {}
        }
        if let Some(function) = self.special(object, &self.names.bool) {
            let answer = self.call_with_first(&function, object, Args::positional(&[]))?;
            if !StaticType::Bool.is_exact(&answer) {
                let given = self.type_name(&answer);
                return Err(
                    self.type_error(format!("__bool__ should return bool, returned {given}"))
                );
            }
            return Ok(answer.is(&statics::true_()));
        }
        if self.special(object, &self.names.len).is_some() {
            return Ok(self.len(object)? > 0);
        }
        Ok(true)
    }

    /// `hash(object)`.
    ///
    /// # Errors
    /// `TypeError` if it cannot be hashed, or what `__hash__` raised.
    pub fn hash(&self, object: &Obj) -> PyResult<i64> {
        match StaticType::at(object.class().address()) {
            Some(StaticType::Str) => return Ok(str::hash(object)),
            Some(StaticType::Bytes) => return Ok(bytes::hash(object)),
            Some(StaticType::Int | StaticType::Bool) => return Ok(hash_int(object)),
            Some(StaticType::Float) => return Ok(hash_float(float::value(object), object)),
            Some(StaticType::Tuple) => return self.hash_tuple(object),
            Some(StaticType::NoneType) => return Ok(0xfca8_6420),
            _ => {}
        }
        let function = self.special(object, &self.names.hash);
        let Some(function) = function.filter(|function| !statics::is_none(function)) else {
            return Err(self.type_error(format!("unhashable type: '{}'", self.type_name(object))));
        };
        let answer = self.call_with_first(&function, object, Args::positional(&[]))?;
        if !StaticType::Int.is_instance(&answer) {
            return Err(self.type_error("__hash__ method should return an integer"));
        }
        let hash = int::to_i64(&answer).unwrap_or_else(|| hash_int(&answer));
        Ok(if hash == -1 { -2 } else { hash })
    }

    pub(crate) fn hash_tuple(&self, tuple: &Obj) -> PyResult<i64> {
        const PRIME_1: u64 = 11400714785074694791;
        const PRIME_2: u64 = 14029467366897019727;
        const PRIME_5: u64 = 2870177450012600261;
        let _guard = self.enter_native(" while hashing")?;
        let mut accumulated = PRIME_5;
        for item in tuple::items(tuple) {
            let lane = self.hash(&item)? as u64;
            accumulated = accumulated
                .wrapping_add(lane.wrapping_mul(PRIME_2))
                .rotate_left(31)
                .wrapping_mul(PRIME_1);
        }
        accumulated = accumulated.wrapping_add(tuple::len(tuple) ^ (PRIME_5 ^ 3527539));
        Ok(if accumulated == u64::MAX {
            1546275796
        } else {
            accumulated as i64
        })
    }
}

/// The hash of an object that has none of its own: its address, turned so that the low bits differ
/// (`_Py_HashPointer`).
pub fn hash_identity(object: &Obj) -> i64 {
    object.address().rotate_right(4) as i64
}

/// The hash of an int or of an instance of a subclass.
pub fn hash_int(object: &Obj) -> i64 {
    let hash = match int::to_i64(object) {
        Some(value) => {
            let magnitude = (value.unsigned_abs() % HASH_MODULUS) as i64;
            if value < 0 { -magnitude } else { magnitude }
        }
        None => (int::to_bigint(object) % HASH_MODULUS)
            .to_i64()
            .unwrap_or(0),
    };
    if hash == -1 { -2 } else { hash }
}

/// The hash of a float: that of the equal int, if there is one. A NaN hashes by identity.
pub fn hash_float(value: f64, object: &Obj) -> i64 {
    if value.is_nan() {
        return hash_identity(object);
    }
    if value.is_infinite() {
        return if value > 0.0 { 314159 } else { -314159 };
    }
    let (mut mantissa, mut exponent) = split(value.abs());
    let mut hash = 0u64;
    while mantissa != 0.0 {
        hash = (hash << 28) & HASH_MODULUS | hash >> (61 - 28);
        mantissa *= 268435456.0;
        exponent -= 28;
        let whole = mantissa as u64;
        mantissa -= whole as f64;
        hash += whole;
        if hash >= HASH_MODULUS {
            hash -= HASH_MODULUS;
        }
    }
    let turn = exponent.rem_euclid(61) as u32;
    hash = (hash << turn) & HASH_MODULUS | hash >> (61 - turn);
    let signed = if value < 0.0 {
        -(hash as i64)
    } else {
        hash as i64
    };
    if signed == -1 { -2 } else { signed }
}

/// Mantissa in [0.5, 1) and exponent, as C's `frexp`.
fn split(value: f64) -> (f64, i32) {
    if value == 0.0 {
        return (0.0, 0);
    }
    let scaled = if value < f64::MIN_POSITIVE {
        value * 2f64.powi(64)
    } else {
        value
    };
    let shift = if value < f64::MIN_POSITIVE { -64 } else { 0 };
    let bits = scaled.to_bits();
    let exponent = ((bits >> 52) & 0x7ff) as i32 - 1022;
    (
        f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52),
        exponent + shift,
    )
}

fn reflected(op: CompareOp) -> CompareOp {
    match op {
        CompareOp::Lt => CompareOp::Gt,
        CompareOp::Le => CompareOp::Ge,
        CompareOp::Eq => CompareOp::Eq,
        CompareOp::Ne => CompareOp::Ne,
        CompareOp::Gt => CompareOp::Lt,
        CompareOp::Ge => CompareOp::Le,
    }
}

/// Answers for two exact ints, floats or strings, without a look-up.
fn compare_fast(op: CompareOp, a: &Obj, b: &Obj) -> Option<bool> {
    let class = StaticType::at(a.class().address())?;
    if b.class().address() != class.address() {
        return None;
    }
    match class {
        StaticType::Int => Some(holds(op, int::to_i64(a)?.cmp(&int::to_i64(b)?))),
        StaticType::Float => {
            let order = float::value(a).partial_cmp(&float::value(b));
            Some(order.map_or(op == CompareOp::Ne, |order| holds(op, order)))
        }
        StaticType::Str => match op {
            CompareOp::Eq => Some(str::equal(a, b)),
            CompareOp::Ne => Some(!str::equal(a, b)),
            _ => Some(str::with_str(a, |a| {
                str::with_str(b, |b| holds(op, a.cmp(b)))
            })),
        },
        _ => None,
    }
}

/// Whether an order satisfies an operator.
pub fn holds(op: CompareOp, order: std::cmp::Ordering) -> bool {
    match op {
        CompareOp::Lt => order.is_lt(),
        CompareOp::Le => order.is_le(),
        CompareOp::Eq => order.is_eq(),
        CompareOp::Ne => order.is_ne(),
        CompareOp::Gt => order.is_gt(),
        CompareOp::Ge => order.is_ge(),
    }
}
