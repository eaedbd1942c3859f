//! Native functions: what is written in Rust and called from Python.
//!
//! A module of [`crate::types`] or [`crate::modules`] names its functions to an [`Installer`], which makes
//! the objects that Python sees: a `method_descriptor` for `list.append`, a `wrapper_descriptor` for
//! `list.__len__`, a `builtin_function_or_method` for `len`. The object keeps the number of the function in
//! the place where CPython's keeps the address of a `PyMethodDef`.

pub(crate) mod packed;

use crate::error::PyResult;
use crate::vm::Vm;
use runtime::object::fields::{self, builtin, descriptor, member};
use runtime::object::{dict, str, tuple, types};
use runtime::{Obj, StaticType, interning};
use std::ops::Index;

/// A function written in Rust.
///
/// For a method the first argument is `self`, already checked to be an instance of the type.
pub type NativeFn = fn(&Vm, Args<'_>) -> PyResult;
/// `__next__` of a built-in iterator; `None` when it is exhausted.
pub type NextFn = fn(&Vm, &Obj) -> PyResult<Option<Obj>>;
/// Reads a computed attribute.
pub type Getter = fn(&Vm, &Obj) -> PyResult;
/// Writes a computed attribute; `None` deletes it.
pub type Setter = fn(&Vm, &Obj, Option<Obj>) -> PyResult<()>;

/// What a native function is called with: values in the order of the call, those of keywords last.
#[derive(Clone, Copy)]
pub struct Args<'a> {
    values: &'a [Obj],
    names: &'a [Obj],
    rest_tuple: Option<&'a Obj>,
}

impl<'a> Args<'a> {
    /// Only positional arguments.
    pub fn positional(values: &'a [Obj]) -> Args<'a> {
        Args::new(values, &[])
    }

    /// The last `names.len()` values are keywords'.
    pub fn new(values: &'a [Obj], names: &'a [Obj]) -> Args<'a> {
        Args {
            values,
            names,
            rest_tuple: None,
        }
    }

    /// The same, whose call made this tuple of the positional arguments after the first.
    pub(crate) fn with_rest_tuple(self, rest_tuple: &'a Obj) -> Args<'a> {
        Args {
            rest_tuple: Some(rest_tuple),
            ..self
        }
    }

    /// The positional arguments after the first as a tuple: the call's own, if it made one.
    pub fn rest_tuple(self) -> Obj {
        match self.rest_tuple {
            Some(made) => made.clone(),
            None => tuple::new(self.rest().pos().to_vec()),
        }
    }

    /// All values, keywords' last.
    pub fn values(self) -> &'a [Obj] {
        self.values
    }

