//! The audit: every count recounted, every free list and every list of the collector walked.
//!
//! References are counted afresh by the collector's walk over each object in use and each root that the interpreter
//! names, and compared with the counts that the objects carry. It finds a reference forgotten (a leak), one
//! given back twice, and a block lost.

use crate::children;
use crate::heap::heap;
use crate::memory::{self, granule_of, load, object_at};
use crate::object::dict::keys::Keys;
use crate::object::header::TYPE;
use crate::object::layout::Layout;
use crate::object::types;
use crate::object::{Obj, dict};
use crate::refcount;
use crate::statics::{self, StaticType};
use crate::visit::{Visitor, visit};
use std::collections::HashSet;

/// What an audit found in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditReport {
    /// Objects in use.
    pub objects: u64,
    /// References between them, and from roots.
    pub references: u64,
    /// Blocks in use, objects and buffers.
    pub blocks: u64,
}

/// An object whose count is not the number of references to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Miscount {
    /// Address of the header.
    pub object: u64,
    /// What the header says.
    pub stored: u64,
    /// References that the recount found.
    pub found: u64,
}

/// Calls its argument with each object that is held from outside the heap, once a reference.
pub type Roots<'a> = &'a dyn Fn(&mut dyn FnMut(&Obj));

/// Recounts every reference. `roots` calls its argument with each object that the interpreter holds
/// a reference to outside the heap, once a reference.
///
/// # Errors
/// What does not fit, a line each.
// ANCHOR: audit
pub fn audit(roots: Roots<'_>) -> Result<AuditReport, Vec<String>> {
    let objects = objects_in_use();
    let recount = Recount::of(&objects, roots);
    let mut problems: Vec<String> = recount.miscounts(&objects).map(describe).collect();
    recount.find_dangling(&objects, &mut problems);
    if let Err(problem) = heap().with_allocator(|allocator| allocator.audit()) {
        problems.push(problem);
    }
    heap().collector().audit(&objects, &mut problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    Ok(AuditReport {
        objects: objects.len() as u64,
        references: recount.references,
        blocks: heap().with_allocator(|allocator| allocator.figures().blocks),
    })
}
// ANCHOR_END: audit

/// The objects whose counts are wrong, in address order. `roots` is as for [`audit`].
pub fn miscounts(roots: Roots<'_>) -> Vec<Miscount> {
    let objects = objects_in_use();
    Recount::of(&objects, roots).miscounts(&objects).collect()
}

/// Addresses of the headers of all objects in use, in address order; static ones are not among them.
pub(crate) fn objects_in_use() -> Vec<u64> {
    heap().with_allocator(|allocator| {
        allocator
            .blocks()
            .into_iter()
            .filter_map(|(block, kind)| kind.prefix().map(|prefix| block + prefix))
            .collect()
    })
}

/// The references found, counted in a table beside the objects: a test recounts the heap after each instruction.
#[derive(Default)]
struct Recount {
    /// By the granule that the object's header starts at; as long as the last object needs.
    counts: Vec<u32>,
    /// Where references lead that lead to no place for an object.
    astray: Vec<u64>,
    shared_keys: HashSet<u64>,
    references: u64,
}

impl Recount {
    /// Counts every reference: the roots', those of what stands outside the arenas, and those of the objects.
    fn of(objects: &[u64], roots: Roots<'_>) -> Recount {
        let mut recount = Recount::default();
        roots(&mut |object| recount.count(object.address()));
        recount.count_statics();
        for &object in objects {
            recount.count_object(object);
        }
        recount
    }

    fn count(&mut self, object: u64) {
        self.references += 1;
        if !memory::contains(object, 1) {
            return self.astray.push(object);
        }
        let place = granule_of(object) as usize;
        if place >= self.counts.len() {
            self.counts.resize(place + 1, 0);
        }
        self.counts[place] += 1;
    }

    fn found(&self, object: u64) -> u64 {
        let count = self.counts.get(granule_of(object) as usize);
        count.copied().map_or(0, u64::from)
    }

    fn count_statics(&mut self) {
        for &class in StaticType::ALL {
            for slot in children::static_type_slots(class.address()) {
                self.count(load(slot));
            }
        }
    }

    fn count_object(&mut self, object: u64) {
        visit(heap().collector().marks.window(), object, self);
        let class = load(object + TYPE);
        match types::layout_at(class) {
            Layout::Dict if dict::values_at(object).is_some() => {
                self.count_shared_keys(dict::keys_at(object));
            }
            Layout::Type => {
                let keys = load(object + types::CACHED_KEYS);
                if keys != 0 {
                    self.count_shared_keys(Keys(keys));
                }
            }
            _ => {}
        }
    }

    /// The keys that instances share belong to all who use them: counted once.
    fn count_shared_keys(&mut self, keys: Keys) {
        if !self.shared_keys.insert(keys.0) {
            return;
        }
        for index in 0..keys.used() {
            self.count(load(keys.key_slot(index)));
        }
    }

    fn miscounts(&self, objects: &[u64]) -> impl Iterator<Item = Miscount> {
        objects
            .iter()
            .filter(|&&object| !refcount::is_immortal(object))
            .map(|&object| Miscount {
                object,
                stored: refcount::stored(object),
                found: self.found(object),
            })
            .filter(|counts| counts.stored != counts.found)
    }

    /// `objects` are in address order, as is the table.
    fn find_dangling(&self, objects: &[u64], problems: &mut Vec<String>) {
        let mut objects = objects.iter().peekable();
        let referred = (0..)
            .zip(&self.counts)
            .filter(|&(_, &count)| count > 0)
            .map(|(granule, _)| object_at(granule))
            .filter(|&place| !statics::is_static(place))
            .filter(|&place| {
                while objects.next_if(|&&object| object < place).is_some() {}
                objects.peek() != Some(&&place)
            });
        for place in referred.chain(self.astray.iter().copied()) {
            problems.push(format!(
                "a reference leads to {place:#x}, where no object is"
            ));
        }
    }
}

/// Every reference counts, those too that can be in no cycle.
impl Visitor for Recount {
    const OWNED: bool = true;

    fn child(&mut self, child: u64) {
        self.count(child);
    }
}

fn describe(miscount: Miscount) -> String {
    let Miscount {
        object,
        stored,
        found,
    } = miscount;
    let class = load(object + TYPE);
    let name = StaticType::at(class).map_or("instance of a class", StaticType::name);
    format!("{object:#x} ({name}): count {stored}, but {found} references found")
}
