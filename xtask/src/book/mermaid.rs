//! The diagrams' script, taken out of the mdbook-mermaid crate's source, so that it need not be kept in git.

use crate::labs::cargo;
use anyhow::{Context, Result, ensure};
use serde::Deserialize;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

/// The script's name in the rendered book; `book/theme/private-heap.js` loads it on pages that have a diagram.
const SCRIPT: &str = "mermaid.min.js";

/// Copies the script into the rendered book.
pub fn copy_script(rendered: &Path) -> Result<()> {
    let from = script()?;
    fs::copy(from, rendered.join(SCRIPT))
        .with_context(|| format!("cannot copy {}", from.display()))?;
    Ok(())
}

/// The script in the crate's source. Cargo is asked once, for its answer takes longer than the rendering of a small book.
fn script() -> Result<&'static Path> {
    static PLACE: OnceLock<PathBuf> = OnceLock::new();
    if let Some(place) = PLACE.get() {
        return Ok(place);
    }
    let place = crate_folder("mdbook-mermaid")?
        .join("src/bin/assets")
        .join(SCRIPT);
    Ok(PLACE.get_or_init(|| place))
}

/// The source folder of a crate that xtask depends on, as cargo locates it.
fn crate_folder(name: &str) -> Result<PathBuf> {
    /// The part of `cargo metadata` that we need.
    #[derive(Deserialize)]
    struct Metadata {
        packages: Vec<Package>,
    }
    #[derive(Deserialize)]
    struct Package {
        name: String,
        manifest_path: PathBuf,
    }
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let output = Command::new(cargo())
        .args([
            "metadata",
            "--format-version=1",
            // Other platforms' crates need not be downloaded for the answer.
            "--filter-platform=host-tuple",
            "--manifest-path",
        ])
        .arg(&manifest)
        .output()
        .context("cannot start cargo")?;
    ensure!(
        output.status.success(),
        "cargo metadata: {}",
        String::from_utf8_lossy(&output.stderr).trim()
    );
    let metadata: Metadata =
        serde_json::from_slice(&output.stdout).context("cargo metadata gave something else")?;
    let package = metadata
        .packages
        .into_iter()
        .find(|package| package.name == name);
    let manifest = package
        .with_context(|| format!("cargo knows no crate {name}"))?
        .manifest_path;
    Ok(manifest.parent().unwrap_or(Path::new("")).to_path_buf())
}
