//! Code objects, cells, frames and tracebacks as objects (`Objects/codeobject.c`, `cellobject.c`,
//! `frameobject.c`, `Python/traceback.c`).

use crate::error::PyResult;
use crate::eval::{code_object::body_of, traceback as tracebacks};
use crate::native::{Args, Getter, Installer};
use crate::vm::Vm;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, cell, code, traceback};
use runtime::object::{int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods of the four.
pub fn install(vm: &Vm) {
    install_code(vm);
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

fn names<'a>(vm: &Vm, names: impl Iterator<Item = &'a str>) -> PyResult {
    Ok(tuple::new(
        names.map(|name| vm.intern(name)).collect::<Vec<_>>(),
    ))
}

fn install_code(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Code);
    t.method("__repr__", |_vm, args| {
        let body = body_of(&args[0]);
        let (name, file, line) = (&body.code.name, &body.code.filename, body.code.firstlineno);
        let address = args[0].address();
        Ok(str::new(&format!(
            "<code object {name} at {address:#x}, file \"{file}\", line {line}>"
        )))
    });
    let getters: [(&'static str, Getter); 15] = [
        ("co_name", |_vm, it| Ok(field(it, code::NAME))),
        ("co_qualname", |_vm, it| Ok(field(it, code::QUALNAME))),
        ("co_filename", |_vm, it| Ok(field(it, code::FILENAME))),
        ("co_consts", |_vm, it| Ok(field(it, code::CONSTS))),
        ("co_names", |_vm, it| Ok(field(it, code::NAMES))),
        ("co_varnames", |vm, it| {
            names(vm, body_of(it).code.varnames())
        }),
        ("co_cellvars", |vm, it| {
            names(vm, body_of(it).code.cellvars())
        }),
        ("co_freevars", |vm, it| {
            names(vm, body_of(it).code.freevars())
        }),
        ("co_argcount", |_vm, it| number(body_of(it).code.argcount)),
        ("co_posonlyargcount", |_vm, it| {
            number(body_of(it).code.posonlyargcount)
        }),
        ("co_kwonlyargcount", |_vm, it| {
            number(body_of(it).code.kwonlyargcount)
        }),
        ("co_nlocals", |_vm, it| number(body_of(it).code.nlocals)),
        ("co_stacksize", |_vm, it| number(body_of(it).code.stacksize)),
        ("co_flags", |_vm, it| number(body_of(it).code.flags)),
        ("co_firstlineno", |_vm, it| {
            number(body_of(it).code.firstlineno)
        }),
    ];
    for (name, getter) in getters {
        t.getset(name, getter, None);
    }
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

fn frame_of(vm: &Vm, object: &Obj) -> PyResult<Frame> {
    Frame::of_frame_object(object)
        .ok_or_else(|| vm.raise(StaticType::RuntimeError, "the frame is gone"))
}

fn install_frame(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Frame);
    t.method("__repr__", |_vm, args| {
        let name = tracebacks::code_of_frame_object(&args[0])
            .map_or_else(String::new, |it| body_of(&it).code.name.clone());
        Ok(str::new(&format!(
            "<frame at {:#x}, code {name}>",
            args[0].address()
        )))
    });
    t.method("clear", clear);
    t.getset(
        "f_code",
        |_vm, it| Ok(tracebacks::code_of_frame_object(it).unwrap_or_else(statics::none)),
        None,
    );
    t.getset(
        "f_back",
        |_vm, it| Ok(tracebacks::back_of_frame_object(it).unwrap_or_else(statics::none)),
        None,
    );
    t.getset(
        "f_globals",
        |vm, it| {
            Ok(frame_of(vm, it)?
                .namespace(frame::GLOBALS)
                .unwrap_or_else(statics::none))
        },
        None,
    );
    t.getset(
        "f_locals",
        |vm, it| Ok(crate::eval::locals_of(vm, frame_of(vm, it)?).unwrap_or_else(statics::none)),
        None,
    );
    t.getset(
        "f_lineno",
        |vm, it| number(crate::eval::line_of_frame(frame_of(vm, it)?)),
        None,
    );
}

/// `frame.clear()`: a frame that has ended lets go of its locals.
fn clear(vm: &Vm, args: Args<'_>) -> PyResult {
    let frame = frame_of(vm, &args[0])?;
    if frame.owner() != runtime::frame::Owner::FrameObject {
        return Err(vm.raise(StaticType::RuntimeError, "cannot clear an executing frame"));
    }
    for index in 0..frame.in_use() {
        drop(frame.take(index));
    }
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
        |_vm, it| number((fields::number(it, traceback::LASTI_AND_LINE) & 0xffff_ffff) as u32 * 2),
        None,
    );
}
