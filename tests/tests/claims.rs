//! The ledger of claims and the digits in prose of a small book: each way to spoil them is told by file and line.

use whole_product_tests::{Copy, complaints, expect_complaint};
use xtask::seen::hash;

const PAGE: &str = "book/chapter/page.md";
const OPENING: &str = "book/opening.md";
const LEDGER: &str = "book/appendix/claims.md";
const ALLOWED: &str = "book/allowed-digits.toml";
const RECORD: &str = "book/appendix/seen.json";

/// A row that a test adds to the ledger.
fn add_row(copy: &Copy, row: &str) {
    let ledger = copy.read(LEDGER);
    copy.write(LEDGER, &format!("{ledger}\n{row}"));
}

#[test]
fn a_box_without_an_id() {
    let spoil = |copy: &Copy| {
        let page = copy.read(PAGE);
        copy.write(PAGE, &format!("{page}\n> [!BELIEF] false\n> It is so.\n"));
    };
    expect_complaint(spoil, "book/chapter/page.md:40: ", "no id of the ledger");
}

#[test]
fn a_box_without_a_row() {
    let spoil = |copy: &Copy| {
        let page = copy.read(PAGE);
        copy.write(
            PAGE,
            &format!("{page}\n> [!BELIEF R2] false\n> It is so.\n"),
        );
    };
    expect_complaint(spoil, "book/chapter/page.md:40: ", "has no row R2");
}

#[test]
fn a_box_of_another_verdict() {
    let spoil = |copy: &Copy| copy.replace(PAGE, "[!BELIEF R1] false", "[!BELIEF R1] true");
    let words = "the box says `true`, the ledger's row R1 `false`";
    expect_complaint(spoil, "book/chapter/page.md:5: ", words);
}

#[test]
fn a_verdict_that_is_none() {
    let spoil = |copy: &Copy| {
        copy.replace(PAGE, "[!BELIEF R1] false", "[!BELIEF R1] falsch");
        copy.replace(LEDGER, "[!CLAIM R1] false", "[!CLAIM R1] falsch");
    };
    let copy = Copy::of_small_book();
    spoil(&copy);
    let complaints = complaints(&copy);
    assert_eq!(complaints.len(), 2, "{complaints:#?}");
    assert!(complaints[0].starts_with("book/appendix/claims.md:3: `falsch` is no verdict"));
}

#[test]
fn a_row_without_a_box() {
    let row = "> [!CLAIM R2] true\n> So it is.\n>\n> Yes: [2](lab:demo/alias#count), and in 3.10 [4](lab:demo/alias@3.10#count).\n";
    let spoil = |copy: &Copy| add_row(copy, row);
    expect_complaint(spoil, "book/appendix/claims.md:8: ", "no page has the box");
}

#[test]
fn a_row_without_a_link_to_its_box() {
    let spoil = |copy: &Copy| copy.replace(LEDGER, "page.md#R1", "page.md#the-count");
    expect_complaint(
        spoil,
        "book/appendix/claims.md:3: ",
        "no link to its box, book/chapter/page.md#R1",
    );
}

#[test]
fn a_row_without_a_program() {
    let spoil = |copy: &Copy| {
        let whole = "[2](lab:demo/alias#count), and in 3.10 it is [4](lab:demo/alias@3.10#count)";
        copy.replace(LEDGER, whole, "so");
    };
    expect_complaint(
        spoil,
        "book/appendix/claims.md:3: ",
        "no program settles R1",
    );
}

#[test]
fn a_row_whose_program_is_gone() {
    let spoil = |copy: &Copy| {
        copy.replace(
            LEDGER,
            "[2](lab:demo/alias#count)",
            "[2](lab:demo/gone#count)",
        );
    };
    expect_complaint(
        spoil,
        "book/appendix/claims.md:6: ",
        "no such words: run gone",
    );
}

#[test]
fn a_row_whose_program_is_declared_different() {
    let spoil = |copy: &Copy| {
        let program = "labs/demo/programs/alias.py";
        let source = copy.read(program);
        copy.write(
            program,
            &format!("{source}# differs 3.10, 3.13: another count\n"),
        );
    };
    expect_complaint(
        spoil,
        "book/appendix/claims.md:3: ",
        "the same on 3 real CPythons",
    );
}

#[test]
fn a_row_that_two_cpythons_were_seen_to_contradict() {
    let spoil = |copy: &Copy| {
        let record = copy.read(RECORD);
        let (first, rest) = record.split_at(record.find("3.12.1").expect("a release"));
        copy.write(
            RECORD,
            &format!("{first}{}", rest.replace("\"2\"", "\"3\"")),
        );
    };
    let words = "the same on 3 real CPythons, but on 2";
    expect_complaint(spoil, "book/appendix/claims.md:3: ", words);
}

