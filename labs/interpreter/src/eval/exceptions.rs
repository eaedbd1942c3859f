//! Exceptions: raising, finding the handler, `with`.
//!
//! Follows the labels `error`, `exception_unwind` and `exit_unwind` of `Python/ceval.c`, and `do_raise`.

use super::dispatch::Step;
use super::{Flow, Lasti, Machine, Raising, traceback};
use crate::error::{PyResult, Raised};
use crate::opcode::Op;
use crate::vm::{Vm, is_class};
use runtime::frame::Frame;
use runtime::object::fields::{self, exception, generator};
use runtime::object::{int, tuple, types};
use runtime::{Obj, StaticType, statics};

impl Machine<'_> {
    /// Goes on at the handler of an exception: in this frame, or in one that called it from this loop.
    ///
    /// # Errors
    /// The exception, if no frame of this loop handles it.
    pub(super) fn unwind(&mut self, raising: Raising) -> PyResult<()> {
        let Raising {
            raised: Raised(raised),
            mut again,
        } = raising;
        self.keyword_names = None;
        loop {
            let index = self.pc.saturating_sub(1) as u32;
            self.frame.set_in_use_while_it_runs(self.top);
            // Past the memory limit the frames that end here give memory back; a record of each would
            // take more.
            if !again && !runtime::heap().is_over_limit() {
                self.vm.set_context_if_fresh(&raised);
                traceback::add(&raised, self.frame, &self.body);
            }
            again = false;
            if let Some(&handler) = self.body.code.handler(index) {
                let floor = self.body.nlocalsplus + u64::from(handler.depth);
                while self.top > floor {
                    drop(self.pop_slot());
                }
                if handler.lasti {
                    let last = Lasti::of(self.frame).map_or(0, |last| last.unit(&self.body.code));
                    self.push(int::from_i64(i64::from(last)));
                }
                self.push(raised);
                self.pc = handler.target as usize;
                return Ok(());
            }
            while self.top > self.body.nlocalsplus {
                drop(self.pop_slot());
            }
            if !self.leave_frame() {
                return Err(Raised(raised));
            }
        }
    }

    pub(super) fn exception_instruction(&mut self, op: Op, arg: u32) -> Step {
        match op {
            Op::PushExcInfo => {
                let raised = self.pop();
                let before = self.vm.replace_handled(Some(raised.clone()));
                self.push(before.unwrap_or_else(statics::none));
                self.push(raised);
            }
            Op::PopExcept => {
                let before = self.pop();
                let stays = !statics::is_none(&before)
                    || runtime::heap().profile().handled_exceptions_leave_none;
                drop(self.vm.replace_handled(stays.then_some(before)));
            }
            Op::CheckExcMatch => {
                let class = self.pop();
                let raised = self.peek(1);
                let matches = self.vm.exception_matches(&raised, &class)?;
                self.push(statics::bool(matches));
            }
            Op::RaiseVarargs => return self.raise(arg),
            Op::Reraise => {
                let raised = self.pop();
                if arg > 0
                    && let Some(last) = int::to_i64(&self.peek(arg))
                {
                    Lasti::at_unit(&self.body.code, last as u32).restore(self.frame);
                }
                return Err(Raising {
                    raised: Raised(raised),
                    again: true,
                });
            }
            Op::BeforeWith => self.before_with()?,
            _ => {
                let raised = self.peek(1);
                let exit = self.peek(4);
                let class = raised.class().clone();
                let trace =
                    fields::get(&raised, exception::TRACEBACK).unwrap_or_else(statics::none);
                let result = self.vm.call_with(&exit, &[class, raised, trace])?;
                self.push(result);
            }
        }
        Ok(Flow::Next)
    }

    fn raise(&mut self, arg: u32) -> Step {
        let cause = if arg == 2 { self.pop_slot() } else { None };
        if arg == 0 {
            return match self.vm.topmost_handled() {
                Some(raised) => Err(Raising {
                    raised: Raised(raised),
                    again: true,
                }),
                None => {
                    let message = "No active exception to reraise";
                    Err(self.vm.raise(StaticType::RuntimeError, message).into())
                }
            };
        }
        let what = self.pop();
        let raised = self
            .vm
            .instantiate(&what, "exceptions must derive from BaseException")?;
        drop(what);
        if let Some(cause) = cause {
            let cause = if statics::is_none(&cause) {
                None
            } else {
                Some(
                    self.vm
                        .instantiate(&cause, "exception causes must derive from BaseException")?,
                )
            };
            set_cause(&raised, cause);
        }
        self.vm.set_context(&raised);
        Err(Raised(raised).into())
    }

    fn before_with(&mut self) -> Result<(), Raising> {
        let manager = self.pop();
        let vm = self.vm;
        let class = manager.class();
        let missing = |what: &str| {
            let name = types::name(&manager.class());
            vm.type_error(format!(
                "'{name}' object does not support the context manager protocol{what}"
            ))
        };
        let enter = vm
            .special(&manager, &vm.names.enter)
            .ok_or_else(|| missing(""))?;
        let exit = vm
            .special(&manager, &vm.names.exit)
            .ok_or_else(|| missing(" (missed __exit__ method)"))?;
        let enter = vm.descriptor_get(&enter, Some(&manager), &class)?;
        let exit = vm.descriptor_get(&exit, Some(&manager), &class)?;
        drop(manager);
        let entered = vm.call_with(&enter, &[])?;
        drop(enter);
        self.push(exit);
        self.push(entered);
        Ok(())
    }

    /// `StopIteration` that leaves a generator's body becomes a `RuntimeError`.
    pub(super) fn stop_iteration_error(&self, raised: Obj) -> Obj {
        if !StaticType::StopIteration.is_instance(&raised) {
            return raised;
        }
        let error = self
            .vm
            .new_exception(StaticType::RuntimeError, "generator raised StopIteration");
        set_cause(&error, Some(raised.clone()));
        drop(fields::set(&error, exception::CONTEXT, Some(raised)));
        error
    }
}

