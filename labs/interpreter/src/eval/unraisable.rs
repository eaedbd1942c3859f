//! Exceptions that nobody can catch: reported, and the program goes on.
//!
//! Follows `_PyErr_WriteUnraisableMsg` and `write_unraisable_exc` of `Python/errors.c`.

use super::code_object::body_of;
use super::traceback::{self, format_one};
use crate::error::Raised;
use crate::vm::Vm;
use runtime::frame;
use runtime::object::fields::{self, exception};
use runtime::object::{str, tuple};
use runtime::{Obj, heap, statics};

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

    /// `err_msg` of the report, and its `object`.
    fn tell(self, vm: &Vm, from: &Obj) -> (Option<String>, Option<Obj>) {
        let profile = heap().profile();
        let minor = profile.version.minor();
        match self.words().filter(|&(_, since)| since <= minor) {
            Some((words, _)) if profile.reports_name_their_object => {
                let repr = repr_or_excuse(vm, from);
                (Some(format!("Exception ignored {words} {repr}")), None)
            }
            Some((words, _)) => (
                Some(format!("Exception ignored {words}")),
                Some(from.clone()),
            ),
            None => (None, Some(from.clone())),
        }
    }
}

fn repr_or_excuse(vm: &Vm, object: &Obj) -> String {
    vm.repr_text(object)
        .unwrap_or_else(|_| "<object repr() failed>".to_owned())
}

impl Vm {
    /// Hands an exception to `sys.unraisablehook`, with the object whose doing it was. Without a hook, or if that raises
    /// too, the report is printed.
    pub(crate) fn report_unraisable(&self, occasion: Occasion, raised: Raised, from: &Obj) {
        let Raised(raised) = raised;
        self.trace_to_running_frame(&raised);
        let (message, object) = occasion.tell(self, from);
        let Some((hook, class)) = self.unraisable_hook() else {
            self.print_unraisable(
                &format_one(self, &raised),
                message.as_deref(),
                object.as_ref(),
            );
            return;
        };
        let none_or = |value: Option<Obj>| value.unwrap_or_else(statics::none);
        let traceback = fields::get(&raised, exception::TRACEBACK);
        let items = vec![
            raised.class().clone(),
            raised.clone(),
            none_or(traceback),
            none_or(message.map(|text| str::new(&text))),
            none_or(object),
        ];
        let args = tuple::instance(&class, items);
        if let Err(Raised(raised)) = self.call_lent(&hook, &[&args]) {
            let text = format_one(self, &raised);
            let message = "Exception ignored in sys.unraisablehook";
            self.print_unraisable(&text, Some(message), Some(&hook));
        }
    }

    /// Prints a report on `sys.stderr`: a line with message and object, if there is one, and the exception's own text.
    /// Without a stream there, nowhere (`write_unraisable_exc_file`).
    pub(crate) fn print_unraisable(&self, text: &str, message: Option<&str>, object: Option<&Obj>) {
        let repr = object.map(|object| repr_or_excuse(self, object));
        let headline = match (message, repr) {
            (Some(message), Some(repr)) => format!("{message}: {repr}\n"),
            (Some(message), None) => format!("{message}:\n"),
            (None, Some(repr)) => format!("Exception ignored in: {repr}\n"),
            (None, None) => String::new(),
        };
        self.write_error(&(headline + text));
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
