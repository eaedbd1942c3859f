//! The views of whole programs: what they show must add up and must not disturb.

use crate::arguments::{ColorChoice, Format, Options};
use crate::lab::Language;
use crate::paint;
use crate::recorder::Record;
use crate::run;
use crate::source::Source;
use runtime::Version;

pub(super) fn run(text: &str) -> Record {
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
        language: Language::Python,
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

#[test]
fn a_grid_marks_what_happened_since_the_last_look() {
    let record = run("
import xray
letter = b'x'
old = letter * 450
xray.pools(496)
gone, kept = letter * 450, letter * 450
del gone
xray.pools(481)
");
    let grids: Vec<&str> = record
        .text
        .lines()
        .filter(|line| line.starts_with("  "))
        .collect();
    assert_eq!(grids.len(), 2, "{}", record.text);
    assert!(grids[0].starts_with("  #···"), "{}", record.text);
    assert!(grids[1].starts_with("  =1#·"), "{}", record.text);
    assert_eq!(grids[1].chars().count(), 2 + (16384 - 48) / 496);
}

#[test]
fn the_size_classes_say_what_has_changed() {
    let record = run("
import xray
letter = b'x'
xray.pools()
kept = [letter * 450 for _ in range(40)]
xray.pools()
");
    let row = record
        .text
        .lines()
        .rfind(|line| line.starts_with("│        496"))
        .expect("a row of the class");
    let cells: Vec<&str> = row.split('│').map(str::trim).collect();
    assert_eq!(cells[1..6], ["496", "2", "40", "+40", "24"]);
}

#[test]
fn an_arena_has_a_sign_for_each_pool() {
    let record = run("
import xray
letter = b'x'
kept = [letter * 450 for _ in range(66)]
more = [letter * 434 for _ in range(34)]
del more
xray.arenas()
");
    let row = record
        .text
        .lines()
        .find(|line| line.starts_with("│ 0x20000000"))
        .expect("the first arena");
    let map = row.split('│').nth(4).expect("a map").trim();
    assert_eq!(map.chars().count(), 64);
    assert!(map.contains("##1x"), "{map}");
}

#[test]
fn pools_serve_small_requests_only() {
    let record = run("
import xray
for bytes in [0, 513, -1, 'many']:
    try:
        xray.pools(bytes)
    except (ValueError, TypeError) as error:
        print(error)
");
    let wrong = "pools serve requests of 1 to 512 bytes\n".repeat(3);
    assert_eq!(
        record.stdout,
        wrong + "'str' object cannot be interpreted as an integer\n"
    );
}

#[test]
fn the_way_from_a_root_names_each_slot() {
    let record = run("
import weakref, xray
class Session:
    pass
def opened():
    session = Session()
    return weakref.ref(session), [{'handler': lambda: session}]
watch, handlers = opened()
xray.referrers(watch())
");
    let rows = rows_of(&record.text);
    let slots: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let expected = [
        "global handlers",
        "[0]",
        "['handler']",
        "__closure__",
        "[0]",
        "contents",
    ];
    assert_eq!(slots, expected, "{}", record.text);
    assert!(record.text.contains("6 slots"), "{}", record.text);
}

#[test]
fn what_no_root_leads_to_may_lead_to_itself() {
    let record = run("
import weakref, xray
class Node:
    pass
def lost():
    node, tail = Node(), Node()
    node.ring = [node]
    node.tail = tail
    return weakref.ref(node), weakref.ref(tail)
watch, watch_tail = lost()
xray.referrers(watch())
xray.referrers(watch_tail())
");
    let rows = rows_of(&record.text);
    let slots: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(slots, [".ring", "[0]"], "{}", record.text);
    assert!(
        record.text.contains("nor does it lead to itself"),
        "{}",
        record.text
    );
}

#[test]
fn the_phases_subtract_and_put_back() {
    let record = run("
import xray
a = ['a']
b = ['b', a]
a.append(b)
kept = b
x = ['x']
x.append(x)
del a, b, x
xray.phases()
");
    let rows = rows_of(&record.text);
    let found: Vec<(&str, &str, &str)> = rows
        .iter()
        .map(|row| (row[0].as_str(), row[1].as_str(), row[4].as_str()))
        .collect();
    let (first, second, third) = (&found[0], &found[1], &found[2]);
    assert_eq!(found.len(), 3, "{}", record.text);
    assert_eq!((first.0, first.1), ("['a', […]]", "1"));
    assert_eq!(first.2, "put back from ['b', […]]");
    assert_eq!((second.0, second.1), ("['b', […]]", "2"));
    assert_ne!(second.2, "unreachable", "{}", record.text);
    assert_eq!(*third, ("['x', […]]", "1", "unreachable"));
    for row in &rows {
        let number = |column: usize| row[column].parse::<u64>().expect("a number");
        assert_eq!(number(1) - number(2), number(3), "{}", record.text);
    }
}

/// The cells of the tables' rows, headings left out.
fn rows_of(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| {
        let cells = line.trim_matches('│').split('│');
        cells.map(|cell| cell.trim().to_owned()).collect()
    };
    let mut rows = Vec::new();
    let mut in_body = false;
    for line in text.lines() {
        match line.chars().next() {
            Some('├') => in_body = true,
            Some('╰') => in_body = false,
            Some('│') if in_body => rows.push(cells(line)),
            _ => {}
        }
    }
    rows
}

#[test]
fn a_code_object_is_shown_with_its_instructions() {
    let record = run("
import xray
def f(n):
    if n:
        return [n, 1000]
xray.code(f)
xray.code(f.__code__)
try:
    xray.code(1)
except TypeError as error:
    print(error)
");
    let text = record.text;
    let row = |cells: &str| {
        let found = text.lines().filter(|line| {
            let found: Vec<&str> = line.split('│').map(str::trim).collect();
            found.join("|").contains(cells)
        });
        assert_eq!(found.count(), 2, "{cells}\n{text}");
    };
    row("co_consts[1]|1000|");
    row("locals (co_nlocals)|1|n|");
    row("evaluation stack (co_stacksize)|2|");
    row("|4|2|LOAD_FAST|0|n|0 → 1|");
    row("||4|POP_JUMP_IF_FALSE|4|to 14|1 → 0|");
    row("|5|6|LOAD_FAST|0|n|0 → 1|");
    row("||10|BUILD_LIST|2||2 → 1|");
    assert!(text.ends_with("xray.code() wants a function or code, not int\n"));
}

const DEEP: &str = "
import xray
def wait():
    yield
def climb(steps):
    if steps:
        climb(steps - 1)
    else:
        xray.stack()
waiting = [wait() for _ in range(3)]
climb(300)
xray.stack()
";

#[test]
fn the_stack_is_shown_by_chunks_and_frames() {
    let text = run(DEEP).text;
    let captions: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("the data stack: "))
        .collect();
    assert!(
        captions[0].starts_with("the data stack: 3 chunks of 49152 bytes"),
        "{text}"
    );
    assert!(
        captions[1].starts_with("the data stack: 1 chunk of 16384 bytes"),
        "{text}"
    );
    assert!(text.contains("… and 294 more"), "{text}");
    assert_eq!(text.matches("in chunk 3").count(), 4, "{text}");
    assert_eq!(
        text.matches("frames that wait, each inside its generator: 3")
            .count(),
        2
    );
    assert_eq!(text.matches("72 bytes into it").count(), 6, "{text}");
    // Beside the climbers' frames there is the module's alone.
    let last = &text[text.rfind("the data stack").expect("a caption")..];
    let bytes: u64 = last
        .lines()
        .find(|line| line.contains("<module>"))
        .and_then(|line| line.split('│').nth(3))
        .and_then(|cell| cell.trim().parse().ok())
        .expect("a row of the module");
    assert!(
        captions[1].contains(&format!("frames use {bytes}, ")),
        "{text}"
    );
}
