//! Calls: `f(...)` for anything that can be called.
//!
//! Python functions run in a frame of their own; everything else comes here
//! (`_PyObject_Vectorcall`, and `type_call` of `Objects/typeobject.c`).

use crate::error::PyResult;
use crate::native::{Args, NativeKind};
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, builtin, class_method, descriptor, method, method_wrapper};
use runtime::object::{Lent, tuple, types};
use runtime::{Borrowed, Obj, StaticType};

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
                let object = lent(callable, method::SELF);
                self.call_with_first(&function, &object, args)
            }
            Some(StaticType::MethodWrapper) => {
                let descriptor = required(callable, method_wrapper::DESCRIPTOR);
                let object = lent(callable, method_wrapper::SELF);
                self.call_with_first(&descriptor, &object, args)
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
        self.call_with_first(&callable, object, Args::positional(args))
    }

    /// Calls with positional arguments that the caller keeps: no count changes.
    ///
    /// # Errors
    /// As [`Vm::call`].
    pub fn call_lent(&self, callable: &Obj, args: &[&Obj]) -> PyResult {
        let lent = Lent::new(args.iter().copied());
        self.call(callable, Args::positional(lent.objects()))
    }

    pub(crate) fn call_with_first(&self, callable: &Obj, first: &Obj, args: Args<'_>) -> PyResult {
        let lent = Lent::new(std::iter::once(first).chain(args.values()));
        self.call(callable, Args::new(lent.objects(), args.names()))
    }

    /// Calls a special method that was found on the type of `object`, bound to it without a bound method if
    /// it is a function (`lookup_maybe_method`).
    pub(crate) fn call_special(&self, function: &Obj, object: &Obj, args: Args<'_>) -> PyResult {
        if binds(function) {
            return self.call_with_first(function, object, args);
        }
        let bound = self.descriptor_get(function, Some(object), &object.class())?;
        self.call(&bound, args)
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
        // `tp_call` takes a tuple: the arguments have one holder more than in a plain call.
        let packed = tuple::new(args.pos().to_vec());
        let values: Vec<Obj> = args.keywords().map(|(_, value)| value.clone()).collect();
        let items = (0..tuple::len(&packed))
            .filter_map(|index| tuple::peek(&packed, index))
            .collect::<Vec<_>>();
        let all = Lent::new(items.iter().map(|item| &**item).chain(&values));
        self.call_special(&function, callable, Args::new(all.objects(), args.names()))
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
                let first = lent(callable, builtin::SELF);
                let all = Lent::new(std::iter::once(&*first).chain(args.values()));
                (native.function)(self, Args::new(all.objects(), args.names()))
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
        let message = format!(
            "{maker}.__new__({name}) is not safe, use {}.__new__()",
            base.name()
        );
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
        if StaticType::Type.object().is(class)
            && args.values().len() == 1
            && args.names().is_empty()
        {
            return Ok(args[0].class().clone());
        }
        let Some(new) = self.type_lookup(class, &self.names.new) else {
            let name = types::name(class);
            return Err(self.type_error(format!("cannot create '{name}' instances")));
        };
        if !types::is_heap_type(class)
            && makes_plain_objects(&new)
            && !StaticType::Object.object().is(class)
        {
            let name = types::name(class);
            return Err(self.type_error(format!("cannot create '{name}' instances")));
        }
        let _guard = self.enter_native(" while calling a Python object")?;
        let new = self.descriptor_get(&new, None, class)?;
        // `tp_new` and `tp_init` take a tuple: while they run it holds the arguments as well.
        let packed = (!has_vectorcall(class)).then(|| tuple::new(args.pos().to_vec()));
        let object = self.call_with_first(&new, class, args)?;
        if !types::is_subtype(&object.class(), class) {
            return Ok(object);
        }
        if let Some(init) = self.special(&object, &self.names.init) {
            let outcome = if binds(&init) {
                self.call_with_first(&init, &object, args)?
            } else {
                let init = self.descriptor_get(&init, Some(&object), &object.class())?;
                self.call(&init, args)?
            };
            if !runtime::statics::is_none(&outcome) {
                let given = self.type_name(&outcome);
                return Err(
                    self.type_error(format!("__init__() should return None, not '{given}'"))
                );
            }
        }
        drop(packed);
        Ok(object)
    }
}

/// Whether calling the class makes no tuple of the arguments (`tp_vectorcall`).
fn has_vectorcall(class: &Obj) -> bool {
    matches!(
        StaticType::at(class.address()),
        Some(
            StaticType::Bool
                | StaticType::Dict
                | StaticType::Enumerate
                | StaticType::Filter
                | StaticType::Float
                | StaticType::FrozenSet
                | StaticType::List
                | StaticType::Map
                | StaticType::Range
                | StaticType::Reversed
                | StaticType::Set
                | StaticType::Tuple
        )
    )
}

/// Whether a `__new__` is that of `object`. A built-in type that has none of its own makes no instances.
fn makes_plain_objects(new: &Obj) -> bool {
    StaticType::BuiltinFunction.is_exact(new)
        && fields::peek(new, builtin::SELF)
            .is_some_and(|owner| StaticType::Object.object().is(&owner))
}

fn binds(function: &Obj) -> bool {
    types::flags_of(&function.class()) & types::flags::METHOD_DESCRIPTOR != 0
}

/// A field that its maker always fills.
pub(crate) fn required(object: &Obj, offset: u64) -> Obj {
    fields::get(object, offset).unwrap_or_else(runtime::statics::none)
}

/// [`required`] without counting a reference: `object` keeps it alive.
fn lent(object: &Obj, offset: u64) -> Borrowed<'_> {
    fields::peek(object, offset).expect("a bound callable keeps what it is bound to")
}
