//! Statements that make an object and give it a name.

use super::scope::Kind;
use super::{Generator, Writer};

pub const WRITERS: &[Writer] = &[
    thing,
    thing,
    slotted,
    pile,
    quiet,
    list,
    list,
    tuple,
    dict,
    set,
    reference,
    reference,
    generator,
    closure,
    alias,
    alias,
    comprehension,
    slice,
    iterator,
    method,
    item,
    text,
    written,
    view,
];

fn thing(g: &mut Generator) {
    let class = g.one_of(&["Thing", "Thing", "Thing", "Saved", "Late"]);
    let (label, held) = (g.label(), g.several(0..3));
    let comma = if held.is_empty() { "" } else { ", " };
    g.bind(Kind::Thing, format!("{class}({label}{comma}{held})"));
}

fn slotted(g: &mut Generator) {
    let label = g.label();
    g.bind(Kind::Slotted, format!("Slotted({label})"));
}

fn pile(g: &mut Generator) {
    let (label, held) = (g.label(), g.several(0..3));
    let comma = if held.is_empty() { "" } else { ", " };
    g.bind(Kind::Pile, format!("Pile({label}{comma}{held})"));
}

fn quiet(g: &mut Generator) {
    let label = g.label();
    g.bind(Kind::Quiet, format!("Quiet({label})"));
}

fn list(g: &mut Generator) {
    let items = g.several(0..5);
    let value = match (g.rng.u32(0..6), g.pick(&[Kind::List, Kind::Tuple])) {
        (0, Some(other)) => format!("[*{other}, {items}]").replace(", ]", "]"),
        (1, Some(other)) => format!("list({other})"),
        (2, Some(other)) => format!("sorted({other}, key=rank)"),
        (3, _) => format!("[{}] * {}", g.any(), g.rng.u32(1..4)),
        _ => format!("[{items}]"),
    };
    g.bind(Kind::List, value);
}

fn tuple(g: &mut Generator) {
    let items = g.several(1..4);
    let value = match (g.rng.u32(0..5), g.pick(&[Kind::Tuple])) {
        (0, Some(other)) => format!("{other} + ({items},)"),
        (1, Some(other)) => format!("{other} * 2"),
        (2, Some(other)) => format!("(*{other}, {items})"),
        _ => format!("({items},)"),
    };
    g.bind(Kind::Tuple, value);
}

fn dict(g: &mut Generator) {
    let pairs: Vec<String> = (0..g.rng.usize(0..5))
        .map(|_| format!("{}: {}", g.rng.u32(0..9), g.any()))
        .collect();
    let pairs = pairs.join(", ");
    let value = match (
        g.rng.u32(0..7),
        g.pick(&[Kind::Dict]),
        g.pick(&[Kind::List]),
    ) {
        (0, Some(other), _) => format!("{{**{other}, {pairs}}}"),
        (1, Some(other), _) => format!("dict({other})"),
        (2, Some(other), _) => format!("{other} | {{{pairs}}}"),
        (3, _, Some(items)) => format!("dict(enumerate({items}))"),
        (4, _, _) => format!("dict.fromkeys(range({}), {})", g.rng.u32(0..4), g.any()),
        _ => format!("{{{pairs}}}"),
    };
    g.bind(Kind::Dict, value);
}

fn set(g: &mut Generator) {
    let value = match (g.rng.u32(0..4), g.pick(&[Kind::Set])) {
        (0, Some(other)) => format!("{other} {} {{1, 3, 5}}", g.one_of(&["|", "&", "-", "^"])),
        (1, Some(other)) => format!("set({other})"),
        (2, _) => format!("set(range({}))", g.rng.u32(0..40)),
        _ => format!("{{{}, {}}}", g.rng.u32(0..9), g.rng.u32(0..9)),
    };
    g.bind(Kind::Set, value);
}

fn reference(g: &mut Generator) {
    let Some(target) = g.pick(Kind::WATCHED) else {
        return;
    };
    let value = if g.chance(70) {
        format!("watch({}, {target})", g.label())
    } else {
        format!("weakref.ref({target})")
    };
    g.bind(Kind::Ref, value);
}

fn generator(g: &mut Generator) {
    let (label, held) = (g.label(), g.several(0..4));
    let maker = g.one_of(&["each", "each", "chained"]);
    let value = match g.rng.u32(0..5) {
        0 => format!("(tell(item) for item in [{held}])"),
        1 => format!("(item for item in [{held}] if item is not None)"),
        _ => format!("{maker}({label}, [{held}])"),
    };
    let name = g.bind(Kind::Generator, value);
    if g.chance(60) {
        g.line(format!("print(tell(next({name}, None)))"));
    }
}

