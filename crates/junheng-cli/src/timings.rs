//! `--timings`: how long each phase took, on standard error.

use std::time::Instant;

/// A stopwatch for the phases of a run.
pub struct Timings {
    shown: bool,
    last: Instant,
}

impl Timings {
    /// Starts; says nothing unless `shown`.
    pub fn start(shown: bool) -> Self {
        Self { shown, last: Instant::now() }
    }

    /// Ends a phase.
    pub fn phase(&mut self, name: &str) {
        if self.shown {
            eprintln!("{name:>10} {:8.1} ms", self.last.elapsed().as_secs_f64() * 1000.0);
        }
        self.last = Instant::now();
    }
}
