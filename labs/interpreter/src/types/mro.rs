//! Method resolution order: C3 (Barrett et al., 1996), as `mro_implementation` and `pmerge` of
//! `Objects/typeobject.c`.

use crate::error::PyResult;
use crate::vm::Vm;
use runtime::object::{dict, tuple, types};
use runtime::{Obj, StaticType};

/// The order of a new class with these bases.
///
/// # Errors
/// `TypeError` if the bases contradict each other, or one is there twice.
pub(super) fn compute(vm: &Vm, class: &Obj, bases: &Obj) -> PyResult<Vec<Obj>> {
    let bases = tuple::items(bases);
    for (index, base) in bases.iter().enumerate() {
        if bases[..index].iter().any(|other| other.is(base)) {
            return Err(vm.type_error(format!("duplicate base class {}", types::name(base))));
        }
    }
    let mut lists: Vec<Vec<Obj>> = bases
        .iter()
        .map(|base| types::mro(base).map_or_else(Vec::new, |mro| tuple::items(&mro)))
        .collect();
    lists.push(bases.clone());
    let mut order = vec![class.clone()];
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Ok(order);
        }
        let head = lists.iter().map(|list| list[0].clone()).find(|head| {
            lists
                .iter()
                .all(|list| !list[1..].iter().any(|later| later.is(head)))
        });
        let Some(head) = head else {
            return Err(contradiction(vm, &lists));
        };
        for list in &mut lists {
            if list[0].is(&head) {
                list.remove(0);
            }
        }
        order.push(head);
    }
}

fn contradiction(vm: &Vm, lists: &[Vec<Obj>]) -> crate::Raised {
    let mut names: Vec<String> = Vec::new();
    for list in lists {
        let name = types::name(&list[0]);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let names = names.join(", ");
    vm.type_error(format!(
        "Cannot create a consistent method resolution\norder (MRO) for bases {names}"
    ))
}

/// What `super(class, class).name` finds, bound to the class; `None` if nothing does.
///
/// # Errors
/// What binding raised.
pub(super) fn super_of(vm: &Vm, class: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
    match after(class, class, name) {
        Some(found) => vm.descriptor_get(&found, None, class).map(Some),
        None => Ok(None),
    }
}

/// The attribute that the mro of `start` finds after `class`.
pub(super) fn after(start: &Obj, class: &Obj, name: &Obj) -> Option<Obj> {
    let mro = types::mro(start)?;
    let order = tuple::items(&mro);
    let position = order.iter().position(|base| base.is(class))?;
    order[position + 1..]
        .iter()
        .find_map(|base| dict::get_str(&*types::namespace(base)?, name))
}

/// Whether `object` is an instance of `class`, or a subclass of it if it is a class: what `super` asks.
pub(super) fn object_class(object: &Obj, class: &Obj) -> Option<Obj> {
    if StaticType::Type.is_instance(object) && types::is_subtype(object, class) {
        return Some(object.clone());
    }
    types::is_subtype(&object.class(), class).then(|| object.class().clone())
}