#[test]
fn a_row_whose_program_no_cpython_has_run_since_it_changed() {
    let spoil = |copy: &Copy| {
        let program = "labs/demo/programs/alias.py";
        copy.write(program, &format!("{}# More.\n", copy.read(program)));
    };
    let words = "the same on 3 real CPythons, but on 0";
    expect_complaint(spoil, "book/appendix/claims.md:3: ", words);
}

#[test]
fn a_row_that_names_no_version_where_figures_differ() {
    let spoil = |copy: &Copy| {
        copy.replace(
            LEDGER,
            ", and in 3.10 it is [4](lab:demo/alias@3.10#count)",
            "",
        );
    };
    let words = "demo/alias#count differs between versions, and row R1 names none";
    expect_complaint(spoil, "book/appendix/claims.md:3: ", words);
}

#[test]
fn a_number_of_another_version_than_the_one_named() {
    let copy = Copy::of_small_book();
    copy.replace(LEDGER, "in 3.10 it", "in 3.11 it");
    let complaints = complaints(&copy);
    assert_eq!(complaints.len(), 2, "{complaints:#?}");
    assert!(
        complaints[0].contains("a number of CPython 3.10 stands behind"),
        "{complaints:#?}"
    );
    assert!(complaints[1].contains("the number 3.11"), "{complaints:#?}");
}

#[test]
fn a_digit_in_prose() {
    let spoil = |copy: &Copy| copy.replace(OPENING, "See", "There are 7 pages. See");
    let words = "the number 7 in \u{201c}There are 7 pages. See";
    expect_complaint(spoil, "book/opening.md:3: ", words);
}

#[test]
fn a_digit_in_a_heading_and_in_a_box() {
    let copy = Copy::of_small_book();
    copy.replace(OPENING, "# Opening", "# Opening 4");
    copy.replace(PAGE, "The count is [2]", "The 8 counts are [2]");
    let complaints = complaints(&copy);
    assert_eq!(complaints.len(), 2, "{complaints:#?}");
    assert!(complaints[0].starts_with("book/chapter/page.md:6: the number 8"));
    assert!(complaints[1].starts_with("book/opening.md:1: the number 4"));
}

#[test]
fn digits_that_need_no_check() {
    let copy = Copy::of_small_book();
    let words = "Code `x = 7`, CPython 3.12.1, PEP 683, x86.\n\n- *8, a guess?* No.\n\n1. See";
    copy.replace(OPENING, "See", words);
    assert_eq!(complaints(&copy), [] as [String; 0]);
}

#[test]
fn code_in_the_ledger_is_text() {
    let spoil = |copy: &Copy| copy.replace(LEDGER, "> It is", "> With `x = 7` it is");
    expect_complaint(spoil, "book/appendix/claims.md:6: ", "the number 7");
}

#[test]
fn an_entry_of_the_list_that_nothing_needs() {
    let spoil = |copy: &Copy| {
        let list = copy.read(ALLOWED);
        copy.write(
            ALLOWED,
            &format!("{list}\n[[everywhere]]\nreason = \"none\"\ntexts = [\"9 lives\"]\n"),
        );
    };
    expect_complaint(spoil, "book/allowed-digits.toml:7: ", "covers no number");
}

#[test]
fn an_entry_that_stands_twice_in_the_ledger() {
    let spoil = |copy: &Copy| copy.replace(LEDGER, "> It is", "> The count is 2. It is");
    expect_complaint(spoil, "book/allowed-digits.toml:3: ", "stands 2 times");
}

#[test]
fn a_number_that_its_program_does_not_have() {
    let copy = Copy::of_small_book();
    copy.replace(OPENING, "See", "There are 7 pages. See");
    let list = copy.read(ALLOWED);
    let group = "[[\"opening.md\"]]\nprogram = \"demo/alias\"\ntexts = [\"7 pages\"]\n";
    copy.write(ALLOWED, &format!("{list}\n{group}"));
    let told = "book/allowed-digits.toml:7: labs/demo/programs/alias.py has no number 7";
    assert_eq!(complaints(&copy), [told]);
    let program = "labs/demo/programs/alias.py";
    let before = copy.read(program);
    let after = format!("{before}pages = 7\n");
    copy.write(program, &after);
    copy.write(
        RECORD,
        &copy.read(RECORD).replace(&hash(&before), &hash(&after)),
    );
    assert_eq!(complaints(&copy), [] as [String; 0]);
}
