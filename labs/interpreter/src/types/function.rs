//! Functions, methods and built-in functions as objects (`Objects/funcobject.c`, `classobject.c`,
//! `methodobject.c`, `descrobject.c`).

use super::object;
use crate::error::PyResult;
use crate::eval::code_object::body_of;
use crate::native::{Args, Getter, Installer};
use crate::protocol::attribute::new_method;
use crate::protocol::call::required;
use crate::vm::Vm;
use runtime::object::fields::{self, builtin, descriptor, function, method, method_wrapper};
use runtime::object::{attributes, dict, int, str, tuple, types};
use runtime::{Obj, StaticType, statics};

/// Names the methods of functions of every kind.
pub fn install(vm: &Vm) {
    install_function(vm);
    install_method(vm);
    install_builtin(vm);
    install_descriptors(vm);
}

fn field(object: &Obj, offset: u64) -> Obj {
    fields::get(object, offset).unwrap_or_else(statics::none)
}

fn call(vm: &Vm, args: Args<'_>) -> PyResult {
    let callable = args[0].clone();
    vm.call(&callable, args.rest())
}

fn install_function(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Function);
    t.method("__call__", call);
    t.method("__get__", |vm, args| {
        let given = args.rest().between(vm, "__get__", 1, 2)?;
        if statics::is_none(&given[0]) {
            return Ok(args[0].clone());
        }
        Ok(new_method(args[0].clone(), given[0].clone()))
    });
    t.method("__repr__", |_vm, args| {
        let name = fields::get(&args[0], function::QUALNAME)
            .map_or_else(String::new, |it| str::to_string(&it));
        Ok(str::new(&format!(
            "<function {name} at {:#x}>",
            args[0].address()
        )))
    });
    t.getset(
        "__name__",
        |_vm, it| Ok(field(it, function::NAME)),
        Some(|vm, it, value| set_text(vm, it, value, "__name__", function::NAME)),
    );
    t.getset(
        "__qualname__",
        |_vm, it| Ok(field(it, function::QUALNAME)),
        Some(|vm, it, value| set_text(vm, it, value, "__qualname__", function::QUALNAME)),
    );
    t.getset(
        "__doc__",
        |_vm, it| Ok(field(it, function::DOC)),
        Some(|_vm, it, value| set(it, function::DOC, value)),
    );
    t.getset(
        "__module__",
        |_vm, it| Ok(field(it, function::MODULE)),
        Some(|_vm, it, value| set(it, function::MODULE, value)),
    );
    t.getset(
        "__defaults__",
        |_vm, it| Ok(field(it, function::DEFAULTS)),
        Some(|vm, it, value| {
            check_kind(vm, &value, StaticType::Tuple, "__defaults__")?;
            set_or_clear(it, function::DEFAULTS, value)
        }),
    );
    t.getset(
        "__kwdefaults__",
        |_vm, it| Ok(field(it, function::KWDEFAULTS)),
        Some(|vm, it, value| {
            check_kind(vm, &value, StaticType::Dict, "__kwdefaults__")?;
            set_or_clear(it, function::KWDEFAULTS, value)
        }),
    );
    t.getset(
        "__annotations__",
        annotations,
        Some(|vm, it, value| {
            check_kind(vm, &value, StaticType::Dict, "__annotations__")?;
            set_or_clear(it, function::ANNOTATIONS, value)
        }),
    );
    t.getset(
        "__dict__",
        |_vm, it| Ok(attributes::dict(it).unwrap_or_else(statics::none)),
        Some(object::set_dict),
    );
    t.getset(
        "__code__",
        |_vm, it| Ok(field(it, function::CODE)),
        Some(set_code),
    );
    let read_only: [(&'static str, Getter); 3] = [
        ("__globals__", |_vm, it| Ok(field(it, function::GLOBALS))),
        ("__builtins__", |_vm, it| Ok(field(it, function::BUILTINS))),
        ("__closure__", |_vm, it| Ok(field(it, function::CLOSURE))),
    ];
    for (name, getter) in read_only {
        t.read_only_member(name, getter);
    }
}

/// Refuses what is neither missing, nor `None`, nor of `class`.
fn check_kind(vm: &Vm, value: &Option<Obj>, class: StaticType, name: &str) -> PyResult<()> {
    let fits = |value: &Obj| statics::is_none(value) || class.is_instance(value);
    if value.as_ref().is_none_or(fits) {
        return Ok(());
    }
    let kind = class.module_and_name().1;
    Err(vm.type_error(format!("{name} must be set to a {kind} object")))
}

