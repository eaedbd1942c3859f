//! `try` and `with`.

use crate::code::{Const, Position};
use crate::compile::ast::{Handler, Stmt, Try, WithItem};
use crate::compile::ir::{Label, Pseudo};
use crate::opcode::Op;

use super::unit::FrameBlock;
use super::{Access, Compiler, NO_POSITION, Result};

impl<'a> Compiler<'a> {
    pub(super) fn try_stmt(&mut self, stmt: &'a Try, pos: Position) -> Result<()> {
        if stmt.finalbody.is_empty() {
            self.try_except(stmt, pos)
        } else {
            self.try_finally(stmt, pos)
        }
    }

    /// `try … finally` (`compiler_try_finally`). The `finally` block stands
    /// twice: where the body ends and where an exception arrives.
    fn try_finally(&mut self, stmt: &'a Try, pos: Position) -> Result<()> {
        let body = self.new_label();
        let end = self.new_label();
        let cleanup = self.new_label();
        let exit = self.new_label();
        self.emit_jump(Pseudo::SetupFinally, end, pos);
        self.use_label(body);
        self.push_frame_block(FrameBlock::FinallyTry(&stmt.finalbody));
        if stmt.handlers.is_empty() {
            self.stmts(&stmt.body)?;
        } else {
            self.try_except(stmt, pos)?;
        }
        self.emit(Pseudo::PopBlock, NO_POSITION);
        self.pop_frame_block();
        self.stmts(&stmt.finalbody)?;
        self.emit_jump(Pseudo::Jump, exit, NO_POSITION);

        self.use_label(end);
        self.push_frame_block(FrameBlock::FinallyEnd);
        self.emit_jump(Pseudo::SetupCleanup, cleanup, NO_POSITION);
        self.emit(Op::PushExcInfo, NO_POSITION);
        self.stmts(&stmt.finalbody)?;
        self.pop_frame_block();
        self.emit_arg(Op::Reraise, 0, NO_POSITION);
        self.use_label(cleanup);
        self.pop_except_and_reraise();
        self.use_label(exit);
        Ok(())
    }

    /// `try … except … else` (`compiler_try_except`).
    fn try_except(&mut self, stmt: &'a Try, pos: Position) -> Result<()> {
        let body = self.new_label();
        let except = self.new_label();
        let end = self.new_label();
        let cleanup = self.new_label();
        self.emit_jump(Pseudo::SetupFinally, except, pos);
        self.use_label(body);
        self.push_frame_block(FrameBlock::TryExcept);
        self.stmts(&stmt.body)?;
        self.pop_frame_block();
        self.emit(Pseudo::PopBlock, NO_POSITION);
        self.stmts(&stmt.orelse)?;
        self.emit_jump(Pseudo::Jump, end, NO_POSITION);

        self.use_label(except);
        self.emit_jump(Pseudo::SetupCleanup, cleanup, NO_POSITION);
        self.emit(Op::PushExcInfo, NO_POSITION);
        self.push_frame_block(FrameBlock::ExceptionHandler);
        for handler in &stmt.handlers {
            self.handler(handler, end)?;
        }
        self.pop_frame_block();
        self.emit_arg(Op::Reraise, 0, NO_POSITION);
        self.use_label(cleanup);
        self.pop_except_and_reraise();
        self.use_label(end);
        Ok(())
    }

