//! Functions inside functions: cells that are shared, cells that hold their own function, wrappers.

use super::scope::Kind;
use super::{Clause, Generator, Stmt, Writer};

pub const WRITERS: &[Writer] = &[counter, knot, wrapper, shared_cell, keyed];

/// A compound statement of one clause.
fn block(head: impl Into<String>, body: Vec<Stmt>) -> Stmt {
    let head = head.into();
    Stmt::Block(vec![Clause { head, body }])
}

fn line(text: impl Into<String>) -> Stmt {
    Stmt::Line(text.into())
}

fn function_name(g: &mut Generator) -> String {
    g.scopes.new_name(Kind::Any).replace('x', "outer")
}

/// A function that counts its calls in its maker's frame.
fn counter(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let (name, x) = (function_name(g), g.any());
    let step = vec![
        line("nonlocal total, held"),
        line("total += 1"),
        block("if more:", vec![line("held = more[0]")]),
        line("return [held, total]"),
    ];
    let body = vec![
        line("total = 0"),
        block("def step(*more):", step),
        line("return step"),
    ];
    g.push(block(format!("def {name}(held):"), body));
    g.bind(Kind::Look, format!("{name}({x})"));
    g.end_of_definition(&name);
}

/// A function in its own cell: a cycle from the start.
fn knot(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let (name, x) = (function_name(g), g.any());
    let body = vec![
        block(
            "def again(*deeper):",
            vec![line("return again() if deeper else held")],
        ),
        line("return again"),
    ];
    g.push(block(format!("def {name}(held):"), body));
    g.bind(Kind::Look, format!("{name}({x})"));
    g.end_of_definition(&name);
}

/// A function around a function.
fn wrapper(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = function_name(g);
    let body = g.function_body(|g| {
        g.scopes.declare("given", Kind::Any);
        g.some_statements(1..4);
        g.line("return given");
    });
    let x = g.any();
    g.push(Stmt::Line("@loudly".to_string()));
    g.push(block(format!("def {name}(given=None, *rest):"), body));
    g.guarded(format!("print(tell({name}({x})))"));
    g.end_of_definition(&name);
}

/// Two functions that share a cell; the variable can be deleted in it.
fn shared_cell(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let (name, x) = (function_name(g), g.any());
    let body = vec![
        block("def read(*ignored):", vec![line("return held")]),
        block(
            "def forget():",
            vec![line("nonlocal held"), line("del held")],
        ),
        line("return read, forget"),
    ];
    g.push(block(format!("def {name}(held):"), body));
    let read = g.bind(Kind::Any, format!("{name}({x})"));
    if g.chance(50) {
        g.guarded(format!("{read}[1]()"));
    }
    g.guarded(format!("print(tell({read}[0]()))"));
    g.end_of_definition(&name);
}

/// Arguments by name, from a dict and past a star.
fn keyed(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let (name, x, y) = (function_name(g), g.any(), g.any());
    let body = vec![
        line("print(tell(first), tell(second), tell(rest))"),
        line("return rest or second"),
    ];
    g.push(block(
        format!("def {name}(first, /, *, second={x}, **rest):"),
        body,
    ));
    let call = match g.rng.u32(0..4) {
        0 => format!("{name}({y}, third={y})"),
        1 => format!("{name}(*[{y}], **{{\"second\": {y}, \"last\": {y}}})"),
        2 => format!("{name}({y}, second={y})"),
        _ => format!("{name}(first={y})"),
    };
    g.guarded(format!("print(tell({call}))"));
    g.end_of_definition(&name);
}
