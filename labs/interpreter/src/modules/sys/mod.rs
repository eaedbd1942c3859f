//! `sys`: what a program can ask of the interpreter itself.
//!
//! Follows `Python/sysmodule.c`.

mod interning;
mod malloc_stats;
mod message;
mod record;
mod stream;
mod unraisable;
mod version;

use self::stream::Stream;
use super::builtins::exit;
use crate::error::PyResult;
use crate::eval::traceback;
use crate::native::{Args, Installer};
use crate::types::arguments;
use crate::vm::Vm;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, exception};
use runtime::object::{int, list, size, str, tuple, types};
use runtime::{Obj, StaticType, heap, statics};

/// Names the functions and values of the module.
pub(super) fn install(vm: &Vm, sys: &Installer<'_>) {
    sys.function("getrefcount", get_refcount)
        .function("getsizeof", get_sizeof)
        .function("getrecursionlimit", |vm, args| {
            args.exactly::<0>(vm, "sys.getrecursionlimit")?;
            Ok(int::from_i64(vm.recursion_limit.get() as i64))
        })
        .function("setrecursionlimit", set_recursion_limit)
        .function("_getframe", get_frame)
        .function("getallocatedblocks", |vm, args| {
            args.exactly::<0>(vm, "sys.getallocatedblocks")?;
            let blocks = heap().with_allocator(|allocator| allocator.figures().blocks);
            Ok(int::from_i64(blocks as i64))
        })
        .function("_debugmallocstats", malloc_stats::print)
        .function("exc_info", exc_info)
        .function("exception", |vm, args| {
            args.exactly::<0>(vm, "sys.exception")?;
            Ok(vm.topmost_handled().unwrap_or_else(statics::none))
        })
        .function("excepthook", except_hook)
        .function("exit", exit)
        .function("is_finalizing", |_vm, _args| Ok(statics::false_()))
        .function("getdefaultencoding", |_vm, _args| Ok(str::new("utf-8")))
        .function("get_int_max_str_digits", |_vm, _args| {
            Ok(int::from_i64(crate::text::int::MAX_STR_DIGITS as i64))
        });
    interning::install(sys);
    let stream = stream::class(vm);
    sys.value("maxsize", int::from_i64(i64::MAX))
        .value("maxunicode", int::from_i64(0x10_ffff))
        .value("byteorder", str::new("little"))
        .value("platform", str::new("linux"))
        .value("argv", list::new([statics::empty_str()]))
        .value("path", list::new([]))
        .value("modules", vm.modules.clone())
        .value("stdout", stream::new(&stream, Stream::Output))
        .value("stderr", stream::new(&stream, Stream::Error));
    version::install(vm, sys);
    unraisable::install(vm, sys);
}

/// The count in the object's header while this function runs: the slot that holds the argument is one
/// of those counted. Where the version reads locals without counting, that slot is not counted either,
/// which is a matter of how the argument was loaded.
fn get_refcount(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object] = args.exactly::<1>(vm, "sys.getrefcount")?;
    Ok(int::from_i64(object.refcount() as i64))
}

/// `sys.getsizeof(object, default)` (`_PySys_GetSizeOf`).
fn get_sizeof(vm: &Vm, args: Args<'_>) -> PyResult {
    let [object, default] = args.bind(vm, "getsizeof", ["object", "default"], 2, 1)?;
    let measured = measure(vm, object.unwrap_or(&args[0]));
    match (measured, default) {
        (Err(raised), Some(default)) if raised.is(StaticType::TypeError) => Ok(default.clone()),
        (measured, _) => measured,
    }
}

fn measure(vm: &Vm, object: &Obj) -> PyResult {
    let function = vm.special(object, &vm.names.sizeof);
    let Some(function) = function.filter(|it| !StaticType::MethodDescriptor.is_exact(it)) else {
        return Ok(int::from_i64(size::size_of(object) as i64));
    };
    let function = vm.descriptor_get(&function, Some(object), &object.class())?;
    let answer = vm.call_with(&function, &[])?;
    if !StaticType::Int.is_instance(&answer) {
        return Err(vm.type_error("an integer is required"));
    }
    let bytes = vm.index_i64(&answer)?;
    if bytes < 0 {
        return Err(vm.value_error("__sizeof__() should return >= 0"));
    }
    Ok(int::from_i64(
        bytes.saturating_add(types::prefix(&object.class()) as i64),
    ))
}

fn set_recursion_limit(vm: &Vm, args: Args<'_>) -> PyResult {
    let [limit] = args.exactly::<1>(vm, "sys.setrecursionlimit")?;
    let value = arguments::c_int(vm, limit)?;
    if value < 1 {
        return Err(vm.value_error("recursion limit must be greater or equal than 1"));
    }
    let depth = vm.depth.get();
    if value as usize <= depth {
        return Err(vm.raise(
            StaticType::RecursionError,
            format!("cannot set the recursion limit to {value} at the recursion depth {depth}: the limit is too low"),
        ));
    }
    vm.recursion_limit.set(value as usize);
    Ok(statics::none())
}

/// `sys._getframe(depth)`: the frame object of a running call, so many calls below the one that asks.
fn get_frame(vm: &Vm, args: Args<'_>) -> PyResult {
    let depth = match args.between(vm, "_getframe", 0, 1)? {
        [depth] => arguments::c_int(vm, depth)?,
        _ => 0,
    };
    let mut frame = vm.current.get();
    for _ in 0..depth {
        frame = frame.and_then(Frame::previous);
    }
    frame
        .map(frame::frame_object)
        .ok_or_else(|| vm.value_error("call stack is not deep enough"))
}

fn exc_info(vm: &Vm, args: Args<'_>) -> PyResult {
    args.exactly::<0>(vm, "sys.exc_info")?;
    let none = statics::none;
    Ok(match vm.topmost_handled() {
        None => tuple::new([none(), none(), none()]),
        Some(handled) => {
            let traceback = fields::get(&handled, exception::TRACEBACK).unwrap_or_else(none);
            tuple::new([handled.class().clone(), handled.clone(), traceback])
        }
    })
}

/// `sys.excepthook(type, value, traceback)`: prints the traceback of an exception that nobody catches.
fn except_hook(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.between(vm, "excepthook", 3, 3)?;
    let raised = &given[1];
    let text = if StaticType::BaseException.is_instance(raised) {
        traceback::format(vm, raised)
    } else {
        let class = vm.type_name(raised);
        format!("TypeError: print_exception(): Exception expected for value, {class} found\n")
    };
    vm.host.stderr(&text);
    Ok(statics::none())
}
