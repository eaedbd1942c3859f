//! The error every text function gives: which Python exception, and its message.

use std::fmt;

/// The Python exception that a [`TextError`] stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// `IndexError`
    Index,
    /// `MemoryError`: the text asked for would not fit a sensible amount of memory.
    Memory,
    /// `OverflowError`
    Overflow,
    /// `TypeError`
    Type,
    /// `ValueError`
    Value,
}

/// A Python exception still to be raised: its kind and its exact message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextError {
    /// Which exception to raise.
    pub kind: ErrorKind,
    /// What `str(exception)` is.
    pub message: String,
}

impl TextError {
    /// An `IndexError` with this message.
    pub fn index(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Index, message)
    }

    /// A `MemoryError`, which carries no message.
    pub fn memory() -> Self {
        Self::new(ErrorKind::Memory, "")
    }

    /// An `OverflowError` with this message.
    pub fn overflow(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Overflow, message)
    }

    /// A `TypeError` with this message.
    pub fn type_error(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Type, message)
    }

    /// A `ValueError` with this message.
    pub fn value(message: impl Into<String>) -> Self {
        Self::new(ErrorKind::Value, message)
    }

    fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self {
            kind,
            message: message.into(),
        }
    }
}

impl ErrorKind {
    /// The name of the Python exception class.
    pub fn class_name(self) -> &'static str {
        match self {
            Self::Index => "IndexError",
            Self::Memory => "MemoryError",
            Self::Overflow => "OverflowError",
            Self::Type => "TypeError",
            Self::Value => "ValueError",
        }
    }
}

impl fmt::Display for TextError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.kind.class_name(), self.message)
    }
}

impl std::error::Error for TextError {}
