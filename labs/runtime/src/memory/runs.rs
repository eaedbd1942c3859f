//! Runs: requests above 512 bytes, and the arenas themselves, come from here.
//!
//! Best fit over a map of free runs, merged with their neighbours when they come back. Nothing here
//! is on a hot path: a list of a million items asks a few dozen times.

use std::collections::{BTreeMap, BTreeSet};

/// The free part of the range beyond the static segment.
#[derive(Debug, Default)]
pub struct Runs {
    /// Where the range ends.
    end: u64,
    by_address: BTreeMap<u64, u64>,
    by_size: BTreeSet<(u64, u64)>,
}

impl Runs {
    /// Everything from `start` for `len` bytes is free.
    pub fn new(start: u64, len: u64) -> Runs {
        let mut runs = Runs {
            end: start + len,
            ..Runs::default()
        };
        runs.insert(start, len);
        runs
    }

    fn insert(&mut self, start: u64, len: u64) {
        self.by_address.insert(start, len);
        self.by_size.insert((len, start));
    }

    fn remove(&mut self, start: u64, len: u64) {
        self.by_address.remove(&start);
        self.by_size.remove(&(len, start));
    }

    /// Takes `len` bytes that start at a multiple of `align`; `None` if no free run has them.
    pub fn take(&mut self, len: u64, align: u64) -> Option<u64> {
        let (run_len, run) = *self.by_size.range((len, 0)..).find(|(run_len, run)| {
            let start = run.next_multiple_of(align);
            start - run + len <= *run_len
        })?;
        let start = run.next_multiple_of(align);
        self.remove(run, run_len);
        if start > run {
            self.insert(run, start - run);
        }
        let end = start + len;
        if run + run_len > end {
            self.insert(end, run + run_len - end);
        }
        Some(start)
    }

    /// Makes the taken run of `len` bytes at `start` `more` bytes longer, if they are free behind it.
    pub fn extend(&mut self, start: u64, len: u64, more: u64) -> bool {
        let end = start + len;
        match self.by_address.get(&end) {
            Some(&free) if free >= more => {
                self.remove(end, free);
                if free > more {
                    self.insert(end + more, free - more);
                }
                true
            }
            _ => false,
        }
    }

    /// Where the free run at the end of the range starts: nothing is in use from there on.
    pub fn reach(&self) -> u64 {
        match self.by_address.last_key_value() {
            Some((&start, &len)) if start + len == self.end => start,
            _ => self.end,
        }
    }

    /// Puts `len` bytes at `start` back, merged with free neighbours.
    pub fn give_back(&mut self, mut start: u64, mut len: u64) {
        if let Some((&before, &before_len)) = self.by_address.range(..start).next_back()
            && before + before_len == start
        {
            self.remove(before, before_len);
            start = before;
            len += before_len;
        }
        if let Some(&after_len) = self.by_address.get(&(start + len)) {
            self.remove(start + len, after_len);
            len += after_len;
        }
        self.insert(start, len);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_come_back_whole() {
        let mut runs = Runs::new(0x1000, 0x10000);
        let a = runs.take(0x100, 16).unwrap();
        let b = runs.take(0x200, 0x1000).unwrap();
        assert_eq!(b % 0x1000, 0);
        runs.give_back(a, 0x100);
        runs.give_back(b, 0x200);
        assert_eq!(runs.by_address.len(), 1);
        assert_eq!(runs.take(0x10000, 16), Some(0x1000));
        assert_eq!(runs.take(1, 16), None);
    }

    #[test]
    fn a_run_grows_into_free_bytes_only() {
        let mut runs = Runs::new(0x1000, 0x300);
        let a = runs.take(0x100, 16).unwrap();
        assert!(runs.extend(a, 0x100, 0x100));
        let b = runs.take(0x80, 16).unwrap();
        assert_eq!(b, 0x1200);
        assert!(!runs.extend(a, 0x200, 16));
        assert!(!runs.extend(b, 0x80, 0x90));
        assert!(runs.extend(b, 0x80, 0x80));
        assert_eq!(runs.take(1, 16), None);
    }
}
