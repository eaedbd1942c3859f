//! `xray.generations()`: the collector's lists, a row each, with what decides when the next collection comes.

use crate::paint;
use crate::table::Table;
use runtime::collector::{self, GENERATIONS};

const HEADINGS: [&str; 6] = [
    "generation",
    "objects",
    "count",
    "threshold",
    "collections",
    "found",
];

/// The view.
pub fn render() -> String {
    let is_enabled = if collector::is_enabled() {
        "enabled"
    } else {
        "disabled"
    };
    let caption = format!(
        "the objects that the collector looks at; automatic collecting is {}",
        paint::heading(is_enabled)
    );
    let mut table = Table::new(caption, &HEADINGS, &[1, 2, 3, 4, 5]);
    let (sizes, counts) = (collector::sizes(), collector::counts());
    let (thresholds, stats) = (collector::thresholds(), collector::stats());
    for generation in 0..GENERATIONS {
        table.row([
            generation.to_string(),
            sizes[generation].to_string(),
            counts[generation].to_string(),
            thresholds[generation].to_string(),
            stats[generation].collections.to_string(),
            stats[generation].collected.to_string(),
        ]);
    }
    let frozen = collector::freeze_count();
    if frozen > 0 {
        let empty = std::iter::repeat_n(String::new(), HEADINGS.len() - 2);
        table.row(
            ["frozen".to_owned(), frozen.to_string()]
                .into_iter()
                .chain(empty),
        );
    }
    table.render()
}
