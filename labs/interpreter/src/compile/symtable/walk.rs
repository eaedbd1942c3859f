//! The walk over the tree that feeds the first pass.

use crate::compile::ast::{Body, Expr, ExprKind, Param, Params, Stmt, StmtKind};

use super::collect::{Collector, Ctx, Result};
use super::{BlockType, DEF_GLOBAL, DEF_IMPORT, DEF_LOCAL, DEF_NONLOCAL};

impl Collector<'_> {
    pub(super) fn body(&mut self, body: &Body) -> Result<()> {
        self.stmts(&body.stmts)
    }

    fn stmts(&mut self, stmts: &[Stmt]) -> Result<()> {
        stmts.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn stmt(&mut self, stmt: &Stmt) -> Result<()> {
        match &stmt.kind {
            StmtKind::Function(function) => {
                self.add(&function.name, DEF_LOCAL, stmt.pos)?;
                self.param_defaults(&function.params)?;
                self.annotations(&function.params)?;
                self.exprs(&function.returns)?;
                self.exprs(&function.decorators)?;
                self.enter(function.scope, BlockType::Function);
                self.params(&function.params)?;
                self.body(&function.body)?;
                self.leave();
            }
            StmtKind::Class(class) => {
                self.add(&class.name, DEF_LOCAL, stmt.pos)?;
                self.exprs(&class.decorators)?;
                self.exprs(&class.bases)?;
                self.exprs(class.keywords.iter().map(|keyword| &keyword.value))?;
                self.enter(class.scope, BlockType::Class);
                let outer = self.class.replace(class.name.clone());
                self.body(&class.body)?;
                self.class = outer;
                self.leave();
            }
            StmtKind::Return(value) => self.exprs(value)?,
            StmtKind::Delete(targets) => self.targets(targets)?,
            StmtKind::Assign { targets, value } => {
                self.targets(targets)?;
                self.expr(value)?;
            }
            StmtKind::AugAssign { target, value, .. } => {
                self.visit(target, Ctx::Store)?;
                self.expr(value)?;
            }
            StmtKind::AnnAssign {
                target,
                annotation,
                value,
                simple,
            } => {
                self.ann_assign(target, value.is_some(), *simple)?;
                self.expr(annotation)?;
                self.exprs(value)?;
            }
            StmtKind::For {
                target,
                iter,
                body,
                orelse,
            } => {
                self.visit(target, Ctx::Store)?;
                self.expr(iter)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::While { test, body, orelse } => {
                self.expr(test)?;
                self.stmts(body)?;
                self.stmts(orelse)?;
            }
            StmtKind::If { clauses, orelse } => {
                for clause in clauses {
                    self.expr(&clause.test)?;
                    self.stmts(&clause.body)?;
                }
                self.stmts(orelse)?;
            }
            StmtKind::With { items, body } => {
                for item in items {
                    self.expr(&item.context)?;
                    self.targets(&item.target)?;
                }
                self.stmts(body)?;
            }
            StmtKind::Raise { exc, cause } => {
                self.exprs(exc)?;
                self.exprs(cause)?;
            }
            StmtKind::Try(stmt) => {
                self.stmts(&stmt.body)?;
                self.stmts(&stmt.orelse)?;
                for handler in &stmt.handlers {
                    self.exprs(&handler.class)?;
                    if let Some(name) = &handler.name {
                        self.add(name, DEF_LOCAL, handler.pos)?;
                    }
                    self.stmts(&handler.body)?;
                }
                self.stmts(&stmt.finalbody)?;
            }
            StmtKind::Assert { test, msg } => {
                self.expr(test)?;
                self.exprs(msg)?;
            }
            StmtKind::Import(names) => {
                for alias in names {
                    let base = alias.name.split('.').next().unwrap_or_default();
                    let name = alias.asname.as_deref().unwrap_or(base);
                    self.add(name, DEF_IMPORT, stmt.pos)?;
                }
            }
            StmtKind::ImportFrom { names, .. } => {
                for alias in names {
                    if alias.name == "*" {
                        if self.block().block_type != BlockType::Module {
                            let message = "import * only allowed at module level";
                            return self.error(message.to_owned(), stmt.pos);
                        }
                        continue;
                    }
                    let name = alias.asname.as_ref().unwrap_or(&alias.name);
                    self.add(name, DEF_IMPORT, stmt.pos)?;
                }
            }
            StmtKind::Global(names) => self.directive(names, DEF_GLOBAL, stmt.pos)?,
            StmtKind::Nonlocal(names) => self.directive(names, DEF_NONLOCAL, stmt.pos)?,
            StmtKind::Expr(expr) => self.expr(expr)?,
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
        }
        Ok(())
    }

    pub(super) fn param_defaults(&mut self, params: &Params) -> Result<()> {
        self.exprs(&params.defaults)?;
        self.exprs(params.kw_defaults.iter().flatten())
    }

    fn annotations(&mut self, params: &Params) -> Result<()> {
        self.exprs(all_params(params).filter_map(|param| param.annotation.as_ref()))
    }

    pub(super) fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Result<()> {
        exprs.into_iter().try_for_each(|expr| self.expr(expr))
    }

    pub(super) fn targets<'e>(
        &mut self,
        targets: impl IntoIterator<Item = &'e Expr>,
    ) -> Result<()> {
        targets
            .into_iter()
            .try_for_each(|target| self.visit(target, Ctx::Store))
    }

    pub(super) fn expr(&mut self, expr: &Expr) -> Result<()> {
        self.visit(expr, Ctx::Load)
    }

    pub(super) fn visit(&mut self, expr: &Expr, ctx: Ctx) -> Result<()> {
        match &expr.kind {
            ExprKind::Constant(_) => {}
            ExprKind::Name(name) => self.name(name, ctx, expr.pos)?,
            ExprKind::BoolOp { values, .. } | ExprKind::JoinedStr(values) => self.exprs(values)?,
            ExprKind::Named { target, value } => {
                self.named(target, expr.pos)?;
                self.expr(value)?;
                self.visit(target, Ctx::Store)?;
            }
            ExprKind::Binary { left, right, .. } => {
                self.expr(left)?;
                self.expr(right)?;
            }
            ExprKind::Unary { operand, .. } => self.expr(operand)?,
            ExprKind::Lambda(lambda) => {
                self.param_defaults(&lambda.params)?;
                self.enter(lambda.scope, BlockType::Function);
                self.params(&lambda.params)?;
                self.expr(&lambda.body)?;
                self.leave();
            }
            ExprKind::IfExp { test, body, orelse } => {
                self.expr(test)?;
                self.expr(body)?;
                self.expr(orelse)?;
            }
            ExprKind::Dict { keys, values } => {
                self.exprs(keys.iter().flatten())?;
                self.exprs(values)?;
            }
            ExprKind::Set(elts) => self.exprs(elts)?,
            ExprKind::List(elts) | ExprKind::Tuple(elts) => {
                elts.iter().try_for_each(|elt| self.visit(elt, ctx))?;
            }
            ExprKind::Comprehension(comprehension) => {
                self.comprehension(comprehension, expr.pos)?
            }
            ExprKind::Yield(value) => {
                self.yields(expr.pos)?;
                self.exprs(value.as_deref())?;
            }
            ExprKind::YieldFrom(value) => {
                self.yields(expr.pos)?;
                self.expr(value)?;
            }
            ExprKind::Compare {
                left, comparators, ..
            } => {
                self.expr(left)?;
                self.exprs(comparators)?;
            }
            ExprKind::Call {
                func,
                args,
                keywords,
            } => {
                self.expr(func)?;
                self.exprs(args)?;
                self.exprs(keywords.iter().map(|keyword| &keyword.value))?;
            }
            ExprKind::FormattedValue { value, spec, .. } => {
                self.expr(value)?;
                self.exprs(spec.as_deref())?;
            }
            ExprKind::Attribute { value, .. } => self.expr(value)?,
            ExprKind::Subscript { value, slice } => {
                self.expr(value)?;
                self.expr(slice)?;
            }
            ExprKind::Starred(value) => self.visit(value, ctx)?,
            ExprKind::Slice { lower, upper, step } => {
                self.exprs(lower.as_deref())?;
                self.exprs(upper.as_deref())?;
                self.exprs(step.as_deref())?;
            }
        }
        Ok(())
    }
}

fn all_params(params: &Params) -> impl Iterator<Item = &Param> {
    let named = params
        .posonly
        .iter()
        .chain(&params.args)
        .chain(&params.vararg);
    named.chain(&params.kwonly).chain(&params.kwarg)
}
