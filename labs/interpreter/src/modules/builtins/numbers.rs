//! Numbers: `abs`, `divmod`, `pow`, `round`, `sum`, `min`, `max`.

use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::opcode::{BinaryOp, CompareOp};
use crate::vm::Vm;
use runtime::object::{float, int, str};
use runtime::{Obj, StaticType, statics};

pub(super) fn install(builtins: &Installer<'_>) {
    builtins
        .function("abs", |vm, args| {
            let [value] = args.exactly::<1>(vm, "abs")?;
            vm.unary(&vm.names.abs, "abs()", value)
        })
        .function("divmod", divmod)
        .function("pow", pow)
        .function("round", round)
        .function("sum", sum)
        .function("min", |vm, args| extreme(vm, args, "min", CompareOp::Lt))
        .function("max", |vm, args| extreme(vm, args, "max", CompareOp::Gt));
}

fn divmod(vm: &Vm, args: Args<'_>) -> PyResult {
    let [a, b] = args.exactly::<2>(vm, "divmod")?;
    vm.divmod(a, b)
}

fn pow(vm: &Vm, args: Args<'_>) -> PyResult {
    let [base, exponent, modulus] = args.bind(vm, "pow", ["base", "exp", "mod"], 3, 2)?;
    let (Some(base), Some(exponent)) = (base, exponent) else {
        return Err(vm.type_error("pow() missing required argument 'exp' (pos 2)"));
    };
    match modulus.filter(|modulus| !statics::is_none(modulus)) {
        None => vm.binary(BinaryOp::Power, base, exponent),
        Some(modulus) => vm.power(base, exponent, modulus),
    }
}

impl Vm {
    /// `divmod(a, b)`
    ///
    /// # Errors
    /// What a method raised; `TypeError` if no type knows what to do.
    pub(crate) fn divmod(&self, a: &Obj, b: &Obj) -> PyResult {
        match self.binary_by(&self.names.divmod, &self.names.rdivmod, a, b)? {
            Some(result) => Ok(result),
            None => {
                let (a, b) = (self.type_name(a), self.type_name(b));
                Err(self.type_error(format!(
                    "unsupported operand type(s) for divmod(): '{a}' and '{b}'"
                )))
            }
        }
    }

    /// `pow(a, b, c)`: each operand's type is asked, as `ternary_op` does (`Objects/abstract.c`). A class
    /// statement's `__pow__` is asked only for the first operand.
    ///
    /// # Errors
    /// As [`Vm::divmod`].
    pub(crate) fn power(&self, base: &Obj, exponent: &Obj, modulus: &Obj) -> PyResult {
        let operands = [base, exponent, modulus];
        for (index, operand) in operands.into_iter().enumerate() {
            let Some(function) = self.special(operand, &self.names.pow) else {
                continue;
            };
            let is_slot = StaticType::WrapperDescriptor.is_exact(&function);
            if index > 0 && (!is_slot || self.check_descriptor(&function, base).is_err()) {
                // A float beside an int refuses a modulus by itself.
                let floats = StaticType::Float.is_instance(operand) && int_or_float(base);
                if floats {
                    let message =
                        "pow() 3rd argument not allowed unless all arguments are integers";
                    return Err(self.type_error(message));
                }
                continue;
            }
            let result = self.call_lent(&function, &operands)?;
            if !result.is(&statics::not_implemented()) {
                return Ok(result);
            }
        }
        Err(self.type_error(format!(
            "unsupported operand type(s) for ** or pow(): '{}', '{}', '{}'",
            self.type_name(base),
            self.type_name(exponent),
            self.type_name(modulus)
        )))
    }
}

fn int_or_float(object: &Obj) -> bool {
    StaticType::Int.is_instance(object) || StaticType::Float.is_instance(object)
}

fn round(vm: &Vm, args: Args<'_>) -> PyResult {
    let [number, digits] = args.bind(vm, "round", ["number", "ndigits"], 2, 1)?;
    let number = number.unwrap_or(&args[0]);
    let Some(function) = vm.special(number, &vm.names.round) else {
        let given = vm.type_name(number);
        return Err(vm.type_error(format!("type {given} doesn't define __round__ method")));
    };
    let function = vm.descriptor_get(&function, Some(number), &number.class())?;
    match digits.filter(|digits| !statics::is_none(digits)) {
        None => vm.call_with(&function, &[]),
        Some(digits) => vm.call_with(&function, std::slice::from_ref(digits)),
    }
}

