//! For each workload a line with a mark a contender, all on one logarithmic scale: the same distance is the same ratio.

use super::super::html::nanoseconds;
use super::{Measured, Workload, rounded, text};
use svg::Document;
use svg::node::element::{Circle, Group, Line, Title};

/// What the plot shows, in words.
pub const DESCRIPTION: &str = "For each workload a line with one mark a contender at its median, a dot for ours and a stroke for each other, on a \
     logarithmic scale. The same numbers stand in the table below.";

/// Where the scale begins; names stand to the left.
const LEFT: f64 = 200.0;
/// Length of the scale; our number stands to the right.
const LENGTH: f64 = 460.0;
/// Height of the scale's own numbers.
const HEADING: f64 = 24.0;
/// From one line to the next.
const STEP: f64 = 20.0;
/// Half the height of a stroke.
const STROKE: f64 = 6.0;

/// The powers of ten between which all times lie.
struct Scale {
    lowest: i32,
    highest: i32,
}

impl Scale {
    fn of(measured: &Measured) -> Scale {
        let workloads = measured.workloads.iter();
        let times = workloads.flat_map(|workload| workload.times.iter().flatten());
        let exponents = times.map(|time| time.median.max(f64::MIN_POSITIVE).log10());
        let (low, high) = exponents.fold((f64::MAX, f64::MIN), |(low, high), exponent| {
            (low.min(exponent), high.max(exponent))
        });
        let lowest = low.floor() as i32;
        Scale {
            lowest,
            highest: (high.ceil() as i32).max(lowest + 1),
        }
    }

    /// Where a time stands.
    fn place(&self, time: f64) -> f64 {
        let share = (time.log10() - f64::from(self.lowest)) / f64::from(self.highest - self.lowest);
        LEFT + LENGTH * share
    }
}

/// Adds the plot; returns its height too.
pub fn add_to(mut document: Document, measured: &Measured) -> (Document, f64) {
    let scale = Scale::of(measured);
    let bottom = HEADING + STEP * measured.workloads.len() as f64;
    for exponent in scale.lowest..=scale.highest {
        let time = 10_f64.powi(exponent);
        let x = scale.place(time);
        let label = text(format!("{time}"), x, HEADING - 10.0).set("text-anchor", "middle");
        document = document
            .add(stroke(x, HEADING, bottom).set("class", "grid"))
            .add(label);
    }
    for (index, workload) in measured.workloads.iter().enumerate() {
        let middle = HEADING + STEP * (index as f64 + 0.5);
        document = document.add(line(measured, workload, &scale, middle));
    }
    (document, bottom + 4.0)
}

/// One workload: its name, a mark a contender, and our number.
fn line(measured: &Measured, workload: &Workload, scale: &Scale, middle: f64) -> Group {
    let baseline = middle + 4.0;
    let mut group =
        Group::new().add(text(&workload.name, LEFT - 10.0, baseline).set("text-anchor", "end"));
    let times = workload.times.iter().zip(&measured.contenders).enumerate();
    // The first, ours, is drawn over the others.
    for (index, (time, contender)) in times.rev() {
        let Some(time) = time else { continue };
        let x = scale.place(time.median);
        let name = Title::new(format!("{}: {}", contender.name, nanoseconds(time.median)));
        if index > 0 {
            group = group.add(stroke(x, middle - STROKE, middle + STROKE).add(name));
            continue;
        }
        let dot = Circle::new()
            .set("class", "ours")
            .set("cx", rounded(x))
            .set("cy", rounded(middle))
            .set("r", 5);
        group = group.add(dot.add(name)).add(text(
            nanoseconds(time.median),
            LEFT + LENGTH + 10.0,
            baseline,
        ));
    }
    group
}

fn stroke(x: f64, top: f64, bottom: f64) -> Line {
    Line::new()
        .set("x1", rounded(x))
        .set("x2", rounded(x))
        .set("y1", rounded(top))
        .set("y2", rounded(bottom))
}
