//! Statements about weak containers, proxies and finalizers.

use super::scope::Kind;
use super::{Generator, Writer};

pub const WRITERS: &[Writer] = &[
    container,
    container,
    store,
    store,
    store,
    look,
    look,
    let_go,
    proxy,
    through,
    finalizer,
    finalizer_used,
    weak_method,
];

const CONTAINERS: &[Kind] = &[Kind::WeakValues, Kind::WeakKeys, Kind::WeakSet];

fn container(g: &mut Generator) {
    let (kind, class) = g.one_of(&[
        (Kind::WeakValues, "WeakValueDictionary"),
        (Kind::WeakKeys, "WeakKeyDictionary"),
        (Kind::WeakSet, "WeakSet"),
    ]);
    g.bind(kind, format!("weakref.{class}()"));
}

fn store(g: &mut Generator) {
    let Some(container) = g.pick(CONTAINERS) else {
        return;
    };
    if g.scopes.kind_of(&container) == Kind::WeakValues {
        if let Some(target) = g.pick(Kind::WATCHED) {
            let key = g.rng.u32(0..4);
            g.line(format!("{container}[{key}] = {target}"));
        }
        return;
    }
    let Some(target) = g.pick(Kind::HASHED) else {
        return;
    };
    if g.scopes.kind_of(&container) == Kind::WeakSet {
        return g.line(format!("{container}.add({target})"));
    }
    let x = g.any();
    g.line(format!("{container}[{target}] = {x}"));
}

fn look(g: &mut Generator) {
    let Some(container) = g.pick(CONTAINERS) else {
        return;
    };
    let key = g.rng.u32(0..4);
    let told = match (g.scopes.kind_of(&container), g.rng.u32(0..4)) {
        (_, 0) => format!("len({container})"),
        (Kind::WeakValues, 1) => format!("tell({container}.get({key})), {key} in {container}"),
        (Kind::WeakValues, 2) => {
            format!("[(key, tell(x)) for key, x in {container}.items()]")
        }
        (Kind::WeakValues, _) => format!("len({container}.valuerefs()), list({container})"),
        (Kind::WeakKeys, _) => format!("[(tell(key), tell(x)) for key, x in {container}.items()]"),
        _ => format!("sorted(tell(x) for x in {container})"),
    };
    g.line(format!("print({told})"));
}

fn let_go(g: &mut Generator) {
    let Some(container) = g.pick(CONTAINERS) else {
        return;
    };
    let target = g.pick(Kind::HASHED);
    let key = g.rng.u32(0..4);
    match (g.scopes.kind_of(&container), target) {
        (Kind::WeakValues, _) if g.chance(70) => {
            g.line(format!("print(tell({container}.pop({key}, None)))"));
        }
        (Kind::WeakKeys, Some(target)) if g.chance(70) => {
            g.line(format!("print(tell({container}.pop({target}, None)))"));
        }
        (Kind::WeakSet, Some(target)) if g.chance(70) => {
            g.line(format!("{container}.discard({target})"));
        }
        _ => g.line(format!("{container}.clear()")),
    }
}

fn proxy(g: &mut Generator) {
    if let Some(target) = g.pick(&[Kind::Thing, Kind::Quiet, Kind::Slotted]) {
        g.bind(Kind::Proxy, format!("weakref.proxy({target})"));
    }
}

fn through(g: &mut Generator) {
    let Some(proxy) = g.pick(&[Kind::Proxy]) else {
        return;
    };
    let x = g.any();
    match g.rng.u32(0..4) {
        0 => g.guarded(format!("{proxy}.left = {x}")),
        1 => g.guarded(format!("print(tell({proxy}.left))")),
        2 => g.guarded(format!("del {proxy}.left")),
        _ => g.guarded(format!("print({proxy}.name, isinstance({proxy}, Thing))")),
    }
}

fn finalizer(g: &mut Generator) {
    let Some(target) = g.pick(Kind::WATCHED) else {
        return;
    };
    let label = g.label();
    let held = g.any();
    let value = match g.rng.u32(0..2) {
        0 => format!("weakref.finalize({target}, print, \"final\", {label})"),
        _ => format!("weakref.finalize({target}, final, {label}, {held})"),
    };
    g.bind(Kind::Finalizer, value);
}

fn finalizer_used(g: &mut Generator) {
    let Some(finalizer) = g.pick(&[Kind::Finalizer]) else {
        return;
    };
    match g.rng.u32(0..4) {
        0 => g.line(format!("{finalizer}()")),
        1 => g.line(format!("print({finalizer}.detach() is None)")),
        _ => g.line(format!("print({finalizer}.alive)")),
    }
}

fn weak_method(g: &mut Generator) {
    if let Some(thing) = g.pick(&[Kind::Thing]) {
        g.bind(Kind::Ref, format!("weakref.WeakMethod({thing}.method)"));
    }
}
