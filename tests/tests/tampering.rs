//! The check can fail: one character of the real book or of its programs' place in it is changed in a copy, and is found.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;
use whole_product_tests::Copy;
use xtask::bless::bless;
use xtask::check::book as check;
use xtask::page::Page;
use xtask::page::picture::Picture;

/// The place of everything that the check complains of in `copy`, as `file:line`.
fn places(copy: &Copy) -> Vec<String> {
    let findings = check(&copy.workspace, &copy.labs).expect("the check runs");
    findings
        .problems
        .iter()
        .map(|problem| format!("{}:{}", problem.file.display(), problem.line))
        .collect()
}

/// The pages of the untouched book, which passes.
static PAGES: LazyLock<Vec<Page>> = LazyLock::new(|| {
    let copy = Copy::of_repository();
    assert_eq!(
        places(&copy),
        [] as [String; 0],
        "the untouched book passes"
    );
    Page::read_all(&copy.workspace).expect("the pages can be read")
});

/// The text with another character at byte `at`, which begins one.
fn with_another_character(text: &str, at: usize) -> String {
    let old = text[at..].chars().next().expect("a character");
    let new = if old == '7' { '8' } else { '7' };
    format!("{}{new}{}", &text[..at], &text[at + old.len_utf8()..])
}

/// Changes one character of a page at `at`, on `line`; expects that the check finds it there and that `bless` mends it.
fn expect_found_and_mended(page: &Page, at: usize, line: usize) {
    let copy = Copy::of_repository();
    copy.write(&page.path, &with_another_character(&page.source, at));
    assert_eq!(places(&copy), [format!("{}:{line}", page.path.display())]);
    let blessed = bless(&copy.workspace, &copy.labs).expect("bless runs");
    assert_eq!((blessed.mended.len(), blessed.left.len()), (1, 0));
    assert_eq!(
        copy.read(&page.path),
        page.source,
        "bless restores the page to the byte"
    );
}

#[test]
fn one_character_of_a_console_block() {
    let outputs = PAGES
        .iter()
        .flat_map(|page| page.steps().map(move |step| (page, step)));
    let (page, step) = outputs
        .into_iter()
        .find(|(_, step)| !step.output.is_empty())
        .expect("an output in the book");
    expect_found_and_mended(
        page,
        step.range.start,
        step.line + step.typed.lines().count(),
    );
}

#[test]
fn one_character_of_a_quoted_number() {
    let mut facts = PAGES
        .iter()
        .flat_map(|page| page.facts.iter().map(move |fact| (page, fact)));
    let is_plain =
        |page: &Page, start: usize| page.source[start..].starts_with(|c: char| c.is_ascii_digit());
    let (page, fact) = facts
        .find(|(page, fact)| is_plain(page, fact.text_range.start))
        .expect("a number in the book");
    expect_found_and_mended(page, fact.text_range.start, fact.line);
}

#[test]
fn one_digit_of_a_picture() {
    let copy = Copy::of_repository();
    let pictures = Picture::read_all(&copy.workspace).expect("the pictures can be read");
    let picture = pictures
        .iter()
        .find(|picture| picture.command.is_some())
        .expect("a picture in the book");
    let digit = picture.output().find(|c: char| c.is_ascii_digit());
    let at = picture.range.start + digit.expect("a coordinate");
    copy.write(&picture.path, &with_another_character(&picture.source, at));
    let line = 1 + picture.source[..at].matches('\n').count();
    let place = format!("{}:{line}", picture.path.display());
    assert_eq!(places(&copy), [place]);
    let blessed = bless(&copy.workspace, &copy.labs).expect("bless runs");
    assert_eq!((blessed.mended.len(), blessed.left.len()), (1, 0));
    assert_eq!(copy.read(&picture.path), picture.source);
}

#[test]
fn one_character_of_an_included_anchors_name() {
    let mut includes = PAGES
        .iter()
        .flat_map(|page| page.includes.iter().map(move |include| (page, include)));
    let (page, include) = includes
        .find(|(_, include)| include.part.is_some())
        .expect("an anchor in the book");
    let name = include.part.as_deref().expect("an anchor");
    let copy = Copy::of_repository();
    let directive = format!("{}:{name}", include.path);
    copy.write(
        &page.path,
        &page
            .source
            .replacen(&directive, &format!("{directive}7"), 1),
    );
    let place = format!("{}:{}", page.path.display(), include.line);
    assert!(places(&copy).contains(&place), "{place} is told");
}

#[test]
fn every_mention_of_a_program() {
    let copy = Copy::of_repository();
    let program = copy
        .workspace
        .programs()
        .expect("the programs can be listed")
        .remove(0);
    for page in PAGES.iter() {
        copy.write(&page.path, &without_lines_of(&page.source, &program.name));
    }
    assert!(
        places(&copy).contains(&format!("{}:1", program.path.display())),
        "{} is told",
        program.name
    );
}

/// The text without the lines that have `name` as a word.
fn without_lines_of(text: &str, name: &str) -> String {
    let is_word = |line: &str| {
        line.split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .any(|word| word == name)
    };
    text.split_inclusive('\n')
        .filter(|line| !is_word(line))
        .collect()
}

#[test]
fn a_page_that_is_taken_away_is_not_made_anew() {
    let copy = Copy::of_repository();
    let page = &PAGES[0].path;
    fs::remove_file(copy.workspace.root().join(page)).expect("the page is there");
    assert!(places(&copy).contains(&"book.toml:1".to_string()));
    assert!(!copy.workspace.root().join(Path::new(page)).exists());
}
