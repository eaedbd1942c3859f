//! What differs between CPython versions, as data.
//!
//! Every constant stands beside the CPython file that it comes from. Code asks the profile for what a version does, and compares
//! no versions. What is a table with a line a thing stays in its place and has a column for the version: the sizes in
//! [`basic_size`](crate::object), which calls make a tuple, which functions there are. So does the wording of messages.

use crate::memory::Geometry;
use std::fmt;
use std::str::FromStr;

/// A CPython version that the labs can act as.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Hash)]
pub enum Version {
    /// CPython 3.10
    V3_10,
    /// CPython 3.11
    V3_11,
    /// CPython 3.12, the model
    #[default]
    V3_12,
    /// CPython 3.13
    V3_13,
    /// CPython 3.14.1 to 3.14.4, which collect in increments; read off 3.14.2
    V3_14_2,
    /// CPython 3.14 from 3.14.5 on
    V3_14,
}

impl Version {
    /// Every version, oldest first.
    pub const ALL: [Version; 6] = [
        Version::V3_10,
        Version::V3_11,
        Version::V3_12,
        Version::V3_13,
        Version::V3_14_2,
        Version::V3_14,
    ];

    /// The second number: 12 for 3.12.
    pub fn minor(self) -> u32 {
        match self {
            Version::V3_10 => 10,
            Version::V3_11 => 11,
            Version::V3_12 => 12,
            Version::V3_13 => 13,
            Version::V3_14_2 | Version::V3_14 => 14,
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Version::V3_14_2 => write!(f, "3.14.2"),
            version => write!(f, "3.{}", version.minor()),
        }
    }
}

impl FromStr for Version {
    type Err = String;

    fn from_str(text: &str) -> Result<Version, String> {
        Version::ALL
            .into_iter()
            .find(|version| version.to_string() == text)
            .ok_or_else(|| {
                let known = Version::ALL.map(|version| version.to_string());
                format!(
                    "no profile for Python {text}: choose one of {}",
                    known.join(", ")
                )
            })
    }
}

/// How a version marks objects that never die.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Immortality {
    /// Every count is an ordinary count (3.10: `Include/object.h`).
    None,
    /// Small integers, one-letter strings and empty constants start at 999999999 and count from there
    /// (3.11: `_PyObject_IMMORTAL_REFCNT` in `Include/internal/pycore_object.h`).
    HighStart,
    /// The low half of the count holds this mark and never changes (3.12: `_Py_IMMORTAL_REFCNT` in
    /// `Include/object.h`).
    Mark(u32),
}

/// Where the instances of a class keep the address of their attributes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum InstanceDict {
    /// In a slot at their end, and always a dict (3.10: `type_new_slots` in `Objects/typeobject.c`).
    AtEnd,
    /// In front of the header, a dict or bare values; at their end if they differ in size, as those of a
    /// subclass of `int` do (3.11).
    BeforeHeaderIfFixedSize,
    /// In front of the header (3.12).
    BeforeHeader,
}

/// What closing a generator does that waits at a `yield` outside any `try` and `with` (`gen_close` in
/// `Objects/genobject.c`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PlainClose {
    /// `GeneratorExit` is raised there, which no handler catches (3.12).
    Raises,
    /// The locals and the stack are given back; the function stays until the generator ends (3.13).
    ClearsLocals,
    /// The frame is given back (3.14).
    ClearsFrame,
}

/// What `del items[i]` does with the buffer of a list (`list_ass_item` in `Objects/listobject.c`).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ItemDeletion {
    /// As `del items[i:i + 1]`: a list that is empty then has none.
    Splices,
    /// Nothing (3.13, read off 3.13.0).
    KeepsBuffer,
    /// Shrinks it as `pop` does, but for the list that is empty then (3.14).
    Resizes,
}

/// How a version chooses what an automatic collection looks at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CollectionPolicy {
    /// A generation and all younger ones, by counts and thresholds (`gc_collect_generations`).
    Generations,
    /// The young objects and some of the old ones at a time (3.14.0 to 3.14.4: `gc_collect_increment` in `Python/gc.c`).
    Increments,
}

