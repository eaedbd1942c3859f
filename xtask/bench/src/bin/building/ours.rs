//! The runtime of this book.

use super::Builder;
use anyhow::{Result, anyhow};
use runtime::object::list;
use runtime::{Config, Obj, Profile, Version, collector, statics};
use std::hint::black_box;

/// Bytes of heap that it may use. The kernel gives them as they are touched.
const HEAP: u64 = 6 << 30;

/// The private heap of this thread. Its functions are called through pointers that no compiler can look into, as those of
/// CPython are.
pub struct Ours {
    new_list: fn(usize) -> Obj,
    set: fn(&Obj, usize, Obj),
    get: fn(&Obj, usize) -> Obj,
}

impl Ours {
    /// A fresh heap, its collector stopped.
    ///
    /// # Errors
    /// If the host has no such range.
    pub fn start() -> Result<Ours> {
        runtime::start(Config {
            profile: Profile::of(Version::V3_12),
            limit: HEAP,
        })
        .map_err(|problem| anyhow!("{problem}"))?;
        collector::set_enabled(false);
        Ok(Ours {
            new_list: black_box(new_list),
            set: black_box(set),
            get: black_box(get),
        })
    }
}

fn new_list(length: usize) -> Obj {
    list::new(std::iter::repeat_n(statics::none(), length))
}

fn set(list: &Obj, place: usize, item: Obj) {
    list::set(list, place as u64, item);
}

fn get(list: &Obj, place: usize) -> Obj {
    list::get(list, place as u64).expect("the tree has this place")
}

impl Builder for Ours {
    type List = Obj;

    fn version(&self) -> String {
        "this book's runtime".to_string()
    }

    fn set_automatic(&self, automatic: bool) {
        collector::set_enabled(automatic);
    }

    fn collections(&self) -> Result<usize> {
        let stats = collector::stats();
        Ok(stats.iter().map(|stats| stats.collections as usize).sum())
    }

    fn new_list(&self, length: usize) -> Obj {
        (self.new_list)(length)
    }

    fn link(&self, list: &Obj, place: usize, item: &Obj) {
        (self.set)(list, place, item.clone());
    }

    fn put(&self, list: &Obj, place: usize, item: Obj) {
        (self.set)(list, place, item);
    }

    fn at(&self, list: &Obj, place: usize) -> Obj {
        (self.get)(list, place)
    }

    fn check(&self) -> Result<()> {
        collector::run_if_due();
        Ok(())
    }

    fn end(&self, list: Obj) {
        drop(list);
    }
}
