//! What a `return`, `break` or `continue` does on its way out of the statements
//! around it.

use crate::code::{Const, Position};
use crate::compile::ir::Pseudo;
use crate::opcode::Op;

use super::unit::FrameBlock;
use super::{Access, Compiler, NO_POSITION, Result};

impl<'a> Compiler<'a> {
    /// Leaves every block of the unit; with `preserve_tos` the value on top of
    /// the stack is kept.
    pub(super) fn unwind_all(&mut self, pos: &mut Position, preserve_tos: bool) -> Result<()> {
        self.unwind_stack(pos, preserve_tos, false).map(|_| ())
    }

    /// Leaves every block up to the innermost loop, which is returned.
    pub(super) fn unwind_to_loop(&mut self, pos: &mut Position) -> Result<Option<FrameBlock<'a>>> {
        self.unwind_stack(pos, false, true)
    }

    /// While a block is being left it is off the stack, so that a `return` in a
    /// `finally` does not run that `finally` again
    /// (`compiler_unwind_fblock_stack`).
    fn unwind_stack(
        &mut self,
        pos: &mut Position,
        preserve_tos: bool,
        stop_at_loop: bool,
    ) -> Result<Option<FrameBlock<'a>>> {
        let mut left = Vec::new();
        let mut found = None;
        while let Some(top) = self.unit.frame_blocks.last().copied() {
            let is_loop = matches!(
                top,
                FrameBlock::WhileLoop { .. } | FrameBlock::ForLoop { .. }
            );
            if stop_at_loop && is_loop {
                found = Some(top);
                break;
            }
            self.pop_frame_block();
            left.push(top);
            self.unwind(top, pos, preserve_tos)?;
        }
        self.unit.frame_blocks.extend(left.into_iter().rev());
        Ok(found)
    }

    /// Leaves one block (`compiler_unwind_fblock`).
    pub(super) fn unwind(
        &mut self,
        block: FrameBlock<'a>,
        pos: &mut Position,
        preserve_tos: bool,
    ) -> Result<()> {
        match block {
            FrameBlock::WhileLoop { .. } | FrameBlock::ExceptionHandler => {}
            FrameBlock::TryExcept => self.emit(Pseudo::PopBlock, *pos),
            FrameBlock::ForLoop { .. } | FrameBlock::PopValue => {
                self.keep_top(preserve_tos, *pos);
                self.emit(Op::PopTop, *pos);
            }
            FrameBlock::FinallyTry(finalbody) => {
                self.emit(Pseudo::PopBlock, *pos);
                if preserve_tos {
                    self.push_frame_block(FrameBlock::PopValue);
                }
                self.stmts(finalbody)?;
                if preserve_tos {
                    self.pop_frame_block();
                }
                // What follows seems to run after the jump: it has no line.
                *pos = NO_POSITION;
            }
            FrameBlock::FinallyEnd => {
                self.keep_top(preserve_tos, *pos);
                self.emit(Op::PopTop, *pos);
                self.keep_top(preserve_tos, *pos);
                self.emit(Pseudo::PopBlock, *pos);
                self.emit(Op::PopExcept, *pos);
            }
            FrameBlock::With(with) => {
                *pos = with;
                self.emit(Pseudo::PopBlock, *pos);
                self.keep_top(preserve_tos, *pos);
                self.call_exit_with_nones(*pos);
                self.emit(Op::PopTop, *pos);
                *pos = NO_POSITION;
            }
            FrameBlock::HandlerCleanup(name) => {
                if name.is_some() {
                    self.emit(Pseudo::PopBlock, *pos);
                }
                self.keep_top(preserve_tos, *pos);
                self.emit(Pseudo::PopBlock, *pos);
                self.emit(Op::PopExcept, *pos);
                if let Some(name) = name {
                    self.load_const(Const::None, *pos);
                    self.name(name, Access::Store, *pos)?;
                    self.name(name, Access::Del, *pos)?;
                }
            }
        }
        Ok(())
    }

    fn keep_top(&mut self, preserve_tos: bool, pos: Position) {
        if preserve_tos {
            self.emit_arg(Op::Swap, 2, pos);
        }
    }
}
