//! Functions, generators and recursion of the program's own.

use super::scope::Kind;
use super::{Clause, Generator, Stmt, Writer};

pub const WRITERS: &[Writer] = &[function, function, function, generator, recursion];

/// A function with parameters of every sort, and a call of it.
fn function(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = g.scopes.new_name(Kind::Any).replace('x', "function");
    let parameters = Parameters::choose(g);
    let body = g.function_body(|g| {
        parameters.declare(g);
        g.some_statements(2..7);
        finish(g);
    });
    let head = format!("def {name}({}):", parameters.text);
    g.push(Stmt::Block(vec![Clause { head, body }]));
    let call = format!("{name}({})", parameters.arguments);
    match g.rng.u32(0..4) {
        0 => g.line(call),
        1 => g.guarded(format!("print(tell({call}))")),
        _ => {
            g.bind(Kind::Any, call);
        }
    }
    g.end_of_definition(&name);
}

/// What a function does last.
fn finish(g: &mut Generator) {
    match (g.rng.u32(0..4), g.pick(Kind::ALL)) {
        (0, Some(x)) => g.line(format!("return [{x}, {x}]")),
        (1, Some(x)) => g.line(format!("return lambda: {x}")),
        (2, Some(x)) => g.line(format!("return {x}")),
        _ => {}
    }
}

/// Parameters with the kinds of what the call passes.
struct Parameters {
    text: String,
    arguments: String,
    kinds: Vec<(String, Kind)>,
}

impl Parameters {
    fn choose(g: &mut Generator) -> Self {
        let (mut text, mut arguments, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
        for place in 0..g.rng.usize(0..3) {
            let argument = g.any();
            let name = format!("given{place}");
            kinds.push((name.clone(), g.scopes.kind_of(&argument)));
            text.push(name);
            arguments.push(argument);
        }
        if g.chance(40) {
            let default = g.any();
            text.push(format!("usual={default}"));
            kinds.push(("usual".to_string(), g.scopes.kind_of(&default)));
        }
        if g.chance(25) {
            // A default takes the first of further arguments.
            let filled = kinds.iter().any(|(name, _)| name == "usual");
            text.push("*rest".to_string());
            kinds.push(("rest".to_string(), Kind::Any));
            if !filled {
                arguments.extend([g.any(), g.any()]);
            }
        }
        if g.chance(25) {
            text.push("**named".to_string());
            kinds.push(("named".to_string(), Kind::Any));
            let extra = g.any();
            arguments.push(format!("extra={extra}"));
        }
        Self {
            text: text.join(", "),
            arguments: arguments.join(", "),
            kinds,
        }
    }

    fn declare(&self, g: &mut Generator) {
        for (name, kind) in &self.kinds {
            g.scopes.declare(name, *kind);
        }
    }
}

/// A generator function whose body is the program's own; it yields between its statements.
fn generator(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = g.scopes.new_name(Kind::Any).replace('x', "generator");
    let argument = g.any();
    let kind = g.scopes.kind_of(&argument);
    let body = g.function_body(|g| {
        g.scopes.declare("given", kind);
        g.some_statements(1..3);
        let x = g.any();
        g.line(format!("yield {x}"));
        g.some_statements(1..3);
        g.line("yield");
    });
    let head = format!("def {name}(given):");
    g.push(Stmt::Block(vec![Clause { head, body }]));
    let steps = g.bind(Kind::Generator, format!("{name}({argument})"));
    g.line(format!("print(tell(next({steps})))"));
    g.end_of_definition(&name);
}

/// A function that calls itself, with an object in each of its frames.
fn recursion(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = g.scopes.new_name(Kind::Any).replace('x', "recursion");
    let label = g.label().trim_matches('"').to_string();
    let own = format!("own = Thing(f\"{label}.{{depth}}\", held)");
    let mut body = vec![Stmt::Line(own)];
    body.extend(g.function_body(|g| {
        g.scopes.declare("own", Kind::Thing);
        g.some_statements(0..2);
    }));
    let passed = g.one_of(&["own", "held", "[own]"]);
    let deepest = g.one_of(&["held", "None", "fail(\"deepest\", held)"]);
    // In one line, so that the end cannot be left out when the program is made small.
    body.push(Stmt::Line(format!(
        "return {name}(depth - 1, {passed}) if depth else {deepest}"
    )));
    let head = format!("def {name}(depth, held):");
    g.push(Stmt::Block(vec![Clause { head, body }]));
    let (depth, x) = (g.rng.u32(1..6), g.any());
    g.guarded(format!("print(tell({name}({depth}, {x})))"));
    g.end_of_definition(&name);
}
