//! Functions, lambdas and classes.

use crate::code::{Code, Const, Position};
use crate::compile::ast::{Class, Expr, ExprKind, Function, Lambda, Param, Params};
use crate::compile::ir::{Inst, Pseudo};
use crate::compile::symtable::mangle;
use crate::opcode::{Op, intrinsic1, make_function};

use super::unit::{UnitKind, closure_names};
use super::{Access, Compiler, NO_POSITION, Result};

impl<'a> Compiler<'a> {
    /// `def` (`compiler_function`).
    pub(super) fn function(&mut self, function: &'a Function, pos: Position) -> Result<()> {
        self.decorators(&function.decorators)?;
        let firstlineno = first_line(&function.decorators, pos);
        let mut flags = self.default_arguments(&function.params, pos)?;
        if self.annotations(&function.params, function.returns.as_ref(), pos)? {
            flags |= make_function::ANNOTATIONS;
        }

        self.enter_unit(
            UnitKind::Function,
            function.scope,
            &function.name,
            firstlineno,
        );
        let docstring = match function.body.docstring.as_ref().map(|expr| &expr.kind) {
            Some(ExprKind::Constant(docstring)) => docstring.clone(),
            _ => Const::None,
        };
        self.unit.consts.add(docstring);
        self.count_arguments(&function.params);
        self.stmts(&function.body.stmts)?;
        if self.block().generator {
            self.wrap_in_stopiteration_handler();
        }
        let code = self.leave_unit(true);

        self.make_closure(code, flags, pos);
        self.apply_decorators(&function.decorators);
        self.name(&function.name, Access::Store, pos)
    }

    /// `lambda` (`compiler_lambda`).
    pub(super) fn lambda(&mut self, lambda: &'a Lambda, pos: Position) -> Result<()> {
        let flags = self.default_arguments(&lambda.params, pos)?;
        self.enter_unit(
            UnitKind::Lambda,
            lambda.scope,
            "<lambda>",
            pos.line.unwrap_or(0),
        );
        // The first constant would be taken for a docstring.
        self.unit.consts.add(Const::None);
        self.count_arguments(&lambda.params);
        self.expr(&lambda.body)?;
        let code = if self.block().generator {
            self.leave_unit(false)
        } else {
            let at = Position {
                end_line: pos.line,
                col: Some(0),
                end_col: Some(0),
                ..pos
            };
            self.emit(Op::ReturnValue, at);
            self.leave_unit(true)
        };
        self.make_closure(code, flags, pos);
        Ok(())
    }

    /// `class` (`compiler_class`).
    pub(super) fn class(&mut self, class: &'a Class, pos: Position) -> Result<()> {
        self.decorators(&class.decorators)?;
        let firstlineno = first_line(&class.decorators, pos);

        self.enter_unit(UnitKind::Class, class.scope, &class.name, firstlineno);
        self.unit.private = Some(class.name.clone());
        let head = Position {
            line: Some(firstlineno),
            end_line: Some(firstlineno),
            col: Some(0),
            end_col: Some(0),
        };
        self.name("__name__", Access::Load, head)?;
        self.name("__module__", Access::Store, head)?;
        let qualname = self.unit.qualname.clone();
        self.load_str(qualname, head);
        self.name("__qualname__", Access::Store, head)?;
        self.body(&class.body, head)?;
        match self.unit.cell_index("__class__") {
            Some(cell) if self.block().needs_class_closure => {
                self.emit_arg(Op::LoadClosure, cell, NO_POSITION);
                self.emit_arg(Op::Copy, 1, NO_POSITION);
                self.name("__classcell__", Access::Store, NO_POSITION)?;
            }
            _ => self.load_const(Const::None, NO_POSITION),
        }
        self.emit(Op::ReturnValue, NO_POSITION);
        let code = self.leave_unit(true);

        self.emit(Op::PushNull, pos);
        self.emit(Op::LoadBuildClass, pos);
        self.make_closure(code, 0, pos);
        self.load_str(class.name.clone(), pos);
        self.call_helper(2, &class.bases, &class.keywords, pos)?;
        self.apply_decorators(&class.decorators);
        self.name(&class.name, Access::Store, pos)
    }

    /// Makes a function of a code object and the cells that it takes from
    /// around (`compiler_make_closure`).
    pub(super) fn make_closure(&mut self, code: Code, flags: u32, pos: Position) {
        let names = closure_names(&code);
        let mut flags = flags;
        if !names.is_empty() {
            for name in &names {
                let index = self.closure_index(name);
                self.emit_arg(Op::LoadClosure, index, pos);
            }
            flags |= make_function::CLOSURE;
            self.emit_arg(Op::BuildTuple, names.len() as u32, pos);
        }
        self.load_const(Const::Code(Box::new(code)), pos);
        self.emit_arg(Op::MakeFunction, flags, pos);
    }

