//! Constant folding on the tree, as CPython's `Python/ast_opt.c` does it.
//!
//! What is folded decides which objects a program makes and which its code
//! object owns, so the same things are folded and the same are left: nothing
//! that raises, nothing whose result would be large.

mod arith;
mod format;

use crate::code::{Const, Position};
use crate::opcode::BinaryOp;

use super::ast::{Comparison, Expr, ExprKind, UnaryOp};

/// `op operand`. An inverted comparison keeps its own position.
pub(super) fn unary(op: UnaryOp, mut operand: Expr, pos: Position) -> Expr {
    if op == UnaryOp::Not
        && let ExprKind::Compare { ops, .. } = &mut operand.kind
        && let [single] = ops.as_mut_slice()
    {
        let inverse = match single {
            Comparison::Is => Some(Comparison::IsNot),
            Comparison::IsNot => Some(Comparison::Is),
            Comparison::In => Some(Comparison::NotIn),
            Comparison::NotIn => Some(Comparison::In),
            Comparison::Rich(_) => None,
        };
        if let Some(inverse) = inverse {
            *single = inverse;
            return operand;
        }
    }
    if let ExprKind::Constant(value) = &operand.kind
        && let Some(folded) = arith::unary(op, value)
    {
        return Expr {
            kind: ExprKind::Constant(folded),
            pos,
        };
    }
    Expr {
        kind: ExprKind::Unary {
            op,
            operand: Box::new(operand),
        },
        pos,
    }
}

/// `left op right`.
pub(super) fn binary(left: Expr, op: BinaryOp, right: Expr) -> ExprKind {
    match (&left.kind, &right.kind) {
        (ExprKind::Constant(a), ExprKind::Constant(b)) => {
            if let Some(folded) = arith::binary(a, op, b) {
                return ExprKind::Constant(folded);
            }
        }
        (ExprKind::Constant(Const::Str(template)), ExprKind::Tuple(_))
            if op == BinaryOp::Remainder =>
        {
            let pieces = format::pieces(template);
            return match pieces {
                Some(pieces) => format::percent(pieces, left, right),
                None => ExprKind::Binary {
                    left: Box::new(left),
                    op,
                    right: Box::new(right),
                },
            };
        }
        _ => {}
    }
    ExprKind::Binary {
        left: Box::new(left),
        op,
        right: Box::new(right),
    }
}

/// A tuple that is read.
pub(super) fn tuple(elts: Vec<Expr>) -> ExprKind {
    match constants(&elts) {
        Some(values) => ExprKind::Constant(Const::Tuple(values)),
        None => ExprKind::Tuple(elts),
    }
}

/// `value[slice]`, read.
pub(super) fn subscript(value: Expr, slice: Expr) -> ExprKind {
    if let (ExprKind::Constant(container), ExprKind::Constant(index)) = (&value.kind, &slice.kind)
        && let Some(folded) = arith::index(container, index)
    {
        return ExprKind::Constant(folded);
    }
    ExprKind::Subscript {
        value: Box::new(value),
        slice: Box::new(slice),
    }
}

/// The iterable of a `for` or the right side of an `in`: a display that
/// nobody can see as a list or a set becomes a tuple or a frozen set.
pub(super) fn iterable(expr: Expr) -> Expr {
    let pos = expr.pos;
    let kind = match expr.kind {
        ExprKind::List(elts) if !elts.iter().any(is_starred) => tuple(elts),
        ExprKind::Set(elts) => match constants(&elts) {
            Some(values) => ExprKind::Constant(Const::FrozenSet(values)),
            None => ExprKind::Set(elts),
        },
        kind => kind,
    };
    Expr { kind, pos }
}

/// The values of expressions that are all constants.
pub(super) fn constants(elts: &[Expr]) -> Option<Vec<Const>> {
    let value = |elt: &Expr| match &elt.kind {
        ExprKind::Constant(value) => Some(value.clone()),
        _ => None,
    };
    elts.iter().map(value).collect()
}

fn is_starred(elt: &Expr) -> bool {
    matches!(elt.kind, ExprKind::Starred(_))
}
