//! Exceptions: `BaseException` and its built-in subclasses (`Objects/exceptions.c`).

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, exception};
use runtime::object::layout::Layout;
use runtime::object::{attributes, layout_of, list, str, tuple, types};
use runtime::{Obj, StaticType, statics};

/// Names the methods of the exceptions.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::BaseException);
    t.new_function(new).method("__init__", init);
    t.method("__repr__", repr)
        .method("__str__", |vm, args| text(vm, &args[0]));
    t.method("with_traceback", |vm, args| {
        let [trace] = args
            .rest()
            .exactly::<1>(vm, "BaseException.with_traceback")?;
        set_traceback(vm, &args[0], Some(trace.clone()))?;
        Ok(args[0].clone())
    });
    t.method("add_note", add_note);
    t.getset(
        "args",
        |_vm, it| Ok(field(it, exception::ARGS)),
        Some(set_args),
    );
    t.getset(
        "__traceback__",
        |_vm, it| Ok(field(it, exception::TRACEBACK)),
        Some(set_traceback),
    );
    t.getset(
        "__cause__",
        |_vm, it| Ok(field(it, exception::CAUSE)),
        Some(set_cause),
    );
    t.getset(
        "__context__",
        |_vm, it| Ok(field(it, exception::CONTEXT)),
        Some(set_context),
    );
    t.getset(
        "__suppress_context__",
        |_vm, it| {
            Ok(statics::bool(
                fields::number(it, exception::SUPPRESS_CONTEXT) & 0xff != 0,
            ))
        },
        Some(set_suppress_context),
    );
    t.getset(
        "__dict__",
        |_vm, it| Ok(attributes::dict(it).unwrap_or_else(statics::none)),
        Some(super::object::set_dict),
    );
    install_values(vm);
    install_messages(vm);
}

/// A `T_BOOL` member (`PyMember_SetOne` of `Python/structmember.c`).
fn set_suppress_context(vm: &Vm, it: &Obj, value: Option<Obj>) -> PyResult<()> {
    match value {
        None => Err(vm.type_error("can't delete numeric/char attribute")),
        Some(value) if StaticType::Bool.is_exact(&value) => {
            let truth = value.is(&statics::bool(true));
            fields::set_number(it, exception::SUPPRESS_CONTEXT, u64::from(truth));
            Ok(())
        }
        Some(_) => Err(vm.type_error("attribute value type must be bool")),
    }
}

fn install_values(vm: &Vm) {
    for (class, name) in [
        (StaticType::StopIteration, "value"),
        (StaticType::SystemExit, "code"),
    ] {
        let t = Installer::for_type(vm, class);
        t.method("__init__", |vm, args| {
            init(vm, args)?;
            let given = args.rest().pos();
            let value = match given {
                [] => None,
                [one] => Some(one.clone()),
                [first, ..] if StaticType::StopIteration.is_instance(&args[0]) => {
                    Some(first.clone())
                }
                more => Some(tuple::new(more.to_vec())),
            };
            drop(fields::set(&args[0], exception::VALUE, value));
            Ok(statics::none())
        });
        t.getset(
            name,
            |_vm, it| Ok(field(it, exception::VALUE)),
            Some(|_vm, it, value| {
                drop(fields::set(it, exception::VALUE, value));
                Ok(())
            }),
        );
    }
    for (class, names) in [
        (StaticType::NameError, &["name"][..]),
        (StaticType::AttributeError, &["obj", "name"][..]),
        (StaticType::ImportError, &["msg", "name", "path"][..]),
    ] {
        let t = Installer::for_type(vm, class);
        t.method("__init__", keyword_init);
        for (index, name) in names.iter().enumerate() {
            t.getset(name, NTH[index], None);
        }
    }
    let t = Installer::for_type(vm, StaticType::OSError);
    t.method("__init__", os_init);
    for (index, name) in ["errno", "strerror", "filename"].iter().enumerate() {
        t.getset(name, NTH[index], None);
    }
    let t = Installer::for_type(vm, StaticType::SyntaxError);
    t.method("__init__", syntax_init);
    for (index, name) in ["msg", "filename", "lineno"].iter().enumerate() {
        t.getset(name, NTH[index], None);
    }
    t.getset("offset", |_vm, it| Ok(field(it, exception::FOURTH)), None);
}

