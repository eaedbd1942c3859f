//! Views of a dict: what `keys()`, `values()` and `items()` return. A view holds its dict, no copy.

use super::{iterators, view_sets};
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::arguments::operands;
use crate::types::sequence::only_self;
use crate::vm::Vm;
use runtime::object::fields::{self, dict_view};
use runtime::object::{dict, int, list, tuple};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(vm: &Vm) {
    for class in [
        StaticType::DictKeys,
        StaticType::DictValues,
        StaticType::DictItems,
    ] {
        Installer::for_type(vm, class)
            .method("__len__", |vm, args| {
                operands::<0>(vm, args, "__len__")?;
                Ok(int::from_i64(dict::len(&dict_of(&args[0])) as i64))
            })
            .method("__iter__", iter)
            .method("__reversed__", reversed)
            .method("__repr__", repr)
            .getset(
                "mapping",
                |_vm, view| Ok(super::proxy::new(&dict_of(view))),
                None,
            );
    }
    for class in [StaticType::DictKeys, StaticType::DictItems] {
        Installer::for_type(vm, class)
            .unhashable()
            .method("__contains__", |vm, args| {
                let [key] = operands::<1>(vm, args, "__contains__")?;
                Ok(statics::bool(contains(vm, &args[0], key)?))
            });
        view_sets::install(vm, class);
    }
}

/// A view of the type `class` of a dict.
pub(super) fn new(class: StaticType, dict: &Obj) -> Obj {
    let view = fields::new(&class.object());
    fields::set(&view, dict_view::DICT, Some(dict.clone()));
    view
}

/// The dict of a view.
pub(super) fn dict_of(view: &Obj) -> Obj {
    fields::get(view, dict_view::DICT).unwrap_or_else(dict::new)
}

/// Whether a key, or a pair of key and value, is in the view (`dictkeys_contains`,
/// `dictitems_contains`).
pub(super) fn contains(vm: &Vm, view: &Obj, item: &Obj) -> PyResult<bool> {
    let dict = dict_of(view);
    if StaticType::DictKeys.is_exact(view) {
        return Ok(vm.dict_get(&dict, item)?.is_some());
    }
    if !StaticType::Tuple.is_instance(item) || tuple::len(item) != 2 {
        return Ok(false);
    }
    let (Some(key), Some(value)) = (tuple::get(item, 0), tuple::get(item, 1)) else {
        return Ok(false);
    };
    match vm.dict_get(&dict, &key)? {
        Some(found) => vm.equal(&found, &value),
        None => Ok(false),
    }
}

fn iter(vm: &Vm, args: Args<'_>) -> PyResult {
    operands::<0>(vm, args, "__iter__")?;
    let class = match StaticType::at(args[0].class().address()) {
        Some(StaticType::DictKeys) => StaticType::DictKeyIterator,
        Some(StaticType::DictValues) => StaticType::DictValueIterator,
        _ => StaticType::DictItemIterator,
    };
    Ok(iterators::forwards(class, &dict_of(&args[0])))
}

fn reversed(vm: &Vm, args: Args<'_>) -> PyResult {
    let view = only_self(vm, args, "__reversed__")?;
    let class = match StaticType::at(view.class().address()) {
        Some(StaticType::DictKeys) => StaticType::DictReverseKeyIterator,
        Some(StaticType::DictValues) => StaticType::DictReverseValueIterator,
        _ => StaticType::DictReverseItemIterator,
    };
    Ok(iterators::backwards(class, &dict_of(view)))
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    operands::<0>(vm, args, "__repr__")?;
    let view = &args[0];
    vm.repr_once(view, "...", || {
        let items = list::new(vm.collect(view)?);
        Ok(format!("{}({})", vm.type_name(view), vm.repr_text(&items)?))
    })
}
