//! The collector's part of the audit: lists against marks, marks against prefixes.

use super::marks::{PERMANENT, UNTRACKED};
use super::state::{Collector, GENERATIONS};
use crate::audit::objects_in_use;
use crate::memory::{granule_of, object_at};
use crate::refcount;
use std::collections::HashSet;

impl Collector {
    /// Checks that each tracked object stands in the list that its mark names and in no other, and that nothing else
    /// does.
    pub fn audit(&self, problems: &mut Vec<String>) {
        let mut listed = HashSet::new();
        for generation in 0..GENERATIONS {
            let list = self.generations[generation].borrow();
            list.audit(&format!("generation {generation}"), problems);
            for granule in list.iter() {
                self.audit_entry(granule, self.mark_of(generation), &mut listed, problems);
            }
        }
        let permanent = self.permanent.borrow();
        permanent.audit("permanent generation", problems);
        for granule in permanent.iter() {
            self.audit_entry(granule, PERMANENT, &mut listed, problems);
        }
        if self.collecting.get() {
            return;
        }
        for object in objects_in_use() {
            let mark = self.marks.get(granule_of(object));
            if mark != UNTRACKED && !listed.contains(&granule_of(object)) {
                problems.push(format!(
                    "{object:#x} bears the mark {mark}, but is in no list"
                ));
            }
        }
    }

    fn audit_entry(
        &self,
        granule: u32,
        expected: u8,
        listed: &mut HashSet<u32>,
        problems: &mut Vec<String>,
    ) {
        let (object, mark) = (object_at(granule), self.marks.get(granule));
        if mark != expected {
            problems.push(format!(
                "{object:#x} bears the mark {mark}, but its list's is {expected}"
            ));
        }
        if !listed.insert(granule) {
            problems.push(format!("{object:#x} is in two lists"));
        }
        if refcount::stored(object) == 0 {
            problems.push(format!("{object:#x} is tracked without a reference to it"));
        }
    }
}
