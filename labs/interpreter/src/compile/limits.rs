//! Bounds on nesting, so that no source overflows the native stack.
//!
//! The parser and the passes after it recurse as deep as the source nests. So the
//! nesting is measured on the tokens first, which needs no recursion.

use ruff_python_ast::token::TokenKind;
use ruff_python_parser::{Mode, lexer};

use crate::code::Position;

use super::error::{SyntaxError, SyntaxErrorKind};
use super::source::Source;

/// Open brackets (`MAXLEVEL` of CPython's tokenizer).
const MAX_BRACKETS: usize = 200;
/// Indented blocks (`MAXINDENT`).
const MAX_INDENTS: usize = 100;
/// Operators that an expression can chain, those around its brackets counted. A
/// level takes about a kilobyte of native stack, of which wasm has a megabyte.
const MAX_OPERATORS: usize = 500;

/// An indented block takes as much native stack as so many operators.
const OPERATORS_AN_INDENT: usize = 4;

/// What is too deep.
#[derive(Clone, Copy)]
enum Excess {
    Brackets,
    Indents,
    Operators,
}

/// Refuses a source that nests too deeply.
pub(super) fn check(source: &Source, mode: Mode) -> Result<(), SyntaxError> {
    let Some(excess) = excess(source.text(), mode) else {
        return Ok(());
    };
    // The lexer keeps token positions to itself: search for the first line
    // with which the source is too deep.
    let (mut fits, mut exceeds) = (0, source.lines());
    while exceeds - fits > 1 {
        let middle = fits + (exceeds - fits) / 2;
        match self::excess(source.first_lines(middle), mode) {
            Some(_) => exceeds = middle,
            None => fits = middle,
        }
    }
    let line = Some(exceeds as u32);
    let pos = Position {
        line,
        end_line: line,
        col: Some(0),
        end_col: Some(0),
    };
    let (kind, message) = match excess {
        Excess::Brackets => (SyntaxErrorKind::Syntax, "too many nested parentheses"),
        Excess::Indents => (
            SyntaxErrorKind::Indentation,
            "too many levels of indentation",
        ),
        Excess::Operators => (SyntaxErrorKind::Syntax, "expression too deeply nested"),
    };
    Err(source.error_at(kind, message, pos))
}

fn excess(text: &str, mode: Mode) -> Option<Excess> {
    let mut lexer = lexer::lex(text, mode);
    // Operators since the last separator: for each open bracket those before it.
    let mut outer = Vec::new();
    let mut operators = 0;
    let mut outer_operators = 0;
    let mut indents = 0usize;
    loop {
        match lexer.next_token() {
            TokenKind::EndOfFile => return None,
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => {
                if outer.len() >= MAX_BRACKETS {
                    return Some(Excess::Brackets);
                }
                // `f()()()` nests, too.
                operators += 1;
                outer.push(operators);
                outer_operators += operators;
                operators = 0;
            }
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                operators = outer.pop().unwrap_or(0);
                outer_operators -= operators;
            }
            TokenKind::Indent => {
                indents += 1;
                if indents >= MAX_INDENTS {
                    return Some(Excess::Indents);
                }
            }
            TokenKind::Dedent => indents = indents.saturating_sub(1),
            TokenKind::Newline | TokenKind::Comma | TokenKind::Semi => operators = 0,
            kind if nests(kind) => operators += 1,
            _ => {}
        }
        if outer_operators + operators + indents * OPERATORS_AN_INDENT > MAX_OPERATORS {
            return Some(Excess::Operators);
        }
    }
}

/// Whether a token can put an expression into another.
fn nests(kind: TokenKind) -> bool {
    use TokenKind::{And, Await, Dot, Else, For, If, In, Is, Lambda, Not, Or, Yield};
    kind.is_operator()
        || matches!(
            kind,
            And | Await | Dot | Else | For | If | In | Is | Lambda | Not | Or | Yield
        )
}
