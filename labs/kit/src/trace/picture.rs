//! The picture at one step: the frames, the objects that are drawn, the pools.
//!
//! Made from the heap and the frames as they are between two instructions. Which object is which from step to step the
//! [`Cast`] knows, which remembers where each stands; what has ended since, the runtime's events tell.

use super::bytes::{Bytes, Lists};
use super::format::{Edge, Frame, Object, Pool, Ref, Slot, SlotKind, State};
use super::news::{Listener, News};
use super::reach;
use super::shape::{self, Stage, chip, text};
use crate::views::bytes::Known;
use crate::views::describe::{plain_text, type_name};
use crate::views::heap::Heap;
use crate::views::moment::{Moment, own_items};
use interpreter::Vm;
use interpreter::eval::{self, FrameInfo};
use interpreter::run::main_namespace;
use runtime::frame;
use runtime::object::fields::{self, code};
use runtime::object::layout::Layout;
use runtime::object::{layout_of, size, tuple, types};
use runtime::{Obj, collector, heap};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

/// References of a card that have a row.
pub const ROWS: usize = 6;
/// The frame whose slots are the program's names.
const MODULE: &str = "<module>";
/// What a place of the evaluation stack is called.
const STACK: &str = "stack";

/// All objects and pools that were ever drawn.
#[derive(Debug, Default)]
pub struct Cast {
    /// The objects, by number.
    pub objects: Vec<Object>,
    /// Address of the block of each place.
    pub places: Vec<u64>,
    /// The pools, by number.
    pub pools: Vec<Pool>,
    /// The lists of fields that they have.
    pub fields: Lists,
    /// Those of the objects that were constants of the code that ran at their first step.
    pub constants: BTreeSet<usize>,
    /// Which object lives at an address.
    living: BTreeMap<u64, usize>,
    frames: HashMap<(u64, u32), u32>,
}

/// One picture.
#[derive(Clone, Debug, Default)]
pub struct Picture {
    /// The frames, outermost first; the first one is the module's, and stays when its code has run.
    pub frames: Vec<Frame>,
    /// The objects that are drawn, by number.
    pub objects: BTreeMap<usize, Shown>,
    /// Their bytes.
    pub bytes: BTreeMap<usize, Bytes>,
    /// How many blocks of each pool are in use.
    pub pools: Vec<u32>,
    /// The frames that wait inside a generator, by id.
    pub waiting: Vec<u32>,
}

/// An object at one moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its count.
    pub count: u64,
    /// Its bytes, as `sys.getsizeof` says.
    pub size: u64,
    /// Its value in a few characters.
    pub text: String,
    /// Its references, as many as have a row.
    pub edges: Vec<Edge>,
    /// How many more there are.
    pub more: usize,
    /// Its generation.
    pub generation: Option<usize>,
    /// Who reaches it.
    pub state: State,
}

/// Who looks, and what at.
pub struct Look<'a> {
    /// The interpreter.
    pub vm: &'a Vm,
    /// The program's file, whose frames are drawn.
    pub filename: &'a str,
    /// Addresses of the objects that were there when the program began.
    pub before: &'a BTreeSet<u64>,
    /// Who tells frames apart.
    pub listener: &'a Listener,
}

impl Cast {
    /// What the news say of the objects drawn so far: those that ended stand nowhere any more.
    pub fn hear(&mut self, news: &News) {
        self.living
            .retain(|address, _| !news.freed.contains(address));
    }

