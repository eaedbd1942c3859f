//! Pictures that labs draw: each is what its command prints, and stands in a page.

use super::includes::resolve;
use super::outputs::{drift_line, whole_lines};
use crate::answers::Answers;
use crate::page::Page;
use crate::page::picture::Picture;
use crate::problem::Problem;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Compares each picture with what its command prints.
pub fn check(pictures: &[Picture], answers: &Answers) -> Vec<Problem> {
    let drifts = pictures
        .iter()
        .filter_map(|picture| check_picture(picture, picture.command.as_deref()?, answers));
    drifts.collect()
}

/// The pictures that nobody draws, and those that no page has.
pub fn check_places(pictures: &[Picture], pages: &[Page]) -> Vec<Problem> {
    let included: BTreeSet<PathBuf> = pages
        .iter()
        .flat_map(|page| {
            page.includes
                .iter()
                .map(|include| resolve(&page.path, &include.path))
        })
        .collect();
    let misplaced = pictures.iter().filter_map(|picture| {
        let message = if picture.command.is_some() {
            if included.contains(&picture.path) {
                return None;
            }
            "no page includes this picture"
        } else if picture.may_be_by_hand() {
            return None;
        } else {
            "the first line of a picture is `<!-- $ command -->`; one that is drawn by hand is in book/images"
        };
        Some(Problem::new(&picture.path, 1, message))
    });
    misplaced.collect()
}

fn check_picture(picture: &Picture, command: &str, answers: &Answers) -> Option<Problem> {
    let problem = |line, message: String| Problem::new(&picture.path, line, message);
    let transcript = match answers.command(command) {
        Ok(transcript) => transcript,
        Err(error) => return Some(problem(1, error.to_string())),
    };
    let actual = whole_lines(&transcript.text);
    if transcript.exit != 0 {
        let complaint = transcript.text.lines().last().unwrap_or_default();
        let exit = transcript.exit;
        return Some(problem(
            1,
            format!("the command exits with {exit}: {complaint}"),
        ));
    }
    // Markdown would end the picture there.
    if actual.lines().any(|line| line.trim().is_empty()) {
        return Some(problem(1, "the command prints an empty line".to_string()));
    }
    let committed = picture.output();
    (actual != committed).then(|| {
        let line = drift_line(1, committed, &actual);
        problem(
            line,
            "the picture differs from what the command prints".to_string(),
        )
        .with_difference(committed, &actual)
        .mended_by(picture.range.clone(), actual)
    })
}
