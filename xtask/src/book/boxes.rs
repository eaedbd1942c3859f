//! Boxes: quotes that begin with `[!BELIEF]`, `[!PREDICT]` or `[!EXERCISE]` become HTML with a class, and stay Markdown inside.

use crate::page::markdown_options;
use pulldown_cmark::{Event, Parser, Tag};
use std::ops::Range;

/// The page's text with every box of ours in HTML.
pub fn expand(source: &str) -> String {
    let mut text = String::with_capacity(source.len());
    let mut copied = 0;
    for range in quotes(source) {
        if let Some(html) = boxed(&source[range.clone()]) {
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
fn boxed(quote: &str) -> Option<String> {
    let mut lines = quote.lines().map(unquoted);
    let (marker, title) = lines.next()?.strip_prefix("[!")?.split_once(']')?;
    let mut words = marker.split_whitespace();
    let (kind, id, title) = (words.next()?, words.next(), title.trim());
    let (open, title) = match kind {
        "BELIEF" => {
            let class = title.replace(", ", "-").replace(' ', "-");
            let id = id.map(|id| format!(" id=\"{id}\"")).unwrap_or_default();
            let verdict = format!("You may have read … <span class=\"verdict\">{title}</span>");
            (
                format!("<aside class=\"box belief belief-{class}\"{id}>"),
                verdict,
            )
        }
        "PREDICT" => (
            "<aside class=\"box predict\">".to_string(),
            titled("Predict", title),
        ),
        "EXERCISE" => (
            "<aside class=\"box exercise\">".to_string(),
            titled("Exercise", title),
        ),
        _ => return None,
    };
    let body: Vec<&str> = lines.collect();
    Some(format!(
        "{open}\n\n{title}\n\n{}\n\n</aside>\n\n",
        body.join("\n")
    ))
}

fn titled(kind: &str, title: &str) -> String {
    if title.is_empty() {
        kind.to_string()
    } else {
        format!("{kind}: {title}")
    }
}

fn unquoted(line: &str) -> &str {
    match line.strip_prefix('>') {
        Some(rest) => rest.strip_prefix(' ').unwrap_or(rest),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_belief_has_its_verdict_and_its_place() {
        let html =
            expand("text\n\n> [!BELIEF R3] true, with limits\n> It is `2`.\n>\n> No.\n\nmore\n");
        let expected = "text\n\n<aside class=\"box belief belief-true-with-limits\" id=\"R3\">\n\n\
                        You may have read … <span class=\"verdict\">true, with limits</span>\n\n\
                        It is `2`.\n\nNo.\n\n</aside>\n\n\nmore\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_title_follows_the_kind() {
        assert!(
            expand("> [!EXERCISE] Make it happen\n> Do.\n")
                .contains("\n\nExercise: Make it happen\n\nDo.\n")
        );
        assert!(expand("> [!PREDICT]\n> What?\n").contains("\n\nPredict\n\nWhat?\n"));
    }

    #[test]
    fn other_quotes_and_fences_are_left_alone() {
        for text in [
            "> said\n",
            "> [!NOTE]\n> n\n",
            "```text\n> [!PREDICT]\n> x\n```\n",
        ] {
            assert_eq!(expand(text), text);
        }
    }
}
