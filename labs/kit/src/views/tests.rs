//! The views of whole programs: what they show must add up and must not disturb.

use crate::arguments::{ColorChoice, Format, Options};
use crate::paint;
use crate::recorder::Record;
use crate::run;
use crate::source::Source;
use runtime::Version;

fn run(text: &str) -> Record {
    let options = Options {
        python: Version::V3_12,
        color: ColorChoice::Never,
        format: Format::Json,
        seconds: 20.0,
        memory: 64 << 20,
    };
    paint::choose(options.color, options.format);
    let source = Source {
        name: "test".to_owned(),
        title: None,
        filename: "test.py".to_owned(),
        text: text.to_owned(),
    };
    let outcome = run::run(&source, &options).expect("a host that can run a program");
    assert_eq!(outcome.record.stderr, "");
    assert_eq!(outcome.exit, 0);
    outcome.record
}

/// The count in each caption of `refs`, and the sum of the table's last column.
fn counts_and_sums(text: &str) -> Vec<(u64, u64)> {
    let mut found: Vec<(u64, u64)> = Vec::new();
    for line in text.lines() {
        if let Some((_, count)) = line.rsplit_once(": count ") {
            found.push((count.parse().expect("a count"), 0));
        } else if let Some(cell) = line
            .strip_suffix(" │")
            .and_then(|line| line.rsplit('│').next())
            && let (Ok(slots), Some(last)) = (cell.trim().parse::<u64>(), found.last_mut())
        {
            last.1 += slots;
        }
    }
    found
}

const HOLDERS: &str = "
import sys, xray
class Box:
    __slots__ = ('slot',)
class Node:
    pass
def keep(thing):
    def closure(default=thing):
        return thing
    return closure
def wait(thing):
    yield thing
def inside(thing):
    xray.refs(thing)
    xray.fact('inside', sys.getrefcount(thing))
thing = object()
kept = [thing, (thing, thing), {'key': thing}, {thing}]
box = Box()
box.slot = thing
node = Node()
node.attribute = thing
node.__dict__
function = keep(thing)
generator = wait(thing)
next(generator)
many = [thing] * 100
inside(thing)
xray.refs(thing)
xray.fact('module', sys.getrefcount(thing))
xray.refs(Node)
";

#[test]
fn the_rows_of_refs_add_up_to_what_getrefcount_says() {
    let record = run(HOLDERS);
    let found = counts_and_sums(&record.text);
    assert_eq!(found.len(), 3);
    for (count, sum) in &found {
        assert_eq!(count, sum, "{}", record.text);
    }
    let counts = found.iter().map(|(count, _)| count.to_string());
    let facts: Vec<&str> = record
        .facts
        .iter()
        .map(|(_, value)| value.as_str())
        .collect();
    assert_eq!(counts.take(2).collect::<Vec<_>>(), facts);
    assert!(!record.text.contains("(not a slot)"), "{}", record.text);
}

#[test]
fn no_view_changes_a_count() {
    let record = run("
import sys, xray
thing = [[], {}]
before = sys.getrefcount(thing), sys.getrefcount(thing[0])
xray.refs(thing), xray.bytes(thing), xray.heap(), xray.frames()
xray.fact('same', before == (sys.getrefcount(thing), sys.getrefcount(thing[0])))
");
    assert_eq!(record.facts, [("same".to_owned(), "True".to_owned())]);
    assert_eq!(record.stdout, "");
}

#[test]
fn a_view_may_be_drawn_while_a_chain_of_objects_dies() {
    let record = run("
import xray
class Part:
    def __del__(self):
        xray.heap()
        xray.refs(self)
        xray.frames()
        print('a part dies')
class Whole:
    def __init__(self):
        self.parts = [Part(), (Part(),)]
whole = Whole()
del whole
");
    assert_eq!(record.stdout, "a part dies\na part dies\n");
}

#[test]
fn the_heap_shows_what_no_name_leads_to() {
    let record = run("
import xray
kept = ['kept', 1.5]
lost = []
lost.append(lost)
del lost
xray.heap()
");
    let rows: Vec<&str> = record
        .text
        .lines()
        .filter(|line| line.contains("│ list"))
        .collect();
    assert_eq!(rows.len(), 2, "{}", record.text);
    assert!(rows.iter().any(|row| row.contains("global kept")));
    assert!(rows.iter().any(|row| row.contains("no name leads here")));
    assert!(record.text.contains("global kept[1]"));
}

#[test]
fn an_immortal_object_is_not_counted() {
    let record = run("import xray\nxray.refs(None)\n");
    assert!(
        record.text.contains("None at 0x1ff20000 is immortal"),
        "{}",
        record.text
    );
}

#[test]
fn bytes_show_the_header_as_the_program_has_it() {
    let record = run("import xray\nthing = [None]\nxray.bytes(thing)\n");
    for cell in [
        "│ ob_refcnt │ 2, this call's argument included",
        "<class list>",
        "│ ob_item[0] │",
    ] {
        assert!(record.text.contains(cell), "{cell}: {}", record.text);
    }
}
