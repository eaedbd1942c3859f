//! `builtins`: the names that every program has.
//!
//! Follows `Python/bltinmodule.c`.

mod attributes;
mod classes;
mod io;
mod iteration;
mod namespaces;
mod numbers;
mod text;

pub(in crate::modules) use namespaces::exit;

use crate::native::Installer;
use crate::vm::Vm;
use runtime::{StaticType, statics};

/// Built-in types that are no built-in names.
const UNNAMED: &[StaticType] = &[
    StaticType::NoneType,
    StaticType::NotImplementedType,
    StaticType::Ellipsis,
    StaticType::Function,
    StaticType::Code,
    StaticType::Cell,
    StaticType::Method,
    StaticType::BuiltinFunction,
    StaticType::MethodDescriptor,
    StaticType::ClassMethodDescriptor,
    StaticType::WrapperDescriptor,
    StaticType::MethodWrapper,
    StaticType::GetSetDescriptor,
    StaticType::MemberDescriptor,
    StaticType::Module,
    StaticType::Traceback,
    StaticType::Frame,
    StaticType::ListIterator,
    StaticType::ListReverseIterator,
    StaticType::TupleIterator,
    StaticType::StrIterator,
    StaticType::StrAsciiIterator,
    StaticType::BytesIterator,
    StaticType::SequenceIterator,
    StaticType::RangeIterator,
    StaticType::LongRangeIterator,
    StaticType::DictKeyIterator,
    StaticType::DictValueIterator,
    StaticType::DictItemIterator,
    StaticType::DictReverseKeyIterator,
    StaticType::SetIterator,
    StaticType::CallableIterator,
    StaticType::DictKeys,
    StaticType::DictValues,
    StaticType::DictItems,
    StaticType::MappingProxy,
    StaticType::WeakRef,
    StaticType::Generator,
    StaticType::SimpleNamespace,
    StaticType::CInt,
    StaticType::CLong,
];

/// Fills the dict of the module.
pub fn install(vm: &Vm) {
    let builtins = Installer::for_module(vm, vm.builtins.clone());
    for class in StaticType::ALL.iter().filter(|class| !UNNAMED.contains(class)) {
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
    io::install(&builtins);
    iteration::install(&builtins);
    namespaces::install(&builtins);
    numbers::install(&builtins);
    text::install(&builtins);
}
