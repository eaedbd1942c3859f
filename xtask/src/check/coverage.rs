//! Nothing is left out: every page is in the summary, every program is in the book and in its lab's list.

use super::includes::resolve;
use crate::labs::Labs;
use crate::page::Page;
use crate::page::console::Step;
use crate::problem::Problem;
use crate::workspace::Program;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

/// The pages that `SUMMARY.md` does not list.
pub fn check_summary(summary: &Page, pages: &[Page]) -> Vec<Problem> {
    let listed: BTreeSet<PathBuf> = summary
        .links
        .iter()
        .map(|link| resolve(&summary.path, &link.target))
        .collect();
    let missing = pages.iter().filter(|page| !listed.contains(&page.path));
    missing
        .map(|page| Problem::new(&page.path, 1, "the page is not in book/SUMMARY.md"))
        .collect()
}

/// The programs that no page runs, shows, includes or quotes.
pub fn check_programs(programs: &[Program], pages: &[Page]) -> Vec<Problem> {
    let mut mentioned: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut included: BTreeSet<PathBuf> = BTreeSet::new();
    for page in pages {
        mentioned.extend(page.steps().flat_map(Step::mentions));
        let facts = page
            .facts
            .iter()
            .filter_map(|fact| fact.target.as_ref().ok());
        let rows = page.version_rows();
        let facts = facts.chain(rows.filter_map(|row| row.fact.as_ref().ok()));
        mentioned.extend(facts.map(|fact| (fact.lab.as_str(), fact.program.as_str())));
        included.extend(
            page.includes
                .iter()
                .map(|include| resolve(&page.path, &include.path)),
        );
    }
    let absent = programs.iter().filter(|program| {
        !mentioned.contains(&(program.lab.as_str(), program.name.as_str()))
            && !included.contains(&program.path)
    });
    absent
        .map(|program| {
            let message = format!(
                "no page mentions this program: run it in a console fence (`run {}`), include it, or quote a fact of it",
                program.name
            );
            Problem::new(&program.path, 1, message)
        })
        .collect()
}

/// The programs that are in a lab's folder and not in its list: the lab cannot run them.
pub fn check_lists(programs: &[Program], labs: &Labs) -> Vec<Problem> {
    let mut by_lab: BTreeMap<&str, Vec<&Program>> = BTreeMap::new();
    for program in programs {
        by_lab.entry(&program.lab).or_default().push(program);
    }
    let complaints = by_lab
        .into_iter()
        .flat_map(|(lab, programs)| match labs.list(lab) {
            Ok(names) => unlisted(lab, &names, &programs),
            Err(error) => vec![Problem::new(format!("labs/{lab}"), 1, format!("{error:#}"))],
        });
    complaints.collect()
}

fn unlisted(lab: &str, names: &[String], programs: &[&Program]) -> Vec<Problem> {
    let missing = programs
        .iter()
        .filter(|program| !names.contains(&program.name));
    let message = format!("lab {lab} does not list this program");
    missing
        .map(|program| Problem::new(&program.path, 1, message.clone()))
        .collect()
}
