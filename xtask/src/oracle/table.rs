//! The report as a table, program by version, with the differences under it.

use super::{Report, Verdict};
use owo_colors::{OwoColorize, Stream};
use tabled::builder::Builder;
use tabled::settings::Style;

/// The table and the differences.
pub fn render(report: &Report) -> String {
    let mut builder = Builder::default();
    let versions = report.pythons.iter().map(|python| python.version.clone());
    builder.push_record(std::iter::once("program".to_string()).chain(versions));
    let mut row = Vec::new();
    let mut details = String::new();
    for (program, python, verdict) in report.entries() {
        if row.is_empty() {
            row.push(format!("{}/{}", program.lab, program.name));
        }
        row.push(word(verdict));
        if row.len() > report.pythons.len() {
            builder.push_record(row.drain(..));
        }
        if let Some(detail) = detail(verdict) {
            let place = format!(
                "{}:1: on CPython {}",
                program.path.display(),
                python.version
            );
            details.push_str(&format!("\n{place} {detail}"));
        }
    }
    format!("{}{details}", builder.build().with(Style::rounded()))
}

fn word(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Agrees => "agrees"
            .if_supports_color(Stream::Stdout, |word| word.green())
            .to_string(),
        Verdict::Declared(_) => "declared"
            .if_supports_color(Stream::Stdout, |word| word.yellow())
            .to_string(),
        Verdict::Differs(_) => "differs"
            .if_supports_color(Stream::Stdout, |word| word.red())
            .to_string(),
        Verdict::Undue(_) => "undue"
            .if_supports_color(Stream::Stdout, |word| word.red())
            .to_string(),
    }
}

fn detail(verdict: &Verdict) -> Option<String> {
    match verdict {
        Verdict::Agrees => None,
        Verdict::Declared(reason) => Some(format!("differs as declared: {reason}")),
        Verdict::Differs(difference) => Some(difference.clone()),
        Verdict::Undue(reason) => Some(format!(
            "agrees, so the head's `# differs` line is not needed any more ({reason})"
        )),
    }
}
