//! `xray.stack()`: the data stack and the frames by place and size, and the frames that wait inside
//! generators on the heap.

use crate::paint;
use crate::table::Table;
use interpreter::Vm;
use interpreter::eval::{self, FrameInfo, FrameSizes};
use runtime::frame::{self, Frame, Owner};
use runtime::object::layout::Layout;
use runtime::object::layout_of;
use runtime::snapshot;

/// Frames shown at each end of a table.
const ENDS: usize = 4;
/// Columns that are numbers.
const NUMBERS: &[usize] = &[1, 2, 3, 4, 5];
const HEADINGS: [&str; 7] = [
    "frame of", "at", "bytes", "locals", "cells", "stack", "stands",
];

/// A row of either table.
struct Row {
    name: String,
    frame: Frame,
    sizes: FrameSizes,
    stands: String,
}

/// The view.
pub fn render(vm: &Vm) -> String {
    let frames = eval::frames(vm);
    let (chunks, top) = eval::data_stack(vm);
    let running: Vec<Row> = frames.iter().map(|info| active(info, &chunks)).collect();
    let mut text = table(caption(&running, &chunks, top), &running);
    let waiting = waiting();
    if !waiting.is_empty() {
        let caption = format!(
            "frames that wait, each inside its generator: {}",
            waiting.len()
        );
        text.push_str(&table(caption, &waiting));
    }
    text
}

fn caption(running: &[Row], chunks: &[(u64, u64)], top: u64) -> String {
    let held: u64 = chunks.iter().map(|(_, bytes)| bytes).sum();
    let on_stack = running
        .iter()
        .filter(|row| row.frame.owner() == Owner::Thread);
    let used: u64 = on_stack.map(|row| bytes(row.sizes)).sum();
    format!(
        "the data stack: {} of {held} bytes, frames use {used}, the next one goes to {top:#x}",
        counted(chunks.len(), "chunk")
    )
}

fn counted(count: usize, thing: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {thing}{plural}")
}

/// Bytes of a frame with so many slots.
fn bytes(sizes: FrameSizes) -> u64 {
    frame::SLOTS + 8 * (sizes.locals + sizes.cells + sizes.stack)
}

fn active(info: &FrameInfo, chunks: &[(u64, u64)]) -> Row {
    let address = info.frame.address();
    let chunk = chunks
        .iter()
        .position(|&(start, bytes)| (start..start + bytes).contains(&address));
    Row {
        name: info.name.clone(),
        frame: info.frame,
        sizes: info.sizes,
        stands: match chunk {
            Some(index) => format!("in chunk {}", index + 1),
            None => "in its generator".to_owned(),
        },
    }
}

/// The frames of the generators that are not running.
fn waiting() -> Vec<Row> {
    let generators = snapshot::objects();
    let generators = generators
        .iter()
        .filter(|object| layout_of(object) == Layout::Generator);
    let rows = generators.filter_map(|object| {
        let (name, frame, sizes) = eval::suspended(object)?;
        let stands = format!("{} bytes into it", frame.address() - object.address());
        Some(Row {
            name,
            frame,
            sizes,
            stands,
        })
    });
    rows.collect()
}

fn table(caption: String, rows: &[Row]) -> String {
    let mut table = Table::new(caption, &HEADINGS, NUMBERS);
    for (index, row) in rows.iter().enumerate() {
        if rows.len() > 2 * ENDS && index == ENDS {
            table.note(&format!("… and {} more", rows.len() - 2 * ENDS));
        }
        if index < ENDS || index + ENDS >= rows.len() {
            let FrameSizes {
                locals,
                cells,
                stack,
            } = row.sizes;
            table.row([
                paint::name(&row.name),
                format!("{:#x}", row.frame.address()),
                bytes(row.sizes).to_string(),
                locals.to_string(),
                cells.to_string(),
                stack.to_string(),
                row.stands.clone(),
            ]);
        }
    }
    table.render()
}
