//! `%`-formatting: `"%-5s is %.2f" % (name, price)`.
//!
//! [`crate::text::percent`] reads the format string; here each conversion gets its argument. Follows
//! `PyUnicode_Format` and `unicode_format_arg` (`Objects/unicodeobject.c`).

use super::argument::raise_text;
use super::writer::Writer;
use crate::error::PyResult;
use crate::native::Args;
use crate::text::float::float_to_int;
use crate::text::int::to_char;
use crate::text::percent::{self, Amount, Conversion, Field, Piece, Pieces, Wants};
use crate::text::repr::ascii_from_repr;
use crate::vm::Vm;
use num_bigint::BigInt;
use runtime::object::{float, int, str, tuple};
use runtime::{Obj, StaticType, statics};

/// `str.__mod__`
pub(super) fn modulo(vm: &Vm, args: Args<'_>) -> PyResult {
    let [values] = args.slot::<1>(vm, "__mod__")?;
    format(vm, &args[0], values)
}

/// `str.__rmod__`: the left operand's format is asked for, if it is a string.
pub(super) fn reflected_modulo(vm: &Vm, args: Args<'_>) -> PyResult {
    let [left] = args.slot::<1>(vm, "__rmod__")?;
    if !StaticType::Str.is_instance(left) {
        return Ok(statics::not_implemented());
    }
    format(vm, left, &args[0])
}

fn format(vm: &Vm, string: &Obj, values: &Obj) -> PyResult {
    let text = str::to_string(string);
    let mut arguments = Arguments::new(vm, values);
    let mut writer = Writer::default();
    let mut pieces = Pieces::new(&text, arguments.mapping.is_some()).peekable();
    while let Some(piece) = pieces.next() {
        let is_last = pieces.peek().is_none();
        match piece.map_err(|error| raise_text(vm, error))? {
            Piece::Literal(literal) if literal.len() == text.len() => {
                writer.push_object(vm, string, is_last)?;
            }
            Piece::Literal(literal) => writer.push(vm, literal)?,
            Piece::Conversion(conversion) => {
                convert(vm, &conversion, &mut arguments, &mut writer, is_last)?;
            }
        }
    }
    if arguments.mapping.is_none() && arguments.has_more() {
        return Err(raise_text(vm, percent::not_all_converted()));
    }
    Ok(writer.finish())
}

/// The right operand, given out one argument at a time.
struct Arguments {
    source: Source,
    /// The operand where it can be asked for keys.
    mapping: Option<Obj>,
}

enum Source {
    /// A tuple, and how many of its items are used.
    Tuple(Obj, u64),
    /// One value, until it is used.
    One(Option<Obj>),
}

impl Arguments {
    fn new(vm: &Vm, values: &Obj) -> Arguments {
        let is_tuple = StaticType::Tuple.is_instance(values);
        let is_mapping = !is_tuple
            && !StaticType::Str.is_instance(values)
            && vm.special(values, &vm.names.getitem).is_some();
        Arguments {
            source: if is_tuple {
                Source::Tuple(values.clone(), 0)
            } else {
                Source::One(Some(values.clone()))
            },
            mapping: is_mapping.then(|| values.clone()),
        }
    }

    fn has_more(&self) -> bool {
        match &self.source {
            Source::Tuple(tuple, used) => *used < tuple::len(tuple),
            Source::One(value) => value.is_some(),
        }
    }

    fn next(&mut self, vm: &Vm) -> PyResult {
        let next = match &mut self.source {
            Source::Tuple(tuple, used) => {
                let item = tuple::get(tuple, *used);
                *used += u64::from(item.is_some());
                item
            }
            Source::One(value) => value.take(),
        };
        next.ok_or_else(|| raise_text(vm, percent::not_enough_arguments()))
    }

    /// The int that a `*` stands for.
    fn next_int(&mut self, vm: &Vm) -> PyResult<BigInt> {
        let value = self.next(vm)?;
        if StaticType::Int.is_instance(&value) {
            return Ok(int::to_bigint(&value));
        }
        Err(raise_text(vm, percent::star_wants_int()))
    }
}

