//! Iteration: `iter(a)`, `next(i)`, and walking over anything from Rust.
//!
//! Built-in iterators answer "exhausted" with `None`, as `tp_iternext` does with NULL: no
//! `StopIteration` is made unless Python code asks for one.

use crate::error::PyResult;
use crate::native::Args;
use crate::vm::Vm;
use runtime::object::fields::{self, sequence_iterator};
use runtime::object::{int, list, tuple};
use runtime::{Obj, StaticType, statics};

impl Vm {
    /// `iter(object)`.
    ///
    /// # Errors
    /// `TypeError` if it cannot be iterated over, or what `__iter__` raised.
    pub fn iter(&self, object: &Obj) -> PyResult {
        match self.special(object, &self.names.iter) {
            Some(function) if !statics::is_none(&function) => {
                let iterator = self.call_special(&function, object, Args::positional(&[]))?;
                if self.is_iterator(&iterator) {
                    return Ok(iterator);
                }
                let class = self.type_name(&iterator);
                Err(self.type_error(format!("iter() returned non-iterator of type '{class}'")))
            }
            None if self.special(object, &self.names.getitem).is_some() => {
                let iterator = fields::new(&StaticType::SequenceIterator.object());
                fields::set(&iterator, sequence_iterator::SEQUENCE, Some(object.clone()));
                Ok(iterator)
            }
            _ => {
                let class = self.type_name(object);
                Err(self.type_error(format!("'{class}' object is not iterable")))
            }
        }
    }

    /// Whether the object has `__next__`.
    pub fn is_iterator(&self, object: &Obj) -> bool {
        self.next_function(object).is_some() || self.special(object, &self.names.next).is_some()
    }

    /// The next item of an iterator; `None` when it is exhausted.
    ///
    /// # Errors
    /// What `__next__` raised, `StopIteration` excepted.
    #[inline]
    pub fn next(&self, iterator: &Obj) -> PyResult<Option<Obj>> {
        self.check_limits()?;
        if let Some(next) = self.next_function(iterator) {
            return next(self, iterator);
        }
        let Some(function) = self.special(iterator, &self.names.next) else {
            let class = self.type_name(iterator);
            return Err(self.type_error(format!("'{class}' object is not an iterator")));
        };
        match self.call_with_first(&function, iterator, Args::positional(&[])) {
            Ok(item) => Ok(Some(item)),
            Err(raised) if raised.is(StaticType::StopIteration) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// All items of an iterable.
    ///
    /// # Errors
    /// What iterating raised.
    pub fn collect(&self, iterable: &Obj) -> PyResult<Vec<Obj>> {
        match StaticType::at(iterable.class().address()) {
            Some(StaticType::List) => return Ok(list::items(iterable)),
            Some(StaticType::Tuple) => return Ok(tuple::items(iterable)),
            _ => {}
        }
        let iterator = self.iter(iterable)?;
        let mut items = Vec::new();
        while let Some(item) = self.next(&iterator)? {
            self.need_room(8 * items.len() as u64)?;
            items.push(item);
        }
        Ok(items)
    }

    /// The iterable itself if it is a list or a tuple, else a list of its items (`PySequence_Fast`).
    ///
    /// # Errors
    /// What iterating raised.
    pub fn fast_sequence(&self, iterable: &Obj) -> PyResult {
        match StaticType::at(iterable.class().address()) {
            Some(StaticType::List | StaticType::Tuple) => Ok(iterable.clone()),
            _ => {
                let made = list::new([]);
                list::extend(&made, self.collect(iterable)?);
                Ok(made)
            }
        }
    }

    /// Calls `each` with every item of an iterable.
    ///
    /// # Errors
    /// What iterating or `each` raised.
    pub fn for_each(
        &self,
        iterable: &Obj,
        mut each: impl FnMut(Obj) -> PyResult<()>,
    ) -> PyResult<()> {
        let iterator = self.iter(iterable)?;
        while let Some(item) = self.next(&iterator)? {
            each(item)?;
        }
        Ok(())
    }

    /// How many items an iterable says it may have (`PyObject_LengthHint`); 0 if it does not say.
    ///
    /// # Errors
    /// What `__len__` or `__length_hint__` raised.
    pub fn length_hint(&self, object: &Obj) -> PyResult<u64> {
        if self.special(object, &self.names.len).is_some() {
            return self.len(object);
        }
        let Some(function) = self.special(object, &self.names.length_hint) else {
            return Ok(0);
        };
        let hint = self.call_with_first(&function, object, Args::positional(&[]))?;
        Ok(if StaticType::Int.is_instance(&hint) {
            int::to_i64(&hint)
                .and_then(|hint| u64::try_from(hint).ok())
                .unwrap_or(0)
        } else {
            0
        })
    }

    /// [`Vm::length_hint`], with `default` where the object does not say.
    ///
    /// # Errors
    /// As there, `TypeError` excepted: an object that cannot tell has no hint.
    pub fn length_hint_or(&self, object: &Obj, default: u64) -> PyResult<u64> {
        let forgive = |outcome: PyResult<u64>| match outcome {
            Err(raised) if raised.is(StaticType::TypeError) => Ok(None),
            other => other.map(Some),
        };
        if self.special(object, &self.names.len).is_some()
            && let Some(length) = forgive(self.len(object))?
        {
            return Ok(length);
        }
        let Some(function) = self.special(object, &self.names.length_hint) else {
            return Ok(default);
        };
        let hint = match self.call_with_first(&function, object, Args::positional(&[])) {
            Ok(hint) if !hint.is(&statics::not_implemented()) => hint,
            Err(raised) if !raised.is(StaticType::TypeError) => return Err(raised),
            _ => return Ok(default),
        };
        if !StaticType::Int.is_instance(&hint) {
            let given = self.type_name(&hint);
            return Err(self.type_error(format!("__length_hint__ must be an integer, not {given}")));
        }
        let hint = self.index_i64(&hint)?;
        u64::try_from(hint).map_err(|_| self.value_error("__length_hint__() should return >= 0"))
    }
}
