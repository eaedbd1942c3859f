//! Tables: a caption that says what a row is, then rounded borders.

use crate::paint;
use tabled::builder::Builder;
use tabled::settings::object::Columns;
use tabled::settings::{Alignment, Style};

/// A table in the making.
pub struct Table {
    caption: String,
    builder: Builder,
    columns: usize,
    right: &'static [usize],
}

impl Table {
    /// A table with these column headings; the columns in `right` are aligned to the right.
    pub fn new(caption: impl Into<String>, headings: &[&str], right: &'static [usize]) -> Table {
        let mut builder = Builder::default();
        builder.push_record(headings.iter().map(paint::heading));
        Table {
            caption: caption.into(),
            builder,
            columns: headings.len(),
            right,
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = String>) {
        self.builder.push_record(cells);
    }

    /// Adds a row that says in its first column what was left out.
    pub fn note(&mut self, text: &str) {
        let empty = std::iter::repeat_n(String::new(), self.columns - 1);
        self.builder
            .push_record(std::iter::once(paint::aside(text)).chain(empty));
    }

    /// The caption and the table, each line with its end.
    pub fn render(self) -> String {
        let mut table = self.builder.build();
        table.with(Style::rounded());
        for &column in self.right {
            table.modify(Columns::one(column), Alignment::right());
        }
        if self.caption.is_empty() {
            format!("{table}\n")
        } else {
            format!("{}\n{table}\n", self.caption)
        }
    }
}
