//! The clock: time that this thread had the processor, so that other programs' turns do not count.

use rustix::time::{ClockId, clock_gettime};

/// A clock that runs.
pub struct Clock(f64);

impl Clock {
    /// Starts it.
    pub fn start() -> Clock {
        Clock(now())
    }

    /// Nanoseconds since then.
    pub fn nanoseconds(&self) -> f64 {
        now() - self.0
    }
}

fn now() -> f64 {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}