// ANCHOR: profile
/// The constants and policies of one version.
#[derive(Clone, Debug)]
pub struct Profile {
    /// Which version this is.
    pub version: Version,
    /// Sizes of pools and arenas (3.10: `Objects/obmalloc.c`; `Include/internal/pycore_obmalloc.h` since).
    pub geometry: Geometry,
    /// How immortal objects are marked.
    pub immortality: Immortality,
    /// Whether every interned string is immortal (3.12 only: `PyUnicode_InternInPlace` in
    /// `Objects/unicodeobject.c`).
    pub interned_strings_are_immortal: bool,
    /// Whether the names in a program's text are immortal (3.12: `_PyUnicode_InternImmortal`, which the parser
    /// asks for from 3.13 on).
    pub interned_names_are_immortal: bool,
    /// The one-letter strings that stand a second time among the interpreter's own names (3.11, 3.12:
    /// `Include/internal/pycore_global_strings.h` and the modules that are frozen into the executable). A program's
    /// text leads to these, `chr` to those of the table; from 3.13 on there is one of each.
    pub letters_among_names: &'static str,
    /// Bytes of the header of an ASCII string (`PyASCIIObject`).
    pub ascii_header: u64,
    /// Bytes of the header of any other string (`PyCompactUnicodeObject`).
    pub compact_header: u64,
    /// Whether an int keeps sign and digit count in one tag (3.12: `lv_tag`); before, it is a signed
    /// count and 0 has no digit.
    pub int_has_tag: bool,
    /// Whether `sys.getsizeof(0)` counts a digit (3.11: `int___sizeof___impl`).
    pub zero_has_a_digit: bool,
    /// Bytes of a type that is built in (`PyTypeObject` in `Include/cpython/object.h`).
    pub static_type_size: u64,
    /// Whether `sys.getsizeof` counts a collector's prefix for a built-in type, which has none (3.11, 3.12:
    /// `_PySys_GetSizeOf` in `Python/sysmodule.c` asks the type's type).
    pub static_types_count_a_prefix: bool,
    /// Whether the shared one-letter strings from 128 to 255 come with their UTF-8 form (3.12:
    /// `Include/internal/pycore_runtime_init_generated.h`).
    pub latin1_letters_keep_utf8: bool,
    /// Where instances keep the address of their attributes.
    pub instance_dict: InstanceDict,
    /// Whether an instance of a class that extends a built-in type starts with bare values (3.14:
    /// `Objects/typeobject.c`), as those of other classes do; before, its first attribute makes a dict.
    pub subclasses_of_built_ins_start_with_values: bool,
    /// Whether the values stay the instance's when it makes a dict of them: the collector finds them there and passes over the dict
    /// (3.13: `PyObject_VisitManagedDict` and `dict_traverse` in `Objects/dictobject.c`).
    pub values_stay_embedded: bool,
    /// Whether the list of weak references to an instance starts in front of its header (3.12:
    /// `type_new_slots` in `Objects/typeobject.c`); before, at its end.
    pub weakrefs_before_header: bool,
    /// Bytes of a keys object in front of its indices (3.11: `Include/internal/pycore_dict.h`).
    pub keys_header: u64,
    /// Whether a table whose keys are all exact `str` leaves out their hashes (3.11: `PyDictUnicodeEntry`).
    pub str_keys_omit_hashes: bool,
    /// Most attribute names that the instances of a class share from the start (`_PyDict_NewKeysForClass` in
    /// `Objects/dictobject.c`).
    pub shared_names: u64,
    /// Whether a table that is made anew for one or two items gets 16 places, not 8 (to 3.13:
    /// `calculate_log2_keysize` in `Objects/dictobject.c`).
    pub least_new_table_is_16: bool,
    /// Slots up to which a list keeps its buffer however much it shrinks (3.14: `list_resize` in
    /// `Objects/listobject.c`).
    pub list_keeps_slots: u64,
    /// What `del items[i]` does with the list's buffer.
    pub item_deletion: ItemDeletion,
    /// Whether a list that takes over a set or a dict grows as by appending (3.13: `list_extend_dict` and its kin
    /// in `Objects/listobject.c`); before, it is made to fit.
    pub list_grows_for_tables: bool,
    /// Whether a walk backwards over a list holds the list after its first item (3.13: `listreviter_next` in
    /// `Objects/listobject.c`); before, the end of the walk lets it go.
    pub reversal_keeps_its_list: bool,
    /// Whether `str.split` guesses from the string's length how many pieces there will be (3.12:
    /// `Objects/stringlib/split.h`); before, it is ready for twelve.
    pub split_guesses_from_length: bool,
    /// Whether a generator's frame stands inside the generator (3.11: `Include/cpython/genobject.h`); before, it
    /// is an object of its own.
    pub generators_hold_their_frame: bool,
    /// Whether the collector finds no locals and no stack in a frame whose instructions run (3.11 to 3.13: `_PyFrame_GetStackPointer`
    /// in `Include/internal/pycore_frame.h` leaves `stacktop` at -1).
    pub running_frames_hide_their_slots: bool,
    /// Whether a generator that has handled an exception keeps a reference to `None` in its place (to 3.12: `POP_EXCEPT` in
    /// `Python/bytecodes.c`).
    pub handled_exceptions_leave_none: bool,
    /// Whether the instructions stand inside the code object (3.11: `Include/cpython/code.h`); before, they are a
    /// bytes object.
    pub code_holds_instructions: bool,
    /// References that the caller keeps to the arguments of a running Python call: to 3.10 its
    /// stack holds them beside the callee's slots (`_PyFunction_Vectorcall`).
    pub caller_keeps_arguments: bool,
    /// Whether the caller's stack holds the tuple of a call `f(*arguments)` while a Python function runs (to 3.11:
    /// `CALL_FUNCTION_EX` in `Python/ceval.c`); since, the function's frame takes it over.
    pub caller_keeps_unpacked_arguments: bool,
    /// Whether the only weak reference of a dying object is lent to its callback; from 3.13 it is held, as each of
    /// several is (`PyObject_ClearWeakRefs` of `Objects/weakrefobject.c`).
    pub only_weakref_is_lent: bool,
    /// Whether reading a local hands out an uncounted reference (3.14: `LOAD_FAST_BORROW`).
    pub local_reads_are_borrowed: bool,
    /// How automatic collections choose what they look at.
    pub collection_policy: CollectionPolicy,
    /// The collector's thresholds, youngest generation first (`_PyGC_InitState`).
    pub collection_thresholds: [i64; 3],
    /// Whether the youngest generation's count is of tracked objects (3.14.1 to 3.14.4: `_PyObject_GC_TRACK` in
    /// `Include/internal/pycore_object.h`); before and since, of those whose memory is newly allocated.
    pub counts_tracked_objects: bool,
    /// Whether a collection starts inside the allocation that passed the threshold (3.11: `_PyObject_GC_Link` in
    /// `Modules/gcmodule.c`); since, at the interpreter's next check.
    pub collects_inside_allocations: bool,
    /// Whether a dict is tracked from the first key or value on that can be in a cycle, and no longer when a full
    /// collection finds none (3.13: `MAINTAIN_TRACKING` in `Objects/dictobject.c`); since, always.
    pub dicts_of_atoms_are_untracked: bool,
    /// Whether a new tuple is tracked only if the type of an item says that it can be in a cycle (3.14: `maybe_tracked` in
    /// `Objects/tupleobject.c`); before, always, until a collection sees it.
    pub new_tuples_of_atoms_are_untracked: bool,
    /// Whether closing a generator that was not started gives back what its frame holds (3.11, and 3.14 again: `gen_close` in
    /// `Objects/genobject.c`).
    pub closing_empties_unstarted_generators: bool,
    /// What closing a generator does that has nothing to clean up.
    pub plain_close: PlainClose,
    /// Whether the complaint about an attribute that cannot be stored or deleted says that the object has no dict, and
    /// knows object and name (3.13: `_PyObject_GenericSetAttrWithDict` in `Objects/object.c`).
    pub failed_store_is_told_in_full: bool,
    /// Whether the complaint about an attribute that cannot be deleted from a dict is nothing but its name (3.10:
    /// `_PyObjectDict_SetItem` in `Objects/dictobject.c`).
    pub failed_deletion_tells_only_name: bool,
    /// Whether a function's `f_locals` is a proxy of the slots (3.13, PEP 667: `Objects/frameobject.c`); before, a dict
    /// that the frame keeps and that holds the values a second time.
    pub frame_locals_are_a_proxy: bool,
    /// Whether there are free lists of ints of one digit, of bound methods and built-in functions, of ranges, and of the walks
    /// over ranges, lists and tuples (3.14: `Include/internal/pycore_freelist_state.h`).
    pub more_free_lists: bool,
    /// Whether the collector's thresholds are set one by one as they are read, those before a wrong one too (to 3.12:
    /// `gc_set_threshold` in `Modules/gcmodule.c` parses into their places).
    pub thresholds_are_set_as_read: bool,
    /// Whether `classmethod` and `staticmethod` take over the annotations of what they wrap (to 3.13: `functools_wraps` in
    /// `Objects/funcobject.c`).
    pub wrappers_copy_annotations: bool,
    /// Whether a property of a getter without documentation holds a reference to `None` in its place (to 3.11:
    /// `property_init_impl` in `Objects/descrobject.c`).
    pub properties_hold_missing_docs: bool,
    /// Whether the report of an exception that nobody can catch names the object in its words, where it has some, and does not
    /// hold it (3.13: `PyErr_FormatUnraisable` in `Python/errors.c`).
    pub reports_name_their_object: bool,
    /// Whether `frame.clear()` closes a suspended generator (to 3.12: `frame_clear` in `Objects/frameobject.c`); since, it
    /// refuses.
    pub suspended_frames_can_be_cleared: bool,
    /// Whether a walk over a weak container is over a copy (3.14: `Lib/weakref.py`, `Lib/_weakrefset.py`); before, the
    /// container notes what dies meanwhile.
    pub weak_walks_are_over_copies: bool,
    /// Whether `int.to_bytes` and `int.from_bytes` can go without an order of the bytes (3.11: `Objects/longobject.c`).
    pub byte_order_has_a_default: bool,
    /// Whether the locals that a program added to a frame's proxy can be removed (3.14: `Objects/frameobject.c`).
    pub added_locals_can_be_removed: bool,
    /// Whether a frame that ends gives its slots back from the last to the first (3.14:
    /// `_PyFrame_ClearLocals`); before, from the first to the last.
    pub last_slot_dies_first: bool,
}
// ANCHOR_END: profile

