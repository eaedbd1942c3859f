//! Code objects: what the compiler hands to the interpreter.
//!
//! They hold plain Rust values and touch no heap. The interpreter makes heap
//! objects of the constants and names when it takes a code object over, so a
//! program's constants are owned by its code object as in CPython.
//!
//! The fields are those of CPython 3.12's `PyCodeObject`
//! (`Include/cpython/code.h`), unpacked: an instruction carries its whole
//! argument, so there is no `EXTENDED_ARG`, and jumps name their target by its
//! index in [`Code::instrs`] rather than by a distance. [`Code::offsets`] gives
//! back the byte offsets that `dis` would print.

pub mod bytecode;
mod depth;
mod linetable;
pub mod listing;
mod operand;

pub use operand::Operand;

use num_bigint::BigInt;

use crate::opcode::Op;

/// One instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Instr {
    /// The operation.
    pub op: Op,
    /// Its argument; 0 where it takes none. Of a jump: the index of the target
    /// in [`Code::instrs`].
    pub arg: u32,
}

/// The part of the source that an instruction comes from, as
/// `code.co_positions()` tells it.
///
/// Lines count from 1, columns from 0 in UTF-8 bytes. The line is `None` for
/// instructions that belong to no line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// First line.
    pub line: Option<u32>,
    /// Last line.
    pub end_line: Option<u32>,
    /// Column on the first line.
    pub col: Option<u32>,
    /// Column past the end on the last line.
    pub end_col: Option<u32>,
}

/// A constant of a code object (`co_consts`).
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "each is the Python type it names")]
pub enum Const {
    None,
    True,
    False,
    Ellipsis,
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
    Str(String),
    Bytes(Vec<u8>),
    Tuple(Vec<Const>),
    FrozenSet(Vec<Const>),
    Code(Box<Code>),
}

/// What a slot of a frame holds (`co_localspluskinds`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LocalKind {
    /// It is a local: it counts for `co_nlocals`.
    pub local: bool,
    /// It becomes a cell (`MAKE_CELL`), because an inner function uses it. A
    /// parameter that is also a cell has both flags.
    pub cell: bool,
    /// It is a cell of an outer function (`COPY_FREE_VARS`).
    pub free: bool,
    /// It is a local of an inlined comprehension only, hidden from `locals()`
    /// (`CO_FAST_HIDDEN`).
    pub hidden: bool,
}

/// Which instructions a handler covers: an entry of `co_exceptiontable`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExceptEntry {
    /// First covered instruction.
    pub start: u32,
    /// One past the last covered instruction.
    pub end: u32,
    /// The handler's first instruction.
    pub target: u32,
    /// The height that the stack is cut to before the exception is pushed.
    pub depth: u32,
    /// Whether the index of the raising instruction is pushed below the
    /// exception.
    pub lasti: bool,
}

/// The bits of `co_flags`.
pub mod flags {
    /// Locals live in fast slots.
    pub const OPTIMIZED: u32 = 0x1;
    /// A new namespace for each call.
    pub const NEWLOCALS: u32 = 0x2;
    /// Takes `*args`.
    pub const VARARGS: u32 = 0x4;
    /// Takes `**kwargs`.
    pub const VARKEYWORDS: u32 = 0x8;
    /// Lies within a function.
    pub const NESTED: u32 = 0x10;
    /// Contains `yield`.
    pub const GENERATOR: u32 = 0x20;
}

/// A compiled block: a module, a class body, a function, a lambda or a
/// generator expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Code {
    /// `co_name`: `<module>`, the function's or class's name, `<lambda>`, …
    pub name: String,
    /// `co_qualname`: the dotted path from the module.
    pub qualname: String,
    /// `co_filename`, as given to the compiler.
    pub filename: String,
    /// `co_flags`, see [`flags`].
    pub flags: u32,
    /// Number of positional parameters, positional-only ones among them.
    pub argcount: u32,
    /// Number of positional-only parameters.
    pub posonlyargcount: u32,
    /// Number of keyword-only parameters.
    pub kwonlyargcount: u32,
    /// Number of locals (`co_nlocals`): the first slots of `localsplus`.
    pub nlocals: u32,
    /// The greatest height of the value stack.
    pub stacksize: u32,
    /// The line of `def`, `class` or the first decorator; 1 for a module.
    pub firstlineno: u32,
    /// `co_consts`.
    pub consts: Vec<Const>,
    /// `co_names`: globals, attributes, namespace and import names.
    pub names: Vec<String>,
    /// The name of each fast slot: locals, then cells, then free variables.
    /// `LOAD_FAST` and its kin and `LOAD_DEREF` and its kin index this.
    pub localsplusnames: Vec<String>,
    /// The kind of each fast slot.
    pub localspluskinds: Vec<LocalKind>,
    /// The instructions.
    pub instrs: Vec<Instr>,
    /// The source position of each instruction.
    pub positions: Vec<Position>,
    /// The exception table, by start; entries do not overlap.
    pub exception_table: Vec<ExceptEntry>,
}

