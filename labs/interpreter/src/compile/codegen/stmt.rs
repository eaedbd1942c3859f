//! Simple statements, imports and the dispatch to the others.

use num_bigint::BigInt;

use crate::code::{Const, Position};
use crate::compile::ast::{Alias, Expr, ExprKind, Stmt, StmtKind};
use crate::opcode::{Op, intrinsic1};

use super::unit::UnitKind;
use super::{Access, Compiler, NO_POSITION, Result};

impl<'a> Compiler<'a> {
    pub(super) fn stmt(&mut self, stmt: &'a Stmt) -> Result<()> {
        let pos = stmt.pos;
        match &stmt.kind {
            StmtKind::Function(function) => self.function(function, pos),
            StmtKind::Class(class) => self.class(class, pos),
            StmtKind::Return(value) => self.return_stmt(value.as_ref(), pos),
            StmtKind::Delete(targets) => targets.iter().try_for_each(|target| self.delete(target)),
            StmtKind::Assign { targets, value } => {
                self.expr(value)?;
                for (i, target) in targets.iter().enumerate() {
                    if i + 1 < targets.len() {
                        self.emit_arg(Op::Copy, 1, pos);
                    }
                    self.store(target)?;
                }
                Ok(())
            }
            StmtKind::AugAssign { target, op, value } => self.aug_assign(target, *op, value, pos),
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => self.ann_assign(target, annotation, value.as_ref(), *simple, pos),
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => self.for_stmt(target, iter, body, orelse, pos),
            StmtKind::While { test, body, orelse } => self.while_stmt(test, body, orelse),
            StmtKind::If { clauses, orelse } => self.if_stmt(clauses, orelse),
            StmtKind::With { items, body } => self.with_stmt(items, body, pos),
            StmtKind::Raise { exc, cause } => {
                let mut count = 0;
                for operand in exc.iter().chain(cause) {
                    self.expr(operand)?;
                    count += 1;
                }
                self.emit_arg(Op::RaiseVarargs, count, pos);
                Ok(())
            }
            StmtKind::Try(stmt) => self.try_stmt(stmt, pos),
            StmtKind::Assert { test, msg } => self.assert_stmt(test, msg.as_ref(), pos),
            StmtKind::Import(names) => self.import(names, pos),
            StmtKind::ImportFrom {
                module,
                names,
                level,
            } => self.import_from(module, names, *level, pos),
            StmtKind::Global(_) | StmtKind::Nonlocal(_) => Ok(()),
            StmtKind::Expr(value) => self.expr_stmt(value, pos),
            StmtKind::Pass => {
                self.emit(Op::Nop, pos);
                Ok(())
            }
            StmtKind::Break => self.break_stmt(pos),
            StmtKind::Continue => self.continue_stmt(pos),
        }
    }

    fn expr_stmt(&mut self, value: &'a Expr, pos: Position) -> Result<()> {
        if let ExprKind::Constant(_) = value.kind {
            self.emit(Op::Nop, pos);
            return Ok(());
        }
        self.expr(value)?;
        self.emit(Op::PopTop, NO_POSITION);
        Ok(())
    }

    /// `return` (`compiler_return`).
    fn return_stmt(&mut self, value: Option<&'a Expr>, pos: Position) -> Result<()> {
        if !self.block().is_function() {
            return self.error("'return' outside function", pos);
        }
        let constant = match value.map(|value| &value.kind) {
            None => Some(Const::None),
            Some(ExprKind::Constant(constant)) => Some(constant.clone()),
            Some(_) => None,
        };
        let mut at = pos;
        if let Some(value) = value {
            if constant.is_some() {
                at = value.pos;
                self.emit(Op::Nop, at);
            } else {
                self.expr(value)?;
            }
        }
        if value.is_none_or(|value| value.pos.line != pos.line) {
            at = pos;
            self.emit(Op::Nop, at);
        }
        self.unwind_all(&mut at, constant.is_none())?;
        if let Some(constant) = constant {
            self.load_const(constant, at);
        }
        self.emit(Op::ReturnValue, at);
        Ok(())
    }

