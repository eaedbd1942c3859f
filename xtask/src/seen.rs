//! What real CPythons recorded of the facts in the tables of versions and in the ledger: `book/appendix/seen.json`.
//!
//! `cargo xtask oracle` writes it, so that a page can mark the values that a real interpreter gave, and a claim count its
//! witnesses, also where none is at hand. A
//! mark needs the same source: it goes when the program changes, and it says so when the labs come to another value. The check asks the
//! CPythons that it finds once more, and complains where the file says other than they do.

use crate::check::ledger_facts;
use crate::oracle::{Python, profile_of};
use crate::page::Page;
use crate::page::fact::{DEFAULT_PYTHON, FactRef};
use crate::parallel;
use crate::problem::Problem;
use crate::workspace::{Program, Workspace};
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The file, relative to the root.
const FILE: &str = "book/appendix/seen.json";

/// Full version, such as `3.12.1`, to what that CPython recorded of each program, named as `lab/program`.
type Releases = BTreeMap<String, BTreeMap<String, Sighting>>;

/// What one program recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Sighting {
    /// A hash of the source that ran.
    source: String,
    /// Fact name to value, of the facts that a table or the ledger has.
    facts: BTreeMap<String, String>,
}

/// What is in the file.
#[derive(Debug)]
pub struct Record(Releases);

impl Record {
    /// Reads the file; without one, nothing is recorded.
    ///
    /// # Errors
    /// If the file is there and is no such record.
    pub fn read(workspace: &Workspace) -> Result<Self> {
        read(workspace).map(Self)
    }

    /// The full versions of the CPythons that recorded something.
    pub fn releases(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    /// What a release recorded as a fact when it ran this source of the fact's program.
    pub fn value(&self, release: &str, fact: &FactRef, source: &str) -> Option<&str> {
        let sighting = self.0.get(release)?.get(&key(&fact.lab, &fact.program))?;
        let is_of_source = sighting.source == hash(source);
        let value = is_of_source.then(|| sighting.facts.get(&fact.fact))??;
        Some(value)
    }
}

/// What real CPythons say of the tables' values, by fact.
#[derive(Debug, Default)]
pub struct Marks(BTreeMap<FactRef, Vec<Mark>>);

/// What one release recorded of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The full version, such as `3.12.1`.
    pub release: String,
    /// The value, where it is not the page's.
    pub other: Option<String>,
}

impl Marks {
    /// The marks of every table of `pages`. Without a file there are none.
    ///
    /// # Errors
    /// If the file is there and is no such record.
    pub fn gather(workspace: &Workspace, pages: &[Page]) -> Result<Self> {
        let seen = read(workspace)?;
        let sources: BTreeMap<String, String> = wanted(workspace, pages)?
            .iter()
            .map(|wanted| (wanted.key(), hash(&wanted.source)))
            .collect();
        let mut marks = BTreeMap::new();
        for row in pages.iter().flat_map(Page::version_rows) {
            for (fact, value) in row.facts().zip(&row.values) {
                if let Some(source) = sources.get(&key(&fact.lab, &fact.program)) {
                    let found = marks_of(&seen, &fact, source, value);
                    marks.insert(fact, found);
                }
            }
        }
        Ok(Self(marks))
    }

    /// The marks of one value.
    pub fn of(&self, fact: &FactRef) -> &[Mark] {
        self.0.get(fact).map_or(&[], Vec::as_slice)
    }
}

/// What the file holds; nothing if there is no file.
fn read(workspace: &Workspace) -> Result<Releases> {
    if !workspace.root().join(FILE).is_file() {
        return Ok(Releases::new());
    }
    serde_json::from_str(&workspace.read(Path::new(FILE))?)
        .with_context(|| format!("{FILE} is no record; `cargo xtask oracle` writes it"))
}

/// What the releases of the fact's version recorded when they ran the source with the hash `source`. The page has `value`.
fn marks_of(seen: &Releases, fact: &FactRef, source: &str, value: &str) -> Vec<Mark> {
    let python = fact.python.as_deref().unwrap_or(DEFAULT_PYTHON);
    let program = key(&fact.lab, &fact.program);
    let releases = seen
        .iter()
        .filter(|(release, _)| profile_of(release).as_deref() == Some(python));
    let marks = releases.filter_map(|(release, programs)| {
        let sighting = programs.get(&program).filter(|it| it.source == source)?;
        let recorded = sighting.facts.get(&fact.fact)?;
        Some(Mark {
            release: release.clone(),
            other: (recorded != value).then(|| recorded.clone()),
        })
    });
    marks.collect()
}

/// Asks each of `pythons` about the facts of every table and of the ledger, and writes what they record. What others recorded stays,
/// but for programs that have changed since or that are in none of these.
pub fn record(workspace: &Workspace, pythons: &[Python]) -> Result<()> {
    let wanted = wanted(workspace, &Page::read_all(workspace)?)?;
    let mut seen = read(workspace)?;
    for programs in seen.values_mut() {
        programs.retain(|program, sighting| {
            let now = wanted.iter().find(|wanted| wanted.key() == *program);
            now.is_some_and(|wanted| sighting.source == hash(&wanted.source))
        });
    }
    seen.extend(ask(workspace, pythons, &wanted)?);
    seen.retain(|_, programs| !programs.is_empty());
    let path = workspace.root().join(FILE);
    fs::write(&path, serde_json::to_string_pretty(&seen)? + "\n")
        .with_context(|| format!("cannot write {}", path.display()))
}

