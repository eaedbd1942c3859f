//! What the arguments of instructions mean: operators, flags and helpers.

/// The operator of a `BINARY_OP`, by its argument. `InplaceX` is `X` + 13.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the operator it names")]
pub enum BinaryOp {
    Add,
    And,
    FloorDivide,
    Lshift,
    MatrixMultiply,
    Multiply,
    Remainder,
    Or,
    Power,
    Rshift,
    Subtract,
    TrueDivide,
    Xor,
    InplaceAdd,
    InplaceAnd,
    InplaceFloorDivide,
    InplaceLshift,
    InplaceMatrixMultiply,
    InplaceMultiply,
    InplaceRemainder,
    InplaceOr,
    InplacePower,
    InplaceRshift,
    InplaceSubtract,
    InplaceTrueDivide,
    InplaceXor,
}

impl BinaryOp {
    const ALL: [BinaryOp; 26] = [
        BinaryOp::Add,
        BinaryOp::And,
        BinaryOp::FloorDivide,
        BinaryOp::Lshift,
        BinaryOp::MatrixMultiply,
        BinaryOp::Multiply,
        BinaryOp::Remainder,
        BinaryOp::Or,
        BinaryOp::Power,
        BinaryOp::Rshift,
        BinaryOp::Subtract,
        BinaryOp::TrueDivide,
        BinaryOp::Xor,
        BinaryOp::InplaceAdd,
        BinaryOp::InplaceAnd,
        BinaryOp::InplaceFloorDivide,
        BinaryOp::InplaceLshift,
        BinaryOp::InplaceMatrixMultiply,
        BinaryOp::InplaceMultiply,
        BinaryOp::InplaceRemainder,
        BinaryOp::InplaceOr,
        BinaryOp::InplacePower,
        BinaryOp::InplaceRshift,
        BinaryOp::InplaceSubtract,
        BinaryOp::InplaceTrueDivide,
        BinaryOp::InplaceXor,
    ];

    /// The operator of an instruction's argument; `None` past the last.
    pub fn from_arg(arg: u32) -> Option<BinaryOp> {
        BinaryOp::ALL.get(arg as usize).copied()
    }

    /// Whether this is the form of an augmented assignment.
    pub const fn is_inplace(self) -> bool {
        self as u8 >= BinaryOp::InplaceAdd as u8
    }

    /// The form of an augmented assignment.
    pub const fn inplace(self) -> BinaryOp {
        if self.is_inplace() {
            self
        } else {
            BinaryOp::ALL[self as usize + BinaryOp::InplaceAdd as usize]
        }
    }

    /// The operator as Python writes it, such as `+` or `+=`.
    pub const fn symbol(self) -> &'static str {
        match self {
            BinaryOp::Add => "+",
            BinaryOp::And => "&",
            BinaryOp::FloorDivide => "//",
            BinaryOp::Lshift => "<<",
            BinaryOp::MatrixMultiply => "@",
            BinaryOp::Multiply => "*",
            BinaryOp::Remainder => "%",
            BinaryOp::Or => "|",
            BinaryOp::Power => "**",
            BinaryOp::Rshift => ">>",
            BinaryOp::Subtract => "-",
            BinaryOp::TrueDivide => "/",
            BinaryOp::Xor => "^",
            BinaryOp::InplaceAdd => "+=",
            BinaryOp::InplaceAnd => "&=",
            BinaryOp::InplaceFloorDivide => "//=",
            BinaryOp::InplaceLshift => "<<=",
            BinaryOp::InplaceMatrixMultiply => "@=",
            BinaryOp::InplaceMultiply => "*=",
            BinaryOp::InplaceRemainder => "%=",
            BinaryOp::InplaceOr => "|=",
            BinaryOp::InplacePower => "**=",
            BinaryOp::InplaceRshift => ">>=",
            BinaryOp::InplaceSubtract => "-=",
            BinaryOp::InplaceTrueDivide => "/=",
            BinaryOp::InplaceXor => "^=",
        }
    }
}

/// The operator of a `COMPARE_OP`.
#[repr(u8)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the operator it names")]
pub enum CompareOp {
    Lt,
    Le,
    Eq,
    Ne,
    Gt,
    Ge,
}

impl CompareOp {
    /// Every operator, by its number.
    pub const ALL: [CompareOp; 6] = [
        CompareOp::Lt,
        CompareOp::Le,
        CompareOp::Eq,
        CompareOp::Ne,
        CompareOp::Gt,
        CompareOp::Ge,
    ];

