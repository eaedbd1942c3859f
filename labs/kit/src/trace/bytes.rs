//! The bytes of the drawn objects, field by field: what a player shows of the object that the reader chooses.
//!
//! They are those that `xray.bytes` prints, with the same names and words; but where a field leads to a drawn object, it says
//! which. Objects of a kind share the list of their fields.

use super::format::{ChangedBytes, Field, Ref};
use super::picture::Picture;
use crate::views::bytes::{Dump, Known, ROWS};
use crate::views::fields;
use runtime::Obj;

/// The bytes of an object at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bytes {
    /// Which list of fields it has.
    fields: usize,
    /// What stands in each, and what that says.
    rows: Vec<(String, Ref)>,
}

/// The lists of fields that objects have.
#[derive(Debug, Default)]
pub struct Lists(pub Vec<Vec<Field>>);

impl Lists {
    /// The bytes of an object whose count is `count`; `reference` is how an object is told that a field leads to.
    pub fn bytes(
        &mut self,
        object: &Obj,
        count: u64,
        known: &Known,
        reference: impl Fn(&Obj) -> Ref,
    ) -> Bytes {
        let dump = Dump::of(object, count, known);
        let mut list = Vec::new();
        let mut rows = Vec::new();
        for field in fields::of(object).into_iter().take(ROWS) {
            let bytes = dump.bytes(object.address().wrapping_add_signed(field.offset), &field);
            let says = match dump.target(&field, &bytes) {
                Some(target) => reference(target),
                None => Ref::Chip(dump.says_briefly(&field, &bytes)),
            };
            rows.push((hexadecimal(&bytes), says));
            list.push(Field(field.offset, field.len, field.name));
        }
        let fields = self.0.iter().position(|known| *known == list);
        let fields = fields.unwrap_or_else(|| {
            self.0.push(list);
            self.0.len() - 1
        });
        Bytes { fields, rows }
    }
}

/// The bytes that changed, by object.
pub fn changed(before: &Picture, after: &Picture) -> Vec<ChangedBytes> {
    let changes = after.bytes.iter().filter_map(|(&object, now)| {
        let old = before.bytes.get(&object);
        let old = old.filter(|old| old.fields == now.fields);
        let is_same =
            |index: usize| old.is_some_and(|old| old.rows.get(index) == now.rows.get(index));
        let rows = now.rows.iter().enumerate();
        let rows: Vec<(usize, String, Ref)> = rows
            .filter(|(index, _)| !is_same(*index))
            .map(|(index, (hex, says))| (index, hex.clone(), says.clone()))
            .collect();
        (!rows.is_empty()).then_some(ChangedBytes {
            object,
            fields: old.is_none().then_some(now.fields),
            rows,
        })
    });
    changes.collect()
}

/// Two digits a byte, up to the last that is not zero.
fn hexadecimal(bytes: &[u8]) -> String {
    let end = bytes.iter().rposition(|&byte| byte != 0);
    let bytes = &bytes[..end.map_or(0, |last| last + 1)];
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
