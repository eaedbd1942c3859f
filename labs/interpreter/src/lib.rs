//! Python, run on the private heap: source text to code objects to frames.
//!
//! [`compile`] makes [`code`] of source; [`eval`] runs it in frames of the runtime; [`protocol`] says what
//! each operation means; [`types`] and [`modules`] hold what is built in. A program that contains the
//! interpreter implements [`host::Host`] and starts a [`Vm`].

#![forbid(unsafe_code)]

pub mod code;
pub mod compile;
pub mod error;
pub mod eval;
mod hooks;
pub mod host;
pub mod modules;
pub mod names;
pub mod native;
pub mod opcode;
pub mod protocol;
pub mod run;
pub mod text;
pub mod types;
pub mod vm;

pub use error::{PyResult, Raised};
pub use vm::{Vm, VmConfig};
