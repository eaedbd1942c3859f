//! Generators as objects: `send`, `throw`, `close` and their attributes.

use super::function::set_text;
use crate::error::{PyResult, Raised};
use crate::eval::generator::{self as machine, Sent, State};
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::frame::{self, Frame};
use runtime::object::fields::{self, generator};
use runtime::object::str;
use runtime::{Obj, StaticType, statics};

/// Names the methods of generators.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Generator);
    t.iterator(machine::next);
    t.method("__next__", |vm, args| {
        answer(vm, machine::send(vm, &args[0], statics::none())?)
    });
    t.method("send", |vm, args| {
        let [value] = args.rest().exactly::<1>(vm, "generator.send")?;
        answer(vm, machine::send(vm, &args[0], value.clone())?)
    });
    t.method("throw", throw);
    t.method("close", |vm, args| {
        machine::close(vm, &args[0])?;
        Ok(statics::none())
    });
    t.method("__repr__", |_vm, args| {
        let name = fields::get(&args[0], generator::QUALNAME)
            .map_or_else(String::new, |it| str::to_string(&it));
        Ok(str::new(&format!(
            "<generator object {name} at {:#x}>",
            args[0].address()
        )))
    });
    t.getset(
        "__name__",
        |_vm, it| Ok(fields::get(it, generator::NAME).unwrap_or_else(statics::none)),
        Some(|vm, it, value| set_text(vm, it, value, "__name__", generator::NAME)),
    );
    t.getset(
        "__qualname__",
        |_vm, it| Ok(fields::get(it, generator::QUALNAME).unwrap_or_else(statics::none)),
        Some(|vm, it, value| set_text(vm, it, value, "__qualname__", generator::QUALNAME)),
    );
    t.getset(
        "gi_running",
        |_vm, it| Ok(statics::bool(machine::state(it) == State::Executing)),
        None,
    );
    t.getset(
        "gi_suspended",
        |_vm, it| Ok(statics::bool(machine::state(it) == State::Suspended)),
        None,
    );
    t.getset(
        "gi_frame",
        |_vm, it| {
            Ok(if machine::state(it).is_over() {
                statics::none()
            } else {
                frame::frame_object(Frame::of_generator(it))
            })
        },
        None,
    );
    t.getset(
        "gi_code",
        |_vm, it| {
            Ok(Frame::of_generator(it)
                .get(frame::CODE)
                .unwrap_or_else(statics::none))
        },
        None,
    );
}

/// A value yielded; a return becomes `StopIteration`, with the value unless it is None.
fn answer(vm: &Vm, sent: Sent) -> PyResult {
    match sent {
        Sent::Yielded(value) => Ok(value),
        Sent::Returned(value) => {
            Err(vm.stop_iteration((!statics::is_none(&value)).then_some(value)))
        }
    }
}

fn throw(vm: &Vm, args: Args<'_>) -> PyResult {
    let given: Vec<Obj> = args.rest().between(vm, "throw", 1, 3)?.to_vec();
    let raised = match given.as_slice() {
        [class, value, ..] if crate::vm::is_class(class) && !statics::is_none(value) => {
            if StaticType::BaseException.is_instance(value) {
                value.clone()
            } else {
                vm.call_with(class, std::slice::from_ref(value))?
            }
        }
        [what, ..] => {
            let given = vm.type_name(what);
            let complaint = format!(
                "exceptions must be classes or instances deriving from BaseException, not {given}"
            );
            vm.instantiate(what, &complaint)?
        }
        [] => return Err(vm.type_error("throw expected at least 1 argument, got 0")),
    };
    drop(given);
    answer(vm, machine::throw(vm, &args[0], Raised(raised))?)
}
