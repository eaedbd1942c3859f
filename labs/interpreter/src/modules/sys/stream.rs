//! `sys.stdout` and `sys.stderr`: objects that hand text to the host.

use crate::error::PyResult;
use crate::modules::class;
use crate::native::Args;
use crate::vm::Vm;
use runtime::object::{attributes, fields, int, str};
use runtime::{Obj, StaticType, statics};

/// Which of the two.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stream {
    /// What the program prints.
    Output,
    /// Messages.
    Error,
}

impl Stream {
    fn name(self) -> &'static str {
        match self {
            Stream::Output => "<stdout>",
            Stream::Error => "<stderr>",
        }
    }
}

/// Slot of a stream's name.
const NAME: u64 = 0;

/// The class of both.
pub(super) fn class(vm: &Vm) -> Obj {
    let class = class::new(vm, "_io", "TextIOWrapper", &StaticType::Object.object(), 1);
    class::installer(vm, &class)
        .method("write", write)
        .method("flush", |_vm, _args| Ok(statics::none()))
        .method("isatty", |_vm, _args| Ok(statics::false_()))
        .method("__repr__", |vm, args| {
            let name = vm.repr_text(&name(&args[0]))?;
            Ok(str::new(&format!(
                "<_io.TextIOWrapper name={name} mode='w' encoding='utf-8'>"
            )))
        })
        .getset("name", |_vm, stream| Ok(name(stream)), None);
    class
}

/// A stream object.
pub(super) fn new(class: &Obj, stream: Stream) -> Obj {
    let object = fields::new(class);
    attributes::set_member(&object, class::slot(NAME), Some(str::new(stream.name())));
    object
}

fn name(stream: &Obj) -> Obj {
    attributes::member(stream, class::slot(NAME)).unwrap_or_else(statics::empty_str)
}

fn write(vm: &Vm, args: Args<'_>) -> PyResult {
    let [text] = args.rest().exactly::<1>(vm, "TextIOWrapper.write")?;
    if !StaticType::Str.is_instance(text) {
        let given = vm.type_name(text);
        return Err(vm.type_error(format!("write() argument must be str, not {given}")));
    }
    let is_error = str::with_str(&name(&args[0]), |name| name == Stream::Error.name());
    str::with_str(text, |text| {
        if is_error {
            vm.host.stderr(text)
        } else {
            vm.host.stdout(text)
        }
    });
    Ok(int::from_i64(str::len(text) as i64))
}
