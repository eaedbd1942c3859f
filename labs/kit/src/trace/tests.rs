//! Traces of whole programs: the state that the steps add up to must be the program's.

mod sound;

use super::of_program;
use crate::arguments::{ColorChoice, Format, Options};
use crate::lab::Language;
use crate::source::Source;
use runtime::Version;
use serde_json::{Value, json};
use sound::expect_sound;
use std::collections::BTreeSet;
use std::path::Path;

fn options() -> Options {
    Options {
        python: Version::V3_12,
        color: ColorChoice::Never,
        format: Format::Trace,
        seconds: 60.0,
        memory: 1 << 30,
    }
}

fn source(name: &str, text: &str) -> Source {
    Source {
        name: name.to_owned(),
        title: None,
        filename: format!("{name}.py"),
        text: text.to_owned(),
        language: Language::Python,
    }
}

fn traced(text: &str, options: &Options) -> (String, i32) {
    let (json, exit) = of_program("test", &source("test", text), options).expect("it is traced");
    (json.expect("it has begun"), exit)
}

/// The trace of a program, and its exit code.
fn trace_and_exit(text: &str) -> (Value, i32) {
    let (json, exit) = traced(text, &options());
    (serde_json::from_str(&json).expect("it is JSON"), exit)
}

fn trace(text: &str) -> Value {
    let (trace, exit) = trace_and_exit(text);
    assert_eq!(exit, 0);
    trace
}

fn steps(trace: &Value) -> &[Value] {
    trace["steps"].as_array().expect("an array")
}

/// The events with the lines that ran and that run next; 0 for none.
fn course(trace: &Value) -> Vec<(&str, u64, u64)> {
    let line = |value: &Value| value.as_u64().unwrap_or(0);
    steps(trace)
        .iter()
        .map(|step| {
            let event = step["event"].as_str().expect("a string");
            (event, line(&step["line"]), line(&step["next"]))
        })
        .collect()
}

/// The sentences of the step in which this line ran, the last one of them.
fn said(trace: &Value, line: u64) -> &str {
    let mut steps = steps(trace).iter().rev();
    let step = steps.find(|step| step["line"] == line && step["event"] != "end");
    step.expect("the line ran")["say"]
        .as_str()
        .expect("a string")
}

/// The count of an object after each step in which it changed.
fn counts(trace: &Value, object: u64) -> Vec<u64> {
    let changes = steps(trace)
        .iter()
        .filter_map(|step| step["changed"].as_array());
    let of_object = changes
        .flatten()
        .filter(|change| change["object"] == object);
    of_object
        .filter_map(|change| change["count"].as_u64())
        .collect()
}

#[test]
fn a_step_is_a_line_a_call_or_a_return() {
    let trace =
        trace("def f(x):\n    y = [x]\n    return y\n\na = f(1)\nfor i in range(2):\n    b = i\n");
    let expected = [
        ("start", 0, 1),
        ("line", 1, 5),
        ("call", 5, 2),
        ("line", 2, 3),
        // About to return: the list is on the evaluation stack too.
        ("line", 3, 3),
        ("return", 3, 5),
        ("line", 5, 6),
        ("line", 6, 7),
        ("line", 7, 6),
        ("line", 6, 7),
        ("line", 7, 6),
        ("line", 6, 0),
        ("end", 0, 0),
    ];
    assert_eq!(course(&trace), expected);
}

#[test]
fn counts_are_the_programs_own() {
    let trace = trace("a = []\nb = a\nc = [a, a]\ndel b\nc = None\n");
    assert_eq!(counts(&trace, 0), [1, 2, 4, 3, 1]);
    assert_eq!(
        said(&trace, 2),
        "The count of the list `a` rose from 1 to 2: `b` holds it."
    );
    assert_eq!(
        said(&trace, 4),
        "The name `b` leads nowhere any more. The count of the list `a` fell from 4 to 3: `b` let go of it."
    );
    assert_eq!(
        said(&trace, 5),
        "Now `c` is `None`. The count of the list that was `c` fell to 0: it died. \
         The count of the list `a` fell from 3 to 1: `[0]` of the list that was `c` and `[1]` of the list that was `c` \
         let go of it."
    );
}

