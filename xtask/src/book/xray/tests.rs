//! A small trace in; states, ways, chosen steps and HTML out.

use super::html::figure;
use super::moments::chosen;
use super::routes::{HEADER, Layout, ROW, Routes};
use super::squeeze::Sheet;
use super::trace::{State, Trace};
use crate::page::xray::{Shown, Traced};
use serde_json::{Value, json};

/// A trace of six places in three columns, whose steps are given.
fn trace_of(steps: Value) -> Value {
    let place = |column: i32, row: i32| {
        let rectangle = [8 + 225 * column, 8 + 92 * row, 150, 76];
        json!({"address": "0x0", "wide": rectangle, "narrow": rectangle})
    };
    let places: Vec<Value> = (0..6).map(|index| place(index / 2, index % 2)).collect();
    let objects: Vec<Value> = [0, 1, 2, 3, 4, 5, 0]
        .iter()
        .map(|place| json!({"address": "0x0", "type": "list", "size": 56, "block": 64, "place": place}))
        .collect();
    json!({"trace": 2, "objects": objects, "places": places, "steps": steps,
           "heap": {"wide": [616, 192], "narrow": [616, 192]}})
}

fn born(object: usize, edges: Value) -> Value {
    json!({"object": object, "count": 1, "text": "", "edges": edges, "more": 0, "state": "live"})
}

fn parsed(steps: Value) -> Trace {
    Trace::parse(&trace_of(steps).to_string()).expect("a trace")
}

#[test]
fn a_moment_is_all_steps_so_far() {
    let trace = parsed(json!([
        {"event": "start", "say": "", "frames": [{"id": 0, "name": "<module>", "slots": [["a", 0], ["b", null], ["c", "1", "cell"]]}]},
        {"event": "line", "say": "", "changed": [born(0, json!([["[0]", "None"]]))]},
        {"event": "line", "say": "", "changed": [{"object": 0, "count": 2}], "frames": [0, {"id": 1, "name": "f", "slots": []}]},
        {"event": "line", "say": "", "freed": [0], "frames": [0]},
        {"event": "line", "say": "", "changed": [born(6, json!([]))]},
    ]));
    let moments = trace.moments();
    assert!(moments[0].cards.is_empty());
    let frames = [1, 2, 4].map(|step: usize| &moments[step].frames);
    assert_eq!(frames.map(Vec::len), [1, 2, 1]);
    assert_eq!(frames[2][0].slots.len(), 3);
    let card = |step: usize| &moments[step].cards[&0];
    assert!(card(1).is_new && card(1).count_before.is_none());
    assert_eq!(
        (card(2).count, card(2).count_before, card(2).is_new),
        (2, Some(1), false)
    );
    assert_eq!((card(3).state, card(3).object), (State::Freed, 0));
    assert_eq!(
        (card(4).state, card(4).object, card(4).is_new),
        (State::Live, 6, true)
    );
}

#[test]
fn what_is_no_trace_is_refused() {
    let complaint = |trace: Value| {
        format!(
            "{:#}",
            Trace::parse(&trace.to_string()).expect_err("no trace")
        )
    };
    let mut other = trace_of(json!([{"event": "start", "say": ""}]));
    other["trace"] = json!(1);
    assert!(complaint(other).contains("version 1"));
    assert!(complaint(trace_of(json!([]))).contains("no steps"));
    for step in [
        json!({"event": "line", "say": "", "freed": [7]}),
        json!({"event": "line", "say": "", "changed": [born(0, json!([["[0]", 7]]))]}),
        json!({"event": "line", "say": "", "frames": [{"id": 1, "name": "f", "slots": [["a", 7]]}]}),
    ] {
        assert!(complaint(trace_of(json!([step]))).contains("not there"));
    }
}

#[test]
fn an_arrow_passes_between_the_cards_of_a_column() {
    let layout = Layout::wide(&parsed(json!([{"event": "start", "say": ""}])));
    // From the first column to the last: through the gap of the middle one, whose cards end at 84 and begin at 100.
    for (from, to) in [(0, 5), (1, 4), (5, 0), (4, 1)] {
        let path = layout.route(from, 0, to);
        let (x, far) = if from < to { (233, 383) } else { (383, 233) };
        assert!(path.contains(&format!(" {x} 92H{far}C")), "{path}");
    }
}