/// `func_set_code`: another code object, which must have as many free variables as the function has cells.
fn set_code(vm: &Vm, it: &Obj, value: Option<Obj>) -> PyResult<()> {
    let Some(code) = value.filter(|value| StaticType::Code.is_exact(value)) else {
        return Err(vm.type_error("__code__ must be set to a code object"));
    };
    let cells = fields::get(it, function::CLOSURE).map_or(0, |cells| tuple::len(&cells));
    let free = body_of(&code).code.freevars().count() as u64;
    if cells != free {
        let name =
            fields::get(it, function::NAME).map_or_else(String::new, |it| str::to_string(&it));
        let message = format!("{name}() requires a code object with {cells} free vars, not {free}");
        return Err(vm.value_error(message));
    }
    set(it, function::CODE, Some(code))
}

fn set(object: &Obj, offset: u64, value: Option<Obj>) -> PyResult<()> {
    drop(fields::set(
        object,
        offset,
        Some(value.unwrap_or_else(statics::none)),
    ));
    Ok(())
}

fn set_or_clear(object: &Obj, offset: u64, value: Option<Obj>) -> PyResult<()> {
    drop(fields::set(
        object,
        offset,
        value.filter(|value| !statics::is_none(value)),
    ));
    Ok(())
}

/// Sets a field that holds a string, and no less than one.
pub(super) fn set_text(
    vm: &Vm,
    object: &Obj,
    value: Option<Obj>,
    name: &str,
    offset: u64,
) -> PyResult<()> {
    match value {
        Some(value) if StaticType::Str.is_instance(&value) => set(object, offset, Some(value)),
        _ => Err(vm.type_error(format!("{name} must be set to a string object"))),
    }
}

/// The annotations, kept as a tuple of names and values until somebody asks for the dict.
fn annotations(_vm: &Vm, it: &Obj) -> PyResult {
    let made = match fields::get(it, function::ANNOTATIONS) {
        Some(made) if StaticType::Dict.is_exact(&made) => return Ok(made),
        Some(pairs) => {
            let made = dict::new();
            let items = tuple::items(&pairs);
            for pair in items.chunks_exact(2) {
                dict::set_str(&made, &pair[0], pair[1].clone());
            }
            made
        }
        None => dict::new(),
    };
    drop(fields::set(it, function::ANNOTATIONS, Some(made.clone())));
    Ok(made)
}

fn install_method(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Method);
    t.new_function(|vm, args| {
        let [callable, object] = args.rest().exactly::<2>(vm, "method")?;
        Ok(new_method(callable.clone(), object.clone()))
    });
    t.method("__call__", call);
    t.method("__repr__", |vm, args| {
        let callable = required(&args[0], method::FUNCTION);
        let name = match vm.find_attr(&callable, &vm.names.qualname)? {
            Some(name) if StaticType::Str.is_instance(&name) => str::to_string(&name),
            _ => "?".to_owned(),
        };
        let object = vm.repr_text(&required(&args[0], method::SELF))?;
        Ok(str::new(&format!("<bound method {name} of {object}>")))
    });
    t.method("__eq__", |vm, args| {
        let [other] = args.rest().exactly::<1>(vm, "__eq__")?;
        if !StaticType::Method.is_exact(other) {
            return Ok(statics::not_implemented());
        }
        let same_function = vm.equal(
            &required(&args[0], method::FUNCTION),
            &required(other, method::FUNCTION),
        )?;
        let same_object = required(&args[0], method::SELF).is(&required(other, method::SELF));
        Ok(statics::bool(same_function && same_object))
    });
    t.method("__hash__", |vm, args| {
        let object = crate::protocol::compare::hash_identity(&required(&args[0], method::SELF));
        let callable = vm.hash(&required(&args[0], method::FUNCTION))?;
        Ok(int::from_i64(object ^ callable))
    });
    t.method("__getattribute__", |vm, args| {
        let [name] = args.rest().exactly::<1>(vm, "__getattribute__")?;
        vm.get_attr(&args[0], name)
    });
    t.read_only_member("__func__", |_vm, it| Ok(field(it, method::FUNCTION)));
    t.read_only_member("__self__", |_vm, it| Ok(field(it, method::SELF)));
    t.getset(
        "__doc__",
        |vm, it| vm.get_attr(&required(it, method::FUNCTION), &vm.names.doc),
        None,
    );
}

fn native_name(vm: &Vm, it: &Obj) -> &'static str {
    vm.native(fields::number(it, builtin::NATIVE)).name
}

