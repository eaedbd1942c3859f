//! Boxes: quotes that begin with `[!BELIEF]`, `[!CLAIM]`, `[!PREDICT]` or `[!EXERCISE]` become HTML with a class, and stay
//! Markdown inside. To a screen reader they are notes: as plain `aside`s each would be a landmark. A belief leads to its row of
//! the ledger; a row of the ledger names the commands that run its programs.

use crate::page::fact::FactRef;
use crate::page::markdown_options;
use crate::page::marker::{Kind, Marker, unquoted};
use pulldown_cmark::{Event, Parser, Tag};
use std::collections::BTreeMap;
use std::ops::Range;

/// The page's text with every box of ours in HTML. `ledger` is the link from this page to the ledger of claims.
pub fn expand(source: &str, ledger: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut copied = 0;
    for range in quotes(source) {
        if let Some(html) = boxed(&source[range.clone()], ledger) {
            text.push_str(&source[copied..range.start]);
            text.push_str(&html);
            copied = range.end;
        }
    }
    text.push_str(&source[copied..]);
    text
}

/// The outermost quotes.
fn quotes(source: &str) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (event, range) in Parser::new_ext(source, markdown_options()).into_offset_iter() {
        let is_quote = matches!(event, Event::Start(Tag::BlockQuote(_)));
        if is_quote && found.last().is_none_or(|last| last.end <= range.start) {
            found.push(range);
        }
    }
    found
}

/// The quote as a box, if its first line is a marker of ours.
fn boxed(quote: &str, ledger: &str) -> Option<String> {
    let mut lines = quote.lines().map(unquoted);
    let marker = Marker::parse(lines.next()?)?;
    let body = lines.collect::<Vec<_>>().join("\n");
    let (open, title) = match marker.kind {
        Kind::Belief => belief(&marker, ledger),
        Kind::Claim => claim(&marker),
        Kind::Predict => plain("Predict", "predict", marker.title),
        Kind::Exercise => plain("Exercise", "exercise", marker.title),
    };
    let programs = match marker.kind {
        Kind::Claim => programs(&body),
        _ => String::new(),
    };
    Some(format!(
        "{open}\n\n{title}\n\n{body}\n\n{programs}</aside>\n\n"
    ))
}

/// The opening tag and the title of a belief on the page that settles it.
fn belief(marker: &Marker<'_>, ledger: &str) -> (String, String) {
    let (id, read) = match marker.id {
        Some(id) => (
            format!(" id=\"{id}\""),
            format!("[You may have read]({ledger}#claim-{id} \"Claim {id} in the ledger\")"),
        ),
        None => (String::new(), "You may have read".to_string()),
    };
    let class = class_of(marker.title);
    (
        format!("<aside role=\"note\" class=\"box belief belief-{class}\"{id}>"),
        format!("{read} … {}", verdict(marker.title)),
    )
}

/// The opening tag and the title of a row of the ledger.
fn claim(marker: &Marker<'_>) -> (String, String) {
    let (id, class) = (marker.id.unwrap_or_default(), class_of(marker.title));
    (
        format!(
            "<aside role=\"note\" class=\"box belief claim belief-{class}\" id=\"claim-{id}\">"
        ),
        format!("{id} {}", verdict(marker.title)),
    )
}

/// The opening tag and the title of another box.
fn plain(kind: &str, class: &str, title: &str) -> (String, String) {
    let title = match title.is_empty() {
        true => kind.to_string(),
        false => format!("{kind}: {title}"),
    };
    (
        format!("<aside role=\"note\" class=\"box {class}\">"),
        title,
    )
}

fn class_of(verdict: &str) -> String {
    verdict.replace(", ", "-").replace(' ', "-")
}

fn verdict(title: &str) -> String {
    format!("<span class=\"verdict\">{title}</span>")
}

/// The commands that run the programs whose facts a text quotes, as Markdown: one a lab.
fn programs(body: &str) -> String {
    let mut by_lab: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for event in Parser::new_ext(body, markdown_options()) {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        if let Some(Ok(fact)) = FactRef::parse(&dest_url) {
            let programs = by_lab.entry(fact.lab).or_default();
            if !programs.contains(&fact.program) {
                programs.push(fact.program);
            }
        }
    }
    let commands = by_lab.iter().map(|(lab, programs)| {
        let programs = programs.join(" ");
        format!("`cargo run -q -p lab-{lab} -- run {programs}`")
    });
    match commands.collect::<Vec<_>>().join(", ") {
        commands if commands.is_empty() => commands,
        commands => format!("Settled by {commands}.\n\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_belief_has_its_verdict_and_its_place() {
        let html = expand(
            "text\n\n> [!BELIEF R3] true, with limits\n> It is `2`.\n>\n> No.\n\nmore\n",
            "l.md",
        );
        let expected = "text\n\n<aside role=\"note\" class=\"box belief belief-true-with-limits\" id=\"R3\">\n\n\
                        [You may have read](l.md#claim-R3 \"Claim R3 in the ledger\") … <span class=\"verdict\">true, with limits</span>\n\n\
                        It is `2`.\n\nNo.\n\n</aside>\n\n\nmore\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_claim_names_the_programs_that_settle_it() {
        let html = expand(
            "> [!CLAIM R3] false\n> It is [2](lab:gc/ring#n), [3](lab:gc/ring@3.10#m), [4](lab:gc/knot#n).\n",
            "",
        );
        assert!(html.starts_with(
            "<aside role=\"note\" class=\"box belief claim belief-false\" id=\"claim-R3\">\n\nR3 <span class=\"verdict\">false</span>\n\n"
        ));
        assert!(html.ends_with(
            "\n\nSettled by `cargo run -q -p lab-gc -- run ring knot`.\n\n</aside>\n\n"
        ));
    }

    #[test]
    fn a_title_follows_the_kind() {
        assert!(
            expand("> [!EXERCISE] Make it happen\n> Do.\n", "")
                .contains("\n\nExercise: Make it happen\n\nDo.\n")
        );
        assert!(expand("> [!PREDICT]\n> What?\n", "").contains("\n\nPredict\n\nWhat?\n"));
    }

    #[test]
    fn other_quotes_and_fences_are_left_alone() {
        for text in [
            "> said\n",
            "> [!NOTE]\n> n\n",
            "```text\n> [!PREDICT]\n> x\n```\n",
        ] {
            assert_eq!(expand(text, ""), text);
        }
    }
}
