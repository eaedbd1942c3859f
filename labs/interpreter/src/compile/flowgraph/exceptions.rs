//! Which handler covers each instruction.

use crate::opcode::Op;

use crate::compile::ir::{Operation, Pseudo};

use super::{BlockId, Cfg, ENTRY};

impl Cfg {
    pub(super) fn mark_except_handlers(&mut self) {
        for id in self.order() {
            let block = &self.blocks[id];
            let pushes = block.insts.iter().filter(|inst| inst.op.is_block_push());
            let targets: Vec<BlockId> = pushes.filter_map(|inst| inst.target).collect();
            for target in targets {
                self.blocks[target].is_handler = true;
            }
        }
    }

    /// Walks the graph with the stack of open handlers
    /// (`label_exception_targets`).
    pub(super) fn label_exception_targets(&mut self) {
        let mut stacks: Vec<Option<Vec<BlockId>>> = vec![None; self.blocks.len()];
        let mut visited = vec![false; self.blocks.len()];
        let mut todo = vec![ENTRY];
        stacks[ENTRY] = Some(Vec::new());
        visited[ENTRY] = true;
        while let Some(id) = todo.pop() {
            let mut handlers = stacks[id].take().unwrap_or_default();
            for i in 0..self.blocks[id].insts.len() {
                let mut inst = self.blocks[id].insts[i];
                let reached = inst.target.filter(|target| !visited[*target]);
                match inst.op {
                    op if op.is_block_push() => {
                        if let Some(target) = reached {
                            visited[target] = true;
                            stacks[target] = Some(handlers.clone());
                            todo.push(target);
                        }
                        if let Some(target) = inst.target {
                            let keeps_index = op != Pseudo::SetupFinally;
                            self.blocks[target].preserve_lasti |= keeps_index;
                            handlers.push(target);
                        }
                    }
                    Operation::Pseudo(Pseudo::PopBlock) => {
                        handlers.pop();
                    }
                    op => {
                        inst.except = handlers.last().copied();
                        if op == Op::YieldValue {
                            inst.arg = handlers.len() as u32;
                        }
                        if let Some(target) = reached.filter(|_| op.is_jump()) {
                            visited[target] = true;
                            stacks[target] = Some(handlers.clone());
                            todo.push(target);
                        }
                    }
                }
                self.blocks[id].insts[i] = inst;
            }
            if let Some(next) = self.blocks[id].next
                && self.blocks[id].falls_through()
                && !visited[next]
            {
                visited[next] = true;
                stacks[next] = Some(handlers);
                todo.push(next);
            }
        }
    }
}
