//! Comprehensions, inlined into the code around them (PEP 709), and generator
//! expressions, which are functions.

use crate::code::Position;
use crate::compile::ast::{Comprehension, ComprehensionKind, Expr, ExprKind, Generator};
use crate::compile::ir::{Label, Pseudo};
use crate::compile::symtable::{BlockType, DEF_LOCAL, DEF_NONLOCAL, Scope, Symbol};
use crate::opcode::Op;

use super::unit::UnitKind;
use super::{Compiler, NO_POSITION, Result};

/// What an inlined comprehension changed and must put back
/// (`inlined_comprehension_state`).
#[derive(Default)]
struct InlinedState {
    /// Locals whose outer values wait on the stack.
    pushed: Vec<String>,
    /// Names that live in fast slots though the block is no function.
    hidden: Vec<String>,
    /// Symbols of the block around that the comprehension's replaced.
    replaced: Vec<(String, Symbol)>,
    /// Where an exception in the comprehension goes, so that the locals are
    /// put back.
    cleanup: Option<Label>,
}

impl<'a> Compiler<'a> {
    /// `compiler_comprehension`.
    pub(super) fn comprehension(
        &mut self,
        comprehension: &'a Comprehension,
        pos: Position,
    ) -> Result<()> {
        let Some(outermost) = comprehension.generators.first() else {
            return Ok(());
        };
        if !self.table.blocks[comprehension.scope].inlined {
            return self.generator_expression(comprehension, outermost, pos);
        }
        self.expr(&outermost.iter)?;
        self.emit(Op::GetIter, pos);
        let state = self.push_inlined_state(comprehension, pos);
        let build = match comprehension.kind {
            ComprehensionKind::Set => Op::BuildSet,
            ComprehensionKind::Dict => Op::BuildMap,
            ComprehensionKind::List | ComprehensionKind::Generator => Op::BuildList,
        };
        self.emit_arg(build, 0, pos);
        self.emit_arg(Op::Swap, 2, pos);
        self.generators(comprehension, 0, 0, pos)?;
        self.pop_inlined_state(state, pos);
        Ok(())
    }

    fn generator_expression(
        &mut self,
        comprehension: &'a Comprehension,
        outermost: &'a Generator,
        pos: Position,
    ) -> Result<()> {
        let line = pos.line.unwrap_or(0);
        self.enter_unit(
            UnitKind::Comprehension,
            comprehension.scope,
            "<genexpr>",
            line,
        );
        self.unit.argcount = 1;
        self.generators(comprehension, 0, 0, pos)?;
        self.wrap_in_stopiteration_handler();
        let code = self.leave_unit(true);
        self.make_closure(code, 0, pos);
        self.expr(&outermost.iter)?;
        self.emit(Op::GetIter, pos);
        self.emit_arg(Op::Call, 0, pos);
        Ok(())
    }

    /// One `for` and those within it (`compiler_sync_comprehension_generator`).
    /// `depth` loops are around it whose iterators are on the stack.
    fn generators(
        &mut self,
        comprehension: &'a Comprehension,
        index: usize,
        depth: u32,
        pos: Position,
    ) -> Result<()> {
        let generator = &comprehension.generators[index];
        let start = self.new_label();
        let if_cleanup = self.new_label();
        let anchor = self.new_label();
        // `for y in [f(x)]` is an assignment.
        let mut loops = true;
        let mut depth = depth;
        if index == 0 {
            if !self.table.blocks[comprehension.scope].inlined {
                self.emit_arg(Op::LoadFast, 0, pos);
            }
        } else if let Some(single) = single_element(&generator.iter) {
            self.expr(single)?;
            loops = false;
        } else {
            self.expr(&generator.iter)?;
            self.emit(Op::GetIter, pos);
        }
        if loops {
            depth += 1;
            self.use_label(start);
            self.emit_jump(Op::ForIter, anchor, pos);
        }
        self.store(&generator.target)?;
        for test in &generator.ifs {
            self.jump_if(test, if_cleanup, false)?;
        }
        let mut elt_pos = comprehension.elt.pos;
        if index + 1 < comprehension.generators.len() {
            self.generators(comprehension, index + 1, depth, pos)?;
        } else {
            elt_pos = self.element(comprehension, depth)?;
        }
        self.use_label(if_cleanup);
        if loops {
            self.emit_jump(Pseudo::Jump, start, elt_pos);
            self.use_label(anchor);
            self.emit(Op::EndFor, NO_POSITION);
        }
        Ok(())
    }

