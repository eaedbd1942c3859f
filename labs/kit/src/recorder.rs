//! Where a program's output goes: to this process's streams as it comes, or into memory for JSON.

use crate::arguments::Format;
use crate::run::Gatherer;
use crate::{paint, views};
use interpreter::Vm;
use interpreter::host::{Host, View};
use std::cell::RefCell;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::time::Instant;

/// Bytes gathered before they are written, unless somebody sits at a terminal.
const BUFFER: usize = 64 * 1024;

/// Bytes of output that are kept in memory at most.
const MOST_KEPT: usize = 64 << 20;

/// What a program left behind.
#[derive(Clone, Debug, Default)]
pub struct Record {
    /// What it printed, without tables; empty if it went to the streams.
    pub stdout: String,
    /// What it printed and its tables, in order; empty if it went to the streams.
    pub text: String,
    /// Tracebacks and warnings; empty if they went to the streams.
    pub stderr: String,
    /// Names and values, in the order of first recording; of two values for a name, the last.
    pub facts: Vec<(String, String)>,
}

impl Record {
    /// Adds to the text, or ends the process if the program prints without end.
    fn keep(&mut self, text: &str) {
        if self.text.len() + text.len() > MOST_KEPT {
            fail("the program printed more than 64 MiB, which --format json would keep in memory");
        }
        self.text.push_str(text);
    }
}

/// The host of one run.
pub struct Recorder {
    live: Option<RefCell<BufWriter<StdoutLock<'static>>>>,
    to_terminal: bool,
    record: RefCell<Record>,
    started: Instant,
    /// What views compare with.
    past: RefCell<views::Past>,
}

impl Recorder {
    /// A recorder; [`Format::Text`] writes to the streams.
    pub fn new(format: Format) -> Recorder {
        let live = (format == Format::Text)
            .then(|| RefCell::new(BufWriter::with_capacity(BUFFER, io::stdout().lock())));
        Recorder {
            live,
            to_terminal: io::stdout().is_terminal(),
            record: RefCell::default(),
            started: Instant::now(),
            past: RefCell::default(),
        }
    }

    /// Prints what is not the program's own output: a table.
    pub fn print(&self, text: &str) {
        let Some(live) = &self.live else {
            self.record.borrow_mut().keep(text);
            return;
        };
        let mut live = live.borrow_mut();
        let mut result = live.write_all(text.as_bytes());
        if self.to_terminal && text.contains('\n') {
            result = result.and_then(|()| live.flush());
        }
        drop(live);
        written(result);
    }

    /// Writes out what was gathered, and hands over the record.
    pub fn hand_over(&self) -> Record {
        self.flush();
        self.record.take()
    }

    fn flush(&self) {
        if let Some(live) = &self.live {
            let result = live.borrow_mut().flush();
            written(result);
        }
    }
}

impl Host for Recorder {
    fn stdout(&self, text: &str) {
        self.print(text);
        if self.live.is_none() {
            self.record.borrow_mut().stdout.push_str(text);
        }
    }

    fn stderr(&self, text: &str) {
        if self.live.is_none() {
            self.record.borrow_mut().stderr.push_str(text);
            return;
        }
        self.flush();
        // A closed standard error leaves nowhere to report it.
        let _ = io::stderr().write_all(text.as_bytes());
    }

    fn fact(&self, name: &str, value: &str) {
        let facts = &mut self.record.borrow_mut().facts;
        match facts.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => facts.push((name.to_owned(), value.to_owned())),
        }
    }

    fn view(&self, vm: &Vm, view: &View) {
        self.print(&views::render(vm, view, &mut self.past.borrow_mut()));
    }

    fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}

impl Gatherer for Recorder {
    type Gathered = Record;

    /// Remembers what is on the heap.
    fn program_begins(&self, _vm: &Vm) {
        self.past.replace(views::Past::begins());
    }

    fn finish(&self, _vm: &Vm) -> Record {
        self.hand_over()
    }
}

/// Ends the process if standard output takes no more: quietly if its reader has left, as `head` does.
pub fn written(result: io::Result<()>) {
    let Err(error) = result else {
        return;
    };
    if error.kind() == io::ErrorKind::BrokenPipe {
        std::process::exit(0);
    }
    fail(&format!("cannot write to standard output: {error}"));
}

/// Ends the process with a message.
fn fail(message: &str) -> ! {
    eprintln!("{} {message}", paint::error("error:"));
    std::process::exit(1);
}
