//! Layouts: where each kind of object keeps its references, and how large it is.
//!
//! One table for all that must know: making, tracing, ending and sizing objects. Sizes and offsets are
//! those of CPython 3.12 on a 64-bit machine, from the structs in `Include/cpython/*.h` and
//! `Include/internal/*.h`; references are listed in the order in which the type's `tp_dealloc` gives
//! them back, because a finalizer can see it.

/// What an object keeps beyond its fixed fields.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tail {
    /// Nothing, or bytes without references.
    None,
    /// Item slots inside the block, counted by the field at 16 (tuple).
    InlineItems,
    /// Item slots in a buffer of their own (list).
    ItemBuffer,
    /// A keys object and maybe a values array (dict).
    DictTable,
    /// A table of entries, inside the object or in a buffer (set).
    SetTable,
    /// A frame inside the block (generator).
    Frame,
    /// A byte buffer of its own, its address at 40 (bytearray).
    ByteBuffer,
}

/// The layout of the built-in part of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u8)]
#[expect(missing_docs, reason = "each is the kind of object that it names")]
pub enum Layout {
    Object,
    Int,
    Float,
    Complex,
    Str,
    Bytes,
    ByteArray,
    Tuple,
    List,
    Dict,
    Set,
    Range,
    Slice,
    Function,
    Code,
    Cell,
    Method,
    BuiltinFunction,
    MethodDescriptor,
    WrapperDescriptor,
    MethodWrapper,
    Member,
    Property,
    ClassMethod,
    Module,
    Type,
    Traceback,
    Frame,
    Exception,
    ExceptionWithValue,
    ExceptionWithTwo,
    ExceptionImport,
    ExceptionOs,
    ExceptionSyntax,
    ExceptionUnicode,
    SequenceIterator,
    RangeIterator,
    LongRangeIterator,
    DictIterator,
    SetIterator,
    Enumerate,
    Zip,
    Map,
    Filter,
    CallableIterator,
    DictView,
    Super,
    WeakRef,
    Generator,
    Namespace,
    GenericAlias,
}

/// The facts of a layout.
pub struct Shape {
    /// Bytes from the header on, without tail: `tp_basicsize` of 3.12. [`basic_size`](super::basic_size::basic_size) has the others.
    pub size: u64,
    /// Bytes of one item of the tail: `tp_itemsize`.
    pub item_size: u64,
    /// Offsets of the slots that own a reference.
    pub refs: &'static [u16],
    /// What lies beyond the fixed fields.
    pub tail: Tail,
    /// Whether the object has the collector's prefix.
    pub gc: bool,
    /// Offset of the instance dict, 0 if there is none.
    pub dict: u16,
    /// Offset of the head of the list of weak references, 0 if there is none.
    pub weakrefs: u16,
}

const fn plain(size: u64) -> Shape {
    Shape {
        size,
        item_size: 0,
        refs: &[],
        tail: Tail::None,
        gc: false,
        dict: 0,
        weakrefs: 0,
    }
}

const fn traced(size: u64, refs: &'static [u16]) -> Shape {
    Shape {
        refs,
        gc: true,
        ..plain(size)
    }
}

/// How many layouts there are.
const LAYOUTS: usize = Layout::GenericAlias as usize + 1;

/// For each layout one bit a slot of 8 bytes: whether it owns a reference.
static REFERENCE_SLOTS: [u128; LAYOUTS] = {
    let mut masks = [0; LAYOUTS];
    let mut layout = 0;
    while layout < LAYOUTS {
        let refs = Layout::from_byte(layout as u8).shape().refs;
        let mut index = 0;
        while index < refs.len() {
            masks[layout] |= 1 << (refs[index] / 8);
            index += 1;
        }
        layout += 1;
    }
    masks
};

impl Layout {
    /// Whether the slot at this offset owns a reference.
    #[inline(always)]
    pub(crate) fn owns_reference_at(self, offset: u64) -> bool {
        offset.is_multiple_of(8)
            && offset < 1024
            && REFERENCE_SLOTS[self as usize] >> (offset / 8) & 1 == 1
    }

    /// Every layout.
    #[cfg(test)]
    pub(crate) fn all() -> impl Iterator<Item = Layout> {
        (0..LAYOUTS as u8).map(Layout::from_byte)
    }