    /// Evaluates the element and adds it to what is being built; returns the
    /// element's position.
    fn element(&mut self, comprehension: &'a Comprehension, depth: u32) -> Result<Position> {
        let elt = &comprehension.elt;
        self.expr(elt)?;
        let mut pos = elt.pos;
        match comprehension.kind {
            ComprehensionKind::Generator => {
                self.emit_yield(pos);
                self.emit(Op::PopTop, pos);
            }
            ComprehensionKind::List => self.emit_arg(Op::ListAppend, depth + 1, pos),
            ComprehensionKind::Set => self.emit_arg(Op::SetAdd, depth + 1, pos),
            ComprehensionKind::Dict => {
                if let Some(value) = &comprehension.value {
                    self.expr(value)?;
                    pos.end_line = value.pos.end_line;
                    pos.end_col = value.pos.end_col;
                }
                self.emit_arg(Op::MapAdd, depth + 1, pos);
            }
        }
        Ok(pos)
    }

    /// Makes the comprehension's names its own within the unit around
    /// (`push_inlined_comprehension_state`).
    fn push_inlined_state(&mut self, comprehension: &Comprehension, pos: Position) -> InlinedState {
        let in_class = self.block().block_type == BlockType::Class && self.unit.inlined_depth == 0;
        let in_function = self.block().is_function();
        self.unit.inlined_depth += 1;
        let scope = self.unit.scope;
        let symbols = self.table.blocks[comprehension.scope].symbols.clone();
        let mut state = InlinedState::default();
        for (name, symbol) in symbols.iter() {
            let bound = symbol.uses & DEF_LOCAL != 0 && symbol.uses & DEF_NONLOCAL == 0;
            if !bound && !in_class {
                continue;
            }
            if !in_function && self.unit.fast_hidden.get(name) != Some(&true) {
                self.unit.fast_hidden.insert(name.to_owned(), true);
                state.hidden.push(name.to_owned());
            }
            let outer = self.table.blocks[scope]
                .symbols
                .get(name)
                .unwrap_or_default();
            if symbol.scope != outer.scope {
                self.table.blocks[scope].symbols.insert(name, symbol);
                state.replaced.push((name.to_owned(), outer));
            }
            // A cell is pushed as it is; the comprehension gets a new one.
            state.pushed.push(name.to_owned());
            let slot = self.unit.varnames.add(name);
            self.emit_arg(Op::LoadFastAndClear, slot, pos);
            if symbol.scope == Some(Scope::Cell) {
                let cell = if outer.scope == Some(Scope::Free) {
                    self.unit.free_index(name)
                } else {
                    self.unit.cell_index(name)
                };
                self.emit_arg(Op::MakeCell, cell.unwrap_or_default(), pos);
            }
        }
        if !state.pushed.is_empty() {
            let cleanup = self.new_label();
            self.emit_arg(Op::Swap, state.pushed.len() as u32 + 1, pos);
            self.emit_jump(Pseudo::SetupFinally, cleanup, pos);
            state.cleanup = Some(cleanup);
        }
        state
    }

    /// `pop_inlined_comprehension_state`.
    fn pop_inlined_state(&mut self, state: InlinedState, pos: Position) {
        self.unit.inlined_depth -= 1;
        let scope = self.unit.scope;
        for (name, symbol) in &state.replaced {
            self.table.blocks[scope].symbols.insert(name, *symbol);
        }
        if let Some(cleanup) = state.cleanup {
            let end = self.new_label();
            self.emit(Pseudo::PopBlock, NO_POSITION);
            self.emit_jump(Pseudo::Jump, end, NO_POSITION);
            self.use_label(cleanup);
            // Drop the unfinished result below the exception.
            self.emit_arg(Op::Swap, 2, NO_POSITION);
            self.emit(Op::PopTop, NO_POSITION);
            self.restore_pushed(&state.pushed, pos);
            self.emit_arg(Op::Reraise, 0, NO_POSITION);
            self.use_label(end);
            self.restore_pushed(&state.pushed, pos);
        }
        for name in state.hidden {
            self.unit.fast_hidden.insert(name, false);
        }
    }

    /// Stores the outer values of the locals, kept below the top of the stack.
    fn restore_pushed(&mut self, pushed: &[String], pos: Position) {
        self.emit_arg(Op::Swap, pushed.len() as u32 + 1, pos);
        for name in pushed.iter().rev() {
            let slot = self.unit.varnames.add(name);
            self.emit_arg(Pseudo::StoreFastMaybeNull, slot, pos);
        }
    }
}

/// The element of a list or tuple display with just one.
fn single_element(iter: &Expr) -> Option<&Expr> {
    match &iter.kind {
        ExprKind::List(elts) | ExprKind::Tuple(elts) => match elts.as_slice() {
            [
                Expr {
                    kind: ExprKind::Starred(_),
                    ..
                },
            ] => None,
            [single] => Some(single),
            _ => None,
        },
        _ => None,
    }
}
