//! What of a module is written in Python: source that is compiled and run in the module's namespace when the module is
//! imported, after what is written in Rust.

use super::builtins::compile_source_of_module;
use super::{dis, weakref};
use crate::error::PyResult;
use crate::eval;
use crate::vm::Vm;
use runtime::Obj;

/// One file of such source.
pub(super) struct Source {
    /// What tracebacks call it.
    pub filename: &'static str,
    /// The whole of it.
    pub text: &'static str,
}

/// A module's name and what gives its source, in the order in which it is run.
type Part = (&'static str, fn() -> Vec<Source>);

/// The modules that have such a part.
const PARTS: [Part; 2] = [("dis", dis::sources), ("weakref", weakref::sources)];

/// Runs the Python part of a module, if it has one.
///
/// # Errors
/// What running it raised, such as `MemoryError`.
pub(super) fn complete(vm: &Vm, module: &str, namespace: &Obj) -> PyResult<()> {
    let part = PARTS.iter().find(|(name, _)| *name == module);
    for source in part.map_or_else(Vec::new, |(_, sources)| sources()) {
        vm.sources
            .borrow_mut()
            .insert(source.filename.to_owned(), source.text.into());
        let code = compile_source_of_module(vm, source.text, source.filename)?;
        eval::run_module(vm, code, namespace.clone())?;
    }
    Ok(())
}
