//! Dead code: blocks that nothing reaches, jumps to the next instruction,
//! instructions that do nothing.

use crate::compile::ir::Pseudo;
use crate::opcode::Op;

use super::{BlockId, Cfg, ENTRY};

impl Cfg {
    /// Counts the ways into each block and empties those that have none
    /// (`remove_unreachable`).
    pub(super) fn remove_unreachable(&mut self) {
        for block in &mut self.blocks {
            block.predecessors = 0;
        }
        let mut visited = vec![false; self.blocks.len()];
        let mut todo = vec![ENTRY];
        visited[ENTRY] = true;
        self.blocks[ENTRY].predecessors = 1;
        while let Some(id) = todo.pop() {
            let mut reached: Vec<BlockId> = Vec::new();
            let block = &self.blocks[id];
            if block.falls_through() {
                reached.extend(block.next);
            }
            reached.extend(block.insts.iter().filter_map(|inst| inst.target));
            for target in reached {
                self.blocks[target].predecessors += 1;
                if !visited[target] {
                    visited[target] = true;
                    todo.push(target);
                }
            }
        }
        for id in self.order() {
            if self.blocks[id].predecessors == 0 {
                self.blocks[id].insts.clear();
                self.blocks[id].is_handler = false;
            }
        }
    }

    /// Takes empty blocks out of the chain and out of the jumps
    /// (`eliminate_empty_basic_blocks`).
    pub(super) fn eliminate_empty_blocks(&mut self) {
        for id in self.order() {
            let next = self.next_nonempty(self.blocks[id].next);
            self.blocks[id].next = next;
        }
        for id in self.order() {
            for i in 0..self.blocks[id].insts.len() {
                let target = self.blocks[id].insts[i].target;
                if target.is_some() {
                    self.blocks[id].insts[i].target = self.next_nonempty(target);
                }
            }
        }
    }

    /// Turns jumps to the following block into `NOP`s
    /// (`remove_redundant_jumps`).
    pub(super) fn remove_redundant_jumps(&mut self) {
        for id in self.order() {
            let block = &self.blocks[id];
            let Some(last) = block.last() else { continue };
            let next = self.next_nonempty(block.next);
            if last.op.is_unconditional_jump()
                && self.next_nonempty(last.target) == next
                && let Some(last) = self.blocks[id].insts.last_mut()
            {
                last.set_nop();
            }
        }
    }

    /// Drops the `NOP`s that no line number needs (`remove_redundant_nops`);
    /// returns how many.
    pub(super) fn remove_redundant_nops(&mut self, id: BlockId) -> usize {
        let insts = std::mem::take(&mut self.blocks[id].insts);
        let before = insts.len();
        let mut kept = Vec::with_capacity(before);
        let mut insts = insts.into_iter().peekable();
        let mut previous_line = None;
        while let Some(inst) = insts.next() {
            let line = inst.line();
            if inst.op == Op::Nop {
                if line.is_none() || previous_line == line {
                    continue;
                }
                if let Some(next) = insts.peek_mut() {
                    if next.line() == line {
                        continue;
                    }
                    if next.line().is_none() {
                        next.pos = inst.pos;
                        continue;
                    }
                } else if self.first_line_after(id) == Some(line) {
                    continue;
                }
            }
            previous_line = line;
            kept.push(inst);
        }
        let removed = before - kept.len();
        self.blocks[id].insts = kept;
        removed
    }

    /// The line of the instruction that follows a block; `None` at the end.
    fn first_line_after(&self, id: BlockId) -> Option<Option<u32>> {
        let next = self.next_nonempty(self.blocks[id].next)?;
        let mut insts = self.blocks[next].insts.iter();
        let first = insts.find(|inst| inst.op != Op::Nop || inst.line().is_some());
        Some(first.and_then(|inst| inst.line()))
    }

    /// Drops `NOP`s, and pushes whose value is popped at once
    /// (`remove_redundant_nops_and_pairs`).
    pub(super) fn remove_redundant_nops_and_pairs(&mut self) {
        let mut done = false;
        while !done {
            done = true;
            let mut previous: Option<(BlockId, usize)> = None;
            for id in self.order() {
                self.remove_redundant_nops(id);
                if self.blocks[id].is_target {
                    previous = None;
                }
                for i in 0..self.blocks[id].insts.len() {
                    let is_pop = self.blocks[id].insts[i].op == Op::PopTop;
                    if let Some((block, at)) = previous
                        && is_pop
                        && self.is_plain_push(block, at)
                    {
                        self.blocks[block].insts[at].set_nop();
                        self.blocks[id].insts[i].set_nop();
                        done = false;
                    }
                    previous = Some((id, i));
                }
                let block = &self.blocks[id];
                if !block.falls_through() || block.last().is_some_and(|last| last.op.is_jump()) {
                    previous = None;
                }
            }
        }
    }

    fn is_plain_push(&self, block: BlockId, at: usize) -> bool {
        let inst = &self.blocks[block].insts[at];
        inst.op == Op::LoadConst || (inst.op == Op::Copy && inst.arg == 1)
    }

    /// Copies short blocks that leave the frame to the jumps that lead there
    /// (`inline_small_exit_blocks`).
    pub(super) fn inline_small_exit_blocks(&mut self) {
        const MAX_COPY_SIZE: usize = 4;
        for id in self.order() {
            let Some(last) = self.blocks[id].last() else {
                continue;
            };
            let Some(target) = last.target.filter(|_| last.op.is_unconditional_jump()) else {
                continue;
            };
            let exit = &self.blocks[target];
            if exit.exits_scope() && exit.insts.len() <= MAX_COPY_SIZE {
                let copy = exit.insts.clone();
                let insts = &mut self.blocks[id].insts;
                if let Some(last) = insts.last_mut() {
                    last.set_nop();
                }
                insts.extend(copy);
            }
        }
    }

    /// Makes a jump to a jump go where that one goes, unless it would skip a
    /// line (`jump_thread`).
    pub(super) fn thread_jump(&mut self, id: BlockId, at: usize) -> bool {
        let inst = self.blocks[id].insts[at];
        let Some(target) = self.next_nonempty(inst.target) else {
            return false;
        };
        let first = self.blocks[target].insts[0];
        let same_line = first.line().is_none() || inst.line() == first.line();
        if first.op != Pseudo::Jump || !same_line || inst.target == first.target {
            return false;
        }
        self.blocks[id].insts[at].target = first.target;
        true
    }
}
