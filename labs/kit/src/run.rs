//! Running one experiment, on a thread with room for deep recursion and on a private heap of its own.

use crate::arguments::Options;
use crate::lab::{Experiment, Language};
use crate::output::Output;
use crate::paint;
use crate::recorder::{Record, Recorder};
use crate::source::Source;
use anyhow::{Context, Result, anyhow, ensure};
use interpreter::host::Host;
use interpreter::run::{Ending, run_program};
use interpreter::{Vm, VmConfig};
use runtime::Profile;
use std::rc::Rc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Bytes of the thread's stack. The host commits them only as they are used; the interpreter's own
/// limit on native calls is reached long before.
const STACK: usize = 512 << 20;

/// Seconds past the limit after which a program is no longer waited for. The interpreter looks at the
/// clock between instructions, so one long operation, such as `10 ** 10 ** 9`, passes the limit unseen.
const GRACE: f64 = 2.0;

/// How a program ended.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// What it left behind.
    pub record: Record,
    /// The exit code that Python would have.
    pub exit: i32,
}

/// A host that is made for one run, and hands over what it gathered.
pub trait Gatherer: Host + 'static {
    /// What a run leaves behind.
    type Gathered: Send;

    /// The interpreter has started: what is on the heap now is not the program's.
    fn program_begins(&self, _vm: &Vm) {}

    /// Hands over what was gathered.
    fn finish(&self, vm: &Vm) -> Self::Gathered;
}

/// Runs an experiment to its end. Ends the process if it hangs in one operation past its time.
///
/// # Errors
/// If the host gives no thread or no memory, or an experiment in Rust fails.
pub fn run(source: &Source, options: &Options) -> Result<Outcome> {
    match source.language {
        Language::Python => {
            let (record, exit) = run_with(source, options, || Recorder::new(options.format))?;
            Ok(Outcome { record, exit })
        }
        Language::Rust(experiment) => {
            on_a_thread(source, options, || run_experiment(experiment, options))
        }
    }
}

/// Runs a Python program with another host, which `make` gives; returns what it gathered and the exit code.
///
/// # Errors
/// If the host gives no thread or no memory, or the experiment is no Python program.
pub fn run_with<H: Gatherer>(
    source: &Source,
    options: &Options,
    make: impl FnOnce() -> H + Send,
) -> Result<(H::Gathered, i32)> {
    ensure!(
        matches!(source.language, Language::Python),
        "{} is an experiment in Rust: it shows no view",
        source.name
    );
    on_a_thread(source, options, || run_here(source, options, make()))
}

/// Does `work` on a thread of its own, and waits for it as long as the options allow.
fn on_a_thread<T: Send>(
    source: &Source,
    options: &Options,
    work: impl FnOnce() -> Result<T> + Send,
) -> Result<T> {
    thread::scope(|scope| {
        let (running, ended) = mpsc::channel::<()>();
        let program = thread::Builder::new()
            .name("python".to_owned())
            .stack_size(STACK)
            .spawn_scoped(scope, move || {
                let _dropped_at_the_end = running;
                work()
            })
            .context("cannot start a thread for the program")?;
        wait(&ended, options.seconds);
        program
            .join()
            .map_err(|_| anyhow!("the lab itself failed while it ran {}", source.name))?
    })
}

/// Waits until the program's thread drops its end of the channel.
fn wait(ended: &Receiver<()>, seconds: f64) {
    let patience = Duration::try_from_secs_f64(seconds + GRACE).unwrap_or(Duration::MAX);
    if ended.recv_timeout(patience) == Err(RecvTimeoutError::Timeout) {
        eprintln!(
            "{} stopped after {seconds} s, inside one long operation: the program ran longer than --seconds allows",
            paint::error("error:")
        );
        std::process::exit(1);
    }
}

fn run_experiment(experiment: Experiment, options: &Options) -> Result<Outcome> {
    let recorder = Recorder::new(options.format);
    experiment(&Output::new(&recorder, options.python))?;
    Ok(Outcome {
        record: recorder.hand_over(),
        exit: 0,
    })
}

fn run_here<H: Gatherer>(
    source: &Source,
    options: &Options,
    host: H,
) -> Result<(H::Gathered, i32)> {
    let host = Rc::new(host);
    let config = VmConfig {
        heap: runtime::Config {
            profile: Profile::of(options.python),
            limit: options.memory,
        },
        seconds: options.seconds,
        host: host.clone(),
    };
    let vm = Vm::start(config).map_err(|problem| anyhow!(problem))?;
    host.program_begins(&vm);
    let exit = report(run_program(&vm, &source.text, &source.filename), &*host);
    Ok((host.finish(&vm), exit))
}

/// Says on standard error why a program ended, if there is anything to say; returns its exit code.
fn report(ending: Ending, host: &dyn Host) -> i32 {
    match ending {
        Ending::Normal => return 0,
        Ending::Exit(code, message) => {
            if let Some(message) = message {
                host.stderr(&with_newline(message));
            }
            return code;
        }
        Ending::SyntaxError(text) | Ending::Exception(text) => host.stderr(&with_newline(text)),
        Ending::OutOfTime(seconds) => host.stderr(&format!(
            "stopped after {seconds} s: the program ran longer than --seconds allows\n"
        )),
    }
    1
}

fn with_newline(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
