//! Statements about the cycle collector.

use super::scope::Kind;
use super::{Generator, Writer};

pub const WRITERS: &[Writer] = &[
    collect, collect, collect, collect, counts, tracked, referents, kept, callback, referrers,
];

fn collect(g: &mut Generator) {
    let generation = g.one_of(&["0", "1", "2", ""]);
    g.line(format!("print(gc.collect({generation}))"));
}

fn counts(g: &mut Generator) {
    let generation = g.rng.u32(0..3);
    g.line(format!("print(gc.collect({generation}), gc.get_count())"));
}

fn tracked(g: &mut Generator) {
    let kinds = [Kind::List, Kind::Tuple, Kind::Dict, Kind::Set, Kind::Thing];
    if let Some(x) = g.pick(&kinds) {
        g.line(format!("print(gc.is_tracked({x}))"));
    }
}

fn referents(g: &mut Generator) {
    let kinds = [Kind::List, Kind::Tuple, Kind::Dict, Kind::Slotted];
    if let Some(x) = g.pick(&kinds) {
        g.line(format!("print(len(gc.get_referents({x})))"));
    }
}

/// Lets go of what was saved.
fn kept(g: &mut Generator) {
    if g.chance(50) {
        g.line("kept.clear()");
    } else {
        let x = g.any();
        g.line(format!("kept.append({x})"));
    }
}

/// Is told of collections from here on, or no more.
fn callback(g: &mut Generator) {
    let line = g.one_of(&[
        "gc.callbacks.append(heard)",
        "gc.callbacks.append(heard)",
        "gc.callbacks.clear()",
    ]);
    g.line(line);
}

/// Who refers to an object, of those that the collector tracks.
fn referrers(g: &mut Generator) {
    let kinds = [
        Kind::List,
        Kind::Tuple,
        Kind::Dict,
        Kind::Thing,
        Kind::Slotted,
    ];
    if let Some(x) = g.pick(&kinds) {
        g.line(format!(
            "print(sorted(type(y).__name__ for y in gc.get_referrers({x})))"
        ));
    }
}