#[test]
fn a_name_that_moved_is_not_said_of_two_objects() {
    let trace = trace("a = [1]\na = a + [2]\nfor x in [[3], [4]]:\n    pass\n");
    let rebound = said(&trace, 2);
    assert!(
        rebound.contains("`a` holds it: its count is 1."),
        "{rebound}"
    );
    assert!(
        rebound.ends_with("The count of the list that was `a` fell to 0: it died."),
        "{rebound}"
    );
    let inner = self::trace("a = [[1]]\na = None\n");
    assert!(
        said(&inner, 2).ends_with("With that died what only it held: the list that was `a[0]`."),
        "{}",
        said(&inner, 2)
    );
    let turned: Vec<&str> = steps(&trace)
        .iter()
        .filter_map(|step| step["say"].as_str())
        .filter(|say| say.contains("that was `x`"))
        .collect();
    assert_eq!(turned.len(), 1, "{turned:?}");
    assert!(turned[0].contains("The count of the list `x` rose"));
}

/// The references of an object, the last that a step told.
fn edges(trace: &Value, object: u64) -> &Value {
    let changes = steps(trace)
        .iter()
        .filter_map(|step| step["changed"].as_array());
    let mut changes = changes.flatten();
    let change = changes.rfind(|change| change["object"] == object && change["edges"].is_array());
    &change.expect("it has references")["edges"]
}

#[test]
fn an_object_at_the_end_of_a_long_path_is_called_as_its_card() {
    let trace = trace(
        "chain = last = []\nfor number in range(20):\n    last.append([])\n    last = last[0]\nlast = None\n",
    );
    let told = said(&trace, 5);
    assert!(told.contains(" #"), "{told}");
    assert!(!told.contains("[0][0][0]"), "{told}");
}

#[test]
fn a_weak_reference_leads_to_what_it_does_not_hold() {
    let text = "import weakref\nclass N: pass\na = N()\nr = weakref.ref(a)\nb = [r]\ndel a\n";
    let living = trace(text.strip_suffix("del a\n").expect("the last line"));
    assert_eq!(edges(&living, 1), &json!([["wr_object", 0, "weak"]]));
    assert!(
        said(&living, 4).ends_with(
            "The ReferenceType `r` refers to the N `a` weakly: that is no hold, and not in its count."
        ),
        "{}",
        said(&living, 4)
    );
    assert_eq!(counts(&living, 0), [1]);
    let cleared = trace(text);
    assert_eq!(edges(&cleared, 1), &json!([["wr_object", "nothing"]]));
    assert!(
        said(&cleared, 6)
            .ends_with("it died. The ReferenceType `r` was cleared: it leads to nothing."),
        "{}",
        said(&cleared, 6)
    );
}

#[test]
fn slots_have_the_names_of_their_structs() {
    let trace = trace(
        "z = zip([[1]], reversed(([2],)))\ne = enumerate([3])\nd = iter({4: 5})\nm = map(len, [[6]])\n",
    );
    let labels: BTreeSet<String> = steps(&trace)
        .iter()
        .filter_map(|step| step["changed"].as_array())
        .flatten()
        .filter_map(|change| change["edges"].as_array())
        .flatten()
        .filter_map(|edge| edge[0].as_str().map(str::to_owned))
        .collect();
    for expected in [
        "ittuple", "result", "it_seq", "seq", "en_sit", "di_dict", "iters",
    ] {
        assert!(labels.contains(expected), "{expected}: {labels:?}");
    }
    assert!(
        labels.iter().all(|label| !label.starts_with('+')),
        "{labels:?}"
    );
}

