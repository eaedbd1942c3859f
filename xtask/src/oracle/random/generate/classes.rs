//! Classes of the program's own: what they share, what they compute, what they keep in slots.

use super::scope::Kind;
use super::{Clause, Generator, Stmt, Writer};

pub const WRITERS: &[Writer] = &[
    plain,
    derived,
    described,
    shared,
    use_described,
    use_described,
];

fn class_name(g: &mut Generator) -> String {
    g.scopes.new_name(Kind::Any).replace('x', "Class")
}

fn method(head: &str, body: &str) -> Stmt {
    let body = vec![Stmt::Line(body.to_string())];
    let head = head.to_string();
    Stmt::Block(vec![Clause { head, body }])
}

fn define(g: &mut Generator, head: String, body: Vec<Stmt>) {
    g.push(Stmt::Block(vec![Clause { head, body }]));
}

/// A class on a class of the prelude's, or on a built-in one; itself a cycle, once its name is gone.
fn plain(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = class_name(g);
    let base = g.one_of(&[
        "Thing", "Thing", "Quiet", "Slotted", "object", "dict", "set", "tuple", "int", "str",
    ]);
    let x = g.any();
    let body = vec![
        Stmt::Line(format!("shared = {x}")),
        method("def __len__(self):", "return 3"),
    ];
    define(g, format!("class {name}({base}):"), body);
    let label = match base {
        "Thing" | "Quiet" | "Slotted" => g.label(),
        _ => String::new(),
    };
    g.bind(Kind::Any, format!("{name}({label})"));
    g.end_of_definition(&name);
}

/// A class with slots or hooks of its own, made and used through `super`.
fn derived(g: &mut Generator) {
    if !g.may_nest() {
        return;
    }
    let name = class_name(g);
    let held = g.any();
    let (kind, base, body) = match g.rng.u32(0..4) {
        0 => (
            Kind::Slotted,
            "Slotted",
            vec![
                Stmt::Line("__slots__ = (\"other\", \"more\")".to_string()),
                method("def rest(self):", "return [self.name, self.other]"),
            ],
        ),
        1 => (
            Kind::Thing,
            "Thing",
            vec![
                method("def __getattr__(self, name):", "return name + \"?\""),
                method("def method(self):", "return [super().method(), __class__]"),
            ],
        ),
        2 => (
            Kind::Thing,
            "Late",
            vec![method("def __del__(self):", "super().__del__()")],
        ),
        _ => (
            Kind::Thing,
            "Thing",
            vec![
                Stmt::Line(format!("kept = [{held}]")),
                method(
                    "def __setattr__(self, name, value):",
                    "super().__setattr__(name, value)",
                ),
                method("def method(self):", "return self.kept[0]"),
            ],
        ),
    };
    define(g, format!("class {name}({base}):"), body);
    let label = g.label();
    g.bind(kind, format!("{name}({label})"));
    g.end_of_definition(&name);
}

/// An instance of the prelude's class with a property and a descriptor.
fn described(g: &mut Generator) {
    let label = g.label();
    g.bind(Kind::Described, format!("Described({label})"));
}

fn use_described(g: &mut Generator) {
    let Some(described) = g.pick(&[Kind::Described]) else {
        return;
    };
    let x = g.any();
    match g.rng.u32(0..8) {
        0 => g.line(format!("{described}.field = {x}")),
        1 => g.line(format!("print(tell({described}.field))")),
        2 => g.guarded(format!("del {described}.field")),
        3 => g.line(format!("{described}.twice = {x}")),
        4 => g.line(format!("print(tell({described}.twice))")),
        5 => g.line(format!(
            "print({described}.of_class(), {described}.alone(3))"
        )),
        6 => g.guarded(format!("{described}.fixed = {x}")),
        _ => g.line(format!("{described} += {x}")),
    }
}

/// What all instances of a class see.
fn shared(g: &mut Generator) {
    let x = g.any();
    match g.rng.u32(0..5) {
        0 => g.line(format!("Described.shared = {x}")),
        1 => g.line(format!("Described.shared = [Described.shared, {x}]")),
        2 => g.line("Described.shared = None"),
        3 => g.line("print(tell(Described.shared), \"shared\" in vars(Described))"),
        _ => g.line("print(len(Thing.__subclasses__()), Described.__mro__[1].__name__)"),
    }
}
