//! `'…%s…' % (a, b)`, compiled as an f-string (`optimize_format` in
//! `Python/ast_opt.c`).

use crate::code::{Const, Position};
use crate::compile::ast::{Expr, ExprKind};
use crate::opcode::{BinaryOp, format_value};

/// A width or precision has fewer digits than this (`MAXDIGITS`).
const MAX_DIGITS: usize = 3;

/// A piece of a template.
pub(super) enum Piece {
    Literal(String),
    /// A conversion and the format spec that does the same.
    Field {
        conversion: u32,
        spec: String,
    },
}

/// The template cut up; `None` if it has anything but `%s`, `%r`, `%a` and `%%`.
pub(super) fn pieces(template: &str) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    let mut literal = String::new();
    let mut chars = template.chars().peekable();
    while let Some(c) = chars.next() {
        if c != '%' {
            literal.push(c);
            continue;
        }
        if chars.next_if_eq(&'%').is_some() {
            literal.push('%');
            continue;
        }
        if !literal.is_empty() {
            pieces.push(Piece::Literal(std::mem::take(&mut literal)));
        }
        pieces.push(field(&mut chars)?);
    }
    if !literal.is_empty() {
        pieces.push(Piece::Literal(literal));
    }
    Some(pieces)
}

/// The f-string of the pieces, or the `%` as it is if their number differs
/// from the tuple's.
pub(super) fn percent(pieces: Vec<Piece>, template: Expr, tuple: Expr) -> ExprKind {
    let fields = pieces
        .iter()
        .filter(|piece| matches!(piece, Piece::Field { .. }))
        .count();
    let elts = match tuple.kind {
        ExprKind::Tuple(elts)
            if elts.len() == fields
                && !elts
                    .iter()
                    .any(|elt| matches!(elt.kind, ExprKind::Starred(_))) =>
        {
            elts
        }
        kind => {
            let right = Box::new(Expr {
                kind,
                pos: tuple.pos,
            });
            return ExprKind::Binary {
                left: Box::new(template),
                op: BinaryOp::Remainder,
                right,
            };
        }
    };
    let mut elts = elts.into_iter();
    let mut values = Vec::with_capacity(pieces.len());
    for piece in pieces {
        match piece {
            Piece::Literal(text) => {
                // CPython gives these no position.
                let kind = ExprKind::Constant(Const::Str(text));
                values.push(Expr {
                    kind,
                    pos: Position::default(),
                });
            }
            Piece::Field { conversion, spec } => {
                let Some(value) = elts.next() else { break };
                let pos = value.pos;
                let spec = (!spec.is_empty()).then(|| {
                    Box::new(Expr {
                        kind: ExprKind::Constant(Const::Str(spec)),
                        pos,
                    })
                });
                let kind = ExprKind::FormattedValue {
                    value: Box::new(value),
                    conversion,
                    spec,
                };
                values.push(Expr { kind, pos });
            }
        }
    }
    ExprKind::JoinedStr(values)
}

/// What follows a `%`: flags, width, precision and the conversion.
fn field(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<Piece> {
    let mut left = false;
    while let Some(flag) = chars.next_if(|c| "-+ #0".contains(*c)) {
        if flag != '-' {
            return None;
        }
        left = true;
    }
    let width = digits(chars)?;
    let precision = match chars.next_if_eq(&'.') {
        Some(_) => Some(digits(chars)?).map(|digits| {
            if digits.is_empty() {
                "0".into()
            } else {
                digits
            }
        }),
        None => None,
    };
    let conversion = match chars.next()? {
        's' => format_value::STR,
        'r' => format_value::REPR,
        'a' => format_value::ASCII,
        _ => return None,
    };
    let mut spec = String::new();
    if !left && !width.is_empty() {
        spec.push('>');
    }
    spec.push_str(&width);
    if let Some(precision) = precision {
        spec.push('.');
        spec.push_str(&precision);
    }
    Some(Piece::Field { conversion, spec })
}

/// A number of the template without leading zeros; `None` if it is too long.
fn digits(chars: &mut std::iter::Peekable<std::str::Chars<'_>>) -> Option<String> {
    let mut digits = String::new();
    while let Some(digit) = chars.next_if(char::is_ascii_digit) {
        digits.push(digit);
    }
    if digits.len() >= MAX_DIGITS {
        return None;
    }
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() && !digits.is_empty() {
        return Some("0".to_owned());
    }
    Some(significant.to_owned())
}
