//! What a page of the book holds that can be checked.
//!
//! A page is read once, by the parser that mdBook uses, with the place of everything kept: the line for the reports, the byte
//! range for what `bless` rewrites.

pub mod console;
pub mod fact;
pub mod include;
pub mod marker;
pub mod picture;
pub mod prose;
mod reader;
pub mod versions;
pub mod xray;

use crate::workspace::Workspace;
use anyhow::Result;
use console::{Console, Step};
use fact::FactRef;
use include::Include;
use marker::Boxed;
use prose::Passage;
use pulldown_cmark::Options;
use reader::Reader;
use std::ops::Range;
use std::path::PathBuf;
use versions::{VersionRow, VersionTable};
use xray::Player;

/// One Markdown file of the book.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// The file, relative to the repository root.
    pub path: PathBuf,
    /// Its text.
    pub source: String,
    /// Checked output.
    pub consoles: Vec<Console>,
    /// Fences of code that must come by include.
    pub code: Vec<Code>,
    /// Fences whose program the reader steps through; they are in `code` too.
    pub players: Vec<Player>,
    /// Tables of what differs between versions.
    pub versions: Vec<VersionTable>,
    /// Checked numbers.
    pub facts: Vec<Fact>,
    /// Links and pictures that are no checked numbers.
    pub links: Vec<Link>,
    /// Include directives.
    pub includes: Vec<Include>,
    /// Beliefs and claims.
    pub boxes: Vec<Boxed>,
    /// What it says in words, block by block.
    pub passages: Vec<Passage>,
    /// Blocks that the check passes over.
    pub exemptions: Vec<Exemption>,
    /// Lines of `console` fences that are indented or quoted, where output cannot be compared line by line.
    pub misplaced_consoles: Vec<usize>,
}

/// Where a fence stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fence {
    /// The line of the opening fence, from 1.
    pub line: usize,
    /// The whole of it.
    pub range: Range<usize>,
    /// The lines between the fences.
    pub body: Range<usize>,
}

/// A fence of code in a language that our sources are written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The line of the opening fence, from 1.
    pub line: usize,
    /// `python` or `rust`.
    pub language: String,
    /// What stands in the fence, before any include is expanded.
    pub body: String,
}

/// A number in prose, and the fact that it quotes.
#[derive(Debug, Clone)]
pub struct Fact {
    /// The line, from 1.
    pub line: usize,
    /// The quoted text, without backquotes.
    pub text: String,
    /// Where the text stands in the page, backquotes included.
    pub text_range: Range<usize>,
    /// Where the whole link stands.
    pub range: Range<usize>,
    /// The fact, or why the link's target is malformed.
    pub target: std::result::Result<FactRef, String>,
}

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The line, from 1.
    pub line: usize,
    /// Where it begins in the page.
    pub offset: usize,
    /// The target as written.
    pub target: String,
}

/// `<!-- check: exempt reason -->` and the block under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exemption {
    /// The comment's line, from 1.
    pub line: usize,
    /// Why the block is exempt.
    pub reason: String,
    /// The lines of the block under the comment; empty if there is none.
    pub covers: Range<usize>,
}

impl Page {
    /// Reads a page.
    pub fn parse(path: impl Into<PathBuf>, source: impl Into<String>) -> Self {
        let source = source.into();
        let page = Page {
            path: path.into(),
            includes: include::includes(&source),
            ..Page::default()
        };
        let page = Reader::new(&source, page).read();
        let passages = prose::passages(&source, page.version_rows());
        Page {
            source,
            passages,
            ..page
        }
    }

    /// Every command of the page's consoles.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.consoles.iter().flat_map(|console| &console.steps)
    }

    /// Every row of the page's tables of versions.
    pub fn version_rows(&self) -> impl Iterator<Item = &VersionRow> {
        self.versions.iter().flat_map(|table| &table.rows)
    }

    /// Reads every page of a workspace's book.
    pub fn read_all(workspace: &Workspace) -> Result<Vec<Self>> {
        let pages = workspace.pages()?.into_iter();
        pages
            .map(|path| {
                workspace
                    .read(&path)
                    .map(|source| Self::parse(path, source))
            })
            .collect()
    }
}

/// The parser options that mdBook uses, smart punctuation left out: a quoted fact is compared as written.
pub fn markdown_options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
}

#[cfg(test)]
mod tests;
