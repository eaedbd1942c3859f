//! Running the labs: as the book's readers type it, and as data.
//!
//! `cargo run -q -p lab-x --` is replaced by the binary that cargo has just built, so that a hundred commands do not pay for a
//! hundred starts of cargo. Everything else of a command runs as typed, by `sh`, from the repository root.

use crate::page::xray::Traced;
use crate::workspace::Workspace;
use anyhow::{Context, Result, anyhow, bail, ensure};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use std::env;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How a lab is started in the book's commands; the lab's name and ` --` follow.
const CARGO_RUN: &str = "cargo run -q -p ";

/// The labs' binaries, and the folder that they run in.
#[derive(Debug, Clone)]
pub struct Labs {
    root: PathBuf,
    /// Package name (`lab-refcounting`) to executable.
    binaries: BTreeMap<String, PathBuf>,
    /// Runs of programs, which are part of the binaries and end the same each time: one is enough for all who ask.
    runs: Arc<Mutex<HashMap<ProgramKey, ProgramRun>>>,
}

/// Lab, program and CPython version.
type ProgramKey = (String, String, Option<String>);

/// Whether a lab is asked for colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// As typed: standard output is a pipe, so the lab prints plain text.
    AsTyped,
    /// With `--color always`, for the rendered page.
    Always,
}

/// How the labs are compiled. What they print must not tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Build {
    /// As the book's readers compile them.
    #[default]
    Debug,
    /// With `--release`.
    Release,
}

/// What a command printed, and how it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transcript {
    /// Standard output, then standard error.
    pub text: String,
    /// The exit status; -1 when a signal ended it.
    pub exit: i32,
}

/// One program's run, as `run NAME --format json` tells it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ProgramRun {
    /// The CPython version whose profile was used, such as `3.12`.
    pub python: String,
    /// What the program's own `print` calls wrote, the views left out.
    pub stdout: String,
    /// What it wrote to standard error, a traceback included.
    pub stderr: String,
    /// Fact name to value.
    pub facts: BTreeMap<String, String>,
    /// The exit status.
    pub exit: i32,
}

impl Labs {
    /// Builds every lab of `workspace` with cargo, as the book's readers do. Cargo's progress and errors go to standard error.
    pub fn build(workspace: &Workspace) -> Result<Self> {
        Self::build_as(workspace, Build::Debug)
    }

    /// Builds every lab of `workspace` with cargo.
    pub fn build_as(workspace: &Workspace, build: Build) -> Result<Self> {
        let packages: Vec<String> = workspace
            .labs()?
            .into_iter()
            .map(|lab| package_of(&lab))
            .collect();
        let mut binaries = BTreeMap::new();
        if !packages.is_empty() {
            let mut cargo = Command::new(cargo());
            cargo
                .current_dir(workspace.root())
                .args(["build", "--message-format=json-render-diagnostics"]);
            if build == Build::Release {
                cargo.arg("--release");
            }
            for package in &packages {
                cargo.args(["--package", package]);
            }
            let output = cargo
                .stderr(Stdio::inherit())
                .output()
                .context("cannot start cargo")?;
            ensure!(
                output.status.success(),
                "the labs do not build (cargo said why above)"
            );
            binaries = executables(&String::from_utf8_lossy(&output.stdout));
        }
        Ok(Self {
            root: workspace.root().to_path_buf(),
            binaries,
            runs: Arc::default(),
        })
    }

    /// Labs whose binaries are given: package name to executable.
    pub fn with_binaries(workspace: &Workspace, binaries: BTreeMap<String, PathBuf>) -> Self {
        Self {
            root: workspace.root().to_path_buf(),
            binaries,
            runs: Arc::default(),
        }
    }

    /// The same binaries, run from another checkout.
    pub fn in_workspace(&self, workspace: &Workspace) -> Self {
        Self {
            root: workspace.root().to_path_buf(),
            ..self.clone()
        }
    }

