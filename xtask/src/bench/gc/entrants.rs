//! Who takes part: our interpreter, real CPythons, and collectors of the package `bench`.

use super::Binaries;
use super::workloads::Work;
use crate::measured::record::Contender;
use crate::oracle::Python;
use anyhow::{Context, Result, ensure};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// One of those that are compared.
pub struct Entrant {
    /// Its name and version.
    pub contender: Contender,
    takes: Takes,
    binary: PathBuf,
}

/// What it is given to do.
enum Takes {
    /// A Python program on standard input, after these words.
    Programs(&'static [&'static str]),
    /// The shape of a graph, as a word.
    Shapes,
}

/// Ours first, then the CPythons, then the collectors of Rust.
///
/// # Errors
/// If the collectors do not tell who they are.
pub fn all(binaries: &Binaries, pythons: Vec<Python>) -> Result<Vec<Entrant>> {
    let mut all = vec![Entrant {
        contender: Contender {
            name: "ours".to_string(),
            version: "this book's interpreter".to_string(),
        },
        takes: Takes::Programs(&[]),
        binary: binaries.path("bench-python")?.to_path_buf(),
    }];
    all.extend(pythons.into_iter().map(python));
    let collectors = binaries.path("bench-collectors")?;
    all.extend(
        contenders(collectors)?
            .into_iter()
            .map(|contender| Entrant {
                contender,
                takes: Takes::Shapes,
                binary: collectors.to_path_buf(),
            }),
    );
    Ok(all)
}

fn python(python: Python) -> Entrant {
    Entrant {
        contender: Contender {
            name: format!("CPython {}", python.version),
            version: "`gc` of a process of its own".to_string(),
        },
        // Isolated, without site packages.
        takes: Takes::Programs(&["-I", "-S", "-"]),
        binary: python.path,
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
    /// Nanoseconds an object, once a repeat; `None` if this is not for it.
    ///
    /// # Errors
    /// If it fails, or answers something else.
    pub fn time(
        &self,
        program: &str,
        work: &Work,
        count: u32,
        repeats: usize,
    ) -> Result<Option<Vec<f64>>> {
        let mut command = Command::new(&self.binary);
        let text = match self.takes {
            Takes::Programs(words) => {
                command.args(words);
                format!("{program}\n{}", work.call(count, repeats))
            }
            Takes::Shapes => {
                let Some(shape) = work.shape else {
                    return Ok(None);
                };
                let numbers = [count.to_string(), repeats.to_string()];
                command.args([&self.contender.name, shape]).args(numbers);
                String::new()
            }
        };
        let answer = answer(command, &text)
            .with_context(|| format!("{} at {}", self.contender.name, work.row(count)))?;
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