    /// Names of the keywords.
    pub fn names(self) -> &'a [Obj] {
        self.names
    }

    /// The positional arguments, `self` of a method among them.
    pub fn pos(self) -> &'a [Obj] {
        &self.values[..self.values.len() - self.names.len()]
    }

    /// The keyword arguments.
    pub fn keywords(self) -> impl Iterator<Item = (&'a Obj, &'a Obj)> {
        self.names
            .iter()
            .zip(&self.values[self.values.len() - self.names.len()..])
    }

    /// Number of positional arguments.
    pub fn len(self) -> usize {
        self.pos().len()
    }

    /// Whether there is no argument at all.
    pub fn is_empty(self) -> bool {
        self.values.is_empty()
    }

    /// The positional argument at `index`, if given.
    pub fn get(self, index: usize) -> Option<&'a Obj> {
        self.pos().get(index)
    }

    /// Without the first positional argument: a method's arguments without `self`.
    ///
    /// # Panics
    /// If there is none.
    pub fn rest(self) -> Args<'a> {
        Args::new(&self.values[1..], self.names)
    }

    /// The positional arguments if there are exactly `N` and no keywords.
    ///
    /// `name` is the function as messages name it, such as `len` or `list.append`.
    ///
    /// # Errors
    /// `TypeError` in CPython's words for functions of one argument or none, and for others.
    pub fn exactly<const N: usize>(self, vm: &Vm, name: &str) -> PyResult<&'a [Obj; N]> {
        self.no_keywords(vm, name)?;
        <&[Obj; N]>::try_from(self.values).map_err(|_| {
            let given = self.values.len();
            vm.type_error(match N {
                0 => format!("{name}() takes no arguments ({given} given)"),
                1 => format!("{name}() takes exactly one argument ({given} given)"),
                _ => format!("{name} expected {N} arguments, got {given}"),
            })
        })
    }

    /// The positional arguments if there are `least` to `most` and no keywords.
    ///
    /// # Errors
    /// `TypeError` in the words of CPython's `_PyArg_CheckPositional`.
    pub fn between(self, vm: &Vm, name: &str, least: usize, most: usize) -> PyResult<&'a [Obj]> {
        self.no_keywords(vm, name)?;
        let given = self.values.len();
        let (bound, word) = if given < least {
            (least, if least == most { "" } else { "at least " })
        } else if given > most {
            (most, if least == most { "" } else { "at most " })
        } else {
            return Ok(self.values);
        };
        let plural = if bound == 1 { "" } else { "s" };
        Err(vm.type_error(format!(
            "{name} expected {word}{bound} argument{plural}, got {given}"
        )))
    }

    /// The `N` arguments of a slot wrapper such as `int.__add__`, after `self`.
    ///
    /// # Errors
    /// `TypeError` in the words of `check_num_args` (`Objects/typeobject.c`).
    pub fn slot<const N: usize>(self, vm: &Vm, name: &str) -> PyResult<&'a [Obj; N]> {
        if !self.names.is_empty() {
            return Err(vm.type_error(format!("wrapper {name}() takes no keyword arguments")));
        }
        let given = &self.values[1..];
        <&[Obj; N]>::try_from(given).map_err(|_| {
            let plural = if N == 1 { "" } else { "s" };
            vm.type_error(format!(
                "expected {N} argument{plural}, got {}",
                given.len()
            ))
        })
    }

    /// # Errors
    /// `TypeError` if there are keyword arguments.
    pub fn no_keywords(self, vm: &Vm, name: &str) -> PyResult<()> {
        if self.names.is_empty() {
            return Ok(());
        }
        Err(vm.type_error(format!("{name}() takes no keyword arguments")))
    }

    /// Sorts positional and keyword arguments into parameters; parameters not given are `None`.
    ///
    /// The first `positional` parameters may be given by position; those whose name is empty only so; the
    /// first `required` must be given.
    ///
    /// # Errors
    /// `TypeError` for too many, unknown, doubled or missing arguments.
    pub fn bind<const N: usize>(
        self,
        vm: &Vm,
        name: &str,
        parameters: [&str; N],
        positional: usize,
        required: usize,
    ) -> PyResult<[Option<&'a Obj>; N]> {
        self.check_count(vm, name, &parameters, positional, required)?;
        let mut bound = [None; N];
        for (place, value) in bound.iter_mut().zip(self.pos()) {
            *place = Some(value);
        }
        let mut unknown = None;
        for (keyword, value) in self.keywords() {
            let keyword = str::to_string(keyword);
            let known = parameters
                .iter()
                .position(|parameter| *parameter == keyword && !keyword.is_empty());
            let Some(index) = known else {
                unknown.get_or_insert(keyword);
                continue;
            };
            if bound[index].replace(value).is_some() {
                return Err(vm.type_error(format!(
                    "argument for {name}() given by name ('{keyword}') and position ({})",
                    index + 1
                )));
            }
        }
        if let Some(index) = bound[..required].iter().position(Option::is_none) {
            let missing = parameters[index];
            let message = format!(
                "{name}() missing required argument '{missing}' (pos {})",
                index + 1
            );
            return Err(vm.type_error(message));
        }
        if let Some(keyword) = unknown {
            return Err(vm.type_error(format!(
                "'{keyword}' is an invalid keyword argument for {name}()"
            )));
        }
        Ok(bound)
    }

    /// The checks of [`Args::bind`] that only count (`_PyArg_UnpackKeywords` in `Python/getargs.c`).
    fn check_count(
        self,
        vm: &Vm,
        name: &str,
        parameters: &[&str],
        positional: usize,
        required: usize,
    ) -> PyResult<()> {
        let plural = |count: usize| if count == 1 { "" } else { "s" };
        let (most, given, by_position) = (parameters.len(), self.values.len(), self.len());
        if given > most {
            let keyword = if by_position == 0 { "keyword " } else { "" };
            let message = format!(
                "{name}() takes at most {most} {keyword}argument{} ({given} given)",
                plural(most)
            );
            return Err(vm.type_error(message));
        }
        if by_position > positional {
            let word = if required < positional {
                "at most"
            } else {
                "exactly"
            };
            return Err(vm.type_error(format!(
                "{name}() takes {word} {positional} positional argument{} ({by_position} given)",
                plural(positional)
            )));
        }
        let nameless = parameters[..required]
            .iter()
            .filter(|parameter| parameter.is_empty())
            .count();
        if by_position < nameless {
            let word = if nameless < positional {
                "at least"
            } else {
                "exactly"
            };
            return Err(vm.type_error(format!(
                "{name}() takes {word} {nameless} positional argument{} ({by_position} given)",
                plural(nameless)
            )));
        }
        Ok(())
    }
}

