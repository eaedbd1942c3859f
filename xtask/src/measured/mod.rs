//! Measurements that the book shows: `book/measured/<name>.json`, and `{{#measured name}}` in a page.
//!
//! `cargo xtask bench` writes the file, and the rendered page shows it as a table and a plot ([`html`], [`plot`]), with when and
//! on what it was measured. They are the one thing in the book that the check does not run again: a time differs from machine to
//! machine and from minute to minute. It checks that each file is one and that a page shows it.

mod html;
mod plot;
pub mod record;

use crate::page::Page;
use crate::page::include::Include;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use record::{Contender, Space};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

pub use html::render;

/// The word of the directive.
pub const DIRECTIVE: &str = "measured";

/// What was measured, in the numbers that a page shows.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// What the figures are, as a table's caption.
    pub title: String,
    /// The day, as `2025-11-21`.
    pub date: String,
    /// The processor's model.
    pub processor: String,
    /// The operating system.
    pub system: String,
    /// Rounds that each median is over, at least.
    pub rounds: usize,
    /// Processes that the rounds were done in.
    pub processes: usize,
    /// What holds for all the figures, in sentences.
    pub terms: Vec<String>,
    /// Those that are compared. The first is ours.
    pub contenders: Vec<Contender>,
    /// What was timed.
    pub workloads: Vec<Workload>,
    /// Bytes held, if that was measured.
    pub space: Option<Space>,
}

/// One thing to do, and how long it took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workload {
    /// A short name, a row's heading.
    pub name: String,
    /// What is done, in a phrase.
    pub about: String,
    /// One entry a contender, in their order; `None` where it did not take part.
    pub times: Vec<Option<Time>>,
}

/// How long one contender took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Time {
    /// A unit of work, in what the title counts: the median of the rounds.
    pub median: f64,
    /// The rounds' lower quartile.
    pub low: f64,
    /// The rounds' upper quartile.
    pub high: f64,
    /// Our time over this one's: the median of the ratios within each round.
    pub ratio: f64,
}

impl Measured {
    /// Reads a file of measurements and sees that it is whole: one figure a contender, and at least one of each.
    ///
    /// # Errors
    /// If it is none.
    pub fn parse(json: &str) -> Result<Self> {
        let measured: Self = serde_json::from_str(json)?;
        let contenders = measured.contenders.len();
        let rows = measured
            .workloads
            .iter()
            .map(|workload| workload.times.len());
        let space = measured.space.iter().map(|space| space.held.len());
        ensure!(
            contenders > 0 && !measured.workloads.is_empty(),
            "it has nothing to compare"
        );
        ensure!(
            rows.chain(space).all(|entries| entries == contenders),
            "a row has not one entry for each contender"
        );
        Ok(measured)
    }

    /// The file's text, as it is written.
    pub fn to_json(&self) -> Result<String> {
        Ok(serde_json::to_string_pretty(self)? + "\n")
    }
}

/// The file of the measurements called `name`, relative to the root.
pub fn file(name: &str) -> PathBuf {
    PathBuf::from("book/measured").join(format!("{name}.json"))
}

/// Reads the measurements called `name`.
///
/// # Errors
/// If there is no such file, or it is none of measurements.
pub fn read(workspace: &Workspace, name: &str) -> Result<Measured> {
    let path = file(name);
    Measured::parse(&workspace.read(&path)?)
        .with_context(|| format!("{} holds no measurements", path.display()))
}

/// The directives of a page that ask for measurements.
pub fn directives(page: &Page) -> impl Iterator<Item = &Include> {
    let includes = page.includes.iter();
    includes.filter(|include| include.directive == DIRECTIVE)
}

/// The HTML of all the measurements that some pages show, by name. A name that cannot be read is left out; the check tells of it.
pub fn gather(workspace: &Workspace, pages: &[Page]) -> BTreeMap<String, String> {
    let names = pages
        .iter()
        .flat_map(directives)
        .map(|include| &include.path);
    names
        .filter_map(|name| Some((name.clone(), render(name, &read(workspace, name).ok()?))))
        .collect()
}

/// The page's text with every line that is a directive replaced by its HTML.
pub fn expand(source: &str, html: &BTreeMap<String, String>) -> String {
    let lines = source.split_inclusive('\n').map(|line| {
        let name = line
            .trim_end()
            .strip_prefix("{{#measured ")
            .and_then(|rest| rest.strip_suffix("}}"));
        match name.and_then(|name| html.get(name)) {
            Some(html) => format!("{html}\n"),
            None => line.to_string(),
        }
    });
    lines.collect()
}

#[cfg(test)]
mod tests;
