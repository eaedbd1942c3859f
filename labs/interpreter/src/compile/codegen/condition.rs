//! Conditions: `if`, `assert`, comparisons, `and`, `or`, `not` and the jumps
//! that they become.

use crate::code::Position;
use crate::compile::ast::{BoolOp, Comparison, Expr, ExprKind, IfClause, Stmt, UnaryOp};
use crate::compile::ir::{Label, Pseudo};
use crate::opcode::Op;

use super::{Compiler, NO_POSITION, Result};

impl<'a> Compiler<'a> {
    /// `if` with its `elif`s (`compiler_if`).
    pub(super) fn if_stmt(&mut self, clauses: &'a [IfClause], orelse: &'a [Stmt]) -> Result<()> {
        let mut ends = Vec::with_capacity(clauses.len());
        for (i, clause) in clauses.iter().enumerate() {
            let end = self.new_label();
            ends.push(end);
            let has_else = i + 1 < clauses.len() || !orelse.is_empty();
            let next = if has_else { self.new_label() } else { end };
            self.jump_if(&clause.test, next, false)?;
            self.stmts(&clause.body)?;
            if has_else {
                self.emit_jump(Pseudo::Jump, end, NO_POSITION);
                self.use_label(next);
            }
        }
        self.stmts(orelse)?;
        for end in ends {
            self.use_label(end);
        }
        Ok(())
    }

    pub(super) fn assert_stmt(
        &mut self,
        test: &'a Expr,
        msg: Option<&'a Expr>,
        pos: Position,
    ) -> Result<()> {
        let end = self.new_label();
        self.jump_if(test, end, true)?;
        self.emit(Op::LoadAssertionError, pos);
        if let Some(msg) = msg {
            self.expr(msg)?;
            self.emit_arg(Op::Call, 0, pos);
        }
        self.emit_arg(Op::RaiseVarargs, 1, pos);
        self.use_label(end);
        Ok(())
    }

    /// `body if test else orelse`.
    pub(super) fn if_exp(
        &mut self,
        test: &'a Expr,
        body: &'a Expr,
        orelse: &'a Expr,
    ) -> Result<()> {
        let end = self.new_label();
        let next = self.new_label();
        self.jump_if(test, next, false)?;
        self.expr(body)?;
        self.emit_jump(Pseudo::Jump, end, NO_POSITION);
        self.use_label(next);
        self.expr(orelse)?;
        self.use_label(end);
        Ok(())
    }

    /// `and` and `or` for their value.
    pub(super) fn bool_op(&mut self, op: BoolOp, values: &'a [Expr], pos: Position) -> Result<()> {
        let jump = match op {
            BoolOp::And => Op::PopJumpIfFalse,
            BoolOp::Or => Op::PopJumpIfTrue,
        };
        let end = self.new_label();
        for (i, value) in values.iter().enumerate() {
            self.expr(value)?;
            if i + 1 < values.len() {
                self.emit_arg(Op::Copy, 1, pos);
                self.emit_jump(jump, end, pos);
                self.emit(Op::PopTop, pos);
            }
        }
        self.use_label(end);
        Ok(())
    }

