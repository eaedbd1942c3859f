//! For each workload a group of bars, one a contender, on a scale of the group's own.

use super::super::html::nanoseconds;
use super::{Measured, Time, Workload, rounded, text};
use svg::Document;
use svg::node::element::{Group, Line, Rectangle};

/// What the plot shows, in words.
pub const DESCRIPTION: &str = "For each workload one bar a contender, with its median; a fine line spans the middle half of the rounds. \
     The same numbers stand in the table below.";

/// Where bars begin; names stand to the left.
const LEFT: f64 = 130.0;
/// Length of a group's longest line; its number stands to the right.
const LONGEST: f64 = 520.0;
/// From one bar to the next.
const STEP: f64 = 20.0;
/// Height of a bar.
const BAR: f64 = 12.0;
/// A group's heading and the space above it.
const HEADING: f64 = 36.0;

/// Adds the plot; returns its height too.
pub fn add_to(mut document: Document, measured: &Measured) -> (Document, f64) {
    let mut top = 0.0;
    for workload in &measured.workloads {
        let (group, height) = group(measured, workload, top);
        document = document.add(group);
        top += height;
    }
    (document, top)
}

/// One workload's bars, the first contender marked as ours, and how high they stand together.
fn group(measured: &Measured, workload: &Workload, top: f64) -> (Group, f64) {
    let longest = workload
        .times
        .iter()
        .flatten()
        .map(|time| time.high.max(time.median));
    let scale = LONGEST / longest.fold(f64::MIN_POSITIVE, f64::max);
    let heading = format!("{}: {}", workload.name, workload.about);
    let mut group =
        Group::new().add(text(heading, 0.0, top + HEADING - 10.0).set("class", "heading"));
    let mut y = top + HEADING;
    let times = workload.times.iter().zip(&measured.contenders).enumerate();
    for (index, (time, contender)) in times {
        let Some(time) = time else { continue };
        let baseline = y + BAR - 2.0;
        let kind = if index == 0 { "ours" } else { "other" };
        group = group
            .add(text(&contender.name, LEFT - 8.0, baseline).set("text-anchor", "end"))
            .add(bar(time, scale, y).set("class", kind))
            .add(spread(time, scale, y + BAR / 2.0))
            .add(text(
                nanoseconds(time.median),
                LEFT + scale * time.high.max(time.median) + 8.0,
                baseline,
            ));
        y += STEP;
    }
    (group, y - top)
}

fn bar(time: &Time, scale: f64, y: f64) -> Rectangle {
    Rectangle::new()
        .set("x", LEFT)
        .set("y", rounded(y))
        .set("width", rounded(scale * time.median))
        .set("height", BAR)
}

fn spread(time: &Time, scale: f64, y: f64) -> Line {
    Line::new()
        .set("x1", rounded(LEFT + scale * time.low))
        .set("x2", rounded(LEFT + scale * time.high))
        .set("y1", rounded(y))
        .set("y2", rounded(y))
}