fn convert(
    vm: &Vm,
    conversion: &Conversion<'_>,
    arguments: &mut Arguments,
    writer: &mut Writer,
    is_last: bool,
) -> PyResult<()> {
    if let (Some(key), Some(mapping)) = (conversion.key, &arguments.mapping) {
        let value = vm.get_item(mapping, &str::new(key))?;
        arguments.source = Source::One(Some(value));
    }
    let (mut width, mut precision) = (0, 0);
    if conversion.width == Some(Amount::Star) {
        width =
            percent::star_width(&arguments.next_int(vm)?).map_err(|error| raise_text(vm, error))?;
    }
    if conversion.precision == Some(Amount::Star) {
        precision = percent::star_precision(&arguments.next_int(vm)?)
            .map_err(|error| raise_text(vm, error))?;
    }
    let value = arguments.next(vm)?;
    let wants = conversion.wants().map_err(|error| raise_text(vm, error))?;
    let text = match wants {
        Wants::Str => Some(vm.str(&value)?),
        Wants::Repr => Some(vm.repr(&value)?),
        Wants::Ascii => Some(str::new(&ascii_from_repr(&vm.repr_text(&value)?))),
        _ => None,
    };
    if let Some(text) = &text
        && conversion.width.is_none()
        && conversion.precision.is_none()
    {
        return writer.push_object(vm, text, is_last);
    }
    let field = conversion
        .field(width, precision)
        .map_err(|error| raise_text(vm, error))?;
    let shown = match text {
        Some(text) => field.text(&str::to_string(&text)),
        None => number_or_character(vm, conversion, wants, &field, &value)?,
    };
    writer.push(vm, &shown)
}

fn number_or_character(
    vm: &Vm,
    conversion: &Conversion<'_>,
    wants: Wants,
    field: &Field,
    value: &Obj,
) -> PyResult<String> {
    let wrong = || raise_text(vm, conversion.wrong_argument(&vm.type_name(value)));
    match wants {
        Wants::Float => Ok(field.float(vm.to_f64(value)?)),
        Wants::Character => {
            if StaticType::Str.is_instance(value) {
                let text = str::to_string(value);
                let mut characters = text.chars();
                return match (characters.next(), characters.next()) {
                    (Some(only), None) => Ok(field.character(only)),
                    _ => Err(wrong()),
                };
            }
            let code = integer(vm, value)?.ok_or_else(wrong)?;
            to_char(&code)
                .map(|c| field.character(c))
                .map_err(|error| raise_text(vm, error))
        }
        _ => {
            let number = if wants == Wants::Number {
                whole_number(vm, value)
            } else {
                integer(vm, value)
            };
            let number = match number {
                Err(raised) if raised.is(StaticType::TypeError) => None,
                number => number?,
            };
            let number = number.ok_or_else(wrong)?;
            field
                .integer(&number)
                .map_err(|error| raise_text(vm, error))
        }
    }
}

/// The int that an object is or stands for; `None` if it is none.
fn integer(vm: &Vm, value: &Obj) -> PyResult<Option<BigInt>> {
    if StaticType::Int.is_instance(value) || vm.special(value, &vm.names.index).is_some() {
        return vm.index(value).map(Some);
    }
    Ok(None)
}

/// A number without its fraction; `None` for what is no number.
fn whole_number(vm: &Vm, value: &Obj) -> PyResult<Option<BigInt>> {
    if StaticType::Int.is_instance(value) {
        return Ok(Some(int::to_bigint(value)));
    }
    if StaticType::Float.is_instance(value) {
        return float_to_int(float::value(value))
            .map(Some)
            .map_err(|error| raise_text(vm, error));
    }
    let Some(function) = vm.special(value, &vm.names.int) else {
        return integer(vm, value);
    };
    let answer = vm.call_with(&function, std::slice::from_ref(value))?;
    if StaticType::Int.is_instance(&answer) {
        return Ok(Some(int::to_bigint(&answer)));
    }
    let given = vm.type_name(&answer);
    Err(vm.type_error(format!("__int__ returned non-int (type {given})")))
}
