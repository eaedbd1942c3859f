//! `weakref.ProxyType` and `weakref.CallableProxyType`: what is done to a proxy is done to its object
//! (`Objects/weakrefobject.c`).
//!
//! A proxy has every special method, whatever its object has: each looks for the object first, holds it while the
//! operation goes on, and asks it. The one thing that a proxy will not do is be hashed, for its object can go.

use super::arguments::{comparand, operands};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::{BinaryOp, CompareOp};
use crate::types::int::to_int;
use crate::types::object::attribute_name;
use crate::vm::Vm;
use runtime::object::{int, str, weakref};
use runtime::{Obj, StaticType, Version, heap, statics};

/// Names the methods of both types.
pub fn install(vm: &Vm) {
    for class in [StaticType::WeakProxy, StaticType::WeakCallableProxy] {
        let proxy = Installer::for_type(vm, class);
        proxy.unhashable();
        install_attributes(&proxy);
        install_text(&proxy);
        install_comparison(&proxy);
        install_container(&proxy);
        install_number(&proxy);
        install_operators(&proxy);
    }
    Installer::for_type(vm, StaticType::WeakCallableProxy).method("__call__", |vm, args| {
        vm.call_packed(&referent(vm, &args[0])?, args.rest())
    });
}

/// The object that a proxy stands for; of anything else, itself.
///
/// # Errors
/// `ReferenceError` if the object is gone.
pub(crate) fn referent(vm: &Vm, object: &Obj) -> PyResult {
    if !weakref::is_proxy(object) {
        return Ok(object.clone());
    }
    weakref::referent(object).ok_or_else(|| {
        let message = "weakly-referenced object no longer exists";
        vm.raise(StaticType::ReferenceError, message)
    })
}

/// `proxy.name`
///
/// # Errors
/// As [`Vm::get_attr`]; `ReferenceError` if the object is gone.
pub(crate) fn get_attr(vm: &Vm, proxy: &Obj, name: &Obj) -> PyResult {
    vm.get_attr(&referent(vm, proxy)?, name)
}

/// `proxy.name = value`, or with `None` `del proxy.name`.
///
/// # Errors
/// As [`Vm::set_attr`]; `ReferenceError` if the object is gone.
pub(crate) fn set_attr(vm: &Vm, proxy: &Obj, name: &Obj, value: Option<Obj>) -> PyResult<()> {
    vm.set_attr(&referent(vm, proxy)?, name, value)
}

fn install_attributes(proxy: &Installer<'_>) {
    proxy
        .method("__getattribute__", |vm, args| {
            let [name] = operands::<1>(vm, args, "__getattribute__")?;
            get_attr(vm, &args[0], &attribute_name(vm, name)?)
        })
        .method("__setattr__", |vm, args| {
            let [name, value] = operands::<2>(vm, args, "__setattr__")?;
            let name = attribute_name(vm, name)?;
            set_attr(vm, &args[0], &name, Some(value.clone()))?;
            Ok(statics::none())
        })
        .method("__delattr__", |vm, args| {
            let [name] = operands::<1>(vm, args, "__delattr__")?;
            set_attr(vm, &args[0], &attribute_name(vm, name)?, None)?;
            Ok(statics::none())
        });
}

fn install_text(proxy: &Installer<'_>) {
    proxy
        .method("__repr__", |vm, args| {
            operands::<0>(vm, args, "__repr__")?;
            Ok(str::new(&repr(vm, &args[0])))
        })
        .method("__str__", |vm, args| {
            operands::<0>(vm, args, "__str__")?;
            vm.str(&referent(vm, &args[0])?)
        })
        .method("__bytes__", |vm, args| call_plain(vm, args, "__bytes__"));
}

/// The proxy itself, not its object: the one thing to see that they are two.
fn repr(vm: &Vm, proxy: &Obj) -> String {
    let object = weakref::referent(proxy);
    let address = proxy.address();
    let (class, place) = {
        let shown = object.clone().unwrap_or_else(statics::none);
        (vm.type_name(&shown), shown.address())
    };
    if heap().profile().version < Version::V3_13 {
        return format!("<weakproxy at {address:#x} to {class} at {place:#x}>");
    }
    match object {
        Some(_) => format!("<weakproxy at {address:#x}; to '{class}' at {place:#x}>"),
        None => format!("<weakproxy at {address:#x}; dead>"),
    }
}

/// Calls the object's own method of that name, which takes no arguments.
fn call_plain(vm: &Vm, args: Args<'_>, name: &str) -> PyResult {
    operands::<0>(vm, args, name)?;
    vm.call_method(&referent(vm, &args[0])?, &vm.intern(name), &[])
}

fn install_comparison(proxy: &Installer<'_>) {
    proxy
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge));
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    vm.compare(op, &referent(vm, &args[0])?, &referent(vm, other)?)
}

fn install_container(proxy: &Installer<'_>) {
    proxy
        .method("__len__", |vm, args| {
            operands::<0>(vm, args, "__len__")?;
            let len = vm.len(&referent(vm, &args[0])?)?;
            Ok(int::from_i64(len as i64))
        })
        .method("__contains__", |vm, args| {
            let [item] = operands::<1>(vm, args, "__contains__")?;
            vm.contains(&referent(vm, &args[0])?, item)
                .map(statics::bool)
        })
        .method("__getitem__", |vm, args| {
            let [key] = operands::<1>(vm, args, "__getitem__")?;
            vm.get_item(&referent(vm, &args[0])?, &referent(vm, key)?)
        })
        .method("__setitem__", |vm, args| {
            let [key, value] = operands::<2>(vm, args, "__setitem__")?;
            vm.set_item_by_method(&referent(vm, &args[0])?, key, value)?;
            Ok(statics::none())
        })
        .method("__delitem__", |vm, args| {
            let [key] = operands::<1>(vm, args, "__delitem__")?;
            vm.delete_item(&referent(vm, &args[0])?, key)?;
            Ok(statics::none())
        })
        .method("__iter__", |vm, args| {
            operands::<0>(vm, args, "__iter__")?;
            vm.iter(&referent(vm, &args[0])?)
        })
        .method("__next__", next)
        .method("__reversed__", |vm, args| {
            call_plain(vm, args, "__reversed__")
        });
}

