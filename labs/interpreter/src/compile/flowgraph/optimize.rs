//! Peephole optimization (`optimize_cfg`, `optimize_basic_block`).

use crate::code::Const;
use crate::compile::codegen::ConstTable;
use crate::compile::ir::{Operation, Pseudo};
use crate::opcode::Op;

use super::{BlockId, Cfg, CfgInst};

impl Cfg {
    pub(super) fn optimize_blocks(&mut self, consts: &mut ConstTable) {
        self.eliminate_empty_blocks();
        self.inline_small_exit_blocks();
        self.remove_unreachable();
        for id in self.order() {
            self.optimize_block(id, consts);
        }
        self.remove_redundant_nops_and_pairs();
        self.inline_small_exit_blocks();
        self.remove_unreachable();
        for id in self.order() {
            self.remove_redundant_nops(id);
        }
        self.eliminate_empty_blocks();
        self.remove_redundant_jumps();
    }

    fn optimize_block(&mut self, id: BlockId, consts: &mut ConstTable) {
        let mut i = 0;
        while i < self.blocks[id].insts.len() {
            let inst = self.blocks[id].insts[i];
            let mut again = false;
            match inst.op {
                Operation::Real(Op::LoadConst) => {
                    i += fold_load_const(&mut self.blocks[id].insts, i, consts);
                }
                Operation::Real(Op::BuildTuple) => {
                    let insts = &mut self.blocks[id].insts;
                    if !fold_build_and_unpack(insts, i) {
                        fold_tuple_on_constants(insts, i, consts);
                    }
                }
                Operation::Real(
                    Op::PopJumpIfFalse
                    | Op::PopJumpIfTrue
                    | Op::PopJumpIfNone
                    | Op::PopJumpIfNotNone,
                )
                | Operation::Pseudo(Pseudo::Jump) => again = self.thread_jump(id, i),
                Operation::Real(Op::Swap) => {
                    let insts = &mut self.blocks[id].insts;
                    if inst.arg == 1 {
                        insts[i].set_nop();
                    } else {
                        i = super::swaps::optimize_swaps(insts, i);
                    }
                }
                Operation::Real(Op::PushNull) => {
                    let insts = &mut self.blocks[id].insts;
                    if let Some(next) = insts.get_mut(i + 1)
                        && next.op == Op::LoadGlobal
                        && next.arg & 1 == 0
                    {
                        next.arg |= 1;
                        insts[i].set_nop();
                    }
                }
                _ => {}
            }
            if !again {
                i += 1;
            }
        }
    }

    /// Drops the constants that folding left without a use
    /// (`remove_unused_consts`). The first stays: it may be a docstring.
    pub(super) fn remove_unused_consts(&mut self, consts: &mut ConstTable) {
        let order = self.order();
        let mut used = vec![false; consts.len()];
        if let Some(first) = used.first_mut() {
            *first = true;
        }
        for id in &order {
            for inst in self.blocks[*id]
                .insts
                .iter()
                .filter(|inst| takes_const(inst))
            {
                used[inst.arg as usize] = true;
            }
        }
        let moved = consts.retain(&used);
        for id in &order {
            for inst in self.blocks[*id]
                .insts
                .iter_mut()
                .filter(|inst| takes_const(inst))
            {
                inst.arg = moved[inst.arg as usize];
            }
        }
    }
}

fn takes_const(inst: &CfgInst) -> bool {
    matches!(
        inst.op,
        Operation::Real(Op::LoadConst | Op::ReturnConst | Op::KwNames)
    )
}

/// What a constant does to the instruction after it; returns how many
/// instructions need no further look.
fn fold_load_const(insts: &mut [CfgInst], i: usize, consts: &ConstTable) -> usize {
    let value = consts.get(insts[i].arg);
    let Some(next) = insts.get(i + 1).copied() else {
        return 0;
    };
    match next.op {
        Operation::Real(Op::PopJumpIfFalse | Op::PopJumpIfTrue) => {
            insts[i].set_nop();
            if value.is_true() == (next.op == Op::PopJumpIfTrue) {
                insts[i + 1].op = Pseudo::Jump.into();
            } else {
                insts[i + 1].set_nop();
            }
        }
        Operation::Real(Op::IsOp) if *value == Const::None => {
            let Some(jump) = insts.get(i + 2).copied() else {
                return 0;
            };
            let is_not = next.arg != 0;
            let jumps_if_none = match jump.op {
                Operation::Real(Op::PopJumpIfTrue) => !is_not,
                Operation::Real(Op::PopJumpIfFalse) => is_not,
                _ => return 0,
            };
            insts[i].set_nop();
            insts[i + 1].set_nop();
            let op = if jumps_if_none {
                Op::PopJumpIfNone
            } else {
                Op::PopJumpIfNotNone
            };
            insts[i + 2].op = op.into();
        }
        Operation::Real(Op::ReturnValue) => {
            insts[i + 1].op = Op::ReturnConst.into();
            insts[i + 1].arg = insts[i].arg;
            insts[i].set_nop();
            return 1;
        }
        _ => {}
    }
    0
}

/// `a, b = c, d` needs no tuple: it is a swap.
fn fold_build_and_unpack(insts: &mut [CfgInst], i: usize) -> bool {
    let count = insts[i].arg;
    let Some(next) = insts.get_mut(i + 1) else {
        return false;
    };
    if next.op != Op::UnpackSequence || next.arg != count || !(1..=3).contains(&count) {
        return false;
    }
    if count == 1 {
        next.set_nop();
    } else {
        next.op = Op::Swap.into();
    }
    insts[i].set_nop();
    true
}

/// A tuple of constants is a constant.
fn fold_tuple_on_constants(insts: &mut [CfgInst], i: usize, consts: &mut ConstTable) {
    let count = insts[i].arg as usize;
    let Some(start) = i.checked_sub(count) else {
        return;
    };
    if !insts[start..i].iter().all(|inst| inst.op == Op::LoadConst) {
        return;
    }
    let values = insts[start..i]
        .iter()
        .map(|inst| consts.get(inst.arg).clone())
        .collect();
    for inst in &mut insts[start..i] {
        inst.set_nop();
    }
    insts[i].op = Op::LoadConst.into();
    insts[i].arg = consts.add(Const::Tuple(values));
}
