//! The instruction set as lists and dicts: `opname`, `opmap`, `hasarg` and its kin, and `stack_effect` (`Lib/opcode.py`).

use crate::code::bytecode::EXTENDED_ARG;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::{CompareOp, HAVE_ARGUMENT, Op, UNUSED, UnusedKind};
use crate::vm::Vm;
use runtime::object::{dict, int, list, tuple};
use runtime::{Obj, statics};

/// The place of a cache entry in the bytecode, as an operation.
const CACHE: u16 = 0;
/// Listed in `hasfree` still, though no operation of 3.12 has this number.
const GONE: u16 = 148;

/// One list of operations by their kind of argument.
struct Kind {
    name: &'static str,
    has: fn(Op) -> bool,
    unused: &'static [UnusedKind],
    more: &'static [u16],
}

const KINDS: [Kind; 8] = [
    Kind {
        name: "hasarg",
        has: Op::has_arg,
        unused: &[
            UnusedKind::Number,
            UnusedKind::Name,
            UnusedKind::Local,
            UnusedKind::Jump,
        ],
        more: &[EXTENDED_ARG as u16],
    },
    Kind {
        name: "hasconst",
        has: Op::has_const,
        unused: &[],
        more: &[],
    },
    Kind {
        name: "hasname",
        has: Op::has_name,
        unused: &[UnusedKind::Name],
        more: &[],
    },
    Kind {
        name: "hasjrel",
        has: Op::is_jump,
        unused: &[UnusedKind::Jump],
        more: &[],
    },
    Kind {
        name: "haslocal",
        has: Op::has_local,
        unused: &[UnusedKind::Local],
        more: &[],
    },
    Kind {
        name: "hasfree",
        has: Op::has_cell,
        unused: &[],
        more: &[GONE],
    },
    Kind {
        name: "hascompare",
        has: |op| matches!(op, Op::CompareOp),
        unused: &[],
        more: &[],
    },
    Kind {
        name: "hasexc",
        has: |_| false,
        unused: &[UnusedKind::Handler],
        more: &[],
    },
];

impl Kind {
    /// The numbers on the list, ascending.
    fn numbers(&self) -> Vec<u16> {
        let used = Op::ALL
            .iter()
            .filter(|op| (self.has)(**op))
            .map(|op| *op as u16);
        let unused = UNUSED.iter().filter(|(_, _, it)| self.unused.contains(it));
        let mut numbers: Vec<u16> = used
            .chain(unused.map(|(number, _, _)| *number))
            .chain(self.more.iter().copied())
            .collect();
        numbers.sort_unstable();
        numbers
    }
}

/// Names the instruction set.
pub(super) fn install(vm: &Vm, dis: &Installer<'_>) {
    let named = operations();
    let opmap = dict::new();
    let last = named.last().map_or(0, |(number, _)| usize::from(*number));
    let mut opname: Vec<String> = (0..=last).map(|number| format!("<{number}>")).collect();
    for (operation, name) in &named {
        dict::set_str(&opmap, &vm.intern(name), number(*operation));
        opname[usize::from(*operation)] = (*name).to_owned();
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
        .value("HAVE_ARGUMENT", number(u16::from(HAVE_ARGUMENT)))
        .value("EXTENDED_ARG", number(u16::from(EXTENDED_ARG)))
        .value("hasjabs", list::new([]))
        .function("_stack_effect", stack_effect);
    for kind in KINDS {
        let numbers = kind.numbers();
        dis.value(kind.name, list::new(numbers.into_iter().map(number)));
    }
}

/// Every operation's number and name, ascending.
fn operations() -> Vec<(u16, &'static str)> {
    let used = Op::ALL.iter().map(|op| (*op as u16, op.name()));
    let unused = UNUSED.iter().map(|(number, name, _)| (*number, *name));
    let mut named: Vec<(u16, &str)> = used
        .chain(unused)
        .chain([(CACHE, "CACHE"), (u16::from(EXTENDED_ARG), "EXTENDED_ARG")])
        .collect();
    named.sort_unstable();
    named
}

/// The operation that has this number and that the compiler emits.
pub(super) fn operation(number: i64) -> Option<Op> {
    Op::ALL.iter().copied().find(|op| *op as i64 == number)
}

/// `_stack_effect(opcode, arg)`: pushes minus pops; None of an operation that the compiler does not emit.
fn stack_effect(vm: &Vm, args: Args<'_>) -> PyResult {
    let [number, arg] = args.exactly::<2>(vm, "dis._stack_effect")?;
    let (number, arg) = (vm.index_i64(number)?, vm.index_i64(arg)? as u32);
    if number == i64::from(CACHE) || number == i64::from(EXTENDED_ARG) {
        return Ok(int::from_i64(0));
    }
    Ok(operation(number).map_or_else(statics::none, |op| {
        int::from_i64(i64::from(op.stack_effect(arg)))
    }))
}

fn number(number: u16) -> Obj {
    int::from_i64(i64::from(number))
}
