//! How high the value stack stands at each instruction.

use super::Code;
use crate::opcode::Op;

impl Code {
    /// The height of the value stack before each instruction; `None` for one that nothing reaches.
    ///
    /// Along every way to an instruction the height is the same, so one walk suffices. A handler begins with the height
    /// of its entry in the exception table, and on it the exception, below that perhaps the raising instruction's index.
    pub fn depths(&self) -> Vec<Option<u32>> {
        let mut depths = vec![None; self.instrs.len()];
        let mut todo = vec![(0, 0)];
        for entry in &self.exception_table {
            todo.push((entry.target, entry.depth + 1 + u32::from(entry.lasti)));
        }
        while let Some((index, depth)) = todo.pop() {
            let Some(slot) = depths.get_mut(index as usize).filter(|slot| slot.is_none()) else {
                continue;
            };
            *slot = Some(depth);
            let instr = self.instrs[index as usize];
            let after = self.depth_after(index as usize, depth);
            if instr.op.is_jump() {
                todo.push((instr.arg, after));
            }
            if !instr.op.is_scope_exit() && !instr.op.is_unconditional_jump() {
                todo.push((index + 1, after));
            }
        }
        depths
    }

    /// The height after the instruction at `index`, where it was `before`.
    pub fn depth_after(&self, index: usize, before: u32) -> u32 {
        let instr = self.instrs[index];
        // The generator goes to the caller; its frame goes on later, with what was sent to it.
        let effect = match instr.op {
            Op::ReturnGenerator => 1,
            op => op.stack_effect(instr.arg),
        };
        before.saturating_add_signed(effect)
    }
}
