//! Names: locals, globals, builtins, cells; imports; attributes of `super`.

use super::dispatch::Step;
use super::{Flow, Machine, Raising};
use crate::error::{PyResult, Raised};
use crate::opcode::Op;
use crate::vm::Vm;
use runtime::frame;
use runtime::object::fields::{self, cell, exception, function};
use runtime::object::{dict, str, tuple};
use runtime::{Obj, StaticType, statics};

impl Machine<'_> {
    pub(super) fn name_instruction(&mut self, op: Op, arg: u32) -> Step {
        match op {
            Op::LoadName => {
                let name = self.name(arg);
                let value = self.load_name(&name)?;
                self.push(value);
            }
            Op::StoreName => {
                let value = self.pop();
                let namespace = self.locals()?;
                store(self.vm, &namespace, &self.name(arg), value)?;
            }
            Op::DeleteName => {
                let name = self.name(arg);
                if !delete(self.vm, &self.locals()?, &name)? {
                    return Err(self.vm.name_error(&name).into());
                }
            }
            Op::LoadGlobal => {
                let name = self.name(arg >> 1);
                let value = self.load_global(&name)?;
                if arg & 1 != 0 {
                    self.push_slot(None);
                }
                self.push(value);
            }
            Op::StoreGlobal => {
                let value = self.pop();
                store(self.vm, &self.globals(), &self.name(arg), value)?;
            }
            Op::DeleteGlobal => {
                let name = self.name(arg);
                if !delete(self.vm, &self.globals(), &name)? {
                    return Err(self.vm.name_error(&name).into());
                }
            }
            Op::LoadLocals => {
                let namespace = self.locals()?;
                self.push(namespace);
            }
            Op::LoadBuildClass => {
                let name = self.vm.names.build_class.clone();
                let value = dict::get_str(&self.vm.builtins, &name).ok_or_else(|| {
                    self.vm
                        .raise(StaticType::NameError, "__build_class__ not found")
                })?;
                self.push(value);
            }
            Op::SetupAnnotations => {
                let (namespace, name) = (self.locals()?, self.vm.names.annotations.clone());
                if self.vm.namespace_get(&namespace, &name)?.is_none() {
                    store(self.vm, &namespace, &name, dict::new())?;
                }
            }
            Op::MakeCell => {
                let made = new_cell(self.frame.take(u64::from(arg)));
                self.frame.put(u64::from(arg), Some(made));
            }
            Op::CopyFreeVars => self.copy_free_variables(arg),
            Op::LoadDeref => match self.cell_contents(arg) {
                Some(value) => self.push(value),
                None => return Err(self.unbound_cell(arg).into()),
            },
            Op::StoreDeref => {
                let value = self.pop_slot();
                if let Some(cell) = self.frame.slot(u64::from(arg)) {
                    drop(fields::set(&cell, cell::CONTENTS, value));
                }
            }
            Op::DeleteDeref => {
                let cell = self.frame.slot(u64::from(arg));
                match cell.and_then(|cell| fields::set(&cell, cell::CONTENTS, None)) {
                    Some(old) => drop(old),
                    None => return Err(self.unbound_cell(arg).into()),
                }
            }
            Op::LoadFromDictOrDeref => {
                let namespace = self.pop();
                let name = self
                    .vm
                    .intern(&self.body.code.localsplusnames[arg as usize]);
                let found = self.vm.namespace_get(&namespace, &name)?;
                match found.or_else(|| self.cell_contents(arg)) {
                    Some(value) => self.push(value),
                    None => return Err(self.unbound_cell(arg).into()),
                }
            }
            Op::ImportName => self.import_name(arg)?,
            Op::ImportFrom => self.import_from(arg)?,
            _ => self.load_super_attr(arg)?,
        }
        Ok(Flow::Next)
    }

    fn locals(&self) -> PyResult {
        self.frame
            .get(frame::LOCALS)
            .ok_or_else(|| self.vm.raise(StaticType::SystemError, "no locals"))
    }

    fn globals(&self) -> Obj {
        self.frame
            .namespace(frame::GLOBALS)
            .unwrap_or_else(statics::none)
    }

    fn load_name(&self, name: &Obj) -> PyResult {
        if let Some(namespace) = self.frame.get(frame::LOCALS)
            && let Some(value) = self.vm.namespace_get(&namespace, name)?
        {
            return Ok(value);
        }
        self.load_global(name)
    }

    fn load_global(&self, name: &Obj) -> PyResult {
        let globals = self.globals();
        dict::get_str(&globals, name)
            .or_else(|| dict::get_str(&self.vm.builtins, name))
            .ok_or_else(|| self.vm.name_error(name))
    }

    fn cell_contents(&self, arg: u32) -> Option<Obj> {
        let cell = self.frame.slot(u64::from(arg))?;
        fields::get(&cell, cell::CONTENTS)
    }

    fn copy_free_variables(&mut self, count: u32) {
        let closure = self
            .frame
            .get(frame::FUNCTION)
            .and_then(|callable| fields::get(&callable, function::CLOSURE));
        let first = self.body.nlocalsplus - u64::from(count);
        if let Some(closure) = closure {
            for index in 0..u64::from(count) {
                self.frame.put(first + index, tuple::get(&closure, index));
            }
        }
    }

    pub(super) fn unbound_local(&self, arg: u32) -> Raised {
        let name = &self.body.code.localsplusnames[arg as usize];
        let message = format!(
            "cannot access local variable '{name}' where it is not associated with a value"
        );
        self.vm.raise(StaticType::UnboundLocalError, message)
    }

    fn unbound_cell(&self, arg: u32) -> Raised {
        if !self.body.code.localspluskinds[arg as usize].free {
            return self.unbound_local(arg);
        }
        let name = &self.body.code.localsplusnames[arg as usize];
        self.vm.raise(
            StaticType::NameError,
            format!("cannot access free variable '{name}' where it is not associated with a value in enclosing scope"),
        )
    }

    fn import_name(&mut self, arg: u32) -> Result<(), Raising> {
        let name = self.name(arg);
        let from_list = self.pop();
        let level = self.pop();
        if runtime::object::int::to_i64(&level) != Some(0) {
            let message = "attempted relative import with no known parent package";
            return Err(self.vm.raise(StaticType::ImportError, message).into());
        }
        drop(from_list);
        let module = crate::modules::import(self.vm, &str::to_string(&name))?;
        self.push(module);
        Ok(())
    }

    fn import_from(&mut self, arg: u32) -> Result<(), Raising> {
        let name = self.name(arg);
        let module = self.peek(1);
        match self.vm.find_attr(&module, &name)? {
            Some(value) => {
                self.push(value);
                Ok(())
            }
            None => {
                let module = fields::get(&module, fields::module::NAME)
                    .map_or_else(String::new, |it| str::to_string(&it));
                let message = format!(
                    "cannot import name '{}' from '{module}' (unknown location)",
                    str::to_string(&name)
                );
                Err(self.vm.raise(StaticType::ImportError, message).into())
            }
        }
    }

    pub(super) fn import_star(&mut self, module: &Obj) -> PyResult {
        let namespace = self.locals()?;
        if let Some(source) = runtime::object::attributes::dict(module) {
            for item in dict::items(&source) {
                if !str::with_str(&item.key, |name| name.starts_with('_')) {
                    store(self.vm, &namespace, &item.key, item.value)?;
                }
            }
        }
        Ok(statics::none())
    }

    /// `super().name` without making the super object, unless the name `super` means something else.
    fn load_super_attr(&mut self, arg: u32) -> Result<(), Raising> {
        let name = self.name(arg >> 2);
        let object = self.pop();
        let class = self.pop();
        let called = self.pop();
        let (value, unbound) = if StaticType::Super.object().is(&called) {
            crate::types::super_object::lookup(self.vm, &class, &object, &name, arg & 1 != 0)?
        } else {
            let args = if arg & 2 != 0 {
                vec![class, object.clone()]
            } else {
                Vec::new()
            };
            let made = self.vm.call_with(&called, &args)?;
            (self.vm.get_attr(&made, &name)?, false)
        };
        if arg & 1 == 0 {
            self.push(value);
        } else if unbound {
            self.push(value);
            self.push(object);
        } else {
            self.push_slot(None);
            self.push(value);
        }
        Ok(())
    }
}

