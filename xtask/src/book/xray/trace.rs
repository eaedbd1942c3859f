//! A lab's trace as data, and what stands in the heap at each of its steps.
//!
//! The format is `kit::trace`'s; what a picture does not need is left out here, and reaches the page as the lab printed it.

use anyhow::{Result, ensure};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};

/// The version of the format that is read here.
const VERSION: u32 = 2;

/// One program's steps.
#[derive(Debug, Deserialize)]
pub struct Trace {
    trace: u32,
    /// Every object that is drawn at some step.
    pub objects: Vec<Object>,
    /// Where objects stand: a block's address is a place.
    pub places: Vec<Place>,
    /// Width and height of the heap in both layouts, in pixels.
    pub heap: Size,
    /// What happened, in order.
    pub steps: Vec<Step>,
}

/// An object.
#[derive(Debug, Deserialize)]
pub struct Object {
    /// Its type's name.
    #[serde(rename = "type")]
    pub kind: String,
    /// Its place's index.
    pub place: usize,
}

/// Where an object stands: x, y, width and height in both layouts, in pixels.
#[derive(Debug, Deserialize)]
pub struct Place {
    /// Beside the frames.
    pub wide: [i32; 4],
    /// Under them, on a phone.
    pub narrow: [i32; 4],
}

/// Width and height of both layouts, in pixels.
#[derive(Debug, Deserialize)]
pub struct Size {
    /// Beside the frames.
    pub wide: [i32; 2],
    /// Under them, on a phone.
    pub narrow: [i32; 2],
}

/// One step.
#[derive(Debug, Deserialize)]
pub struct Step {
    /// What happened, with code between backquotes.
    pub say: String,
    /// The frames, outermost first, if anything in them changed.
    frames: Option<Vec<ToldFrame>>,
    /// What changed of which object.
    #[serde(default)]
    pub changed: Vec<Change>,
    /// The objects that died.
    #[serde(default)]
    pub freed: Vec<usize>,
}

/// A frame as a step tells it: by its id if it is as it was.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum ToldFrame {
    Same(u32),
    Whole(Frame),
}

/// A frame of a running call.
#[derive(Debug, Clone, Deserialize)]
pub struct Frame {
    id: u32,
    /// The function's name.
    pub name: String,
    /// Its variables.
    pub slots: Vec<Slot>,
}

/// A variable: its name and what it holds, nothing while it is unbound.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "SlotWords")]
pub struct Slot {
    /// The variable's name.
    pub name: String,
    /// What it holds.
    pub value: Option<Ref>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum SlotWords {
    Local(String, Option<Ref>),
    /// The third word says what kind of slot it is.
    Other(String, Option<Ref>, #[allow(dead_code)] String),
}

/// What a slot or a row holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Ref {
    /// An object, by its index.
    Object(usize),
    /// The words for something that is not drawn as a card.
    Chip(String),
}

/// A reference of an object.
#[derive(Debug, Clone, Deserialize)]
#[serde(from = "EdgeWords")]
pub struct Edge {
    /// The slot that keeps it.
    pub label: String,
    /// What it leads to.
    pub held: Ref,
    /// Whether it is not counted.
    pub is_weak: bool,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum EdgeWords {
    Counted(String, Ref),
    Weak(String, Ref, #[allow(dead_code)] String),
}

/// The fields of one object that changed in a step.
#[derive(Debug, Deserialize)]
pub struct Change {
    object: usize,
    count: Option<i64>,
    text: Option<String>,
    edges: Option<Vec<Edge>>,
    more: Option<usize>,
    state: Option<State>,
}

/// How an object is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is reached.
    #[default]
    Live,
    /// A generator that waits.
    Suspended,
    /// Nothing that runs leads to it, and it is still there.
    Unreachable,
    /// It has died, and its block is not given again yet.
    Freed,
}

/// What stands at a place.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// The object's index.
    pub object: usize,
    /// Its count.
    pub count: i64,
    /// Its count before this step, if that was another.
    pub count_before: Option<i64>,
    /// Its value in a few words.
    pub text: String,
    /// What it holds or refers to.
    pub edges: Vec<Edge>,
    /// How many things it holds besides.
    pub more: usize,
    /// How it is.
    pub state: State,
    /// Whether this step changed it.
    pub changed: bool,
    /// Whether this step made it.
    pub is_new: bool,
}

/// What is there after a step.
#[derive(Debug, Clone, Default)]
pub struct Moment {
    /// The frames, outermost first.
    pub frames: Vec<Frame>,
    /// What stands at each place, by the place's index.
    pub cards: BTreeMap<usize, Card>,
}

impl Trace {
    /// Reads what a lab printed.
    ///
    /// # Errors
    /// If it is no trace of this version, or an index in it leads nowhere.
    pub fn parse(json: &str) -> Result<Self> {
        let trace: Self = serde_json::from_str(json)?;
        ensure!(
            trace.trace == VERSION,
            "the trace is of version {}, not {VERSION}",
            trace.trace
        );
        ensure!(!trace.steps.is_empty(), "the trace has no steps");
        let objects = trace.objects.len();
        ensure!(
            trace.objects.iter().all(|it| it.place < trace.places.len()),
            "an object of the trace has no place"
        );
        let is_there = |object| object < objects;
        ensure!(
            trace.steps.iter().flat_map(Step::objects).all(is_there),
            "a step of the trace names an object that is not there"
        );
        Ok(trace)
    }