    /// The cell that a closure takes for a name. A name that is both a method's
    /// free variable and the class's own is not the class's cell.
    fn closure_index(&self, name: &str) -> u32 {
        use crate::compile::symtable::Scope;
        let is_class_cell = self.unit.kind == UnitKind::Class && name == "__class__";
        let is_cell = is_class_cell || self.block().scope(name) == Some(Scope::Cell);
        let (first, second) = (self.unit.cell_index(name), self.unit.free_index(name));
        let index = if is_cell {
            first.or(second)
        } else {
            second.or(first)
        };
        index.unwrap_or_default()
    }

    /// Turns a `StopIteration` that leaves a generator's body into a
    /// `RuntimeError`.
    pub(super) fn wrap_in_stopiteration_handler(&mut self) {
        let handler = self.new_label();
        self.unit.seq.insert_first(Inst {
            op: Pseudo::SetupCleanup.into(),
            arg: 0,
            target: Some(handler),
            pos: NO_POSITION,
        });
        self.load_const(Const::None, NO_POSITION);
        self.emit(Op::ReturnValue, NO_POSITION);
        self.use_label(handler);
        self.emit_arg(
            Op::CallIntrinsic1,
            intrinsic1::STOPITERATION_ERROR,
            NO_POSITION,
        );
        self.emit_arg(Op::Reraise, 1, NO_POSITION);
    }

    fn count_arguments(&mut self, params: &Params) {
        self.unit.posonlyargcount = params.posonly.len() as u32;
        self.unit.argcount = (params.posonly.len() + params.args.len()) as u32;
        self.unit.kwonlyargcount = params.kwonly.len() as u32;
    }

    fn decorators(&mut self, decorators: &'a [Expr]) -> Result<()> {
        decorators
            .iter()
            .try_for_each(|decorator| self.expr(decorator))
    }

    fn apply_decorators(&mut self, decorators: &[Expr]) {
        for decorator in decorators.iter().rev() {
            self.emit_arg(Op::Call, 0, decorator.pos);
        }
    }

    /// Builds the defaults; returns the flags for `MAKE_FUNCTION`.
    fn default_arguments(&mut self, params: &'a Params, pos: Position) -> Result<u32> {
        let mut flags = 0;
        if !params.defaults.is_empty() {
            flags |= make_function::DEFAULTS;
            for default in &params.defaults {
                self.expr(default)?;
            }
            self.emit_arg(Op::BuildTuple, params.defaults.len() as u32, pos);
        }
        let mut keys = Vec::new();
        for (param, default) in params.kwonly.iter().zip(&params.kw_defaults) {
            if let Some(default) = default {
                keys.push(Const::Str(mangle(
                    self.unit.private.as_deref(),
                    &param.name,
                )));
                self.expr(default)?;
            }
        }
        if !keys.is_empty() {
            flags |= make_function::KWDEFAULTS;
            let count = keys.len() as u32;
            self.load_const(Const::Tuple(keys), pos);
            self.emit_arg(Op::BuildConstKeyMap, count, pos);
        }
        Ok(flags)
    }

    /// Builds the tuple of annotations; false if there are none.
    fn annotations(
        &mut self,
        params: &'a Params,
        returns: Option<&'a Expr>,
        pos: Position,
    ) -> Result<bool> {
        let mut count = 0;
        let named = params
            .args
            .iter()
            .chain(&params.posonly)
            .chain(&params.vararg);
        let all = named.chain(&params.kwonly).chain(&params.kwarg);
        for Param {
            name, annotation, ..
        } in all
        {
            if let Some(annotation) = annotation {
                self.annotation(name, annotation, pos)?;
                count += 2;
            }
        }
        if let Some(annotation) = returns {
            self.annotation("return", annotation, pos)?;
            count += 2;
        }
        if count > 0 {
            self.emit_arg(Op::BuildTuple, count, pos);
        }
        Ok(count > 0)
    }

    fn annotation(&mut self, name: &str, annotation: &'a Expr, pos: Position) -> Result<()> {
        let mangled = mangle(self.unit.private.as_deref(), name);
        self.load_str(mangled, pos);
        if let ExprKind::Starred(value) = &annotation.kind {
            // `*args: *Ts` annotates with the one item of the iterable.
            self.expr(value)?;
            self.emit_arg(Op::UnpackSequence, 1, pos);
            return Ok(());
        }
        self.expr(annotation)
    }
}

/// The first line of a definition: the first decorator's, if there is one.
fn first_line(decorators: &[Expr], pos: Position) -> u32 {
    let first = decorators.first().map_or(pos, |decorator| decorator.pos);
    first.line.unwrap_or(0)
}