fn next(vm: &Vm, args: Args<'_>) -> PyResult {
    operands::<0>(vm, args, "__next__")?;
    let object = referent(vm, &args[0])?;
    if !vm.is_iterator(&object) {
        let class = vm.type_name(&object);
        let message = format!("Weakref proxy referenced a non-iterator '{class}' object");
        return Err(vm.type_error(message));
    }
    vm.next(&object)?.ok_or_else(|| vm.stop_iteration(None))
}

fn install_number(proxy: &Installer<'_>) {
    proxy
        .method("__bool__", |vm, args| {
            operands::<0>(vm, args, "__bool__")?;
            vm.is_true(&referent(vm, &args[0])?).map(statics::bool)
        })
        .method("__neg__", |vm, args| {
            operands::<0>(vm, args, "__neg__")?;
            vm.unary(&vm.names.neg, "unary -", &referent(vm, &args[0])?)
        })
        .method("__pos__", |vm, args| {
            operands::<0>(vm, args, "__pos__")?;
            vm.unary(&vm.names.pos, "unary +", &referent(vm, &args[0])?)
        })
        .method("__invert__", |vm, args| {
            operands::<0>(vm, args, "__invert__")?;
            vm.unary(&vm.names.invert, "unary ~", &referent(vm, &args[0])?)
        })
        .method("__abs__", |vm, args| {
            operands::<0>(vm, args, "__abs__")?;
            vm.unary(&vm.names.abs, "abs()", &referent(vm, &args[0])?)
        })
        .method("__int__", |vm, args| {
            operands::<0>(vm, args, "__int__")?;
            to_int(vm, &referent(vm, &args[0])?)
        })
        .method("__float__", |vm, args| {
            operands::<0>(vm, args, "__float__")?;
            let object = referent(vm, &args[0])?;
            vm.call_lent(&StaticType::Float.object(), &[&object])
        })
        .method("__index__", |vm, args| {
            operands::<0>(vm, args, "__index__")?;
            let value = vm.index(&referent(vm, &args[0])?)?;
            Ok(int::from_bigint(&value))
        })
        .method("__divmod__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__divmod__")?;
            vm.divmod(&referent(vm, &args[0])?, &referent(vm, other)?)
        })
        .method("__rdivmod__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__rdivmod__")?;
            vm.divmod(&referent(vm, other)?, &referent(vm, &args[0])?)
        })
        .method("__pow__", power)
        .method("__rpow__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__rpow__")?;
            apply(vm, BinaryOp::Power, other, &args[0])
        })
        .method("__ipow__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__ipow__")?;
            apply(vm, BinaryOp::InplacePower, &args[0], other)
        });
}

/// `proxy ** exponent`, and `pow(proxy, exponent, modulus)`.
fn power(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "__pow__", 1, 2)?;
    let (base, exponent) = (referent(vm, &args[0])?, referent(vm, &given[0])?);
    match given.get(1) {
        Some(modulus) => vm.power(&base, &exponent, &referent(vm, modulus)?),
        None => vm.binary(BinaryOp::Power, &base, &exponent),
    }
}

fn apply(vm: &Vm, op: BinaryOp, a: &Obj, b: &Obj) -> PyResult {
    vm.binary(op, &referent(vm, a)?, &referent(vm, b)?)
}

macro_rules! operators {
    ($($op:ident: $plain:literal, $reflected:literal, $inplace:literal;)*) => {
        fn install_operators(proxy: &Installer<'_>) {
            $(proxy
                .method($plain, |vm, args| {
                    let [other] = operands::<1>(vm, args, $plain)?;
                    apply(vm, BinaryOp::$op, &args[0], other)
                })
                .method($reflected, |vm, args| {
                    let [other] = operands::<1>(vm, args, $reflected)?;
                    apply(vm, BinaryOp::$op, other, &args[0])
                })
                .method($inplace, |vm, args| {
                    let [other] = operands::<1>(vm, args, $inplace)?;
                    apply(vm, BinaryOp::$op.inplace(), &args[0], other)
                });)*
        }
    };
}

operators! {
    Add: "__add__", "__radd__", "__iadd__";
    And: "__and__", "__rand__", "__iand__";
    FloorDivide: "__floordiv__", "__rfloordiv__", "__ifloordiv__";
    Lshift: "__lshift__", "__rlshift__", "__ilshift__";
    MatrixMultiply: "__matmul__", "__rmatmul__", "__imatmul__";
    Multiply: "__mul__", "__rmul__", "__imul__";
    Or: "__or__", "__ror__", "__ior__";
    Remainder: "__mod__", "__rmod__", "__imod__";
    Rshift: "__rshift__", "__rrshift__", "__irshift__";
    Subtract: "__sub__", "__rsub__", "__isub__";
    TrueDivide: "__truediv__", "__rtruediv__", "__itruediv__";
    Xor: "__xor__", "__rxor__", "__ixor__";
}
