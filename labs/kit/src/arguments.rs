//! The command line: the words and options that every lab takes.

use crate::limits;
use clap::{Args, Parser, Subcommand, ValueEnum};
use runtime::Version;

/// What stands above the words and options in `--help`.
const LONG_ABOUT: &str = "\
Each experiment is an ordinary Python program; a few are Rust. A program runs on a private heap rebuilt after CPython's: \
counts, addresses and sizes are those of the Python version chosen with --python. Tables come from the \
module `xray`, which only a lab has.

Without a word, every experiment runs, in the book's order.";

/// What stands below them; `{lab}` and `{name}` are filled in.
const EXAMPLES: &str = "\
Examples:
  cargo run -q -p {lab} -- list
  cargo run -q -p {lab} -- run {name}
  cargo run -q -p {lab} -- --python 3.10 run {name}
  cargo run -q -p {lab} -- run my_program.py --seconds 5
  echo 'print(id(1))' | cargo run -q -p {lab} -- run -

Exit codes:
  0  every program ran to its end
  1  a program ended with an exception or passed a limit, or a file could not be read
  2  the command line was wrong
  n  a program called sys.exit(n)";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(version, long_about = LONG_ABOUT)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub word: Option<Word>,
    /// How to do it.
    #[command(flatten)]
    pub options: Options,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Word {
    /// List the experiments: names and titles
    List,
    /// Print the source of an experiment
    Show {
        /// An experiment that `list` names
        name: String,
    },
    /// Run experiments, or a program of your own
    #[command(long_about = "\
Run experiments, or a program of your own.

A word that ends in .py or has a / in it is a file; any other word is an experiment; - is standard input. \
Of several, each gets a heading, and each runs on a fresh heap.

With --format trace, each program's steps are printed as JSON, one line a program: frames, objects, counts and pools \
after each line of its source, as the player in the book's pages draws them. A trace has at most 400 steps and \
60 objects; the comments `# xray: on` and `# xray: off`, on lines of their own, mark the lines to show.")]
    Run {
        /// Experiments that `list` names, files, or - for standard input
        #[arg(required = true, value_name = "NAME|FILE.py|-")]
        names: Vec<String>,
    },
    /// Draw a view of an experiment, or of a program of your own, as an SVG picture
    #[command(long_about = "\
Draw a view of an experiment, or of a program of your own, as an SVG picture.

The program runs, and what it prints is left out. The views that can be drawn are xray.bytes(x), xray.pools(SIZE), \
xray.arenas(), xray.phases() and xray.bars(), numbered from 1 in the order in which the program shows them.")]
    Picture {
        /// An experiment that `list` names, a file, or - for standard input
        #[arg(value_name = "NAME|FILE.py|-")]
        name: String,
        /// Which of its views; the last, if this is left out
        #[arg(value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
        number: Option<u32>,
    },
}

/// How to do it.
#[derive(Args, Clone, Copy, Debug)]
pub struct Options {
    /// The CPython to act as: 3.10, 3.11, 3.12, 3.13, 3.14.2 (which collects in increments) or 3.14 (from 3.14.5 on)
    #[arg(long, global = true, value_name = "VERSION", default_value_t)]
    pub python: Version,
    /// Whether tables have colours; auto: on a terminal, unless NO_COLOR is set
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    pub color: ColorChoice,
    /// What to print: text; json, an object a line for each program; with run also trace, an object a line with all steps
    #[arg(
        long,
        global = true,
        value_name = "FORMAT",
        value_enum,
        default_value_t
    )]
    pub format: Format,
    /// Seconds after which a program is stopped
    #[arg(long, global = true, value_name = "N", default_value_t = limits::SECONDS, value_parser = limits::parse_seconds)]
    pub seconds: f64,
    /// Memory that a program may hold before it gets a MemoryError: from 4M to 64T
    #[arg(long, global = true, value_name = "SIZE", default_value = limits::MEMORY, value_parser = limits::parse_memory)]
    pub memory: u64,
}

/// Whether tables have colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Yes
    Always,
    /// No
    Never,
}

/// What is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub enum Format {
    /// What the program prints, and its tables
    #[default]
    Text,
    /// An object a line for each program
    Json,
    /// The steps of each program that is run, an object a line
    Trace,
}

/// The examples of `--help` for this lab.
pub fn examples(lab: &str, name: &str) -> String {
    EXAMPLES.replace("{lab}", lab).replace("{name}", name)
}
