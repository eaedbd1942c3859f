//! What mdBook cannot render by itself: measurements, checked numbers, console blocks and boxes, as HTML.

use super::xray::Players;
use super::{ansi, boxes, figures, is_same_output, plain_output, versions};
use crate::answers::Answers;
use crate::language;
use crate::measured;
use crate::page::console::{Console, Step};
use crate::page::fact::{DEFAULT_PYTHON, FactRef};
use crate::page::{Fact, Page};
use crate::seen::Marks;
use mdbook_driver::book::{Book, BookItem};
use mdbook_driver::errors::Result;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::path::Path;

/// The ledger of claims, from the book's folder.
const LEDGER: &str = "appendix/claims.md";

/// The step from a page's Markdown to the Markdown and HTML that mdBook renders.
pub struct Preprocess {
    transcripts: Transcripts,
    /// The HTML of each measurement that a page shows, by name.
    measured: BTreeMap<String, String>,
    /// Which values of the tables of versions a real CPython recorded.
    marks: Marks,
    /// The table of each group of constructs, by name.
    constructs: BTreeMap<String, String>,
    /// What stands in place of the players' fences.
    players: Players,
}

/// The HTML of each output, by command and committed output. An output that is not here is shown as committed, without colour.
#[derive(Default)]
pub struct Transcripts(HashMap<(String, String), String>);

impl Transcripts {
    /// The coloured outputs whose plain text is what the page has.
    pub fn of(pages: &[Page], colored: &Answers) -> Self {
        let html = pages.iter().flat_map(Page::steps).filter_map(|step| {
            let plain = plain_output(colored, &step.command).ok()?;
            let html = ansi::html(&colored.command(&step.command).ok()?.text).ok()?;
            let key = (step.command.clone(), step.output.clone());
            is_same_output(&plain, &step.output).then_some((key, html))
        });
        Self(html.collect())
    }

    fn html(&self, step: &Step) -> String {
        let colored = self.0.get(&(step.command.clone(), step.output.clone()));
        colored
            .cloned()
            .unwrap_or_else(|| ansi::escaped(&step.output))
    }
}

impl Preprocess {
    /// A step that shows `transcripts` under the commands, `measured` and `constructs` where a page asks for one by name, and
    /// `marks` in the tables of versions, and `players` in place of their fences.
    pub fn new(
        transcripts: Transcripts,
        measured: BTreeMap<String, String>,
        marks: Marks,
        constructs: BTreeMap<String, String>,
        players: Players,
    ) -> Self {
        Self {
            transcripts,
            measured,
            marks,
            constructs,
            players,
        }
    }

    /// A page's text. `ledger` is the link from it to the ledger of claims. `facts` counts the numbers of the whole book, for the
    /// printed book is one page.
    fn page(&self, source: &str, ledger: &str, facts: &mut usize) -> String {
        let source = measured::expand(&boxes::expand(source, ledger), &self.measured);
        let source = versions::expand(&figures::expand(&source), &self.marks);
        let source = language::expand(&source, &self.constructs);
        let page = Page::parse("", source);
        let mut edits: Vec<(Range<usize>, String)> = Vec::new();
        for console in &page.consoles {
            edits.push((console.fence.range.clone(), self.console(console)));
        }
        for fact in &page.facts {
            if let Ok(target) = &fact.target {
                *facts += 1;
                edits.push((
                    fact.range.clone(),
                    number(&page.source, fact, target, *facts),
                ));
            }
        }
        edits.sort_by_key(|(range, _)| range.start);
        let mut text = String::new();
        let mut copied = 0;
        for (range, html) in edits {
            text.push_str(&page.source[copied..range.start]);
            text.push_str(&html);
            copied = range.end;
        }
        text.push_str(&page.source[copied..]);
        text
    }

