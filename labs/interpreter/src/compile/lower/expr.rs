//! Expressions.

use num_bigint::BigInt;
use num_traits::Num;
use ruff_python_ast as py;
use ruff_text_size::{Ranged, TextRange};

use crate::code::Const;
use crate::compile::ast::{
    BoolOp, Comparison, Comprehension, ComprehensionKind, Expr, ExprKind, Generator, Keyword,
    Lambda, UnaryOp,
};
use crate::compile::fold;
use crate::opcode::{BinaryOp, CompareOp};

use super::{Lowerer, Result};

/// The operator of a binary operation.
pub(super) fn binary_op(op: py::Operator) -> BinaryOp {
    match op {
        py::Operator::Add => BinaryOp::Add,
        py::Operator::Sub => BinaryOp::Subtract,
        py::Operator::Mult => BinaryOp::Multiply,
        py::Operator::MatMult => BinaryOp::MatrixMultiply,
        py::Operator::Div => BinaryOp::TrueDivide,
        py::Operator::Mod => BinaryOp::Remainder,
        py::Operator::Pow => BinaryOp::Power,
        py::Operator::LShift => BinaryOp::Lshift,
        py::Operator::RShift => BinaryOp::Rshift,
        py::Operator::BitOr => BinaryOp::Or,
        py::Operator::BitXor => BinaryOp::Xor,
        py::Operator::BitAnd => BinaryOp::And,
        py::Operator::FloorDiv => BinaryOp::FloorDivide,
    }
}

fn comparison(op: py::CmpOp) -> Comparison {
    match op {
        py::CmpOp::Eq => Comparison::Rich(CompareOp::Eq),
        py::CmpOp::NotEq => Comparison::Rich(CompareOp::Ne),
        py::CmpOp::Lt => Comparison::Rich(CompareOp::Lt),
        py::CmpOp::LtE => Comparison::Rich(CompareOp::Le),
        py::CmpOp::Gt => Comparison::Rich(CompareOp::Gt),
        py::CmpOp::GtE => Comparison::Rich(CompareOp::Ge),
        py::CmpOp::Is => Comparison::Is,
        py::CmpOp::IsNot => Comparison::IsNot,
        py::CmpOp::In => Comparison::In,
        py::CmpOp::NotIn => Comparison::NotIn,
    }
}

fn unary_op(op: py::UnaryOp) -> UnaryOp {
    match op {
        py::UnaryOp::Invert => UnaryOp::Invert,
        py::UnaryOp::Not => UnaryOp::Not,
        py::UnaryOp::UAdd => UnaryOp::UAdd,
        py::UnaryOp::USub => UnaryOp::USub,
    }
}

