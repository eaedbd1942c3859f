//! The static segment: objects that CPython keeps in its own data section, outside the arenas.
//!
//! Built-in types, the singletons, the small integers (32 bytes apart: `id(20) - id(2)` is 576), the
//! one-letter strings, bytes of one, `''`, `b''` and `()`. Their addresses are constants.

use crate::heap::heap;
use crate::memory::{STATIC_BASE, store, store_u32};
use crate::object::header::{GC_PREFIX, REFCOUNT, TYPE};
use crate::object::layout::Layout;
use crate::object::{Obj, types};
use crate::refcount;

/// Distance between two static types: prefix and 416 bytes of `PyTypeObject`, rounded so that the number of
/// a type is found by a shift.
const TYPE_STRIDE: u64 = 512;
/// Where the singletons start; types stand before.
const SINGLETONS: u64 = STATIC_BASE + 0x20000;
/// Where −5 stands.
const SMALL_INTS: u64 = STATIC_BASE + 0x21000;
/// Distance between two small integers.
const SMALL_INT_STRIDE: u64 = 32;
/// Where `chr(0)` stands.
const LATIN1: u64 = STATIC_BASE + 0x24000;
/// Distance between two one-letter strings.
const LATIN1_STRIDE: u64 = 80;
/// Where the second `chr(0)` would stand, the one among the interpreter's names.
const LETTER_NAMES: u64 = STATIC_BASE + 0x29000;
/// Where the bytes of one stand, behind the empty table of keys.
const ONE_BYTE: u64 = STATIC_BASE + 0x32000;
/// Distance between two of them.
const ONE_BYTE_STRIDE: u64 = 48;

/// The least integer that is shared.
pub const SMALLEST_INT: i64 = -5;
/// The greatest integer that is shared.
pub const GREATEST_SMALL_INT: i64 = 256;

macro_rules! static_types {
    ($($variant:ident, $name:literal, $layout:ident, $base:ident $(, $flag:ident)*;)*) => {
        /// The types that are built in, in the order of their place in the static segment.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Hash)]
        #[repr(u16)]
        #[expect(missing_docs, reason = "each is the Python type that it names")]
        pub enum StaticType { $($variant,)* }

        impl StaticType {
            /// Every built-in type.
            pub const ALL: &'static [StaticType] = &[$(StaticType::$variant,)*];

            /// `tp_name`: `__name__`, after its module and a dot where that is not `builtins`.
            pub const fn name(self) -> &'static str {
                match self { $(StaticType::$variant => $name,)* }
            }

            /// The layout of its instances.
            pub const fn layout(self) -> Layout {
                match self { $(StaticType::$variant => Layout::$layout,)* }
            }

            /// Its base; `object` is its own.
            pub const fn base(self) -> StaticType {
                match self { $(StaticType::$variant => StaticType::$base,)* }
            }

            const fn extra_flags(self) -> u64 {
                match self { $(StaticType::$variant => 0 $(| types::flags::$flag)*,)* }
            }
        }
    };
}

