//! Exceptions that nobody can catch: reported, and the program goes on.
//!
//! Follows `_PyErr_WriteUnraisableMsg` of `Python/errors.c`.

use super::code_object::body_of;
use super::traceback;
use crate::error::Raised;
use crate::vm::Vm;
use runtime::frame;
use runtime::object::fields::{self, exception};
use runtime::{Obj, heap};

/// What went on when the exception came.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Occasion {
    /// A call of `__del__`.
    Deallocator,
    /// A call of a weak reference's callback.
    WeakrefCallback,
    /// A call of one of `gc.callbacks`.
    CollectorCallback,
    /// A generator that ends while it is suspended.
    Generator,
    /// A call of what `atexit` registered.
    ExitCallback,
    /// Anything else.
    Other,
}

impl Occasion {
    /// The words for it, and the second number of the version that first says them.
    fn words(self) -> Option<(&'static str, u32)> {
        match self {
            Occasion::Deallocator => Some(("while calling deallocator", 14)),
            Occasion::WeakrefCallback => Some(("while calling weakref callback", 14)),
            Occasion::CollectorCallback => Some(("while calling GC callback", 14)),
            Occasion::Generator => Some(("while closing generator", 14)),
            Occasion::ExitCallback => Some(("in atexit callback", 10)),
            Occasion::Other => None,
        }
    }

    /// The first line of the report about an object with this repr.
    fn headline(self, repr: &str) -> String {
        let minor = heap().profile().version.minor();
        match self.words().filter(|&(_, since)| since <= minor) {
            Some((words, _)) if minor >= 13 => format!("Exception ignored {words} {repr}:\n"),
            Some((words, _)) => format!("Exception ignored {words}: {repr}\n"),
            None => format!("Exception ignored in: {repr}\n"),
        }
    }
}

impl Vm {
    /// Reports an exception on `sys.stderr`, with the object whose doing it was; without a stream there, nowhere.
    pub(crate) fn report_unraisable(&self, occasion: Occasion, raised: Raised, from: &Obj) {
        let Raised(raised) = raised;
        self.trace_to_running_frame(&raised);
        let repr = self
            .repr_text(from)
            .unwrap_or_else(|_| "<object repr() failed>".to_owned());
        let text = traceback::format_one(self, &raised);
        self.write_error(&(occasion.headline(&repr) + &text));
    }

    /// An exception that no Python code raised is told as of the frame that runs (`_PyTraceBack_FromFrame`).
    fn trace_to_running_frame(&self, raised: &Obj) {
        if fields::peek(raised, exception::TRACEBACK).is_some() {
            return;
        }
        let Some(frame) = self.current.get() else {
            return;
        };
        if let Some(code) = frame.get(frame::CODE) {
            traceback::add(raised, frame, &body_of(&code));
        }
    }
}
