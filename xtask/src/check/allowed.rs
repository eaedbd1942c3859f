//! The list of numbers in prose that no lab has to confirm: `book/allowed-digits.toml`.
//!
//! An entry is a few words of a page with a number in them. It has a reason, or names the program that the number is written in: how
//! many lists a program makes is no result, but page and program must say the same.

use crate::page::prose::digits;
use crate::problem::Problem;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use toml::Spanned;

/// The file of the list.
pub const FILE: &str = "book/allowed-digits.toml";
/// The table of what holds on every page that is not strict.
const EVERYWHERE: &str = "everywhere";

/// The list.
#[derive(Debug, Default)]
pub struct Allowed {
    /// Its entries, in the file's order within a page.
    pub entries: Vec<Entry>,
}

/// One text that may stand as it is.
#[derive(Debug)]
pub struct Entry {
    /// Its line in the file, from 1.
    pub line: usize,
    /// The words, with a number in them.
    pub text: String,
    /// The page, relative to the root; `None` for all that are not strict.
    page: Option<PathBuf>,
    /// The file that has the text's numbers, relative to the root.
    source: Option<PathBuf>,
}

/// One table of the file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    /// Why the numbers need no check.
    reason: Option<String>,
    /// The program, `lab/name`, that they are written in.
    program: Option<String>,
    texts: Vec<Spanned<String>>,
}

impl Allowed {
    /// Reads the list of a workspace; without the file nothing is allowed.
    ///
    /// # Errors
    /// If the file is no TOML of the form that its head describes.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        if !workspace.root().join(FILE).is_file() {
            return Ok(Self::default());
        }
        Self::parse(&workspace.read(Path::new(FILE))?)
    }

    fn parse(source: &str) -> Result<Self> {
        let pages: BTreeMap<String, Vec<Group>> =
            toml::from_str(source).with_context(|| format!("{FILE} cannot be read"))?;
        let mut entries = Vec::new();
        for (page, groups) in pages {
            for group in groups {
                ensure!(
                    group.reason.is_some() != group.program.is_some(),
                    "{FILE}: a group of {page} has a reason or a program"
                );
                entries.extend(group.texts.iter().map(|text| Entry {
                    line: 1 + source[..text.span().start].matches('\n').count(),
                    text: text.get_ref().clone(),
                    page: (page != EVERYWHERE).then(|| Path::new("book").join(&page)),
                    source: group.program.as_deref().map(source_of),
                }));
            }
        }
        Ok(Self { entries })
    }

    /// The entries whose numbers are not in the program that they name.
    pub fn check_sources(&self, workspace: &Workspace) -> Result<Vec<Problem>> {
        let mut problems = Vec::new();
        for entry in &self.entries {
            let Some(path) = &entry.source else {
                continue;
            };
            let Ok(source) = workspace.read(path) else {
                let message = format!("there is no program {}", path.display());
                problems.push(Problem::new(FILE, entry.line, message));
                continue;
            };
            let written = values(&source);
            for value in values(&entry.text).difference(&written) {
                let message = format!("{} has no number {value}", path.display());
                problems.push(Problem::new(FILE, entry.line, message));
            }
        }
        Ok(problems)
    }
}

impl Entry {
    /// Whether the entry is about a page.
    pub fn is_for(&self, page: &Path, strict: bool) -> bool {
        match &self.page {
            Some(own) => own == page,
            None => !strict,
        }
    }
}

/// The file of a program named `lab/name`: Python, or an experiment in Rust.
fn source_of(program: &str) -> PathBuf {
    let (lab, name) = program.split_once('/').unwrap_or((program, ""));
    let lab = Path::new("labs").join(lab);
    match name.strip_suffix(".rs") {
        Some(_) => lab.join("src/experiments").join(name),
        None => lab.join("programs").join(format!("{name}.py")),
    }
}

/// The numbers of a text, without what groups their digits.
fn values(text: &str) -> BTreeSet<String> {
    let plain = |number: &str| number.replace(['_', ' ', ','], "");
    digits(text)
        .into_iter()
        .map(|range| plain(&text[range]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_knows_its_page_and_its_line() {
        let source = "[[everywhere]]\nreason = \"why\"\ntexts = [\"16 bytes\"]\n\n\
                      [[\"gc/a.md\"]]\nprogram = \"gc/ring\"\ntexts = [\n  \"3 nodes\",\n]\n";
        let allowed = Allowed::parse(source).expect("it reads");
        let lines: Vec<(usize, &str)> = allowed
            .entries
            .iter()
            .map(|entry| (entry.line, entry.text.as_str()))
            .collect();
        assert_eq!(lines, [(3, "16 bytes"), (8, "3 nodes")]);
        let page = Path::new("book/gc/a.md");
        assert!(allowed.entries[1].is_for(page, true));
        assert!(!allowed.entries[0].is_for(page, true));
        assert!(allowed.entries[0].is_for(page, false));
    }

    #[test]
    fn a_group_has_a_reason_or_a_program() {
        assert!(Allowed::parse("[[everywhere]]\ntexts = [\"16\"]\n").is_err());
        assert!(Allowed::parse("[[everywhere]]\nreason = \"a\"\nwords = []\n").is_err());
    }

    #[test]
    fn grouped_digits_are_one_value() {
        assert_eq!(values("200 000 and 1_000"), values("1,000 or 200_000"));
    }
}
