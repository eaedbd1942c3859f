//! From the tree to instructions, in the order of CPython's `Python/compile.c`.
//!
//! [`Compiler`] walks the tree with a stack of units, one for each code object
//! around the current place. Every helper takes the position that its
//! instructions get, because tracebacks point at it.

mod call;
mod comprehension;
mod condition;
mod display;
mod expr;
mod function;
mod loops;
mod stmt;
mod target;
mod try_stmt;
mod unit;
mod unwind;

pub(super) use unit::{ConstTable, Unit};

use crate::code::{Code, Const, Position};
use crate::opcode::{Op, resume};

use super::assemble;
use super::ast::{Body, Expr, Module, ScopeId, Stmt};
use super::error::{SyntaxError, SyntaxErrorKind};
use super::ir::{Inst, Label, Operation};
use super::source::Source;
use super::symtable::{Block, BlockType, Scope, SymbolTable, mangle};
use unit::{FrameBlock, UnitKind};

type Result<T> = std::result::Result<T, SyntaxError>;

/// Calls and displays with more operands than this are built piece by piece, to
/// keep the stack low (`STACK_USE_GUIDELINE`).
const STACK_USE_GUIDELINE: usize = 30;

/// No place in the source (`NO_LOCATION`).
const NO_POSITION: Position = Position {
    line: None,
    end_line: None,
    col: None,
    end_col: None,
};

/// What is done with a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Load,
    Store,
    Del,
}

/// Compiles a module.
pub(super) fn compile_module(source: &Source, module: &Module) -> Result<Code> {
    let mut compiler = Compiler::new(source, SymbolTable::of_module(source, module)?);
    compiler.enter_unit(UnitKind::Module, 0, "<module>", 1);
    compiler.body(&module.body, NO_POSITION)?;
    Ok(compiler.leave_unit(true))
}

/// Compiles the expression of an `eval`.
pub(super) fn compile_expression(source: &Source, expr: &Expr, scopes: usize) -> Result<Code> {
    let table = SymbolTable::of_expression(source, expr, scopes)?;
    let mut compiler = Compiler::new(source, table);
    compiler.enter_unit(UnitKind::Module, 0, "<module>", 1);
    compiler.expr(expr)?;
    Ok(compiler.leave_unit(false))
}

struct Compiler<'a> {
    source: &'a Source,
    table: SymbolTable,
    /// The units around the current place; never empty while code is emitted.
    outer: Vec<Unit<'a>>,
    unit: Unit<'a>,
}

