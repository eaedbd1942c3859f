//! Where the instructions come from, as CPython packs it: `co_linetable`
//! (`write_location_info_entry` in `Python/assemble.c`, `Objects/locations.md`).
//!
//! An entry tells the position of up to eight units. Its first byte has bit 7, the kind of entry and the number of units
//! less one; what follows depends on the kind. Lines are told as differences from the entry before.

use super::{Code, Position};

/// Units that one entry can cover.
const MOST_UNITS: u32 = 8;
/// Kind of an entry: one line further by 0, 1 or 2, and two columns of a byte each.
const ONE_LINE: u8 = 10;
/// Kind of an entry: a line without columns.
const NO_COLUMNS: u8 = 13;
/// Kind of an entry: everything, in as many bytes as it takes.
const LONG: u8 = 14;
/// Kind of an entry: no position.
const NONE: u8 = 15;

impl Code {
    /// `co_linetable`.
    pub fn linetable(&self) -> Vec<u8> {
        let offsets = self.offsets();
        let mut table = Linetable {
            bytes: Vec::new(),
            line: i64::from(self.firstlineno),
        };
        let mut start = 0;
        for run in self.positions.chunk_by(|a, b| a == b) {
            let end = start + run.len();
            let mut units = (offsets[end] - offsets[start]) / 2;
            while units > MOST_UNITS {
                table.push(&run[0], MOST_UNITS);
                units -= MOST_UNITS;
            }
            table.push(&run[0], units);
            start = end;
        }
        table.bytes
    }
}

struct Linetable {
    bytes: Vec<u8>,
    /// The line of the last entry that had one.
    line: i64,
}

impl Linetable {
    fn push(&mut self, position: &Position, units: u32) {
        let Some(line) = position.line else {
            self.begin(NONE, units);
            return;
        };
        let delta = i64::from(line) - self.line;
        self.line = i64::from(line);
        let is_one_line = position.end_line == Some(line);
        match (position.col, position.end_col) {
            (Some(col), Some(end)) if is_one_line => {
                if delta == 0 && col < 80 && end >= col && end - col < 16 {
                    self.begin((col >> 3) as u8, units);
                    self.bytes.push((col as u8 & 7) << 4 | (end - col) as u8);
                    return;
                }
                if (0..3).contains(&delta) && col < 128 && end < 128 {
                    self.begin(ONE_LINE + delta as u8, units);
                    self.bytes.extend([col as u8, end as u8]);
                    return;
                }
            }
            (Some(_), Some(_)) => {}
            _ if is_one_line || position.end_line.is_none() => {
                self.begin(NO_COLUMNS, units);
                self.signed(delta);
                return;
            }
            _ => {}
        }
        self.begin(LONG, units);
        self.signed(delta);
        self.unsigned(u64::from(
            position.end_line.unwrap_or(line).saturating_sub(line),
        ));
        self.unsigned(position.col.map_or(0, |col| u64::from(col) + 1));
        self.unsigned(position.end_col.map_or(0, |col| u64::from(col) + 1));
    }

    fn begin(&mut self, kind: u8, units: u32) {
        self.bytes.push(0x80 | kind << 3 | (units - 1) as u8);
    }

    /// Six bits a byte, the lowest first; all but the last byte have bit 6.
    fn unsigned(&mut self, mut value: u64) {
        while value >= 0x40 {
            self.bytes.push(0x40 | (value & 0x3f) as u8);
            value >>= 6;
        }
        self.bytes.push(value as u8);
    }

    /// The sign in the lowest bit.
    fn signed(&mut self, value: i64) {
        self.unsigned(value.unsigned_abs() << 1 | u64::from(value < 0));
    }
}
