//! How much a comparison of generated programs has looked at.

use super::tree::{END, Tree};
use std::fmt;

/// How the lines begin that tell of a death: a finalizer's, a weak reference's callback's, a generator's, a `weakref.finalize`'s.
const DEATHS: [&str; 6] = ["del ", "gone ", "closed ", "saved ", "late ", "final "];

/// Counts of what was compared, as the real CPythons told it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Programs, one for each CPython that ran them.
    pub programs: usize,
    /// Those that ended with an exception.
    pub cut_short: usize,
    /// The statements that they are written of, without the prelude's.
    pub statements: usize,
    /// Instances of the programs' classes that were made.
    pub objects: usize,
    /// Ends of objects and generators that were told of.
    pub deaths: usize,
    /// Lines of output.
    pub lines: usize,
    /// Programs on which the labs print something else.
    pub disagreements: usize,
}

impl Tally {
    /// Counts one program and what it printed.
    pub fn count(&mut self, tree: &Tree, output: &str) {
        self.programs += 1;
        self.statements += tree.statements();
        self.lines += output.lines().count();
        let is_death = |line: &&str| DEATHS.iter().any(|start| line.starts_with(start));
        self.deaths += output.lines().filter(is_death).count();
        let last = output
            .lines()
            .last()
            .and_then(|line| line.strip_prefix(END));
        let made = last.and_then(|line| line.split_whitespace().next()?.parse::<usize>().ok());
        match made {
            Some(made) => self.objects += made,
            None => self.cut_short += 1,
        }
    }

    /// Adds another tally.
    pub fn add(&mut self, other: &Tally) {
        self.programs += other.programs;
        self.cut_short += other.cut_short;
        self.statements += other.statements;
        self.objects += other.objects;
        self.deaths += other.deaths;
        self.lines += other.lines;
        self.disagreements += other.disagreements;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            programs,
            cut_short,
            statements,
            objects,
            deaths,
            lines,
            disagreements,
        } = self;
        write!(
            out,
            "random programs: {programs} runs ({cut_short} end with an exception), {statements} statements, {objects} objects made, \
             {deaths} deaths and {lines} lines compared; {disagreements} disagree"
        )
    }
}
