//! The instructions between code generation and assembly: CPython's own, a few
//! pseudo-instructions, and labels for jump targets.

use crate::code::Position;
use crate::opcode::Op;

/// An instruction of the compiler only (`Include/opcode.h`, from 256 on).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pseudo {
    /// From here on an exception goes to the target, which finds it pushed.
    SetupFinally,
    /// Like `SetupFinally`, with the raising instruction's index below it.
    SetupCleanup,
    /// Like `SetupCleanup`, above the result of `__enter__`.
    SetupWith,
    /// Ends the innermost of these.
    PopBlock,
    /// A jump in either direction.
    Jump,
    /// A jump that does not look for signals.
    JumpNoInterrupt,
    /// `STORE_FAST` of a local that may have been unbound.
    StoreFastMaybeNull,
}

/// An instruction's operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Real(Op),
    Pseudo(Pseudo),
}

impl From<Op> for Operation {
    fn from(op: Op) -> Operation {
        Operation::Real(op)
    }
}

impl From<Pseudo> for Operation {
    fn from(op: Pseudo) -> Operation {
        Operation::Pseudo(op)
    }
}

impl PartialEq<Op> for Operation {
    fn eq(&self, op: &Op) -> bool {
        *self == Operation::Real(*op)
    }
}

impl PartialEq<Pseudo> for Operation {
    fn eq(&self, op: &Pseudo) -> bool {
        *self == Operation::Pseudo(*op)
    }
}

impl Operation {
    /// Whether it opens an exception handler's reach.
    pub(super) fn is_block_push(self) -> bool {
        use Pseudo::{SetupCleanup, SetupFinally, SetupWith};
        matches!(
            self,
            Operation::Pseudo(SetupFinally | SetupCleanup | SetupWith)
        )
    }

    /// Whether it may jump.
    pub(super) fn is_jump(self) -> bool {
        self.is_unconditional_jump() || matches!(self, Operation::Real(op) if op.is_jump())
    }

    /// Whether it always jumps.
    pub(super) fn is_unconditional_jump(self) -> bool {
        match self {
            Operation::Real(op) => op.is_unconditional_jump(),
            Operation::Pseudo(op) => matches!(op, Pseudo::Jump | Pseudo::JumpNoInterrupt),
        }
    }

    /// Whether it leaves the frame.
    pub(super) fn is_scope_exit(self) -> bool {
        matches!(self, Operation::Real(op) if op.is_scope_exit())
    }

    /// The change of stack height, where `jump` tells which way it goes.
    pub(super) fn stack_effect(self, arg: u32, jump: bool) -> i32 {
        match self {
            Operation::Real(op) => op.stack_effect(arg),
            Operation::Pseudo(Pseudo::SetupFinally | Pseudo::SetupWith) => i32::from(jump),
            Operation::Pseudo(Pseudo::SetupCleanup) => 2 * i32::from(jump),
            Operation::Pseudo(Pseudo::StoreFastMaybeNull) => -1,
            Operation::Pseudo(Pseudo::PopBlock | Pseudo::Jump | Pseudo::JumpNoInterrupt) => 0,
        }
    }
}

/// A place to jump to, defined before or after the jump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Label(usize);

/// An instruction with its place in the source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Inst {
    pub(super) op: Operation,
    pub(super) arg: u32,
    /// Of jumps and block pushes.
    pub(super) target: Option<Label>,
    pub(super) pos: Position,
}

/// The instructions of a unit in the order of generation.
#[derive(Debug, Default)]
pub(super) struct InstSequence {
    pub(super) insts: Vec<Inst>,
    /// The instruction that each label stands before.
    labels: Vec<Option<usize>>,
}

impl InstSequence {
    pub(super) fn new_label(&mut self) -> Label {
        self.labels.push(None);
        Label(self.labels.len() - 1)
    }

    /// Puts a label before the next instruction.
    pub(super) fn use_label(&mut self, label: Label) {
        self.labels[label.0] = Some(self.insts.len());
    }

    pub(super) fn push(&mut self, inst: Inst) {
        self.insts.push(inst);
    }

    /// Inserts a first instruction; the labels move along.
    pub(super) fn insert_first(&mut self, inst: Inst) {
        self.insts.insert(0, inst);
        for at in self.labels.iter_mut().flatten() {
            *at += 1;
        }
    }

    /// The instruction that a label stands before.
    pub(super) fn label_index(&self, label: Label) -> usize {
        self.labels[label.0].unwrap_or(self.insts.len())
    }

    /// All places that have a label.
    pub(super) fn label_indices(&self) -> impl Iterator<Item = usize> {
        self.labels.iter().copied().flatten()
    }
}
