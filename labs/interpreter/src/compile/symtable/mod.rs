//! The symbol table: for each block of a module, which names are its own,
//! which are an outer function's and which are global.
//!
//! Two passes, as in CPython's `Python/symtable.c`: [`collect`] records how each
//! block uses its names; [`analyze`] then decides each name's scope, from the
//! outermost block inwards, and merges comprehensions into the block around
//! them (PEP 709).

mod analyze;
mod collect;
mod walk;

use std::collections::HashMap;

use super::ast::{ComprehensionKind, Expr, Module, ScopeId};
use super::error::SyntaxError;
use super::source::Source;

/// How a block uses a name: a set of the constants below.
pub(super) type Uses = u32;

/// Named in a `global` statement.
pub(super) const DEF_GLOBAL: Uses = 1;
/// Assigned to.
pub(super) const DEF_LOCAL: Uses = 1 << 1;
/// A parameter.
pub(super) const DEF_PARAM: Uses = 1 << 2;
/// Named in a `nonlocal` statement.
pub(super) const DEF_NONLOCAL: Uses = 1 << 3;
/// Read.
pub(super) const USE: Uses = 1 << 4;
/// Free in a method, though the class has a binding of its own.
pub(super) const DEF_FREE_CLASS: Uses = 1 << 6;
/// Bound by an import.
pub(super) const DEF_IMPORT: Uses = 1 << 7;
/// Has an annotation.
pub(super) const DEF_ANNOT: Uses = 1 << 8;
/// The iteration variable of a comprehension.
pub(super) const DEF_COMP_ITER: Uses = 1 << 9;
/// A cell because of a comprehension that was merged in.
pub(super) const DEF_COMP_CELL: Uses = 1 << 11;
/// Bound in the block in some way.
pub(super) const DEF_BOUND: Uses = DEF_LOCAL | DEF_PARAM | DEF_IMPORT;

/// Where a name lives, seen from a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scope {
    Local,
    GlobalExplicit,
    GlobalImplicit,
    Free,
    Cell,
}

/// What the table knows about a name in a block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Symbol {
    pub(super) uses: Uses,
    /// Decided by the analysis.
    pub(super) scope: Option<Scope>,
}

/// The kind of a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlockType {
    Module,
    Class,
    /// A function, lambda, comprehension or generator expression.
    Function,
}

/// The names of a block in the order in which they first occurred.
#[derive(Clone, Debug, Default)]
pub(super) struct Symbols {
    entries: Vec<(String, Symbol)>,
    index: HashMap<String, usize>,
}

impl Symbols {
    pub(super) fn get(&self, name: &str) -> Option<Symbol> {
        self.index.get(name).map(|at| self.entries[*at].1)
    }

    pub(super) fn insert(&mut self, name: &str, symbol: Symbol) {
        match self.index.get(name) {
            Some(at) => self.entries[*at].1 = symbol,
            None => {
                self.index.insert(name.to_owned(), self.entries.len());
                self.entries.push((name.to_owned(), symbol));
            }
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, Symbol)> {
        self.entries
            .iter()
            .map(|(name, symbol)| (name.as_str(), *symbol))
    }
}

/// A block's entry (`PySTEntryObject`).
#[derive(Debug)]
pub(super) struct Block {
    pub(super) block_type: BlockType,
    pub(super) symbols: Symbols,
    /// The parameters, in the order of their slots.
    pub(super) params: Vec<String>,
    children: Vec<ScopeId>,
    /// Lies within a function.
    pub(super) nested: bool,
    /// Is a generator function or expression.
    pub(super) generator: bool,
    /// Is a comprehension or generator expression.
    comprehension: Option<ComprehensionKind>,
    /// Was merged into the block around it.
    pub(super) inlined: bool,
    /// A class whose methods use `__class__` or zero-argument `super()`.
    pub(super) needs_class_closure: bool,
    pub(super) varargs: bool,
    pub(super) varkeywords: bool,
}

impl Block {
    fn new(block_type: BlockType, nested: bool) -> Block {
        Block {
            block_type,
            symbols: Symbols::default(),
            params: Vec::new(),
            children: Vec::new(),
            nested,
            generator: false,
            comprehension: None,
            inlined: false,
            needs_class_closure: false,
            varargs: false,
            varkeywords: false,
        }
    }

    /// Whether locals live in fast slots.
    pub(super) fn is_function(&self) -> bool {
        self.block_type == BlockType::Function
    }

    /// The scope of a (mangled) name, if the block uses the name.
    pub(super) fn scope(&self, name: &str) -> Option<Scope> {
        self.symbols.get(name).and_then(|symbol| symbol.scope)
    }
}

/// The table: one block for each scope of the tree, the module's first.
#[derive(Debug)]
pub(super) struct SymbolTable {
    pub(super) blocks: Vec<Block>,
}

impl SymbolTable {
    /// The table of a module.
    pub(super) fn of_module(source: &Source, module: &Module) -> Result<SymbolTable, SyntaxError> {
        let blocks = collect::collect_module(source, module)?;
        analyze::analyze(source, blocks)
    }

    /// The table of an `eval` expression with `scopes` scopes.
    pub(super) fn of_expression(
        source: &Source,
        expr: &Expr,
        scopes: usize,
    ) -> Result<SymbolTable, SyntaxError> {
        let blocks = collect::collect_expression(source, expr, scopes)?;
        analyze::analyze(source, blocks)
    }

    /// The module's block.
    pub(super) fn top(&self) -> &Block {
        &self.blocks[0]
    }
}

/// A name as it is stored: within a class, `__name` becomes `_Class__name`
/// (`_Py_Mangle`).
pub(super) fn mangle(class: Option<&str>, name: &str) -> String {
    let Some(class) = class else {
        return name.to_owned();
    };
    let is_private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    let stripped = class.trim_start_matches('_');
    if !is_private || stripped.is_empty() {
        return name.to_owned();
    }
    format!("_{stripped}{name}")
}
