//! Real CPythons: where they are, and how a program runs on one.
//!
//! A run's result is kept under `target/oracle`, by the interpreter, the program and the shim, so that a second comparison starts
//! no interpreter. The lab's side always runs.

use crate::parallel;
use crate::workspace::{Program, Workspace};
use anyhow::{Context, Result, ensure};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Seek;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The minor versions that the labs have profiles of; of 3.14 all releases but the first.
const MINORS: std::ops::RangeInclusive<u32> = 10..=14;

/// Asks an interpreter who it is: implementation, version, pointer width, build.
const WHO: &str = "import sys, platform; print(platform.python_implementation(), sys.version.split()[0], \
                   sys.maxsize.bit_length() + 1, *platform.python_build())";

/// A CPython that runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Python {
    /// The executable.
    pub path: PathBuf,
    /// The full version, such as `3.12.1`.
    pub version: String,
    /// The profile that the labs act by for this version, such as `3.12`.
    pub profile: String,
    /// The build's own mark, which tells two builds of one version apart.
    build: String,
}

/// What a real CPython made of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RealRun {
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
    /// Fact name to value.
    pub facts: BTreeMap<String, String>,
    /// The exit status; -1 when a signal ended it.
    pub exit: i32,
}

/// Finds the CPythons on PATH, pyenv's, and those in `more`; one a build, in the order of their versions.
///
/// # Errors
/// If one of `more` is no CPython that the labs have a profile of.
pub fn find(more: &[PathBuf]) -> Result<Vec<Python>> {
    let mut pythons = Vec::new();
    for path in more {
        pythons.push(
            Python::at(path).with_context(|| format!("{} is of no use here", path.display()))?,
        );
    }
    let candidates: Vec<PathBuf> = folders()
        .iter()
        .flat_map(|folder| candidates(folder))
        .collect();
    // A candidate that does not run, such as pyenv's shim of a version that is not chosen, is no CPython.
    pythons.extend(
        parallel::map(&candidates, |path| Python::at(path).ok())
            .into_iter()
            .flatten(),
    );
    pythons.sort_by_key(Python::order);
    pythons.dedup_by(|a, b| (&a.version, &a.build) == (&b.version, &b.build));
    Ok(pythons)
}

/// The folders that may hold interpreters.
fn folders() -> Vec<PathBuf> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = env::split_paths(&path).collect();
    let pyenv = env::var_os("PYENV_ROOT").map(PathBuf::from);
    let pyenv = pyenv.or_else(|| Some(env::home_dir()?.join(".pyenv")));
    let versions = pyenv.and_then(|pyenv| fs::read_dir(pyenv.join("versions")).ok());
    folders.extend(
        versions
            .into_iter()
            .flatten()
            .flatten()
            .map(|version| version.path().join("bin")),
    );
    folders
}

fn candidates(folder: &Path) -> Vec<PathBuf> {
    let names = MINORS.map(|minor| folder.join(format!("python3.{minor}")));
    names.filter(|path| path.is_file()).collect()
}

