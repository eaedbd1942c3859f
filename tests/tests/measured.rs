//! Measurements on a page: shown as they are, and told of when the file is missing, is none, or is shown nowhere.

use std::fs;
use whole_product_tests::{Copy, repository};
use xtask::check::book as check;

const PAGE: &str = "book/opening.md";
const FILE: &str = "book/measured/pools.json";

/// The small book with this repository's measurements, and a page that ends with `directive`.
fn copy(directive: &str) -> Copy {
    let copy = Copy::of_small_book();
    fs::create_dir(copy.workspace.root().join("book/measured")).expect("a folder is made");
    let figures = fs::read_to_string(repository().join(FILE)).expect("the book has measurements");
    copy.write(FILE, &figures);
    let page = copy.read(PAGE);
    copy.write(PAGE, &format!("{page}\n{directive}\n"));
    copy
}

/// The problems as `file:line: message`.
fn complaints(copy: &Copy) -> Vec<String> {
    let findings = check(&copy.workspace, &copy.labs).expect("the check runs");
    let told = findings.problems.into_iter();
    told.map(|problem| {
        format!(
            "{}:{}: {}",
            problem.file.display(),
            problem.line,
            problem.message
        )
    })
    .collect()
}

#[track_caller]
fn expect_complaint(copy: &Copy, place: &str, words: &str) {
    let complaints = complaints(copy);
    assert_eq!(complaints.len(), 1, "{complaints:#?}");
    assert!(
        complaints[0].starts_with(place) && complaints[0].contains(words),
        "{complaints:#?}"
    );
}

#[test]
fn a_page_shows_them() {
    let copy = copy("{{#measured pools}}");
    assert_eq!(complaints(&copy), [] as [String; 0]);
    let rendered = copy.workspace.rendered_dir().join("opening.html");
    let html = fs::read_to_string(rendered).expect("the page is rendered");
    assert!(html.contains("<figure class=\"measured\" id=\"measured-pools\">"));
    assert!(html.contains("<svg") && html.contains("Measured on 20"));
    assert!(!html.contains("{{#measured"));
}

#[test]
fn figures_are_not_compared() {
    let copy = copy("{{#measured pools}}");
    let figures = copy.read(FILE);
    let (before, after) = figures.split_once("\"median\": ").expect("a median");
    copy.write(FILE, &format!("{before}\"median\": 1{after}"));
    assert_eq!(complaints(&copy), [] as [String; 0]);
}

#[test]
fn a_name_that_no_file_has() {
    let copy = copy("{{#measured pools}}\n\n{{#measured ponds}}");
    expect_complaint(&copy, "book/opening.md:7: ", "book/measured/ponds.json");
}

#[test]
fn a_file_that_holds_no_measurements() {
    let copy = copy("{{#measured pools}}");
    copy.write(FILE, "{\"title\": \"t\"}");
    expect_complaint(&copy, "book/opening.md:5: ", "holds no measurements");
}

#[test]
fn a_file_that_no_page_shows() {
    let copy = copy("No figures.");
    expect_complaint(&copy, "book/measured/pools.json:1: ", "no page shows");
}

#[test]
fn a_directive_within_a_line() {
    let copy = copy("See {{#measured pools}}");
    expect_complaint(&copy, "book/opening.md:5: ", "a line of its own");
}
