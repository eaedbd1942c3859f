//! From a unit to its code object: slots, prefix instructions, the flow graph's
//! passes, and the exception table (`Python/assemble.c`).

use crate::code::{Code, ExceptEntry, Instr, LocalKind, Position, flags};
use crate::opcode::Op;

use super::codegen::Unit;
use super::flowgraph::{BlockId, Cfg, CfgInst, UnitFacts};
use super::ir::Operation;

/// Finishes a unit.
pub(super) fn assemble(mut unit: Unit<'_>, filename: &str) -> Code {
    let mut cfg = Cfg::build(&unit.seq);
    let facts = UnitFacts {
        locals: unit.varnames.len(),
        params: unit.params,
        firstlineno: unit.firstlineno,
    };
    cfg.optimize(&mut unit.consts, &facts);

    let slots = Slots::of(&unit);
    let is_generator = unit.flags & flags::GENERATOR != 0;
    insert_prefix_instructions(&mut cfg, &unit, &slots, is_generator);
    fix_cell_offsets(&mut cfg, &slots);
    let stacksize = cfg.finish(is_generator);
    let Layout {
        instrs,
        positions,
        exception_table,
    } = lay_out(&cfg);
    Code {
        name: unit.name,
        qualname: unit.qualname,
        filename: filename.to_owned(),
        flags: unit.flags,
        argcount: unit.argcount,
        posonlyargcount: unit.posonlyargcount,
        kwonlyargcount: unit.kwonlyargcount,
        nlocals: unit.varnames.len() as u32,
        stacksize,
        firstlineno: unit.firstlineno,
        consts: unit.consts.into_consts(),
        names: unit.names.into_names(),
        localsplusnames: slots.names,
        localspluskinds: slots.kinds,
        instrs,
        positions,
        exception_table,
    }
}

/// The fast slots of a frame.
struct Slots {
    names: Vec<String>,
    kinds: Vec<LocalKind>,
    /// The slot of each cell and free variable, by the argument that code
    /// generation gave it.
    cells: Vec<u32>,
}

impl Slots {
    /// Locals, then the cells that are no locals, then the free variables
    /// (`build_cellfixedoffsets`, `compute_localsplus_info`).
    fn of(unit: &Unit<'_>) -> Slots {
        let mut slots = Slots {
            names: Vec::new(),
            kinds: Vec::new(),
            cells: Vec::new(),
        };
        for name in unit.varnames.iter() {
            slots.push(
                name,
                LocalKind {
                    local: true,
                    cell: unit.cellvars.get(name).is_some(),
                    free: false,
                    hidden: unit.fast_hidden.contains_key(name),
                },
            );
        }
        for name in unit.cellvars.iter() {
            let slot = match unit.varnames.get(name) {
                Some(slot) => slot,
                None => slots.push(
                    name,
                    LocalKind {
                        local: false,
                        cell: true,
                        free: false,
                        hidden: false,
                    },
                ),
            };
            slots.cells.push(slot);
        }
        for name in unit.freevars.iter() {
            let kind = LocalKind {
                local: false,
                cell: false,
                free: true,
                hidden: false,
            };
            let slot = slots.push(name, kind);
            slots.cells.push(slot);
        }
        slots
    }

    fn push(&mut self, name: &str, kind: LocalKind) -> u32 {
        self.names.push(name.to_owned());
        self.kinds.push(kind);
        self.names.len() as u32 - 1
    }
}

/// What a frame does before its first `RESUME`: take over the closure's cells,
/// make its own, become a generator.
fn insert_prefix_instructions(cfg: &mut Cfg, unit: &Unit<'_>, slots: &Slots, is_generator: bool) {
    if is_generator {
        let pos = Position {
            line: Some(unit.firstlineno),
            end_line: Some(unit.firstlineno),
            col: None,
            end_col: None,
        };
        cfg.insert_first(0, Op::ReturnGenerator, 0, pos);
        cfg.insert_first(1, Op::PopTop, 0, Position::default());
    }
    // In the order of their slots.
    let mut cells: Vec<usize> = (0..unit.cellvars.len()).collect();
    cells.sort_by_key(|cell| slots.cells[*cell]);
    for (at, cell) in cells.into_iter().enumerate() {
        cfg.insert_first(at, Op::MakeCell, cell as u32, Position::default());
    }
    if unit.freevars.len() > 0 {
        cfg.insert_first(
            0,
            Op::CopyFreeVars,
            unit.freevars.len() as u32,
            Position::default(),
        );
    }
}

/// Arguments that name cells become slots.
fn fix_cell_offsets(cfg: &mut Cfg, slots: &Slots) {
    use Op::{DeleteDeref, LoadClosure, LoadDeref, LoadFromDictOrDeref, MakeCell, StoreDeref};
    for inst in cfg.blocks.iter_mut().flat_map(|block| &mut block.insts) {
        if let Operation::Real(
            MakeCell | LoadClosure | LoadDeref | StoreDeref | DeleteDeref | LoadFromDictOrDeref,
        ) = inst.op
        {
            inst.arg = slots.cells[inst.arg as usize];
        }
    }
}

struct Layout {
    instrs: Vec<Instr>,
    positions: Vec<Position>,
    exception_table: Vec<ExceptEntry>,
}

/// Puts the blocks in a row.
fn lay_out(cfg: &Cfg) -> Layout {
    let order = cfg.order();
    let mut starts = vec![0; cfg.blocks.len()];
    let mut length = 0;
    for id in &order {
        starts[*id] = length;
        length += cfg.blocks[*id].insts.len() as u32;
    }
    let mut layout = Layout {
        instrs: Vec::with_capacity(length as usize),
        positions: Vec::with_capacity(length as usize),
        exception_table: Vec::new(),
    };
    let mut handler: Option<BlockId> = None;
    let mut handler_start = 0;
    for inst in order.iter().flat_map(|id| &cfg.blocks[*id].insts) {
        let at = layout.instrs.len() as u32;
        if inst.except != handler {
            layout.close_handler(cfg, &starts, handler, handler_start);
            handler = inst.except;
            handler_start = at;
        }
        // Every pseudo-instruction was replaced before.
        let Operation::Real(op) = inst.op else {
            continue;
        };
        layout.instrs.push(Instr {
            op,
            arg: argument(inst, &starts),
        });
        layout.positions.push(inst.pos);
    }
    layout.close_handler(cfg, &starts, handler, handler_start);
    layout
}

fn argument(inst: &CfgInst, starts: &[u32]) -> u32 {
    inst.target.map_or(inst.arg, |target| starts[target])
}

impl Layout {
    /// Ends the reach of a handler at the current place.
    fn close_handler(&mut self, cfg: &Cfg, starts: &[u32], handler: Option<BlockId>, start: u32) {
        let Some(handler) = handler else { return };
        let block = &cfg.blocks[handler];
        // The handler finds the exception and perhaps an index on the stack.
        let depth = block.start_depth - 1 - i32::from(block.preserve_lasti);
        self.exception_table.push(ExceptEntry {
            start,
            end: self.instrs.len() as u32,
            target: starts[handler],
            depth: depth.max(0) as u32,
            lasti: block.preserve_lasti,
        });
    }
}
