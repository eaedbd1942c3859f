//! One step as a still picture: frames at the left, the heap at the right, arrows between.
//!
//! It is for paper and for readers without JavaScript; the player draws the same cards in the same order. Beside it stand the
//! step's sentences, which say what it shows.

use super::routes::{Entry, HEADER, Layout, ROW};
use super::squeeze::{Sheet, rows};
use super::trace::{Card, Edge, Frame, Moment, Ref, State, Trace};
use svg::node::Text;
use svg::node::element::{Definitions, Element, Group, Path, Pattern, Rectangle};
use svg::{Document, Node};

/// Pixels of a frame's width, and from the frames to the heap.
const FRAME: i32 = 150;
const BETWEEN: i32 = 44;
/// Pixels between two frames.
const APART: i32 = 8;
/// Pixels that the words on the cards' edges need above the heap.
const ABOVE: i32 = 12;
/// Pixels from a box's edge to its words, and from a row's top to their baseline.
const INSET: i32 = 8;
const BASELINE: i32 = 12;
/// Characters of a box's width, and of a label in it.
const CHARACTERS: usize = 20;
const LABEL: usize = 11;

/// The pictures of one trace.
pub struct Pictures<'a> {
    trace: &'a Trace,
    name: &'a str,
}

impl<'a> Pictures<'a> {
    /// Ready to draw. `name` begins the pictures' ids.
    pub fn of(trace: &'a Trace, name: &'a str) -> Self {
        Self { trace, name }
    }

    /// The picture of what is there after a step, as SVG.
    pub fn draw(&self, step: usize, moment: &Moment) -> String {
        let hatching = format!("xray-{}-{step}-hatching", self.name);
        let sheet = Sheet::of(self.trace, moment);
        let rectangles = sheet.cards.iter().map(|(&place, (_, at))| (place, *at));
        let layout = Layout::new(rectangles, sheet.size[0]);
        let mut arrows = Group::new().set("class", "xray-arrows");
        let mut cards = Group::new();
        for (&place, &(card, at)) in &sheet.cards {
            self.add_arrows(place, card, &layout, &mut arrows);
            cards.append(self.card(card, at, &hatching));
        }
        let mut frames = Group::new();
        let mut bottom = ABOVE;
        for frame in &moment.frames {
            self.add_entries(frame, bottom, &layout, &mut arrows);
            let panel = frame_panel(frame, bottom);
            bottom += panel.height + APART;
            frames.append(panel.group);
        }
        let [width, height] = sheet.size;
        let (width, height) = (FRAME + BETWEEN + width, (height + ABOVE).max(bottom));
        let heap = Group::new()
            .set(
                "transform",
                format!("translate({} {ABOVE})", FRAME + BETWEEN),
            )
            .add(arrows)
            .add(cards);
        Document::new()
            .set("class", "xray-still")
            .set("viewBox", format!("0 0 {width} {height}"))
            .set("width", width)
            .set("aria-hidden", "true")
            .add(pattern(&hatching))
            .add(frames)
            .add(heap)
            .to_string()
    }

    /// The arrows from a card's rows.
    fn add_arrows(&self, place: usize, card: &Card, layout: &Layout, arrows: &mut Group) {
        if card.state == State::Freed {
            return;
        }
        for (row, edge) in card.edges.iter().enumerate() {
            if let Ref::Object(to) = edge.held {
                let path = layout.route(place, row, self.trace.objects[to].place);
                let class = match (edge.is_weak, card.state) {
                    (true, _) => "xray-weak",
                    (false, State::Unreachable) => "xray-unreachable",
                    (false, _) => "xray-live",
                };
                arrows.append(Path::new().set("class", class).set("d", path));
            }
        }
    }

    /// The arrows from the slots of a frame whose box begins at `top`.
    fn add_entries(&self, frame: &Frame, top: i32, layout: &Layout, arrows: &mut Group) {
        for (row, slot) in (0..).zip(&frame.slots) {
            let Some(Ref::Object(object)) = slot.value else {
                continue;
            };
            let Entry(to_x, to_y, rest) = layout.entry(self.trace.objects[object].place);
            let (x, y) = (-BETWEEN, top - ABOVE + HEADER + row * ROW + ROW / 2);
            let middle = (x + to_x) / 2;
            let path = format!("M{x} {y}C{middle} {y} {middle} {to_y} {to_x} {to_y}{rest}");
            arrows.append(Path::new().set("class", "xray-live").set("d", path));
        }
    }

