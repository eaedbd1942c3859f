//! Code objects on the heap: the compiler's plain values made into objects.
//!
//! Constants and names belong to the code object, in its tuples, and die with it. Equal constants of one
//! compilation become one object (`merge_const_one` in `Python/compile.c`), and so do the tuples of constants and
//! names, which may be constants as well; strings that look like names are interned (`intern_string_constants` in `Objects/codeobject.c`).

use crate::code::{Code, Const};
use crate::opcode::Op;
use crate::vm::Vm;
use runtime::frame::Frame;
use runtime::object::fields::{self, class_method, code as code_fields, function, method};
use runtime::object::layout::Layout;
use runtime::object::{bytes, float, int, layout_of, set, str, tuple};
use runtime::{Obj, StaticType, frame, interning, statics};
use std::collections::HashMap;
use std::rc::Rc;

/// What a code object keeps beside its fields: the instructions.
pub struct CodeBody {
    /// As the compiler made it; constants and names are not looked at any more.
    pub code: Code,
    /// Locals, cells and free variables together.
    pub nlocalsplus: u64,
}

impl CodeBody {
    /// Slots of a frame.
    pub fn slots(&self) -> u64 {
        self.nlocalsplus + u64::from(self.code.stacksize)
    }
}

/// The instructions of a code object.
///
/// # Panics
/// If it has none, which no code object made here is without.
pub fn body_of(code: &Obj) -> Rc<CodeBody> {
    match fields::code_body(code).map(Rc::downcast::<CodeBody>) {
        Some(Ok(body)) => body,
        _ => panic!("a code object without instructions"),
    }
}

/// The code object of a function, a method or a generator; a code object itself.
pub fn of(object: &Obj) -> Option<Obj> {
    match layout_of(object) {
        Layout::Code => Some(object.clone()),
        Layout::Function => fields::get(object, function::CODE),
        Layout::Method => of_function(fields::get(object, method::FUNCTION)?),
        Layout::ClassMethod => of_function(fields::get(object, class_method::CALLABLE)?),
        Layout::Generator => Frame::of_generator(object).get(frame::CODE),
        _ => None,
    }
}

/// The code object of what a method or a class method calls, if that is a Python function.
fn of_function(callable: Obj) -> Option<Obj> {
    match layout_of(&callable) {
        Layout::Function => fields::get(&callable, function::CODE),
        _ => None,
    }
}

/// Makes the code object of one compilation, and those inside it.
pub fn make(vm: &Vm, code: Code) -> Obj {
    Maker {
        vm,
        constants: HashMap::new(),
    }
    .code(code)
}

struct Maker<'a> {
    vm: &'a Vm,
    /// Constants made so far, by what they are.
    constants: HashMap<String, Obj>,
}