    /// Runs a command of the book.
    ///
    /// # Errors
    /// If the command runs no lab, names a lab that does not exist, or cannot be started. A command that fails is no error.
    pub fn run_command(&self, command: &str, color: Color) -> Result<Transcript> {
        let resolved = self.resolve(command, color)?;
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&resolved);
        let output = self
            .output(shell)
            .with_context(|| format!("cannot run `{command}`"))?;
        let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
        text.push_str(&String::from_utf8_lossy(&output.stderr));
        Ok(Transcript {
            text,
            exit: output.status.code().unwrap_or(-1),
        })
    }

    /// Runs one program under the profile of `python`, or the default profile.
    ///
    /// # Errors
    /// If the lab does not exist, cannot be started, or answers with something that is no run. A program that raises is no
    /// error.
    pub fn run_program(&self, lab: &str, name: &str, python: Option<&str>) -> Result<ProgramRun> {
        let key = (
            lab.to_string(),
            name.to_string(),
            python.map(str::to_string),
        );
        if let Some(run) = self.known_runs().get(&key) {
            return Ok(run.clone());
        }
        let run = self.run_program_afresh(lab, name, python)?;
        self.known_runs().insert(key, run.clone());
        Ok(run)
    }

    fn known_runs(&self) -> MutexGuard<'_, HashMap<ProgramKey, ProgramRun>> {
        self.runs.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn run_program_afresh(
        &self,
        lab: &str,
        name: &str,
        python: Option<&str>,
    ) -> Result<ProgramRun> {
        let mut command = Command::new(self.binary(&package_of(lab))?);
        command.args(["run", name, "--format", "json"]);
        if let Some(python) = python {
            command.args(["--python", python]);
        }
        let output = self
            .output(command)
            .with_context(|| format!("cannot run lab {lab}"))?;
        let line = String::from_utf8_lossy(&output.stdout);
        let complaint = String::from_utf8_lossy(&output.stderr);
        let last = complaint
            .trim()
            .lines()
            .last()
            .unwrap_or("it printed no run");
        serde_json::from_str(line.trim()).map_err(|_| anyhow!("lab {lab}, program {name}: {last}"))
    }

    /// One program's trace, as `run NAME --format trace` prints it.
    ///
    /// # Errors
    /// If the lab does not exist, cannot be started, refuses the trace, or the program fails.
    pub fn trace(&self, program: &Traced) -> Result<String> {
        let Traced { lab, name, .. } = program;
        let mut command = Command::new(self.binary(&package_of(lab))?);
        command.args(program.words());
        let output = self
            .output(command)
            .with_context(|| format!("cannot run lab {lab}"))?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        let last = complaint.trim().lines().last().unwrap_or("it failed");
        ensure!(output.status.success(), "lab {lab}, program {name}: {last}");
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// The names of a lab's programs, in the book's order.
    pub fn list(&self, lab: &str) -> Result<Vec<String>> {
        /// The part of an entry that we need.
        #[derive(Deserialize)]
        struct Entry {
            name: String,
        }
        let mut command = Command::new(self.binary(&package_of(lab))?);
        command.args(["list", "--format", "json"]);
        let output = self
            .output(command)
            .with_context(|| format!("cannot run lab {lab}"))?;
        let entries: Vec<Entry> = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("lab {lab} gave no list of its programs"))?;
        Ok(entries.into_iter().map(|entry| entry.name).collect())
    }

    /// The command with each `cargo run -q -p lab-x --` replaced by that lab's executable.
    fn resolve(&self, command: &str, color: Color) -> Result<String> {
        let mut parts = command.split(CARGO_RUN);
        let mut resolved = parts.next().unwrap_or_default().to_string();
        let mut labs = 0;
        for part in parts {
            let (package, words) = part
                .split_once(" --")
                .with_context(|| format!("`{CARGO_RUN}` wants a lab and ` --` after it"))?;
            let binary = self.binary(package)?.display().to_string();
            resolved.push_str(&quoted(&binary));
            if color == Color::Always {
                resolved.push_str(" --color always");
            }
            resolved.push_str(words);
            labs += 1;
        }
        if labs == 0 {
            bail!("the command runs no lab (`{CARGO_RUN}lab-… --`), so it cannot be checked");
        }
        Ok(resolved)
    }

    fn binary(&self, package: &str) -> Result<&PathBuf> {
        self.binaries
            .get(package)
            .with_context(|| format!("there is no lab `{package}`"))
    }

    /// Runs from the root, with no terminal and none of the environment's wishes about colour.
    fn output(&self, mut command: Command) -> Result<Output> {
        for variable in ["NO_COLOR", "FORCE_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
            command.env_remove(variable);
        }
        Ok(command
            .current_dir(&self.root)
            .stdin(Stdio::null())
            .output()?)
    }
}

/// The cargo that runs this xtask, or the one on PATH.
pub fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_string())
}

/// The package of a lab: `refcounting` to `lab-refcounting`.
fn package_of(lab: &str) -> String {
    format!("lab-{lab}")
}

/// A word that `sh` takes literally.
fn quoted(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

/// The executables in cargo's JSON messages, by package name.
pub fn executables(messages: &str) -> BTreeMap<String, PathBuf> {
    /// The part of cargo's `compiler-artifact` message that we need.
    #[derive(Deserialize)]
    struct Artifact {
        target: Target,
        executable: Option<PathBuf>,
    }
    #[derive(Deserialize)]
    struct Target {
        name: String,
    }
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Artifact>(line).ok())
        .filter_map(|artifact| Some((artifact.target.name, artifact.executable?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn labs() -> Labs {
        let binaries = BTreeMap::from([("lab-gc".to_string(), PathBuf::from("/a b/lab-gc"))]);
        Labs::with_binaries(&Workspace::at("/"), binaries)
    }

    #[test]
    fn cargo_run_becomes_the_binary_wherever_it_stands() {
        let command = "printf 'x\\n' | cargo run -q -p lab-gc -- run -";
        let resolved = labs().resolve(command, Color::AsTyped).expect("resolves");
        assert_eq!(resolved, "printf 'x\\n' | '/a b/lab-gc' run -");
        let colored = labs().resolve(command, Color::Always).expect("resolves");
        assert_eq!(
            colored,
            "printf 'x\\n' | '/a b/lab-gc' --color always run -"
        );
    }

    #[test]
    fn a_command_without_a_lab_or_with_an_unknown_one_is_refused() {
        assert!(labs().resolve("cargo xtask check", Color::AsTyped).is_err());
        let unknown = labs().resolve("cargo run -q -p lab-tea -- list", Color::AsTyped);
        assert!(unknown.unwrap_err().to_string().contains("lab-tea"));
    }

    #[test]
    fn executables_are_read_from_cargo_messages() {
        let messages = concat!(
            r#"{"reason":"compiler-artifact","target":{"name":"kit"},"executable":null}"#,
            "\n",
            r#"{"reason":"compiler-artifact","target":{"name":"lab-gc"},"executable":"/t/lab-gc"}"#,
            "\n",
            r#"{"reason":"build-finished","success":true}"#,
        );
        let expected = BTreeMap::from([("lab-gc".to_string(), PathBuf::from("/t/lab-gc"))]);
        assert_eq!(executables(messages), expected);
    }
}
