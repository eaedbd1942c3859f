//! How long a step takes to draw, and how much a page with a player weighs. It measures, so it is no part of a run of the tests:
//!
//! `cargo test -p whole-product-tests --test browser drawing -- --ignored --nocapture`

use super::library;
use std::fs;

/// The steps that are drawn: enough to walk through a trace more than once.
const STEPS: usize = 200;

#[test]
#[ignore = "a measurement: its figures are this machine's, and are printed"]
fn a_step_of_the_largest_trace() {
    let Some(library) = library() else { return };
    let tab = library.tab();
    let mut weights: Vec<(usize, String)> = Vec::new();
    for page in library.pages_with_players() {
        let html = fs::read_to_string(&page).expect("a page can be read");
        weights.push((html.len(), library.name(&page).to_string()));
        tab.open(&page, "").expect("the page opens");
        // A step is drawn when its layout is known.
        let times = format!(
            "[...document.querySelectorAll('figure.xray')].map((figure) => {{
                const {{ player }} = figure;
                const steps = Number(figure.dataset.steps) + 1;
                const times = Array.from({{ length: {STEPS} }}, (_, index) => {{
                    const start = performance.now();
                    player.show(index % steps);
                    figure.getBoundingClientRect();
                    return performance.now() - start;
                }});
                times.sort((a, b) => a - b);
                const [median, slow] = [0.5, 0.95].map((part) => times[Math.floor(part * {STEPS})].toFixed(2));
                return `${{figure.dataset.xray}}, ${{steps}} steps: median ${{median}} ms, 95 of 100 below ${{slow}} ms`;
            }}).join('\\n')"
        );
        let told = tab.ask(&times).expect("steps are drawn");
        println!("{}", told.as_str().unwrap_or_default());
    }
    let ours = ["private-heap", "xray"];
    let assets = walkdir::WalkDir::new(library.page("theme")).into_iter();
    let assets: u64 = assets
        .filter_map(Result::ok)
        .filter(|file| {
            let name = file.file_name().to_string_lossy();
            ours.iter().any(|ours| name.starts_with(ours))
        })
        .map(|file| file.metadata().map_or(0, |metadata| metadata.len()))
        .sum();
    println!("beside mdBook's assets: {assets} bytes of styles and scripts, and a page of");
    weights.sort();
    for (weight, page) in weights {
        println!("{weight:>8} bytes: {page}");
    }
}
