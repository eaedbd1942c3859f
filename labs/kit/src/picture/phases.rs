//! `xray.phases()` as a picture: the collector's list from top to bottom, the references between its objects as
//! lines at the left, and beside each object the numbers that decide.

use super::canvas::{Anchor, Canvas, LINE, Words, cut};
use crate::views::phases::{End, Phases, Row, others};
use interpreter::Vm;
use runtime::object::living_at;
use runtime::snapshot;
use std::collections::{BTreeMap, BTreeSet};

/// Objects that are drawn.
const SHOWN: usize = 16;
/// Pixels of a row, and of the gap to the next.
const ROW: u64 = 30;
const GAP: u64 = 8;
/// Pixels above the first row, for the headings.
const HEADING: u64 = 24;
/// Pixels between two lines.
const LANE: u64 = 8;
/// Pixels of an object's box.
const BOX: u64 = 124;
/// Pixels of a column of numbers, and of the verdict's.
const NUMBER: u64 = 56;
const VERDICT: u64 = 92;
/// Pixels between the middle of a row and the point where a line leaves or enters it.
const PORT: u64 = 6;
/// Pixels of the thickness of a line, at the edges of the picture.
const EDGE: u64 = 1;

/// References from one drawn object to another.
struct Edge {
    from: usize,
    to: usize,
    count: u64,
}

impl Edge {
    fn span(&self) -> usize {
        self.from.abs_diff(self.to)
    }
}

/// The picture of what a collection of `generation` would find; `before` are the objects that were there when the
/// program began.
pub fn draw(vm: &Vm, generation: usize, before: &BTreeSet<u64>, id: &str) -> String {
    let phases = Phases::now(vm, generation, before);
    let rows = &phases.rows[..phases.rows.len().min(SHOWN)];
    let edges = edges(rows);
    let left = EDGE + (edges.len() as u64 + 2) * LANE;
    let mut sheet = Sheet {
        canvas: Canvas::new(id),
        left,
    };
    sheet.headings();
    for (place, row) in rows.iter().enumerate() {
        sheet.row(place, row);
    }
    for (lane, edge) in (1..).zip(&edges) {
        sheet.edge(lane, edge);
    }
    let mut bottom = top_of(rows.len());
    let mut description = in_words(rows);
    for note in notes(&phases) {
        let at = (EDGE, bottom + LINE - 3);
        sheet.canvas.words(at, Anchor::Start, Words::Aside, &note);
        bottom += LINE;
        description.push_str(&format!(" {note}."));
    }
    let width = left + BOX + 3 * NUMBER + VERDICT;
    let title = format!("What a collection of generation {generation} would find");
    sheet.canvas.finish((width, bottom), &title, &description)
}

/// What is not drawn.
fn notes(phases: &Phases) -> impl Iterator<Item = String> {
    let rest = phases.rows.len().saturating_sub(SHOWN);
    let rest = (rest > 0).then(|| format!("And {rest} more of the program's objects"));
    rest.into_iter().chain(others(phases))
}

/// The references between the rows, shortest first, so that short lines lie inside long ones.
fn edges(rows: &[Row]) -> Vec<Edge> {
    let places: BTreeMap<u64, usize> = (0..)
        .zip(rows)
        .map(|(place, row)| (row.object, place))
        .collect();
    let mut counts: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for (from, row) in rows.iter().enumerate() {
        let targets = living_at(row.object).map_or_else(Vec::new, |it| snapshot::targets(&it));
        for to in targets.iter().filter_map(|target| places.get(target)) {
            *counts.entry((from, *to)).or_default() += 1;
        }
    }
    let counts = counts.into_iter();
    let mut edges: Vec<Edge> = counts
        .map(|((from, to), count)| Edge { from, to, count })
        .collect();
    edges.sort_by_key(Edge::span);
    edges
}

fn top_of(place: usize) -> u64 {
    HEADING + place as u64 * (ROW + GAP)
}

/// The rows as sentences.
fn in_words(rows: &[Row]) -> String {
    let sentences: Vec<String> = rows
        .iter()
        .map(|row| {
            let Row {
                name,
                refcount,
                internal,
                gc_refs,
                ..
            } = row;
            let end = match &row.end {
                End::Held => "it stays".to_owned(),
                End::Reached(from) => format!("it stays, reached from {from}"),
                End::PutBack(from) => {
                    format!("it is put aside, and put back when reached from {from}")
                }
                End::Unreachable => "it is unreachable".to_owned(),
            };
            format!(
                "{name}: count {refcount}, {internal} from inside, {gc_refs} from outside; {end}."
            )
        })
        .collect();
    sentences.join(" ")
}

struct Sheet {
    canvas: Canvas,
    /// Left edge of the objects' boxes.
    left: u64,
}

impl Sheet {
    fn headings(&mut self) {
        let y = HEADING - 9;
        self.canvas
            .words((self.left, y), Anchor::Start, Words::Aside, "the list");
        for (column, name) in (0..).zip(["count", "inside", "gc_refs"]) {
            self.canvas.words(
                (self.middle_of(column), y),
                Anchor::Middle,
                Words::Aside,
                name,
            );
        }
    }

    /// The middle of a column of numbers.
    fn middle_of(&self, column: u64) -> u64 {
        self.left + BOX + column * NUMBER + NUMBER / 2
    }

    fn row(&mut self, place: usize, row: &Row) {
        let y = top_of(place);
        let baseline = y + ROW / 2 + 4;
        let (class, verdict) = match row.end {
            End::Held => ("held", "stays"),
            End::Reached(_) => ("reached", "reached"),
            End::PutBack(_) => ("reached", "put back"),
            End::Unreachable => ("lost", "unreachable"),
        };
        self.canvas.rect((self.left, y), (BOX, ROW), class);
        let name = cut(&row.name, Words::Code, BOX - 12);
        let at = (self.left + 6, baseline);
        self.canvas.words(at, Anchor::Start, Words::Code, &name);
        let numbers = [
            row.refcount.to_string(),
            format!("− {}", row.internal),
            format!("= {}", row.gc_refs),
        ];
        for (column, number) in (0..).zip(numbers) {
            let look = if column == 2 {
                Words::Strong
            } else {
                Words::Plain
            };
            let at = (self.middle_of(column), baseline);
            self.canvas.words(at, Anchor::Middle, look, &number);
        }
        let at = (self.left + BOX + 3 * NUMBER + 8, baseline);
        self.canvas.words(at, Anchor::Start, Words::Plain, verdict);
    }

    /// A line from one box to another, in a lane of its own left of them.
    fn edge(&mut self, lane: u64, edge: &Edge) {
        let from = top_of(edge.from) + ROW / 2 + PORT;
        let to = top_of(edge.to) + ROW / 2 - PORT;
        let x = self.left - (lane + 1) * LANE;
        let path = format!("M{} {from}H{x}V{to}H{}", self.left, self.left - 7);
        self.canvas.arrow_from_left(&path, (self.left, to));
        if edge.count > 1 {
            let times = format!("×{}", edge.count);
            let at = (x + 2, to - 3);
            self.canvas.words(at, Anchor::Start, Words::Aside, &times);
        }
    }
}