impl InstanceDict {
    /// Whether instances of this `tp_itemsize` keep it in front of the header.
    pub fn is_before_header(self, item_size: u64) -> bool {
        match self {
            InstanceDict::AtEnd => false,
            InstanceDict::BeforeHeaderIfFixedSize => item_size == 0,
            InstanceDict::BeforeHeader => true,
        }
    }
}

impl Profile {
    /// The profile of a version.
    pub fn of(version: Version) -> Profile {
        let minor = version.minor();
        let is_incremental = version == Version::V3_14_2;
        Profile {
            version,
            geometry: Geometry::PYTHON_3_10,
            immortality: match minor {
                ..=10 => Immortality::None,
                11 => Immortality::HighStart,
                12 | 13 => Immortality::Mark(0xffff_ffff),
                _ => Immortality::Mark(3 << 30),
            },
            interned_strings_are_immortal: minor == 12,
            interned_names_are_immortal: minor >= 12,
            letters_among_names: match minor {
                11 => "BCLST_abcdefhijklmnopqrstvwxy",
                12 => "_abcdenprsx",
                _ => "",
            },
            ascii_header: if minor <= 11 { 48 } else { 40 },
            compact_header: if minor <= 11 { 72 } else { 56 },
            int_has_tag: minor >= 12,
            zero_has_a_digit: minor >= 11,
            static_type_size: if minor <= 11 { 408 } else { 416 },
            static_types_count_a_prefix: minor == 11 || minor == 12,
            latin1_letters_keep_utf8: minor >= 12,
            instance_dict: match minor {
                ..=10 => InstanceDict::AtEnd,
                11 => InstanceDict::BeforeHeaderIfFixedSize,
                _ => InstanceDict::BeforeHeader,
            },
            subclasses_of_built_ins_start_with_values: minor >= 14,
            values_stay_embedded: minor == 13,
            weakrefs_before_header: minor >= 12,
            keys_header: if minor <= 10 { 40 } else { 32 },
            str_keys_omit_hashes: minor >= 11,
            shared_names: if minor <= 10 { 5 } else { 30 },
            least_new_table_is_16: minor <= 13,
            list_keeps_slots: if minor <= 13 { 0 } else { 32 },
            item_deletion: match minor {
                ..=12 => ItemDeletion::Splices,
                13 => ItemDeletion::KeepsBuffer,
                _ => ItemDeletion::Resizes,
            },
            list_grows_for_tables: minor >= 13,
            reversal_keeps_its_list: minor >= 13,
            split_guesses_from_length: minor >= 12,
            generators_hold_their_frame: minor >= 11,
            running_frames_hide_their_slots: (11..=13).contains(&minor),
            handled_exceptions_leave_none: minor <= 12,
            code_holds_instructions: minor >= 11,
            caller_keeps_arguments: minor <= 10,
            caller_keeps_unpacked_arguments: minor <= 11,
            only_weakref_is_lent: minor <= 12,
            local_reads_are_borrowed: minor >= 14,
            frame_locals_are_a_proxy: minor >= 13,
            more_free_lists: minor >= 14,
            thresholds_are_set_as_read: minor <= 12,
            wrappers_copy_annotations: minor <= 13,
            properties_hold_missing_docs: minor <= 11,
            reports_name_their_object: minor >= 13,
            suspended_frames_can_be_cleared: minor <= 12,
            weak_walks_are_over_copies: minor >= 14,
            byte_order_has_a_default: minor >= 11,
            added_locals_can_be_removed: minor >= 14,
            last_slot_dies_first: minor >= 14,
            collection_policy: if is_incremental {
                CollectionPolicy::Increments
            } else {
                CollectionPolicy::Generations
            },
            collection_thresholds: match minor {
                ..=12 => [700, 10, 10],
                _ if is_incremental => [2000, 10, 0],
                _ => [2000, 10, 10],
            },
            counts_tracked_objects: is_incremental,
            collects_inside_allocations: minor <= 11,
            closing_empties_unstarted_generators: minor != 12 && minor != 13,
            plain_close: match minor {
                ..=12 => PlainClose::Raises,
                13 => PlainClose::ClearsLocals,
                _ => PlainClose::ClearsFrame,
            },
            failed_store_is_told_in_full: minor >= 13,
            failed_deletion_tells_only_name: minor <= 10,
            dicts_of_atoms_are_untracked: minor <= 13,
            new_tuples_of_atoms_are_untracked: minor >= 14,
        }
    }
}
