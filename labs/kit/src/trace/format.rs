//! The trace as it is written: JSON, whose shapes [`super`] describes.

use serde::ser::{Serialize, SerializeSeq, Serializer};

/// The version of the format.
pub const VERSION: u32 = 2;

/// A whole trace.
#[derive(Debug, serde::Serialize)]
pub struct Trace {
    /// [`VERSION`].
    pub trace: u32,
    /// The CPython that the program ran as.
    pub python: String,
    /// What the command line called the program.
    pub program: String,
    /// The lab that ran it.
    pub lab: String,
    /// The program's title.
    pub title: String,
    /// The program's lines.
    pub source: Vec<String>,
    /// Every object that is ever drawn, in the order of first appearance.
    pub objects: Vec<Object>,
    /// The places that they stand in.
    pub places: Vec<Place>,
    /// The sizes of the drawing that holds all places.
    pub heap: Sizes,
    /// The pools that the objects' blocks belong to.
    pub pools: Vec<Pool>,
    /// The lists of fields that the objects have.
    pub fields: Vec<Vec<Field>>,
    /// What happened, step by step.
    pub steps: Vec<Step>,
}

/// An object, as it is from its first to its last step.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Object {
    /// Address of its header.
    #[serde(serialize_with = "hexadecimal")]
    pub address: u64,
    /// Name of its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Bytes, as `sys.getsizeof` said at its first step.
    pub size: u64,
    /// Bytes of its block.
    pub block: u64,
    /// Which of the pools its block belongs to; none if the block is too large for one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pool: Option<usize>,
    /// Which of the places it stands in.
    pub place: usize,
}

/// A place: a block's address, whoever is its tenant.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Place {
    /// Address of the block.
    #[serde(serialize_with = "hexadecimal")]
    pub address: u64,
    /// Left, top, width and height in the wide drawing.
    pub wide: [u32; 4],
    /// The same in the narrow drawing.
    pub narrow: [u32; 4],
}

/// Widths and heights of the two drawings.
#[derive(Clone, Copy, Debug, Default, serde::Serialize)]
pub struct Sizes {
    /// Of the wide one.
    pub wide: [u32; 2],
    /// Of the narrow one.
    pub narrow: [u32; 2],
}

/// A pool.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Pool {
    /// Its address.
    #[serde(serialize_with = "hexadecimal")]
    pub address: u64,
    /// Bytes of its blocks.
    pub block: u64,
    /// How many blocks it has.
    pub capacity: u64,
}

/// A field of an object: its offset from the header, negative in the prefix, its bytes, and its name in CPython 3.12.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Field(pub i64, pub u64, pub String);

/// Where a slot leads.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(untagged)]
pub enum Ref {
    /// To a drawn object.
    Object(usize),
    /// To something that is a word.
    Chip(String),
}

/// A frame.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Frame {
    /// The same in all steps of one call.
    pub id: u32,
    /// Name of the function, or `<module>`.
    pub name: String,
    /// The line that it is in.
    pub line: u32,
    /// Its slots.
    pub slots: Vec<Slot>,
}

/// A frame as a step tells it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(untagged)]
pub enum ToldFrame {
    /// As it was at the step before: its id.
    Same(u32),
    /// New or changed.
    Whole(Frame),
}

/// A slot of a frame, written as an array of two or three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The variable.
    pub name: String,
    /// Where it leads; none if it is unbound.
    pub target: Option<Ref>,
    /// What kind of slot it is.
    pub kind: SlotKind,
}

/// A reference of an object, written as an array of two or three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The slot that keeps it.
    pub label: String,
    /// Where it leads.
    pub target: Ref,
    /// Whether it is not counted.
    pub is_weak: bool,
}

impl Edge {
    /// The number of the drawn object that the reference holds.
    pub fn held(&self) -> Option<usize> {
        match self.target {
            Ref::Object(object) if !self.is_weak => Some(object),
            _ => None,
        }
    }

