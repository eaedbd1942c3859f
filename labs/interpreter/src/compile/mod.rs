//! The compiler: Python source to code objects.
//!
//! The passes, each in a module of its own:
//!
//! ```text
//! source ─ parser ─▶ lower ─▶ symtable ─▶ codegen ─▶ flowgraph ─▶ assemble ─▶ Code
//!          (ruff)    + fold
//! ```
//!
//! It follows CPython 3.12.1 instruction by instruction (`Python/ast_opt.c`,
//! `symtable.c`, `compile.c`, `flowgraph.c`, `assemble.c`), because the moment at
//! which an object dies is the moment at which an instruction drops it.

mod assemble;
mod ast;
mod cells;
mod codegen;
mod diagnose;
mod error;
mod flowgraph;
mod fold;
mod ir;
mod limits;
mod lower;
mod parse;
mod source;
mod symtable;

pub use cells::split as split_cells;
pub use error::{SyntaxError, SyntaxErrorKind};

use crate::code::Code;
use source::Source;

/// Compiles a module.
///
/// # Errors
/// The first thing that is wrong with the source, or that the labs' Python lacks.
pub fn compile_module(source: &str, filename: &str) -> Result<Code, SyntaxError> {
    compile_source(&Source::new(source, filename))
}

/// Compiles each cell of a program by itself, as a notebook does; a line that
/// starts with `# %%` begins a cell. Line numbers are those of the whole source.
pub fn compile_cells(source: &str, filename: &str) -> Vec<Result<Code, SyntaxError>> {
    let cells = split_cells(source);
    cells
        .iter()
        .map(|cell| compile_module(cell, filename))
        .collect()
}

/// Compiles an expression, as `eval` does: the code returns its value.
///
/// # Errors
/// As for [`compile_module`].
pub fn compile_expression(source: &str, filename: &str) -> Result<Code, SyntaxError> {
    let source = Source::new(source.trim_start_matches([' ', '\t']), filename);
    let parsed = parse::expression(&source)?;
    let (expr, scopes) = lower::lower_expression(&source, &parsed.body)?;
    codegen::compile_expression(&source, &expr, scopes)
}

fn compile_source(source: &Source) -> Result<Code, SyntaxError> {
    let parsed = parse::module(source)?;
    let module = lower::lower_module(source, &parsed.body)?;
    codegen::compile_module(source, &module)
}
