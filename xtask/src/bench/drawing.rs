//! How long the book's player takes to draw a step, in a real Chromium.
//!
//! The tests of the whole product drive the browser, and the one that measures prints a record. They leave it out, and it runs here.

use super::summary;
use crate::browser::REQUIRED;
use crate::labs::cargo;
use crate::measured::Measured;
use crate::measured::record::Record;
use crate::workspace::Workspace;
use anyhow::{Context, Result, ensure};
use std::process::{Command, Stdio};

/// Browsers that the steps are drawn in, one after the other.
const BROWSERS: usize = 5;

/// Draws every step in each browser.
///
/// # Errors
/// If there is no Chromium, or the players cannot be rendered.
pub fn measure(workspace: &Workspace, quick: bool) -> Result<Measured> {
    let browsers = if quick { 1 } else { BROWSERS };
    let records = (0..browsers).map(|_| record(workspace));
    let records: Vec<Record> = records.collect::<Result<_>>()?;
    Ok(summary::summarise(
        "Microseconds a step takes to draw",
        browsers,
        &records,
    ))
}

fn record(workspace: &Workspace) -> Result<Record> {
    let output = Command::new(cargo())
        .current_dir(workspace.root())
        .args(["test", "--quiet", "--package", "whole-product-tests"])
        .args(["--test", "browser", "--", "drawing::"])
        .args(["--ignored", "--nocapture"])
        .env(REQUIRED, "1")
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    ensure!(
        output.status.success(),
        "the players cannot be measured (the test said why above)"
    );
    let told = String::from_utf8_lossy(&output.stdout);
    let record = told.lines().find(|line| line.starts_with('{'));
    let record = record.context("the test prints no record")?;
    serde_json::from_str(record).context("what the test prints is no record")
}
