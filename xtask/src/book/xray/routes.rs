//! The ways of the arrows: from a row of a card to another card, round the cards between.
//!
//! Places stand in columns. An arrow leaves its card on the side where its end is, curves through the free strip between two
//! columns, and passes a column in between where that has a gap. Since places keep still for a whole trace, so do the ways.

use super::trace::Trace;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;

/// Pixels of a card's first row, which has the type's name.
pub const HEADER: i32 = 22;
/// Pixels of each row below it: the value, then the references.
pub const ROW: i32 = 18;
/// Pixels by which an arrow that ends in its own column swings out, at most.
const SWING: i32 = 26;
/// The two strokes of an arrow's head that comes from the left, and of one that comes from the right.
const HEADS: [&str; 2] = ["m-6-4l6 4-6 4", "m6-4l-6 4 6 4"];

/// The places of one layout, and the columns that they make.
pub struct Layout {
    /// By the places' indices.
    places: BTreeMap<usize, Place>,
    columns: Vec<Range<i32>>,
    width: i32,
}

#[derive(Clone, Copy)]
struct Place {
    top: i32,
    bottom: i32,
    column: usize,
}

/// How an arrow that comes from the frames goes on: the point where it reaches the heap, and its way from there.
#[derive(Debug, Serialize)]
pub struct Entry(pub i32, pub i32, pub String);

/// The ways that a player draws.
#[derive(Serialize)]
pub struct Routes {
    /// Pixels of a card's first row and of the others.
    pub rows: [i32; 2],
    /// From a row to a place: `FROM.ROW.TO` to the path, beside the frames.
    pub wide: BTreeMap<String, String>,
    /// The same in the narrow layout.
    pub narrow: BTreeMap<String, String>,
    /// From the frames to each place, beside them.
    pub entries: Vec<Entry>,
}

impl Routes {
    /// The ways of every reference that some step of the trace shows.
    pub fn of(trace: &Trace) -> Self {
        let (wide, narrow) = (Layout::wide(trace), Layout::narrow(trace));
        let mut routes = Self {
            rows: [HEADER, ROW],
            wide: BTreeMap::new(),
            narrow: BTreeMap::new(),
            entries: (0..trace.places.len()).map(|to| wide.entry(to)).collect(),
        };
        for (from, row, to) in trace.references() {
            let key = format!("{from}.{row}.{to}");
            routes
                .narrow
                .insert(key.clone(), narrow.route(from, row, to));
            routes.wide.insert(key, wide.route(from, row, to));
        }
        routes
    }
}

impl Layout {
    /// The layout beside the frames.
    pub fn wide(trace: &Trace) -> Self {
        let places = trace.places.iter().map(|place| place.wide);
        Self::new(places.enumerate(), trace.heap.wide[0])
    }

    /// The layout under the frames.
    pub fn narrow(trace: &Trace) -> Self {
        let places = trace.places.iter().map(|place| place.narrow);
        Self::new(places.enumerate(), trace.heap.narrow[0])
    }

    /// Places at these rectangles, in a drawing so many pixels wide.
    pub fn new(rectangles: impl Iterator<Item = (usize, [i32; 4])>, width: i32) -> Self {
        let rectangles: Vec<(usize, [i32; 4])> = rectangles.collect();
        let mut columns: Vec<Range<i32>> = Vec::new();
        let spans = rectangles.iter().map(|(_, [x, _, w, _])| *x..x + w);
        let mut spans: Vec<Range<i32>> = spans.collect();
        spans.sort_by_key(|span| span.start);
        for span in spans {
            match columns.last_mut() {
                Some(last) if span.start < last.end => last.end = last.end.max(span.end),
                _ => columns.push(span),
            }
        }
        let place = |(index, [x, top, _, height]): (usize, [i32; 4])| {
            let column = columns.partition_point(|column| column.start <= x) - 1;
            let bottom = top + height;
            (
                index,
                Place {
                    top,
                    bottom,
                    column,
                },
            )
        };
        let places = rectangles.into_iter().map(place).collect();
        Self {
            places,
            columns,
            width,
        }
    }

    /// The path from a row of a place's card to another place; the rows of references count from 0.
    pub fn route(&self, from: usize, row: usize, to: usize) -> String {
        let (start, end) = (self.places[&from], self.places[&to]);
        let y = start.top + HEADER + ROW + ROW * row as i32 + ROW / 2;
        let goal = end.top + HEADER / 2;
        let mut way = Way::default();
        if start.column < end.column {
            way.start(self.columns[start.column].end, y);
            self.pass(&mut way, start.column + 1..end.column, false, goal);
            way.curve(self.columns[end.column].start, goal);
            way.head(0);
        } else if start.column > end.column {
            way.start(self.columns[start.column].start, y);
            self.pass(&mut way, end.column + 1..start.column, true, goal);
            way.curve(self.columns[end.column].end, goal);
            way.head(1);
        } else {
            self.swing(&mut way, start.column, y, goal);
        }
        way.path
    }

