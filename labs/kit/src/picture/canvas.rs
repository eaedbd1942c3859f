//! Something to draw on: rectangles, lines and words at whole coordinates, an element a line in the SVG.
//!
//! Shapes lie under words, whatever the order of drawing. Fonts and default strokes are the groups' own attributes, which
//! any style sheet overrides.

use svg::node::Text;
use svg::node::element::{
    Definitions, Description, Element, Group, Path, Pattern, Rectangle, Title,
};
use svg::{Document, Node};

/// Pixels from baseline to baseline.
pub const LINE: u64 = 15;

/// Where a word's given point is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Anchor {
    /// At its left end.
    Start,
    /// In its middle.
    Middle,
    /// At its right end.
    End,
}

/// How words look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// Prose.
    Plain,
    /// A heading.
    Strong,
    /// Prose that is not the point.
    Aside,
    /// A name or a value, in a fixed-width font.
    Code,
    /// [`Words::Code`] that is not the point.
    CodeAside,
    /// Prose, with room made for it on a hatched ground.
    OnHatch,
}

impl Words {
    /// Tenths of a pixel that a character takes, more or less: of the fixed-width font 0.6 of its size.
    fn tenths_a_character(self) -> u64 {
        match self {
            Words::Plain | Words::Strong | Words::Code => 72,
            Words::Aside | Words::CodeAside | Words::OnHatch => 66,
        }
    }

    /// The class for style sheets, and what holds without one.
    fn attributes(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Words::Plain => &[],
            Words::Strong => &[("class", "strong"), ("font-weight", "600")],
            Words::Aside => &[("class", "aside"), ("font-size", "11")],
            Words::Code => &[("class", "code"), ("font-family", "monospace")],
            Words::CodeAside => &[
                ("class", "code aside"),
                ("font-family", "monospace"),
                ("font-size", "11"),
            ],
            Words::OnHatch => &[("class", "on-hatch"), ("font-size", "11")],
        }
    }
}

/// A picture in the making.
pub struct Canvas {
    id: String,
    shapes: Group,
    words: Group,
    numbers: Group,
}

impl Canvas {
    /// An empty canvas; `id` begins its ids.
    pub fn new(id: &str) -> Canvas {
        let shapes = Group::new()
            .set("fill", "none")
            .set("stroke", "currentColor");
        let words = Group::new()
            .set("fill", "currentColor")
            .set("font-family", "system-ui, sans-serif")
            .set("font-size", 12);
        let numbers = Group::new()
            .set("class", "numbers")
            .set("fill", "currentColor")
            .set("font-family", "system-ui, sans-serif")
            .set("font-size", 11)
            .set("text-anchor", "middle");
        Canvas {
            id: id.to_owned(),
            shapes,
            words,
            numbers,
        }
    }

    /// A rectangle.
    pub fn rect(&mut self, at: (u64, u64), size: (u64, u64), class: &str) {
        let rectangle = rectangle(at, size, class);
        self.shapes.append(rectangle);
    }

    /// A rectangle that is hatched, for what is there no more.
    pub fn hatched(&mut self, at: (u64, u64), size: (u64, u64), class: &str) {
        let fill = format!("url(#{}-hatch)", self.id);
        let rectangle = rectangle(at, size, class).set("fill", fill);
        self.shapes.append(rectangle);
    }

    /// So many cells of one size in a line: one rectangle with the lines between them, so that the file stays small.
    pub fn cells(&mut self, at: (u64, u64), (width, height): (u64, u64), count: u64, class: &str) {
        self.rect(at, (count * width, height), class);
        self.between(at, (width, height), count, class);
    }

    /// [`Canvas::cells`] that are hatched.
    pub fn hatched_cells(
        &mut self,
        at: (u64, u64),
        (width, height): (u64, u64),
        count: u64,
        class: &str,
    ) {
        self.hatched(at, (count * width, height), class);
        self.between(at, (width, height), count, class);
    }