impl Index<usize> for Args<'_> {
    type Output = Obj;

    fn index(&self, index: usize) -> &Obj {
        &self.values[index]
    }
}

/// How a native function is found and called.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NativeKind {
    /// A function of a module.
    Function,
    /// A method: `self` comes first.
    Method,
    /// A class method: the class comes first.
    ClassMethod,
    /// `__new__`: the class comes first, given by the caller.
    New,
}

/// A registered native function.
#[derive(Clone, Copy)]
pub struct Native {
    /// `__name__`
    pub name: &'static str,
    /// The function.
    pub function: NativeFn,
    /// How it is called.
    pub kind: NativeKind,
    /// Whether its arguments are put into a tuple for it.
    pub takes_tuple: bool,
}

/// A registered computed attribute.
#[derive(Clone, Copy)]
pub struct GetSet {
    /// Reads it.
    pub get: Getter,
    /// Writes it; without one, it is read-only.
    pub set: Option<Setter>,
}

/// Makes the Python side of native functions for one type or module.
pub struct Installer<'a> {
    vm: &'a Vm,
    namespace: Obj,
    class: Option<StaticType>,
    owner: Option<Obj>,
}

impl<'a> Installer<'a> {
    /// For a built-in type: entries go to its dict.
    pub fn for_type(vm: &'a Vm, class: StaticType) -> Installer<'a> {
        let object = class.object();
        let namespace = match types::field(&object, types::DICT) {
            Some(dict) => dict,
            None => {
                let dict = dict::new();
                types::set_field(&object, types::DICT, Some(dict.clone()));
                dict
            }
        };
        Installer {
            vm,
            namespace,
            class: Some(class),
            owner: Some(object),
        }
    }

    /// For a class of a module that is written in Rust and made when it is imported: entries go to
    /// `namespace`, its dict.
    pub fn for_class(vm: &'a Vm, class: &Obj, namespace: Obj) -> Installer<'a> {
        Installer {
            vm,
            namespace,
            class: None,
            owner: Some(class.clone()),
        }
    }

    /// For a module with this dict.
    pub fn for_module(vm: &'a Vm, namespace: Obj) -> Installer<'a> {
        Installer {
            vm,
            namespace,
            class: None,
            owner: None,
        }
    }

    /// Any object under a name.
    pub fn value(&self, name: &str, value: Obj) -> &Self {
        dict::set_str(&self.namespace, &interning::intern_text(name), value);
        self
    }

    /// What stands under `name`, under a second name too.
    pub fn alias(&self, second: &str, name: &str) -> &Self {
        match dict::get_str(&self.namespace, &interning::intern_text(name)) {
            Some(object) => self.value(second, object),
            None => self,
        }
    }

    fn owner(&self) -> Option<Obj> {
        self.owner.clone()
    }

    fn described(&self, kind: StaticType, name: &str, data_field: u64, data: u64) -> Obj {
        let object = fields::new(&kind.object());
        fields::set(&object, descriptor::TYPE, self.owner());
        fields::set(
            &object,
            descriptor::NAME,
            Some(interning::intern_text(name)),
        );
        fields::set_number(&object, data_field, data);
        object
    }

    /// A method. Dunder names become slot wrappers, others method descriptors.
    pub fn method(&self, name: &'static str, function: NativeFn) -> &Self {
        let number = self.vm.register(Native {
            name,
            function,
            kind: NativeKind::Method,
            takes_tuple: packed::takes_tuple(self.class, name),
        });
        let kind = if name.starts_with("__") && !PLAIN_DUNDERS.contains(&name) {
            StaticType::WrapperDescriptor
        } else {
            StaticType::MethodDescriptor
        };
        self.value(name, self.described(kind, name, descriptor::NATIVE, number))
    }

    /// A class method.
    pub fn class_method(&self, name: &'static str, function: NativeFn) -> &Self {
        let number = self.vm.register(Native {
            name,
            function,
            kind: NativeKind::ClassMethod,
            takes_tuple: false,
        });
        let object = self.described(
            StaticType::ClassMethodDescriptor,
            name,
            descriptor::NATIVE,
            number,
        );
        self.value(name, object)
    }

    /// A function of a module, or a static method of a type.
    pub fn function(&self, name: &'static str, function: NativeFn) -> &Self {
        let builtin = self.builtin(name, function, NativeKind::Function, None);
        if self.owner.is_none() {
            return self.value(name, builtin);
        }
        let wrapped = fields::new(&StaticType::StaticMethod.object());
        fields::set(&wrapped, fields::class_method::CALLABLE, Some(builtin));
        self.value(name, wrapped)
    }

    /// `__new__`.
    pub fn new_function(&self, function: NativeFn) -> &Self {
        let builtin = self.builtin("__new__", function, NativeKind::New, self.owner());
        self.value("__new__", builtin)
    }

    fn builtin(
        &self,
        name: &'static str,
        function: NativeFn,
        kind: NativeKind,
        owner: Option<Obj>,
    ) -> Obj {
        let number = self.vm.register(Native {
            name,
            function,
            kind,
            takes_tuple: owner.is_none() && packed::takes_tuple(None, name),
        });
        let object = fields::new(&StaticType::BuiltinFunction.object());
        fields::set_number(&object, builtin::NATIVE, number);
        fields::set(&object, builtin::SELF, owner);
        object
    }

    /// `__next__` of an iterator, which is its own `__iter__`.
    pub fn iterator(&self, next: NextFn) -> &Self {
        if let Some(class) = self.class {
            self.vm.set_next_function(class, next);
        }
        self.method("__iter__", |_vm, args| Ok(args[0].clone()))
            .method("__next__", |vm, args| {
                args.rest().exactly::<0>(vm, "__next__")?;
                let kind = types::static_base(&args[0].class());
                let item = match vm.next_function_of(kind) {
                    Some(next) => next(vm, &args[0])?,
                    None => None,
                };
                match item {
                    Some(item) => Ok(item),
                    None => Err(vm.stop_iteration(None)),
                }
            })
    }

    /// A computed attribute.
    pub fn getset(&self, name: &'static str, get: Getter, set: Option<Setter>) -> &Self {
        let number = self.vm.register_getset(GetSet { get, set });
        let object = self.described(StaticType::GetSetDescriptor, name, member::DATA, number);
        self.value(name, object)
    }

    /// A field that programs may only read (`READONLY` of a `PyMemberDef`).
    pub fn read_only_member(&self, name: &'static str, get: Getter) -> &Self {
        let refuse: Setter =
            |vm, _it, _value| Err(vm.raise(StaticType::AttributeError, "readonly attribute"));
        self.getset(name, get, Some(refuse))
    }

    /// `__hash__ = None`: instances cannot be hashed.
    pub fn unhashable(&self) -> &Self {
        self.value("__hash__", runtime::statics::none())
    }
}

/// Dunder names that are ordinary methods in CPython, not slots.
const PLAIN_DUNDERS: &[&str] = &[
    "__format__",
    "__sizeof__",
    "__reversed__",
    "__dir__",
    "__round__",
    "__trunc__",
    "__floor__",
    "__ceil__",
    "__length_hint__",
    "__reduce__",
    "__reduce_ex__",
    "__instancecheck__",
    "__subclasscheck__",
    "__subclasses__",
    "__prepare__",
    "__enter__",
    "__exit__",
    "__getnewargs__",
    "__class_getitem__",
    "__init_subclass__",
    "__subclasshook__",
    "__complex__",
    "__bytes__",
    "mro",
];
