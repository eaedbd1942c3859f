//! What the compiler refuses, in which words, and where.

use interpreter::compile::{
    SyntaxError, SyntaxErrorKind, compile_cells, compile_expression, compile_module,
};

fn refused(source: &str) -> SyntaxError {
    match compile_module(source, "program.py") {
        Ok(_) => panic!("compiled: {source}"),
        Err(error) => error,
    }
}

#[track_caller]
fn assert_refused(source: &str, line: u32, message: &str) {
    let error = refused(source);
    assert_eq!(
        (error.line, error.message.as_str()),
        (line, message),
        "{source}"
    );
}

#[test]
fn statements_in_the_wrong_place() {
    assert_refused("x = 1\nreturn x\n", 2, "'return' outside function");
    assert_refused("yield 1\n", 1, "'yield' outside function");
    assert_refused("break\n", 1, "'break' outside loop");
    assert_refused(
        "if x:\n    continue\n",
        2,
        "'continue' not properly in loop",
    );
    assert_refused(
        "nonlocal x\n",
        1,
        "nonlocal declaration not allowed at module level",
    );
    assert_refused(
        "def f():\n    nonlocal x\n",
        2,
        "no binding for nonlocal 'x' found",
    );
    assert_refused(
        "def f():\n    x = 1\n    global x\n",
        3,
        "name 'x' is assigned to before global declaration",
    );
    assert_refused(
        "def f(a, a): pass\n",
        1,
        "duplicate argument 'a' in function definition",
    );
    assert_refused("f(a=1, a=2)\n", 1, "keyword argument repeated: a");
    assert_refused(
        "[(yield) for x in y]\n",
        1,
        "'yield' inside list comprehension",
    );
}

#[test]
fn bad_targets() {
    assert_refused(
        "f() = 1\n",
        1,
        "cannot assign to function call here. Maybe you meant '==' instead of '='?",
    );
    assert_refused("None = 1\n", 1, "cannot assign to None");
    assert_refused("for 1 in x: pass\n", 1, "cannot assign to literal");
    assert_refused("del f()\n", 1, "cannot delete function call");
    assert_refused(
        "a, *b, *c = d\n",
        1,
        "multiple starred expressions in assignment",
    );
    assert_refused(
        "[x for x in y if (x := 1)]\n",
        1,
        "assignment expression cannot rebind comprehension iteration variable 'x'",
    );
}

#[test]
fn what_the_parser_refuses() {
    assert_refused("x = (1\n", 1, "'(' was never closed");
    assert_refused(
        "print 1\n",
        1,
        "Missing parentheses in call to 'print'. Did you mean print(...)?",
    );
    assert_refused("if x\n    y\n", 1, "expected ':'");
    let error = refused("if x:\ny\n");
    assert_eq!(error.kind, SyntaxErrorKind::Indentation);
    assert_eq!(
        error.message,
        "expected an indented block after 'if' statement on line 1"
    );
}

#[test]
fn unsupported_constructs_are_named() {
    for (source, message) in [
        (
            "async def f(): pass\n",
            "async functions are not part of the labs' Python",
        ),
        (
            "match x:\n    case 1: pass\n",
            "match statements are not part of the labs' Python",
        ),
        (
            "type X = int\n",
            "type aliases are not part of the labs' Python",
        ),
        (
            "def f[T](): pass\n",
            "type parameters are not part of the labs' Python",
        ),
        (
            "try: x\nexcept* E: y\n",
            "except* clauses are not part of the labs' Python",
        ),
    ] {
        let error = refused(source);
        assert_eq!(error.kind, SyntaxErrorKind::Unsupported, "{source}");
        assert_eq!(error.message, message);
    }
}

#[test]
fn deep_nesting_is_an_error_not_a_crash() {
    let deep = 100_000;
    assert_refused(
        &format!("x = {}", "(".repeat(deep)),
        1,
        "too many nested parentheses",
    );
    for source in [
        format!("x = 1\ny = {}x", "-".repeat(deep)),
        format!("x = 1\ny = {}x", "not ".repeat(deep)),
        format!("x = 1\ny = x{}", " + x".repeat(deep)),
        format!("x = 1\ny = x{}", "()".repeat(deep)),
        format!("x = 1\ny = x{}", ".x".repeat(deep)),
        format!("x = 1\ny = {}1", "lambda: ".repeat(deep)),
    ] {
        assert_refused(&source, 2, "expression too deeply nested");
    }
    let many_operands = format!("x = [{}]\n", "a + b, ".repeat(deep));
    assert!(compile_module(&many_operands, "program.py").is_ok());
    let elifs = format!("if a: pass\n{}", "elif b: pass\n".repeat(10_000));
    assert!(compile_module(&elifs, "program.py").is_ok());
}

#[test]
fn an_error_shows_its_line() {
    let shown = refused("x = 1\nif x:\n    x = f(1)(2) + = 3\n").to_string();
    let expected = "  File \"program.py\", line 3\n    x = f(1)(2) + = 3\n                  ^\nSyntaxError: invalid syntax";
    assert_eq!(shown, expected);
}

#[test]
fn cells_are_compiled_by_themselves() {
    let cells = compile_cells(
        "# A title\n\n# %%\nx = 1\n# %%\ny = (\n# %%\nz = 2\n",
        "program.py",
    );
    let lines: Vec<Option<u32>> = cells
        .iter()
        .map(|cell| cell.as_ref().ok().and_then(|code| code.positions[1].line))
        .collect();
    assert_eq!(lines, [Some(4), None, Some(8)]);
    let plain = compile_cells("x = 1\n", "program.py");
    assert_eq!(plain.len(), 1);
}

#[test]
fn an_expression_returns_its_value() {
    let code = compile_expression("  a + 1", "<string>").expect("an expression");
    let names: Vec<&str> = code.instrs.iter().map(|instr| instr.op.name()).collect();
    assert_eq!(
        names,
        [
            "RESUME",
            "LOAD_NAME",
            "LOAD_CONST",
            "BINARY_OP",
            "RETURN_VALUE"
        ]
    );
    assert!(compile_expression("a = 1", "<string>").is_err());
}
