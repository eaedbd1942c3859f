//! What the compiler says when it cannot compile.

use std::fmt;

/// Which exception the interpreter raises for a [`SyntaxError`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// `SyntaxError`.
    Syntax,
    /// `IndentationError`.
    Indentation,
    /// `TabError`.
    Tab,
    /// Correct Python 3.12, but outside the labs' Python: a `SyntaxError` whose
    /// message names the construct.
    Unsupported,
}

/// Why a source was not compiled, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Which exception it is.
    pub kind: SyntaxErrorKind,
    /// The message, in CPython's words where it has the same error.
    pub message: String,
    /// The file as given to the compiler.
    pub filename: String,
    /// Line, from 1.
    pub line: u32,
    /// First column, from 1, in characters (as the exception's `offset`).
    pub col: u32,
    /// Column past the last one if the error ends on the same line, else
    /// `col`; from 1, in characters.
    pub end_col: u32,
    /// The source line, without its line end.
    pub text: String,
}

impl SyntaxErrorKind {
    /// The name of the exception class.
    pub const fn exception_name(self) -> &'static str {
        match self {
            SyntaxErrorKind::Syntax | SyntaxErrorKind::Unsupported => "SyntaxError",
            SyntaxErrorKind::Indentation => "IndentationError",
            SyntaxErrorKind::Tab => "TabError",
        }
    }
}

impl fmt::Display for SyntaxError {
    /// The four lines that CPython's traceback prints.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "  File \"{}\", line {}", self.filename, self.line)?;
        let shown = self.text.trim();
        if !shown.is_empty() {
            let indent = self.text.chars().take_while(|c| c.is_whitespace()).count();
            let column = (self.col as usize).saturating_sub(1 + indent);
            let width = (self.end_col.saturating_sub(self.col)).max(1) as usize;
            writeln!(f, "    {shown}")?;
            writeln!(f, "    {}{}", " ".repeat(column), "^".repeat(width))?;
        }
        write!(f, "{}: {}", self.kind.exception_name(), self.message)
    }
}

impl std::error::Error for SyntaxError {}
