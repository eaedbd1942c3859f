//! The compiler against CPython 3.12: the same instructions, arguments,
//! constants, names, positions, stack sizes and exception tables.
//!
//! `compile_dis/*.dis` were recorded by CPython itself, see `compile_dis/record.py`.

use std::path::{Path, PathBuf};

use interpreter::code::listing::Listing;
use interpreter::code::{Code, Const};
use interpreter::compile::compile_module;

/// The programs of the folder.
fn programs() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/compile_dis");
    let mut programs: Vec<PathBuf> = std::fs::read_dir(&folder)
        .expect("the folder of recordings")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "py"))
        .filter(|path| path.file_name().is_some_and(|name| name != "record.py"))
        .collect();
    programs.sort();
    assert!(!programs.is_empty());
    programs
}

fn compiled(program: &Path) -> Code {
    let source = std::fs::read_to_string(program).expect("a program");
    let name = program.file_name().expect("a name").to_string_lossy();
    compile_module(&source, &name).unwrap_or_else(|error| panic!("{}: {error}", program.display()))
}

#[test]
fn compiles_as_cpython_does() {
    for program in programs() {
        let expected = std::fs::read_to_string(program.with_extension("dis"))
            .unwrap_or_else(|error| panic!("{}: no recording: {error}", program.display()));
        let ours = Listing(&compiled(&program)).to_string();
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

#[test]
fn no_instruction_takes_the_stack_past_its_size() {
    for program in programs() {
        check_depths(&compiled(&program));
    }
}

/// `co_stacksize` may be more than is reached: it counts handlers that no instruction can raise to.
fn check_depths(code: &Code) {
    for (index, before) in code.depths().into_iter().enumerate() {
        let greatest = before.map_or(0, |before| before.max(code.depth_after(index, before)));
        assert!(greatest <= code.stacksize, "{} at {index}", code.qualname);
    }
    for constant in &code.consts {
        if let Const::Code(inner) = constant {
            check_depths(inner);
        }
    }
}
