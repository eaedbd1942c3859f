//! The heap's books balance: after every program of every lab, under every version, and for 3.12 after every
//! instruction of the program's own level.

use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::object::list;
use runtime::{Config, Profile, Version};
use std::cell::RefCell;
use std::rc::Rc;
use std::thread;
use std::time::Instant;
use whole_product_tests::repository;
use xtask::workspace::{Program, Workspace};

/// Bytes of stack for a program's thread, as the labs give it.
const STACK: usize = 512 << 20;
/// Bytes that a program may hold, as the labs' default.
const MEMORY: u64 = 1 << 30;
/// Seconds after which a program fails its test.
const SECONDS: f64 = 60.0;
/// After so many instructions of a program, only one in [`STRIDE`] is audited: a recount visits every object, so in a loop
/// that builds a hundred thousand of them it would take minutes to say the same each time.
const AUDITED_ONE_BY_ONE: u64 = 1_500;
/// See [`AUDITED_ONE_BY_ONE`].
const STRIDE: u64 = 10_000;

/// A host with nothing but a clock.
struct Silent(Instant);

impl Host for Silent {
    fn stdout(&self, _text: &str) {}
    fn stderr(&self, _text: &str) {}
    fn fact(&self, _name: &str, _value: &str) {}
    fn view(&self, _vm: &Vm, _view: &View) {}

    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

/// The audits between the instructions of one program.
#[derive(Default)]
struct Audits {
    instructions: u64,
    made: u64,
    /// What the first found that failed.
    problem: Option<String>,
}

thread_local! {
    /// Those of the program that this thread runs: the interpreter's hook is a plain function.
    static AUDITS: RefCell<Audits> = RefCell::default();
}

/// Audits the heap after an instruction.
fn after_instruction(vm: &Vm) {
    AUDITS.with_borrow_mut(|audits| {
        audits.instructions += 1;
        let due = audits.instructions <= AUDITED_ONE_BY_ONE || audits.instructions % STRIDE == 0;
        if !due || audits.problem.is_some() {
            return;
        }
        audits.made += 1;
        if let Err(problem) = audit(vm) {
            let line = interpreter::eval::frames(vm)
                .last()
                .map_or(0, |frame| frame.line);
            audits.problem = Some(format!("at line {line}: {problem}"));
        }
    });
}

fn audit(vm: &Vm) -> Result<(), String> {
    match runtime::audit::audit(&|look| vm.roots(look)) {
        Ok(_) => Ok(()),
        Err(problems) => Err(problems.join("; ")),
    }
}

/// An interpreter on this thread, as `version`.
fn start(version: Version) -> Rc<Vm> {
    let config = VmConfig {
        heap: Config {
            profile: Profile::of(version),
            limit: MEMORY,
        },
        seconds: SECONDS,
        host: Rc::new(Silent(Instant::now())),
    };
    Vm::start(config).expect("the host gives the memory")
}

/// Runs a program, and audits the heap at its end and, if asked, after its instructions.
fn run_audited(text: &str, name: &str, version: Version, between: bool) -> Result<(), String> {
    let vm = start(version);
    if between {
        vm.set_instruction_hook(Some(after_instruction));
    }
    match run_program(&vm, text, name) {
        Ending::SyntaxError(message) => return Err(message),
        Ending::OutOfTime(seconds) => return Err(format!("took more than {seconds} s")),
        Ending::Normal | Ending::Exit(..) | Ending::Exception(_) => {}
    }
    let audits = AUDITS.take();
    if let Some(problem) = audits.problem {
        return Err(problem);
    }
    if between && audits.made == 0 {
        return Err("no instruction was audited".to_owned());
    }
    audit(&vm).map_err(|problem| format!("at the end: {problem}"))
}

/// Runs every program of every lab, each on a thread of its own.
#[track_caller]
fn expect_balance(version: Version, between: bool) {
    let workspace = Workspace::at(repository());
    let mut programs = workspace.programs().expect("the programs can be listed");
    programs.retain(Program::is_python);
    assert!(!programs.is_empty());
    let problems: Vec<String> = programs
        .iter()
        .filter_map(|program| problem_of(&workspace, program, version, between))
        .collect();
    assert_eq!(problems, [] as [String; 0], "as Python {version}");
}

/// What is wrong with a program's heap.
fn problem_of(
    workspace: &Workspace,
    program: &Program,
    version: Version,
    between: bool,
) -> Option<String> {
    let path = program.path.display().to_string();
    let text = workspace
        .read(&program.path)
        .expect("the program can be read");
    let name = path.clone();
    let outcome = thread::Builder::new()
        .stack_size(STACK)
        .spawn(move || run_audited(&text, &name, version, between))
        .expect("a thread")
        .join()
        .unwrap_or_else(|_| Err("panicked".to_owned()));
    outcome.err().map(|problem| format!("{path}: {problem}"))
}

#[test]
fn after_every_program_as_3_10() {
    expect_balance(Version::V3_10, false);
}

#[test]
fn after_every_program_as_3_11() {
    expect_balance(Version::V3_11, false);
}

#[test]
fn after_every_program_as_3_12() {
    expect_balance(Version::V3_12, false);
}

#[test]
fn after_every_program_as_3_13() {
    expect_balance(Version::V3_13, false);
}

#[test]
fn after_every_program_as_3_14() {
    expect_balance(Version::V3_14, false);
}

#[test]
fn after_every_instruction_as_3_12() {
    expect_balance(Version::V3_12, true);
}

#[test]
fn a_reference_that_nobody_has_is_found() {
    let vm = start(Version::default());
    assert_eq!(audit(&vm), Ok(()));
    std::mem::forget(list::new([]));
    let problem = audit(&vm).expect_err("a list has a count, and nothing refers to it");
    assert!(
        problem.contains("(list): count 1, but 0 references found"),
        "{problem}"
    );
}
