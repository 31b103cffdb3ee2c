//! The child process as its parent sees it: frames with a time limit, and how it ended.

use std::ffi::OsString;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child as Process, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use junheng::function::native::Failure;

use crate::offer::Offer;
use crate::refusal::Refusal;
use crate::wire::{self, Frame, Kind};

/// How long a description may be.
const LONGEST_OFFER: u64 = 1 << 26;

/// What plugins are opened in: a command that comes to [`serve`](crate::serve).
#[derive(Debug, Clone)]
pub struct Host {
    /// The program.
    pub program: PathBuf,
    /// What it is given before the file, its SHA-256 where it may be called, and the memory limit.
    pub arguments: Vec<OsString>,
    /// How long one call may take.
    pub seconds: u64,
    /// How much memory the process may use.
    pub megabytes: u64,
}

/// A plugin in a process of its own.
pub struct Child {
    process: Process,
    input: ChildStdin,
    frames: Receiver<io::Result<Frame>>,
    longest: Arc<AtomicU64>,
    limit: Duration,
}

/// How a child failed.
pub enum End {
    /// It was ended by this signal.
    Signal(i32),
    /// It ended by itself with this status.
    Exited(i32),
    /// It took too long.
    TooLong(u64),
    /// It says something that cannot be understood.
    Garbled,
}

impl Child {
    /// Starts a process that opens a plugin, and hears what the plugin offers.
    pub fn start(host: &Host, path: &Path, sha256: Option<&str>) -> Result<(Child, Offer), Refusal> {
        let mut child = Child::spawn(host, path, sha256).map_err(|error| Refusal::NoHost(error.to_string()))?;
        match child.next() {
            Ok((Kind::Offer, bytes)) => match serde_json::from_slice(&bytes) {
                Ok(offer) => Ok((child, offer)),
                Err(error) => Err(Refusal::NoHost(error.to_string())),
            },
            Ok((Kind::Refusal, bytes)) => {
                Err(serde_json::from_slice(&bytes).unwrap_or_else(|error| Refusal::NoHost(error.to_string())))
            }
            Ok(_) => Err(Refusal::NoHost(io::Error::from(io::ErrorKind::InvalidData).to_string())),
            Err(End::Signal(signal)) => Err(Refusal::Signal(signal)),
            Err(End::Exited(code)) => Err(Refusal::Exited(code)),
            Err(End::TooLong(seconds)) => Err(Refusal::TooLong(seconds)),
            Err(End::Garbled) => Err(Refusal::NoHost(io::Error::from(io::ErrorKind::InvalidData).to_string())),
        }
    }

    fn spawn(host: &Host, path: &Path, sha256: Option<&str>) -> io::Result<Child> {
        let mut command = Command::new(&host.program);
        command.args(&host.arguments).arg("--memory").arg(host.megabytes.to_string()).arg(path);
        command.args(sha256).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let broken = || io::Error::from(io::ErrorKind::BrokenPipe);
        let (input, output) = (process.stdin.take().ok_or_else(broken)?, process.stdout.take().ok_or_else(broken)?);
        let longest = Arc::new(AtomicU64::new(LONGEST_OFFER));
        let (sender, frames) = channel();
        let bound = longest.clone();
        std::thread::spawn(move || {
            let mut output = BufReader::new(output);
            while let Some(frame) = wire::read(&mut output, bound.load(Ordering::SeqCst)).transpose() {
                let is_last = frame.is_err();
                if sender.send(frame).is_err() || is_last {
                    return;
                }
            }
        });
        Ok(Child { process, input, frames, longest, limit: Duration::from_secs(host.seconds) })
    }

    /// Sends a request, to each part of which an answer of no more than so many bytes is awaited.
    pub fn send(&mut self, bytes: &[u8], longest: u64) {
        self.longest.store(longest, Ordering::SeqCst);
        // Where nobody reads any more, the next answer tells why.
        let _ = wire::write(&mut self.input, Kind::Batch, bytes);
    }

    /// The next frame, within the time limit; or how the process ended, after which there is none.
    pub fn next(&mut self) -> Result<Frame, End> {
        match self.frames.recv_timeout(self.limit) {
            Ok(Ok(frame)) => Ok(frame),
            // What was printed in between is no frame; a process that was ended while it wrote leaves half of one.
            Ok(Err(_)) => Err(self.ended().unwrap_or(End::Garbled)),
            Err(RecvTimeoutError::Disconnected) => Err(self.ended().unwrap_or(End::Garbled)),
            Err(RecvTimeoutError::Timeout) => Err(End::TooLong(self.limit.as_secs())),
        }
    }

    /// How the process ended, once its output is closed.
    fn ended(&mut self) -> Option<End> {
        // It closed its output or is gone: what little is left to do takes no time.
        for _ in 0..100 {
            match self.process.try_wait() {
                Ok(Some(status)) => return Some(end(status)),
                Ok(None) => std::thread::sleep(Duration::from_millis(10)),
                Err(_) => return None,
            }
        }
        None
    }
}

#[cfg(unix)]
fn end(status: ExitStatus) -> End {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal().map_or_else(|| End::Exited(status.code().unwrap_or(-1)), End::Signal)
}

#[cfg(not(unix))]
fn end(status: ExitStatus) -> End {
    End::Exited(status.code().unwrap_or(-1))
}

impl Drop for Child {
    /// Ends the process: it may hang, and nothing it still does is wanted.
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl From<End> for Failure {
    fn from(end: End) -> Self {
        match end {
            End::Signal(signal) => Failure::Signal(signal),
            End::Exited(code) => Failure::Exited(code),
            End::TooLong(seconds) => Failure::TooLong(seconds),
            End::Garbled => Failure::Garbled,
        }
    }
}
