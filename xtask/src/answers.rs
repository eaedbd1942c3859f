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
        let facts = facts.filter_map(|fact| Some(key(fact.target.as_ref().ok()?)));
        let rows = pages.iter().flat_map(Page::version_rows);
        let programs: BTreeSet<ProgramKey> = facts
            .chain(rows.flat_map(|row| row.facts().map(|fact| key(&fact))))
            .collect();
        let steps = pages.iter().flat_map(Page::steps);
        let commands = steps.map(|step| step.command.as_str()).chain(
            pictures
                .iter()
                .filter_map(|picture| picture.command.as_deref()),
        );
        Self {
            programs: run_programs(labs, programs.into_iter().collect()),
            commands: run(labs, commands, Color::AsTyped),
        }
    }

    /// Runs the programs of `facts` too.
    pub fn add(&mut self, labs: &Labs, facts: &[FactRef]) {
        let programs: BTreeSet<ProgramKey> = facts.iter().map(key).collect();
        let missing = programs
            .into_iter()
            .filter(|program| !self.programs.contains_key(program))
            .collect();
        self.programs.extend(run_programs(labs, missing));
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

/// Runs each of the programs once.
fn run_programs(
    labs: &Labs,
    programs: Vec<ProgramKey>,
) -> HashMap<ProgramKey, Result<ProgramRun, String>> {
    let runs = parallel::map(&programs, |(lab, program, python)| {
        labs.run_program(lab, program, python.as_deref())
            .map_err(|error| format!("{error:#}"))
    });
    programs.into_iter().zip(runs).collect()
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
