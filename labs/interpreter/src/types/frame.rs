//! Cells, frames and tracebacks as objects (`Objects/cellobject.c`, `frameobject.c`, `Python/traceback.c`).

use crate::error::PyResult;
use crate::eval::generator::{self as generators, State};
use crate::eval::{self, Lasti, code_object::body_of, traceback as tracebacks};
use crate::native::{Args, Getter, Installer};
use crate::text::repr::repr_str;
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::frame::{self, Frame, Owner};
use runtime::object::fields::{self, cell, traceback};
use runtime::object::{int, str};
use runtime::{Obj, StaticType, heap, statics};

const EXECUTING: &str = "cannot clear an executing frame";

/// Names the methods of the three.
pub fn install(vm: &Vm) {
    install_cell(vm);
    install_frame(vm);
    install_traceback(vm);
}

fn field(object: &Obj, offset: u64) -> Obj {
    fields::get(object, offset).unwrap_or_else(statics::none)
}

fn number(value: u32) -> PyResult {
    Ok(int::from_i64(i64::from(value)))
}

fn install_cell(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Cell);
    t.new_function(|vm, args| {
        let contents = args.rest().between(vm, "cell", 0, 1)?;
        let made = fields::new(&StaticType::Cell.object());
        fields::set(&made, cell::CONTENTS, contents.first().cloned());
        Ok(made)
    });
    t.method("__repr__", |vm, args| {
        let held = fields::get(&args[0], cell::CONTENTS).map_or_else(
            || "empty".to_owned(),
            |it| format!("{} object at {:#x}", vm.type_name(&it), it.address()),
        );
        Ok(str::new(&format!(
            "<cell at {:#x}: {held}>",
            args[0].address()
        )))
    });
    t.getset(
        "cell_contents",
        |vm, it| fields::get(it, cell::CONTENTS).ok_or_else(|| vm.value_error("Cell is empty")),
        Some(|_vm, it, value| {
            drop(fields::set(it, cell::CONTENTS, value));
            Ok(())
        }),
    );
}

/// The frame that a frame object stands for.
///
/// # Errors
/// `RuntimeError` if it has ended and nobody kept it.
pub(super) fn frame_of(vm: &Vm, object: &Obj) -> PyResult<Frame> {
    Frame::of_frame_object(object)
        .ok_or_else(|| vm.raise(StaticType::RuntimeError, "the frame is gone"))
}

fn install_frame(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Frame);
    t.method("__repr__", repr);
    t.method("clear", clear);
    let getters: [(&'static str, Getter); 7] = [
        ("f_code", |_vm, it| {
            Ok(tracebacks::code_of_frame_object(it).unwrap_or_else(statics::none))
        }),
        ("f_back", |_vm, it| {
            Ok(tracebacks::back_of_frame_object(it).unwrap_or_else(statics::none))
        }),
        ("f_globals", |vm, it| namespace(vm, it, frame::GLOBALS)),
        ("f_builtins", |vm, it| namespace(vm, it, frame::BUILTINS)),
        ("f_locals", |vm, it| {
            let locals = eval::locals_of(vm, frame_of(vm, it)?);
            Ok(locals.unwrap_or_else(statics::none))
        }),
        ("f_lineno", |vm, it| {
            number(eval::line_of_frame(frame_of(vm, it)?))
        }),
        ("f_lasti", |vm, it| {
            let frame = frame_of(vm, it)?;
            Ok(offset(frame.get(frame::CODE), Lasti::of(frame)))
        }),
    ];
    for (name, getter) in getters {
        t.getset(name, getter, None);
    }
}

/// A place in a code object, in bytes from the first instruction; -1 before that.
fn offset(code: Option<Obj>, last: Option<Lasti>) -> Obj {
    let offset = code
        .zip(last)
        .map(|(code, last)| last.offset(&body_of(&code).code));
    int::from_i64(offset.map_or(-1, i64::from))
}

fn namespace(vm: &Vm, object: &Obj, field: u64) -> PyResult {
    let found = frame_of(vm, object)?.namespace(field);
    Ok(found.unwrap_or_else(statics::none))
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    let frame = frame_of(vm, &args[0])?;
    let line = eval::line_of_frame(frame);
    let code = frame.get(frame::CODE).map(|code| body_of(&code));
    let (file, name) = code.map_or_else(Default::default, |body| {
        (body.code.filename.clone(), body.code.name.clone())
    });
    let file = repr_str(&file);
    let address = args[0].address();
    Ok(str::new(&format!(
        "<frame at {address:#x}, file {file}, line {line}, code {name}>"
    )))
}

/// `frame.clear()`: a frame that has ended lets go of its locals (`frame_clear` in `Objects/frameobject.c`).
fn clear(vm: &Vm, args: Args<'_>) -> PyResult {
    let object = only_self(vm, args, "frame.clear")?;
    let frame = frame_of(vm, object)?;
    if let Some(generator) = frame.generator() {
        return clear_suspended(vm, &generator);
    }
    if frame.owner() == Owner::Thread {
        return Err(vm.raise(StaticType::RuntimeError, EXECUTING));
    }
    if heap().profile().frame_locals_are_a_proxy {
        drop(frame.set(frame::LOCALS, None));
    }
    for index in 0..frame.in_use() {
        drop(frame.take(index));
    }
    Ok(statics::none())
}

/// The frame of a generator that does not run is ended with its generator.
fn clear_suspended(vm: &Vm, generator: &Obj) -> PyResult {
    let refused = match generators::state(generator) {
        State::Executing => Some(EXECUTING),
        State::Suspended if !heap().profile().suspended_frames_can_be_cleared => {
            Some("cannot clear a suspended frame")
        }
        _ => None,
    };
    if let Some(message) = refused {
        return Err(vm.raise(StaticType::RuntimeError, message));
    }
    generators::finalize(generator);
    Ok(statics::none())
}

fn install_traceback(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Traceback);
    t.getset("tb_next", |_vm, it| Ok(field(it, traceback::NEXT)), None);
    t.getset("tb_frame", |_vm, it| Ok(field(it, traceback::FRAME)), None);
    t.getset(
        "tb_lineno",
        |_vm, it| number((fields::number(it, traceback::LASTI_AND_LINE) >> 32) as u32),
        None,
    );
    t.getset(
        "tb_lasti",
        |_vm, it| {
            let last = fields::number(it, traceback::LASTI_AND_LINE) as u32;
            let frame = fields::get(it, traceback::FRAME);
            let code = frame.and_then(|frame| tracebacks::code_of_frame_object(&frame));
            Ok(offset(code, Some(Lasti::unpack(last))))
        },
        None,
    );
}
