//! The compiler against CPython 3.12: the same instructions, arguments,
//! constants, names, positions, stack sizes and exception tables.
//!
//! `compile_dis/*.dis` were recorded by CPython itself, see `compile_dis/record.py`.

use std::fmt::Write;
use std::path::{Path, PathBuf};

use interpreter::code::{Code, Const};
use interpreter::compile::compile_module;

#[test]
fn compiles_as_cpython_does() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_dis");
    let mut programs: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of recordings")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| path.file_name().is_some_and(|name| name != "record.py"))
        .collect();
    programs.sort();
    assert!(!programs.is_empty());
    for program in programs {
        let source = std::fs::read_to_string(&program).expect("a program");
        let expected = std::fs::read_to_string(program.with_extension("dis"))
            .unwrap_or_else(|error| panic!("{}: no recording: {error}", program.display()));
        let name = program.file_name().expect("a name").to_string_lossy();
        let code = compile_module(&source, &name)
            .unwrap_or_else(|error| panic!("{}: {error}", program.display()));
        let mut ours = String::new();
        record(&code, &mut ours);
        for (number, (ours, theirs)) in ours.lines().zip(expected.lines()).enumerate() {
            let place = format!(
                "{}, line {} of the recording",
                program.display(),
                number + 1
            );
            assert_eq!(ours, theirs, "{place}");
        }
        assert_eq!(
            ours.lines().count(),
            expected.lines().count(),
            "{}",
            program.display()
        );
    }
}

fn record(code: &Code, out: &mut String) {
    let joined = |names: Vec<&str>| names.join(" ");
    writeln!(
        out,
        "{}: flags {}, arguments {} {} {}, locals {}, stack {}, line {}",
        code.qualname,
        code.flags,
        code.argcount,
        code.posonlyargcount,
        code.kwonlyargcount,
        code.nlocals,
        code.stacksize,
        code.firstlineno,
    )
    .expect("write to a string");
    let mut line = |text: String| {
        out.push_str(&text);
        out.push('\n');
    };
    line(format!("  names: {}", code.names.join(" ")));
    line(format!("  varnames: {}", joined(code.varnames().collect())));
    line(format!("  cellvars: {}", joined(code.cellvars().collect())));
    line(format!("  freevars: {}", joined(code.freevars().collect())));
    for value in &code.consts {
        line(format!("  const {}", constant(value)));
    }
    let offsets = code.offsets();
    for (i, (instr, at)) in code.instrs.iter().zip(&code.positions).enumerate() {
        let arg = if instr.op.has_arg() {
            instr.arg.to_string()
        } else {
            "-".to_owned()
        };
        let start = place(at.line, at.col);
        let end = place(at.end_line, at.end_col);
        line(format!(
            "  {i} @{} {} {arg} {start} {end}",
            offsets[i],
            instr.op.name()
        ));
    }
    for entry in &code.exception_table {
        let lasti = if entry.lasti { " lasti" } else { "" };
        line(format!(
            "  except {} to {} -> {} [{}]{lasti}",
            entry.start, entry.end, entry.target, entry.depth
        ));
    }
    for value in &code.consts {
        if let Const::Code(code) = value {
            record(code, out);
        }
    }
}

fn place(line: Option<u32>, column: Option<u32>) -> String {
    let shown = |number: Option<u32>| number.map_or("-".to_owned(), |number| number.to_string());
    format!("{}:{}", shown(line), shown(column))
}

fn constant(value: &Const) -> String {
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let float = |value: f64| format!("float {:016x}", value.to_bits());
    match value {
        Const::None => "None".to_owned(),
        Const::True => "True".to_owned(),
        Const::False => "False".to_owned(),
        Const::Ellipsis => "Ellipsis".to_owned(),
        Const::Int(int) => int.to_string(),
        Const::Float(value) => float(*value),
        Const::Complex(re, im) => format!("complex {} {}", float(*re), float(*im)),
        Const::Str(text) => format!("str {}", hex(text.as_bytes())),
        Const::Bytes(bytes) => format!("bytes {}", hex(bytes)),
        Const::Tuple(items) => {
            format!(
                "({})",
                items.iter().map(constant).collect::<Vec<_>>().join(", ")
            )
        }
        Const::FrozenSet(items) => {
            let mut items: Vec<String> = items.iter().map(constant).collect();
            items.sort();
            format!("{{{}}}", items.join(", "))
        }
        Const::Code(code) => format!("code {}", code.qualname),
    }
}
