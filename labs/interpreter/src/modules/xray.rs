//! `xray`: looks below the language. Views are drawn, and facts kept, by the containing program.

use crate::error::PyResult;
use crate::host::View;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::str;
use runtime::{StaticType, statics};

/// Names the functions of the module.
pub(super) fn install(_vm: &Vm, xray: &Installer<'_>) {
    xray.function("frames", |vm, args| {
        args.exactly::<0>(vm, "xray.frames")?;
        show(vm, &View::Frames)
    })
    .function("heap", |vm, args| {
        args.exactly::<0>(vm, "xray.heap")?;
        show(vm, &View::Heap)
    })
    .function("refs", |vm, args| {
        let [object] = args.exactly::<1>(vm, "xray.refs")?;
        show(vm, &View::Refs(object.clone()))
    })
    .function("bytes", |vm, args| {
        let [object] = args.exactly::<1>(vm, "xray.bytes")?;
        show(vm, &View::Bytes(object.clone()))
    })
    .function("fact", fact);
}

fn show(vm: &Vm, view: &View) -> PyResult {
    vm.host.view(vm, view);
    Ok(statics::none())
}

/// `xray.fact(name, value)`: a value that the text may quote.
fn fact(vm: &Vm, args: Args<'_>) -> PyResult {
    let [name, value] = args.exactly::<2>(vm, "xray.fact")?;
    if !StaticType::Str.is_instance(name) {
        let given = vm.type_name(name);
        return Err(vm.type_error(format!("the name of a fact must be str, not {given}")));
    }
    let text = vm.str_text(value)?;
    vm.host.fact(&str::to_string(name), &text);
    Ok(statics::none())
}