    fn between(
        &mut self,
        (x, y): (u64, u64),
        (width, height): (u64, u64),
        count: u64,
        class: &str,
    ) {
        let lines: String = (1..count)
            .map(|cell| format!("M{} {y}v{height}", x + cell * width))
            .collect();
        if !lines.is_empty() {
            self.path(&lines, class);
        }
    }

    /// A line through the points of a path, `M0 0H10V20` for example.
    pub fn path(&mut self, path: &str, class: &str) {
        self.shapes
            .append(Path::new().set("d", path).set("class", class));
    }

    /// A path with a head at its end, which comes from the right.
    pub fn arrow_from_right(&mut self, path: &str, (x, y): (u64, u64)) {
        self.path(path, "arrow");
        let head = format!("M{x} {y}l7 -4v8z");
        self.path(&head, "arrow-head");
    }

    /// A path with a head at its end, which comes from the left.
    pub fn arrow_from_left(&mut self, path: &str, (x, y): (u64, u64)) {
        self.path(path, "arrow");
        let head = format!("M{x} {y}l-7 -4v8z");
        self.path(&head, "arrow-head");
    }

    /// Words on the baseline of a point.
    pub fn words(&mut self, (x, y): (u64, u64), anchor: Anchor, look: Words, text: &str) {
        let mut element = Element::new("text");
        element.assign("x", x);
        element.assign("y", y);
        match anchor {
            Anchor::Start => {}
            Anchor::Middle => element.assign("text-anchor", "middle"),
            Anchor::End => element.assign("text-anchor", "end"),
        }
        for (name, value) in look.attributes() {
            element.assign(*name, *value);
        }
        element.append(Text::new(text));
        self.words.append(element);
    }

    /// A small number in the middle of a cell.
    pub fn number(&mut self, (x, y): (u64, u64), (width, height): (u64, u64), number: &str) {
        let mut element = Element::new("text");
        element.assign("x", x + width / 2);
        element.assign("y", y + height / 2 + 4);
        element.append(Text::new(number));
        self.numbers.append(element);
    }

    /// The whole picture, `width` by `height` units, as SVG; a page with room shows a unit as 1.2 pixels. `title` names
    /// it, `description` says in words what it shows.
    pub fn finish(self, (width, height): (u64, u64), title: &str, description: &str) -> String {
        let Canvas {
            id,
            shapes,
            words,
            numbers,
        } = self;
        let (title_id, description_id) = (format!("{id}-title"), format!("{id}-desc"));
        let hatch = Pattern::new()
            .set("id", format!("{id}-hatch"))
            .set("width", 6)
            .set("height", 6)
            .set("patternUnits", "userSpaceOnUse")
            .set("patternTransform", "rotate(45)")
            .add(
                Path::new()
                    .set("d", "M0 0V6")
                    .set("class", "hatch")
                    .set("stroke", "currentColor"),
            );
        let mut document = Document::new()
            .set("class", "picture")
            .set("viewBox", format!("0 0 {width} {height}"))
            .set("width", width * 6 / 5)
            .set("role", "img")
            .set("aria-labelledby", format!("{title_id} {description_id}"))
            .add(Title::new(title).set("id", title_id))
            .add(
                Description::new()
                    .set("id", description_id)
                    .add(Text::new(description)),
            )
            .add(Definitions::new().add(hatch))
            .add(shapes)
            .add(words);
        if !Element::get_children(&numbers).is_empty() {
            document.append(numbers);
        }
        document.to_string()
    }
}

/// The text, cut to what fits into so many pixels.
pub fn cut(text: &str, look: Words, pixels: u64) -> String {
    let room = (10 * pixels / look.tenths_a_character()) as usize;
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let start = text.chars().take(room.saturating_sub(1));
    start.chain(std::iter::once('…')).collect()
}

fn rectangle((x, y): (u64, u64), (width, height): (u64, u64), class: &str) -> Rectangle {
    Rectangle::new()
        .set("class", class)
        .set("x", x)
        .set("y", y)
        .set("width", width)
        .set("height", height)
}
