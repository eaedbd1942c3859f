//! The built-in types: one module each, with the methods that Python code sees.
//!
//! The objects' memory is the runtime's business; here is their behaviour. Each module's `install` names its
//! functions to an [`crate::native::Installer`].

pub mod arguments;
pub mod bytes;
pub mod class;
mod class_new;
pub mod code;
pub mod descriptor;
pub mod dict;
pub mod exception;
pub mod float;
pub mod frame;
pub mod frame_locals;
pub mod function;
pub mod generator;
pub mod generic_alias;
pub mod int;
pub mod iterators;
pub mod list;
pub mod module;
mod mro;
pub mod none;
pub mod object;
pub mod range;
pub mod sequence;
pub mod set;
pub mod slice;
pub mod str;
pub mod super_object;
pub mod tuple;
pub mod weak_proxy;
pub mod weakref;

use crate::vm::Vm;
use runtime::object::{dict as dicts, subclasses, tuple as tuples, types};
use runtime::{Obj, StaticType};

/// Completes the built-in types: bases, mro, and methods.
pub fn install(vm: &Vm) {
    for &class in StaticType::ALL {
        let object = class.object();
        let mro: Vec<Obj> = ancestry(class)
            .into_iter()
            .map(StaticType::object)
            .collect();
        types::set_field(&object, types::MRO, Some(tuples::new(mro)));
        let bases = if class == StaticType::Object {
            tuples::new([])
        } else {
            tuples::new([class.base().object()])
        };
        types::set_field(&object, types::BASES, Some(bases));
        if types::namespace(&object).is_none() {
            types::set_field(&object, types::DICT, Some(dicts::new()));
        }
        if class != StaticType::Object {
            subclasses::register(&class.base().object(), &object);
        }
    }
    object::install(vm);
    class::install(vm);
    none::install(vm);
    int::install(vm);
    float::install(vm);
    str::install(vm);
    bytes::install(vm);
    tuple::install(vm);
    list::install(vm);
    dict::install(vm);
    set::install(vm);
    range::install(vm);
    slice::install(vm);
    iterators::install(vm);
    generic_alias::install(vm);
    function::install(vm);
    descriptor::install(vm);
    generator::install(vm);
    code::install(vm);
    frame::install(vm);
    frame_locals::install(vm);
    module::install(vm);
    super_object::install(vm);
    exception::install(vm);
    weakref::install(vm);
    weak_proxy::install(vm);
}

fn ancestry(class: StaticType) -> Vec<StaticType> {
    let mut found = vec![class];
    let mut last = class;
    while last != StaticType::Object {
        last = last.base();
        found.push(last);
    }
    found
}
