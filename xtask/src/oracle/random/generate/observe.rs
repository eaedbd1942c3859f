//! Statements that print what can be seen of memory: counts, identities by relation, sizes, who is alive.

use super::scope::Kind;
use super::{Generator, Writer};

pub const WRITERS: &[Writer] = &[
    count, count, count, relation, relation, alive, alive, size, length, told, references, view,
    trace,
];

fn count(g: &mut Generator) {
    if let Some(x) = g.pick(Kind::COUNTED) {
        g.line(format!("print(sys.getrefcount({x}))"));
    }
}

fn relation(g: &mut Generator) {
    if let (Some(a), Some(b)) = (g.pick(Kind::ALL), g.pick(Kind::ALL)) {
        let operator = g.one_of(&["is", "is not"]);
        g.line(format!("print({a} {operator} {b}, id({a}) == id({b}))"));
    }
}

fn alive(g: &mut Generator) {
    if let Some(reference) = g.pick(&[Kind::Ref]) {
        g.line(format!("print({reference}() is None, tell({reference}()))"));
    }
}

fn size(g: &mut Generator) {
    let sized = [
        Kind::List,
        Kind::Tuple,
        Kind::Dict,
        Kind::Set,
        Kind::Pile,
        Kind::Thing,
        Kind::Slotted,
    ];
    if let Some(x) = g.pick(&sized) {
        g.line(format!("print(sys.getsizeof({x}))"));
    }
}

fn length(g: &mut Generator) {
    let sized = [Kind::List, Kind::Tuple, Kind::Dict, Kind::Set, Kind::Pile];
    if let Some(x) = g.pick(&sized) {
        let what = g.one_of(&["len", "bool", "tell"]);
        g.line(format!("print({what}({x}))"));
    }
}

fn told(g: &mut Generator) {
    let (Some(x), Some(y)) = (g.pick(Kind::ALL), g.pick(Kind::ALL)) else {
        return;
    };
    g.line(format!(
        "print(f\"{{tell({x})!r}} {{rank({y}):>4}}\", tell({x}) == tell({y}))"
    ));
}

fn references(g: &mut Generator) {
    if let Some(x) = g.pick(Kind::WATCHED) {
        g.line(format!("print(weakref.getweakrefcount({x}))"));
    }
}

fn view(g: &mut Generator) {
    let Some(view) = g.pick(&[Kind::View]) else {
        return;
    };
    match g.rng.u32(0..3) {
        0 => g.line(format!("print(len({view}), sys.getrefcount({view}))")),
        1 => g.line(format!("print([tell(x) for x in {view}])")),
        _ => g.line(format!("print([tell(x) for x in reversed({view})])")),
    }
}

/// What the frames of a saved exception still hold.
fn trace(g: &mut Generator) {
    let Some(error) = g.pick(&[Kind::Error]) else {
        return;
    };
    match g.rng.u32(0..3) {
        0 => g.line(format!("print(frames_of({error}))")),
        1 => g.line(format!(
            "print(tell({error}.__context__), tell({error}.__cause__))"
        )),
        _ => g.line(format!("print({error}.with_traceback(None) is {error})")),
    }
}
