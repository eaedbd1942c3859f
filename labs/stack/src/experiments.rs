//! The experiments in Rust: what no Python program can show, because it cannot watch the runtime.

pub mod exercise_data_stack;
pub mod reads;
pub mod solution_data_stack;
