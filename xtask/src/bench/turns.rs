//! Taking turns: every job is given to everyone who takes part, and in each pass another of them begins, so that what else
//! the machine does falls on all.

use super::entrants::{Entrant, Job};
use super::summary;
use crate::measured::Measured;
use crate::measured::record::{Record, Workload};
use anyhow::Result;

/// How often everything is done.
#[derive(Clone, Copy, Debug)]
pub struct Turns {
    /// How often every job is given to everyone, in a process each.
    pub passes: usize,
    /// Times that one process takes.
    pub repeats: usize,
}

impl Turns {
    /// Once, for a first look.
    pub const QUICK: Turns = Turns {
        passes: 1,
        repeats: 1,
    };

    /// Gives every job to every entrant, and makes medians of the times. `title` says what a time is, `terms` what holds for
    /// all.
    ///
    /// # Errors
    /// If one that takes part fails.
    pub fn take(
        self,
        title: &str,
        terms: &[&str],
        jobs: &[Job],
        entrants: &[Entrant],
    ) -> Result<Measured> {
        let mut times = vec![vec![Vec::new(); entrants.len()]; jobs.len()];
        let mut processes = 0;
        for pass in 0..self.passes {
            eprintln!("pass {} of {}", pass + 1, self.passes);
            for (job, times) in jobs.iter().zip(&mut times) {
                eprint!("  {} ", job.row);
                for turn in 0..entrants.len() {
                    let index = (pass + turn) % entrants.len();
                    if let Some(more) = entrants[index].time(job, self.repeats)? {
                        times[index].extend(more);
                        processes += 1;
                    }
                    eprint!(".");
                }
                eprintln!();
            }
        }
        let records: Vec<Record> = jobs
            .iter()
            .zip(&times)
            .map(|(job, times)| record(terms, entrants, job, times))
            .collect();
        Ok(summary::summarise(title, processes, &records))
    }
}

/// One job's times as a record of those that took part.
fn record(terms: &[&str], entrants: &[Entrant], job: &Job, times: &[Vec<f64>]) -> Record {
    let took_part: Vec<(&Entrant, &Vec<f64>)> = entrants
        .iter()
        .zip(times)
        .filter(|(_, times)| !times.is_empty())
        .collect();
    let rounds = took_part.iter().map(|(_, times)| times.len()).min();
    Record {
        terms: terms.iter().map(|term| term.to_string()).collect(),
        contenders: took_part
            .iter()
            .map(|(entrant, _)| entrant.contender.clone())
            .collect(),
        workloads: vec![Workload {
            name: job.row.clone(),
            about: job.about.to_string(),
            rounds: (0..rounds.unwrap_or_default())
                .map(|round| took_part.iter().map(|(_, times)| times[round]).collect())
                .collect(),
        }],
        space: None,
    }
}
