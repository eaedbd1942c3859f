//! Namespaces: `globals`, `locals`, `vars`, `dir`, `__import__`, and the way out: `exit`.

use crate::error::PyResult;
use crate::eval;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::{dict, fields, int, list, str, tuple};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("globals", |vm, args| {
            args.exactly::<0>(vm, "globals")?;
            namespace(vm, eval::current_globals(vm))
        })
        .function("locals", |vm, args| {
            args.exactly::<0>(vm, "locals")?;
            namespace(vm, eval::current_locals(vm))
        })
        .function("vars", vars)
        .function("dir", dir)
        .function("__import__", import)
        .function("exit", exit)
        .function("quit", exit);
}

fn namespace(vm: &Vm, found: Option<Obj>) -> PyResult {
    found.ok_or_else(|| vm.raise(StaticType::SystemError, "frame does not exist"))
}

fn vars(vm: &Vm, args: Args<'_>) -> PyResult {
    match args.between(vm, "vars", 0, 1)? {
        [] => namespace(vm, eval::current_locals(vm)),
        [object, ..] => vm
            .find_attr(object, &vm.names.dict)?
            .ok_or_else(|| vm.type_error("vars() argument must have __dict__ attribute")),
    }
}

fn dir(vm: &Vm, args: Args<'_>) -> PyResult {
    let names = match args.between(vm, "dir", 0, 1)? {
        [] => {
            let locals = namespace(vm, eval::current_locals(vm))?;
            list::new(
                dict::items(&locals)
                    .into_iter()
                    .map(|item| item.key)
                    .collect::<Vec<_>>(),
            )
        }
        [object, ..] => {
            let Some(function) = vm.special(object, &vm.names.dir) else {
                return Err(vm.type_error("object does not provide __dir__"));
            };
            let function = vm.descriptor_get(&function, Some(object), &object.class())?;
            let names = vm.call_with(&function, &[])?;
            vm.call_with(&StaticType::List.object(), &[names])?
        }
    };
    vm.call_method(&names, &vm.names.sort, &[])?;
    Ok(names)
}

fn import(vm: &Vm, args: Args<'_>) -> PyResult {
    let parameters = ["name", "globals", "locals", "fromlist", "level"];
    let [name, _, _, _, level] = args.bind(vm, "__import__", parameters, 5, 1)?;
    let Some(name) = name.filter(|name| StaticType::Str.is_instance(name)) else {
        return Err(vm.type_error("module name must be a string"));
    };
    if level.is_some_and(|level| int::to_i64(level) != Some(0)) {
        let message = "attempted relative import with no known parent package";
        return Err(vm.raise(StaticType::ImportError, message));
    }
    crate::modules::import(vm, &str::to_string(name))
}

/// `exit(status)` and `sys.exit(status)`: raises `SystemExit`.
pub(in crate::modules) fn exit(vm: &Vm, args: Args<'_>) -> PyResult {
    let values = args.between(vm, "exit", 0, 1)?;
    let class = StaticType::SystemExit.object();
    let arguments = tuple::new(values.to_vec());
    let exception = vm.exception_with_args(&class, arguments);
    let code = values.first().cloned().unwrap_or_else(statics::none);
    fields::set(&exception, fields::exception::VALUE, Some(code));
    Err(crate::Raised(exception))
}
