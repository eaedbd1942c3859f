//! Attributes: `a.b`, `a.b = c`, `del a.b`, and descriptors.
//!
//! Follows `_PyObject_GenericGetAttrWithDict` (`Objects/object.c`) and `type_getattro`
//! (`Objects/typeobject.c`): a data descriptor of the type comes first, then the instance, then
//! anything else of the type.

use crate::error::{PyResult, Raised};
use crate::types::weak_proxy;
use crate::vm::{Vm, is_class};
use runtime::object::attributes::{self, AttributeFailure};
use runtime::object::fields::{
    self, builtin, class_method, descriptor, member, method, method_wrapper, module, property,
};
use runtime::object::str::{self, InternState};
use runtime::object::{dict, types, weakref};
use runtime::{Obj, StaticType, interning};

impl Vm {
    /// `object.name`; `name` is an exact `str`.
    ///
    /// # Errors
    /// `AttributeError`, or what a descriptor or `__getattr__` raised.
    pub fn get_attr(&self, object: &Obj, name: &Obj) -> PyResult {
        let class = object.class();
        if !types::is_heap_type(&class) {
            return match weakref::is_proxy(object) {
                true => weak_proxy::get_attr(self, object, name),
                false => self.builtin_get_attr(object, name),
            };
        }
        let found = match self.overridden(object, &self.names.getattribute) {
            Some(function) => self.call_lent(&function, &[object, name]),
            None => self.builtin_get_attr(object, name),
        };
        match found {
            Err(raised) if raised.is(StaticType::AttributeError) => {
                match self.special(object, &self.names.getattr) {
                    Some(fallback) => {
                        drop(raised);
                        self.call_lent(&fallback, &[object, name])
                    }
                    None => Err(raised),
                }
            }
            other => other,
        }
    }

    /// [`Vm::get_attr`] with a name that the interpreter chose.
    ///
    /// # Errors
    /// As there.
    pub fn get_attr_text(&self, object: &Obj, name: &str) -> PyResult {
        self.get_attr(object, &self.intern(name))
    }

