//! Running a whole program: its cells, in a module `__main__`, and the end of the interpreter.

use crate::compile::{self, SyntaxError};
use crate::error::Raised;
use crate::eval::{self, code_object, traceback};
use crate::hooks;
use crate::vm::Vm;
use runtime::object::fields::{self, module};
use runtime::object::{dict, str};
use runtime::{Obj, StaticType, snapshot, statics};
use std::collections::{HashSet, VecDeque};
use std::rc::Rc;

/// How a program ended; texts are for standard error.
#[derive(Clone, Debug, PartialEq)]
pub enum Ending {
    /// It ran to its end.
    Normal,
    /// It asked to end with this status, and maybe said why.
    Exit(i32, Option<String>),
    /// It was not run: the message as CPython prints it.
    SyntaxError(String),
    /// An exception that nobody caught: the traceback.
    Exception(String),
    /// It was stopped after this many seconds.
    OutOfTime(f64),
}

/// Runs a program and ends its module: what is left dies as at CPython's exit.
///
/// All cells are compiled before the first runs; each code object is gone before the next cell runs.
pub fn run_program(vm: &Rc<Vm>, source: &str, filename: &str) -> Ending {
    vm.sources
        .borrow_mut()
        .insert(filename.to_owned(), source.into());
    let mut codes = Vec::new();
    for compiled in compile::compile_cells(source, filename) {
        match compiled {
            Ok(code) => codes.push(code),
            Err(error) => return Ending::SyntaxError(format_syntax_error(&error)),
        }
    }
    let main = crate::types::module::new(vm, "__main__");
    if let Some(globals) = fields::get(&main, module::DICT) {
        dict::set_str(&globals, &vm.intern("__file__"), str::new(filename));
    }
    dict::set_str(&vm.modules, &vm.names.main, main);
    let mut ending = Ending::Normal;
    for code in codes {
        let code = code_object::make(vm, code);
        if let Err(raised) = eval::run_module(vm, code, main_globals(vm)) {
            ending = end_of(vm, raised);
            break;
        }
    }
    finalize(vm);
    ending
}

/// The globals of the main module; a fresh dict if the program threw the module away.
fn main_globals(vm: &Vm) -> Obj {
    dict::get_str(&vm.modules, &vm.names.main)
        .and_then(|main| runtime::object::attributes::dict(&main))
        .unwrap_or_else(dict::new)
}

fn end_of(vm: &Vm, Raised(raised): Raised) -> Ending {
    if vm.is_out_of_time() {
        return Ending::OutOfTime(vm.time_limit());
    }
    if StaticType::SystemExit.is_instance(&raised) {
        let (status, message) = traceback::exit_request(vm, &raised);
        return Ending::Exit(status, message);
    }
    Ending::Exception(traceback::format(vm, &raised))
}

fn format_syntax_error(error: &SyntaxError) -> String {
    error.to_string()
}

/// Ends the main module as CPython does at exit (`finalize_modules` of `Python/pylifecycle.c`).
///
/// If nothing else holds the module's dict, it dies and its values with it, in order. Functions hold it,
/// though, and the dict holds them: CPython leaves such a cycle to its collector, which calls all
/// finalizers while the names still lead to their values, and no callbacks of weak references that go
/// too. Here the walk over what the dict reaches does the first, the clearing the rest.
fn finalize(vm: &Vm) {
    vm.clear_handled();
    let globals = main_globals(vm);
    drop(dict::remove_str(&vm.modules, &vm.names.main));
    if globals.refcount() == 1 {
        return;
    }
    call_finalizers(&globals);
    vm.finalizing.set(true);
    for item in dict::items(&globals) {
        let key = item.key.clone();
        drop(item);
        if !str::with_str(&key, |name| name == "__builtins__") {
            dict::set_str(&globals, &key, statics::none());
        }
    }
}

/// Calls the finalizers of everything that `root` reaches, nearest first, each once.
fn call_finalizers(root: &Obj) {
    let mut seen = HashSet::from([root.address()]);
    let mut queue = VecDeque::from([root.clone()]);
    let mut finalizable = Vec::new();
    while let Some(object) = queue.pop_front() {
        if hooks::has_finalizer(&object) {
            finalizable.push(object.clone());
        }
        for target in snapshot::referents(&object) {
            if !target.is_immortal() && seen.insert(target.address()) {
                queue.push_back(target);
            }
        }
    }
    for object in finalizable {
        hooks::finalize(&object);
    }
}
