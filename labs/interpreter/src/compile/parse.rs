//! The parser's front: limits before it, its errors in CPython's words after it.

use ruff_python_ast::{Mod, ModExpression, ModModule, PythonVersion};
use ruff_python_parser::{
    Mode, ParseOptions, UnsupportedSyntaxError, UnsupportedSyntaxErrorKind, parse_unchecked,
};
use ruff_text_size::{TextRange, TextSize};

use super::diagnose;
use super::error::{SyntaxError, SyntaxErrorKind};
use super::limits;
use super::source::Source;

/// Parses a module.
pub(super) fn module(source: &Source) -> Result<ModModule, SyntaxError> {
    match parse(source, Mode::Module)? {
        Mod::Module(module) => Ok(module),
        Mod::Expression(expr) => Err(wrong_mode(source, expr.range)),
    }
}

/// Parses an expression.
pub(super) fn expression(source: &Source) -> Result<ModExpression, SyntaxError> {
    match parse(source, Mode::Expression)? {
        Mod::Expression(expr) => Ok(expr),
        Mod::Module(module) => Err(wrong_mode(source, module.range)),
    }
}

/// The parser gives the kind of tree that it is asked for.
fn wrong_mode(source: &Source, range: TextRange) -> SyntaxError {
    source.error(SyntaxErrorKind::Syntax, "invalid syntax", range)
}

fn parse(source: &Source, mode: Mode) -> Result<Mod, SyntaxError> {
    if let Some(at) = source.text().find('\0') {
        let range = TextRange::empty(TextSize::new(at as u32));
        let message = "source code cannot contain null bytes";
        return Err(source.error(SyntaxErrorKind::Syntax, message, range));
    }
    limits::check(source, mode)?;
    let options = ParseOptions::from(mode).with_target_version(PythonVersion::PY312);
    let parsed = parse_unchecked(source.text(), options);
    if let Some(error) = parsed.errors().first() {
        return Err(diagnose::translate(source, error, parsed.tokens()));
    }
    if let Some(error) = parsed.unsupported_syntax_errors().first() {
        let message = unsupported_message(source, error);
        return Err(source.error(SyntaxErrorKind::Syntax, message, error.range));
    }
    Ok(parsed.into_syntax())
}

/// What Python 3.12 says to the syntax of later versions.
fn unsupported_message(source: &Source, error: &UnsupportedSyntaxError) -> String {
    match error.kind {
        UnsupportedSyntaxErrorKind::UnpackingInComprehension(_) => {
            if source.slice(error.range).starts_with("**") {
                "dict unpacking cannot be used in dict comprehension".to_owned()
            } else {
                "iterable unpacking cannot be used in comprehension".to_owned()
            }
        }
        _ => format!("invalid syntax ({error})"),
    }
}