#[test]
fn an_object_where_another_was_has_its_place() {
    let trace = trace("a = 1000.5\na = None\nb = 2.0 ** 0.5\n");
    let objects = trace["objects"].as_array().expect("an array");
    let floats: Vec<&Value> = objects.iter().filter(|it| it["type"] == "float").collect();
    assert!(floats.len() <= 2, "{floats:?}");
    let trace = self::trace("a = [1]\ndel a\nb = [2]\n");
    assert_eq!(trace["objects"][0]["place"], trace["objects"][1]["place"]);
    assert!(
        said(&trace, 3).contains("where a list was"),
        "{}",
        said(&trace, 3)
    );
}

#[test]
fn what_is_left_behind_stays_in_the_picture() {
    let trace = trace("import gc\na = {}\nb = {'a': a}\na['b'] = b\ndel a\ndel b\ngc.collect()\n");
    assert!(
        said(&trace, 6).ends_with(
            "Nothing leads to the dict `b['a']` (count 1) and the dict `b` (count 1) any more, \
             but they are held in a circle: counting alone never frees them."
        ),
        "{}",
        said(&trace, 6)
    );
    let unreachable: Vec<&Value> = steps(&trace)
        .iter()
        .filter_map(|step| step["changed"].as_array())
        .flatten()
        .filter(|change| change["state"] == "unreachable")
        .map(|change| &change["object"])
        .collect();
    assert_eq!(unreachable, [0, 1]);
    let phases: Vec<&Value> = steps(&trace)
        .iter()
        .filter(|step| step["event"] == "collection")
        .map(|step| &step["phase"])
        .collect();
    // In the order of the collector's list: the second dict was tracked first.
    let expected = serde_json::json!([
        {"name": "count", "generation": 2, "gc_refs": [[1, 1], [0, 1]]},
        {"name": "subtract", "generation": 2, "gc_refs": [[1, 0], [0, 0]]},
        {"name": "unreachable", "generation": 2, "gc_refs": [[1, 0], [0, 0]], "unreachable": [1, 0]},
        {"name": "clear", "generation": 2, "collected": 2},
    ]);
    assert_eq!(serde_json::json!(phases), expected);
    let clear = steps(&trace)
        .iter()
        .find(|step| step["phase"]["name"] == "clear");
    assert_eq!(
        clear.expect("a last phase")["freed"],
        serde_json::json!([0, 1])
    );
}

#[test]
fn a_generator_yields_and_waits() {
    let trace =
        trace("def g():\n    x = []\n    yield x\n    yield 2\n\nw = g()\nnext(w)\ndel w\n");
    let events: Vec<&str> = course(&trace).iter().map(|(event, _, _)| *event).collect();
    assert_eq!(
        events,
        [
            "start", "line", "line", "call", "line", "yield", "line", "line", "end"
        ]
    );
    let states = steps(&trace)
        .iter()
        .filter_map(|step| step["changed"].as_array());
    let states: Vec<&Value> = states
        .flatten()
        .filter(|change| change["object"] == 0)
        .filter_map(|change| change.get("state"))
        .collect();
    assert_eq!(states, ["suspended", "live", "suspended"]);
}

#[test]
fn a_cell_is_between_a_variable_and_its_value() {
    let trace =
        trace("def f():\n    n = []\n    def g():\n        return n\n    return g\n\nk = f()\n");
    let frames = steps(&trace)
        .iter()
        .filter_map(|step| step["frames"].as_array());
    let slots = frames.flatten().filter(|frame| frame["name"] == "f");
    let cell = slots
        .filter_map(|frame| frame["slots"].as_array())
        .flatten()
        .find(|slot| slot[0] == "n")
        .expect("a slot for n");
    assert_eq!(cell[2], "cell");
    let number = cell[1].as_u64().expect("a card") as usize;
    assert_eq!(trace["objects"][number]["type"], "cell");
}

