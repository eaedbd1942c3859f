//! `xray.bytes(x)` as a picture: the block of x to scale, in rows of 16 bytes, and below it the block of a list's
//! items.

use super::canvas::{Anchor, Canvas, LINE, Words, cut};
use super::cells::{self, Block, Cell, Part};
use crate::views::bytes::{Dump, Known};
use crate::views::describe::{describe, type_name};
use crate::views::moment::Moment;
use interpreter::Vm;
use runtime::Obj;

/// Bytes of a row: the step of the size classes.
const ROW_BYTES: u64 = 16;
/// Pixels of a byte.
const BYTE: u64 = 21;
/// Pixels left of the bytes, for the names of the parts and the offsets.
const MARGIN: u64 = 72;
/// Pixels of a row.
const ROW: u64 = 36;
/// Pixels of a band that stands for many bytes.
const BAND: u64 = 22;
/// Pixels right of the bytes, for the arrow.
const ARROW: u64 = 14;
/// Pixels of a block's line outside of it.
const EDGE: u64 = 1;
/// Right end of the bytes.
const RIGHT: u64 = MARGIN + ROW_BYTES * BYTE;
/// Pixels above the first row, for a block's two lines of heading.
const HEADING: u64 = 42;
/// Pixels between two blocks.
const GAP: u64 = 18;
/// Pixels between a cell's edge and its words.
const INSET: u64 = 5;
/// Characters of a word that is cut at least.
const LEAST: usize = 5;
/// Cells narrower than this have small names.
const NARROW: u64 = 120;

/// The picture of an object.
pub fn draw(vm: &Vm, object: &Obj, id: &str) -> String {
    let count = Moment::now(vm, Some(object)).count(object);
    let known = Known::now();
    let dump = Dump::of(object, count, &known);
    let block = cells::of_object(&dump, object);
    let items = cells::of_items(&dump, object);
    let name = format!("{}, {}", describe(object), type_name(object));
    let mut sheet = Sheet {
        canvas: Canvas::new(id),
        y: 0,
    };
    let mut pointer = None;
    sheet.heading(&name, &size_in_words(&block));
    for (cell, middle) in sheet.block(&block) {
        if cell.name == "ob_item" {
            pointer = Some(middle);
        }
    }
    let mut description = in_words(&block);
    if let Some(items) = &items {
        sheet.y += GAP;
        sheet.heading("its items, in a block of their own", &size_in_words(items));
        let top = sheet.y;
        sheet.block(items);
        if let Some(middle) = pointer {
            let target = top + ROW / 2;
            let path = format!("M{RIGHT} {middle}h{}V{target}H{}", ARROW - 4, RIGHT + 7);
            sheet.canvas.arrow_from_right(&path, (RIGHT, target));
        }
        description.push_str(" Its item slots stand elsewhere. ");
        description.push_str(&in_words(items));
    }
    let title = format!("The bytes of {name}");
    let width = RIGHT + if items.is_some() { ARROW } else { EDGE };
    sheet
        .canvas
        .finish((width, sheet.y + EDGE), &title, &description)
}

/// How many bytes were asked for and given.
fn size_in_words(block: &Block) -> String {
    let Block { address, asked, .. } = block;
    match block.given {
        Some(given) if given == *asked => {
            format!("a block of {given} bytes at {address:#x}, all asked for")
        }
        Some(given) => format!("a block of {given} bytes at {address:#x}, {asked} asked for"),
        None => format!("{asked} bytes at {address:#x}, outside the arenas"),
    }
}

/// The block as sentences.
fn in_words(block: &Block) -> String {
    let mut text = format!("{}, in rows of 16 bytes.", sentence(&size_in_words(block)));
    let mut part = None;
    for cell in &block.cells {
        if cell.part != Part::More && part != Some(cell.part) {
            let separator = if part.is_some() { "." } else { "" };
            text.push_str(&format!("{separator} {}:", sentence(cell.part.name())));
            part = Some(cell.part);
        } else {
            text.push(';');
        }
        let says = match cell.letters.is_empty() {
            true => cell.value.clone(),
            false => cell.letters.join(" "),
        };
        let words = match (cell.name.as_str(), says.as_str()) {
            (_, "") => format!(" {}", cell.name),
            ("", says) => format!(" {says}"),
            (name, says) if name == cell.part.name() => format!(" {says}"),
            (name, says) => format!(" {name}, {says}"),
        };
        text.push_str(&words);
    }
    text.push('.');
    text
}

/// The text with a capital letter.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// A canvas that fills downwards.
struct Sheet {
    canvas: Canvas,
    /// The first free line of pixels.
    y: u64,
}

