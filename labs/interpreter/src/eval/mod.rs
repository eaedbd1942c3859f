//! The evaluation loop: instructions, one after another, on the slots of a frame.
//!
//! Follows `_PyEval_EvalFrameDefault` and `Python/bytecodes.c` of CPython 3.12: the same instructions with the
//! same order of pushes and pops, because that order decides when an object dies. A Python function
//! called from Python runs in the same loop, in a new frame on the data stack.
//!
//! | module | which instructions |
//! |---|---|
//! | `dispatch` | the table of all, and those of a line or two |
//! | `calls` | calls, and the binding of arguments to parameters |
//! | `names` | names, globals, cells, attributes of `super` |
//! | `collections` | displays, unpacking, slices |
//! | `exceptions` | raising, handlers, tracebacks, `with` |
//! | `generator` | generators |
//! | `unraisable` | no instruction: reports of exceptions that nobody can catch |

mod calls;
pub mod code_object;
mod collections;
mod dispatch;
mod exceptions;
pub mod frames;
pub mod generator;
mod lasti;
pub(crate) mod locals;
mod names;
mod suggestion;
pub mod traceback;
mod unraisable;

pub use calls::call_function;
pub(crate) use calls::{run_class_body, run_code, run_module};
pub(crate) use frames::line_of_frame;
pub use frames::{
    FrameInfo, FrameSizes, Upcoming, current_globals, data_stack, frames, roots, suspended,
    upcoming,
};
pub(crate) use lasti::Lasti;
pub(crate) use locals::{current_locals, locals_of};
pub(crate) use suggestion::suggestion;
pub(crate) use unraisable::Occasion;

use crate::error::{PyResult, Raised};
use crate::vm::Vm;
use code_object::CodeBody;
use runtime::Obj;
use runtime::frame::{self, Frame};
use runtime::object::fields::code;
use std::rc::Rc;

/// How a frame was left.
pub(crate) enum Outcome {
    /// It returned.
    Returned(Obj),
    /// It is a generator's and yielded.
    Yielded(Obj),
}

/// How a frame is entered.
pub(crate) enum Entry {
    /// At its next instruction.
    Go,
    /// By raising there.
    Throw(Raised),
}

/// What an instruction decides.
pub(crate) enum Flow {
    /// Go on with the next one.
    Next,
    /// Leave the loop.
    Leave(Outcome),
}

/// An exception that an instruction raised; a re-raised one leaves no new line in the traceback.
pub(crate) struct Raising {
    raised: Raised,
    again: bool,
}

impl From<Raised> for Raising {
    fn from(raised: Raised) -> Raising {
        Raising {
            raised,
            again: false,
        }
    }
}

/// The registers of the loop.
pub(crate) struct Machine<'a> {
    vm: &'a Vm,
    frame: Frame,
    body: Rc<CodeBody>,
    /// Number of the next instruction.
    pc: usize,
    /// Slots in use, locals and stack.
    top: u64,
    /// Frames entered from this loop beside the first.
    inner: usize,
    /// Constant that names the keywords of the next call.
    keyword_names: Option<u32>,
    /// Whether reading a local lends its reference to the stack (3.14).
    lends_locals: bool,
}

/// Runs a frame until it returns, yields or raises. The frame is still there after a yield, and gone
/// otherwise.
pub(crate) fn run(vm: &Vm, frame: Frame, entry: Entry) -> PyResult<Outcome> {
    let caller = vm.current.get();
    frame.set_previous(caller);
    let mut machine = Machine::load(vm, frame);
    vm.current.set(Some(frame));
    vm.enter_loop();
    let result = machine.run(entry);
    vm.leave_loop();
    vm.current.set(caller);
    result
}

