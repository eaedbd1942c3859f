//! `xray.bytes(x)`: the bytes of x, a row a field, with what each says.

use super::describe::{describe, type_name};
use super::fields::{self, Field, Kind};
use super::moment::Moment;
use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use runtime::object::str::{self, InternState};
use runtime::object::{list, size};
use runtime::{Obj, StaticType, collector, memory, snapshot, statics};
use std::collections::BTreeMap;

/// Fields that are shown.
pub const ROWS: usize = 32;
const HEADINGS: [&str; 4] = ["offset", "bytes", "field", "says"];

/// The view.
pub fn render(vm: &Vm, object: &Obj) -> String {
    let count = Moment::now(vm, Some(object)).count(object);
    let known = Known::now();
    let dump = Dump::of(object, count, &known);
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

/// Every object by its address, static ones too: what a pointer may lead to.
pub struct Known(BTreeMap<u64, Obj>);

impl Known {
    /// Those of this moment. Each has one reference more as long as this is there.
    pub fn now() -> Known {
        let classes = StaticType::ALL.iter().map(|class| class.object());
        let all = snapshot::objects()
            .into_iter()
            .chain(statics::static_values())
            .chain(classes);
        Known(all.map(|object| (object.address(), object)).collect())
    }

    /// The object at an address.
    pub fn at(&self, address: u64) -> Option<&Obj> {
        self.0.get(&address)
    }
}

/// An object's bytes at one moment, and what they mean.
pub struct Dump<'a> {
    object: &'a Obj,
    count: u64,
    known: &'a Known,
}

impl<'a> Dump<'a> {
    /// The bytes of an object whose count is `count` without those who look.
    pub fn of(object: &'a Obj, count: u64, known: &'a Known) -> Dump<'a> {
        Dump {
            object,
            count,
            known,
        }
    }

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
    pub fn bytes(&self, address: u64, field: &Field) -> Vec<u8> {
        match field.kind {
            Kind::Count => self.count.to_le_bytes().to_vec(),
            _ => memory::peek(address, field.len).unwrap_or_default(),
        }
    }

    /// The object that a field leads to.
    pub fn target(&self, field: &Field, bytes: &[u8]) -> Option<&Obj> {
        match field.kind {
            Kind::Object => self.known.at(little_endian(bytes)),
            _ => None,
        }
    }

    /// [`Dump::says`] in a few words, for a cell of a picture.
    pub fn says_briefly(&self, field: &Field, bytes: &[u8]) -> String {
        let word = little_endian(bytes);
        match field.kind {
            Kind::Count if self.object.is_immortal() => "immortal".to_owned(),
            Kind::Count => word.to_string(),
            Kind::Object => match self.target(field, bytes) {
                Some(object) => describe(object),
                None => self.says(field, bytes),
            },
            Kind::DictOrValues if word & 1 == 1 => "values".to_owned(),
            Kind::DictOrValues if word != 0 => "the __dict__".to_owned(),
            Kind::IntTag => format!("{}, {}", digits(word), sign(word)),
            Kind::Place if collector::is_tracked(self.object) => format!("place {word}"),
            Kind::Hash if word == u64::MAX => "not computed yet".to_owned(),
            _ => self.says(field, bytes),
        }
    }

    /// What the bytes of a field mean.
    pub fn says(&self, field: &Field, bytes: &[u8]) -> String {
        let word = little_endian(bytes);
        match field.kind {
            Kind::Count if self.object.is_immortal() => format!("{word}: immortal"),
            Kind::Count => format!("{word}, this call's argument included"),
            Kind::Object | Kind::Address if word == 0 => paint::aside("nothing"),
            Kind::Object => match self.target(field, bytes) {
                Some(object) => format!("{word:#x}: {}", describe(object)),
                None => format!("{word:#x}"),
            },
            Kind::Address => format!("{word:#x}"),
            Kind::Place if !collector::is_tracked(self.object) => paint::aside("not tracked"),
            Kind::Place => format!("place {word} in its generation"),
            Kind::CollectorFlags if word & 1 == 1 => "finalized".to_owned(),
            Kind::CollectorFlags => paint::aside("no flags"),
            Kind::DictOrValues if word == 0 => paint::aside("no dict yet"),
            Kind::DictOrValues if word & 1 == 1 => {
                format!("{:#x}: values, without a dict", word - 1)
            }
            Kind::DictOrValues => format!("{word:#x}: the __dict__"),
            Kind::Hash if word == u64::MAX => "-1: not computed yet".to_owned(),
            Kind::Hash => (word as i64).to_string(),
            Kind::IntTag => format!("{} of 30 bits, {}", digits(word), sign(word)),
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

/// An int's digits, from the high bits of its tag.
fn digits(tag: u64) -> String {
    match tag >> 3 {
        1 => "1 digit".to_owned(),
        digits => format!("{digits} digits"),
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
