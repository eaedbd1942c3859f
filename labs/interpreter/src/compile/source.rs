//! A source text and its lines: offsets to positions, positions to errors.

use ruff_text_size::{TextRange, TextSize};

use crate::code::Position;

use super::error::{SyntaxError, SyntaxErrorKind};

/// The text being compiled, with `\n` for every line end.
pub(super) struct Source {
    text: String,
    filename: String,
    line_starts: Vec<u32>,
}

impl Source {
    /// Takes a text in; `\r\n` and `\r` become `\n`, as CPython reads them.
    pub(super) fn new(text: &str, filename: &str) -> Source {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let mut line_starts = vec![0];
        line_starts.extend(text.match_indices('\n').map(|(at, _)| at as u32 + 1));
        Source {
            text,
            filename: filename.to_owned(),
            line_starts,
        }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn filename(&self) -> &str {
        &self.filename
    }

    /// How many lines there are.
    pub(super) fn lines(&self) -> usize {
        self.line_starts.len()
    }

    /// The text of the first lines.
    pub(super) fn first_lines(&self, count: usize) -> &str {
        let end = self
            .line_starts
            .get(count)
            .map_or(self.text.len(), |start| *start as usize);
        &self.text[..end]
    }

    /// The text of a range.
    pub(super) fn slice(&self, range: TextRange) -> &str {
        &self.text[range]
    }

    /// The position of a range: lines from 1, columns in bytes from 0.
    pub(super) fn position(&self, range: TextRange) -> Position {
        let (line, col) = self.line_and_column(range.start());
        let (end_line, end_col) = self.line_and_column(range.end());
        Position {
            line: Some(line),
            end_line: Some(end_line),
            col: Some(col),
            end_col: Some(end_col),
        }
    }

    /// An error at a range.
    pub(super) fn error(
        &self,
        kind: SyntaxErrorKind,
        message: impl Into<String>,
        range: TextRange,
    ) -> SyntaxError {
        self.error_at(kind, message, self.position(range))
    }

    /// An error at a position.
    pub(super) fn error_at(
        &self,
        kind: SyntaxErrorKind,
        message: impl Into<String>,
        pos: Position,
    ) -> SyntaxError {
        let line = pos.line.unwrap_or(1).max(1);
        let start = self
            .line_starts
            .get(line as usize - 1)
            .map_or(self.text.len(), |s| *s as usize);
        let text = self.text[start..].lines().next().unwrap_or_default();
        let characters = |bytes: u32| {
            let end = (0..=bytes as usize)
                .rev()
                .find(|end| text.is_char_boundary(*end));
            text.get(..end.unwrap_or(0)).unwrap_or(text).chars().count() as u32
        };
        let col = characters(pos.col.unwrap_or(0)) + 1;
        let same_line = pos.end_line == Some(line);
        let end_col = if same_line {
            characters(pos.end_col.unwrap_or(0)) + 1
        } else {
            col
        };
        SyntaxError {
            kind,
            message: message.into(),
            filename: self.filename.clone(),
            line,
            col,
            end_col: end_col.max(col),
            text: text.to_owned(),
        }
    }

    fn line_and_column(&self, at: TextSize) -> (u32, u32) {
        let at = at.to_u32();
        let line = self.line_starts.partition_point(|start| *start <= at);
        (line as u32, at - self.line_starts[line - 1])
    }
}