impl<'a> Machine<'a> {
    fn load(vm: &'a Vm, frame: Frame) -> Machine<'a> {
        let code = frame
            .get(frame::CODE)
            .expect("a frame that runs has a code object");
        let body = code_object::body_of(&code);
        Machine {
            vm,
            frame,
            body,
            pc: frame.next_instruction() as usize,
            top: frame.in_use(),
            inner: 0,
            keyword_names: None,
            lends_locals: runtime::heap().profile().local_reads_are_borrowed,
        }
    }

    fn run(&mut self, entry: Entry) -> PyResult<Outcome> {
        if let Entry::Throw(raised) = entry {
            self.unwind(Raising {
                raised,
                again: false,
            })?;
        }
        loop {
            let instr = self.body.code.instrs[self.pc];
            self.pc += 1;
            self.frame.set_next_instruction(self.pc as u64);
            self.frame.set_in_use_while_it_runs(self.top);
            match self.step(instr) {
                Ok(Flow::Next) => {}
                Ok(Flow::Leave(outcome)) => return Ok(outcome),
                Err(raising) => self.unwind(raising)?,
            }
            if let Some(hook) = self.vm.instruction_hook.get() {
                self.frame.set_next_instruction(self.pc as u64);
                self.frame.set_in_use(self.top);
                self.vm.call_instruction_hook(hook);
            }
        }
    }

    /// Makes `frame`, just filled with its arguments, the running one.
    fn enter(&mut self, frame: Frame, body: Rc<CodeBody>) {
        self.frame.set_next_instruction(self.pc as u64);
        self.frame.wait_for_inlined_call();
        self.frame.set_in_use(self.top);
        frame.set_previous(Some(self.frame));
        self.frame = frame;
        self.pc = 0;
        self.top = body.nlocalsplus;
        self.body = body;
        self.inner += 1;
        self.vm.current.set(Some(frame));
    }

    /// Takes the running frame off the data stack, its references given back; says whether the loop
    /// goes on in the frame that called.
    fn leave_frame(&mut self) -> bool {
        self.frame.set_in_use(self.top);
        let caller = self.frame.previous();
        let caller_slots = self.frame.caller_slots();
        frames::pop(self.vm, self.frame);
        if self.inner == 0 {
            return false;
        }
        self.inner -= 1;
        if let Some(caller) = caller {
            self.frame = caller;
            let code = caller
                .get(frame::CODE)
                .expect("a frame that runs has a code object");
            self.body = code_object::body_of(&code);
            self.pc = caller.next_instruction() as usize;
            self.top = caller.in_use();
            for _ in 0..caller_slots {
                drop(self.pop_slot());
            }
        }
        true
    }

    /// Ends the running frame with a value.
    fn return_value(&mut self, value: Obj) -> Flow {
        if self.leave_frame() {
            self.push(value);
            return Flow::Next;
        }
        Flow::Leave(Outcome::Returned(value))
    }

    #[inline(always)]
    fn push(&mut self, value: Obj) {
        self.push_slot(Some(value));
    }

    #[inline(always)]
    fn push_slot(&mut self, value: Option<Obj>) {
        self.frame.put(self.top, value);
        self.top += 1;
    }

    #[inline(always)]
    fn pop_slot(&mut self) -> Option<Obj> {
        self.top -= 1;
        self.frame.take(self.top)
    }

    /// Pops a value that the compiler put there.
    #[inline(always)]
    fn pop(&mut self) -> Obj {
        self.pop_slot().unwrap_or_else(runtime::statics::none)
    }

    /// The value `depth` places below the top, 1 being the top.
    #[inline(always)]
    fn peek(&self, depth: u32) -> Obj {
        self.frame
            .slot(self.top - u64::from(depth))
            .unwrap_or_else(runtime::statics::none)
    }

    /// A constant of the running code object.
    fn constant(&self, index: u32) -> Obj {
        self.frame.code_item(code::CONSTS, u64::from(index))
    }

    /// A name of the running code object.
    fn name(&self, index: u32) -> Obj {
        self.frame.code_item(code::NAMES, u64::from(index))
    }
}
