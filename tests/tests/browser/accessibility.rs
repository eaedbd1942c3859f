//! axe-core finds nothing to complain of, in any theme.
//!
//! Colours are the themes' only difference, and a page's kind decides which of them it shows. So every page is held against the
//! rules in the first theme, and in the others one page of each kind and every page that has a player.

use super::{DIAGRAMS_DRAWN, Library, library, skipped};
use serde::Deserialize;
use std::fmt::{Display, Formatter};
use std::path::PathBuf;
use whole_product_tests::browser::Tab;
use whole_product_tests::repository;
use xtask::browser::Means;
use xtask::workspace::Workspace;

const THEMES: [&str; 5] = ["light", "rust", "coal", "navy", "ayu"];

/// A page of each kind: with the map and beliefs, a diagram, a picture of bytes, measurements, and the appendices' tables.
const KINDS: [&str; 8] = [
    "index.html",
    "refcounting/index.html",
    "refcounting/holders.html",
    "heap/object.html",
    "gc/speed.html",
    "appendix/claims.html",
    "appendix/versions.html",
    "appendix/language.html",
];

/// What the reader can open is read too: every answer, and in each player a step half way with an object chosen.
const OPEN_ALL: &str = "(() => {
    document.querySelectorAll('main details').forEach((details) => { details.open = true; });
    for (const { player, dataset } of document.querySelectorAll('figure.xray')) {
        player.show(Math.floor(dataset.steps / 2));
        const card = player.figure.querySelector('.xray-card:not([hidden])');
        card?.dispatchEvent(new MouseEvent('click', { bubbles: true }));
    }
})()";

/// A rule that a page breaks, as axe tells of it.
#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    nodes: Vec<Node>,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    html: String,
    failure_summary: String,
}

impl Display for Violation {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(out, "{} ({})", self.id, self.help)?;
        for node in self.nodes.iter().take(3) {
            write!(out, "\n  {:.200}\n  {}", node.html, node.failure_summary)?;
        }
        write!(out, "\n  at {} places", self.nodes.len())
    }
}

#[test]
fn every_page_keeps_the_rules_in_the_first_theme() {
    let Some(library) = library() else { return };
    let Some(axe) = axe() else { return };
    expect_no_violation(&library, &axe, &library.pages(), &THEMES[..1]);
}

#[test]
fn every_kind_of_page_keeps_them_in_the_other_themes() {
    let Some(library) = library() else { return };
    let Some(axe) = axe() else { return };
    let mut pages = library.pages_with_players();
    pages.extend(KINDS.map(|page| library.page(page)));
    pages.sort();
    pages.dedup();
    expect_no_violation(&library, &axe, &pages, &THEMES[1..]);
}

/// The text of axe-core's script.
fn axe() -> Option<String> {
    match Means::find(&Workspace::at(repository())).axe {
        Some(script) => Some(std::fs::read_to_string(script).expect("axe-core can be read")),
        None => skipped("no axe-core is found"),
    }
}

fn expect_no_violation(library: &Library, axe: &str, pages: &[PathBuf], themes: &[&str]) {
    let tab = library.tab();
    let mut wrong = Vec::new();
    for page in pages {
        tab.open(page, "").expect("the page opens");
        tab.wait_for(DIAGRAMS_DRAWN).expect("diagrams are drawn");
        tab.ask(OPEN_ALL).expect("details open");
        tab.ask(&format!("{axe}; 0")).expect("axe loads");
        for theme in themes {
            let violations = violations(&tab, theme).into_iter();
            let page = library.name(page);
            wrong.extend(violations.map(|violation| format!("{page}, {theme}: {violation}")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What axe finds in the open page, once it has taken on the theme.
fn violations(tab: &Tab, theme: &str) -> Vec<Violation> {
    let found = tab.ask(&format!(
        "(async () => {{
            document.getElementById('mdbook-theme-{theme}').click();
            await Promise.all(document.getAnimations().map((animation) => animation.finished));
            const {{ violations }} = await axe.run(document, {{ preload: false, resultTypes: ['violations'] }});
            return violations.map(({{ id, help, nodes }}) =>
                ({{ id, help, nodes: nodes.map(({{ html, failureSummary }}) => ({{ html, failureSummary }})) }}));
        }})()"
    ));
    serde_json::from_value(found.expect("axe runs")).expect("violations")
}