    /// The picture of this moment. The generations are those of `last` while a collection runs.
    pub fn draw(&mut self, look: &Look<'_>, last: Option<&Picture>) -> Picture {
        let moment = Moment::now(look.vm, None);
        let heap = Heap::now(look.vm, &moment, look.before);
        let constants = constants(&moment.frames);
        let frames = self.frames(look, &moment, &constants);
        let lost = reach::unreachable(&heap, &moment);
        let drawn = self.living.clone();
        let stage = Stage {
            before: look.before,
            moment: &moment,
            drawn: &drawn,
        };
        let cards = self.cards(&frames, &stage, &heap, &lost);
        let numbers: BTreeMap<u64, usize> = cards
            .iter()
            .map(|object| (object.address(), self.number(object, &constants)))
            .collect();
        let generations = generations(&numbers);
        let known = Known::now();
        let mut picture = Picture::default();
        for object in &cards {
            let number = numbers[&object.address()];
            let mut edges: Vec<Edge> = stage
                .edges(object)
                .into_iter()
                .map(|(label, target)| Edge {
                    label,
                    target: reference(&numbers, &target),
                    is_weak: false,
                })
                .collect();
            edges.extend(shape::weak_edge(object, |target| {
                reference(&numbers, target)
            }));
            let more = edges.len().saturating_sub(ROWS);
            edges.truncate(ROWS);
            let generation = match last {
                Some(last) => last.objects.get(&number).and_then(|it| it.generation),
                None => generations.get(&object.address()).copied(),
            };
            let shown = Shown {
                count: moment.count(object),
                size: size::size_of(object),
                text: text(object),
                edges,
                more,
                generation,
                state: state(&lost, object),
            };
            let bytes = self.fields.bytes(object, shown.count, &known, |target| {
                reference(&numbers, target)
            });
            picture.bytes.insert(number, bytes);
            picture.objects.insert(number, shown);
        }
        picture.waiting = self.waiting(&cards, look.listener);
        picture.frames = frames
            .into_iter()
            .map(|drawn| drawn.finish(&numbers))
            .collect();
        picture.pools = self.pools.iter().map(blocks_in_use).collect();
        picture
    }

    /// The number of the object that lives at an address.
    pub fn living_at(&self, address: u64) -> Option<usize> {
        self.living.get(&address).copied()
    }

    /// The program's frames, the module's first. Constants on an evaluation stack are no news to anyone.
    fn frames(
        &mut self,
        look: &Look<'_>,
        moment: &Moment,
        constants: &BTreeSet<u64>,
    ) -> Vec<Drawn> {
        let globals = main_namespace(look.vm);
        let mut drawn = vec![Drawn {
            id: 0,
            name: MODULE.to_owned(),
            line: 0,
            slots: globals
                .iter()
                .flat_map(own_items)
                .map(|item| (plain_text(&item.key), Some(item.value), SlotKind::Variable))
                .collect(),
        }];
        for info in &moment.frames {
            if info.filename != look.filename {
                continue;
            }
            let stack = info.stack.iter();
            let stack = stack.filter(|value| !constants.contains(&value.address()));
            let stack = stack.map(|value| (STACK.to_owned(), Some(value.clone()), SlotKind::Stack));
            if info.name == MODULE {
                drawn[0].line = info.line;
                drawn[0].slots.extend(stack);
                continue;
            }
            drawn.push(Drawn {
                id: self.id(info.frame, look.listener),
                name: info.name.clone(),
                line: info.line,
                slots: variables(info).into_iter().chain(stack).collect(),
            });
        }
        drawn
    }

    /// The number of a frame, a new one if it was not met before.
    fn id(&mut self, frame: frame::Frame, listener: &Listener) -> u32 {
        let serial = listener.serial_of_frame(frame);
        let next = self.frames.len() as u32 + 1;
        *self.frames.entry((frame.address(), serial)).or_insert(next)
    }

    /// The ids of the frames that wait inside these generators.
    fn waiting(&mut self, cards: &[Obj], listener: &Listener) -> Vec<u32> {
        let generators = cards
            .iter()
            .filter(|object| layout_of(object) == Layout::Generator);
        let frames = generators.filter_map(|object| {
            let (_, frame, _) = eval::suspended(object)?;
            Some(self.id(frame, listener))
        });
        frames.collect()
    }

    /// The objects that are cards now, in the order in which a reader comes to them: what the frames lead to, what was
    /// drawn before and lives, what nobody leads to.
    fn cards(
        &self,
        frames: &[Drawn],
        stage: &Stage<'_>,
        heap: &Heap,
        lost: &BTreeMap<u64, &Obj>,
    ) -> Vec<Obj> {
        let slots = frames.iter().flat_map(|frame| &frame.slots);
        let mut open: VecDeque<Obj> = slots.filter_map(|(_, value, _)| value.clone()).collect();
        open.extend(self.living.keys().filter_map(|&it| heap.at(it).cloned()));
        // A lost class consists of many parts that nobody made one by one: not drawn unless they were before.
        if lost.values().all(|it| layout_of(it) != Layout::Type) {
            let own: BTreeSet<u64> = lost.values().filter_map(|it| stage.own_dict(it)).collect();
            let lost = lost.iter().filter(|(address, _)| !own.contains(address));
            open.extend(lost.map(|(_, &object)| object.clone()));
        }
        let mut seen = BTreeSet::new();
        let mut cards = Vec::new();
        while let Some(object) = open.pop_front() {
            if stage.is_card(&object) && seen.insert(object.address()) {
                open.extend(stage.edges(&object).into_iter().map(|(_, target)| target));
                cards.push(object);
            }
        }
        cards
    }

