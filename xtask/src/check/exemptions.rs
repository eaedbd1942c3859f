//! Exemptions: `<!-- check: exempt reason -->` silences the block under it, and must still be needed.

use crate::page::{Exemption, Page};
use crate::problem::Problem;

/// Drops the problems that an exemption covers, and adds one for each exemption that covers none.
pub fn apply(pages: &[Page], mut problems: Vec<Problem>) -> Vec<Problem> {
    let mut complaints = Vec::new();
    for page in pages {
        for exemption in &page.exemptions {
            let before = problems.len();
            problems.retain(|problem| !covers(page, exemption, problem));
            let complaint = if exemption.reason.is_empty() {
                "an exemption says why"
            } else if exemption.covers.is_empty() {
                "no block stands under the exemption"
            } else if problems.len() == before {
                "the exemption is not needed: the block under it passes"
            } else {
                continue;
            };
            complaints.push(Problem::new(&page.path, exemption.line, complaint));
        }
    }
    problems.extend(complaints);
    problems
}

/// Drops the problems that an exemption covers.
pub fn drop_exempt(pages: &[Page], mut problems: Vec<Problem>) -> Vec<Problem> {
    for page in pages {
        for exemption in &page.exemptions {
            problems.retain(|problem| !covers(page, exemption, problem));
        }
    }
    problems
}

fn covers(page: &Page, exemption: &Exemption, problem: &Problem) -> bool {
    problem.file == page.path && exemption.covers.contains(&problem.line)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SOURCE: &str = "<!-- check: exempt why -->\n[2](lab:gc/ring#n)\n";

    #[test]
    fn an_exemption_drops_the_problems_of_its_block() {
        let page = Page::parse("x.md", SOURCE);
        assert_eq!(apply(&[page], vec![Problem::new("x.md", 2, "differs")]), []);
    }

    #[test]
    fn an_exemption_that_is_not_needed_is_a_problem() {
        let page = Page::parse("x.md", SOURCE);
        let elsewhere = Problem::new("y.md", 2, "differs");
        let left = apply(&[page], vec![elsewhere.clone()]);
        assert_eq!(left[0], elsewhere);
        assert_eq!((left[1].line, left.len()), (1, 2));
        assert!(left[1].message.contains("not needed"));
    }
}
