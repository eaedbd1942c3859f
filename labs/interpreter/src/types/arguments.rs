//! Arguments of methods that CPython checks outside Argument Clinic: those of slots, and of `__new__`.

use crate::error::PyResult;
use crate::native::Args;
use crate::opcode::CompareOp;
use crate::vm::{Vm, is_class};
use num_traits::ToPrimitive;
use runtime::object::types;
use runtime::{Obj, StaticType};

/// The operands of a special method, `self` left aside (`check_num_args` of `Objects/typeobject.c`).
///
/// # Errors
/// `TypeError` for another number of them, or for keywords.
pub fn operands<'a, const N: usize>(vm: &Vm, args: Args<'a>, name: &str) -> PyResult<&'a [Obj; N]> {
    if !args.names().is_empty() {
        return Err(vm.type_error(format!("wrapper {name}() takes no keyword arguments")));
    }
    let given = args.rest().values();
    <&[Obj; N]>::try_from(given).map_err(|_| {
        let plural = if N == 1 { "" } else { "s" };
        vm.type_error(format!(
            "expected {N} argument{plural}, got {}",
            given.len()
        ))
    })
}

/// The right operand of a comparison's special method.
///
/// # Errors
/// As [`operands`].
pub fn comparand<'a>(vm: &Vm, args: Args<'a>, op: CompareOp) -> PyResult<&'a Obj> {
    let name = match op {
        CompareOp::Lt => "__lt__",
        CompareOp::Le => "__le__",
        CompareOp::Eq => "__eq__",
        CompareOp::Ne => "__ne__",
        CompareOp::Gt => "__gt__",
        CompareOp::Ge => "__ge__",
    };
    let [other] = operands::<1>(vm, args, name)?;
    Ok(other)
}

/// The class that `__new__` of `base` is to make an instance of (`tp_new_wrapper`).
///
/// # Errors
/// `TypeError` if it is none, or no subclass of `base`.
pub fn new_class<'a>(vm: &Vm, args: Args<'a>, base: StaticType) -> PyResult<&'a Obj> {
    let name = base.name();
    let Some(class) = args.get(0) else {
        return Err(vm.type_error(format!("{name}.__new__(): not enough arguments")));
    };
    if !is_class(class) {
        let given = vm.type_name(class);
        return Err(vm.type_error(format!(
            "{name}.__new__(X): X is not a type object ({given})"
        )));
    }
    if !types::is_subtype_of(class, base) {
        let given = types::name(class);
        return Err(vm.type_error(format!(
            "{name}.__new__({given}): {given} is not a subtype of {name}"
        )));
    }
    Ok(class)
}

/// Refuses keywords where `class` is the built-in type itself; a subclass may have its own use for them.
///
/// # Errors
/// `TypeError` if there are any.
pub fn no_keywords_for(vm: &Vm, args: Args<'_>, class: &Obj, base: StaticType) -> PyResult<()> {
    if class.address() == base.address() {
        args.no_keywords(vm, base.name())
    } else {
        Ok(())
    }
}

/// A C `int` (`_PyLong_AsInt`).
///
/// # Errors
/// `TypeError` if it is no integer, `OverflowError` if it does not fit.
pub fn c_int(vm: &Vm, object: &Obj) -> PyResult<i32> {
    vm.index(object)?
        .to_i32()
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C int"))
}

/// A machine word, as parameters of the C type `Py_ssize_t` take it.
///
/// # Errors
/// `TypeError` if it is no integer, `OverflowError` if it does not fit.
pub fn ssize(vm: &Vm, object: &Obj) -> PyResult<i64> {
    vm.index(object)?
        .to_i64()
        .ok_or_else(|| vm.overflow_error("Python int too large to convert to C ssize_t"))
}
