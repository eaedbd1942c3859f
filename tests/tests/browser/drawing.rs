//! How long a step takes to draw. It measures, so it is no part of a run of the tests: `cargo xtask bench drawing` runs it, and
//! reads what it prints.

use super::single::{CHAIN, Single};
use super::skipped;
use whole_product_tests::browser::Browser;
use whole_product_tests::repository;
use xtask::browser::Means;
use xtask::measured::record::{Contender, Record, Workload};
use xtask::workspace::Workspace;

/// A program of the book, of which the player has most objects.
const TREE: &str = include_str!("../../../labs/refcounting/programs/falling_tree.py");

/// The steps that are drawn: enough to walk through a trace more than once.
const STEPS: usize = 400;

/// The windows that the players are drawn in, and their widths.
const WINDOWS: [(&str, u32); 2] = [("wide", 1280), ("phone", 390)];

const TERMS: [&str; 2] = [
    "A step is drawn when the page's script has run and the browser knows where everything stands; painting comes after that.",
    "The browser is a headless Chromium without a graphics card.",
];

#[test]
#[ignore = "a measurement: its figures are this machine's, and are printed"]
fn a_step_in_both_windows() {
    let means = Means::find(&Workspace::at(repository()));
    let chromium = means.chromium;
    let Some(program) = chromium.or_else(|| skipped("no Chromium is found")) else {
        return;
    };
    let browser = Browser::start(&program).expect("the browser starts");
    let players = [("a tree falls", TREE), ("a chain is turned round", CHAIN)];
    let workloads = players.map(|(name, program)| {
        let single = Single::of(program);
        let tab = browser.tab().expect("a tab opens");
        let windows = WINDOWS.map(|(_, width)| {
            tab.set_width(width).expect("the window has a width");
            tab.open(&single.page, "").expect("the page opens");
            let times = format!(
                "(() => {{
                    const figure = document.querySelector('figure.xray');
                    return Array.from({{ length: {STEPS} }}, (_, index) => {{
                        const start = performance.now();
                        figure.player.show(index % {});
                        figure.getBoundingClientRect();
                        return 1000 * (performance.now() - start);
                    }});
                }})()",
                single.steps
            );
            let times = tab.ask(&times).expect("steps are drawn");
            serde_json::from_value::<Vec<f64>>(times).expect("times")
        });
        let rounds = (0..STEPS).map(|step| windows.iter().map(|times| times[step]).collect());
        Workload {
            name: name.to_string(),
            about: format!("{} steps", single.steps),
            rounds: rounds.collect(),
        }
    });
    let record = Record {
        terms: TERMS.map(str::to_string).to_vec(),
        contenders: WINDOWS
            .map(|(name, width)| Contender {
                name: name.to_string(),
                version: format!("a window of {width} pixels"),
            })
            .to_vec(),
        workloads: workloads.to_vec(),
        space: None,
    };
    let json = serde_json::to_string(&record).expect("it is plain data");
    println!("{json}");
}
