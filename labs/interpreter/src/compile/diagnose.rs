//! The parser's errors in CPython's words, where CPython has the same error
//! (`Grammar/python.gram`, the `invalid_…` rules, and `Parser/tokenizer.c`).

use ruff_python_ast::Expr;
use ruff_python_ast::token::{TokenKind, Tokens};
use ruff_python_parser::{
    InterpolatedStringErrorType, LexicalErrorType, ParseError, ParseErrorType, parse_expression,
};
use ruff_text_size::{Ranged, TextRange};

use super::error::{SyntaxError, SyntaxErrorKind};
use super::source::Source;

/// Words the first error of a source.
pub(super) fn translate(source: &Source, error: &ParseError, tokens: &Tokens) -> SyntaxError {
    use SyntaxErrorKind::{Indentation, Syntax};
    let range = error.location;
    if let Some((bracket, range)) = unclosed_bracket(source, tokens, range) {
        return source.error(Syntax, format!("'{bracket}' was never closed"), range);
    }
    match &error.error {
        ParseErrorType::UnexpectedIndentation => {
            source.error(Indentation, "unexpected indent", range)
        }
        ParseErrorType::Lexical(lexical) => translate_lexical(source, lexical, range),
        ParseErrorType::OtherError(message) => {
            if let Some(clause) = message.strip_prefix("Expected an indented block after ") {
                return missing_block(source, clause, tokens, range);
            }
            let message = if message.starts_with("Expected `except` or `finally`") {
                "expected 'except' or 'finally' block"
            } else {
                "invalid syntax"
            };
            invalid(source, message, range)
        }
        kind => {
            let message = message(source, kind, range);
            invalid(source, message, range)
        }
    }
}

/// An error that covers at least one column.
fn invalid(source: &Source, message: impl Into<String>, range: TextRange) -> SyntaxError {
    let mut error = source.error(SyntaxErrorKind::Syntax, message, range);
    error.end_col = error.end_col.max(error.col + 1);
    error
}

fn message(source: &Source, kind: &ParseErrorType, range: TextRange) -> String {
    let message = match kind {
        ParseErrorType::InvalidAssignmentTarget => return cannot_assign(source, range),
        ParseErrorType::InvalidNamedAssignmentTarget => {
            let what = expression_name(source, range);
            return format!("cannot use assignment expressions with {what}");
        }
        ParseErrorType::InvalidAugmentedAssignmentTarget => {
            let what = expression_name(source, range);
            return format!("'{what}' is an illegal expression for augmented assignment");
        }
        ParseErrorType::InvalidDeleteTarget => {
            return format!("cannot delete {}", expression_name(source, range));
        }
        ParseErrorType::InvalidAnnotatedAssignmentTarget => match expression_name(source, range) {
            what @ ("list" | "tuple") => {
                return format!("only single target (not {what}) can be annotated");
            }
            _ => "illegal target for annotation",
        },
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Colon,
            ..
        } => "expected ':'",
        ParseErrorType::ExpectedToken {
            expected: TokenKind::Else,
            ..
        } => "expected 'else' after 'if' expression",
        ParseErrorType::PositionalAfterKeywordArgument => {
            "positional argument follows keyword argument"
        }
        ParseErrorType::PositionalAfterKeywordUnpacking => {
            "positional argument follows keyword argument unpacking"
        }
        ParseErrorType::InvalidArgumentUnpackingOrder => {
            "iterable argument unpacking follows keyword argument unpacking"
        }
        ParseErrorType::NonDefaultParamAfterDefaultParam => {
            "parameter without a default follows parameter with a default"
        }
        ParseErrorType::ExpectedKeywordParam => "named arguments must follow bare *",
        ParseErrorType::UnparenthesizedGeneratorExpression => {
            "Generator expression must be parenthesized"
        }
        ParseErrorType::InvalidStarredExpressionUsage => "can't use starred expression here",
        ParseErrorType::FStringError(error) => interpolation_message(error),
        ParseErrorType::SimpleStatementsOnSameLine => {
            if let Some(name) = old_statement(source, range) {
                return format!(
                    "Missing parentheses in call to '{name}'. Did you mean {name}(...)?"
                );
            }
            "invalid syntax"
        }
        _ => "invalid syntax",
    };
    message.to_owned()
}

