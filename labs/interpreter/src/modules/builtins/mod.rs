//! `builtins`: the names that every program has.
//!
//! Follows `Python/bltinmodule.c`.

mod attributes;
mod classes;
mod evaluate;
mod io;
mod iteration;
mod namespaces;
mod numbers;
mod text;

pub(in crate::modules) use evaluate::compile_source_of_module;
pub(in crate::modules) use namespaces::exit;

use crate::native::Installer;
use crate::vm::Vm;
use runtime::object::types;
use runtime::{StaticType, statics};

/// The built-in types that have a built-in name; beside these, every exception has one.
const NAMED: [StaticType; 25] = [
    StaticType::Object,
    StaticType::Type,
    StaticType::Int,
    StaticType::Bool,
    StaticType::Float,
    StaticType::Complex,
    StaticType::Str,
    StaticType::Bytes,
    StaticType::ByteArray,
    StaticType::Tuple,
    StaticType::List,
    StaticType::Dict,
    StaticType::Set,
    StaticType::FrozenSet,
    StaticType::Range,
    StaticType::Slice,
    StaticType::Property,
    StaticType::ClassMethod,
    StaticType::StaticMethod,
    StaticType::Super,
    StaticType::Enumerate,
    StaticType::Zip,
    StaticType::Map,
    StaticType::Filter,
    StaticType::Reversed,
];

fn is_exception(class: StaticType) -> bool {
    types::flags_of(&class.object()) & types::flags::BASE_EXC_SUBCLASS != 0
}

/// Fills the dict of the module.
pub fn install(vm: &Vm) {
    let builtins = Installer::for_module(vm, vm.builtins.clone());
    let exceptions = StaticType::ALL.iter().filter(|class| is_exception(**class));
    for class in NAMED.iter().chain(exceptions) {
        builtins.value(class.name(), class.object());
    }
    builtins
        .value("None", statics::none())
        .value("True", statics::true_())
        .value("False", statics::false_())
        .value("NotImplemented", statics::not_implemented())
        .value("Ellipsis", statics::ellipsis())
        .value("__debug__", statics::true_())
        .value("EnvironmentError", StaticType::OSError.object())
        .value("IOError", StaticType::OSError.object());
    attributes::install(&builtins);
    classes::install(&builtins);
    evaluate::install(&builtins);
    io::install(&builtins);
    iteration::install(&builtins);
    namespaces::install(&builtins);
    numbers::install(&builtins);
    text::install(&builtins);
}
