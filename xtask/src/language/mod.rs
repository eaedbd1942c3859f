//! The Python that the labs run, construct by construct: `labs/interpreter/tests/language/<group>.py`.
//!
//! A group is a file of small programs, a row each: `# %% the construct`, the program, and what becomes of it in comments. Lines
//! that begin with `#>` are what CPython 3.12 prints. The labs print the same, unless a line says otherwise: `#!` is the exception
//! with which the labs leave the construct out, and `#-` are the names in the output that the labs do not have.
//!
//! [`check`] runs each row on the labs and [`compare`] on a real 3.12, so that the tables which a page shows by
//! `{{#language group}}` ([`html`]) say what is so.

mod html;

use crate::oracle::{Python, random};
use crate::page::Page;
use crate::page::include::Include;
use crate::parallel;
use crate::problem::Problem;
use crate::workspace::Workspace;
use anyhow::Result;
use runtime::Version;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The word of the directive.
pub const DIRECTIVE: &str = "language";
/// What stands before an exception that ends a program, in the output that the two sides are compared by.
const RAISED: &str = "raised ";
/// Rows that are run in one go.
const BATCH: usize = 16;

/// The rows of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The file's stem, such as `statements`.
    pub name: String,
    /// The file, relative to the root.
    pub path: PathBuf,
    /// Its rows, in order.
    pub rows: Vec<Row>,
}

/// One construct.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The line of `# %%`, from 1.
    pub line: usize,
    /// The construct, as Markdown whose only signs are backquotes.
    pub words: String,
    /// The program that has it.
    pub program: String,
    /// What becomes of the program.
    pub outcome: Outcome,
}

/// What becomes of a row's program.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The labs print what CPython prints.
    Prints(String),
    /// CPython prints names, and the labs print them without some.
    Names {
        /// All names.
        all: Vec<String>,
        /// Those that the labs do not have.
        missing: Vec<String>,
    },
    /// CPython runs it, and the labs end it with this exception.
    LeftOut(String),
}

impl Group {
    fn parse(path: PathBuf, text: &str) -> Self {
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let mut rows: Vec<Row> = Vec::new();
        let mut start = None;
        let lines: Vec<&str> = text.lines().collect();
        for index in 0..=lines.len() {
            let begins = lines
                .get(index)
                .is_none_or(|line| line.starts_with("# %% "));
            if begins {
                rows.extend(start.map(|start: usize| Row::parse(start + 1, &lines[start..index])));
                start = Some(index);
            }
        }
        Self {
            name: name.into_owned(),
            path,
            rows,
        }
    }

    /// Reads every group of a workspace, by name.
    pub fn read_all(workspace: &Workspace) -> Result<Vec<Self>> {
        let paths = workspace.language_groups()?.into_iter();
        paths
            .map(|path| workspace.read(&path).map(|text| Self::parse(path, &text)))
            .collect()
    }
}

impl Row {
    /// Reads the lines of a row, the first of which is `# %% words` at `line`.
    fn parse(line: usize, lines: &[&str]) -> Self {
        let after = |prefix: &str| -> Vec<&str> {
            let found = lines.iter().filter_map(|line| line.strip_prefix(prefix));
            found
                .map(|rest| rest.strip_prefix(' ').unwrap_or(rest))
                .collect()
        };
        let printed: String = after("#>").iter().map(|line| format!("{line}\n")).collect();
        let words = |text: &str| text.split_whitespace().map(str::to_string).collect();
        let outcome = match (after("#!").first(), after("#-").first()) {
            (Some(exception), _) => Outcome::LeftOut(exception.to_string()),
            (None, Some(missing)) => Outcome::Names {
                all: words(&printed),
                missing: words(missing),
            },
            (None, None) => Outcome::Prints(printed),
        };
        let is_program =
            |line: &&&str| !["#>", "#!", "#-"].iter().any(|sign| line.starts_with(sign));
        Self {
            line,
            words: lines[0].trim_start_matches("# %%").trim().to_string(),
            program: lines[1..]
                .iter()
                .filter(is_program)
                .map(|line| format!("{line}\n"))
                .collect(),
            outcome,
        }
    }

    /// What the labs should print, in the form in which [`random::labs`] tells it.
    fn ours(&self) -> String {
        match &self.outcome {
            Outcome::Prints(text) => text.clone(),
            Outcome::Names { all, missing } => {
                let ours = all.iter().filter(|name| !missing.contains(name));
                joined(ours)
            }
            Outcome::LeftOut(exception) => format!("{RAISED}{exception}\n"),
        }
    }

