//! Players: each shows a program that runs and can be traced, begins at a step that is there, and has a name of its own.

use crate::book::xray::Players;
use crate::page::Page;
use crate::page::xray::Shown;
use crate::problem::Problem;
use std::collections::BTreeSet;

/// Checks every player of `pages`.
pub fn check(pages: &[Page], players: &Players) -> Vec<Problem> {
    let mut names = BTreeSet::new();
    let mut problems = Vec::new();
    for page in pages {
        for player in &page.players {
            let complaint = match &player.shown {
                Err(error) => Some(error.clone()),
                Ok(shown) => complaint(shown, players).or_else(|| {
                    // The name is part of its address, also where the whole book is one page.
                    let is_first = names.insert(&shown.program.name);
                    (!is_first).then(|| {
                        format!(
                            "another player shows a program named {}",
                            shown.program.name
                        )
                    })
                }),
            };
            problems.extend(
                complaint.map(|message| Problem::new(&page.path, player.fence.line, message)),
            );
        }
    }
    problems
}

fn complaint(shown: &Shown, players: &Players) -> Option<String> {
    match players.steps(&shown.program) {
        Err(error) => Some(error),
        Ok(steps) if shown.step >= steps => Some(format!(
            "there is no step {}: the last is {}",
            shown.step,
            steps - 1
        )),
        Ok(_) => None,
    }
}
