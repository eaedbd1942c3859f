//! Runs a Python program on our interpreter as a `python` does that reads it from standard input, with the processor's
//! time for a clock.
//!
//! `cargo xtask bench gc` gives it the text that it gives to real CPythons.
#![forbid(unsafe_code)]

#[path = "../clock.rs"]
mod clock;

use anyhow::{Context, Result, anyhow, bail};
use clock::Clock;
use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::{Config, Profile, Version};
use std::io::{Write, read_to_string, stderr, stdin, stdout};
use std::rc::Rc;
use std::thread;

/// Bytes of heap that it may use. The kernel gives them as they are touched.
const HEAP: u64 = 6 << 30;
/// Bytes of stack: the compiler and the interpreter's own functions are recursive.
const STACK: usize = 64 << 20;
/// A program that has not ended by then never will.
const SECONDS: f64 = 600.0;

fn main() -> Result<()> {
    let source = read_to_string(stdin()).context("cannot read the program")?;
    let worker = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || run(&source))?;
    worker
        .join()
        .map_err(|_| anyhow!("the interpreter failed"))?
}

fn run(source: &str) -> Result<()> {
    let vm = Vm::start(VmConfig {
        heap: Config {
            profile: Profile::of(Version::V3_12),
            limit: HEAP,
        },
        seconds: SECONDS,
        host: Rc::new(Processor(Clock::start())),
    })
    .map_err(|message| anyhow!("{message}"))?;
    match run_program(&vm, source, "<stdin>") {
        Ending::Normal => Ok(()),
        Ending::Exit(status, _) => bail!("the program ended with status {status}"),
        Ending::SyntaxError(text) | Ending::Exception(text) => bail!("{text}"),
        Ending::OutOfTime(seconds) => bail!("stopped after {seconds} s"),
    }
}

/// Prints, and tells how long this thread has had the processor.
struct Processor(Clock);

impl Host for Processor {
    fn stdout(&self, text: &str) {
        // A reader that went away is no reason to stop.
        let _ = stdout().write_all(text.as_bytes());
    }

    fn stderr(&self, text: &str) {
        let _ = stderr().write_all(text.as_bytes());
    }

    fn fact(&self, _name: &str, _value: &str) {}

    fn view(&self, _vm: &Vm, _view: &View) {}

    fn seconds(&self) -> f64 {
        self.0.nanoseconds() / 1e9
    }
}