    fn card(&self, card: &Card, [x, y, width, _]: [i32; 4], hatching: &str) -> Group {
        let (style, word) = match card.state {
            State::Freed => ("freed", "freed †"),
            State::Unreachable => ("unreachable", "unreachable"),
            State::Suspended => ("live", "suspended"),
            State::Live if card.is_new => ("live", "new"),
            State::Live if card.changed => ("live", "changed"),
            State::Live => ("live", ""),
        };
        let mark = if card.changed { " xray-changed" } else { "" };
        let class = format!("xray-card xray-{style}{mark}");
        let fill = (card.state == State::Freed).then(|| format!("url(#{hatching})"));
        let mut panel = Panel::new(&class, (x, y), width, rows(card), fill);
        let kind = &self.trace.objects[card.object].kind;
        let count = match card.count_before {
            _ if card.state == State::Freed => String::new(),
            Some(before) => format!("{before} → {}", card.count),
            None => format!("count {}", card.count),
        };
        panel.header(&format!("#{} {kind}", card.object + 1), &count);
        panel.row(&card.text, "");
        for Edge {
            label,
            held,
            is_weak,
        } in &card.edges
        {
            let weak = if *is_weak { "weak " } else { "" };
            panel.row(&cut(label, LABEL), &format!("{weak}{}", name_of(held)));
        }
        if card.more > 0 {
            panel.row(&format!("… {} more", card.more), "");
        }
        panel.words(width - INSET, -5, "xray-word xray-end", word);
        panel.group
    }
}

fn frame_panel(frame: &Frame, top: i32) -> Panel {
    let mut panel = Panel::new(
        "xray-frame",
        (0, top),
        FRAME,
        frame.slots.len() as i32,
        None,
    );
    panel.header(&frame.name, "");
    for slot in &frame.slots {
        let held = slot.value.as_ref().map_or("unbound".to_string(), name_of);
        panel.row(&cut(&slot.name, LABEL), &held);
    }
    panel
}

/// A box of words: a header, then rows of a label and a value.
struct Panel {
    group: Group,
    width: i32,
    height: i32,
    /// Where the next row begins.
    y: i32,
}

impl Panel {
    /// An empty box with room for so many rows, filled as the style sheet says or with `fill`.
    fn new(class: &str, (x, y): (i32, i32), width: i32, rows: i32, fill: Option<String>) -> Self {
        let height = HEADER + ROW * rows;
        let mut edge = Rectangle::new()
            .set("width", width)
            .set("height", height)
            .set("rx", 4);
        if let Some(fill) = fill {
            edge = edge.set("style", format!("fill: {fill}"));
        }
        let group = Group::new()
            .set("class", class)
            .set("transform", format!("translate({x} {y})"))
            .add(edge);
        Self {
            group,
            width,
            height,
            y: HEADER,
        }
    }

    fn header(&mut self, left: &str, right: &str) {
        let room = CHARACTERS.saturating_sub(right.chars().count() + 1);
        self.words(INSET, 15, "xray-type", &cut(left, room));
        self.words(self.width - INSET, 15, "xray-end", right);
    }

    fn row(&mut self, left: &str, right: &str) {
        let y = self.y + BASELINE;
        let left = cut(left, CHARACTERS);
        let room = CHARACTERS.saturating_sub(left.chars().count() + 1);
        self.words(INSET, y, "xray-label", &left);
        self.words(self.width - INSET, y, "xray-end", &cut(right, room));
        self.y += ROW;
    }

    fn words(&mut self, x: i32, y: i32, class: &str, text: &str) {
        if text.is_empty() {
            return;
        }
        let mut element = Element::new("text");
        element.assign("x", x);
        element.assign("y", y);
        element.assign("class", class);
        element.append(Text::new(text));
        self.group.append(element);
    }
}

/// The lines that fill what was freed.
fn pattern(id: &str) -> Definitions {
    let lines = Path::new().set("d", "M0 0V6").set("class", "xray-hatch");
    let pattern = Pattern::new()
        .set("id", id)
        .set("width", 6)
        .set("height", 6)
        .set("patternUnits", "userSpaceOnUse")
        .set("patternTransform", "rotate(45)")
        .add(lines);
    Definitions::new().add(pattern)
}

fn name_of(held: &Ref) -> String {
    match held {
        Ref::Object(object) => format!("#{}", object + 1),
        Ref::Chip(words) => words.clone(),
    }
}

/// The text, cut to so many characters.
fn cut(text: &str, characters: usize) -> String {
    if text.chars().count() <= characters {
        return text.to_string();
    }
    let start = text.chars().take(characters.saturating_sub(1));
    start.chain(['…']).collect()
}