impl<'a> Compiler<'a> {
    fn new(source: &'a Source, table: SymbolTable) -> Compiler<'a> {
        let unit = Unit::new(UnitKind::Module, 0, "", 0, table.top());
        Compiler {
            source,
            table,
            outer: Vec::new(),
            unit,
        }
    }

    fn error<T>(&self, message: impl Into<String>, pos: Position) -> Result<T> {
        Err(self.source.error_at(SyntaxErrorKind::Syntax, message, pos))
    }

    /// The symbol table's block of the current unit.
    fn block(&self) -> &Block {
        &self.table.blocks[self.unit.scope]
    }

    /// Begins a code object (`compiler_enter_scope`).
    fn enter_unit(&mut self, kind: UnitKind, scope: ScopeId, name: &str, firstlineno: u32) {
        let mut unit = Unit::new(kind, scope, name, firstlineno, &self.table.blocks[scope]);
        if kind != UnitKind::Module {
            unit.private = self.unit.private.clone();
            unit.qualname = self.qualname(kind, name);
        }
        self.outer.push(std::mem::replace(&mut self.unit, unit));
        // A module's first instruction stands on line 0.
        let line = if kind == UnitKind::Module {
            0
        } else {
            firstlineno
        };
        let pos = Position {
            line: Some(line),
            end_line: Some(firstlineno),
            col: Some(0),
            end_col: Some(0),
        };
        self.emit_arg(Op::Resume, resume::AT_FUNC_START, pos);
    }

    /// Ends a code object. With `add_none` it returns `None` if it gets to its
    /// end, else what is on the stack.
    fn leave_unit(&mut self, add_none: bool) -> Code {
        if add_none {
            self.load_const(Const::None, NO_POSITION);
        }
        self.emit(Op::ReturnValue, NO_POSITION);
        let outer = self
            .outer
            .pop()
            .unwrap_or_else(|| Unit::new(UnitKind::Module, 0, "", 0, self.table.top()));
        let unit = std::mem::replace(&mut self.unit, outer);
        assemble::assemble(unit, self.source.filename())
    }

    /// The dotted path of a new unit within the current one
    /// (`compiler_set_qualname`).
    fn qualname(&self, kind: UnitKind, name: &str) -> String {
        let parent = &self.unit;
        if matches!(kind, UnitKind::Function | UnitKind::Class) {
            let mangled = mangle(parent.private.as_deref(), name);
            if self.block().scope(&mangled) == Some(Scope::GlobalExplicit) {
                return name.to_owned();
            }
        }
        match parent.kind {
            UnitKind::Module => name.to_owned(),
            UnitKind::Class | UnitKind::Comprehension => format!("{}.{name}", parent.qualname),
            UnitKind::Function | UnitKind::Lambda => {
                format!("{}.<locals>.{name}", parent.qualname)
            }
        }
    }

    /// The statements of a module or class (`compiler_body`).
    fn body(&mut self, body: &'a Body, pos: Position) -> Result<()> {
        let mut pos = pos;
        if self.unit.kind == UnitKind::Module {
            let first_stmt = body.stmts.first().map(|stmt| stmt.pos);
            let first = body.docstring.as_ref().map(|expr| expr.pos).or(first_stmt);
            pos = first.unwrap_or(pos);
        }
        if stmt::has_annotations(&body.stmts) {
            self.emit(Op::SetupAnnotations, pos);
        }
        if let Some(docstring) = &body.docstring {
            self.expr(docstring)?;
            self.name("__doc__", Access::Store, NO_POSITION)?;
        }
        self.stmts(&body.stmts)
    }

    fn stmts(&mut self, stmts: &'a [Stmt]) -> Result<()> {
        stmts.iter().try_for_each(|stmt| self.stmt(stmt))
    }

    fn emit(&mut self, op: impl Into<Operation>, pos: Position) {
        self.emit_arg(op, 0, pos);
    }

    fn emit_arg(&mut self, op: impl Into<Operation>, arg: u32, pos: Position) {
        self.unit.seq.push(Inst {
            op: op.into(),
            arg,
            target: None,
            pos,
        });
    }

    fn emit_jump(&mut self, op: impl Into<Operation>, target: Label, pos: Position) {
        self.unit.seq.push(Inst {
            op: op.into(),
            arg: 0,
            target: Some(target),
            pos,
        });
    }

    /// An instruction whose argument is a name in `co_names`.
    fn emit_name(&mut self, op: Op, name: &str, pos: Position) {
        let mangled = mangle(self.unit.private.as_deref(), name);
        let index = self.unit.names.add(&mangled);
        self.emit_arg(op, index, pos);
    }

    /// `LOAD_ATTR`; as a method, it leaves room for the receiver.
    fn emit_load_attr(&mut self, name: &str, method: bool, pos: Position) {
        let mangled = mangle(self.unit.private.as_deref(), name);
        let index = self.unit.names.add(&mangled);
        self.emit_arg(Op::LoadAttr, index << 1 | u32::from(method), pos);
    }

    fn load_const(&mut self, value: Const, pos: Position) {
        let index = self.unit.consts.add(value);
        self.emit_arg(Op::LoadConst, index, pos);
    }

    fn load_str(&mut self, text: impl Into<String>, pos: Position) {
        self.load_const(Const::Str(text.into()), pos);
    }

    fn new_label(&mut self) -> Label {
        self.unit.seq.new_label()
    }

    fn use_label(&mut self, label: Label) {
        self.unit.seq.use_label(label);
    }

    fn push_frame_block(&mut self, block: FrameBlock<'a>) {
        self.unit.frame_blocks.push(block);
    }

    fn pop_frame_block(&mut self) {
        self.unit.frame_blocks.pop();
    }

    /// Loads, stores or deletes a name (`compiler_nameop`).
    fn name(&mut self, name: &str, access: Access, pos: Position) -> Result<()> {
        let mangled = mangle(self.unit.private.as_deref(), name);
        let in_function = self.block().is_function();
        let in_class = self.block().block_type == BlockType::Class;
        let inlined = self.unit.inlined_depth > 0;
        match self.block().scope(&mangled) {
            Some(scope @ (Scope::Free | Scope::Cell)) => {
                let index = if scope == Scope::Free {
                    self.unit.free_index(&mangled)
                } else {
                    self.unit.cell_index(&mangled)
                };
                let op = match access {
                    Access::Load if in_class && !inlined => {
                        self.emit(Op::LoadLocals, pos);
                        Op::LoadFromDictOrDeref
                    }
                    Access::Load => Op::LoadDeref,
                    Access::Store => Op::StoreDeref,
                    Access::Del => Op::DeleteDeref,
                };
                let Some(index) = index else {
                    return self.error(format!("no cell for name '{name}'"), pos);
                };
                self.emit_arg(op, index, pos);
            }
            Some(Scope::Local)
                if in_function || self.unit.fast_hidden.get(&mangled) == Some(&true) =>
            {
                let index = self.unit.varnames.add(&mangled);
                let op = match access {
                    Access::Load => Op::LoadFast,
                    Access::Store => Op::StoreFast,
                    Access::Del => Op::DeleteFast,
                };
                self.emit_arg(op, index, pos);
            }
            scope => {
                let global = match scope {
                    Some(Scope::GlobalExplicit) => true,
                    Some(Scope::GlobalImplicit) => in_function,
                    _ => false,
                };
                let index = self.unit.names.add(&mangled);
                let op = match (access, global) {
                    (Access::Load, false) if !(in_class && inlined) => Op::LoadName,
                    (Access::Load, _) => Op::LoadGlobal,
                    (Access::Store, true) => Op::StoreGlobal,
                    (Access::Store, false) => Op::StoreName,
                    (Access::Del, true) => Op::DeleteGlobal,
                    (Access::Del, false) => Op::DeleteName,
                };
                let arg = if op == Op::LoadGlobal {
                    index << 1
                } else {
                    index
                };
                self.emit_arg(op, arg, pos);
            }
        }
        Ok(())
    }
}
