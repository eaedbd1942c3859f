//! A lab's colours as HTML: ANSI's graphic renditions become classes, which each theme gives colours of its own.
//!
//! Only `ESC [ … m` is known. Another escape sequence is an error, since a page could not show what it means.

use anyhow::{Result, bail};
use std::fmt::Write;

/// The names of ANSI's eight colours, in the order of their numbers.
const COLORS: [&str; 8] = [
    "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white",
];

/// The text without its colours.
pub fn plain(text: &str) -> Result<String> {
    Ok(runs(text)?.into_iter().map(|run| run.text).collect())
}

/// The text as HTML: `<span class="ansi-red ansi-bold">…</span>` where it has a rendition.
pub fn html(text: &str) -> Result<String> {
    let mut html = String::new();
    for run in runs(text)? {
        let classes = run.style.classes();
        let text = escaped(run.text);
        if classes.is_empty() {
            html.push_str(&text);
        } else {
            write!(html, "<span class=\"{}\">{text}</span>", classes.join(" "))?;
        }
    }
    Ok(html)
}

/// Text in which HTML reads no signs.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Text of one rendition.
struct Run<'a> {
    style: Style,
    text: &'a str,
}

/// The rendition that the sequences so far have set.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Style {
    foreground: Option<usize>,
    background: Option<usize>,
    bold: bool,
    dim: bool,
    italic: bool,
    underline: bool,
    reversed: bool,
    struck: bool,
}

fn runs(text: &str) -> Result<Vec<Run<'_>>> {
    let mut style = Style::default();
    let mut pieces = text.split('\x1b');
    let mut runs = vec![Run {
        style,
        text: pieces.next().unwrap_or_default(),
    }];
    for piece in pieces {
        let Some((codes, text)) = piece
            .strip_prefix('[')
            .and_then(|rest| rest.split_once('m'))
        else {
            bail!(
                "the output has an escape sequence that is no colour: ESC {:.8}",
                piece.escape_debug().to_string()
            );
        };
        for code in codes.split(';') {
            style.apply(code)?;
        }
        runs.push(Run { style, text });
    }
    runs.retain(|run| !run.text.is_empty());
    Ok(runs)
}

impl Style {
    fn apply(&mut self, code: &str) -> Result<()> {
        let number: usize = if code.is_empty() {
            0
        } else {
            code.parse().unwrap_or(usize::MAX)
        };
        match number {
            0 => *self = Self::default(),
            1 => self.bold = true,
            2 => self.dim = true,
            3 => self.italic = true,
            4 => self.underline = true,
            7 => self.reversed = true,
            9 => self.struck = true,
            22 => (self.bold, self.dim) = (false, false),
            23 => self.italic = false,
            24 => self.underline = false,
            27 => self.reversed = false,
            29 => self.struck = false,
            30..=37 => self.foreground = Some(number - 30),
            39 => self.foreground = None,
            40..=47 => self.background = Some(number - 40),
            49 => self.background = None,
            // A bright colour is shown as its plain one: the themes have one legible tone of each.
            90..=97 => self.foreground = Some(number - 90),
            100..=107 => self.background = Some(number - 100),
            _ => bail!("the output has a rendition that the page has no class for: ESC [{code}m"),
        }
        Ok(())
    }

    fn classes(self) -> Vec<String> {
        let flags = [
            (self.bold, "ansi-bold"),
            (self.dim, "ansi-dim"),
            (self.italic, "ansi-italic"),
            (self.underline, "ansi-underline"),
            (self.reversed, "ansi-reversed"),
            (self.struck, "ansi-struck"),
        ];
        let foreground = self
            .foreground
            .map(|color| format!("ansi-{}", COLORS[color]));
        let background = self
            .background
            .map(|color| format!("ansi-on-{}", COLORS[color]));
        let set = flags
            .into_iter()
            .filter(|(is_set, _)| *is_set)
            .map(|(_, class)| class.to_string());
        foreground
            .into_iter()
            .chain(background)
            .chain(set)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renditions_become_classes_and_text_is_escaped() {
        let text = "a \x1b[1;31m<b>\x1b[39m c\x1b[0m & d\n";
        let expected = "a <span class=\"ansi-red ansi-bold\">&lt;b&gt;</span>\
                        <span class=\"ansi-bold\"> c</span> &amp; d\n";
        assert_eq!(html(text).expect("colours"), expected);
        assert_eq!(plain(text).expect("colours"), "a <b> c & d\n");
    }

    #[test]
    fn an_empty_code_resets() {
        assert_eq!(
            html("\x1b[4mu\x1b[mv").expect("colours"),
            "<span class=\"ansi-underline\">u</span>v"
        );
    }

    #[test]
    fn what_a_page_cannot_show_is_an_error() {
        assert!(html("\x1b[2Jx").is_err());
        assert!(html("\x1b[38;5;200mx").is_err());
        assert!(html("\x1b[3").is_err());
    }
}