    /// The layout with this number.
    pub(crate) const fn from_byte(byte: u8) -> Layout {
        assert!(byte < LAYOUTS as u8, "no layout has this number");
        // SAFETY: the enum is `repr(u8)`, its variants are numbered from 0 without a gap, and the
        // byte was just checked to be at most the last one.
        unsafe { std::mem::transmute(byte) }
    }

    /// The facts of this layout.
    pub const fn shape(self) -> &'static Shape {
        const OBJECT: Shape = plain(16);
        const INT: Shape = Shape {
            item_size: 4,
            ..plain(24)
        };
        const FLOAT: Shape = plain(24);
        const COMPLEX: Shape = plain(32);
        const STR: Shape = plain(64);
        const BYTES: Shape = Shape {
            item_size: 1,
            ..plain(33)
        };
        const BYTE_ARRAY: Shape = Shape {
            tail: Tail::ByteBuffer,
            ..plain(56)
        };
        const TUPLE: Shape = Shape {
            item_size: 8,
            tail: Tail::InlineItems,
            ..traced(24, &[])
        };
        const LIST: Shape = Shape {
            tail: Tail::ItemBuffer,
            ..traced(40, &[])
        };
        const DICT: Shape = Shape {
            tail: Tail::DictTable,
            ..traced(48, &[])
        };
        const SET: Shape = Shape {
            tail: Tail::SetTable,
            weakrefs: 192,
            ..traced(200, &[])
        };
        const RANGE: Shape = Shape {
            refs: &[16, 24, 32, 40],
            ..plain(48)
        };
        const SLICE: Shape = traced(40, &[32, 16, 24]);
        const FUNCTION: Shape = Shape {
            dict: 88,
            weakrefs: 96,
            ..traced(
                144,
                &[16, 24, 104, 56, 64, 80, 88, 72, 112, 120, 48, 32, 40],
            )
        };
        const CODE: Shape = Shape {
            item_size: 2,
            refs: &[24, 32, 40, 96, 104, 112, 120, 128, 136],
            weakrefs: 144,
            ..plain(192)
        };
        const CELL: Shape = traced(24, &[16]);
        const METHOD: Shape = Shape {
            weakrefs: 32,
            ..traced(48, &[16, 24])
        };
        const BUILTIN: Shape = Shape {
            weakrefs: 40,
            ..traced(56, &[24, 32])
        };
        const METHOD_DESCRIPTOR: Shape = traced(56, &[16, 24, 32]);
        const MEMBER: Shape = traced(48, &[16, 24, 32]);
        const METHOD_WRAPPER: Shape = traced(32, &[16, 24]);
        const PROPERTY: Shape = traced(64, &[16, 24, 32, 40, 48]);
        const CLASS_METHOD: Shape = Shape {
            dict: 24,
            ..traced(32, &[16, 24])
        };
        const MODULE: Shape = Shape {
            dict: 16,
            weakrefs: 40,
            ..traced(56, &[16, 48])
        };
        const TYPE: Shape = Shape {
            item_size: 40,
            weakrefs: 368,
            dict: 264,
            ..traced(920, &[256, 264, 336, 344, 360, 856, 864, 872, 888])
        };
        const TRACEBACK: Shape = traced(40, &[16, 24]);
        const FRAME: Shape = Shape {
            item_size: 8,
            tail: Tail::Frame,
            ..traced(120, &[16, 32])
        };
        const EXCEPTION: Shape = Shape {
            dict: 16,
            ..traced(72, &[16, 24, 32, 40, 56, 48])
        };
        const EXCEPTION_VALUE: Shape = Shape {
            dict: 16,
            ..traced(80, &[72, 16, 24, 32, 40, 56, 48])
        };
        const EXCEPTION_TWO: Shape = Shape {
            dict: 16,
            ..traced(88, &[72, 80, 16, 24, 32, 40, 56, 48])
        };
        const EXCEPTION_IMPORT: Shape = Shape {
            dict: 16,
            ..traced(104, &[72, 80, 88, 96, 16, 24, 32, 40, 56, 48])
        };
        const EXCEPTION_OS: Shape = Shape {
            dict: 16,
            ..traced(112, &[72, 80, 88, 96, 16, 24, 32, 40, 56, 48])
        };
        const EXCEPTION_SYNTAX: Shape = Shape {
            dict: 16,
            ..traced(
                136,
                &[72, 80, 88, 96, 104, 112, 120, 128, 16, 24, 32, 40, 56, 48],
            )
        };
        const EXCEPTION_UNICODE: Shape = Shape {
            dict: 16,
            ..traced(112, &[72, 80, 104, 16, 24, 32, 40, 56, 48])
        };
        const SEQUENCE_ITERATOR: Shape = traced(32, &[24]);
        const RANGE_ITERATOR: Shape = plain(40);
        const LONG_RANGE_ITERATOR: Shape = Shape {
            refs: &[16, 24, 32],
            ..plain(40)
        };
        const DICT_ITERATOR: Shape = traced(56, &[16, 40]);
        const SET_ITERATOR: Shape = traced(48, &[16]);
        const ENUMERATE: Shape = traced(56, &[24, 32, 40, 48]);
        const ZIP: Shape = traced(48, &[24, 32]);
        const MAP: Shape = traced(32, &[16, 24]);
        const DICT_VIEW: Shape = traced(24, &[16]);
        const SUPER: Shape = traced(40, &[24, 16, 32]);
        const WEAK_REF: Shape = traced(64, &[24]);
        const GENERATOR: Shape = Shape {
            item_size: 8,
            tail: Tail::Frame,
            weakrefs: 16,
            ..traced(144, &[24, 32, 40])
        };
        const NAMESPACE: Shape = Shape {
            dict: 16,
            ..traced(24, &[16])
        };
        const GENERIC_ALIAS: Shape = Shape {
            weakrefs: 40,
            ..traced(64, &[16, 24, 32])
        };
        match self {
            Layout::Object => &OBJECT,
            Layout::Int => &INT,
            Layout::Float => &FLOAT,
            Layout::Complex => &COMPLEX,
            Layout::Str => &STR,
            Layout::Bytes => &BYTES,
            Layout::ByteArray => &BYTE_ARRAY,
            Layout::Tuple => &TUPLE,
            Layout::List => &LIST,
            Layout::Dict => &DICT,
            Layout::Set => &SET,
            Layout::Range => &RANGE,
            Layout::Slice => &SLICE,
            Layout::Function => &FUNCTION,
            Layout::Code => &CODE,
            Layout::Cell => &CELL,
            Layout::Method => &METHOD,
            Layout::BuiltinFunction => &BUILTIN,
            Layout::MethodDescriptor | Layout::WrapperDescriptor => &METHOD_DESCRIPTOR,
            Layout::MethodWrapper => &METHOD_WRAPPER,
            Layout::Member => &MEMBER,
            Layout::Property => &PROPERTY,
            Layout::ClassMethod => &CLASS_METHOD,
            Layout::Module => &MODULE,
            Layout::Type => &TYPE,
            Layout::Traceback => &TRACEBACK,
            Layout::Frame => &FRAME,
            Layout::Exception => &EXCEPTION,
            Layout::ExceptionWithValue => &EXCEPTION_VALUE,
            Layout::ExceptionWithTwo => &EXCEPTION_TWO,
            Layout::ExceptionImport => &EXCEPTION_IMPORT,
            Layout::ExceptionOs => &EXCEPTION_OS,
            Layout::ExceptionSyntax => &EXCEPTION_SYNTAX,
            Layout::ExceptionUnicode => &EXCEPTION_UNICODE,
            Layout::SequenceIterator => &SEQUENCE_ITERATOR,
            Layout::RangeIterator => &RANGE_ITERATOR,
            Layout::LongRangeIterator => &LONG_RANGE_ITERATOR,
            Layout::DictIterator => &DICT_ITERATOR,
            Layout::SetIterator => &SET_ITERATOR,
            Layout::Enumerate => &ENUMERATE,
            Layout::Zip => &ZIP,
            Layout::Map | Layout::Filter | Layout::CallableIterator => &MAP,
            Layout::DictView => &DICT_VIEW,
            Layout::Super => &SUPER,
            Layout::WeakRef => &WEAK_REF,
            Layout::Generator => &GENERATOR,
            Layout::Namespace => &NAMESPACE,
            Layout::GenericAlias => &GENERIC_ALIAS,
        }
    }
}
