//! A generated program as a tree of statements, so that parts of it can be left out.

/// What every program starts with: the classes and helpers that the statements use. It stays when a program is shrunk.
const PRELUDE: &str = include_str!("prelude.py");
/// What every program ends with; what is printed after its line is not compared.
const CODA: &str = "print(END, made, \"made\")\n";
/// The line that begins a cell.
pub const CELL: &str = "# %%";
/// How the last line that a whole program prints begins.
pub const END: &str = "end:";

/// A program, its prelude left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// The statements at the module's level, with lines that begin a cell among them.
    pub body: Vec<Stmt>,
}

/// A statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stmt {
    /// One line.
    Line(String),
    /// A compound statement: its clauses, such as `try:` and `finally:`.
    Block(Vec<Clause>),
}

/// A clause of a compound statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// Its first line, with the colon.
    pub head: String,
    /// What it holds; where that is nothing, the source says `pass`.
    pub body: Vec<Stmt>,
}

impl Tree {
    /// The whole program's source.
    pub fn source(&self) -> String {
        let mut source = format!("{CELL}\n{PRELUDE}");
        render(&self.body, 0, &mut source);
        source + CODA
    }

    /// How many statements it has; a compound statement is one besides those that it holds.
    pub fn statements(&self) -> usize {
        count(&self.body)
    }

    /// Every tree that is this one with something left out, the smallest first: a run of neighbouring statements goes, or a
    /// compound statement gives way to what one of its clauses holds.
    pub fn reductions(&self) -> Vec<Tree> {
        let bodies = reductions(&self.body).into_iter();
        let mut found: Vec<Tree> = bodies.map(|body| Tree { body }).collect();
        found.sort_by_key(Tree::statements);
        found
    }
}

fn render(body: &[Stmt], depth: usize, source: &mut String) {
    let indent = "    ".repeat(depth);
    for stmt in body {
        match stmt {
            Stmt::Line(line) => source.push_str(&format!("{indent}{line}\n")),
            Stmt::Block(clauses) => {
                for clause in clauses {
                    source.push_str(&format!("{indent}{}\n", clause.head));
                    if clause.body.is_empty() {
                        source.push_str(&format!("{indent}    pass\n"));
                    }
                    render(&clause.body, depth + 1, source);
                }
            }
        }
    }
}

fn count(body: &[Stmt]) -> usize {
    let statements = body.iter().map(|stmt| match stmt {
        Stmt::Line(line) => usize::from(line != CELL),
        Stmt::Block(clauses) => {
            1 + clauses
                .iter()
                .map(|clause| count(&clause.body))
                .sum::<usize>()
        }
    });
    statements.sum()
}

fn reductions(body: &[Stmt]) -> Vec<Vec<Stmt>> {
    let mut found = Vec::new();
    let mut length = body.len();
    while length > 0 {
        for start in (0..body.len()).step_by(length) {
            let end = (start + length).min(body.len());
            found.push([&body[..start], &body[end..]].concat());
        }
        length /= 2;
    }
    for (place, stmt) in body.iter().enumerate() {
        let Stmt::Block(clauses) = stmt else {
            continue;
        };
        let mut replace = |by: Vec<Stmt>| {
            found.push([&body[..place], by.as_slice(), &body[place + 1..]].concat());
        };
        for (index, clause) in clauses.iter().enumerate() {
            replace(clause.body.clone());
            for smaller in reductions(&clause.body) {
                let mut clauses = clauses.clone();
                clauses[index].body = smaller;
                replace(vec![Stmt::Block(clauses)]);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(text: &str) -> Stmt {
        Stmt::Line(text.to_string())
    }

    fn loop_of(body: Vec<Stmt>) -> Stmt {
        let head = "for i in range(2):".to_string();
        Stmt::Block(vec![Clause { head, body }])
    }

    #[test]
    fn a_clause_that_holds_nothing_passes() {
        let tree = Tree {
            body: vec![loop_of(Vec::new())],
        };
        assert!(tree.source().contains("for i in range(2):\n    pass\n"));
        assert_eq!(tree.statements(), 1);
    }

    #[test]
    fn every_reduction_is_smaller_and_none_is_missing() {
        let tree = Tree {
            body: vec![line("a"), loop_of(vec![line("b"), line("c")])],
        };
        let found = tree.reductions();
        assert!(found.iter().all(|it| it.statements() < tree.statements()));
        let without_b = vec![line("a"), loop_of(vec![line("c")])];
        let without_loop = vec![line("a"), line("b"), line("c")];
        for body in [without_b, without_loop, vec![line("a")], Vec::new()] {
            assert!(found.contains(&Tree { body }));
        }
    }
}
