//! Calls: `f(...)` for anything that can be called.
//!
//! Python functions run in a frame of their own; everything else comes here
//! (`_PyObject_Vectorcall`, and `type_call` of `Objects/typeobject.c`).

use crate::error::PyResult;
use crate::native::{Args, NativeKind};
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, builtin, class_method, descriptor, method, method_wrapper};
use runtime::object::types;
use runtime::{Obj, StaticType};

impl Vm {
    /// Calls `callable`.
    ///
    /// # Errors
    /// What it raised; `TypeError` if it cannot be called.
    pub fn call(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        let class = callable.class();
        match StaticType::at(class.address()) {
            Some(StaticType::Function) => crate::eval::call_function(self, callable, args),
            Some(StaticType::BuiltinFunction) => self.call_builtin(callable, args),
            Some(StaticType::MethodDescriptor | StaticType::WrapperDescriptor) => {
                self.call_descriptor(callable, args)
            }
            Some(StaticType::Method) => {
                let function = required(callable, method::FUNCTION);
                let object = required(callable, method::SELF);
                self.call_with_first(&function, object, args)
            }
            Some(StaticType::MethodWrapper) => {
                let descriptor = required(callable, method_wrapper::DESCRIPTOR);
                let object = required(callable, method_wrapper::SELF);
                self.call_with_first(&descriptor, object, args)
            }
            Some(StaticType::Type) => self.call_type(callable, args),
            Some(StaticType::StaticMethod) => {
                self.call(&required(callable, class_method::CALLABLE), args)
            }
            _ => self.call_instance(callable, args),
        }
    }

    /// Calls with positional arguments.
    ///
    /// # Errors
    /// As [`Vm::call`].
    pub fn call_with(&self, callable: &Obj, args: &[Obj]) -> PyResult {
        self.call(callable, Args::positional(args))
    }

    /// `object.name(*args)`.
    ///
    /// # Errors
    /// As [`Vm::call`] and [`Vm::get_attr`].
    pub fn call_method(&self, object: &Obj, name: &Obj, args: &[Obj]) -> PyResult {
        let (callable, unbound) = self.load_method(object, name)?;
        if !unbound {
            return self.call_with(&callable, args);
        }
        self.call_with_first(&callable, object.clone(), Args::positional(args))
    }

    pub(crate) fn call_with_first(&self, callable: &Obj, first: Obj, args: Args<'_>) -> PyResult {
        let values: Vec<Obj> = std::iter::once(first).chain(args.values().iter().cloned()).collect();
        self.call(callable, Args::new(&values, args.names()))
    }

    fn call_instance(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        let Some(function) = self.special(callable, &self.names.call) else {
            let class = self.type_name(callable);
            return Err(self.type_error(format!("'{class}' object is not callable")));
        };
        if is_class(callable) && StaticType::WrapperDescriptor.is_exact(&function) {
            return self.call_type(callable, args);
        }
        let _guard = self.enter_native(" while calling a Python object")?;
        let function = self.descriptor_get(&function, Some(callable), &callable.class())?;
        self.call(&function, args)
    }

    pub(crate) fn call_builtin(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        let native = self.native(fields::number(callable, builtin::NATIVE));
        match native.kind {
            NativeKind::Function => (native.function)(self, args),
            NativeKind::New => {
                self.check_new(callable, args)?;
                (native.function)(self, args)
            }
            NativeKind::Method | NativeKind::ClassMethod => {
                let first = required(callable, builtin::SELF);
                let values: Vec<Obj> =
                    std::iter::once(first).chain(args.values().iter().cloned()).collect();
                (native.function)(self, Args::new(&values, args.names()))
            }
        }
    }

    /// Whether a built-in `__new__` may make an instance of the class that it is given: one that extends
    /// the class it belongs to, with no built-in class in between that makes its own (`tp_new_wrapper`).
    fn check_new(&self, new: &Obj, args: Args<'_>) -> PyResult<()> {
        let owner = required(new, builtin::SELF);
        let maker = types::name(&owner);
        let Some(class) = args.get(0) else {
            return Err(self.type_error(format!("{maker}.__new__(): not enough arguments")));
        };
        if class.is(&owner) {
            return Ok(());
        }
        if !is_class(class) {
            let given = self.type_name(class);
            let message = format!("{maker}.__new__(X): X is not a type object ({given})");
            return Err(self.type_error(message));
        }
        let name = types::name(class);
        if !types::is_subtype(class, &owner) {
            let message = format!("{maker}.__new__({name}): {name} is not a subtype of {maker}");
            return Err(self.type_error(message));
        }
        let base = types::static_base(class);
        let base_new = self.type_lookup(&base.object(), &self.names.new);
        if types::is_heap_type(&owner) || base_new.is_some_and(|base_new| base_new.is(new)) {
            return Ok(());
        }
        let message = format!("{maker}.__new__({name}) is not safe, use {}.__new__()", base.name());
        Err(self.type_error(message))
    }

    pub(crate) fn call_descriptor(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        let native = self.native(fields::number(callable, descriptor::NATIVE));
        let Some(object) = args.get(0) else {
            let owner = required(callable, descriptor::TYPE);
            return Err(self.type_error(format!(
                "unbound method {}.{}() needs an argument",
                types::name(&owner),
                native.name
            )));
        };
        self.check_descriptor(callable, object)?;
        (native.function)(self, args)
    }

    /// `class(*args)`: `__new__`, then `__init__`.
    pub(crate) fn call_type(&self, class: &Obj, args: Args<'_>) -> PyResult {
        if StaticType::Type.object().is(class) && args.values().len() == 1 && args.names().is_empty() {
            return Ok(args[0].class().clone());
        }
        let Some(new) = self.type_lookup(class, &self.names.new) else {
            let name = types::name(class);
            return Err(self.type_error(format!("cannot create '{name}' instances")));
        };
        if !types::is_heap_type(class) && makes_plain_objects(&new) && !StaticType::Object.object().is(class) {
            let name = types::name(class);
            return Err(self.type_error(format!("cannot create '{name}' instances")));
        }
        let _guard = self.enter_native(" while calling a Python object")?;
        let new = self.descriptor_get(&new, None, class)?;
        let object = self.call_with_first(&new, class.clone(), args)?;
        if !types::is_subtype(&object.class(), class) {
            return Ok(object);
        }
        if let Some(init) = self.special(&object, &self.names.init) {
            let outcome = if binds(&init) {
                self.call_with_first(&init, object.clone(), args)?
            } else {
                let init = self.descriptor_get(&init, Some(&object), &object.class())?;
                self.call(&init, args)?
            };
            if !runtime::statics::is_none(&outcome) {
                let given = self.type_name(&outcome);
                return Err(self.type_error(format!("__init__() should return None, not '{given}'")));
            }
        }
        Ok(object)
    }
}

/// Whether a `__new__` is that of `object`. A built-in type that has none of its own makes no instances.
fn makes_plain_objects(new: &Obj) -> bool {
    StaticType::BuiltinFunction.is_exact(new)
        && fields::peek(new, builtin::SELF).is_some_and(|owner| StaticType::Object.object().is(&owner))
}

fn binds(function: &Obj) -> bool {
    types::flags_of(&function.class()) & types::flags::METHOD_DESCRIPTOR != 0
}

/// A field that its maker always fills.
pub(crate) fn required(object: &Obj, offset: u64) -> Obj {
    fields::get(object, offset).unwrap_or_else(runtime::statics::none)
}
