//! Calls: `f(...)` for anything that can be called.
//!
//! Python functions run in a frame of their own; everything else comes here
//! (`_PyObject_Vectorcall`, and `type_call` of `Objects/typeobject.c`).

use crate::error::PyResult;
use crate::native::packed::{Packed, Unpacked};
use crate::native::{Args, NativeKind};
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, builtin, class_method, descriptor, method, method_wrapper};
use runtime::object::{Lent, types};
use runtime::{Borrowed, Obj, StaticType, heap};

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
                let packed = Packed::new(args);
                self.call_slot(&descriptor, &object, args, Some(&packed))
            }
            Some(StaticType::Type) => self.call_type(callable, args),
            Some(StaticType::StaticMethod) => {
                self.call(&required(callable, class_method::CALLABLE), args)
            }
            _ => self.call_instance(callable, args, Packing::Needed),
        }
    }

    /// Calls with arguments that the caller packed for it (`PyObject_Call`).
    ///
    /// # Errors
    /// As [`Vm::call`].
    pub(crate) fn call_packed(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        match StaticType::at(callable.class().address()) {
            Some(_) => self.call(callable, args),
            None => self.call_instance(callable, args, Packing::Done),
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

    /// A call that the program writes itself. One of a slot, such as `__init__`, or of a built-in `__new__` makes
    /// a tuple of its arguments, and another without the first (`wrapperdescr_call`, `tp_new_wrapper`); where
    /// calling a class leads there, no such tuples are made.
    pub(crate) fn call_by_name(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        if !self.is_slot_or_new(callable) || args.is_empty() {
            return self.call(callable, args);
        }
        let _packed = Packed::new(args);
        let rest = args.rest_tuple();
        self.call(callable, args.with_rest_tuple(&rest))
    }

    fn is_slot_or_new(&self, callable: &Obj) -> bool {
        match StaticType::at(callable.class().address()) {
            Some(StaticType::WrapperDescriptor) => true,
            Some(StaticType::BuiltinFunction) => {
                self.native(fields::number(callable, builtin::NATIVE)).kind == NativeKind::New
            }
            _ => false,
        }
    }

    /// Calls a special method with its object first; `packed` holds the rest, if the caller packed it.
    fn call_slot(
        &self,
        callable: &Obj,
        first: &Obj,
        args: Args<'_>,
        packed: Option<&Packed>,
    ) -> PyResult {
        let _unpacked = packed.and_then(|_| Unpacked::new(callable, first, args));
        let lent = Lent::new(std::iter::once(first).chain(args.values()));
        let all = Args::new(lent.objects(), args.names());
        let all = packed.map_or(all, |packed| all.with_rest_tuple(packed.positional()));
        self.call(callable, all)
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

    fn call_instance(&self, callable: &Obj, args: Args<'_>, packing: Packing) -> PyResult {
        let Some(function) = self.special(callable, &self.names.call) else {
            let class = self.type_name(callable);
            return Err(self.type_error(format!("'{class}' object is not callable")));
        };
        if is_class(callable) && StaticType::WrapperDescriptor.is_exact(&function) {
            return self.call_type(callable, args);
        }
        let _guard = self.enter_native(" while calling a Python object")?;
        // `tp_call` takes a tuple: the arguments have one holder more than in a plain call.
        let _packed = (packing == Packing::Needed).then(|| Packed::new(args));
        let _unpacked = Unpacked::new(&function, callable, args);
        self.call_special(&function, callable, args)
    }

    pub(crate) fn call_builtin(&self, callable: &Obj, args: Args<'_>) -> PyResult {
        let native = self.native(fields::number(callable, builtin::NATIVE));
        let _packed = native.takes_tuple.then(|| Packed::new(args));
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
        let _packed = native.takes_tuple.then(|| Packed::new(args.rest()));
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
        let packed = (!has_vectorcall(class)).then(|| Packed::new(args));
        let packed = packed.as_ref();
        let object = self.call_slot(&new, class, args, packed)?;
        if !types::is_subtype(&object.class(), class) {
            return Ok(object);
        }
        if let Some(init) = self.special(&object, &self.names.init) {
            let outcome = if binds(&init) {
                self.call_slot(&init, &object, args, packed)?
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
        Ok(object)
    }
}

/// Whether the arguments of a call are still to be packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Packing {
    Needed,
    Done,
}

/// Built-in classes whose call makes no tuple of the arguments (`tp_vectorcall`), and the second number of the
/// version since which.
const HAVE_VECTORCALL: [(StaticType, u32); 14] = [
    (StaticType::Bool, 10),
    (StaticType::Dict, 10),
    (StaticType::Enumerate, 11),
    (StaticType::Filter, 10),
    (StaticType::Float, 10),
    (StaticType::FrozenSet, 10),
    (StaticType::Int, 13),
    (StaticType::List, 10),
    (StaticType::Map, 10),
    (StaticType::Range, 10),
    (StaticType::Reversed, 10),
    (StaticType::Set, 10),
    (StaticType::Super, 11),
    (StaticType::Tuple, 10),
];

fn has_vectorcall(class: &Obj) -> bool {
    let Some(class) = StaticType::at(class.address()) else {
        return false;
    };
    let minor = heap().profile().version.minor();
    HAVE_VECTORCALL
        .iter()
        .any(|&(it, since)| it == class && since <= minor)
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
