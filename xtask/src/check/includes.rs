//! Includes and anchors, which mdBook passes over in silence when they are missing.

use crate::page::Page;
use crate::page::include::{Anchor, Include, anchors, stray_ends};
use crate::problem::Problem;
use crate::workspace::Workspace;
use crate::{language, measured};
use anyhow::Result;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

/// Checks every include of `pages`, and every anchor of the labs' sources.
pub fn check(workspace: &Workspace, pages: &[Page]) -> Result<Vec<Problem>> {
    let mut sources = BTreeMap::new();
    for path in workspace.anchored_sources()? {
        let text = workspace.read(&path)?;
        sources.insert(path, text);
    }
    let mut problems = Vec::new();
    let mut used = BTreeSet::new();
    for page in pages {
        problems.extend(
            page.code
                .iter()
                .filter(|code| !is_include(&code.body))
                .map(|code| {
                    let message = format!(
                        "{} code reaches a page by include alone, so that it is code that runs",
                        code.language
                    );
                    Problem::new(&page.path, code.line, message)
                }),
        );
        for include in &page.includes {
            let file = resolve(&page.path, &include.path);
            problems.extend(check_include(workspace, page, include, &file, &sources));
            used.extend(include.part.clone().map(|anchor| (file, anchor)));
        }
    }
    for (path, text) in &sources {
        problems.extend(check_anchors(path, text, &used));
    }
    Ok(problems)
}

/// The file that a relative path in a page means, relative to the repository root.
pub fn resolve(page: &Path, relative: &str) -> PathBuf {
    let mut resolved = page.parent().unwrap_or(Path::new("")).to_path_buf();
    for part in Path::new(relative).components() {
        match part {
            Component::ParentDir => {
                resolved.pop();
            }
            Component::Normal(part) => resolved.push(part),
            _ => {}
        }
    }
    resolved
}

/// Whether a fence's body is include directives and nothing else.
fn is_include(body: &str) -> bool {
    let mut lines = body
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .peekable();
    lines.peek().is_some()
        && lines.all(|line| line.starts_with("{{#include ") && line.ends_with("}}"))
}

fn check_include(
    workspace: &Workspace,
    page: &Page,
    include: &Include,
    file: &Path,
    sources: &BTreeMap<PathBuf, String>,
) -> Option<Problem> {
    let problem = |message: String| Some(Problem::new(&page.path, include.line, message));
    match include.directive.as_str() {
        "title" | measured::DIRECTIVE | language::DIRECTIVE => return None,
        "include" => {}
        other => {
            return problem(format!(
                "`{{{{#{other}` is not a directive of this book; `include` is"
            ));
        }
    }
    let path = file.display();
    if !workspace.root().join(file).is_file() {
        return problem(format!("the included file {path} does not exist"));
    }
    let anchors = sources
        .get(file)
        .map(|text| anchors(text))
        .unwrap_or_default();
    match &include.part {
        Some(part) if part.starts_with(|c: char| c.is_ascii_digit() || c == ':') => problem(
            format!("{path} is included by line number, which drifts; use an anchor"),
        ),
        Some(name) if !anchors.iter().any(|anchor| anchor.name == *name) => {
            problem(format!("{path} has no anchor `{name}`"))
        }
        None if !anchors.is_empty() => problem(format!(
            "{path} has anchors, whose comments would show; include one of them"
        )),
        _ => None,
    }
}

fn check_anchors(path: &Path, text: &str, used: &BTreeSet<(PathBuf, String)>) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut seen = BTreeSet::new();
    for Anchor {
        name,
        line,
        end,
        has_text,
    } in anchors(text)
    {
        let mut problem = |message: String| problems.push(Problem::new(path, line, message));
        if end.is_none() {
            problem(format!("anchor `{name}` has no ANCHOR_END"));
        } else if !has_text {
            problem(format!("anchor `{name}` is empty"));
        }
        if !used.contains(&(path.to_path_buf(), name.clone())) {
            problem(format!("no page includes anchor `{name}`"));
        }
        if !seen.insert(name.clone()) {
            problem(format!("anchor `{name}` is there twice"));
        }
    }
    problems.extend(stray_ends(text).into_iter().map(|(line, name)| {
        Problem::new(
            path,
            line,
            format!("ANCHOR_END of `{name}` closes no anchor"),
        )
    }));
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_resolved_against_the_page() {
        let resolved = resolve(
            Path::new("book/gc/ring.md"),
            "../../labs/gc/programs/ring.py",
        );
        assert_eq!(resolved, Path::new("labs/gc/programs/ring.py"));
    }

    #[test]
    fn a_fence_is_an_include_or_it_is_not() {
        assert!(is_include("{{#include a.rs:b}}\n"));
        assert!(!is_include("x = 1\n"));
        assert!(!is_include(""));
    }

    #[test]
    fn anchors_are_closed_filled_used_and_single() {
        let path = Path::new("labs/a.rs");
        let used = BTreeSet::from([(path.to_path_buf(), "good".to_string())]);
        let good = "// ANCHOR: good\nx\n// ANCHOR_END: good\n";
        assert_eq!(check_anchors(path, good, &used), []);
        let complaints = |text: &str| {
            let found = check_anchors(path, text, &used);
            found
                .into_iter()
                .map(|problem| problem.message)
                .collect::<Vec<_>>()
                .join("; ")
        };
        assert!(complaints("// ANCHOR: good\nx\n").contains("no ANCHOR_END"));
        assert!(complaints("// ANCHOR: good\n// ANCHOR_END: good\n").contains("empty"));
        assert!(complaints("// ANCHOR: other\nx\n// ANCHOR_END: other\n").contains("no page"));
        assert!(complaints(&good.repeat(2)).contains("twice"));
        assert!(complaints("// ANCHOR_END: good\n").contains("closes no anchor"));
    }
}