    /// The number of the drawn object that a weak reference leads to.
    pub fn weakly(&self) -> Option<usize> {
        match self.target {
            Ref::Object(object) if self.is_weak => Some(object),
            _ => None,
        }
    }
}

/// What kind of slot it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SlotKind {
    /// A variable.
    Variable,
    /// A variable that stands in a cell: the slot leads to the cell.
    Cell,
    /// A place of the evaluation stack.
    Stack,
}

/// Why a step is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// The program is about to run.
    Start,
    /// A line has run.
    Line,
    /// A frame was entered.
    Call,
    /// A frame returned.
    Return,
    /// A generator's frame yielded.
    Yield,
    /// A handler is about to run, or nobody handles what was raised.
    Raise,
    /// A collection came a phase further.
    Collection,
    /// The interpreter has ended.
    End,
}

/// One step.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Step {
    /// Why it is one.
    pub event: Event,
    /// The line that ran.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// The line that is about to run.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<u32>,
    /// What happened, in sentences.
    pub say: String,
    /// The frames, outermost first, if they are others than the step before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub frames: Option<Vec<ToldFrame>>,
    /// What changed in the objects.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<Changed>,
    /// Which of their bytes changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bytes: Vec<ChangedBytes>,
    /// The objects that are gone.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub freed: Vec<usize>,
    /// The pools whose use changed, and how many of their blocks are in use.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pools: Vec<(usize, u32)>,
    /// Where a collection stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// What the program printed.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub printed: String,
}

/// What changed in an object: only fields that are others than before; all at its first step.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Changed {
    /// Which object.
    pub object: usize,
    /// Its count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u64>,
    /// Its bytes, as `sys.getsizeof` says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub size: Option<u64>,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Its references.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edges: Option<Vec<Edge>>,
    /// How many references it has beside those.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
    /// Its generation; null if the collector does not track it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generation: Option<Option<usize>>,
    /// Who reaches it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<State>,
}

/// The bytes of an object that are others than before.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct ChangedBytes {
    /// Which object.
    pub object: usize,
    /// Which list of fields it has, if that is another than before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fields: Option<usize>,
    /// Which field of that list, the bytes that stand there, and what they say.
    pub rows: Vec<(usize, String, Ref)>,
}

/// Who reaches an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// The program or the interpreter.
    Live,
    /// Nobody.
    Unreachable,
    /// It is a generator that waits, and can be reached.
    Suspended,
}

/// Where a collection stands.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Phase {
    /// Which phase.
    pub name: PhaseName,
    /// The oldest generation that is collected.
    pub generation: usize,
    /// The references to each object that the collector has not explained yet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub gc_refs: Vec<(usize, u64)>,
    /// The objects that it takes for unreachable.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unreachable: Vec<usize>,
    /// How many objects it found unreachable and freed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collected: Option<u64>,
}

/// The phases of a collection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum PhaseName {
    /// Each object's count is copied.
    Count,
    /// References between the objects are subtracted.
    Subtract,
    /// What nothing outside reaches is moved away.
    Unreachable,
    /// Weak references to it are cleared, and callbacks called.
    Weakrefs,
    /// Its finalizers are called.
    Finalize,
    /// It is freed.
    Clear,
}

impl Serialize for Slot {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = match self.kind {
            SlotKind::Variable => None,
            SlotKind::Cell => Some("cell"),
            SlotKind::Stack => Some("stack"),
        };
        let mut slot = serializer.serialize_seq(Some(2 + usize::from(kind.is_some())))?;
        slot.serialize_element(&self.name)?;
        slot.serialize_element(&self.target)?;
        if let Some(kind) = kind {
            slot.serialize_element(kind)?;
        }
        slot.end()
    }
}

impl Serialize for Edge {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut edge = serializer.serialize_seq(Some(2 + usize::from(self.is_weak)))?;
        edge.serialize_element(&self.label)?;
        edge.serialize_element(&self.target)?;
        if self.is_weak {
            edge.serialize_element("weak")?;
        }
        edge.end()
    }
}

fn hexadecimal<S: Serializer>(address: &u64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(&format_args!("{address:#x}"))
}
