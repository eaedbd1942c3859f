//! Stores, deletions and augmented assignment.

use crate::code::Position;
use crate::compile::ast::{Expr, ExprKind};
use crate::opcode::{BinaryOp, Op};

use super::expr::{attribute_position, is_two_element_slice};
use super::{Access, Compiler, Result};

/// Most targets before a star; those after it count in the bits above.
const MAX_BEFORE_STAR: usize = 1 << 8;

impl<'a> Compiler<'a> {
    /// Stores the top of the stack in a target.
    pub(super) fn store(&mut self, target: &'a Expr) -> Result<()> {
        let pos = target.pos;
        match &target.kind {
            ExprKind::Name(name) => self.name(name, Access::Store, pos),
            ExprKind::Attribute { value, attr } => {
                self.expr(value)?;
                self.emit_name(
                    Op::StoreAttr,
                    attr,
                    attribute_position(pos, target.pos, attr),
                );
                Ok(())
            }
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                if is_two_element_slice(slice) {
                    self.slice_parts(slice)?;
                    self.emit(Op::StoreSlice, pos);
                } else {
                    self.expr(slice)?;
                    self.emit(Op::StoreSubscr, pos);
                }
                Ok(())
            }
            ExprKind::List(elts) | ExprKind::Tuple(elts) => self.unpack(elts, pos),
            ExprKind::Starred(_) => {
                self.error("starred assignment target must be in a list or tuple", pos)
            }
            _ => self.error("cannot assign to expression", pos),
        }
    }

    /// Unpacks the top of the stack into targets (`assignment_helper`).
    fn unpack(&mut self, elts: &'a [Expr], pos: Position) -> Result<()> {
        let is_starred = |elt: &Expr| matches!(elt.kind, ExprKind::Starred(_));
        match elts.iter().position(is_starred) {
            None => self.emit_arg(Op::UnpackSequence, elts.len() as u32, pos),
            Some(before) => {
                let after = elts.len() - before - 1;
                if elts[before + 1..].iter().any(is_starred) {
                    return self.error("multiple starred expressions in assignment", pos);
                }
                if before >= MAX_BEFORE_STAR {
                    return self.error("too many expressions in star-unpacking assignment", pos);
                }
                self.emit_arg(Op::UnpackEx, (before | after << 8) as u32, pos);
            }
        }
        for elt in elts {
            match &elt.kind {
                ExprKind::Starred(target) => self.store(target)?,
                _ => self.store(elt)?,
            }
        }
        Ok(())
    }

    /// `del` of a target.
    pub(super) fn delete(&mut self, target: &'a Expr) -> Result<()> {
        let pos = target.pos;
        match &target.kind {
            ExprKind::Name(name) => self.name(name, Access::Del, pos),
            ExprKind::Attribute { value, attr } => {
                self.expr(value)?;
                self.emit_name(
                    Op::DeleteAttr,
                    attr,
                    attribute_position(pos, target.pos, attr),
                );
                Ok(())
            }
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                self.expr(slice)?;
                self.emit(Op::DeleteSubscr, pos);
                Ok(())
            }
            ExprKind::List(elts) | ExprKind::Tuple(elts) => {
                elts.iter().try_for_each(|elt| self.delete(elt))
            }
            _ => self.error("cannot delete expression", pos),
        }
    }

    /// `target op= value` (`compiler_augassign`). The target's parts are
    /// evaluated once and kept below the value.
    pub(super) fn aug_assign(
        &mut self,
        target: &'a Expr,
        op: BinaryOp,
        value: &'a Expr,
        pos: Position,
    ) -> Result<()> {
        let at = target.pos;
        match &target.kind {
            ExprKind::Attribute {
                value: object,
                attr,
            } => {
                let at = attribute_position(at, target.pos, attr);
                self.expr(object)?;
                self.emit_arg(Op::Copy, 1, at);
                self.emit_load_attr(attr, false, at);
                self.in_place(op, value, pos)?;
                self.emit_arg(Op::Swap, 2, at);
                self.emit_name(Op::StoreAttr, attr, at);
            }
            ExprKind::Subscript {
                value: object,
                slice,
            } if is_two_element_slice(slice) => {
                self.expr(object)?;
                self.slice_parts(slice)?;
                for _ in 0..3 {
                    self.emit_arg(Op::Copy, 3, at);
                }
                self.emit(Op::BinarySlice, at);
                self.in_place(op, value, pos)?;
                for depth in [4, 3, 2] {
                    self.emit_arg(Op::Swap, depth, at);
                }
                self.emit(Op::StoreSlice, at);
            }
            ExprKind::Subscript {
                value: object,
                slice,
            } => {
                self.expr(object)?;
                self.expr(slice)?;
                self.emit_arg(Op::Copy, 2, at);
                self.emit_arg(Op::Copy, 2, at);
                self.emit(Op::BinarySubscr, at);
                self.in_place(op, value, pos)?;
                self.emit_arg(Op::Swap, 3, at);
                self.emit_arg(Op::Swap, 2, at);
                self.emit(Op::StoreSubscr, at);
            }
            ExprKind::Name(name) => {
                self.name(name, Access::Load, at)?;
                self.in_place(op, value, pos)?;
                self.name(name, Access::Store, at)?;
            }
            _ => return self.error("illegal expression for augmented assignment", at),
        }
        Ok(())
    }

    fn in_place(&mut self, op: BinaryOp, value: &'a Expr, pos: Position) -> Result<()> {
        self.expr(value)?;
        self.emit_arg(Op::BinaryOp, op.inplace() as u32, pos);
        Ok(())
    }
}
