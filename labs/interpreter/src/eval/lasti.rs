//! Where a frame is: `f_lasti` and `tb_lasti`.
//!
//! CPython keeps the address of the bytecode unit that it read last. That is the instruction itself, but for a frame that waits
//! for another one in the same loop: before `DISPATCH_INLINED` the instruction has read over its own cache entries
//! (`Python/bytecodes.c` of 3.12). Ours keeps the instruction's number and whether it waits so, and tells the offset when asked.

use crate::code::Code;
use runtime::frame::Frame;

/// Bytes of a unit of bytecode (`_Py_CODEUNIT`).
const UNIT: u32 = 2;
/// Mark of a packed [`Lasti`] that stands behind the cache entries.
const BEHIND: u32 = 1 << 31;

/// The instruction that a frame runs, or waits in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Lasti {
    /// Its number in [`Code::instrs`].
    instruction: u32,
    /// Whether its cache entries are read.
    is_behind_caches: bool,
}

impl Lasti {
    /// Of a frame that has begun.
    pub(crate) fn of(frame: Frame) -> Option<Lasti> {
        let instruction = frame.next_instruction().checked_sub(1)?;
        Some(Lasti {
            instruction: instruction as u32,
            is_behind_caches: frame.waits_for_inlined_call(),
        })
    }

    /// Puts a frame back here.
    pub(crate) fn restore(self, frame: Frame) {
        frame.set_next_instruction(u64::from(self.instruction) + 1);
        if self.is_behind_caches {
            frame.wait_for_inlined_call();
        }
    }

    /// The instruction's number in [`Code::instrs`].
    pub(crate) fn instruction(self) -> usize {
        self.instruction as usize
    }

    /// The distance from the first unit, in bytes.
    pub(crate) fn offset(self, code: &Code) -> u32 {
        let behind = match self.is_behind_caches {
            true => UNIT * code.instrs[self.instruction()].op.cache_entries() as u32,
            false => 0,
        };
        code.operation_offset(self.instruction()) + behind
    }

    /// The distance from the first unit, in units: what a handler finds below its exception.
    pub(crate) fn unit(self, code: &Code) -> u32 {
        self.offset(code) / UNIT
    }

    /// The place so many units from the first.
    pub(crate) fn at_unit(code: &Code, unit: u32) -> Lasti {
        let offset = unit * UNIT;
        let begun = code.offsets().partition_point(|start| *start <= offset);
        let instruction = begun.saturating_sub(1);
        Lasti {
            instruction: instruction as u32,
            is_behind_caches: offset > code.operation_offset(instruction),
        }
    }

    /// As one number, for a traceback.
    pub(crate) fn pack(self) -> u32 {
        self.instruction | if self.is_behind_caches { BEHIND } else { 0 }
    }

    /// What [`Lasti::pack`] packed.
    pub(crate) fn unpack(packed: u32) -> Lasti {
        Lasti {
            instruction: packed & !BEHIND,
            is_behind_caches: packed & BEHIND != 0,
        }
    }
}