/// Complains where the file says other of one of `pythons` than that CPython itself. A CPython that the file does not know is passed
/// over.
pub fn check(workspace: &Workspace, pythons: &[Python]) -> Result<Vec<Problem>> {
    let seen = read(workspace)?;
    let known: Vec<Python> = pythons
        .iter()
        .filter(|python| seen.contains_key(&python.version))
        .cloned()
        .collect();
    let wanted = wanted(workspace, &Page::read_all(workspace)?)?;
    let asked = ask(workspace, &known, &wanted)?;
    let differing = asked
        .iter()
        .filter(|(release, programs)| seen.get(*release) != Some(programs));
    let told = differing.map(|(release, _)| {
        let message = format!(
            "CPython {release} records other facts of the tables of versions and the ledger, or of other programs; \
             `cargo xtask oracle` writes them"
        );
        Problem::new(FILE, 1, message)
    });
    Ok(told.collect())
}

/// A program of the tables or the ledger, and the facts of it that they have.
struct Wanted {
    program: Program,
    source: String,
    facts: BTreeSet<String>,
}

impl Wanted {
    fn key(&self) -> String {
        key(&self.program.lab, &self.program.name)
    }
}

fn wanted(workspace: &Workspace, pages: &[Page]) -> Result<Vec<Wanted>> {
    let mut facts: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let rows = pages.iter().flat_map(Page::version_rows);
    let of_tables = rows.filter_map(|row| row.fact.as_ref().ok());
    for fact in of_tables.chain(ledger_facts(pages)) {
        let names = facts.entry(key(&fact.lab, &fact.program)).or_default();
        names.insert(fact.fact.clone());
    }
    let mut wanted = Vec::new();
    let programs = workspace.programs()?;
    for program in programs.into_iter().filter(Program::is_python) {
        if let Some(facts) = facts.remove(&key(&program.lab, &program.name)) {
            let source = workspace.read(&program.path)?;
            wanted.push(Wanted {
                program,
                source,
                facts,
            });
        }
    }
    Ok(wanted)
}

/// What each of `pythons` records of the programs.
fn ask(workspace: &Workspace, pythons: &[Python], wanted: &[Wanted]) -> Result<Releases> {
    let pairs: Vec<(&Python, &Wanted)> = pythons
        .iter()
        .flat_map(|python| wanted.iter().map(move |wanted| (python, wanted)))
        .collect();
    let runs = parallel::map(&pairs, |(python, wanted)| {
        python.run(workspace, &wanted.program, &wanted.source)
    });
    let mut asked = Releases::new();
    for ((python, wanted), run) in pairs.into_iter().zip(runs) {
        let mut facts = run?.facts;
        facts.retain(|name, _| wanted.facts.contains(name));
        let sighting = Sighting {
            source: hash(&wanted.source),
            facts,
        };
        let programs = asked.entry(python.version.clone()).or_default();
        programs.insert(wanted.key(), sighting);
    }
    Ok(asked)
}

fn key(lab: &str, program: &str) -> String {
    format!("{lab}/{program}")
}

/// FNV-1a of a program's source, in hexadecimal: the record outlives a Rust release, whose own hasher may change.
pub fn hash(text: &str) -> String {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen() -> Releases {
        let sighting = Sighting {
            source: hash("print(1)\n"),
            facts: BTreeMap::from([("n".to_string(), "1".to_string())]),
        };
        let programs = BTreeMap::from([("gc/a".to_string(), sighting)]);
        BTreeMap::from([("3.12.1".to_string(), programs)])
    }

    fn marks(target: &str, source: &str, value: &str) -> Vec<Mark> {
        let fact = FactRef::parse(target).expect("a lab link").expect("a fact");
        marks_of(&seen(), &fact, &hash(source), value)
    }

    #[test]
    fn a_mark_is_of_the_same_program_version_and_value() {
        let mark = |other: Option<&str>| Mark {
            release: "3.12.1".to_string(),
            other: other.map(str::to_string),
        };
        assert_eq!(marks("lab:gc/a#n", "print(1)\n", "1"), [mark(None)]);
        assert_eq!(marks("lab:gc/a#n", "print(1)\n", "2"), [mark(Some("1"))]);
    }

    #[test]
    fn a_mark_does_not_survive_a_program_that_changed() {
        assert_eq!(marks("lab:gc/a#n", "print(2)\n", "1"), []);
    }

    #[test]
    fn what_was_not_run_has_no_mark() {
        assert_eq!(marks("lab:gc/a@3.13#n", "print(1)\n", "1"), []);
        assert_eq!(marks("lab:gc/a#m", "print(1)\n", "1"), []);
        assert_eq!(marks("lab:gc/b#n", "print(1)\n", "1"), []);
    }
}
