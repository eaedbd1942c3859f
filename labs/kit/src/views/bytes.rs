//! `xray.bytes(x)`: the bytes of x, a row a field, with what each says.

use super::describe::{describe, type_name};
use super::fields::{self, Field, Kind};
use super::moment::Moment;
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::object::str::{self, InternState};
use runtime::object::{list, size};
use runtime::{Obj, StaticType, memory, snapshot, statics};
use std::collections::BTreeMap;

/// Fields that are shown.
const ROWS: usize = 32;
const HEADINGS: [&str; 4] = ["offset", "bytes", "field", "says"];

/// The view.
pub fn render(vm: &Vm, object: &Obj) -> String {
    let dump = Dump {
        count: Moment::now(vm, Some(object)).count(object),
        object,
        known: known(),
    };
    let caption = format!(
        "the bytes of {} ({} at {:#x}), {} in all",
        paint::heading(describe(object)),
        type_name(object),
        object.address(),
        size::size_of(object),
    );
    let mut text = dump.table(caption, object.address(), &fields::of(object));
    if let Some((buffer, slots)) = fields::item_buffer(object) {
        let caption = format!(
            "its {} item slots, in a buffer at {buffer:#x}",
            list::len(object)
        );
        text.push_str(&dump.table(caption, buffer, &slots));
    }
    text
}

/// Every object by its address, static ones too.
fn known() -> BTreeMap<u64, Obj> {
    let classes = StaticType::ALL.iter().map(|class| class.object());
    let all = snapshot::objects()
        .into_iter()
        .chain(statics::static_values())
        .chain(classes);
    all.map(|object| (object.address(), object)).collect()
}

struct Dump<'a> {
    object: &'a Obj,
    count: u64,
    known: BTreeMap<u64, Obj>,
}

impl Dump<'_> {
    fn table(&self, caption: String, start: u64, fields: &[Field]) -> String {
        let mut table = Table::new(caption, &HEADINGS, &[0]);
        for field in fields.iter().take(ROWS) {
            let bytes = self.bytes(start.wrapping_add_signed(field.offset), field);
            let hex: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            table.row([
                format!("{:+}", field.offset),
                hex.join(" "),
                paint::slot(&field.name),
                self.says(field, &bytes),
            ]);
        }
        if fields.len() > ROWS {
            table.note("…");
        }
        table.render()
    }

    /// The field's bytes; the count without the reference that the view takes.
    fn bytes(&self, address: u64, field: &Field) -> Vec<u8> {
        match field.kind {
            Kind::Count => self.count.to_le_bytes().to_vec(),
            _ => memory::peek(address, field.len).unwrap_or_default(),
        }
    }

    fn says(&self, field: &Field, bytes: &[u8]) -> String {
        let word = little_endian(bytes);
        match field.kind {
            Kind::Count if self.object.is_immortal() => format!("{word}: immortal"),
            Kind::Count => format!("{word}, this call's argument included"),
            Kind::Object | Kind::Address if word == 0 => paint::aside("nothing"),
            Kind::Object => match self.known.get(&word) {
                Some(object) => format!("{word:#x}: {}", describe(object)),
                None => format!("{word:#x}"),
            },
            Kind::Address => format!("{word:#x}"),
            Kind::DictOrValues if word == 0 => paint::aside("no dict yet"),
            Kind::DictOrValues if word & 1 == 1 => {
                format!("{:#x}: values, without a dict", word - 1)
            }
            Kind::DictOrValues => format!("{word:#x}: the __dict__"),
            Kind::Hash if word == u64::MAX => "-1: not computed yet".to_owned(),
            Kind::Hash => (word as i64).to_string(),
            Kind::IntTag => format!("{} digits of 30 bits, {}", word >> 3, sign(word)),
            Kind::StrState => self.state(),
            Kind::Number if field.len == 8 => (word as i64).to_string(),
            Kind::Number => word.to_string(),
            Kind::Float => f64::from_bits(word).to_string(),
            Kind::Text => paint::aside(
                bytes
                    .iter()
                    .map(|&byte| printable(byte))
                    .collect::<String>(),
            ),
        }
    }

    fn state(&self) -> String {
        let width = if str::is_ascii(self.object) {
            "ASCII"
        } else {
            "not ASCII"
        };
        let interned = match str::intern_state(self.object) {
            InternState::Not => "not interned",
            InternState::Mortal => "interned",
            InternState::Immortal => "interned for ever",
        };
        format!("{width}, {interned}")
    }
}

/// An int's sign, from the low bits of its tag.
fn sign(tag: u64) -> &'static str {
    match tag & 0b11 {
        0 => "positive",
        1 => "zero",
        _ => "negative",
    }
}

/// Up to eight bytes as a number.
fn little_endian(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .take(8)
        .rev()
        .fold(0, |word, &byte| word << 8 | u64::from(byte))
}

fn printable(byte: u8) -> char {
    if (0x20..0x7f).contains(&byte) {
        char::from(byte)
    } else {
        '.'
    }
}
