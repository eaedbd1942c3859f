//! The allocator beside its peers.
//!
//! One process holds all of them at once, and one CPython, for a process can hold one.

use super::libpython::{self, LibPython};
use super::summary;
use super::{Binaries, Options};
use crate::measured::Measured;
use crate::measured::record::Record;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::path::Path;
use std::process::{Command, Stdio};

/// Rounds of each trace in one process.
const ROUNDS: usize = 3;
/// Processes for each CPython.
const PROCESSES: usize = 3;

/// Runs the traces.
///
/// # Errors
/// If a libpython that was named is none, or the bench fails.
pub fn measure(workspace: &Workspace, options: &Options) -> Result<Measured> {
    let pythons = libpython::named_or_found(&options.libpython)?;
    if pythons.is_empty() {
        eprintln!(
            "no libpython was found, so pymalloc does not take part; --libpython PATH names one"
        );
    }
    let binaries = Binaries::build(workspace)?;
    let processes = if options.quick { 1 } else { PROCESSES };
    let records = ask_all(binaries.path("bench")?, &pythons, processes)?;
    Ok(summary::summarise(
        "Nanoseconds an allocation and its free take together",
        records.len(),
        &records,
    ))
}

/// Runs every process, one after the other: the CPythons in turn, so that what else the machine does falls on all of them.
fn ask_all(binary: &Path, pythons: &[LibPython], processes: usize) -> Result<Vec<Record>> {
    let mut records = Vec::new();
    for process in 0..processes {
        let turns: Vec<Option<&LibPython>> = match pythons {
            [] => vec![None],
            pythons => pythons.iter().map(Some).collect(),
        };
        for python in turns {
            let who = python.map_or_else(|| "no CPython".to_string(), |python| python.name());
            eprintln!("process {} of {processes}, {who}", process + 1);
            let first = process == 0;
            records.push(ask(binary, python, first.then_some("--space"))?);
            records.push(ask(binary, python, Some("--variant=small-pages"))?);
            records.push(ask(binary, python, Some("--variant=mixed-kinds"))?);
        }
    }
    Ok(records)
}

/// Runs one process and reads its record. Its progress goes to standard error.
fn ask(binary: &Path, python: Option<&LibPython>, word: Option<&str>) -> Result<Record> {
    let mut command = Command::new(binary);
    command
        .args(["--rounds", &ROUNDS.to_string()])
        .args(word)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit());
    if let Some(python) = python {
        python.lend(&mut command);
    }
    let output = command.output().context("cannot start the bench")?;
    ensure!(
        output.status.success(),
        "the bench failed ({}), see above",
        output.status
    );
    serde_json::from_slice(&output.stdout).context("the bench's answer is no record")
}
