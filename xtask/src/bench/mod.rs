//! `cargo xtask bench`: our runtime beside its peers, on the same work, in one run.
//!
//! The package `bench` does the measuring, in release and in processes of its own: one process can hold one CPython, and how
//! fast an allocator is depends on where its memory came to stand in that process. Here its answers become medians
//! ([`summary`]), a table ([`table`]) and the file that the book shows ([`crate::measured`]).

mod libpython;
mod machine;
mod summary;
mod table;

use crate::labs::cargo;
use crate::measured::record::Record;
use crate::measured::{self, Measured};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use libpython::LibPython;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Suite {
    /// The allocator beside pymalloc, glibc's malloc and mimalloc
    Pools,
}

/// How it is measured.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is measured.
    pub suite: Suite,
    /// One process a CPython and few rounds.
    pub quick: bool,
    /// Leave the book's file as it is.
    pub no_write: bool,
    /// The libpythons to use instead of those that are found.
    pub libpython: Vec<PathBuf>,
}

/// Rounds of each trace in one process.
const ROUNDS: usize = 3;
/// Processes for each CPython.
const PROCESSES: usize = 3;

/// Measures, prints the table, and writes the file that the book shows.
pub fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    ensure!(
        cfg!(target_os = "linux"),
        "the bench reads what only Linux tells of a process, and runs there alone"
    );
    let Suite::Pools = options.suite;
    let pythons = match &options.libpython[..] {
        [] => libpython::find(),
        paths => paths
            .iter()
            .map(|path| LibPython::at(path))
            .collect::<Result<_>>()?,
    };
    if pythons.is_empty() {
        eprintln!(
            "no libpython was found, so pymalloc does not take part; --libpython PATH names one"
        );
    }
    eprintln!("building the bench");
    let binary = build(workspace)?;
    let processes = if options.quick { 1 } else { PROCESSES };
    let records = measure(&binary, &pythons, processes)?;
    let measured = summary::summarise(
        "Nanoseconds an allocation and its free take together",
        &records,
    );
    println!("{}", table::render(&measured));
    let file = measured::file("pools");
    if options.no_write {
        println!("{} is left as it was", file.display());
    } else {
        write(workspace, &file, &measured)?;
        println!("{} is written; the book shows it", file.display());
    }
    Ok(true)
}

/// Builds the package `bench` in release. Cargo's progress goes to standard error.
fn build(workspace: &Workspace) -> Result<PathBuf> {
    let output = Command::new(cargo())
        .current_dir(workspace.root())
        .args(["build", "--release", "--package", "bench"])
        .arg("--message-format=json-render-diagnostics")
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(
        output.status.success(),
        "the bench does not build (cargo said why above)"
    );
    let messages = String::from_utf8_lossy(&output.stdout);
    let mut binaries = crate::labs::executables(&messages);
    binaries
        .remove("bench")
        .context("cargo does not tell where the bench is")
}

/// Runs every process, one after the other: the CPythons in turn, so that what else the machine does falls on all of them.
fn measure(binary: &Path, pythons: &[LibPython], processes: usize) -> Result<Vec<Record>> {
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

fn write(workspace: &Workspace, file: &Path, measured: &Measured) -> Result<()> {
    let path = workspace.root().join(file);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(&path, measured.to_json()?)
        .with_context(|| format!("cannot write {}", path.display()))
}
