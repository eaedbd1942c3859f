//! `dis`: the instructions of a code object, told and printed as CPython 3.12 does.
//!
//! The instruction set, and what each argument stands for, are native: [`crate::opcode`] and [`crate::code`] know them.
//! The classes and the printing are Python, beside this file (`Lib/dis.py`). Whatever version is played, the
//! instructions are those of CPython 3.12, for those are what the labs run.

mod opcodes;

use super::python::Source;
use crate::code::bytecode::{EXTENDED_ARG, extended};
use crate::code::{Code, Operand};
use crate::error::PyResult;
use crate::eval::code_object::{self, body_of};
use crate::native::{Args, Installer};
use crate::types::code::position_tuple;
use crate::vm::Vm;
use runtime::object::fields::{self, code as code_fields};
use runtime::object::{dict, int, list, str, tuple};
use runtime::{Obj, statics};

/// The classes and functions, in the order in which they are made.
pub(super) fn sources() -> Vec<Source> {
    vec![
        Source {
            filename: "<dis/instructions.py>",
            text: include_str!("dis/instructions.py"),
        },
        Source {
            filename: "<dis/bytecode.py>",
            text: include_str!("dis/bytecode.py"),
        },
        Source {
            filename: "<dis/printing.py>",
            text: include_str!("dis/printing.py"),
        },
    ]
}

/// Names the instruction set, and what the Python files need of it.
pub(super) fn install(vm: &Vm, dis: &Installer<'_>) {
    opcodes::install(vm, dis);
    dis.function("_code_of", |_vm, args| {
        let found = args.get(0).and_then(code_object::of);
        Ok(found.unwrap_or_else(statics::none))
    })
    .function("_instructions", instructions)
    .function("_selection", selection)
    .function("_exception_table", exception_table);
}

/// The code object that is the only argument.
fn code_of(vm: &Vm, args: Args<'_>, function: &str) -> PyResult {
    let [object] = args.exactly::<1>(vm, function)?;
    code_object::of(object).ok_or_else(|| {
        let class = vm.type_name(object);
        vm.type_error(format!("don't know how to disassemble {class} objects"))
    })
}

fn byte(number: u8) -> Obj {
    int::from_i64(i64::from(number))
}

fn number(number: u32) -> Obj {
    int::from_i64(i64::from(number))
}

/// `_instructions(code)`: a list of tuples, an instruction each: name, number, argument, its value, its text, offset,
/// position, and how many cache entries follow.
fn instructions(vm: &Vm, args: Args<'_>) -> PyResult {
    let object = &code_of(vm, args, "dis._instructions")?;
    let body = body_of(object);
    let code = &body.code;
    let offsets = code.offsets();
    let constants = fields::get(object, code_fields::CONSTS);
    let mut found = Vec::new();
    for (index, instr) in code.instrs.iter().enumerate() {
        let position = position_tuple(&code.positions[index]);
        let arg = code.encoded_arg(index, &offsets);
        let mut offset = offsets[index];
        let mut prefix = 0;
        for byte_above in extended(&arg.to_be_bytes()) {
            prefix = prefix << 8 | u32::from(*byte_above);
            found.push(tuple::new([
                vm.intern("EXTENDED_ARG"),
                byte(EXTENDED_ARG),
                number(prefix),
                number(prefix),
                str::new(""),
                number(offset),
                position.clone(),
                byte(0),
            ]));
            offset += 2;
        }
        let (value, text) = argument(vm, code, index, &offsets, constants.as_ref())?;
        found.push(tuple::new([
            vm.intern(instr.op.name()),
            byte(instr.op as u8),
            if instr.op.has_arg() {
                number(arg)
            } else {
                statics::none()
            },
            value,
            text,
            number(offset),
            position,
            byte(instr.op.cache_entries() as u8),
        ]));
    }
    Ok(list::new(found))
}

/// `argval` and `argrepr` of an instruction.
fn argument(
    vm: &Vm,
    code: &Code,
    index: usize,
    offsets: &[u32],
    constants: Option<&Obj>,
) -> PyResult<(Obj, Obj)> {
    Ok(match code.operand(index) {
        Operand::None => (statics::none(), str::new("")),
        Operand::Const(at) => {
            let constant = constants.and_then(|constants| tuple::get(constants, u64::from(at)));
            let constant = constant.unwrap_or_else(statics::none);
            let text = vm.repr(&constant)?;
            (constant, text)
        }
        Operand::Name { name, beside } => (vm.intern(name), str::new(&format!("{beside}{name}"))),
        Operand::Target(target) => {
            let offset = offsets[target as usize];
            (number(offset), str::new(&format!("to {offset}")))
        }
        operand => selected(vm, operand, code.encoded_arg(index, offsets)),
    })
}

/// `argval` and `argrepr` of an argument that selects something, or is a number.
fn selected(vm: &Vm, operand: Operand<'_>, arg: u32) -> (Obj, Obj) {
    match operand {
        Operand::Comparison(operator) => (vm.intern(operator), vm.intern(operator)),
        Operand::Format {
            conversion,
            has_spec,
        } => {
            let function =
                conversion.and_then(|name| dict::get_str(&vm.builtins, &vm.intern(name)));
            let spec = if has_spec {
                statics::true_()
            } else {
                statics::false_()
            };
            let words = conversion
                .into_iter()
                .chain(has_spec.then_some("with format"));
            let text = words.collect::<Vec<_>>().join(", ");
            let value = tuple::new([function.unwrap_or_else(statics::none), spec]);
            (value, str::new(&text))
        }
        Operand::Selects(what) => (number(arg), str::new(&what)),
        _ => (number(arg), str::new("")),
    }
}

/// `_selection(opcode, arg)`: `argval` and `argrepr` as far as they need no code object.
fn selection(vm: &Vm, args: Args<'_>) -> PyResult {
    let [opcode, arg] = args.exactly::<2>(vm, "dis._selection")?;
    let (opcode, arg) = (vm.index_i64(opcode)?, vm.index_i64(arg)? as u32);
    let operand = opcodes::operation(opcode).map_or(Operand::Number, |op| op.selection(arg));
    let (value, text) = selected(vm, operand, arg);
    Ok(tuple::new([value, text]))
}

/// `_exception_table(code)`: a list of tuples, an entry each: start, end, target, depth, and whether the index of the
/// raising instruction is pushed. Offsets are in bytes.
fn exception_table(vm: &Vm, args: Args<'_>) -> PyResult {
    let body = body_of(&code_of(vm, args, "dis._exception_table")?);
    let offsets = body.code.offsets();
    let entries = body.code.exception_table.iter().map(|entry| {
        let [start, end, target] =
            [entry.start, entry.end, entry.target].map(|index| number(offsets[index as usize]));
        let lasti = if entry.lasti {
            statics::true_()
        } else {
            statics::false_()
        };
        tuple::new([start, end, target, number(entry.depth), lasti])
    });
    Ok(list::new(entries.collect::<Vec<_>>()))
}
