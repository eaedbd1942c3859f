//! What the labs say: every command and program that the pages quote, run once.

use crate::labs::{Color, Labs, ProgramRun, Transcript};
use crate::page::Page;
use crate::page::fact::FactRef;
use crate::page::picture::Picture;
use crate::parallel;
use std::collections::{BTreeSet, HashMap};

/// The labs' answers to everything that some pages quote. An error is a sentence.
#[derive(Debug, Default)]
pub struct Answers {
    commands: HashMap<String, Result<Transcript, String>>,
    programs: HashMap<ProgramKey, Result<ProgramRun, String>>,
}

/// Lab, program and CPython version.
type ProgramKey = (String, String, Option<String>);

impl Answers {
    /// Runs every command and every program that `pages` quote, and every command that draws one of `pictures`.
    pub fn gather(labs: &Labs, pages: &[Page], pictures: &[Picture]) -> Self {
        let facts = pages.iter().flat_map(|page| &page.facts);
        let programs: BTreeSet<ProgramKey> = facts
            .filter_map(|fact| Some(key(fact.target.as_ref().ok()?)))
            .collect();
        let programs: Vec<ProgramKey> = programs.into_iter().collect();
        let runs = parallel::map(&programs, |(lab, program, python)| {
            labs.run_program(lab, program, python.as_deref())
                .map_err(|error| format!("{error:#}"))
        });
        let steps = pages.iter().flat_map(Page::steps);
        let commands = steps.map(|step| step.command.as_str()).chain(
            pictures
                .iter()
                .filter_map(|picture| picture.command.as_deref()),
        );
        Self {
            programs: programs.into_iter().zip(runs).collect(),
            commands: run(labs, commands, Color::AsTyped),
        }
    }

    /// Runs the commands that `pages` quote, and no programs.
    pub fn commands(labs: &Labs, pages: &[Page], color: Color) -> Self {
        let steps = pages.iter().flat_map(Page::steps);
        Self {
            commands: run(labs, steps.map(|step| step.command.as_str()), color),
            programs: HashMap::new(),
        }
    }

    /// What a command printed.
    pub fn command(&self, command: &str) -> Result<&Transcript, &str> {
        match self.commands.get(command) {
            Some(answer) => answer.as_ref().map_err(String::as_str),
            None => Err("the command was not run"),
        }
    }

    /// How a fact's program ran.
    pub fn program(&self, fact: &FactRef) -> Result<&ProgramRun, &str> {
        match self.programs.get(&key(fact)) {
            Some(answer) => answer.as_ref().map_err(String::as_str),
            None => Err("the program was not run"),
        }
    }
}

/// Runs each of the commands once.
fn run<'a>(
    labs: &Labs,
    commands: impl Iterator<Item = &'a str>,
    color: Color,
) -> HashMap<String, Result<Transcript, String>> {
    let commands: BTreeSet<&str> = commands.collect();
    let commands: Vec<&str> = commands.into_iter().collect();
    let transcripts = parallel::map(&commands, |command| {
        labs.run_command(command, color)
            .map_err(|error| format!("{error:#}"))
    });
    commands
        .into_iter()
        .map(str::to_string)
        .zip(transcripts)
        .collect()
}

fn key(fact: &FactRef) -> ProgramKey {
    (fact.lab.clone(), fact.program.clone(), fact.python.clone())
}
