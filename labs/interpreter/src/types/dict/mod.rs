//! `dict` (`Objects/dictobject.c`): the methods; views, iterators and mapping proxies stand beside.

mod iterators;
mod proxy;
mod update;
mod view_sets;
mod views;

pub use proxy::new as mapping_proxy;
pub use update::{merge, update_from};

use super::arguments::{comparand, new_class, operands};
use super::sequence::{only_self, push_repr};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::CompareOp;
use crate::vm::Vm;
use runtime::object::{dict, int, set, str, tuple};
use runtime::{Obj, StaticType, statics};

/// Names the methods of this module.
pub fn install(vm: &Vm) {
    views::install(vm);
    iterators::install(vm);
    proxy::install(vm);
    let class = Installer::for_type(vm, StaticType::Dict);
    class
        .new_function(new)
        .unhashable()
        .method("__init__", init)
        .method("__len__", |vm, args| {
            operands::<0>(vm, args, "__len__")?;
            Ok(int::from_i64(dict::len(&args[0]) as i64))
        })
        .method("__repr__", repr)
        .method("__iter__", |vm, args| {
            operands::<0>(vm, args, "__iter__")?;
            Ok(iterators::forwards(StaticType::DictKeyIterator, &args[0]))
        })
        .method("__reversed__", |vm, args| {
            let dict = only_self(vm, args, "dict.__reversed__")?;
            Ok(iterators::backwards(
                StaticType::DictReverseKeyIterator,
                dict,
            ))
        })
        .method("__contains__", |vm, args| {
            let [key] = operands::<1>(vm, args, "__contains__")?;
            Ok(statics::bool(vm.dict_get(&args[0], key)?.is_some()))
        })
        .method("__getitem__", get_item)
        .method("__setitem__", |vm, args| {
            let [key, value] = operands::<2>(vm, args, "__setitem__")?;
            vm.dict_set(&args[0], key, value.clone())?;
            Ok(statics::none())
        })
        .method("__delitem__", |vm, args| {
            let [key] = operands::<1>(vm, args, "__delitem__")?;
            match remove(vm, &args[0], key)? {
                Some(_item) => Ok(statics::none()),
                None => Err(vm.key_error(key)),
            }
        })
        .method("__or__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__or__")?;
            unite(vm, &args[0], other)
        })
        .method("__ror__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__ror__")?;
            unite(vm, other, &args[0])
        })
        .method("__ior__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__ior__")?;
            update_from(vm, &args[0], other)?;
            Ok(args[0].clone())
        })
        .method("__lt__", |vm, args| compare(vm, args, CompareOp::Lt))
        .method("__le__", |vm, args| compare(vm, args, CompareOp::Le))
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__gt__", |vm, args| compare(vm, args, CompareOp::Gt))
        .method("__ge__", |vm, args| compare(vm, args, CompareOp::Ge));
    class
        .class_method("fromkeys", from_keys)
        .method("clear", |vm, args| {
            drop(dict::take_all(only_self(vm, args, "dict.clear")?));
            Ok(statics::none())
        })
        .method("copy", |vm, args| {
            let dict = only_self(vm, args, "dict.copy")?;
            vm.need_room(40 * dict::len(dict))?;
            Ok(dict::copy(dict))
        })
        .method("get", |vm, args| {
            let given = args.rest().between(vm, "get", 1, 2)?;
            let found = vm.dict_get(&args[0], &given[0])?;
            Ok(found
                .or_else(|| given.get(1).cloned())
                .unwrap_or_else(statics::none))
        })
        .method("items", |vm, args| {
            Ok(views::new(
                StaticType::DictItems,
                only_self(vm, args, "dict.items")?,
            ))
        })
        .method("keys", |vm, args| {
            Ok(views::new(
                StaticType::DictKeys,
                only_self(vm, args, "dict.keys")?,
            ))
        })
        .method("pop", pop)
        .method("popitem", pop_item)
        .method("setdefault", set_default)
        .method("update", |vm, args| {
            update::with_arguments(vm, &args[0], args.rest(), "update")?;
            Ok(statics::none())
        })
        .method("values", |vm, args| {
            Ok(views::new(
                StaticType::DictValues,
                only_self(vm, args, "dict.values")?,
            ))
        });
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    Ok(dict::instance(new_class(vm, args, StaticType::Dict)?))
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    update::with_arguments(vm, &args[0], args.rest(), "dict")?;
    Ok(statics::none())
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    operands::<0>(vm, args, "__repr__")?;
    let dict = &args[0];
    if dict::len(dict) == 0 {
        return Ok(str::new("{}"));
    }
    vm.repr_once(dict, "{...}", || {
        let mut text = String::from("{");
        let mut position = 0;
        while let Some(item) = dict::next(dict, &mut position) {
            if text.len() > 1 {
                text.push_str(", ");
            }
            push_repr(vm, &mut text, &item.key)?;
            text.push_str(": ");
            push_repr(vm, &mut text, &item.value)?;
        }
        text.push('}');
        Ok(text)
    })
}

