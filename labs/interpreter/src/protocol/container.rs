//! Containers: `len(a)`, `a[b]`, `a[b] = c`, `del a[b]`, `b in a`, and dict and set items with the
//! interpreter's comparison.

use crate::error::PyResult;
use crate::native::Args;
use crate::vm::{Vm, is_class};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use runtime::object::fields::{self, slice};
use runtime::object::{dict, int, list, set, str, tuple};
use runtime::{Obj, StaticType, statics};

/// The indices that a slice selects in a sequence of known length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SliceIndices {
    /// First index.
    pub start: i64,
    /// Distance from one to the next; never 0.
    pub step: i64,
    /// How many.
    pub count: u64,
}

impl SliceIndices {
    /// The indices, in order.
    pub fn iter(self) -> impl ExactSizeIterator<Item = u64> {
        (0..self.count as usize).map(move |n| (self.start + n as i64 * self.step) as u64)
    }
}

impl Vm {
    /// `len(object)`.
    ///
    /// # Errors
    /// `TypeError` if it has none, or what `__len__` raised.
    pub fn len(&self, object: &Obj) -> PyResult<u64> {
        match StaticType::at(object.class().address()) {
            Some(StaticType::List) => return Ok(list::len(object)),
            Some(StaticType::Tuple) => return Ok(tuple::len(object)),
            Some(StaticType::Dict) => return Ok(dict::len(object)),
            Some(StaticType::Str) => return Ok(str::len(object)),
            _ => {}
        }
        let Some(function) = self.special(object, &self.names.len) else {
            let class = self.type_name(object);
            return Err(self.type_error(format!("object of type '{class}' has no len()")));
        };
        let answer = self.call_with_first(&function, object, Args::positional(&[]))?;
        let value = self.index(&answer)?;
        if value.is_negative() {
            return Err(self.value_error("__len__() should return >= 0"));
        }
        value
            .to_u64()
            .filter(|&len| len <= i64::MAX as u64)
            .ok_or_else(|| self.overflow_error("cannot fit 'int' into an index-sized integer"))
    }

    /// `object.__index__()`: the integer that an object stands for.
    ///
    /// # Errors
    /// `TypeError` if it is none.
    pub fn index(&self, object: &Obj) -> PyResult<BigInt> {
        if StaticType::Int.is_instance(object) {
            return Ok(int::to_bigint(object));
        }
        let Some(function) = self.special(object, &self.names.index) else {
            let class = self.type_name(object);
            return Err(self.type_error(format!(
                "'{class}' object cannot be interpreted as an integer"
            )));
        };
        let answer = self.call_with_first(&function, object, Args::positional(&[]))?;
        if StaticType::Int.is_instance(&answer) {
            return Ok(int::to_bigint(&answer));
        }
        let given = self.type_name(&answer);
        Err(self.type_error(format!("__index__ returned non-int (type {given})")))
    }

    /// [`Vm::index`] where the value must fit a machine word.
    ///
    /// # Errors
    /// `OverflowError` if it does not.
    pub fn index_i64(&self, object: &Obj) -> PyResult<i64> {
        if StaticType::Int.is_instance(object)
            && let Some(value) = int::to_i64(object)
        {
            return Ok(value);
        }
        self.index(object)?.to_i64().ok_or_else(|| {
            let class = self.type_name(object);
            self.overflow_error(format!("cannot fit '{class}' into an index-sized integer"))
        })
    }

    /// [`Vm::index`], cut to what a machine word can say, as slices do.
    ///
    /// # Errors
    /// `TypeError` if it is no integer.
    pub fn index_clamped(&self, object: &Obj) -> PyResult<i64> {
        let value = self.index(object)?;
        let bound = if value.is_negative() {
            i64::MIN
        } else {
            i64::MAX
        };
        Ok(value.to_i64().unwrap_or(bound))
    }

    /// The place that an index means in a sequence of `len` items: negative ones count from the end.
    ///
    /// # Errors
    /// `IndexError` with `message` if there is no such place.
    pub fn position(&self, index: i64, len: u64, message: &str) -> PyResult<u64> {
        let place = if index < 0 {
            index.saturating_add(len as i64)
        } else {
            index
        };
        u64::try_from(place)
            .ok()
            .filter(|&place| place < len)
            .ok_or_else(|| self.index_error(message))
    }

