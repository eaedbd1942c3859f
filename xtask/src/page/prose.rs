//! What a page says in words: its text block by block, with each number in it.
//!
//! A passage is the text of a paragraph, a heading, a list item or a table cell as a reader sees it. Its numbers are told apart by
//! where they come from: from the writer, from inline code, from a lab, or from an answer that a question offers and the page rejects.

use super::fact::{DEFAULT_PYTHON, FactRef};
use super::markdown_options;
use super::versions::VersionRow;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// The text of one block.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passage {
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What a reader sees, each line end a space.
    pub text: String,
    /// Its parts, in the text's order. Together they are the whole text.
    parts: Vec<Part>,
    /// Its numbers, in the text's order.
    pub numbers: Vec<Number>,
}

/// A number of a passage, or the text of a checked number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// Where it stands in the passage's text.
    pub range: Range<usize>,
    /// Its line on the page, from 1.
    pub line: usize,
    /// Where it comes from.
    pub origin: Origin,
}

/// Where a number comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The writer's words.
    Words,
    /// Inline code.
    Code,
    /// A checked number, which a lab gives as this version of CPython.
    Lab(String),
    /// A wrong answer: a list item's first words, emphasized and ending in a question mark.
    Offered,
}

/// A piece of a passage that one event of the parser gave.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Part {
    range: Range<usize>,
    line: usize,
    origin: Origin,
}

/// The passages of a page's text; the words of the rows of its tables of versions are at the end.
pub fn passages<'a>(source: &str, rows: impl Iterator<Item = &'a VersionRow>) -> Vec<Passage> {
    let after_newlines = source.match_indices('\n').map(|(offset, _)| offset + 1);
    let line_starts: Vec<usize> = std::iter::once(0).chain(after_newlines).collect();
    let line_of = |offset: usize| line_starts.partition_point(|start| *start <= offset);
    let mut passages = passages_of(source, line_of);
    for row in rows {
        passages.extend(passages_of(&row.words, |_| row.line));
    }
    passages
}

fn passages_of(source: &str, line_of: impl Fn(usize) -> usize) -> Vec<Passage> {
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(source, markdown_options()).into_offset_iter() {
        reader.read(event, line_of(range.start));
    }
    reader.close();
    reader.done
}

#[derive(Default)]
struct Reader {
    done: Vec<Passage>,
    passage: Passage,
    /// How many fences are open: their text is no prose.
    fences: usize,
    /// The version that gave the checked number whose link is open.
    lab: Option<String>,
    /// Where the emphasis began that the passage begins with.
    emphasis: Option<usize>,
    /// The row of the table that is open, from 1; 0 is its head.
    row: usize,
    /// The cell of that row, from 1.
    cell: usize,
}

impl Reader {
    fn read(&mut self, event: Event<'_>, line: usize) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => {
                self.close();
                self.fences += 1;
            }
            Event::End(TagEnd::CodeBlock) => self.fences -= 1,
            _ if self.fences > 0 => {}
            Event::Start(Tag::Link { dest_url, .. }) => self.lab = version_of(&dest_url),
            Event::End(TagEnd::Link) => self.lab = None,
            Event::Start(Tag::Emphasis) if self.passage.text.trim().is_empty() => {
                self.emphasis = Some(self.passage.text.len());
            }
            Event::End(TagEnd::Emphasis) => self.close_emphasis(),
            Event::Start(tag) if !is_inline(&tag) => {
                self.close();
                self.count_cells(&tag);
            }
            Event::End(tag) if !is_inline_end(tag) => self.close(),
            Event::Text(text) => self.push(&text, line, Origin::Words),
            Event::Code(code) => self.push(&code, line, Origin::Code),
            Event::SoftBreak | Event::HardBreak => self.push(" ", line, Origin::Words),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, line: usize, origin: Origin) {
        let start = self.passage.text.len();
        if start == 0 {
            self.passage.line = line;
        }
        self.passage.text.push_str(text);
        let origin = self.lab.clone().map_or(origin, Origin::Lab);
        self.passage.parts.push(Part {
            range: start..self.passage.text.len(),
            line,
            origin,
        });
    }

    /// Marks what was emphasized as an offered answer, if it was a question.
    fn close_emphasis(&mut self) {
        let Some(start) = self.emphasis.take() else {
            return;
        };
        if self.passage.text.ends_with('?') {
            let offered =
                self.passage.parts.iter_mut().filter(|part| {
                    part.range.start >= start && !matches!(part.origin, Origin::Lab(_))
                });
            offered.for_each(|part| part.origin = Origin::Offered);
        }
    }

    fn count_cells(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::TableHead => (self.row, self.cell) = (0, 0),
            Tag::TableRow => (self.row, self.cell) = (self.row + 1, 0),
            Tag::TableCell => self.cell += 1,
            _ => self.cell = 0,
        }
    }

    fn close(&mut self) {
        self.emphasis = None;
        let mut passage = std::mem::take(&mut self.passage);
        // A table whose rows are numbered, as the items of a list are.
        let is_row_number = self.cell == 1 && passage.text == self.row.to_string();
        if !passage.text.trim().is_empty() && !is_row_number {
            passage.number();
            self.done.push(passage);
        }
    }
}

