//! Running a whole program: its cells, in a module `__main__`, and the end of the interpreter.

use crate::compile::{self, SyntaxError};
use crate::error::Raised;
use crate::eval::{self, code_object, traceback};
use crate::modules::{atexit, gc};
use crate::vm::Vm;
use runtime::object::fields::{self, module};
use runtime::object::{attributes, dict, str, weakref};
use runtime::{Obj, StaticType, collector, statics};
use std::rc::Rc;

/// The generation whose collection looks at everything.
const OLDEST: usize = collector::GENERATIONS - 1;

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
    vm.host.program_ends(vm, &ending);
    finalize(vm);
    ending
}

/// The globals of the main module; a fresh dict if the program threw the module away.
fn main_globals(vm: &Vm) -> Obj {
    main_namespace(vm).unwrap_or_else(dict::new)
}

/// The globals of the main module, while it is there.
pub fn main_namespace(vm: &Vm) -> Option<Obj> {
    attributes::dict(&dict::get_str(&vm.modules, &vm.names.main)?)
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

/// Ends the main module as CPython does at exit (`Py_FinalizeEx` and `finalize_modules` of `Python/pylifecycle.c`).
///
/// First what the program registered to be called; a collection while everything is still there; then the module goes, and what only it held. Functions hold the
/// module's dict and the dict holds them: the next collection ends that cycle, with all finalizers called
/// while the names still lead to their values. A module that something else holds is emptied.
fn finalize(vm: &Vm) {
    vm.clear_handled();
    if !vm.is_out_of_time() {
        atexit::run(vm);
    }
    if collector::is_enabled() {
        collector::collect(OLDEST);
    }
    let Some(main) = dict::remove_str(&vm.modules, &vm.names.main) else {
        return;
    };
    let reference = weakref::new(&StaticType::WeakRef.object(), &main, None);
    drop(main);
    collector::collect_untold();
    if let Some(main) = reference.and_then(|it| weakref::referent(&it)) {
        clear_namespace(&main);
    }
    collector::collect_untold();
    gc::end_of_garbage(vm);
}

/// Empties a module's namespace: names that start with one underscore first, then all others but `__builtins__`
/// (`_PyModule_ClearDict` of `Objects/moduleobject.c`).
fn clear_namespace(module: &Obj) {
    let Some(namespace) = attributes::dict(module) else {
        return;
    };
    let is_private = |name: &str| name.starts_with('_') && !name.starts_with("__");
    for private in [true, false] {
        for key in names_in(&namespace) {
            let goes = str::with_str(&key, |name| {
                name != "__builtins__" && is_private(name) == private
            });
            if goes {
                dict::set_str(&namespace, &key, statics::none());
            }
        }
    }
}

/// The names in a namespace, without holding their values.
fn names_in(namespace: &Obj) -> Vec<Obj> {
    let items = dict::items(namespace).into_iter();
    items
        .map(|item| item.key)
        .filter(|key| StaticType::Str.is_exact(key))
        .collect()
}
