//! What is known of a code object while it is being compiled
//! (`struct compiler_unit` in `Python/compile.c`).

use std::collections::HashMap;

use crate::code::{Code, Const};
use crate::compile::ast::{ScopeId, Stmt};
use crate::compile::ir::{InstSequence, Label};
use crate::compile::symtable::{Block, BlockType, DEF_COMP_CELL, DEF_FREE_CLASS, Scope, Uses};

/// The kind of source that a unit comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::compile) enum UnitKind {
    Module,
    Class,
    Function,
    Lambda,
    Comprehension,
}

/// Names with an index each, in the order in which they were first used.
#[derive(Debug, Default)]
pub(in crate::compile) struct NameTable {
    names: Vec<String>,
    index: HashMap<String, u32>,
}

impl NameTable {
    fn of(names: impl IntoIterator<Item = String>) -> NameTable {
        let mut table = NameTable::default();
        for name in names {
            table.add(&name);
        }
        table
    }

    /// The index of a name, which is added if it is new.
    pub(in crate::compile) fn add(&mut self, name: &str) -> u32 {
        if let Some(index) = self.index.get(name) {
            return *index;
        }
        let index = self.names.len() as u32;
        self.names.push(name.to_owned());
        self.index.insert(name.to_owned(), index);
        index
    }

    pub(in crate::compile) fn get(&self, name: &str) -> Option<u32> {
        self.index.get(name).copied()
    }

    pub(in crate::compile) fn len(&self) -> usize {
        self.names.len()
    }

    pub(in crate::compile) fn iter(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    pub(in crate::compile) fn into_names(self) -> Vec<String> {
        self.names
    }
}

/// The constants of a unit; equal ones of the same type share an index.
#[derive(Debug, Default)]
pub(in crate::compile) struct ConstTable {
    consts: Vec<Const>,
    index: HashMap<ConstKey, u32>,
}

/// A constant by type and value (`_PyCode_ConstantKey`): `1`, `1.0` and `True`
/// differ, and so do `0.0` and `-0.0`.
#[derive(PartialEq, Eq, Hash, Debug)]
enum ConstKey {
    None,
    True,
    False,
    Ellipsis,
    Int(num_bigint::BigInt),
    Float(u64),
    Complex(u64, u64),
    Str(String),
    Bytes(Vec<u8>),
    Tuple(Vec<ConstKey>),
    FrozenSet(Vec<ConstKey>),
}

impl ConstKey {
    /// `None` for code objects, which are compared one by one, and for what has a NaN, which equals nothing.
    fn of(value: &Const) -> Option<ConstKey> {
        Some(match value {
            Const::None => ConstKey::None,
            Const::True => ConstKey::True,
            Const::False => ConstKey::False,
            Const::Ellipsis => ConstKey::Ellipsis,
            Const::Int(int) => ConstKey::Int(int.clone()),
            Const::Float(float) if float.is_nan() => return None,
            Const::Float(float) => ConstKey::Float(float.to_bits()),
            Const::Complex(re, im) if re.is_nan() || im.is_nan() => return None,
            Const::Complex(re, im) => ConstKey::Complex(re.to_bits(), im.to_bits()),
            Const::Str(text) => ConstKey::Str(text.clone()),
            Const::Bytes(bytes) => ConstKey::Bytes(bytes.clone()),
            Const::Tuple(items) => ConstKey::Tuple(ConstKey::of_all(items)?),
            Const::FrozenSet(items) => ConstKey::FrozenSet(ConstKey::of_all(items)?),
            Const::Code(_) => return None,
        })
    }

    fn of_all(items: &[Const]) -> Option<Vec<ConstKey>> {
        items.iter().map(ConstKey::of).collect()
    }
}

impl ConstTable {
    /// The index of a constant, which is added if it is new.
    pub(in crate::compile) fn add(&mut self, value: Const) -> u32 {
        let next = self.consts.len() as u32;
        let known = match ConstKey::of(&value) {
            Some(key) => *self.index.entry(key).or_insert(next),
            None => self
                .consts
                .iter()
                .position(|other| *other == value)
                .map_or(next, |at| at as u32),
        };
        if known == next {
            self.consts.push(value);
        }
        known
    }

    pub(in crate::compile) fn get(&self, index: u32) -> &Const {
        &self.consts[index as usize]
    }

    pub(in crate::compile) fn len(&self) -> usize {
        self.consts.len()
    }

    /// Keeps the constants that are used; returns each old index's new one.
    pub(in crate::compile) fn retain(&mut self, used: &[bool]) -> Vec<u32> {
        let mut moved = Vec::with_capacity(used.len());
        let mut kept = 0;
        for used in used {
            moved.push(kept);
            kept += u32::from(*used);
        }
        let mut keep = used.iter();
        self.consts.retain(|_| keep.next() == Some(&true));
        moved
    }

