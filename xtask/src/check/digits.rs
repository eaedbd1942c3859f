//! Digits in prose: a number is checked against a lab, or is on the list of those that need not be, with the reason.
//!
//! Passed over are inline code, names of versions, answers that a question offers, and numbers of PEPs. On a [`strict`] page the
//! first two count too: there, a name of a version has a checked number of that version behind it, or is on the list.

use super::allowed::{Allowed, Entry};
use super::version_names;
use crate::page::Page;
use crate::page::prose::{Number, Origin, Passage};
use crate::problem::Problem;
use crate::workspace::Workspace;
use anyhow::Result;
use std::path::Path;

/// The pages that are all figures: one changed digit anywhere on them is told.
const STRICT: [&str; 2] = [super::claims::LEDGER, "book/appendix/versions.md"];

/// How many numbers are on the list, and what is wrong.
#[derive(Debug, Default)]
pub struct Digits {
    /// The numbers of the pages that the list allows.
    pub allowed: usize,
    /// The numbers that are neither checked nor allowed, and what is wrong with the list.
    pub problems: Vec<Problem>,
}

/// Looks at every number of every page.
pub fn check(workspace: &Workspace, pages: &[Page]) -> Result<Digits> {
    let allowed = Allowed::read(workspace)?;
    let mut digits = Digits::default();
    let mut used = vec![0; allowed.entries.len()];
    for page in pages {
        for passage in &page.passages {
            check_passage(page, passage, &allowed, &mut used, &mut digits);
        }
    }
    for (entry, uses) in allowed.entries.iter().zip(used) {
        digits.problems.extend(entry_complaint(entry, uses, pages));
    }
    digits.problems.extend(allowed.check_sources(workspace)?);
    Ok(digits)
}

fn check_passage(
    page: &Page,
    passage: &Passage,
    allowed: &Allowed,
    used: &mut [usize],
    digits: &mut Digits,
) {
    let numbers = unchecked(page, passage);
    let mut covered = vec![false; numbers.len()];
    for (index, entry) in allowed.entries.iter().enumerate() {
        if !entry.is_for(&page.path, is_strict(page)) {
            continue;
        }
        for (start, text) in passage.text.match_indices(&entry.text) {
            let place = start..start + text.len();
            let inside = |number: &Number| {
                place.start <= number.range.start && number.range.end <= place.end
            };
            let mut covers = false;
            for (number, covered) in numbers.iter().zip(&mut covered) {
                if inside(number) {
                    (covers, *covered) = (true, true);
                }
            }
            used[index] += usize::from(covers);
        }
    }
    digits.allowed += covered.iter().filter(|covered| **covered).count();
    let bare = numbers.iter().zip(covered).filter(|(_, covered)| !covered);
    digits.problems.extend(bare.map(|(number, _)| {
        let message = format!(
            "the number {} in \u{201c}{}\u{201d} is not checked: quote a fact, or give a reason in {}",
            &passage.text[number.range.clone()],
            around(passage, number),
            super::allowed::FILE
        );
        Problem::new(&page.path, number.line, message)
    }));
}

fn is_strict(page: &Page) -> bool {
    STRICT.iter().any(|strict| page.path == Path::new(strict))
}

/// The numbers that a check or the list has to answer for.
fn unchecked<'a>(page: &Page, passage: &'a Passage) -> Vec<&'a Number> {
    let strict = is_strict(page);
    let unpaired = version_names::unpaired(passage);
    let wanted = |number: &&Number| {
        let text = &passage.text[number.range.clone()];
        match number.origin {
            Origin::Words if version_names::is_name(text) => strict && unpaired.contains(number),
            Origin::Words => !passage.text[..number.range.start].ends_with("PEP "),
            Origin::Code => strict,
            Origin::Lab(_) | Origin::Offered => false,
        }
    };
    passage.numbers.iter().filter(wanted).collect()
}

/// What is wrong with an entry that covered `uses` numbers' places.
fn entry_complaint(entry: &Entry, uses: usize, pages: &[Page]) -> Option<Problem> {
    let strict = pages
        .iter()
        .any(|page| is_strict(page) && entry.is_for(&page.path, true));
    let message = match uses {
        0 => format!("`{}` covers no number any more", entry.text),
        1 => return None,
        _ if strict => format!(
            "`{}` stands {uses} times on the page: take more words",
            entry.text
        ),
        _ => return None,
    };
    Some(Problem::new(super::allowed::FILE, entry.line, message))
}

/// A few words around a number.
fn around<'a>(passage: &'a Passage, number: &Number) -> &'a str {
    let text = &passage.text;
    let start = text[..number.range.start]
        .char_indices()
        .rev()
        .take(24)
        .last()
        .map_or(number.range.start, |(at, _)| at);
    let end = text[number.range.end..]
        .char_indices()
        .take(24)
        .last()
        .map_or(number.range.end, |(at, c)| {
            number.range.end + at + c.len_utf8()
        });
    text[start..end].trim()
}
