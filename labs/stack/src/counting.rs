//! What the runtime does for one line of Python: its events, counted.

use anyhow::{Context, Result, anyhow, ensure};
use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::events::{self, EventCounts};
use runtime::{Config, Profile, Version};
use std::cell::Cell;
use std::rc::Rc;
use std::thread;

/// Bytes of the counting thread's stack.
const STACK: usize = 64 << 20;
/// Bytes that the program may hold.
const MEMORY: u64 = 64 << 20;
/// Seconds that it may run.
const SECONDS: f64 = 20.0;
/// Turns of the shorter of two runs; the longer has twice as many.
const TURNS: u64 = 1000;

/// What one turn of a loop with this line does, beyond what the loop itself does.
///
/// # Errors
/// If the host gives no memory, or the line raises an exception.
pub fn per_turn(line: &str, python: Version) -> Result<EventCounts> {
    let with_line = in_a_loop(line, python)?;
    let without = in_a_loop("pass", python)?;
    Ok(combine(&with_line, &without, |line, bare| line - bare))
}

/// What one turn of a loop does, the loop's own work among it.
fn in_a_loop(line: &str, python: Version) -> Result<EventCounts> {
    let shorter = whole_program(line, TURNS, python)?;
    let longer = whole_program(line, 2 * TURNS, python)?;
    Ok(combine(&longer, &shorter, |longer, shorter| {
        (longer - shorter) / TURNS
    }))
}

fn combine(a: &EventCounts, b: &EventCounts, of: impl Fn(u64, u64) -> u64) -> EventCounts {
    EventCounts {
        allocs: of(a.allocs, b.allocs),
        frees: of(a.frees, b.frees),
        look_ups: of(a.look_ups, b.look_ups),
        frame_pushes: of(a.frame_pushes, b.frame_pushes),
        ..EventCounts::default()
    }
}

/// The program: a function that runs the line so many times.
fn source(line: &str, turns: u64) -> String {
    format!(
        "def nothing():\n    pass\n\
         def measured():\n    \
             slot = object()\n    \
             for _ in range({turns}):\n        \
                 {line}\n\
         shared = object()\n\
         measured()\n"
    )
}

fn whole_program(line: &str, turns: u64, python: Version) -> Result<EventCounts> {
    let source = source(line, turns);
    thread::Builder::new()
        .name("counted".to_owned())
        .stack_size(STACK)
        .spawn(move || count(&source, python))
        .context("cannot start a thread for the program")?
        .join()
        .map_err(|_| anyhow!("the counted program made the lab fail"))?
}

fn count(source: &str, python: Version) -> Result<EventCounts> {
    let vm = Vm::start(VmConfig {
        heap: Config {
            profile: Profile::of(python),
            limit: MEMORY,
        },
        seconds: SECONDS,
        host: Rc::new(Silent),
    })
    .map_err(|problem| anyhow!(problem))?;
    let counts = Rc::new(Cell::new(EventCounts::default()));
    let observer = counts.clone();
    events::observe(Some(Box::new(move |event| {
        let mut counts = observer.get();
        counts.add(event);
        observer.set(counts);
    })));
    let ending = run_program(&vm, source, "counted.py");
    events::observe(None);
    ensure!(
        ending == Ending::Normal,
        "the counted program failed: {ending:?}"
    );
    Ok(counts.get())
}

/// A host that keeps nothing.
struct Silent;

impl Host for Silent {
    fn stdout(&self, _text: &str) {}
    fn stderr(&self, _text: &str) {}
    fn fact(&self, _name: &str, _value: &str) {}
    fn view(&self, _vm: &Vm, _view: &View) {}
    fn seconds(&self) -> f64 {
        0.0
    }
}
