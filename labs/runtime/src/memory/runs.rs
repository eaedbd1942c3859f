//! Runs: requests above 512 bytes, and the arenas themselves, come from here.
//!
//! Best fit over a map of free runs, merged with their neighbours when they come back. Nothing here
//! is on a hot path: a list of a million items asks a few dozen times.
//!
//! The memory of an arena that emptied goes back to the host, though not at once: it waits for others. A collection
//! empties many side by side, and to give back many pages at a time, and whole large ones, takes far less time than to give
//! them back piece by piece. What is taken again meanwhile costs the host nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// The free part of the range beyond the static segment.
#[derive(Debug, Default)]
pub struct Runs {
    /// Where the range ends.
    end: u64,
    by_address: BTreeMap<u64, u64>,
    by_size: BTreeSet<(u64, u64)>,
    /// Free memory that waits to go back to the host: start and length, no two of them neighbours.
    waiting: BTreeMap<u64, u64>,
    waiting_bytes: u64,
}

/// So many bytes go back to the host together.
const MANY: u64 = 32 << 20;
/// What goes back starts and ends at a multiple of this: no host has larger pages, unless it is asked for them.
const PAGE: u64 = 64 << 10;

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
        self.stop_waiting(start, end);
        Some(start)
    }

    /// Makes the taken run of `len` bytes at `start` `more` bytes longer, if they are free behind it.
    pub fn extend(&mut self, start: u64, len: u64, more: u64) -> bool {
        let end = start + len;
        match self.by_address.get(&end) {
            Some(&free) if free >= more => {
                self.remove(end, free);
                self.stop_waiting(end, end + more);
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

    /// Puts an arena back whose memory the host may have. Returns what the host is to have now: nothing, most times.
    pub fn give_arena_back(&mut self, start: u64, len: u64) -> Vec<Range<u64>> {
        self.give_back(start, len);
        self.wait(start, start + len);
        if self.waiting_bytes < MANY {
            return Vec::new();
        }
        self.waiting_bytes = 0;
        let waiting = std::mem::take(&mut self.waiting);
        waiting
            .into_iter()
            .map(|(start, len)| start..start + len)
            .collect()
    }

    /// The bytes wait, together with neighbours that do.
    fn wait(&mut self, mut start: u64, mut end: u64) {
        self.waiting_bytes += end - start;
        if let Some((&before, &len)) = self.waiting.range(..start).next_back()
            && before + len == start
        {
            self.waiting.remove(&before);
            start = before;
        }
        if let Some(len) = self.waiting.remove(&end) {
            end += len;
        }
        self.waiting.insert(start, end - start);
    }

    /// The bytes are in use again: the host must not have them.
    fn stop_waiting(&mut self, start: u64, end: u64) {
        let before_end = self.waiting.range(..end).rev();
        let reaching_in: Vec<(u64, u64)> = before_end
            .map(|(&from, &len)| (from, from + len))
            .take_while(|&(_, to)| to > start)
            .collect();
        for (from, to) in reaching_in {
            self.waiting.remove(&from);
            self.waiting_bytes -= to - from;
            let before = (from, start / PAGE * PAGE);
            let behind = (end.next_multiple_of(PAGE), to);
            for (from, to) in [before, behind] {
                if from < to {
                    self.wait(from, to);
                }
            }
        }
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

    const MIB: u64 = 1 << 20;

    #[test]
    fn arenas_go_back_to_the_host_together() {
        let mut runs = Runs::new(0, 64 * MIB);
        let arenas: Vec<u64> = (0..40).map(|_| runs.take(MIB, MIB).unwrap()).collect();
        let mut released = Vec::new();
        for &arena in &arenas[4..] {
            released.extend(runs.give_arena_back(arena, MIB));
        }
        assert_eq!(released.len(), 1);
        assert_eq!(released[0], arenas[4]..arenas[4] + 32 * MIB);
        assert_eq!(runs.waiting_bytes, 4 * MIB);
    }

    #[test]
    fn what_is_taken_again_does_not_go_back_to_the_host() {
        let mut runs = Runs::new(0, 40 * MIB);
        for _ in 0..40 {
            runs.take(MIB, MIB).unwrap();
        }
        let mut released = Vec::new();
        for arena in 0..31 {
            released.extend(runs.give_arena_back(arena * MIB, MIB));
        }
        assert_eq!(runs.take(2 * MIB + 16, 16), Some(0));
        assert!(runs.extend(0, 2 * MIB + 16, MIB));
        for arena in 31..40 {
            released.extend(runs.give_arena_back(arena * MIB, MIB));
        }
        assert_eq!(released.len(), 1);
        assert_eq!(released[0], 3 * MIB + PAGE..36 * MIB);
        assert_eq!(runs.waiting_bytes, 4 * MIB);
    }
}
