//! A lab: its name, what it is about, and its experiments in the book's order.

use crate::output::Output;

/// A lab binary, as its `main.rs` declares it.
#[derive(Clone, Copy, Debug)]
pub struct Lab {
    /// Name of the chapter, and of the folder under `labs/`.
    pub name: &'static str,
    /// The package that holds the lab: what `cargo run -p` takes.
    pub package: &'static str,
    /// One line for `--help`.
    pub about: &'static str,
    /// The experiments, in the book's order.
    pub programs: &'static [Program],
}

/// An experiment: a file of the lab.
#[derive(Clone, Copy, Debug)]
pub struct Program {
    /// File name without its extension.
    pub name: &'static str,
    /// The file's text.
    pub source: &'static str,
    /// What it is written in.
    pub language: Language,
}

/// What an experiment is written in, and so how it is run.
#[derive(Clone, Copy, Debug)]
pub enum Language {
    /// A program for the interpreter, in the lab's folder `programs/`.
    Python,
    /// A function of the lab itself, in `src/experiments/`: for what no Python program can show.
    Rust(Experiment),
}

/// An experiment in Rust.
pub type Experiment = fn(&Output<'_>) -> anyhow::Result<()>;

/// The experiments of a lab: `"name"` is the Python program `programs/name.py`, `name` without quotes the Rust
/// function `run` of the lab's module `experiments::name`.
#[macro_export]
macro_rules! programs {
    ($($program:tt),* $(,)?) => {
        &[$($crate::program!($program)),*]
    };
}

/// One experiment of [`programs!`], its text taken from the file beside the caller.
#[doc(hidden)]
#[macro_export]
macro_rules! program {
    ($name:literal) => {
        $crate::Program {
            name: $name,
            source: include_str!(concat!("../programs/", $name, ".py")),
            language: $crate::Language::Python,
        }
    };
    ($module:ident) => {
        $crate::Program {
            name: stringify!($module),
            source: include_str!(concat!("experiments/", stringify!($module), ".rs")),
            language: $crate::Language::Rust(experiments::$module::run),
        }
    };
}

impl Lab {
    /// The experiment with this name.
    pub fn program(&self, name: &str) -> Option<&'static Program> {
        self.programs.iter().find(|program| program.name == name)
    }

    /// Path of an experiment's file from the repository's root.
    pub fn path(&self, program: &Program) -> String {
        let (lab, name) = (self.name, program.name);
        match program.language {
            Language::Python => format!("labs/{lab}/programs/{name}.py"),
            Language::Rust(_) => format!("labs/{lab}/src/experiments/{name}.rs"),
        }
    }
}

impl Language {
    /// What a line that is a comment begins with.
    pub fn comment(self) -> &'static str {
        match self {
            Language::Python => "#",
            Language::Rust(_) => "//",
        }
    }

    /// An experiment's title: the text of its first line, if that is a comment.
    pub fn title(self, source: &str) -> Option<&str> {
        let first = source.lines().next()?.strip_prefix(self.comment())?;
        let title = first.trim_start_matches('!').trim();
        (!title.is_empty()).then_some(title)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn the_title_is_the_first_comment() {
        let title = |source| Language::Python.title(source);
        assert_eq!(
            title("# Names and counts\nx = 1\n"),
            Some("Names and counts")
        );
        assert_eq!(title("x = 1\n# late\n"), None);
        assert_eq!(title("#\n"), None);
        assert_eq!(title(""), None);
    }

    #[test]
    fn in_rust_it_is_the_first_line_of_the_documentation() {
        let title = |source| Language::Rust(|_| Ok(())).title(source);
        assert_eq!(title("//! Best fit\n\nfn run() {}\n"), Some("Best fit"));
        assert_eq!(title("#![allow(x)]\n"), None);
    }
}
