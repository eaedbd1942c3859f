//! Compound statements: branches, loops, and the ways of exceptions.

use super::scope::Kind;
use super::{Clause, Generator, Stmt, Writer};

pub const WRITERS: &[Writer] = &[
    branch,
    range_loop,
    item_loop,
    while_loop,
    attempt,
    attempt,
    attempt,
    save_error,
    forget_trace,
    with,
    with_two,
    left_early,
    returned,
];

fn clause(head: impl Into<String>, body: Vec<Stmt>) -> Clause {
    let head = head.into();
    Clause { head, body }
}

fn branch(g: &mut Generator) {
    let Some(x) = g.pick(Kind::ALL).filter(|_| g.may_nest()) else {
        return;
    };
    let bound = g.rng.u32(5..12);
    let yes = g.body(|g| g.some_statements(1..4));
    let mut clauses = vec![clause(format!("if rank({x}) > {bound}:"), yes)];
    if g.chance(50) {
        clauses.push(clause("else:", g.body(|g| g.some_statements(1..4))));
    }
    g.push(Stmt::Block(clauses));
}

fn range_loop(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let end = g.rng.u32(1..4);
    let body = g.body(|g| g.some_statements(1..5));
    g.push(Stmt::Block(vec![clause(
        format!("for _ in range({end}):"),
        body,
    )]));
}

/// Over a copy, so that the body may change the container.
fn item_loop(g: &mut Generator) {
    let Some(items) = g.pick(&[Kind::List, Kind::Tuple]).filter(|_| g.may_nest()) else {
        return;
    };
    let item = g.scopes.new_name(Kind::Any);
    let body = g.body(|g| {
        g.scopes.declare(&item, Kind::Any);
        g.some_statements(1..4);
        if g.chance(20) {
            g.line("break");
        }
    });
    let mut clauses = vec![clause(format!("for {item} in {items}[:3]:"), body)];
    if g.chance(20) {
        clauses.push(clause("else:", g.body(|g| g.some_statements(1..3))));
    }
    g.push(Stmt::Block(clauses));
}

fn while_loop(g: &mut Generator) {
    let Some(items) = g.pick(&[Kind::List]).filter(|_| g.may_nest()) else {
        return;
    };
    let least = g.rng.u32(0..4);
    // The list is shortened in the condition, so that the loop ends whatever is left out of its body.
    let head = format!("while len({items}) > {least} and [{items}.pop()]:");
    let body = vec![Stmt::Line(format!("print(len({items}))"))];
    g.push(Stmt::Block(vec![clause(head, body)]));
}

/// `try` with a raise somewhere inside.
fn attempt(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let tried = g.body(|g| {
        g.some_statements(0..3);
        raise(g);
        g.some_statements(0..2);
    });
    let caught = g.body(|g| {
        g.line("caught(error)");
        g.some_statements(0..2);
    });
    let head = g.one_of(&[
        "except Exception as error:",
        "except (LookupError, Trouble, ValueError) as error:",
    ]);
    let mut clauses = vec![clause("try:", tried), clause(head, caught)];
    if g.chance(30) {
        clauses.push(clause("else:", g.body(|g| g.some_statements(1..2))));
    }
    if g.chance(50) {
        clauses.push(clause("finally:", g.body(|g| g.some_statements(1..3))));
    }
    g.push(Stmt::Block(clauses));
}

/// A line that raises, or one that may.
fn raise(g: &mut Generator) {
    let (label, x) = (g.label(), g.any());
    match g.rng.u32(0..7) {
        0 => g.line(format!("raise Trouble({x})")),
        1 => g.line(format!("raise ValueError({x}) from Trouble({label})")),
        2 => g.line("{}[0]"),
        3 => g.line(format!("fail({label}, {x})")),
        4 => g.line("raise KeyError"),
        5 => g.line("int(\"x\")"),
        _ => {}
    }
}

