//! What the argument of an instruction stands for, as `dis` tells it (`Lib/dis.py`, `_get_instructions_bytes`).

use super::Code;
use crate::opcode::{BinaryOp, CompareOp, Op, format_value, intrinsic1, make_function};

/// What an argument stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operand<'a> {
    /// The instruction takes no argument.
    None,
    /// The number says itself: how many values, how deep, which flags.
    Number,
    /// An index into `co_consts`.
    Const(u32),
    /// A name, of `co_names` or of a fast slot.
    Name {
        /// The name.
        name: &'a str,
        /// What the instruction pushes beside it: `NULL + `, `NULL|self + ` or nothing.
        beside: &'static str,
    },
    /// A jump; the target's index in [`Code::instrs`].
    Target(u32),
    /// The operator of a comparison.
    Comparison(&'static str),
    /// An f-string's field.
    Format {
        /// `str`, `repr`, `ascii`, or none.
        conversion: Option<&'static str>,
        /// Whether a format spec is on the stack.
        has_spec: bool,
    },
    /// A number that selects what this text says: an operator, a helper, flags.
    Selects(String),
}

impl Code {
    /// What the argument of the instruction at `index` stands for.
    pub fn operand(&self, index: usize) -> Operand<'_> {
        let instr = self.instrs[index];
        let arg = instr.arg;
        if instr.op.is_jump() {
            return Operand::Target(arg);
        }
        let name = |at: u32, beside| Operand::Name {
            name: &self.names[at as usize],
            beside,
        };
        let if_odd = |beside| if arg & 1 == 1 { beside } else { "" };
        match instr.op {
            op if !op.has_arg() => Operand::None,
            op if op.has_const() => Operand::Const(arg),
            Op::LoadGlobal => name(arg >> 1, if_odd("NULL + ")),
            Op::LoadAttr => name(arg >> 1, if_odd("NULL|self + ")),
            Op::LoadSuperAttr => name(arg >> 2, if_odd("NULL|self + ")),
            op if op.has_name() => name(arg, ""),
            op if op.has_local() || op.has_cell() => Operand::Name {
                name: &self.localsplusnames[arg as usize],
                beside: "",
            },
            op => op.selection(arg),
        }
    }
}

impl Op {
    /// What the argument stands for if no table of the code object is needed to tell: an operator, a helper, flags, a number.
    pub fn selection(self, arg: u32) -> Operand<'static> {
        match self {
            Op::CompareOp => CompareOp::from_arg(arg)
                .map_or(Operand::Number, |op| Operand::Comparison(op.symbol())),
            Op::BinaryOp => selects(BinaryOp::from_arg(arg).map(|op| op.symbol().to_owned())),
            Op::CallIntrinsic1 => selects(intrinsic1::name(arg).map(str::to_owned)),
            Op::MakeFunction => Operand::Selects(make_function::names(arg).join(", ")),
            Op::FormatValue => Operand::Format {
                conversion: format_value::conversion(arg),
                has_spec: arg & format_value::HAVE_SPEC != 0,
            },
            _ => Operand::Number,
        }
    }
}

fn selects(text: Option<String>) -> Operand<'static> {
    text.map_or(Operand::Number, Operand::Selects)
}
