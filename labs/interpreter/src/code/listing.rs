//! A code object as text that two compilers can be compared by: a line a fact, and a line an instruction.
//!
//! `xtask/shim/listing.py` makes the same text of a CPython's code object. Jumps name the instruction that they go to, and
//! floats and strings are spelt in hexadecimal, so that nothing depends on how either side prints them.

use super::{Code, Const};
use std::fmt::{self, Display, Formatter};

/// Displays a code object, then the code objects among its constants.
pub struct Listing<'a>(pub &'a Code);

impl Display for Listing<'_> {
    fn fmt(&self, out: &mut Formatter<'_>) -> fmt::Result {
        let code = self.0;
        header(code, out)?;
        instructions(code, out)?;
        writeln!(out, "  bytecode {}", hex(&code.bytecode()))?;
        writeln!(out, "  line table {}", hex(&code.linetable()))?;
        writeln!(
            out,
            "  exception table {}",
            hex(&code.exception_table_bytes())
        )?;
        for value in &code.consts {
            if let Const::Code(code) = value {
                Listing(code).fmt(out)?;
            }
        }
        Ok(())
    }
}

fn header(code: &Code, out: &mut Formatter<'_>) -> fmt::Result {
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
    )?;
    let joined = |names: Vec<&str>| names.join(" ");
    writeln!(out, "  names: {}", code.names.join(" "))?;
    writeln!(out, "  varnames: {}", joined(code.varnames().collect()))?;
    writeln!(out, "  cellvars: {}", joined(code.cellvars().collect()))?;
    writeln!(out, "  freevars: {}", joined(code.freevars().collect()))?;
    for value in &code.consts {
        writeln!(out, "  const {}", constant(value))?;
    }
    Ok(())
}

fn instructions(code: &Code, out: &mut Formatter<'_>) -> fmt::Result {
    let offsets = code.offsets();
    for (index, (instr, at)) in code.instrs.iter().zip(&code.positions).enumerate() {
        let arg = if instr.op.has_arg() {
            instr.arg.to_string()
        } else {
            "-".to_owned()
        };
        writeln!(
            out,
            "  {index} @{} {} {arg} {} {}",
            offsets[index],
            instr.op.name(),
            place(at.line, at.col),
            place(at.end_line, at.end_col),
        )?;
    }
    for entry in &code.exception_table {
        let lasti = if entry.lasti { " lasti" } else { "" };
        writeln!(
            out,
            "  except {} to {} -> {} [{}]{lasti}",
            entry.start, entry.end, entry.target, entry.depth
        )?;
    }
    Ok(())
}

fn place(line: Option<u32>, column: Option<u32>) -> String {
    let shown = |number: Option<u32>| number.map_or("-".to_owned(), |number| number.to_string());
    format!("{}:{}", shown(line), shown(column))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn constant(value: &Const) -> String {
    let all = |items: &[Const]| items.iter().map(constant).collect::<Vec<_>>();
    let float = |value: f64| format!("float {:016x}", value.to_bits());
    match value {
        Const::None => "None".to_owned(),
        Const::True => "True".to_owned(),
        Const::False => "False".to_owned(),
        Const::Ellipsis => "Ellipsis".to_owned(),
        Const::Int(int) => format!("int {int:x}"),
        Const::Float(value) => float(*value),
        Const::Complex(re, im) => format!("complex {} {}", float(*re), float(*im)),
        Const::Str(text) => format!("str {}", hex(text.as_bytes())),
        Const::Bytes(bytes) => format!("bytes {}", hex(bytes)),
        Const::Tuple(items) => format!("({})", all(items).join(", ")),
        Const::FrozenSet(items) => {
            let mut items = all(items);
            items.sort();
            format!("{{{}}}", items.join(", "))
        }
        Const::Code(code) => format!("code {}", code.qualname),
    }
}
