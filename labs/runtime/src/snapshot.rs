//! Snapshots: the heap at one moment, as plain data for tables and pictures.
//!
//! Taken from the heap itself by the walk that also ends objects; there is no second model that could
//! disagree.

use crate::audit::objects_in_use;
use crate::children::Children;
use crate::memory::load;
use crate::object::layout::{Layout, Tail};
use crate::object::{Obj, dict, layout_of, size, str, types};
use crate::refcount;

/// One reference from an object to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// Where the reference is kept: `[0]`, `.name`, `key`, `['name']`, …
    pub label: String,
    /// Address of the object that it leads to.
    pub target: u64,
}

/// One object.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ObjectInfo {
    /// Address of the header.
    pub address: u64,
    /// Name of the type.
    pub type_name: String,
    /// Bytes, as `sys.getsizeof` says.
    pub size: u64,
    /// The stored count.
    pub refcount: u64,
    /// Whether it never dies.
    pub immortal: bool,
    /// The references that it owns.
    pub edges: Vec<Edge>,
}

/// All objects in the arenas, in address order.
pub fn objects() -> Vec<Obj> {
    living().map(Obj::new_reference).collect()
}

/// Addresses of the objects that may be looked at. One that is giving its references back has the count
/// 0, and a reference to it would end it a second time.
fn living() -> impl Iterator<Item = u64> {
    objects_in_use()
        .into_iter()
        .filter(|&object| refcount::stored(object) > 0)
}

/// Addresses of the objects that an object refers to, once a reference.
pub fn targets(object: &Obj) -> Vec<u64> {
    let mut children = Children::of(object.address());
    std::iter::from_fn(|| children.next_slot().map(load)).collect()
}

/// What one object is. The count is the stored one, less the `held` references of the asking side.
pub fn describe(object: &Obj, held: u64) -> ObjectInfo {
    let immortal = object.is_immortal();
    ObjectInfo {
        address: object.address(),
        type_name: types::name(&object.class()),
        size: size::size_of(object),
        refcount: if immortal {
            object.refcount()
        } else {
            object.refcount() - held
        },
        immortal,
        edges: edges(object),
    }
}

/// The references that an object owns, in the order of its fields.
pub fn edges(object: &Obj) -> Vec<Edge> {
    let mut children = Children::of(object.address());
    let mut edges = Vec::new();
    while let Some(slot) = children.next_slot() {
        edges.push(Edge {
            label: label(object, slot),
            target: load(slot),
        });
    }
    if matches!(
        layout_of(object).shape().tail,
        Tail::ItemBuffer | Tail::InlineItems
    ) {
        edges.reverse();
    }
    edges
}

/// The objects that an object owns references to, in the order of its fields.
pub fn referents(object: &Obj) -> Vec<Obj> {
    let mut children = Children::of(object.address());
    let mut found = Vec::new();
    while let Some(slot) = children.next_slot() {
        found.push(Obj::new_reference(load(slot)));
    }
    if matches!(
        layout_of(object).shape().tail,
        Tail::ItemBuffer | Tail::InlineItems
    ) {
        found.reverse();
    }
    found
}

/// Who holds `object`: each object in the arenas with a reference to it, and where it keeps it.
pub fn holders(object: &Obj) -> Vec<(Obj, String)> {
    let mut found = Vec::new();
    for address in living() {
        let mut children = Children::of(address);
        while let Some(slot) = children.next_slot() {
            if load(slot) == object.address() {
                let holder = Obj::new_reference(address);
                let label = label(&holder, slot);
                found.push((holder, label));
            }
        }
    }
    found
}

/// Where `holder` keeps its first reference to `target`.
pub fn label_of(holder: &Obj, target: &Obj) -> Option<String> {
    let mut children = Children::of(holder.address());
    let slot =
        std::iter::from_fn(|| children.next_slot()).find(|&slot| load(slot) == target.address())?;
    Some(label(holder, slot))
}

fn label(object: &Obj, slot: u64) -> String {
    let address = object.address();
    match layout_of(object) {
        Layout::List => format!(
            "[{}]",
            (slot - load(address + crate::object::list::ITEMS)) / 8
        ),
        Layout::Tuple if slot >= address => {
            format!("[{}]", (slot - address - crate::object::tuple::ITEMS) / 8)
        }
        Layout::Dict => dict_label(address, slot),
        Layout::Set => "item".to_owned(),
        layout => field_label(object, layout, slot),
    }
}

fn dict_label(dict: u64, slot: u64) -> String {
    let keys = dict::keys_at(dict);
    for index in 0..keys.used() {
        if keys.key_slot(index) == slot {
            return "key".to_owned();
        }
        let value_slot = match dict::values_at(dict) {
            Some(values) => values.slot(index),
            None => keys.value_slot(index),
        };
        if value_slot == slot {
            return key_label(load(keys.key_slot(index)));
        }
    }
    "value".to_owned()
}

fn key_label(key: u64) -> String {
    let key = Obj::new_reference(key);
    match layout_of(&key) {
        Layout::Str => format!("['{}']", str::to_string(&key)),
        Layout::Int => format!("[{}]", crate::object::int::to_bigint(&key)),
        _ => format!("[{}]", types::name(&key.class())),
    }
}

fn field_label(object: &Obj, layout: Layout, slot: u64) -> String {
    let address = object.address();
    if let Some(name) = crate::object::attributes::name_of_slot(object, slot) {
        return format!(".{name}");
    }
    let offset = slot.wrapping_sub(address);
    let name = match (layout, offset) {
        (Layout::Cell, 16) => "contents",
        (Layout::Function, 16) => "__globals__",
        (Layout::Function, 24) => "__builtins__",
        (Layout::Function, 32) | (Layout::Generator, 24) => "__name__",
        (Layout::Function, 40) | (Layout::Generator, 32) => "__qualname__",
        (Layout::Function, 48) => "__code__",
        (Layout::Function, 56) => "__defaults__",
        (Layout::Function, 72) => "__closure__",
        (Layout::Function, 80) => "__doc__",
        (Layout::Function, 104) => "__module__",
        (Layout::Method, 16) => "__func__",
        (Layout::Method, 24) | (Layout::BuiltinFunction, 24) => "__self__",
        (Layout::Module, 16) | (Layout::Exception, 16) => "__dict__",
        (Layout::Type, 264) => "__dict__",
        (Layout::Type, 256) => "__base__",
        (Layout::Type, 336) => "__bases__",
        (Layout::Type, 344) => "__mro__",
        (Layout::Code, 24) => "co_consts",
        (Layout::Code, 32) => "co_names",
        (Layout::Code, 112) => "co_filename",
        (Layout::Exception, 24) => "args",
        (Layout::Exception, 40) => "__traceback__",
        (Layout::Exception, 48) => "__context__",
        (Layout::Exception, 56) => "__cause__",
        (Layout::Traceback, 16) => "tb_next",
        (Layout::Traceback, 24) => "tb_frame",
        (Layout::WeakRef, 24) => "callback",
        _ => return format!("+{offset}"),
    };
    name.to_owned()
}
