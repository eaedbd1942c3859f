//! Python programs against what real CPythons printed, each audited.
//!
//! `tests/python/NAME.py` is the program, `NAME.out` what CPython 3.12 wrote to standard output with
//! `PYTHONHASHSEED=0`. What another version wrote is in `NAME.3.13.out`, and the program runs under that version's profile
//! too. A program without an output fails, and an output without its program.

use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::{Config, Profile, Version};
use std::cell::RefCell;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

struct Recorder {
    started: Instant,
    out: RefCell<String>,
    err: RefCell<String>,
}

impl Host for Recorder {
    fn stdout(&self, text: &str) {
        self.out.borrow_mut().push_str(text);
    }

    fn stderr(&self, text: &str) {
        self.err.borrow_mut().push_str(text);
    }

    fn fact(&self, _name: &str, _value: &str) {}

    fn view(&self, _vm: &Vm, _view: &View) {}

    fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64()
    }
}

/// What a run of a program gave.
struct Run {
    out: String,
    err: String,
    ending: Ending,
    audit: Result<(), Vec<String>>,
}

fn run(source: &str, version: Version, hook: Option<fn(&Vm)>) -> Run {
    let host = Rc::new(Recorder {
        started: Instant::now(),
        out: RefCell::default(),
        err: RefCell::default(),
    });
    let config = VmConfig {
        heap: Config {
            profile: Profile::of(version),
            limit: 1 << 30,
        },
        seconds: 300.0,
        host: host.clone(),
    };
    let vm = Vm::start(config).expect("the host reserves a private heap");
    vm.set_instruction_hook(hook);
    let ending = run_program(&vm, source, "program.py");
    let audit = runtime::audit::audit(&|look| vm.roots(look)).map(drop);
    Run {
        out: host.out.take(),
        err: host.err.take(),
        ending,
        audit,
    }
}

/// As the model's version.
fn run_apart(source: String, hook: Option<fn(&Vm)>) -> Run {
    run_apart_as(Version::V3_12, source, hook)
}

/// On a stack that deep native recursion fits on.
fn run_apart_as(version: Version, source: String, hook: Option<fn(&Vm)>) -> Run {
    let thread = std::thread::Builder::new().stack_size(1 << 30);
    let worker = thread
        .spawn(move || run(&source, version, hook))
        .expect("a thread starts");
    worker.join().expect("the interpreter does not panic")
}

/// The files of the folder with this extension, by name.
fn files(extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/python");
    let mut found: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("it can be read").path())
        .filter(|path| path.extension().is_some_and(|it| it == extension))
        .collect();
    found.sort();
    found
}

/// An output's program, and the version that it was recorded from.
fn recorded(output: &Path) -> (PathBuf, Version) {
    let stem = output.file_stem().unwrap_or_default().to_string_lossy();
    let (name, version) = match stem.split_once('.') {
        Some((name, version)) => (name, version.parse().expect("a version with a profile")),
        None => (&*stem, Version::V3_12),
    };
    (output.with_file_name(format!("{name}.py")), version)
}

#[test]
fn programs_print_what_cpython_prints() {
    let mut failures = Vec::new();
    let outputs = files("out");
    for output in &outputs {
        let (program, version) = recorded(output);
        let name = output.display();
        let Ok(source) = fs::read_to_string(program) else {
            failures.push(format!("{name} is without its program"));
            continue;
        };
        let expected = fs::read_to_string(output).expect("the output can be read");
        let run = run_apart_as(version, source, None);
        if run.out != expected {
            let difference = first_difference(&expected, &run.out);
            failures.push(format!(
                "{name}: {difference}\n{:?}\n{}",
                run.ending, run.err
            ));
        }
        if let Err(problems) = run.audit {
            failures.push(format!("{name}: audit: {problems:#?}"));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert!(outputs.len() >= 10, "only {} were found", outputs.len());
}

fn first_difference(expected: &str, found: &str) -> String {
    let (mut expected, mut found) = (expected.lines(), found.lines());
    let mut line = 1;
    loop {
        match (expected.next(), found.next()) {
            (Some(a), Some(b)) if a == b => line += 1,
            (a, b) => return format!("line {line}: CPython printed {a:?}, we {b:?}"),
        }
    }
}

#[test]
fn programs_have_an_output() {
    let recorded: Vec<PathBuf> = files("out").iter().map(|it| recorded(it).0).collect();
    for program in files("py") {
        assert!(
            recorded.contains(&program),
            "{} has no output beside it",
            program.display()
        );
    }
}

#[test]
fn every_instruction_leaves_the_counts_right() {
    for name in ["classes", "exceptions", "functions"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/python/{name}.py"));
        let source = fs::read_to_string(path).expect("the program can be read");
        let run = run_apart(source, Some(audit_now));
        assert_eq!(run.audit, Ok(()), "{name}");
    }
}

fn audit_now(vm: &Vm) {
    if let Err(problems) = runtime::audit::audit(&|look| vm.roots(look)) {
        let line = interpreter::eval::frames(vm)
            .last()
            .map_or(0, |frame| frame.line);
        panic!("line {line}: {problems:#?}");
    }
}

#[test]
fn an_uncaught_exception_is_printed_as_by_cpython() {
    let run = run_apart("def f(x):\n    return x[0] / 0\nf([1])\n".to_owned(), None);
    let expected = "Traceback (most recent call last):
  File \"program.py\", line 3, in <module>
    f([1])
  File \"program.py\", line 2, in f
    return x[0] / 0
           ~~~~~^~~
ZeroDivisionError: division by zero
";
    assert_eq!(run.ending, Ending::Exception(expected.to_owned()));
}

#[test]
fn a_list_nested_a_million_deep_is_dropped() {
    let source = "x = None\nfor i in range(1000000):\n    x = [x]\ndel x\nprint('dropped')\n";
    let run = run_apart(source.to_owned(), None);
    assert_eq!(run.out, "dropped\n");
    assert_eq!(run.audit, Ok(()));
}

#[test]
fn recursion_ends_at_cpythons_limit() {
    let source = "def f(n):\n    global deepest\n    deepest = n\n    f(n + 1)\ntry:\n    f(1)\nexcept RecursionError as e:\n    print(deepest, e)\n";
    let run = run_apart(source.to_owned(), None);
    assert_eq!(run.out, "999 maximum recursion depth exceeded\n");
    assert_eq!(run.audit, Ok(()));
}
