//! Displays, unpacking, slices and formatted strings.

use super::calls::callable_name;
use super::dispatch::Step;
use super::{Flow, Machine, Raising};
use crate::error::{PyResult, Raised};
use crate::opcode::Op;
use crate::vm::Vm;
use runtime::object::fields::{self, slice};
use runtime::object::{dict, list, set, str, tuple};
use runtime::{Obj, StaticType, statics};

impl Machine<'_> {
    pub(super) fn collection_instruction(&mut self, op: Op, arg: u32) -> Step {
        match op {
            Op::BuildTuple => {
                let items = self.pop_many(arg);
                self.push(tuple::new(items));
            }
            Op::BuildList => {
                let items = self.pop_many(arg);
                self.push(list::new(items));
            }
            Op::BuildSet => {
                let items = self.pop_many(arg);
                let made = set::new();
                for item in items {
                    self.vm.set_add(&made, &item)?;
                }
                self.push(made);
            }
            Op::BuildMap => {
                let made = self.build_map(arg)?;
                self.push(made);
            }
            Op::BuildConstKeyMap => {
                let keys = self.pop();
                let values = self.pop_many(arg);
                let made = dict::with_room(u64::from(arg), true);
                for (key, value) in tuple::items(&keys).iter().zip(&values) {
                    self.vm.dict_set(&made, key, value.clone())?;
                }
                drop_from_the_last(values);
                self.push(made);
            }
            Op::BuildString => {
                let parts = self.pop_many(arg);
                let text: String = parts.iter().map(str::to_string).collect();
                self.push(str::new(&text));
            }
            Op::FormatValue => self.format_value(arg)?,
            Op::BuildSlice => {
                let step = if arg == 3 { self.pop_slot() } else { None };
                let stop = self.pop();
                let start = self.pop();
                self.push(new_slice(start, stop, step.unwrap_or_else(statics::none)));
            }
            Op::BinarySlice => {
                let stop = self.pop();
                let start = self.pop();
                let container = self.pop();
                let made = new_slice(start, stop, statics::none());
                let result = self.vm.get_item(&container, &made)?;
                drop(made);
                drop(container);
                self.push(result);
            }
            Op::StoreSlice => {
                let stop = self.pop();
                let start = self.pop();
                let container = self.pop();
                let value = self.pop();
                self.vm
                    .set_item(&container, &new_slice(start, stop, statics::none()), value)?;
            }
            Op::ListExtend => self.extend_list(arg)?,
            Op::SetUpdate => {
                let iterable = self.pop();
                let target = self.peek(arg);
                crate::types::set::update(self.vm, &target, &iterable)?;
            }
            Op::DictUpdate => {
                let mapping = self.pop();
                let target = self.peek(arg);
                if let Err(raised) = crate::types::dict::merge(self.vm, &target, &mapping) {
                    if raised.is(StaticType::AttributeError) {
                        let class = self.vm.type_name(&mapping);
                        return Err(self
                            .vm
                            .type_error(format!("'{class}' object is not a mapping"))
                            .into());
                    }
                    return Err(raised.into());
                }
            }
            Op::DictMerge => self.merge_keywords(arg)?,
            Op::UnpackSequence => self.unpack_sequence(arg)?,
            _ => self.unpack_with_star(arg & 0xff, arg >> 8)?,
        }
        Ok(Flow::Next)
    }

    /// The top `count` values, the lowest first.
    pub(super) fn pop_many(&mut self, count: u32) -> Vec<Obj> {
        let first = self.top - u64::from(count);
        let values = (first..self.top)
            .filter_map(|index| self.frame.take(index))
            .collect();
        self.top = first;
        values
    }

    fn build_map(&mut self, count: u32) -> PyResult {
        let values = self.pop_many(2 * count);
        let only_strings = values
            .iter()
            .step_by(2)
            .all(|key| StaticType::Str.is_exact(key));
        let made = dict::with_room(u64::from(count), only_strings);
        for pair in values.chunks_exact(2) {
            self.vm.dict_set(&made, &pair[0], pair[1].clone())?;
        }
        drop_from_the_last(values);
        Ok(made)
    }

    fn format_value(&mut self, arg: u32) -> Result<(), Raising> {
        let spec = if arg & 4 != 0 {
            self.pop()
        } else {
            statics::empty_str()
        };
        let value = self.pop();
        let converted = match arg & 3 {
            1 => self.vm.str(&value)?,
            2 => self.vm.repr(&value)?,
            3 => {
                let text = self.vm.repr_text(&value)?;
                str::new(&crate::text::repr::ascii_from_repr(&text))
            }
            _ => value,
        };
        let result = self.vm.format(&converted, &spec)?;
        self.push(result);
        Ok(())
    }

    fn extend_list(&mut self, arg: u32) -> Result<(), Raising> {
        let iterable = self.pop();
        let target = self.peek(arg);
        let vm = self.vm;
        if vm.special(&iterable, &vm.names.iter).is_none()
            && vm.special(&iterable, &vm.names.getitem).is_none()
        {
            let class = vm.type_name(&iterable);
            return Err(vm
                .type_error(format!("Value after * must be an iterable, not {class}"))
                .into());
        }
        crate::types::list::extend(vm, &target, &iterable)?;
        Ok(())
    }

    fn merge_keywords(&mut self, arg: u32) -> Result<(), Raising> {
        let mapping = self.pop();
        let target = self.peek(arg);
        let callable = self.peek(arg + 2);
        let vm = self.vm;
        let mut check = |key: &Obj| {
            if !StaticType::Str.is_instance(key) {
                return Err(vm.type_error("keywords must be strings"));
            }
            if vm.dict_get(&target, key)?.is_some() {
                let (function, key) = (callable_name(vm, &callable), str::to_string(key));
                return Err(vm.type_error(format!(
                    "{function} got multiple values for keyword argument '{key}'"
                )));
            }
            Ok(())
        };
        if let Err(raised) = merge(vm, &target, &mapping, &mut check) {
            if raised.is(StaticType::AttributeError) {
                let (function, class) = (callable_name(vm, &callable), vm.type_name(&mapping));
                let message =
                    format!("{function} argument after ** must be a mapping, not {class}");
                return Err(vm.type_error(message).into());
            }
            return Err(raised.into());
        }
        Ok(())
    }

    fn unpack_sequence(&mut self, count: u32) -> Result<(), Raising> {
        let sequence = self.pop();
        let items = self.unpack(&sequence, count as usize)?;
        drop(sequence);
        for item in items.into_iter().rev() {
            self.push(item);
        }
        Ok(())
    }

    /// Items before the star, a list of those that follow, and the last ones taken off that list again.
    fn unpack_with_star(&mut self, before: u32, after: u32) -> Result<(), Raising> {
        let sequence = self.pop();
        let (before, after) = (before as usize, after as usize);
        let iterator = self.unpackable(&sequence)?;
        let mut items = Vec::with_capacity(before + 1 + after);
        while items.len() < before {
            match self.vm.next(&iterator)? {
                Some(item) => items.push(item),
                None => return Err(self.too_few(before + after, items.len()).into()),
            }
        }
        let middle = list::new([]);
        crate::types::list::extend(self.vm, &middle, &iterator)?;
        let length = list::len(&middle);
        if length < after as u64 {
            let found = before + length as usize;
            return Err(self.too_few(before + after, found).into());
        }
        let tail = list::take_tail(&middle, after as u64);
        drop(iterator);
        drop(sequence);
        items.push(middle);
        items.extend(tail);
        for item in items.into_iter().rev() {
            self.push(item);
        }
        Ok(())
    }

    fn too_few(&self, least: usize, found: usize) -> Raised {
        self.vm.value_error(format!(
            "not enough values to unpack (expected at least {least}, got {found})"
        ))
    }

    /// Exactly `count` items (`unpack_iterable`).
    fn unpack(&self, sequence: &Obj, count: usize) -> PyResult<Vec<Obj>> {
        let vm = self.vm;
        let exact = StaticType::at(sequence.class().address());
        let items = match exact {
            Some(StaticType::Tuple | StaticType::List) => vm.collect(sequence)?,
            _ => {
                let iterator = self.unpackable(sequence)?;
                let mut items = Vec::new();
                while items.len() <= count {
                    match vm.next(&iterator)? {
                        Some(item) => items.push(item),
                        None => break,
                    }
                }
                items
            }
        };
        if items.len() > count {
            return Err(vm.value_error(format!("too many values to unpack (expected {count})")));
        }
        if items.len() < count {
            return Err(vm.value_error(format!(
                "not enough values to unpack (expected {count}, got {})",
                items.len()
            )));
        }
        Ok(items)
    }

    /// An iterator over what is to be unpacked.
    fn unpackable(&self, sequence: &Obj) -> PyResult {
        let vm = self.vm;
        if vm.special(sequence, &vm.names.iter).is_none()
            && vm.special(sequence, &vm.names.getitem).is_none()
        {
            let class = vm.type_name(sequence);
            return Err(vm.type_error(format!("cannot unpack non-iterable {class} object")));
        }
        vm.iter(sequence)
    }
}

