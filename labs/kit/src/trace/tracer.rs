//! The host of a program that is traced: looks at the heap whenever a line of the program has run.
//!
//! A step ends where `sys.settrace` would tell of one: a new line is about to run, a frame was entered or left, a handler
//! begins. Beside those the phases of a collection are steps. The bodies of classes belong to the step of the `class`
//! statement.

use super::format::Event;
use super::limits::{self, Refusal};
use super::marks::Marks;
use super::news::Listener;
use super::phases;
use super::picture::Look;
use super::steps::{Note, Run};
use crate::run::Gatherer;
use crate::source::Source;
use crate::views::describe::type_name;
use crate::views::heap;
use interpreter::Vm;
use interpreter::eval::{self, Upcoming};
use interpreter::host::{Host, View};
use interpreter::run::Ending;
use runtime::collector::{self, Collected};
use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;
use std::time::Instant;

/// The host.
pub struct Tracer {
    filename: String,
    marks: Marks,
    /// Addresses of the objects that were there when the program began.
    before: OnceCell<BTreeSet<u64>>,
    listener: OnceCell<Rc<Listener>>,
    /// Frame, how many stood there, and line that were about to run at the last instruction.
    place: Cell<(u64, u32, u32)>,
    /// The type of the exception whose handler has begun.
    caught: RefCell<Option<String>>,
    run: RefCell<Run>,
    refusal: Cell<Option<Refusal>>,
    started: Instant,
}

/// What a traced run left.
pub enum Traced {
    /// All of its steps.
    Whole(Box<Run>),
    /// Nothing: it passed a limit.
    Refused(Refusal),
}

impl Tracer {
    /// A host for one run of the program.
    pub fn new(source: &Source) -> Tracer {
        Tracer {
            filename: source.filename.clone(),
            marks: Marks::of(&source.text),
            before: OnceCell::new(),
            listener: OnceCell::new(),
            place: Cell::default(),
            caught: RefCell::default(),
            run: RefCell::default(),
            refusal: Cell::new(None),
            started: Instant::now(),
        }
    }

    fn listener(&self) -> &Listener {
        self.listener.get_or_init(Listener::begins)
    }

    fn before(&self) -> &BTreeSet<u64> {
        self.before.get_or_init(heap::in_use)
    }

    /// A step, unless the trace is refused.
    fn record(&self, vm: &Vm, note: Note) {
        if self.refusal.get().is_some() {
            return;
        }
        let news = self.listener().take();
        let look = Look {
            vm,
            filename: &self.filename,
            before: self.before(),
            listener: self.listener(),
        };
        let mut run = self.run.borrow_mut();
        let result = self.listener().unheard(|| run.record(&look, &news, note));
        if let Err(refusal) = result {
            self.refusal.set(Some(refusal));
        }
    }

    /// The next line of the program's own that the innermost frame is about to run, if it is another than before.
    fn arrives(&self, upcoming: &Upcoming) -> Option<u32> {
        let line = upcoming.line()?;
        if upcoming.is_prologue() || upcoming.is_class_body() {
            return None;
        }
        let frame = upcoming.frame;
        let place = (
            frame.address(),
            self.listener().serial_of_frame(frame),
            line,
        );
        if self.place.replace(place) == place {
            return None;
        }
        if !self.marks.shows(line) {
            self.listener().forget_events();
            return None;
        }
        Some(line)
    }

    /// Whether a collection now is a step: within the lines that are shown, or after the last.
    fn shows_collections(&self) -> bool {
        let (_, _, line) = self.place.get();
        let run = self.run.borrow();
        run.has_begun() && (run.ended || self.marks.shows(line))
    }

    /// The line of a function that is about to return: what it still did is a step, before its frame goes.
    fn leaves(&self, upcoming: &Upcoming) -> Option<u32> {
        let line = upcoming.line()?;
        let frame = upcoming.frame.address();
        let is_here =
            matches!(self.place.get(), (address, _, at) if (address, at) == (frame, line));
        (upcoming.returns() && is_here && self.marks.shows(line)).then_some(line)
    }
}

impl Host for Tracer {
    fn stdout(&self, text: &str) {
        let printed = &mut self.run.borrow_mut().printed;
        if printed.len() < limits::PRINTED {
            printed.push_str(text);
        }
    }

    fn stderr(&self, text: &str) {
        if self.refusal.get().is_none() {
            eprint!("{text}");
        }
    }

    fn fact(&self, _name: &str, _value: &str) {}

    fn view(&self, _vm: &Vm, _view: &View) {}

    /// A program whose trace is refused has no time left.
    fn seconds(&self) -> f64 {
        match self.refusal.get() {
            Some(_) => f64::INFINITY,
            None => self.started.elapsed().as_secs_f64(),
        }
    }

    fn instruction_is_over(&self, vm: &Vm) {
        if self.refusal.get().is_some() {
            return;
        }
        let Some(upcoming) = eval::upcoming(vm) else {
            return;
        };
        if upcoming.body.code.filename != self.filename {
            return;
        }
        let (arrives, leaves) = self.listener().unheard(|| {
            // A handler's first instruction has no line of its own.
            if let Some(caught) = upcoming.caught() {
                self.caught.replace(Some(type_name(&caught)));
            }
            (self.arrives(&upcoming), self.leaves(&upcoming))
        });
        let Some(line) = arrives.or(leaves) else {
            return;
        };
        self.record(
            vm,
            Note {
                next: Some(line),
                raised: self.caught.take(),
                is_quiet: arrives.is_none(),
                ..Note::default()
            },
        );
    }

    fn collection_starts(&self, vm: &Vm, generation: usize) {
        if self.refusal.get().is_some() || !self.shows_collections() {
            return;
        }
        let explain = || collector::explain(generation);
        let explained = self.listener().unheard(explain);
        let (found, next, ended) = {
            let run = self.run.borrow();
            let number = |address| run.cast.living_at(address);
            (
                phases::found(&explained, generation, number),
                run.next,
                run.ended,
            )
        };
        if ended && found.iter().all(|(phase, _)| phase.unreachable.is_empty()) {
            return;
        }
        self.run.borrow_mut().collecting = Some(generation);
        for (phase, says) in found {
            self.record(vm, Note::of_collection(next, phase, says));
        }
    }

    fn collection_ends(&self, vm: &Vm, collected: &Collected) {
        let Some(generation) = self.run.borrow_mut().collecting.take() else {
            return;
        };
        let next = self.run.borrow().next;
        let (phase, says) = phases::ended(generation, collected);
        self.record(vm, Note::of_collection(next, phase, says));
    }

    fn program_ends(&self, vm: &Vm, ending: &Ending) {
        let raised = match ending {
            Ending::Exception(text) => limits::last_line(text).map(str::to_owned),
            _ => None,
        };
        let event = match raised {
            Some(_) => Event::Raise,
            None => Event::Line,
        };
        self.record(
            vm,
            Note {
                event: Some(event),
                raised,
                ..Note::default()
            },
        );
        self.run.borrow_mut().ended = true;
    }
}

impl Gatherer for Tracer {
    type Gathered = Traced;

    fn program_begins(&self, vm: &Vm) {
        self.before();
        self.listener();
        vm.tell_host_of_instructions();
    }

    fn finish(&self, vm: &Vm) -> Traced {
        if self.run.borrow().ended {
            self.record(
                vm,
                Note {
                    event: Some(Event::End),
                    ..Note::default()
                },
            );
        }
        Listener::ends();
        match self.refusal.get() {
            Some(refusal) => Traced::Refused(refusal),
            None => Traced::Whole(Box::new(self.run.take())),
        }
    }
}
