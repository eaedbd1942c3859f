//! Who takes part: our interpreter, real CPythons, and collectors of the package `bench`. What they are given to do is a
//! [`Job`].

use super::Binaries;
use super::libpython::LibPython;
use crate::measured::record::Contender;
use crate::oracle::Python;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One thing to do: a row.
pub struct Job {
    /// The row's heading.
    pub row: String,
    /// What is done, in a phrase.
    pub about: &'static str,
    /// Who can do it, and what they are told.
    pub task: Task,
}

/// What those who take part are told.
pub enum Task {
    /// To run a program, or to build a graph of the same shape.
    Program {
        /// The program's text. It prints a list of nanoseconds.
        text: String,
        /// The graph's shape and size, for the collectors of Rust, if they have it.
        shape: Option<(&'static str, u32)>,
    },
    /// To build so many lists without an interpreter.
    Building(u32),
}

/// One of those that are compared.
pub struct Entrant {
    /// Its name and version.
    pub contender: Contender,
    takes: Takes,
    binary: PathBuf,
    /// How it builds without an interpreter, if it can.
    builder: Option<Builder>,
}

/// The program that builds, and the CPython that it loads for that; none: the runtime of this book.
#[derive(Clone)]
struct Builder {
    binary: PathBuf,
    libpython: Option<LibPython>,
}

/// What it is given to do.
enum Takes {
    /// A Python program on standard input, after these words.
    Programs(&'static [&'static str]),
    /// The shape of a graph, as a word.
    Shapes,
}

/// Our interpreter first, then the CPythons. A CPython whose library is among `libraries` can build without its interpreter.
///
/// # Errors
/// If a library does not tell which CPython it is.
pub fn pythons(
    binaries: &Binaries,
    pythons: Vec<Python>,
    libraries: Vec<LibPython>,
) -> Result<Vec<Entrant>> {
    let builder = |libpython| -> Result<Builder> {
        let binary = binaries.path("bench-building")?.to_path_buf();
        Ok(Builder { binary, libpython })
    };
    let mut builders = BTreeMap::new();
    for library in libraries {
        let builder = builder(Some(library))?;
        builders.insert(builder.version()?, builder);
    }
    let mut entrants = vec![Entrant {
        contender: Contender {
            name: "ours".to_string(),
            version: "this book's interpreter".to_string(),
        },
        takes: Takes::Programs(&[]),
        binary: binaries.path("bench-python")?.to_path_buf(),
        builder: Some(builder(None)?),
    }];
    entrants.extend(pythons.into_iter().map(|found| Entrant {
        builder: builders.get(&found.version.to_string()).cloned(),
        ..python(found)
    }));
    Ok(entrants)
}

/// The collectors of Rust.
///
/// # Errors
/// If they do not tell who they are.
pub fn collectors(binaries: &Binaries) -> Result<Vec<Entrant>> {
    let binary = binaries.path("bench-collectors")?;
    let entrants = contenders(binary)?.into_iter().map(|contender| Entrant {
        contender,
        takes: Takes::Shapes,
        binary: binary.to_path_buf(),
        builder: None,
    });
    Ok(entrants.collect())
}

fn python(python: Python) -> Entrant {
    Entrant {
        contender: Contender {
            name: format!("CPython {}", python.version),
            version: "a process of its own".to_string(),
        },
        // Isolated, without site packages.
        takes: Takes::Programs(&["-I", "-S", "-"]),
        binary: python.path,
        builder: None,
    }
}

impl Builder {
    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        if let Some(libpython) = &self.libpython {
            libpython.lend(&mut command);
        }
        command
    }

    /// The version of what it builds with.
    fn version(&self) -> Result<String> {
        let mut command = self.command();
        command.arg("--who");
        let answer = answer(command, "").context("a libpython that was found")?;
        serde_json::from_slice(&answer).context("the bench does not tell a version")
    }
}

/// The collectors that a program of the bench has, as it tells without words.
fn contenders(binary: &Path) -> Result<Vec<Contender>> {
    let output = Command::new(binary)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start the bench")?;
    serde_json::from_slice(&output.stdout).context("the bench does not tell its collectors")
}

impl Entrant {
    /// Nanoseconds, once a repeat; `None` if this is not for it.
    ///
    /// # Errors
    /// If it fails, or answers something else.
    pub fn time(&self, job: &Job, repeats: usize) -> Result<Option<Vec<f64>>> {
        let numbers = |objects: u32| [objects.to_string(), repeats.to_string()];
        let mut command = Command::new(&self.binary);
        let mut input = "";
        match (&job.task, &self.takes) {
            (Task::Program { text, .. }, Takes::Programs(words)) => {
                command.args(*words);
                input = text;
            }
            (Task::Program { shape, .. }, Takes::Shapes) => {
                let Some((shape, objects)) = *shape else {
                    return Ok(None);
                };
                command.args([&self.contender.name, shape]);
                command.args(numbers(objects));
            }
            (Task::Building(objects), _) => {
                let Some(builder) = &self.builder else {
                    return Ok(None);
                };
                command = builder.command();
                command.args(numbers(*objects));
            }
        }
        let answer = answer(command, input)
            .with_context(|| format!("{} at {}", self.contender.name, job.row))?;
        let times: Vec<f64> =
            serde_json::from_slice(&answer).context("the answer is no list of times")?;
        Ok((!times.is_empty()).then_some(times))
    }
}

/// Runs a command with `text` as standard input, and returns its standard output.
fn answer(mut command: Command, text: &str) -> Result<Vec<u8>> {
    let mut process = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::inherit())
        .spawn()
        .context("cannot be started")?;
    if let Some(mut input) = process.stdin.take() {
        input.write_all(text.as_bytes())?;
    }
    let output = process.wait_with_output()?;
    ensure!(
        output.status.success(),
        "failed ({}), see above",
        output.status
    );
    Ok(output.stdout)
}
