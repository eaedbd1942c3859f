//! f-strings.

use ruff_python_ast as py;
use ruff_text_size::{TextRange, TextSize};

use crate::code::{Const, Position};
use crate::compile::ast::{Expr, ExprKind};
use crate::opcode::format_value;

use super::{Lowerer, Result};

/// The values of a `JoinedStr` as they are collected: neighbouring literals
/// become one constant.
#[derive(Default)]
struct Joined {
    values: Vec<Expr>,
}

impl Joined {
    fn push_literal(&mut self, text: &str, pos: Position) {
        if text.is_empty() {
            return;
        }
        if let Some(Expr {
            kind: ExprKind::Constant(Const::Str(last)),
            pos: last_pos,
        }) = self.values.last_mut()
        {
            last.push_str(text);
            last_pos.end_line = pos.end_line;
            last_pos.end_col = pos.end_col;
            return;
        }
        let kind = ExprKind::Constant(Const::Str(text.to_owned()));
        self.values.push(Expr { kind, pos });
    }
}

impl Lowerer<'_> {
    pub(super) fn fstring(&mut self, fstring: &py::ExprFString) -> Result<ExprKind> {
        let mut joined = Joined::default();
        for part in &fstring.value {
            match part {
                py::FStringPart::Literal(literal) => {
                    joined.push_literal(&literal.value, self.pos(literal.range));
                }
                py::FStringPart::FString(fstring) => {
                    self.elements(&fstring.elements, &mut joined)?;
                }
            }
        }
        Ok(ExprKind::JoinedStr(joined.values))
    }

    fn elements(
        &mut self,
        elements: &py::InterpolatedStringElements,
        joined: &mut Joined,
    ) -> Result<()> {
        for element in elements {
            match element {
                py::InterpolatedStringElement::Literal(literal) => {
                    joined.push_literal(&literal.value, self.pos(literal.range));
                }
                py::InterpolatedStringElement::Interpolation(field) => {
                    self.field(field, joined)?;
                }
            }
        }
        Ok(())
    }

    /// A replacement field; `{x=}` puts its own text before its value.
    fn field(&mut self, field: &py::InterpolatedElement, joined: &mut Joined) -> Result<()> {
        let pos = self.pos(field.range);
        let mut conversion = match field.conversion {
            py::ConversionFlag::None => format_value::NONE,
            py::ConversionFlag::Str => format_value::STR,
            py::ConversionFlag::Repr => format_value::REPR,
            py::ConversionFlag::Ascii => format_value::ASCII,
        };
        if let Some(text) = &field.debug_text {
            let start = field.range.start() + TextSize::new(1);
            let range = TextRange::at(start, TextSize::of(text.as_str()));
            let shown = [
                without_comments(text.leading()),
                text.expression().to_owned(),
                without_comments(text.trailing()),
            ];
            joined.push_literal(&shown.concat(), self.pos(range));
            if conversion == format_value::NONE && field.format_spec.is_none() {
                conversion = format_value::REPR;
            }
        }
        let value = Box::new(self.expr(&field.expression)?);
        let spec = match &field.format_spec {
            Some(spec) => Some(Box::new(self.format_spec(spec)?)),
            None => None,
        };
        joined.values.push(Expr {
            kind: ExprKind::FormattedValue {
                value,
                conversion,
                spec,
            },
            pos,
        });
        Ok(())
    }

    fn format_spec(&mut self, spec: &py::InterpolatedStringFormatSpec) -> Result<Expr> {
        let mut joined = Joined::default();
        self.elements(&spec.elements, &mut joined)?;
        if let Some(py::InterpolatedStringElement::Interpolation(last)) = spec.elements.last() {
            // CPython 3.12 ends a spec with an empty literal if a field ends it.
            let pos = self.pos(TextRange::empty(last.range.end()));
            let kind = ExprKind::Constant(Const::Str(String::new()));
            joined.values.push(Expr { kind, pos });
        }
        // CPython's position of a format spec begins with the colon.
        let range = TextRange::new(spec.range.start() - TextSize::new(1), spec.range.end());
        Ok(Expr {
            kind: ExprKind::JoinedStr(joined.values),
            pos: self.pos(range),
        })
    }
}

/// The text around a field's expression as `{x=}` shows it.
fn without_comments(text: &str) -> String {
    let lines = text.split_inclusive('\n');
    let kept = lines.map(|line| match line.split_once('#') {
        Some((kept, comment)) if comment.ends_with('\n') => format!("{kept}\n"),
        Some((kept, _)) => kept.to_owned(),
        None => line.to_owned(),
    });
    kept.collect()
}
