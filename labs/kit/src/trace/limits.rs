//! The limits of a trace, so that a page can show it: a program past them is refused with advice.

use std::fmt;

/// Steps of a trace.
pub const STEPS: usize = 400;
/// Places that are drawn.
pub const PLACES: usize = 60;
/// Events of the heap over all steps.
pub const EVENTS: u64 = 100_000;
/// Bytes of a step's output past which no more is gathered.
pub const PRINTED: usize = 1 << 16;
/// Characters of a step's output that are shown.
const SHOWN: usize = 1000;

/// Why a program is not traced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// More than [`STEPS`].
    Steps,
    /// More than [`PLACES`].
    Places,
    /// More than [`EVENTS`].
    Events,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refusal::Steps => write!(f, "more than {STEPS} steps")?,
            Refusal::Places => write!(f, "more than {PLACES} objects to draw")?,
            Refusal::Events => write!(f, "more than {EVENTS} events of the heap")?,
        }
        f.write_str(
            ", too many for a trace: let loops turn fewer times, or mark the lines to show with the comments \
             `# xray: on` and `# xray: off`",
        )
    }
}

/// What a trace has used of its limits.
#[derive(Debug, Default)]
pub struct Limits {
    steps: usize,
    events: u64,
}

impl Limits {
    /// So many events more.
    ///
    /// # Errors
    /// If that is too many.
    pub fn events(&mut self, events: u64) -> Result<(), Refusal> {
        self.events += events;
        if self.events > EVENTS {
            return Err(Refusal::Events);
        }
        Ok(())
    }

    /// One step more.
    ///
    /// # Errors
    /// If that is too many.
    pub fn step(&mut self) -> Result<(), Refusal> {
        self.steps += 1;
        if self.steps > STEPS {
            return Err(Refusal::Steps);
        }
        Ok(())
    }

    /// So many places in all.
    ///
    /// # Errors
    /// If that is too many.
    pub fn places(&self, places: usize) -> Result<(), Refusal> {
        if places > PLACES {
            return Err(Refusal::Places);
        }
        Ok(())
    }
}

/// What a step printed, cut where it is too long.
pub fn shortened(printed: String) -> String {
    if printed.chars().count() <= SHOWN {
        return printed;
    }
    printed.chars().take(SHOWN - 1).chain(['…']).collect()
}

/// The last line of a traceback: the exception.
pub fn last_line(traceback: &str) -> Option<&str> {
    traceback.lines().rev().find(|line| !line.is_empty())
}
