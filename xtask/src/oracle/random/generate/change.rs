//! Statements that change what names and containers lead to.

use super::scope::Kind;
use super::{Generator, Writer};

pub const WRITERS: &[Writer] = &[
    delete,
    delete,
    delete,
    rebind,
    swap,
    list,
    list,
    list,
    dict,
    dict,
    set,
    attribute,
    attribute,
    drop_attribute,
    cycle,
    cycle,
    slot,
    look,
    advance,
    advance,
    exhaust,
    unpack,
    walrus,
    in_place,
];

fn own(g: &mut Generator) -> Option<String> {
    let names = g.scopes.own();
    (!names.is_empty()).then(|| names[g.rng.usize(0..names.len())].clone())
}

fn delete(g: &mut Generator) {
    let Some(name) = own(g) else { return };
    g.scopes.forget(&name);
    match own(g).filter(|_| g.chance(25)) {
        Some(other) => {
            g.scopes.forget(&other);
            g.line(format!("del {name}, {other}"));
        }
        None => g.line(format!("del {name}")),
    }
}

fn rebind(g: &mut Generator) {
    let Some(name) = own(g) else { return };
    let value = g.any();
    g.line(format!("{name} = {value}"));
    let kind = g.scopes.kind_of(&value);
    g.scopes.declare(&name, kind);
}

fn swap(g: &mut Generator) {
    let (Some(a), Some(b)) = (own(g), own(g)) else {
        return;
    };
    let (kind_a, kind_b) = (g.scopes.kind_of(&a), g.scopes.kind_of(&b));
    g.line(format!("{a}, {b} = {b}, {a}"));
    g.scopes.declare(&a, kind_b);
    g.scopes.declare(&b, kind_a);
}

fn list(g: &mut Generator) {
    let Some(items) = g.pick(&[Kind::List, Kind::List, Kind::Pile]) else {
        return;
    };
    let (x, place) = (g.any(), g.rng.i32(-3..4));
    match g.rng.u32(0..18) {
        0..=3 => g.line(format!("{items}.append({x})")),
        4 => g.line(format!("{items}.insert({place}, {x})")),
        5 => g.line(format!("{items} += [{x}]")),
        6 => g.line(format!("{items}.extend(({x}, {x}))")),
        7 => g.guarded(format!("print(tell({items}.pop()))")),
        8 => g.guarded(format!("{items}.pop({place})")),
        9 => g.guarded(format!("{items}[{place}] = {x}")),
        10 => g.guarded(format!("del {items}[{place}]")),
        11 => g.line(format!("{items}[1:2] = [{x}, {x}]")),
        12 => g.line(format!("del {items}[::2]")),
        13 => g.line(format!("{items}.reverse()")),
        14 => g.line(format!("{items}.sort(key=rank)")),
        15 => g.line(format!("{items}.clear()")),
        16 => g.line(format!("print(sum(item is {x} for item in {items}))")),
        // Of a number only: a weak dict asks the class of what it is compared with whether it is a mapping, and in a real
        // interpreter `abc` keeps the answer, with weak references that a collection counts.
        _ => g.line(format!("print({items}.count({}))", place + 4)),
    }
}

fn dict(g: &mut Generator) {
    let Some(table) = g.pick(&[Kind::Dict]) else {
        return;
    };
    let (x, key) = (g.any(), g.rng.u32(0..6));
    match g.rng.u32(0..11) {
        0..=2 => g.line(format!("{table}[{key}] = {x}")),
        3 => g.line(format!("{table}.setdefault({key}, {x})")),
        4 => g.line(format!("{table}.update({{{key}: {x}}})")),
        5 => g.line(format!("print(tell({table}.pop({key}, None)))")),
        6 => g.guarded(format!("del {table}[{key}]")),
        7 => g.guarded(format!("print(tell({table}.popitem()[1]))")),
        8 => g.line(format!("{table} |= {{{key}: {x}}}")),
        9 => g.line(format!("{table}.clear()")),
        _ => g.line(format!(
            "print([(key, tell(x)) for key, x in {table}.items()])"
        )),
    }
}

fn set(g: &mut Generator) {
    let Some(numbers) = g.pick(&[Kind::Set]) else {
        return;
    };
    let number = g.rng.u32(0..40);
    match g.rng.u32(0..6) {
        0 => g.line(format!("{numbers}.add({number})")),
        1 => g.line(format!("{numbers}.discard({number})")),
        2 => g.line(format!("{numbers}.update(range({number}))")),
        3 => g.guarded(format!("{numbers}.remove({number})")),
        4 => g.line(format!("{numbers} -= {{1, 2, {number}}}")),
        _ => g.guarded(format!("print({numbers}.pop())")),
    }
}

