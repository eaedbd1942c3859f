//! Numbers: conversions between what Python calls a number and Rust's.

use crate::error::PyResult;
use crate::native::Args;
use crate::vm::Vm;
use num_traits::ToPrimitive;
use runtime::object::{float, int};
use runtime::{Obj, StaticType};

impl Vm {
    /// The double that an object stands for: a float, or what `__float__` or `__index__` gives.
    ///
    /// # Errors
    /// `TypeError` if it is no number; `OverflowError` if it is too large.
    pub fn to_f64(&self, object: &Obj) -> PyResult<f64> {
        if StaticType::Float.is_instance(object) {
            return Ok(float::value(object));
        }
        if StaticType::Int.is_instance(object) {
            return self.int_to_f64(object);
        }
        if let Some(function) = self.special(object, &self.names.float) {
            let answer = self.call_with_first(&function, object, Args::positional(&[]))?;
            if StaticType::Float.is_instance(&answer) {
                return Ok(float::value(&answer));
            }
            let (class, given) = (self.type_name(object), self.type_name(&answer));
            return Err(self.type_error(format!(
                "{class}.__float__ returned non-float (type {given})"
            )));
        }
        if self.special(object, &self.names.index).is_some() {
            let value = self.index(object)?;
            return self.int_to_f64(&int::from_bigint(&value));
        }
        Err(self.type_error(format!(
            "must be real number, not {}",
            self.type_name(object)
        )))
    }

    fn int_to_f64(&self, object: &Obj) -> PyResult<f64> {
        let value = int::to_bigint(object).to_f64().unwrap_or(f64::INFINITY);
        if value.is_finite() {
            return Ok(value);
        }
        Err(self.overflow_error("int too large to convert to float"))
    }
}