fn translate_lexical(source: &Source, error: &LexicalErrorType, range: TextRange) -> SyntaxError {
    use SyntaxErrorKind::{Indentation, Syntax, Tab};
    let text = source.slice(range);
    let (kind, message) = match error {
        LexicalErrorType::IndentationError if mixes_tabs(source, range) => (
            Tab,
            "inconsistent use of tabs and spaces in indentation".to_owned(),
        ),
        LexicalErrorType::IndentationError => (
            Indentation,
            "unindent does not match any outer indentation level".to_owned(),
        ),
        LexicalErrorType::StringError | LexicalErrorType::UnclosedStringError => {
            let last = source.position(TextRange::empty(range.end()));
            let triple = if text.contains("\"\"\"") || text.contains("'''") {
                "triple-quoted "
            } else {
                ""
            };
            let line = last.line.unwrap_or(1);
            let message = format!("unterminated {triple}string literal (detected at line {line})");
            return source.error(Syntax, message, TextRange::empty(range.start()));
        }
        LexicalErrorType::LineContinuationError => (
            Syntax,
            "unexpected character after line continuation character".to_owned(),
        ),
        LexicalErrorType::Eof => (Syntax, "unexpected EOF while parsing".to_owned()),
        LexicalErrorType::InvalidByteLiteral => (
            Syntax,
            "bytes can only contain ASCII literal characters".to_owned(),
        ),
        LexicalErrorType::UnicodeError
        | LexicalErrorType::MissingUnicodeLbrace
        | LexicalErrorType::MissingUnicodeRbrace => (
            Syntax,
            "(unicode error) malformed escape in string literal".to_owned(),
        ),
        LexicalErrorType::FStringError(error) => (Syntax, interpolation_message(error).to_owned()),
        LexicalErrorType::OtherError(message) if message.contains("decimal integer literal") => (
            Syntax,
            "leading zeros in decimal integer literals are not permitted; \
             use an 0o prefix for octal integers"
                .to_owned(),
        ),
        _ => (Syntax, "invalid syntax".to_owned()),
    };
    source.error(kind, message, range)
}

fn interpolation_message(error: &InterpolatedStringErrorType) -> &'static str {
    match error {
        InterpolatedStringErrorType::UnclosedLbrace => "f-string: expecting '}'",
        InterpolatedStringErrorType::InvalidConversionFlag => {
            "f-string: invalid conversion character: expected 's', 'r', or 'a'"
        }
        InterpolatedStringErrorType::SingleRbrace => "f-string: single '}' is not allowed",
        InterpolatedStringErrorType::UnterminatedString => "unterminated f-string literal",
        InterpolatedStringErrorType::UnterminatedTripleQuotedString => {
            "unterminated triple-quoted f-string literal"
        }
        InterpolatedStringErrorType::LambdaWithoutParentheses => {
            "f-string: lambda expressions are not allowed without parentheses"
        }
        InterpolatedStringErrorType::ConversionFlagNotImmediatelyAfterExclamation => {
            "f-string: conversion type must come right after the exclamation mark"
        }
        InterpolatedStringErrorType::NewlineInFormatSpec => "unterminated f-string literal",
    }
}

/// A block that is missing after a clause such as "`if` statement".
fn missing_block(source: &Source, clause: &str, tokens: &Tokens, range: TextRange) -> SyntaxError {
    let clause = clause.replace('`', "'");
    // The clause's colon stands on the line that the message names.
    let mut before = tokens
        .iter()
        .rev()
        .skip_while(|token| token.end() > range.end());
    let colon = before.find(|token| token.kind() == TokenKind::Colon);
    let line = colon
        .and_then(|colon| source.position(colon.range()).line)
        .unwrap_or(1);
    let message = format!("expected an indented block after {clause} on line {line}");
    source.error(SyntaxErrorKind::Indentation, message, range)
}

