//! The command line: parse, match, delegate.
#![forbid(unsafe_code)]

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;
use xtask::labs::Build;
use xtask::workspace::Workspace;
use xtask::{bench, bless, book, check, oracle, serve};

/// Builds, serves and proves the book.
#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    arg_required_else_help = true
)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Prove that everything the book says is so, and run the tests
    Check {
        /// Leave the tests out
        #[arg(long)]
        no_tests: bool,
        /// Leave the comparison with real CPythons out
        #[arg(long)]
        no_oracle: bool,
        /// Run the labs from a release build; what they print is the same
        #[arg(long)]
        release: bool,
    },
    /// Rewrite the outputs and numbers of the book that differ
    Bless,
    /// Render the book to target/book
    Book,
    /// Render the book and serve it on a loopback address, rebuilt on change
    Serve {
        /// The port to listen on
        #[arg(long, default_value_t = 3000)]
        port: u16,
        /// Open the book in a browser
        #[arg(long)]
        open: bool,
    },
    /// Run every program on real CPythons and compare
    Oracle {
        /// A CPython to use besides those that are found; may be given again
        #[arg(long, value_name = "PATH")]
        python: Vec<PathBuf>,
        /// Compare so many generated programs instead of the book's
        #[arg(long, value_name = "N")]
        random: Option<usize>,
        /// What the generated programs start from
        #[arg(long, value_name = "S", default_value_t = 1, requires = "random")]
        seed: u64,
        /// With --random, compare only with CPythons of this version; may be given again
        #[arg(long, value_name = "VERSION", requires = "random")]
        only: Vec<String>,
    },
    /// Measure the runtime beside its peers, in one run
    ///
    /// Everyone does the same work, in turn. `pools` has all allocators in one process, and processes of its own for each real
    /// CPython that is found as a library, for a process can hold one; `gc` gives every workload to a process of each real
    /// CPython that is found; `drawing` has a player draw its steps in a browser. The table shows medians, and in brackets our
    /// time over theirs, taken within each round. The figures go to book/measured, from where the book shows them; it is the
    /// one thing that `check` does not compare. A full run takes minutes: leave the machine alone meanwhile.
    Bench {
        /// What to measure
        #[arg(value_enum)]
        suite: bench::Suite,
        /// One process of each kind instead of several, for a first look
        #[arg(long)]
        quick: bool,
        /// Leave the book's figures as they are
        #[arg(long)]
        no_write: bool,
        /// A libpython to measure instead of those that are found (pyenv's 3.12 and 3.13, the system's); may be given again
        #[arg(long, value_name = "PATH")]
        libpython: Vec<PathBuf>,
        /// A CPython to measure besides those that are found; may be given again
        #[arg(long, value_name = "PATH")]
        python: Vec<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Does the task. False if it found something wrong and has said so.
fn run(arguments: Arguments) -> Result<bool> {
    let workspace = Workspace::find()?;
    match arguments.task {
        Task::Check {
            no_tests,
            no_oracle,
            release,
        } => check::run(
            &workspace,
            check::Options {
                build: if release {
                    Build::Release
                } else {
                    Build::Debug
                },
                no_tests,
                no_oracle,
            },
        ),
        Task::Bless => bless::run(&workspace),
        Task::Book => book::run(&workspace),
        Task::Serve { port, open } => serve::run(&workspace, port, open).map(|()| true),
        Task::Oracle {
            python,
            random: None,
            ..
        } => oracle::run(&workspace, &python),
        Task::Oracle {
            python,
            random: Some(programs),
            seed,
            only,
        } => {
            let mut pythons = oracle::find_pythons(&python)?;
            pythons.retain(|python| only.is_empty() || only.contains(&python.profile));
            oracle::random::run(
                &workspace,
                &pythons,
                oracle::random::Plan { programs, seed },
            )
        }
        Task::Bench {
            suite,
            quick,
            no_write,
            libpython,
            python,
        } => {
            let options = bench::Options {
                suite,
                quick,
                no_write,
                libpython,
                python,
            };
            bench::run(&workspace, &options)
        }
    }
}
