//! `LOAD_FAST` of a local that may be unbound becomes `LOAD_FAST_CHECK`
//! (`add_checks_for_loads_of_uninitialized_variables`).

use crate::compile::ir::{Operation, Pseudo};
use crate::opcode::Op;

use super::{BlockId, Cfg, ENTRY};

/// Locals past this many are only looked at within one block.
const TRACKED: usize = 64;

/// A set of the first 64 locals: those that may be unbound.
type Unbound = u64;

/// The state of the search: what may be unbound where a block starts.
struct Search {
    unbound: Vec<Unbound>,
    waiting: Vec<bool>,
    todo: Vec<BlockId>,
}

impl Search {
    /// Looks at a block again if more may be unbound there than was known.
    fn push(&mut self, id: BlockId, unbound: Unbound) {
        let both = self.unbound[id] | unbound;
        if both != self.unbound[id] {
            self.unbound[id] = both;
            if !self.waiting[id] {
                self.waiting[id] = true;
                self.todo.push(id);
            }
        }
    }
}

impl Cfg {
    pub(super) fn add_checks_for_unbound_locals(&mut self, locals: usize, params: usize) {
        if locals == 0 {
            return;
        }
        if locals > TRACKED {
            self.check_locals_past_tracked(locals);
        }
        let mut search = Search {
            unbound: vec![0; self.blocks.len()],
            waiting: vec![false; self.blocks.len()],
            todo: Vec::new(),
        };
        let at_start = (params..locals.min(TRACKED)).fold(0, |set, local| set | 1 << local);
        search.push(ENTRY, at_start);
        for id in self.order() {
            self.scan_block(id, &mut search);
        }
        while let Some(id) = search.todo.pop() {
            search.waiting[id] = false;
            self.scan_block(id, &mut search);
        }
    }

    fn scan_block(&mut self, id: BlockId, search: &mut Search) {
        let mut unbound = search.unbound[id];
        for inst in &mut self.blocks[id].insts {
            if let Some(handler) = inst.except {
                search.push(handler, unbound);
            }
            if inst.arg as usize >= TRACKED {
                continue;
            }
            let local = 1 << inst.arg;
            match inst.op {
                Operation::Real(Op::DeleteFast | Op::LoadFastAndClear)
                | Operation::Pseudo(Pseudo::StoreFastMaybeNull) => unbound |= local,
                Operation::Real(Op::StoreFast | Op::LoadFastCheck) => unbound &= !local,
                Operation::Real(Op::LoadFast) => {
                    if unbound & local != 0 {
                        inst.op = Op::LoadFastCheck.into();
                    }
                    unbound &= !local;
                }
                _ => {}
            }
        }
        let block = &self.blocks[id];
        if block.falls_through()
            && let Some(next) = block.next
        {
            search.push(next, unbound);
        }
        if let Some(target) = block
            .last()
            .filter(|last| last.op.is_jump())
            .and_then(|last| last.target)
        {
            search.push(target, unbound);
        }
    }

    /// Within a block, the first load of each local past the tracked ones is
    /// checked unless a store came before (`fast_scan_many_locals`).
    fn check_locals_past_tracked(&mut self, locals: usize) {
        let mut bound_in = vec![None; locals];
        for id in self.order() {
            for inst in &mut self.blocks[id].insts {
                let local = inst.arg as usize;
                if !(TRACKED..locals).contains(&local) {
                    continue;
                }
                match inst.op {
                    Operation::Real(Op::DeleteFast | Op::LoadFastAndClear)
                    | Operation::Pseudo(Pseudo::StoreFastMaybeNull) => bound_in[local] = None,
                    Operation::Real(Op::StoreFast) => bound_in[local] = Some(id),
                    Operation::Real(Op::LoadFast) => {
                        if bound_in[local] != Some(id) {
                            inst.op = Op::LoadFastCheck.into();
                        }
                        bound_in[local] = Some(id);
                    }
                    _ => {}
                }
            }
        }
    }
}
