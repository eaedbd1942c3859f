//! Pictures that a lab draws: an SVG file of the book whose first line is the command that prints the rest.

use crate::workspace::Workspace;
use anyhow::Result;
use std::ops::Range;
use std::path::{Path, PathBuf};

/// What stands before the command in the first line.
const OPEN: &str = "<!-- $ ";
/// What stands after it.
const CLOSE: &str = " -->\n";
/// The folder of pictures that are drawn by hand.
const BY_HAND: &str = "book/images";

/// One SVG file of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// The file, relative to the repository root.
    pub path: PathBuf,
    /// Its text.
    pub source: String,
    /// The command that prints it; `None` if the first line has none.
    pub command: Option<String>,
    /// Where the command's output stands in the file: all lines but the first.
    pub range: Range<usize>,
}

impl Picture {
    /// Reads a picture.
    pub fn parse(path: impl Into<PathBuf>, source: impl Into<String>) -> Self {
        let source = source.into();
        let command = source
            .strip_prefix(OPEN)
            .and_then(|rest| rest.split_once(CLOSE));
        let (command, start) = match command {
            Some((command, svg)) if !command.contains('\n') => {
                (Some(command.to_string()), source.len() - svg.len())
            }
            _ => (None, 0),
        };
        Self {
            path: path.into(),
            range: start..source.len(),
            source,
            command,
        }
    }

    /// Reads every picture of a workspace's book, the theme's left out.
    pub fn read_all(workspace: &Workspace) -> Result<Vec<Self>> {
        let pictures = workspace.pictures()?.into_iter();
        pictures
            .map(|path| {
                workspace
                    .read(&path)
                    .map(|source| Self::parse(path, source))
            })
            .collect()
    }

    /// What the command is expected to print.
    pub fn output(&self) -> &str {
        &self.source[self.range.clone()]
    }

    /// Whether the picture is in the folder of those that are drawn by hand.
    pub fn may_be_by_hand(&self) -> bool {
        self.path.starts_with(Path::new(BY_HAND))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_line_is_the_command() {
        let picture = Picture::parse("book/gc/a.svg", "<!-- $ cargo run -->\n<svg>\n</svg>\n");
        assert_eq!(picture.command.as_deref(), Some("cargo run"));
        assert_eq!(picture.output(), "<svg>\n</svg>\n");
        assert!(!picture.may_be_by_hand());
    }

    #[test]
    fn without_a_command_all_of_it_is_the_picture() {
        for source in ["<svg/>\n", "<!-- $ unclosed\n<svg/> -->\n", "<!-- $ a -->"] {
            let picture = Picture::parse("book/images/a.svg", source);
            assert_eq!(
                (picture.command.as_deref(), picture.output()),
                (None, source)
            );
            assert!(picture.may_be_by_hand());
        }
    }
}