#[test]
fn a_handler_is_a_step_and_so_is_an_end_without_one() {
    let caught = trace("try:\n    {}['a']\nexcept KeyError:\n    a = 1\n");
    assert!(
        course(&caught).contains(&("raise", 2, 3)),
        "{:?}",
        course(&caught)
    );
    assert!(said(&caught, 2).starts_with("Line 2 raised a KeyError; its handler is line 3."));
    let (uncaught, exit) = trace_and_exit("a = []\na[0]\n");
    assert_eq!(exit, 1);
    assert!(course(&uncaught).contains(&("raise", 2, 0)));
    assert!(said(&uncaught, 2).contains("IndexError: list index out of range"));
}

#[test]
fn finalizers_are_steps_of_the_collection() {
    let trace = trace(
        "import gc\nclass N:\n    def __del__(self):\n        self.me = None\n\nn = N()\nn.me = n\ndel n\ngc.collect()\n",
    );
    let phase_of = |step: &Value| step["phase"]["name"].as_str().map(str::to_owned);
    let phases: Vec<String> = steps(&trace).iter().filter_map(phase_of).collect();
    assert_eq!(
        phases,
        [
            "count",
            "subtract",
            "unreachable",
            "finalize",
            "finalize",
            "clear"
        ]
    );
}

#[test]
fn marked_lines_alone_are_steps() {
    let trace = trace(
        "for i in range(1000):\n    pass\na = [i]\n# xray: on\nb = a\n# xray: off\nfor i in range(1000):\n    pass\n",
    );
    assert_eq!(
        course(&trace),
        [("start", 0, 5), ("line", 5, 0), ("end", 0, 0)]
    );
}

#[test]
fn what_is_too_long_is_refused_with_advice() {
    let refusal = |text: &str| {
        let result = of_program("test", &source("test", text), &options());
        result.expect_err("it is too long").to_string()
    };
    let advice = "too many for a trace: let loops turn fewer times, or mark the lines to show with the comments \
                  `# xray: on` and `# xray: off`";
    assert_eq!(
        refusal("while True:\n    a = 1\n    b = 2\n"),
        format!("test: more than 400 steps, {advice}")
    );
    assert_eq!(
        refusal("a = [[] for i in range(100)]\nb = tuple(a)\n"),
        format!("test: more than 60 objects to draw, {advice}")
    );
    assert_eq!(
        refusal("a = sum([len([i]) for i in range(100000)])\n"),
        format!("test: more than 100000 events of the heap, {advice}")
    );
}

#[test]
fn every_version_is_traced() {
    let text = "import gc\nclass N:\n    def __init__(self, x):\n        self.x = x\n    def __del__(self):\n        pass\n\n\
                def g(n):\n    yield n\n\na = N([])\na.me = a\na.__dict__\nw = g(a)\nnext(w)\ndel a, w\ngc.collect()\n";
    for python in Version::ALL {
        let options = Options {
            python,
            ..options()
        };
        let (json, exit) = traced(text, &options);
        let trace: Value = serde_json::from_str(&json).expect("it is JSON");
        assert_eq!((exit, &trace["python"]), (0, &python.to_string().into()));
        expect_sound(&trace, Path::new("versions"));
        let freed = steps(&trace)
            .iter()
            .filter_map(|step| step["freed"].as_array());
        assert!(freed.flatten().count() >= 3, "{python}");
    }
}

#[test]
fn two_traces_are_the_same() {
    let text = "a = [[], {}]\nb = {'x': a}\na.append(b)\n";
    assert_eq!(traced(text, &options()), traced(text, &options()));
}

#[test]
fn two_hundred_steps_are_small() {
    let text = "class N:\n    def __init__(self, next):\n        self.next = next\n\nlast = None\n\
                for i in range(25):\n    last = N(last)\n    word = [last, last.next]\n";
    let (json, _) = traced(text, &options());
    let trace: Value = serde_json::from_str(&json).expect("it is JSON");
    assert!(steps(&trace).len() >= 150, "{}", steps(&trace).len());
    assert!(json.len() < 150 << 10, "{} bytes", json.len());
}
