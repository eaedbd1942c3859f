//! The collector's part of the audit: lists against marks, marks against prefixes.

use super::marks::{PERMANENT, UNTRACKED};
use super::state::{Collector, GENERATIONS};
use crate::memory::{Granule, granule_of, object_at};
use crate::refcount;

impl Collector {
    /// Checks that each tracked object stands in the list that its mark names and in no other, and that nothing else
    /// does. `objects` are all objects in use.
    pub fn audit(&self, objects: &[u64], problems: &mut Vec<String>) {
        let mut listed = Vec::new();
        for generation in 0..GENERATIONS {
            let list = self.generations[generation].borrow();
            list.audit(&format!("generation {generation}"), problems);
            for granule in list.iter() {
                self.audit_entry(granule, self.mark_of(generation), problems);
            }
            listed.extend(list.iter());
        }
        let permanent = self.permanent.borrow();
        permanent.audit("permanent generation", problems);
        for granule in permanent.iter() {
            self.audit_entry(granule, PERMANENT, problems);
        }
        listed.extend(permanent.iter());
        listed.sort_unstable();
        for pair in listed.windows(2).filter(|pair| pair[0] == pair[1]) {
            problems.push(format!("{:#x} is in two lists", object_at(pair[0])));
        }
        if self.collecting.get() {
            return;
        }
        for &object in objects {
            let mark = self.marks.get(granule_of(object));
            if mark != UNTRACKED && listed.binary_search(&granule_of(object)).is_err() {
                problems.push(format!(
                    "{object:#x} bears the mark {mark}, but is in no list"
                ));
            }
        }
    }

    fn audit_entry(&self, granule: Granule, expected: u8, problems: &mut Vec<String>) {
        let (object, mark) = (object_at(granule), self.marks.get(granule));
        if mark != expected {
            problems.push(format!(
                "{object:#x} bears the mark {mark}, but its list's is {expected}"
            ));
        }
        if refcount::stored(object) == 0 {
            problems.push(format!("{object:#x} is tracked without a reference to it"));
        }
    }
}
