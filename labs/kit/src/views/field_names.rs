//! Names of the fields of objects, as CPython 3.12's structs have them.

use runtime::Obj;
use runtime::object::header::HEADER;
use runtime::object::layout::Layout;
use runtime::object::{layout_of, types};

/// A field: its offset from the header, its length in bytes and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Distance from the header; negative in the prefix.
    pub offset: i64,
    /// Bytes.
    pub len: u64,
    /// CPython's name of it.
    pub name: String,
}

impl Field {
    /// A field of one machine word.
    pub fn word(offset: i64, name: impl Into<String>) -> Field {
        Field { offset, len: 8, name: name.into() }
    }
}

/// What stands in front of the header, lowest address first.
pub fn prefix(object: &Obj) -> Vec<Field> {
    let all = [
        Field::word(-32, "weak references"),
        Field::word(-24, "dict or values"),
        Field::word(-16, "gc next"),
        Field::word(-8, "gc previous"),
    ];
    let bytes = types::prefix(&object.class()) as i64;
    all.into_iter().filter(|field| field.offset >= -bytes).collect()
}

/// The header's two fields.
pub fn header() -> Vec<Field> {
    vec![Field::word(0, "ob_refcnt"), Field::word(8, "ob_type")]
}

/// The fields behind the header that every object of this layout has, without items or text.
pub fn fixed(object: &Obj) -> Vec<Field> {
    let layout = layout_of(object);
    let names = names(layout);
    if !names.is_empty() {
        let offsets = (HEADER as i64..).step_by(8);
        return offsets.zip(names).map(|(offset, name)| Field::word(offset, *name)).collect();
    }
    let end = types::basicsize(&object.class());
    (HEADER..end).step_by(8).map(|offset| Field::word(offset as i64, format!("field at {offset}"))).collect()
}

/// Consecutive fields of 8 bytes from the header's end on; empty where they are not named here.
fn names(layout: Layout) -> &'static [&'static str] {
    match layout {
        Layout::Int => &["lv_tag"],
        Layout::Float => &["ob_fval"],
        Layout::Complex => &["cval.real", "cval.imag"],
        Layout::Str => &["length", "hash", "state"],
        Layout::Bytes => &["ob_size", "ob_shash"],
        Layout::Tuple => &["ob_size"],
        Layout::List => &["ob_size", "ob_item", "allocated"],
        Layout::Dict => &["ma_used", "ma_version_tag", "ma_keys", "ma_values"],
        Layout::Set => &["fill", "used", "mask", "table", "hash", "finger"],
        Layout::Range => &["start", "stop", "step", "length"],
        Layout::Slice => &["start", "stop", "step"],
        Layout::Cell => &["ob_ref"],
        Layout::Method => &["im_func", "im_self", "im_weakreflist", "vectorcall"],
        Layout::Function => &[
            "func_globals", "func_builtins", "func_name", "func_qualname", "func_code", "func_defaults",
            "func_kwdefaults", "func_closure", "func_doc", "func_dict", "func_weakreflist", "func_module",
            "func_annotations", "func_typeparams", "vectorcall", "func_version",
        ],
        Layout::Property => &["prop_get", "prop_set", "prop_del", "prop_doc", "prop_name", "getter_doc"],
        Layout::Module => &["md_dict", "md_def", "md_state", "md_weaklist", "md_name"],
        Layout::WeakRef => &["wr_object", "wr_callback", "hash", "wr_prev", "wr_next", "vectorcall"],
        _ => &[],
    }
}
