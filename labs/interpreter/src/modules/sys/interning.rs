//! `sys.intern`, and what tells whether a string is interned or an object immortal.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::types::str::argument::bad_argument;
use crate::vm::Vm;
use runtime::object::str::{self, InternState};
use runtime::{StaticType, Version, heap, interning, statics};

/// Names the functions. `_is_interned` is new in 3.13, `_is_immortal` in 3.14.
pub(super) fn install(sys: &Installer<'_>) {
    sys.function("intern", intern);
    let version = heap().profile().version;
    if version >= Version::V3_13 {
        sys.function("_is_interned", is_interned);
    }
    if version >= Version::V3_14 {
        sys.function("_is_immortal", |vm, args| {
            let [object] = args.exactly::<1>(vm, "sys._is_immortal")?;
            Ok(statics::bool(object.is_immortal()))
        });
    }
}

fn intern(vm: &Vm, args: Args<'_>) -> PyResult {
    let [text] = args.exactly::<1>(vm, "sys.intern")?;
    if StaticType::Str.is_exact(text) {
        return Ok(interning::intern(text.clone()));
    }
    if StaticType::Str.is_instance(text) {
        let given = vm.type_name(text);
        return Err(vm.type_error(format!("can't intern {given}")));
    }
    Err(bad_argument(vm, "intern", "argument", "str", text))
}

fn is_interned(vm: &Vm, args: Args<'_>) -> PyResult {
    let [text] = args.exactly::<1>(vm, "sys._is_interned")?;
    if !StaticType::Str.is_instance(text) {
        return Err(bad_argument(vm, "_is_interned", "argument", "str", text));
    }
    // The letters and the empty string that all share are interned (`_PyUnicode_InternStaticStrings`).
    let is_shared = statics::is_static(text.address());
    Ok(statics::bool(
        is_shared || str::intern_state(text) != InternState::Not,
    ))
}
