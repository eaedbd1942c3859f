//! Calls: from the loop, and from native code; and the binding of arguments to parameters.
//!
//! `CALL` of a Python function pushes a frame and goes on in the same loop (`_PyEvalFramePushAndInit`); binding
//! follows `initialize_locals` of `Python/ceval.c`.

use super::code_object::{CodeBody, body_of};
use super::dispatch::Step;
use super::{Entry, Flow, Machine, Outcome, Raising, frames, run};
use crate::code::flags;
use crate::error::{PyResult, Raised};
use crate::native::Args;
use crate::vm::Vm;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, function, method};
use runtime::object::{Lent, dict, str, tuple};
use runtime::{Borrowed, Obj, StaticType, heap, statics};
use std::rc::Rc;

/// Calls a Python function from native code.
///
/// # Errors
/// What it raised.
pub fn call_function(vm: &Vm, callable: &Obj, args: Args<'_>) -> PyResult {
    let _guard = vm.enter_native(" while calling a Python object")?;
    let code = required_code(callable);
    let body = body_of(&code);
    let values = args.values().to_vec();
    let frame = push_frame(vm, callable.clone(), code, &body)?;
    if let Err(raised) = bind(vm, frame, callable, &body, values, args.names()) {
        frame.set_in_use(body.nlocalsplus);
        frames::pop(vm, frame);
        return Err(raised);
    }
    finish(vm, frame, &body)
}

/// Runs the body of a class with `namespace` as its locals.
pub(crate) fn run_class_body(vm: &Vm, callable: &Obj, namespace: Obj) -> PyResult {
    let code = required_code(callable);
    let body = body_of(&code);
    let frame = push_frame(vm, callable.clone(), code, &body)?;
    frame.set(frame::LOCALS, Some(namespace));
    finish(vm, frame, &body)
}

/// Runs a module's code object with `globals` as globals and locals. Both are held by the frame alone.
pub(crate) fn run_module(vm: &Vm, code: Obj, globals: Obj) -> PyResult {
    run_code(vm, code, globals.clone(), globals)
}

/// Runs a code object with these globals and locals, as `exec` and `eval` do.
pub(crate) fn run_code(vm: &Vm, code: Obj, globals: Obj, locals: Obj) -> PyResult {
    let body = body_of(&code);
    let callable = fields::new(&StaticType::Function.object());
    vm.fill_function(&callable, code.clone(), Some(globals));
    let frame = push_frame(vm, callable, code, &body)?;
    frame.set(frame::LOCALS, Some(locals));
    finish(vm, frame, &body)
}

fn finish(vm: &Vm, frame: Frame, body: &CodeBody) -> PyResult {
    frame.set_in_use(body.nlocalsplus);
    match run(vm, frame, Entry::Go)? {
        Outcome::Returned(value) | Outcome::Yielded(value) => Ok(value),
    }
}

fn required_code(callable: &Obj) -> Obj {
    fields::get(callable, function::CODE).unwrap_or_else(statics::none)
}

// ANCHOR: push_frame
/// Pushes an empty frame for a call of `callable`, which it takes over.
fn push_frame(vm: &Vm, callable: Obj, code: Obj, body: &CodeBody) -> PyResult<Frame> {
    if vm.depth.get() >= vm.recursion_limit.get() {
        return Err(vm.recursion_error(""));
    }
    if runtime::heap().is_over_limit() {
        return Err(vm.memory_error());
    }
    vm.depth.set(vm.depth.get() + 1);
    let frame = vm.data_stack.borrow_mut().push(code, body.slots());
    if let Some(globals) = fields::peek(&callable, function::GLOBALS) {
        frame.set_namespaces(&globals, &vm.builtins);
    }
    frame.set(frame::FUNCTION, Some(callable));
    frame.set_previous(vm.current.get());
    Ok(frame)
}
// ANCHOR_END: push_frame

impl Vm {
    /// Fills in a function just made: name, module, documentation and the rest that its code tells.
    pub(crate) fn fill_function(&self, callable: &Obj, code: Obj, globals: Option<Obj>) {
        use fields::code as code_fields;
        let module = globals
            .as_ref()
            .and_then(|globals| dict::get_str(globals, &self.names.name));
        let doc = fields::get(&code, code_fields::CONSTS)
            .and_then(|consts| tuple::get(&consts, 0))
            .filter(|first| StaticType::Str.is_exact(first));
        fields::set(callable, function::GLOBALS, globals);
        fields::set(callable, function::BUILTINS, Some(self.builtins.clone()));
        fields::set(
            callable,
            function::NAME,
            fields::get(&code, code_fields::NAME),
        );
        fields::set(
            callable,
            function::QUALNAME,
            fields::get(&code, code_fields::QUALNAME),
        );
        fields::set(
            callable,
            function::DOC,
            Some(doc.unwrap_or_else(statics::none)),
        );
        fields::set(callable, function::MODULE, module);
        fields::set(callable, function::CODE, Some(code));
    }
}