    /// One `except` clause; the next one begins where its test fails.
    fn handler(&mut self, handler: &'a Handler, end: Label) -> Result<()> {
        let pos = handler.pos;
        let next = self.new_label();
        if let Some(class) = &handler.class {
            self.expr(class)?;
            self.emit(Op::CheckExcMatch, pos);
            self.emit_jump(Op::PopJumpIfFalse, next, pos);
        }
        let body = self.new_label();
        match &handler.name {
            Some(name) => {
                // The body runs in a try of its own, for the name is unbound after it.
                let cleanup = self.new_label();
                self.name(name, Access::Store, pos)?;
                self.emit_jump(Pseudo::SetupCleanup, cleanup, pos);
                self.use_label(body);
                self.push_frame_block(FrameBlock::HandlerCleanup(Some(name)));
                self.stmts(&handler.body)?;
                self.pop_frame_block();
                self.emit(Pseudo::PopBlock, NO_POSITION);
                self.emit(Pseudo::PopBlock, NO_POSITION);
                self.emit(Op::PopExcept, NO_POSITION);
                self.unbind(name)?;
                self.emit_jump(Pseudo::Jump, end, NO_POSITION);
                self.use_label(cleanup);
                self.unbind(name)?;
                self.emit_arg(Op::Reraise, 1, NO_POSITION);
            }
            None => {
                self.emit(Op::PopTop, pos);
                self.use_label(body);
                self.push_frame_block(FrameBlock::HandlerCleanup(None));
                self.stmts(&handler.body)?;
                self.pop_frame_block();
                self.emit(Pseudo::PopBlock, NO_POSITION);
                self.emit(Op::PopExcept, NO_POSITION);
                self.emit_jump(Pseudo::Jump, end, NO_POSITION);
            }
        }
        self.use_label(next);
        Ok(())
    }

    /// Unbinds the name of an `except` clause, bound or not.
    fn unbind(&mut self, name: &str) -> Result<()> {
        self.load_const(Const::None, NO_POSITION);
        self.name(name, Access::Store, NO_POSITION)?;
        self.name(name, Access::Del, NO_POSITION)
    }

    /// `with` (`compiler_with`): each item is a `with` of its own around the rest.
    pub(super) fn with_stmt(
        &mut self,
        items: &'a [WithItem],
        body: &'a [Stmt],
        pos: Position,
    ) -> Result<()> {
        let Some((item, rest)) = items.split_first() else {
            return self.stmts(body);
        };
        let block = self.new_label();
        let end = self.new_label();
        let exit = self.new_label();
        let cleanup = self.new_label();
        self.expr(&item.context)?;
        self.emit(Op::BeforeWith, pos);
        self.emit_jump(Pseudo::SetupWith, end, pos);
        self.use_label(block);
        self.push_frame_block(FrameBlock::With(pos));
        match &item.target {
            Some(target) => self.store(target)?,
            None => self.emit(Op::PopTop, pos),
        }
        self.with_stmt(rest, body, pos)?;
        self.emit(Pseudo::PopBlock, NO_POSITION);
        self.pop_frame_block();

        self.call_exit_with_nones(pos);
        self.emit(Op::PopTop, pos);
        self.emit_jump(Pseudo::Jump, exit, pos);

        self.use_label(end);
        self.emit_jump(Pseudo::SetupCleanup, cleanup, pos);
        self.emit(Op::PushExcInfo, pos);
        self.emit(Op::WithExceptStart, pos);
        self.with_except_finish(cleanup);
        self.use_label(exit);
        Ok(())
    }

    /// Goes on if `__exit__` was true, else raises again
    /// (`compiler_with_except_finish`).
    fn with_except_finish(&mut self, cleanup: Label) {
        let suppress = self.new_label();
        let exit = self.new_label();
        self.emit_jump(Op::PopJumpIfTrue, suppress, NO_POSITION);
        self.emit_arg(Op::Reraise, 2, NO_POSITION);
        self.use_label(suppress);
        self.emit(Op::PopTop, NO_POSITION);
        self.emit(Pseudo::PopBlock, NO_POSITION);
        self.emit(Op::PopExcept, NO_POSITION);
        self.emit(Op::PopTop, NO_POSITION);
        self.emit(Op::PopTop, NO_POSITION);
        self.emit_jump(Pseudo::Jump, exit, NO_POSITION);
        self.use_label(cleanup);
        self.pop_except_and_reraise();
        self.use_label(exit);
    }

    /// Calls the `__exit__` on the stack after a body without an exception.
    pub(super) fn call_exit_with_nones(&mut self, pos: Position) {
        for _ in 0..3 {
            self.load_const(Const::None, pos);
        }
        self.emit_arg(Op::Call, 2, pos);
    }

    fn pop_except_and_reraise(&mut self) {
        self.emit_arg(Op::Copy, 3, NO_POSITION);
        self.emit(Op::PopExcept, NO_POSITION);
        self.emit_arg(Op::Reraise, 1, NO_POSITION);
    }
}