fn attribute(g: &mut Generator) {
    if let Some(holder) = g.pick(Kind::WITH_DICT) {
        let (name, x) = (g.one_of(&["link", "left", "right", "other"]), g.any());
        g.line(format!("{holder}.{name} = {x}"));
    }
}

fn drop_attribute(g: &mut Generator) {
    let Some(holder) = g.pick(&[Kind::Thing, Kind::Pile, Kind::Quiet, Kind::Slotted]) else {
        return;
    };
    match g.rng.u32(0..4) {
        0 => g.line(format!(
            "print(sorted(vars({holder})) if hasattr({holder}, \"__dict__\") else 0)"
        )),
        1 => g.guarded(format!("{holder}.link = None")),
        _ => {
            let name = g.one_of(&["link", "left", "right"]);
            g.guarded(format!("del {holder}.{name}"));
        }
    }
}

/// Two objects that refer to each other, or one to itself.
fn cycle(g: &mut Generator) {
    let (Some(a), Some(b)) = (g.pick(Kind::WITH_DICT), g.pick(Kind::ALL)) else {
        return;
    };
    g.line(format!("{a}.link = {b}"));
    match g.scopes.kind_of(&b) {
        Kind::List | Kind::Pile => g.line(format!("{b}.append({a})")),
        Kind::Dict => g.line(format!("{b}[0] = {a}")),
        Kind::Look => g.line(format!("{b}({a})")),
        Kind::Thing | Kind::Quiet => g.line(format!("{b}.link = {a}")),
        Kind::Slotted => g.line(format!("{b}.left = {a}")),
        _ => {}
    }
}

fn slot(g: &mut Generator) {
    if let Some(holder) = g.pick(&[Kind::Slotted]) {
        let (side, x) = (g.one_of(&["left", "right"]), g.any());
        g.line(format!("{holder}.{side} = {x}"));
    }
}

fn look(g: &mut Generator) {
    if let Some(look) = g.pick(&[Kind::Look]) {
        let x = g.any();
        g.line(format!("{look}({x})"));
    }
}

/// A step of a generator or an iterator, in each of the ways there are.
fn advance(g: &mut Generator) {
    let Some(steps) = g.pick(&[Kind::Generator, Kind::Generator, Kind::Iterator]) else {
        return;
    };
    if g.scopes.kind_of(&steps) == Kind::Iterator {
        return g.guarded(format!("print(tell(next({steps}, None)))"));
    }
    let x = g.any();
    match g.rng.u32(0..7) {
        0 => g.guarded(format!("{steps}.send({x})")),
        1 => g.guarded(format!("{steps}.throw(Trouble(\"thrown\", {x}))")),
        2 => g.line(format!("{steps}.close()")),
        3 => g.guarded(format!("print(tell({steps}.send(None)))")),
        _ => g.line(format!("print(tell(next({steps}, None)))")),
    }
}

fn exhaust(g: &mut Generator) {
    let Some(steps) = g.pick(&[Kind::Generator, Kind::Iterator]) else {
        return;
    };
    match g.rng.u32(0..3) {
        0 => g.guarded(format!("print([tell(item) for item in {steps}])")),
        1 => g.guarded(format!("print(sum(1 for item in {steps}))")),
        _ => g.guarded(format!("kept.extend({steps})")),
    }
}

fn unpack(g: &mut Generator) {
    let Some(items) = g.pick(&[Kind::List, Kind::Tuple]) else {
        return;
    };
    let first = g.scopes.new_name(Kind::Any);
    let rest = g.scopes.new_name(Kind::List);
    g.line(format!("{first}, *{rest} = {items} or [None]"));
    g.scopes.declare(&first, Kind::Any);
    g.scopes.declare(&rest, Kind::List);
}

fn walrus(g: &mut Generator) {
    let value = g.any();
    let kind = g.scopes.kind_of(&value);
    let name = g.scopes.new_name(kind);
    g.line(format!("print(tell({name} := {value}))"));
    g.scopes.declare(&name, kind);
}

/// An operation in place on an attribute or an item.
fn in_place(g: &mut Generator) {
    let x = g.any();
    match (g.pick(Kind::WITH_DICT), g.pick(&[Kind::List, Kind::Dict])) {
        (Some(holder), _) if g.chance(50) => {
            let name = g.one_of(&["link", "left", "right", "other"]);
            g.guarded(format!("{holder}.{name} += [{x}]"));
        }
        (_, Some(items)) => {
            let place = g.rng.u32(0..3);
            g.guarded(format!("{items}[{place}] += [{x}]"));
        }
        _ => {}
    }
}
