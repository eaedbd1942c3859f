//! Where things are: the one place that knows the repository's layout.

use anyhow::{Context, Result, bail};
use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// A checkout of the repository, or a copy of one made by a test.
#[derive(Debug, Clone)]
pub struct Workspace {
    root: PathBuf,
}

/// One experiment: a Python program of a lab, or one of its Rust experiments.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Program {
    /// The lab's folder name, such as `refcounting`.
    pub lab: String,
    /// The file's stem, such as `alias`.
    pub name: String,
    /// The file, relative to the repository root.
    pub path: PathBuf,
}

impl Workspace {
    /// The workspace rooted at `root`.
    pub fn at(root: impl Into<PathBuf>) -> Self {
        Self { root: root.into() }
    }

    /// The workspace that the current directory lies in: the nearest folder upwards with a `book.toml`.
    pub fn find() -> Result<Self> {
        let start = std::env::current_dir().context("cannot tell the current directory")?;
        match start
            .ancestors()
            .find(|folder| folder.join("book.toml").is_file())
        {
            Some(root) => Ok(Self::at(root)),
            None => bail!(
                "no book.toml in {} or above it: run this inside the repository",
                start.display()
            ),
        }
    }

    /// The repository's root, from which the book's commands run.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The folder of the book's text.
    pub fn book_dir(&self) -> PathBuf {
        self.root.join("book")
    }

    /// The folder that the rendered book is written to.
    pub fn rendered_dir(&self) -> PathBuf {
        self.root.join("target/book")
    }

    /// The folder of the labs.
    pub fn labs_dir(&self) -> PathBuf {
        self.root.join("labs")
    }

    /// The folder that holds `xray.py` for real CPythons.
    pub fn shim_dir(&self) -> PathBuf {
        self.root.join("xtask/shim")
    }

    /// The book's Markdown files, `SUMMARY.md` left out, relative to the root and sorted.
    pub fn pages(&self) -> Result<Vec<PathBuf>> {
        let mut pages = self.files_under(&self.book_dir(), &["md"])?;
        pages.retain(|page| page != Path::new("book/SUMMARY.md"));
        Ok(pages)
    }

    /// The SVG files of the book's text, relative to the root and sorted.
    pub fn pictures(&self) -> Result<Vec<PathBuf>> {
        let mut pictures = self.files_under(&self.book_dir(), &["svg"])?;
        pictures.retain(|picture| !picture.starts_with("book/theme"));
        Ok(pictures)
    }

    /// The labs that have programs, by folder name and sorted.
    pub fn labs(&self) -> Result<Vec<String>> {
        let mut labs: Vec<String> = self
            .programs()?
            .into_iter()
            .map(|program| program.lab)
            .collect();
        labs.dedup();
        Ok(labs)
    }

    /// Every experiment of every lab, sorted by lab and name.
    pub fn programs(&self) -> Result<Vec<Program>> {
        let files = self.files_under(&self.labs_dir(), &["py", "rs"])?;
        let mut programs: Vec<Program> = files.into_iter().filter_map(program_at).collect();
        programs.sort();
        Ok(programs)
    }

    /// Source files that may carry anchors for the book, relative to the root.
    pub fn anchored_sources(&self) -> Result<Vec<PathBuf>> {
        self.files_under(&self.labs_dir(), &["rs", "py"])
    }

    /// The files of measurements, relative to the root and sorted.
    pub fn measurements(&self) -> Result<Vec<PathBuf>> {
        let folder = self.book_dir().join("measured");
        match folder.is_dir() {
            true => self.files_under(&folder, &["json"]),
            false => Ok(Vec::new()),
        }
    }

    /// The files of constructs that the labs' Python is told by, relative to the root and sorted.
    pub fn language_groups(&self) -> Result<Vec<PathBuf>> {
        let folder = self.labs_dir().join("interpreter/tests/language");
        match folder.is_dir() {
            true => self.files_under(&folder, &["py"]),
            false => Ok(Vec::new()),
        }
    }

    /// Reads a file named relative to the root.
    pub fn read(&self, path: &Path) -> Result<String> {
        let full = self.root.join(path);
        fs::read_to_string(&full).with_context(|| format!("cannot read {}", path.display()))
    }

    fn files_under(&self, folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>> {
        let mut found = Vec::new();
        for entry in WalkDir::new(folder).sort_by_file_name() {
            let entry = entry.with_context(|| format!("cannot list {}", folder.display()))?;
            let extension = entry
                .path()
                .extension()
                .and_then(|extension| extension.to_str());
            if entry.file_type().is_file()
                && extension.is_some_and(|extension| extensions.contains(&extension))
            {
                found.push(
                    entry
                        .path()
                        .strip_prefix(&self.root)
                        .unwrap_or(entry.path())
                        .to_path_buf(),
                );
            }
        }
        Ok(found)
    }
}

impl Program {
    /// Whether a Python can run it: experiments in Rust are the lab's alone.
    pub fn is_python(&self) -> bool {
        self.path.extension().is_some_and(|kind| kind == "py")
    }
}

/// The experiment that a file is, if it is `labs/<lab>/programs/<name>.py` or `labs/<lab>/src/experiments/<name>.rs`.
fn program_at(path: PathBuf) -> Option<Program> {
    let parts: Vec<&str> = path
        .iter()
        .map(|part| part.to_str())
        .collect::<Option<_>>()?;
    let (lab, name) = match parts[..] {
        ["labs", lab, "programs", file] => (lab, file.strip_suffix(".py")?),
        ["labs", lab, "src", "experiments", file] => (lab, file.strip_suffix(".rs")?),
        _ => return None,
    };
    let (lab, name) = (lab.to_string(), name.to_string());
    Some(Program { lab, name, path })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_known_by_its_place() {
        let program = program_at(PathBuf::from("labs/gc/programs/ring.py")).expect("a program");
        assert_eq!(
            (program.lab.as_str(), program.name.as_str()),
            ("gc", "ring")
        );
        assert_eq!(
            program_at(PathBuf::from("labs/gc/programs/deep/ring.py")),
            None
        );
        assert_eq!(program_at(PathBuf::from("labs/gc/ring.py")), None);
    }

    #[test]
    fn so_is_an_experiment_in_rust() {
        let path = PathBuf::from("labs/pools/src/experiments/replay.rs");
        let program = program_at(path).expect("an experiment");
        assert_eq!(program.name, "replay");
        assert!(!program.is_python());
        assert_eq!(program_at(PathBuf::from("labs/pools/src/main.rs")), None);
    }
}