impl Lowerer<'_> {
    /// An expression that is read, constants folded.
    pub(super) fn expr(&mut self, expr: &py::Expr) -> Result<Expr> {
        let pos = self.pos(expr.range());
        let kind = match expr {
            py::Expr::Name(name) if name.id.as_str() == "__debug__" => {
                ExprKind::Constant(Const::True)
            }
            py::Expr::Name(name) => ExprKind::Name(name.id.to_string()),
            py::Expr::NumberLiteral(number) => ExprKind::Constant(self.number(number)?),
            py::Expr::BooleanLiteral(literal) if literal.value => ExprKind::Constant(Const::True),
            py::Expr::BooleanLiteral(_) => ExprKind::Constant(Const::False),
            py::Expr::NoneLiteral(_) => ExprKind::Constant(Const::None),
            py::Expr::EllipsisLiteral(_) => ExprKind::Constant(Const::Ellipsis),
            py::Expr::StringLiteral(literal) => {
                ExprKind::Constant(Const::Str(literal.value.to_str().to_owned()))
            }
            py::Expr::BytesLiteral(literal) => {
                ExprKind::Constant(Const::Bytes(literal.value.bytes().collect()))
            }
            py::Expr::FString(fstring) => self.fstring(fstring)?,
            py::Expr::TString(tstring) => {
                return self.unsupported("template strings", tstring.range);
            }
            py::Expr::BoolOp(expr) => {
                let op = match expr.op {
                    py::BoolOp::And => BoolOp::And,
                    py::BoolOp::Or => BoolOp::Or,
                };
                ExprKind::BoolOp {
                    op,
                    values: self.exprs(&expr.values)?,
                }
            }
            py::Expr::Named(expr) => ExprKind::Named {
                target: Box::new(self.target(&expr.target)?),
                value: self.boxed(&expr.value)?,
            },
            py::Expr::BinOp(expr) => fold::binary(
                self.expr(&expr.left)?,
                binary_op(expr.op),
                self.expr(&expr.right)?,
            ),
            py::Expr::UnaryOp(expr) => {
                return Ok(fold::unary(
                    unary_op(expr.op),
                    self.expr(&expr.operand)?,
                    pos,
                ));
            }
            py::Expr::Lambda(lambda) => self.lambda(lambda)?,
            py::Expr::If(expr) => ExprKind::IfExp {
                test: self.boxed(&expr.test)?,
                body: self.boxed(&expr.body)?,
                orelse: self.boxed(&expr.orelse)?,
            },
            py::Expr::Dict(dict) => self.dict(dict)?,
            py::Expr::Set(set) => ExprKind::Set(self.exprs(&set.elts)?),
            py::Expr::List(list) => ExprKind::List(self.exprs(&list.elts)?),
            py::Expr::Tuple(tuple) => fold::tuple(self.exprs(&tuple.elts)?),
            py::Expr::ListComp(comp) => {
                self.comprehension(ComprehensionKind::List, &comp.elt, None, &comp.generators)?
            }
            py::Expr::SetComp(comp) => {
                self.comprehension(ComprehensionKind::Set, &comp.elt, None, &comp.generators)?
            }
            py::Expr::DictComp(comp) => {
                let Some(key) = &comp.key else {
                    return self.syntax_error(
                        "dict unpacking cannot be used in dict comprehension",
                        comp.range,
                    );
                };
                self.comprehension(
                    ComprehensionKind::Dict,
                    key,
                    Some(&comp.value),
                    &comp.generators,
                )?
            }
            py::Expr::Generator(comp) => self.comprehension(
                ComprehensionKind::Generator,
                &comp.elt,
                None,
                &comp.generators,
            )?,
            py::Expr::Await(expr) => return self.unsupported("await expressions", expr.range),
            py::Expr::Yield(expr) => ExprKind::Yield(self.optional(&expr.value)?.map(Box::new)),
            py::Expr::YieldFrom(expr) => ExprKind::YieldFrom(self.boxed(&expr.value)?),
            py::Expr::Compare(expr) => self.compare(expr)?,
            py::Expr::Call(call) => {
                let func = self.boxed(&call.func)?;
                let (args, keywords) = self.arguments(&call.arguments)?;
                ExprKind::Call {
                    func,
                    args,
                    keywords,
                }
            }
            py::Expr::Attribute(expr) => ExprKind::Attribute {
                value: self.boxed(&expr.value)?,
                attr: expr.attr.to_string(),
            },
            py::Expr::Subscript(expr) => {
                fold::subscript(self.expr(&expr.value)?, self.expr(&expr.slice)?)
            }
            py::Expr::Starred(expr) => ExprKind::Starred(self.boxed(&expr.value)?),
            py::Expr::Slice(slice) => ExprKind::Slice {
                lower: self.optional(&slice.lower)?.map(Box::new),
                upper: self.optional(&slice.upper)?.map(Box::new),
                step: self.optional(&slice.step)?.map(Box::new),
            },
            py::Expr::IpyEscapeCommand(expr) => {
                return self.syntax_error("invalid syntax", expr.range);
            }
        };
        Ok(Expr { kind, pos })
    }

    /// An expression that is assigned to or deleted: its outermost shape stays.
    pub(super) fn target(&mut self, expr: &py::Expr) -> Result<Expr> {
        let pos = self.pos(expr.range());
        let kind = match expr {
            py::Expr::Name(name) if name.id.as_str() == "__debug__" => {
                return self.syntax_error("cannot assign to __debug__", name.range);
            }
            py::Expr::Name(name) => ExprKind::Name(name.id.to_string()),
            py::Expr::Attribute(expr) => ExprKind::Attribute {
                value: self.boxed(&expr.value)?,
                attr: expr.attr.to_string(),
            },
            py::Expr::Subscript(expr) => ExprKind::Subscript {
                value: self.boxed(&expr.value)?,
                slice: self.boxed(&expr.slice)?,
            },
            py::Expr::Starred(expr) => ExprKind::Starred(Box::new(self.target(&expr.value)?)),
            py::Expr::List(list) => ExprKind::List(self.targets(&list.elts)?),
            py::Expr::Tuple(tuple) => ExprKind::Tuple(self.targets(&tuple.elts)?),
            _ => return self.syntax_error("cannot assign to expression", expr.range()),
        };
        Ok(Expr { kind, pos })
    }

    pub(super) fn targets(&mut self, targets: &[py::Expr]) -> Result<Vec<Expr>> {
        targets.iter().map(|target| self.target(target)).collect()
    }

    pub(super) fn exprs(&mut self, exprs: &[py::Expr]) -> Result<Vec<Expr>> {
        exprs.iter().map(|expr| self.expr(expr)).collect()
    }

    pub(super) fn optional(&mut self, expr: &Option<Box<py::Expr>>) -> Result<Option<Expr>> {
        expr.as_ref().map(|expr| self.expr(expr)).transpose()
    }

    /// The arguments of a call or the bases of a class.
    pub(super) fn arguments(
        &mut self,
        arguments: &py::Arguments,
    ) -> Result<(Vec<Expr>, Vec<Keyword>)> {
        let mut args = self.exprs(&arguments.args)?;
        if let [py::Expr::Generator(generator)] = &*arguments.args
            && !generator.parenthesized
        {
            // CPython counts the call's parentheses as the generator's.
            args[0].pos = self.pos(arguments.range);
        }
        let mut keywords: Vec<Keyword> = Vec::with_capacity(arguments.keywords.len());
        for keyword in &arguments.keywords {
            let name = keyword.arg.as_ref().map(|name| name.to_string());
            if let Some(name) = &name
                && keywords
                    .iter()
                    .any(|other| other.name.as_ref() == Some(name))
            {
                let message = format!("keyword argument repeated: {name}");
                return self.syntax_error(message, keyword.range);
            }
            let value = self.expr(&keyword.value)?;
            keywords.push(Keyword { name, value });
        }
        Ok((args, keywords))
    }

    fn boxed(&mut self, expr: &py::Expr) -> Result<Box<Expr>> {
        self.expr(expr).map(Box::new)
    }

    fn number(&self, literal: &py::ExprNumberLiteral) -> Result<Const> {
        match literal.value {
            py::Number::Float(value) => Ok(Const::Float(value)),
            py::Number::Complex { real, imag } => Ok(Const::Complex(real, imag)),
            py::Number::Int(_) => self.integer(literal.range),
        }
    }

    /// An integer of any size, read from the source.
    fn integer(&self, range: TextRange) -> Result<Const> {
        let text = self
            .source
            .slice(range)
            .replace('_', "")
            .to_ascii_lowercase();
        let (digits, radix) = match text.get(..2) {
            Some("0x") => (&text[2..], 16),
            Some("0o") => (&text[2..], 8),
            Some("0b") => (&text[2..], 2),
            _ => (&text[..], 10),
        };
        match BigInt::from_str_radix(digits, radix) {
            Ok(value) => Ok(Const::Int(value)),
            Err(_) => self.syntax_error("invalid syntax", range),
        }
    }

    fn lambda(&mut self, lambda: &py::ExprLambda) -> Result<ExprKind> {
        let scope = self.new_scope();
        let params = match &lambda.parameters {
            Some(params) => self.params(params)?,
            None => Default::default(),
        };
        let body = self.expr(&lambda.body)?;
        Ok(ExprKind::Lambda(Box::new(Lambda {
            scope,
            params,
            body,
        })))
    }

    fn dict(&mut self, dict: &py::ExprDict) -> Result<ExprKind> {
        let mut keys = Vec::with_capacity(dict.items.len());
        let mut values = Vec::with_capacity(dict.items.len());
        for item in &dict.items {
            keys.push(item.key.as_ref().map(|key| self.expr(key)).transpose()?);
            values.push(self.expr(&item.value)?);
        }
        Ok(ExprKind::Dict { keys, values })
    }

    fn comprehension(
        &mut self,
        kind: ComprehensionKind,
        elt: &py::Expr,
        value: Option<&py::Expr>,
        generators: &[py::Comprehension],
    ) -> Result<ExprKind> {
        let scope = self.new_scope();
        let mut lowered = Vec::with_capacity(generators.len());
        for generator in generators {
            if generator.is_async {
                return self.unsupported("asynchronous comprehensions", generator.range);
            }
            lowered.push(Generator {
                target: self.target(&generator.target)?,
                iter: fold::iterable(self.expr(&generator.iter)?),
                ifs: self.exprs(&generator.ifs)?,
            });
        }
        Ok(ExprKind::Comprehension(Box::new(Comprehension {
            scope,
            kind,
            elt: self.expr(elt)?,
            value: value.map(|value| self.expr(value)).transpose()?,
            generators: lowered,
        })))
    }

    fn compare(&mut self, expr: &py::ExprCompare) -> Result<ExprKind> {
        let ops: Vec<Comparison> = expr.ops.iter().map(|op| comparison(*op)).collect();
        let mut comparators = self.exprs(&expr.comparators)?;
        // `x in [1, 2]` looks into a constant tuple.
        if let Some(Comparison::In | Comparison::NotIn) = ops.last() {
            comparators = comparators
                .into_iter()
                .enumerate()
                .map(|(i, item)| {
                    if i + 1 == ops.len() {
                        fold::iterable(item)
                    } else {
                        item
                    }
                })
                .collect();
        }
        Ok(ExprKind::Compare {
            left: self.boxed(&expr.left)?,
            ops,
            comparators,
        })
    }
}
