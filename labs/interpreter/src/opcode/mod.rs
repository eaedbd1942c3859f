//! The instruction set: CPython 3.12's, number for number and name for name.
//!
//! What the labs' compiler can emit is here; `unused` has the names of the rest. The numbers, the cache entries and the
//! stack effects follow `Lib/opcode.py` and `Python/opcode_metadata.h` of 3.12,
//! because lifetimes depend on them: a value dies at the instruction that pops it.

mod kinds;
mod operands;
mod unused;

pub use kinds::HAVE_ARGUMENT;
pub use operands::{BinaryOp, CompareOp, format_value, intrinsic1, make_function, resume};
pub use unused::{UNUSED, UnusedKind};

/// Defines [`Op`] from one table, so that number, name and cache size of an
/// instruction stand in one line.
macro_rules! opcodes {
    ($($(#[$doc:meta])* $variant:ident = $number:literal, $name:literal, $caches:literal;)*) => {
        /// One instruction's operation, without its argument.
        #[repr(u8)]
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Op {
            $($(#[$doc])* $variant = $number,)*
        }

        impl Op {
            /// Every operation, by number.
            pub const ALL: &'static [Op] = &[$(Op::$variant,)*];

            /// The name that `dis` prints, such as `LOAD_FAST`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Op::$variant => $name,)*
                }
            }

            /// How many 2-byte cache entries follow the instruction in
            /// CPython's bytecode. We keep none, but `dis` offsets count them.
            pub const fn cache_entries(self) -> usize {
                match self {
                    $(Op::$variant => $caches,)*
                }
            }
        }
    };
}

opcodes! {
    /// Drop the top of the stack.
    PopTop = 1, "POP_TOP", 0;
    /// Push the empty slot that `CALL` expects below a plain callable.
    PushNull = 2, "PUSH_NULL", 0;
    /// Drop the exhausted iterator's two slots after a `for`.
    EndFor = 4, "END_FOR", 0;
    /// Drop the sub-iterator below the result of `yield from`.
    EndSend = 5, "END_SEND", 0;
    /// Do nothing; it keeps a line number.
    Nop = 9, "NOP", 0;
    /// `-a`.
    UnaryNegative = 11, "UNARY_NEGATIVE", 0;
    /// `not a`.
    UnaryNot = 12, "UNARY_NOT", 0;
    /// `~a`.
    UnaryInvert = 15, "UNARY_INVERT", 0;
    /// `a[b]`.
    BinarySubscr = 25, "BINARY_SUBSCR", 1;
    /// `a[b:c]`.
    BinarySlice = 26, "BINARY_SLICE", 0;
    /// `b[c:d] = a`.
    StoreSlice = 27, "STORE_SLICE", 0;
    /// Save the exception being handled below the new one.
    PushExcInfo = 35, "PUSH_EXC_INFO", 0;
    /// Replace the class on top with whether the exception below matches it.
    CheckExcMatch = 36, "CHECK_EXC_MATCH", 0;
    /// Call `__exit__` with the exception; push its result.
    WithExceptStart = 49, "WITH_EXCEPT_START", 0;
    /// Replace the manager by its bound `__exit__` and the result of `__enter__`.
    BeforeWith = 53, "BEFORE_WITH", 0;
    /// End a `yield from` whose `throw` raised `StopIteration`.
    CleanupThrow = 55, "CLEANUP_THROW", 0;
    /// `b[c] = a`.
    StoreSubscr = 60, "STORE_SUBSCR", 1;
    /// `del a[b]`.
    DeleteSubscr = 61, "DELETE_SUBSCR", 0;
    /// `iter(a)`.
    GetIter = 68, "GET_ITER", 0;
    /// `iter(a)`, but a generator stays itself.
    GetYieldFromIter = 69, "GET_YIELD_FROM_ITER", 0;
    /// Push `__build_class__`.
    LoadBuildClass = 71, "LOAD_BUILD_CLASS", 0;
    /// Push `AssertionError`.
    LoadAssertionError = 74, "LOAD_ASSERTION_ERROR", 0;
    /// Make a generator of this frame and return it.
    ReturnGenerator = 75, "RETURN_GENERATOR", 0;
    /// Return the top of the stack.
    ReturnValue = 83, "RETURN_VALUE", 0;
    /// Make `__annotations__` if the namespace has none.
    SetupAnnotations = 85, "SETUP_ANNOTATIONS", 0;
    /// Push the namespace of the frame.
    LoadLocals = 87, "LOAD_LOCALS", 0;
    /// Restore the exception handled before.
    PopExcept = 89, "POP_EXCEPT", 0;
    /// Bind `names[arg]` in the namespace.
    StoreName = 90, "STORE_NAME", 0;
    /// Unbind `names[arg]` in the namespace.
    DeleteName = 91, "DELETE_NAME", 0;
    /// Unpack into exactly `arg` values, first on top.
    UnpackSequence = 92, "UNPACK_SEQUENCE", 1;
    /// Push the next value, or push nothing and jump past the loop to `END_FOR`.
    ForIter = 93, "FOR_ITER", 1;
    /// Unpack with a star: `arg & 0xff` values before it, `arg >> 8` after.
    UnpackEx = 94, "UNPACK_EX", 0;
    /// `a.names[arg] = b`.
    StoreAttr = 95, "STORE_ATTR", 4;
    /// `del a.names[arg]`.
    DeleteAttr = 96, "DELETE_ATTR", 0;
    /// Bind a global.
    StoreGlobal = 97, "STORE_GLOBAL", 0;
    /// Unbind a global.
    DeleteGlobal = 98, "DELETE_GLOBAL", 0;
    /// Swap the top with the value `arg` deep (1 is the top).
    Swap = 99, "SWAP", 0;
    /// Push `consts[arg]`.
    LoadConst = 100, "LOAD_CONST", 0;
    /// Push a name found in namespace, globals or builtins.
    LoadName = 101, "LOAD_NAME", 0;
    /// Build a tuple of `arg` values.
    BuildTuple = 102, "BUILD_TUPLE", 0;
    /// Build a list of `arg` values.
    BuildList = 103, "BUILD_LIST", 0;
    /// Build a set of `arg` values.
    BuildSet = 104, "BUILD_SET", 0;
    /// Build a dict of `arg` key and value pairs.
    BuildMap = 105, "BUILD_MAP", 0;
    /// `a.names[arg >> 1]`; with bit 0 set, as a method: two pushes.
    LoadAttr = 106, "LOAD_ATTR", 9;
    /// Compare; the operator is `arg >> 4`, see [`CompareOp`].
    CompareOp = 107, "COMPARE_OP", 1;
    /// Import `names[arg]` from the fromlist and level below.
    ImportName = 108, "IMPORT_NAME", 0;
    /// Push an attribute of the module on top, which stays.
    ImportFrom = 109, "IMPORT_FROM", 0;
    /// Jump forward.
    JumpForward = 110, "JUMP_FORWARD", 0;
    /// Pop; jump if it is false.
    PopJumpIfFalse = 114, "POP_JUMP_IF_FALSE", 0;
    /// Pop; jump if it is true.
    PopJumpIfTrue = 115, "POP_JUMP_IF_TRUE", 0;
    /// Push global `names[arg >> 1]`; with bit 0 set, `NULL` below it.
    LoadGlobal = 116, "LOAD_GLOBAL", 4;
    /// `is`, or `is not` if `arg` is 1.
    IsOp = 117, "IS_OP", 0;
    /// `in`, or `not in` if `arg` is 1.
    ContainsOp = 118, "CONTAINS_OP", 0;
    /// Raise the exception on top again; `arg` non-zero: the instruction pointer is restored from that depth.
    Reraise = 119, "RERAISE", 0;
    /// Push the value `arg` deep again (1 is the top).
    Copy = 120, "COPY", 0;
    /// Return `consts[arg]`.
    ReturnConst = 121, "RETURN_CONST", 0;
    /// Binary or in-place operator, see [`BinaryOp`].
    BinaryOp = 122, "BINARY_OP", 1;
    /// Send the top to the iterator below; jump with its result when it ends.
    Send = 123, "SEND", 1;
    /// Push a local known to be bound.
    LoadFast = 124, "LOAD_FAST", 0;
    /// Bind a local.
    StoreFast = 125, "STORE_FAST", 0;
    /// Unbind a local.
    DeleteFast = 126, "DELETE_FAST", 0;
    /// Push a local that may be unbound.
    LoadFastCheck = 127, "LOAD_FAST_CHECK", 0;
    /// Pop; jump if it is not `None`.
    PopJumpIfNotNone = 128, "POP_JUMP_IF_NOT_NONE", 0;
    /// Pop; jump if it is `None`.
    PopJumpIfNone = 129, "POP_JUMP_IF_NONE", 0;
    /// `raise` with `arg` operands.
    RaiseVarargs = 130, "RAISE_VARARGS", 0;
    /// Make a function; `arg` is a set of [`make_function`](crate::opcode::make_function) flags.
    MakeFunction = 132, "MAKE_FUNCTION", 0;
    /// Build a slice of `arg` (2 or 3) values.
    BuildSlice = 133, "BUILD_SLICE", 0;
    /// Jump backward in a `yield from`.
    JumpBackwardNoInterrupt = 134, "JUMP_BACKWARD_NO_INTERRUPT", 0;
    /// Wrap a local, bound or not, in a new cell.
    MakeCell = 135, "MAKE_CELL", 0;
    /// Push a cell itself.
    LoadClosure = 136, "LOAD_CLOSURE", 0;
    /// Push what a cell holds.
    LoadDeref = 137, "LOAD_DEREF", 0;
    /// Set what a cell holds.
    StoreDeref = 138, "STORE_DEREF", 0;
    /// Empty a cell.
    DeleteDeref = 139, "DELETE_DEREF", 0;
    /// Jump backward.
    JumpBackward = 140, "JUMP_BACKWARD", 0;
    /// `super(cls, self).names[arg >> 2]`; bit 0: as a method, bit 1: `super` had two arguments.
    LoadSuperAttr = 141, "LOAD_SUPER_ATTR", 1;
    /// Call with a tuple and, if bit 0 is set, a dict.
    CallFunctionEx = 142, "CALL_FUNCTION_EX", 0;
    /// Push a local, bound or not, and unbind it.
    LoadFastAndClear = 143, "LOAD_FAST_AND_CLEAR", 0;
    /// Append to the list `arg` deep.
    ListAppend = 145, "LIST_APPEND", 0;
    /// Add to the set `arg` deep.
    SetAdd = 146, "SET_ADD", 0;
    /// Set a key in the dict `arg` deep.
    MapAdd = 147, "MAP_ADD", 0;
    /// Copy the closure's `arg` cells into the frame.
    CopyFreeVars = 149, "COPY_FREE_VARS", 0;
    /// Yield the top; `arg` is the exception table's depth.
    YieldValue = 150, "YIELD_VALUE", 0;
    /// Start or resume a frame; see [`resume`](crate::opcode::resume).
    Resume = 151, "RESUME", 0;
    /// Format for an f-string: bits 0 and 1 the conversion, bit 2 a format spec.
    FormatValue = 155, "FORMAT_VALUE", 0;
    /// Build a dict of `arg` values and the tuple of keys on top.
    BuildConstKeyMap = 156, "BUILD_CONST_KEY_MAP", 0;
    /// Join `arg` strings.
    BuildString = 157, "BUILD_STRING", 0;
    /// Extend the list `arg` deep.
    ListExtend = 162, "LIST_EXTEND", 0;
    /// Update the set `arg` deep.
    SetUpdate = 163, "SET_UPDATE", 0;
    /// Update keyword arguments; a key twice is an error.
    DictMerge = 164, "DICT_MERGE", 0;
    /// Update the dict `arg` deep.
    DictUpdate = 165, "DICT_UPDATE", 0;
    /// Call with `arg` arguments.
    Call = 171, "CALL", 3;
    /// The next `CALL`'s keyword names are `consts[arg]`.
    KwNames = 172, "KW_NAMES", 0;
    /// Call a helper, see [`intrinsic1`](crate::opcode::intrinsic1).
    CallIntrinsic1 = 173, "CALL_INTRINSIC_1", 0;
    /// Pop a namespace; push the name found there or in the cell.
    LoadFromDictOrDeref = 176, "LOAD_FROM_DICT_OR_DEREF", 0;
}

impl Op {
    /// The change of stack height, pushes minus pops, jumping or not.
    ///
    /// Follows `PyCompile_OpcodeStackEffect`. `FOR_ITER` counts one push on
    /// both ways, for its jump lands on `END_FOR`, which pops two.
    pub const fn stack_effect(self, arg: u32) -> i32 {
        let n = arg as i32;
        match self {
            Op::Nop
            | Op::UnaryNegative
            | Op::UnaryNot
            | Op::UnaryInvert
            | Op::CheckExcMatch
            | Op::GetIter
            | Op::GetYieldFromIter
            | Op::ReturnGenerator
            | Op::SetupAnnotations
            | Op::DeleteName
            | Op::DeleteGlobal
            | Op::DeleteFast
            | Op::DeleteDeref
            | Op::Swap
            | Op::JumpForward
            | Op::JumpBackward
            | Op::JumpBackwardNoInterrupt
            | Op::ReturnConst
            | Op::Send
            | Op::MakeCell
            | Op::CopyFreeVars
            | Op::YieldValue
            | Op::Resume
            | Op::KwNames
            | Op::CallIntrinsic1
            | Op::LoadFromDictOrDeref => 0,

            Op::PushNull
            | Op::PushExcInfo
            | Op::WithExceptStart
            | Op::BeforeWith
            | Op::LoadBuildClass
            | Op::LoadAssertionError
            | Op::LoadLocals
            | Op::ForIter
            | Op::LoadConst
            | Op::LoadName
            | Op::ImportFrom
            | Op::Copy
            | Op::LoadFast
            | Op::LoadFastCheck
            | Op::LoadFastAndClear
            | Op::LoadClosure
            | Op::LoadDeref => 1,

            Op::PopTop
            | Op::EndSend
            | Op::BinarySubscr
            | Op::CleanupThrow
            | Op::ReturnValue
            | Op::PopExcept
            | Op::StoreName
            | Op::DeleteAttr
            | Op::StoreGlobal
            | Op::CompareOp
            | Op::ImportName
            | Op::PopJumpIfFalse
            | Op::PopJumpIfTrue
            | Op::PopJumpIfNone
            | Op::PopJumpIfNotNone
            | Op::IsOp
            | Op::ContainsOp
            | Op::Reraise
            | Op::BinaryOp
            | Op::StoreFast
            | Op::StoreDeref
            | Op::ListAppend
            | Op::SetAdd
            | Op::ListExtend
            | Op::SetUpdate
            | Op::DictMerge
            | Op::DictUpdate => -1,

            Op::EndFor | Op::BinarySlice | Op::DeleteSubscr | Op::StoreAttr | Op::MapAdd => -2,
            Op::StoreSubscr => -3,
            Op::StoreSlice => -4,

            Op::UnpackSequence => n - 1,
            Op::UnpackEx => (n & 0xff) + (n >> 8),
            Op::BuildTuple | Op::BuildList | Op::BuildSet | Op::BuildString => 1 - n,
            Op::BuildMap => 1 - 2 * n,
            Op::BuildConstKeyMap => -n,
            Op::LoadAttr => n & 1,
            Op::LoadGlobal => 1 + (n & 1),
            Op::LoadSuperAttr => (n & 1) - 2,
            Op::RaiseVarargs => -n,
            Op::MakeFunction => -((arg & 0xf).count_ones() as i32),
            Op::BuildSlice => {
                if n == 3 {
                    -2
                } else {
                    -1
                }
            }
            Op::CallFunctionEx => -2 - (n & 1),
            Op::FormatValue => -((n >> 2) & 1),
            Op::Call => -1 - n,
        }
    }
}
