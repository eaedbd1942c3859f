//! `FrameLocalsProxy`: the locals of a function's frame, read and written where they stand (PEP 667; 3.13's
//! `Objects/frameobject.c`).
//!
//! A name that the code does not have is kept in a dict beside the slots. Only such a name can be removed, and only from
//! 3.14 on.

use crate::error::PyResult;
use crate::eval::locals;
use crate::native::{Args, Installer};
use crate::opcode::{BinaryOp, CompareOp};
use crate::protocol::call::required;
use crate::types::arguments::{comparand, operands};
use crate::types::dict::update_from;
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, dict_view};
use runtime::object::{dict, int, list, tuple};
use runtime::{Obj, StaticType, heap, statics};

/// Names the methods of the proxy.
pub fn install(vm: &Vm) {
    Installer::for_type(vm, StaticType::FrameLocalsProxy)
        .unhashable()
        .method("__len__", |vm, args| {
            operands::<0>(vm, args, "__len__")?;
            Ok(int::from_i64(items(vm, &args[0]).len() as i64))
        })
        .method("__iter__", |vm, args| {
            operands::<0>(vm, args, "__iter__")?;
            vm.iter(&names(vm, &args[0]))
        })
        .method("__contains__", |vm, args| {
            let [name] = operands::<1>(vm, args, "__contains__")?;
            Ok(statics::bool(find(vm, &args[0], name)?.is_some()))
        })
        .method("__getitem__", |vm, args| {
            let [name] = operands::<1>(vm, args, "__getitem__")?;
            match find(vm, &args[0], name)? {
                Some(value) => Ok(value),
                None => Err(vm.raise(
                    StaticType::KeyError,
                    format!("local variable '{}' is not defined", vm.repr_text(name)?),
                )),
            }
        })
        .method("__setitem__", |vm, args| {
            let [name, value] = operands::<2>(vm, args, "__setitem__")?;
            store(vm, &args[0], name, value.clone())?;
            Ok(statics::none())
        })
        .method("__delitem__", |vm, args| {
            let [name] = operands::<1>(vm, args, "__delitem__")?;
            if !heap().profile().added_locals_can_be_removed {
                return Err(vm.type_error("cannot remove variables from FrameLocalsProxy"));
            }
            match remove_added(vm, &args[0], name)? {
                Some(_) => Ok(statics::none()),
                None => Err(vm.key_error(name)),
            }
        })
        .method("__reversed__", |vm, args| {
            let proxy = only_self(vm, args, "FrameLocalsProxy.__reversed__")?;
            vm.call_method(&names(vm, proxy), &vm.names.reversed, &[])
        })
        .method("__or__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__or__")?;
            if !is_mapping(other) {
                return Ok(statics::not_implemented());
            }
            vm.binary(BinaryOp::Or, &copy(vm, &args[0]), &bare(vm, other))
        })
        .method("__ror__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__ror__")?;
            if !is_mapping(other) {
                return Ok(statics::not_implemented());
            }
            vm.binary(BinaryOp::Or, &bare(vm, other), &copy(vm, &args[0]))
        })
        .method("__ior__", |vm, args| {
            let [other] = operands::<1>(vm, args, "__ior__")?;
            if !is_mapping(other) {
                return Ok(statics::not_implemented());
            }
            update(vm, &args[0], other)?;
            Ok(args[0].clone())
        })
        .method("__eq__", |vm, args| compare(vm, args, CompareOp::Eq))
        .method("__ne__", |vm, args| compare(vm, args, CompareOp::Ne))
        .method("__repr__", |vm, args| {
            operands::<0>(vm, args, "__repr__")?;
            vm.repr(&copy(vm, &args[0]))
        })
        .method("keys", |vm, args| {
            let proxy = only_self(vm, args, "FrameLocalsProxy.keys")?;
            Ok(names(vm, proxy))
        })
        .method("values", |vm, args| {
            let proxy = only_self(vm, args, "FrameLocalsProxy.values")?;
            let values = items(vm, proxy).into_iter().map(|(_, value)| value);
            Ok(list::new(values.collect::<Vec<_>>()))
        })
        .method("items", |vm, args| {
            let proxy = only_self(vm, args, "FrameLocalsProxy.items")?;
            let pairs = items(vm, proxy).into_iter();
            let pairs = pairs.map(|(name, value)| tuple::new([name, value]));
            Ok(list::new(pairs.collect::<Vec<_>>()))
        })
        .method("copy", |vm, args| {
            Ok(copy(vm, only_self(vm, args, "FrameLocalsProxy.copy")?))
        })
        .method("get", get)
        .method("setdefault", set_default)
        .method("update", |vm, args| {
            let [source] = args.rest().exactly::<1>(vm, "FrameLocalsProxy.update")?;
            if !is_mapping(source) {
                return Err(
                    vm.type_error("update() argument must be dict or another FrameLocalsProxy")
                );
            }
            update(vm, &args[0], source)?;
            Ok(statics::none())
        });
    if heap().profile().added_locals_can_be_removed {
        Installer::for_type(vm, StaticType::FrameLocalsProxy).method("pop", pop);
    }
}