impl Passage {
    /// Finds the numbers.
    fn number(&mut self) {
        let hidden = hidden_ranges(&self.text);
        let mut numbers = Vec::new();
        for part in &self.parts {
            let text = &self.text[part.range.clone()];
            let ranges = match part.origin {
                Origin::Lab(_) => std::iter::once(0..text.len()).collect(),
                _ => digits(text),
            };
            for range in ranges {
                let range = part.range.start + range.start..part.range.start + range.end;
                if !hidden.iter().any(|hidden| hidden.contains(&range.start)) {
                    numbers.push(Number {
                        range,
                        line: part.line,
                        origin: part.origin.clone(),
                    });
                }
            }
        }
        self.numbers = numbers;
    }
}

/// The version that a link's fact is of, if the link is a checked number.
fn version_of(target: &str) -> Option<String> {
    let fact = FactRef::parse(target)?;
    let named = fact.ok().and_then(|fact| fact.python);
    Some(named.unwrap_or_else(|| DEFAULT_PYTHON.to_string()))
}

/// What is no text of the reader's: the marker of a box, and directives.
fn hidden_ranges(text: &str) -> Vec<Range<usize>> {
    let mut hidden = Vec::new();
    if text.starts_with("[!")
        && let Some(end) = text.find(']')
    {
        hidden.push(0..end);
    }
    for (start, _) in text.match_indices("{{") {
        let length = text[start..].find("}}").unwrap_or(text.len() - start);
        hidden.push(start..start + length);
    }
    hidden
}

/// The numbers in a text: digits that no letter stands before, with the points, commas, low lines and single spaces that group them.
pub fn digits(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let thousands = |at: usize| digit(at) && digit(at + 1) && digit(at + 2) && !digit(at + 3);
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        let letter_before = text[..at]
            .chars()
            .next_back()
            .is_some_and(|c| c.is_alphanumeric() || c == '_');
        if !digit(at) || letter_before {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        let start = at;
        while digit(at)
            || (matches!(bytes.get(at), Some(b'.' | b',' | b'_')) && digit(at + 1))
            || (bytes.get(at) == Some(&b' ') && thousands(at + 1) && is_grouped(&text[start..at]))
        {
            at += 1;
        }
        found.push(start..at);
    }
    found
}

/// Whether a space and three digits more may belong to the number.
fn is_grouped(number: &str) -> bool {
    let mut groups = number.split(' ');
    let digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    groups
        .next()
        .is_some_and(|first| first.len() <= 3 && digits(first))
        && groups.all(digits)
}

fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn is_inline_end(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::Page;

    fn numbers(source: &str) -> Vec<(String, usize, Origin)> {
        let page = Page::parse("p.md", source);
        let each = page.passages.iter().flat_map(|passage| {
            passage.numbers.iter().map(|number| {
                let text = passage.text[number.range.clone()].to_string();
                (text, number.line, number.origin.clone())
            })
        });
        each.collect()
    }

    fn words(source: &str) -> Vec<String> {
        let words = numbers(source).into_iter();
        words
            .filter(|(_, _, origin)| *origin == Origin::Words)
            .map(|(text, _, _)| text)
            .collect()
    }

    #[test]
    fn a_number_has_its_groups_and_no_letter_before_it() {
        assert_eq!(
            words("Of 200 000 lists, 5.3 MiB and 1,000: 2, 4. Not G1 or x86.\n"),
            ["200 000", "5.3", "1,000", "2", "4"]
        );
        assert_eq!(
            words("In 3.12 300 of 1234 567\n"),
            ["3.12", "300", "1234", "567"]
        );
    }

    #[test]
    fn where_a_number_comes_from_is_told() {
        let found = numbers("So\n`x = 1` is [2](lab:gc/ring@3.10#n), [3](lab:gc/ring#m), 4.\n");
        let expected = [
            ("1", Origin::Code),
            ("2", Origin::Lab("3.10".to_string())),
            ("3", Origin::Lab("3.12".to_string())),
            ("4", Origin::Words),
        ];
        let expected = expected.map(|(text, origin)| (text.to_string(), 2, origin));
        assert_eq!(found, expected);
    }

    #[test]
    fn an_offered_answer_is_a_question_at_the_beginning() {
        let found = numbers("- *8, a pointer?* No, 9.\n- Is it *7?*\n");
        let origins: Vec<Origin> = found.into_iter().map(|(_, _, origin)| origin).collect();
        assert_eq!(origins, [Origin::Offered, Origin::Words, Origin::Words]);
    }

    #[test]
    fn rows_are_numbered_as_items_are() {
        let table = "| no. | what |\n|---|---|\n| 1 | a |\n| 2 | 2 |\n| 7 | 8 |\n";
        assert_eq!(words(table), ["2", "7", "8"]);
        assert_eq!(words("3. three\n"), [] as [&str; 0]);
    }

    #[test]
    fn fences_markers_and_directives_are_no_prose() {
        let source = "> [!BELIEF R2] false\n> It is 3.\n\n```text\n4\n```\n\n{{#include 5_a.svg}}\n\n1. one\n";
        assert_eq!(words(source), ["3"]);
    }
}