/// `SyntaxError(message, (filename, line, column, text, …))`.
fn syntax_init(vm: &Vm, args: Args<'_>) -> PyResult {
    init(vm, args)?;
    drop(fields::set(
        &args[0],
        exception::VALUE,
        args.get(1).cloned(),
    ));
    if let Some(place) = args
        .get(2)
        .filter(|place| StaticType::Tuple.is_exact(place))
    {
        for (index, offset) in (0..).zip([exception::SECOND, exception::THIRD, exception::FOURTH]) {
            drop(fields::set(&args[0], offset, tuple::get(place, index)));
        }
    }
    Ok(statics::none())
}

/// Getters of the fields that stand after those of every exception.
const NTH: [crate::native::Getter; 3] = [
    |_vm, it| Ok(field(it, exception::VALUE)),
    |_vm, it| Ok(field(it, exception::SECOND)),
    |_vm, it| Ok(field(it, exception::THIRD)),
];

fn install_messages(vm: &Vm) {
    Installer::for_type(vm, StaticType::KeyError).method("__str__", |vm, args| {
        let given = field(&args[0], exception::ARGS);
        match tuple::len(&given) {
            1 => vm.repr(&field_item(&given)),
            _ => text(vm, &args[0]),
        }
    });
    Installer::for_type(vm, StaticType::OSError).method("__str__", |vm, args| {
        let it = &args[0];
        match (
            fields::get(it, exception::VALUE),
            fields::get(it, exception::SECOND),
        ) {
            (Some(number), Some(message)) => {
                let mut line = format!(
                    "[Errno {}] {}",
                    vm.str_text(&number)?,
                    vm.str_text(&message)?
                );
                if let Some(filename) = fields::get(it, exception::THIRD) {
                    line.push_str(&format!(": {}", vm.repr_text(&filename)?));
                }
                Ok(str::new(&line))
            }
            _ => text(vm, it),
        }
    });
    Installer::for_type(vm, StaticType::SyntaxError).method("__str__", |vm, args| {
        let message = vm.str_text(&field(&args[0], exception::VALUE))?;
        match (
            fields::get(&args[0], exception::SECOND),
            fields::get(&args[0], exception::THIRD),
        ) {
            (Some(filename), Some(line)) => {
                let (path, line) = (vm.str_text(&filename)?, vm.str_text(&line)?);
                let filename = path.rsplit('/').next().unwrap_or_default();
                Ok(str::new(&format!("{message} ({filename}, line {line})")))
            }
            _ => Ok(str::new(&message)),
        }
    });
    Installer::for_type(vm, StaticType::ImportError).method(
        "__str__",
        |vm, args| match fields::get(&args[0], exception::VALUE) {
            Some(message) if StaticType::Str.is_exact(&message) => Ok(message),
            _ => text(vm, &args[0]),
        },
    );
}

fn field(object: &Obj, offset: u64) -> Obj {
    fields::get(object, offset).unwrap_or_else(statics::none)
}

fn field_item(items: &Obj) -> Obj {
    tuple::get(items, 0).unwrap_or_else(statics::none)
}

fn new(vm: &Vm, args: Args<'_>) -> PyResult {
    let Some(class) = args.get(0).filter(|class| is_class(class)) else {
        return Err(vm.type_error("BaseException.__new__(): not enough arguments"));
    };
    Ok(vm.exception_with_args(class, args.rest_tuple()))
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    if !args.names().is_empty() {
        return Err(vm.type_error(format!(
            "{}() takes no keyword arguments",
            vm.type_name(&args[0])
        )));
    }
    set_given_args(args);
    Ok(statics::none())
}

fn set_given_args(args: Args<'_>) {
    drop(fields::set(
        &args[0],
        exception::ARGS,
        Some(args.rest_tuple()),
    ));
}

/// `__init__` of exceptions that take fields by keyword.
fn keyword_init(vm: &Vm, args: Args<'_>) -> PyResult {
    let it = &args[0];
    set_given_args(args);
    let allowed: &[(&str, u64)] = match layout_of(it) {
        Layout::ExceptionWithValue => &[("name", exception::VALUE)],
        Layout::ExceptionWithTwo => &[("obj", exception::VALUE), ("name", exception::SECOND)],
        _ => &[("name", exception::SECOND), ("path", exception::THIRD)],
    };
    if layout_of(it) == Layout::ExceptionImport && args.rest().len() == 1 {
        drop(fields::set(it, exception::VALUE, Some(args[1].clone())));
    }
    for (keyword, value) in args.keywords() {
        let keyword = str::to_string(keyword);
        let Some(&(_, offset)) = allowed.iter().find(|(name, _)| *name == keyword) else {
            let class = vm.type_name(it);
            return Err(vm.type_error(format!(
                "{class}() got an unexpected keyword argument '{keyword}'"
            )));
        };
        drop(fields::set(it, offset, Some(value.clone())));
    }
    Ok(statics::none())
}

