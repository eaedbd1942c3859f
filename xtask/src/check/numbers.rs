//! Numbers in prose: a link's text is the value of the fact that it points at.

use crate::answers::Answers;
use crate::page::fact::{DEFAULT_PYTHON, as_markdown};
use crate::page::{Fact, Page};
use crate::problem::Problem;

/// Compares every checked number of a page with its program's fact.
pub fn check(page: &Page, answers: &Answers) -> Vec<Problem> {
    page.facts
        .iter()
        .filter_map(|fact| check_fact(page, fact, answers))
        .collect()
}

fn check_fact(page: &Page, fact: &Fact, answers: &Answers) -> Option<Problem> {
    let problem = |message: String| Some(Problem::new(&page.path, fact.line, message));
    let target = match &fact.target {
        Ok(target) => target,
        Err(error) => return problem(error.clone()),
    };
    let run = match answers.program(target) {
        Ok(run) => run,
        Err(error) => return problem(error.to_string()),
    };
    let python = target.python.as_deref().unwrap_or(DEFAULT_PYTHON);
    if run.python != python {
        let other = &run.python;
        return problem(format!(
            "{target}: the page says CPython {python}, the lab ran as {other}"
        ));
    }
    let Some(value) = run.facts.get(&target.fact) else {
        let known: Vec<&str> = run.facts.keys().map(String::as_str).collect();
        return problem(format!(
            "{target}: the program records no such fact, only {}",
            known.join(", ")
        ));
    };
    if *value == fact.text {
        return None;
    }
    let problem = Problem::new(
        &page.path,
        fact.line,
        format!("the quoted number is not {target}"),
    )
    .with_difference(&fact.text, value);
    Some(problem.mended_by(
        fact.text_range.clone(),
        quoted(value, &page.source[fact.text_range.clone()]),
    ))
}

/// The value as Markdown, and as code where the page had code.
fn quoted(value: &str, before: &str) -> String {
    match before.starts_with('`') {
        true => format!("`{value}`"),
        false => as_markdown(value),
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn code_stays_code_and_signs_become_code() {
        assert_eq!(quoted("2", "3"), "2");
        assert_eq!(quoted("2", "`3`"), "`2`");
        assert_eq!(quoted("[1, 2]", "3"), "`[1, 2]`");
    }
}
