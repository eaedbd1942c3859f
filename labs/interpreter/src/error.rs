//! Exceptions on their way: the error half of every result of the interpreter.

use crate::text::{ErrorKind, TextError};
use crate::vm::Vm;
use runtime::object::fields::{self, exception};
use runtime::object::{str, tuple};
use runtime::{Obj, StaticType};

/// A raised exception; holding it is holding the exception object.
#[derive(Debug)]
pub struct Raised(pub Obj);

/// What can raise.
pub type PyResult<T = Obj> = Result<T, Raised>;

impl Raised {
    /// Whether the exception is an instance of a built-in class.
    pub fn is(&self, class: StaticType) -> bool {
        class.is_instance(&self.0)
    }
}

impl Vm {
    /// An exception object of a built-in class with one text argument.
    pub fn new_exception(&self, class: StaticType, message: &str) -> Obj {
        self.exception_with_args(&class.object(), tuple::new([str::new(message)]))
    }

    /// An exception object with these arguments, without calling `__init__`.
    pub fn exception_with_args(&self, class: &Obj, args: Obj) -> Obj {
        let exception = fields::new(class);
        fields::set(&exception, exception::ARGS, Some(args));
        exception
    }

    /// Raises a built-in exception with a message.
    #[cold]
    pub fn raise(&self, class: StaticType, message: impl AsRef<str>) -> Raised {
        Raised(self.new_exception(class, message.as_ref()))
    }

    /// Raises a `TypeError`.
    #[cold]
    pub fn type_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(StaticType::TypeError, message)
    }

    /// Raises a `ValueError`.
    #[cold]
    pub fn value_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(StaticType::ValueError, message)
    }

    /// Raises an `IndexError`.
    #[cold]
    pub fn index_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(StaticType::IndexError, message)
    }

    /// Raises an `OverflowError`.
    #[cold]
    pub fn overflow_error(&self, message: impl AsRef<str>) -> Raised {
        self.raise(StaticType::OverflowError, message)
    }

    /// Raises a `KeyError` with the key as its argument.
    #[cold]
    pub fn key_error(&self, key: &Obj) -> Raised {
        Raised(self.exception_with_args(&StaticType::KeyError.object(), tuple::new([key.clone()])))
    }

    /// Raises an `AttributeError` that knows its object and name.
    #[cold]
    pub fn attribute_error(&self, object: &Obj, name: &Obj, message: impl AsRef<str>) -> Raised {
        let exception = self.new_exception(StaticType::AttributeError, message.as_ref());
        fields::set(&exception, exception::VALUE, Some(object.clone()));
        fields::set(&exception, exception::SECOND, Some(name.clone()));
        Raised(exception)
    }

    /// Raises a `MemoryError`, as for a request that cannot be met.
    #[cold]
    pub fn memory_error(&self) -> Raised {
        Raised(self.exception_with_args(
            &StaticType::MemoryError.object(),
            runtime::statics::empty_tuple(),
        ))
    }

    /// Raises `StopIteration` with a value.
    #[cold]
    pub fn stop_iteration(&self, value: Option<Obj>) -> Raised {
        let args = match &value {
            Some(value) => tuple::new([value.clone()]),
            None => runtime::statics::empty_tuple(),
        };
        let exception = self.exception_with_args(&StaticType::StopIteration.object(), args);
        fields::set(&exception, exception::VALUE, value);
        Raised(exception)
    }

    /// Name of an object's class, for messages.
    pub fn type_name(&self, object: &Obj) -> String {
        runtime::object::types::name(&object.class())
    }

    /// The exception that an error of [`crate::text`] stands for.
    #[cold]
    pub fn text_error(&self, error: TextError) -> Raised {
        match error.kind {
            ErrorKind::Index => self.index_error(error.message),
            ErrorKind::Memory => self.memory_error(),
            ErrorKind::Overflow => self.overflow_error(error.message),
            ErrorKind::Type => self.type_error(error.message),
            ErrorKind::Value => self.value_error(error.message),
        }
    }
}