    /// What a real CPython should print; `None` if that is not written down.
    fn real(&self) -> Option<String> {
        match &self.outcome {
            Outcome::Prints(text) => Some(text.clone()),
            Outcome::Names { all, .. } => Some(joined(all.iter())),
            Outcome::LeftOut(_) => None,
        }
    }
}

fn joined<'a>(names: impl Iterator<Item = &'a String>) -> String {
    let names: Vec<&str> = names.map(String::as_str).collect();
    names.join(" ") + "\n"
}

/// Checks that the labs do with every row what it says, and that each group is shown by one of `pages`.
pub fn check(workspace: &Workspace, pages: &[Page]) -> Result<Vec<Problem>> {
    let groups = Group::read_all(workspace)?;
    let rows = rows(&groups);
    let batches: Vec<&[(&Group, &Row)]> = rows.chunks(BATCH).collect();
    let printed = parallel::map(&batches, |batch| {
        let sources: Vec<String> = batch.iter().map(|(_, row)| row.program.clone()).collect();
        random::labs(&sources, Version::default())
    });
    let printed: Vec<String> = printed.into_iter().collect::<Result<Vec<_>>>()?.concat();
    let mut problems = Vec::new();
    for ((group, row), printed) in rows.iter().zip(printed) {
        // An exception stands alone: what was printed before it is not told in the table.
        let told = match (&row.outcome, printed.rfind(RAISED)) {
            (Outcome::LeftOut(_), Some(place)) => &printed[place..],
            _ => &printed[..],
        };
        if told != row.ours() {
            let message = "the labs do something else with this construct";
            problems.push(
                Problem::new(&group.path, row.line, message).with_difference(&row.ours(), told),
            );
        }
    }
    problems.extend(check_shown(&groups, pages));
    Ok(problems)
}

/// The groups that no page shows, and the directives that name none.
fn check_shown(groups: &[Group], pages: &[Page]) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut shown = BTreeSet::new();
    for page in pages {
        for directive in directives(page) {
            let name = &directive.path;
            if !groups.iter().any(|group| group.name == *name) {
                let message = format!("there is no group `{name}` of constructs");
                problems.push(Problem::new(&page.path, directive.line, message));
            }
            shown.insert(name.clone());
        }
    }
    let unshown = groups.iter().filter(|group| !shown.contains(&group.name));
    problems.extend(
        unshown.map(|group| Problem::new(&group.path, 1, "no page shows this group of constructs")),
    );
    problems
}

/// Asks each of `pythons` that is a 3.12 what it does with every row, and tells of what differs.
pub fn compare(workspace: &Workspace, pythons: &[Python]) -> Result<Vec<Problem>> {
    let groups = Group::read_all(workspace)?;
    let rows = rows(&groups);
    let sources: Vec<String> = rows.iter().map(|(_, row)| row.program.clone()).collect();
    let model = Version::default().to_string();
    let mut problems = Vec::new();
    for python in pythons.iter().filter(|python| python.profile == model) {
        let printed = python.run_known_batch(workspace, &sources)?;
        for ((group, row), printed) in rows.iter().zip(printed) {
            let problem = |message: &str| {
                let message = format!("CPython {} {message}", python.version);
                Problem::new(&group.path, row.line, message)
            };
            match row.real() {
                Some(real) if real != printed => {
                    problems.push(problem("prints something else").with_difference(&real, &printed))
                }
                None if printed.lines().any(|line| line.starts_with(RAISED)) => {
                    problems.push(problem("does not run it either").with_difference("", &printed))
                }
                _ => {}
            }
        }
    }
    Ok(problems)
}

/// Every row with its group.
fn rows(groups: &[Group]) -> Vec<(&Group, &Row)> {
    let each = groups
        .iter()
        .flat_map(|group| group.rows.iter().map(move |row| (group, row)));
    each.collect()
}

/// The directives of a page that ask for a group.
fn directives(page: &Page) -> impl Iterator<Item = &Include> {
    let includes = page.includes.iter();
    includes.filter(|include| include.directive == DIRECTIVE)
}

/// The HTML of every group's table, by name.
pub fn gather(workspace: &Workspace) -> Result<BTreeMap<String, String>> {
    let groups = Group::read_all(workspace)?.into_iter();
    Ok(groups
        .map(|group| (group.name.clone(), html::table(&group)))
        .collect())
}

/// The page's text with every line that is a directive replaced by its table.
pub fn expand(source: &str, tables: &BTreeMap<String, String>) -> String {
    let lines = source.split_inclusive('\n').map(|line| {
        let name = line
            .trim_end()
            .strip_prefix("{{#language ")
            .and_then(|rest| rest.strip_suffix("}}"));
        match name.and_then(|name| tables.get(name)) {
            Some(table) => format!("{table}\n"),
            None => line.to_string(),
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests;