    pub(in crate::compile) fn into_consts(self) -> Vec<Const> {
        self.consts
    }
}

/// Something that must be undone when a statement jumps out of it
/// (`enum fblocktype`).
#[derive(Clone, Copy)]
pub(in crate::compile) enum FrameBlock<'a> {
    WhileLoop {
        start: Label,
        exit: Label,
    },
    ForLoop {
        start: Label,
        exit: Label,
    },
    TryExcept,
    /// The body of a `try` with these statements in its `finally`.
    FinallyTry(&'a [Stmt]),
    /// A `finally` that handles an exception.
    FinallyEnd,
    /// A `with` statement's item.
    With(crate::code::Position),
    /// An `except` clause's body, with the name that it binds.
    HandlerCleanup(Option<&'a str>),
    ExceptionHandler,
    /// A value on the stack below what a `return` returns.
    PopValue,
}

/// A code object in the making.
pub(in crate::compile) struct Unit<'a> {
    pub(in crate::compile) scope: ScopeId,
    pub(in crate::compile) kind: UnitKind,
    pub(in crate::compile) name: String,
    pub(in crate::compile) qualname: String,
    /// The class whose private names are mangled here.
    pub(in crate::compile) private: Option<String>,
    pub(in crate::compile) firstlineno: u32,
    pub(in crate::compile) argcount: u32,
    pub(in crate::compile) posonlyargcount: u32,
    pub(in crate::compile) kwonlyargcount: u32,
    pub(in crate::compile) flags: u32,
    pub(in crate::compile) params: usize,
    pub(in crate::compile) seq: InstSequence,
    pub(in crate::compile) consts: ConstTable,
    pub(in crate::compile) names: NameTable,
    pub(in crate::compile) varnames: NameTable,
    pub(in crate::compile) cellvars: NameTable,
    pub(in crate::compile) freevars: NameTable,
    /// Locals of comprehensions inlined outside functions. While one of these
    /// is being compiled its names are true.
    pub(in crate::compile) fast_hidden: HashMap<String, bool>,
    pub(in crate::compile) frame_blocks: Vec<FrameBlock<'a>>,
    /// How many inlined comprehensions are around the current place.
    pub(in crate::compile) inlined_depth: u32,
}

impl<'a> Unit<'a> {
    pub(in crate::compile) fn new(
        kind: UnitKind,
        scope: ScopeId,
        name: &str,
        firstlineno: u32,
        block: &Block,
    ) -> Unit<'a> {
        let mut cellvars = NameTable::of(names_by_scope(block, Scope::Cell, DEF_COMP_CELL));
        if block.needs_class_closure {
            cellvars.add("__class__");
        }
        Unit {
            scope,
            kind,
            name: name.to_owned(),
            qualname: name.to_owned(),
            private: None,
            firstlineno,
            argcount: 0,
            posonlyargcount: 0,
            kwonlyargcount: 0,
            flags: code_flags(block),
            params: block.params.len(),
            seq: InstSequence::default(),
            consts: ConstTable::default(),
            names: NameTable::default(),
            varnames: NameTable::of(block.params.iter().cloned()),
            cellvars,
            freevars: NameTable::of(names_by_scope(block, Scope::Free, DEF_FREE_CLASS)),
            fast_hidden: HashMap::new(),
            frame_blocks: Vec::new(),
            inlined_depth: 0,
        }
    }

    /// A cell's argument before assembly: cells first, then free variables.
    pub(in crate::compile) fn cell_index(&self, name: &str) -> Option<u32> {
        self.cellvars.get(name)
    }

    pub(in crate::compile) fn free_index(&self, name: &str) -> Option<u32> {
        self.freevars
            .get(name)
            .map(|index| index + self.cellvars.len() as u32)
    }
}

/// The names with a scope or a use, sorted (`dictbytype`).
fn names_by_scope(block: &Block, scope: Scope, uses: Uses) -> Vec<String> {
    let wanted = block
        .symbols
        .iter()
        .filter(|(_, symbol)| symbol.scope == Some(scope) || symbol.uses & uses != 0);
    let mut names: Vec<String> = wanted.map(|(name, _)| name.to_owned()).collect();
    names.sort();
    names
}

/// The flags that the symbol table decides (`compute_code_flags`).
fn code_flags(block: &Block) -> u32 {
    use crate::code::flags;
    if block.block_type != BlockType::Function {
        return 0;
    }
    let mut bits = flags::NEWLOCALS | flags::OPTIMIZED;
    for (set, flag) in [
        (block.nested, flags::NESTED),
        (block.generator, flags::GENERATOR),
        (block.varargs, flags::VARARGS),
        (block.varkeywords, flags::VARKEYWORDS),
    ] {
        if set {
            bits |= flag;
        }
    }
    bits
}

/// The names that a finished code object takes from around, in closure order.
pub(in crate::compile) fn closure_names(code: &Code) -> Vec<String> {
    code.freevars().map(str::to_owned).collect()
}
