//! The experiments in Rust: what no Python program can count.

pub mod lookups;
