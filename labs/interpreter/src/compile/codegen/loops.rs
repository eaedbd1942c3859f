//! `for`, `while`, `break` and `continue`.

use crate::code::Position;
use crate::compile::ast::{Expr, Stmt};
use crate::compile::ir::Pseudo;
use crate::opcode::Op;

use super::unit::FrameBlock;
use super::{Compiler, NO_POSITION, Result};

impl<'a> Compiler<'a> {
    /// `for` (`compiler_for`).
    pub(super) fn for_stmt(
        &mut self,
        target: &'a Expr,
        iter: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
        pos: Position,
    ) -> Result<()> {
        let start = self.new_label();
        let cleanup = self.new_label();
        let exit = self.new_label();
        self.push_frame_block(FrameBlock::ForLoop { start, exit });
        self.expr(iter)?;
        self.emit(Op::GetIter, pos);
        self.use_label(start);
        self.emit_jump(Op::ForIter, cleanup, pos);
        self.store(target)?;
        self.stmts(body)?;
        self.emit_jump(Pseudo::Jump, start, NO_POSITION);
        self.use_label(cleanup);
        self.emit(Op::EndFor, NO_POSITION);
        self.pop_frame_block();
        self.stmts(orelse)?;
        self.use_label(exit);
        Ok(())
    }

    /// `while` (`compiler_while`). The test stands twice, before the loop and
    /// at its end.
    pub(super) fn while_stmt(
        &mut self,
        test: &'a Expr,
        body: &'a [Stmt],
        orelse: &'a [Stmt],
    ) -> Result<()> {
        let start = self.new_label();
        let inside = self.new_label();
        let exit = self.new_label();
        let anchor = self.new_label();
        self.use_label(start);
        self.push_frame_block(FrameBlock::WhileLoop { start, exit });
        self.jump_if(test, anchor, false)?;
        self.use_label(inside);
        self.stmts(body)?;
        self.jump_if(test, inside, true)?;
        self.pop_frame_block();
        self.use_label(anchor);
        self.stmts(orelse)?;
        self.use_label(exit);
        Ok(())
    }

    pub(super) fn break_stmt(&mut self, pos: Position) -> Result<()> {
        let mut at = pos;
        self.emit(Op::Nop, at);
        let Some(found) = self.unwind_to_loop(&mut at)? else {
            return self.error("'break' outside loop", pos);
        };
        self.unwind(found, &mut at, false)?;
        if let FrameBlock::WhileLoop { exit, .. } | FrameBlock::ForLoop { exit, .. } = found {
            self.emit_jump(Pseudo::Jump, exit, at);
        }
        Ok(())
    }

    pub(super) fn continue_stmt(&mut self, pos: Position) -> Result<()> {
        let mut at = pos;
        self.emit(Op::Nop, at);
        match self.unwind_to_loop(&mut at)? {
            Some(FrameBlock::WhileLoop { start, .. } | FrameBlock::ForLoop { start, .. }) => {
                self.emit_jump(Pseudo::Jump, start, at);
                Ok(())
            }
            _ => self.error("'continue' not properly in loop", pos),
        }
    }
}
