//! Short descriptions of objects, made without running any Python code of the program.
//!
//! `repr()` may call a `__repr__` of the program, which would change the counts that a view is about to
//! show. So the built-in types are read here from their layout, and everything else is shown as
//! `<Node object>`.

use interpreter::Vm;
use interpreter::text::{float as float_text, repr};
use runtime::object::fields::{self, builtin, code, descriptor, function, method, module};
use runtime::object::layout::Layout;
use runtime::object::{bytes, dict, float, int, layout_of, list, set, str, tuple, types};
use runtime::{Obj, StaticType, statics};

/// Most characters of a description.
const WIDTH: usize = 36;
/// Most characters of a description in a table of many columns.
const NARROW: usize = 24;
/// Items of a container that are shown.
const ITEMS: u64 = 4;
/// Containers within containers that are opened.
const DEPTH: usize = 2;
/// Code points of a string, and bytes, that are looked at.
const TEXT: u64 = 48;
/// Digits of 30 bits up to which an integer is written out: 6 are about 54 decimal digits.
const INT_DIGITS: u64 = 6;

/// What an object is, in at most [`WIDTH`] characters.
pub fn describe(object: &Obj) -> String {
    cut(&nested(object, DEPTH), WIDTH)
}

/// [`describe`], for a table of many columns.
pub fn describe_briefly(object: &Obj) -> String {
    cut(&nested(object, DEPTH), NARROW)
}

/// [`describe_briefly`], with no container inside another opened.
pub fn describe_flat(object: &Obj) -> String {
    cut(&nested(object, 1), NARROW)
}

/// Name of an object's type.
pub fn type_name(object: &Obj) -> String {
    types::name(&object.class())
}

/// The text of a string; of another object, its description.
pub fn plain_text(object: &Obj) -> String {
    if layout_of(object) == Layout::Str {
        str::to_string(object)
    } else {
        describe(object)
    }
}

fn nested(object: &Obj, depth: usize) -> String {
    let Some(class) = StaticType::at(object.class().address()) else {
        return instance(object);
    };
    match class {
        StaticType::NoneType => "None".to_owned(),
        StaticType::NotImplementedType => "NotImplemented".to_owned(),
        StaticType::Ellipsis => "Ellipsis".to_owned(),
        StaticType::Bool => if object.is(&statics::true_()) {
            "True"
        } else {
            "False"
        }
        .to_owned(),
        StaticType::Int => integer(object),
        StaticType::Float => float_text::repr_float(float::value(object)),
        StaticType::Complex => {
            let (real, imaginary) = float::complex_value(object);
            float_text::repr_complex(real, imaginary)
        }
        StaticType::Str => string(object),
        StaticType::Bytes => byte_string(object),
        StaticType::List => {
            let items = (0..ITEMS).map_while(|index| list::get(object, index));
            format!("[{}]", sequence(items, list::len(object), depth))
        }
        StaticType::Tuple => {
            let items = (0..ITEMS).map_while(|index| tuple::get(object, index));
            let comma = if tuple::len(object) == 1 { "," } else { "" };
            format!("({}{comma})", sequence(items, tuple::len(object), depth))
        }
        StaticType::Dict => format!("{{{}}}", entries(object, depth)),
        StaticType::Set if set::len(object) > 0 => format!("{{{}}}", members(object, depth)),
        StaticType::Type => format!("<class {}>", types::name(object)),
        StaticType::Module => named("module", object, module::NAME),
        StaticType::Function => named("function", object, function::QUALNAME),
        StaticType::Code => named("code", object, code::QUALNAME),
        StaticType::MethodDescriptor | StaticType::WrapperDescriptor => {
            named("method", object, descriptor::NAME)
        }
        StaticType::Method => match fields::get(object, method::FUNCTION) {
            Some(callable) if layout_of(&callable) == Layout::Function => {
                named("bound method", &callable, function::QUALNAME)
            }
            _ => instance(object),
        },
        StaticType::BuiltinFunction => native(object),
        _ => instance(object),
    }
}

fn instance(object: &Obj) -> String {
    match layout_of(object) {
        Layout::Type => format!("<class {}>", types::name(object)),
        _ => format!("<{} object>", type_name(object)),
    }
}

