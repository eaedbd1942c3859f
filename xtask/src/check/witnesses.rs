//! On how many versions a real CPython was seen to say of a claim what the labs say.
//!
//! What CPythons said is in [`seen`](crate::seen)'s record, which `cargo xtask oracle` writes: of a program that has changed since,
//! it says nothing.

use crate::answers::Answers;
use crate::oracle::{Declared, profile_of};
use crate::page::fact::FactRef;
use crate::seen::Record;
use crate::workspace::{Program, Workspace};
use anyhow::Result;
use runtime::Version;
use std::collections::{BTreeMap, BTreeSet};

/// What is known of the programs, by lab and name.
pub struct Witnesses<'a> {
    programs: BTreeMap<(&'a str, &'a str), Known>,
    record: Record,
    answers: &'a Answers,
}

/// A Python program.
struct Known {
    source: String,
    declared: Declared,
}

impl<'a> Witnesses<'a> {
    /// Reads the programs and the record.
    ///
    /// # Errors
    /// If a file cannot be read, or is not what it should be.
    pub fn gather(
        workspace: &Workspace,
        programs: &'a [Program],
        answers: &'a Answers,
    ) -> Result<Self> {
        let python = programs.iter().filter(|program| program.is_python());
        let programs = python.map(|program| {
            let source = workspace.read(&program.path)?;
            let declared = Declared::parse(&source)?;
            let known = Known { source, declared };
            Ok(((program.lab.as_str(), program.name.as_str()), known))
        });
        Ok(Self {
            programs: programs.collect::<Result<_>>()?,
            record: Record::read(workspace)?,
            answers,
        })
    }

    /// The minor versions of which a CPython recorded all of `facts` as the labs do. The facts are one program's, and the program
    /// declares no difference for those versions.
    pub fn versions(&self, facts: &[&FactRef]) -> BTreeSet<u32> {
        let releases = self.record.releases();
        let agreeing = releases.filter_map(|release| {
            let version: Version = profile_of(release)?.parse().ok()?;
            let agrees = |fact: &&FactRef| self.agrees(release, version, fact);
            facts.iter().all(agrees).then(|| version.minor())
        });
        agreeing.collect()
    }

    fn agrees(&self, release: &str, version: Version, fact: &FactRef) -> bool {
        let Some(known) = self.programs.get(&(&fact.lab, &fact.program)) else {
            return false;
        };
        let fact = fact.as_version(version);
        let ours = self.answers.program(&fact).ok();
        let ours = ours.and_then(|run| run.facts.get(&fact.fact));
        let real = self.record.value(release, &fact, &known.source);
        let is_declared = known.declared.reason_for(&version.to_string()).is_some();
        !is_declared && real.is_some() && real == ours.map(String::as_str)
    }
}
