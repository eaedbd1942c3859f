//! What the tests that read the book in a browser need of a machine, and whether it is there.
//!
//! They need a Chromium, and for the accessibility rules the script of axe-core, which is not in the repository. A machine without
//! them is none the worse: the tests pass themselves over and the check's closing lines say so. Where [`REQUIRED`] is set, as in
//! CI, a part that is missing is a failure.

use crate::workspace::Workspace;
use std::env;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The environment variable that makes a missing part a failure, whatever its value.
pub const REQUIRED: &str = "REQUIRE_BROWSER";

/// The environment variable that names the browser's program, instead of one on `PATH`.
pub const CHROMIUM: &str = "CHROMIUM";

/// The environment variable that names the file `axe.min.js`, instead of the one in `target`.
pub const AXE: &str = "AXE_CORE";

/// The programs that may be a Chromium.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// Where `npm pack axe-core` is unpacked, from the repository's root.
const AXE_PLACE: &str = "target/axe-core/package/axe.min.js";

/// What of a machine the tests can use.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Means {
    /// The browser's program.
    pub chromium: Option<PathBuf>,
    /// The script of axe-core.
    pub axe: Option<PathBuf>,
}

impl Means {
    /// What this machine has.
    pub fn find(workspace: &Workspace) -> Self {
        let named = env::var_os(CHROMIUM).map(PathBuf::from);
        let chromium = named.or_else(|| NAMES.into_iter().find(runs).map(PathBuf::from));
        let axe = env::var_os(AXE).map(PathBuf::from);
        let axe = axe.unwrap_or_else(|| workspace.root().join(AXE_PLACE));
        Self {
            chromium,
            axe: axe.is_file().then_some(axe),
        }
    }

    /// What the tests pass over for want of a part, in a line for the reader.
    pub fn missing(&self) -> Option<&'static str> {
        match (&self.chromium, &self.axe) {
            (None, _) => Some("no Chromium found: the book was not read in a browser"),
            (_, None) => {
                Some("no axe-core found: the pages were not held against the accessibility rules")
            }
            _ => None,
        }
    }
}

/// Whether a missing part is a failure here.
pub fn is_required() -> bool {
    env::var_os(REQUIRED).is_some()
}

fn runs(name: &&str) -> bool {
    let version = Command::new(name)
        .arg("--version")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    version.is_ok_and(|status| status.success())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_is_told() {
        let some = |name: &str| Some(PathBuf::from(name));
        let told = |chromium, axe| Means { chromium, axe }.missing();
        assert_eq!(told(some("chromium"), some("axe.min.js")), None);
        assert!(told(None, some("axe.min.js")).is_some_and(|told| told.contains("Chromium")));
        assert!(told(some("chromium"), None).is_some_and(|told| told.contains("axe-core")));
    }
}
