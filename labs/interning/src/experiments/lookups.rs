//! What a look-up costs, with and without interning

use anyhow::{Result, anyhow};
use kit::{Output, Table};
use runtime::events::{self, Event, EventCounts};
use runtime::object::{dict, str};
use runtime::{Config, Obj, Profile, interning, statics};
use std::cell::RefCell;
use std::rc::Rc;

/// Different words.
const WORDS: usize = 100;
/// How often each is read.
const TIMES: usize = 100;
/// Bytes of heap that are enough.
const MEMORY: u64 = 64 << 20;

/// Reads many words, few of them different, and looks each up in a dict whose keys are interned.
pub fn run(output: &Output<'_>) -> Result<()> {
    runtime::start(Config {
        profile: Profile::of(output.python()),
        limit: MEMORY,
    })
    .map_err(|problem| anyhow!(problem))?;
    let prices = prices();
    let caption = format!(
        "{} words are read, {WORDS} of them different",
        WORDS * TIMES
    );
    let headings = [
        "work",
        "found",
        "entered",
        "hashed",
        "texts compared",
        "bytes",
    ];
    let mut table = Table::new(caption, &headings, &[1, 2, 3, 4, 5]);
    let mut show = |name: &str, work: &str, seen: Seen| {
        let counts = seen.counts;
        table.row([
            work.to_owned(),
            counts.intern_hits.to_string(),
            counts.intern_misses.to_string(),
            counts.str_hashes.to_string(),
            counts.str_comparisons.to_string(),
            seen.bytes.to_string(),
        ]);
        output.fact(&format!("{name}_hashed"), counts.str_hashes);
        output.fact(&format!("{name}_compared"), counts.str_comparisons);
        output.fact(&format!("{name}_bytes"), seen.bytes);
    };

    // ANCHOR: lookups
    let look_up = |words: &[Obj]| {
        words
            .iter()
            .all(|word| dict::get_str(&prices, word).is_some())
    };
    let copies = read();
    let (_, seen) = watch(|| look_up(&copies));
    show("first", "look up, not interned", seen);
    let (_, seen) = watch(|| look_up(&copies));
    show("again", "look up again, not interned", seen);
    let (interned, seen) = watch(|| {
        read()
            .into_iter()
            .map(interning::intern)
            .collect::<Vec<_>>()
    });
    show("intern", "intern", seen);
    let (_, seen) = watch(|| look_up(&interned));
    show("interned", "look up, interned", seen);
    // ANCHOR_END: lookups

    output.table(table);
    Ok(())
}

/// The word of this number, as a program's text would have it.
fn word(number: usize) -> String {
    format!("ingredient_{number}")
}

/// A dict with every word; its keys are interned, as constants and attribute names are.
fn prices() -> Obj {
    let prices = dict::new();
    for number in 0..WORDS {
        dict::set_str(
            &prices,
            &interning::intern_text(&word(number)),
            statics::none(),
        );
    }
    prices
}

/// The words as they are read from a file: each is a string of its own.
fn read() -> Vec<Obj> {
    let numbers = (0..WORDS * TIMES).map(|number| number % WORDS);
    numbers.map(|number| str::new(&word(number))).collect()
}

/// What some work did to strings.
#[derive(Clone, Copy, Default)]
struct Seen {
    counts: EventCounts,
    /// Bytes of text that were read.
    bytes: u64,
}

impl Seen {
    fn note(&mut self, event: Event) {
        self.counts.add(event);
        self.bytes += match event {
            Event::StrHashed { bytes, .. } => bytes,
            Event::StrCompared { bytes } => 2 * bytes,
            _ => 0,
        };
    }
}

fn watch<R>(work: impl FnOnce() -> R) -> (R, Seen) {
    let seen = Rc::new(RefCell::new(Seen::default()));
    let observer = seen.clone();
    events::observe(Some(Box::new(move |event| {
        observer.borrow_mut().note(event)
    })));
    let result = work();
    events::observe(None);
    (result, seen.take())
}