static_types! {
    Object, "object", Object, Object, BASETYPE;
    Type, "type", Type, Object, BASETYPE, TYPE_SUBCLASS;
    NoneType, "NoneType", Object, Object;
    NotImplementedType, "NotImplementedType", Object, Object;
    Ellipsis, "ellipsis", Object, Object;
    Int, "int", Int, Object, BASETYPE, LONG_SUBCLASS;
    Bool, "bool", Int, Int, LONG_SUBCLASS;
    Float, "float", Float, Object, BASETYPE;
    Complex, "complex", Complex, Object, BASETYPE;
    Str, "str", Str, Object, BASETYPE, UNICODE_SUBCLASS;
    Bytes, "bytes", Bytes, Object, BASETYPE, BYTES_SUBCLASS;
    ByteArray, "bytearray", ByteArray, Object, BASETYPE;
    Tuple, "tuple", Tuple, Object, BASETYPE, TUPLE_SUBCLASS;
    List, "list", List, Object, BASETYPE, LIST_SUBCLASS;
    Dict, "dict", Dict, Object, BASETYPE, DICT_SUBCLASS;
    Set, "set", Set, Object, BASETYPE;
    FrozenSet, "frozenset", Set, Object, BASETYPE;
    Range, "range", Range, Object;
    Slice, "slice", Slice, Object;
    Function, "function", Function, Object, METHOD_DESCRIPTOR;
    Code, "code", Code, Object;
    Cell, "cell", Cell, Object;
    Method, "method", Method, Object;
    BuiltinFunction, "builtin_function_or_method", BuiltinFunction, Object;
    MethodDescriptor, "method_descriptor", MethodDescriptor, Object, METHOD_DESCRIPTOR;
    ClassMethodDescriptor, "classmethod_descriptor", MethodDescriptor, Object;
    WrapperDescriptor, "wrapper_descriptor", WrapperDescriptor, Object, METHOD_DESCRIPTOR;
    MethodWrapper, "method-wrapper", MethodWrapper, Object;
    GetSetDescriptor, "getset_descriptor", Member, Object;
    MemberDescriptor, "member_descriptor", Member, Object;
    Property, "property", Property, Object, BASETYPE;
    ClassMethod, "classmethod", ClassMethod, Object, BASETYPE;
    StaticMethod, "staticmethod", ClassMethod, Object, BASETYPE;
    Module, "module", Module, Object, BASETYPE;
    Traceback, "traceback", Traceback, Object;
    Frame, "frame", Frame, Object;
    ListIterator, "list_iterator", SequenceIterator, Object;
    ListReverseIterator, "list_reverseiterator", SequenceIterator, Object;
    TupleIterator, "tuple_iterator", SequenceIterator, Object;
    StrIterator, "str_iterator", SequenceIterator, Object;
    StrAsciiIterator, "str_ascii_iterator", SequenceIterator, Object;
    BytesIterator, "bytes_iterator", SequenceIterator, Object;
    SequenceIterator, "iterator", SequenceIterator, Object;
    Reversed, "reversed", SequenceIterator, Object, BASETYPE;
    RangeIterator, "range_iterator", RangeIterator, Object;
    LongRangeIterator, "longrange_iterator", LongRangeIterator, Object;
    DictKeyIterator, "dict_keyiterator", DictIterator, Object;
    DictValueIterator, "dict_valueiterator", DictIterator, Object;
    DictItemIterator, "dict_itemiterator", DictIterator, Object;
    DictReverseKeyIterator, "dict_reversekeyiterator", DictIterator, Object;
    SetIterator, "set_iterator", SetIterator, Object;
    Enumerate, "enumerate", Enumerate, Object, BASETYPE;
    Zip, "zip", Zip, Object, BASETYPE;
    Map, "map", Map, Object, BASETYPE;
    Filter, "filter", Filter, Object, BASETYPE;
    CallableIterator, "callable_iterator", CallableIterator, Object;
    DictKeys, "dict_keys", DictView, Object;
    DictValues, "dict_values", DictView, Object;
    DictItems, "dict_items", DictView, Object;
    MappingProxy, "mappingproxy", DictView, Object;
    Super, "super", Super, Object, BASETYPE;
    WeakRef, "weakref.ReferenceType", WeakRef, Object, BASETYPE;
    Generator, "generator", Generator, Object;
    SimpleNamespace, "types.SimpleNamespace", Namespace, Object, BASETYPE;
    BaseException, "BaseException", Exception, Object, BASETYPE, BASE_EXC_SUBCLASS;
    SystemExit, "SystemExit", ExceptionWithValue, BaseException, BASETYPE, BASE_EXC_SUBCLASS;
    KeyboardInterrupt, "KeyboardInterrupt", Exception, BaseException, BASETYPE, BASE_EXC_SUBCLASS;
    GeneratorExit, "GeneratorExit", Exception, BaseException, BASETYPE, BASE_EXC_SUBCLASS;
    Exception, "Exception", Exception, BaseException, BASETYPE, BASE_EXC_SUBCLASS;
    StopIteration, "StopIteration", ExceptionWithValue, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    ArithmeticError, "ArithmeticError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    FloatingPointError, "FloatingPointError", Exception, ArithmeticError, BASETYPE, BASE_EXC_SUBCLASS;
    OverflowError, "OverflowError", Exception, ArithmeticError, BASETYPE, BASE_EXC_SUBCLASS;
    ZeroDivisionError, "ZeroDivisionError", Exception, ArithmeticError, BASETYPE, BASE_EXC_SUBCLASS;
    AssertionError, "AssertionError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    AttributeError, "AttributeError", ExceptionWithTwo, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    BufferError, "BufferError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    EOFError, "EOFError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    ImportError, "ImportError", ExceptionImport, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    ModuleNotFoundError, "ModuleNotFoundError", ExceptionImport, ImportError, BASETYPE, BASE_EXC_SUBCLASS;
    LookupError, "LookupError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    IndexError, "IndexError", Exception, LookupError, BASETYPE, BASE_EXC_SUBCLASS;
    KeyError, "KeyError", Exception, LookupError, BASETYPE, BASE_EXC_SUBCLASS;
    MemoryError, "MemoryError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    NameError, "NameError", ExceptionWithValue, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    UnboundLocalError, "UnboundLocalError", ExceptionWithValue, NameError, BASETYPE, BASE_EXC_SUBCLASS;
    OSError, "OSError", ExceptionOs, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    FileNotFoundError, "FileNotFoundError", ExceptionOs, OSError, BASETYPE, BASE_EXC_SUBCLASS;
    FileExistsError, "FileExistsError", ExceptionOs, OSError, BASETYPE, BASE_EXC_SUBCLASS;
    PermissionError, "PermissionError", ExceptionOs, OSError, BASETYPE, BASE_EXC_SUBCLASS;
    TimeoutError, "TimeoutError", ExceptionOs, OSError, BASETYPE, BASE_EXC_SUBCLASS;
    ConnectionError, "ConnectionError", ExceptionOs, OSError, BASETYPE, BASE_EXC_SUBCLASS;
    ReferenceError, "ReferenceError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    RuntimeError, "RuntimeError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    NotImplementedError, "NotImplementedError", Exception, RuntimeError, BASETYPE, BASE_EXC_SUBCLASS;
    RecursionError, "RecursionError", Exception, RuntimeError, BASETYPE, BASE_EXC_SUBCLASS;
    StopAsyncIteration, "StopAsyncIteration", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    SyntaxError, "SyntaxError", ExceptionSyntax, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    IndentationError, "IndentationError", ExceptionSyntax, SyntaxError, BASETYPE, BASE_EXC_SUBCLASS;
    SystemError, "SystemError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    TypeError, "TypeError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    ValueError, "ValueError", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    UnicodeError, "UnicodeError", Exception, ValueError, BASETYPE, BASE_EXC_SUBCLASS;
    UnicodeDecodeError, "UnicodeDecodeError", ExceptionUnicode, UnicodeError, BASETYPE, BASE_EXC_SUBCLASS;
    UnicodeEncodeError, "UnicodeEncodeError", ExceptionUnicode, UnicodeError, BASETYPE, BASE_EXC_SUBCLASS;
    Warning, "Warning", Exception, Exception, BASETYPE, BASE_EXC_SUBCLASS;
    UserWarning, "UserWarning", Exception, Warning, BASETYPE, BASE_EXC_SUBCLASS;
    DeprecationWarning, "DeprecationWarning", Exception, Warning, BASETYPE, BASE_EXC_SUBCLASS;
    RuntimeWarning, "RuntimeWarning", Exception, Warning, BASETYPE, BASE_EXC_SUBCLASS;
    CInt, "c_int", Object, Object, BASETYPE;
    CLong, "c_long", Object, Object, BASETYPE;
    DictReverseValueIterator, "dict_reversevalueiterator", DictIterator, Object;
    DictReverseItemIterator, "dict_reverseitemiterator", DictIterator, Object;
    GenericAlias, "types.GenericAlias", GenericAlias, Object, BASETYPE;
    WeakProxy, "weakref.ProxyType", WeakRef, Object;
    WeakCallableProxy, "weakref.CallableProxyType", WeakRef, Object;
    FrameLocalsProxy, "FrameLocalsProxy", DictView, Object;
}

