//! Tables of what differs between versions: a `versions` fence becomes a table whose cells are checked numbers.
//!
//! A mark behind a value says that a real CPython of that version recorded it too, and the head of its column names the release.

use super::ansi::escaped;
use crate::page::Page;
use crate::page::fact::{FactRef, as_markdown};
use crate::page::versions::{NO_FACT, VersionRow, VersionTable};
use crate::seen::{Mark, Marks};
use runtime::Version;
use std::collections::BTreeSet;

/// The page's text with every `versions` fence as a Markdown table, in a box of the class `versions`.
pub fn expand(source: &str, marks: &Marks) -> String {
    let page = Page::parse("", source);
    let mut text = String::with_capacity(source.len());
    let mut copied = 0;
    for table in &page.versions {
        text.push_str(&source[copied..table.fence.range.start]);
        text.push_str(&markdown(table, marks));
        copied = table.fence.range.end;
    }
    text.push_str(&source[copied..]);
    text
}

fn markdown(table: &VersionTable, marks: &Marks) -> String {
    let mut text = String::from("<div class=\"versions\">\n\n| CPython |");
    for (index, version) in Version::ALL.iter().enumerate() {
        text.push_str(&format!(" {version}{} |", releases(table, index, marks)));
    }
    text.push_str("\n|---|");
    text.push_str(&"---|".repeat(Version::ALL.len()));
    for row in &table.rows {
        text.push_str(&format!("\n| {} |", row.words));
        for cell in cells(row, marks) {
            text.push_str(&format!(" {cell} |"));
        }
    }
    text.push_str("\n\n</div>\n");
    text
}

/// The releases that a column's marks are of, for its head.
fn releases(table: &VersionTable, column: usize, marks: &Marks) -> String {
    let facts = table.rows.iter().filter_map(|row| row.facts().nth(column));
    let releases: BTreeSet<String> = facts
        .flat_map(|fact| marks.of(&fact).to_vec())
        .map(|mark| mark.release)
        .collect();
    releases
        .iter()
        .map(|release| format!("<br><small>{release}</small>"))
        .collect()
}

fn cells(row: &VersionRow, marks: &Marks) -> Vec<String> {
    row.facts()
        .zip(&row.values)
        .map(|(fact, value)| cell(&fact, value, marks))
        .collect()
}

fn cell(fact: &FactRef, value: &str, marks: &Marks) -> String {
    if value == NO_FACT {
        return "–".to_string();
    }
    let number = format!("[{}](lab:{fact})", as_markdown(value));
    let (same, other): (Vec<&Mark>, Vec<&Mark>) =
        marks.of(fact).iter().partition(|mark| mark.other.is_none());
    let seen = same.iter().map(|mark| mark.release.clone()).collect();
    let otherwise = other.iter().map(|mark| {
        let value = mark.other.as_deref().unwrap_or_default();
        format!("{} recorded {value}", mark.release)
    });
    format!(
        "{number}{}{}",
        sign("seen", '✓', "seen on", seen),
        sign("seen-otherwise", '≠', "unlike", otherwise.collect())
    )
}

/// The sign behind a value for what some releases recorded; nothing if none did.
fn sign(class: &str, sign: char, what: &str, releases: Vec<String>) -> String {
    if releases.is_empty() {
        return String::new();
    }
    let told = escaped(&format!("{what} CPython {}", releases.join(", ")));
    format!(
        "<span class=\"{class}\" role=\"img\" aria-label=\"{told}\" title=\"{told}\">{sign}</span>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fence_becomes_a_table_of_checked_numbers() {
        let source = "before\n\n```versions\na list | heap/sizes#list | 1 | 2 | [3] | - | 5 | 6\n```\n\nafter\n";
        let text = expand(source, &Marks::default());
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(
            lines[4],
            "| CPython | 3.10 | 3.11 | 3.12 | 3.13 | 3.14.2 | 3.14 |"
        );
        assert_eq!(
            lines[6],
            "| a list | [1](lab:heap/sizes@3.10#list) | [2](lab:heap/sizes@3.11#list) | \
             [`[3]`](lab:heap/sizes#list) | – | [5](lab:heap/sizes@3.14.2#list) | \
             [6](lab:heap/sizes@3.14#list) |"
        );
        assert_eq!(lines[lines.len() - 1], "after");
    }

    #[test]
    fn a_sign_names_its_releases_and_escapes_what_they_recorded() {
        let releases = vec!["3.13.0 recorded <1>".to_string(), "3.13.1".to_string()];
        assert_eq!(
            sign("seen-otherwise", '≠', "unlike", releases),
            "<span class=\"seen-otherwise\" role=\"img\" \
             aria-label=\"unlike CPython 3.13.0 recorded &lt;1&gt;, 3.13.1\" \
             title=\"unlike CPython 3.13.0 recorded &lt;1&gt;, 3.13.1\">≠</span>"
        );
        assert_eq!(sign("seen", '✓', "seen on", Vec::new()), "");
    }
}
