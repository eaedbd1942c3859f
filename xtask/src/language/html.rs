//! A group of constructs as a table: each opens to show its program, and stands beside what the labs make of it.

use super::{Group, Outcome, Row};
use crate::book::escaped;

/// The table. No line of it is empty, for that would end the HTML in a page.
pub fn table(group: &Group) -> String {
    let whole = group.rows.iter().filter(|row| is_whole(row)).count();
    let rows: String = group.rows.iter().map(row).collect();
    format!(
        "<p>{whole} of {} as CPython.</p>\n\
         <div class=\"table-wrapper\">\n<table class=\"language\">\n\
         <thead><tr><th>construct</th><th>in the labs</th></tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n</div>",
        group.rows.len()
    )
}

fn is_whole(row: &Row) -> bool {
    matches!(row.outcome, Outcome::Prints(_))
}

fn row(row: &Row) -> String {
    format!(
        "<tr><td><details><summary>{}</summary><pre><code class=\"language-python\">{}</code></pre></details></td><td>{}</td></tr>\n",
        inline(&row.words),
        escaped(row.program.trim_end()),
        outcome(&row.outcome)
    )
}

fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Prints(_) => "✓ as CPython".to_string(),
        Outcome::Names { all, missing } => {
            let missing_names: Vec<String> = missing
                .iter()
                .map(|name| format!("<code>{}</code>", escaped(name)))
                .collect();
            format!(
                "{} of {}, without {}",
                all.len() - missing.len(),
                all.len(),
                missing_names.join(" ")
            )
        }
        Outcome::LeftOut(exception) => {
            format!("✗ left out: <code>{}</code>", escaped(exception))
        }
    }
}

/// Words with what stands between backquotes as code.
fn inline(words: &str) -> String {
    let parts = words.split('`').enumerate();
    parts
        .map(|(index, part)| match index % 2 {
            0 => escaped(part),
            _ => format!("<code>{}</code>", escaped(part)),
        })
        .collect()
}
