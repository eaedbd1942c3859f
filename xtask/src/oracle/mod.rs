//! `cargo xtask oracle`: the real CPythons that are found run every program, and the labs must say the same.
//!
//! Each program runs under the lab's profile of that version and in a fresh real interpreter ([`python`]), and standard output,
//! facts, exit status and, after an exception, its last line are compared ([`compare`]). A difference that is known is declared in
//! the program's head with its reason ([`declared`]). What the labs' compiler makes of each program is compared with a real 3.12's
//! `dis` ([`disassembly`]).

mod compare;
mod declared;
mod disassembly;
mod python;
pub mod random;
mod table;

use crate::labs::Labs;
use crate::parallel;
use crate::seen;
use crate::workspace::{Program, Workspace};
use anyhow::Result;
pub use declared::Declared;
use disassembly::Disassembly;
use std::fmt;
use std::path::PathBuf;

pub use python::{Python, find as find_pythons, profile_of};

/// How every program compares with every CPython.
#[derive(Debug)]
pub struct Report {
    pythons: Vec<Python>,
    programs: Vec<Program>,
    /// One verdict a program and CPython: all of the first program's, then the second's.
    verdicts: Vec<Verdict>,
    /// How the compiler compares with a 3.12's, if one was found.
    disassembly: Option<Disassembly>,
}

/// How one program compares with one CPython.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Verdict {
    /// Everything is the same.
    Agrees,
    /// It differs, and the program's head says why.
    Declared(String),
    /// It differs.
    Differs(String),
    /// The program's head declares a difference, and there is none.
    Undue(String),
}

/// Compares, and tells how it went. True if nothing differs that is not declared.
pub fn run(workspace: &Workspace, more: &[PathBuf]) -> Result<bool> {
    let pythons = find_pythons(more)?;
    eprintln!("building the labs");
    let labs = Labs::build(workspace)?;
    let report = compare(workspace, &labs, &pythons)?;
    println!("{report}");
    println!("{}", report.summary());
    seen::record(workspace, &pythons)?;
    Ok(report.agrees())
}

/// Runs every program of `workspace` on `labs` and on each of `pythons`.
pub fn compare(workspace: &Workspace, labs: &Labs, pythons: &[Python]) -> Result<Report> {
    let mut programs = workspace.programs()?;
    programs.retain(Program::is_python);
    let pairs: Vec<(&Program, &Python)> = programs
        .iter()
        .flat_map(|program| pythons.iter().map(move |python| (program, python)))
        .collect();
    let verdicts = parallel::map(&pairs, |(program, python)| {
        verdict(workspace, labs, program, python)
            .unwrap_or_else(|error| Verdict::Differs(format!("{error:#}")))
    });
    Ok(Report {
        disassembly: disassembly::compare(workspace, &programs, pythons)?,
        pythons: pythons.to_vec(),
        programs,
        verdicts,
    })
}

fn verdict(
    workspace: &Workspace,
    labs: &Labs,
    program: &Program,
    python: &Python,
) -> Result<Verdict> {
    let source = workspace.read(&program.path)?;
    let declared = Declared::parse(&source)?
        .reason_for(&python.profile)
        .map(str::to_string);
    let real = python.run(workspace, program, &source)?;
    let ours = labs.run_program(&program.lab, &program.name, Some(&python.profile))?;
    Ok(match (compare::difference(&ours, &real), declared) {
        (None, None) => Verdict::Agrees,
        (Some(_), Some(reason)) => Verdict::Declared(reason),
        (Some(difference), None) => Verdict::Differs(difference),
        (None, Some(reason)) => Verdict::Undue(reason),
    })
}

impl Report {
    /// Whether nothing differs that is not declared.
    pub fn agrees(&self) -> bool {
        let compiles_alike = self.disassembly.as_ref().is_none_or(Disassembly::agrees);
        let agrees = |verdict| matches!(verdict, &Verdict::Agrees | &Verdict::Declared(_));
        compiles_alike && self.verdicts.iter().all(agrees)
    }

    /// A line that counts the CPythons and the verdicts, and one about the compiler if a 3.12 was found.
    pub fn summary(&self) -> String {
        if self.pythons.is_empty() {
            return "compared with 0 CPythons: none of 3.10 to 3.14 was found".to_string();
        }
        let count = |wanted: fn(&Verdict) -> bool| {
            self.verdicts
                .iter()
                .filter(|verdict| wanted(verdict))
                .count()
        };
        let versions: Vec<&str> = self
            .pythons
            .iter()
            .map(|python| python.version.as_str())
            .collect();
        let runs = format!(
            "compared with {} CPythons ({}): {} agree, {} differ as declared, {} differ",
            versions.len(),
            versions.join(", "),
            count(|verdict| *verdict == Verdict::Agrees),
            count(|verdict| matches!(verdict, Verdict::Declared(_))),
            count(|verdict| matches!(verdict, Verdict::Differs(_) | Verdict::Undue(_))),
        );
        match &self.disassembly {
            Some(disassembly) => format!("{runs}\n{}", disassembly.summary()),
            None => runs,
        }
    }

    /// Every program and CPython, with the verdict.
    fn entries(&self) -> impl Iterator<Item = (&Program, &Python, &Verdict)> {
        let pairs = self
            .programs
            .iter()
            .flat_map(|program| self.pythons.iter().map(move |python| (program, python)));
        pairs
            .zip(&self.verdicts)
            .map(|((program, python), verdict)| (program, python, verdict))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", table::render(self))?;
        match &self.disassembly {
            Some(disassembly) if !disassembly.agrees() => write!(out, "\n{disassembly}"),
            _ => Ok(()),
        }
    }
}
