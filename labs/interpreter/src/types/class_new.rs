//! `type.__new__`: a class from its name, bases and namespace.

use super::mro;
use crate::error::PyResult;
use crate::native::{Args, GetSet, NativeKind};
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, builtin, cell, class_method, descriptor, member};
use runtime::object::heap_type::{self, HeapTypeSpec};
use runtime::object::{attributes, dict, list, str, subclasses, tuple, types, weakref};
use runtime::{Obj, StaticType, statics};

/// Registers the computed attributes that classes give their instances.
pub(super) fn install(vm: &Vm) {
    let dict = vm.register_getset(GetSet {
        get: instance_dict,
        set: Some(set_instance_dict),
    });
    let weakref = vm.register_getset(GetSet {
        get: instance_weakref,
        set: None,
    });
    vm.set_instance_getsets(dict, weakref);
}

/// `type.__new__(metaclass, name, bases, namespace, **keywords)`.
pub(super) fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let [metaclass, name, bases, namespace] = args.pos() else {
        return Err(vm.type_error("type.__new__() takes exactly 3 arguments"));
    };
    if !StaticType::Str.is_instance(name) {
        let given = vm.type_name(name);
        return Err(vm.type_error(format!(
            "type.__new__() argument 1 must be str, not {given}"
        )));
    }
    if !StaticType::Tuple.is_instance(bases) {
        let given = vm.type_name(bases);
        return Err(vm.type_error(format!(
            "type.__new__() argument 2 must be tuple, not {given}"
        )));
    }
    if !StaticType::Dict.is_instance(namespace) {
        let given = vm.type_name(namespace);
        return Err(vm.type_error(format!(
            "type.__new__() argument 3 must be dict, not {given}"
        )));
    }
    let metaclass = winning_metaclass(vm, metaclass, bases)?;
    let bases = if tuple::len(bases) == 0 {
        tuple::new([StaticType::Object.object()])
    } else {
        bases.clone()
    };
    let class = Builder {
        vm,
        name,
        namespace: dict::copy(namespace),
        bases,
    }
    .build(&metaclass)?;
    set_names(vm, &class)?;
    let base = mro::super_of(vm, &class, &vm.names.init_subclass)?;
    let values: Vec<Obj> = args.keywords().map(|(_, value)| value.clone()).collect();
    if let Some(init_subclass) = base {
        if !values.is_empty() && is_object_init_subclass(vm, &init_subclass) {
            let name = types::name(&class);
            return Err(vm.type_error(format!(
                "{name}.__init_subclass__() takes no keyword arguments"
            )));
        }
        vm.call(&init_subclass, Args::new(&values, args.names()))?;
    }
    Ok(class)
}

fn is_object_init_subclass(vm: &Vm, function: &Obj) -> bool {
    StaticType::BuiltinFunction.is_exact(function)
        && vm.native(fields::number(function, builtin::NATIVE)).kind == NativeKind::ClassMethod
}

/// The most derived metaclass of the one given and those of the bases.
///
/// # Errors
/// `TypeError` if there is none.
pub(super) fn winning_metaclass(vm: &Vm, given: &Obj, bases: &Obj) -> PyResult {
    let mut winner = given.clone();
    for base in tuple::items(bases) {
        let metaclass = base.class().clone();
        if types::is_subtype(&winner, &metaclass) {
            continue;
        }
        if types::is_subtype(&metaclass, &winner) {
            winner = metaclass;
            continue;
        }
        return Err(vm.type_error(
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases",
        ));
    }
    Ok(winner)
}

struct Builder<'a> {
    vm: &'a Vm,
    name: &'a Obj,
    namespace: Obj,
    bases: Obj,
}

/// What `__slots__` asks for.
struct Slots {
    names: Vec<String>,
    adds_dict: bool,
    adds_weakrefs: bool,
}

