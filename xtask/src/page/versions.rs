//! A table of what differs between versions: a `versions` fence, a row a fact.
//!
//! A line of the fence is `words | lab/program#fact | value | value …`, one value a version in the order of [`Version::ALL`]. The
//! check runs the program as each version and compares; `bless` fills the values in.

use super::Fence;
use super::fact::FactRef;
use anyhow::{Context, Result};
use runtime::Version;
use std::ops::Range;

/// What stands in a cell where the program records no such fact as that version.
pub const NO_FACT: &str = "-";
/// What stands between the parts of a row.
const BETWEEN: &str = " | ";

/// One `versions` fence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionTable {
    /// Where it stands.
    pub fence: Fence,
    /// Its rows, in order.
    pub rows: Vec<VersionRow>,
}

/// One fact, as every version has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionRow {
    /// The line, from 1.
    pub line: usize,
    /// What the fact is, in words, as Markdown.
    pub words: String,
    /// The fact of the default version, or why the row has none.
    pub fact: std::result::Result<FactRef, String>,
    /// The values that the page has, one a version if it is whole.
    pub values: Vec<String>,
    /// Where the values stand in the page, the ` | ` in front of the first included.
    pub range: Range<usize>,
}

impl VersionTable {
    /// Reads a fence of `source`. Empty lines are passed over.
    pub fn parse(source: &str, fence: Fence) -> Self {
        let mut offset = fence.body.start;
        let mut rows = Vec::new();
        for (index, text) in source[fence.body.clone()].split_inclusive('\n').enumerate() {
            if !text.trim().is_empty() {
                rows.push(VersionRow::parse(
                    text.trim_end(),
                    fence.line + 1 + index,
                    offset,
                ));
            }
            offset += text.len();
        }
        Self { fence, rows }
    }
}

impl VersionRow {
    /// Reads a line that begins at `offset` of its page.
    fn parse(text: &str, line: usize, offset: usize) -> Self {
        let mut parts = text.splitn(3, BETWEEN);
        let words = parts.next().unwrap_or_default();
        let target = parts.next().unwrap_or_default();
        let values = parts.next();
        let end = offset + text.len();
        let start = end - values.map_or(0, |values| BETWEEN.len() + values.len());
        Self {
            line,
            words: words.to_string(),
            fact: read_fact(target).map_err(|error| format!("{error:#}")),
            values: values
                .map(|values| values.split(BETWEEN).map(str::to_string).collect())
                .unwrap_or_default(),
            range: start..end,
        }
    }

    /// The row's fact as each version, in order; nothing if the row names none.
    pub fn facts(&self) -> impl Iterator<Item = FactRef> {
        let fact = self.fact.as_ref().ok();
        fact.into_iter()
            .flat_map(|fact| Version::ALL.map(|version| fact.as_version(version)))
    }
}

/// The text of a row's values, as a line has it.
pub fn joined(values: &[String]) -> String {
    values
        .iter()
        .map(|value| format!("{BETWEEN}{value}"))
        .collect()
}

fn read_fact(target: &str) -> Result<FactRef> {
    let fact = FactRef::parse(&format!("lab:{target}"))
        .context("a row is `words | lab/program#fact`")??;
    anyhow::ensure!(
        fact.python.is_none(),
        "`{target}` names a version, and a row is of all of them"
    );
    Ok(fact)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(body: &str) -> VersionTable {
        let fence = Fence {
            line: 10,
            range: 0..body.len(),
            body: 0..body.len(),
        };
        VersionTable::parse(body, fence)
    }

    #[test]
    fn a_row_has_words_a_fact_and_values() {
        let body = "an empty string | heap/sizes#str | 49 | (1, 2)\n\nno values | gc/a#b\n";
        let table = table(body);
        let [first, second] = &table.rows[..] else {
            panic!("two rows: {table:?}");
        };
        assert_eq!((first.line, first.words.as_str()), (11, "an empty string"));
        assert_eq!(first.values, ["49", "(1, 2)"]);
        assert_eq!(&body[first.range.clone()], joined(&first.values));
        assert_eq!((second.line, second.values.len()), (13, 0));
        assert_eq!(second.range, body.len() - 1..body.len() - 1);
    }

    #[test]
    fn the_fact_is_asked_of_every_version() {
        let table = table("words | gc/a#b\n");
        let facts: Vec<String> = table.rows[0].facts().map(|fact| fact.to_string()).collect();
        assert_eq!(facts.len(), Version::ALL.len());
        assert!(facts.contains(&"gc/a@3.10#b".to_string()), "{facts:?}");
        assert!(facts.contains(&"gc/a#b".to_string()), "{facts:?}");
    }

    #[test]
    fn a_row_without_a_fact_says_so() {
        for body in ["words\n", "words | gc/a\n", "words | gc/a@3.10#b\n"] {
            assert!(table(body).rows[0].fact.is_err(), "{body}");
        }
    }
}
