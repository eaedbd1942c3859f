//! Free lists: blocks of a few common types that are kept for the next object of the same type.
//!
//! A dead float's block goes to the next float, not to an int of the same size class: it stays in use as far as
//! its pool knows. The bounds are CPython 3.12's (`PyFloat_MAXFREELIST` and its kin in
//! `Include/internal/pycore_*.h`): 100 floats, 80 lists, 80 dicts and as many of the smallest tables for
//! keys that are all strings, 2000 tuples of each length up to 20, one slice. 3.14 added more.

use crate::memory::load;
use crate::object::dict::keys;
use crate::object::header::GC_PREFIX;
use crate::object::int;
use crate::object::layout::Layout;
use crate::object::types;
use crate::profile::Profile;
use crate::statics::StaticType;

const FLOATS: usize = 100;
const LISTS: usize = 80;
const DICTS: usize = 80;
const KEYS: usize = 80;
const TUPLES: usize = 2000;
const SLICES: usize = 1;
/// Longest tuples that are kept.
const LONGEST_TUPLE: usize = 20;

/// What 3.14 keeps besides, and how many (`Include/internal/pycore_freelist_state.h`). Of the ints, those of one digit.
const SINCE_3_14: [(StaticType, usize); 7] = [
    (StaticType::ListIterator, 10),
    (StaticType::TupleIterator, 10),
    (StaticType::Range, 6),
    (StaticType::RangeIterator, 6),
    (StaticType::Int, 100),
    (StaticType::BuiltinFunction, 16),
    (StaticType::Method, 20),
];

/// The blocks kept, by the address of the object's header, keys objects by theirs; the one kept last is
/// taken first.
#[derive(Default)]
pub(crate) struct FreeLists {
    /// Whether [`SINCE_3_14`] are kept.
    keeps_more: bool,
    floats: Vec<u64>,
    lists: Vec<u64>,
    dicts: Vec<u64>,
    keys: Vec<u64>,
    slices: Vec<u64>,
    tuples: [Vec<u64>; LONGEST_TUPLE],
    /// By their places in [`SINCE_3_14`].
    more: [Vec<u64>; SINCE_3_14.len()],
}

/// What one free list keeps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FreeListFigures {
    /// The struct of CPython that stands in its blocks.
    pub object: &'static str,
    /// Items of the tuples that it keeps; `None` for other objects.
    pub length: Option<u64>,
    /// Blocks kept.
    pub kept: u64,
    /// Bytes of an object from its header on.
    pub size: u64,
}

impl FreeLists {
    /// Empty lists of the kinds that this version has.
    pub fn new(profile: &Profile) -> FreeLists {
        FreeLists {
            keeps_more: profile.more_free_lists,
            ..FreeLists::default()
        }
    }

    /// The list for objects of `class` with `size` bytes from the header on, and its bound.
    fn of(&mut self, class: u64, size: u64) -> Option<(&mut Vec<u64>, usize)> {
        match StaticType::at(class)? {
            StaticType::Float => Some((&mut self.floats, FLOATS)),
            StaticType::List => Some((&mut self.lists, LISTS)),
            StaticType::Dict => Some((&mut self.dicts, DICTS)),
            StaticType::Slice => Some((&mut self.slices, SLICES)),
            StaticType::Tuple => {
                let length = (size.checked_sub(load(class + types::BASICSIZE))? / 8) as usize;
                let list = self.tuples.get_mut(length.checked_sub(1)?)?;
                Some((list, TUPLES))
            }
            StaticType::Int if size > int::ONE_DIGIT => None,
            class if self.keeps_more => {
                let place = SINCE_3_14.iter().position(|(kept, _)| *kept == class)?;
                Some((&mut self.more[place], SINCE_3_14[place].1))
            }
            _ => None,
        }
    }

    // ANCHOR: keep
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
    // ANCHOR_END: keep

    /// [`FreeLists::keep`] for a keys object of the size that is kept.
    pub fn keep_keys(&mut self, keys: u64) -> bool {
        let has_room = self.keys.len() < KEYS;
        if has_room {
            self.keys.push(keys);
        }
        has_room
    }

    /// A block kept for a keys object.
    pub fn take_keys(&mut self) -> Option<u64> {
        self.keys.pop()
    }

    /// What each list keeps.
    pub fn figures(&self) -> Vec<FreeListFigures> {
        let kept = |object, list: &[u64], size| FreeListFigures {
            object,
            length: None,
            kept: list.len() as u64,
            size,
        };
        let mut figures = vec![
            kept("PyDictObject", &self.dicts, Layout::Dict.shape().size),
            kept("PyDictKeysObject", &self.keys, keys::kept_bytes()),
            kept("PyFloatObject", &self.floats, Layout::Float.shape().size),
            kept("PyListObject", &self.lists, Layout::List.shape().size),
            kept("PySliceObject", &self.slices, Layout::Slice.shape().size),
        ];
        let item = Layout::Tuple.shape().item_size;
        figures.extend(
            (1..)
                .zip(&self.tuples)
                .map(|(length, list)| FreeListFigures {
                    length: Some(length),
                    ..kept(
                        "PyTupleObject",
                        list,
                        Layout::Tuple.shape().size + item * length,
                    )
                }),
        );
        figures
    }

    /// Takes everything out but the slice, which is no free list's but the interpreter's own; returns the starts of
    /// the blocks, which the caller frees, and whether each held an object with the collector's prefix.
    pub fn clear(&mut self) -> Vec<(u64, bool)> {
        let collected = [&mut self.lists, &mut self.dicts].into_iter();
        let collected = collected.chain(&mut self.tuples);
        let headers = collected.flat_map(|list| list.drain(..));
        let mut blocks: Vec<(u64, bool)> =
            headers.map(|header| (header - GC_PREFIX, true)).collect();
        let plain = self.floats.drain(..).chain(self.keys.drain(..));
        blocks.extend(plain.map(|block| (block, false)));
        for (list, (class, _)) in self.more.iter_mut().zip(SINCE_3_14) {
            let prefix = types::prefix_of_flags(load(class.address() + types::FLAGS));
            blocks.extend(list.drain(..).map(|header| (header - prefix, prefix > 0)));
        }
        blocks
    }
}