    /// The instruction's argument: the operator in the high bits, below it
    /// the mask of outcomes that CPython's specialised forms read
    /// (`compare_masks` in `Python/compile.c`).
    pub const fn to_arg(self) -> u32 {
        const UNORDERED: u32 = 1;
        const LESS: u32 = 2;
        const GREATER: u32 = 4;
        const EQUAL: u32 = 8;
        let mask = match self {
            CompareOp::Lt => LESS,
            CompareOp::Le => LESS | EQUAL,
            CompareOp::Eq => EQUAL,
            CompareOp::Ne => UNORDERED | LESS | GREATER,
            CompareOp::Gt => GREATER,
            CompareOp::Ge => GREATER | EQUAL,
        };
        (self as u32) << 4 | mask
    }

    /// The operator of an instruction's argument; `None` past the last.
    pub fn from_arg(arg: u32) -> Option<CompareOp> {
        CompareOp::ALL.get((arg >> 4) as usize).copied()
    }

    /// The operator as Python writes it.
    pub const fn symbol(self) -> &'static str {
        match self {
            CompareOp::Lt => "<",
            CompareOp::Le => "<=",
            CompareOp::Eq => "==",
            CompareOp::Ne => "!=",
            CompareOp::Gt => ">",
            CompareOp::Ge => ">=",
        }
    }
}

/// What a `MAKE_FUNCTION` finds below the code object, pushed in this order.
pub mod make_function {
    /// A tuple of the positional parameters' defaults.
    pub const DEFAULTS: u32 = 1;
    /// A dict of the keyword-only parameters' defaults.
    pub const KWDEFAULTS: u32 = 2;
    /// A tuple of names and annotations, in turn.
    pub const ANNOTATIONS: u32 = 4;
    /// A tuple of cells.
    pub const CLOSURE: u32 = 8;

    /// What `dis` calls the flags that are set.
    pub fn names(flags: u32) -> Vec<&'static str> {
        let all = [
            (DEFAULTS, "defaults"),
            (KWDEFAULTS, "kwdefaults"),
            (ANNOTATIONS, "annotations"),
            (CLOSURE, "closure"),
        ];
        let set = all.into_iter().filter(|(flag, _)| flags & flag != 0);
        set.map(|(_, name)| name).collect()
    }
}

/// Where a `RESUME` stands.
pub mod resume {
    /// At the start of a frame.
    pub const AT_FUNC_START: u32 = 0;
    /// After a `yield`.
    pub const AFTER_YIELD: u32 = 1;
    /// After the inner yield of a `yield from`.
    pub const AFTER_YIELD_FROM: u32 = 2;
}

/// The helpers of `CALL_INTRINSIC_1` that the compiler uses.
pub mod intrinsic1 {
    /// `from m import *`.
    pub const IMPORT_STAR: u32 = 2;
    /// Turn a `StopIteration` that leaves a generator into a `RuntimeError`.
    pub const STOPITERATION_ERROR: u32 = 3;
    /// `+a`.
    pub const UNARY_POSITIVE: u32 = 5;
    /// `tuple(list)`, for displays and calls with stars.
    pub const LIST_TO_TUPLE: u32 = 6;

    /// What `dis` calls a helper; `None` of one that the compiler does not use.
    pub const fn name(helper: u32) -> Option<&'static str> {
        Some(match helper {
            IMPORT_STAR => "INTRINSIC_IMPORT_STAR",
            STOPITERATION_ERROR => "INTRINSIC_STOPITERATION_ERROR",
            UNARY_POSITIVE => "INTRINSIC_UNARY_POSITIVE",
            LIST_TO_TUPLE => "INTRINSIC_LIST_TO_TUPLE",
            _ => return None,
        })
    }
}

/// The conversion bits of `FORMAT_VALUE`.
pub mod format_value {
    /// No conversion.
    pub const NONE: u32 = 0;
    /// `!s`.
    pub const STR: u32 = 1;
    /// `!r`.
    pub const REPR: u32 = 2;
    /// `!a`.
    pub const ASCII: u32 = 3;
    /// A format spec is on top of the stack.
    pub const HAVE_SPEC: u32 = 4;

    /// The built-in function that an argument's conversion bits stand for.
    pub const fn conversion(arg: u32) -> Option<&'static str> {
        match arg & 3 {
            STR => Some("str"),
            REPR => Some("repr"),
            ASCII => Some("ascii"),
            _ => None,
        }
    }
}
