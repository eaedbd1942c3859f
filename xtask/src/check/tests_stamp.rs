//! Whether the tests passed on exactly these files already: then they need not run again.
//!
//! The stamp lies in cargo's target folder. It is a hash over every file that a test may read, over the toolchain and over the browser
//! that is found; any change of them runs the tests again, and so does a failure, which leaves no stamp. In CI they always run.

use crate::browser::Means;
use crate::labs::cargo;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::PathBuf;
use std::process::Command;
use walkdir::WalkDir;

/// Where the sources and texts are.
const INPUTS: [&str; 8] = [
    ".cargo",
    "Cargo.lock",
    "Cargo.toml",
    "book",
    "book.toml",
    "labs",
    "tests",
    "xtask",
];

/// A run in which every test passed.
#[derive(Serialize, Deserialize)]
struct Stamp {
    fingerprint: u64,
    summary: String,
}

fn place(workspace: &Workspace) -> PathBuf {
    workspace.root().join("target").join("tests-passed.json")
}

/// A hash of everything that the tests depend on.
pub fn fingerprint(workspace: &Workspace) -> Result<u64> {
    let mut hasher = DefaultHasher::new();
    let toolchain = Command::new(cargo())
        .arg("--version")
        .output()
        .context("cannot start cargo")?;
    toolchain.stdout.hash(&mut hasher);
    Means::find(workspace).hash(&mut hasher);
    for input in INPUTS {
        for entry in WalkDir::new(workspace.root().join(input)).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot list {input}"))?;
            if entry.file_type().is_file() {
                entry.path().hash(&mut hasher);
                let contents = fs::read(entry.path())
                    .with_context(|| format!("cannot read {}", entry.path().display()))?;
                contents.hash(&mut hasher);
            }
        }
    }
    Ok(hasher.finish())
}

/// What the tests said when they passed on files with this fingerprint, if they did.
pub fn passed_before(workspace: &Workspace, fingerprint: u64) -> Option<String> {
    if std::env::var_os("CI").is_some() {
        return None;
    }
    let stamp: Stamp = serde_json::from_slice(&fs::read(place(workspace)).ok()?).ok()?;
    (stamp.fingerprint == fingerprint).then_some(stamp.summary)
}

/// Remembers that the tests passed.
pub fn remember(workspace: &Workspace, fingerprint: u64, summary: &str) -> Result<()> {
    let stamp = Stamp {
        fingerprint,
        summary: summary.to_owned(),
    };
    let place = place(workspace);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(&place, serde_json::to_vec(&stamp)?)
        .with_context(|| format!("cannot write {}", place.display()))
}
