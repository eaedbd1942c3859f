//! Floats and complex numbers: the IEEE double right after the header.

use super::layout::Layout;
use super::{Obj, allocate, expect};
use crate::memory::{load, store};
use crate::statics::StaticType;

/// Offset of the value.
pub const VALUE: u64 = 16;

/// A fresh float: equal floats are never shared.
pub fn new(value: f64) -> Obj {
    instance(&StaticType::Float.object(), value)
}

/// A fresh instance of `class`, a subclass of float.
pub fn instance(class: &Obj, value: f64) -> Obj {
    let float = allocate(class, super::types::basicsize(class));
    store(float.address() + VALUE, value.to_bits());
    float
}

/// The value.
pub fn value(float: &Obj) -> f64 {
    f64::from_bits(load(expect(float, Layout::Float) + VALUE))
}

/// A fresh complex number.
pub fn new_complex(real: f64, imaginary: f64) -> Obj {
    complex_instance(&StaticType::Complex.object(), real, imaginary)
}

/// A fresh instance of `class`, a subclass of complex.
pub fn complex_instance(class: &Obj, real: f64, imaginary: f64) -> Obj {
    let complex = allocate(class, super::types::basicsize(class));
    store(complex.address() + VALUE, real.to_bits());
    store(complex.address() + VALUE + 8, imaginary.to_bits());
    complex
}

/// Real and imaginary part.
pub fn complex_value(complex: &Obj) -> (f64, f64) {
    let address = expect(complex, Layout::Complex);
    (
        f64::from_bits(load(address + VALUE)),
        f64::from_bits(load(address + VALUE + 8)),
    )
}
