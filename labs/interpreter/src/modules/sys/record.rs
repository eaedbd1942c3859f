//! Tuples whose items have names, up to five (`Objects/structseq.c`).

use crate::error::PyResult;
use crate::modules::class;
use crate::native::{Args, Getter};
use crate::vm::Vm;
use runtime::object::{str, tuple, types};
use runtime::{Obj, StaticType};

/// The class of such tuples (`PyStructSequence_NewType`).
pub(super) fn class(vm: &Vm, module: &str, name: &str, names: &[&'static str]) -> Obj {
    const ITEMS: [Getter; 5] = [item::<0>, item::<1>, item::<2>, item::<3>, item::<4>];
    let class = class::new(vm, module, name, &StaticType::Tuple.object(), 0);
    let installer = class::installer(vm, &class);
    for (field, get) in names.iter().zip(ITEMS) {
        installer.getset(field, get, None);
    }
    let fields: Vec<Obj> = names.iter().map(|field| vm.intern(field)).collect();
    installer
        .value("__match_args__", tuple::new(fields))
        .method("__repr__", repr);
    class
}

/// The only instance of a class of `sys`.
pub(super) fn single(vm: &Vm, name: &str, names: &[&'static str], values: Vec<Obj>) -> Obj {
    tuple::instance(&class(vm, "sys", name, names), values)
}

fn item<const INDEX: u64>(_vm: &Vm, record: &Obj) -> PyResult {
    Ok(tuple::get(record, INDEX).unwrap_or_else(runtime::statics::none))
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    let class = args[0].class().clone();
    let names = vm.get_attr_text(&class, "__match_args__")?;
    let mut parts = Vec::new();
    for (name, value) in tuple::items(&names).iter().zip(tuple::items(&args[0])) {
        parts.push(format!(
            "{}={}",
            str::to_string(name),
            vm.repr_text(&value)?
        ));
    }
    Ok(str::new(&format!(
        "{}({})",
        types::name(&class),
        parts.join(", ")
    )))
}
