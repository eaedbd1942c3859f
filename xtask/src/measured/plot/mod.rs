//! The plot: few workloads as bars, many as a line of marks each.

mod bars;
mod marks;

use super::{Measured, Time, Workload};
use svg::Document;
use svg::node::element::{Description, Text, Title};

/// Units across; the page scales them.
const WIDTH: f64 = 720.0;
/// Workloads that are shown as bars, at most: a group of bars is as high as ten lines of marks.
const MOST_BARS: usize = 10;

/// What a reader has to know to read the plot.
pub fn legend(measured: &Measured) -> &'static str {
    if has_bars(measured) {
        "The plot's fine lines span the middle half of the rounds."
    } else {
        "In the plot, on a logarithmic scale, the dot is ours and each stroke is another."
    }
}

fn has_bars(measured: &Measured) -> bool {
    measured.workloads.len() <= MOST_BARS
}

/// The plot as inline SVG without empty lines. Its colours are the text's own; the style sheet tells ours from the others.
pub fn render(name: &str, measured: &Measured) -> String {
    let (title, description) = (format!("plot-{name}-title"), format!("plot-{name}-desc"));
    let words = if has_bars(measured) {
        bars::DESCRIPTION
    } else {
        marks::DESCRIPTION
    };
    let document = Document::new()
        .set("class", "measured-plot")
        .set("role", "img")
        .set("aria-labelledby", format!("{title} {description}"))
        .add(Title::new(&measured.title).set("id", title))
        .add(
            Description::new()
                .set("id", description)
                .add(svg::node::Text::new(words)),
        );
    let (document, height) = if has_bars(measured) {
        bars::add_to(document, measured)
    } else {
        marks::add_to(document, measured)
    };
    document
        .set("viewBox", (0, 0, WIDTH, rounded(height)))
        .to_string()
}

fn text(content: impl Into<String>, x: f64, baseline: f64) -> Text {
    Text::new(content)
        .set("x", rounded(x))
        .set("y", rounded(baseline))
}

/// Tenths are as fine as a screen shows.
fn rounded(length: f64) -> f64 {
    (length * 10.0).round() / 10.0
}
