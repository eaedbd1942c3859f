//! Code objects as Python sees them (`Objects/codeobject.c`).

use crate::code::Position;
use crate::error::PyResult;
use crate::eval::code_object::body_of;
use crate::native::{Args, Getter, Installer};
use crate::vm::Vm;
use runtime::object::fields::{self, code};
use runtime::object::{bytes, int, list, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods and attributes of code objects.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Code);
    t.method("__repr__", |_vm, args| {
        let body = body_of(&args[0]);
        let (name, file, line) = (&body.code.name, &body.code.filename, body.code.firstlineno);
        let address = args[0].address();
        Ok(str::new(&format!(
            "<code object {name} at {address:#x}, file \"{file}\", line {line}>"
        )))
    });
    t.method("co_lines", lines);
    t.method("co_positions", positions);
    let members: [(&'static str, Getter); 14] = [
        ("co_name", |_vm, it| Ok(field(it, code::NAME))),
        ("co_qualname", |_vm, it| Ok(field(it, code::QUALNAME))),
        ("co_filename", |_vm, it| Ok(field(it, code::FILENAME))),
        ("co_consts", |_vm, it| Ok(field(it, code::CONSTS))),
        ("co_names", |_vm, it| Ok(field(it, code::NAMES))),
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
        ("co_linetable", |_vm, it| {
            Ok(bytes::new(&body_of(it).code.linetable()))
        }),
        ("co_exceptiontable", |_vm, it| {
            Ok(bytes::new(&body_of(it).code.exception_table_bytes()))
        }),
        ("co_firstlineno", |_vm, it| {
            number(body_of(it).code.firstlineno)
        }),
    ];
    for (name, getter) in members {
        t.read_only_member(name, getter);
    }
    let getters: [(&'static str, Getter); 4] = [
        ("co_varnames", |vm, it| {
            names(vm, body_of(it).code.varnames())
        }),
        ("co_cellvars", |vm, it| {
            names(vm, body_of(it).code.cellvars())
        }),
        ("co_freevars", |vm, it| {
            names(vm, body_of(it).code.freevars())
        }),
        ("co_code", |_vm, it| {
            Ok(bytes::new(&body_of(it).code.bytecode()))
        }),
    ];
    for (name, getter) in getters {
        t.getset(name, getter, None);
    }
}

/// `code.co_lines()`: for each run of units of one line, its start, its end and the line.
fn lines(vm: &Vm, args: Args<'_>) -> PyResult {
    let body = body_of(&args.exactly::<1>(vm, "code.co_lines")?[0]);
    let offsets = body.code.offsets();
    let mut start = 0;
    let runs = body.code.positions.chunk_by(|a, b| a.line == b.line);
    let runs: Vec<Obj> = runs
        .map(|run| {
            let end = start + run.len();
            let bounds = [offsets[start], offsets[end]];
            start = end;
            let [start, end] = bounds.map(|offset| int::from_i64(i64::from(offset)));
            tuple::new([start, end, number_or_none(run[0].line)])
        })
        .collect();
    vm.iter(&list::new(runs))
}

/// `code.co_positions()`: for each unit its line, last line, column and last column.
fn positions(vm: &Vm, args: Args<'_>) -> PyResult {
    let body = body_of(&args.exactly::<1>(vm, "code.co_positions")?[0]);
    let offsets = body.code.offsets();
    let mut units = Vec::new();
    for (position, bounds) in body.code.positions.iter().zip(offsets.windows(2)) {
        for _unit in (bounds[0]..bounds[1]).step_by(2) {
            units.push(position_tuple(position));
        }
    }
    vm.iter(&list::new(units))
}

/// A position as `co_positions()` and `dis` give it.
pub(crate) fn position_tuple(position: &Position) -> Obj {
    let Position {
        line,
        end_line,
        col,
        end_col,
    } = *position;
    tuple::new([line, end_line, col, end_col].map(number_or_none))
}

/// The number as an int.
pub(crate) fn number_or_none(number: Option<u32>) -> Obj {
    number.map_or_else(statics::none, |number| int::from_i64(i64::from(number)))
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
