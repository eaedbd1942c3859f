//! The locals of a frame as a mapping: what `locals()` and `frame.f_locals` give.
//!
//! A function's locals are slots and in no dict. To 3.12 a dict is made of them when somebody asks, and the
//! frame keeps it (`_PyFrame_FastToLocalsWithError` in `Objects/frameobject.c`): from then on it holds the
//! values a second time. From 3.13 on `f_locals` is a proxy that reads and writes the slots (PEP 667), and
//! `locals()` a new dict.

use super::code_object::{CodeBody, body_of};
use crate::code::flags;
use crate::types::frame_locals;
use crate::vm::Vm;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, cell};
use runtime::object::{dict, str};
use runtime::{Obj, StaticType, heap};
use std::rc::Rc;

/// What `locals()` gives in the running frame.
pub fn current_locals(vm: &Vm) -> Option<Obj> {
    let frame = vm.current.get()?;
    let body = body(frame)?;
    if !is_optimized(&body) || !heap().profile().frame_locals_are_a_proxy {
        return locals_of(vm, frame);
    }
    let locals = dict::new();
    refresh(vm, frame, &body, &locals);
    for item in frame.get(frame::LOCALS).iter().flat_map(dict::items) {
        dict::set_str(&locals, &item.key, item.value);
    }
    Some(locals)
}

/// What `f_locals` gives of any frame.
pub(crate) fn locals_of(vm: &Vm, frame: Frame) -> Option<Obj> {
    let body = body(frame)?;
    if !is_optimized(&body) {
        return frame.get(frame::LOCALS);
    }
    if heap().profile().frame_locals_are_a_proxy {
        return Some(frame_locals::new(&frame::frame_object(frame)));
    }
    let locals = extra_locals(frame);
    refresh(vm, frame, &body, &locals);
    Some(locals)
}

/// Whether the locals of the code stand in slots: of a function, not of a module or a class body.
pub(crate) fn is_optimized(body: &CodeBody) -> bool {
    body.code.flags & flags::OPTIMIZED != 0
}

/// The dict that a function's frame keeps, made now if it has none. To 3.12 it holds all locals as they were
/// when somebody asked last; from 3.13 on, names that are not the code's.
pub(crate) fn extra_locals(frame: Frame) -> Obj {
    frame.get(frame::LOCALS).unwrap_or_else(|| {
        let made = dict::new();
        drop(frame.set(frame::LOCALS, Some(made.clone())));
        made
    })
}

/// Names and values of the locals that have a value, in the order of their slots.
pub(crate) fn bound_locals(vm: &Vm, frame: Frame) -> Vec<(Obj, Obj)> {
    let Some(body) = body(frame) else {
        return Vec::new();
    };
    slots(frame, &body)
        .filter_map(|(name, value)| Some((vm.intern(name), value?)))
        .collect()
}

/// The slot of the local of that name, if the code has one.
pub(crate) fn slot_of(frame: Frame, name: &Obj) -> Option<u64> {
    if !StaticType::Str.is_instance(name) {
        return None;
    }
    let (name, body) = (str::to_string(name), body(frame)?);
    let kinds = &body.code.localspluskinds;
    let mut names = body.code.localsplusnames.iter().zip(kinds);
    let index = names.position(|(known, kind)| *known == name && !kind.hidden)?;
    Some(index as u64)
}

/// What a local holds, itself or in its cell.
pub(crate) fn value_of(frame: Frame, slot: u64) -> Option<Obj> {
    let value = frame.slot(slot)?;
    match own_cell(frame, slot, &value) {
        true => fields::get(&value, cell::CONTENTS),
        false => Some(value),
    }
}

/// Gives a local another value, in its cell if it has one.
pub(crate) fn set_value(frame: Frame, slot: u64, value: Obj) {
    if let Some(held) = frame.slot(slot)
        && own_cell(frame, slot, &held)
    {
        drop(fields::set(&held, cell::CONTENTS, Some(value)));
        return;
    }
    let first_place = body(frame).map_or(0, |body| body.nlocalsplus);
    frame.settle_loans_of(slot, first_place..frame.in_use());
    drop(frame.replace(slot, Some(value)));
}

fn body(frame: Frame) -> Option<Rc<CodeBody>> {
    Some(body_of(&frame.get(frame::CODE)?))
}

/// Whether what a slot holds is the variable's cell. Before the function has begun, its slot still has the bare
/// argument.
fn own_cell(frame: Frame, slot: u64, held: &Obj) -> bool {
    let kind = body(frame).and_then(|body| body.code.localspluskinds.get(slot as usize).copied());
    kind.is_some_and(|kind| kind.cell || kind.free) && StaticType::Cell.is_exact(held)
}

/// Each local's name, and its value if it has one.
fn slots(frame: Frame, body: &CodeBody) -> impl Iterator<Item = (&str, Option<Obj>)> {
    let kinds = &body.code.localspluskinds;
    let names = body.code.localsplusnames.iter().zip(kinds);
    (0..)
        .zip(names)
        .filter(|(_, (_, kind))| !kind.hidden)
        .map(move |(slot, (name, _))| (name.as_str(), value_of(frame, slot)))
}

/// Makes a dict say what the locals hold; other names in it stay.
fn refresh(vm: &Vm, frame: Frame, body: &CodeBody, locals: &Obj) {
    for (name, value) in slots(frame, body) {
        let name = vm.intern(name);
        match value {
            Some(value) => dict::set_str(locals, &name, value),
            None => drop(dict::remove_str(locals, &name)),
        }
    }
}
