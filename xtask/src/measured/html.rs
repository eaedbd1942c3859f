//! Measurements as HTML: a plot, tables, and what was measured when and on what.
//!
//! No line of it is empty, for Markdown ends an HTML block at an empty line.

use super::record::{Contender, Held, Space};
use super::{Measured, Workload, plot};
use crate::book::escaped;

/// The figure that a page shows in place of `{{#measured name}}`.
pub fn render(name: &str, measured: &Measured) -> String {
    let contenders = &measured.contenders;
    let times = measured.workloads.iter().map(time_row);
    let ratios = measured.workloads.iter().map(ratio_row);
    let ours = contenders.first().map_or("", |ours| ours.name.as_str());
    let mut parts = vec![
        format!(
            "<figure class=\"measured\" id=\"measured-{}\">",
            escaped(name)
        ),
        plot::render(name, measured),
        table(&measured.title, contenders, times),
        table(
            &format!("The time of {ours} over the other's"),
            contenders,
            ratios,
        ),
    ];
    parts.extend(
        measured
            .space
            .as_ref()
            .map(|space| space_table(contenders, space)),
    );
    parts.push(format!("<figcaption>{}</figcaption>", caption(measured)));
    parts.push("</figure>".to_string());
    parts.join("\n")
}

fn time_row(workload: &Workload) -> Vec<String> {
    let cells = workload.times.iter().map(|time| match time {
        Some(time) => nanoseconds(time.median),
        None => String::new(),
    });
    std::iter::once(workload.name.clone())
        .chain(cells)
        .collect()
}

fn ratio_row(workload: &Workload) -> Vec<String> {
    let cells = workload.times.iter().map(|time| match time {
        Some(time) => format!("{:.2}", time.ratio),
        None => String::new(),
    });
    std::iter::once(workload.name.clone())
        .chain(cells)
        .collect()
}

fn space_table(contenders: &[Contender], space: &Space) -> String {
    let row = |heading: &str, bytes: fn(&Held) -> Option<u64>| {
        let cells = space.held.iter().map(|held| {
            let bytes = held.as_ref().and_then(bytes);
            bytes.map_or(String::new(), |bytes| {
                format!("{:.3}", bytes as f64 / space.asked as f64)
            })
        });
        std::iter::once(heading.to_string()).chain(cells).collect()
    };
    let title = format!(
        "Bytes held over bytes asked, with {} blocks live. Rounding the requests up to multiples of 16 alone makes {:.3} of them.",
        thousands(space.blocks),
        space.rounded as f64 / space.asked as f64
    );
    let rows = [
        row("taken from the system, by its own account", |held| {
            held.own_account
        }),
        row("resident in memory, its own tables included", |held| {
            Some(held.resident)
        }),
    ];
    table(&title, contenders, rows.into_iter())
}

/// A table with the contenders as columns; a row's first cell is its heading.
fn table(title: &str, contenders: &[Contender], rows: impl Iterator<Item = Vec<String>>) -> String {
    let headings: String = contenders
        .iter()
        .map(|contender| format!("<th scope=\"col\">{}</th>", escaped(&contender.name)))
        .collect();
    let body: String = rows
        .map(|row| {
            let mut cells = row.iter().map(|cell| escaped(cell));
            let heading = cells.next().unwrap_or_default();
            let cells: String = cells.map(|cell| format!("<td>{cell}</td>")).collect();
            format!("<tr><th scope=\"row\">{heading}</th>{cells}</tr>\n")
        })
        .collect();
    format!(
        "<div class=\"table-wrapper\"><table>\n<caption>{}</caption>\n<thead><tr><td></td>{headings}</tr></thead>\n\
         <tbody>\n{body}</tbody></table></div>",
        escaped(title)
    )
}

fn caption(measured: &Measured) -> String {
    let versions: Vec<String> = measured
        .contenders
        .iter()
        .map(|contender| format!("{}: {}", contender.name, contender.version))
        .collect();
    let text = format!(
        "Measured on {} on {}, {}. Medians of at least {} rounds in {} processes. {} {} {}.",
        measured.date,
        measured.processor,
        measured.system,
        measured.rounds,
        measured.processes,
        plot::legend(measured),
        measured.terms.join(" "),
        versions.join("; ")
    );
    escaped(&text)
}

/// A time with as many digits as tell something.
pub fn nanoseconds(time: f64) -> String {
    if time < 99.95 {
        format!("{time:.1}")
    } else {
        format!("{time:.0}")
    }
}

fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<&str> = (0..digits.len())
        .rev()
        .step_by(3)
        .map(|last| &digits[last.saturating_sub(2)..=last])
        .collect();
    groups.into_iter().rev().collect::<Vec<_>>().join(",")
}
