//! The reading of a page: one pass over the parser's events.

use super::console::Console;
use super::fact::FactRef;
use super::marker::{Boxed, Kind, Marker, unquoted};
use super::versions::VersionTable;
use super::xray::Player;
use super::{Code, Exemption, Fact, Fence, Link, Page, markdown_options};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use std::ops::Range;

/// The comment that exempts the block under it from the check.
const EXEMPT: &str = "<!-- check: exempt";

/// A page that is being read.
pub struct Reader<'a> {
    source: &'a str,
    /// Byte offset of each line's start.
    line_starts: Vec<usize>,
    page: Page,
    /// An exemption whose block has not come yet.
    exemption: Option<Exemption>,
}

impl<'a> Reader<'a> {
    /// A reading of `source` that adds what it finds to `page`.
    pub fn new(source: &'a str, page: Page) -> Self {
        let after_newlines = source.match_indices('\n').map(|(offset, _)| offset + 1);
        Self {
            source,
            line_starts: std::iter::once(0).chain(after_newlines).collect(),
            page,
            exemption: None,
        }
    }

    /// Reads to the end.
    pub fn read(mut self) -> Page {
        let mut depth = 0;
        let mut events = Parser::new_ext(self.source, markdown_options()).into_offset_iter();
        while let Some((event, range)) = events.next() {
            match event {
                Event::Start(tag) => {
                    if depth == 0 && tag != Tag::HtmlBlock {
                        self.close_exemption(&range);
                    }
                    // A link is read to its end at once, so its end is not seen here.
                    match tag {
                        Tag::Link { dest_url, .. } => {
                            self.read_link(&mut events, &dest_url, range);
                        }
                        tag => {
                            depth += 1;
                            self.read_start(tag, range);
                        }
                    }
                }
                Event::End(_) => depth -= 1,
                Event::Html(html) | Event::InlineHtml(html) => self.read_html(&html, range),
                _ => {}
            }
        }
        self.page.exemptions.extend(self.exemption);
        self.page
    }

    /// The line, from 1, that `offset` lies in.
    fn line(&self, offset: usize) -> usize {
        self.line_starts.partition_point(|start| *start <= offset)
    }

    /// Gives an open exemption the block at `range`.
    fn close_exemption(&mut self, range: &Range<usize>) {
        if let Some(exemption) = self.exemption.take() {
            let last = range.start + self.source[range.clone()].trim_end().len();
            let covers = self.line(range.start)..self.line(last.saturating_sub(1)) + 1;
            self.page.exemptions.push(Exemption {
                covers,
                ..exemption
            });
        }
    }

    fn read_start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => self.read_fence(&info, range),
            Tag::BlockQuote(_) => self.read_box(range),
            Tag::Image { dest_url, .. } => self.push_link(&dest_url, range.start),
            _ => {}
        }
    }

    fn read_box(&mut self, range: Range<usize>) {
        let first = self.source[range.clone()].lines().next();
        let Some(marker) = first.and_then(|line| Marker::parse(unquoted(line))) else {
            return;
        };
        if matches!(marker.kind, Kind::Belief | Kind::Claim) {
            self.page.boxes.push(Boxed {
                line: self.line(range.start),
                range,
                kind: marker.kind,
                id: marker.id.map(str::to_string),
                title: marker.title.to_string(),
            });
        }
    }

    fn push_link(&mut self, target: &str, offset: usize) {
        let line = self.line(offset);
        self.page.links.push(Link {
            line,
            offset,
            target: target.to_string(),
        });
    }

    fn read_fence(&mut self, info: &str, range: Range<usize>) {
        let line = self.line(range.start);
        let body = self.fence_body(&range);
        let fence = Fence { line, range, body };
        match info.split([',', ' ']).next().unwrap_or_default() {
            "console" if !self.line_starts.contains(&fence.range.start) => {
                self.page.misplaced_consoles.push(line);
            }
            "console" => {
                let console = Console::parse(info, self.source, fence);
                self.page.consoles.extend(console);
            }
            "versions" => {
                let table = VersionTable::parse(self.source, fence);
                self.page.versions.push(table);
            }
            language @ ("python" | "rust") => {
                self.page.code.push(Code {
                    line,
                    language: language.to_string(),
                    body: self.source[fence.body.clone()].to_string(),
                });
                let player = Player::parse(info, self.source, fence);
                self.page.players.extend(player);
            }
            _ => {}
        }
    }

    /// The lines between the fences.
    fn fence_body(&self, range: &Range<usize>) -> Range<usize> {
        let block = &self.source[range.clone()];
        let first = block.find('\n').map_or(block.len(), |newline| newline + 1);
        let last = block
            .trim_end()
            .rfind('\n')
            .map_or(0, |newline| newline + 1);
        range.start + first..range.start + last.max(first)
    }

    /// Reads a link up to its end.
    fn read_link<'e>(
        &mut self,
        events: &mut impl Iterator<Item = (Event<'e>, Range<usize>)>,
        target: &str,
        range: Range<usize>,
    ) {
        let mut text = String::new();
        let mut text_range: Option<Range<usize>> = None;
        for (event, inner) in events {
            match event {
                Event::End(TagEnd::Link) => break,
                Event::Text(part) | Event::Code(part) => text.push_str(&part),
                Event::Start(Tag::Image { dest_url, .. }) => {
                    self.push_link(&dest_url, inner.start);
                }
                _ => {}
            }
            let start = text_range.map_or(inner.start, |so_far| so_far.start);
            text_range = Some(start..inner.end);
        }
        let Some(parsed) = FactRef::parse(target) else {
            return self.push_link(target, range.start);
        };
        // An empty text stands just behind the opening bracket.
        let after_bracket = range.start + 1;
        self.page.facts.push(Fact {
            line: self.line(range.start),
            text,
            text_range: text_range.unwrap_or(after_bracket..after_bracket),
            range,
            target: parsed.map_err(|error| error.to_string()),
        });
    }

    fn read_html(&mut self, html: &str, range: Range<usize>) {
        for target in html_targets(html) {
            self.push_link(target, range.start);
        }
        if let Some(reason) = html.trim().strip_prefix(EXEMPT) {
            // A second comment before any block leaves the first without one.
            self.page.exemptions.extend(self.exemption.take());
            self.exemption = Some(Exemption {
                line: self.line(range.start),
                reason: reason.trim_end_matches("-->").trim().to_string(),
                covers: 0..0,
            });
        }
    }
}

/// The `href` and `src` values in a piece of HTML.
fn html_targets(html: &str) -> impl Iterator<Item = &str> {
    ["href=\"", "src=\""].into_iter().flat_map(move |key| {
        let values = html.split(key).skip(1);
        values.filter_map(|rest| Some(rest.split_once('"')?.0))
    })
}