impl Machine<'_> {
    /// `CALL`: below the `count` arguments stand a method and its `self`, or nothing and the callable.
    pub(super) fn call(&mut self, count: u32) -> Step {
        let names = self.keyword_names.take();
        let mut count = u64::from(count);
        let base = self.top - count - 2;
        if self.frame.peek(base).is_some() || self.unpack_bound_method(base) {
            count += 1;
        }
        let first = self.top - count;
        let callable = first - 1;
        let frame = self.frame;
        let target = frame
            .peek(callable)
            .ok_or_else(|| self.vm.type_error("nothing to call"))?;
        if StaticType::Function.is_exact(&target) {
            return self.call_python(base, first, count, names);
        }
        let names = names.map_or_else(Vec::new, |index| tuple::items(&self.constant(index)));
        let lent = frame.begin_loan_to_call(first..first + count);
        let result = self
            .vm
            .call_by_name(&target, Args::new(frame.objects(first, count), &names));
        frame.end_loan_to_call(&lent);
        let result = result?;
        for index in base..self.top {
            drop(self.frame.take(index));
        }
        self.top = base;
        self.push(result);
        runtime::collector::run_if_due();
        Ok(Flow::Next)
    }

    /// A bound method called by itself is taken apart on the stack, and may die before the call.
    fn unpack_bound_method(&mut self, base: u64) -> bool {
        let Some(bound) = self
            .frame
            .slot(base + 1)
            .filter(|it| StaticType::Method.is_exact(it))
        else {
            return false;
        };
        let object = fields::get(&bound, method::SELF);
        let callable = fields::get(&bound, method::FUNCTION);
        self.frame.put(base, callable);
        drop(self.frame.replace(base + 1, object));
        true
    }

    fn call_python(&mut self, base: u64, first: u64, count: u64, names: Option<u32>) -> Step {
        let keeps_arguments = self.vm.heap_keeps_arguments();
        let callable = self.frame.slot(first - 1).unwrap_or_else(statics::none);
        if !keeps_arguments {
            drop(self.frame.take(first - 1));
        }
        let code = required_code(&callable);
        let body = body_of(&code);
        let frame = push_frame(self.vm, callable.clone(), code, &body)?;
        let simple = names.is_none()
            && count == u64::from(body.code.argcount)
            && body.code.kwonlyargcount == 0
            && body.code.flags & (flags::VARARGS | flags::VARKEYWORDS) == 0;
        if simple {
            for index in 0..count {
                if keeps_arguments {
                    frame.put(index, self.frame.slot(first + index));
                } else {
                    self.frame.move_slot(first + index, frame, index);
                }
            }
        } else {
            let names = names.map_or_else(Vec::new, |index| tuple::items(&self.constant(index)));
            let values = (0..count)
                .filter_map(|index| {
                    if keeps_arguments {
                        self.frame.slot(first + index)
                    } else {
                        self.frame.take(first + index)
                    }
                })
                .collect();
            if let Err(raised) = bind(self.vm, frame, &callable, &body, values, &names) {
                frame.set_in_use(body.nlocalsplus);
                frames::pop(self.vm, frame);
                return Err(raised.into());
            }
        }
        drop(callable);
        if keeps_arguments {
            frame.set_caller_slots(self.top - base);
        } else {
            self.top = base;
        }
        self.enter(frame, body);
        Ok(Flow::Next)
    }

    /// `CALL_FUNCTION_EX`: a tuple of arguments, and with the lowest bit a dict of keywords.
    pub(super) fn call_with_unpacked(&mut self, arg: u32) -> Step {
        let keywords = if arg & 1 != 0 { self.pop_slot() } else { None };
        let positional = self.pop();
        let callable = self.peek(1);
        let positional = if StaticType::Tuple.is_exact(&positional) {
            positional
        } else {
            let values = self.unpacked_arguments(&callable, &positional)?;
            drop(positional);
            tuple::new(values)
        };
        let is_python = StaticType::Function.is_exact(&callable);
        if keywords.is_none() && !is_python {
            let items: Vec<Borrowed<'_>> = (0..tuple::len(&positional))
                .filter_map(|index| tuple::peek(&positional, index))
                .collect();
            let lent = Lent::new(items.iter().map(|item| &**item));
            let args = Args::positional(lent.objects());
            let result = self.vm.call_by_name(&callable, args)?;
            drop((positional, callable));
            return self.end_call_with_unpacked(result);
        }
        let mut values = tuple::items(&positional);
        let mut names = Vec::new();
        for item in keywords.iter().flat_map(dict::items) {
            if !StaticType::Str.is_instance(&item.key) {
                return Err(self.vm.type_error("keywords must be strings").into());
            }
            names.push(item.key);
            values.push(item.value);
        }
        if is_python {
            let stays = heap().profile().caller_keeps_unpacked_arguments;
            let kept = if stays { 3 } else { 0 };
            if stays {
                self.push(positional);
            } else {
                drop((self.pop_slot(), self.pop_slot(), positional));
            }
            // The names go to the callee as a tuple (`_PyStack_UnpackDict`).
            let names_tuple = tuple::new(names.clone());
            self.enter_python(callable, values, &names, kept)?;
            drop((names_tuple, keywords));
            return Ok(Flow::Next);
        }
        let result = self
            .vm
            .call_by_name(&callable, Args::new(&values, &names))?;
        drop((values, names, positional, keywords));
        drop(callable);
        self.end_call_with_unpacked(result)
    }

    fn end_call_with_unpacked(&mut self, result: Obj) -> Step {
        drop((self.pop_slot(), self.pop_slot()));
        self.push(result);
        runtime::collector::run_if_due();
        Ok(Flow::Next)
    }

    /// Goes on in a Python function with these arguments, the values of `names` last. So many slots of the caller's stack
    /// are dropped when it returns.
    fn enter_python(
        &mut self,
        callable: Obj,
        values: Vec<Obj>,
        names: &[Obj],
        caller_slots: u64,
    ) -> Result<(), Raising> {
        let code = required_code(&callable);
        let body = body_of(&code);
        let frame = push_frame(self.vm, callable.clone(), code, &body)?;
        if let Err(raised) = bind(self.vm, frame, &callable, &body, values, names) {
            frame.set_in_use(body.nlocalsplus);
            frames::pop(self.vm, frame);
            return Err(raised.into());
        }
        drop(callable);
        frame.set_caller_slots(caller_slots);
        self.enter(frame, body);
        Ok(())
    }

    fn unpacked_arguments(&self, callable: &Obj, iterable: &Obj) -> PyResult<Vec<Obj>> {
        let vm = self.vm;
        if vm.special(iterable, &vm.names.iter).is_none()
            && vm.special(iterable, &vm.names.getitem).is_none()
        {
            let class = vm.type_name(iterable);
            let function = callable_name(vm, callable);
            return Err(vm.type_error(format!(
                "{function} argument after * must be an iterable, not {class}"
            )));
        }
        vm.collect(iterable)
    }
}