impl StaticType {
    /// Nominal address of the type object.
    #[inline(always)]
    pub const fn address(self) -> u64 {
        STATIC_BASE + GC_PREFIX + self as u64 * TYPE_STRIDE
    }

    /// The type object.
    #[inline(always)]
    pub fn object(self) -> Obj {
        Obj::new_reference(self.address())
    }

    /// `__module__` and `__name__` (`type_module` and `type_name` of CPython's `Objects/typeobject.c`).
    pub fn module_and_name(self) -> (&'static str, &'static str) {
        let name = self.name();
        name.rsplit_once('.').unwrap_or(("builtins", name))
    }

    /// The built-in type whose type object stands at `address`.
    pub fn at(address: u64) -> Option<StaticType> {
        let offset = address.checked_sub(STATIC_BASE + GC_PREFIX)?;
        if offset % TYPE_STRIDE != 0 {
            return None;
        }
        StaticType::ALL
            .get((offset / TYPE_STRIDE) as usize)
            .copied()
    }

    /// Whether `object`'s type is exactly this one.
    #[inline(always)]
    pub fn is_exact(self, object: &Obj) -> bool {
        object.class().address() == self.address()
    }

    /// Whether `object` is an instance of this type or of a subclass.
    #[inline(always)]
    pub fn is_instance(self, object: &Obj) -> bool {
        let class = object.class();
        class.address() == self.address() || types::is_subtype_of(&class, self)
    }
}

