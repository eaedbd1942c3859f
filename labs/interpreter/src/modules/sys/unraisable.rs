//! `sys.unraisablehook`: what is told of exceptions that nobody can catch.
//!
//! Follows `_PyErr_WriteUnraisableDefaultHook` of `Python/errors.c`. The reports are made in `eval::unraisable`.

use super::record;
use crate::error::PyResult;
use crate::eval::traceback;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::fields::{self, module};
use runtime::object::{dict, tuple, types};
use runtime::{Obj, StaticType, statics};

/// The items of a report.
const FIELDS: [&str; 5] = [
    "exc_type",
    "exc_value",
    "exc_traceback",
    "err_msg",
    "object",
];

/// Names the hook, and what it was at the start.
pub(super) fn install(vm: &Vm, sys: &Installer<'_>) {
    vm.unraisable_hook_args
        .get_or_init(|| record::class(vm, "builtins", "UnraisableHookArgs", &FIELDS));
    sys.function("unraisablehook", default_hook)
        .alias("__unraisablehook__", "unraisablehook");
}

impl Vm {
    /// What stands under `sys.unraisablehook`, and the class of what it is called with; `None` as long as nobody
    /// imported `sys`, and where the program put `None` there.
    pub(crate) fn unraisable_hook(&self) -> Option<(Obj, Obj)> {
        let sys = dict::get_str(&self.modules, &self.names.sys)?;
        if !StaticType::Module.is_instance(&sys) {
            return None;
        }
        let namespace = fields::get(&sys, module::DICT)?;
        let hook = dict::get_str(&namespace, &self.intern("unraisablehook"))?;
        let class = self.unraisable_hook_args.get()?.clone();
        (!statics::is_none(&hook)).then_some((hook, class))
    }
}

/// `sys.unraisablehook(unraisable)`: prints the report.
fn default_hook(vm: &Vm, args: Args<'_>) -> PyResult {
    let [report] = args.exactly::<1>(vm, "sys.unraisablehook")?;
    let class = vm.unraisable_hook_args.get();
    if class.is_none_or(|class| !class.is(&report.class())) {
        return Err(vm.type_error("sys.unraisablehook argument type must be UnraisableHookArgs"));
    }
    let item = |index| tuple::get(report, index).filter(|it| !statics::is_none(it));
    let text = match (item(0), item(1)) {
        (_, Some(value)) if StaticType::BaseException.is_instance(&value) => {
            traceback::format_one(vm, &value)
        }
        (Some(class), _) if crate::vm::is_class(&class) => format!("{}\n", types::name(&class)),
        _ => String::new(),
    };
    let message = match item(3) {
        Some(message) => Some(vm.str_text(&message)?),
        None => None,
    };
    vm.print_unraisable(&text, message.as_deref(), item(4).as_ref());
    Ok(statics::none())
}
