//! Generators: a frame inside an object, entered and left many times.
//!
//! Follows `gen_send_ex2`, `gen_close` and `_gen_throw` of CPython's `Objects/genobject.c`.

use super::code_object::body_of;
use super::dispatch::Step;
use super::unraisable::Occasion;
use super::{Entry, Flow, Machine, Outcome, Raising, run};
use crate::error::{PyResult, Raised};
use crate::opcode::{Op, resume};
use crate::vm::Vm;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, exception, function, generator};
use runtime::profile::PlainClose;
use runtime::{Obj, StaticType, statics};

/// Where a generator stands (`PyFrameState`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum State {
    /// Not entered yet.
    Created = -2,
    /// At a `yield`.
    Suspended = -1,
    /// Running.
    Executing = 0,
    /// Closed, its frame still there.
    Completed = 1,
    /// Returned, raised or closed; the frame is given back.
    Cleared = frame::CLEARED as isize,
}

impl State {
    /// Whether it is over.
    pub fn is_over(self) -> bool {
        matches!(self, State::Completed | State::Cleared)
    }
}

/// Where `object`, a generator, stands.
pub fn state(object: &Obj) -> State {
    match fields::number(object, generator::STATE) as i64 {
        -2 => State::Created,
        -1 => State::Suspended,
        0 => State::Executing,
        1 => State::Completed,
        _ => State::Cleared,
    }
}

fn set_state(object: &Obj, state: State) {
    fields::set_number(object, generator::STATE, state as i64 as u64);
}

/// What a generator gave.
pub enum Sent {
    /// It yielded.
    Yielded(Obj),
    /// It returned.
    Returned(Obj),
}

/// Resumes a generator with a value for its `yield`.
///
/// # Errors
/// What its body raised.
pub fn send(vm: &Vm, object: &Obj, value: Obj) -> PyResult<Sent> {
    match state(object) {
        State::Completed | State::Cleared => return Ok(Sent::Returned(statics::none())),
        State::Executing => return Err(vm.value_error("generator already executing")),
        State::Created if !statics::is_none(&value) => {
            return Err(vm.type_error("can't send non-None value to a just-started generator"));
        }
        _ => {}
    }
    let frame = Frame::of_generator(object);
    let top = frame.in_use();
    frame.put(top, Some(value));
    frame.set_in_use(top + 1);
    resume(vm, object, Entry::Go)
}

fn resume(vm: &Vm, object: &Obj, entry: Entry) -> PyResult<Sent> {
    if vm.depth.get() >= vm.recursion_limit.get() {
        return Err(vm.recursion_error(""));
    }
    let _guard = vm.enter_native(" while calling a Python object")?;
    vm.depth.set(vm.depth.get() + 1);
    set_state(object, State::Executing);
    let frame = Frame::of_generator(object);
    vm.running_generators.borrow_mut().push(frame);
    let result = run(vm, frame, entry);
    vm.depth.set(vm.depth.get() - 1);
    Ok(match result? {
        Outcome::Yielded(value) => {
            vm.running_generators.borrow_mut().pop();
            frame.set_previous(None);
            set_state(object, State::Suspended);
            Sent::Yielded(value)
        }
        Outcome::Returned(value) => Sent::Returned(value),
    })
}

/// Gives back the frame of the innermost running generator, then what it kept of an exception (`clear_gen_frame` of
/// `Python/ceval.c`). The generator is not held meanwhile, for programs can see its count.
pub(super) fn clear_frame(vm: &Vm, frame: Frame) {
    vm.running_generators.borrow_mut().pop();
    if let Some(object) = frame.generator() {
        set_state(&object, State::Cleared);
    }
    frame.clear();
    if let Some(object) = frame.generator() {
        drop(fields::set(&object, generator::EXCEPTION, None));
    }
}

/// The next value that a generator yields; `None` when it returned.
///
/// # Errors
/// What its body raised.
pub fn next(vm: &Vm, object: &Obj) -> PyResult<Option<Obj>> {
    match send(vm, object, statics::none())? {
        Sent::Yielded(value) => Ok(Some(value)),
        Sent::Returned(_) => Ok(None),
    }
}

/// The iterator that a generator suspended in `yield from` waits for.
fn delegate(object: &Obj) -> Option<Obj> {
    if state(object) != State::Suspended {
        return None;
    }
    let frame = Frame::of_generator(object);
    let body = body_of(&frame.get(frame::CODE)?);
    let next = body.code.instrs.get(frame.next_instruction() as usize)?;
    if next.op != Op::Resume || next.arg & 3 <= resume::AFTER_YIELD {
        return None;
    }
    frame.slot(frame.in_use().checked_sub(1)?)
}

