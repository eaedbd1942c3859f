//! The check on a small book that passes: each way to spoil it is told by file and line, and `bless` mends what it should.

use std::fs;
use whole_product_tests::{Copy, complaints, expect_complaint};
use xtask::bless::bless;
use xtask::check::{Findings, book as check};

const PAGE: &str = "book/chapter/page.md";
const STEPS: &str = "book/chapter/steps.md";
const PICTURE: &str = "book/chapter/two.svg";

fn check_copy(copy: &Copy) -> Findings {
    check(&copy.workspace, &copy.labs).expect("the check runs")
}

#[test]
fn it_passes_and_everything_is_counted() {
    let findings = check_copy(&Copy::of_small_book());
    assert_eq!(findings.problems, []);
    assert_eq!(
        findings.tally.to_string(),
        "checked 3 output blocks (3 commands), 1 pictures, 1 players, 4 numbers (1 more need no check), 1 claims, \
         3 programs, 4 includes, 3 links; 1 exemptions"
    );
}

#[test]
fn a_character_of_an_output() {
    expect_complaint(
        |copy| copy.replace(PAGE, "two: 3", "two: 4"),
        "book/chapter/page.md:12: ",
        "output differs",
    );
}

#[test]
fn an_empty_line_of_an_output() {
    expect_complaint(
        |copy| copy.replace(PAGE, "one: 2\n\n", "one: 2\n"),
        "book/chapter/page.md:11: ",
        "output differs",
    );
}

#[test]
fn a_number_in_prose() {
    expect_complaint(
        |copy| copy.replace(PAGE, "[`4`]", "[`5`]"),
        "book/chapter/page.md:6: ",
        "alias@3.10#count",
    );
}

#[test]
fn a_fact_that_no_program_records() {
    expect_complaint(
        |copy| copy.replace(PAGE, "3.10#count", "3.10#total"),
        "book/chapter/page.md:6: ",
        "no such fact",
    );
}

#[test]
fn a_character_of_a_picture() {
    expect_complaint(
        |copy| copy.replace(PICTURE, ">2<", ">3<"),
        "book/chapter/two.svg:3: ",
        "the picture differs",
    );
}

#[test]
fn a_picture_that_no_page_has() {
    expect_complaint(
        |copy| copy.replace(PAGE, "{{#include two.svg}}\n", ""),
        "book/chapter/two.svg:1: ",
        "no page includes",
    );
}

#[test]
fn a_picture_that_nobody_draws() {
    expect_complaint(
        |copy| copy.replace(PICTURE, "<!-- $ ", "<!-- "),
        "book/chapter/two.svg:1: ",
        "the first line of a picture",
    );
}

#[test]
fn a_picture_of_a_program_that_shows_none() {
    expect_complaint(
        |copy| copy.replace(PICTURE, "picture alias", "picture quiet"),
        "book/chapter/two.svg:1: ",
        "exits with 2: no such words: picture quiet",
    );
}

#[test]
fn a_player_whose_program_fails() {
    let spoil = |copy: &Copy| copy.replace(STEPS, "alias.py", "boom.py");
    expect_complaint(
        spoil,
        "book/chapter/steps.md:3: ",
        "lab demo, program boom: no such words: run boom",
    );
}

#[test]
fn a_player_that_begins_after_the_last_step() {
    let spoil = |copy: &Copy| copy.replace(STEPS, "step=1", "step=4");
    expect_complaint(
        spoil,
        "book/chapter/steps.md:3: ",
        "there is no step 4: the last is 3",
    );
}

#[test]
fn a_player_with_a_word_that_it_does_not_know() {
    let spoil = |copy: &Copy| copy.replace(STEPS, "step=1", "stop=1");
    expect_complaint(
        spoil,
        "book/chapter/steps.md:3: ",
        "a player knows no `stop=1`",
    );
}

#[test]
fn a_program_with_two_players() {
    let spoil = |copy: &Copy| copy.write(STEPS, &copy.read(STEPS).repeat(2));
    expect_complaint(spoil, "book/chapter/steps.md:8: ", "another player");
}

#[test]
fn a_trace_that_is_none() {
    let spoil = |copy: &Copy| copy.replace("alias.trace.json", "\"trace\":2", "\"trace\":7");
    expect_complaint(spoil, "book/chapter/steps.md:3: ", "of version 7, not 2");
}

#[test]
fn an_exit_status() {
    expect_complaint(
        |copy| copy.replace(PAGE, "console,exit=1", "console"),
        "book/chapter/page.md:16: ",
        "exits with 1",
    );
}

