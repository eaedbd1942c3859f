//! Expressions for their value.

use crate::code::{Const, Position};
use crate::compile::ast::{Expr, ExprKind, UnaryOp};
use crate::compile::ir::Pseudo;
use crate::opcode::{Op, format_value, intrinsic1, resume};

use super::display::Display;
use super::{Access, Compiler, NO_POSITION, Result, STACK_USE_GUIDELINE};

impl<'a> Compiler<'a> {
    /// Pushes the value of an expression (`compiler_visit_expr1`).
    pub(super) fn expr(&mut self, expr: &'a Expr) -> Result<()> {
        let pos = expr.pos;
        match &expr.kind {
            ExprKind::Constant(value) => self.load_const(value.clone(), pos),
            ExprKind::Name(name) => self.name(name, Access::Load, pos)?,
            ExprKind::BoolOp { op, values } => self.bool_op(*op, values, pos)?,
            ExprKind::Named { target, value } => {
                self.expr(value)?;
                self.emit_arg(Op::Copy, 1, pos);
                self.store(target)?;
            }
            ExprKind::Binary { left, op, right } => {
                self.expr(left)?;
                self.expr(right)?;
                self.emit_arg(Op::BinaryOp, *op as u32, pos);
            }
            ExprKind::Unary { op, operand } => {
                self.expr(operand)?;
                match op {
                    UnaryOp::Invert => self.emit(Op::UnaryInvert, pos),
                    UnaryOp::Not => self.emit(Op::UnaryNot, pos),
                    UnaryOp::USub => self.emit(Op::UnaryNegative, pos),
                    UnaryOp::UAdd => {
                        self.emit_arg(Op::CallIntrinsic1, intrinsic1::UNARY_POSITIVE, pos);
                    }
                }
            }
            ExprKind::Lambda(lambda) => self.lambda(lambda, pos)?,
            ExprKind::IfExp { test, body, orelse } => self.if_exp(test, body, orelse)?,
            ExprKind::Dict { keys, values } => self.dict(keys, values, pos)?,
            ExprKind::Set(elts) => self.display(elts, 0, Display::Set, pos)?,
            ExprKind::List(elts) => self.display(elts, 0, Display::List, pos)?,
            ExprKind::Tuple(elts) => self.display(elts, 0, Display::Tuple, pos)?,
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension, pos)?,
            ExprKind::Yield(value) => self.yield_expr(value.as_deref(), pos)?,
            ExprKind::YieldFrom(value) => self.yield_from(value, pos)?,
            ExprKind::Compare {
                left,
                ops,
                comparators,
            } => {
                self.compare(left, ops, comparators, pos)?;
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => self.call(func, args, keywords, pos)?,
            ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            } => {
                self.expr(value)?;
                let mut arg = *conversion;
                if let Some(spec) = spec {
                    self.expr(spec)?;
                    arg |= format_value::HAVE_SPEC;
                }
                self.emit_arg(Op::FormatValue, arg, pos);
            }
            ExprKind::JoinedStr(values) => self.joined_str(values, pos)?,
            ExprKind::Attribute { value, attr } => {
                if let Some(call) = self.as_super_call(value, attr) {
                    self.load_super_attr(call, attr, false, pos)?;
                    self.emit(Op::Nop, attribute_position(pos, pos, attr));
                } else {
                    self.expr(value)?;
                    self.emit_load_attr(attr, false, attribute_position(pos, pos, attr));
                }
            }
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                if is_two_element_slice(slice) {
                    self.slice_parts(slice)?;
                    self.emit(Op::BinarySlice, pos);
                } else {
                    self.expr(slice)?;
                    self.emit(Op::BinarySubscr, pos);
                }
            }
            ExprKind::Slice { .. } => {
                let count = self.slice_parts(expr)?;
                self.emit_arg(Op::BuildSlice, count, pos);
            }
            ExprKind::Starred(_) => {
                return self.error("can't use starred expression here", pos);
            }
        }
        Ok(())
    }

    /// Pushes the two or three parts of a slice; returns their number.
    pub(super) fn slice_parts(&mut self, slice: &'a Expr) -> Result<u32> {
        let ExprKind::Slice { lower, upper, step } = &slice.kind else {
            return Ok(0);
        };
        for part in [lower, upper] {
            match part {
                Some(part) => self.expr(part)?,
                None => self.load_const(Const::None, slice.pos),
            }
        }
        match step {
            Some(step) => {
                self.expr(step)?;
                Ok(3)
            }
            None => Ok(2),
        }
    }

    fn joined_str(&mut self, values: &'a [Expr], pos: Position) -> Result<()> {
        if values.len() > STACK_USE_GUIDELINE {
            self.load_str("", pos);
            self.emit_load_attr("join", true, pos);
            self.emit_arg(Op::BuildList, 0, pos);
            for value in values {
                self.expr(value)?;
                self.emit_arg(Op::ListAppend, 1, pos);
            }
            self.emit_arg(Op::Call, 1, pos);
            return Ok(());
        }
        values.iter().try_for_each(|value| self.expr(value))?;
        if values.len() != 1 {
            self.emit_arg(Op::BuildString, values.len() as u32, pos);
        }
        Ok(())
    }

    fn yield_expr(&mut self, value: Option<&'a Expr>, pos: Position) -> Result<()> {
        if !self.block().is_function() {
            return self.error("'yield' outside function", pos);
        }
        match value {
            Some(value) => self.expr(value)?,
            None => self.load_const(Const::None, pos),
        }
        self.emit_yield(pos);
        Ok(())
    }

    /// Yields the top of the stack; what is sent takes its place.
    pub(super) fn emit_yield(&mut self, pos: Position) {
        self.emit(Op::YieldValue, pos);
        self.emit_arg(Op::Resume, resume::AFTER_YIELD, pos);
    }

    /// `yield from` (`compiler_add_yield_from`).
    fn yield_from(&mut self, value: &'a Expr, pos: Position) -> Result<()> {
        if !self.block().is_function() {
            return self.error("'yield' outside function", pos);
        }
        self.expr(value)?;
        self.emit(Op::GetYieldFromIter, pos);
        self.load_const(Const::None, pos);
        let send = self.new_label();
        let fail = self.new_label();
        let exit = self.new_label();
        self.use_label(send);
        self.emit_jump(Op::Send, exit, pos);
        // A StopIteration out of throw() or close() is the result, too.
        self.emit_jump(Pseudo::SetupFinally, fail, pos);
        self.emit(Op::YieldValue, pos);
        self.emit(Pseudo::PopBlock, NO_POSITION);
        self.emit_arg(Op::Resume, resume::AFTER_YIELD_FROM, pos);
        self.emit_jump(Pseudo::JumpNoInterrupt, send, pos);
        self.use_label(fail);
        self.emit(Op::CleanupThrow, pos);
        self.use_label(exit);
        self.emit(Op::EndSend, pos);
        Ok(())
    }
}

/// Whether a subscript is `a[b:c]`, which has instructions of its own.
pub(super) fn is_two_element_slice(slice: &Expr) -> bool {
    matches!(slice.kind, ExprKind::Slice { step: None, .. })
}

/// The position of an attribute's instruction: if `pos` begins on an earlier
/// line than the attribute's name, it moves to the name
/// (`update_start_location_to_match_attr`). `whole` is the attribute
/// expression's position.
pub(super) fn attribute_position(pos: Position, whole: Position, attr: &str) -> Position {
    if pos.line == whole.end_line {
        return pos;
    }
    let length = attr.chars().count() as u32;
    let col = whole.end_col.and_then(|end| end.checked_sub(length));
    let end_col = col.and(pos.end_col);
    Position {
        line: whole.end_line,
        end_line: pos.end_line,
        col,
        end_col,
    }
}
