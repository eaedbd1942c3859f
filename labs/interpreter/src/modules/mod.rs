//! The modules that programs can import, and importing.
//!
//! Each is made when it is first asked for and kept in `sys.modules`. There are no files to import from: a
//! name that is not in the table is a `ModuleNotFoundError`.

pub(crate) mod atexit;
pub mod builtins;
mod class;
mod ctypes;
mod dis;
pub(crate) mod gc;
mod python;
mod sys;
mod time;
mod types;
mod weakref;
pub(crate) mod xray;

use crate::error::{PyResult, Raised};
use crate::native::Installer;
use crate::types::module;
use crate::vm::Vm;
use runtime::object::fields::{self, exception};
use runtime::object::{dict, str};
use runtime::{Obj, StaticType};

/// Names the functions of a new module.
type Fill = fn(&Vm, &Installer<'_>);

/// The modules and what fills them.
const MODULES: [(&str, Fill); 9] = [
    ("atexit", atexit::install),
    ("ctypes", ctypes::install),
    ("dis", dis::install),
    ("gc", gc::install),
    ("sys", sys::install),
    ("time", time::install),
    ("types", types::install),
    ("weakref", weakref::install),
    ("xray", xray::install),
];

/// Modules of CPython's library that a program may well ask for.
const KNOWN_ELSEWHERE: [&str; 27] = [
    "abc",
    "array",
    "asyncio",
    "collections",
    "contextlib",
    "copy",
    "dataclasses",
    "datetime",
    "enum",
    "functools",
    "inspect",
    "io",
    "itertools",
    "json",
    "logging",
    "math",
    "operator",
    "os",
    "pathlib",
    "pickle",
    "random",
    "re",
    "string",
    "threading",
    "tracemalloc",
    "traceback",
    "typing",
];

/// Fills in `builtins`.
pub fn install(vm: &Vm) {
    builtins::install(vm);
    let module = module::with_namespace(vm, "builtins", vm.builtins.clone());
    dict::set_str(&vm.modules, &vm.intern("builtins"), module);
}

/// `import name`: the module, made now if nobody asked before.
///
/// # Errors
/// `ModuleNotFoundError` if there is none of that name.
pub fn import(vm: &Vm, name: &str) -> PyResult {
    let key = vm.intern(name);
    if let Some(module) = dict::get_str(&vm.modules, &key) {
        return Ok(module);
    }
    if let Some((_, fill)) = MODULES.iter().find(|(known, _)| *known == name) {
        let module = module::new(vm, name);
        dict::set_str(&vm.modules, &key, module.clone());
        let namespace = fields::get(&module, fields::module::DICT).unwrap_or_else(dict::new);
        fill(vm, &Installer::for_module(vm, namespace.clone()));
        if let Err(raised) = python::complete(vm, name, &namespace) {
            drop(dict::remove_str(&vm.modules, &key));
            return Err(raised);
        }
        return Ok(module);
    }
    let message = match name.split_once('.') {
        Some((parent, _)) if MODULES.iter().any(|(known, _)| *known == parent) => {
            format!("No module named '{name}'; '{parent}' is not a package")
        }
        Some((parent, _)) => not_found(parent),
        None => not_found(name),
    };
    Err(import_error(vm, &key, &message))
}

fn not_found(name: &str) -> String {
    if !KNOWN_ELSEWHERE.contains(&name) {
        return format!("No module named '{name}'");
    }
    let provided: Vec<&str> = MODULES.iter().map(|(name, _)| *name).collect();
    format!(
        "No module named '{name}': the labs provide builtins, {}",
        provided.join(", ")
    )
}

/// An import error that knows its message and the module's name.
fn import_error(vm: &Vm, name: &Obj, message: &str) -> Raised {
    let raised = vm.raise(StaticType::ModuleNotFoundError, message);
    fields::set(&raised.0, exception::VALUE, Some(str::new(message)));
    fields::set(&raised.0, exception::SECOND, Some(name.clone()));
    raised
}
