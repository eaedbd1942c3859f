//! Makes programs: each seed is another one, and always the same one.
//!
//! A program is written as it would run: the generator knows which names are there and what kind of thing each leads to, so that
//! nearly every statement does what it says. Where an operation may fail, the statement catches what it raises and prints it.
//! Nothing that is printed depends on an address, a time, or the hash of a string.

mod change;
mod classes;
mod closures;
mod collect;
mod flow;
mod functions;
mod make;
mod observe;
mod scope;
mod weak;

use super::tree::{CELL, Clause, Stmt, Tree};
use fastrand::Rng;
use scope::{Kind, Scopes};

/// The fewest and the most statements that a program is planned with; compound ones can exceed the plan a little.
const PLAN: std::ops::Range<i32> = 40..75;
/// How deep compound statements nest.
const DEPTH: usize = 4;

/// Writes one statement, or does nothing where no name of the kind it needs is there.
type Writer = fn(&mut Generator);

/// What a program is made of, with weights.
const WRITERS: &[(u32, &[Writer])] = &[
    (30, make::WRITERS),
    (34, change::WRITERS),
    (22, observe::WRITERS),
    (8, collect::WRITERS),
    (13, flow::WRITERS),
    (9, functions::WRITERS),
    (6, classes::WRITERS),
    (5, closures::WRITERS),
    (10, weak::WRITERS),
];

/// The program of a seed.
pub fn program(seed: u64) -> Tree {
    let mut generator = Generator::new(seed);
    generator.left = generator.rng.i32(PLAN);
    while generator.left > 0 {
        generator.statement();
        if generator.chance(12) {
            generator.push(Stmt::Line(CELL.to_string()));
        }
    }
    generator.end();
    Tree {
        body: generator.finish(),
    }
}

/// A program in the making.
struct Generator {
    rng: Rng,
    scopes: Scopes,
    /// The bodies of the compound statements that are open, the module's first.
    bodies: Vec<Vec<Stmt>>,
    /// Statements still to write.
    left: i32,
    labels: u32,
}

impl Generator {
    fn new(seed: u64) -> Self {
        Self {
            rng: Rng::with_seed(seed),
            scopes: Scopes::default(),
            bodies: vec![Vec::new()],
            left: 0,
            labels: 0,
        }
    }

    /// The module's statements, at the end.
    fn finish(mut self) -> Vec<Stmt> {
        self.bodies.pop().unwrap_or_default()
    }

    /// Writes one statement of any sort.
    fn statement(&mut self) {
        let total = WRITERS.iter().map(|(weight, _)| weight).sum();
        let mut ticket = self.rng.u32(0..total);
        for (weight, writers) in WRITERS {
            if ticket < *weight {
                let writer = writers[self.rng.usize(0..writers.len())];
                return writer(self);
            }
            ticket -= weight;
        }
    }

    /// Lets everything go, in any order, and collects.
    fn end(&mut self) {
        let certain = self.scopes.own().into_iter();
        let mut lines: Vec<String> = certain.map(|name| format!("del {name}")).collect();
        let doubtful = self.scopes.doubtful().iter();
        lines.extend(doubtful.map(|name| format!("{name} = None")));
        self.rng.shuffle(&mut lines);
        self.line("gc.disable()");
        for line in lines {
            self.line(line);
        }
        self.line("print(gc.collect())");
        self.line("kept.clear()");
        self.line("print(gc.collect())");
    }

    /// True `percent` times of a hundred.
    fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(0..100) < percent
    }

    /// One of several.
    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.rng.usize(0..choices.len())]
    }

    /// A name for an object to tell itself by.
    fn label(&mut self) -> String {
        self.labels += 1;
        format!("\"n{}\"", self.labels)
    }

    /// A name that leads to something of one of the kinds.
    fn pick(&mut self, kinds: &[Kind]) -> Option<String> {
        let found = self.scopes.visible(kinds);
        (!found.is_empty()).then(|| found[self.rng.usize(0..found.len())].clone())
    }

    /// An expression for any object: mostly one that is there.
    fn any(&mut self) -> String {
        let known = self.pick(Kind::ALL);
        match (self.rng.u32(0..10), known) {
            (0..=5, Some(name)) => name,
            (6, _) => format!("[{}]", self.rng.u32(0..9)),
            (7, _) => self.rng.i32(-9..2000).to_string(),
            _ => format!("Thing({})", self.label()),
        }
    }

    /// Several such expressions, with commas.
    fn several(&mut self, count: std::ops::Range<usize>) -> String {
        let count = self.rng.usize(count);
        let items: Vec<String> = (0..count).map(|_| self.any()).collect();
        items.join(", ")
    }

    /// Writes a line.
    fn line(&mut self, line: impl Into<String>) {
        self.push(Stmt::Line(line.into()));
    }

    /// Writes a line, after which the name leads to something of this kind.
    fn bind(&mut self, kind: Kind, value: impl AsRef<str>) -> String {
        let name = self.scopes.new_name(kind);
        self.line(format!("{name} = {}", value.as_ref()));
        self.scopes.declare(&name, kind);
        name
    }

    /// Writes a line that may raise: what it raises is printed and dropped.
    fn guarded(&mut self, line: impl Into<String>) {
        let body = vec![Stmt::Line(line.into())];
        let told = "caught(error)".to_string();
        self.push(Stmt::Block(vec![
            Clause {
                head: "try:".to_string(),
                body,
            },
            Clause {
                head: "except Exception as error:".to_string(),
                body: vec![Stmt::Line(told)],
            },
        ]));
    }

    fn push(&mut self, stmt: Stmt) {
        self.left -= 1;
        if let Some(body) = self.bodies.last_mut() {
            body.push(stmt);
        }
    }

    /// The body of a compound statement that may not run, or run more than once.
    fn body(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Stmt> {
        self.scopes.enter_branch();
        let body = self.collected(write);
        self.scopes.leave();
        body
    }

    /// A function's body; its parameters are declared by `write`.
    fn function_body(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Stmt> {
        self.scopes.enter_function();
        let body = self.collected(write);
        self.scopes.leave();
        body
    }

    fn collected(&mut self, write: impl FnOnce(&mut Self)) -> Vec<Stmt> {
        self.bodies.push(Vec::new());
        write(self);
        self.bodies.pop().unwrap_or_default()
    }

    /// Writes a few statements into the open body.
    fn some_statements(&mut self, count: std::ops::Range<usize>) {
        for _ in 0..self.rng.usize(count) {
            self.statement();
        }
    }

    /// A function or class lives on in half of the cases; a later statement or the end lets it go.
    fn end_of_definition(&mut self, name: &str) {
        if self.chance(50) {
            self.line(format!("del {name}"));
        } else {
            self.scopes.declare(name, Kind::Any);
        }
    }

    /// Whether another compound statement may be opened here.
    fn may_nest(&self) -> bool {
        self.bodies.len() <= DEPTH && self.left > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_is_always_the_same_program_and_another_seed_another() {
        assert_eq!(program(7), program(7));
        assert_ne!(program(7), program(8));
    }

    #[test]
    fn programs_are_long_enough_to_be_worth_it() {
        let statements: usize = (0..100).map(|seed| program(seed).statements()).sum();
        assert!(
            statements >= 3000,
            "{statements} statements in 100 programs"
        );
    }
}
