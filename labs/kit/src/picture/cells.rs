//! A block as cells: which bytes belong together, what they are called, and what they say.
//!
//! Every byte of a block is in one cell: those of the fields, those that no field names, and those past the end of
//! what was asked for, up to the size class.

use crate::views::bytes::{Dump, ROWS};
use crate::views::fields::{self, Field, Kind};
use runtime::object::layout::{Layout, Tail};
use runtime::object::{layout_of, list, size, types};
use runtime::{Obj, heap, statics};

/// Bytes that no field names and that are drawn to scale at most; more are summed up.
const UNNAMED: u64 = 32;
/// Slots without an item that are drawn to scale at most.
const SPARE: u64 = 8;
/// Bytes of a machine word.
const WORD: u64 = 8;

/// What a cell's bytes are part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What stands in front of the header: the collector's links, and a place for the dict.
    Prefix,
    /// Count and type.
    Header,
    /// A field of the struct.
    Field,
    /// An item, a digit.
    Item,
    /// Text, or bytes.
    Text,
    /// A slot that is allocated and holds nothing yet.
    Spare,
    /// Bytes of the object that have no name here.
    Unnamed,
    /// Many bytes, drawn as a band of no length.
    More,
    /// Bytes past what was asked for.
    Padding,
}

impl Part {
    /// Its name, in the margin and in the description.
    pub fn name(self) -> &'static str {
        match self {
            Part::Prefix => "prefix",
            Part::Header => "header",
            Part::Field => "fields",
            Part::Item => "items",
            Part::Text => "text",
            Part::Spare => "spare",
            Part::Unnamed | Part::More => "",
            Part::Padding => "padding",
        }
    }
}

/// Bytes that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Distance from the start of the block.
    pub start: u64,
    /// Bytes.
    pub len: u64,
    /// What they are part of.
    pub part: Part,
    /// What they are called.
    pub name: String,
    /// What they say.
    pub value: String,
    /// Of text, each byte as a letter or a number.
    pub letters: Vec<String>,
}

impl Cell {
    fn new(start: u64, len: u64, part: Part, name: &str) -> Cell {
        Cell {
            start,
            len,
            part,
            name: name.to_owned(),
            value: String::new(),
            letters: Vec::new(),
        }
    }

    /// The first byte past it.
    pub fn end(&self) -> u64 {
        self.start + self.len
    }
}

/// A block, or an object that stands in none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its first address.
    pub address: u64,
    /// Its cells, without a gap between them.
    pub cells: Vec<Cell>,
    /// Bytes from its start to the offset 0: the object's prefix.
    pub prefix: u64,
    /// Bytes that were asked for.
    pub asked: u64,
    /// Bytes that were given; `None` for an object outside the arenas.
    pub given: Option<u64>,
}

/// The block that an object stands in, with its prefix.
pub fn of_object(dump: &Dump, object: &Obj) -> Block {
    let prefix = types::prefix(&object.class());
    let mut block = Block {
        address: object.address() - prefix,
        cells: Vec::new(),
        prefix,
        asked: prefix + inside(object),
        given: None,
    };
    if !statics::is_static(object.address()) {
        block.given = Some(block_size(block.address));
    }
    block.fill(dump, object.address(), &fields::of(object));
    block.skip_to(block.asked);
    block.pad();
    block
}

/// Bytes of an object from its header on, without what it has in other blocks, which `getsizeof` counts in.
fn inside(object: &Obj) -> u64 {
    let class = object.class();
    let layout = layout_of(object);
    let is_fixed = match layout.shape().tail {
        Tail::ItemBuffer | Tail::DictTable | Tail::SetTable | Tail::ByteBuffer => true,
        // A class made by a program has the keys that its instances share.
        _ => layout == Layout::Type && !statics::is_static(object.address()),
    };
    match is_fixed {
        true => types::basicsize(&class),
        false => size::size_of(object) - types::prefix(&class),
    }
}

