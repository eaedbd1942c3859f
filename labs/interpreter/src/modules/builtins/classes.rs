//! Classes: `isinstance`, `issubclass`, `__build_class__`.
//!
//! Follows `object_isinstance` and `object_issubclass` of `Objects/abstract.c`.

use crate::error::PyResult;
use crate::native::Installer;
use crate::vm::{Vm, is_class};
use runtime::object::{tuple, types};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("isinstance", |vm, args| {
            let [object, class] = args.exactly::<2>(vm, "isinstance")?;
            vm.is_instance(object, class).map(statics::bool)
        })
        .function("issubclass", |vm, args| {
            let [derived, class] = args.exactly::<2>(vm, "issubclass")?;
            vm.is_subclass(derived, class).map(statics::bool)
        })
        .function("__build_class__", crate::types::class::build_class);
}

impl Vm {
    /// `isinstance(object, class)`; `class` may be a tuple of classes, and of tuples.
    ///
    /// # Errors
    /// `TypeError` if it is neither; what `__instancecheck__` raised.
    pub fn is_instance(&self, object: &Obj, class: &Obj) -> PyResult<bool> {
        if object.class().is(class) {
            return Ok(true);
        }
        if StaticType::Type.is_exact(class) {
            return self.is_instance_by_mro(object, class);
        }
        if StaticType::Tuple.is_instance(class) {
            let _guard = self.enter_native(" in __instancecheck__")?;
            for class in tuple::items(class) {
                if self.is_instance(object, &class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Some(check) = self.special(class, &self.names.instancecheck) {
            let _guard = self.enter_native(" in __instancecheck__")?;
            let answer = self.call_with(&check, &[class.clone(), object.clone()])?;
            return self.is_true(&answer);
        }
        self.is_instance_by_mro(object, class)
    }

    /// What `type.__instancecheck__` does: looks at the type, then at what `__class__` says.
    ///
    /// # Errors
    /// `TypeError` if `class` is no class.
    pub fn is_instance_by_mro(&self, object: &Obj, class: &Obj) -> PyResult<bool> {
        if !is_class(class) {
            let message = "isinstance() arg 2 must be a type, a tuple of types, or a union";
            return Err(self.type_error(message));
        }
        if types::is_subtype(&object.class(), class) {
            return Ok(true);
        }
        let claimed = self.find_attr(object, &self.names.class)?;
        Ok(claimed.is_some_and(|claimed| {
            is_class(&claimed) && !claimed.is(&object.class()) && types::is_subtype(&claimed, class)
        }))
    }

    /// `issubclass(derived, class)`; `class` may be a tuple of classes, and of tuples.
    ///
    /// # Errors
    /// `TypeError` if one is no class; what `__subclasscheck__` raised.
    pub fn is_subclass(&self, derived: &Obj, class: &Obj) -> PyResult<bool> {
        if StaticType::Type.is_exact(class) {
            return self.is_subclass_by_mro(derived, class);
        }
        if StaticType::Tuple.is_instance(class) {
            let _guard = self.enter_native(" in __subclasscheck__")?;
            for class in tuple::items(class) {
                if self.is_subclass(derived, &class)? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if let Some(check) = self.special(class, &self.names.subclasscheck) {
            let _guard = self.enter_native(" in __subclasscheck__")?;
            let answer = self.call_with(&check, &[class.clone(), derived.clone()])?;
            return self.is_true(&answer);
        }
        self.is_subclass_by_mro(derived, class)
    }

    /// What `type.__subclasscheck__` does.
    ///
    /// # Errors
    /// `TypeError` if one is no class.
    pub fn is_subclass_by_mro(&self, derived: &Obj, class: &Obj) -> PyResult<bool> {
        if !is_class(derived) {
            return Err(self.type_error("issubclass() arg 1 must be a class"));
        }
        if !is_class(class) {
            let message = "issubclass() arg 2 must be a class, a tuple of classes, or a union";
            return Err(self.type_error(message));
        }
        Ok(types::is_subtype(derived, class))
    }
}
