//! The tests, run by cargo, and how many passed.

use crate::labs::cargo;
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::process::{Command, Stdio};

/// How the tests went.
pub struct TestsRun {
    /// Whether every test passed.
    pub passed: bool,
    /// One line that counts them.
    pub summary: String,
}

/// Runs every test of the workspace's default members: all but the bench, whose peers take long to build. Cargo's progress goes to standard error; the tests' own words too, if one fails.
pub fn run(workspace: &Workspace) -> Result<TestsRun> {
    let output = Command::new(cargo())
        .current_dir(workspace.root())
        .args(["test", "--no-fail-fast"])
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .context("cannot start cargo")?;
    let words = String::from_utf8_lossy(&output.stdout);
    let passed = output.status.success();
    if !passed {
        eprint!("{words}");
    }
    let summary = format!(
        "tests: {} passed, {} failed",
        count(&words, "passed"),
        count(&words, "failed")
    );
    Ok(TestsRun { passed, summary })
}

/// Adds up the numbers in front of `word` in the `test result:` lines.
fn count(words: &str, word: &str) -> usize {
    let results = words
        .lines()
        .filter_map(|line| line.strip_prefix("test result:"));
    let parts = results.flat_map(|result| result.split(['.', ';']));
    parts
        .filter_map(|part| part.trim().strip_suffix(word)?.trim().parse::<usize>().ok())
        .sum()
}

#[cfg(test)]
mod tests {
    use super::count;

    #[test]
    fn results_add_up() {
        let words = "test result: ok. 12 passed; 0 failed; 1 ignored; finished in 0.03s\n\
                     test result: FAILED. 3 passed; 2 failed; 0 ignored; finished in 0.00s\n";
        assert_eq!((count(words, "passed"), count(words, "failed")), (15, 2));
    }
}