    /// The number of an object, a new one if it was not drawn before.
    fn number(&mut self, object: &Obj, constants: &BTreeSet<u64>) -> usize {
        if let Some(number) = self.living_at(object.address()) {
            return number;
        }
        let number = self.objects.len();
        let start = object.address() - types::prefix(&object.class());
        let (block, pool) = heap()
            .with_allocator(|allocator| (allocator.block_size(start), allocator.pool_at(start)));
        let pool = pool.map(|pool| {
            let known = self.pools.iter().position(|it| it.address == pool.address);
            known.unwrap_or_else(|| {
                self.pools.push(Pool {
                    address: pool.address,
                    block: pool.block_size,
                    capacity: pool.capacity,
                });
                self.pools.len() - 1
            })
        });
        let place = self.places.iter().position(|&place| place == start);
        let place = place.unwrap_or_else(|| {
            self.places.push(start);
            self.places.len() - 1
        });
        self.objects.push(Object {
            address: object.address(),
            kind: plain_name(type_name(object)),
            size: size::size_of(object),
            block,
            pool,
            place,
        });
        if constants.contains(&object.address()) {
            self.constants.insert(number);
        }
        self.living.insert(object.address(), number);
        number
    }
}

/// A type's name without its module, as `__name__` is.
fn plain_name(name: String) -> String {
    match name.rsplit_once('.') {
        Some((_, last)) => last.to_owned(),
        None => name,
    }
}

/// A frame whose slots still hold objects.
struct Drawn {
    id: u32,
    name: String,
    line: u32,
    slots: Vec<(String, Option<Obj>, SlotKind)>,
}

impl Drawn {
    /// The frame in numbers. Of the evaluation stack only drawn objects are shown.
    fn finish(self, numbers: &BTreeMap<u64, usize>) -> Frame {
        let slots = self.slots.into_iter().filter_map(|(name, value, kind)| {
            let target = value.map(|value| reference(numbers, &value));
            let is_shown = kind != SlotKind::Stack || matches!(target, Some(Ref::Object(_)));
            is_shown.then_some(Slot { name, target, kind })
        });
        Frame {
            id: self.id,
            name: self.name,
            line: self.line,
            slots: slots.collect(),
        }
    }
}

/// The variables of a function's frame.
fn variables(info: &FrameInfo) -> Vec<(String, Option<Obj>, SlotKind)> {
    let is_cell = |value: &Option<Obj>| {
        value
            .as_ref()
            .is_some_and(|value| layout_of(value) == Layout::Cell)
    };
    let variables = info.locals.iter().map(|(name, value)| {
        let kind = match is_cell(value) {
            true => SlotKind::Cell,
            false => SlotKind::Variable,
        };
        (name.clone(), value.clone(), kind)
    });
    variables.collect()
}

fn reference(numbers: &BTreeMap<u64, usize>, target: &Obj) -> Ref {
    match numbers.get(&target.address()) {
        Some(&number) => Ref::Object(number),
        None => chip(target),
    }
}

fn state(lost: &BTreeMap<u64, &Obj>, object: &Obj) -> State {
    if lost.contains_key(&object.address()) {
        State::Unreachable
    } else if layout_of(object) == Layout::Generator && eval::suspended(object).is_some() {
        State::Suspended
    } else {
        State::Live
    }
}

/// The generation of each of these objects that is tracked, by address.
fn generations(cards: &BTreeMap<u64, usize>) -> BTreeMap<u64, usize> {
    (0..collector::GENERATIONS)
        .flat_map(|generation| {
            collector::objects(Some(generation))
                .into_iter()
                .map(move |object| (object.address(), generation))
                .filter(|(address, _)| cards.contains_key(address))
        })
        .collect()
}

fn blocks_in_use(pool: &Pool) -> u32 {
    let figures = heap().with_allocator(|allocator| allocator.pool_at(pool.address));
    figures.map_or(0, |figures| figures.used)
}

/// Addresses of the constants of the code that runs.
fn constants(frames: &[FrameInfo]) -> BTreeSet<u64> {
    let codes = frames.iter().filter_map(|info| info.frame.get(frame::CODE));
    codes
        .filter_map(|body| fields::get(&body, code::CONSTS))
        .flat_map(|constants| tuple::items(&constants))
        .map(|constant| constant.address())
        .collect()
}
