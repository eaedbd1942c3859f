//! What CPython 3.12's structs call their fields: consecutive words behind the header, by the kind of object.
//!
//! The views of an object's bytes have a row for each, and where an iterator or an exception keeps a reference, the tables of
//! references and the players say so by these names.

use super::fields::Kind;
use runtime::object::layout::Layout;
use runtime::object::{layout_of, types};
use runtime::{Obj, StaticType, heap};

/// A field's name, and what its 8 bytes are.
type Name = (&'static str, Kind);

/// The object's fields behind its header: offset, name, kind. None where the struct is not named here.
pub fn of(object: &Obj) -> impl Iterator<Item = (u64, &'static str, Kind)> {
    let end = types::added(&object.class()).start;
    let (first, rest) = named(object);
    let names = first.iter().chain(rest);
    let words = (16..).step_by(8).zip(names);
    words
        .map(|(offset, (name, kind))| (offset, *name, *kind))
        .take_while(move |(offset, ..)| *offset < end)
}

/// The name of the field at an offset from the header.
pub fn at(object: &Obj, offset: u64) -> Option<&'static str> {
    let mut fields = of(object);
    let (_, name, _) = fields.find(|(at, ..)| *at == offset)?;
    Some(name)
}

/// The names in two parts: what all exceptions have comes before what one adds.
fn named(object: &Obj) -> (&'static [Name], &'static [Name]) {
    use Kind::{Number, Object};
    // Objects/exceptions.c, Include/cpython/pyerrors.h
    let added: &[Name] = match layout_of(object) {
        Layout::SequenceIterator if StaticType::Reversed.is_instance(object) => {
            return (REVERSED, &[]);
        }
        Layout::Exception => &[],
        Layout::ExceptionWithValue => &[("value", Object)],
        Layout::ExceptionWithTwo => &[("name", Object), ("obj", Object)],
        Layout::ExceptionImport => &[
            ("msg", Object),
            ("name", Object),
            ("path", Object),
            ("name_from", Object),
        ],
        Layout::ExceptionOs => &[
            ("myerrno", Object),
            ("strerror", Object),
            ("filename", Object),
            ("filename2", Object),
            ("written", Number),
        ],
        layout => return (of_layout(layout), &[]),
    };
    (EXCEPTION, added)
}

/// `reversedobject` of Objects/enumobject.c
const REVERSED: &[Name] = &[("index", Kind::Number), ("seq", Kind::Object)];

/// `PyException_HEAD` of Include/cpython/pyerrors.h
const EXCEPTION: &[Name] = &[
    ("dict", Kind::Object),
    ("args", Kind::Object),
    ("notes", Kind::Object),
    ("traceback", Kind::Object),
    ("context", Kind::Object),
    ("cause", Kind::Object),
    ("suppress_context", Kind::Number),
];