fn os_init(vm: &Vm, args: Args<'_>) -> PyResult {
    init(vm, args)?;
    if let [number, message, rest @ ..] = args.rest().pos() {
        drop(fields::set(
            &args[0],
            exception::VALUE,
            Some(number.clone()),
        ));
        drop(fields::set(
            &args[0],
            exception::SECOND,
            Some(message.clone()),
        ));
        drop(fields::set(
            &args[0],
            exception::THIRD,
            rest.first().cloned(),
        ));
        let shown = tuple::new([number.clone(), message.clone()]);
        drop(fields::set(&args[0], exception::ARGS, Some(shown)));
    }
    Ok(statics::none())
}

fn text(vm: &Vm, it: &Obj) -> PyResult {
    let given = field(it, exception::ARGS);
    match tuple::len(&given) {
        0 => Ok(statics::empty_str()),
        1 => vm.str(&field_item(&given)),
        _ => vm.repr(&given),
    }
}

fn repr(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = field(&args[0], exception::ARGS);
    let class = vm.type_name(&args[0]);
    Ok(str::new(&match tuple::len(&given) {
        1 => format!("{class}({})", vm.repr_text(&field_item(&given))?),
        _ => format!("{class}{}", vm.repr_text(&given)?),
    }))
}

fn add_note(vm: &Vm, args: Args<'_>) -> PyResult {
    let [note] = args.rest().exactly::<1>(vm, "BaseException.add_note")?;
    if !StaticType::Str.is_instance(note) {
        let given = vm.type_name(note);
        return Err(vm.type_error(format!("note must be a str, not '{given}'")));
    }
    let name = vm.intern("__notes__");
    let notes = match vm.find_attr(&args[0], &name)? {
        Some(notes) => notes,
        None => {
            let notes = list::new([]);
            vm.set_attr(&args[0], &name, Some(notes.clone()))?;
            notes
        }
    };
    if !StaticType::List.is_instance(&notes) {
        return Err(vm.type_error("Cannot add note: __notes__ is not a list"));
    }
    list::push(&notes, note.clone());
    Ok(statics::none())
}

fn set_args(vm: &Vm, it: &Obj, value: Option<Obj>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.type_error("args may not be deleted"));
    };
    let given = if StaticType::Tuple.is_exact(&value) {
        value
    } else {
        tuple::new(vm.collect(&value)?)
    };
    drop(fields::set(it, exception::ARGS, Some(given)));
    Ok(())
}

fn set_traceback(vm: &Vm, it: &Obj, value: Option<Obj>) -> PyResult<()> {
    let Some(value) = value else {
        return Err(vm.type_error("__traceback__ may not be deleted"));
    };
    let is_trace = StaticType::Traceback.is_exact(&value);
    if !is_trace && !statics::is_none(&value) {
        return Err(vm.type_error("__traceback__ must be a traceback or None"));
    }
    drop(fields::set(
        it,
        exception::TRACEBACK,
        is_trace.then_some(value),
    ));
    Ok(())
}

fn checked_exception(vm: &Vm, value: Option<Obj>, what: &str) -> PyResult<Option<Obj>> {
    match value {
        None => Err(vm.type_error(format!("{what} may not be deleted"))),
        Some(value) if statics::is_none(&value) => Ok(None),
        Some(value) if StaticType::BaseException.is_instance(&value) => Ok(Some(value)),
        Some(_) => Err(vm.type_error(format!(
            "exception {} must be None or derive from BaseException",
            what.trim_matches('_')
        ))),
    }
}

fn set_cause(vm: &Vm, it: &Obj, value: Option<Obj>) -> PyResult<()> {
    let cause = checked_exception(vm, value, "__cause__")?;
    drop(fields::set(it, exception::CAUSE, cause));
    fields::set_number(it, exception::SUPPRESS_CONTEXT, 1);
    Ok(())
}

fn set_context(vm: &Vm, it: &Obj, value: Option<Obj>) -> PyResult<()> {
    let context = checked_exception(vm, value, "__context__")?;
    drop(fields::set(it, exception::CONTEXT, context));
    Ok(())
}

/// The exceptions that programs can name, for `builtins`.
pub fn builtin_exceptions() -> impl Iterator<Item = StaticType> {
    StaticType::ALL
        .iter()
        .copied()
        .filter(|class| types::flags_of(&class.object()) & types::flags::BASE_EXC_SUBCLASS != 0)
}