/// A cell with these contents.
pub(crate) fn new_cell(contents: Option<Obj>) -> Obj {
    let made = fields::new(&StaticType::Cell.object());
    fields::set(&made, cell::CONTENTS, contents);
    made
}

fn store(vm: &Vm, namespace: &Obj, name: &Obj, value: Obj) -> PyResult<()> {
    if StaticType::Dict.is_exact(namespace) {
        dict::set_str(namespace, name, value);
        return Ok(());
    }
    vm.set_item(namespace, name, value)
}

fn delete(vm: &Vm, namespace: &Obj, name: &Obj) -> PyResult<bool> {
    if StaticType::Dict.is_exact(namespace) {
        return Ok(dict::remove_str(namespace, name).is_some());
    }
    match vm.delete_item(namespace, name) {
        Ok(()) => Ok(true),
        Err(raised) if raised.is(StaticType::KeyError) => Ok(false),
        Err(raised) => Err(raised),
    }
}

impl Vm {
    /// A name's value in a namespace: a dict, or any mapping that a metaclass prepared.
    pub(crate) fn namespace_get(&self, namespace: &Obj, name: &Obj) -> PyResult<Option<Obj>> {
        if StaticType::Dict.is_exact(namespace) {
            return Ok(dict::get_str(namespace, name));
        }
        match self.get_item(namespace, name) {
            Ok(value) => Ok(Some(value)),
            Err(raised) if raised.is(StaticType::KeyError) => Ok(None),
            Err(raised) => Err(raised),
        }
    }

    /// `NameError` for a name that is nowhere.
    pub(crate) fn name_error(&self, name: &Obj) -> Raised {
        let message = format!("name '{}' is not defined", str::to_string(name));
        let made = self.new_exception(StaticType::NameError, &message);
        fields::set(&made, exception::VALUE, Some(name.clone()));
        Raised(made)
    }
}