fn install_builtin(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::BuiltinFunction);
    t.method("__call__", call);
    t.method("__repr__", |vm, args| {
        let name = native_name(vm, &args[0]);
        Ok(str::new(&match fields::get(&args[0], builtin::SELF) {
            Some(object) if !StaticType::Module.is_exact(&object) => {
                let class = vm.type_name(&object);
                format!(
                    "<built-in method {name} of {class} object at {:#x}>",
                    object.address()
                )
            }
            _ => format!("<built-in function {name}>"),
        }))
    });
    t.getset("__name__", |vm, it| Ok(str::new(native_name(vm, it))), None);
    t.getset(
        "__qualname__",
        |vm, it| {
            let name = native_name(vm, it);
            Ok(str::new(&match fields::get(it, builtin::SELF) {
                Some(object) if StaticType::Type.is_instance(&object) => {
                    format!("{}.{name}", types::name(&object))
                }
                Some(object) if !StaticType::Module.is_exact(&object) => {
                    format!("{}.{name}", vm.type_name(&object))
                }
                _ => name.to_owned(),
            }))
        },
        None,
    );
    t.getset("__self__", |_vm, it| Ok(field(it, builtin::SELF)), None);
    t.getset(
        "__module__",
        |_vm, it| Ok(field(it, builtin::MODULE)),
        Some(|_vm, it, value| {
            drop(fields::set(it, builtin::MODULE, value));
            Ok(())
        }),
    );
    t.getset("__doc__", |_vm, _it| Ok(statics::none()), None);
}

fn install_descriptors(vm: &Vm) {
    for class in [
        StaticType::MethodDescriptor,
        StaticType::WrapperDescriptor,
        StaticType::ClassMethodDescriptor,
    ] {
        let t = Installer::for_type(vm, class);
        t.method("__call__", call);
        t.method("__get__", |vm, args| {
            let given = args.rest().between(vm, "__get__", 1, 2)?;
            let object = (!statics::is_none(&given[0])).then_some(&given[0]);
            let class = given
                .get(1)
                .cloned()
                .unwrap_or_else(|| given[0].class().clone());
            vm.descriptor_get(&args[0], object, &class)
        });
        t.method("__repr__", |_vm, args| {
            let kind = if StaticType::WrapperDescriptor.is_exact(&args[0]) {
                "slot wrapper"
            } else {
                "method"
            };
            let (name, owner) = described(&args[0]);
            Ok(str::new(&format!("<{kind} '{name}' of '{owner}' objects>")))
        });
        install_descriptor_names(&t);
    }
    for class in [StaticType::GetSetDescriptor, StaticType::MemberDescriptor] {
        let t = Installer::for_type(vm, class);
        t.method("__repr__", |_vm, args| {
            let kind = if StaticType::MemberDescriptor.is_exact(&args[0]) {
                "member"
            } else {
                "attribute"
            };
            let (name, owner) = described(&args[0]);
            Ok(str::new(&format!("<{kind} '{name}' of '{owner}' objects>")))
        });
        t.method("__get__", |vm, args| {
            let given = args.rest().between(vm, "__get__", 1, 2)?;
            let object = (!statics::is_none(&given[0])).then_some(&given[0]);
            vm.descriptor_get(&args[0], object, &given[0].class())
        });
        install_descriptor_names(&t);
    }
    let t = Installer::for_type(vm, StaticType::MethodWrapper);
    t.method("__call__", call);
    t.method("__repr__", |vm, args| {
        let (name, _) = described(&required(&args[0], method_wrapper::DESCRIPTOR));
        let object = required(&args[0], method_wrapper::SELF);
        let class = vm.type_name(&object);
        Ok(str::new(&format!(
            "<method-wrapper '{name}' of {class} object at {:#x}>",
            object.address()
        )))
    });
    t.getset(
        "__self__",
        |_vm, it| Ok(field(it, method_wrapper::SELF)),
        None,
    );
    t.getset(
        "__name__",
        |_vm, it| {
            Ok(field(
                &required(it, method_wrapper::DESCRIPTOR),
                descriptor::NAME,
            ))
        },
        None,
    );
}

fn described(it: &Obj) -> (String, String) {
    let name =
        fields::get(it, descriptor::NAME).map_or_else(String::new, |name| str::to_string(&name));
    let owner =
        fields::get(it, descriptor::TYPE).map_or_else(String::new, |class| types::name(&class));
    (name, owner)
}

fn install_descriptor_names(t: &Installer<'_>) {
    t.read_only_member("__name__", |_vm, it| Ok(field(it, descriptor::NAME)));
    t.read_only_member("__objclass__", |_vm, it| Ok(field(it, descriptor::TYPE)));
    t.getset("__doc__", |_vm, _it| Ok(statics::none()), None);
    t.getset(
        "__qualname__",
        |_vm, it| {
            let (name, owner) = described(it);
            Ok(str::new(&format!("{owner}.{name}")))
        },
        None,
    );
}