impl Builder<'_> {
    fn build(self, metaclass: &Obj) -> PyResult {
        let vm = self.vm;
        let base = self.best_base()?;
        let slots = self.slots(&base)?;
        let qualname = match dict::remove_str(&self.namespace, &vm.names.qualname) {
            Some(qualname) if StaticType::Str.is_instance(&qualname) => qualname,
            Some(other) => {
                let given = vm.type_name(&other);
                return Err(vm.type_error(format!("type __qualname__ must be a str, not {given}")));
            }
            None => self.name.clone(),
        };
        self.complete_namespace();
        let class_cell = dict::remove_str(&self.namespace, &vm.names.class_cell);
        let slot_names = self.slot_names(&slots);
        let class = heap_type::new(
            metaclass,
            HeapTypeSpec {
                name: self.name.clone(),
                qualname,
                base: base.clone(),
                bases: self.bases.clone(),
                dict: self.namespace.clone(),
                slots: slots.names.len() as u64,
                adds_dict: slots.adds_dict,
                adds_weakrefs: slots.adds_weakrefs,
            },
        );
        types::set_field(&class, types::SLOTS, slot_names);
        let order = mro::compute(vm, &class, &self.bases)?;
        types::set_field(&class, types::MRO, Some(tuple::new(order)));
        self.add_slot_members(&class, &base, &slots);
        if let Some(class_cell) = class_cell
            && StaticType::Cell.is_exact(&class_cell)
        {
            drop(fields::set(
                &class_cell,
                cell::CONTENTS,
                Some(class.clone()),
            ));
        }
        for base in tuple::items(&self.bases) {
            subclasses::register(&base, &class);
        }
        vm.types_changed();
        Ok(class)
    }

    fn best_base(&self) -> PyResult {
        let vm = self.vm;
        let mut winner: Option<(Obj, Obj)> = None;
        for base in tuple::items(&self.bases) {
            if !is_class(&base) {
                return Err(vm.type_error("bases must be types"));
            }
            if types::flags_of(&base) & types::flags::BASETYPE == 0 {
                let name = types::name(&base);
                return Err(vm.type_error(format!("type '{name}' is not an acceptable base type")));
            }
            let solid = solid_base(&base);
            winner = match winner {
                None => Some((base, solid)),
                Some((held, held_solid)) if types::is_subtype(&held_solid, &solid) => {
                    Some((held, held_solid))
                }
                Some((_, held_solid)) if types::is_subtype(&solid, &held_solid) => {
                    Some((base, solid))
                }
                Some(_) => {
                    return Err(vm.type_error("multiple bases have instance lay-out conflict"));
                }
            };
        }
        Ok(winner.map_or_else(|| StaticType::Object.object(), |(base, _)| base))
    }

    fn slots(&self, base: &Obj) -> PyResult<Slots> {
        let vm = self.vm;
        let may_add_dict = types::dict_offset(base) == 0;
        let may_add_weakrefs = types::weaklist_offset(base) == 0 && types::itemsize(base) == 0;
        let Some(declared) = dict::get_str(&self.namespace, &vm.names.slots) else {
            return Ok(Slots {
                names: Vec::new(),
                adds_dict: may_add_dict,
                adds_weakrefs: may_add_weakrefs,
            });
        };
        let declared = if StaticType::Str.is_instance(&declared) {
            vec![declared]
        } else {
            vm.collect(&declared)?
        };
        if !declared.is_empty() && types::itemsize(base) != 0 {
            let name = types::name(base);
            return Err(vm.type_error(format!(
                "nonempty __slots__ not supported for subtype of '{name}'"
            )));
        }
        let mut slots = Slots {
            names: Vec::new(),
            adds_dict: false,
            adds_weakrefs: false,
        };
        for slot in declared {
            if !StaticType::Str.is_instance(&slot) {
                let given = vm.type_name(&slot);
                return Err(
                    vm.type_error(format!("__slots__ items must be strings, not '{given}'"))
                );
            }
            match str::to_string(&slot).as_str() {
                "__dict__" if may_add_dict && !slots.adds_dict => slots.adds_dict = true,
                "__dict__" => {
                    return Err(vm.type_error("__dict__ slot disallowed: we already got one"));
                }
                "__weakref__" if may_add_weakrefs && !slots.adds_weakrefs => {
                    slots.adds_weakrefs = true
                }
                "__weakref__" => {
                    return Err(vm.type_error("__weakref__ slot disallowed: we already got one"));
                }
                text => slots.names.push(self.checked_slot(text)?),
            }
        }
        slots.names.sort();
        Ok(slots)
    }

    fn checked_slot(&self, text: &str) -> PyResult<String> {
        let vm = self.vm;
        if !crate::text::unicode::is_identifier(text) {
            return Err(vm.type_error("__slots__ must be identifiers"));
        }
        let mangled = mangle(&str::to_string(self.name), text);
        let conflict = dict::get_str(&self.namespace, &vm.intern(&mangled)).is_some();
        if conflict && mangled != "__qualname__" && mangled != "__classcell__" {
            return Err(vm.value_error(format!(
                "'{text}' in __slots__ conflicts with class variable"
            )));
        }
        Ok(mangled)
    }

    /// Module, documentation, implied class and static methods, and the hash that `__eq__` takes away.
    fn complete_namespace(&self) {
        let (vm, names) = (self.vm, &self.vm.names);
        let namespace = &self.namespace;
        if dict::get_str(namespace, &names.module).is_none()
            && let Some(globals) = crate::eval::current_globals(vm)
            && let Some(module) = dict::get_str(&globals, &names.name)
        {
            dict::set_str(namespace, &names.module, module);
        }
        for (name, kind) in [
            (&names.new, StaticType::StaticMethod),
            (&names.init_subclass, StaticType::ClassMethod),
            (&names.class_getitem, StaticType::ClassMethod),
        ] {
            if let Some(function) = dict::get_str(namespace, name)
                && StaticType::Function.is_exact(&function)
            {
                let wrapped = fields::new(&kind.object());
                fields::set(&wrapped, class_method::CALLABLE, Some(function));
                dict::set_str(namespace, name, wrapped);
            }
        }
    }

    /// The names of slots as a tuple, if there are any.
    fn slot_names(&self, slots: &Slots) -> Option<Obj> {
        if slots.names.is_empty() {
            return None;
        }
        // CPython gathers and sorts the names in a list first.
        let sorted = list::new(slots.names.iter().map(|name| self.vm.intern(name)));
        Some(tuple::new(list::items(&sorted)))
    }

    fn add_slot_members(&self, class: &Obj, base: &Obj, slots: &Slots) {
        let (vm, names) = (self.vm, &self.vm.names);
        for (index, name) in (0..).zip(&slots.names) {
            let object = fields::new(&StaticType::MemberDescriptor.object());
            fields::set(&object, descriptor::TYPE, Some(class.clone()));
            fields::set(&object, descriptor::NAME, Some(vm.intern(name)));
            fields::set_number(&object, member::DATA, types::slot_offset(base, index));
            dict::set_str(&self.namespace, &vm.intern(name), object);
        }
        let (dict_getset, weakref_getset) = vm.instance_getsets();
        for (adds, name, number) in [
            (slots.adds_dict, &names.dict, dict_getset),
            (slots.adds_weakrefs, &names.weakref, weakref_getset),
        ] {
            if adds {
                let object = fields::new(&StaticType::GetSetDescriptor.object());
                fields::set(&object, descriptor::TYPE, Some(class.clone()));
                fields::set(&object, descriptor::NAME, Some(name.clone()));
                fields::set_number(&object, member::DATA, number);
                dict::set_str(&self.namespace, name, object);
            }
        }
        if dict::get_str(&self.namespace, &names.doc).is_none() {
            dict::set_str(&self.namespace, &names.doc, statics::none());
        }
        if dict::get_str(&self.namespace, &names.eq).is_some()
            && dict::get_str(&self.namespace, &names.hash).is_none()
        {
            dict::set_str(&self.namespace, &names.hash, statics::none());
        }
    }
}

