//! Where the cards of a still picture stand: as they do in the player, without the space of those that are not there.
//!
//! The player keeps a place for each object of the whole trace, so that nothing moves. A still shows one moment: bands that no card
//! of it stands in are closed, across and down. What is left or right of another, above or below, stays so.

use super::routes::{HEADER, ROW};
use super::trace::{Card, Moment, State, Trace};
use std::collections::BTreeMap;
use std::ops::Range;

/// Pixels that a band without cards keeps, across and down; there is less where the player has less.
const ACROSS: i32 = 75;
const DOWN: i32 = 16;
/// Pixels around the cards, and right of them, where arrows swing out.
const MARGIN: i32 = 8;
const RIGHT: i32 = 26;

/// The cards of one still.
pub struct Sheet<'a> {
    /// What stands at each place, and where: left, top, width and height.
    pub cards: BTreeMap<usize, (&'a Card, [i32; 4])>,
    /// Width and height of all.
    pub size: [i32; 2],
}

impl<'a> Sheet<'a> {
    /// The cards of a moment: what is there, and what this step freed.
    pub fn of(trace: &Trace, moment: &'a Moment) -> Self {
        let shown = moment.cards.iter();
        let shown = shown.filter(|(_, card)| card.state != State::Freed || card.changed);
        let mut cards: BTreeMap<usize, (&Card, [i32; 4])> = shown
            .map(|(&place, card)| {
                let [left, top, width, _] = trace.places[place].wide;
                (place, (card, [left, top, width, HEADER + ROW * rows(card)]))
            })
            .collect();
        let columns = Axis::of(ACROSS, cards.values().map(|(_, [x, _, w, _])| *x..x + w));
        let bands = Axis::of(DOWN, cards.values().map(|(_, [_, y, _, h])| *y..y + h));
        for (_, [left, top, ..]) in cards.values_mut() {
            (*left, *top) = (columns.squeezed(*left), bands.squeezed(*top));
        }
        let size = [columns.end() + RIGHT, bands.end() + MARGIN];
        Self { cards, size }
    }
}

/// The rows of a card below its first: the value, the references, and how many there are besides.
pub fn rows(card: &Card) -> i32 {
    1 + card.edges.len() as i32 + i32::from(card.more > 0)
}

/// The bands of one axis that cards stand in, each with its shift.
struct Axis(Vec<(Range<i32>, i32)>);

impl Axis {
    fn of(gap: i32, spans: impl Iterator<Item = Range<i32>>) -> Self {
        let mut spans: Vec<Range<i32>> = spans.collect();
        spans.sort_by_key(|span| span.start);
        let mut bands: Vec<(Range<i32>, i32)> = Vec::new();
        for span in spans {
            match bands.last_mut() {
                Some((band, _)) if span.start < band.end => band.end = band.end.max(span.end),
                Some((band, shift)) => {
                    let shift = *shift + (span.start - band.end - gap).max(0);
                    bands.push((span, shift));
                }
                None => {
                    let shift = span.start - MARGIN;
                    bands.push((span, shift));
                }
            }
        }
        Self(bands)
    }

    /// Where a point of a band comes to stand.
    fn squeezed(&self, at: i32) -> i32 {
        let band = self.0.iter().rev().find(|(band, _)| band.start <= at);
        at - band.map_or(0, |(_, shift)| *shift)
    }

    /// The last band's end.
    fn end(&self) -> i32 {
        self.0.last().map_or(0, |(band, shift)| band.end - shift)
    }
}
