//! The rest of the instruction set: what the labs' compiler emits nothing of, and `dis` names all the same (`Lib/opcode.py` of
//! 3.12).
//!
//! `match`, `async` and exception groups, which the labs' Python has not; the forms of instructions that are watched; and the
//! instructions that exist only inside CPython's compiler, numbered from 256.

/// What the argument of an unused instruction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnusedKind {
    /// It takes none.
    NoArgument,
    /// A number.
    Number,
    /// An index into `co_names`.
    Name,
    /// The fast slot of a local.
    Local,
    /// A jump target.
    Jump,
    /// A handler (`hasexc`).
    Handler,
}

use UnusedKind::{Handler, Jump, Local, Name, NoArgument, Number};

/// Number, name and kind of each, by number.
pub const UNUSED: [(u16, &str, UnusedKind); 44] = [
    (3, "INTERPRETER_EXIT", NoArgument),
    (17, "RESERVED", NoArgument),
    (30, "GET_LEN", NoArgument),
    (31, "MATCH_MAPPING", NoArgument),
    (32, "MATCH_SEQUENCE", NoArgument),
    (33, "MATCH_KEYS", NoArgument),
    (37, "CHECK_EG_MATCH", NoArgument),
    (50, "GET_AITER", NoArgument),
    (51, "GET_ANEXT", NoArgument),
    (52, "BEFORE_ASYNC_WITH", NoArgument),
    (54, "END_ASYNC_FOR", NoArgument),
    (131, "GET_AWAITABLE", Number),
    (152, "MATCH_CLASS", Number),
    (174, "CALL_INTRINSIC_2", Number),
    (175, "LOAD_FROM_DICT_OR_GLOBALS", Name),
    (237, "INSTRUMENTED_LOAD_SUPER_ATTR", Number),
    (238, "INSTRUMENTED_POP_JUMP_IF_NONE", Number),
    (239, "INSTRUMENTED_POP_JUMP_IF_NOT_NONE", Number),
    (240, "INSTRUMENTED_RESUME", Number),
    (241, "INSTRUMENTED_CALL", Number),
    (242, "INSTRUMENTED_RETURN_VALUE", Number),
    (243, "INSTRUMENTED_YIELD_VALUE", Number),
    (244, "INSTRUMENTED_CALL_FUNCTION_EX", Number),
    (245, "INSTRUMENTED_JUMP_FORWARD", Number),
    (246, "INSTRUMENTED_JUMP_BACKWARD", Number),
    (247, "INSTRUMENTED_RETURN_CONST", Number),
    (248, "INSTRUMENTED_FOR_ITER", Number),
    (249, "INSTRUMENTED_POP_JUMP_IF_FALSE", Number),
    (250, "INSTRUMENTED_POP_JUMP_IF_TRUE", Number),
    (251, "INSTRUMENTED_END_FOR", Number),
    (252, "INSTRUMENTED_END_SEND", Number),
    (253, "INSTRUMENTED_INSTRUCTION", Number),
    (254, "INSTRUMENTED_LINE", Number),
    (256, "SETUP_FINALLY", Handler),
    (257, "SETUP_CLEANUP", Handler),
    (258, "SETUP_WITH", Handler),
    (259, "POP_BLOCK", NoArgument),
    (260, "JUMP", Jump),
    (261, "JUMP_NO_INTERRUPT", Jump),
    (262, "LOAD_METHOD", Name),
    (263, "LOAD_SUPER_METHOD", Name),
    (264, "LOAD_ZERO_SUPER_METHOD", Name),
    (265, "LOAD_ZERO_SUPER_ATTR", Name),
    (266, "STORE_FAST_MAYBE_NULL", Local),
];
