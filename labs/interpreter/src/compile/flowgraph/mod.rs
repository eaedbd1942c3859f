//! The control-flow graph of a unit and the passes over it.
//!
//! The instructions are cut into basic blocks, chained in the order in which
//! control falls through them. The passes are those of CPython 3.12's
//! `Python/flowgraph.c`, in its order: mark what each exception handler covers,
//! thread jumps, drop dead code, fold, find loads of locals that may be unbound,
//! give every instruction a line, and move handlers to the end.

mod exceptions;
mod lines;
mod locals;
mod optimize;
mod order;
mod reach;
mod stack;
mod swaps;

use crate::code::Position;
use crate::opcode::Op;

use super::codegen::ConstTable;
use super::ir::{InstSequence, Operation, Pseudo};

/// Names a block of a graph.
pub(super) type BlockId = usize;

/// The first block.
pub(super) const ENTRY: BlockId = 0;

/// An instruction in the graph.
#[derive(Clone, Copy, Debug)]
pub(super) struct CfgInst {
    pub(super) op: Operation,
    pub(super) arg: u32,
    pub(super) pos: Position,
    /// Of jumps and block pushes.
    pub(super) target: Option<BlockId>,
    /// The handler of its exceptions.
    pub(super) except: Option<BlockId>,
}

impl CfgInst {
    fn line(&self) -> Option<u32> {
        self.pos.line
    }

    /// Makes it do nothing; it keeps its line.
    fn set_nop(&mut self) {
        self.op = Op::Nop.into();
        self.arg = 0;
        self.target = None;
    }
}

/// A basic block: only its last instruction may jump.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) insts: Vec<CfgInst>,
    /// The block after this one.
    pub(super) next: Option<BlockId>,
    /// Something jumps here.
    is_target: bool,
    /// It begins an exception handler.
    is_handler: bool,
    /// A handler that finds the raising instruction's index on the stack.
    pub(super) preserve_lasti: bool,
    predecessors: u32,
    /// Reached only by exceptions.
    cold: bool,
    warm: bool,
    /// Height of the stack at its start.
    pub(super) start_depth: i32,
}

impl Block {
    fn last(&self) -> Option<&CfgInst> {
        self.insts.last()
    }

    /// Whether control can go on to the next block.
    fn falls_through(&self) -> bool {
        self.last()
            .is_none_or(|last| !last.op.is_scope_exit() && !last.op.is_unconditional_jump())
    }

    fn exits_scope(&self) -> bool {
        self.last().is_some_and(|last| last.op.is_scope_exit())
    }
}

/// The graph.
#[derive(Debug)]
pub(super) struct Cfg {
    pub(super) blocks: Vec<Block>,
}

/// What the passes need to know of the unit.
pub(super) struct UnitFacts {
    /// Locals with a fast slot.
    pub(super) locals: usize,
    /// How many of these are parameters.
    pub(super) params: usize,
    pub(super) firstlineno: u32,
}

impl Cfg {
    /// Cuts a unit's instructions into blocks.
    pub(super) fn build(seq: &InstSequence) -> Cfg {
        let mut labelled = vec![false; seq.insts.len() + 1];
        for at in seq.label_indices() {
            labelled[at] = true;
        }
        let mut cfg = Cfg {
            blocks: vec![Block::default()],
        };
        let mut block_at = vec![ENTRY; seq.insts.len() + 1];
        let mut ended = false;
        for (i, inst) in seq.insts.iter().enumerate() {
            let empty = cfg.blocks[cfg.blocks.len() - 1].insts.is_empty();
            if ended || (labelled[i] && !empty) {
                cfg.push_block();
            }
            let current = cfg.blocks.len() - 1;
            block_at[i] = current;
            cfg.blocks[current].is_target |= labelled[i];
            cfg.blocks[current].insts.push(CfgInst {
                op: inst.op,
                arg: inst.arg,
                pos: inst.pos,
                target: None,
                except: None,
            });
            ended = inst.op.is_jump() || inst.op.is_scope_exit();
        }
        cfg.link(seq, &block_at);
        cfg
    }

    fn push_block(&mut self) {
        let next = self.blocks.len();
        self.blocks[next - 1].next = Some(next);
        self.blocks.push(Block::default());
    }

    /// Turns the labels of jumps into blocks.
    fn link(&mut self, seq: &InstSequence, block_at: &[BlockId]) {
        let mut insts = self.blocks.iter_mut().flat_map(|block| &mut block.insts);
        for inst in &seq.insts {
            if let (Some(cfg_inst), Some(label)) = (insts.next(), inst.target) {
                cfg_inst.target = Some(block_at[seq.label_index(label)]);
            }
        }
    }

    /// Runs the passes that make the code smaller, in CPython's order.
    pub(super) fn optimize(&mut self, consts: &mut ConstTable, facts: &UnitFacts) {
        self.mark_except_handlers();
        self.label_exception_targets();
        self.optimize_blocks(consts);
        self.remove_unused_consts(consts);
        self.add_checks_for_unbound_locals(facts.locals, facts.params);
        self.push_cold_blocks_to_end();
        self.resolve_line_numbers(facts.firstlineno);
    }

    /// Readies the optimized graph for assembly; returns the greatest height
    /// of the stack.
    pub(super) fn finish(&mut self, is_generator: bool) -> u32 {
        let depth = self.stack_depth(is_generator);
        self.drop_pseudo_instructions();
        self.normalize_jumps();
        depth
    }

    /// Inserts an instruction at the start of the code.
    pub(super) fn insert_first(&mut self, at: usize, op: Op, arg: u32, pos: Position) {
        let inst = CfgInst {
            op: op.into(),
            arg,
            pos,
            target: None,
            except: None,
        };
        self.blocks[ENTRY].insts.insert(at, inst);
    }

    /// The blocks in the order of the code.
    pub(super) fn order(&self) -> Vec<BlockId> {
        std::iter::successors(Some(ENTRY), |id| self.blocks[*id].next).collect()
    }

    /// A block or the first one after it that is not empty.
    pub(super) fn next_nonempty(&self, start: Option<BlockId>) -> Option<BlockId> {
        std::iter::successors(start, |id| self.blocks[*id].next)
            .find(|id| !self.blocks[*id].insts.is_empty())
    }

    /// What opens and closes blocks becomes `NOP`, kept where a line needs it
    /// (`convert_exception_handlers_to_nops`, `convert_pseudo_ops`).
    fn drop_pseudo_instructions(&mut self) {
        for id in self.order() {
            for inst in &mut self.blocks[id].insts {
                if inst.op.is_block_push() || inst.op == Pseudo::PopBlock {
                    inst.set_nop();
                } else if inst.op == Pseudo::StoreFastMaybeNull {
                    inst.op = Op::StoreFast.into();
                }
            }
        }
        for id in self.order() {
            self.remove_redundant_nops(id);
        }
    }
}