#[test]
fn an_anchor_in_a_page() {
    let copy = Copy::of_small_book();
    copy.replace(PAGE, "counts.rs:incref", "counts.rs:decref");
    let complaints = complaints(&copy);
    assert_eq!(complaints.len(), 2, "{complaints:#?}");
    assert_eq!(
        complaints[0],
        "book/chapter/page.md:21: labs/demo/src/counts.rs has no anchor `decref`"
    );
    assert_eq!(
        complaints[1],
        "labs/demo/src/counts.rs:3: no page includes anchor `incref`"
    );
}

#[test]
fn an_anchor_without_an_end() {
    let spoil =
        |copy: &Copy| copy.replace("labs/demo/src/counts.rs", "// ANCHOR_END: incref\n", "");
    expect_complaint(spoil, "labs/demo/src/counts.rs:3: ", "no ANCHOR_END");
}

#[test]
fn an_included_file_that_is_gone() {
    let spoil = |copy: &Copy| copy.replace(PAGE, "programs/quiet.py", "programs/quite.py");
    let copy = Copy::of_small_book();
    spoil(&copy);
    let complaints = complaints(&copy);
    assert!(complaints.contains(&"book/chapter/page.md:25: the included file labs/demo/programs/quite.py does not exist".to_string()), "{complaints:#?}");
    // mdBook's own complaint is heard too, and the program is in no page any more.
    assert!(
        complaints
            .iter()
            .any(|complaint| complaint.starts_with("book.toml:1: mdBook: ")),
        "{complaints:#?}"
    );
    assert!(
        complaints
            .iter()
            .any(|complaint| complaint.starts_with("labs/demo/programs/quiet.py:1: ")),
        "{complaints:#?}"
    );
}

#[test]
fn code_that_is_no_include() {
    let spoil = |copy: &Copy| {
        copy.replace(
            PAGE,
            "```mermaid\nflowchart LR\n    name --> list",
            "```python\nx = 1",
        )
    };
    expect_complaint(spoil, "book/chapter/page.md:30: ", "include alone");
}

#[test]
fn a_program_that_no_page_mentions() {
    let spoil = |copy: &Copy| {
        copy.replace(
            PAGE,
            "```console,exit=1\n$ cargo run -q -p lab-demo -- run boom\nValueError: boom\n```\n",
            "",
        );
    };
    expect_complaint(spoil, "labs/demo/programs/boom.py:1: ", "no page mentions");
}

#[test]
fn a_program_that_its_lab_does_not_list() {
    let copy = Copy::of_small_book();
    copy.write("labs/demo/programs/extra.py", "# Extra\n");
    let complaints = complaints(&copy);
    assert!(complaints.contains(
        &"labs/demo/programs/extra.py:1: lab demo does not list this program".to_string()
    ));
}

#[test]
fn a_fragment_that_no_heading_has() {
    let spoil = |copy: &Copy| copy.replace("book/opening.md", "#the-count", "#the-cuont");
    expect_complaint(spoil, "book/opening.md:3: ", "no heading or id `the-cuont`");
}

#[test]
fn a_picture_that_is_not_there() {
    let spoil = |copy: &Copy| copy.replace("book/opening.md", "dot.svg", "dash.svg");
    expect_complaint(spoil, "book/opening.md:3: ", "dash.svg");
}

#[test]
fn a_page_that_is_not_in_the_summary() {
    let copy = Copy::of_small_book();
    copy.write("book/lost.md", "# Lost\n");
    let complaints = complaints(&copy);
    assert_eq!(
        complaints,
        ["book/lost.md:1: the page is not in book/SUMMARY.md"]
    );
}

#[test]
fn a_page_of_the_summary_that_is_gone_is_not_made() {
    let copy = Copy::of_small_book();
    fs::remove_file(copy.workspace.root().join("book/opening.md")).expect("it was there");
    let complaints = complaints(&copy);
    assert!(
        complaints
            .iter()
            .any(|complaint| complaint.contains("does not render")),
        "{complaints:#?}"
    );
    assert!(!copy.workspace.root().join("book/opening.md").exists());
}

#[test]
fn a_warning_of_mdbook() {
    let spoil = |copy: &Copy| copy.replace("book/opening.md", "# Opening", "# Opening\n\n<div>");
    let copy = Copy::of_small_book();
    spoil(&copy);
    let complaints = complaints(&copy);
    assert!(
        complaints[0].starts_with("book.toml:1: mdBook: unclosed HTML tag"),
        "{complaints:#?}"
    );
}