#[test]
fn an_arrow_ends_at_the_header_on_the_near_side() {
    let layout = Layout::wide(&parsed(json!([{"event": "start", "say": ""}])));
    let header = 8 + HEADER / 2;
    let right = layout.route(0, 0, 2);
    assert!(
        right.starts_with("M158 57C") && right.ends_with(&format!("233 {header}m-6-4l6 4-6 4")),
        "{right}"
    );
    let left = layout.route(2, 1, 0);
    assert!(
        left.starts_with("M233 75C") && left.ends_with(&format!("158 {header}m6-4l-6 4 6 4")),
        "{left}"
    );
    // Its own column: out and back on one side.
    let own = layout.route(0, 0, 1);
    assert!(
        own.starts_with("M158 57C") && own.ends_with("158 111m6-4l-6 4 6 4"),
        "{own}"
    );
}

#[test]
fn every_reference_of_some_step_has_its_way() {
    let trace = parsed(json!([
        {"event": "line", "say": "", "changed": [born(0, json!([["[0]", 3], ["[1]", "None"]]))]},
        {"event": "line", "say": "", "changed": [{"object": 0, "edges": [["[0]", "None"], ["[1]", 0]]}]},
    ]));
    let routes = Routes::of(&trace);
    let keys: Vec<&str> = routes.wide.keys().map(String::as_str).collect();
    assert_eq!(keys, ["0.0.3", "0.1.0"]);
    assert_eq!((routes.narrow.len(), routes.entries.len()), (2, 6));
}

#[test]
fn the_steps_with_most_to_see_are_drawn() {
    let quiet = json!({"event": "line", "say": ""});
    let mut steps = vec![quiet.clone(); 12];
    steps[2] =
        json!({"event": "line", "say": "", "changed": [born(0, json!([])), born(1, json!([]))]});
    for step in [3, 4, 5, 6, 7] {
        steps[step] = json!({"event": "line", "say": "", "changed": [born(step - 1, json!([]))]});
    }
    steps[9] = json!({"event": "line", "say": "", "freed": [0, 1]});
    assert_eq!(chosen(&parsed(json!(steps))), [2, 3, 4, 5, 6, 9]);
    assert_eq!(chosen(&parsed(json!([quiet, quiet]))), [1]);
}

#[test]
fn a_still_closes_the_space_of_what_is_not_there() {
    let trace = parsed(json!([
        {"event": "line", "say": "", "changed": [born(0, json!([])), born(2, json!([])), born(5, json!([["[0]", 0]]))]},
        {"event": "line", "say": "", "freed": [2]},
        {"event": "line", "say": ""},
    ]));
    let moments = trace.moments();
    let corner = |step: usize, place: usize| {
        let sheet = Sheet::of(&trace, &moments[step]);
        sheet.cards.get(&place).map(|(_, [x, y, ..])| [*x, *y])
    };
    let height = HEADER + ROW;
    // Nothing stands below the first row but the card of the last column.
    let below = 8 + height + 16;
    let as_in_the_player = [Some([8, 8]), Some([233, 8]), Some([458, below])];
    for step in [0, 1] {
        assert_eq!([0, 2, 5].map(|place| corner(step, place)), as_in_the_player);
    }
    // What was freed earlier is gone, and the middle column with it.
    let without = [Some([8, 8]), None, Some([233, below])];
    assert_eq!([0, 2, 5].map(|place| corner(2, place)), without);
}

#[test]
fn the_figure_has_no_empty_line_that_would_end_it() {
    let steps =
        json!([{"event": "line", "say": "`a < b` </script>", "changed": [born(0, json!([]))]}]);
    let json = trace_of(steps).to_string();
    let shown = Shown {
        program: Traced {
            lab: "gc".to_string(),
            name: "ring".to_string(),
            python: None,
        },
        ..Shown::default()
    };
    let trace = Trace::parse(&json).expect("a trace");
    let html = figure(&shown, &trace, &json, "```python\nx\n```\n").expect("a figure");
    assert!(
        html.contains("<code>a &lt; b</code> &lt;/script&gt;</li>"),
        "{html}"
    );
    assert_eq!(html.matches("</script>").count(), 1);
    let (before, after) = html.split_once("```python\nx\n```").expect("the fence");
    assert_eq!(before.trim_end().matches("\n\n").count(), 0, "{before}");
    assert_eq!(after.trim_start().matches("\n\n").count(), 0, "{after}");
}
