//! What the check reports: a place, what is wrong there, the difference, and the command that mends it.

use owo_colors::{OwoColorize, Stream};
use similar::{ChangeTag, TextDiff};
use std::fmt;
use std::ops::Range;
use std::path::PathBuf;

/// The command that mends a drifted output or number.
const BLESS: &str = "cargo xtask bless";

/// One thing that is wrong at one line of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file, relative to the repository root.
    pub file: PathBuf,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong, in one sentence.
    pub message: String,
    /// The committed text and what it should be, where a difference says more than a sentence.
    pub difference: Option<Difference>,
    /// The edit that mends it, where `bless` can.
    pub mend: Option<Mend>,
}

/// One edit of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mend {
    /// The bytes to replace.
    pub range: Range<usize>,
    /// What to put there.
    pub replacement: String,
}

/// Two texts that should be equal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// What the file says.
    pub committed: String,
    /// What was found by running it.
    pub actual: String,
}

impl Problem {
    /// A problem that words alone describe.
    pub fn new(file: impl Into<PathBuf>, line: usize, message: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            line,
            message: message.into(),
            difference: None,
            mend: None,
        }
    }

    /// The same problem, with the two texts that should be equal.
    pub fn with_difference(mut self, committed: &str, actual: &str) -> Self {
        self.difference = Some(Difference {
            committed: committed.to_string(),
            actual: actual.to_string(),
        });
        self
    }

    /// The same problem, with the edit that `bless` makes of it.
    pub fn mended_by(mut self, range: Range<usize>, replacement: impl Into<String>) -> Self {
        self.mend = Some(Mend {
            range,
            replacement: replacement.into(),
        });
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = format!("{}:{}:", self.file.display(), self.line);
        write!(
            out,
            "{} {}",
            place.if_supports_color(Stream::Stderr, |place| place.bold()),
            self.message
        )?;
        if let Some(difference) = &self.difference {
            write!(out, "\n{difference}")?;
        }
        match self.mend {
            Some(_) => write!(out, "\n    to mend it: {BLESS}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let diff = TextDiff::from_lines(self.committed.as_str(), self.actual.as_str());
        let mut lines = Vec::new();
        for group in diff.grouped_ops(2) {
            for change in group.iter().flat_map(|op| diff.iter_changes(op)) {
                let text = change.value().trim_end_matches('\n');
                lines.push(match change.tag() {
                    ChangeTag::Delete => format!("    -{text}")
                        .if_supports_color(Stream::Stderr, |line| line.red())
                        .to_string(),
                    ChangeTag::Insert => format!("    +{text}")
                        .if_supports_color(Stream::Stderr, |line| line.green())
                        .to_string(),
                    ChangeTag::Equal => format!("     {text}"),
                });
            }
        }
        write!(out, "{}", lines.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drift_names_its_place_the_difference_and_the_remedy() {
        let problem = Problem::new("book/x.md", 7, "the output differs")
            .with_difference("a\n2\n", "a\n3\n")
            .mended_by(0..4, "a\n3\n");
        let shown = problem.to_string();
        assert!(shown.contains("book/x.md:7:"), "{shown}");
        assert!(shown.contains("-2") && shown.contains("+3"), "{shown}");
        assert!(shown.contains("cargo xtask bless"), "{shown}");
    }
}