fn sum(vm: &Vm, args: Args<'_>) -> PyResult {
    let [iterable, start] = args.bind(vm, "sum", ["", "start"], 2, 1)?;
    let iterable = iterable.unwrap_or(&args[0]);
    let start = start.cloned().unwrap_or_else(|| int::from_i64(0));
    for (class, what, hint) in [
        (StaticType::Str, "strings", "''"),
        (StaticType::Bytes, "bytes", "b''"),
        (StaticType::ByteArray, "bytearray", "b''"),
    ] {
        if class.is_instance(&start) {
            return Err(vm.type_error(format!(
                "sum() can't sum {what} [use {hint}.join(seq) instead]"
            )));
        }
    }
    let iterator = vm.iter(iterable)?;
    let mut total = start;
    while let Some(item) = vm.next(&iterator)? {
        if StaticType::Float.is_exact(&total) && is_exact_number(&item) {
            let start = float::value(&total);
            drop(std::mem::replace(&mut total, statics::none()));
            match sum_floats(vm, &iterator, start, item)? {
                (sum, Some(item)) => total = vm.binary(BinaryOp::Add, &sum, &item)?,
                (sum, None) => return Ok(sum),
            }
        } else {
            total = vm.binary(BinaryOp::Add, &total, &item)?;
        }
    }
    Ok(total)
}

fn is_exact_number(object: &Obj) -> bool {
    StaticType::Float.is_exact(object) || StaticType::Int.is_exact(object)
}

/// Adds floats with the error of each addition carried along (Neumaier), until an item comes that is
/// neither float nor int: that one is returned beside the sum.
fn sum_floats(vm: &Vm, iterator: &Obj, start: f64, first: Obj) -> PyResult<(Obj, Option<Obj>)> {
    let mut total = start;
    let mut error = 0.0;
    let mut next = Some(first);
    while let Some(item) = next {
        if StaticType::Float.is_exact(&item) {
            let value = float::value(&item);
            let sum = total + value;
            error += if total.abs() >= value.abs() {
                (total - sum) + value
            } else {
                (value - sum) + total
            };
            total = sum;
        } else if let Some(value) = int::to_i64(&item).filter(|_| StaticType::Int.is_exact(&item)) {
            total += value as f64;
        } else {
            return Ok((float::new(compensated(total, error)), Some(item)));
        }
        drop(item);
        next = vm.next(iterator)?;
    }
    Ok((float::new(compensated(total, error)), None))
}

/// An infinite or undefined error is that of a sum that is no finite number itself.
fn compensated(total: f64, error: f64) -> f64 {
    if error != 0.0 && error.is_finite() {
        total + error
    } else {
        total
    }
}

fn extreme(vm: &Vm, args: Args<'_>, name: &str, better: CompareOp) -> PyResult {
    let (mut key, mut default) = (None, None);
    for (keyword, value) in args.keywords() {
        let keyword = str::to_string(keyword);
        match keyword.as_str() {
            "key" => key = Some(value).filter(|value| !statics::is_none(value)),
            "default" => default = Some(value),
            _ => {
                let message = format!("'{keyword}' is an invalid keyword argument for {name}()");
                return Err(vm.type_error(message));
            }
        }
    }
    let several = args.len() > 1;
    if args.pos().is_empty() {
        return Err(vm.type_error(format!("{name} expected at least 1 argument, got 0")));
    }
    if several && default.is_some() {
        let message =
            format!("Cannot specify a default for {name}() with multiple positional arguments");
        return Err(vm.type_error(message));
    }
    let iterator = match several {
        true => None,
        false => Some(vm.iter(&args[0])?),
    };
    let mut given = args.pos().iter();
    let mut next_item = || match &iterator {
        Some(iterator) => vm.next(iterator),
        None => Ok(given.next().cloned()),
    };
    // The value of an item, and the item: in the order in which CPython lets them go.
    let mut best: Option<(Obj, Obj)> = None;
    while let Some(item) = next_item()? {
        let value = match key {
            Some(key) => vm.call_with(key, std::slice::from_ref(&item))?,
            None => item.clone(),
        };
        let is_better = match &best {
            None => true,
            Some((best_value, _)) => vm.compare_truth(better, &value, best_value)?,
        };
        if is_better {
            best = Some((value, item));
        } else {
            drop(item);
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default.clone()),
        (None, None) => Err(vm.value_error(format!("{name}() iterable argument is empty"))),
    }
}