    /// The way from the frames at the left to a place.
    pub fn entry(&self, to: usize) -> Entry {
        let end = self.places[&to];
        let goal = end.top + HEADER / 2;
        let mut way = Way::default();
        let (x, y) = match end.column {
            0 => (self.columns[0].start, goal),
            _ => (self.columns[0].start, self.gap(0, goal)),
        };
        way.at = (x, y);
        if end.column > 0 {
            way.line(self.columns[0].end);
            self.pass(&mut way, 1..end.column, false, goal);
            way.curve(self.columns[end.column].start, goal);
        }
        way.head(0);
        Entry(x, y, way.path)
    }

    /// Goes on across columns, through the gap of each that is nearest to the way.
    fn pass(&self, way: &mut Way, columns: Range<usize>, leftwards: bool, goal: i32) {
        let mut columns: Vec<usize> = columns.collect();
        if leftwards {
            columns.reverse();
        }
        for column in columns {
            let y = self.gap(column, (way.at.1 + goal) / 2);
            let Range { start, end } = self.columns[column];
            let (near, far) = if leftwards {
                (end, start)
            } else {
                (start, end)
            };
            way.curve(near, y);
            way.line(far);
        }
    }

    /// A way that ends in the column where it starts: out on the side that has room, and back.
    fn swing(&self, way: &mut Way, column: usize, y: i32, goal: i32) {
        let Range { start, end } = self.columns[column];
        let next = self.columns.get(column + 1);
        let room_right = next.map_or(self.width, |next| next.start) - end;
        let before = column
            .checked_sub(1)
            .map_or(0, |left| self.columns[left].end);
        let room_left = start - before;
        let out = (12 + (goal - y).abs() / 10).min(SWING);
        if room_right >= out * 3 / 4 || room_right >= room_left {
            let out = out.min(room_right * 5 / 4);
            way.start(end, y);
            way.curve_by(out, goal);
            way.head(1);
        } else {
            way.start(start, y);
            way.curve_by(-out.min(room_left * 5 / 4), goal);
            way.head(0);
        }
    }

    /// The middle of the gap between a column's places that is nearest to `y`; `y` itself where no place is near.
    fn gap(&self, column: usize, y: i32) -> i32 {
        const CLEAR: i32 = 6;
        let mut spans: Vec<Range<i32>> = self
            .places
            .values()
            .filter(|place| place.column == column)
            .map(|place| place.top..place.bottom)
            .collect();
        spans.sort_by_key(|span| span.start);
        if !spans
            .iter()
            .any(|span| (span.start - CLEAR..span.end + CLEAR).contains(&y))
        {
            return y;
        }
        let above = spans.first().map(|first| first.start - CLEAR);
        let below = spans.last().map(|last| last.end + CLEAR);
        let between = spans
            .windows(2)
            .map(|pair| (pair[0].end + pair[1].start) / 2);
        let gaps = between
            .chain(above.filter(|above| *above >= 0))
            .chain(below);
        gaps.min_by_key(|gap| (gap - y).abs()).unwrap_or(y)
    }
}

/// A path in the making.
#[derive(Default)]
struct Way {
    path: String,
    at: (i32, i32),
}

impl Way {
    fn start(&mut self, x: i32, y: i32) {
        self.write(&format!("M{x} {y}"));
        self.at = (x, y);
    }

    fn line(&mut self, x: i32) {
        self.write(&format!("H{x}"));
        self.at.0 = x;
    }

    /// Leaves and arrives level.
    fn curve(&mut self, x: i32, y: i32) {
        let middle = (self.at.0 + x) / 2;
        let (_, from) = self.at;
        self.write(&format!("C{middle} {from} {middle} {y} {x} {y}"));
        self.at = (x, y);
    }

    /// Swings out by `out` and comes back to where it was, at another height.
    fn curve_by(&mut self, out: i32, y: i32) {
        let (x, from) = self.at;
        let peak = x + out * 4 / 3;
        self.write(&format!("C{peak} {from} {peak} {y} {x} {y}"));
        self.at = (x, y);
    }

    fn head(&mut self, side: usize) {
        self.write(HEADS[side]);
    }

    fn write(&mut self, words: &str) {
        // Writing to a String cannot fail.
        let _ = write!(self.path, "{words}");
    }
}