/// The innermost bracket that is open at the end of a source whose error is
/// there, too.
fn unclosed_bracket(
    source: &Source,
    tokens: &Tokens,
    error: TextRange,
) -> Option<(char, TextRange)> {
    let mut open = Vec::new();
    for token in tokens.iter() {
        match token.kind() {
            TokenKind::Lpar | TokenKind::Lsqb | TokenKind::Lbrace => open.push(token.range()),
            TokenKind::Rpar | TokenKind::Rsqb | TokenKind::Rbrace => {
                open.pop();
            }
            _ => {}
        }
    }
    let range = open.pop()?;
    let rest = &source.text()[error.end().to_usize()..];
    let at_end = rest.trim().is_empty() || error.start() > range.start();
    let bracket = source.slice(range).chars().next()?;
    at_end.then_some((bracket, range))
}

fn cannot_assign(source: &Source, range: TextRange) -> String {
    let what = expression_name(source, range);
    let text = source.text();
    let line_start = text[..range.start().to_usize()]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let is_first = text[line_start..range.start().to_usize()].trim().is_empty();
    let rest = text[range.end().to_usize()..].trim_start_matches([' ', '\t']);
    let is_assigned = rest.starts_with('=') && !rest.starts_with("==");
    let is_keyword = matches!(what, "None" | "True" | "False");
    if is_first && is_assigned && !is_keyword {
        return format!("cannot assign to {what} here. Maybe you meant '==' instead of '='?");
    }
    format!("cannot assign to {what}")
}

/// What CPython calls an expression (`_PyPegen_get_expr_name`).
fn expression_name(source: &Source, range: TextRange) -> &'static str {
    let Ok(parsed) = parse_expression(source.slice(range)) else {
        return "expression";
    };
    match parsed.expr() {
        Expr::Attribute(_) => "attribute",
        Expr::Subscript(_) => "subscript",
        Expr::Starred(_) => "starred",
        Expr::Name(_) => "name",
        Expr::List(_) => "list",
        Expr::Tuple(_) => "tuple",
        Expr::Lambda(_) => "lambda",
        Expr::Call(_) => "function call",
        Expr::Generator(_) => "generator expression",
        Expr::Yield(_) | Expr::YieldFrom(_) => "yield expression",
        Expr::Await(_) => "await expression",
        Expr::ListComp(_) => "list comprehension",
        Expr::SetComp(_) => "set comprehension",
        Expr::DictComp(_) => "dict comprehension",
        Expr::Dict(_) => "dict literal",
        Expr::Set(_) => "set display",
        Expr::FString(_) => "f-string expression",
        Expr::NoneLiteral(_) => "None",
        Expr::BooleanLiteral(literal) if literal.value => "True",
        Expr::BooleanLiteral(_) => "False",
        Expr::EllipsisLiteral(_) => "ellipsis",
        Expr::StringLiteral(_) | Expr::BytesLiteral(_) | Expr::NumberLiteral(_) => "literal",
        Expr::Compare(_) => "comparison",
        Expr::If(_) => "conditional expression",
        Expr::Named(_) => "named expression",
        _ => "expression",
    }
}

/// `print` or `exec`, if the statement before an error is just that name.
fn old_statement(source: &Source, range: TextRange) -> Option<&'static str> {
    let before = &source.text()[..range.start().to_usize()];
    let line = before.rsplit(['\n', ';']).next()?;
    ["print", "exec"]
        .into_iter()
        .find(|name| line.trim() == *name)
}

/// Whether a line and the one before it are indented with different characters.
fn mixes_tabs(source: &Source, range: TextRange) -> bool {
    let end = range.end().to_usize();
    let mut indents = source.text()[..end].lines().rev().map(|line| {
        let text = line.trim_start();
        line[..line.len() - text.len()].to_owned()
    });
    let here = indents.next().unwrap_or_default();
    let before = indents
        .find(|indent| !indent.is_empty())
        .unwrap_or_default();
    here.contains('\t') != before.contains('\t')
}