/// Lets go of what was on the stack as a display's instruction does: of two values of equal keys, the later goes first.
fn drop_from_the_last(mut values: Vec<Obj>) {
    while values.pop().is_some() {}
}

/// A slice object.
pub(crate) fn new_slice(start: Obj, stop: Obj, step: Obj) -> Obj {
    let made = fields::new(&StaticType::Slice.object());
    fields::set(&made, slice::START, Some(start));
    fields::set(&made, slice::STOP, Some(stop));
    fields::set(&made, slice::STEP, Some(step));
    made
}

/// Stores all items of a mapping into a dict, each key checked first.
fn merge(
    vm: &Vm,
    target: &Obj,
    mapping: &Obj,
    check: &mut dyn FnMut(&Obj) -> PyResult<()>,
) -> PyResult<()> {
    if StaticType::Dict.is_exact(mapping) {
        if dict::has_only_strings(mapping) && dict::clone_into_empty(target, mapping) {
            return Ok(());
        }
        dict::reserve(target, mapping);
        for item in dict::items(mapping) {
            check(&item.key)?;
            vm.dict_set(target, &item.key, item.value)?;
        }
        return Ok(());
    }
    let keys = vm.call_method(mapping, &vm.names.keys, &[])?;
    for key in vm.collect(&keys)? {
        check(&key)?;
        let value = vm.get_item(mapping, &key)?;
        vm.dict_set(target, &key, value)?;
    }
    Ok(())
}