fn get_item(vm: &Vm, args: Args<'_>) -> PyResult {
    let [key] = operands::<1>(vm, args, "__getitem__")?;
    let dict = &args[0];
    if let Some(value) = vm.dict_get(dict, key)? {
        return Ok(value);
    }
    if !StaticType::Dict.is_exact(dict)
        && let Some(missing) = vm.special(dict, &vm.names.missing)
    {
        let missing = vm.descriptor_get(&missing, Some(dict), &dict.class())?;
        return vm.call_with(&missing, std::slice::from_ref(key));
    }
    Err(vm.key_error(key))
}

/// Takes an item out. Its key and value go with what this returns, when the dict is whole again.
fn remove(vm: &Vm, dict: &Obj, key: &Obj) -> PyResult<Option<(Obj, Obj)>> {
    let hash = vm.hash(key)?;
    dict::remove(dict, key, hash, &mut |a, b| vm.equal(a, b))
}

/// `a | b`
fn unite(vm: &Vm, a: &Obj, b: &Obj) -> PyResult {
    if !StaticType::Dict.is_instance(a) || !StaticType::Dict.is_instance(b) {
        return Ok(statics::not_implemented());
    }
    let result = dict::copy(a);
    update_from(vm, &result, b)?;
    Ok(result)
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    if !StaticType::Dict.is_instance(other) || !matches!(op, CompareOp::Eq | CompareOp::Ne) {
        return Ok(statics::not_implemented());
    }
    let equal = equal(vm, &args[0], other)?;
    Ok(statics::bool(equal == (op == CompareOp::Eq)))
}

/// `dict_equal`
fn equal(vm: &Vm, a: &Obj, b: &Obj) -> PyResult<bool> {
    if dict::len(a) != dict::len(b) {
        return Ok(false);
    }
    let mut position = 0;
    while let Some(item) = dict::next(a, &mut position) {
        let other = dict::get(b, &item.key, item.hash, &mut |a, b| vm.equal(a, b))?;
        let Some(other) = other else {
            return Ok(false);
        };
        if !vm.equal(&other, &item.value)? {
            return Ok(false);
        }
        vm.check_limits()?;
    }
    Ok(true)
}

/// `dict.fromkeys(iterable, value=None)` (`_PyDict_FromKeys`)
fn from_keys(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = &args[0];
    let given = args.rest().between(vm, "fromkeys", 1, 2)?;
    let value = given.get(1).cloned().unwrap_or_else(statics::none);
    let result = vm.call_with(class, &[])?;
    let direct = StaticType::Dict.is_exact(&result);
    if direct && dict::len(&result) == 0 {
        if StaticType::Dict.is_exact(&given[0]) {
            dict::resize_for(
                &result,
                dict::len(&given[0]),
                dict::has_only_strings(&given[0]),
            );
        } else if StaticType::Set.is_exact(&given[0]) || StaticType::FrozenSet.is_exact(&given[0]) {
            dict::resize_for(&result, set::len(&given[0]), false);
        }
    }
    vm.for_each(&given[0], |key| {
        if direct {
            vm.dict_set(&result, &key, value.clone())
        } else {
            vm.set_item(&result, &key, value.clone())
        }
    })?;
    Ok(result)
}

fn pop(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "pop", 1, 2)?;
    let dict = &args[0];
    let removed = if dict::len(dict) == 0 {
        None
    } else {
        remove(vm, dict, &given[0])?
    };
    match (removed, given.get(1)) {
        (Some((_key, value)), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.key_error(&given[0])),
    }
}

fn pop_item(vm: &Vm, args: Args<'_>) -> PyResult {
    match dict::pop_last(only_self(vm, args, "dict.popitem")?) {
        Some((key, value)) => Ok(tuple::new([key, value])),
        None => Err(vm.raise(StaticType::KeyError, "popitem(): dictionary is empty")),
    }
}

fn set_default(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "setdefault", 1, 2)?;
    let (dict, key) = (&args[0], &given[0]);
    let hash = vm.hash(key)?;
    if let Some(value) = dict::get(dict, key, hash, &mut |a, b| vm.equal(a, b))? {
        return Ok(value);
    }
    let value = given.get(1).cloned().unwrap_or_else(statics::none);
    drop(dict::insert(
        dict,
        key,
        hash,
        value.clone(),
        &mut |a, b| vm.equal(a, b),
    )?);
    Ok(value)
}
