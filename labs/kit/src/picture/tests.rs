//! Pictures of whole programs: every byte is drawn once, nothing lies outside, and the file can stand in a page.

use super::cells::{self, Block};
use super::{of_program, stem};
use crate::arguments::{ColorChoice, Format, Options};
use crate::lab::Language;
use crate::run::{Gatherer, run_with};
use crate::source::Source;
use crate::views::bytes::{Dump, Known};
use crate::views::moment::Moment;
use interpreter::Vm;
use interpreter::host::{Host, View};
use runtime::Version;
use std::cell::RefCell;
use std::collections::BTreeSet;
use svg::node::Attributes;
use svg::node::element::tag::Type;
use svg::parser::Event;

/// Objects of every shape that a picture tells apart.
const OBJECTS: &str = "
import xray
class Node:
    pass
class Pair:
    __slots__ = ('left', 'right')
def wait():
    yield 1
node = Node()
node.name = 'salt'
grown = []
for number in range(5):
    grown.append(number)
for thing in [0, 7, -2**70, 2**400, 1.5, 1j, None, True, '', 'tea', 'two words', 'é', '€', '😀', 'x' * 100,
              b'', b'\\x00a', (), (1, 2, 3), tuple(range(100)), [], [1], grown, list(range(100)), {}, {1: 2},
              {1}, range(3), slice(1), node, Pair(), Node, wait, wait(), len, node.__init__, bytearray(b'ab'),
              object(), ValueError('x')]:
    xray.bytes(thing)
";

/// A program that changes pools of small and of large blocks, and holds several arenas.
const POOLS: &str = "
import xray
small = [object() for _ in range(700)]
large = [bytes(400) for _ in range(90)]
del small[100:300:2]
del large[40:60]
xray.pools(16)
xray.pools(433)
rows = [[number, str(number)] for number in range(30000)]
xray.arenas()
";

/// A program with rings that are held and rings that are lost, and more objects than the picture has rows.
const RINGS: &str = "
import xray
def ring(*names):
    lists = [[name] for name in names]
    for this, following in zip(lists, lists[1:] + lists[:1]):
        this += [following, following]
    return lists[-1]
kept = ring('a', 'b')
ring('alone')
ring('x', 'y', 'z').append(kept)
xray.phases()
many = [[] for _ in range(30)]
xray.phases()
xray.bars('<Rings> & others', {'rings': 3, 'lists': 30, 'none': 0})
xray.bars('nothing', {})
";

fn source(text: &str) -> Source {
    Source {
        name: "test.py".to_owned(),
        title: None,
        filename: "test.py".to_owned(),
        text: text.to_owned(),
        language: Language::Python,
    }
}

fn options(python: Version) -> Options {
    Options {
        python,
        color: ColorChoice::Never,
        format: Format::Text,
        seconds: 20.0,
        memory: 64 << 20,
    }
}

/// A host that keeps the blocks of the objects that a program looks at.
#[derive(Default)]
struct Blocks(RefCell<Vec<Block>>);

impl Host for Blocks {
    fn stdout(&self, _text: &str) {}
    fn stderr(&self, text: &str) {
        panic!("{text}");
    }
    fn fact(&self, _name: &str, _value: &str) {}
    fn view(&self, vm: &Vm, view: &View) {
        if let View::Bytes(object) = view {
            let count = Moment::now(vm, Some(object)).count(object);
            let known = Known::now();
            let dump = Dump::of(object, count, &known);
            let mut blocks = self.0.borrow_mut();
            blocks.push(cells::of_object(&dump, object));
            blocks.extend(cells::of_items(&dump, object));
        }
    }
    fn seconds(&self) -> f64 {
        0.0
    }
}

impl Gatherer for Blocks {
    type Gathered = Vec<Block>;
    fn finish(&self, _vm: &Vm) -> Vec<Block> {
        self.0.take()
    }
}

#[test]
fn every_byte_of_a_block_is_in_one_cell() {
    for python in Version::ALL {
        let (blocks, exit) =
            run_with(&source(OBJECTS), &options(python), Blocks::default).expect("it runs");
        assert_eq!(exit, 0);
        assert!(blocks.len() > 40);
        for block in blocks {
            let mut end = 0;
            for cell in &block.cells {
                assert_eq!(cell.start, end, "{python}: {block:#?}");
                assert!(cell.len > 0, "{python}: {block:#?}");
                end = cell.end();
            }
            assert_eq!(
                end,
                block.given.unwrap_or(block.asked),
                "{python}: {block:#?}"
            );
        }
    }
}

