//! The clock: time that this thread had the processor, so that other programs' turns do not count.

use std::mem::zeroed;

/// A clock that runs.
pub struct Clock(f64);

impl Clock {
    /// Starts it.
    pub fn start() -> Clock {
        Clock(now())
    }

    /// Nanoseconds since then.
    pub fn nanoseconds(self) -> f64 {
        now() - self.0
    }
}

fn now() -> f64 {
    // SAFETY: the structure is numbers, for which zero is a value, and the kernel fills it in.
    let time = unsafe {
        let mut time: libc::timespec = zeroed();
        libc::clock_gettime(libc::CLOCK_THREAD_CPUTIME_ID, &mut time);
        time
    };
    time.tv_sec as f64 * 1e9 + time.tv_nsec as f64
}