/// How messages name what is called: `f()` with its qualified name.
pub(super) fn callable_name(vm: &Vm, callable: &Obj) -> String {
    match vm.find_attr(callable, &vm.names.qualname) {
        Ok(Some(name)) if StaticType::Str.is_instance(&name) => {
            let module = match vm.find_attr(callable, &vm.names.module) {
                Ok(Some(module)) if StaticType::Str.is_instance(&module) => str::to_string(&module),
                _ => String::new(),
            };
            let name = str::to_string(&name);
            if module.is_empty() || module == "builtins" {
                format!("{name}()")
            } else {
                format!("{module}.{name}()")
            }
        }
        _ => vm.type_name(callable),
    }
}

/// Puts arguments into the slots of the parameters; the values of `names` stand last in `values`.
fn bind(
    vm: &Vm,
    frame: Frame,
    callable: &Obj,
    body: &Rc<CodeBody>,
    mut values: Vec<Obj>,
    names: &[Obj],
) -> PyResult<()> {
    let code = &body.code;
    let (argcount, kwonly) = (code.argcount as usize, code.kwonlyargcount as usize);
    let keyword_values = values.split_off(values.len() - names.len());
    let has_varargs = code.flags & flags::VARARGS != 0;
    let has_keywords = code.flags & flags::VARKEYWORDS != 0;
    let given = values.len();
    let mut values = values.into_iter();
    for index in 0..given.min(argcount) {
        frame.put(index as u64, values.next());
    }
    let mut next_slot = (argcount + kwonly) as u64;
    let extra: Vec<Obj> = values.collect();
    let too_many = !extra.is_empty() && !has_varargs;
    if has_varargs {
        frame.put(next_slot, Some(tuple::new(extra)));
        next_slot += 1;
    }
    let rest = has_keywords.then(dict::new);
    let binder = Binder {
        vm,
        frame,
        callable,
        body,
    };
    for (name, value) in names.iter().zip(keyword_values) {
        binder.keyword(name, value, rest.as_ref())?;
    }
    if let Some(rest) = rest {
        frame.put(next_slot, Some(rest));
    }
    if too_many {
        return Err(binder.too_many(given));
    }
    binder.defaults(given)
}

/// A call whose arguments are being put in place.
struct Binder<'a> {
    vm: &'a Vm,
    frame: Frame,
    callable: &'a Obj,
    body: &'a CodeBody,
}

