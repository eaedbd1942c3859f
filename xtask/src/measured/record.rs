//! What one process of the package `bench` measured, raw. It prints this as JSON and `xtask` reads it; the package
//! includes this very file, so that there is one form. The bytes held go to the book as they are.

use serde::{Deserialize, Serialize};

/// One process's measurements.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// What holds for all the figures, in sentences.
    pub terms: Vec<String>,
    /// Who took part. The first is ours.
    pub contenders: Vec<Contender>,
    /// What was timed.
    pub workloads: Vec<Workload>,
    /// What was held while everything was live.
    pub space: Option<Space>,
}

/// One of those that are compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contender {
    /// A short name, a column's heading.
    pub name: String,
    /// Which version of it, and of what.
    pub version: String,
}

/// One thing to do, and how long it took.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Workload {
    /// A short name, a row's heading.
    pub name: String,
    /// What is done, in a phrase.
    pub about: String,
    /// A unit of work, in what the measurement's title counts, mostly nanoseconds, round by round: in each round one figure a contender, in their order.
    pub rounds: Vec<Vec<f64>>,
}

/// Bytes with many blocks live at once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Space {
    /// Blocks that were live.
    pub blocks: u64,
    /// Bytes asked for, added up.
    pub asked: u64,
    /// The same, each request rounded up to a multiple of 16.
    pub rounded: u64,
    /// One entry a contender, in their order; `None` where the contender does not take part.
    pub held: Vec<Option<Held>>,
}

/// What one contender held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Bytes that it took from the system, by its own account; `None` if it gives none.
    pub own_account: Option<u64>,
    /// Bytes by which the process's resident memory grew.
    pub resident: u64,
}