impl Code {
    /// `co_varnames`: the names of the locals, parameters first.
    pub fn varnames(&self) -> impl Iterator<Item = &str> {
        self.slots(|kind| kind.local)
    }

    /// `co_cellvars`: the names that inner functions use.
    pub fn cellvars(&self) -> impl Iterator<Item = &str> {
        self.slots(|kind| kind.cell)
    }

    /// `co_freevars`: the names taken from outer functions, in closure order.
    pub fn freevars(&self) -> impl Iterator<Item = &str> {
        self.slots(|kind| kind.free)
    }

    /// The handler of the instruction at `index`, if any covers it.
    pub fn handler(&self, index: u32) -> Option<&ExceptEntry> {
        let after = self
            .exception_table
            .partition_point(|entry| entry.start <= index);
        let entry = self.exception_table[..after].last()?;
        (index < entry.end).then_some(entry)
    }

    /// The byte offset of each instruction in CPython's bytecode, as `dis`
    /// counts: 2 bytes each, 2 more for each `EXTENDED_ARG` before it (the
    /// offset is the first of these) and for each cache entry after it. One
    /// more element than there are instructions: the last is the length.
    ///
    /// A far jump needs an `EXTENDED_ARG`, which moves what is behind it, so
    /// the sizes grow until they fit (`Python/assemble.c`,
    /// `resolve_jump_offsets`).
    pub fn offsets(&self) -> Vec<u32> {
        let mut units: Vec<u32> = self
            .instrs
            .iter()
            .map(|instr| instr_units(instr.op, 0))
            .collect();
        loop {
            let mut starts = Vec::with_capacity(units.len() + 1);
            let mut at = 0;
            starts.push(at);
            for size in &units {
                at += size;
                starts.push(at);
            }
            let mut grown = false;
            for (i, instr) in self.instrs.iter().enumerate() {
                let arg = if instr.op.is_jump() {
                    starts[instr.arg as usize].abs_diff(starts[i + 1])
                } else {
                    instr.arg
                };
                let size = instr_units(instr.op, arg);
                if size > units[i] {
                    units[i] = size;
                    grown = true;
                }
            }
            if !grown {
                return starts.into_iter().map(|unit| unit * 2).collect();
            }
        }
    }

    /// The byte offset of the operation at `index`, behind its `EXTENDED_ARG`s: what `f_lasti` and `tb_lasti` tell.
    pub fn operation_offset(&self, index: usize) -> u32 {
        let cache_entries = self.instrs[index].op.cache_entries() as u32;
        self.offsets()[index + 1] - 2 * (cache_entries + 1)
    }

    fn slots(&self, wanted: impl Fn(LocalKind) -> bool) -> impl Iterator<Item = &str> {
        let pairs = self.localsplusnames.iter().zip(&self.localspluskinds);
        pairs
            .filter(move |(_, kind)| wanted(**kind))
            .map(|(name, _)| name.as_str())
    }
}

/// How many 2-byte units an instruction takes in CPython's bytecode.
fn instr_units(op: Op, arg: u32) -> u32 {
    let extended = match arg {
        0..=0xff => 0,
        0x100..=0xffff => 1,
        0x1_0000..=0xff_ffff => 2,
        _ => 3,
    };
    1 + extended + op.cache_entries() as u32
}

impl Const {
    /// Whether the constant is true in a condition.
    pub fn is_true(&self) -> bool {
        match self {
            Const::None | Const::False => false,
            Const::True | Const::Ellipsis | Const::Code(_) => true,
            Const::Int(int) => int.sign() != num_bigint::Sign::NoSign,
            Const::Float(float) => *float != 0.0,
            Const::Complex(re, im) => *re != 0.0 || *im != 0.0,
            Const::Str(text) => !text.is_empty(),
            Const::Bytes(bytes) => !bytes.is_empty(),
            Const::Tuple(items) | Const::FrozenSet(items) => !items.is_empty(),
        }
    }
}
