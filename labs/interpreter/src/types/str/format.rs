//! `str.format`, `str.format_map` and `str.__format__`.
//!
//! [`crate::text::format`] reads the format string; here the values are found and formatted. Follows
//! `Objects/stringlib/unicode_format.h`.

use super::argument::{self, raise_text};
use super::unchanged;
use super::writer::Writer;
use crate::error::PyResult;
use crate::native::{Args, Installer};
use crate::text::format::{
    self, Access, AutoNumber, Conversion, Field, First, MAX_DEPTH, Piece, Pieces,
};
use crate::text::render::format_str;
use crate::text::repr::ascii_from_repr;
use crate::text::spec::{Operand, Spec};
use crate::vm::Vm;
use runtime::object::{int, str};
use runtime::{Obj, StaticType};

/// Names the methods.
pub(super) fn install(t: &Installer<'_>) {
    t.method("format", |vm, args| {
        Formatter::new(vm, Values::Call(args.rest())).run(&args[0])
    })
    .method("format_map", |vm, args| {
        let [mapping] = args.rest().exactly::<1>(vm, "str.format_map")?;
        Formatter::new(vm, Values::Mapping(mapping)).run(&args[0])
    })
    .method("__format__", format_self);
}

/// Where fields find their values.
enum Values<'a> {
    /// The arguments of `format`.
    Call(Args<'a>),
    /// The argument of `format_map`.
    Mapping(&'a Obj),
}

struct Formatter<'a> {
    vm: &'a Vm,
    values: Values<'a>,
    numbers: AutoNumber,
}

impl<'a> Formatter<'a> {
    fn new(vm: &'a Vm, values: Values<'a>) -> Formatter<'a> {
        Formatter {
            vm,
            values,
            numbers: AutoNumber::default(),
        }
    }

    /// A string without fields is the result itself.
    fn run(mut self, string: &Obj) -> PyResult {
        let text = str::to_string(string);
        if !text.contains(['{', '}']) {
            return Ok(unchanged(string));
        }
        self.build(&text, MAX_DEPTH).map(Writer::finish)
    }

    /// Formats a format string, or at lesser `depth` the specification of one of its fields.
    fn build(&mut self, text: &str, depth: usize) -> PyResult<Writer> {
        if depth == 0 {
            return Err(raise_text(self.vm, format::too_deep()));
        }
        let mut writer = Writer::default();
        let mut pieces = Pieces::new(text).peekable();
        while let Some(piece) = pieces.next() {
            let is_last = pieces.peek().is_none();
            match piece.map_err(|error| raise_text(self.vm, error))? {
                Piece::Literal(literal) => writer.push(self.vm, literal)?,
                Piece::Field(field) => {
                    let shown = self.field(&field, depth)?;
                    writer.push_object(self.vm, &shown, is_last)?;
                }
            }
        }
        Ok(writer)
    }

    fn field(&mut self, field: &Field<'_>, depth: usize) -> PyResult {
        let mut value = self.first(field)?;
        for access in field.accesses() {
            value = match access.map_err(|error| raise_text(self.vm, error))? {
                Access::Attribute(name) => self.vm.get_attr_text(&value, name)?,
                Access::Index(index) => self.vm.get_item(&value, &int::from_i64(index as i64))?,
                Access::Key(key) => self.vm.get_item(&value, &str::new(key))?,
            };
        }
        match field
            .conversion()
            .map_err(|error| raise_text(self.vm, error))?
        {
            None => {}
            Some(Conversion::Str) => value = self.vm.str(&value)?,
            Some(Conversion::Repr) => value = self.vm.repr(&value)?,
            Some(Conversion::Ascii) => {
                value = str::new(&ascii_from_repr(&self.vm.repr_text(&value)?))
            }
        }
        let spec = if field.spec_is_nested {
            self.build(field.spec, depth - 1)?.finish()
        } else {
            str::new(field.spec)
        };
        self.vm.format(&value, &spec)
    }

    fn first(&mut self, field: &Field<'_>) -> PyResult {
        let first = field
            .first(&mut self.numbers)
            .map_err(|error| raise_text(self.vm, error))?;
        match (first, &self.values) {
            (First::Index(_), Values::Mapping(_)) => {
                Err(raise_text(self.vm, format::positional_in_format_map()))
            }
            (First::Index(index), Values::Call(args)) => {
                let found = args.get(index).cloned();
                found.ok_or_else(|| raise_text(self.vm, format::index_out_of_range(index)))
            }
            (First::Key(key), Values::Mapping(mapping)) => {
                self.vm.get_item(mapping, &str::new(key))
            }
            (First::Key(key), Values::Call(args)) => {
                let found = args
                    .keywords()
                    .find(|(name, _)| str::with_str(name, |name| name == key));
                found
                    .map(|(_, value)| value.clone())
                    .ok_or_else(|| self.vm.key_error(&str::new(key)))
            }
        }
    }
}

/// `str.__format__` (`unicode___format___impl`).
fn format_self(vm: &Vm, args: Args<'_>) -> PyResult {
    let string = &args[0];
    let [spec] = args.rest().exactly::<1>(vm, "str.__format__")?;
    let spec = argument::text(vm, "__format__", "argument", spec)?;
    if spec.is_empty() {
        return if StaticType::Str.is_exact(string) {
            Ok(string.clone())
        } else {
            vm.str(string)
        };
    }
    let class = vm.type_name(string);
    let text = str::to_string(string);
    let formatted = Spec::parse(&spec, Operand::Str, &class)
        .and_then(|spec| format_str(&text, &spec))
        .map_err(|error| raise_text(vm, error))?;
    if formatted == text {
        return Ok(unchanged(string));
    }
    vm.need_room(formatted.len() as u64)?;
    Ok(str::new(&formatted))
}
