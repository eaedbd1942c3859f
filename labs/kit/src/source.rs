//! Where a program comes from: an experiment of the lab, a file, or standard input.

use crate::lab::{Lab, Language, Program};
use anyhow::{Context, Result, anyhow, bail};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The word that stands for standard input.
const STDIN: &str = "-";
/// How alike a word and a name must be for the name to be suggested, from 0 to 1.
const LIKENESS: f32 = 0.6;

/// A program, ready to run.
#[derive(Clone, Debug)]
pub struct Source {
    /// What the command line calls it.
    pub name: String,
    /// Its first comment line, if it has one.
    pub title: Option<String>,
    /// The file that tracebacks name.
    pub filename: String,
    /// Its text, without byte order mark.
    pub text: String,
    /// What it is written in.
    pub language: Language,
}

/// No experiment has the name: a wrong command line, not a wrong file.
#[derive(Debug)]
pub struct UnknownExperiment(String);

impl std::fmt::Display for UnknownExperiment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UnknownExperiment {}

/// Every experiment of the lab, in the book's order.
pub fn all(lab: &Lab) -> Vec<Source> {
    lab.programs
        .iter()
        .map(|program| of_program(lab, program))
        .collect()
}

/// The program that a word of the command line means.
///
/// # Errors
/// If it is no experiment ([`UnknownExperiment`]), or a file that cannot be read.
pub fn find(lab: &Lab, word: &str) -> Result<Source> {
    if word == STDIN {
        let mut bytes = Vec::new();
        io::stdin()
            .lock()
            .read_to_end(&mut bytes)
            .context("cannot read standard input")?;
        return Ok(Source::new(
            word,
            "<stdin>",
            decode(bytes).context("standard input")?,
            Language::Python,
        ));
    }
    if word.ends_with(".py") || word.contains(['/', std::path::MAIN_SEPARATOR]) {
        return read(word);
    }
    experiment(lab, word)
}

/// The experiment with this name.
///
/// # Errors
/// [`UnknownExperiment`], with the names that are most alike.
pub fn experiment(lab: &Lab, name: &str) -> Result<Source> {
    let program = lab.program(name).ok_or_else(|| unknown(lab, name))?;
    Ok(of_program(lab, program))
}

impl Source {
    fn new(name: &str, filename: &str, text: String, language: Language) -> Source {
        Source {
            name: name.to_owned(),
            title: language.title(&text).map(str::to_owned),
            filename: filename.to_owned(),
            text,
            language,
        }
    }
}

fn of_program(lab: &Lab, program: &Program) -> Source {
    let text = program.source.to_owned();
    Source::new(program.name, &lab.path(program), text, program.language)
}

fn read(path: &str) -> Result<Source> {
    if Path::new(path).is_dir() {
        bail!("{path} is a directory: name a Python file");
    }
    let bytes = fs::read(path).with_context(|| format!("cannot read {path}"))?;
    let text = decode(bytes).with_context(|| format!("cannot read {path}"))?;
    Ok(Source::new(path, path, text, Language::Python))
}

/// UTF-8, with or without a byte order mark.
fn decode(bytes: Vec<u8>) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        let byte = error.as_bytes()[at];
        let line = 1 + error.as_bytes()[..at]
            .iter()
            .filter(|&&byte| byte == b'\n')
            .count();
        anyhow!("not UTF-8: byte 0x{byte:02x} at offset {at}, line {line}")
    })?;
    Ok(text
        .strip_prefix('\u{feff}')
        .map(str::to_owned)
        .unwrap_or(text))
}

fn unknown(lab: &Lab, name: &str) -> UnknownExperiment {
    let names: Vec<&str> = lab.programs.iter().map(|program| program.name).collect();
    let alike = similar::get_close_matches(name, &names, 3, LIKENESS);
    let advice = if alike.is_empty() {
        format!(
            "`{} list` names them; a file needs .py or a / in its name",
            lab.package
        )
    } else {
        format!("did you mean {}?", alike.join(" or "))
    };
    UnknownExperiment(format!("no experiment is called {name}: {advice}"))
}

#[cfg(test)]
mod tests {
    use super::{decode, find};
    use crate::lab::{Lab, Language, Program};

    const LAB: Lab = Lab {
        name: "demo",
        package: "lab-demo",
        about: "A lab for tests.",
        programs: &[
            Program {
                name: "alias",
                source: "# Two names\nx = 1\n",
                language: Language::Python,
            },
            Program {
                name: "cascade",
                source: "x = 1\n",
                language: Language::Python,
            },
        ],
    };

    #[test]
    fn a_name_is_an_experiment() {
        let source = find(&LAB, "alias").unwrap();
        assert_eq!(source.title.as_deref(), Some("Two names"));
        assert_eq!(source.filename, "labs/demo/programs/alias.py");
    }

    #[test]
    fn an_unknown_name_is_answered_with_those_alike() {
        let message = |word| find(&LAB, word).unwrap_err().to_string();
        assert_eq!(
            message("allias"),
            "no experiment is called allias: did you mean alias?"
        );
        assert_eq!(
            message("zzz"),
            "no experiment is called zzz: `lab-demo list` names them; a file needs .py or a / in its name"
        );
    }

    #[test]
    fn what_cannot_be_read_is_said() {
        let message = |word| format!("{:#}", find(&LAB, word).unwrap_err());
        assert!(message("absent.py").starts_with("cannot read absent.py: "));
        assert_eq!(message("./"), "./ is a directory: name a Python file");
    }

    #[test]
    fn text_is_utf8_with_or_without_mark() {
        assert_eq!(decode(b"\xef\xbb\xbfx = 1\n".to_vec()).unwrap(), "x = 1\n");
        assert_eq!(
            decode(b"x = 1\ny = '\xff'\n".to_vec())
                .unwrap_err()
                .to_string(),
            "not UTF-8: byte 0xff at offset 11, line 2"
        );
    }
}
