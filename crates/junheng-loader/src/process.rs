//! A plugin in child processes: one for each thread that calls it, a new one after each that ended.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};

use junheng::function::native::{Batch, Failure, Outcome};

use crate::child::{Child, End, Host};
use crate::offer::Offer;
use crate::wire::{self, Kind};

/// After so many failures of its process a plugin is asked no more.
pub const MOST_FAILURES: usize = 8;

/// A plugin in child processes.
pub struct Processes {
    host: Host,
    path: PathBuf,
    sha256: String,
    offer: Offer,
    idle: Mutex<Vec<Child>>,
    failed: Mutex<Vec<Failed>>,
}

/// A call that ended its process: asked again it would do so again.
struct Failed {
    function: usize,
    bytes: Vec<u8>,
    failure: Failure,
}

impl Processes {
    /// Starts the first process.
    pub fn start(host: Host, path: PathBuf, sha256: String) -> Result<Processes, crate::Refusal> {
        let (child, offer) = Child::start(&host, &path, Some(&sha256))?;
        Ok(Processes { host, path, sha256, offer, idle: Mutex::new(vec![child]), failed: Mutex::default() })
    }

    /// What the plugin offers.
    pub fn offer(&self) -> &Offer {
        &self.offer
    }

    /// Whether it failed so often that it is asked no more.
    pub fn gave_up(&self) -> bool {
        locked(&self.failed).len() >= MOST_FAILURES
    }

    /// Calls a function on each part of a batch.
    pub fn call(&self, function: usize, batch: &Batch) -> Vec<Outcome> {
        let parts: Vec<_> = batch.parts().collect();
        let mut outcomes: Vec<Outcome> = Vec::with_capacity(parts.len());
        let mut child = None;
        while outcomes.len() < parts.len() {
            if self.gave_up() {
                outcomes.push(Err(Failure::GivenUp(MOST_FAILURES as u64)));
            } else if let Some(failure) = self.known_failure(function, batch, outcomes.len()) {
                outcomes.push(Err(failure));
            } else {
                child = self.ask(child, function, batch, &mut outcomes);
            }
        }
        locked(&self.idle).extend(child);
        outcomes
    }

    /// Asks for the parts that are still to be answered, as far as one process comes with them.
    fn ask(&self, child: Option<Child>, function: usize, batch: &Batch, outcomes: &mut Vec<Outcome>) -> Option<Child> {
        let from = outcomes.len();
        let asked = child.or_else(|| locked(&self.idle).pop()).map_or_else(|| self.restart(), Ok);
        let mut child = match asked {
            Ok(child) => child,
            Err(failure) => {
                outcomes.push(self.remember(function, batch, from, failure));
                return None;
            }
        };
        let until = (from..batch.ends.len()).find(|part| self.known_failure(function, batch, *part).is_some());
        let until = until.unwrap_or(batch.ends.len());
        let wanted = |part: usize| self.wanted(function, batch, part);
        let longest = (from..until).map(wanted).max().unwrap_or(0);
        child.send(&wire::batch(function, batch, from..until), wire::longest_outcome(longest));
        for part in from..until {
            match child.next() {
                Ok((Kind::Outcome, bytes)) => outcomes.push(wire::read_outcome(&bytes, wanted(part))),
                other => {
                    let end = other.err().unwrap_or(End::Garbled);
                    outcomes.push(self.remember(function, batch, part, end.into()));
                    return None;
                }
            }
        }
        Some(child)
    }

    fn wanted(&self, function: usize, batch: &Batch, part: usize) -> usize {
        let rows = batch.parts().nth(part).map_or(0, |rows| rows.len());
        if self.offer.functions.get(function).is_some_and(|offered| offered.aggregates) { 1 } else { rows }
    }

    /// A new process; it must offer what the first did.
    fn restart(&self) -> Result<Child, Failure> {
        match Child::start(&self.host, &self.path, Some(&self.sha256)) {
            Ok((child, offer)) if offer == self.offer => Ok(child),
            _ => Err(Failure::Garbled),
        }
    }

    /// Notes a call that ended its process.
    fn remember(&self, function: usize, batch: &Batch, part: usize, failure: Failure) -> Outcome {
        let bytes = wire::batch(function, batch, part..part + 1);
        let mut failed = locked(&self.failed);
        if !failed.iter().any(|known| known.function == function && known.bytes == bytes) {
            failed.push(Failed { function, bytes, failure: failure.clone() });
        }
        Err(failure)
    }

    /// How the same call failed before: explaining a finding does not wait for an endless loop again.
    fn known_failure(&self, function: usize, batch: &Batch, part: usize) -> Option<Failure> {
        let failed = locked(&self.failed);
        let mut known = failed.iter().filter(|known| known.function == function).peekable();
        known.peek()?;
        let bytes = wire::batch(function, batch, part..part + 1);
        known.find(|known| known.bytes == bytes).map(|known| known.failure.clone())
    }
}

/// What is behind a lock; a thread that panicked over it left it whole, for it is changed in one step.
fn locked<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}
