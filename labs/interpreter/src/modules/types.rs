//! `types`: built-in types that have no name of their own.

use crate::native::Installer;
use crate::vm::Vm;
use runtime::StaticType;

/// The names, as `Lib/types.py` gives them.
const TYPES: [(&str, StaticType); 19] = [
    ("FunctionType", StaticType::Function),
    ("LambdaType", StaticType::Function),
    ("MethodType", StaticType::Method),
    ("BuiltinFunctionType", StaticType::BuiltinFunction),
    ("BuiltinMethodType", StaticType::BuiltinFunction),
    ("MethodDescriptorType", StaticType::MethodDescriptor),
    ("WrapperDescriptorType", StaticType::WrapperDescriptor),
    ("GetSetDescriptorType", StaticType::GetSetDescriptor),
    ("MemberDescriptorType", StaticType::MemberDescriptor),
    ("GeneratorType", StaticType::Generator),
    ("CellType", StaticType::Cell),
    ("CodeType", StaticType::Code),
    ("FrameType", StaticType::Frame),
    ("TracebackType", StaticType::Traceback),
    ("ModuleType", StaticType::Module),
    ("NoneType", StaticType::NoneType),
    ("GenericAlias", StaticType::GenericAlias),
    ("MappingProxyType", StaticType::MappingProxy),
    ("SimpleNamespace", StaticType::SimpleNamespace),
];

/// Names the types of the module.
pub(super) fn install(_vm: &Vm, types: &Installer<'_>) {
    for (name, class) in TYPES {
        types.value(name, class.object());
    }
    types
        .value(
            "NotImplementedType",
            StaticType::NotImplementedType.object(),
        )
        .value("EllipsisType", StaticType::Ellipsis.object());
}