/// The block of a list's item slots.
pub fn of_items(dump: &Dump, object: &Obj) -> Option<Block> {
    if layout_of(object) != Layout::List {
        return None;
    }
    let (address, slots) = fields::item_buffer(object)?;
    let mut block = Block {
        address,
        cells: Vec::new(),
        prefix: 0,
        asked: WORD * list::allocated(object),
        given: Some(block_size(address)),
    };
    block.fill(dump, address, &slots);
    block.skip_to(WORD * list::len(object));
    block.add_spare();
    block.pad();
    Some(block)
}

impl Block {
    /// The first byte that has no cell yet.
    fn end(&self) -> u64 {
        self.cells.last().map_or(0, Cell::end)
    }

    /// Adds a cell a field, as many as the table has rows; `base` is the address that offsets count from.
    fn fill(&mut self, dump: &Dump, base: u64, fields: &[Field]) {
        for field in fields.iter().take(ROWS) {
            let start = self.prefix.wrapping_add_signed(field.offset);
            self.skip_to(start);
            let bytes = dump.bytes(base.wrapping_add_signed(field.offset), field);
            let mut cell = Cell::new(start, field.len, part_of(field), &field.name);
            if field.kind == Kind::Text {
                cell.letters = bytes.iter().map(|&byte| letter(byte)).collect();
            } else {
                cell.value = dump.says_briefly(field, &bytes);
            }
            self.cells.push(cell);
        }
    }

    /// Gives cells to the bytes up to `start` that have none. Items and text that no field names any more are summed
    /// up, however few.
    fn skip_to(&mut self, start: u64) {
        let from = self.end();
        let goes_on = self
            .cells
            .last()
            .is_some_and(|cell| matches!(cell.part, Part::Item | Part::Text));
        let most = if goes_on { 0 } else { UNNAMED };
        if start.saturating_sub(from) > most {
            let mut more = Cell::new(from, start - from, Part::More, "");
            more.value = format!("… {} more bytes", more.len);
            self.cells.push(more);
            return;
        }
        let words = (from..start).step_by(WORD as usize);
        let cells = words.map(|at| Cell::new(at, WORD.min(start - at), Part::Unnamed, ""));
        self.cells.extend(cells);
    }

    /// Gives cells to the slots up to the end of what was asked for, which hold nothing yet.
    fn add_spare(&mut self) {
        let from = self.end();
        let slots = self.asked.saturating_sub(from) / WORD;
        if slots > SPARE {
            let mut more = Cell::new(from, self.asked - from, Part::More, "");
            more.value = format!("… {slots} spare slots");
            self.cells.push(more);
            return;
        }
        let spare =
            (0..slots).map(|slot| Cell::new(from + WORD * slot, WORD, Part::Spare, "spare"));
        self.cells.extend(spare);
    }

    /// Gives a cell to the bytes past the end, up to the size class.
    fn pad(&mut self) {
        let end = self.end();
        let padding = self.given.unwrap_or(end).saturating_sub(end);
        if padding > 0 {
            let mut cell = Cell::new(end, padding, Part::Padding, "padding");
            cell.value = format!("{padding} bytes");
            self.cells.push(cell);
        }
    }
}

fn part_of(field: &Field) -> Part {
    match field.offset {
        ..0 => Part::Prefix,
        _ if field.kind == Kind::Text => Part::Text,
        // Items and digits are the fields that are numbered.
        _ if field.name.ends_with(']') => Part::Item,
        0..16 => Part::Header,
        _ => Part::Field,
    }
}

fn block_size(address: u64) -> u64 {
    heap().with_allocator(|allocator| allocator.block_size(address))
}

/// A byte of text, in at most two characters.
fn letter(byte: u8) -> String {
    match byte {
        0 => "\\0".to_owned(),
        b' ' => "␣".to_owned(),
        _ if byte.is_ascii_graphic() => char::from(byte).to_string(),
        _ => format!("{byte:02x}"),
    }
}
