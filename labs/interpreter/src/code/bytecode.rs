//! The instructions as CPython's bytecode: `co_code` and `co_exceptiontable`, byte for byte.
//!
//! A unit is two bytes, an operation and the low eight bits of its argument. The higher bits stand in `EXTENDED_ARG`s
//! before it; behind it stand the cache entries, zero until the interpreter specialises, which ours never does
//! (`write_instr` and `assemble_exception_table` in CPython's `Python/assemble.c`).

use super::{Code, ExceptEntry};

/// The number of `EXTENDED_ARG`, which no [`Instr`](super::Instr) has: an argument here is whole.
pub const EXTENDED_ARG: u8 = 144;

impl Code {
    /// The argument of the instruction at `index` as the bytecode has it: of a jump, the distance in units from
    /// behind the instruction. `offsets` are [`Code::offsets`].
    pub fn encoded_arg(&self, index: usize, offsets: &[u32]) -> u32 {
        let instr = self.instrs[index];
        if instr.op.is_jump() {
            offsets[instr.arg as usize].abs_diff(offsets[index + 1]) / 2
        } else {
            instr.arg
        }
    }

    /// `co_code`.
    pub fn bytecode(&self) -> Vec<u8> {
        let offsets = self.offsets();
        let mut bytes = Vec::with_capacity(self.instrs.len() * 2);
        for (index, instr) in self.instrs.iter().enumerate() {
            let arg = self.encoded_arg(index, &offsets).to_be_bytes();
            for prefix in extended(&arg) {
                bytes.extend([EXTENDED_ARG, *prefix]);
            }
            bytes.extend([instr.op as u8, arg[3]]);
            bytes.resize(offsets[index + 1] as usize, 0);
        }
        bytes
    }

    /// `co_exceptiontable`.
    pub fn exception_table_bytes(&self) -> Vec<u8> {
        let offsets = self.offsets();
        let unit = |index: u32| offsets[index as usize] / 2;
        let mut bytes = Vec::new();
        for entry in &self.exception_table {
            let ExceptEntry {
                start,
                end,
                target,
                depth,
                lasti,
            } = *entry;
            let first = bytes.len();
            push_varint(&mut bytes, unit(start));
            // The first byte of an entry is marked, so that a search may begin anywhere.
            bytes[first] |= 0x80;
            push_varint(&mut bytes, unit(end) - unit(start));
            push_varint(&mut bytes, unit(target));
            push_varint(&mut bytes, depth << 1 | u32::from(lasti));
        }
        bytes
    }
}

/// The arguments of the `EXTENDED_ARG`s before an instruction with this argument, the highest byte first.
pub fn extended(arg: &[u8; 4]) -> &[u8] {
    let zeros = arg[..3].iter().take_while(|byte| **byte == 0).count();
    &arg[zeros..3]
}

/// Six bits a byte, the highest first; all but the last byte have bit 6.
fn push_varint(bytes: &mut Vec<u8>, value: u32) {
    for shift in [30, 24, 18, 12, 6] {
        if value >> shift != 0 {
            bytes.push(0x40 | (value >> shift & 0x3f) as u8);
        }
    }
    bytes.push((value & 0x3f) as u8);
}