fn native(object: &Obj) -> String {
    let name = Vm::current().map_or("", |vm| {
        vm.native(fields::number(object, builtin::NATIVE)).name
    });
    match fields::get(object, builtin::SELF) {
        Some(of) if layout_of(&of) != Layout::Module => {
            format!("<built-in method {name} of {}>", type_name(&of))
        }
        _ => format!("<built-in function {name}>"),
    }
}

fn named(kind: &str, object: &Obj, field: u64) -> String {
    match fields::get(object, field).filter(|name| layout_of(name) == Layout::Str) {
        Some(name) => format!("<{kind} {}>", str::to_string(&name)),
        None => format!("<{kind}>"),
    }
}

fn integer(object: &Obj) -> String {
    let digits = int::digit_count(object);
    if digits > INT_DIGITS {
        return format!("<int of {digits} digits of 30 bits>");
    }
    int::to_bigint(object).to_string()
}

fn string(object: &Obj) -> String {
    let length = str::len(object);
    let start: String = (0..length.min(TEXT))
        .map(|index| {
            char::from_u32(str::code_point(object, index)).unwrap_or(char::REPLACEMENT_CHARACTER)
        })
        .collect();
    repr::repr_str(&start)
}

fn byte_string(object: &Obj) -> String {
    bytes::with_bytes(object, |bytes| {
        repr::repr_bytes(&bytes[..bytes.len().min(TEXT as usize)])
    })
}

fn sequence(items: impl Iterator<Item = Obj>, length: u64, depth: usize) -> String {
    if depth == 0 && length > 0 {
        return "…".to_owned();
    }
    let mut parts: Vec<String> = items.map(|item| nested(&item, depth - 1)).collect();
    if length > ITEMS {
        parts.push("…".to_owned());
    }
    parts.join(", ")
}

fn entries(object: &Obj, depth: usize) -> String {
    let length = dict::len(object);
    if depth == 0 && length > 0 {
        return "…".to_owned();
    }
    let mut position = 0;
    let mut parts: Vec<String> = std::iter::from_fn(|| dict::next(object, &mut position))
        .take(ITEMS as usize)
        .map(|item| {
            format!(
                "{}: {}",
                nested(&item.key, depth - 1),
                nested(&item.value, depth - 1)
            )
        })
        .collect();
    if length > ITEMS {
        parts.push("…".to_owned());
    }
    parts.join(", ")
}

fn members(object: &Obj, depth: usize) -> String {
    let mut position = 0;
    let items = std::iter::from_fn(|| set::next(object, &mut position)).map(|(item, _)| item);
    sequence(items.take(ITEMS as usize), set::len(object), depth)
}

fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    text.chars()
        .take(width - 1)
        .chain(std::iter::once('…'))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{cut, describe};
    use runtime::object::{bytes, dict, float, int, list, str, tuple};
    use runtime::{Config, Profile, Version, statics};

    fn start() {
        let config = Config {
            profile: Profile::of(Version::V3_12),
            limit: 64 << 20,
        };
        runtime::start(config).expect("the host has room for a small heap");
    }

    #[test]
    fn built_in_values_are_shown_as_python_writes_them() {
        start();
        let none = statics::none();
        assert_eq!(describe(&none), "None");
        assert_eq!(describe(&statics::true_()), "True");
        assert_eq!(describe(&int::from_i64(-300)), "-300");
        assert_eq!(describe(&float::new(1e16)), "1e+16");
        assert_eq!(describe(&str::new("it's")), "\"it's\"");
        assert_eq!(describe(&bytes::new(b"\x00a")), "b'\\x00a'");
        assert_eq!(describe(&tuple::new([none.clone()])), "(None,)");
        assert_eq!(describe(&list::new([none.clone(), none])), "[None, None]");
        assert_eq!(describe(&statics::empty_tuple()), "()");
        assert_eq!(describe(&dict::new()), "{}");
    }

    #[test]
    fn large_values_are_cut() {
        start();
        let items: Vec<_> = (0..9).map(int::from_i64).collect();
        assert_eq!(describe(&list::new(items)), "[0, 1, 2, 3, …]");
        assert_eq!(describe(&str::new(&"x".repeat(1000))).chars().count(), 36);
        assert_eq!(cut("abcdef", 4), "abc…");
        assert_eq!(cut("abcd", 4), "abcd");
    }

    #[test]
    fn what_contains_itself_has_an_end() {
        start();
        let knot = list::new([]);
        list::push(&knot, knot.clone());
        assert_eq!(describe(&knot), "[[[…]]]");
        drop(list::take_all(&knot));
    }
}
