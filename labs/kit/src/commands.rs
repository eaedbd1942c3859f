//! The words of the command line: `list`, `show`, `run`, `picture`, and none.

use crate::arguments::{self, Arguments, Format, Options, Word};
use crate::lab::Lab;
use crate::paint;
use crate::picture;
use crate::recorder::written;
use crate::run::{self, Outcome};
use crate::source::{self, Source, UnknownExperiment};
use crate::table::Table;
use crate::trace;
use anyhow::Result;
use clap::error::ErrorKind;
use clap::{CommandFactory, FromArgMatches};
use serde::{Serialize, Serializer};
use std::io::{self, Write};
use std::process::ExitCode;

/// Runs a lab: reads the command line of this process and does what it says.
pub fn main(lab: &Lab) -> ExitCode {
    let arguments = parse(lab);
    paint::choose(arguments.options.color, arguments.options.format);
    match answer(lab, arguments) {
        Ok(exit) => exit_code(exit),
        Err(error) => {
            eprintln!("{} {error:#}", paint::error("error:"));
            ExitCode::from(if error.is::<UnknownExperiment>() {
                2
            } else {
                1
            })
        }
    }
}

fn parse(lab: &Lab) -> Arguments {
    let example = lab.programs.first().map_or("NAME", |program| program.name);
    let mut command = Arguments::command()
        .name(lab.package)
        .about(lab.about)
        .before_long_help(lab.about)
        .after_long_help(arguments::examples(lab.package, example));
    let arguments = Arguments::from_arg_matches(&command.get_matches_mut())
        .unwrap_or_else(|error| error.exit());
    let is_run = matches!(arguments.word, Some(Word::Run { .. }));
    if arguments.options.format == Format::Trace && !is_run {
        let message = "--format trace goes with the word run";
        command.error(ErrorKind::ArgumentConflict, message).exit();
    }
    arguments
}

/// Does what the command line says; returns the exit code.
fn answer(lab: &Lab, arguments: Arguments) -> Result<i32> {
    let options = arguments.options;
    match arguments.word {
        Some(Word::List) => list(lab, options.format)?,
        Some(Word::Show { name }) => show(&source::experiment(lab, &name)?, options.format)?,
        Some(Word::Run { names }) => {
            let sources = names.iter().map(|name| source::find(lab, name));
            let sources = sources.collect::<Result<Vec<_>>>()?;
            if options.format == Format::Trace {
                return trace_all(lab, &sources, &options);
            }
            return run_all(&sources, names.len() > 1, &options);
        }
        Some(Word::Picture { name, number }) => {
            return draw(&source::find(lab, &name)?, number, &options);
        }
        None => return run_all(&source::all(lab), true, &options),
    }
    Ok(0)
}

fn list(lab: &Lab, format: Format) -> Result<()> {
    if format == Format::Json {
        let entries: Vec<Entry> = lab
            .programs
            .iter()
            .zip(source::all(lab))
            .map(|(program, source)| Entry {
                name: program.name,
                title: source.title.unwrap_or_default(),
                path: lab.path(program),
            })
            .collect();
        print(&format!("{}\n", serde_json::to_string(&entries)?));
        return Ok(());
    }
    let mut table = Table::new("", &["experiment", "title"], &[]);
    for source in source::all(lab) {
        table.row([paint::name(source.name), source.title.unwrap_or_default()]);
    }
    print(&table.render());
    Ok(())
}

fn show(source: &Source, format: Format) -> Result<()> {
    if format == Format::Json {
        print(&format!("{}\n", serde_json::to_string(&source.text)?));
        return Ok(());
    }
    let comment_mark = source.language.comment();
    for line in source.text.split_inclusive('\n') {
        match line.strip_suffix('\n') {
            Some(comment) if comment.trim_start().starts_with(comment_mark) => {
                print(&format!("{}\n", paint::aside(comment)))
            }
            _ => print(line),
        }
    }
    Ok(())
}

/// Prints a view of a program as a picture; returns the program's exit code.
fn draw(source: &Source, number: Option<u32>, options: &Options) -> Result<i32> {
    let (picture, exit) = picture::of_program(source, number, options)?;
    if let Some(picture) = picture {
        match options.format {
            Format::Text | Format::Trace => print(&format!("{picture}\n")),
            Format::Json => print(&format!("{}\n", serde_json::to_string(&picture)?)),
        }
    }
    Ok(exit)
}

/// Runs programs one after the other; the exit code is that of the first that failed.
fn run_all(sources: &[Source], with_headings: bool, options: &Options) -> Result<i32> {
    let mut exit = 0;
    for (index, source) in sources.iter().enumerate() {
        if with_headings && options.format == Format::Text {
            print(&format!(
                "{}{}\n",
                if index > 0 { "\n" } else { "" },
                heading(source)
            ));
        }
        let outcome = run::run(source, options)?;
        if options.format == Format::Json {
            print(&format!(
                "{}\n",
                serde_json::to_string(&Report::of(source, options, &outcome))?
            ));
        }
        if exit == 0 {
            exit = outcome.exit;
        }
    }
    Ok(exit)
}

/// Prints the trace of each program, a line each; the exit code is that of the first that failed.
fn trace_all(lab: &Lab, sources: &[Source], options: &Options) -> Result<i32> {
    let mut exit = 0;
    for source in sources {
        let (trace, code) = trace::of_program(lab.name, source, options)?;
        if let Some(trace) = trace {
            print(&format!("{trace}\n"));
        }
        if exit == 0 {
            exit = code;
        }
    }
    Ok(exit)
}

fn heading(source: &Source) -> String {
    let text = match &source.title {
        Some(title) => format!("── {}: {title} ──", source.name),
        None => format!("── {} ──", source.name),
    };
    paint::heading(text)
}

fn print(text: &str) {
    let mut stdout = io::stdout().lock();
    written(
        stdout
            .write_all(text.as_bytes())
            .and_then(|()| stdout.flush()),
    );
}

/// The code as a process can return it: its lowest 8 bits, as `sys.exit` does.
fn exit_code(code: i32) -> ExitCode {
    ExitCode::from(code as u8)
}

/// An element of `list --format json`.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    title: String,
    path: String,
}

/// A line of `run --format json`.
#[derive(Serialize)]
struct Report<'a> {
    name: &'a str,
    title: &'a str,
    python: String,
    stdout: &'a str,
    text: &'a str,
    #[serde(serialize_with = "as_map")]
    facts: &'a [(String, String)],
    stderr: &'a str,
    exit: i32,
}

impl<'a> Report<'a> {
    fn of(source: &'a Source, options: &Options, outcome: &'a Outcome) -> Report<'a> {
        let record = &outcome.record;
        Report {
            name: &source.name,
            title: source.title.as_deref().unwrap_or_default(),
            python: options.python.to_string(),
            stdout: &record.stdout,
            text: &record.text,
            facts: &record.facts,
            stderr: &record.stderr,
            exit: outcome.exit,
        }
    }
}

fn as_map<S: Serializer>(facts: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(facts.iter().map(|(name, value)| (name, value)))
}
