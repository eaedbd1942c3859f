//! `cargo xtask bench`: our runtime beside its peers, on the same work, in one run.
//!
//! The package `bench` does the measuring, in release and in processes of its own: one process can hold one CPython, and how
//! fast an allocator is depends on where its memory came to stand in that process. A suite ([`pools`], [`gc`], [`reads`]) says what is
//! measured, and [`drawing`] measures the player on the book's pages; the answers become medians ([`summary`]), a table ([`table`]) and the file that the book shows
//! ([`crate::measured`]).

mod drawing;
mod entrants;
mod gc;
mod libpython;
mod machine;
mod pools;
mod reads;
mod summary;
mod table;
mod turns;

use crate::labs::cargo;
use crate::measured::{self, Measured};
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Suite {
    /// The allocator beside pymalloc, glibc's malloc and mimalloc
    Pools,
    /// The cycle collector beside CPython's and collectors written in Rust
    Gc,
    /// Reading a slot, looking a name up, making an object, beside CPython
    Reads,
    /// A step of a player in a Chromium, in a wide window and a narrow one
    Drawing,
}

/// How it is measured.
#[derive(Debug, Clone)]
pub struct Options {
    /// What is measured.
    pub suite: Suite,
    /// One process instead of several.
    pub quick: bool,
    /// Leave the book's file as it is.
    pub no_write: bool,
    /// The libpythons to use instead of those that are found.
    pub libpython: Vec<PathBuf>,
    /// CPythons to use besides those that are found.
    pub python: Vec<PathBuf>,
}

/// Measures, prints the table, and writes the file that the book shows.
pub fn run(workspace: &Workspace, options: &Options) -> Result<bool> {
    ensure!(
        cfg!(target_os = "linux"),
        "the bench reads what only Linux tells of a process, and runs there alone"
    );
    let (name, measured) = match options.suite {
        Suite::Pools => ("pools", pools::measure(workspace, options)?),
        Suite::Gc => ("gc", gc::measure(workspace, options)?),
        Suite::Reads => ("reads", reads::measure(workspace, options)?),
        Suite::Drawing => ("drawing", drawing::measure(workspace, options.quick)?),
    };
    println!("{}", table::render(&measured));
    let file = measured::file(name);
    if options.no_write {
        println!("{} is left as it was", file.display());
    } else {
        write(workspace, &file, &measured)?;
        println!("{} is written; the book shows it", file.display());
    }
    Ok(true)
}

/// The programs of the package `bench`.
struct Binaries(BTreeMap<String, PathBuf>);

impl Binaries {
    /// Builds them in release, which takes minutes: a suite looks for those who take part first. Cargo's progress goes to
    /// standard error.
    fn build(workspace: &Workspace) -> Result<Binaries> {
        eprintln!("building the bench");
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
        Ok(Binaries(crate::labs::executables(&messages)))
    }

    fn path(&self, name: &str) -> Result<&Path> {
        let path = self.0.get(name);
        path.map(PathBuf::as_path)
            .with_context(|| format!("cargo does not tell where {name} is"))
    }
}

fn write(workspace: &Workspace, file: &Path, measured: &Measured) -> Result<()> {
    let path = workspace.root().join(file);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    fs::write(&path, measured.to_json()?)
        .with_context(|| format!("cannot write {}", path.display()))
}
