//! Printed output: what stands under each `$ command` is what the command prints.

use crate::answers::Answers;
use crate::book::plain_output;
use crate::page::Page;
use crate::page::console::{Console, Step};
use crate::problem::Problem;

/// The commands that print another text when they are asked for colours: a page could not show them in colour.
pub fn check_colors(page: &Page, answers: &Answers, colored: &Answers) -> Vec<Problem> {
    let differing = page.steps().filter_map(|step| {
        // A command that cannot be run is told by `check`.
        let plain = &answers.command(&step.command).ok()?.text;
        let message = match plain_output(colored, &step.command) {
            Ok(uncolored) if uncolored == *plain => return None,
            Ok(_) => "with `--color always` the command prints another text".to_string(),
            Err(error) => error,
        };
        Some(Problem::new(&page.path, step.line, message))
    });
    differing.collect()
}

/// Compares every `console` fence of a page with what its commands print.
pub fn check(page: &Page, answers: &Answers) -> Vec<Problem> {
    let mut problems = Vec::new();
    for line in &page.misplaced_consoles {
        let message = "a console fence must stand at the line's start, outside lists and quotes";
        problems.push(Problem::new(&page.path, *line, message));
    }
    for console in &page.consoles {
        if console.steps.is_empty() || console.preamble {
            let message = "a console fence begins with a `$ command` line";
            problems.push(Problem::new(&page.path, console.fence.line, message));
        }
        for (index, step) in console.steps.iter().enumerate() {
            problems.extend(check_step(page, console, index, step, answers));
        }
    }
    problems
}

fn check_step(
    page: &Page,
    console: &Console,
    index: usize,
    step: &Step,
    answers: &Answers,
) -> Vec<Problem> {
    let transcript = match answers.command(&step.command) {
        Ok(transcript) => transcript,
        Err(error) => return vec![Problem::new(&page.path, step.line, error)],
    };
    let mut problems = Vec::new();
    let wanted = console.exit_of(index);
    if transcript.exit != wanted {
        let message = format!(
            "the command exits with {}, the page expects {wanted} (`console,exit={}` says otherwise)",
            transcript.exit, transcript.exit
        );
        problems.push(Problem::new(&page.path, step.line, message));
    }
    let actual = whole_lines(&transcript.text);
    if actual != step.output {
        let problem = Problem::new(
            &page.path,
            step_drift(step, &actual),
            "the output differs from what the command prints",
        )
        .with_difference(&step.output, &actual);
        problems.push(match unprintable(&actual) {
            Some(reason) => Problem {
                message: reason.to_string(),
                ..problem
            },
            None => problem.mended_by(step.range.clone(), actual),
        });
    }
    problems
}

/// The text with a line end after its last line: a fence and a file hold whole lines only.
pub fn whole_lines(text: &str) -> String {
    let mut text = text.to_string();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}

/// The first line of `committed` that differs from `actual`, where its first line is the one after `above`; the line
/// `above` itself where only lines are missing at the end.
pub fn drift_line(above: usize, committed: &str, actual: &str) -> usize {
    let mut actual = actual.lines();
    match committed
        .lines()
        .position(|line| actual.next() != Some(line))
    {
        Some(index) => above + 1 + index,
        None => above,
    }
}

/// The first line of the page that differs, or the command's where only lines are missing at the end.
fn step_drift(step: &Step, actual: &str) -> usize {
    let last_typed = step.line + step.typed.lines().count() - 1;
    match drift_line(last_typed, &step.output, actual) {
        line if line == last_typed => step.line,
        line => line,
    }
}

/// Why a fence cannot hold this output, if it cannot.
fn unprintable(output: &str) -> Option<&'static str> {
    if output.lines().any(|line| line.starts_with("$ ")) {
        return Some(
            "the command prints a line that begins with `$ `, which would read as a command",
        );
    }
    if output
        .lines()
        .any(|line| line.trim_start().starts_with("```"))
    {
        return Some("the command prints a line that would end the fence");
    }
    None
}