    /// A comparison or a chain of them for its value.
    pub(super) fn compare(
        &mut self,
        left: &'a Expr,
        ops: &[Comparison],
        comparators: &'a [Expr],
        pos: Position,
    ) -> Result<()> {
        if let ([op], [right]) = (ops, comparators) {
            self.expr(left)?;
            self.expr(right)?;
            self.compare_op(*op, pos);
            return Ok(());
        }
        let cleanup = self.new_label();
        let end = self.new_label();
        self.expr(left)?;
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            self.expr(right)?;
            if i + 1 == ops.len() {
                self.compare_op(*op, pos);
                break;
            }
            self.emit_arg(Op::Swap, 2, pos);
            self.emit_arg(Op::Copy, 2, pos);
            self.compare_op(*op, pos);
            self.emit_arg(Op::Copy, 1, pos);
            self.emit_jump(Op::PopJumpIfFalse, cleanup, pos);
            self.emit(Op::PopTop, pos);
        }
        self.emit_jump(Pseudo::Jump, end, NO_POSITION);
        self.use_label(cleanup);
        self.emit_arg(Op::Swap, 2, pos);
        self.emit(Op::PopTop, pos);
        self.use_label(end);
        Ok(())
    }

    fn compare_op(&mut self, op: Comparison, pos: Position) {
        let (op, arg) = match op {
            Comparison::Rich(op) => (Op::CompareOp, op.to_arg()),
            Comparison::Is => (Op::IsOp, 0),
            Comparison::IsNot => (Op::IsOp, 1),
            Comparison::In => (Op::ContainsOp, 0),
            Comparison::NotIn => (Op::ContainsOp, 1),
        };
        self.emit_arg(op, arg, pos);
    }

    /// Jumps to `next` if the truth of `test` is `cond`, else goes on
    /// (`compiler_jump_if`).
    pub(super) fn jump_if(&mut self, test: &'a Expr, next: Label, cond: bool) -> Result<()> {
        let pos = test.pos;
        match &test.kind {
            ExprKind::Unary {
                op: UnaryOp::Not,
                operand,
            } => self.jump_if(operand, next, !cond),
            ExprKind::BoolOp { op, values } => self.jump_if_bool_op(*op, values, next, cond),
            ExprKind::IfExp { test, body, orelse } => {
                let end = self.new_label();
                let otherwise = self.new_label();
                self.jump_if(test, otherwise, false)?;
                self.jump_if(body, next, cond)?;
                self.emit_jump(Pseudo::Jump, end, NO_POSITION);
                self.use_label(otherwise);
                self.jump_if(orelse, next, cond)?;
                self.use_label(end);
                Ok(())
            }
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } if ops.len() > 1 => self.jump_if_chain(left, ops, comparators, next, cond, pos),
            _ => {
                self.expr(test)?;
                self.emit_jump(jump_op(cond), next, pos);
                Ok(())
            }
        }
    }

    fn jump_if_bool_op(
        &mut self,
        op: BoolOp,
        values: &'a [Expr],
        next: Label,
        cond: bool,
    ) -> Result<()> {
        let decides = op == BoolOp::Or;
        let inner = if decides == cond {
            next
        } else {
            self.new_label()
        };
        let Some((last, first)) = values.split_last() else {
            return Ok(());
        };
        for value in first {
            self.jump_if(value, inner, decides)?;
        }
        self.jump_if(last, next, cond)?;
        if inner != next {
            self.use_label(inner);
        }
        Ok(())
    }

    fn jump_if_chain(
        &mut self,
        left: &'a Expr,
        ops: &[Comparison],
        comparators: &'a [Expr],
        next: Label,
        cond: bool,
        pos: Position,
    ) -> Result<()> {
        let cleanup = self.new_label();
        let end = self.new_label();
        self.expr(left)?;
        for (i, (op, right)) in ops.iter().zip(comparators).enumerate() {
            self.expr(right)?;
            if i + 1 == ops.len() {
                self.compare_op(*op, pos);
                break;
            }
            self.emit_arg(Op::Swap, 2, pos);
            self.emit_arg(Op::Copy, 2, pos);
            self.compare_op(*op, pos);
            self.emit_jump(Op::PopJumpIfFalse, cleanup, pos);
        }
        self.emit_jump(jump_op(cond), next, pos);
        self.emit_jump(Pseudo::Jump, end, NO_POSITION);
        self.use_label(cleanup);
        self.emit(Op::PopTop, pos);
        if !cond {
            self.emit_jump(Pseudo::Jump, next, NO_POSITION);
        }
        self.use_label(end);
        Ok(())
    }
}

fn jump_op(cond: bool) -> Op {
    if cond {
        Op::PopJumpIfTrue
    } else {
        Op::PopJumpIfFalse
    }
}
