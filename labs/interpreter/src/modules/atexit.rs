//! `atexit`: functions to call when the program ends (`Modules/atexitmodule.c`).

use crate::error::PyResult;
use crate::eval::Occasion;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::int;
use runtime::{Obj, statics};

/// A registered call.
#[derive(Clone)]
pub(crate) struct ExitFunction {
    callable: Obj,
    values: Vec<Obj>,
    names: Vec<Obj>,
}

impl ExitFunction {
    /// Every object that it holds, once a reference.
    pub(crate) fn objects(&self) -> impl Iterator<Item = &Obj> {
        std::iter::once(&self.callable)
            .chain(&self.values)
            .chain(&self.names)
    }
}

/// Names the functions of the module.
pub(super) fn install(_vm: &Vm, module: &Installer<'_>) {
    module
        .function("register", register)
        .function("unregister", unregister)
        .function("_run_exitfuncs", |vm, args| {
            args.exactly::<0>(vm, "atexit._run_exitfuncs")?;
            run(vm);
            Ok(statics::none())
        })
        .function("_clear", |vm, args| {
            args.exactly::<0>(vm, "atexit._clear")?;
            drop(vm.exit_functions.take());
            Ok(statics::none())
        })
        .function("_ncallbacks", |vm, args| {
            args.exactly::<0>(vm, "atexit._ncallbacks")?;
            Ok(int::from_i64(vm.exit_functions.borrow().len() as i64))
        });
}

/// `register(func, *args, **kwargs)`: returns the function, so that it serves as a decorator.
fn register(vm: &Vm, args: Args<'_>) -> PyResult {
    let Some(callable) = args.get(0) else {
        return Err(vm.type_error("register() takes at least 1 argument (0 given)"));
    };
    if !vm.is_callable(callable) {
        return Err(vm.type_error("the first argument must be callable"));
    }
    let call = ExitFunction {
        callable: callable.clone(),
        values: args.rest().values().to_vec(),
        names: args.names().to_vec(),
    };
    vm.exit_functions.borrow_mut().push(call);
    Ok(callable.clone())
}

/// `unregister(func)`: takes out every call of a function equal to this one.
fn unregister(vm: &Vm, args: Args<'_>) -> PyResult {
    let [callable] = args.exactly::<1>(vm, "atexit.unregister")?;
    let registered = vm.exit_functions.borrow().clone();
    let mut kept = Vec::new();
    for call in registered {
        if !vm.equal(&call.callable, callable)? {
            kept.push(call);
        }
    }
    let all = vm.exit_functions.replace(kept);
    drop(all);
    Ok(statics::none())
}

/// Calls what is registered, the last first, and forgets it. An exception is reported and the rest goes on.
pub(crate) fn run(vm: &Vm) {
    let mut registered = vm.exit_functions.borrow().clone();
    while let Some(call) = registered.pop() {
        let outcome = vm.call(&call.callable, Args::new(&call.values, &call.names));
        if let Err(raised) = outcome {
            vm.report_unraisable(Occasion::ExitCallback, raised, &call.callable);
        }
    }
    drop(vm.exit_functions.take());
}
