//! Whether the labs' compiler makes the instructions that CPython 3.12 makes of the same source.
//!
//! When an object dies depends on the instruction that drops it, so each cell of each program is compiled by both, and the
//! listings are compared: names, constants, instructions with their places in the source, tables, stack sizes. The compiler
//! is asked directly; a real 3.12 disassembles all cells in one process.

use super::declared::Declared;
use super::python::Python;
use crate::problem::Difference;
use crate::workspace::{Program, Workspace};
use anyhow::{Context, Result, ensure};
use interpreter::code::listing::Listing;
use interpreter::code::{Code, Const};
use interpreter::compile::{compile_module, split_cells};
use std::fmt;
use std::path::PathBuf;

/// The version whose instructions the labs run.
const VERSION: &str = "3.12";
/// What a program's head declares instead of a version.
const DECLARED_AS: &str = "disassembly";

/// How the programs' code objects compare with a CPython's.
#[derive(Debug)]
pub struct Disassembly {
    /// The full version of the CPython.
    version: String,
    codes: usize,
    instructions: usize,
    declared: usize,
    /// What differs and is not declared, or is declared and does not differ.
    complaints: Vec<String>,
}

/// A program, compiled.
struct Compiled {
    path: PathBuf,
    /// Why its head says that it differs.
    declared: Option<String>,
    cells: Vec<String>,
    codes: Vec<Code>,
}

/// Compares all `programs` with the first 3.12 of `pythons`; `None` if there is none.
pub fn compare(
    workspace: &Workspace,
    programs: &[Program],
    pythons: &[Python],
) -> Result<Option<Disassembly>> {
    let Some(python) = pythons.iter().find(|python| python.profile == VERSION) else {
        return Ok(None);
    };
    let compiled = programs.iter().map(|program| compile(workspace, program));
    let compiled: Vec<Compiled> = compiled.collect::<Result<_>>()?;
    let sources: Vec<String> = compiled.iter().flat_map(|it| it.cells.clone()).collect();
    let listings = python.disassemble(workspace, &sources)?;
    ensure!(
        listings.len() == sources.len(),
        "disassemble.py told of {} sources, not of {}",
        listings.len(),
        sources.len()
    );
    let mut found = Disassembly {
        version: python.version.clone(),
        codes: 0,
        instructions: 0,
        declared: 0,
        complaints: Vec::new(),
    };
    let mut rest = listings.as_slice();
    for program in &compiled {
        let (real, others) = rest.split_at(program.cells.len());
        rest = others;
        found.add(program, &real.concat());
    }
    Ok(Some(found))
}

fn compile(workspace: &Workspace, program: &Program) -> Result<Compiled> {
    let source = workspace.read(&program.path)?;
    let cells = split_cells(&source);
    let filename = program.path.display().to_string();
    let codes = cells.iter().map(|cell| compile_module(cell, &filename));
    let codes: Result<Vec<Code>, _> = codes.collect();
    let codes = codes.map_err(|error| anyhow::anyhow!("{}", error.message));
    Ok(Compiled {
        codes: codes.with_context(|| format!("cannot compile {filename}"))?,
        declared: Declared::parse(&source)?
            .reason_for(DECLARED_AS)
            .map(str::to_string),
        path: program.path.clone(),
        cells,
    })
}

impl Disassembly {
    /// Whether nothing differs that is not declared.
    pub fn agrees(&self) -> bool {
        self.complaints.is_empty()
    }

    /// One line that counts.
    pub fn summary(&self) -> String {
        format!(
            "disassembled by CPython {}: {} code objects, {} instructions: {}, {} programs differ as declared",
            self.version,
            self.codes,
            self.instructions,
            match self.complaints.len() {
                0 => "agree".to_string(),
                1 => "1 program differs".to_string(),
                count => format!("{count} programs differ"),
            },
            self.declared,
        )
    }

    fn add(&mut self, program: &Compiled, real: &str) {
        for code in &program.codes {
            self.count(code);
        }
        let ours: String = program
            .codes
            .iter()
            .map(|code| Listing(code).to_string())
            .collect();
        let place = format!("{}:1:", program.path.display());
        match (ours == real, &program.declared) {
            (true, None) => {}
            (false, Some(_)) => self.declared += 1,
            (false, None) => {
                let difference = Difference { committed: real.to_string(), actual: ours };
                self.complaints.push(format!(
                    "{place} CPython {} compiles it otherwise (- the real one, + the lab):\n{difference}",
                    self.version
                ));
            }
            (true, Some(reason)) => self.complaints.push(format!(
                "{place} is compiled alike, so the head's `# differs {DECLARED_AS}` line is not needed any more ({reason})"
            )),
        }
    }

    fn count(&mut self, code: &Code) {
        self.codes += 1;
        self.instructions += code.instrs.len();
        for constant in &code.consts {
            if let Const::Code(inner) = constant {
                self.count(inner);
            }
        }
    }
}

impl fmt::Display for Disassembly {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}", self.complaints.join("\n"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(source: &str, declared: Option<&str>) -> Compiled {
        Compiled {
            path: "labs/x/programs/y.py".into(),
            declared: declared.map(str::to_string),
            cells: vec![source.to_string()],
            codes: vec![compile_module(source, "y.py").expect("a program")],
        }
    }

    fn compared(declared: Option<&str>, real: impl Fn(&str) -> String) -> Disassembly {
        let program = compiled("def f(x):\n    return x + 1\n", declared);
        let mut found = Disassembly {
            version: "3.12.1".to_string(),
            codes: 0,
            instructions: 0,
            declared: 0,
            complaints: Vec::new(),
        };
        found.add(&program, &real(&Listing(&program.codes[0]).to_string()));
        found
    }

    #[test]
    fn the_code_objects_within_are_counted() {
        let found = compared(None, str::to_string);
        assert!(found.agrees());
        assert_eq!((found.codes, found.instructions), (2, 10));
    }

    #[test]
    fn another_instruction_is_shown() {
        let found = compared(None, |ours| ours.replace("BINARY_OP", "BINARY_ADD"));
        assert!(!found.agrees());
        assert!(found.to_string().contains("BINARY_ADD"), "{found}");
    }

    #[test]
    fn a_declaration_passes_a_difference_over_and_fails_without_one() {
        assert!(compared(Some("why"), |ours| ours.replace("CALL", "X") + "more\n").agrees());
        assert!(!compared(Some("why"), str::to_string).agrees());
    }
}