    /// The attribute, or `None` where there would be an `AttributeError`.
    ///
    /// # Errors
    /// Any other exception.
    pub fn find_attr(&self, object: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
        let found = if self.has_plain_attributes(object) {
            self.generic_find_attr(object, name)
        } else {
            self.get_attr(object, name).map(Some)
        };
        match found {
            Ok(value) => Ok(value),
            Err(raised) if raised.is(StaticType::AttributeError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// Whether reading an attribute comes down to [`Vm::generic_find_attr`], which makes no exception when there
    /// is none (`_PyObject_LookupAttr`).
    fn has_plain_attributes(&self, object: &Obj) -> bool {
        !is_class(object)
            && !StaticType::Super.is_instance(object)
            && !weakref::is_proxy(object)
            && (!types::is_heap_type(&object.class())
                || self.overridden(object, &self.names.getattribute).is_none()
                    && self.special(object, &self.names.getattr).is_none())
    }

    /// A special method that a class statement defined in place of the built-in one.
    fn overridden(&self, object: &Obj, name: &Obj) -> Option<Obj> {
        let found = self.special(object, name)?;
        (!StaticType::WrapperDescriptor.is_exact(&found)).then_some(found)
    }

    /// What `object.__getattribute__`, `type.__getattribute__` and their kin do.
    pub(crate) fn builtin_get_attr(&self, object: &Obj, name: &Obj) -> PyResult {
        if is_class(object) {
            return self.type_get_attr(object, name);
        }
        if StaticType::Super.is_instance(object) {
            return crate::types::super_object::get_attr(self, object, name);
        }
        if let Some(value) = self.generic_find_attr(object, name)? {
            return Ok(value);
        }
        let asked_last = function_of_method(object);
        Err(self.no_attribute(asked_last.as_ref().unwrap_or(object), name))
    }

    fn generic_find_attr(&self, object: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
        let class = object.class();
        let found = self.type_lookup(&class, name);
        if let Some(descriptor) = &found
            && self.is_data_descriptor(descriptor)
        {
            return self
                .descriptor_get(descriptor, Some(object), &class)
                .map(Some);
        }
        if let Some(value) = attributes::get(object, name) {
            return Ok(Some(value));
        }
        match found {
            Some(descriptor) => self
                .descriptor_get(&descriptor, Some(object), &class)
                .map(Some),
            None => match function_of_method(object) {
                Some(function) => self.find_attr(&function, name),
                None => Ok(None),
            },
        }
    }

    fn no_attribute(&self, object: &Obj, name: &Obj) -> Raised {
        let text = str::to_string(name);
        let message = if StaticType::Module.is_instance(object) {
            let module = fields::get(object, module::NAME)
                .map_or_else(String::new, |name| str::to_string(&name));
            format!("module '{module}' has no attribute '{text}'")
        } else {
            format!(
                "'{}' object has no attribute '{text}'",
                self.type_name(object)
            )
        };
        self.attribute_error(object, name, message)
    }

    fn type_get_attr(&self, class: &Obj, name: &Obj) -> PyResult {
        let metatype = class.class();
        let meta = self.type_lookup(&metatype, name);
        if let Some(descriptor) = &meta
            && self.is_data_descriptor(descriptor)
        {
            return self.descriptor_get(descriptor, Some(class), &metatype);
        }
        if let Some(found) = self.type_lookup(class, name) {
            return self.descriptor_get(&found, None, class);
        }
        match meta {
            Some(descriptor) => self.descriptor_get(&descriptor, Some(class), &metatype),
            None => {
                let (class_name, name_text) = (types::name(class), str::to_string(name));
                let message = format!("type object '{class_name}' has no attribute '{name_text}'");
                Err(self.attribute_error(class, name, message))
            }
        }
    }

    /// What `LOAD_ATTR` in its method form pushes: a callable, and `self` if it is not bound yet. So that
    /// a method call makes no bound method object (`_PyObject_GetMethod`).
    pub(crate) fn load_method(&self, object: &Obj, name: &Obj) -> PyResult<(Obj, bool)> {
        let class = object.class();
        let plain = !is_class(object)
            && !StaticType::Super.is_instance(object)
            && !weakref::is_proxy(object)
            && (!types::is_heap_type(&class)
                || self.overridden(object, &self.names.getattribute).is_none());
        if plain
            && let Some(found) = self.type_lookup(&class, name)
            && binds_without_object(&found)
            && attributes::get(object, name).is_none()
        {
            return Ok((found, true));
        }
        Ok((self.get_attr(object, name)?, false))
    }

    /// Whether a descriptor has a say before the instance does.
    pub(crate) fn is_data_descriptor(&self, descriptor: &Obj) -> bool {
        let class = descriptor.class();
        match StaticType::at(class.address()) {
            Some(
                StaticType::Property | StaticType::MemberDescriptor | StaticType::GetSetDescriptor,
            ) => true,
            Some(_) => false,
            None => {
                self.type_lookup(&class, &self.names.set).is_some()
                    || self.type_lookup(&class, &self.names.delete).is_some()
            }
        }
    }

    /// `descriptor.__get__(object, class)`; anything that is no descriptor is itself.
    ///
    /// # Errors
    /// What it raised.
    pub fn descriptor_get(&self, descriptor: &Obj, object: Option<&Obj>, class: &Obj) -> PyResult {
        let kind = descriptor.class();
        let Some(kind) = StaticType::at(kind.address()) else {
            return self.heap_descriptor_get(descriptor, object, class);
        };
        match kind {
            StaticType::Function => Ok(object.map_or_else(
                || descriptor.clone(),
                |object| new_method(descriptor.clone(), object.clone()),
            )),
            StaticType::MethodDescriptor => Ok(object.map_or_else(
                || descriptor.clone(),
                |object| bound_builtin(descriptor, object),
            )),
            StaticType::WrapperDescriptor => Ok(object.map_or_else(
                || descriptor.clone(),
                |object| {
                    let wrapper = fields::new(&StaticType::MethodWrapper.object());
                    fields::set(
                        &wrapper,
                        method_wrapper::DESCRIPTOR,
                        Some(descriptor.clone()),
                    );
                    fields::set(&wrapper, method_wrapper::SELF, Some(object.clone()));
                    wrapper
                },
            )),
            StaticType::ClassMethodDescriptor => Ok(bound_builtin(descriptor, class)),
            StaticType::ClassMethod => {
                let callable = fields::get(descriptor, class_method::CALLABLE);
                let callable = callable.unwrap_or_else(runtime::statics::none);
                if StaticType::Function.is_exact(&callable) {
                    return Ok(new_method(callable, class.clone()));
                }
                let callable = self.descriptor_get(&callable, Some(class), &class.class())?;
                Ok(callable)
            }
            StaticType::StaticMethod => Ok(fields::get(descriptor, class_method::CALLABLE)
                .unwrap_or_else(runtime::statics::none)),
            StaticType::Property => self.property_get(descriptor, object),
            StaticType::MemberDescriptor => self.member_get(descriptor, object),
            StaticType::GetSetDescriptor => match object {
                Some(object) => {
                    self.check_descriptor(descriptor, object)?;
                    let number = fields::number(descriptor, member::DATA);
                    (self.getset(number).get)(self, object)
                }
                None => Ok(descriptor.clone()),
            },
            _ => Ok(descriptor.clone()),
        }
    }

    fn heap_descriptor_get(&self, descriptor: &Obj, object: Option<&Obj>, class: &Obj) -> PyResult {
        if StaticType::Property.is_instance(descriptor)
            && self.overridden(descriptor, &self.names.get).is_none()
        {
            return self.property_get(descriptor, object);
        }
        match self.special(descriptor, &self.names.get) {
            Some(get) => {
                let object = object.cloned().unwrap_or_else(runtime::statics::none);
                self.call_lent(&get, &[descriptor, &object, class])
            }
            None => Ok(descriptor.clone()),
        }
    }

    fn property_get(&self, property: &Obj, object: Option<&Obj>) -> PyResult {
        let Some(object) = object else {
            return Ok(property.clone());
        };
        match fields::get(property, property::GET) {
            Some(getter) => self.call_lent(&getter, &[object]),
            None => Err(self.property_lacks(property, object, "getter")),
        }
    }

    fn property_lacks(&self, property: &Obj, object: &Obj, what: &str) -> Raised {
        let name = fields::get(property, property::NAME)
            .map(|name| format!(" '{}'", str::to_string(&name)));
        let message = format!(
            "property{} of '{}' object has no {what}",
            name.unwrap_or_default(),
            self.type_name(object)
        );
        self.raise(StaticType::AttributeError, message)
    }

    fn member_get(&self, descriptor: &Obj, object: Option<&Obj>) -> PyResult {
        let Some(object) = object else {
            return Ok(descriptor.clone());
        };
        self.check_descriptor(descriptor, object)?;
        let offset = fields::number(descriptor, member::DATA);
        match attributes::member(object, offset) {
            Some(value) => Ok(value),
            None => {
                let name =
                    fields::get(descriptor, member::NAME).unwrap_or_else(runtime::statics::none);
                let (class, text) = (self.type_name(object), str::to_string(&name));
                let message = format!("'{class}' object has no attribute '{text}'");
                Err(self.attribute_error(object, &name, message))
            }
        }
    }

    /// # Errors
    /// `TypeError` if `object` is not of the type that the descriptor belongs to.
    pub(crate) fn check_descriptor(&self, descriptor: &Obj, object: &Obj) -> PyResult<()> {
        let class = fields::get(descriptor, descriptor::TYPE);
        if class
            .as_ref()
            .is_some_and(|class| types::is_subtype(&object.class(), class))
        {
            return Ok(());
        }
        let name = fields::get(descriptor, descriptor::NAME)
            .map_or_else(String::new, |name| str::to_string(&name));
        let owner = class.map_or_else(String::new, |class| types::name(&class));
        let given = self.type_name(object);
        let verb = if StaticType::WrapperDescriptor.is_exact(descriptor) {
            format!("descriptor '{name}' requires a '{owner}' object but received a '{given}'")
        } else {
            format!("descriptor '{name}' for '{owner}' objects doesn't apply to a '{given}' object")
        };
        Err(self.type_error(verb))
    }

    /// `object.name = value`, or with `None` `del object.name`.
    ///
    /// # Errors
    /// `AttributeError`, or what a descriptor or `__setattr__` raised.
    pub fn set_attr(&self, object: &Obj, name: &Obj, value: Option<Obj>) -> PyResult<()> {
        if str::intern_state(name) == InternState::Not {
            let interned = interning::intern(name.clone());
            return self.set_attr_interned(object, &interned, value);
        }
        self.set_attr_interned(object, name, value)
    }

    /// `name` is interned, or an instance of a subclass of `str`, which cannot be.
    fn set_attr_interned(&self, object: &Obj, name: &Obj, value: Option<Obj>) -> PyResult<()> {
        if types::is_heap_type(&object.class()) {
            let special = if value.is_some() {
                &self.names.setattr
            } else {
                &self.names.delattr
            };
            if let Some(function) = self.overridden(object, special) {
                let args: Vec<&Obj> = [object, name].into_iter().chain(&value).collect();
                return self.call_lent(&function, &args).map(drop);
            }
        } else if weakref::is_proxy(object) {
            return weak_proxy::set_attr(self, object, name, value);
        }
        self.builtin_set_attr(object, name, value)
    }

    /// What `object.__setattr__` and `type.__setattr__` do.
    pub(crate) fn builtin_set_attr(
        &self,
        object: &Obj,
        name: &Obj,
        value: Option<Obj>,
    ) -> PyResult<()> {
        if is_class(object) && !types::is_heap_type(object) {
            let (name, class) = (str::to_string(name), types::name(object));
            let message = format!("cannot set '{name}' attribute of immutable type '{class}'");
            return Err(self.type_error(message));
        }
        let class = object.class();
        let found = self.type_lookup(&class, name);
        if let Some(descriptor) = &found
            && self.is_data_descriptor(descriptor)
        {
            return self.descriptor_set(descriptor, object, name, value);
        }
        if is_class(object) {
            return self.set_in_class(object, name, value);
        }
        let outcome = match value {
            Some(value) => attributes::set(object, name, value).map(drop),
            None => attributes::remove(object, name).map(drop),
        };
        outcome.map_err(|failure| self.cannot_set(object, name, failure, found.is_some()))
    }

    /// Why an attribute was not stored or deleted.
    fn cannot_set(
        &self,
        object: &Obj,
        name: &Obj,
        failure: AttributeFailure,
        is_in_class: bool,
    ) -> Raised {
        let (class, text) = (self.type_name(object), str::to_string(name));
        if failure == AttributeFailure::NoDict && is_in_class {
            let message = format!("'{class}' object attribute '{text}' is read-only");
            return self.raise(StaticType::AttributeError, message);
        }
        let profile = runtime::heap().profile();
        let mut message = format!("'{class}' object has no attribute '{text}'");
        if failure == AttributeFailure::Missing && profile.failed_deletion_tells_only_name {
            message = text;
        } else if failure == AttributeFailure::NoDict
            && profile.failed_store_is_told_in_full
            && self.sets_plainly(object)
        {
            message.push_str(" and no __dict__ for setting new attributes");
        }
        if attributes::are_values(object) {
            return self.raise(StaticType::AttributeError, message);
        }
        self.failed_store(object, name, message)
    }

    fn failed_store(&self, object: &Obj, name: &Obj, message: String) -> Raised {
        if runtime::heap().profile().failed_store_is_told_in_full {
            self.attribute_error(object, name, message)
        } else {
            self.raise(StaticType::AttributeError, message)
        }
    }

    /// Whether the object's class leaves the storing of attributes to `object`.
    fn sets_plainly(&self, object: &Obj) -> bool {
        let special = [&self.names.setattr, &self.names.delattr];
        special
            .iter()
            .all(|name| self.overridden(object, name).is_none())
    }

    fn set_in_class(&self, class: &Obj, name: &Obj, value: Option<Obj>) -> PyResult<()> {
        let Some(namespace) = types::field(class, types::DICT) else {
            return Ok(());
        };
        let name = interning::intern(name.clone());
        self.types_changed();
        match value {
            Some(value) => {
                dict::set_str(&namespace, &name, value);
                Ok(())
            }
            None => match dict::remove_str(&namespace, &name) {
                Some(_old) => Ok(()),
                None => {
                    let (class_name, text) = (types::name(class), str::to_string(&name));
                    let names_only = runtime::heap().profile().failed_deletion_tells_only_name;
                    let message = match names_only {
                        true => text,
                        false => format!("type object '{class_name}' has no attribute '{text}'"),
                    };
                    Err(self.failed_store(class, &name, message))
                }
            },
        }
    }

    fn descriptor_set(
        &self,
        descriptor: &Obj,
        object: &Obj,
        name: &Obj,
        value: Option<Obj>,
    ) -> PyResult<()> {
        match StaticType::at(descriptor.class().address()) {
            Some(StaticType::Property) => self.property_set(descriptor, object, value),
            Some(StaticType::MemberDescriptor) => {
                self.check_descriptor(descriptor, object)?;
                let offset = fields::number(descriptor, member::DATA);
                let deleting = value.is_none();
                let old = attributes::set_member(object, offset, value);
                if deleting && old.is_none() {
                    // The name is all that `PyMember_SetOne` of `Python/structmember.c` tells.
                    return Err(self.raise(StaticType::AttributeError, str::to_string(name)));
                }
                Ok(())
            }
            Some(StaticType::GetSetDescriptor) => {
                self.check_descriptor(descriptor, object)?;
                let number = fields::number(descriptor, member::DATA);
                match self.getset(number).set {
                    Some(set) => set(self, object, value),
                    None => {
                        let (class, text) = (self.type_name(object), str::to_string(name));
                        let message =
                            format!("attribute '{text}' of '{class}' objects is not writable");
                        Err(self.raise(StaticType::AttributeError, message))
                    }
                }
            }
            _ => self.heap_descriptor_set(descriptor, object, value),
        }
    }

    fn heap_descriptor_set(
        &self,
        descriptor: &Obj,
        object: &Obj,
        value: Option<Obj>,
    ) -> PyResult<()> {
        let special = if value.is_some() {
            &self.names.set
        } else {
            &self.names.delete
        };
        let Some(function) = self.special(descriptor, special) else {
            if StaticType::Property.is_instance(descriptor) {
                return self.property_set(descriptor, object, value);
            }
            return Err(self.raise(StaticType::AttributeError, str::to_string(special)));
        };
        let args: Vec<&Obj> = [descriptor, object].into_iter().chain(&value).collect();
        self.call_lent(&function, &args).map(drop)
    }

    fn property_set(&self, property: &Obj, object: &Obj, value: Option<Obj>) -> PyResult<()> {
        let (field, what) = if value.is_some() {
            (property::SET, "setter")
        } else {
            (property::DELETE, "deleter")
        };
        match fields::get(property, field) {
            Some(function) => {
                let args: Vec<&Obj> = [object].into_iter().chain(&value).collect();
                self.call_lent(&function, &args).map(drop)
            }
            None => Err(self.property_lacks(property, object, what)),
        }
    }
}

/// Whether a descriptor may be called with `self` in front instead of being bound first.
fn binds_without_object(descriptor: &Obj) -> bool {
    types::flags_of(&descriptor.class()) & types::flags::METHOD_DESCRIPTOR != 0
}

/// The function of a bound method, which answers for what the method does not know (`method_getattro` of
/// `Objects/classobject.c`).
fn function_of_method(object: &Obj) -> Option<Obj> {
    StaticType::Method
        .is_exact(object)
        .then(|| fields::get(object, method::FUNCTION))
        .flatten()
}

/// A bound method.
pub(crate) fn new_method(function: Obj, object: Obj) -> Obj {
    let bound = fields::new(&StaticType::Method.object());
    fields::set(&bound, method::FUNCTION, Some(function));
    fields::set(&bound, method::SELF, Some(object));
    bound
}

fn bound_builtin(descriptor: &Obj, object: &Obj) -> Obj {
    let bound = fields::new(&StaticType::BuiltinFunction.object());
    fields::set_number(
        &bound,
        builtin::NATIVE,
        fields::number(descriptor, descriptor::NATIVE),
    );
    fields::set(&bound, builtin::SELF, Some(object.clone()));
    bound
}
