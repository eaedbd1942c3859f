//! `xray`: looks below the language. Views are drawn, and facts kept, by the containing program.

pub(crate) mod blocks;

use crate::error::PyResult;
use crate::eval::code_object;
use crate::host::View;
use crate::native::{Args, Installer};
use crate::types::arguments;
use crate::vm::Vm;
use runtime::collector::GENERATIONS;
use runtime::memory::SMALL_REQUEST_THRESHOLD;
use runtime::object::{dict, str};
use runtime::{StaticType, statics};

/// Names the functions of the module.
pub(super) fn install(vm: &Vm, xray: &Installer<'_>) {
    blocks::install(vm, xray);
    xray.function("frames", |vm, args| {
        args.exactly::<0>(vm, "xray.frames")?;
        show(vm, &View::Frames)
    })
    .function("stack", |vm, args| {
        args.exactly::<0>(vm, "xray.stack")?;
        show(vm, &View::Stack)
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
    .function("code", code)
    .function("interned", |vm, args| {
        args.exactly::<0>(vm, "xray.interned")?;
        show(vm, &View::Interned)
    })
    .function("pools", pools)
    .function("arenas", |vm, args| {
        args.exactly::<0>(vm, "xray.arenas")?;
        show(vm, &View::Arenas)
    })
    .function("audit", |vm, args| {
        args.exactly::<0>(vm, "xray.audit")?;
        show(vm, &View::Audit)
    })
    .function("referrers", |vm, args| {
        let [object] = args.exactly::<1>(vm, "xray.referrers")?;
        show(vm, &View::Referrers(object.clone()))
    })
    .function("generations", |vm, args| {
        args.exactly::<0>(vm, "xray.generations")?;
        show(vm, &View::Generations)
    })
    .function("phases", phases)
    .function("bars", bars)
    .function("fact", fact);
}

fn show(vm: &Vm, view: &View) -> PyResult {
    vm.host.view(vm, view);
    Ok(statics::none())
}

/// `xray.code(f)`: of a code object, or of whatever has one.
fn code(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "xray.code")?;
    match code_object::of(object) {
        Some(code) => show(vm, &View::Code(code)),
        None => {
            let given = vm.type_name(object);
            Err(vm.type_error(format!("xray.code() wants a function or code, not {given}")))
        }
    }
}

/// `xray.pools()`: every size class; `xray.pools(bytes)`: the pools of the one that serves such a request.
fn pools(vm: &Vm, args: Args<'_>) -> PyResult {
    let request = match args.between(vm, "xray.pools", 0, 1)? {
        [bytes] => Some(small_request(vm, arguments::ssize(vm, bytes)?)?),
        _ => None,
    };
    show(vm, &View::Pools(request))
}

/// `xray.phases()`: of a full collection; `xray.phases(generation)`: of a younger one.
fn phases(vm: &Vm, args: Args<'_>) -> PyResult {
    let generation = match args.between(vm, "xray.phases", 0, 1)? {
        [generation] => usize::try_from(arguments::ssize(vm, generation)?).ok(),
        _ => Some(GENERATIONS - 1),
    };
    match generation.filter(|&generation| generation < GENERATIONS) {
        Some(generation) => show(vm, &View::Phases(generation)),
        None => Err(vm.value_error("the generations are 0, 1 and 2")),
    }
}

/// `xray.bars(title, {name: number})`: a bar for each number, which may not be negative.
fn bars(vm: &Vm, args: Args<'_>) -> PyResult {
    let [title, numbers] = args.exactly::<2>(vm, "xray.bars")?;
    if !StaticType::Dict.is_instance(numbers) {
        let given = vm.type_name(numbers);
        return Err(vm.type_error(format!("the bars must be a dict, not {given}")));
    }
    let mut bars = Vec::new();
    for item in dict::items(numbers) {
        let number = u64::try_from(vm.index_i64(&item.value)?)
            .map_err(|_| vm.value_error("a bar's number must not be negative"))?;
        bars.push((vm.str_text(&item.key)?, number));
    }
    show(vm, &View::Bars(vm.str_text(title)?, bars))
}

/// A number of bytes that a pool serves.
fn small_request(vm: &Vm, bytes: i64) -> PyResult<u64> {
    let bytes = u64::try_from(bytes).ok();
    bytes
        .filter(|bytes| (1..=SMALL_REQUEST_THRESHOLD).contains(bytes))
        .ok_or_else(|| {
            vm.value_error(format!(
                "pools serve requests of 1 to {SMALL_REQUEST_THRESHOLD} bytes"
            ))
        })
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