    /// `target: annotation = value` (`compiler_annassign`).
    fn ann_assign(
        &mut self,
        target: &'a Expr,
        annotation: &'a Expr,
        value: Option<&'a Expr>,
        simple: bool,
        pos: Position,
    ) -> Result<()> {
        if let Some(value) = value {
            self.expr(value)?;
            self.store(target)?;
        }
        let keeps_annotations = matches!(self.unit.kind, UnitKind::Module | UnitKind::Class);
        match &target.kind {
            ExprKind::Name(name) if simple && keeps_annotations => {
                self.expr(annotation)?;
                self.emit_name(Op::LoadName, "__annotations__", pos);
                let private = self.unit.private.as_deref();
                let mangled = crate::compile::symtable::mangle(private, name);
                self.load_str(mangled, pos);
                self.emit(Op::StoreSubscr, pos);
            }
            ExprKind::Attribute { value: object, .. } if value.is_none() => {
                self.evaluate_and_drop(object)?;
            }
            ExprKind::Subscript {
                value: object,
                slice,
            } if value.is_none() => {
                self.evaluate_and_drop(object)?;
                self.subscript_and_drop(slice)?;
            }
            _ => {}
        }
        if !simple && keeps_annotations {
            self.evaluate_and_drop(annotation)?;
        }
        Ok(())
    }

    fn evaluate_and_drop(&mut self, expr: &'a Expr) -> Result<()> {
        self.expr(expr)?;
        self.emit(Op::PopTop, expr.pos);
        Ok(())
    }

    /// Evaluates the parts of an annotated target's subscript.
    fn subscript_and_drop(&mut self, slice: &'a Expr) -> Result<()> {
        match &slice.kind {
            ExprKind::Slice { lower, upper, step } => {
                for part in [lower, upper, step].into_iter().flatten() {
                    self.evaluate_and_drop(part)?;
                }
                Ok(())
            }
            ExprKind::Tuple(elts) => elts.iter().try_for_each(|elt| self.subscript_and_drop(elt)),
            _ => self.evaluate_and_drop(slice),
        }
    }

    fn import(&mut self, names: &'a [Alias], pos: Position) -> Result<()> {
        for alias in names {
            self.load_const(Const::Int(BigInt::ZERO), pos);
            self.load_const(Const::None, pos);
            self.emit_name(Op::ImportName, &alias.name, pos);
            match &alias.asname {
                Some(asname) => self.import_as(&alias.name, asname, pos)?,
                None => {
                    let base = alias.name.split('.').next().unwrap_or_default();
                    self.name(base, Access::Store, pos)?;
                }
            }
        }
        Ok(())
    }

    /// `import a.b.c as d` binds the last module, reached from the first.
    fn import_as(&mut self, name: &str, asname: &str, pos: Position) -> Result<()> {
        let attributes: Vec<&str> = name.split('.').skip(1).collect();
        for (i, attribute) in attributes.iter().enumerate() {
            if i > 0 {
                self.emit_arg(Op::Swap, 2, pos);
                self.emit(Op::PopTop, pos);
            }
            self.emit_name(Op::ImportFrom, attribute, pos);
        }
        self.name(asname, Access::Store, pos)?;
        if !attributes.is_empty() {
            self.emit(Op::PopTop, pos);
        }
        Ok(())
    }

    fn import_from(
        &mut self,
        module: &str,
        names: &'a [Alias],
        level: u32,
        pos: Position,
    ) -> Result<()> {
        self.load_const(Const::Int(level.into()), pos);
        let fromlist = names
            .iter()
            .map(|alias| Const::Str(alias.name.clone()))
            .collect();
        self.load_const(Const::Tuple(fromlist), pos);
        self.emit_name(Op::ImportName, module, pos);
        if let [star] = names
            && star.name == "*"
        {
            self.emit_arg(Op::CallIntrinsic1, intrinsic1::IMPORT_STAR, pos);
            self.emit(Op::PopTop, NO_POSITION);
            return Ok(());
        }
        for alias in names {
            self.emit_name(Op::ImportFrom, &alias.name, pos);
            let name = alias.asname.as_ref().unwrap_or(&alias.name);
            self.name(name, Access::Store, pos)?;
        }
        self.emit(Op::PopTop, pos);
        Ok(())
    }
}

/// Whether a module or class needs `__annotations__` (`find_ann`).
pub(super) fn has_annotations(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::AnnAssign { .. } => true,
        StmtKind::For { body, orelse, .. } | StmtKind::While { body, orelse, .. } => {
            has_annotations(body) || has_annotations(orelse)
        }
        StmtKind::If { clauses, orelse } => {
            clauses.iter().any(|clause| has_annotations(&clause.body)) || has_annotations(orelse)
        }
        StmtKind::With { body, .. } => has_annotations(body),
        StmtKind::Try(stmt) => {
            has_annotations(&stmt.body)
                || stmt
                    .handlers
                    .iter()
                    .any(|handler| has_annotations(&handler.body))
                || has_annotations(&stmt.orelse)
                || has_annotations(&stmt.finalbody)
        }
        _ => false,
    })
}
