//! A line for every instruction (`resolve_line_numbers`).

use crate::code::Position;
use crate::opcode::Op;

use super::{Block, BlockId, Cfg, CfgInst};

impl Cfg {
    pub(super) fn resolve_line_numbers(&mut self, firstlineno: u32) {
        self.duplicate_exits_without_line();
        self.propagate_lines();
        self.guarantee_lines_for_exits(firstlineno);
    }

    /// An exit without a line takes the line of the jump to it; if several
    /// jump there, each gets a copy of its own.
    fn duplicate_exits_without_line(&mut self) {
        for id in self.order() {
            let Some(last) = self.blocks[id].last().copied() else {
                continue;
            };
            if !last.op.is_jump() {
                continue;
            }
            let Some(target) = self.next_nonempty(last.target) else {
                continue;
            };
            if is_exit_without_line(&self.blocks[target]) && self.blocks[target].predecessors > 1 {
                let copy = self.copy_exit(target, last.pos);
                if let Some(last) = self.blocks[id].insts.last_mut() {
                    last.target = Some(copy);
                }
            }
        }
        for id in self.order() {
            let block = &self.blocks[id];
            let (Some(last), Some(next)) = (block.last(), block.next) else {
                continue;
            };
            let pos = last.pos;
            if block.falls_through() && is_exit_without_line(&self.blocks[next]) {
                self.blocks[next].insts[0].pos = pos;
            }
        }
    }

    /// Copies an exit, to stand right after it.
    fn copy_exit(&mut self, exit: BlockId, pos: Position) -> BlockId {
        let copy = self.blocks.len();
        let mut block = Block {
            insts: self.blocks[exit].insts.clone(),
            next: self.blocks[exit].next,
            is_target: true,
            predecessors: 1,
            ..Block::default()
        };
        block.insts[0].pos = pos;
        self.blocks.push(block);
        self.blocks[exit].next = Some(copy);
        self.blocks[exit].predecessors -= 1;
        copy
    }

    /// Instructions without a line take that of the one before.
    fn propagate_lines(&mut self) {
        for id in self.order() {
            let block = &mut self.blocks[id];
            let mut previous = Position::default();
            for inst in &mut block.insts {
                if inst.line().is_none() {
                    inst.pos = previous;
                } else {
                    previous = inst.pos;
                }
            }
            let Some(last) = block.last().copied() else {
                continue;
            };
            let fallthrough = block.next.filter(|_| block.falls_through());
            let jump = last.target.filter(|_| last.op.is_jump());
            for reached in fallthrough.into_iter().chain(jump) {
                let reached = &mut self.blocks[reached];
                if reached.predecessors == 1
                    && let Some(first) = reached.insts.first_mut()
                    && first.line().is_none()
                {
                    first.pos = previous;
                }
            }
        }
    }

    fn guarantee_lines_for_exits(&mut self, firstlineno: u32) {
        for id in self.order() {
            let block = &mut self.blocks[id];
            let lineless_return =
                |last: &CfgInst| last.op == Op::ReturnValue && last.line().is_none();
            if block.last().is_some_and(lineless_return) {
                for inst in &mut block.insts {
                    inst.pos.line = Some(firstlineno);
                }
            }
        }
    }
}

fn is_exit_without_line(block: &Block) -> bool {
    block.exits_scope() && block.insts.iter().all(|inst| inst.line().is_none())
}