/// Raises an exception at the generator's `yield`.
///
/// # Errors
/// What its body raised.
pub fn throw(vm: &Vm, object: &Obj, raised: Raised) -> PyResult<Sent> {
    if let Some(inner) = delegate(object) {
        return throw_into_delegate(vm, object, &inner, raised);
    }
    throw_here(vm, object, raised)
}

fn throw_here(vm: &Vm, object: &Obj, raised: Raised) -> PyResult<Sent> {
    match state(object) {
        State::Completed | State::Cleared => Err(raised),
        State::Executing => Err(vm.value_error("generator already executing")),
        State::Created | State::Suspended => {
            let frame = Frame::of_generator(object);
            let top = frame.in_use();
            frame.put(top, Some(statics::none()));
            frame.set_in_use(top + 1);
            resume(vm, object, Entry::Throw(raised))
        }
    }
}

fn throw_into_delegate(vm: &Vm, object: &Obj, inner: &Obj, raised: Raised) -> PyResult<Sent> {
    if raised.is(StaticType::GeneratorExit) {
        set_state(object, State::Executing);
        let closed = close_iterator(vm, inner);
        set_state(object, State::Suspended);
        return throw_here(vm, object, closed.err().unwrap_or(raised));
    }
    let outcome = if StaticType::Generator.is_exact(inner) {
        set_state(object, State::Executing);
        let outcome = throw(vm, inner, raised);
        set_state(object, State::Suspended);
        outcome
    } else {
        match vm.find_attr(inner, &vm.names.throw)? {
            None => return throw_here(vm, object, raised),
            Some(method) => {
                set_state(object, State::Executing);
                let outcome = vm.call_with(&method, &[raised.0]).map(Sent::Yielded);
                set_state(object, State::Suspended);
                outcome
            }
        }
    };
    match outcome {
        Ok(Sent::Yielded(value)) => Ok(Sent::Yielded(value)),
        Ok(Sent::Returned(value)) => throw_here(vm, object, vm.stop_iteration(Some(value))),
        Err(raised) => throw_here(vm, object, raised),
    }
}

fn close_iterator(vm: &Vm, iterator: &Obj) -> PyResult<()> {
    if StaticType::Generator.is_exact(iterator) {
        return close(vm, iterator);
    }
    match vm.find_attr(iterator, &vm.names.close)? {
        Some(method) => vm.call_with(&method, &[]).map(drop),
        None => Ok(()),
    }
}

/// Ends a generator by raising `GeneratorExit` at its `yield`.
///
/// # Errors
/// What its body raised instead; `RuntimeError` if it yields again.
pub fn close(vm: &Vm, object: &Obj) -> PyResult<()> {
    match state(object) {
        State::Completed | State::Cleared => return Ok(()),
        State::Created => {
            let profile = runtime::heap().profile();
            if profile.closing_empties_unstarted_generators {
                set_state(object, State::Cleared);
                Frame::of_generator(object).clear();
            } else {
                set_state(object, State::Completed);
            }
            return Ok(());
        }
        State::Suspended if has_nothing_to_clean_up(object) => {
            let frame = Frame::of_generator(object);
            match runtime::heap().profile().plain_close {
                PlainClose::Raises => {}
                PlainClose::ClearsLocals => {
                    set_state(object, State::Completed);
                    frame.clear_locals();
                    return Ok(());
                }
                PlainClose::ClearsFrame => {
                    set_state(object, State::Cleared);
                    frame.clear();
                    return Ok(());
                }
            }
        }
        State::Executing | State::Suspended => {}
    }
    let exit = vm.exception_with_args(&StaticType::GeneratorExit.object(), statics::empty_tuple());
    match throw(vm, object, Raised(exit)) {
        Ok(Sent::Yielded(_)) => {
            Err(vm.raise(StaticType::RuntimeError, "generator ignored GeneratorExit"))
        }
        Ok(Sent::Returned(_)) => Ok(()),
        Err(raised)
            if raised.is(StaticType::GeneratorExit) || raised.is(StaticType::StopIteration) =>
        {
            Ok(())
        }
        Err(raised) => Err(raised),
    }
}

/// Whether a suspended generator waits at a `yield` whose only handler is the one that every generator has.
fn has_nothing_to_clean_up(object: &Obj) -> bool {
    let frame = Frame::of_generator(object);
    let Some(code) = frame.get(frame::CODE) else {
        return false;
    };
    let body = body_of(&code);
    let last = (frame.next_instruction() as usize).checked_sub(1);
    let last = last.and_then(|last| body.code.instrs.get(last));
    last.is_some_and(|last| last.op == Op::YieldValue && last.arg == 1)
}