impl Maker<'_> {
    fn code(&mut self, mut code: Code) -> Obj {
        let units = code.offsets().last().copied().unwrap_or(0) / 2;
        let object = fields::new_with_tail(&StaticType::Code.object(), u64::from(units));
        fields::set_number(&object, code_fields::SIZE, u64::from(units));
        let names = self.names(&code.names);
        fields::set(&object, code_fields::NAMES, Some(names));
        let locals = self.names(&code.localsplusnames);
        fields::set(&object, code_fields::LOCALSPLUS_NAMES, Some(locals));
        fields::set(&object, code_fields::NAME, Some(self.vm.intern(&code.name)));
        fields::set(
            &object,
            code_fields::QUALNAME,
            Some(self.vm.intern(&code.qualname)),
        );
        let filename = self.text(&code.filename);
        fields::set(&object, code_fields::FILENAME, Some(filename));
        let consts = std::mem::take(&mut code.consts);
        let key = key_of_all(&consts);
        let items: Vec<Obj> = consts
            .into_iter()
            .map(|constant| self.constant(constant))
            .collect();
        intern_keywords(&code, &items);
        let consts = self.tuple(key, items);
        fields::set(&object, code_fields::CONSTS, Some(consts));
        let nlocalsplus = code.localsplusnames.len() as u64;
        let body = CodeBody { code, nlocalsplus };
        frame::set_slots_of(&object, body.slots());
        fields::set_code_body(&object, Rc::new(body));
        object
    }

    fn names(&mut self, names: &[String]) -> Obj {
        let keys = names.iter().map(|name| key_of_text(name)).collect();
        let items = names.iter().map(|name| self.vm.intern(name)).collect();
        self.tuple(Some(key_of_tuple(keys)), items)
    }

    /// The tuple with this key, made now if there is none; a new one without a key.
    fn tuple(&mut self, key: Option<String>, items: Vec<Obj>) -> Obj {
        let Some(key) = key else {
            return tuple::new(items);
        };
        let made = self.constants.entry(key);
        made.or_insert_with(|| tuple::new(items)).clone()
    }

    fn text(&mut self, text: &str) -> Obj {
        self.constants
            .entry(key_of_text(text))
            .or_insert_with(|| str::new(text))
            .clone()
    }

    // ANCHOR: constant
    fn constant(&mut self, constant: Const) -> Obj {
        match constant {
            Const::None => statics::none(),
            Const::True => statics::true_(),
            Const::False => statics::false_(),
            Const::Ellipsis => statics::ellipsis(),
            Const::Code(code) => self.code(*code),
            other => {
                let Some(key) = key(&other) else {
                    return self.make(other);
                };
                if let Some(made) = self.constants.get(&key) {
                    return made.clone();
                }
                let object = self.make(other);
                self.constants.insert(key, object.clone());
                object
            }
        }
    }
    // ANCHOR_END: constant

    fn make(&mut self, constant: Const) -> Obj {
        match constant {
            Const::Int(value) => int::from_bigint(&value),
            Const::Float(value) => float::new(value),
            Const::Complex(real, imaginary) => float::new_complex(real, imaginary),
            Const::Str(text) => {
                let string = str::new(&text);
                if looks_like_a_name(&text) {
                    interning::intern(string)
                } else {
                    string
                }
            }
            Const::Bytes(data) => bytes::new(&data),
            Const::Tuple(items) => {
                let items: Vec<Obj> = items.into_iter().map(|item| self.constant(item)).collect();
                tuple::new(items)
            }
            Const::FrozenSet(items) => self.frozen_set(items),
            Const::None | Const::True | Const::False | Const::Ellipsis | Const::Code(_) => {
                self.constant(constant)
            }
        }
    }

    /// Made twice: merging equal constants makes it anew in the order of its first table
    /// (`merge_consts_recursive` in `Python/compile.c`), and programs see the order.
    fn frozen_set(&mut self, items: Vec<Const>) -> Obj {
        let items: Vec<Obj> = items.into_iter().map(|item| self.constant(item)).collect();
        let first = self.frozen_set_of(items);
        let items = set::items(&first).into_iter().map(|(item, _hash)| item);
        self.frozen_set_of(items.collect())
    }

    fn frozen_set_of(&self, items: Vec<Obj>) -> Obj {
        let made = set::instance(&StaticType::FrozenSet.object());
        for item in items {
            // Constants hash and compare without Python code: this cannot raise.
            let _added = self.vm.set_add(&made, &item);
        }
        made
    }
}

/// The names of keyword arguments stand in constants, and are names of the program's text all the same.
fn intern_keywords(code: &Code, consts: &[Obj]) {
    let calls = code.instrs.iter().filter(|it| it.op == Op::KwNames);
    for keywords in calls.map(|call| &consts[call.arg as usize]) {
        tuple::items(keywords).into_iter().for_each(|name| {
            interning::intern_name(name);
        });
    }
}

fn key_of_text(text: &str) -> String {
    format!("s{text}")
}

fn key_of_tuple(items: Vec<String>) -> String {
    format!("t{items:?}")
}

/// The key of a tuple of constants.
fn key_of_all(items: &[Const]) -> Option<String> {
    items
        .iter()
        .map(key)
        .collect::<Option<_>>()
        .map(key_of_tuple)
}

/// What a constant is, its type included: 1, 1.0 and True are three constants. `None` of code, and of what has a NaN, which
/// equals nothing, itself included.
fn key(constant: &Const) -> Option<String> {
    Some(match constant {
        Const::Code(_) => return None,
        Const::Str(text) => key_of_text(text),
        Const::Float(value) if value.is_nan() => return None,
        Const::Float(value) => format!("f{:x}", value.to_bits()),
        Const::Complex(real, imaginary) if real.is_nan() || imaginary.is_nan() => return None,
        Const::Complex(real, imaginary) => {
            format!("c{:x},{:x}", real.to_bits(), imaginary.to_bits())
        }
        Const::Tuple(items) => key_of_all(items)?,
        other => format!("{other:?}"),
    })
}

// ANCHOR: name
/// Letters, digits and underscores of ASCII only (`all_name_chars`).
fn looks_like_a_name(text: &str) -> bool {
    text.bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}
// ANCHOR_END: name
