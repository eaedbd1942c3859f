//! Frames as others see them: roots of an audit, rows of a view, frame objects of a traceback.

use super::code_object::{CodeBody, body_of};
use super::generator::{State, state};
use super::locals::is_optimized;
use crate::opcode::Op;
use crate::vm::Vm;
use runtime::Obj;
use runtime::frame::{self, Frame, Owner};
use runtime::object::fields::{self, frame_object};
use std::rc::Rc;

/// One active frame.
pub struct FrameInfo {
    /// Name of the function, or `<module>`.
    pub name: String,
    /// The file that its code was compiled from.
    pub filename: String,
    /// The line that runs.
    pub line: u32,
    /// The fast slots by name: locals, cells, free variables.
    pub locals: Vec<(String, Option<Obj>)>,
    /// The evaluation stack, bottom first; empty slots left out.
    pub stack: Vec<Obj>,
    /// Slots for locals and cells by the compiler's count, and the most that its evaluation stack needs.
    pub sizes: FrameSizes,
    /// The namespace of a module or class body.
    pub namespace: Option<Obj>,
    /// Where it stands.
    pub frame: Frame,
}

/// How many slots of each kind a frame has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FrameSizes {
    /// `co_nlocals`.
    pub locals: u64,
    /// Cells and free variables that are no parameters.
    pub cells: u64,
    /// `co_stacksize`.
    pub stack: u64,
}

/// The active frames, outermost first.
pub fn frames(vm: &Vm) -> Vec<FrameInfo> {
    let mut found = Vec::new();
    let mut next = vm.current.get();
    while let Some(frame) = next {
        next = frame.previous();
        found.extend(describe(frame));
    }
    found.reverse();
    found
}

fn describe(frame: Frame) -> Option<FrameInfo> {
    let body = body_of(&frame.get(frame::CODE)?);
    let names = body.code.localsplusnames.iter().cloned();
    Some(FrameInfo {
        name: body.code.name.clone(),
        filename: body.code.filename.clone(),
        line: line_of(frame, &body),
        locals: (0..)
            .zip(names)
            .map(|(index, name)| (name, frame.slot(index)))
            .collect(),
        stack: (body.nlocalsplus..frame.in_use())
            .filter_map(|index| frame.slot(index))
            .collect(),
        sizes: sizes(&body),
        namespace: match is_optimized(&body) {
            true => None,
            false => frame.get(frame::LOCALS),
        },
        frame,
    })
}

fn sizes(body: &CodeBody) -> FrameSizes {
    let locals = u64::from(body.code.nlocals);
    FrameSizes {
        locals,
        cells: body.nlocalsplus - locals,
        stack: u64::from(body.code.stacksize),
    }
}

/// Where the innermost frame goes on, as it stands between two instructions.
pub struct Upcoming {
    /// The frame.
    pub frame: Frame,
    /// Its instructions.
    pub body: Rc<CodeBody>,
    /// Number of the next one.
    pub instruction: usize,
}

impl Upcoming {
    /// The next instruction's line; none where the compiler added it.
    pub fn line(&self) -> Option<u32> {
        self.body.code.positions.get(self.instruction)?.line
    }

    /// Whether the frame has still to be made ready for its first line: cells made, arguments taken.
    pub fn is_prologue(&self) -> bool {
        let instrs = &self.body.code.instrs;
        let first = instrs.iter().position(|instr| instr.op == Op::Resume);
        first.is_some_and(|first| self.instruction <= first)
    }

    /// The exception for which a handler begins with the next instruction.
    pub fn caught(&self) -> Option<Obj> {
        let next = self.body.code.instrs.get(self.instruction)?;
        let top = self.frame.in_use().checked_sub(1)?;
        (next.op == Op::PushExcInfo)
            .then(|| self.frame.slot(top))
            .flatten()
    }

    /// Whether a function returns with the next instruction.
    pub fn returns(&self) -> bool {
        let next = self.body.code.instrs.get(self.instruction);
        is_optimized(&self.body)
            && next.is_some_and(|it| matches!(it.op, Op::ReturnValue | Op::ReturnConst))
    }

    /// Whether this is the body of a class.
    pub fn is_class_body(&self) -> bool {
        !is_optimized(&self.body) && self.body.code.name != "<module>"
    }
}

/// Where the innermost frame goes on; none if no frame is active.
pub fn upcoming(vm: &Vm) -> Option<Upcoming> {
    let frame = vm.current.get()?;
    let body = body_of(&frame.get(frame::CODE)?);
    Some(Upcoming {
        frame,
        body,
        instruction: frame.next_instruction() as usize,
    })
}

/// A generator that waits: its name, and its frame, which stands inside it.
pub fn suspended(generator: &Obj) -> Option<(String, Frame, FrameSizes)> {
    let frame = Frame::of_generator(generator);
    let body = body_of(&frame.get(frame::CODE)?);
    let waits = matches!(state(generator), State::Created | State::Suspended);
    waits.then(|| (body.code.name.clone(), frame, sizes(&body)))
}

/// The chunks of the data stack, the oldest first, by address and bytes; and where the next frame will stand.
pub fn data_stack(vm: &Vm) -> (Vec<(u64, u64)>, u64) {
    let stack = vm.data_stack.borrow();
    let (chunks, top) = stack.extent();
    (chunks.to_vec(), top)
}

/// The line of the instruction that runs.
pub(super) fn line_of(frame: Frame, body: &CodeBody) -> u32 {
    let index = frame.next_instruction().saturating_sub(1) as usize;
    let position = body.code.positions.get(index);
    position
        .and_then(|position| position.line)
        .unwrap_or(body.code.firstlineno)
}

/// Calls `look` with each reference that a frame on the data stack owns; a generator's frame belongs to
/// the generator.
pub fn roots(vm: &Vm, look: &mut dyn FnMut(&Obj)) {
    let mut next = vm.current.get();
    while let Some(frame) = next {
        next = frame.previous();
        if frame.owner() != Owner::Thread {
            continue;
        }
        for index in 0..frame.in_use() {
            if let Some(object) = frame.peek(index)
                && !frame.is_lent(index)
            {
                look(&object);
            }
        }
        for field in [
            frame::CODE,
            frame::FUNCTION,
            frame::LOCALS,
            frame::FRAME_OBJECT,
        ] {
            if let Some(object) = frame.get(field) {
                look(&object);
            }
        }
    }
}

/// Ends a frame: references given back, memory returned. A frame object that others hold takes it over,
/// with a link to its caller.
pub(super) fn pop(vm: &Vm, frame: Frame) {
    let caller = frame.previous();
    if let Some(object) = frame.get(frame::FRAME_OBJECT)
        && object.refcount() > 2
        && let Some(caller) = caller
    {
        let back = frame::frame_object(caller);
        drop(fields::set(&object, frame_object::BACK, Some(back)));
    }
    vm.current.set(caller);
    if frame.owner() == Owner::Generator {
        return super::generator::clear_frame(vm, frame);
    }
    frame.clear();
    vm.data_stack.borrow_mut().pop(frame);
    vm.depth.set(vm.depth.get() - 1);
}

/// The globals of the running frame.
pub fn current_globals(vm: &Vm) -> Option<Obj> {
    vm.current.get()?.namespace(frame::GLOBALS)
}

/// The line that a frame runs.
pub(crate) fn line_of_frame(frame: Frame) -> u32 {
    frame
        .get(frame::CODE)
        .map_or(0, |code| line_of(frame, &body_of(&code)))
}
