//! The check can fail: one character of the real book or of its programs' place in it is changed in a copy, and is found.
//!
//! A few changes are made one by one, with all that the check does. Two hundred more are drawn by lot from the checked text; for them
//! the labs are asked once, and only the comparison is repeated.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::LazyLock;
use whole_product_tests::Copy;
use xtask::bless::bless;
use xtask::check::{Text, book as check};
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

/// How many changes are drawn from the checked text.
const DRAWN: usize = 200;
/// Where the drawing starts, so that it is the same on every run.
const SEED: u64 = 20;
/// The pages on which every digit counts.
const ALL_DIGITS: [&str; 2] = ["book/appendix/claims.md", "book/appendix/versions.md"];

/// A file of the checked text: a page or a picture, by its place in [`Text`].
#[derive(Clone, Copy)]
enum File {
    Page(usize),
    Picture(usize),
}

#[test]
fn two_hundred_characters_drawn_by_lot() {
    let copy = Copy::of_repository();
    let mut text = Text::gather(&copy.workspace, &copy.labs).expect("the labs answer");
    let found = |text: &Text| {
        text.check(&copy.workspace)
            .expect("it can be checked")
            .problems
    };
    assert_eq!(found(&text), [], "the untouched book passes");
    let places = checked_places(&text);
    let mut random = SEED;
    for _ in 0..DRAWN {
        let (file, range) = &places[drawn(&mut random, places.len())];
        let source = source_of(&text, *file).to_string();
        let mut at = range.start + drawn(&mut random, range.len());
        while !source.is_char_boundary(at) {
            at -= 1;
        }
        put(&mut text, *file, with_another_character(&source, at));
        let around: String = source[at..].chars().take(20).collect();
        assert_ne!(
            found(&text),
            [],
            "nothing is told of {around:?} in {}",
            name_of(&text, *file)
        );
        put(&mut text, *file, source);
    }
}

/// Every piece of text that a lab answers for, or in which each digit counts: outputs, checked numbers, digits, drawn pictures.
fn checked_places(text: &Text) -> Vec<(File, Range<usize>)> {
    let mut places = Vec::new();
    for (index, page) in text.pages.iter().enumerate() {
        let outputs = page.steps().map(|step| step.range.clone());
        let numbers = page.facts.iter().map(|fact| fact.text_range.clone());
        places.extend(
            outputs
                .chain(numbers)
                .map(|range| (File::Page(index), range)),
        );
        if ALL_DIGITS.iter().any(|all| page.path == Path::new(all)) {
            let bytes = page.source.bytes().enumerate();
            let digits =
                bytes.filter(|(at, byte)| byte.is_ascii_digit() && !is_fact_name(page, *at));
            places.extend(digits.map(|(at, _)| (File::Page(index), at..at + 1)));
        }
    }
    for (index, picture) in text.pictures.iter().enumerate() {
        if picture.command.is_some() {
            places.push((File::Picture(index), picture.range.clone()));
        }
    }
    places.retain(|(_, range)| !range.is_empty());
    places
}

/// Whether a byte of a page is in the target of a checked number: another fact may have the same value.
fn is_fact_name(page: &Page, at: usize) -> bool {
    page.facts
        .iter()
        .any(|fact| fact.range.contains(&at) && !fact.text_range.contains(&at))
}

fn source_of(text: &Text, file: File) -> &str {
    match file {
        File::Page(index) => &text.pages[index].source,
        File::Picture(index) => &text.pictures[index].source,
    }
}

fn name_of(text: &Text, file: File) -> String {
    let path = match file {
        File::Page(index) => &text.pages[index].path,
        File::Picture(index) => &text.pictures[index].path,
    };
    path.display().to_string()
}

fn put(text: &mut Text, file: File, source: String) {
    match file {
        File::Page(index) => {
            let path = text.pages[index].path.clone();
            text.pages[index] = Page::parse(path, source);
        }
        File::Picture(index) => {
            let path = text.pictures[index].path.clone();
            text.pictures[index] = Picture::parse(path, source);
        }
    }
}

/// A number below `bound`, by Knuth's linear congruential generator.
fn drawn(state: &mut u64, bound: usize) -> usize {
    *state = state
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize % bound
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
