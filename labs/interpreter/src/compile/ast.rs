//! The tree that the compiler works on: CPython's abstract syntax.
//!
//! The parser's tree differs from CPython's in shape and in positions (elif
//! clauses, f-strings, implicit concatenation, decorated definitions).
//! [`lower`](super::lower) turns it into this one, folds constants on the way and
//! refuses what the labs do not support, so the later passes see only what they
//! can compile.

use crate::code::{Const, Position};
use crate::opcode::{BinaryOp, CompareOp};

/// Names a node that opens a scope; an index into the symbol table.
pub type ScopeId = usize;

/// An expression and where it stands.
#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    pub pos: Position,
}

/// The expressions. A target of an assignment is an expression too.
#[derive(Debug)]
pub enum ExprKind {
    Constant(Const),
    Name(String),
    BoolOp {
        op: BoolOp,
        values: Vec<Expr>,
    },
    Named {
        target: Box<Expr>,
        value: Box<Expr>,
    },
    Binary {
        left: Box<Expr>,
        op: BinaryOp,
        right: Box<Expr>,
    },
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Lambda(Box<Lambda>),
    IfExp {
        test: Box<Expr>,
        body: Box<Expr>,
        orelse: Box<Expr>,
    },
    /// A key of `None` is an unpacking, `**value`.
    Dict {
        keys: Vec<Option<Expr>>,
        values: Vec<Expr>,
    },
    Set(Vec<Expr>),
    List(Vec<Expr>),
    Tuple(Vec<Expr>),
    Comprehension(Box<Comprehension>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Compare {
        left: Box<Expr>,
        ops: Vec<Comparison>,
        comparators: Vec<Expr>,
    },
    Call {
        func: Box<Expr>,
        args: Vec<Expr>,
        keywords: Vec<Keyword>,
    },
    /// A replacement field of an f-string; the conversion is a `FORMAT_VALUE` bit.
    FormattedValue {
        value: Box<Expr>,
        conversion: u32,
        spec: Option<Box<Expr>>,
    },
    JoinedStr(Vec<Expr>),
    Attribute {
        value: Box<Expr>,
        attr: String,
    },
    Subscript {
        value: Box<Expr>,
        slice: Box<Expr>,
    },
    Starred(Box<Expr>),
    Slice {
        lower: Option<Box<Expr>>,
        upper: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BoolOp {
    And,
    Or,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Invert,
    Not,
    UAdd,
    USub,
}

/// A comparison operator, with the identity and membership tests that have
/// instructions of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    Rich(CompareOp),
    Is,
    IsNot,
    In,
    NotIn,
}

/// A lambda.
#[derive(Debug)]
pub struct Lambda {
    pub scope: ScopeId,
    pub params: Params,
    pub body: Expr,
}

/// What a comprehension builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

/// A comprehension or generator expression.
#[derive(Debug)]
pub struct Comprehension {
    pub scope: ScopeId,
    pub kind: ComprehensionKind,
    /// The element; of a dict the key.
    pub elt: Expr,
    /// The value of a dict's item.
    pub value: Option<Expr>,
    pub generators: Vec<Generator>,
}

/// One `for target in iter if …` of a comprehension.
#[derive(Debug)]
pub struct Generator {
    pub target: Expr,
    pub iter: Expr,
    pub ifs: Vec<Expr>,
}

/// A keyword argument; without a name, `**value`.
#[derive(Debug)]
pub struct Keyword {
    pub name: Option<String>,
    pub value: Expr,
}

/// A parameter.
#[derive(Debug)]
pub struct Param {
    pub name: String,
    pub annotation: Option<Expr>,
    pub pos: Position,
}

/// The parameters of a function.
#[derive(Debug, Default)]
pub struct Params {
    pub posonly: Vec<Param>,
    pub args: Vec<Param>,
    pub vararg: Option<Param>,
    pub kwonly: Vec<Param>,
    /// One for each of `kwonly`.
    pub kw_defaults: Vec<Option<Expr>>,
    pub kwarg: Option<Param>,
    /// Of the last of `posonly` and `args`.
    pub defaults: Vec<Expr>,
}

/// A statement and where it stands.
#[derive(Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub pos: Position,
}

/// The statements.
#[derive(Debug)]
pub enum StmtKind {
    Function(Box<Function>),
    Class(Box<Class>),
    Return(Option<Expr>),
    Delete(Vec<Expr>),
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinaryOp,
        value: Expr,
    },
    AnnAssign {
        target: Expr,
        annotation: Expr,
        value: Option<Expr>,
        simple: bool,
    },
    For {
        target: Expr,
        iter: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    /// `if` and each `elif`, then `else`.
    If {
        clauses: Vec<IfClause>,
        orelse: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Raise {
        exc: Option<Expr>,
        cause: Option<Expr>,
    },
    Try(Box<Try>),
    Assert {
        test: Expr,
        msg: Option<Expr>,
    },
    Import(Vec<Alias>),
    ImportFrom {
        module: String,
        names: Vec<Alias>,
        level: u32,
    },
    Global(Vec<String>),
    Nonlocal(Vec<String>),
    Expr(Expr),
    Pass,
    Break,
    Continue,
}

/// The statements of a block that can have a docstring.
#[derive(Debug)]
pub struct Body {
    /// The docstring's expression. It is not among `stmts`.
    pub docstring: Option<Expr>,
    pub stmts: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Function {
    pub scope: ScopeId,
    pub name: String,
    pub params: Params,
    pub body: Body,
    pub decorators: Vec<Expr>,
    pub returns: Option<Expr>,
}

#[derive(Debug)]
pub struct Class {
    pub scope: ScopeId,
    pub name: String,
    pub bases: Vec<Expr>,
    pub keywords: Vec<Keyword>,
    pub body: Body,
    pub decorators: Vec<Expr>,
}

#[derive(Debug)]
pub struct IfClause {
    pub test: Expr,
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct WithItem {
    pub context: Expr,
    pub target: Option<Expr>,
}

#[derive(Debug)]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<Handler>,
    pub orelse: Vec<Stmt>,
    pub finalbody: Vec<Stmt>,
}

/// An `except` clause.
#[derive(Debug)]
pub struct Handler {
    pub class: Option<Expr>,
    pub name: Option<String>,
    pub body: Vec<Stmt>,
    pub pos: Position,
}

#[derive(Debug)]
pub struct Alias {
    pub name: String,
    pub asname: Option<String>,
}

/// A source's tree.
#[derive(Debug)]
pub struct Module {
    pub body: Body,
    /// How many scopes the tree has; the module's is 0.
    pub scopes: usize,
}
