//! `super`: attributes of the classes after one in an mro (`super_getattro` and `do_super_lookup` of
//! `Objects/typeobject.c`).

use super::mro;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::vm::{Vm, is_class};
use runtime::object::fields::{self, cell, super_object};
use runtime::object::{str, types};
use runtime::{Obj, StaticType, frame, statics};

/// Names the methods of `super`.
pub fn install(vm: &Vm) {
    let t = Installer::for_type(vm, StaticType::Super);
    t.new_function(|_vm, args| Ok(fields::new(&args[0])));
    t.method("__init__", init);
    t.method("__repr__", |_vm, args| {
        let class = fields::get(&args[0], super_object::TYPE)
            .map_or_else(String::new, |it| types::name(&it));
        let object = fields::get(&args[0], super_object::OBJECT_TYPE);
        let bound = object.map_or_else(
            || "NULL".to_owned(),
            |it| format!("<{} object>", types::name(&it)),
        );
        Ok(str::new(&format!("<super: <class '{class}'>, {bound}>")))
    });
    t.method("__getattribute__", |vm, args| {
        let [name] = args.rest().exactly::<1>(vm, "__getattribute__")?;
        get_attr(vm, &args[0], &super::object::attribute_name(vm, name)?)
    });
    t.getset(
        "__thisclass__",
        |_vm, it| Ok(fields::get(it, super_object::TYPE).unwrap_or_else(statics::none)),
        None,
    );
    t.getset(
        "__self__",
        |_vm, it| Ok(fields::get(it, super_object::OBJECT).unwrap_or_else(statics::none)),
        None,
    );
    t.getset(
        "__self_class__",
        |_vm, it| Ok(fields::get(it, super_object::OBJECT_TYPE).unwrap_or_else(statics::none)),
        None,
    );
}

fn init(vm: &Vm, args: Args<'_>) -> PyResult {
    let given = args.rest().between(vm, "super", 0, 2)?;
    let (class, object) = match given {
        [] => from_frame(vm)?,
        [class] => (class.clone(), None),
        [class, object, ..] => (class.clone(), Some(object.clone())),
    };
    if !is_class(&class) {
        let given = vm.type_name(&class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {given}")));
    }
    let object = object.filter(|object| !statics::is_none(object));
    let object_class = object
        .as_ref()
        .map(|object| checked_class(vm, object, &class))
        .transpose()?;
    drop(fields::set(&args[0], super_object::TYPE, Some(class)));
    drop(fields::set(&args[0], super_object::OBJECT, object));
    drop(fields::set(
        &args[0],
        super_object::OBJECT_TYPE,
        object_class,
    ));
    Ok(statics::none())
}

fn checked_class(vm: &Vm, object: &Obj, class: &Obj) -> PyResult {
    mro::object_class(object, class).ok_or_else(|| {
        vm.type_error("super(type, obj): obj must be an instance or subtype of type")
    })
}

/// `super()` without arguments: the first argument and the `__class__` cell of the running frame.
fn from_frame(vm: &Vm) -> PyResult<(Obj, Option<Obj>)> {
    let fail = |message: &str| vm.raise(StaticType::RuntimeError, message);
    let frame = vm
        .current
        .get()
        .ok_or_else(|| fail("super(): no current frame"))?;
    let code = frame
        .get(frame::CODE)
        .ok_or_else(|| fail("super(): no code object"))?;
    let body = crate::eval::code_object::body_of(&code);
    if body.code.argcount == 0 {
        return Err(fail("super(): no arguments"));
    }
    let mut first = frame
        .slot(0)
        .ok_or_else(|| fail("super(): arg[0] deleted"))?;
    if body.code.localspluskinds[0].cell && StaticType::Cell.is_exact(&first) {
        first =
            fields::get(&first, cell::CONTENTS).ok_or_else(|| fail("super(): arg[0] deleted"))?;
    }
    let place = body
        .code
        .localsplusnames
        .iter()
        .position(|name| name == "__class__");
    let class = place
        .and_then(|index| frame.slot(index as u64))
        .ok_or_else(|| fail("super(): __class__ cell not found"))?;
    let class =
        fields::get(&class, cell::CONTENTS).ok_or_else(|| fail("super(): empty __class__ cell"))?;
    Ok((class, Some(first)))
}

/// An attribute of a super object.
///
/// # Errors
/// `AttributeError`, or what a descriptor raised.
pub fn get_attr(vm: &Vm, object: &Obj, name: &Obj) -> PyResult {
    if let (Some(class), Some(instance), Some(start)) = (
        fields::get(object, super_object::TYPE),
        fields::get(object, super_object::OBJECT),
        fields::get(object, super_object::OBJECT_TYPE),
    ) && !str::equal(name, &vm.names.class)
        && let Some(found) = mro::after(&start, &class, name)
    {
        let bound = (!instance.is(&start)).then_some(&instance);
        return vm.descriptor_get(&found, bound, &start);
    }
    let class = object.class();
    match vm.type_lookup(&class, name) {
        Some(found) => vm.descriptor_get(&found, Some(object), &class),
        None => {
            let text = str::to_string(name);
            Err(vm.attribute_error(
                object,
                name,
                format!("'super' object has no attribute '{text}'"),
            ))
        }
    }
}

/// What `super(class, object).name` is, without making the super object. With `method` set, a function comes
/// unbound and the second value says so (`_PySuper_Lookup`).
///
/// # Errors
/// As [`get_attr`].
pub fn lookup(
    vm: &Vm,
    class: &Obj,
    object: &Obj,
    name: &Obj,
    method: bool,
) -> PyResult<(Obj, bool)> {
    if !is_class(class) {
        let given = vm.type_name(class);
        return Err(vm.type_error(format!("super() argument 1 must be a type, not {given}")));
    }
    let start = checked_class(vm, object, class)?;
    let Some(found) = mro::after(&start, class, name) else {
        let text = str::to_string(name);
        let made = vm.call_with(
            &StaticType::Super.object(),
            &[class.clone(), object.clone()],
        )?;
        return Err(vm.attribute_error(
            &made,
            name,
            format!("'super' object has no attribute '{text}'"),
        ));
    };
    let is_instance = !object.is(&start);
    let binds = types::flags_of(&found.class()) & types::flags::METHOD_DESCRIPTOR != 0;
    if method && is_instance && binds {
        return Ok((found, true));
    }
    let bound = is_instance.then_some(object);
    Ok((vm.descriptor_get(&found, bound, &start)?, false))
}
