//! `xray.bars(title, {name: number})` as a picture: a bar a row, its name at the left and its number at the end.

use super::canvas::{Anchor, Canvas, Words};
use crate::views::bars::length;

/// Pixels from one bar to the next, and of a bar.
const STEP: u64 = 22;
const BAR: u64 = 14;
/// Pixels above the first bar, for the title.
const HEADING: u64 = 28;
/// Pixels of a name's character, rounded up.
const CHARACTER: u64 = 8;
/// Pixels of the longest bar, and right of it for the number.
const LONGEST: u64 = 300;
const NUMBER: u64 = 70;

/// The picture.
pub fn draw(title: &str, bars: &[(String, u64)], id: &str) -> String {
    let names = bars.iter().map(|(name, _)| name.chars().count() as u64);
    let left = names.max().unwrap_or(0) * CHARACTER + 8;
    let most = bars.iter().map(|&(_, number)| number).max().unwrap_or(0);
    let mut canvas = Canvas::new(id);
    canvas.words((0, 14), Anchor::Start, Words::Strong, title);
    let mut y = HEADING;
    for (name, number) in bars {
        let baseline = y + BAR - 3;
        let width = length(*number, most, LONGEST);
        canvas.rect((left, y), (width, BAR), "filling");
        canvas.words((left - 8, baseline), Anchor::End, Words::Plain, name);
        let end = (left + width + 6, baseline);
        canvas.words(end, Anchor::Start, Words::Plain, &number.to_string());
        y += STEP;
    }
    let rows: Vec<String> = bars
        .iter()
        .map(|(name, number)| format!("{name}: {number}"))
        .collect();
    let description = format!("A bar each. {}.", rows.join("; "));
    canvas.finish((left + LONGEST + NUMBER, y), title, &description)
}
