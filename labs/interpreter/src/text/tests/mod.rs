//! The text functions against tables of what CPython 3.12 gives: edge cases, each once.

mod numbers;
mod percent;
mod spec;
mod str_format;
mod strings;

use num_bigint::BigInt;

use super::spec::{Operand, Spec};
use super::{TextError, float, render, repr};

/// The text of a result, an error as `Class: message`.
fn shown(result: Result<String, TextError>) -> String {
    result.unwrap_or_else(|error| error.to_string())
}

/// A Python value that can be formatted.
#[derive(Clone, Debug)]
enum Value {
    Float(f64),
    Int(i128),
    Str(&'static str),
}

impl Value {
    fn type_name(&self) -> &'static str {
        match self {
            Self::Float(_) => "float",
            Self::Int(_) => "int",
            Self::Str(_) => "str",
        }
    }

    fn str(&self) -> String {
        match *self {
            Self::Float(value) => float::repr_float(value),
            Self::Int(value) => value.to_string(),
            Self::Str(text) => text.to_owned(),
        }
    }

    fn repr(&self) -> String {
        match self {
            Self::Str(text) => repr::repr_str(text),
            number => number.str(),
        }
    }

    fn format(&self, spec: &str) -> Result<String, TextError> {
        match *self {
            Self::Float(value) => {
                render::format_float_spec(value, &Spec::parse(spec, Operand::Float, "float")?)
            }
            Self::Int(value) => render::format_int(
                &BigInt::from(value),
                &Spec::parse(spec, Operand::Int, "int")?,
            ),
            Self::Str(text) => render::format_str(text, &Spec::parse(spec, Operand::Str, "str")?),
        }
    }
}
