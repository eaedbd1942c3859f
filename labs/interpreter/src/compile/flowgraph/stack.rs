//! The height of the value stack (`_PyCfg_Stackdepth`).

use super::{BlockId, Cfg, ENTRY};

impl Cfg {
    /// Sets each block's height at its start; returns the greatest height.
    pub(super) fn stack_depth(&mut self, is_generator: bool) -> u32 {
        const UNKNOWN: i32 = i32::MIN;
        for block in &mut self.blocks {
            block.start_depth = UNKNOWN;
        }
        let mut greatest = 0;
        let mut todo: Vec<BlockId> = vec![ENTRY];
        // A generator starts with the value that is first sent to it.
        self.blocks[ENTRY].start_depth = i32::from(is_generator);
        while let Some(id) = todo.pop() {
            let mut depth = self.blocks[id].start_depth;
            let mut reached = Vec::new();
            for inst in &self.blocks[id].insts {
                let next = depth + inst.op.stack_effect(inst.arg, false);
                greatest = greatest.max(next);
                if let Some(target) = inst.target {
                    let there = depth + inst.op.stack_effect(inst.arg, true);
                    greatest = greatest.max(there);
                    reached.push((target, there));
                }
                depth = next;
            }
            if self.blocks[id].falls_through() {
                reached.extend(self.blocks[id].next.map(|next| (next, depth)));
            }
            for (block, depth) in reached {
                if self.blocks[block].start_depth < depth {
                    self.blocks[block].start_depth = depth;
                    todo.push(block);
                }
            }
        }
        greatest.max(0) as u32
    }
}