    /// A console fence. `pre` and not `div`: Markdown ends other HTML blocks at an empty line, which an output may have.
    fn console(&self, console: &Console) -> String {
        let mut html = String::from("<pre class=\"console\" tabindex=\"0\">");
        for step in &console.steps {
            let copied = ansi::escaped(&step.command).replace('\n', "&#10;");
            html.push_str(&format!(
                "<span class=\"command\" data-command=\"{copied}\">"
            ));
            for (index, line) in step.typed.lines().enumerate() {
                let (prompt, words) = line.split_at(2.min(line.len()));
                let line_end = if index == 0 { "" } else { "\n" };
                html.push_str(&format!(
                    "{line_end}<span class=\"prompt\">{}</span><kbd>{}</kbd>",
                    ansi::escaped(prompt),
                    ansi::escaped(words)
                ));
            }
            html.push_str(&format!(
                "</span>\n<samp>{}</samp>",
                self.transcripts.html(step)
            ));
        }
        html.push_str("</pre>");
        html
    }
}

impl Preprocessor for Preprocess {
    fn name(&self) -> &str {
        "private-heap"
    }

    fn run(&self, _context: &PreprocessorContext, mut book: Book) -> Result<Book> {
        let mut facts = 0;
        book.for_each_mut(|item| {
            if let BookItem::Chapter(chapter) = item {
                let ledger = ledger_from(chapter.path.as_deref());
                let text = self.page(&chapter.content, &ledger, &mut facts);
                let source = chapter.source_path.as_deref().unwrap_or(Path::new(""));
                chapter.content = self.players.expand(&Path::new("book").join(source), &text);
            }
        });
        Ok(book)
    }
}

/// The link to the ledger of claims from the chapter at `path`, which counts from the book's folder.
fn ledger_from(path: Option<&Path>) -> String {
    let folders = path.map_or(0, |path| path.components().count().saturating_sub(1));
    format!("{}{LEDGER}", "../".repeat(folders))
}

/// A checked number: a link to itself, so that the keyboard reaches it. The style sheet shows the description on hover and focus.
fn number(source: &str, fact: &Fact, target: &FactRef, index: usize) -> String {
    let shown = &source[fact.text_range.clone()];
    let description = format!(
        "Fact {} of program {} ({} lab), CPython {}. To see it: {}",
        target.fact,
        target.program,
        target.lab,
        target.python.as_deref().unwrap_or(DEFAULT_PYTHON),
        target.command()
    );
    let description = ansi::escaped(&description);
    format!(
        "<a class=\"fact\" id=\"fact-{index}\" href=\"#fact-{index}\" aria-description=\"{description}\">{shown}</a>"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(source: &str) -> String {
        Preprocess::new(
            Transcripts::default(),
            BTreeMap::new(),
            Marks::default(),
            BTreeMap::new(),
            Players::default(),
        )
        .page(source, "", &mut 0)
    }

    #[test]
    fn a_number_says_where_it_comes_from() {
        let html = page("It is [`2`](lab:gc/ring@3.10#n).\n");
        assert!(
            html.starts_with("It is <a class=\"fact\" id=\"fact-1\" href=\"#fact-1\""),
            "{html}"
        );
        assert!(
            html.contains("Fact n of program ring (gc lab), CPython 3.10."),
            "{html}"
        );
        assert!(
            html.ends_with("-- run ring --python 3.10\">`2`</a>.\n"),
            "{html}"
        );
    }

    #[test]
    fn a_console_fence_keeps_empty_lines_and_escapes() {
        let html = page("```console\n$ a > b\n1\n\n<2>\n$ c\n```\n\nmore\n");
        let expected = "<pre class=\"console\" tabindex=\"0\">\
            <span class=\"command\" data-command=\"a &gt; b\"><span class=\"prompt\">$ </span><kbd>a &gt; b</kbd></span>\n\
            <samp>1\n\n&lt;2&gt;\n</samp>\
            <span class=\"command\" data-command=\"c\"><span class=\"prompt\">$ </span><kbd>c</kbd></span>\n\
            <samp></samp></pre>\n\nmore\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_number_in_a_box_is_a_number() {
        assert!(
            page("> [!BELIEF] false\n> It is [2](lab:gc/ring#n).\n").contains("class=\"fact\"")
        );
    }
}
