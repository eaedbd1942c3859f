//! A measurement on the terminal: a table of times with our share of each, and one of bytes.

use crate::measured::Measured;
use crate::measured::record::Space;
use owo_colors::{OwoColorize, Stream};
use tabled::builder::Builder;
use tabled::settings::object::Columns;
use tabled::settings::{Alignment, Style};

/// The tables, with what they say above each.
pub fn render(measured: &Measured) -> String {
    let mut shown = format!(
        "{}: median, and in brackets our time over theirs\n{}",
        measured.title,
        times(measured)
    );
    if let Some(space) = &measured.space {
        shown.push_str(&format!(
            "\nBytes held over bytes asked, {} blocks live (rounding up to multiples of 16 makes {:.3})\n{}",
            space.blocks,
            space.rounded as f64 / space.asked as f64,
            bytes(measured, space)
        ));
    }
    for contender in &measured.contenders {
        shown.push_str(&format!("\n{}: {}", contender.name, contender.version));
    }
    shown
}

fn times(measured: &Measured) -> String {
    let mut builder = headed(measured);
    for workload in &measured.workloads {
        let cells = workload.times.iter().map(|time| match time {
            Some(time) => format!("{:.1} ({})", time.median, ratio(time.ratio)),
            None => String::new(),
        });
        builder.push_record(std::iter::once(workload.name.clone()).chain(cells));
    }
    finished(builder)
}

fn bytes(measured: &Measured, space: &Space) -> String {
    let mut builder = headed(measured);
    let share = |bytes: Option<u64>| {
        bytes.map_or(String::new(), |bytes| {
            format!("{:.3}", bytes as f64 / space.asked as f64)
        })
    };
    let own = space
        .held
        .iter()
        .map(|held| share(held.and_then(|held| held.own_account)));
    builder.push_record(std::iter::once("own account".to_string()).chain(own));
    let resident = space
        .held
        .iter()
        .map(|held| share(held.map(|held| held.resident)));
    builder.push_record(std::iter::once("resident".to_string()).chain(resident));
    finished(builder)
}

/// A table with the contenders as columns.
fn headed(measured: &Measured) -> Builder {
    let mut builder = Builder::default();
    let bold = |name: &String| {
        name.if_supports_color(Stream::Stdout, |name| name.bold())
            .to_string()
    };
    let names = measured
        .contenders
        .iter()
        .map(|contender| bold(&contender.name));
    builder.push_record(std::iter::once(String::new()).chain(names));
    builder
}

fn finished(builder: Builder) -> String {
    let mut table = builder.build();
    table
        .with(Style::rounded())
        .modify(Columns::new(1..), Alignment::right());
    table.to_string()
}

/// Green where we are the faster, red where the slower.
fn ratio(ratio: f64) -> String {
    let text = format!("{ratio:.2}");
    match ratio {
        ratio if ratio < 1.0 => text
            .if_supports_color(Stream::Stdout, |text| text.green())
            .to_string(),
        ratio if ratio > 1.0 => text
            .if_supports_color(Stream::Stdout, |text| text.red())
            .to_string(),
        _ => text,
    }
}