/// What a proxy can be updated from or joined with.
fn is_mapping(object: &Obj) -> bool {
    StaticType::Dict.is_instance(object) || StaticType::FrameLocalsProxy.is_exact(object)
}

fn update(vm: &Vm, proxy: &Obj, source: &Obj) -> PyResult<()> {
    let given = dict::new();
    update_from(vm, &given, source)?;
    for item in dict::items(&given) {
        store(vm, proxy, &item.key, item.value)?;
    }
    Ok(())
}

/// The proxy of the frame that a frame object stands for.
pub fn new(frame: &Obj) -> Obj {
    let proxy = fields::new(&StaticType::FrameLocalsProxy.object());
    fields::set(&proxy, dict_view::DICT, Some(frame.clone()));
    proxy
}

/// The proxy's field is the frame object, where a view's is its dict.
fn frame_of(vm: &Vm, proxy: &Obj) -> PyResult<Frame> {
    super::frame::frame_of(vm, &required(proxy, dict_view::DICT))
}

/// Names and values: the code's in the order of the slots, then others.
fn items(vm: &Vm, proxy: &Obj) -> Vec<(Obj, Obj)> {
    let Ok(frame) = frame_of(vm, proxy) else {
        return Vec::new();
    };
    let mut items = locals::bound_locals(vm, frame);
    let extra = frame.get(frame::LOCALS);
    let extra = extra.iter().flat_map(dict::items);
    items.extend(extra.map(|item| (item.key, item.value)));
    items
}

fn names(vm: &Vm, proxy: &Obj) -> Obj {
    let names = items(vm, proxy).into_iter().map(|(name, _)| name);
    list::new(names.collect::<Vec<_>>())
}

fn copy(vm: &Vm, proxy: &Obj) -> Obj {
    let copy = dict::new();
    for (name, value) in items(vm, proxy) {
        dict::set_str(&copy, &name, value);
    }
    copy
}

/// A proxy's copy; anything else itself.
fn bare(vm: &Vm, object: &Obj) -> Obj {
    match StaticType::FrameLocalsProxy.is_exact(object) {
        true => copy(vm, object),
        false => object.clone(),
    }
}

fn find(vm: &Vm, proxy: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
    let frame = frame_of(vm, proxy)?;
    if let Some(value) = locals::slot_of(frame, name).and_then(|slot| locals::value_of(frame, slot))
    {
        return Ok(Some(value));
    }
    match frame.get(frame::LOCALS) {
        Some(extra) => vm.dict_get(&extra, name),
        None => Ok(None),
    }
}

fn store(vm: &Vm, proxy: &Obj, name: &Obj, value: Obj) -> PyResult<()> {
    let frame = frame_of(vm, proxy)?;
    match locals::slot_of(frame, name) {
        Some(slot) => {
            locals::set_value(frame, slot, value);
            Ok(())
        }
        None => vm.dict_set(&locals::extra_locals(frame), name, value),
    }
}

/// Takes out a name that the code does not have; gives its value.
fn remove_added(vm: &Vm, proxy: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
    let frame = frame_of(vm, proxy)?;
    if locals::slot_of(frame, name).is_some() {
        return Err(vm.value_error("cannot remove local variables from FrameLocalsProxy"));
    }
    match frame.get(frame::LOCALS) {
        Some(added) => vm.dict_remove(&added, name),
        None => Ok(None),
    }
}

fn pop(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "pop", 1, 2)?;
    match (remove_added(vm, &args[0], &given[0])?, given.get(1)) {
        (Some(value), _) => Ok(value),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.key_error(&given[0])),
    }
}

fn compare(vm: &Vm, args: Args<'_>, op: CompareOp) -> PyResult {
    let other = comparand(vm, args, op)?;
    vm.compare(op, &copy(vm, &args[0]), &bare(vm, other))
}

fn get(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "get", 1, 2)?;
    let found = find(vm, &args[0], &given[0])?;
    Ok(found.unwrap_or_else(|| given.get(1).cloned().unwrap_or_else(statics::none)))
}

fn set_default(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "setdefault", 1, 2)?;
    if let Some(value) = find(vm, &args[0], &given[0])? {
        return Ok(value);
    }
    let value = given.get(1).cloned().unwrap_or_else(statics::none);
    store(vm, &args[0], &given[0], value.clone())?;
    Ok(value)
}
