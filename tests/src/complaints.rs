//! What the check complains of in a copy of a book.

use crate::Copy;
use xtask::check::book as check;

/// The problems as `file:line: message`.
///
/// # Panics
/// If the check cannot run.
pub fn complaints(copy: &Copy) -> Vec<String> {
    let findings = check(&copy.workspace, &copy.labs).expect("the check runs");
    let told = findings.problems.into_iter();
    told.map(|problem| {
        let (file, line) = (problem.file.display(), problem.line);
        format!("{file}:{line}: {}", problem.message)
    })
    .collect()
}

/// Spoils a fresh copy of the small book, and expects one complaint that begins with `place` and has `words`.
///
/// # Panics
/// If there is another complaint, or none.
#[track_caller]
pub fn expect_complaint(spoil: impl FnOnce(&Copy), place: &str, words: &str) {
    let copy = Copy::of_small_book();
    spoil(&copy);
    let complaints = complaints(&copy);
    assert_eq!(complaints.len(), 1, "{complaints:#?}");
    assert!(
        complaints[0].starts_with(place) && complaints[0].contains(words),
        "{complaints:#?}"
    );
}