    /// What a slice selects in a sequence of `len` items (`PySlice_AdjustIndices`).
    ///
    /// # Errors
    /// `TypeError` or `ValueError` for what is no slice of integers.
    pub fn slice_indices(&self, slice: &Obj, len: u64) -> PyResult<SliceIndices> {
        self.slice_indices_in(slice, || len)
    }

    /// [`Vm::slice_indices`] in a sequence whose length is asked for last: an `__index__` may change it.
    ///
    /// # Errors
    /// As there.
    pub fn slice_indices_in(
        &self,
        slice: &Obj,
        len: impl FnOnce() -> u64,
    ) -> PyResult<SliceIndices> {
        let part = |offset| -> PyResult<Option<i64>> {
            match fields::get(slice, offset).filter(|part| !statics::is_none(part)) {
                None => Ok(None),
                Some(part) => {
                    if !StaticType::Int.is_instance(&part)
                        && self.special(&part, &self.names.index).is_none()
                    {
                        return Err(self.type_error(
                            "slice indices must be integers or None or have an __index__ method",
                        ));
                    }
                    self.index_clamped(&part).map(Some)
                }
            }
        };
        let step = part(slice::STEP)?.unwrap_or(1).max(-i64::MAX);
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let (start, stop) = (part(slice::START)?, part(slice::STOP)?);
        let len = len() as i64;
        let (low, high) = if step < 0 { (-1, len - 1) } else { (0, len) };
        let clip = |index: i64| {
            let index = if index < 0 {
                index.saturating_add(len)
            } else {
                index
            };
            index.clamp(low, high)
        };
        let start = start.map_or(if step < 0 { high } else { low }, clip);
        let stop = stop.map_or(if step < 0 { low } else { high }, clip);
        let distance = if step < 0 { start - stop } else { stop - start };
        let count = if distance <= 0 {
            0
        } else {
            (distance - 1) as u64 / step.unsigned_abs() + 1
        };
        Ok(SliceIndices { start, step, count })
    }

    /// `object[key]`.
    ///
    /// # Errors
    /// What `__getitem__` raised; `TypeError` if there is none.
    pub fn get_item(&self, object: &Obj, key: &Obj) -> PyResult {
        match StaticType::at(object.class().address()) {
            Some(StaticType::List) => {
                if let Some(item) =
                    small_index(key, list::len(object)).and_then(|place| list::get(object, place))
                {
                    return Ok(item);
                }
            }
            Some(StaticType::Tuple) => {
                if let Some(item) =
                    small_index(key, tuple::len(object)).and_then(|place| tuple::get(object, place))
                {
                    return Ok(item);
                }
            }
            Some(StaticType::Dict) => {
                return match self.dict_get(object, key)? {
                    Some(value) => Ok(value),
                    None => Err(self.key_error(key)),
                };
            }
            _ => {}
        }
        if let Some(function) = self.special(object, &self.names.getitem) {
            return self.call_lent(&function, &[object, key]);
        }
        if is_class(object)
            && let Some(function) = self.find_attr(object, &self.names.class_getitem)?
        {
            return self.call_with(&function, std::slice::from_ref(key));
        }
        let what = if is_class(object) {
            format!(
                "type '{}' is not subscriptable",
                runtime::object::types::name(object)
            )
        } else {
            format!("'{}' object is not subscriptable", self.type_name(object))
        };
        Err(self.type_error(what))
    }

    /// `object[key] = value`.
    ///
    /// # Errors
    /// What `__setitem__` raised; `TypeError` if there is none.
    pub fn set_item(&self, object: &Obj, key: &Obj, value: Obj) -> PyResult<()> {
        match StaticType::at(object.class().address()) {
            Some(StaticType::List) => {
                if let Some(place) = small_index(key, list::len(object)) {
                    drop(list::set(object, place, value));
                    return Ok(());
                }
            }
            Some(StaticType::Dict) => return self.dict_set(object, key, value),
            _ => {}
        }
        self.set_item_by_method(object, key, &value)
    }