/// Closes a generator that is going, which runs its `finally` blocks if it is suspended (`_PyGen_Finalize`).
pub fn finalize(object: &Obj) {
    if !matches!(state(object), State::Created | State::Suspended) {
        return;
    }
    let Some(vm) = Vm::current() else {
        return;
    };
    if let Err(raised) = close(&vm, object) {
        vm.report_unraisable(Occasion::Generator, raised, object);
    }
}

impl Machine<'_> {
    /// Moves the running frame into a new generator and returns that to the caller.
    pub(super) fn return_generator(&mut self) -> Step {
        let body = self.body.clone();
        let object = fields::new_with_tail(&StaticType::Generator.object(), body.slots());
        let callable = self.frame.get(frame::FUNCTION);
        for (from, to) in [
            (function::NAME, generator::NAME),
            (function::QUALNAME, generator::QUALNAME),
        ] {
            let name = callable
                .as_ref()
                .and_then(|callable| fields::get(callable, from));
            fields::set(&object, to, name);
        }
        drop(callable);
        let inside = frame::format_generator_frame(&object, body.slots());
        for index in 0..self.top {
            inside.put(index, self.frame.take(index));
        }
        if let (Some(globals), Some(builtins)) = (
            self.frame.namespace(frame::GLOBALS),
            self.frame.namespace(frame::BUILTINS),
        ) {
            inside.set_namespaces(&globals, &builtins);
        }
        for field in [frame::CODE, frame::FUNCTION, frame::LOCALS] {
            inside.set(field, self.frame.get(field));
        }
        inside.set_in_use(self.top);
        inside.set_next_instruction(self.pc as u64);
        set_state(&object, State::Created);
        Ok(self.return_value(object))
    }

    pub(super) fn generator_instruction(&mut self, op: Op, arg: u32) -> Step {
        match op {
            Op::GetYieldFromIter => {
                let iterable = self.pop();
                let iterator = if StaticType::Generator.is_exact(&iterable) {
                    iterable
                } else {
                    self.vm.iter(&iterable)?
                };
                self.push(iterator);
            }
            Op::Send => self.send(arg)?,
            Op::EndSend => {
                let value = self.pop_slot();
                drop(self.pop_slot());
                self.push_slot(value);
            }
            _ => {
                let raised = self.pop();
                if !StaticType::StopIteration.is_instance(&raised) {
                    return Err(Raising {
                        raised: Raised(raised),
                        again: true,
                    });
                }
                let value = fields::get(&raised, exception::VALUE).unwrap_or_else(statics::none);
                drop(raised);
                drop(self.pop_slot());
                drop(self.pop_slot());
                self.push(statics::none());
                self.push(value);
            }
        }
        Ok(Flow::Next)
    }

    fn send(&mut self, target: u32) -> Result<(), Raising> {
        let value = self.pop();
        let receiver = self.peek(1);
        let sent = if StaticType::Generator.is_exact(&receiver) {
            if matches!(state(&receiver), State::Created | State::Suspended) {
                self.frame.wait_for_inlined_call();
                self.frame.set_in_use(self.top);
            }
            send(self.vm, &receiver, value)?
        } else if statics::is_none(&value) && self.vm.is_iterator(&receiver) {
            self.send_to_iterator(&receiver)?
        } else {
            match self
                .vm
                .call_method(&receiver, &self.vm.names.send, &[value])
            {
                Ok(value) => Sent::Yielded(value),
                Err(raised) => Sent::Returned(stop_value(raised)?),
            }
        };
        match sent {
            Sent::Yielded(value) => self.push(value),
            Sent::Returned(value) => {
                self.push(value);
                self.pc = target as usize;
            }
        }
        Ok(())
    }

    fn send_to_iterator(&self, receiver: &Obj) -> PyResult<Sent> {
        if self.vm.next_function(receiver).is_some() {
            return Ok(match self.vm.next(receiver)? {
                Some(value) => Sent::Yielded(value),
                None => Sent::Returned(statics::none()),
            });
        }
        match self.vm.call_method(receiver, &self.vm.names.next, &[]) {
            Ok(value) => Ok(Sent::Yielded(value)),
            Err(raised) => stop_value(raised).map(Sent::Returned),
        }
    }
}

/// The value of a `StopIteration`; any other exception goes on.
fn stop_value(raised: Raised) -> PyResult {
    if !raised.is(StaticType::StopIteration) {
        return Err(raised);
    }
    Ok(fields::get(&raised.0, exception::VALUE).unwrap_or_else(statics::none))
}
