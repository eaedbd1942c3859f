//! The ledger of claims: each row has programs that settle it, and is what the box on its page says.
//!
//! A row is a `[!CLAIM R2] false` box of [`LEDGER`]; its box is the `[!BELIEF R2] false` on the page that settles it. The two lead to
//! each other. The row's checked numbers name its programs.

use super::includes::resolve;
use super::version_names;
use super::witnesses::Witnesses;
use crate::answers::Answers;
use crate::page::fact::FactRef;
use crate::page::marker::{Boxed, Kind};
use crate::page::prose::Passage;
use crate::page::{Fact, Link, Page};
use crate::problem::Problem;
use crate::workspace::{Program, Workspace};
use anyhow::Result;
use runtime::Version;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The page of the ledger.
pub const LEDGER: &str = "book/appendix/claims.md";
/// What a claim may be found to be.
const VERDICTS: [&str; 4] = ["true", "true, with limits", "version-bound", "false"];
/// On how many versions a real CPython was seen to say of a row's program what the labs say.
const ENOUGH: usize = 3;

/// One row of the ledger.
struct Row<'a> {
    page: &'a Page,
    boxed: &'a Boxed,
    id: &'a str,
}

/// The facts of the ledger's rows.
pub fn facts(pages: &[Page]) -> impl Iterator<Item = &FactRef> {
    let ledger = pages.iter().filter(|page| is_ledger(page));
    ledger
        .flat_map(|page| &page.facts)
        .filter_map(|fact| fact.target.as_ref().ok())
}

/// The facts of the ledger's rows, as each version of CPython has them.
pub fn facts_by_version(pages: &[Page]) -> Vec<FactRef> {
    facts(pages)
        .flat_map(|fact| Version::ALL.map(|version| fact.as_version(version)))
        .collect()
}

/// How many rows the ledger has.
pub fn count(pages: &[Page]) -> usize {
    rows(pages).len()
}

/// Whether a page is the ledger.
pub fn is_ledger(page: &Page) -> bool {
    page.path == Path::new(LEDGER)
}

/// Checks the rows, the boxes, and that they agree.
pub fn check(
    workspace: &Workspace,
    pages: &[Page],
    programs: &[Program],
    answers: &Answers,
) -> Result<Vec<Problem>> {
    let rows = rows(pages);
    let mut problems = check_boxes(pages, &rows);
    let mut seen = BTreeSet::new();
    let witnesses = Witnesses::gather(workspace, programs, answers)?;
    for row in &rows {
        if !seen.insert(row.id) {
            problems.push(row.problem(format!("the ledger has {} twice", row.id)));
        }
        problems.extend(row.check_links(pages));
        problems.extend(row.check_programs(&witnesses));
        problems.extend(row.check_versions(answers));
        problems.extend(row.check_names());
    }
    Ok(problems)
}

fn rows(pages: &[Page]) -> Vec<Row<'_>> {
    let ledger = pages.iter().filter(|page| is_ledger(page));
    ledger
        .flat_map(|page| {
            let claims = page.boxes.iter().filter(|boxed| boxed.kind == Kind::Claim);
            claims.map(move |boxed| Row {
                page,
                boxed,
                id: boxed.id.as_deref().unwrap_or_default(),
            })
        })
        .collect()
}

