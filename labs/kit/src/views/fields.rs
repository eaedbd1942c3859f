//! The fields of objects, with the names that CPython 3.12's structs give them.

use super::{field_names, label};
use runtime::object::layout::Layout;
use runtime::object::{bytes, int, layout_of, list, size, str, tuple, types};
use runtime::{Obj, heap, memory};

/// What the bytes of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The reference count.
    Count,
    /// A pointer to an object, or 0.
    Object,
    /// A pointer to something else, or 0.
    Address,
    /// A pointer to a dict, or to a values array with the lowest bit set.
    DictOrValues,
    /// An object's place in the list of its generation.
    Place,
    /// The collector's flags: the lowest says that the finalizer ran.
    CollectorFlags,
    /// A signed number.
    Number,
    /// A cached hash, −1 before it is computed.
    Hash,
    /// An int's tag: `digits << 3 | sign`.
    IntTag,
    /// A string's state: interned or not, bytes a code point, ASCII or not.
    StrState,
    /// A floating point number.
    Float,
    /// Text, or bytes without a meaning of their own.
    Text,
}

/// A field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Distance from the header; negative in the prefix.
    pub offset: i64,
    /// Bytes.
    pub len: u64,
    /// CPython's name of it.
    pub name: String,
    /// What its bytes are.
    pub kind: Kind,
}

impl Field {
    fn word(offset: u64, name: impl Into<String>, kind: Kind) -> Field {
        Field {
            offset: offset as i64,
            len: 8,
            name: name.into(),
            kind,
        }
    }
}

/// Items of a list or rows of text that are shown.
const ITEMS: u64 = 8;
/// Bytes of text in a row.
const TEXT_ROW: u64 = 8;

/// The object's fields, lowest address first. Of many items, the first [`ITEMS`].
pub fn of(object: &Obj) -> Vec<Field> {
    let mut fields = prefix(object);
    fields.push(Field::word(0, "ob_refcnt", Kind::Count));
    fields.push(Field::word(8, "ob_type", Kind::Object));
    let prefix_and_header = fields.len();
    let layout = layout_of(object);
    let named = field_names::of(object);
    fields.extend(named.map(|(offset, name, kind)| Field::word(offset, name, kind)));
    if fields.len() == prefix_and_header {
        fields.extend(unnamed(layout));
    }
    fields.extend(tail(object, layout));
    if layout.shape().item_size == 0 {
        let added = types::added(&object.class()).step_by(8);
        fields.extend(added.map(|offset| added_slot(object, offset)));
    }
    fields
}

/// A slot that a class added to its instances.
fn added_slot(object: &Obj, offset: u64) -> Field {
    let class = object.class();
    if offset as i64 == types::weaklist_offset(&class) {
        return Field::word(offset, "weak references", Kind::Address);
    }
    let name = if offset as i64 == types::dict_offset(&class) {
        Some("dict".to_owned())
    } else {
        label::member_name(object, offset)
    };
    Field::word(
        offset,
        name.unwrap_or_else(|| "slot".to_owned()),
        Kind::Object,
    )
}

/// A list's item slots, which stand in a buffer of their own: its address and the first slots.
pub fn item_buffer(object: &Obj) -> Option<(u64, Vec<Field>)> {
    if layout_of(object) != Layout::List || list::len(object) == 0 {
        return None;
    }
    let buffer = word(object.address() + list::ITEMS)?;
    let slots = (0..list::len(object).min(ITEMS))
        .map(|index| Field::word(8 * index, format!("ob_item[{index}]"), Kind::Object));
    Some((buffer, slots.collect()))
}

/// The number of 8 bytes at an address of the private heap.
pub fn word(address: u64) -> Option<u64> {
    let bytes = memory::peek(address, 8)?;
    bytes.try_into().ok().map(u64::from_le_bytes)
}

fn prefix(object: &Obj) -> Vec<Field> {
    let all = [
        (-32, "weak references", Kind::Address),
        (-24, "dict or values", Kind::DictOrValues),
        (-16, "_gc_next", Kind::Place),
        (-8, "_gc_prev", Kind::CollectorFlags),
    ];
    let bytes = types::prefix(&object.class()) as i64;
    all.into_iter()
        .filter(|(offset, ..)| *offset >= -bytes)
        .map(|(offset, name, kind)| Field {
            offset,
            len: 8,
            name: name.to_owned(),
            kind,
        })
        .collect()
}

/// Fields of a layout that has no names here: references and other words by their offsets.
fn unnamed(layout: Layout) -> impl Iterator<Item = Field> {
    let shape = layout.shape();
    (16..shape.size.next_multiple_of(8))
        .step_by(8)
        .map(|offset| {
            let is_reference = shape.refs.contains(&(offset as u16));
            let kind = if is_reference {
                Kind::Object
            } else {
                Kind::Number
            };
            Field::word(offset, format!("field at {offset}"), kind)
        })
}

/// Items or text behind the fixed fields, inside the block.
fn tail(object: &Obj, layout: Layout) -> Vec<Field> {
    match layout {
        Layout::Tuple => (0..tuple::len(object).min(ITEMS))
            .map(|index| {
                Field::word(
                    tuple::ITEMS + 8 * index,
                    format!("ob_item[{index}]"),
                    Kind::Object,
                )
            })
            .collect(),
        Layout::Int => (0..int_digits(object).min(ITEMS))
            .map(|index| Field {
                len: 4,
                ..Field::word(24 + 4 * index, format!("ob_digit[{index}]"), Kind::Number)
            })
            .collect(),
        Layout::Str => {
            let profile = heap().profile();
            let is_ascii = str::is_ascii(object);
            let start = if is_ascii {
                profile.ascii_header
            } else {
                profile.compact_header
            };
            let end = size::size_of(object) - types::prefix(&object.class());
            text(start, end)
        }
        Layout::Bytes => text(32, 33 + bytes::len(object)),
        _ => Vec::new(),
    }
}

/// An int's digits; zero has one or none, by the version.
fn int_digits(object: &Obj) -> u64 {
    let least = u64::from(heap().profile().zero_has_a_digit);
    int::digit_count(object).max(least)
}

fn text(start: u64, end: u64) -> Vec<Field> {
    (start..end)
        .step_by(TEXT_ROW as usize)
        .take(ITEMS as usize)
        .map(|offset| Field {
            len: TEXT_ROW.min(end - offset),
            ..Field::word(offset, "text", Kind::Text)
        })
        .collect()
}
