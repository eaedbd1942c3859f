//! Runs one Python file without the labs' command line: `cargo run -p interpreter --example run -- FILE`.
//!
//! `--audit` audits the heap at the end, `--audit-each` after every instruction of the program's own level.

use interpreter::host::{Host, View};
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::{Config, Profile, Version};
use std::io::Write;
use std::rc::Rc;
use std::time::Instant;

struct Terminal(Instant);

impl Host for Terminal {
    fn stdout(&self, text: &str) {
        let mut out = std::io::stdout();
        // A reader that went away is no reason to stop.
        let _ = out.write_all(text.as_bytes());
    }

    fn stderr(&self, text: &str) {
        eprint!("{text}");
    }

    fn fact(&self, name: &str, value: &str) {
        println!("fact {name} = {value}");
    }

    fn view(&self, _vm: &Vm, view: &View) {
        println!("view {view:?}");
    }

    fn seconds(&self) -> f64 {
        self.0.elapsed().as_secs_f64()
    }
}

fn main() {
    let worker = std::thread::Builder::new().stack_size(512 << 20).spawn(run);
    let status = worker
        .ok()
        .and_then(|worker| worker.join().ok())
        .unwrap_or(101);
    std::process::exit(status);
}

fn run() -> i32 {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let Some(file) = args.iter().find(|arg| !arg.starts_with("--")) else {
        eprintln!("name a Python file");
        return 2;
    };
    let source = match std::fs::read_to_string(file) {
        Ok(source) => source,
        Err(error) => {
            eprintln!("{file}: {error}");
            return 2;
        }
    };
    let version = args
        .iter()
        .find_map(|arg| arg.strip_prefix("--python=")?.parse().ok())
        .unwrap_or(Version::V3_12);
    let config = VmConfig {
        heap: Config {
            profile: Profile::of(version),
            limit: 1 << 30,
        },
        seconds: 60.0,
        host: Rc::new(Terminal(Instant::now())),
    };
    let vm = match Vm::start(config) {
        Ok(vm) => vm,
        Err(message) => {
            eprintln!("{message}");
            return 2;
        }
    };
    if args.iter().any(|arg| arg == "--audit-each") {
        vm.set_instruction_hook(Some(audit));
    }
    let ending = run_program(&vm, &source, file);
    let status = match ending {
        Ending::Normal => 0,
        Ending::Exit(status, message) => {
            if let Some(message) = message {
                eprintln!("{message}");
            }
            status
        }
        Ending::SyntaxError(text) | Ending::Exception(text) => {
            eprint!("{text}");
            1
        }
        Ending::OutOfTime(seconds) => {
            eprintln!("stopped after {seconds} s");
            1
        }
    };
    if args.iter().any(|arg| arg.starts_with("--audit")) {
        audit(&vm);
    }
    status
}

fn audit(vm: &Vm) {
    if let Err(problems) = runtime::audit::audit(&|look| vm.roots(look)) {
        let line = interpreter::eval::frames(vm)
            .last()
            .map_or(0, |frame| frame.line);
        eprintln!("audit: at line {line}");
        for problem in problems.iter().take(20) {
            eprintln!("audit: {problem}");
        }
        std::process::exit(3);
    }
}
