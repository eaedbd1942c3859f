//! Statements.

use ruff_python_ast as py;
use ruff_text_size::{Ranged, TextRange, TextSize};

use crate::compile::ast::{
    Alias, Class, Function, Handler, IfClause, Param, Params, Stmt, StmtKind, Try, WithItem,
};
use crate::compile::fold;

use super::{Lowerer, Result};

impl Lowerer<'_> {
    pub(super) fn stmts(&mut self, stmts: &[py::Stmt]) -> Result<Vec<Stmt>> {
        stmts.iter().map(|stmt| self.stmt(stmt)).collect()
    }

    fn stmt(&mut self, stmt: &py::Stmt) -> Result<Stmt> {
        let mut range = stmt.range();
        let kind = match stmt {
            py::Stmt::FunctionDef(def) => {
                range = self.definition_range(range, &def.decorator_list);
                self.function(def, range)?
            }
            py::Stmt::ClassDef(def) => {
                range = self.definition_range(range, &def.decorator_list);
                self.class(def)?
            }
            py::Stmt::Return(stmt) => StmtKind::Return(self.optional(&stmt.value)?),
            py::Stmt::Delete(stmt) => StmtKind::Delete(self.targets(&stmt.targets)?),
            py::Stmt::Assign(stmt) => StmtKind::Assign {
                targets: self.targets(&stmt.targets)?,
                value: self.expr(&stmt.value)?,
            },
            py::Stmt::AugAssign(stmt) => StmtKind::AugAssign {
                target: self.target(&stmt.target)?,
                op: super::expr::binary_op(stmt.op).inplace(),
                value: self.expr(&stmt.value)?,
            },
            py::Stmt::AnnAssign(stmt) => StmtKind::AnnAssign {
                target: self.target(&stmt.target)?,
                annotation: self.expr(&stmt.annotation)?,
                value: self.optional(&stmt.value)?,
                simple: stmt.simple,
            },
            py::Stmt::For(stmt) if stmt.is_async => {
                return self.unsupported("async for loops", stmt.range);
            }
            py::Stmt::For(stmt) => StmtKind::For {
                target: self.target(&stmt.target)?,
                iter: fold::iterable(self.expr(&stmt.iter)?),
                body: self.stmts(&stmt.body)?,
                orelse: self.stmts(&stmt.orelse)?,
            },
            py::Stmt::While(stmt) => StmtKind::While {
                test: self.expr(&stmt.test)?,
                body: self.stmts(&stmt.body)?,
                orelse: self.stmts(&stmt.orelse)?,
            },
            py::Stmt::If(stmt) => self.if_stmt(stmt)?,
            py::Stmt::With(stmt) if stmt.is_async => {
                return self.unsupported("async with statements", stmt.range);
            }
            py::Stmt::With(stmt) => {
                let items = stmt.items.iter().map(|item| self.with_item(item));
                StmtKind::With {
                    items: items.collect::<Result<_>>()?,
                    body: self.stmts(&stmt.body)?,
                }
            }
            py::Stmt::Match(stmt) => return self.unsupported("match statements", stmt.range),
            py::Stmt::Raise(stmt) => StmtKind::Raise {
                exc: self.optional(&stmt.exc)?,
                cause: self.optional(&stmt.cause)?,
            },
            py::Stmt::Try(stmt) => self.try_stmt(stmt)?,
            py::Stmt::Assert(stmt) => StmtKind::Assert {
                test: self.expr(&stmt.test)?,
                msg: self.optional(&stmt.msg)?,
            },
            py::Stmt::Import(stmt) if stmt.is_lazy => {
                return self.unsupported("lazy imports", stmt.range);
            }
            py::Stmt::Import(stmt) => StmtKind::Import(aliases(&stmt.names)),
            py::Stmt::ImportFrom(stmt) => self.import_from(stmt)?,
            py::Stmt::Global(stmt) => StmtKind::Global(identifiers(&stmt.names)),
            py::Stmt::Nonlocal(stmt) => StmtKind::Nonlocal(identifiers(&stmt.names)),
            py::Stmt::Expr(stmt) => StmtKind::Expr(self.expr(&stmt.value)?),
            py::Stmt::Pass(_) => StmtKind::Pass,
            py::Stmt::Break(_) => StmtKind::Break,
            py::Stmt::Continue(_) => StmtKind::Continue,
            py::Stmt::TypeAlias(stmt) => return self.unsupported("type aliases", stmt.range),
            py::Stmt::IpyEscapeCommand(stmt) => {
                return self.syntax_error("invalid syntax", stmt.range);
            }
        };
        if is_compound(stmt) {
            range = self.with_last_semicolon(range);
        }
        Ok(Stmt {
            kind,
            pos: self.pos(range),
        })
    }

    /// A compound statement ends with the last token of its body, which may be a semicolon.
    fn with_last_semicolon(&self, range: TextRange) -> TextRange {
        let rest = &self.source.text()[range.end().to_usize()..];
        let blanks = rest.len() - rest.trim_start_matches([' ', '\t']).len();
        if rest[blanks..].starts_with(';') {
            range.add_end(TextSize::try_from(blanks + 1).unwrap_or_default())
        } else {
            range
        }
    }

    /// A definition's own range: the parser's begins with the decorators,
    /// CPython's with `def` or `class`.
    fn definition_range(&self, range: TextRange, decorators: &[py::Decorator]) -> TextRange {
        let Some(last) = decorators.last() else {
            return range;
        };
        let mut at = last.range.end().to_usize();
        let text = self.source.text();
        loop {
            let rest = &text[at..];
            let spaces = rest.len() - rest.trim_start().len();
            at += spaces;
            if !rest[spaces..].starts_with('#') {
                break;
            }
            at += rest[spaces..].find('\n').unwrap_or(rest.len() - spaces);
        }
        TextRange::new(TextSize::new(at as u32), range.end())
    }

    fn decorators(
        &mut self,
        decorators: &[py::Decorator],
    ) -> Result<Vec<crate::compile::ast::Expr>> {
        decorators
            .iter()
            .map(|decorator| self.expr(&decorator.expression))
            .collect()
    }

    fn function(&mut self, def: &py::StmtFunctionDef, range: TextRange) -> Result<StmtKind> {
        if def.is_async {
            return self.unsupported("async functions", range);
        }
        if let Some(params) = &def.type_params {
            return self.unsupported("type parameters", params.range);
        }
        Ok(StmtKind::Function(Box::new(Function {
            scope: self.new_scope(),
            name: def.name.to_string(),
            params: self.params(&def.parameters)?,
            body: self.body(&def.body)?,
            decorators: self.decorators(&def.decorator_list)?,
            returns: self.optional(&def.returns)?,
        })))
    }

    fn class(&mut self, def: &py::StmtClassDef) -> Result<StmtKind> {
        if let Some(params) = &def.type_params {
            return self.unsupported("type parameters", params.range);
        }
        let (bases, keywords) = match &def.arguments {
            Some(arguments) => self.arguments(arguments)?,
            None => Default::default(),
        };
        Ok(StmtKind::Class(Box::new(Class {
            scope: self.new_scope(),
            name: def.name.to_string(),
            bases,
            keywords,
            body: self.body(&def.body)?,
            decorators: self.decorators(&def.decorator_list)?,
        })))
    }

    /// The parameters of a function or lambda.
    pub(super) fn params(&mut self, params: &py::Parameters) -> Result<Params> {
        let mut lowered = Params::default();
        for param in &params.posonlyargs {
            lowered.posonly.push(self.param(&param.parameter)?);
            lowered.defaults.extend(self.optional(&param.default)?);
        }
        for param in &params.args {
            lowered.args.push(self.param(&param.parameter)?);
            lowered.defaults.extend(self.optional(&param.default)?);
        }
        for param in &params.kwonlyargs {
            lowered.kwonly.push(self.param(&param.parameter)?);
            lowered.kw_defaults.push(self.optional(&param.default)?);
        }
        lowered.vararg = params
            .vararg
            .as_ref()
            .map(|param| self.param(param))
            .transpose()?;
        lowered.kwarg = params
            .kwarg
            .as_ref()
            .map(|param| self.param(param))
            .transpose()?;
        Ok(lowered)
    }

    fn param(&mut self, param: &py::Parameter) -> Result<Param> {
        Ok(Param {
            name: param.name.to_string(),
            annotation: self.optional(&param.annotation)?,
            pos: self.pos(param.range),
        })
    }

    fn if_stmt(&mut self, stmt: &py::StmtIf) -> Result<StmtKind> {
        let mut clauses = vec![IfClause {
            test: self.expr(&stmt.test)?,
            body: self.stmts(&stmt.body)?,
        }];
        let mut orelse = Vec::new();
        for clause in &stmt.elif_else_clauses {
            let body = self.stmts(&clause.body)?;
            match &clause.test {
                Some(test) => clauses.push(IfClause {
                    test: self.expr(test)?,
                    body,
                }),
                None => orelse = body,
            }
        }
        Ok(StmtKind::If { clauses, orelse })
    }

    fn with_item(&mut self, item: &py::WithItem) -> Result<WithItem> {
        let target = item
            .optional_vars
            .as_ref()
            .map(|target| self.target(target))
            .transpose()?;
        Ok(WithItem {
            context: self.expr(&item.context_expr)?,
            target,
        })
    }

    fn try_stmt(&mut self, stmt: &py::StmtTry) -> Result<StmtKind> {
        if stmt.is_star {
            return self.unsupported("except* clauses", stmt.range);
        }
        let mut handlers = Vec::with_capacity(stmt.handlers.len());
        for (i, handler) in stmt.handlers.iter().enumerate() {
            let py::ExceptHandler::ExceptHandler(handler) = handler;
            if handler.type_.is_none() && i + 1 < stmt.handlers.len() {
                return self.syntax_error("default 'except:' must be last", handler.range);
            }
            handlers.push(Handler {
                class: self.optional(&handler.type_)?,
                name: handler.name.as_ref().map(|name| name.to_string()),
                body: self.stmts(&handler.body)?,
                pos: self.pos(handler.range),
            });
        }
        Ok(StmtKind::Try(Box::new(Try {
            body: self.stmts(&stmt.body)?,
            handlers,
            orelse: self.stmts(&stmt.orelse)?,
            finalbody: self.stmts(&stmt.finalbody)?,
        })))
    }

    fn import_from(&mut self, stmt: &py::StmtImportFrom) -> Result<StmtKind> {
        if stmt.is_lazy {
            return self.unsupported("lazy imports", stmt.range);
        }
        let module = stmt
            .module
            .as_ref()
            .map(|name| name.to_string())
            .unwrap_or_default();
        if module == "__future__" && stmt.level == 0 {
            self.check_future(stmt)?;
        }
        Ok(StmtKind::ImportFrom {
            module,
            names: aliases(&stmt.names),
            level: stmt.level,
        })
    }

    /// Features that became the rule before 3.12 change nothing; `annotations`
    /// would change what is compiled.
    fn check_future(&self, stmt: &py::StmtImportFrom) -> Result<()> {
        const MANDATORY: [&str; 8] = [
            "nested_scopes",
            "generators",
            "division",
            "absolute_import",
            "with_statement",
            "print_function",
            "unicode_literals",
            "generator_stop",
        ];
        for alias in &stmt.names {
            let name = alias.name.as_str();
            if name == "annotations" {
                return self.unsupported("postponed annotations", alias.range);
            }
            if !MANDATORY.contains(&name) {
                let message = format!("future feature {name} is not defined");
                return self.syntax_error(message, stmt.range);
            }
        }
        Ok(())
    }
}

fn aliases(names: &[py::Alias]) -> Vec<Alias> {
    let lower = |alias: &py::Alias| Alias {
        name: alias.name.to_string(),
        asname: alias.asname.as_ref().map(|name| name.to_string()),
    };
    names.iter().map(lower).collect()
}

fn identifiers(names: &[py::Identifier]) -> Vec<String> {
    names.iter().map(|name| name.to_string()).collect()
}

/// Whether a statement has statements within it.
fn is_compound(stmt: &py::Stmt) -> bool {
    matches!(
        stmt,
        py::Stmt::FunctionDef(_)
            | py::Stmt::ClassDef(_)
            | py::Stmt::For(_)
            | py::Stmt::While(_)
            | py::Stmt::If(_)
            | py::Stmt::With(_)
            | py::Stmt::Try(_)
    )
}
