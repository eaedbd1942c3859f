//! Measurements: each file is one and a page shows it, each directive names one. No figure is compared.

use crate::measured::{self, directives};
use crate::page::Page;
use crate::problem::Problem;
use crate::workspace::Workspace;
use anyhow::Result;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Checks every directive of `pages` and every file of measurements.
pub fn check(workspace: &Workspace, pages: &[Page]) -> Result<Vec<Problem>> {
    let mut problems = Vec::new();
    let mut shown: BTreeSet<PathBuf> = BTreeSet::new();
    for page in pages {
        for directive in directives(page) {
            let name = &directive.path;
            let mut problem =
                |message| problems.push(Problem::new(&page.path, directive.line, message));
            if let Err(error) = measured::read(workspace, name) {
                problem(format!("{error:#}; `cargo xtask bench {name}` writes it"));
            }
            let line = page
                .source
                .lines()
                .nth(directive.line - 1)
                .unwrap_or_default();
            if line != format!("{{{{#measured {name}}}}}") {
                problem("`{{#measured` stands on a line of its own".to_string());
            }
            shown.insert(measured::file(name));
        }
    }
    let files = workspace.measurements()?.into_iter();
    problems.extend(
        files
            .filter(|file| !shown.contains(file))
            .map(|file| Problem::new(file, 1, "no page shows these measurements")),
    );
    Ok(problems)
}
