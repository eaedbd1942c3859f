//! `dis`: the instructions of a code object, told and printed as CPython 3.12 does.
//!
//! The instruction set, and what each argument stands for, are native: [`crate::opcode`] and [`crate::code`] know them.
//! The classes and the printing are Python, beside this file (`Lib/dis.py`). Whatever version is played, the
//! instructions are those of CPython 3.12, for those are what the labs run.

use super::python::Source;
use crate::code::bytecode::{EXTENDED_ARG, extended};
use crate::code::{Code, Operand};
use crate::error::PyResult;
use crate::eval::code_object::{self, body_of};
use crate::native::{Args, Installer};
use crate::opcode::{CompareOp, HAVE_ARGUMENT, Op};
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
            filename: "<dis/printing.py>",
            text: include_str!("dis/printing.py"),
        },
    ]
}

/// The name of a list of operations, and which are on it.
type Kind = (&'static str, fn(Op) -> bool);

/// The lists of operations by their kind of argument.
const KINDS: [Kind; 7] = [
    ("hasarg", Op::has_arg),
    ("hasconst", Op::has_const),
    ("hasname", Op::has_name),
    ("hasjrel", Op::is_jump),
    ("haslocal", Op::has_local),
    ("hasfree", Op::has_cell),
    ("hascompare", |op| matches!(op, Op::CompareOp)),
];

/// Names the instruction set.
pub(super) fn install(vm: &Vm, dis: &Installer<'_>) {
    let named = operations();
    let opmap = dict::new();
    let mut opname: Vec<String> = (0..=u8::MAX).map(|number| format!("<{number}>")).collect();
    for (name, number) in &named {
        dict::set_str(&opmap, &vm.intern(name), byte(*number));
        opname[usize::from(*number)] = (*name).to_owned();
    }
    dis.value("opmap", opmap)
        .value(
            "opname",
            list::new(opname.iter().map(|name| vm.intern(name))),
        )
        .value(
            "cmp_op",
            tuple::new(CompareOp::ALL.map(|op| vm.intern(op.symbol()))),
        )
        .value("HAVE_ARGUMENT", byte(HAVE_ARGUMENT))
        .value("EXTENDED_ARG", byte(EXTENDED_ARG))
        .value("hasjabs", list::new([]));
    for (name, is_of_kind) in KINDS {
        let numbers = Op::ALL.iter().filter(|op| is_of_kind(**op));
        dis.value(
            name,
            list::new(numbers.map(|op| byte(*op as u8)).collect::<Vec<_>>()),
        );
    }
    dis.function("_code_of", |_vm, args| {
        let found = args.get(0).and_then(code_object::of);
        Ok(found.unwrap_or_else(statics::none))
    })
    .function("_instructions", instructions)
    .function("_exception_table", exception_table);
}

/// Names and numbers, in the order of the numbers.
fn operations() -> Vec<(&'static str, u8)> {
    let mut named: Vec<(&str, u8)> = Op::ALL.iter().map(|op| (op.name(), *op as u8)).collect();
    named.extend([("CACHE", 0), ("EXTENDED_ARG", EXTENDED_ARG)]);
    named.sort_by_key(|(_, number)| *number);
    named
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
    let [object] = args.exactly::<1>(vm, "dis._instructions")?;
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
    let arg = || number(code.encoded_arg(index, offsets));
    Ok(match code.operand(index) {
        Operand::None => (statics::none(), str::new("")),
        Operand::Number => (arg(), str::new("")),
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
        Operand::Selects(what) => (arg(), str::new(&what)),
    })
}

/// `_exception_table(code)`: a list of tuples, an entry each: start, end, target, depth, and whether the index of the
/// raising instruction is pushed. Offsets are in bytes.
fn exception_table(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "dis._exception_table")?;
    let body = body_of(object);
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
