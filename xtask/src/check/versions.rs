//! What differs between versions: each value of a `versions` fence is the one that its program records as that version.

use crate::answers::Answers;
use crate::page::Page;
use crate::page::fact::FactRef;
use crate::page::versions::{NO_FACT, VersionRow, joined};
use crate::problem::Problem;

/// Compares every row of a page's tables with what the programs record.
pub fn check(page: &Page, answers: &Answers) -> Vec<Problem> {
    let rows = page.version_rows();
    rows.filter_map(|row| match recorded(row, answers) {
        Ok(values) => difference(page, row, &values),
        Err(error) => Some(Problem::new(&page.path, row.line, error)),
    })
    .collect()
}

/// What the row's program records as each version, in order.
///
/// # Errors
/// A sentence, if the row names no fact or a program was not run.
fn recorded(row: &VersionRow, answers: &Answers) -> Result<Vec<String>, String> {
    row.fact.as_ref().map_err(String::clone)?;
    let value = |fact: FactRef| {
        let run = answers.program(&fact)?;
        let value = run.facts.get(&fact.fact);
        Ok(value.cloned().unwrap_or_else(|| NO_FACT.to_string()))
    };
    row.facts().map(value).collect()
}

/// How a row's values differ from `recorded`, if they do.
fn difference(page: &Page, row: &VersionRow, recorded: &[String]) -> Option<Problem> {
    if recorded.iter().all(|value| value == NO_FACT) {
        let message = "the program records no such fact as any version";
        return Some(Problem::new(&page.path, row.line, message));
    }
    if recorded == row.values {
        return None;
    }
    let message = "the values are not what the program records";
    let recorded = joined(recorded);
    let problem = Problem::new(&page.path, row.line, message);
    let problem = problem.with_difference(&joined(&row.values), &recorded);
    Some(problem.mended_by(row.range.clone(), recorded))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "```versions\na list | heap/sizes#list | 1 | 2\n```\n";

    fn told(recorded: [&str; 2]) -> Option<Problem> {
        let page = Page::parse("book/x.md", SOURCE);
        let row = page.version_rows().next().expect("a row");
        difference(&page, row, &recorded.map(str::to_string))
    }

    #[test]
    fn a_row_is_what_the_program_records() {
        assert_eq!(told(["1", "2"]), None);
    }

    #[test]
    fn another_value_is_told_with_the_line_and_can_be_mended() {
        let problem = told(["1", "3"]).expect("a problem");
        assert_eq!(problem.line, 2);
        let mend = problem.mend.expect("a mend");
        let mut mended = SOURCE.to_string();
        mended.replace_range(mend.range, &mend.replacement);
        assert_eq!(mended, SOURCE.replace("| 2", "| 3"));
    }

    #[test]
    fn a_fact_that_no_version_has_is_a_mistake() {
        let problem = told([NO_FACT, NO_FACT]).expect("a problem");
        assert!(problem.message.contains("no such fact"), "{problem}");
    }
}
