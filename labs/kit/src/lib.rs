//! What every lab binary shares: the command line, the running of a program, the tables.
//!
//! A lab is a name, a sentence and a list of experiments; [`main`] does the rest, so that all labs
//! answer to the same words. The rooms: `arguments` (the command line), `source` (where a program comes
//! from), `run` (one program on a private heap of its own), `recorder` (where its output goes),
//! `output` (the same for experiments in Rust), `views` (the tables of the module `xray`), `paint` and `table` (how they look), `picture` (views as SVG).

#![forbid(unsafe_code)]

mod arguments;
mod commands;
mod lab;
mod limits;
mod output;
mod paint;
mod picture;
mod recorder;
mod run;
mod source;
mod table;
mod trace;
mod views;

pub use commands::main;
pub use lab::{Experiment, Lab, Language, Program};
pub use output::Output;
pub use table::Table;
