//! Checked numbers: links whose target is a lab's fact.

use anyhow::{Result, ensure};
use runtime::Version;
use std::fmt;

/// The CPython version that a lab models where none is named.
pub const DEFAULT_PYTHON: &str = "3.12";

/// What a `lab:` link points at: `lab:refcounting/alias@3.10#count`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FactRef {
    /// The lab's folder name.
    pub lab: String,
    /// The program's name.
    pub program: String,
    /// The CPython version to run as, where it is not the default.
    pub python: Option<String>,
    /// The fact's name.
    pub fact: String,
}

impl FactRef {
    /// Reads a link target, or `None` if it is no `lab:` link.
    ///
    /// # Errors
    /// If it is one, but not of the form `lab:LAB/PROGRAM#FACT` or `lab:LAB/PROGRAM@VERSION#FACT`.
    pub fn parse(target: &str) -> Option<Result<Self>> {
        target.strip_prefix("lab:").map(Self::parse_rest)
    }

    fn parse_rest(rest: &str) -> Result<Self> {
        let (place, fact) = rest.split_once('#').unwrap_or((rest, ""));
        let (lab, program) = place.split_once('/').unwrap_or((place, ""));
        let (program, python) = match program.split_once('@') {
            Some((program, python)) => (program, Some(python.to_string())),
            None => (program, None),
        };
        ensure!(
            !lab.is_empty()
                && !program.is_empty()
                && !fact.is_empty()
                && python.as_deref() != Some(""),
            "`lab:{rest}` is not of the form lab:LAB/PROGRAM#FACT or lab:LAB/PROGRAM@VERSION#FACT"
        );
        Ok(Self {
            lab: lab.to_string(),
            program: program.to_string(),
            python,
            fact: fact.to_string(),
        })
    }

    /// The same fact under a version's profile.
    pub fn as_version(&self, version: Version) -> Self {
        let version = version.to_string();
        Self {
            python: (version != DEFAULT_PYTHON).then_some(version),
            ..self.clone()
        }
    }

    /// The command that shows the fact's program running.
    pub fn command(&self) -> String {
        let python = self
            .python
            .as_ref()
            .map(|python| format!(" --python {python}"))
            .unwrap_or_default();
        format!(
            "cargo run -q -p lab-{} -- run {}{python}",
            self.lab, self.program
        )
    }
}

impl fmt::Display for FactRef {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.lab, self.program)?;
        if let Some(python) = &self.python {
            write!(out, "@{python}")?;
        }
        write!(out, "#{}", self.fact)
    }
}

/// A fact's value as Markdown: as code where Markdown would read signs into it.
pub fn as_markdown(value: &str) -> String {
    let plain = value
        .chars()
        .all(|c| c.is_alphanumeric() || " .,:+-%/()".contains(c));
    match plain {
        true => value.to_string(),
        false => format!("`{value}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(target: &str) -> FactRef {
        FactRef::parse(target)
            .expect("a lab link")
            .expect("well formed")
    }

    #[test]
    fn a_target_names_lab_program_and_fact() {
        let fact = parse("lab:gc/ring#collected");
        assert_eq!(fact.to_string(), "gc/ring#collected");
        assert_eq!(fact.command(), "cargo run -q -p lab-gc -- run ring");
    }

    #[test]
    fn a_version_may_be_named() {
        let fact = parse("lab:gc/ring@3.10#collected");
        assert_eq!(fact.python.as_deref(), Some("3.10"));
        assert_eq!(
            fact.command(),
            "cargo run -q -p lab-gc -- run ring --python 3.10"
        );
    }

    #[test]
    fn a_malformed_target_is_an_error_and_another_scheme_is_not_ours() {
        for target in [
            "lab:gc",
            "lab:gc/ring",
            "lab:gc/ring#",
            "lab:/ring#x",
            "lab:gc/ring@#x",
        ] {
            assert!(
                FactRef::parse(target).expect("a lab link").is_err(),
                "{target}"
            );
        }
        assert!(FactRef::parse("https://example.org/#x").is_none());
    }
}