/// `__name` in a class body is `_Class__name` (`_Py_Mangle`).
fn mangle(class: &str, name: &str) -> String {
    let stripped = class.trim_start_matches('_');
    if !name.starts_with("__") || name.ends_with("__") || stripped.is_empty() {
        return name.to_owned();
    }
    format!("_{stripped}{name}")
}

/// The class in the chain of bases that last added fields of its own.
fn solid_base(class: &Obj) -> Obj {
    let mut class = class.clone();
    while let Some(base) = types::base(&class) {
        let own_layout =
            !types::is_heap_type(&class) && types::layout(&class) != types::layout(&base);
        if own_layout || types::adds_fields_to(&class, &base) {
            return class;
        }
        class = base;
    }
    class
}

/// Calls `__set_name__` of the values in the namespace.
fn set_names(vm: &Vm, class: &Obj) -> PyResult<()> {
    let Some(namespace) = types::field(class, types::DICT) else {
        return Ok(());
    };
    // The functions may change the namespace, so CPython walks over a copy.
    let copy = dict::copy(&namespace);
    for item in dict::items(&copy) {
        if let Some(function) = vm.special(&item.value, &vm.names.set_name) {
            let function = vm.descriptor_get(&function, Some(&item.value), &item.value.class())?;
            vm.call_with(&function, &[class.clone(), item.key])?;
        }
    }
    Ok(())
}

/// Reads `__dict__` of an instance.
fn instance_dict(vm: &Vm, object: &Obj) -> PyResult {
    attributes::dict(object).ok_or_else(|| {
        let class = vm.type_name(object);
        vm.attribute_error(
            object,
            &vm.names.dict,
            format!("'{class}' object has no attribute '__dict__'"),
        )
    })
}

/// Replaces `__dict__` of an instance (`subtype_setdict`).
fn set_instance_dict(vm: &Vm, object: &Obj, value: Option<Obj>) -> PyResult<()> {
    if value.is_some() {
        return super::object::set_dict(vm, object, value);
    }
    attributes::set_dict(object, None);
    Ok(())
}

/// Reads `__weakref__` of an instance: the first weak reference to it.
fn instance_weakref(_vm: &Vm, object: &Obj) -> PyResult {
    Ok(weakref::all(object)
        .into_iter()
        .next()
        .unwrap_or_else(statics::none))
}
