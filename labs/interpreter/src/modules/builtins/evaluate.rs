//! Source text as a program: `eval`, `exec`, `compile`.

use crate::compile::{self, SyntaxError, SyntaxErrorKind};
use crate::error::{PyResult, Raised};
use crate::eval::{self, code_object};
use crate::native::{Args, Installer};
use crate::vm::Vm;
use runtime::object::{dict, int, str, tuple};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("eval", evaluate)
        .function("exec", execute)
        .function("compile", compile_source);
}

/// How a source is to be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// One expression, whose value is wanted.
    Eval,
    /// Statements.
    Exec,
}

impl Mode {
    fn function(self) -> &'static str {
        match self {
            Mode::Eval => "eval",
            Mode::Exec => "exec",
        }
    }
}

fn evaluate(vm: &Vm, args: Args<'_>) -> PyResult {
    let values = args.between(vm, "eval", 1, 3)?;
    run(vm, Mode::Eval, &values[0], values.get(1), values.get(2))
}

fn execute(vm: &Vm, args: Args<'_>) -> PyResult {
    let [source, globals, locals, closure] =
        args.bind(vm, "exec", ["", "globals", "locals", "closure"], 3, 1)?;
    if closure.is_some_and(|closure| !statics::is_none(closure)) {
        return Err(vm.type_error("cannot use a closure with this code object"));
    }
    run(vm, Mode::Exec, source.unwrap_or(&args[0]), globals, locals)?;
    Ok(statics::none())
}

fn run(vm: &Vm, mode: Mode, source: &Obj, globals: Option<&Obj>, locals: Option<&Obj>) -> PyResult {
    let given = |namespace: Option<&Obj>| namespace.filter(|it| !statics::is_none(it)).cloned();
    let no_frame = || vm.raise(StaticType::SystemError, "globals and locals cannot be NULL");
    let (globals, locals) = match (given(globals), given(locals)) {
        (Some(globals), Some(locals)) => (globals, locals),
        (Some(globals), None) => (globals.clone(), globals),
        (None, locals) => {
            let globals = eval::current_globals(vm).ok_or_else(no_frame)?;
            let locals = locals
                .or_else(|| eval::current_locals(vm))
                .ok_or_else(no_frame)?;
            (globals, locals)
        }
    };
    if !StaticType::Dict.is_instance(&globals) {
        return Err(vm.type_error(match mode {
            Mode::Eval => "globals must be a dict".to_owned(),
            Mode::Exec => format!(
                "exec() globals must be a dict, not {}",
                vm.type_name(&globals)
            ),
        }));
    }
    if dict::get_str(&globals, &vm.names.builtins).is_none() {
        dict::set_str(&globals, &vm.names.builtins, vm.builtins.clone());
    }
    let code = code_of(vm, mode, source)?;
    eval::run_code(vm, code, globals, locals)
}

fn code_of(vm: &Vm, mode: Mode, source: &Obj) -> PyResult {
    if StaticType::Code.is_exact(source) {
        let free = code_object::body_of(source).code.freevars().count();
        if free > 0 {
            return Err(vm.type_error(match mode {
                Mode::Eval => {
                    "code object passed to eval() may not contain free variables".to_owned()
                }
                Mode::Exec => format!("code object requires a closure of exactly length {free}"),
            }));
        }
        return Ok(source.clone());
    }
    if !StaticType::Str.is_instance(source) {
        let function = mode.function();
        let message = format!("{function}() arg 1 must be a string, bytes or code object");
        return Err(vm.type_error(message));
    }
    compiled(vm, mode, &str::to_string(source), "<string>")
}

fn compiled(vm: &Vm, mode: Mode, source: &str, filename: &str) -> PyResult {
    let code = match mode {
        Mode::Eval => compile::compile_expression(source, filename),
        Mode::Exec => compile::compile_module(source, filename),
    };
    code.map(|code| code_object::make(vm, code))
        .map_err(|error| syntax_error(vm, &error))
}

/// The code object of a module's source.
///
/// # Errors
/// `SyntaxError`
pub(in crate::modules) fn compile_source_of_module(
    vm: &Vm,
    source: &str,
    filename: &str,
) -> PyResult {
    compiled(vm, Mode::Exec, source, filename)
}

/// `compile(source, filename, mode)`; further arguments ask for what the labs do not have.
fn compile_source(vm: &Vm, args: Args<'_>) -> PyResult {
    let parameters = [
        "source",
        "filename",
        "mode",
        "flags",
        "dont_inherit",
        "optimize",
    ];
    let [source, filename, mode, ..] = args.bind(vm, "compile", parameters, 6, 3)?;
    let text = |argument: Option<&Obj>, name: &str| match argument {
        Some(text) if StaticType::Str.is_instance(text) => Ok(str::to_string(text)),
        _ => Err(vm.type_error(format!("compile() argument '{name}' must be str"))),
    };
    let filename = text(filename, "filename")?;
    let mode = match text(mode, "mode")?.as_str() {
        "eval" => Mode::Eval,
        "exec" => Mode::Exec,
        "single" => return Err(vm.value_error("compile() mode 'single' is not provided")),
        _ => return Err(vm.value_error("compile() mode must be 'exec', 'eval' or 'single'")),
    };
    let Some(source) = source.filter(|source| StaticType::Str.is_instance(source)) else {
        return Err(vm.type_error("compile() arg 1 must be a string, bytes or AST object"));
    };
    compiled(vm, mode, &str::to_string(source), &filename)
}

/// The exception with CPython's arguments: message, then where.
fn syntax_error(vm: &Vm, error: &SyntaxError) -> Raised {
    let class = match error.kind {
        SyntaxErrorKind::Syntax | SyntaxErrorKind::Unsupported => StaticType::SyntaxError,
        SyntaxErrorKind::Indentation | SyntaxErrorKind::Tab => StaticType::IndentationError,
    };
    let number = |value: u32| int::from_i64(i64::from(value));
    let place = tuple::new([
        str::new(&error.filename),
        number(error.line),
        number(error.col),
        str::new(&error.text),
        number(error.line),
        number(error.end_col),
    ]);
    let class = class.object();
    match vm.call_with(&class, &[str::new(&error.message), place]) {
        Ok(exception) => Raised(exception),
        Err(raised) => raised,
    }
}