#[test]
fn an_exemption_that_is_not_needed() {
    let spoil = |copy: &Copy| {
        copy.replace(
            PAGE,
            "$ cargo xtask check\n",
            "$ cargo run -q -p lab-demo -- run alias\none: 2\n\ntwo: 3\n",
        )
    };
    expect_complaint(spoil, "book/chapter/page.md:35: ", "not needed");
}

#[test]
fn bless_mends_exactly_the_outputs_numbers_and_pictures() {
    let copy = Copy::of_small_book();
    let original = copy.read(PAGE);
    copy.replace(PAGE, "two: 3", "two: 4");
    copy.replace(PAGE, "ValueError: boom", "ValueError: bang");
    copy.replace(PAGE, "[`4`]", "[`5`]");
    copy.replace(PAGE, "[2]", "[22]");
    let picture = copy.read(PICTURE);
    copy.replace(PICTURE, "<text x=\"1\" y=\"8\">2</text>\n", "");
    let blessed = bless(&copy.workspace, &copy.labs).expect("bless runs");
    assert_eq!((blessed.mended.len(), blessed.left.len()), (5, 0));
    assert_eq!(copy.read(PAGE), original);
    assert_eq!(copy.read(PICTURE), picture);
    assert_eq!(check_copy(&copy).problems, []);
}

#[test]
fn bless_fills_in_what_was_left_out() {
    let copy = Copy::of_small_book();
    let original = copy.read(PAGE);
    copy.replace(PAGE, "one: 2\n\ntwo: 3\n", "");
    copy.replace(PAGE, "[2]", "[]");
    bless(&copy.workspace, &copy.labs).expect("bless runs");
    assert_eq!(copy.read(PAGE), original);
}

#[test]
fn bless_leaves_alone_what_it_cannot_mend() {
    let copy = Copy::of_small_book();
    copy.replace(PAGE, "console,exit=1", "console,exit=3");
    copy.replace(PAGE, "counts.rs:incref", "counts.rs:decref");
    let spoiled = copy.read(PAGE);
    let blessed = bless(&copy.workspace, &copy.labs).expect("bless runs");
    assert_eq!((blessed.mended.len(), blessed.left.len()), (0, 1));
    assert_eq!(copy.read(PAGE), spoiled);
}

#[test]
fn the_rendered_page_has_colours_sources_and_no_quote_marks_of_boxes() {
    let copy = Copy::of_small_book();
    check_copy(&copy);
    let html = copy.read("target/book/chapter/page.html");
    assert!(
        html.contains("one: <span class=\"ansi-cyan\">2</span>"),
        "{html}"
    );
    assert!(
        html.contains("data-command=\"cargo run -q -p lab-demo -- run boom\""),
        "{html}"
    );
    assert!(
        html.contains("Fact count of program alias (demo lab), CPython 3.10."),
        "{html}"
    );
    assert!(
        html.contains("<aside role=\"note\" class=\"box belief belief-false\" id=\"R1\">"),
        "{html}"
    );
    assert!(html.contains("<pre class=\"mermaid\">"), "{html}");
    assert!(
        html.contains(
            "<figcaption>Drawn by <code>cargo run -q -p lab-demo -- picture alias</code></figcaption>"
        ),
        "{html}"
    );
    assert!(!html.contains("<!-- $ "), "{html}");
    assert!(!html.contains("[!BELIEF"), "{html}");
    assert!(
        copy.workspace
            .root()
            .join("target/book/mermaid.min.js")
            .is_file()
    );
}

#[test]
fn a_player_is_there_for_the_script_and_for_paper() {
    let copy = Copy::of_small_book();
    check_copy(&copy);
    let html = copy.read("target/book/chapter/steps.html");
    for part in [
        "<figure class=\"xray\" id=\"xray-alias\" data-xray=\"alias\"",
        "{\"step\":1,\"pools\":false,\"routes\":{",
        // The script element ends where it should.
        "a str: `<\\/script>`.",
        "<li id=\"xray-alias-step-2\">The count of the list <code>a</code> rose from 1 to 2.</li>",
        "<b>Step 3 of 3.</b> Both names let go",
        "class=\"xray-card xray-freed xray-changed\"",
        "Traced by <code>cargo run -q -p lab-demo -- run alias --format trace</code>",
    ] {
        assert!(html.contains(part), "{part}\n{html}");
    }
}