impl Binder<'_> {
    fn function_name(&self) -> String {
        fields::get(self.callable, function::QUALNAME)
            .map_or_else(String::new, |name| str::to_string(&name))
    }

    fn parameter(&self, index: usize) -> &str {
        &self.body.code.localsplusnames[index]
    }

    fn keyword(&self, name: &Obj, value: Obj, rest: Option<&Obj>) -> PyResult<()> {
        let code = &self.body.code;
        let text = str::to_string(name);
        let all = (code.argcount + code.kwonlyargcount) as usize;
        let positional_only = code.posonlyargcount as usize;
        match (positional_only..all).find(|&index| self.parameter(index) == text) {
            Some(index) => {
                if self.frame.peek(index as u64).is_some() {
                    let function = self.function_name();
                    return Err(self.vm.type_error(format!(
                        "{function}() got multiple values for argument '{text}'"
                    )));
                }
                self.frame.put(index as u64, Some(value));
                Ok(())
            }
            None => match rest {
                Some(rest) => {
                    dict::set_str(rest, name, value);
                    Ok(())
                }
                None => Err(self.unexpected(&text, positional_only)),
            },
        }
    }

    fn unexpected(&self, name: &str, positional_only: usize) -> Raised {
        let function = self.function_name();
        let passed: Vec<&str> = (0..positional_only)
            .map(|index| self.parameter(index))
            .filter(|parameter| *parameter == name)
            .collect();
        if passed.is_empty() {
            self.vm.type_error(format!(
                "{function}() got an unexpected keyword argument '{name}'"
            ))
        } else {
            self.vm.type_error(format!(
                "{function}() got some positional-only arguments passed as keyword arguments: '{}'",
                passed.join(", ")
            ))
        }
    }

    fn too_many(&self, given: usize) -> Raised {
        let code = &self.body.code;
        let argcount = code.argcount as usize;
        let defaults =
            fields::get(self.callable, function::DEFAULTS).map_or(0, |it| tuple::len(&it)) as usize;
        let keyword_only = (argcount..argcount + code.kwonlyargcount as usize)
            .filter(|&index| self.frame.peek(index as u64).is_some())
            .count();
        let (takes, plural) = if defaults > 0 {
            (format!("from {} to {argcount}", argcount - defaults), "s")
        } else {
            (argcount.to_string(), if argcount == 1 { "" } else { "s" })
        };
        let verb = if given == 1 && keyword_only == 0 {
            "was"
        } else {
            "were"
        };
        let with_keywords = if keyword_only == 0 {
            String::new()
        } else {
            format!(
                " positional argument{} (and {keyword_only} keyword-only argument{})",
                if given == 1 { "" } else { "s" },
                if keyword_only == 1 { "" } else { "s" }
            )
        };
        self.vm.type_error(format!(
            "{}() takes {takes} positional argument{plural} but {given}{with_keywords} {verb} given",
            self.function_name()
        ))
    }

    fn defaults(&self, given: usize) -> PyResult<()> {
        let code = &self.body.code;
        let argcount = code.argcount as usize;
        let defaults = fields::get(self.callable, function::DEFAULTS);
        let count = defaults.as_ref().map_or(0, tuple::len) as usize;
        let first_default = argcount.saturating_sub(count);
        let absent = |index: &usize| self.frame.peek(*index as u64).is_none();
        let missing: Vec<usize> = (given.min(argcount)..first_default)
            .filter(absent)
            .collect();
        if !missing.is_empty() {
            return Err(self.missing(&missing, "positional"));
        }
        if let Some(defaults) = defaults {
            for index in (first_default..argcount).filter(absent) {
                self.frame.put(
                    index as u64,
                    tuple::get(&defaults, (index - first_default) as u64),
                );
            }
        }
        let keyword_only: Vec<usize> = (argcount..argcount + code.kwonlyargcount as usize)
            .filter(absent)
            .collect();
        let keyword_defaults = fields::get(self.callable, function::KWDEFAULTS);
        let mut missing = Vec::new();
        for index in keyword_only {
            let name = self.vm.intern(self.parameter(index));
            match keyword_defaults
                .as_ref()
                .and_then(|it| dict::get_str(it, &name))
            {
                Some(value) => self.frame.put(index as u64, Some(value)),
                None => missing.push(index),
            }
        }
        if missing.is_empty() {
            Ok(())
        } else {
            Err(self.missing(&missing, "keyword-only"))
        }
    }

    fn missing(&self, missing: &[usize], kind: &str) -> Raised {
        let names: Vec<String> = missing
            .iter()
            .map(|&index| format!("'{}'", self.parameter(index)))
            .collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        self.vm.type_error(format!(
            "{}() missing {} required {kind} argument{plural}: {list}",
            self.function_name(),
            names.len()
        ))
    }
}