    /// What is there after each step.
    pub fn moments(&self) -> Vec<Moment> {
        let mut moment = Moment::default();
        let mut moments = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            for card in moment.cards.values_mut() {
                (card.changed, card.is_new, card.count_before) = (false, false, None);
            }
            self.apply(step, &mut moment);
            moments.push(moment.clone());
        }
        moments
    }

    /// Every reference from a row to a place that some step shows: the place of the row, the row's index, and the place.
    pub fn references(&self) -> BTreeSet<(usize, usize, usize)> {
        let changes = self.steps.iter().flat_map(|step| &step.changed);
        let rows = changes.flat_map(|change| {
            let from = self.objects[change.object].place;
            let edges = change.edges.iter().flatten().enumerate();
            edges.filter_map(move |(row, edge)| match edge.held {
                Ref::Object(to) => Some((from, row, self.objects[to].place)),
                Ref::Chip(_) => None,
            })
        });
        rows.collect()
    }

    fn apply(&self, step: &Step, moment: &mut Moment) {
        if let Some(frames) = &step.frames {
            let as_before = |id: u32| moment.frames.iter().find(|frame| frame.id == id);
            let frames = frames.iter().filter_map(|told| match told {
                ToldFrame::Same(id) => as_before(*id).cloned(),
                ToldFrame::Whole(frame) => Some(frame.clone()),
            });
            moment.frames = frames.collect();
        }
        for object in &step.freed {
            let place = self.objects[*object].place;
            if let Some(card) = moment.cards.get_mut(&place) {
                (card.state, card.changed) = (State::Freed, true);
            }
        }
        for change in &step.changed {
            let place = self.objects[change.object].place;
            let stands = moment.cards.get(&place).map(|card| card.object);
            if stands != Some(change.object) {
                // A new one, perhaps in the block of one that died.
                let card = Card {
                    object: change.object,
                    count: change.count.unwrap_or_default(),
                    is_new: true,
                    ..Card::default()
                };
                moment.cards.insert(place, card);
            }
            if let Some(card) = moment.cards.get_mut(&place) {
                card.apply(change);
            }
        }
    }
}

impl Change {
    /// Whether the object is made in this step: a birth has all fields.
    pub fn is_birth(&self) -> bool {
        self.count.is_some() && self.text.is_some() && self.edges.is_some()
    }

    /// Whether the object gets into this state in this step.
    pub fn is_now(&self, state: State) -> bool {
        self.state == Some(state)
    }
}

impl Card {
    fn apply(&mut self, change: &Change) {
        if let Some(count) = change.count {
            self.count_before = (count != self.count).then_some(self.count);
            self.count = count;
        }
        if let Some(text) = &change.text {
            self.text.clone_from(text);
        }
        if let Some(edges) = &change.edges {
            self.edges.clone_from(edges);
        }
        self.more = change.more.unwrap_or(self.more);
        self.state = change.state.unwrap_or(self.state);
        self.changed = true;
    }
}

impl Step {
    /// The objects that the step names.
    fn objects(&self) -> impl Iterator<Item = usize> {
        let frames = self.frames.iter().flatten();
        let frames = frames.filter_map(|told| match told {
            ToldFrame::Same(_) => None,
            ToldFrame::Whole(frame) => Some(frame),
        });
        let slots = frames.flat_map(|frame| &frame.slots);
        let held = slots.filter_map(|slot| slot.value.as_ref());
        let edges = self.changed.iter().filter_map(|it| it.edges.as_ref());
        let held = held.chain(edges.flatten().map(|edge| &edge.held));
        let held = held.filter_map(|held| match held {
            Ref::Object(object) => Some(*object),
            Ref::Chip(_) => None,
        });
        let changed = self.changed.iter().map(|change| change.object);
        changed.chain(self.freed.iter().copied()).chain(held)
    }
}

impl From<EdgeWords> for Edge {
    fn from(words: EdgeWords) -> Self {
        let (label, held, is_weak) = match words {
            EdgeWords::Counted(label, held) => (label, held, false),
            EdgeWords::Weak(label, held, _) => (label, held, true),
        };
        Self {
            label,
            held,
            is_weak,
        }
    }
}

impl From<SlotWords> for Slot {
    fn from(words: SlotWords) -> Self {
        let (SlotWords::Local(name, value) | SlotWords::Other(name, value, _)) = words;
        Self { name, value }
    }
}
