//! Known differences, declared in a program's head: `# differs 3.10: reason`, or `# differs 3.10, 3.11: reason`.
//!
//! The head is the comment lines at the top of the file. In place of a version, `disassembly` declares that CPython 3.12 compiles the
//! program to other instructions. The oracle fails once a declared difference is none.

use anyhow::{Context, Result};

/// The differences that a program declares.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Declared {
    /// Version, such as `3.10`, and reason.
    reasons: Vec<(String, String)>,
}

impl Declared {
    /// Reads a program's head.
    ///
    /// # Errors
    /// If a `# differs` line has no version or no reason.
    pub fn parse(source: &str) -> Result<Self> {
        let mut declared = Self::default();
        let head = source.lines().take_while(|line| line.starts_with('#'));
        for line in head.filter_map(|line| line.strip_prefix("# differs ")) {
            let (versions, reason) = line.split_once(": ").with_context(|| {
                format!("`# differs {line}` is not of the form `# differs 3.10, 3.11: reason`")
            })?;
            let versions = versions
                .split(',')
                .map(|version| version.trim().to_string());
            declared
                .reasons
                .extend(versions.map(|version| (version, reason.trim().to_string())));
        }
        Ok(declared)
    }

    /// Why the program differs on `version`, if it declares that it does.
    pub fn reason_for(&self, version: &str) -> Option<&str> {
        let found = self
            .reasons
            .iter()
            .find(|(declared, _)| declared == version);
        found.map(|(_, reason)| reason.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_head_names_versions_and_reasons() {
        let source = "# Title\n# differs 3.10, 3.11: immortals came in 3.12\nx = 1\n# differs 3.13: no head\n";
        let declared = Declared::parse(source).expect("well formed");
        assert_eq!(declared.reason_for("3.11"), Some("immortals came in 3.12"));
        assert_eq!(declared.reason_for("3.13"), None);
    }

    #[test]
    fn a_reason_must_be_given() {
        assert!(Declared::parse("# Title\n# differs 3.10\n").is_err());
    }
}
