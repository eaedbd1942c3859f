//! Traces: recorded from a Python program that runs on the lab's heap, or made from a seed.

use anyhow::{Context, Result, anyhow, ensure};
use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::events::{self, Event};
use runtime::{Config, Profile, Version};
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::thread;

/// Bytes of the recording thread's stack.
const STACK: usize = 64 << 20;
/// Bytes that the recorded program may hold.
const MEMORY: u64 = 256 << 20;
/// Seconds that it may run.
const SECONDS: f64 = 20.0;

/// One request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// A block of so many bytes is asked for.
    Take {
        /// Bytes asked for.
        bytes: u64,
    },
    /// A block goes back.
    Give {
        /// Which: the number of its `Take` among all of them, from 0.
        taken: usize,
    },
}

/// Requests in order.
#[derive(Clone, Debug, Default)]
pub struct Trace {
    /// The requests.
    pub steps: Vec<Step>,
    taken: usize,
}

impl Trace {
    /// Asks for a block; returns its number.
    pub fn take(&mut self, bytes: u64) -> usize {
        self.steps.push(Step::Take { bytes });
        self.taken += 1;
        self.taken - 1
    }

    /// Gives a block back.
    pub fn give(&mut self, taken: usize) {
        self.steps.push(Step::Give { taken });
    }

    /// The bytes of each request for a block.
    pub fn requests(&self) -> impl Iterator<Item = u64> {
        self.steps.iter().filter_map(|step| match step {
            Step::Take { bytes } => Some(*bytes),
            Step::Give { .. } => None,
        })
    }

    /// How many steps it takes until most bytes are in use.
    pub fn peak(&self) -> usize {
        let bytes: Vec<u64> = self.requests().collect();
        let mut in_use = 0;
        let mut most = (0, 0);
        for (number, step) in (1..).zip(&self.steps) {
            match *step {
                Step::Take { bytes } => in_use += bytes,
                Step::Give { taken } => in_use -= bytes[taken],
            }
            if in_use > most.0 {
                most = (in_use, number);
            }
        }
        most.1
    }
}

/// The objects that a Python program makes and loses, from its first line to its last.
///
/// # Errors
/// If the host gives no memory, or the program fails.
pub fn recorded(source: &'static str, python: Version) -> Result<Trace> {
    thread::Builder::new()
        .name("recorded".to_owned())
        .stack_size(STACK)
        .spawn(move || record(source, python))
        .context("cannot start a thread for the program")?
        .join()
        .map_err(|_| anyhow!("the recorded program made the lab fail"))?
}

fn record(source: &str, python: Version) -> Result<Trace> {
    let vm = Vm::start(VmConfig {
        heap: Config {
            profile: Profile::of(python),
            limit: MEMORY,
        },
        seconds: SECONDS,
        host: Rc::new(Silent),
    })
    .map_err(|problem| anyhow!(problem))?;
    let recording = Rc::new(RefCell::new(Recording::default()));
    let observer = recording.clone();
    events::observe(Some(Box::new(move |event| {
        observer.borrow_mut().note(event);
    })));
    let ending = run_program(&vm, source, "recorded.py");
    events::observe(None);
    ensure!(
        ending == Ending::Normal,
        "the recorded program failed: {ending:?}"
    );
    Ok(recording.take().trace)
}

/// A trace in the making.
#[derive(Default)]
struct Recording {
    trace: Trace,
    /// Number of the request by the object that it was for.
    alive: HashMap<u64, usize>,
}

impl Recording {
    fn note(&mut self, event: Event) {
        match event {
            Event::Alloc { object, size } => {
                self.alive.insert(object, self.trace.take(size));
            }
            Event::Free { object } => {
                // What the interpreter made before the program began is not part of the trace.
                if let Some(taken) = self.alive.remove(&object) {
                    self.trace.give(taken);
                }
            }
            _ => {}
        }
    }
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

/// Numbers that look random and are the same on every run: SplitMix64 (Steele, Lea and Flood, 2014).
#[derive(Clone, Debug)]
pub struct Random(u64);

impl Random {
    /// The numbers that belong to a seed.
    pub fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ word >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ word >> 31
    }

    /// A number from 0 up to and without `end`, which is above 0.
    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// The elements in random order.
    pub fn shuffle<T>(&mut self, elements: &mut [T]) {
        for last in (1..elements.len()).rev() {
            elements.swap(last, self.below(last + 1));
        }
    }
}