impl Python {
    /// The CPython at `path`.
    ///
    /// # Errors
    /// If it does not run, is another Python, has no 64-bit pointers, or is of a version that the labs do not model.
    pub fn at(path: &Path) -> Result<Self> {
        let output = Command::new(path)
            .args(["-S", "-E", "-c", WHO])
            .stdin(Stdio::null())
            .output()?;
        ensure!(
            output.status.success(),
            "it does not run: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
        let answer = String::from_utf8_lossy(&output.stdout);
        let mut words = answer.split_whitespace();
        let (name, version, width) = (words.next(), words.next().unwrap_or_default(), words.next());
        ensure!(name == Some("CPython"), "it is no CPython");
        ensure!(width == Some("64"), "it is not a 64-bit build");
        let profile = profile_of(version)
            .with_context(|| format!("the labs have no profile of CPython {version}"))?;
        Ok(Self {
            path: path.to_path_buf(),
            version: version.to_string(),
            profile,
            build: words.collect(),
        })
    }

    /// Runs a program in a fresh interpreter, or finds what it did the last time.
    pub fn run(&self, workspace: &Workspace, program: &Program, source: &str) -> Result<RealRun> {
        let kept = self.kept_at(
            workspace,
            (&program.path, source),
            &["xray.py", "run_cells.py"],
        )?;
        remembered(&kept, || self.run_afresh(workspace, program, source))
    }

    /// How this CPython, a 3.12, compiles each of `sources`: the listing of the code object, as `shim/listing.py` makes it.
    pub fn disassemble(&self, workspace: &Workspace, sources: &[String]) -> Result<Vec<String>> {
        let kept = self.kept_at(workspace, sources, &["listing.py", "disassemble.py"])?;
        remembered(&kept, || {
            self.texts_for(workspace, sources, "disassemble.py")
        })
    }

    /// Runs many programs one after the other in one fresh interpreter, and tells what each printed (`shim/run_batch.py`).
    pub fn run_batch(&self, workspace: &Workspace, sources: &[String]) -> Result<Vec<String>> {
        self.texts_for(workspace, sources, "run_batch.py")
    }

    /// The same, or what became of these programs the last time.
    pub fn run_known_batch(
        &self,
        workspace: &Workspace,
        sources: &[String],
    ) -> Result<Vec<String>> {
        let kept = self.kept_at(workspace, sources, &["run_batch.py", "run_cells.py"])?;
        remembered(&kept, || self.run_batch(workspace, sources))
    }

    /// Asks a script of the shim for one text a source, in one fresh interpreter.
    fn texts_for(
        &self,
        workspace: &Workspace,
        sources: &[String],
        script: &str,
    ) -> Result<Vec<String>> {
        let mut input = tempfile::tempfile().context("cannot make a file for the sources")?;
        serde_json::to_writer(&mut input, sources)?;
        input.rewind()?;
        let mut command = Command::new(&self.path);
        // No site packages and no written bytecode; a fixed hash seed, as the labs' hashes are fixed.
        command
            .args(["-s", "-S", "-B", "-X", "utf8"])
            .stdin(input)
            .env("PYTHONHASHSEED", "0")
            .env_remove("PYTHONHOME");
        command.arg(workspace.shim_dir().join(script));
        let output = command.output();
        let output = output.with_context(|| format!("cannot run {}", self.path.display()))?;
        let complaint = String::from_utf8_lossy(&output.stderr);
        ensure!(output.status.success(), "{script} failed: {complaint}");
        let texts: Vec<String> = serde_json::from_slice(&output.stdout)
            .with_context(|| format!("{script} wrote no list of texts"))?;
        ensure!(
            texts.len() == sources.len(),
            "{script} told of {} sources, not of {}",
            texts.len(),
            sources.len()
        );
        Ok(texts)
    }

    fn run_afresh(
        &self,
        workspace: &Workspace,
        program: &Program,
        source: &str,
    ) -> Result<RealRun> {
        let facts = tempfile::NamedTempFile::new().context("cannot make a file for the facts")?;
        let mut command = Command::new(&self.path);
        // No site packages and no written bytecode; a fixed hash seed, as the labs' hashes are fixed.
        command
            .args(["-s", "-S", "-B"])
            .stdin(Stdio::null())
            .current_dir(workspace.root());
        command
            .env("PYTHONPATH", workspace.shim_dir())
            .env("XRAY_FACTS", facts.path());
        command
            .env("PYTHONHASHSEED", "0")
            .env("PYTHONUTF8", "1")
            .env_remove("PYTHONHOME");
        if source.lines().any(|line| line.starts_with("# %%")) {
            command.arg(workspace.shim_dir().join("run_cells.py"));
        }
        let output = command.arg(&program.path).output();
        let output = output.with_context(|| format!("cannot run {}", self.path.display()))?;
        let facts = fs::read_to_string(facts.path()).context("cannot read the facts")?;
        Ok(RealRun {
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
            facts: parse_facts(&facts)?,
            exit: output.status.code().unwrap_or(-1),
        })
    }

    /// Where a result is kept that depends on `input` and on `scripts` of the shim. The hash may change with the Rust
    /// release; then the interpreter runs once more.
    fn kept_at(
        &self,
        workspace: &Workspace,
        input: impl Hash,
        scripts: &[&str],
    ) -> Result<PathBuf> {
        let mut hasher = DefaultHasher::new();
        (&self.path, &self.version, &self.build, input).hash(&mut hasher);
        for script in scripts {
            let path = workspace.shim_dir().join(script);
            let text =
                fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
            text.hash(&mut hasher);
        }
        Ok(workspace
            .root()
            .join("target/oracle")
            .join(format!("{:016x}.json", hasher.finish())))
    }

    /// The numbers of the version, for sorting: 3.9 comes before 3.10.
    fn order(&self) -> (Vec<u32>, String) {
        (
            self.version
                .split('.')
                .filter_map(|part| part.parse().ok())
                .collect(),
            self.build.clone(),
        )
    }
}

/// What the file `kept` holds; if there is none, what `find` finds, which is kept there.
fn remembered<T: Serialize + DeserializeOwned>(
    kept: &Path,
    find: impl FnOnce() -> Result<T>,
) -> Result<T> {
    let json = fs::read(kept).ok();
    if let Some(found) = json.and_then(|json| serde_json::from_slice(&json).ok()) {
        return Ok(found);
    }
    let found = find()?;
    if let Some(folder) = kept.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(kept, serde_json::to_vec(&found)?)
        .with_context(|| format!("cannot write {}", kept.display()))?;
    Ok(found)
}

/// The profile that fits a release: `3.12` for 3.12.1. Early releases of 3.14 collect in increments and have one of their
/// own; the first of them counts otherwise still, and has none.
pub fn profile_of(version: &str) -> Option<String> {
    let mut numbers = version.strip_prefix("3.")?.split('.');
    let minor = numbers.next()?.parse().ok()?;
    let micro = numbers.next().and_then(|number| number.parse().ok());
    match (minor, micro) {
        (14, Some(0)) => None,
        (14, Some(1..=4)) => Some("3.14.2".to_string()),
        _ if MINORS.contains(&minor) => Some(format!("3.{minor}")),
        _ => None,
    }
}

/// Reads the shim's file: one JSON object a line. A fact that is recorded again has its last value.
fn parse_facts(text: &str) -> Result<BTreeMap<String, String>> {
    #[derive(Deserialize)]
    struct Line {
        name: String,
        value: String,
    }
    let parse =
        |line| serde_json::from_str::<Line>(line).context("the shim wrote a line that is no fact");
    text.lines()
        .map(|line| parse(line).map(|fact| (fact.name, fact.value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn python(version: &str) -> Python {
        Python {
            path: PathBuf::new(),
            version: version.into(),
            profile: String::new(),
            build: String::new(),
        }
    }

    #[test]
    fn versions_sort_by_number() {
        let mut pythons = [python("3.13.0"), python("3.10.13"), python("3.10.2")];
        pythons.sort_by_key(Python::order);
        assert_eq!(pythons.map(|p| p.version), ["3.10.2", "3.10.13", "3.13.0"]);
    }

    #[test]
    fn a_release_has_the_profile_that_fits() {
        let profile = |version| profile_of(version).unwrap_or_default();
        assert_eq!(profile("3.10.13"), "3.10");
        assert_eq!(profile("3.14.4"), "3.14.2");
        assert_eq!(profile("3.14.5"), "3.14");
        assert_eq!(profile("3.14.10"), "3.14");
        assert_eq!(profile("3.14.0"), "");
        assert_eq!(profile("3.9.18"), "");
    }

    #[test]
    fn facts_are_read_by_line() {
        let facts = parse_facts(
            "{\"name\": \"n\", \"value\": \"1\"}\n{\"name\": \"n\", \"value\": \"2\"}\n",
        );
        assert_eq!(
            facts.expect("facts"),
            BTreeMap::from([("n".to_string(), "2".to_string())])
        );
        assert!(parse_facts("nonsense\n").is_err());
    }

    #[test]
    fn what_is_no_python_is_refused() {
        assert!(Python::at(Path::new("/bin/true")).is_err());
        assert!(Python::at(Path::new("/does/not/exist")).is_err());
    }
}