    /// [`Vm::set_item`] by the type's `__setitem__` in any case; the caller keeps the value.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn set_item_by_method(&self, object: &Obj, key: &Obj, value: &Obj) -> PyResult<()> {
        let Some(function) = self.special(object, &self.names.setitem) else {
            let class = self.type_name(object);
            return Err(
                self.type_error(format!("'{class}' object does not support item assignment"))
            );
        };
        self.call_lent(&function, &[object, key, value]).map(drop)
    }

    /// `del object[key]`.
    ///
    /// # Errors
    /// What `__delitem__` raised; `TypeError` if there is none.
    pub fn delete_item(&self, object: &Obj, key: &Obj) -> PyResult<()> {
        let Some(function) = self.special(object, &self.names.delitem) else {
            let class = self.type_name(object);
            return Err(self.type_error(format!("'{class}' object doesn't support item deletion")));
        };
        self.call_lent(&function, &[object, key]).map(drop)
    }

    /// `item in container`.
    ///
    /// # Errors
    /// What `__contains__`, iterating or comparing raised.
    pub fn contains(&self, container: &Obj, item: &Obj) -> PyResult<bool> {
        if let Some(function) = self.special(container, &self.names.contains) {
            if statics::is_none(&function) {
                let class = self.type_name(container);
                return Err(self.type_error(format!("'{class}' object is not a container")));
            }
            let answer = self.call_lent(&function, &[container, item])?;
            return self.is_true(&answer);
        }
        if self.special(container, &self.names.iter).is_none()
            && self.special(container, &self.names.getitem).is_none()
        {
            let class = self.type_name(container);
            return Err(self.type_error(format!("argument of type '{class}' is not iterable")));
        }
        let iterator = self.iter(container)?;
        while let Some(candidate) = self.next(&iterator)? {
            if self.equal(&candidate, item)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The value of a key in a dict.
    ///
    /// # Errors
    /// What hashing or comparing raised.
    pub fn dict_get(&self, dict: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
        let hash = self.hash(key)?;
        dict::get(dict, key, hash, &mut |a, b| self.equal(a, b))
    }

    /// Stores into a dict.
    ///
    /// # Errors
    /// What hashing or comparing raised.
    pub fn dict_set(&self, dict: &Obj, key: &Obj, value: Obj) -> PyResult<()> {
        // `_PyDict_SetItem_Take2` has its reference to the key before it hashes it.
        let key = &key.clone();
        let hash = self.hash(key)?;
        let old = dict::insert(dict, key, hash, value, &mut |a, b| self.equal(a, b))?;
        drop(old);
        Ok(())
    }

    /// Takes a key out of a dict; returns its value.
    ///
    /// # Errors
    /// What hashing or comparing raised.
    pub fn dict_remove(&self, dict: &Obj, key: &Obj) -> PyResult<Option<Obj>> {
        let hash = self.hash(key)?;
        let removed = dict::remove(dict, key, hash, &mut |a, b| self.equal(a, b))?;
        Ok(removed.map(|(_key, value)| value))
    }

    /// Adds to a set; says whether the item was new.
    ///
    /// # Errors
    /// What hashing or comparing raised.
    pub fn set_add(&self, set: &Obj, item: &Obj) -> PyResult<bool> {
        let hash = self.hash(item)?;
        set::insert(set, item, hash, &mut |a, b| self.equal(a, b))
    }

    /// Whether an item is in a set.
    ///
    /// # Errors
    /// What hashing or comparing raised.
    pub fn set_contains(&self, set: &Obj, item: &Obj) -> PyResult<bool> {
        let hash = self.hash(item)?;
        set::contains(set, item, hash, &mut |a, b| self.equal(a, b))
    }

    /// Takes an item out of a set.
    ///
    /// # Errors
    /// What hashing or comparing raised.
    pub fn set_remove(&self, set: &Obj, item: &Obj) -> PyResult<Option<Obj>> {
        let hash = self.hash(item)?;
        set::remove(set, item, hash, &mut |a, b| self.equal(a, b))
    }
}

/// The place that an exact int means, if there is one.
fn small_index(key: &Obj, len: u64) -> Option<u64> {
    if !StaticType::Int.is_exact(key) {
        return None;
    }
    let index = int::to_i64(key)?;
    let place = if index < 0 { index + len as i64 } else { index };
    u64::try_from(place).ok().filter(|&place| place < len)
}
