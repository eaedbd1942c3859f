//! Classes that belong to a module written in Rust: made when the module is, with native methods.

use crate::native::Installer;
use crate::vm::Vm;
use runtime::object::heap_type::{self, HeapTypeSpec};
use runtime::object::{dict, str, tuple, types};
use runtime::{Obj, StaticType};

/// A new class with `slots` slots of 8 bytes beyond its base, which `attributes::member` reads.
pub(super) fn new(vm: &Vm, module: &str, name: &str, base: &Obj, slots: u64) -> Obj {
    let namespace = dict::new();
    dict::set_str(&namespace, &vm.names.module, vm.intern(module));
    let text = str::new(name);
    let spec = HeapTypeSpec {
        name: text.clone(),
        qualname: text,
        base: base.clone(),
        bases: tuple::new([base.clone()]),
        dict: namespace,
        slots,
        adds_dict: false,
        adds_weakrefs: false,
    };
    let class = heap_type::new(&StaticType::Type.object(), spec);
    let ancestors = types::mro(base).map_or_else(Vec::new, |mro| tuple::items(&mro));
    let mro: Vec<Obj> = std::iter::once(class.clone()).chain(ancestors).collect();
    types::set_field(&class, types::MRO, Some(tuple::new(mro)));
    class
}

/// Names native methods for a class made by [`new`].
pub(super) fn installer<'a>(vm: &'a Vm, class: &Obj) -> Installer<'a> {
    let namespace = types::field(class, types::DICT).unwrap_or_else(dict::new);
    Installer::for_class(vm, class, namespace)
}

/// Where slot number `index` of an instance of a class made by [`new`] from `object` stands.
pub(super) fn slot(index: u64) -> u64 {
    types::slot_offset(&StaticType::Object.object(), index)
}
