//! Operators: `a + b`, `a += b`, `-a`.
//!
//! Follows `binary_op1` and `PyNumber_InPlaceAdd` and their kin in `Objects/abstract.c`: the right
//! operand's method comes first if its type is a subclass that overrides; concatenating and
//! repeating sequences comes after all numbers were asked.

use crate::error::PyResult;
use crate::opcode::BinaryOp;
use crate::types::int::room::{self, Bitwise, Operand};
use crate::vm::Vm;
use runtime::object::fields::{self, descriptor};
use runtime::object::{float, int, types};
use runtime::{Obj, StaticType, statics};

/// Names of the methods of one operator.
struct Methods<'a> {
    plain: &'a Obj,
    reflected: &'a Obj,
    inplace: &'a Obj,
}

impl Vm {
    fn methods(&self, op: BinaryOp) -> Methods<'_> {
        let n = &self.names;
        let (plain, reflected, inplace) = match op {
            BinaryOp::Add | BinaryOp::InplaceAdd => (&n.add, &n.radd, &n.iadd),
            BinaryOp::And | BinaryOp::InplaceAnd => (&n.and, &n.rand, &n.iand),
            BinaryOp::FloorDivide | BinaryOp::InplaceFloorDivide => {
                (&n.floordiv, &n.rfloordiv, &n.ifloordiv)
            }
            BinaryOp::Lshift | BinaryOp::InplaceLshift => (&n.lshift, &n.rlshift, &n.ilshift),
            BinaryOp::MatrixMultiply | BinaryOp::InplaceMatrixMultiply => {
                (&n.matmul, &n.rmatmul, &n.imatmul)
            }
            BinaryOp::Multiply | BinaryOp::InplaceMultiply => (&n.mul, &n.rmul, &n.imul),
            BinaryOp::Remainder | BinaryOp::InplaceRemainder => (&n.mod_, &n.rmod, &n.imod),
            BinaryOp::Or | BinaryOp::InplaceOr => (&n.or, &n.ror, &n.ior),
            BinaryOp::Power | BinaryOp::InplacePower => (&n.pow, &n.rpow, &n.ipow),
            BinaryOp::Rshift | BinaryOp::InplaceRshift => (&n.rshift, &n.rrshift, &n.irshift),
            BinaryOp::Subtract | BinaryOp::InplaceSubtract => (&n.sub, &n.rsub, &n.isub),
            BinaryOp::TrueDivide | BinaryOp::InplaceTrueDivide => {
                (&n.truediv, &n.rtruediv, &n.itruediv)
            }
            BinaryOp::Xor | BinaryOp::InplaceXor => (&n.xor, &n.rxor, &n.ixor),
        };
        Methods {
            plain,
            reflected,
            inplace,
        }
    }

    /// `a op b`, or `a op= b` for the in-place forms.
    ///
    /// # Errors
    /// What a method raised; `TypeError` if no type knows what to do.
    pub fn binary(&self, op: BinaryOp, a: &Obj, b: &Obj) -> PyResult {
        if let Some(result) = arithmetic(op, a, b) {
            return Ok(result);
        }
        let _guard = self.enter_native(" while calling a Python object")?;
        let methods = self.methods(op);
        if op.is_inplace()
            && let Some(function) = self.special(a, methods.inplace)
            && let Some(result) = self.try_binary(&function, a, b)?
        {
            return Ok(result);
        }
        if let Some(result) = self.binary_by(methods.plain, methods.reflected, a, b)? {
            return Ok(result);
        }
        let symbol = match op {
            BinaryOp::Power => "** or pow()",
            BinaryOp::InplacePower => "**=",
            _ => op.symbol(),
        };
        Err(self.type_error(format!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            self.type_name(a),
            self.type_name(b)
        )))
    }

    /// Asks both operands' methods; `None` if neither knows.
    ///
    /// # Errors
    /// What a method raised.
    pub fn binary_by(
        &self,
        plain: &Obj,
        reflected: &Obj,
        a: &Obj,
        b: &Obj,
    ) -> PyResult<Option<Obj>> {
        let left = self.special(a, plain);
        let same_class = a.class().is(&b.class());
        let right = if same_class {
            None
        } else {
            self.special(b, reflected)
        };
        // `str % x` is no operation on a sequence.
        let is_sequence = |method: &Obj| !plain.is(&self.names.mod_) && is_sequence_method(method);
        let numeric_right = !right.as_ref().is_some_and(is_sequence);
        let right_first = left
            .as_ref()
            .is_none_or(|left| numeric_right && is_sequence(left))
            || types::is_subtype(&b.class(), &a.class())
                && !self
                    .special(a, reflected)
                    .is_some_and(|own| right.as_ref().is_some_and(|it| it.is(&own)));
        let attempts = if right_first {
            [(right, b, a), (left, a, b)]
        } else {
            [(left, a, b), (right, b, a)]
        };
        for (function, first, second) in attempts {
            if let Some(function) = function
                && let Some(result) = self.try_binary(&function, first, second)?
            {
                return Ok(Some(result));
            }
        }
        Ok(None)
    }

    fn try_binary(&self, function: &Obj, a: &Obj, b: &Obj) -> PyResult<Option<Obj>> {
        if statics::is_none(function) {
            return Ok(None);
        }
        let result = self.call_lent(function, &[a, b])?;
        Ok((!result.is(&statics::not_implemented())).then_some(result))
    }

    /// A unary operator by the name of its method; `symbol` as messages write it.
    ///
    /// # Errors
    /// What the method raised; `TypeError` if there is none.
    pub fn unary(&self, name: &Obj, symbol: &str, object: &Obj) -> PyResult {
        match self.special(object, name) {
            Some(function) => self.call_lent(&function, &[object]),
            None => Err(self.type_error(format!(
                "bad operand type for {symbol}: '{}'",
                self.type_name(object)
            ))),
        }
    }
}