/// An exception that outlives its handler, and with it the frames that it came through.
fn save_error(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = g.scopes.new_name(Kind::Error);
    let tried = g.body(|g| {
        let (label, x) = (g.label(), g.any());
        g.line(format!("fail({label}, {x})"));
    });
    let mut handler = vec![Stmt::Line(format!("{name} = error"))];
    if g.chance(30) {
        let inner = clause("try:", vec![Stmt::Line("{}[1]".to_string())]);
        let outer = clause(
            "except KeyError as second:",
            vec![Stmt::Line(format!("{name} = second"))],
        );
        handler.push(Stmt::Block(vec![inner, outer]));
    }
    g.push(Stmt::Block(vec![
        clause("try:", tried),
        clause("except Trouble as error:", handler),
    ]));
    g.scopes.declare(&name, Kind::Error);
}

fn forget_trace(g: &mut Generator) {
    if let Some(error) = g.pick(&[Kind::Error]) {
        let part = g.one_of(&["__traceback__", "__context__", "__cause__"]);
        g.line(format!("{error}.{part} = None"));
    }
}

fn with(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let (label, x) = (g.label(), g.any());
    let name = g.scopes.new_name(Kind::Any);
    let body = g.body(|g| {
        g.scopes.declare(&name, Kind::Any);
        g.some_statements(1..3);
        if g.chance(30) {
            g.line("{}[0]");
        }
    });
    g.push(Stmt::Block(vec![clause(
        format!("with Guard({label}, {x}) as {name}:"),
        body,
    )]));
    g.scopes.enter_branch();
    g.scopes.declare(&name, Kind::Any);
    g.scopes.leave();
}

/// Two managers in one statement.
fn with_two(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let (first, second, x) = (g.label(), g.label(), g.any());
    let body = g.body(|g| {
        g.some_statements(0..2);
        raise(g);
    });
    let head = format!("with Guard({first}, {x}), Guard({second}, {x}):");
    let inner = g.one_of(&["except Exception as error:", "except Trouble as error:"]);
    let told = vec![Stmt::Line("caught(error)".to_string())];
    let with = Stmt::Block(vec![clause(head, body)]);
    let rest = clause(
        "except Exception:",
        vec![Stmt::Line("print(\"other\")".to_string())],
    );
    g.push(Stmt::Block(vec![
        clause("try:", vec![with]),
        clause(inner, told),
        rest,
    ]));
}

/// A loop that is left or cut short through a `finally`.
fn left_early(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let (place, way) = (g.rng.u32(0..3), g.one_of(&["break", "continue"]));
    let count = g.scopes.new_name(Kind::Any);
    let mut tried = vec![Stmt::Block(vec![clause(
        format!("if {count} == {place}:"),
        vec![Stmt::Line(way.to_string())],
    )])];
    tried.extend(g.body(|g| g.some_statements(1..3)));
    let last = g.body(|g| g.some_statements(1..3));
    let body = vec![Stmt::Block(vec![
        clause("try:", tried),
        clause("finally:", last),
    ])];
    g.push(Stmt::Block(vec![clause(
        format!("for {count} in range(3):"),
        body,
    )]));
    g.scopes.enter_branch();
    g.scopes.declare(&count, Kind::Any);
    g.scopes.leave();
}

/// A function that returns through a `finally`, which may return itself.
fn returned(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = g.scopes.new_name(Kind::Any).replace('x', "returned");
    let body = g.function_body(|g| {
        g.scopes.declare("given", Kind::Any);
        let tried = g.body(|g| {
            g.some_statements(0..2);
            raise(g);
            g.line("return [given]");
        });
        let last = g.body(|g| {
            g.some_statements(1..3);
            if g.chance(30) {
                g.line("return given");
            }
        });
        g.push(Stmt::Block(vec![
            clause("try:", tried),
            clause("finally:", last),
        ]));
    });
    let x = g.any();
    g.push(Stmt::Block(vec![clause(
        format!("def {name}(given):"),
        body,
    )]));
    g.guarded(format!("print(tell({name}({x})))"));
    g.end_of_definition(&name);
}