/// The beliefs that have no row, or another verdict than their row; the boxes whose verdict is none.
fn check_boxes(pages: &[Page], rows: &[Row<'_>]) -> Vec<Problem> {
    let boxes = pages
        .iter()
        .flat_map(|page| page.boxes.iter().map(move |boxed| (page, boxed)));
    boxes
        .filter_map(|(page, boxed)| {
            let message = box_complaint(page, boxed, rows)?;
            Some(Problem::new(&page.path, boxed.line, message))
        })
        .collect()
}

fn box_complaint(page: &Page, boxed: &Boxed, rows: &[Row<'_>]) -> Option<String> {
    if !VERDICTS.contains(&boxed.title.as_str()) {
        let verdicts = VERDICTS.join("; ");
        return Some(format!("`{}` is no verdict: {verdicts}", boxed.title));
    }
    let Some(id) = &boxed.id else {
        return Some("the box has no id of the ledger, such as [!BELIEF R2]".to_string());
    };
    if boxed.kind == Kind::Claim {
        let misplaced = !is_ledger(page);
        return misplaced.then(|| format!("a claim stands in {LEDGER}"));
    }
    let Some(row) = rows.iter().find(|row| row.id == id) else {
        return Some(format!("{LEDGER} has no row {id}"));
    };
    let verdict = &row.boxed.title;
    (*verdict != boxed.title).then(|| {
        format!(
            "the box says `{}`, the ledger's row {id} `{verdict}`",
            boxed.title
        )
    })
}

impl Row<'_> {
    fn problem(&self, message: String) -> Problem {
        Problem::new(&self.page.path, self.boxed.line, message)
    }

    /// The row's checked numbers.
    fn facts(&self) -> impl Iterator<Item = (&Fact, &FactRef)> {
        let facts = self.page.facts.iter();
        facts
            .filter(|fact| self.boxed.range.contains(&fact.range.start))
            .filter_map(|fact| Some((fact, fact.target.as_ref().ok()?)))
    }

    fn links(&self) -> impl Iterator<Item = &Link> {
        let links = self.page.links.iter();
        links.filter(|link| self.boxed.range.contains(&link.offset))
    }

    /// The row leads to each of its boxes, and to no other claim's.
    fn check_links(&self, pages: &[Page]) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut boxes: BTreeSet<&Path> = pages
            .iter()
            .filter(|page| page.boxes.iter().any(|boxed| self.is_box(boxed)))
            .map(|page| page.path.as_path())
            .collect();
        if boxes.is_empty() {
            let message = format!("no page has the box [!BELIEF {}]", self.id);
            problems.push(self.problem(message));
        }
        for link in self.links() {
            let (file, fragment) = link.target.split_once('#').unwrap_or((&link.target, ""));
            if fragment == self.id {
                boxes.remove(resolve(&self.page.path, file).as_path());
            } else if is_claim(fragment, pages) {
                let message = format!("row {} leads to the box of {fragment}", self.id);
                problems.push(Problem::new(&self.page.path, link.line, message));
            }
        }
        for missed in boxes {
            let message = format!(
                "row {} has no link to its box, {}#{}",
                self.id,
                missed.display(),
                self.id
            );
            problems.push(self.problem(message));
        }
        problems
    }

    fn is_box(&self, boxed: &Boxed) -> bool {
        boxed.kind == Kind::Belief && boxed.id.as_deref() == Some(self.id)
    }

    /// The row rests on a program of which real CPythons of enough versions were seen to say what the row says.
    fn check_programs(&self, witnesses: &Witnesses<'_>) -> Option<Problem> {
        let mut programs: BTreeMap<(&str, &str), Vec<&FactRef>> = BTreeMap::new();
        for (_, fact) in self.facts() {
            let facts = programs.entry((&fact.lab, &fact.program)).or_default();
            facts.push(fact);
        }
        if programs.is_empty() {
            let message = format!("no program settles {}: quote a fact of one", self.id);
            return Some(self.problem(message));
        }
        let seen = |facts: &Vec<&FactRef>| witnesses.versions(facts).len();
        let most = programs.values().map(seen).max().unwrap_or_default();
        (most < ENOUGH).then(|| {
            let message = format!(
                "no program of {} is the same on {ENOUGH} real CPythons, but on {most}: `cargo xtask oracle` records what they say",
                self.id
            );
            self.problem(message)
        })
    }

    /// A row whose facts differ between versions names a version.
    fn check_versions(&self, answers: &Answers) -> Option<Problem> {
        let differing = self
            .facts()
            .map(|(_, fact)| fact)
            .find(|fact| differs(fact, answers))?;
        let names_one = self.passages().any(version_names::names_one);
        (!names_one).then(|| {
            let message = format!(
                "{differing} differs between versions, and row {} names none",
                self.id
            );
            self.problem(message)
        })
    }

    /// A number of another version than the default stands behind that version's name.
    fn check_names(&self) -> Vec<Problem> {
        let unnamed = self.passages().flat_map(version_names::unnamed);
        unnamed
            .map(|(number, version)| {
                let message = format!(
                    "a number of CPython {version} stands behind that version's name, with no other name between"
                );
                Problem::new(&self.page.path, number.line, message)
            })
            .collect()
    }

    fn passages(&self) -> impl Iterator<Item = &Passage> {
        let quote = self.page.source[self.boxed.range.clone()].trim_end();
        let lines = self.boxed.line..self.boxed.line + quote.lines().count();
        let passages = self.page.passages.iter();
        passages.filter(move |passage| lines.contains(&passage.line))
    }
}

/// Whether a fact is not the same in every version.
fn differs(fact: &FactRef, answers: &Answers) -> bool {
    let values: BTreeSet<Option<&String>> = Version::ALL
        .iter()
        .map(|version| {
            let fact = fact.as_version(*version);
            answers.program(&fact).ok()?.facts.get(&fact.fact)
        })
        .collect();
    values.len() > 1
}

/// Whether a link's fragment is some claim's id.
fn is_claim(fragment: &str, pages: &[Page]) -> bool {
    let mut boxes = pages.iter().flat_map(|page| &page.boxes);
    boxes.any(|boxed| boxed.id.as_deref() == Some(fragment))
}
