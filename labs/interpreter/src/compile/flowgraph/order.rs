//! The order of the blocks: what only exceptions reach goes to the end, and
//! jumps get their direction.

use crate::code::Position;
use crate::compile::ir::{Operation, Pseudo};
use crate::opcode::Op;

use super::{Block, BlockId, Cfg, CfgInst, ENTRY};

impl Cfg {
    /// `push_cold_blocks_to_end`.
    pub(super) fn push_cold_blocks_to_end(&mut self) {
        if self.blocks[ENTRY].next.is_none() {
            return;
        }
        self.mark_warm();
        self.mark_cold();
        self.jump_out_of_cold_blocks();
        let (warm, cold): (Vec<BlockId>, Vec<BlockId>) = self
            .order()
            .into_iter()
            .partition(|id| !self.blocks[*id].cold);
        if cold.is_empty() {
            return;
        }
        let order: Vec<BlockId> = warm.into_iter().chain(cold).collect();
        for pair in order.windows(2) {
            self.blocks[pair[0]].next = Some(pair[1]);
        }
        if let Some(last) = order.last() {
            self.blocks[*last].next = None;
        }
        self.remove_redundant_jumps();
    }

    /// Marks what is reached without an exception.
    fn mark_warm(&mut self) {
        let mut todo = vec![ENTRY];
        self.blocks[ENTRY].warm = true;
        while let Some(id) = todo.pop() {
            for reached in self.successors(id) {
                if !self.blocks[reached].warm {
                    self.blocks[reached].warm = true;
                    todo.push(reached);
                }
            }
        }
    }

    /// Marks what is reached from handlers only.
    fn mark_cold(&mut self) {
        let mut todo: Vec<BlockId> = self.order();
        todo.retain(|id| self.blocks[*id].is_handler && !self.blocks[*id].warm);
        for id in &todo {
            self.blocks[*id].cold = true;
        }
        while let Some(id) = todo.pop() {
            for reached in self.successors(id) {
                if !self.blocks[reached].warm && !self.blocks[reached].cold {
                    self.blocks[reached].cold = true;
                    todo.push(reached);
                }
            }
        }
    }

    /// The blocks that a block goes on to, exceptions aside.
    fn successors(&self, id: BlockId) -> Vec<BlockId> {
        let block = &self.blocks[id];
        let jumps = block.insts.iter().filter(|inst| inst.op.is_jump());
        let targets = jumps.filter_map(|inst| inst.target);
        block
            .next
            .filter(|_| block.falls_through())
            .into_iter()
            .chain(targets)
            .collect()
    }

    /// A cold block that falls through to a warm one must jump there.
    fn jump_out_of_cold_blocks(&mut self) {
        for id in self.order() {
            let block = &self.blocks[id];
            let Some(next) = block.next else { continue };
            if !block.cold || !block.falls_through() || !self.blocks[next].warm {
                continue;
            }
            let jump = jump_to(next, Position::default());
            // Its predecessors stay uncounted, as in CPython: it gets no line.
            let explicit = Block {
                insts: vec![jump],
                next: Some(next),
                cold: true,
                ..Block::default()
            };
            self.blocks[id].next = Some(self.blocks.len());
            self.blocks.push(explicit);
        }
    }

    /// Gives jumps their direction. Conditional jumps only go forward, so one
    /// that should go back is inverted and followed by a jump
    /// (`normalize_jumps`).
    pub(super) fn normalize_jumps(&mut self) {
        let mut passed = vec![false; self.blocks.len()];
        for id in self.order() {
            passed[id] = true;
            let Some(last) = self.blocks[id].insts.last().copied() else {
                continue;
            };
            let Some(target) = last.target else { continue };
            let forward = !passed[target];
            let op = match last.op {
                Operation::Pseudo(Pseudo::Jump) if forward => Op::JumpForward,
                Operation::Pseudo(Pseudo::Jump) => Op::JumpBackward,
                Operation::Pseudo(Pseudo::JumpNoInterrupt) if forward => Op::JumpForward,
                Operation::Pseudo(Pseudo::JumpNoInterrupt) => Op::JumpBackwardNoInterrupt,
                Operation::Real(op) if !forward => match inverted(op) {
                    Some(inverse) => {
                        self.add_backward_jump(id, target, last.pos);
                        inverse
                    }
                    None => continue,
                },
                _ => continue,
            };
            if let Some(last) = self.blocks[id].insts.last_mut() {
                last.op = op.into();
            }
        }
    }

    /// Puts a jump back after a block whose condition now jumps over it.
    fn add_backward_jump(&mut self, id: BlockId, target: BlockId, pos: Position) {
        let mut jump = jump_to(target, pos);
        jump.op = Op::JumpBackward.into();
        let next = self.blocks[id].next;
        let block = Block {
            insts: vec![jump],
            next,
            cold: self.blocks[id].cold,
            start_depth: self.blocks[target].start_depth,
            ..Block::default()
        };
        let added = self.blocks.len();
        self.blocks.push(block);
        self.blocks[id].next = Some(added);
        if let Some(last) = self.blocks[id].insts.last_mut() {
            last.target = next;
        }
    }
}

fn jump_to(target: BlockId, pos: Position) -> CfgInst {
    CfgInst {
        op: Pseudo::Jump.into(),
        arg: 0,
        pos,
        target: Some(target),
        except: None,
    }
}

/// The conditional jump that is taken when this one is not.
fn inverted(op: Op) -> Option<Op> {
    match op {
        Op::PopJumpIfFalse => Some(Op::PopJumpIfTrue),
        Op::PopJumpIfTrue => Some(Op::PopJumpIfFalse),
        Op::PopJumpIfNone => Some(Op::PopJumpIfNotNone),
        Op::PopJumpIfNotNone => Some(Op::PopJumpIfNone),
        _ => None,
    }
}