/// Whether a method concatenates or repeats a built-in sequence: numbers are asked before it.
fn is_sequence_method(function: &Obj) -> bool {
    if !StaticType::WrapperDescriptor.is_exact(function) {
        return false;
    }
    let owner =
        fields::get(function, descriptor::TYPE).and_then(|class| StaticType::at(class.address()));
    matches!(
        owner,
        Some(
            StaticType::List
                | StaticType::Tuple
                | StaticType::Str
                | StaticType::Bytes
                | StaticType::ByteArray
        )
    )
}

/// Results for two exact ints or floats that need no look-up and cannot fail.
fn arithmetic(op: BinaryOp, a: &Obj, b: &Obj) -> Option<Obj> {
    let class = StaticType::at(a.class().address())?;
    if b.class().address() != class.address() {
        return None;
    }
    match class {
        StaticType::Int => {
            let (a, b) = (int::to_i64(a)?, int::to_i64(b)?);
            let result = integer_arithmetic(op, a, b)?;
            Some(int::from_i64_with_room(result, integer_room(op, a, b)))
        }
        StaticType::Float => {
            let (a, b) = (float::value(a), float::value(b));
            let result = match op {
                BinaryOp::Add | BinaryOp::InplaceAdd => a + b,
                BinaryOp::Subtract | BinaryOp::InplaceSubtract => a - b,
                BinaryOp::Multiply | BinaryOp::InplaceMultiply => a * b,
                BinaryOp::TrueDivide | BinaryOp::InplaceTrueDivide if b != 0.0 => a / b,
                _ => return None,
            };
            Some(float::new(result))
        }
        _ => None,
    }
}

fn integer_arithmetic(op: BinaryOp, a: i64, b: i64) -> Option<i64> {
    match op {
        BinaryOp::Add | BinaryOp::InplaceAdd => a.checked_add(b),
        BinaryOp::Subtract | BinaryOp::InplaceSubtract => a.checked_sub(b),
        BinaryOp::Multiply | BinaryOp::InplaceMultiply => a.checked_mul(b),
        BinaryOp::And | BinaryOp::InplaceAnd => Some(a & b),
        BinaryOp::Or | BinaryOp::InplaceOr => Some(a | b),
        BinaryOp::Xor | BinaryOp::InplaceXor => Some(a ^ b),
        BinaryOp::FloorDivide | BinaryOp::InplaceFloorDivide if b > 0 => Some(a.div_euclid(b)),
        BinaryOp::Remainder | BinaryOp::InplaceRemainder if b > 0 => Some(a.rem_euclid(b)),
        _ => None,
    }
}

/// Digits that the result's block has room for, 0 if it is made to measure.
fn integer_room(op: BinaryOp, a: i64, b: i64) -> u64 {
    if a.unsigned_abs().max(b.unsigned_abs()) >> int::SHIFT == 0 {
        return 0;
    }
    let unlike = || (a.unsigned_abs() ^ b.unsigned_abs()).into();
    let (a, b) = (Operand::of_i64(a), Operand::of_i64(b));
    match op {
        BinaryOp::Add | BinaryOp::InplaceAdd => room::sum(a, b, unlike),
        BinaryOp::Subtract | BinaryOp::InplaceSubtract => room::difference(a, b, unlike),
        BinaryOp::Multiply | BinaryOp::InplaceMultiply => room::product(a, b),
        BinaryOp::And | BinaryOp::InplaceAnd => room::bitwise(Bitwise::And, a, b),
        BinaryOp::Or | BinaryOp::InplaceOr => room::bitwise(Bitwise::Or, a, b),
        BinaryOp::Xor | BinaryOp::InplaceXor => room::bitwise(Bitwise::Xor, a, b),
        BinaryOp::FloorDivide | BinaryOp::InplaceFloorDivide => room::quotient(a, b),
        BinaryOp::Remainder | BinaryOp::InplaceRemainder => room::remainder(a, b),
        _ => 0,
    }
}
