//! The kinds of operations: what the argument is, and where the next instruction is (`Lib/opcode.py`).

use super::Op;

/// The lowest number of an operation that takes an argument.
pub const HAVE_ARGUMENT: u8 = 90;

impl Op {
    /// Whether the argument means anything.
    pub const fn has_arg(self) -> bool {
        self as u8 >= HAVE_ARGUMENT
    }

    /// Whether the argument is an index into `co_consts` (`hasconst`).
    pub const fn has_const(self) -> bool {
        matches!(self, Op::LoadConst | Op::ReturnConst | Op::KwNames)
    }

    /// Whether the argument, or its higher bits, are an index into `co_names` (`hasname`).
    pub const fn has_name(self) -> bool {
        matches!(
            self,
            Op::LoadName
                | Op::StoreName
                | Op::DeleteName
                | Op::LoadGlobal
                | Op::StoreGlobal
                | Op::DeleteGlobal
                | Op::LoadAttr
                | Op::StoreAttr
                | Op::DeleteAttr
                | Op::LoadSuperAttr
                | Op::ImportName
                | Op::ImportFrom
        )
    }

    /// Whether the argument is the fast slot of a local (`haslocal`).
    pub const fn has_local(self) -> bool {
        matches!(
            self,
            Op::LoadFast
                | Op::LoadFastCheck
                | Op::LoadFastAndClear
                | Op::StoreFast
                | Op::DeleteFast
        )
    }

    /// Whether the argument is the fast slot of a cell or a free variable (`hasfree`).
    pub const fn has_cell(self) -> bool {
        matches!(
            self,
            Op::MakeCell
                | Op::LoadClosure
                | Op::LoadDeref
                | Op::StoreDeref
                | Op::DeleteDeref
                | Op::LoadFromDictOrDeref
        )
    }

    /// Whether the argument is a jump target, an index into the code's instructions (`hasjrel`).
    pub const fn is_jump(self) -> bool {
        self.is_unconditional_jump()
            || matches!(
                self,
                Op::ForIter
                    | Op::Send
                    | Op::PopJumpIfFalse
                    | Op::PopJumpIfTrue
                    | Op::PopJumpIfNone
                    | Op::PopJumpIfNotNone
            )
    }

    /// Whether it always jumps.
    pub const fn is_unconditional_jump(self) -> bool {
        matches!(
            self,
            Op::JumpForward | Op::JumpBackward | Op::JumpBackwardNoInterrupt
        )
    }

    /// Whether it leaves the frame for good.
    pub const fn is_scope_exit(self) -> bool {
        matches!(
            self,
            Op::ReturnValue | Op::ReturnConst | Op::RaiseVarargs | Op::Reraise
        )
    }
}