/// Every picture of a program.
fn pictures(program: &str) -> Vec<String> {
    let draw = |number| of_program(&source(program), Some(number), &options(Version::V3_12));
    (1..)
        .map_while(|number| draw(number).ok())
        .map(|(picture, exit)| {
            assert_eq!(exit, 0);
            picture.expect("a picture")
        })
        .collect()
}

/// An attribute that is a number.
fn number(attributes: &Attributes, name: &str) -> u64 {
    let value = attributes.get(name).map_or("0", |value| value);
    value.parse().expect("a whole number")
}

#[test]
fn pictures_can_stand_in_a_page() {
    let pictures = [pictures(OBJECTS), pictures(POOLS), pictures(RINGS)].concat();
    assert!(pictures.len() > 40);
    for picture in &pictures {
        assert!(
            picture.lines().all(|line| !line.trim().is_empty()),
            "{picture}"
        );
        assert!(!picture.contains('\u{1b}'), "{picture}");
        expect_well_formed(picture);
    }
}

/// Tags are closed, shapes and words lie inside, and every id that is referred to is there.
fn expect_well_formed(picture: &str) {
    let (mut open, mut ids, mut size) = (Vec::new(), BTreeSet::new(), (0, 0));
    for event in svg::read(picture).expect("it is SVG") {
        let Event::Tag(name, kind, attributes) = event else {
            continue;
        };
        match kind {
            Type::Start => open.push(name),
            Type::End => assert_eq!(open.pop(), Some(name)),
            Type::Empty => {}
        }
        ids.extend(attributes.get("id").map(|id| id.to_string()));
        if let Some(view) = attributes.get("viewBox") {
            let numbers: Vec<u64> = view
                .split(' ')
                .map(|number| number.parse().expect("a whole number"))
                .collect();
            size = (numbers[2], numbers[3]);
        }
        let (mut right, mut lower) = (number(&attributes, "x"), number(&attributes, "y"));
        if name == "rect" {
            right += number(&attributes, "width");
            lower += number(&attributes, "height");
        }
        assert!(
            right <= size.0 && lower <= size.1,
            "{name} {attributes:?} in {size:?}"
        );
    }
    assert!(open.is_empty(), "{open:?}");
    let labels = picture.split_once("aria-labelledby=\"").expect("a label").1;
    let labels = labels.split_once('"').expect("a closing mark").0;
    let fills = picture.split("url(#").skip(1);
    let fills = fills.filter_map(|rest| Some(rest.split_once(')')?.0));
    for id in labels.split(' ').chain(fills) {
        assert!(ids.contains(id), "{id} of {ids:?}");
    }
}

#[test]
fn the_same_program_draws_the_same_picture() {
    assert_eq!(pictures(POOLS), pictures(POOLS));
}

#[test]
fn ids_are_made_of_the_programs_name() {
    assert_eq!(stem("exercise_four"), "picture-exercise-four");
    assert_eq!(stem("my/own file.py"), "picture-own-file");
    assert_eq!(stem("-"), "picture-");
}

#[test]
fn a_picture_that_is_not_there_is_told() {
    let complaint = |program, number| {
        let drawn = of_program(&source(program), number, &options(Version::V3_12));
        drawn.expect_err("no picture").to_string()
    };
    let two = "import xray\nxray.bytes(1)\nxray.frames()\nxray.bytes(2)\n";
    assert_eq!(
        complaint(two, Some(3)),
        "there is no picture 3: test.py shows 2 views that can be drawn"
    );
    let none = "test.py shows no view that can be drawn: \
                xray.bytes(x), xray.pools(SIZE), xray.arenas(), xray.phases() and xray.bars() can";
    assert_eq!(complaint("import xray\nxray.pools()\n", None), none);
    assert_eq!(complaint("print(1)\n", Some(1)), none);
}

#[test]
fn a_program_that_fails_draws_what_it_showed() {
    let draw =
        |program| of_program(&source(program), None, &options(Version::V3_12)).expect("it runs");
    let (picture, exit) = draw("import xray\nxray.bytes('tea')\n1 / 0\n");
    assert!(picture.expect("a picture").contains("'tea'"));
    assert_eq!(exit, 1);
    assert_eq!(draw("1 / 0\n"), (None, 1));
}
