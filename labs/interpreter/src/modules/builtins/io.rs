//! Input and output: `print`, `input`, `open`.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::fields::{self, module};
use runtime::object::{dict, str, tuple};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("print", print)
        .function("input", input)
        .function("open", open);
}

/// Where `print` writes.
enum Sink {
    /// Straight to the host: nobody replaced `sys.stdout`.
    Host,
    /// To an object with a method `write`.
    Object(Obj),
}

impl Sink {
    fn write(&self, vm: &Vm, text: &Obj) -> PyResult<()> {
        match self {
            Sink::Host => {
                str::with_str(text, |text| vm.host.stdout(text));
                Ok(())
            }
            Sink::Object(file) => vm
                .call_method(file, &vm.names.write, std::slice::from_ref(text))
                .map(drop),
        }
    }
}

/// `sys.stdout`; the host's output as long as nobody imported `sys`.
fn standard_output(vm: &Vm) -> PyResult<Sink> {
    let sys = dict::get_str(&vm.modules, &vm.names.sys);
    let Some(sys) = sys.filter(|sys| StaticType::Module.is_instance(sys)) else {
        return Ok(Sink::Host);
    };
    let namespace = fields::get(&sys, module::DICT);
    match namespace.and_then(|namespace| dict::get_str(&namespace, &vm.names.stdout)) {
        Some(file) => Ok(Sink::Object(file)),
        None => Err(vm.raise(StaticType::RuntimeError, "lost sys.stdout")),
    }
}

fn print(vm: &Vm, args: Args<'_>) -> PyResult {
    // What `*objects` collects; the values are printed from it.
    let objects = tuple::new(args.pos().to_vec());
    let (mut separator, mut end, mut file, mut flush) = (None, None, None, None);
    for (name, value) in args.keywords() {
        let name = str::to_string(name);
        let place = match name.as_str() {
            "sep" => &mut separator,
            "end" => &mut end,
            "file" => &mut file,
            "flush" => &mut flush,
            _ => {
                let message = format!("'{name}' is an invalid keyword argument for print()");
                return Err(vm.type_error(message));
            }
        };
        *place = Some(value).filter(|value| !statics::is_none(value));
    }
    let sink = match file {
        Some(file) => Sink::Object(file.clone()),
        None => standard_output(vm)?,
    };
    if let Sink::Object(file) = &sink
        && statics::is_none(file)
    {
        return Ok(statics::none());
    }
    let separator = text_or(vm, "sep", separator, b' ')?;
    let end = text_or(vm, "end", end, b'\n')?;
    for (index, value) in tuple::items(&objects).into_iter().enumerate() {
        if index > 0 {
            sink.write(vm, &separator)?;
        }
        let text = vm.str(&value)?;
        sink.write(vm, &text)?;
    }
    sink.write(vm, &end)?;
    if let (Some(flush), Sink::Object(file)) = (flush, &sink)
        && vm.is_true(flush)?
    {
        vm.call_method(file, &vm.names.flush, &[])?;
    }
    Ok(statics::none())
}

fn text_or(vm: &Vm, name: &str, given: Option<&Obj>, default: u8) -> PyResult {
    match given {
        None => Ok(statics::latin1(default)),
        Some(text) if StaticType::Str.is_instance(text) => Ok(text.clone()),
        Some(other) => {
            let given = vm.type_name(other);
            Err(vm.type_error(format!("{name} must be None or a string, not {given}")))
        }
    }
}

fn input(vm: &Vm, args: Args<'_>) -> PyResult {
    let values = args.between(vm, "input", 0, 1)?;
    if let Some(prompt) = values.first() {
        let prompt = vm.str(prompt)?;
        standard_output(vm)?.write(vm, &prompt)?;
    }
    Err(vm.raise(StaticType::EOFError, "EOF when reading a line"))
}

fn open(vm: &Vm, _args: Args<'_>) -> PyResult {
    Err(vm.raise(
        StaticType::OSError,
        "open() is not provided: a program of the labs has no files",
    ))
}
