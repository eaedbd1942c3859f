//! `xray.bytes(x)`: the bytes of x, a row a field, with what each says.

use super::describe::{describe, type_name};
use super::field_names::{self, Field};
use super::label;
use super::moment::Moment;
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::object::layout::Layout;
use runtime::object::{bytes, float, int, layout_of, list, size, str, tuple, types};
use runtime::{Obj, StaticType, memory, snapshot};
use std::collections::BTreeMap;

/// Rows of items or text that are shown.
const TAIL_ROWS: usize = 12;
/// Bytes of text in a row.
const TEXT_ROW: u64 = 8;

/// The view.
pub fn render(vm: &Vm, object: &Obj) -> String {
    let dump = Dump { moment: Moment::now(vm, Some(object)), object, targets: targets(object) };
    let caption = format!(
        "the bytes of {} ({} at {:#x}), {} in all",
        paint::heading(describe(object)),
        type_name(object),
        object.address(),
        size::size_of(object),
    );
    let mut table = Table::new(caption, &["offset", "bytes", "field", "says"], &[0]);
    let mut fields = field_names::prefix(object);
    fields.extend(field_names::header());
    fields.extend(field_names::fixed(object));
    for field in &fields {
        table.row(dump.row(object.address().wrapping_add_signed(field.offset), field));
    }
    dump.tail(&mut table);
    table.render()
}

/// What each pointer of the object leads to, by address.
fn targets(object: &Obj) -> BTreeMap<u64, String> {
    let wanted = snapshot::targets(object);
    let objects = snapshot::objects();
    objects
        .iter()
        .filter(|target| wanted.contains(&target.address()))
        .map(|target| (target.address(), describe(target)))
        .collect()
}

struct Dump<'a> {
    moment: Moment,
    object: &'a Obj,
    targets: BTreeMap<u64, String>,
}

impl Dump<'_> {
    fn row(&self, address: u64, field: &Field) -> [String; 4] {
        let mut bytes = memory::peek(address, field.len).unwrap_or_default();
        if field.offset == 0 && !self.object.is_immortal() {
            bytes = self.moment.count(self.object).to_le_bytes().to_vec();
        }
        let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        [
            format!("{:+}", field.offset),
            hex.join(" "),
            paint::slot(&field.name),
            self.says(field, &bytes),
        ]
    }

    fn says(&self, field: &Field, bytes: &[u8]) -> String {
        let Ok(word) = bytes.try_into().map(u64::from_le_bytes) else {
            return self.text(bytes);
        };
        let object = self.object;
        match (field.offset, layout_of(object)) {
            (0, _) if object.is_immortal() => format!("{word}: immortal"),
            (0, _) => format!("{word}, one of them this call's argument"),
            (8, _) => format!("{:#x}: {}", word, describe(&object.class())),
            (16, Layout::Float) => describe(object),
            (16, Layout::Int) => format!("{} digits of 30 bits", int::digit_count(object)),
            (24, Layout::Str | Layout::Bytes) if word == u64::MAX => "-1: not computed yet".to_owned(),
            (_, Layout::Str | Layout::Bytes | Layout::Tuple | Layout::List) if field.name != "ob_item" => {
                self.pointer_or_number(word)
            }
            _ => self.pointer_or_number(word),
        }
    }

    fn pointer_or_number(&self, word: u64) -> String {
        todo(word)
    }
}