/// The names of a layout's words; empty where they are not named here.
fn of_layout(layout: Layout) -> &'static [Name] {
    use Kind::{Address, Float, Hash, Number, Object};
    match layout {
        Layout::Int if heap().profile().int_has_tag => &[("lv_tag", Kind::IntTag)],
        Layout::Int => &[("ob_size", Number)],
        Layout::Float => &[("ob_fval", Float)],
        Layout::Complex => &[("cval.real", Float), ("cval.imag", Float)],
        Layout::Str => &[
            ("length", Number),
            ("hash", Hash),
            ("state", Kind::StrState),
        ],
        Layout::Bytes => &[("ob_size", Number), ("ob_shash", Hash)],
        Layout::Tuple => &[("ob_size", Number)],
        Layout::List => &[
            ("ob_size", Number),
            ("ob_item", Address),
            ("allocated", Number),
        ],
        Layout::Dict => &[
            ("ma_used", Number),
            ("ma_version_tag", Number),
            ("ma_keys", Address),
            ("ma_values", Address),
        ],
        Layout::Set => &[
            ("fill", Number),
            ("used", Number),
            ("mask", Number),
            ("table", Address),
            ("hash", Hash),
            ("finger", Number),
        ],
        Layout::Range => &[
            ("start", Object),
            ("stop", Object),
            ("step", Object),
            ("length", Object),
        ],
        Layout::Slice => &[("start", Object), ("stop", Object), ("step", Object)],
        Layout::Cell => &[("ob_ref", Object)],
        Layout::Method => &[
            ("im_func", Object),
            ("im_self", Object),
            ("im_weakreflist", Address),
        ],
        Layout::Function => &[
            ("func_globals", Object),
            ("func_builtins", Object),
            ("func_name", Object),
            ("func_qualname", Object),
            ("func_code", Object),
            ("func_defaults", Object),
            ("func_kwdefaults", Object),
            ("func_closure", Object),
            ("func_doc", Object),
            ("func_dict", Object),
            ("func_weakreflist", Address),
            ("func_module", Object),
            ("func_annotations", Object),
            ("func_typeparams", Object),
        ],
        Layout::WeakRef => &[
            ("wr_object", Object),
            ("wr_callback", Object),
            ("hash", Hash),
            ("wr_prev", Address),
            ("wr_next", Address),
        ],
        // Objects/iterobject.c, and the iterators of Objects/listobject.c, tupleobject.c, unicodeobject.c, bytesobject.c
        Layout::SequenceIterator => &[("it_index", Number), ("it_seq", Object)],
        Layout::CallableIterator => &[("it_callable", Object), ("it_sentinel", Object)],
        // Objects/rangeobject.c
        Layout::RangeIterator => &[("start", Number), ("step", Number), ("len", Number)],
        Layout::LongRangeIterator => &[("start", Object), ("step", Object), ("len", Object)],
        // Objects/dictobject.c, Objects/setobject.c
        Layout::DictIterator => &[
            ("di_dict", Object),
            ("di_used", Number),
            ("di_pos", Number),
            ("di_result", Object),
            ("len", Number),
        ],
        Layout::SetIterator => &[
            ("si_set", Object),
            ("si_used", Number),
            ("si_pos", Number),
            ("len", Number),
        ],
        Layout::DictView => &[("dv_dict", Object)],
        // Objects/enumobject.c, Python/bltinmodule.c
        Layout::Enumerate => &[
            ("en_index", Number),
            ("en_sit", Object),
            ("en_result", Object),
            ("en_longindex", Object),
            ("one", Object),
        ],
        Layout::Zip => &[
            ("tuplesize", Number),
            ("ittuple", Object),
            ("result", Object),
            ("strict", Number),
        ],
        Layout::Map => &[("iters", Object), ("func", Object)],
        Layout::Filter => &[("func", Object), ("it", Object)],
        // Objects/typeobject.c, Objects/descrobject.c, Objects/funcobject.c
        Layout::Super => &[("type", Object), ("obj", Object), ("obj_type", Object)],
        Layout::Property => &[
            ("prop_get", Object),
            ("prop_set", Object),
            ("prop_del", Object),
            ("prop_doc", Object),
            ("prop_name", Object),
            ("getter_doc", Number),
        ],
        Layout::ClassMethod => &[("cm_callable", Object), ("cm_dict", Object)],
        // Include/cpython/genobject.h: the frame begins behind these words.
        Layout::Generator => &[
            ("gi_weakreflist", Address),
            ("gi_name", Object),
            ("gi_qualname", Object),
            ("gi_exc_state.exc_value", Object),
            ("gi_exc_state.previous_item", Address),
            ("gi_origin_or_finalizer", Object),
            ("gi_frame_state", Number),
        ],
        // Objects/namespaceobject.c, Objects/genericaliasobject.c
        Layout::Namespace => &[("ns_dict", Object)],
        Layout::GenericAlias => &[
            ("origin", Object),
            ("args", Object),
            ("parameters", Object),
            ("weakreflist", Address),
        ],
        _ => &[],
    }
}
