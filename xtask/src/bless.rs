//! `cargo xtask bless`: rewrites just the outputs, quoted numbers and pictures that differ. Nothing else of the project
//! writes to a page.

use crate::check::unexempted_drifts;
use crate::labs::Labs;
use crate::page::Page;
use crate::page::picture::Picture;
use crate::problem::{Mend, Problem};
use crate::workspace::Workspace;
use anyhow::{Context, Result};
use std::fs;

/// What `bless` did.
#[derive(Debug, Default)]
pub struct Blessed {
    /// The drifts that are mended now.
    pub mended: Vec<Problem>,
    /// The problems that an edit of outputs, numbers and pictures cannot mend.
    pub left: Vec<Problem>,
}

/// Builds the labs, mends the book and tells what was changed. True if nothing is left to mend by hand.
pub fn run(workspace: &Workspace) -> Result<bool> {
    eprintln!("building the labs");
    let labs = Labs::build(workspace)?;
    let blessed = bless(workspace, &labs)?;
    for problem in &blessed.mended {
        let (file, line) = (problem.file.display(), problem.line);
        println!("{file}:{line}: rewritten");
        if let Some(difference) = &problem.difference {
            println!("{difference}");
        }
    }
    for problem in &blessed.left {
        eprintln!("{problem}");
    }
    println!(
        "{} rewritten, {} left to mend by hand",
        blessed.mended.len(),
        blessed.left.len()
    );
    Ok(blessed.left.is_empty())
}

/// Mends the outputs, numbers and pictures of the book that differ from what the labs say.
pub fn bless(workspace: &Workspace, labs: &Labs) -> Result<Blessed> {
    let pages = Page::read_all(workspace)?;
    let pictures = Picture::read_all(workspace)?;
    let (mended, left): (Vec<_>, Vec<_>) = unexempted_drifts(labs, &pages, &pictures)
        .into_iter()
        .partition(|problem| problem.mend.is_some());
    let pages = pages.iter().map(|page| (&page.path, &page.source));
    let pictures = pictures
        .iter()
        .map(|picture| (&picture.path, &picture.source));
    for (path, source) in pages.chain(pictures) {
        let mends: Vec<&Mend> = mended
            .iter()
            .filter(|problem| problem.file == *path)
            .filter_map(|problem| problem.mend.as_ref())
            .collect();
        if !mends.is_empty() {
            let path = workspace.root().join(path);
            fs::write(&path, edited(source, mends))
                .with_context(|| format!("cannot write {}", path.display()))?;
        }
    }
    Ok(Blessed { mended, left })
}

/// The text with every edit made. The edits do not overlap.
fn edited(source: &str, mut mends: Vec<&Mend>) -> String {
    mends.sort_by_key(|mend| mend.range.start);
    let mut text = String::with_capacity(source.len());
    let mut copied = 0;
    for mend in mends {
        text.push_str(&source[copied..mend.range.start]);
        text.push_str(&mend.replacement);
        copied = mend.range.end;
    }
    text.push_str(&source[copied..]);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_in_the_order_of_the_text() {
        let mend = |range, replacement: &str| Mend {
            range,
            replacement: replacement.to_string(),
        };
        let mends = [mend(6..7, "four"), mend(2..3, "two"), mend(8..8, "!")];
        assert_eq!(edited("1 x 3 x ", mends.iter().collect()), "1 two 3 four !");
    }
}
