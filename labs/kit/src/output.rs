//! What an experiment in Rust writes to: the same places as a Python program's `print`, tables and facts.

use crate::recorder::Recorder;
use crate::table::Table;
use interpreter::host::Host;
use runtime::Version;
use std::fmt::Display;

/// Where an experiment in Rust leaves what it found.
pub struct Output<'a> {
    recorder: &'a Recorder,
    python: Version,
}

impl<'a> Output<'a> {
    pub(crate) fn new(recorder: &'a Recorder, python: Version) -> Output<'a> {
        Output { recorder, python }
    }

    /// The CPython that `--python` asks for.
    pub fn python(&self) -> Version {
        self.python
    }

    /// Prints a line.
    pub fn say(&self, line: impl Display) {
        self.recorder.stdout(&format!("{line}\n"));
    }

    /// Prints a table.
    pub fn table(&self, table: Table) {
        self.recorder.print(&table.render());
    }

    /// Records a value that the text may quote.
    pub fn fact(&self, name: &str, value: impl Display) {
        self.recorder.fact(name, &value.to_string());
    }
}
