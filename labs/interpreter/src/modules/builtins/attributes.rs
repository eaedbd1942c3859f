//! Attributes and identity: `getattr`, `setattr`, `delattr`, `hasattr`, `id`, `hash`, `callable`.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::{int, str};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("getattr", get)
        .function("setattr", set)
        .function("delattr", delete)
        .function("hasattr", has)
        .function("id", id)
        .function("hash", hash)
        .function("callable", callable);
}

/// An attribute's name as an exact string.
fn attribute_name(vm: &Vm, name: &Obj) -> PyResult {
    if StaticType::Str.is_exact(name) {
        return Ok(name.clone());
    }
    if StaticType::Str.is_instance(name) {
        return Ok(str::new(&str::to_string(name)));
    }
    let given = vm.type_name(name);
    Err(vm.type_error(format!("attribute name must be string, not '{given}'")))
}

fn get(vm: &Vm, args: Args<'_>) -> PyResult {
    let values = args.between(vm, "getattr", 2, 3)?;
    let (object, name, default) = (&values[0], &values[1], values.get(2));
    let name = attribute_name(vm, name)?;
    match default {
        None => vm.get_attr(object, &name),
        Some(default) => Ok(vm
            .find_attr(object, &name)?
            .unwrap_or_else(|| default.clone())),
    }
}

fn set(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object, name, value] = args.exactly::<3>(vm, "setattr")?;
    let name = attribute_name(vm, name)?;
    vm.set_attr(object, &name, Some(value.clone()))?;
    Ok(statics::none())
}

fn delete(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object, name] = args.exactly::<2>(vm, "delattr")?;
    let name = attribute_name(vm, name)?;
    vm.set_attr(object, &name, None)?;
    Ok(statics::none())
}

fn has(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object, name] = args.exactly::<2>(vm, "hasattr")?;
    let name = attribute_name(vm, name)?;
    Ok(statics::bool(vm.find_attr(object, &name)?.is_some()))
}

fn id(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "id")?;
    Ok(int::from_i64(object.address() as i64))
}

fn hash(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "hash")?;
    vm.hash(object).map(int::from_i64)
}

fn callable(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "callable")?;
    Ok(statics::bool(vm.is_callable(object)))
}

impl Vm {
    /// Whether an object can be called.
    pub(crate) fn is_callable(&self, object: &Obj) -> bool {
        matches!(
            StaticType::at(object.class().address()),
            Some(
                StaticType::Function
                    | StaticType::BuiltinFunction
                    | StaticType::MethodDescriptor
                    | StaticType::WrapperDescriptor
                    | StaticType::Method
                    | StaticType::MethodWrapper
                    | StaticType::ClassMethodDescriptor
                    | StaticType::Type
                    | StaticType::StaticMethod
            )
        ) || self.special(object, &self.names.call).is_some()
    }
}