/// Sets `__cause__`, and with it `__suppress_context__`.
pub(crate) fn set_cause(raised: &Obj, cause: Option<Obj>) {
    drop(fields::set(raised, exception::CAUSE, cause));
    fields::set_number(raised, exception::SUPPRESS_CONTEXT, 1);
}

impl Vm {
    /// The exception that is being handled in this context becomes another; returns the one before.
    fn replace_handled(&self, raised: Option<Obj>) -> Option<Obj> {
        let innermost = self.running_generators.borrow().last().copied();
        match innermost.and_then(Frame::generator) {
            Some(object) => fields::set(&object, generator::EXCEPTION, raised),
            None => self.handled.replace(raised),
        }
    }

    /// The exception that is being handled, in this context or in one around it (`_PyErr_GetTopmostException` of
    /// `Python/errors.c`).
    pub(crate) fn topmost_handled(&self) -> Option<Obj> {
        let generators = self.running_generators.borrow();
        let kept = generators.iter().rev().filter_map(|frame| {
            let object = frame.generator()?;
            fields::get(&object, generator::EXCEPTION)
        });
        let outside = self.handled.borrow().clone();
        kept.chain(outside).find(|kept| !statics::is_none(kept))
    }

    fn set_context_if_fresh(&self, raised: &Obj) {
        if fields::peek(raised, exception::TRACEBACK).is_none()
            && fields::peek(raised, exception::CONTEXT).is_none()
        {
            self.set_context(raised);
        }
    }

    /// The exception being handled becomes the context of one that is raised now (`_PyErr_SetObject`); a
    /// chain that would lead back to it is cut.
    fn set_context(&self, raised: &Obj) {
        let Some(handled) = self.topmost_handled() else {
            return;
        };
        if handled.is(raised) {
            return;
        }
        let mut link = handled.clone();
        while let Some(next) = fields::get(&link, exception::CONTEXT) {
            if next.is(raised) {
                drop(fields::set(&link, exception::CONTEXT, None));
                break;
            }
            link = next;
        }
        drop(fields::set(raised, exception::CONTEXT, Some(handled)));
    }

    /// An exception from what `raise` was given: an instance, or a class to call.
    pub(crate) fn instantiate(&self, what: &Obj, complaint: &str) -> PyResult {
        if is_class(what) && types::flags_of(what) & types::flags::BASE_EXC_SUBCLASS != 0 {
            let made = self.call_with(what, &[])?;
            if StaticType::BaseException.is_instance(&made) {
                return Ok(made);
            }
            let (class, given) = (self.repr_text(what)?, self.repr_text(&made.class())?);
            let message = format!(
                "calling {class} should have returned an instance of BaseException, not {given}"
            );
            return Err(self.type_error(message));
        }
        if StaticType::BaseException.is_instance(what) {
            return Ok(what.clone());
        }
        Err(self.type_error(complaint))
    }

    /// Whether `except class:` handles an exception; `class` may be a tuple.
    pub(crate) fn exception_matches(&self, raised: &Obj, class: &Obj) -> PyResult<bool> {
        let classes = if StaticType::Tuple.is_instance(class) {
            tuple::items(class)
        } else {
            vec![class.clone()]
        };
        for class in &classes {
            if !is_class(class) || types::flags_of(class) & types::flags::BASE_EXC_SUBCLASS == 0 {
                return Err(self.type_error(
                    "catching classes that do not inherit from BaseException is not allowed",
                ));
            }
        }
        Ok(classes
            .iter()
            .any(|class| types::is_subtype(&raised.class(), class)))
    }
}