macro_rules! singletons {
    ($($(#[$doc:meta])* $function:ident, $offset:literal, $class:ident;)*) => {
        $(
            $(#[$doc])*
            #[inline(always)]
            pub fn $function() -> Obj {
                Obj::new_reference(SINGLETONS + $offset)
            }
        )*
        fn lay_out_singletons() {
            $(header(SINGLETONS + $offset, StaticType::$class);)*
        }
    };
}

singletons! {
    /// `None`
    none, 0x00, NoneType;
    /// `NotImplemented`
    not_implemented, 0x20, NotImplementedType;
    /// `...`
    ellipsis, 0x40, Ellipsis;
    /// `False`
    false_, 0x60, Bool;
    /// `True`
    true_, 0x80, Bool;
    /// `()`
    empty_tuple, 0xb0, Tuple;
    /// `b''`
    empty_bytes, 0x100, Bytes;
    /// `''`
    empty_str, 0x140, Str;
    /// What stands in a set's table where an item was removed.
    removed_item, 0x1a0, Object;
}

/// `True` or `False`.
#[inline(always)]
pub fn bool(value: bool) -> Obj {
    if value { true_() } else { false_() }
}

/// Whether the object is `None`.
#[inline(always)]
pub fn is_none(object: &Obj) -> bool {
    object.address() == SINGLETONS
}

// ANCHOR: small_int
/// The shared integer, for values from −5 to 256.
#[inline(always)]
pub fn small_int(value: i64) -> Option<Obj> {
    (SMALLEST_INT..=GREATEST_SMALL_INT)
        .contains(&value)
        .then(|| {
            let index = (value - SMALLEST_INT) as u64;
            Obj::new_reference(SMALL_INTS + index * SMALL_INT_STRIDE)
        })
}
// ANCHOR_END: small_int

/// The shared one-letter string of a code point below 256.
pub fn latin1(code: u8) -> Obj {
    Obj::new_reference(LATIN1 + u64::from(code) * LATIN1_STRIDE)
}

/// The shared `bytes` object of one byte.
pub fn one_byte(byte: u8) -> Obj {
    Obj::new_reference(ONE_BYTE + u64::from(byte) * ONE_BYTE_STRIDE)
}

/// The one-letter strings among the interpreter's own names: see
/// [`letters_among_names`](crate::profile::Profile::letters_among_names).
pub(crate) fn letter_names() -> impl Iterator<Item = Obj> {
    let letters = heap().profile().letters_among_names;
    letters
        .bytes()
        .map(|code| Obj::new_reference(letter_name(code)))
}

const fn letter_name(code: u8) -> u64 {
    LETTER_NAMES + code as u64 * LATIN1_STRIDE
}

/// Whether an address lies in the static segment.
pub fn is_static(address: u64) -> bool {
    address < crate::memory::HEAP_BASE
}

/// Every static object that is not a type.
pub fn static_values() -> impl Iterator<Item = Obj> {
    let singletons = [
        none(),
        not_implemented(),
        ellipsis(),
        false_(),
        true_(),
        empty_tuple(),
        empty_bytes(),
        empty_str(),
    ];
    let ints = (SMALLEST_INT..=GREATEST_SMALL_INT).filter_map(small_int);
    singletons
        .into_iter()
        .chain(ints)
        .chain((0..=255).map(latin1))
        .chain((0..=255).map(one_byte))
        .chain(letter_names())
}

fn header(address: u64, class: StaticType) {
    store(address + REFCOUNT, 1);
    store(address + TYPE, class.address());
    refcount::make_immortal(address);
}

/// Writes the whole static segment; types get their name, layout and flags, and the rest of them when
/// the interpreter fills in their dicts.
pub(crate) fn lay_out() {
    for &class in StaticType::ALL {
        header(class.address(), StaticType::Type);
        types::lay_out_static(class, class.extra_flags());
    }
    lay_out_singletons();
    crate::object::dict::keys::lay_out_empty();
    crate::object::int::lay_out(SINGLETONS + 0x60, 0);
    crate::object::int::lay_out(SINGLETONS + 0x80, 1);
    for value in SMALLEST_INT..=GREATEST_SMALL_INT {
        let address = SMALL_INTS + (value - SMALLEST_INT) as u64 * SMALL_INT_STRIDE;
        header(address, StaticType::Int);
        crate::object::int::lay_out(address, value);
    }
    crate::object::str::lay_out_empty(SINGLETONS + 0x140);
    crate::object::bytes::lay_out(SINGLETONS + 0x100, &[]);
    store_u32(SINGLETONS + 0xb0 + 16, 0);
    for code in 0..=255u8 {
        lay_out_letter(LATIN1 + u64::from(code) * LATIN1_STRIDE, code);
        let address = ONE_BYTE + u64::from(code) * ONE_BYTE_STRIDE;
        header(address, StaticType::Bytes);
        crate::object::bytes::lay_out(address, &[code]);
    }
    for code in heap().profile().letters_among_names.bytes() {
        lay_out_letter(letter_name(code), code);
    }
}

fn lay_out_letter(address: u64, code: u8) {
    header(address, StaticType::Str);
    crate::object::str::lay_out_latin1(address, code);
}
