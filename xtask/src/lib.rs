//! Builds, serves and proves the book.
//!
//! Each public module is one task (`check`, `bless`, `book`, `serve`, `oracle`, `bench`) or one thing the tasks share: where files are
//! ([`workspace`]), how a lab is run ([`labs`]), what a page holds ([`page`]), what is wrong with it ([`problem`]).
//! `main.rs` only parses the command line. The whole-product tests call the same functions on a tampered copy of the
//! repository.
#![forbid(unsafe_code)]

pub mod answers;
pub mod bench;
pub mod bless;
pub mod book;
pub mod browser;
pub mod check;
pub mod labs;
pub mod language;
pub mod measured;
pub mod oracle;
pub mod page;
pub mod parallel;
pub mod problem;
pub mod seen;
pub mod serve;
pub mod workspace;
