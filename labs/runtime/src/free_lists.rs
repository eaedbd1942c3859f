//! Free lists: blocks of a few common types that are kept for the next object of the same type.
//!
//! A dead float's block goes to the next float, not to an int of the same size class: it stays in use as far as
//! its pool knows. The bounds are CPython 3.12's (`PyFloat_MAXFREELIST` and its kin in
//! `Include/internal/pycore_*.h`): 100 floats, 80 lists, 80 dicts, 2000 tuples of each length up to 20.

use crate::object::tuple;
use crate::statics::StaticType;

const FLOATS: usize = 100;
const LISTS: usize = 80;
const DICTS: usize = 80;
const TUPLES: usize = 2000;
/// Longest tuples that are kept.
const LONGEST_TUPLE: usize = 20;

/// The blocks kept, by the address of the object's header; the one kept last is taken first.
#[derive(Default)]
pub(crate) struct FreeLists {
    floats: Vec<u64>,
    lists: Vec<u64>,
    dicts: Vec<u64>,
    tuples: [Vec<u64>; LONGEST_TUPLE],
}

impl FreeLists {
    /// The list for objects of `class` with `size` bytes from the header on, and its bound.
    fn of(&mut self, class: u64, size: u64) -> Option<(&mut Vec<u64>, usize)> {
        match StaticType::at(class)? {
            StaticType::Float => Some((&mut self.floats, FLOATS)),
            StaticType::List => Some((&mut self.lists, LISTS)),
            StaticType::Dict => Some((&mut self.dicts, DICTS)),
            StaticType::Tuple => {
                let length = (size.checked_sub(tuple::ITEMS)? / 8) as usize;
                let list = self.tuples.get_mut(length.checked_sub(1)?)?;
                Some((list, TUPLES))
            }
            _ => None,
        }
    }

    /// Keeps a dead object's block; says whether there was room.
    pub fn keep(&mut self, object: u64, class: u64, size: u64) -> bool {
        match self.of(class, size) {
            Some((list, bound)) if list.len() < bound => {
                list.push(object);
                true
            }
            _ => false,
        }
    }

    /// A block kept for an object of `class`, by the address of the header.
    pub fn take(&mut self, class: u64, size: u64) -> Option<u64> {
        self.of(class, size)?.0.pop()
    }
}
