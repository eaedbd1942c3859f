//! The experiments in Rust: what no Python program can show, because Python has one allocator only.

pub mod exercise_free_list;
pub mod exercise_size_class;
pub mod fragmentation;
pub mod phases;
pub mod pins;
pub mod rounding;
pub mod solution_free_list;
pub mod solution_size_class;
