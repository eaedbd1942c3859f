//! The labs' side: a generated program runs in this process, on an interpreter of its own.

use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::{Config, Profile, Version};
use std::cell::RefCell;
use std::rc::Rc;
use std::thread;
use std::time::Instant;

/// Bytes of the native stack that an interpreter gets.
const STACK: usize = 256 << 20;
/// Bytes that a program's private heap may grow to.
const LIMIT: u64 = 1 << 30;
/// Seconds that a program may run; it needs a few milliseconds.
const SECONDS: f64 = 20.0;

/// Runs one program as `version` would, and tells what it printed. An exception that it does not catch is its last line,
/// and so is a panic of ours.
pub fn run(source: &str, version: Version) -> String {
    let source = source.to_string();
    let worker = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || run_here(&source, version));
    let told = worker.map(|worker| worker.join());
    match told {
        Ok(Ok(told)) => told,
        Ok(Err(_)) => "raised: the labs panicked".to_string(),
        Err(error) => format!("raised: no thread for it: {error}"),
    }
}

fn run_here(source: &str, version: Version) -> String {
    let host = Rc::new(Recorder {
        started: Instant::now(),
        out: RefCell::default(),
    });
    let config = VmConfig {
        heap: Config {
            profile: Profile::of(version),
            limit: LIMIT,
        },
        seconds: SECONDS,
        host: host.clone(),
    };
    let ending = match Vm::start(config) {
        Ok(vm) => run_program(&vm, source, "program.py"),
        Err(message) => return format!("raised: {message}"),
    };
    let mut told = host.out.take();
    match ending {
        Ending::Normal => {}
        Ending::Exception(text) | Ending::SyntaxError(text) => {
            let last = text.trim_end().lines().last().unwrap_or_default();
            told.push_str(&format!("raised {last}\n"));
        }
        Ending::Exit(status, _) => told.push_str(&format!("raised SystemExit: {status}\n")),
        Ending::OutOfTime(seconds) => {
            told.push_str(&format!("raised: stopped after {seconds} s\n"))
        }
    }
    told
}

/// Keeps what the program prints.
struct Recorder {
    started: Instant,
    out: RefCell<String>,
}

impl Host for Recorder {
    fn stdout(&self, text: &str) {
        self.out.borrow_mut().push_str(text);
    }

    fn stderr(&self, _text: &str) {}

    fn fact(&self, _name: &str, _value: &str) {}

    fn view(&self, _vm: &Vm, _view: &View) {}

    fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}
