//! `bool`: the two integers that say yes and no.

use super::arithmetic::{self, Operation};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::int;
use runtime::{StaticType, statics};

/// Names the methods of `bool`.
pub(super) fn install(vm: &Vm) {
    let bool = Installer::for_type(vm, StaticType::Bool);
    bool.new_function(new)
        .method("__repr__", repr)
        .method("__and__", |vm, args| {
            bitwise(vm, args, "__and__", arithmetic::and)
        })
        .method("__rand__", |vm, args| {
            bitwise(vm, args, "__rand__", arithmetic::and)
        })
        .method("__or__", |vm, args| {
            bitwise(vm, args, "__or__", arithmetic::or)
        })
        .method("__ror__", |vm, args| {
            bitwise(vm, args, "__ror__", arithmetic::or)
        })
        .method("__xor__", |vm, args| {
            bitwise(vm, args, "__xor__", arithmetic::xor)
        })
        .method("__rxor__", |vm, args| {
            bitwise(vm, args, "__rxor__", arithmetic::xor)
        });
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    match args.rest().between(vm, "bool", 0, 1)? {
        [] => Ok(statics::false_()),
        [object, ..] => vm.is_true(object).map(statics::bool),
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    args.slot::<0>(vm, "__repr__")?;
    let is_true = args[0].is(&statics::true_());
    Ok(vm.intern(if is_true { "True" } else { "False" }))
}

/// Two bools give a bool; with any other integer they are integers themselves.
fn bitwise(vm: &Vm, args: Args<'_>, name: &str, operation: Operation) -> PyResult {
    let result = arithmetic::binary(vm, args, name, operation)?;
    if args
        .values()
        .iter()
        .all(|operand| StaticType::Bool.is_exact(operand))
    {
        return Ok(statics::bool(int::to_i64(&result) == Some(1)));
    }
    Ok(result)
}