fn closure(g: &mut Generator) {
    let held = g.any();
    g.bind(Kind::Look, format!("look_at({held})"));
}

fn alias(g: &mut Generator) {
    if let Some(other) = g.pick(Kind::ALL) {
        let kind = g.scopes.kind_of(&other);
        g.bind(kind, other);
    }
}

fn comprehension(g: &mut Generator) {
    let (label, end) = (g.label(), g.rng.u32(1..4));
    let label = label.trim_matches('"').to_string();
    let items = g.pick(&[Kind::List, Kind::Tuple]);
    let (kind, value) = match (g.rng.u32(0..5), items) {
        (0, Some(items)) => (Kind::List, format!("[item for item in {items} if item]")),
        (1, Some(items)) => (
            Kind::Dict,
            format!("{{place: item for place, item in enumerate({items})}}"),
        ),
        (2, Some(items)) => (Kind::Set, format!("{{rank(item) for item in {items}}}")),
        (3, _) => (
            Kind::Dict,
            format!("{{i: Thing(f\"{label}.{{i}}\") for i in range({end})}}"),
        ),
        _ => (
            Kind::List,
            format!("[Thing(f\"{label}.{{i}}\") for i in range({end})]"),
        ),
    };
    g.bind(kind, value);
}

fn slice(g: &mut Generator) {
    if let Some(items) = g.pick(&[Kind::List, Kind::Pile]) {
        let slice = g.one_of(&["[1:]", "[:-1]", "[::2]", "[::-1]", "[:]", "[1:3]"]);
        g.bind(Kind::List, format!("{items}{slice}"));
    }
}

fn iterator(g: &mut Generator) {
    let Some(items) = g.pick(&[Kind::List, Kind::Tuple, Kind::Pile]) else {
        return;
    };
    let value = match g.rng.u32(0..6) {
        0 => format!("reversed({items})"),
        1 => format!("enumerate({items})"),
        2 => format!("zip({items}, range(3))"),
        3 => format!("map(tell, {items})"),
        4 => format!("filter(None, {items})"),
        _ => format!("iter({items})"),
    };
    g.bind(Kind::Iterator, value);
}

fn method(g: &mut Generator) {
    if let Some(thing) = g.pick(&[Kind::Thing]) {
        g.bind(Kind::Method, format!("{thing}.method"));
    }
}

/// Something out of a container, a closure or a weak reference.
fn item(g: &mut Generator) {
    let holders = [Kind::Tuple, Kind::Dict, Kind::Look, Kind::Ref, Kind::Thing];
    let Some(holder) = g.pick(&holders) else {
        return;
    };
    let value = match g.scopes.kind_of(&holder) {
        Kind::Tuple => format!("{holder}[0]"),
        Kind::Dict => format!("{holder}.get({})", g.rng.u32(0..4)),
        Kind::Thing => format!("{holder}.held"),
        _ => format!("{holder}()"),
    };
    g.bind(Kind::Any, value);
}

fn text(g: &mut Generator) {
    let Some(x) = g.pick(Kind::ALL) else {
        return;
    };
    let value = match g.rng.u32(0..5) {
        0 => format!("f\"<{{tell({x}):>20}}>\""),
        1 => format!("tell({x}).upper().split()"),
        2 => format!("\"-\".join([tell({x}), \"é\"])"),
        3 => format!("tell({x}).encode()"),
        _ => format!("tell({x})[::-1] + \"€\""),
    };
    let name = g.bind(Kind::Any, value);
    g.line(format!("print({name}, sys.getsizeof({name}))"));
}

/// Numbers and text as they are written.
fn written(g: &mut Generator) {
    let number = g.rng.i64(-1_000_000_000_000..1_000_000_000_000);
    let format = g.one_of(&[
        "d", ">20,", "+x", "#o", "08.3f", ".4e", "_b", "<9", "^12d", "%",
    ]);
    let power = g.rng.u32(1..9);
    let value = match g.rng.u32(0..5) {
        0 => format!("format({number}, \"{format}\")"),
        1 => format!("({number} ** {power}) % 10**9 // 7"),
        2 => format!("f\"{{{number} / 7!r:>25}}\""),
        3 => format!("\"%5d|%-8s|%r\" % ({number} % 997, \"é€\", {number})"),
        _ => format!("str({number})[::2].zfill(12).center(20, \"*\")"),
    };
    let name = g.bind(Kind::Any, value);
    g.line(format!("print({name}, sys.getsizeof({name}))"));
}

/// A view of a dict, which changes with it.
fn view(g: &mut Generator) {
    if let Some(table) = g.pick(&[Kind::Dict]) {
        let part = g.one_of(&["keys", "values", "items"]);
        g.bind(Kind::View, format!("{table}.{part}()"));
    }
}
