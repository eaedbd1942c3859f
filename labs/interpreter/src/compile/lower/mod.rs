//! From the parser's tree to [`ast`](super::ast).
//!
//! One pass over the parser's tree gives it CPython's shape and positions, folds
//! constants as `Python/ast_opt.c` does, and refuses what the labs' Python lacks.

mod expr;
mod stmt;
mod string;

use ruff_python_ast as py;
use ruff_text_size::TextRange;

use crate::code::Position;

use super::ast::{Body, Expr, Module, ScopeId};
use super::error::{SyntaxError, SyntaxErrorKind};
use super::source::Source;

type Result<T> = std::result::Result<T, SyntaxError>;

/// Lowers a module.
pub(super) fn lower_module(source: &Source, body: &[py::Stmt]) -> Result<Module> {
    let mut lowerer = Lowerer { source, scopes: 1 };
    let body = lowerer.body(body)?;
    Ok(Module {
        body,
        scopes: lowerer.scopes,
    })
}

/// Lowers the one expression of `eval`, with the number of scopes.
pub(super) fn lower_expression(source: &Source, expr: &py::Expr) -> Result<(Expr, usize)> {
    let mut lowerer = Lowerer { source, scopes: 1 };
    let expr = lowerer.expr(expr)?;
    Ok((expr, lowerer.scopes))
}

struct Lowerer<'a> {
    source: &'a Source,
    /// Scopes numbered so far.
    scopes: usize,
}

impl Lowerer<'_> {
    fn new_scope(&mut self) -> ScopeId {
        self.scopes += 1;
        self.scopes - 1
    }

    fn pos(&self, range: TextRange) -> Position {
        self.source.position(range)
    }

    fn body(&mut self, stmts: &[py::Stmt]) -> Result<Body> {
        if let Some((py::Stmt::Expr(first), rest)) = stmts.split_first()
            && let py::Expr::StringLiteral(_) = *first.value
        {
            let docstring = Some(self.expr(&first.value)?);
            return Ok(Body {
                docstring,
                stmts: self.stmts(rest)?,
            });
        }
        Ok(Body {
            docstring: None,
            stmts: self.stmts(stmts)?,
        })
    }

    fn unsupported<T>(&self, construct: &str, range: TextRange) -> Result<T> {
        let message = format!("{construct} are not part of the labs' Python");
        Err(self
            .source
            .error(SyntaxErrorKind::Unsupported, message, range))
    }

    fn syntax_error<T>(&self, message: impl Into<String>, range: TextRange) -> Result<T> {
        Err(self.source.error(SyntaxErrorKind::Syntax, message, range))
    }
}