impl Sheet {
    fn heading(&mut self, name: &str, size: &str) {
        let name = cut(name, Words::Strong, RIGHT);
        self.canvas
            .words((0, self.y + 14), Anchor::Start, Words::Strong, &name);
        self.canvas
            .words((0, self.y + 14 + LINE), Anchor::Start, Words::Aside, size);
        self.y += HEADING;
    }

    /// Draws a block; returns each cell with the height of its middle.
    fn block<'a>(&mut self, block: &'a Block) -> Vec<(&'a Cell, u64)> {
        let top = self.y;
        let mut drawn = Vec::new();
        let mut part = None;
        let mut row = None;
        for cell in &block.cells {
            if cell.part == Part::More {
                self.close_row(&mut row);
                self.band(cell);
                continue;
            }
            if row != Some(cell.start / ROW_BYTES) {
                self.close_row(&mut row);
                row = Some(cell.start / ROW_BYTES);
                self.margin(block, cell, part != Some(cell.part));
            }
            part = Some(cell.part);
            drawn.push((cell, self.y + ROW / 2));
            self.cell(cell);
        }
        self.close_row(&mut row);
        if block.given.is_some() {
            let size = (RIGHT - MARGIN, self.y - top);
            self.canvas.rect((MARGIN, top), size, "block");
        }
        drawn
    }

    fn close_row(&mut self, row: &mut Option<u64>) {
        if row.take().is_some() {
            self.y += ROW;
        }
    }

    /// A row's offset, and the name of the part that begins with it.
    fn margin(&mut self, block: &Block, first: &Cell, begins: bool) {
        let middle = self.y + ROW / 2 + 4;
        let offset = (first.start / ROW_BYTES * ROW_BYTES) as i64 - block.prefix as i64;
        let offset = format!("{offset:+}").replace('-', "−");
        let end = (MARGIN - INSET, middle);
        self.canvas
            .words(end, Anchor::End, Words::CodeAside, &offset);
        if !begins {
            return;
        }
        let name = first.part.name();
        if first.part == Part::Header {
            self.canvas
                .words((0, middle - 7), Anchor::Start, Words::Plain, name);
            self.canvas
                .words((0, middle + 7), Anchor::Start, Words::Aside, "at id(x)");
        } else {
            self.canvas
                .words((0, middle), Anchor::Start, Words::Plain, name);
        }
    }

    fn cell(&mut self, cell: &Cell) {
        let x = MARGIN + cell.start % ROW_BYTES * BYTE;
        let width = cell.len * BYTE;
        let (at, size) = ((x, self.y), (width, ROW));
        match cell.part {
            Part::Prefix => self.canvas.rect(at, size, "prefix"),
            Part::Header => self.canvas.rect(at, size, "header"),
            Part::Field | Part::Unnamed | Part::More => self.canvas.rect(at, size, "field"),
            Part::Item => self.canvas.rect(at, size, "item"),
            Part::Text => self.canvas.rect(at, size, "text"),
            Part::Spare => self.canvas.rect(at, size, "spare"),
            Part::Padding => self.canvas.hatched(at, size, "padding"),
        }
        for (index, letter) in (0..).zip(&cell.letters) {
            let middle = (x + index * BYTE + BYTE / 2, self.y + 30);
            self.canvas
                .words(middle, Anchor::Middle, Words::Code, letter);
        }
        let (name, value) = match (cell.part, width < NARROW) {
            (Part::Padding, _) => (Words::OnHatch, Words::OnHatch),
            (_, true) => (Words::CodeAside, Words::CodeAside),
            (_, false) => (Words::Code, Words::CodeAside),
        };
        self.label(cell, 15, name, &cell.name);
        self.label(cell, 30, value, &cell.value);
    }

    /// Words in a cell, so many pixels below its upper edge; none where not even their beginning has room.
    fn label(&mut self, cell: &Cell, below: u64, look: Words, text: &str) {
        let room = (cell.len * BYTE).saturating_sub(2 * INSET - 2);
        let text = cut(text, look, room);
        if text.chars().count() > LEAST || !text.ends_with('…') {
            let x = MARGIN + cell.start % ROW_BYTES * BYTE + INSET;
            self.canvas
                .words((x, self.y + below), Anchor::Start, look, &text);
        }
    }

    /// A band that stands for many bytes.
    fn band(&mut self, cell: &Cell) {
        let middle = (MARGIN + (RIGHT - MARGIN) / 2, self.y + 15);
        let (at, size) = ((MARGIN, self.y), (RIGHT - MARGIN, BAND));
        self.canvas.rect(at, size, "more");
        self.canvas
            .words(middle, Anchor::Middle, Words::Aside, &cell.value);
        self.y += BAND;
    }
}
