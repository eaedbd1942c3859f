//! Running a whole program: its cells, in a module `__main__`, and the end of the interpreter.

use crate::compile::{self, SyntaxError};
use crate::error::Raised;
use crate::eval::{self, code_object, traceback};
use crate::vm::Vm;
use runtime::object::fields::{self, module};
use runtime::object::{dict, str};
use runtime::{Obj, StaticType, statics};
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
    vm.sources.borrow_mut().insert(filename.to_owned(), source.into());
    let mut codes = Vec::new();
    for compiled in compile::compile_cells(source, filename) {
        match compiled {
            Ok(code) => codes.push(code),
            Err(error) => return Ending::SyntaxError(format_syntax_error(&error)),
        }
    }
    let main = crate::types::module::new(vm, "__main__");
    dict::set_str(&vm.modules, &vm.names.main, main.clone());
    let globals = fields::get(&main, module::DICT).unwrap_or_else(dict::new);
    dict::set_str(&globals, &vm.intern("__file__"), str::new(filename));
    let mut ending = Ending::Normal;
    for code in codes {
        let code = code_object::make(vm, code);
        let result = eval::run_module(vm, code, &globals);
        if let Err(raised) = result {
            ending = end_of(vm, raised);
            break;
        }
    }
    drop(globals);
    finalize(vm, main);
    ending
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

/// Clears the main module as CPython does at exit (`finalize_modules` of `Python/pylifecycle.c`): names
/// with one leading underscore first, then the others, in the order of the dict.
fn finalize(vm: &Vm, main: Obj) {
    vm.clear_handled();
    drop(dict::remove_str(&vm.modules, &vm.names.main));
    let Some(globals) = fields::get(&main, module::DICT) else {
        return;
    };
    drop(main);
    if globals.refcount() == 1 {
        return;
    }
    for underscored in [true, false] {
        for item in dict::items(&globals) {
            let name = str::to_string(&item.key);
            let mine = name.starts_with('_') && !name.starts_with("__") || name == "_";
            if name != "__builtins__" && mine == underscored && !statics::is_none(&item.value) {
                let key = item.key.clone();
                drop(item);
                dict::set_str(&globals, &key, statics::none());
            }
        }
    }
}
